//! A page that stays open all day: boxes do not leak memory.

use serde_json::{Value, json};

use crate::driver::{BROWSER, Browser, with_page};
use crate::fixture::{EAGER, articles, page, site, site_of_many};
use crate::page::Page;

/// Keeps every memory of WebAssembly that the page makes.
const MEMORIES: &str = "<script>
    window.memories = [];
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (...how) => {
        const made = await instantiate(...how);
        const { exports } = made.instance ?? made;
        memories.push(Object.values(exports).find((one) => one instanceof WebAssembly.Memory));
        return made;
    };
    let listeners = 0;
    const { addEventListener, removeEventListener } = EventTarget.prototype;
    EventTarget.prototype.addEventListener = function (...how) {
        if (this === document || this === window || this === window.navigation) listeners++;
        return addEventListener.apply(this, how);
    };
    EventTarget.prototype.removeEventListener = function (...how) {
        if (this === document || this === window || this === window.navigation) listeners--;
        return removeEventListener.apply(this, how);
    };
    window.measure = () => {
        const root = document.querySelector('also-like').shadowRoot;
        return {
            memories: memories.length,
            bytes: memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
            nodes: root.querySelectorAll('*').length + document.querySelectorAll('*').length,
            listeners,
        };
    };
    const TOPICS = ['The ferry company raises fares for island passengers at the harbour.',
        'Growers of tea on the mountain wait for rain.', 'Zymurgy: wort, trub, krausen.'];
    window.navigate = async (times) => {
        const box = document.querySelector('also-like');
        for (let i = 0; i < times; i++) {
            document.querySelector('article').textContent = `${TOPICS[i % 3]} ${'word'.repeat(i % 7)} ${i}`;
            await box.refresh();
            seen.events.length = 0; // Their cards would stay.
        }
    };
    </script>";

/// What Chromium counts in the whole page, garbage taken away.
async fn counters(tab: &Page) -> Value {
    tab.devtools("HeapProfiler.collectGarbage", json!({})).await;
    let counters = tab.devtools("Memory.getDOMCounters", json!({})).await;
    let heap = tab.devtools("Runtime.getHeapUsage", json!({})).await;
    json!({
        "nodes": counters["nodes"],
        "listeners": counters["jsEventListeners"],
        "heap": heap["usedSize"],
    })
}

async fn level(tab: &Page, address: &str, times: usize) {
    tab.open(address).await;
    tab.cards().await;
    // What is made once is made by then.
    tab.run("return navigate(60);", &[]).await;
    let first = tab.get("measure()").await;
    // The page is none of the articles: the second engine is the one for such pages, and their
    // metadata have a reader of their own.
    assert_eq!(first["memories"], json!(3), "two engines and a reader: {first}");
    let chromium = *BROWSER == Browser::Chromium;
    let before = if chromium { counters(tab).await } else { Value::Null };
    let mut left = times;
    while left > 0 {
        // Drivers limit a script to half a minute.
        let some = left.min(90);
        tab.run(&format!("return navigate({some});"), &[]).await;
        left -= some;
    }
    let last = tab.get("measure()").await;
    assert_eq!(last, first, "after {times} more");
    if chromium {
        let after = counters(tab).await;
        let of = |counters: &Value, name: &str| counters[name].as_f64().expect("a number");
        for name in ["nodes", "listeners"] {
            // A box or two may not have been collected yet.
            let grown = of(&after, name) - of(&before, name);
            assert!(grown < 120.0, "{name}: {before} {after}");
        }
        let grown = of(&after, "heap") - of(&before, "heap");
        assert!(grown < 300_000.0, "{before} {after}");
    }
    assert_eq!(tab.get("seen.problems").await, json!([]));
}

#[test]
fn a_thousand_articles_in_one_page_leave_nothing_behind() {
    with_page(async |tab| {
        let html = page(EAGER).replace("<head>", &format!("<head>{MEMORIES}"));
        let server = site(articles()).page("/", html).serve().await;
        level(tab, &server.at("/"), 990).await;
        assert_eq!(server.asked_for(".bin"), 1);
    });
}

#[test]
fn neither_do_the_files_of_a_large_site() {
    with_page(async |tab| {
        let html = page(EAGER).replace("<head>", &format!("<head>{MEMORIES}"));
        let server = site_of_many(articles(), |_| {}).page("/", html).serve().await;
        level(tab, &server.at("/"), 90).await;
    });
}
