//! A box shifts no layout, blocks no page and does nothing before it is near the viewport.

use serde_json::json;

use crate::driver::{BROWSER, Browser, with_page};
use crate::fixture::{EAGER, FERRY, ZYMURGY, articles, page, page_in, site};
use crate::page::Page;
use also_like::Article;

/// Records layout shifts, where the browser reports them, and the position of the page's footer.
pub const WATCH: &str = "<script>
    window.shifts = [];
    if (PerformanceObserver.supportedEntryTypes.includes('layout-shift')) {
        new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value)))
            .observe({ type: 'layout-shift', buffered: true });
    }
    </script>";

const FOOT: &str = "<footer style='height: 300px; background: tan'>The foot of the page.</footer>";

/// Sum of the layout shifts so far.
async fn shifts(tab: &Page) -> f64 {
    let frames =
        "return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() =>
        setTimeout(() => resolve(shifts.reduce((sum, value) => sum + value, 0)), 50))));";
    tab.run(frames, &[]).await.as_f64().expect("a number")
}

/// Reads on, with a reader's wheel: until the box is near but not seen, or down to the foot.
async fn read_on(tab: &Page, to: &str) {
    let script = format!(
        "return (async () => {{
            const box = document.querySelector('also-like');
            const near = () => box.getBoundingClientRect().top < innerHeight + 500;
            const foot = () => scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
            while (!{to}()) {{
                scrollBy({{ top: 100, behavior: 'instant' }});
                await new Promise((resolve) => setTimeout(resolve, 10));
            }}
        }})();"
    );
    tab.run(&script, &[]).await;
}

#[test]
fn nothing_moves_when_a_box_fills_is_empty_or_fails() {
    with_page(async |tab| {
        let pictured = articles().into_iter();
        let pictured = pictured.map(|one| Article { image: "/w/none.png".into(), ..one }).collect();
        let long = |text: &str, end: &str| {
            let end = format!("<div style='height: 4000px'></div>{end}{FOOT}{WATCH}");
            page_in("lang=en", text, &end)
        };
        let lazy = EAGER.replace(" loading=eager", "");
        let none = lazy.replace("<also-like", "<also-like fallback=none");
        let lost = lazy.replace("<also-like", "<also-like catalog=/lost/");
        let server = site(pictured)
            .page("/fills", long(FERRY, &lazy))
            .page("/empty", long(ZYMURGY, &none))
            .page("/fails", long(FERRY, &lost))
            .serve()
            .await;
        for case in ["fills", "empty", "fails"] {
            tab.open(&server.at(&format!("/{case}"))).await;
            read_on(tab, "near").await;
            tab.wait("seen.events.length").await;
            read_on(tab, "foot").await;
            assert_eq!(shifts(tab).await, 0.0, "{case}");
            let name = tab.get("seen.events[0].name").await;
            assert_eq!(name, json!(if case == "fails" { "error" } else { "ready" }), "{case}");
        }
    });
}

/// For the top of a page: with the room that README gives it.
#[test]
fn room_that_is_reserved_is_kept() {
    with_page(async |tab| {
        let style = "<style>also-like { display: block; min-block-size: 30em }</style>";
        let html =
            |text: &str, end: &str| page_in("lang=en", text, &format!("{style}{end}{FOOT}{WATCH}"));
        let empty = EAGER.replace("<a href=/archive>Archive</a>", "");
        let none = empty.replace("<also-like", "<also-like fallback=none");
        let lost = empty.replace("<also-like", "<also-like catalog=/lost/");
        let server = site(articles())
            .page("/fills", html(FERRY, &empty))
            .page("/empty", html(ZYMURGY, &none))
            .page("/fails", html(FERRY, &lost))
            .serve()
            .await;
        for case in ["fills", "empty", "fails"] {
            tab.open(&server.at(&format!("/{case}"))).await;
            tab.wait("seen.events.length").await;
            assert_eq!(shifts(tab).await, 0.0, "{case}");
            let foot = "document.querySelector('footer').offsetTop -
                document.querySelector('also-like').offsetTop";
            let foot = tab.get(foot).await;
            let em = tab.get("parseFloat(getComputedStyle(document.body).fontSize)").await;
            let (foot, em) = (foot.as_f64().expect("pixels"), em.as_f64().expect("pixels"));
            assert!((foot - 30.0 * em).abs() < 1.0, "{case}: {foot}");
        }
    });
}

/// Makes the page hidden until `show()`.
const HIDDEN: &str = "<script>
    Object.defineProperty(document, 'hidden', { get: () => !window.shown, configurable: true });
    function show() {
        window.shown = true;
        document.dispatchEvent(new Event('visibilitychange'));
    }
    </script>";

