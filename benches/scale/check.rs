//! Whether the corpus is what it should be, on few articles.

use std::collections::HashSet;

use also_like::{Article, BuildOptions, Builder, Catalog, Day, Page, Prepared, RankOptions};
use serde_json::Value;

use crate::corpus;
use crate::words::{LANGUAGE, word};

const ARTICLES: usize = 300;

pub fn run() {
    words_differ();
    let mut bytes = Vec::new();
    corpus::write(ARTICLES, &mut bytes).expect("memory takes it all");
    the_bytes_are_the_same_every_time(&bytes);
    let text = String::from_utf8(bytes).expect("it is UTF-8");
    let articles: Vec<Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    sizes_are_right(&articles);
    a_subject_is_found_again(&articles);
}

fn words_differ() {
    let edges = [0, 600, LANGUAGE, 1_000_000];
    let numbers = edges.iter().flat_map(|edge| edge.saturating_sub(500)..edge + 500);
    let numbers: HashSet<u32> = numbers.collect();
    let words: HashSet<String> = numbers.iter().map(|number| word(*number)).collect();
    assert_eq!(words.len(), numbers.len());
}

/// On every machine too. A change of the generator changes the number; figures before and after it
/// can't be compared then.
fn the_bytes_are_the_same_every_time(bytes: &[u8]) {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    assert_eq!(format!("{hash:016x}"), "51a8c8bc8db19179", "the corpus is another one");
}

fn sizes_are_right(articles: &[Value]) {
    assert_eq!(articles.len(), ARTICLES);
    let words = |article: &Value, field: &str| {
        article[field].as_str().expect("it is a text").split_whitespace().count()
    };
    let mean = |field| {
        articles.iter().map(|article| words(article, field)).sum::<usize>() / articles.len()
    };
    assert!((450..600).contains(&mean("text")), "{} words in a text", mean("text"));
    assert!((24..28).contains(&mean("excerpt")), "{} words in an excerpt", mean("excerpt"));
    for article in articles {
        assert!((6..=14).contains(&words(article, "title")), "{article}");
        let tags = article["tags"].as_array().expect("tags are a list");
        assert!((1..=3).contains(&tags.len()), "{article}");
        let day = article["date"].as_str().and_then(Day::from_iso).expect("it has a date");
        assert!((Day(14_610)..Day(14_610 + 15 * 366 + 30)).contains(&day), "{article}");
    }
    let addresses: HashSet<&str> =
        articles.iter().filter_map(|article| article["url"].as_str()).collect();
    assert_eq!(addresses.len(), ARTICLES);
}

/// The engine finds what is about the same, mostly; always would be too easy.
fn a_subject_is_found_again(articles: &[Value]) {
    let text = |article: &Value, field: &str| article[field].as_str().unwrap_or("").to_owned();
    let mut builder = Builder::new(BuildOptions::default());
    for article in articles {
        builder.add(Prepared::new(Article {
            url: text(article, "url"),
            title: text(article, "title"),
            excerpt: text(article, "excerpt"),
            // Labels are left out: only words are compared.
            text: text(article, "text"),
            lang: text(article, "lang"),
            ..Article::default()
        }));
    }
    let bytes = builder.finish().expect("it is not too large");
    let catalog = Catalog::open(bytes).expect("it has just been built");
    let subject = |url: &str| {
        let article = articles.iter().find(|article| article["url"] == url);
        article.and_then(|article| article["tags"][0].as_str()).expect("it has a subject")
    };
    let (mut found, mut shown) = (0, 0);
    for article in articles.iter().step_by(10) {
        let page = Page {
            url: text(article, "url"),
            title: text(article, "title"),
            text: text(article, "text"),
            ..Page::default()
        };
        let answer = catalog.related(&page, &RankOptions::default()).expect("it is whole");
        for one in &answer.recommendations {
            let card = catalog.card(one.article).expect("it is there");
            shown += 1;
            found += usize::from(subject(card.url) == subject(&page.url));
        }
    }
    assert!(shown > 100 && found * 10 > shown * 7, "{found} of {shown} are of the same subject");
}
