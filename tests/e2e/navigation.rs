//! Pages that become another without being loaded: the box follows.

use serde_json::json;

use crate::driver::with_page;
use crate::fixture::{EAGER, articles, page, site};
use crate::page::Page;

/// An application that shows an article some time after it has its address.
const ROUTER: &str = "<script>
    const ARTICLES = {
        '/tea': '<h1>Tea on the mountain</h1><p>Growers wait for rain, and the price of tea leaves rises.</p>',
        '/ferry': document.querySelector('article').innerHTML,
    };
    const show = (path, delay) => setTimeout(() => {
        if (location.pathname === path) document.querySelector('article').innerHTML = ARTICLES[path];
    }, delay);
    function go(path, delay = 100) {
        history.pushState(null, '', path);
        show(path, delay);
    }
    addEventListener('popstate', () => show(location.pathname, 100));
    </script>";

async fn open(tab: &Page, box_and_tag: &str) -> crate::server::Server {
    let html = page(&format!("{box_and_tag}{ROUTER}"));
    let server = site(articles()).page("/ferry", html).serve().await;
    tab.open(&server.at("/ferry")).await;
    server
}

/// Waits until the box shows three cards, all about this; what is about tea are three.
async fn shows(tab: &Page, topic: &str) {
    let cards = "[...document.querySelector('also-like').shadowRoot.querySelectorAll('a')].map((a) => a.pathname)";
    tab.wait(&format!(
        "(() => {{ const all = {cards}; return all.length && all.every((path) => path.startsWith('/{topic}')); }})()"
    ))
    .await;
}

/// Whether this browser has the Navigation API.
async fn tells(tab: &Page) -> bool {
    tab.get("'navigation' in window").await == json!(true)
}

#[test]
fn the_box_follows_to_another_article() {
    with_page(async |tab| {
        let server = open(tab, &EAGER.replace("<also-like", "<also-like limit=3")).await;
        shows(tab, "ferry").await;
        tab.run("seen.events.length = 0; go('/tea');", &[]).await;
        if tells(tab).await {
            shows(tab, "tea").await;
            assert_eq!(tab.get("seen.events.map((event) => event.name)").await, json!(["ready"]));
            // Another fragment or a mark of a campaign is the same article.
            let before = server.asked().len();
            tab.run(
                "seen.events.length = 0;
                 history.replaceState(null, '', '/tea?utm_source=x#comments');
                 return new Promise((resolve) => setTimeout(resolve, 1500));",
                &[],
            )
            .await;
            assert_eq!(tab.get("seen.events.length").await, json!(0));
            assert_eq!(server.asked().len(), before);
        } else {
            tab.wait("document.querySelector('h1').textContent.startsWith('Tea')").await;
            tab.run("document.querySelector('also-like').refresh();", &[]).await;
            shows(tab, "tea").await;
        }
        tab.run("history.back();", &[]).await;
        shows(tab, "ferry").await;
        assert_eq!(tab.get("seen.problems").await, json!([]));
    });
}

#[test]
fn the_last_of_several_articles_wins() {
    with_page(async |tab| {
        let _server = open(tab, &EAGER.replace("<also-like", "<also-like limit=3")).await;
        shows(tab, "ferry").await;
        if !tells(tab).await {
            return;
        }
        // The second starts during the first, and the third takes the longest.
        let script = "go('/tea'); setTimeout(() => go('/ferry'), 150); setTimeout(() => go('/tea', 800), 300);
            return new Promise((resolve) => setTimeout(resolve, 1200));";
        tab.run(script, &[]).await;
        shows(tab, "tea").await;
        assert_eq!(tab.get("location.pathname").await, json!("/tea"));
        tab.run("return new Promise((resolve) => setTimeout(resolve, 1500));", &[]).await;
        shows(tab, "tea").await;
    });
}

#[test]
fn a_box_that_is_far_waits_anew() {
    with_page(async |tab| {
        let far = "<div style='height: 5000px'></div><also-like limit=3></also-like>\
            <script type=module src=/w/also-like.js></script>";
        let server = open(tab, far).await;
        tab.run("document.querySelector('also-like').scrollIntoView();", &[]).await;
        shows(tab, "ferry").await;
        if !tells(tab).await {
            return;
        }
        let script = "scrollTo(0, 0); go('/tea');
            return new Promise((resolve) => setTimeout(resolve, 1500));";
        tab.run(script, &[]).await;
        shows(tab, "ferry").await;
        tab.run("document.querySelector('also-like').scrollIntoView();", &[]).await;
        shows(tab, "tea").await;
        assert_eq!(server.asked_for(".bin"), 1, "the catalog is not loaded again");
    });
}

#[test]
fn a_page_that_never_rests_is_taken_as_it_is() {
    with_page(async |tab| {
        let _server = open(tab, &EAGER.replace("<also-like", "<also-like limit=3")).await;
        shows(tab, "ferry").await;
        if !tells(tab).await {
            return;
        }
        let script = "const clock = document.body.appendChild(document.createElement('p'));
            setInterval(() => (clock.textContent = performance.now()), 50); go('/tea');";
        tab.run(script, &[]).await;
        shows(tab, "tea").await;
    });
}

#[test]
fn a_box_that_is_gone_follows_no_more() {
    with_page(async |tab| {
        let server = open(tab, &EAGER.replace("<also-like", "<also-like limit=3")).await;
        shows(tab, "ferry").await;
        let script =
            "seen.events.length = 0; document.querySelector('also-like').remove(); go('/tea');
            return new Promise((resolve) => setTimeout(resolve, 1500));";
        let before = server.asked().len();
        tab.run(script, &[]).await;
        assert_eq!(tab.get("seen.events.length").await, json!(0));
        assert_eq!(server.asked().len(), before);
    });
}
