//! When two articles are versions of one, and when a page is an article: at their thresholds.

use std::ops::Range;

use also_like::text::terms;
use also_like::{Article, Catalog, Fallback, Page, RankOptions, Recommendation};
use also_like_test_support::site::{build, page};

type Site = Catalog<Vec<u8>>;

/// Words, a line each, so that they make no pairs.
fn words(name: &str, numbers: Range<usize>) -> String {
    numbers.map(|i| format!("{name}{i}\n")).collect()
}

fn article(url: &str, text: String) -> Article {
    Article { url: url.into(), text, ..Article::default() }
}

/// Articles of one shared word each, so that the catalog has those words, and many of others.
fn others(shared: &str) -> Vec<Article> {
    let known = shared.lines().enumerate().map(|(i, word)| {
        article(&format!("/known/{i:02}"), format!("{word}\n{}", words(&format!("k{i}x"), 0..9)))
    });
    let tea = |i: usize| article(&format!("/tea/{i:02}"), words("tea", i..i + 9));
    known.chain((0..60).map(tea)).collect()
}

fn catalog(articles: impl IntoIterator<Item = Article>, others: Vec<Article>) -> Site {
    Catalog::open(build(articles.into_iter().chain(others))).unwrap()
}

fn ask(catalog: &Site, page: &Page) -> Vec<Recommendation> {
    let options = RankOptions {
        limit: 50,
        fallback: Fallback { section: false, latest: false },
        ..RankOptions::default()
    };
    catalog.related(page, &options).unwrap().recommendations
}

fn gives(catalog: &Site, page: &Page, url: &str) -> bool {
    let of = |one: &Recommendation| catalog.card(one.article).unwrap().url == url;
    ask(catalog, page).iter().any(of)
}

#[test]
fn versions_share_half_of_all_that_one_of_them_says() {
    // Ten words that both have, and some that one of them has only: those have no weight, so that
    // the two are as near as can be.
    for (own, are_versions) in [(0, true), (10, true), (11, false), (40, false)] {
        let shared = words("ferry", 0..10);
        let a = article("/a", shared.clone() + &words("own", 0..own / 2));
        let b = article("/b", shared + &words("own", own / 2..own));
        let catalog = catalog([a.clone(), b], others(""));
        assert_eq!(
            gives(&catalog, &Page::from(&a), "/b"),
            !are_versions,
            "{own} words of their own"
        );
        let found = ask(&catalog, &page("", "", &words("ferry", 0..5)));
        let expected = if are_versions { 1 } else { 2 };
        assert_eq!(found.len(), expected, "{own} words of their own: {found:?}");
    }
}

#[test]
fn versions_are_nearer_than_eighty_five_hundredths() {
    // Of words that weigh about the same two articles of 10 share 9 or 8: cosines of 0.9 and 0.8.
    for (shared, are_versions) in [(9, true), (8, false)] {
        let all = words("ferry", 0..12);
        let a = article("/a", words("ferry", 0..10));
        let b = article("/b", words("ferry", 10 - shared..20 - shared));
        let catalog = catalog([a.clone(), b], others(&all));
        assert_eq!(gives(&catalog, &Page::from(&a), "/b"), !are_versions, "{shared} words of 10");
    }
}

#[test]
fn a_page_is_an_article_that_makes_up_half_of_it() {
    // An article of 10 words, and pages that have them among others of the same weight: the cosine
    // is the root of 10 in so many.
    for (of, is_double) in [(10, true), (38, true), (43, false)] {
        // What the article does not have is in another one, so that all words are in two.
        let own = article("/a", words("ferry", 0..10));
        let rest = article("/b", words("ferry", 10..of) + &words("own", 0..40));
        let catalog = catalog([own, rest], others(&words("ferry", 0..of)));
        let asked = page("", "", &words("ferry", 0..of));
        assert_eq!(gives(&catalog, &asked, "/a"), !is_double, "10 words of {of}");
    }
}

#[test]
fn a_page_is_an_article_of_which_it_has_seven_features_of_eight() {
    // Those with the lowest hashes, without the bits of the type.
    let all = words("ferry", 0..20);
    let mut lines: Vec<&str> = all.lines().collect();
    lines.sort_by_key(|line| terms(line)[0].0 >> 2);
    let catalog = catalog([article("/a", all.clone())], others(&all));
    for (missing, is_double) in [(0, true), (1, true), (2, false)] {
        let asked = page("", "", &lines[missing..].join("\n"));
        assert_eq!(gives(&catalog, &asked, "/a"), !is_double, "without {missing}");
    }
    // What else is missing does not matter.
    let asked = page("", "", &lines[..12].join("\n"));
    assert!(!gives(&catalog, &asked, "/a"));
}

#[test]
fn nothing_counts_more_than_255_times() {
    let text = "ferry0\n".repeat(300) + "ferry1\n";
    let catalog = catalog([article("/a", text)], others(&words("ferry", 0..2)));
    // Both have the same idf; one counts 255 times and the other once, since only the beginning
    // counts twice. The other words keep the page from being the article.
    let (many, once) = (255_f32.powf(0.625), 1.0);
    let length = (many * many + once * once).sqrt();
    for (asked, expected) in [("ferry0", many / length), ("ferry1", once / length)] {
        let found = ask(&catalog, &page("", "", asked));
        let given = found.iter().find(|one| catalog.card(one.article).unwrap().url == "/a");
        match given {
            Some(one) => assert!((one.explanation.similarity - expected).abs() < 1e-4, "{one:?}"),
            None => assert!(expected < 0.1, "{asked}"),
        }
    }
}

/// Two entries with the same URL key: neither is given on their page.
#[test]
fn no_article_at_the_page_s_address_is_given() {
    let text = |name: &str| words("ferry", 0..4) + &words(name, 0..30);
    let [a, b] = [article("/a", text("a")), article("/a.html", text("b"))];
    let catalog = catalog([a.clone(), b.clone()], others(&words("ferry", 0..4)));
    for asked in [Page::from(&a), Page::from(&b)] {
        assert!(!gives(&catalog, &asked, "/a"), "/a on {}", asked.url);
        assert!(!gives(&catalog, &asked, "/a.html"), "/a.html on {}", asked.url);
    }
}

/// More versions than an article has neighbours.
#[test]
fn thirty_versions_are_one_article() {
    let text = words("ferry", 0..4);
    let copy = |i: usize| article(&format!("/copy/{i:02}"), text.clone());
    let catalog = catalog((0..30).map(copy), others(&text));
    let copies = |page: &Page| {
        let is_copy =
            |one: &&Recommendation| catalog.card(one.article).unwrap().url.starts_with("/copy/");
        ask(&catalog, page).iter().filter(is_copy).count()
    };
    assert_eq!(copies(&page("/copy/00", "", &text)), 0);
    assert_eq!(copies(&page("/copy/29", "", &text)), 0);
    assert_eq!(copies(&page("", "", "ferry0 ferry1")), 1);
}
