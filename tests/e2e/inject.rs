//! Boxes that `also-like build --inject` wrote into the pages.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::driver::{BROWSER, Browser, with_page};
use crate::fixture::{RECORDER, demo_folder};
use crate::page::Page;
use crate::performance::WATCH;
use crate::server::{Server, Site};

/// Copies a folder.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

/// The demonstration newspaper with the answers in its pages.
fn injected() -> Site {
    let root = TempDir::new().expect("a folder for temporary files");
    copy(&demo_folder(), root.path());
    let ran = Command::new(env!("CARGO_BIN_EXE_also-like"))
        .arg("build")
        .arg(root.path())
        .arg("--out")
        .arg(root.path().join("also-like"))
        .args(["--inject", "--no-cache", "--quiet"])
        .output()
        .expect("the command runs");
    assert!(ran.status.success(), "{ran:?}");
    Site::new(root)
}

/// The page of a file with this before and after its script tag, which is taken out.
fn without_script(site: &Site, path: &str, before: &str, after: &str) -> String {
    let html = fs::read_to_string(site.root().join(path)).expect("a page");
    let tag = "<script type=\"module\" src=\"/also-like/also-like.js\"></script>";
    assert!(html.contains(tag), "{path}");
    html.replace(tag, before).replace("</body>", &format!("{after}</body>"))
}

const KIM: &str = "articles/kim-message-putin-russia-day.html";

/// Both boxes of a page: the one that its markup brings, and the one that the widget draws.
const BOTH: &str = "return (async () => {
    const html = await (await fetch(location.href)).text();
    const page = new DOMParser().parseFromString(html, 'text/html');
    const own = page.querySelector('also-like > template').content.querySelector('nav');
    const drawn = document.querySelector('also-like').shadowRoot.querySelector('nav').cloneNode(true);
    for (const nav of [own, drawn]) {
        for (const link of nav.querySelectorAll('a')) link.href = new URL(link.getAttribute('href'), location);
        for (const image of nav.querySelectorAll('img')) image.src = new URL(image.getAttribute('src'), location);
    }
    return own.isEqualNode(drawn) ? '' : `${own.outerHTML}\\n\\n${drawn.outerHTML}`;
})();";

/// The widget has drawn: the styles that the page brings are gone.
const DRAWN: &str = "document.querySelector('also-like')?.shadowRoot?.querySelector('nav') &&
    !document.querySelector('also-like').shadowRoot.querySelector('link')";

#[test]
fn the_box_in_the_page_is_the_one_that_the_widget_draws() {
    with_page(async |tab| {
        let site = injected();
        let mut paths = vec![];
        for folder in ["articles", "looks"] {
            let entries = fs::read_dir(site.root().join(folder)).expect("a folder");
            for name in entries.map(|entry| entry.expect("an entry").file_name()) {
                let path = format!("{folder}/{}", name.to_string_lossy());
                let html = fs::read_to_string(site.root().join(&path)).unwrap_or_default();
                if html.contains("made by also-like build --inject") {
                    paths.push(path);
                }
            }
        }
        paths.sort();
        assert!(paths.len() > 80, "{}", paths.len());
        assert!(paths.iter().any(|path| path.contains("/zh-")));
        assert!(paths.iter().any(|path| path.contains("compact")));
        let server = site.serve().await;
        // A few of each kind, in the slower browsers fewer.
        let step = if *BROWSER == Browser::Chromium { 3 } else { 9 };
        for path in paths.iter().step_by(step) {
            tab.open(&server.at(&format!("/{path}"))).await;
            tab.run("document.querySelector('also-like').loading = 'eager'", &[]).await;
            tab.wait(DRAWN).await;
            let differing = tab.run(BOTH, &[]).await;
            assert_eq!(differing, json!(""), "{path}");
        }
    });
}

