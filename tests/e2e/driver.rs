//! Browsers and their WebDrivers, kept from one test to the next.

use std::fs;
use std::io::{self, Read};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::Duration;

use fantoccini::ClientBuilder;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;

use crate::hosts;
use crate::page::Page;

/// A browser that the tests can start.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Browser {
    Chromium,
    Firefox,
    WebKit,
}

/// The browser of this run: `ALSO_LIKE_BROWSER`, or Chromium.
pub static BROWSER: LazyLock<Browser> =
    LazyLock::new(|| match std::env::var("ALSO_LIKE_BROWSER").as_deref().unwrap_or("chromium") {
        "chromium" => Browser::Chromium,
        "firefox" => Browser::Firefox,
        "webkit" => Browser::WebKit,
        other => panic!("ALSO_LIKE_BROWSER is {other:?}: set it to chromium, firefox or webkit"),
    });

impl Browser {
    /// The name in the files that the tests write.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The program that drives it, with its arguments, listening on a port.
    fn driver(self, port: u16) -> Vec<String> {
        let port = format!("--port={port}");
        let words = match self {
            Self::Chromium => vec!["chromedriver", &port],
            Self::Firefox => vec!["geckodriver", &port, "--log=error"],
            // There is no headless WebKitGTK: it gets a virtual screen.
            Self::WebKit => {
                let screen = "-screen 0 1600x2400x24";
                vec!["xvfb-run", "-a", "-s", screen, "WebKitWebDriver", &port]
            }
        };
        words.into_iter().map(str::to_owned).collect()
    }

    fn capabilities(self) -> Value {
        match self {
            Self::Chromium => {
                let here = format!("--host-resolver-rules={}", hosts::rules());
                let mut options = json!({ "args": [
                    // Tests run as root in containers, where the sandbox can't.
                    "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--lang=en-GB",
                    // No requests but those of the pages.
                    "--disable-quic", "--no-first-run", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync", &here,
                ]});
                if let Some(binary) = on_path(&["chromium", "chromium-browser", "google-chrome"]) {
                    options["binary"] = json!(binary);
                }
                json!({ "browserName": "chrome", "goog:chromeOptions": options })
            }
            Self::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": { "args": ["-headless"] },
            }),
            Self::WebKit => json!({
                "browserName": "MiniBrowser",
                "webkitgtk:browserOptions": { "binary": mini_browser(), "args": ["--automation"] },
            }),
        }
    }
}

fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let places = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    places.into_iter().find(|place| place.is_file())
}

/// WebKitGTK's little browser, which distributions put beside its libraries.
fn mini_browser() -> PathBuf {
    let libraries = [Path::new("/usr/lib"), Path::new("/usr/libexec"), Path::new("/usr/lib64")];
    let below = libraries.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten();
    let mut folders: Vec<PathBuf> = libraries.iter().map(PathBuf::from).collect();
    folders.extend(below.filter_map(|entry| Some(entry.ok()?.path())));
    let place = |folder: &PathBuf| folder.join("webkit2gtk-4.1/MiniBrowser");
    folders.iter().map(place).find(|path| path.is_file()).unwrap_or_else(|| {
        panic!("WebKitGTK's MiniBrowser is missing: install the package libwebkit2gtk-4.1-0")
    })
}

/// Seconds until a test is given up: twice what the longest takes beside a compiler. A page that is
/// busy for long may keep a driver from ever answering, and nothing else ends the wait for it.
const PATIENCE: u64 = 240;

/// Runs a test on a page of a browser. As many browsers are started as tests run side by side.
///
/// A test that fails takes its browser down with it, so that the next one starts afresh. One whose
/// browser does not answer any more runs once again, in another.
pub fn with_page(test: impl AsyncFn(&Page)) {
    static IDLE: Mutex<Vec<Session>> = Mutex::new(Vec::new());
    let idle = || IDLE.lock().unwrap_or_else(PoisonError::into_inner);
    for _ in 0..2 {
        let session = idle().pop();
        let session = session.unwrap_or_else(Session::start);
        let all = async {
            session.page.reset().await;
            test(&session.page).await;
        };
        let in_time = async { timeout(Duration::from_secs(PATIENCE), all).await.is_ok() };
        if session.runtime.block_on(in_time) {
            idle().push(session);
            return;
        }
        eprintln!("{} has not answered for {PATIENCE} s", BROWSER.name());
    }
    panic!("{} has stopped answering, twice", BROWSER.name());
}

struct Session {
    page: Page,
    runtime: Runtime,
    _driver: Driver,
}

impl Session {
    fn start() -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime starts");
        let driver = Driver::start(*BROWSER);
        let page = runtime.block_on(async {
            let address = format!("http://127.0.0.1:{}", driver.port);
            let Value::Object(capabilities) = BROWSER.capabilities() else {
                unreachable!("capabilities are an object")
            };
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(capabilities);
            // The driver needs a moment until it listens.
            let mut last = None;
            for _ in 0..100 {
                match timeout(Duration::from_secs(PATIENCE), builder.connect(&address)).await {
                    Ok(Ok(client)) => return Page::new(client),
                    Ok(Err(error)) => last = Some(error.to_string()),
                    Err(error) => panic!("no session with {}: {error}", BROWSER.name()),
                }
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            panic!("no session with {}: {}", BROWSER.name(), last.expect("an error"));
        });
        Self { page, runtime, _driver: driver }
    }
}

/// A driver process. It ends, with its browser and the files they made, when this value is dropped
/// and also when the tests' process is killed: its guard waits for the end of a pipe.
struct Driver {
    guard: Child,
    port: u16,
}

/// Starts the driver in a process group of its own and ends that group when standard input ends, or
/// when the guard is signalled: then its own group has ended too.
const GUARD: &str = r#"
trap : HUP INT TERM
folder=$(mktemp -d -t also-like.XXXXXX)
TMPDIR=$folder setsid "$@" </dev/null >/dev/null 2>&1 &
echo started
cat >/dev/null
kill -TERM -$! 2>/dev/null
for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 -$! 2>/dev/null || break; sleep 0.2; done
kill -KILL -$! 2>/dev/null
rm -rf "$folder"
"#;

impl Driver {
    fn start(browser: Browser) -> Self {
        let port = free_port().expect("a free port");
        let command = browser.driver(port);
        let program = &command[0];
        assert!(
            on_path(&[program]).is_some(),
            "{program} is not installed: run `cargo xtask test`"
        );
        let mut guard = Command::new("sh")
            .args(["-c", GUARD, "sh"])
            .args(command)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("sh runs");
        let mut started = [0; 8];
        let mut output = guard.stdout.take().expect("standard output is piped");
        output.read_exact(&mut started).expect("the guard says that it has started");
        Self { guard, port }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        // An error here would only hide that of the test.
        let _ = self.guard.wait();
    }
}

/// A port that nothing listens on now.
pub fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
