//! Many pages at once, each in a frame of its own: a table of cases costs one page of the browser.
//! Scripts of the tests run outside of the frames, so that a page may break built-ins of its own.

use std::sync::LazyLock;
use std::time::Duration;

use serde::Deserialize;
use serde_json::json;

use crate::page::Page;
use crate::server::{Server, Site};

/// Where the page with the frames is.
const OUTER: &str = "/frames";

/// What became of a page in a frame.
#[derive(Debug, Deserialize)]
pub struct End {
    /// The titles in its first box.
    pub cards: Vec<String>,
    /// Whether the link inside the box is visible.
    pub fallback: bool,
    /// The events of the page's boxes, by name.
    pub events: Vec<String>,
    pub lines: Vec<String>,
    pub problems: Vec<String>,
    /// What the page's policy forbade: directive and address.
    pub violations: Vec<String>,
    pub origin: String,
    /// How long the page has been there.
    pub seconds: f64,
}

/// A box that has dispatched an event, or a page that has loaded without defining the element.
const DONE: &str = "
    (frame) => {
        const page = frame.contentWindow;
        return page.seen?.events.length ||
            (frame.hasLoaded && page.seen && !page.customElements?.get('also-like'));
    }";

/// A function of a window: what became of its page.
const END: &str = "({ document, seen, origin, performance }) => {
    const box = document.getElementsByTagName('also-like')[0];
    return {
        cards: [...(box?.shadowRoot?.querySelectorAll('[part=title]') ?? [])].map((title) => title.textContent),
        fallback: !!box?.querySelector('a')?.checkVisibility(),
        events: [...seen.events].map(({ name }) => name),
        lines: [...seen.lines],
        problems: [...seen.problems],
        violations: [...seen.violations],
        origin,
        seconds: performance.now() / 1000,
    };
}";

/// Has a page report its end to the page around it. For pages of another origin.
pub static REPORT: LazyLock<String> = LazyLock::new(|| {
    format!(
        "<script>setTimeout(function ask() {{
            if (!seen.events.length) return setTimeout(ask, 20);
            parent.postMessage(JSON.stringify(({END})(window)), '*');
        }});</script>"
    )
});

/// Adds the page that holds the frames.
pub fn with_frames(site: Site) -> Site {
    let listen = "window.told = [];
        addEventListener('message', ({ data }) => told.push(JSON.parse(data)));";
    site.page(OUTER, format!("<!doctype html><title>Frames</title><script>{listen}</script><body>"))
}

/// Opens the pages without waiting for what becomes of them.
/// A path may also be an address elsewhere.
pub async fn open(tab: &Page, server: &Server, paths: &[String]) {
    tab.open(&server.at(OUTER)).await;
    let open = "
        window.pages = arguments[0].map((path) => {
            const frame = document.createElement('iframe');
            frame.width = frame.height = 300;
            frame.onload = () => (frame.hasLoaded = true);
            frame.src = path;
            document.body.append(frame);
            return frame;
        });";
    tab.run(open, &[json!(paths)]).await;
}

/// What becomes of some pages, in their order.
pub async fn ends(tab: &Page, server: &Server, paths: &[String]) -> Vec<End> {
    open(tab, server, paths).await;
    tab.wait(&format!("pages.every({DONE})")).await;
    // Time for what must not follow the end.
    tokio::time::sleep(Duration::from_millis(200)).await;
    read(tab).await
}

/// What has become of the pages until now.
pub async fn read(tab: &Page) -> Vec<End> {
    serde_json::from_value(
        tab.get(&format!("pages.map(({{ contentWindow }}) => ({END})(contentWindow))")).await,
    )
    .expect("what the script returns")
}

/// The reports of `count` pages in frames, in any order.
pub async fn reports(tab: &Page, count: usize) -> Vec<End> {
    tab.wait(&format!("told.length === {count}")).await;
    serde_json::from_value(tab.get("told").await).expect("what the script returns")
}
