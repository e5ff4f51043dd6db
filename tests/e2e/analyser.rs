//! The engine's own browser tests (`tests/web`) in WebKit, which `wasm-pack test` does not
//! drive: its test runner serves them as a page, and this opens the page.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::driver::{BROWSER, Browser, free_port, with_page};

/// Ends the runner with the test.
struct Runner(Child);

impl Drop for Runner {
    fn drop(&mut self) {
        // It has ended by itself if these fail.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

const TARGET: &str = "wasm32-unknown-unknown";

#[test]
fn the_engines_tests_pass_in_webkit_too() {
    if !matches!(*BROWSER, Browser::WebKit) {
        return; // `wasm-pack test` runs them there.
    }
    let cargo = || {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
        cargo
    };
    let build = ["test", "--target", TARGET, "--test", "web", "--no-run", "--message-format=json"];
    let built = cargo().args(build).stderr(Stdio::inherit()).output().expect("cargo runs");
    assert!(built.status.success(), "the engine's tests compile");
    let messages = String::from_utf8(built.stdout).expect("cargo writes JSON");
    let program = messages.lines().find_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        let is_web = message["target"]["name"] == "web";
        message["executable"].as_str().filter(|_| is_web).map(str::to_owned)
    });

    let address = format!("127.0.0.1:{}", free_port().expect("a free port"));
    let mut runner = Command::new("wasm-bindgen-test-runner");
    runner.arg(program.expect("cargo names the program")).env("NO_HEADLESS", "1");
    runner.env("WASM_BINDGEN_TEST_ADDRESS", &address).stdout(Stdio::piped());
    let mut runner = Runner(runner.spawn().expect("wasm-bindgen-test-runner runs"));
    // It prints its address once it listens.
    let mut lines = BufReader::new(runner.0.stdout.take().expect("piped")).lines();
    lines.find(|line| line.as_ref().is_ok_and(|line| line.contains(&address)));

    with_page(async |page| {
        page.open(&format!("http://{address}/")).await;
        let start = Instant::now();
        let mut output = String::new();
        // All of Unicode is folded there, by code that is not optimised.
        while !output.contains("test result") && start.elapsed() < Duration::from_secs(180) {
            tokio::time::sleep(Duration::from_millis(200)).await;
            let shown = page.get("document.getElementById('output').textContent").await;
            output = shown.as_str().unwrap_or_default().to_owned();
        }
        println!("{output}");
        assert!(output.contains("test result: ok"), "{output}");
        assert!(!output.contains("ok. 0 passed"), "{output}");
    });
}
