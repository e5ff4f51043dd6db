//! The events of a box.

use serde_json::json;

use crate::driver::with_page;
use crate::fixture::{EAGER, articles, page, site};

#[test]
fn ready_carries_the_cards() {
    with_page(async |tab| {
        let reasons = EAGER.replace("<also-like", "<also-like reasons");
        let server = site(articles()).page("/", page(&reasons)).serve().await;
        tab.open(&server.at("/")).await;
        let found = tab.cards().await;
        tab.wait("seen.events.length").await;
        let events = tab.get("seen.events").await;
        assert_eq!(events.as_array().expect("a list").len(), 1, "{events}");
        assert_eq!(events[0]["name"], json!("ready"));
        let cards = events[0]["detail"]["cards"].as_array().expect("cards");
        assert_eq!(cards.len(), found.cards.len());
        for (card, shown) in cards.iter().zip(&found.cards) {
            assert_eq!((&card["url"], &card["title"]), (&json!(shown.url), &json!(shown.title)));
            assert_eq!((&card["date"], &card["lang"]), (&json!("2023-06-12"), &json!("en")));
            let score = card["score"].as_f64().expect("a score");
            let factors = ["similarity", "dates", "taxonomy", "hubness", "diversity"];
            let factors = factors.map(|name| card["explanation"][name].as_f64().expect("a number"));
            let product: f64 = factors.iter().product();
            assert!(score > 0.0 && (product / score - 1.0).abs() < 1e-5, "{card}");
            assert_eq!(card["pinned"], json!(false));
            assert!(!card["reasons"].as_array().expect("words").is_empty(), "{card}");
            // The names of the version before still work.
            for old in ["because", "day", "parts"] {
                assert_eq!(card.get(old), None, "{card}");
            }
        }
        let detail = &events[0]["detail"];
        assert_eq!((&detail["kind"], &detail["name"]), (&json!("related"), &json!("")));
        assert_eq!(tab.get("document.querySelector('also-like').kind").await, json!("related"));
        let ready =
            "return document.querySelector('also-like').ready.then((cards) => cards.length);";
        assert_eq!(tab.run(ready, &[]).await, json!(4));
    });
}

#[test]
fn a_click_leads_to_the_article() {
    with_page(async |tab| {
        let article = page("<p id=there>There.</p>");
        let mut site = site(articles()).page("/", page(EAGER));
        for article_of in articles() {
            site = site.page(&article_of.url, article.clone());
        }
        let server = site.serve().await;
        tab.open(&server.at("/")).await;
        let found = tab.cards().await;
        tab.click(1).await;
        tab.wait("document.querySelector('#there')").await;
        assert_eq!(tab.address().await, found.cards[1].url);
    });
}

#[test]
fn a_click_can_be_cancelled_and_says_what_was_chosen() {
    with_page(async |tab| {
        let server = site(articles()).page("/ferry-fares", page(EAGER)).serve().await;
        tab.open(&server.at("/ferry-fares")).await;
        let found = tab.cards().await;
        tab.run("window.stay = true; seen.events.length = 0;", &[]).await;
        tab.click(2).await;
        tab.wait("seen.events.length").await;
        let event = tab.get("seen.events[0]").await;
        assert_eq!(event["name"], json!("click"));
        let detail = &event["detail"];
        assert_eq!(detail["url"], json!(found.cards[2].url));
        assert_eq!(detail["title"], json!(found.cards[2].title));
        assert_eq!(detail["position"], json!(3));
        assert!(detail["score"].is_f64() && detail["reasons"] == json!([]), "{event}");
        assert_eq!(tab.address().await, server.at("/ferry-fares"));
        // With `reasons` the event has them too.
        let script = "
            seen.events.length = 0;
            document.querySelector('also-like').reasons = true;
            return document.querySelector('also-like').ready.then(() => (seen.events.length = 0));";
        tab.run(script, &[]).await;
        tab.click(2).await;
        tab.wait("seen.events.length").await;
        let event = tab.get("seen.events[0]").await;
        assert_eq!(event["detail"]["url"], json!(found.cards[2].url));
        let reasons = event["detail"]["reasons"].as_array();
        assert!(reasons.is_some_and(|words| !words.is_empty()), "{event}");
    });
}
