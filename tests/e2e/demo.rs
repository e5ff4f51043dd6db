//! The demonstration site, as its readers see it.

use serde_json::json;

use crate::driver::with_page;
use crate::fixture::Demo;
use crate::page::{Box, Page};

async fn open(page: &Page, demo: &Demo, slug: &str) {
    page.open(&demo.article(slug)).await;
    page.wait("document.querySelector('also-like')").await;
    page.run("document.querySelector('also-like').scrollIntoView();", &[]).await;
}

async fn box_of(page: &Page, demo: &Demo, slug: &str) -> Box {
    open(page, demo, slug).await;
    page.cards().await
}

/// `cargo xtask demo --check` shows what this prints.
#[test]
fn kim_and_putin() {
    with_page(async |page| {
        let demo = Demo::serve();
        let found = box_of(page, &demo, "kim-message-putin-russia-day").await;
        println!("{}", found.heading);
        for card in &found.cards {
            println!("  {}\n    {}", card.title, card.url);
        }
        assert_eq!(found.heading, "You May Also Like");
        assert_eq!(found.cards.len(), 4);
        for card in &found.cards {
            let words = format!("{} {}", card.title, card.excerpt).to_lowercase();
            let subjects = [
                "korea",
                "pyongyang",
                "kim jong",
                "russia",
                "moscow",
                "putin",
                "ukrain",
                "war",
                "朝",
                "韓",
                "俄",
                "烏",
            ];
            assert!(subjects.iter().any(|subject| words.contains(subject)), "{card:?}");
            assert!(!words.contains("fitness") && !words.contains("gym"), "{card:?}");
            assert!(
                !card.url.contains("kim-message-putin-russia-day"),
                "the page itself: {card:?}"
            );
        }
    });
}

#[test]
fn every_story_of_the_origin_has_four_cards() {
    with_page(async |page| {
        let demo = Demo::serve();
        for slug in [
            "kim-message-putin-russia-day",
            "fitness-club-closes-coronavirus",
            "health-declaration-forms-visitors",
            "economic-forecast-raised-trade-war",
            "bookstore-southeast-asians-roots",
        ] {
            let found = box_of(page, &demo, slug).await;
            assert_eq!(found.cards.len(), 4, "{slug}: {found:?}");
            for card in &found.cards {
                assert!(!card.title.is_empty() && !card.excerpt.is_empty(), "{slug}: {card:?}");
                assert!(
                    !card.date.is_empty() && card.picture.ends_with(".svg"),
                    "{slug}: {card:?}"
                );
            }
        }
    });
}

#[test]
fn a_chinese_story_has_a_chinese_box() {
    with_page(async |page| {
        let demo = Demo::serve();
        let slug = chinese_story();
        let found = box_of(page, &demo, &slug).await;
        assert_eq!(found.heading, "你可能也會喜歡");
        let first = &found.cards[0];
        assert!(first.title.chars().any(|letter| ('一'..='龥').contains(&letter)), "{first:?}");
        assert!(first.date.contains('年'), "{first:?}");
    });
}

#[test]
fn what_nothing_resembles_says_so() {
    with_page(async |page| {
        let demo = Demo::serve();
        let found = box_of(page, &demo, "tuning-a-harpsichord").await;
        assert_eq!(found.heading, "More in This Category: Culture");
        page.run("document.querySelector('also-like').fallback = 'none';", &[]).await;
        let ready = "return document.querySelector('also-like').ready;";
        assert_eq!(page.run(ready, &[]).await, json!([]));
        assert!(page.shows_fallback().await);
        let height = page.get("document.querySelector('also-like').offsetHeight").await;
        assert_eq!(height, json!(0));
    });
}

/// The name of a story of the demonstration site in Chinese.
pub fn chinese_story() -> String {
    let folder = crate::fixture::demo_folder().join("articles");
    let files = std::fs::read_dir(folder).expect("the site has articles");
    let mut slugs: Vec<String> = files
        .map(|file| file.expect("a file").path())
        .filter(|path| {
            let html = std::fs::read_to_string(path).unwrap_or_default();
            html.contains("<html lang=\"zh-Hant")
        })
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    slugs.sort();
    slugs.into_iter().next().expect("the site has a story in Chinese")
}
