//! The box of a page without related articles, and its heading.

use also_like::{Article, Day};
use serde_json::{Value, json};

use crate::driver::with_page;
use crate::fixture::{EAGER, FERRY, ZYMURGY, articles, page_in, path, site};
use crate::page::{Box, Page};

/// Articles with a day of their own each, the last one the newest; those on tea have a section and
/// a tag.
fn filed() -> Vec<Article> {
    let all = articles().into_iter().zip(19_000..);
    let filed = all.map(|(article, day)| {
        let tea = article.url.contains("/tea-");
        Article {
            date: Some(Day(day)),
            section: if tea { "Farms".into() } else { String::new() },
            tags: if tea { vec!["Tea & leaves".into()] } else { Vec::new() },
            ..article
        }
    });
    filed.collect()
}

/// A page in a section, without related articles, with a box that has these attributes.
fn in_section(root: &str, section: &str, attributes: &str) -> String {
    let end = EAGER.replace("<also-like", &format!("<also-like {attributes}"));
    let meta = format!("<meta property=article:section content='{section}'></head>");
    page_in(root, ZYMURGY, &end).replace("</head>", &meta)
}

fn addresses(found: &Box) -> Vec<&str> {
    found.cards.iter().map(|card| path(&card.url)).collect()
}

/// The state of the page's box.
async fn told(tab: &Page) -> Value {
    tab.wait("seen.events.length").await;
    let told = "(() => {
        const { kind, name, cards } = seen.events[0].detail;
        return [seen.events[0].name, kind, name, cards.length, document.querySelector('also-like').kind];
    })()";
    tab.get(told).await
}

#[test]
fn a_section_is_named_in_the_language_of_the_page() {
    with_page(async |tab| {
        let words = [
            ("en", "More in This Category: Farms"),
            ("fr", "Dans la même rubrique\u{a0}: Farms"),
            ("ar", "من القسم نفسه: Farms"),
            ("ja", "同じカテゴリーの記事：Farms"),
            ("zh-TW", "同類文章：Farms"),
            ("nn", "Fra samme kategori: Farms"),
        ];
        let mut site = site(filed());
        for (lang, _) in words {
            let html = in_section(&format!("lang={lang}"), "Farms", "languages=any");
            site = site.page(&format!("/{lang}"), html);
        }
        let server = site.serve().await;
        for (lang, heading) in words {
            tab.open(&server.at(&format!("/{lang}"))).await;
            let found = tab.cards().await;
            assert_eq!(found.heading, heading);
            let mut cards = addresses(&found);
            cards.sort_unstable();
            assert_eq!(cards, ["tea-price", "tea-rain", "tea-robot"], "{lang}");
            assert_eq!(told(tab).await, json!(["ready", "section", "Farms", 3, "section"]));
        }
    });
}

#[test]
fn the_name_of_a_section_is_text() {
    with_page(async |tab| {
        let name = "<img src=x onerror=\"window.harm = 1\">";
        let mut all = filed();
        for article in all.iter_mut().filter(|article| !article.section.is_empty()) {
            article.section = name.into();
        }
        let html = in_section("lang=en", &name.replace('\'', "&apos;"), "");
        let server = site(all).page("/", html).serve().await;
        tab.open(&server.at("/")).await;
        assert_eq!(tab.cards().await.heading, format!("More in This Category: {name}"));
        assert_eq!(tab.get("window.harm ?? null").await, json!(null));
    });
}

#[test]
fn those_of_the_same_folder_have_no_name() {
    with_page(async |tab| {
        let mut all = filed();
        for article in &mut all[..4] {
            article.url = format!("/news{}", article.url);
        }
        let html = page_in("lang=en", ZYMURGY, EAGER);
        let server = site(all).page("/news/zymurgy", html).serve().await;
        tab.open(&server.at("/news/zymurgy")).await;
        let found = tab.cards().await;
        assert_eq!(found.heading, "More in This Category");
        assert_eq!(told(tab).await, json!(["ready", "section", "", 4, "section"]));
    });
}

#[test]
fn without_a_section_there_are_the_latest() {
    with_page(async |tab| {
        let mut all = filed();
        all[0].date = Some(Day(60_000)); // Not there yet.
        let server = site(all).page("/", page_in("lang=en", ZYMURGY, EAGER)).serve().await;
        tab.open(&server.at("/")).await;
        let found = tab.cards().await;
        assert_eq!(found.heading, "Latest Articles");
        assert_eq!(addresses(&found), ["tea-robot", "tea-price", "tea-rain", "ferry-fog"]);
        assert_eq!(told(tab).await, json!(["ready", "latest", "", 4, "latest"]));
    });
}

#[test]
fn an_author_says_which_rungs_there_are() {
    with_page(async |tab| {
        let cases = [
            ("/both", "fallback='latest section'", "Farms", "More in This Category: Farms"),
            ("/latest", "fallback=latest", "Farms", "Latest Articles"),
            ("/section", "fallback='section, or so'", "Farms", ""),
            ("/none", "fallback=none", "Farms", ""),
            ("/only", "fallback=section", "Elsewhere", ""),
        ];
        let mut site = site(filed());
        for (path, attributes, section, _) in cases {
            site = site.page(path, in_section("lang=en", section, attributes));
        }
        let server = site.serve().await;
        for (path, _, _, heading) in cases {
            tab.open(&server.at(path)).await;
            if heading.is_empty() {
                assert_eq!(told(tab).await, json!(["ready", "", "", 0, ""]), "{path}");
                assert!(tab.shows_fallback().await, "{path}");
            } else {
                assert_eq!(tab.cards().await.heading, heading, "{path}");
            }
        }
    });
}

#[test]
fn the_authors_heading_is_for_what_is_near() {
    with_page(async |tab| {
        let end = EAGER.replace("<also-like", "<also-like heading='More ferries'");
        let server = site(filed())
            .page("/near", page_in("lang=en", FERRY, &end))
            .page("/far", page_in("lang=en", ZYMURGY, &end))
            .serve()
            .await;
        for (path, heading) in [("/near", "More ferries"), ("/far", "Latest Articles")] {
            tab.open(&server.at(path)).await;
            assert_eq!(tab.cards().await.heading, heading);
        }
    });
}

#[test]
fn other_languages_are_asked_for() {
    with_page(async |tab| {
        let mut all = articles();
        all[0].lang = "nl".into();
        let html = |attributes: &str| {
            let end = EAGER.replace("<also-like", &format!("<also-like limit=9 {attributes}"));
            page_in("lang=en", FERRY, &end)
        };
        let server =
            site(all).page("/", html("")).page("/any", html("languages=any")).serve().await;
        for (path, has) in [("/", false), ("/any", true)] {
            tab.open(&server.at(path)).await;
            let found = tab.cards().await;
            assert_eq!(addresses(&found).contains(&"ferry-fares"), has, "{path}: {found:?}");
            assert!(addresses(&found).contains(&"ferry-strike"), "{path}: {found:?}");
        }
    });
}
