//! The engine against a naive one that is obviously right, over random sites.
#![cfg(not(target_family = "wasm"))]

#[path = "support/naive.rs"]
mod naive;
#[path = "support/site.rs"]
#[allow(dead_code)]
mod site;

use std::cmp::Reverse;
use std::hash::{DefaultHasher, Hash, Hasher};

use also_like::rank::floor;
use also_like::{Article, BuildOptions, Catalog, Day, Query};
use naive::{Site, Sure, cosine, counts, is_double, is_related};
use proptest::prelude::*;
use site::{build, build_with};

/// What the two may differ by: one reckons in 32 bits, the other in 64.
const TOLERANCE: f64 = 1e-4;

/// Words, some of which are of one letter and so none.
const VOCABULARY: [&str; 24] = [
    "tea", "Rain", "hill", "grower", "PRICE", "auction", "ferry", "harbour", "island", "ticket",
    "sound", "board", "book", "school", "museum", "shelf", "street", "x", "Kim", "letter",
    "sanction", "moscow", "shell", "ship",
];

/// Some words with a line break here and there. The first words of the vocabulary are the likelier.
fn words(len: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let word = (0..VOCABULARY.len(), 0..VOCABULARY.len(), 0..8_u8).prop_map(|(a, b, space)| {
        VOCABULARY[a.min(b)].to_owned() + if space == 0 { "\n" } else { " " }
    });
    prop::collection::vec(word, len).prop_map(|words| words.concat())
}

/// Languages, the likelier first. What they say of the words does not matter here.
const LANGUAGES: [&str; 5] = ["en", "en-GB", "", "zh-Hant", "ZH"];

