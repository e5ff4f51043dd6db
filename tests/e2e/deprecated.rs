//! The names of the version before: they work, each with one warning on a page.

use serde_json::{Value, json};

use crate::driver::with_page;
use crate::fixture::{EAGER, FERRY, ZYMURGY, articles, page, page_in, site};
use crate::page::Page;

/// The console messages of the page so far, in alphabetical order.
async fn lines(tab: &Page) -> Value {
    tab.get("[...seen.lines].sort()").await
}

/// The warning that a name has.
fn renamed(used: &str, name: &str) -> String {
    format!("warn: also-like: {used} is now {name}")
}

#[test]
fn old_attributes_and_properties_work_with_a_warning_each() {
    with_page(async |tab| {
        // Two boxes: the warning is the page's.
        let end = "<also-like loading=eager otherwise=none debug></also-like>\
            <also-like loading=eager otherwise=none debug></also-like>\
            <script type=module src=/w/also-like.js></script>";
        let server = site(articles()).page("/", page_in("lang=en", ZYMURGY, end)).serve().await;
        tab.open(&server.at("/")).await;
        tab.wait("seen.events.length === 2").await;
        assert_eq!(tab.get("seen.events.map(({ detail }) => detail.kind)").await, json!(["", ""]));
        // A page's style sheet may use either name of the panel's part.
        for part in ["debug", "explain"] {
            let panel = format!(
                "document.querySelectorAll('also-like')[1].shadowRoot.querySelector('[part~={part}]')"
            );
            tab.wait(&panel).await;
        }
        let warnings = json!([renamed("debug", "explain"), renamed("otherwise", "fallback")]);
        assert_eq!(lines(tab).await, warnings);

        let properties = "
            const box = document.querySelector('also-like');
            const before = [box.debug, box.otherwise];
            box.debug = false;
            box.otherwise = 'latest';
            return box.ready.then((cards) => [before, box.explain, box.fallback, box.debug,
                box.otherwise, cards.length, box.kind]);";
        let told = tab.run(properties, &[]).await;
        assert_eq!(told, json!([[true, "none"], false, "latest", false, "latest", 4, "latest"]));
        assert_eq!(lines(tab).await, warnings);
    });
}

#[test]
fn old_names_on_the_tag_work_with_a_warning_each() {
    with_page(async |tab| {
        let end = "<also-like></also-like><also-like></also-like>\
            <script type=module src=/w/also-like.js data-loading=eager data-otherwise=none \
            data-debug></script>";
        let server = site(articles())
            .page("/", page_in("lang=en", ZYMURGY, end))
            // The tag alone places a box, with the attributes of the tag.
            .page(
                "/alone",
                page_in("lang=en", ZYMURGY, &end["<also-like></also-like>".len() * 2..]),
            )
            .serve()
            .await;
        for (path, boxes) in [("/", 2), ("/alone", 1)] {
            tab.open(&server.at(path)).await;
            tab.wait(&format!("seen.events.length === {boxes}")).await;
            let kinds = "[...new Set(seen.events.map(({ detail }) => detail.kind))]";
            assert_eq!(tab.get(kinds).await, json!([""]), "{path}");
            tab.wait(
                "document.querySelector('also-like').shadowRoot.querySelector('[part~=debug]')",
            )
            .await;
            let warnings = json!([renamed("debug", "explain"), renamed("otherwise", "fallback")]);
            assert_eq!(lines(tab).await, warnings, "{path}");
        }
    });
}

#[test]
fn old_members_of_cards_and_events_work_with_a_warning_each() {
    with_page(async |tab| {
        let reasons = EAGER.replace("<also-like", "<also-like reasons");
        let server = site(articles()).page("/", page_in("lang=en", FERRY, &reasons)).serve().await;
        tab.open(&server.at("/")).await;
        tab.cards().await;
        tab.wait("seen.events.length").await;
        tab.run("window.stay = true;", &[]).await;
        tab.click(0).await;
        tab.wait("seen.events.length === 2").await;
        // To look at what is there, or to copy it, is no use of a name.
        let looked = "JSON.stringify(seen.events) + JSON.stringify({ ...seen.events[1].detail })";
        let text = tab.get(looked).await;
        let text = text.as_str().expect("JSON");
        for old in ["because", "\"day\"", "parts"] {
            assert!(!text.contains(old), "{text}");
        }
        let listed = "(() => {
            const names = [];
            for (const name in seen.events[0].detail.cards[0]) names.push(name);
            return names.filter((name) => ['because', 'day', 'parts'].includes(name));
        })()";
        assert_eq!(tab.get(listed).await, json!([]));
        assert_eq!(lines(tab).await, json!([]));

        let read = "
            const [{ detail: { cards } }, { detail: chosen }] = seen.events;
            const same = cards.map((card) => card.because === card.reasons
                && card.parts === card.explanation && card.parts.similarity > 0
                && card.day === 19520 && card.because.length > 0);
            return [...new Set(same), chosen.because === chosen.reasons, chosen.because.length > 0];";
        assert_eq!(tab.run(read, &[]).await, json!([true, true, true]));
        let warnings = json!([
            renamed("because", "reasons"),
            renamed("day", "date"),
            renamed("parts", "explanation"),
        ]);
        assert_eq!(lines(tab).await, warnings);
        // The cards of `ready` are the same.
        let ready = "return document.querySelector('also-like').ready.then(
            ([card]) => [card.because.length > 0, card.day, card.parts.hubness > 0]);";
        assert_eq!(tab.run(ready, &[]).await, json!([true, 19_520, true]));
        assert_eq!(lines(tab).await, warnings);
    });
}

#[test]
fn an_answer_to_a_text_is_gone_through_as_the_array_that_it_was() {
    with_page(async |tab| {
        let server = site(articles()).page("/", page(EAGER)).serve().await;
        tab.open(&server.at("/")).await;
        tab.cards().await;
        let script = "
            const { recommend } = customElements.get('also-like');
            return (async () => {
                const found = await recommend('Growers of tea on the mountain', { limit: 2 });
                const plain = [found.cards.length, found.kind, seen.lines.length];
                const all = [];
                for (const card of found) all.push(card);
                const [first, ...others] = await recommend('Growers of tea', { limit: 2 });
                const none = [...await recommend('zymurgy', { otherwise: 'none' })];
                return [plain, all.length, all[0] === found.cards[0], first.title !== '',
                    others.length, none.length];
            })();";
        let told = tab.run(script, &[]).await;
        assert_eq!(told, json!([[2, "related", 0], 2, true, true, 1, 0]));
        let warnings = json!([
            renamed("otherwise", "fallback"),
            "warn: also-like: recommend() gives { cards, kind, name }, no array",
        ]);
        assert_eq!(lines(tab).await, warnings);
    });
}