#[test]
fn a_page_that_is_not_seen_does_nothing() {
    with_page(async |tab| {
        let server = site(articles()).page("/", page(&format!("{HIDDEN}{EAGER}"))).serve().await;
        tab.open(&server.at("/")).await;
        tab.wait("customElements.get('also-like')").await;
        let wait = "return new Promise((resolve) => setTimeout(resolve, 300));";
        tab.run(wait, &[]).await;
        tab.run("document.dispatchEvent(new Event('visibilitychange'));", &[]).await;
        tab.run(wait, &[]).await;
        assert_eq!(tab.get("seen.events").await, json!([]));
        assert_eq!(server.asked_for("catalog.json") + server.asked_for(".wasm"), 0);
        tab.run("show();", &[]).await;
        assert_eq!(tab.cards().await.cards.len(), 4);
        assert_eq!(tab.get("seen.events.length").await, json!(1));
    });
}

/// In Chromium for real: the next page is prepared while this one is read.
#[test]
fn a_page_that_is_prepared_asks_for_nothing() {
    if *BROWSER != Browser::Chromium {
        return;
    }
    with_page(async |tab| {
        let rules = r#"<script type=speculationrules>
            { "prerender": [{ "urls": ["/next"], "eagerness": "immediate" }] }</script>
            <a href=/next>Next</a>"#;
        let server =
            site(articles()).page("/", page(rules)).page("/next", page(EAGER)).serve().await;
        tab.open(&server.at("/")).await;
        // The prepared page has come so far when it has the script.
        server.wait_for("also-like.js").await;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        assert_eq!(server.asked_for(".wasm") + server.asked_for("catalog.json"), 0);
        tab.run("document.querySelector('a').click();", &[]).await;
        tab.wait("location.pathname === '/next'").await;
        assert_eq!(tab.cards().await.cards.len(), 4);
        let prepared = "performance.getEntriesByType('navigation')[0].activationStart > 0";
        assert_eq!(tab.get(prepared).await, json!(true));
        assert_eq!(server.asked_for("also-like.js"), 1);
    });
}

/// Nothing keeps a page with a box out of the cache for going back and forth.
#[test]
fn going_back_finds_the_box_as_it_was() {
    with_page(async |tab| {
        let listeners = "<script>
            window.heard = [];
            const listen = EventTarget.prototype.addEventListener;
            EventTarget.prototype.addEventListener = function (name, ...rest) {
                heard.push(name);
                return listen.call(this, name, ...rest);
            };
            addEventListener('pageshow', (event) => (window.again = event.persisted));
            </script>";
        let html = page(&format!("{listeners}{EAGER}"));
        let server =
            site(articles()).page("/", html).page("/other", page("Another page.")).serve().await;
        tab.open(&server.at("/")).await;
        tab.cards().await;
        let kept = "heard.filter((name) => /unload|^freeze$/.test(name))";
        assert_eq!(tab.get(kept).await, json!([]));
        tab.run("window.mark = 1; location.href = '/other';", &[]).await;
        tab.wait("location.pathname === '/other' && document.readyState === 'complete'").await;
        tab.run("history.back();", &[]).await;
        tab.wait("location.pathname === '/' && document.querySelector('also-like')?.kind").await;
        assert_eq!(tab.cards().await.cards.len(), 4);
        assert_eq!(tab.get("seen.problems").await, json!([]));
        // Whether a browser keeps pages at all under a driver is its own affair; where it did, all
        // is there.
        if tab.get("window.again === true").await == json!(true) {
            assert_eq!(tab.get("window.mark").await, json!(1));
            assert_eq!(server.asked_for("catalog.json"), 1);
        }
    });
}

#[test]
fn a_reader_who_saves_data_gets_no_pictures() {
    with_page(async |tab| {
        let all = articles().into_iter();
        let all = all.map(|one| Article { image: "/none.png".to_owned(), ..one }).collect();
        let saving = "<script>Object.defineProperty(navigator, 'connection',
            { value: { saveData: true }, configurable: true });</script>";
        let server = site(all).page("/", page(&format!("{saving}{EAGER}"))).serve().await;
        tab.open(&server.at("/")).await;
        assert_eq!(tab.cards().await.cards.len(), 4);
        let pictures = "document.querySelector('also-like').shadowRoot
            .querySelectorAll('[part~=picture]').length";
        assert_eq!(tab.get(pictures).await, json!(0));
        assert_eq!(server.asked_for("none.png"), 0);
    });
}

#[test]
fn a_box_without_room_asks_for_nothing() {
    with_page(async |tab| {
        let hidden = "<also-like hidden></also-like><div style='display: none'><also-like></also-like></div>\
            <script type=module src=/w/also-like.js></script>";
        let server = site(articles()).page("/", page(hidden)).serve().await;
        tab.open(&server.at("/")).await;
        tab.wait("customElements.get('also-like')").await;
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        assert_eq!(server.asked_for("catalog.json") + server.asked_for(".wasm"), 0);
        tab.run("document.querySelector('div').style.display = 'block';", &[]).await;
        assert_eq!(tab.box_at(1).await.cards.len(), 4);
        assert!(tab.shows_fallback().await, "the other one is hidden still");
    });
}