/// Articles at `/00`, `/01`, … Some share all but address and date with the one before.
fn site_of(articles: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Article>> {
    let article = (words(0..5), words(0..40), prop::option::of(-2..3_i32), 0..9_usize, 0..6_u8);
    prop::collection::vec(article, articles).prop_map(|rows| {
        let mut articles: Vec<Article> = Vec::new();
        for (i, (title, text, day, lang, copied)) in rows.into_iter().enumerate() {
            let before = articles.last().filter(|_| copied == 0).cloned();
            let article = before.unwrap_or_else(|| {
                let lang = LANGUAGES.get(lang).unwrap_or(&"en").to_string();
                Article { title, text, lang, ..Article::default() }
            });
            articles.push(Article { url: format!("/{i:02}"), date: day.map(Day), ..article });
        }
        articles
    })
}

/// Articles, and a query of its own words or those of an article, maybe at its address.
fn asked() -> impl Strategy<Value = (Vec<Article>, Article)> {
    let query = (words(0..5), words(0..40), any::<prop::sample::Index>(), 0..3_u8);
    (site_of(1..30), query).prop_map(|(articles, (title, text, index, kind))| {
        let one = index.get(&articles).clone();
        let query = match kind {
            0 => Article { title, text, ..Article::default() },
            1 => Article { url: String::new(), ..one },
            _ => one,
        };
        (articles, query)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_engine_answers_as_the_naive_one((articles, asked) in asked(), limit in 1..50_usize) {
        let catalog = Catalog::open(build(articles.clone())).unwrap();
        catalog.verify().unwrap();
        let query = Query { url: &asked.url, title: &asked.title, text: &asked.text };
        let answers = catalog.related(&query, limit).unwrap();

        let counted = articles.iter().map(|one| (&*one.lang, counts(&one.title, &one.text)));
        let naive = Site::new(counted.collect());
        let asked_for = naive.weights(&counts(&asked.title, &asked.text));
        let vectors = naive.vectors();
        let scores: Vec<f64> = vectors.iter().map(|vector| cosine(&asked_for, vector)).collect();
        let in_answers = |i: usize| answers.iter().position(|one| one.article == i as u32);
        let last = answers.last().filter(|_| answers.len() == limit);

        for (i, article) in articles.iter().enumerate() {
            let is_query = article.url == asked.url;
            let double = is_double(&asked_for, &vectors[i]);
            let may = !is_query && double != Sure::Yes && is_related(scores[i], articles.len()) != Sure::No;
            let must = !is_query && double == Sure::No && is_related(scores[i], articles.len()) == Sure::Yes;
            let score = scores[i];
            match in_answers(i) {
                Some(place) => {
                    prop_assert!(may, "{i} should not be given: {score} {double:?}");
                    let given = f64::from(answers[place].score);
                    prop_assert!((given - score).abs() < TOLERANCE, "{i}: {given}, not {score}");
                }
                None if must => {
                    // Only for want of room.
                    let lowest = last.map_or(0.0, |last| f64::from(last.score));
                    prop_assert!(last.is_some(), "{i} is missing: {score}");
                    prop_assert!(score <= lowest + TOLERANCE, "{i} is missing: {score} > {lowest}");
                }
                None => {}
            }
        }
        for pair in answers.windows(2) {
            let [a, b] = pair else { unreachable!() };
            let (i, j) = (a.article as usize, b.article as usize);
            prop_assert!(scores[i] > scores[j] - TOLERANCE, "{i} before {j}");
            // Of two with the same words the newer comes first, those without a date last.
            let (one, other) = (&articles[i], &articles[j]);
            if (&one.title, &one.text) == (&other.title, &other.text) {
                prop_assert_eq!(a.score, b.score);
                let newer_first = (Reverse(one.date), i) < (Reverse(other.date), j);
                prop_assert!(newer_first, "{i} before {j}, though equal");
            }
        }
    }

    #[test]
    fn the_order_of_additions_makes_no_difference(
        articles in site_of(0..20),
        seed: u64,
        cap in prop::option::of(0..20_u32),
    ) {
        let options = BuildOptions { features_per_article: cap };
        let mut shuffled = articles.clone();
        shuffled.sort_by_cached_key(|one| {
            let mut hasher = DefaultHasher::new();
            (&one.url, seed).hash(&mut hasher);
            hasher.finish()
        });
        prop_assert_eq!(build_with(options, articles), build_with(options, shuffled));
    }

    #[test]
    fn a_catalog_gives_back_its_articles(articles in site_of(0..20), cap in prop::option::of(0..9_u32)) {
        let bytes = build_with(BuildOptions { features_per_article: cap }, articles.clone());
        let catalog = Catalog::open(bytes).unwrap();
        catalog.verify().unwrap();
        prop_assert_eq!(catalog.len(), articles.len());
        for (i, article) in articles.iter().enumerate() {
            let card = catalog.card(i as u32).unwrap();
            prop_assert_eq!(card.url, &article.url);
            let title: Vec<&str> = article.title.split_whitespace().collect();
            prop_assert_eq!(card.title, title.join(" "));
            prop_assert_eq!(card.date, article.date);
        }
        prop_assert!(catalog.card(articles.len() as u32).is_none());
    }

    #[test]
    fn a_cap_is_kept((articles, asked) in asked(), cap in 0..20_u32) {
        let whole = Catalog::open(build(articles.clone())).unwrap();
        let options = BuildOptions { features_per_article: Some(cap) };
        let capped = Catalog::open(build_with(options, articles.clone())).unwrap();
        let postings = capped.postings().unwrap();
        prop_assert!(postings <= articles.len() * cap as usize);
        prop_assert!(postings <= whole.postings().unwrap());
        let query = Query { url: "", title: &asked.title, text: &asked.text };
        for one in capped.related(&query, 50).unwrap() {
            prop_assert!((floor(articles.len())..1.0001).contains(&one.score), "{}", one.score);
        }
        // A cap that no article reaches changes nothing.
        let roomy = BuildOptions { features_per_article: Some(10_000) };
        prop_assert_eq!(build_with(roomy, articles.clone()), build(articles));
    }
}
