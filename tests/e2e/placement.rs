//! The places of boxes, and the options of the script tag.

use serde_json::json;

use crate::driver::with_page;
use crate::fixture::{EAGER, FERRY, TAG, articles, page, page_in, site};

#[test]
fn the_tag_alone_puts_a_box_where_it_stands() {
    with_page(async |tab| {
        let tag = "<div id=before></div><script type=module src=/w/also-like.js data-limit=2 \
            data-heading='More ferries' data-heading-level=3 data-loading=eager></script><div id=after></div>";
        let server = site(articles()).page("/", page(tag)).serve().await;
        tab.open(&server.at("/")).await;
        let found = tab.cards().await;
        assert_eq!((found.heading.as_str(), found.level.as_str()), ("More ferries", "H3"));
        assert_eq!(found.cards.len(), 2);
        let around = "[...document.body.children].map((child) => child.localName + child.id)";
        let expected = json!(["article", "divbefore", "script", "also-like", "divafter"]);
        assert_eq!(tab.get(around).await, expected);
        let attribute = "document.querySelector('also-like').getAttribute('limit')";
        assert_eq!(tab.get(attribute).await, json!("2"));
    });
}

#[test]
fn without_lang_the_box_speaks_the_language_that_the_page_says_elsewhere() {
    with_page(async |tab| {
        let page = |root: &str| {
            let text = format!("<meta property=og:locale content=de_DE>{FERRY}");
            page_in(root, &text, &EAGER.replace("eager", "'eager' languages=any"))
        };
        let server = site(articles()).page("/", page("")).page("/en", page("lang=en"));
        let server = server.serve().await;
        tab.open(&server.at("/")).await;
        assert_eq!(tab.cards().await.heading, "Das könnte Sie auch interessieren");
        tab.open(&server.at("/en")).await;
        assert_eq!(tab.cards().await.heading, "You May Also Like");
    });
}

#[test]
fn the_tag_gives_the_boxes_of_the_page_what_they_lack() {
    with_page(async |tab| {
        let boxes = "<also-like limit=1></also-like><also-like></also-like>\
            <script type=module src=/w/also-like.js data-limit=3 data-loading=eager></script>";
        let server = site(articles()).page("/", page(boxes)).serve().await;
        tab.open(&server.at("/")).await;
        assert_eq!(tab.box_at(0).await.cards.len(), 1);
        assert_eq!(tab.box_at(1).await.cards.len(), 3);
        assert_eq!(tab.get("document.querySelectorAll('also-like').length").await, json!(2));
    });
}

#[test]
fn a_box_may_take_back_what_the_tag_turns_on() {
    with_page(async |tab| {
        let boxes = "<also-like></also-like><also-like reasons=false></also-like>\
            <script type=module src=/w/also-like.js data-reasons data-loading=eager></script>";
        let server = site(articles()).page("/", page(boxes)).serve().await;
        tab.open(&server.at("/")).await;
        assert!(!tab.box_at(0).await.cards[0].reason.is_empty());
        assert!(tab.box_at(1).await.cards[0].reason.is_empty());
    });
}

#[test]
fn in_the_head_the_tag_says_how_to_place_a_box() {
    with_page(async |tab| {
        let html = page("").replace("</head>", &format!("{TAG}</head>"));
        let server = site(articles()).page("/", html).serve().await;
        tab.open(&server.at("/")).await;
        tab.wait("seen.lines.length").await;
        let line = "info: also-like: add <also-like></also-like> where the box should be";
        assert_eq!(tab.get("seen.lines").await, json!([line]));
        assert_eq!(tab.get("document.querySelector('also-like')").await, json!(null));
    });
}

#[test]
fn in_the_head_the_tag_serves_the_boxes_of_the_page() {
    with_page(async |tab| {
        let tag = "<script async type=module src=/w/also-like.js data-limit=2></script></head>";
        let html = page("<also-like loading=eager></also-like>").replace("</head>", tag);
        let server = site(articles()).page("/", html).serve().await;
        tab.open(&server.at("/")).await;
        assert_eq!(tab.cards().await.cards.len(), 2);
        assert_eq!(tab.get("seen.lines").await, json!([]));
    });
}

#[test]
fn two_copies_of_the_script_make_one_box() {
    with_page(async |tab| {
        let tags = "<script type=module src=/w/also-like.js data-loading=eager></script>\
            <script type=module src='/w/also-like.js?again' data-loading=eager></script>";
        let server = site(articles()).page("/", page(tags)).serve().await;
        tab.open(&server.at("/")).await;
        tab.cards().await;
        assert_eq!(tab.get("document.querySelectorAll('also-like').length").await, json!(1));
        assert_eq!(tab.get("seen.problems").await, json!([]));
        assert_eq!(server.asked_for("also-like.wasm"), 1);
    });
}

#[test]
fn script_and_catalog_may_come_from_another_site() {
    with_page(async |tab| {
        let other = site(articles()).open_to_all().serve().await;
        let tag = TAG.replace("/w/", &other.at("/w/")).replace(" src", " data-loading=eager src");
        let server = site(articles()).page("/", page(&tag)).serve().await;
        tab.open(&server.at("/")).await;
        let found = tab.cards().await;
        assert_eq!(server.asked_for(".bin"), 0);
        assert_eq!(other.asked_for(".bin"), 1);
        // Addresses from the root are those of the page's site.
        assert!(found.cards[0].url.starts_with(&server.at("/ferry-")), "{found:?}");
    });
}

#[test]
fn the_heading_is_in_the_language_of_the_page() {
    with_page(async |tab| {
        let words = [
            ("zh-TW", "你可能也會喜歡"),
            ("zh-CN", "你可能也喜欢"),
            ("zh-Hant-HK", "你可能也會喜歡"),
            ("ja", "あわせて読みたい"),
            ("de-AT", "Das könnte Sie auch interessieren"),
            ("nb", "Du liker kanskje også"),
            ("pt-BR", "Talvez também goste"),
            ("en_US", "You May Also Like"),
            ("tlh", "You May Also Like"),
            // Not among those that this catalog brings.
            ("sv", "You May Also Like"),
            ("''", "You May Also Like"),
        ];
        let mut site = site(articles());
        for (lang, _) in words {
            let end = EAGER.replace("<also-like", "<also-like languages=any");
            let html = page_in(&format!("lang={lang}"), crate::fixture::FERRY, &end);
            site = site.page(&format!("/{}", lang.trim_matches('\'')), html);
        }
        let server = site.serve().await;
        for (lang, heading) in words {
            tab.open(&server.at(&format!("/{}", lang.trim_matches('\'')))).await;
            assert_eq!(tab.cards().await.heading, heading, "{lang}");
        }
    });
}

#[test]
fn the_nearest_lang_counts_and_dates_follow_it() {
    with_page(async |tab| {
        let end = format!("<div lang=fr>{EAGER}</div>");
        let server = site(articles()).page("/", page(&end)).serve().await;
        tab.open(&server.at("/")).await;
        let found = tab.cards().await;
        assert_eq!(found.heading, "Vous aimerez aussi");
        assert_eq!(found.cards[0].date, "12 juin 2023");
        // The articles are English, which a screen reader needs.
        assert_eq!(found.cards[0].lang, "en");
    });
}