/// The height of the box, and the distance from its top to the page's footer.
async fn places(tab: &Page) -> Value {
    let places = "[document.querySelector('also-like').offsetHeight,
        document.querySelector('body > footer').getBoundingClientRect().top -
        document.querySelector('also-like').getBoundingClientRect().top]";
    tab.get(places).await
}

/// A page whose box is in view, with its styles, before the widget is requested.
async fn opened(tab: &Page, server: &Server) {
    tab.open(&server.at("/before")).await;
    tab.wait(
        "getComputedStyle(document.querySelector('also-like').shadowRoot.querySelector('ul'))
            .display === 'grid'",
    )
    .await;
    tab.wait("[...document.querySelector('also-like').shadowRoot.querySelectorAll('img')].length")
        .await;
    tab.run("document.querySelector('also-like').scrollIntoView({ behavior: 'instant' })", &[])
        .await;
}

/// Loads the widget.
const LOAD: &str = "const tag = document.createElement('script');
    tag.type = 'module';
    tag.src = '/also-like/also-like.js';
    document.head.append(tag);";

fn before(site: Site) -> Site {
    let html = without_script(&site, KIM, &format!("<script>{RECORDER}</script>{WATCH}"), "");
    site.page("/before", html)
}

#[test]
fn the_widget_takes_a_box_over_and_nothing_moves() {
    with_page(async |tab| {
        let server = before(injected()).serve().await;
        for width in [1280, 400] {
            tab.resize(width, 800).await;
            opened(tab, &server).await;
            let own = places(tab).await;
            tab.shoot(&format!("injected-{width}")).await;
            tab.run(LOAD, &[]).await;
            tab.wait(DRAWN).await;
            assert_eq!(places(tab).await, own);
            assert_eq!(tab.cards().await.cards.len(), 4);
            if *BROWSER == Browser::Chromium {
                let sum = tab.get("shifts.reduce((sum, value) => sum + value, 0)").await;
                assert_eq!(sum.as_f64(), Some(0.0), "{width}");
            }
            assert_eq!(tab.get("seen.problems").await, json!([]));
        }
    });
}

#[test]
fn a_box_in_the_page_stays_when_the_widget_has_no_answer() {
    with_page(async |tab| {
        let site = before(injected());
        fs::remove_file(site.root().join("also-like/catalog.json")).expect("a manifest");
        let server = site.serve().await;
        opened(tab, &server).await;
        let own = places(tab).await;
        let cards = tab.cards().await;
        tab.run(LOAD, &[]).await;
        tab.wait("seen.events.length").await;
        assert_eq!(tab.get("seen.events[0].name").await, json!("error"));
        assert_eq!(places(tab).await, own);
        let after = tab.cards().await.cards;
        assert_eq!(after.len(), 4);
        assert!(after.iter().zip(&cards.cards).all(|(a, b)| a.url == b.url));
    });
}

#[test]
fn a_page_that_allows_no_script_has_its_box() {
    with_page(async |tab| {
        let site = injected();
        let html = fs::read_to_string(site.root().join(KIM)).expect("a page");
        let policy = "default-src 'none'; style-src 'self'; img-src 'self'";
        let site = site.page("/strict", html).header("/strict", "content-security-policy", policy);
        let server = site.serve().await;
        tab.open(&server.at("/strict")).await;
        tab.wait(
            "getComputedStyle(document.querySelector('also-like').shadowRoot.querySelector('ul'))
                .display === 'grid'",
        )
        .await;
        let found = tab.cards().await;
        assert_eq!((found.heading.as_str(), found.cards.len()), ("You May Also Like", 4));
        for card in &found.cards {
            assert!(!card.excerpt.is_empty() && !card.date.is_empty() && !card.picture.is_empty());
        }
        // And as links that need no shadow root.
        let links = "[...document.querySelectorAll('also-like a')].map((link) => link.href)";
        let urls: Vec<&str> = found.cards.iter().map(|card| card.url.as_str()).collect();
        assert_eq!(tab.get(links).await, json!(urls));
    });
}
