//! The articles that a reader has read: stored for boxes with `read-last` only.

use serde_json::{Value, json};

use crate::driver::with_page;
use crate::fixture::{EAGER, FERRY, articles, page_in, path, site};
use crate::page::Page;

/// A page about ferries with a box that has these attributes, after a script.
fn with(attributes: &str, script: &str) -> String {
    let end = EAGER.replace("<also-like", &format!("<also-like {attributes}"));
    let script = format!("<script>{script}</script></head>");
    page_in("lang=en", FERRY, &end).replace("</head>", &script)
}

/// The addresses of the cards.
async fn cards(tab: &Page) -> Vec<String> {
    let found = tab.cards().await.cards;
    found.iter().map(|card| path(&card.url).to_owned()).collect()
}

const STORED: &str = "localStorage.getItem('also-like-read').split(' ')";

#[test]
fn what_was_read_comes_last_until_it_is_forgotten() {
    with_page(async |tab| {
        let usual = with("limit=9", "");
        let last = with("limit=9 read-last", "");
        let server = site(articles())
            .page("/usual", usual)
            .page("/last", last.clone())
            .page("/last/short.html", with("limit=2 read-last", ""))
            .page("/ferry-new/index.html", last)
            .serve()
            .await;
        tab.open(&server.at("/usual")).await;
        let order = cards(tab).await;
        let read = "ferry-new".to_owned();
        let place = order.iter().position(|card| *card == read).expect("a ferry is near");
        let mut moved = order.clone();
        moved.remove(place);
        moved.push(read);

        tab.open(&server.at("/last")).await;
        assert_eq!(cards(tab).await, order, "nothing was read");
        tab.open(&server.at("/ferry-new/index.html#top")).await;
        cards(tab).await;
        let addresses = json!([server.at("/last"), server.at("/ferry-new/index.html")]);
        assert_eq!(tab.get(STORED).await, addresses);
        tab.open(&server.at("/last")).await;
        assert_eq!(cards(tab).await, moved);
        // Once each, in the order of reading.
        let addresses = json!([server.at("/ferry-new/index.html"), server.at("/last")]);
        assert_eq!(tab.get(STORED).await, addresses);

        // Others take its place where there is no room for all.
        let all = server.at(&format!("/{}", order[0]));
        tab.run("localStorage.setItem('also-like-read', arguments[0]);", &[json!(all)]).await;
        tab.open(&server.at("/last/short.html")).await;
        assert_eq!(cards(tab).await, order[1..3]);

        tab.run("customElements.get('also-like').forget();", &[]).await;
        assert_eq!(tab.get("localStorage.length").await, json!(0));
        tab.open(&server.at("/last")).await;
        assert_eq!(cards(tab).await, order);
        tab.run("localStorage.clear();", &[]).await;
    });
}

/// Records every access to storage.
const WATCH: &str = "
    window.touched = [];
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore']) {
        const value = window[name];
        Object.defineProperty(window, name, { get() { touched.push(name); return value; } });
    }
    const { get, set } = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
    Object.defineProperty(document, 'cookie', {
        get() { touched.push('cookie'); return get.call(document); },
        set(text) { touched.push('cookie'); set.call(document, text); },
    });";

#[test]
fn no_other_box_touches_what_is_stored() {
    with_page(async |tab| {
        let others = "reasons explain skip-linked languages=any pin=/tea-rain exclude=/ferry-fog";
        let server = site(articles())
            .page("/", with("", WATCH))
            .page("/others", with(others, WATCH))
            .page("/off", with("read-last=false", WATCH))
            .page("/on", with("read-last", WATCH))
            .serve()
            .await;
        for (address, touches) in [("/", false), ("/others", false), ("/off", false), ("/on", true)]
        {
            tab.open(&server.at(address)).await;
            tab.cards().await;
            tab.wait("seen.events.length").await;
            if address == "/others" {
                tab.wait(
                    "document.querySelector('also-like').shadowRoot.querySelector('[part~=explain]')",
                )
                .await;
            }
            let touched = tab.get("[...new Set(touched)]").await;
            let expected = if touches { json!(["localStorage"]) } else { json!([]) };
            assert_eq!(touched, expected, "{address}");
        }
        tab.run("localStorage.clear();", &[]).await;
    });
}

#[test]
fn a_place_that_can_not_be_used_is_no_failure() {
    with_page(async |tab| {
        let forbidden = "Object.defineProperty(window, 'localStorage', {
            get() { throw new DOMException('no', 'SecurityError'); } });";
        let full = "Storage.prototype.setItem = () => {
            throw new DOMException('full', 'QuotaExceededError'); };";
        let server = site(articles())
            .page("/forbidden", with("read-last", forbidden))
            .page("/full", with("read-last", full))
            .page("/", with("read-last", ""))
            .serve()
            .await;
        let is_well = async |case: &str| {
            assert_eq!(cards(tab).await.len(), 4, "{case}");
            tab.wait("seen.events.length").await;
            let forget = "customElements.get('also-like').forget();";
            assert_eq!(tab.run(forget, &[]).await, Value::Null, "{case}");
            assert_eq!(tab.get("[...seen.lines, ...seen.problems]").await, json!([]), "{case}");
        };
        for address in ["/forbidden", "/full", "/"] {
            tab.open(&server.at(address)).await;
            is_well(address).await;
        }
        for garbage in ["{", "7", "null", "\"a\"", "{\"length\":3}", "[1,null,{\"a\":[]}]"] {
            let keep = "localStorage.setItem('also-like-read', arguments[0]);";
            tab.run(keep, &[json!(garbage)]).await;
            tab.open(&server.at("/")).await;
            tab.cards().await;
            tab.wait("seen.events.length").await;
            let last = format!("{STORED}.at(-1)");
            assert_eq!(tab.get(&last).await, json!(server.at("/")), "{garbage}");
            is_well(garbage).await;
        }
    });
}

#[test]
fn five_hundred_addresses_are_kept() {
    with_page(async |tab| {
        let server = site(articles()).page("/", with("read-last", "")).serve().await;
        tab.open(&server.at("/")).await;
        tab.cards().await;
        let many = "localStorage.setItem('also-like-read',
            Array.from({ length: 600 }, (_, i) => `${origin}/${i}`).join(' '));";
        tab.run(many, &[]).await;
        tab.open(&server.at("/")).await;
        tab.cards().await;
        tab.wait("seen.events.length").await;
        let kept =
            format!("(({{ length, 0: first, 499: last }}) => [length, first, last])({STORED})");
        assert_eq!(tab.get(&kept).await, json!([500, server.at("/101"), server.at("/")]));
        tab.run("localStorage.clear();", &[]).await;
    });
}
