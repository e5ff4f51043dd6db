//! The browser's page, for scripts of the tests.

use std::path::PathBuf;
use std::time::{Duration, Instant};
use std::{env, fs};

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use fantoccini::{Client, Locator};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::devtools::Devtools;
use crate::driver::BROWSER;

/// A page in the browser.
pub struct Page {
    client: Client,
}

/// What a reader finds in a box.
#[derive(Debug, Deserialize)]
pub struct Box {
    /// `H2` and the like.
    pub level: String,
    pub heading: String,
    pub cards: Vec<Card>,
}

/// What a reader finds in a card; empty what it does not have.
#[derive(Debug, Deserialize)]
pub struct Card {
    pub title: String,
    pub url: String,
    pub excerpt: String,
    pub date: String,
    pub picture: String,
    pub lang: String,
    pub reason: String,
}

/// Seconds until a page counts as stuck. Longer than the widget's own ten seconds.
const PATIENCE: u64 = 25;

/// Reads a box, or nothing while its children are what it shows.
const READ: &str = "
    const root = document.querySelectorAll('also-like')[arguments[0]]?.shadowRoot;
    if (!root?.querySelector('[part=box]')) return null;
    const text = (node, part) => node.querySelector(`[part=${part}]`)?.textContent ?? '';
    return {
        level: root.querySelector('[part=heading]').tagName,
        heading: text(root, 'heading'),
        cards: [...root.querySelectorAll('[part=card]')].map((card) => ({
            title: text(card, 'title'),
            url: card.querySelector('a').href,
            excerpt: text(card, 'excerpt'),
            date: text(card, 'date'),
            picture: card.querySelector('img')?.src ?? '',
            lang: card.lang,
            reason: text(card, 'reason'),
        })),
    };";

impl Page {
    pub fn new(client: Client) -> Self {
        Self { client }
    }

    /// An empty page in a window of a usual size.
    pub async fn reset(&self) {
        self.open("about:blank").await;
        self.resize(1280, 1000).await;
    }

    pub async fn open(&self, url: &str) {
        self.client.goto(url).await.unwrap_or_else(|error| panic!("can't open {url}: {error}"));
    }

    pub async fn resize(&self, width: u32, height: u32) {
        self.client.set_window_size(width, height).await.expect("the window takes a size");
    }

    pub async fn address(&self) -> String {
        self.client.current_url().await.expect("the page has an address").to_string()
    }

    /// Runs the body of a function in the page and returns what it returns.
    pub async fn run(&self, script: &str, arguments: &[Value]) -> Value {
        let result = self.client.execute(script, arguments.to_vec()).await;
        result.unwrap_or_else(|error| panic!("{error}\nin the script\n{script}"))
    }

    /// Gives Chromium a command of its own protocol; returns the answer.
    pub async fn devtools(&self, command: &'static str, parameters: Value) -> Value {
        let answer = self.client.issue_cmd(Devtools { command, parameters }).await;
        answer.unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// The value of an expression in the page.
    pub async fn get(&self, expression: &str) -> Value {
        self.run(&format!("return {expression};"), &[]).await
    }

    /// Waits until an expression is true in the page. During a navigation browsers may refuse to
    /// evaluate it: that counts as false.
    pub async fn wait(&self, expression: &str) {
        let start = Instant::now();
        let script = format!("return !!({expression});");
        loop {
            let answer = self.client.execute(&script, Vec::new()).await;
            if matches!(answer, Ok(Value::Bool(true))) {
                return;
            }
            if start.elapsed() > Duration::from_secs(PATIENCE) {
                let seen = self.get("JSON.stringify(window.seen ?? null)").await;
                panic!(
                    "{PATIENCE} s passed and this is not true: {expression}\n{answer:?}\nseen: {seen}"
                );
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits for the cards of the first box.
    pub async fn cards(&self) -> Box {
        self.box_at(0).await
    }

    /// Waits for the cards of a box, counted from 0.
    pub async fn box_at(&self, index: usize) -> Box {
        let drawn = format!(
            "document.querySelectorAll('also-like')[{index}]?.shadowRoot?.querySelector('[part=box]')"
        );
        let failed = "window.seen?.events.some((event) => event.name === 'error')";
        self.wait(&format!("{drawn} || {failed}")).await;
        let found = self.run(READ, &[json!(index)]).await;
        if found.is_null() {
            panic!("the box has no cards: {}", self.get("JSON.stringify(seen)").await);
        }
        serde_json::from_value(found).expect("what the script returns")
    }

    /// Whether the first box shows its children, not cards.
    pub async fn shows_fallback(&self) -> bool {
        self.run(READ, &[json!(0)]).await.is_null()
    }

    /// Clicks the nth card of the first box, counted from 0, as a reader would.
    pub async fn click(&self, card: usize) {
        let host = self.client.find(Locator::Css("also-like")).await.expect("a box");
        let root = host.shadow_root().await.expect("its shadow root");
        let links = root.find_all(Locator::Css("a")).await.expect("its links");
        links[card].click().await.expect("a link takes clicks");
    }

    /// Presses the Tab key.
    pub async fn press_tab(&self) {
        let key = Key::Tab.into();
        let press = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key });
        self.client.perform_actions(press).await.expect("the keyboard works");
    }

    /// Writes a picture of the window to `target/screenshots`.
    pub async fn shoot(&self, name: &str) {
        // Pictures still on their way would make every shot another one.
        let painted = "
            const boxes = [...document.querySelectorAll('also-like')];
            const images = boxes.flatMap((box) => [...box.shadowRoot.querySelectorAll('img')]);
            const frame = () => new Promise(requestAnimationFrame);
            return Promise.all(images.map((image) => image.decode().catch(() => 0))).then(frame).then(frame).then(() => null);";
        self.run(painted, &[]).await;
        let picture = self.client.screenshot().await.expect("a screenshot");
        let folder = target().join("screenshots");
        fs::create_dir_all(&folder).expect("target can be written to");
        let path = folder.join(format!("{}-{name}.png", BROWSER.name()));
        fs::write(path, picture).expect("target can be written to");
    }
}

/// Cargo's target folder.
pub fn target() -> PathBuf {
    let tmp = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    tmp.parent().expect("target/tmp is in target").to_owned()
}
