//! What an author of the page decides: first, never, not again, and why.

use serde_json::json;

use crate::driver::with_page;
use crate::fixture::{EAGER, FERRY, ZYMURGY, articles, page_in, path, site};

/// A page about ferries, or another text, with a box that has these attributes.
fn with(text: &str, attributes: &str) -> String {
    page_in("lang=en", text, &EAGER.replace("<also-like", &format!("<also-like {attributes}")))
}

#[test]
fn pins_come_first_and_what_is_excluded_never() {
    with_page(async |tab| {
        let attributes = "pin='/tea-robot\n tea-rain.html /nowhere' exclude='/ferry-strike/ ferry-fog#top' limit=9";
        let server = site(articles()).page("/", with(FERRY, attributes)).serve().await;
        tab.open(&server.at("/")).await;
        let found = tab.cards().await;
        assert_eq!(found.heading, "You May Also Like");
        let cards: Vec<&str> = found.cards.iter().map(|card| path(&card.url)).collect();
        assert_eq!(cards[..2], ["tea-robot", "tea-rain"]);
        assert!(cards[2..].contains(&"ferry-fares"), "{cards:?}");
        let absent = |slug| !cards.contains(&slug);
        assert!(absent("ferry-strike") && absent("ferry-fog") && absent("tea-price"), "{cards:?}");
        let pinned = "seen.events[0].detail.cards.map((card) => card.pinned).slice(0, 3)";
        assert_eq!(tab.get(pinned).await, json!([true, true, false]));
    });
}

#[test]
fn pins_stand_under_every_heading() {
    with_page(async |tab| {
        let server = site(articles()).page("/", with(ZYMURGY, "pin=/tea-robot")).serve().await;
        tab.open(&server.at("/")).await;
        let found = tab.cards().await;
        assert_eq!(found.heading, "Latest Articles");
        assert_eq!(path(&found.cards[0].url), "tea-robot");
        assert_eq!(found.cards.len(), 4);
    });
}

#[test]
fn what_the_article_links_to_is_left_out_when_asked() {
    with_page(async |tab| {
        let text = FERRY.replace("crews", "<a href=/ferry-strike/?utm_source=x>crews</a>");
        let server = site(articles())
            .page("/", with(&text, "limit=9"))
            .page("/skip", with(&text, "limit=9 skip-linked"))
            .serve()
            .await;
        for (address, shown) in [("/", true), ("/skip", false)] {
            tab.open(&server.at(address)).await;
            let found = tab.cards().await;
            let has = found.cards.iter().any(|card| path(&card.url) == "ferry-strike");
            assert_eq!(has, shown, "{address}: {found:?}");
            assert!(found.cards.len() > 2, "{address}: {found:?}");
        }
    });
}

#[test]
fn cards_say_why_when_asked() {
    with_page(async |tab| {
        let server = site(articles())
            .page("/", with(FERRY, ""))
            .page("/why", with(FERRY, "reasons"))
            .page("/far", with(ZYMURGY, "reasons"))
            .serve()
            .await;
        tab.open(&server.at("/")).await;
        let reasons = "document.querySelector('also-like').shadowRoot.querySelectorAll('[part=reason]').length";
        tab.cards().await;
        assert_eq!(tab.get(reasons).await, json!(0));
        tab.open(&server.at("/why")).await;
        let found = tab.cards().await;
        let told = tab.get("seen.events[0].detail.cards.map((card) => card.reasons)").await;
        assert!(told[0].as_array().is_some_and(|words| words.len() > 3), "{told}");
        for (card, reasons) in found.cards.iter().zip(told.as_array().expect("cards")) {
            let words = reasons.as_array().expect("words").iter().take(3);
            let words: Vec<&str> = words.filter_map(|word| word.as_str()).collect();
            assert_eq!(card.reason, words.join(" · "), "{card:?}");
        }
        // The words are the page's, whatever language the card is in.
        let lang =
            "document.querySelector('also-like').shadowRoot.querySelector('[part=reason]').lang";
        assert_eq!(tab.get(lang).await, json!("en"));
        tab.open(&server.at("/far")).await;
        tab.cards().await;
        assert_eq!(tab.get(reasons).await, json!(0), "the latest need no reason");
    });
}
