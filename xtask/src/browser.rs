//! Tests in browsers: the box, over WebDriver, and the engine, by wasm-pack.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use crate::shell::{Shell, cargo, target};
use crate::tools::{self, CHROMIUM, FIREFOX, GECKODRIVER, WEBKIT};
use crate::{demo, install};

/// The engine in a browser.
pub fn wasm(shell: &mut Shell, browser: &str) -> Result<(), String> {
    let run = |shell: &mut Shell| {
        let mut test = Command::new("wasm-pack");
        test.args(["test", "--headless", &format!("--{browser}")]);
        shell.run(at_home(&mut test))
    };
    let before = shell.kept().len();
    let first = run(shell);
    if first.is_err() && has_lost_browser(&shell.kept()[before..]) {
        shell.say("the browser failed, not a test: once more");
        return run(shell);
    }
    first
}

/// Whether the driver gave up before a test program printed its result. Chromium's waits 30 seconds
/// for a page, which is sometimes too short while compilers run, and has no option for it.
fn has_lost_browser(output: &str) -> bool {
    output.contains("driver status: ") && !output.contains("test result: ")
}

/// A catalog of any size in each browser that there is: the large test of `tests/e2e`.
pub fn large(shell: &mut Shell, catalog: &Path, corpus: &Path) -> Result<(), String> {
    demo::prepare(shell)?;
    let missing = install::try_all(shell, &tools::for_test(false));
    let browsers: [(&str, &[&str]); 3] =
        [("chromium", &[CHROMIUM]), ("firefox", &[FIREFOX, GECKODRIVER]), ("webkit", &[WEBKIT])];
    for (browser, tools) in browsers {
        if let Some(missing) = missing.iter().find(|missing| tools.contains(&missing.name)) {
            eprintln!("{browser} is left out: {}", missing.reason);
            continue;
        }
        let mut test = test(browser);
        test.args(["large", "--ignored", "--nocapture"]);
        test.env("ALSO_LIKE_LARGE_CATALOG", catalog).env("ALSO_LIKE_LARGE_CORPUS", corpus);
        eprintln!("{browser}: {}", catalog.display());
        shell.run(at_home(&mut test))?;
    }
    Ok(())
}

/// The box in a browser, over WebDriver, `threads` pages at a time.
pub fn e2e(shell: &mut Shell, browser: &str, threads: u8) -> Result<(), String> {
    let mut test = test(browser);
    test.arg(format!("--test-threads={threads}"));
    shell.run(at_home(&mut test))
}

/// The tests of `tests/e2e` in a browser; what is added to it is for them.
pub fn test(browser: &str) -> Command {
    let mut test = cargo();
    test.args(["test", "--test", "e2e", "--"]);
    test.env("ALSO_LIKE_BROWSER", browser).env("ALSO_LIKE_DEMO", demo::folder());
    test
}

/// Gives root a home of its own where the current one belongs to another user, as with `sudo`:
/// Firefox refuses to start there.
fn at_home(command: &mut Command) -> &mut Command {
    let home = env::home_dir().unwrap_or_default();
    if !tools::is_root() || tools::is_owned_by_root(&home) {
        return command;
    }
    // Cargo and rustup keep theirs.
    for (variable, folder) in [("CARGO_HOME", ".cargo"), ("RUSTUP_HOME", ".rustup")] {
        command.env(variable, env::var_os(variable).unwrap_or(home.join(folder).into()));
    }
    let own = target().join("home");
    if let Err(error) = fs::create_dir_all(&own) {
        eprintln!("can't make the folder {}: {error}", own.display());
    }
    command.env("HOME", own)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_lost_browser_is_no_failed_test() {
        let lost =
            "driver status: signal: 9 (SIGKILL)\ndriver stdout:\nError: missing field `chunk`\n";
        assert!(super::has_lost_browser(lost));
        let failed =
            "driver status: signal: 9 (SIGKILL)\ntest result: FAILED. 1 passed; 1 failed;\n";
        assert!(!super::has_lost_browser(failed));
        assert!(!super::has_lost_browser("error: could not compile `also-like`"));
    }
}
