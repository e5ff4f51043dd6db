//! Answers for a text, without a box.

use serde_json::json;

use crate::driver::with_page;
use crate::fixture::{articles, page, site, site_of_many};

/// The script without a box in the page.
const ALONE: &str =
    "<also-like hidden></also-like><script type=module src=/w/also-like.js></script>
    <script>
    window.paths = ({ cards }) => cards.map(({ url }) => new URL(url).pathname);
    window.recommend = async (...how) => {
        await customElements.whenDefined('also-like');
        return customElements.get('also-like').recommend(...how);
    };
    </script>";

const TEA: &str = "Growers of tea on the mountain wait for rain; the price of the leaves rises.";

#[test]
fn a_text_has_cards() {
    with_page(async |tab| {
        let server = site(articles()).page("/", page(ALONE)).serve().await;
        tab.open(&server.at("/")).await;
        let script = "return recommend(arguments[0], arguments[1]).then(paths);";
        let found = tab.run(script, &[json!(TEA), json!({ "limit": 3 })]).await;
        let mut found: Vec<String> = serde_json::from_value(found).expect("paths");
        found.sort();
        assert_eq!(found, ["/tea-price", "/tea-rain", "/tea-robot"]);
        let two = tab.run(script, &[json!(TEA), json!({ "limit": 2 })]).await;
        assert_eq!(two.as_array().map(Vec::len), Some(2), "{two}");
        let rest = tab
            .run(script, &[json!(TEA), json!({ "exclude": "/tea-rain /tea-price", "limit": 1 })])
            .await;
        assert_eq!(rest, json!(["/tea-robot"]));
        // Neither a box nor the page has to do with it.
        assert_eq!(tab.get("seen.events").await, json!([]));
        let reasons = "return recommend(arguments[0], { reasons: true, limit: 1 })
            .then(({ cards: [card] }) => card.reasons.length > 0 && card.score > 0 && card.title !== '');";
        assert_eq!(tab.run(reasons, &[json!(TEA)]).await, json!(true));
        // It returns their kind and name, like the events of a box.
        let answer = "return recommend(arguments[0], arguments[1])
            .then(({ cards, kind, name }) => [cards.length, kind, name]);";
        let near = tab.run(answer, &[json!(TEA), json!({ "limit": 2 })]).await;
        assert_eq!(near, json!([2, "related", ""]));
        let latest = tab.run(answer, &[json!("zymurgy"), json!({ "limit": 2 })]).await;
        assert_eq!(latest, json!([2, "latest", ""]));
        let none = tab.run(answer, &[json!("zymurgy"), json!({ "fallback": "none" })]).await;
        assert_eq!(none, json!([0, "", ""]));
        assert_eq!(server.asked_for("also-like-more.js"), 1);
    });
}

#[test]
fn a_language_is_that_of_the_page_or_another() {
    with_page(async |tab| {
        let server = site(articles()).page("/", page(ALONE)).serve().await;
        tab.open(&server.at("/")).await;
        let script = "return recommend(arguments[0], arguments[1]).then(paths);";
        let options = json!({ "lang": "fr", "fallback": "none" });
        assert_eq!(tab.run(script, &[json!(TEA), options]).await, json!([]));
        let options = json!({ "lang": "fr", "languages": "any", "limit": 1 });
        let found = tab.run(script, &[json!(TEA), options]).await;
        assert_eq!(found.as_array().map(Vec::len), Some(1), "{found}");
    });
}

#[test]
fn a_catalog_of_many_files_answers_too() {
    with_page(async |tab| {
        let server = site_of_many(articles(), |_| {}).page("/", page(ALONE)).serve().await;
        tab.open(&server.at("/")).await;
        let script = "return recommend(arguments[0], { pin: '/ferry-fog', limit: 4 }).then(paths);";
        let found = tab.run(script, &[json!(TEA)]).await;
        let mut found: Vec<String> = serde_json::from_value(found).expect("paths");
        assert_eq!(found.remove(0), "/ferry-fog");
        found.sort();
        assert_eq!(found, ["/tea-price", "/tea-rain", "/tea-robot"]);
    });
}

#[test]
fn a_failure_is_told_to_the_caller() {
    with_page(async |tab| {
        let server = site(articles()).page("/", page(ALONE)).serve().await;
        tab.open(&server.at("/")).await;
        let script = "return recommend('tea', { catalog: '/none/' }).then(() => '', (error) => error.message);";
        let message = tab.run(script, &[]).await;
        let message = message.as_str().unwrap_or_default();
        assert!(message.contains("/none/catalog.json: the server answered 404"), "{message}");
        assert_eq!(tab.get("[seen.lines, seen.problems]").await, json!([[], []]));
        // Anything is a text.
        for text in ["undefined", "null", "{}", "''", "'x'.repeat(1e6)"] {
            let found =
                tab.get(&format!("recommend({text}, {{ fallback: 'none' }}).then(paths)")).await;
            assert_eq!(found, json!([]), "{text}");
        }
    });
}
