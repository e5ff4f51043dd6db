//! What the boxes of a whole site show, and how evenly.

use also_like::eval::metrics::Coverage;
use also_like::{AnswerKind, Article, BuildOptions, Catalog, Day, Page, RankOptions};
use also_like_test_support::site::{articles, build, build_with};

/// Articles about a few things each: of 60 words of two kinds, in ever other places.
fn many(count: usize) -> Vec<Article> {
    let words = |i: usize| {
        let word = |j: usize| format!("word{}\n", (i * 7 + j * j + i * j / 3) % 60);
        (0..25).map(word).collect::<String>()
    };
    let one = |i: usize| Article {
        url: format!("/{}/{i:03}", i % 3),
        title: format!("word{} word{}", i % 60, (i * 7) % 60),
        text: words(i),
        lang: if i.is_multiple_of(4) { "de" } else { "en" }.into(),
        tags: vec![format!("tag{}", i % 5)],
        date: (!i.is_multiple_of(6)).then_some(Day(i as i32)),
        expires: i.is_multiple_of(11).then_some(Day(80)),
        pinned: i == 33,
        pins: if i.is_multiple_of(10) { vec!["/2/005".into()] } else { Vec::new() },
        excludes: if i % 10 == 1 { vec!["/0/033".into()] } else { Vec::new() },
        ..Article::default()
    };
    (0..count).map(one).collect()
}

fn numbered(mut articles: Vec<Article>) -> Vec<Article> {
    articles.sort_by(|a, b| a.url.cmp(&b.url));
    articles
}

/// In a catalog that keeps all terms, the box of an article is that of its page.
#[test]
fn a_box_is_what_the_page_of_the_article_gets() {
    for (articles, today) in
        [(many(100), None), (many(100), Some(Day(85))), (articles(), Some(Day(19_850)))]
    {
        let articles = numbered(articles);
        let catalog = Catalog::open(build(articles.clone())).unwrap();
        let boxes = catalog.boxes(4, today).unwrap();
        assert_eq!(boxes.len(), articles.len());
        let options = RankOptions { today, ..RankOptions::default() };
        for (article, (kind, shown)) in articles.iter().zip(&boxes) {
            let answer = catalog.related(&Page::from(article), &options).unwrap();
            let expected: Vec<u32> = answer.recommendations.iter().map(|one| one.article).collect();
            assert_eq!((*kind, shown), (answer.kind, &expected), "{}", article.url);
        }
        assert!(boxes.iter().any(|(kind, _)| *kind == AnswerKind::Related));
    }
}

/// What has nothing to do with the rest, and its labels.
fn lonely(url: &str, tag: &str, day: i32) -> Article {
    let name: String = url.chars().filter(char::is_ascii_alphanumeric).collect();
    Article {
        url: url.into(),
        title: name.clone(),
        text: format!("{name}ly {name}er"),
        tags: vec![tag.into()],
        date: Some(Day(day)),
        ..Article::default()
    }
}

#[test]
fn boxes_climb_down_the_ladder() {
    let articles = [
        lonely("/a1", "tea", 1),
        lonely("/a2", "tea", 2),
        lonely("/a3", "tea", 3),
        lonely("/b1", "ferry", 4),
        Article { lang: "xx".into(), ..lonely("/c", "", 5) },
    ];
    let catalog = Catalog::open(build(articles)).unwrap();
    let boxes = catalog.boxes(2, Some(Day(4))).unwrap();
    let expected = [
        (AnswerKind::Section, vec![2, 1]),
        (AnswerKind::Section, vec![2, 0]),
        (AnswerKind::Section, vec![1, 0]),
        // None shares a label; articles in the future are not the latest.
        (AnswerKind::Latest, vec![2, 1]),
        (AnswerKind::Latest, vec![3, 2]),
    ];
    let given: Vec<Vec<u32>> = boxes.iter().map(|(_, shown)| shown.clone()).collect();
    assert_eq!(boxes[..4], expected[..4], "{given:?}");
    // An article in a language of its own gets those without a language.
    assert_eq!(boxes[4], expected[4]);
}

#[test]
fn what_is_kept_of_an_article_is_what_it_is_asked_by() {
    let articles = many(100);
    let options = BuildOptions { max_terms: Some(8), ..BuildOptions::default() };
    let catalog = Catalog::open(build_with(options, articles)).unwrap();
    let boxes = catalog.boxes(4, None).unwrap();
    let filled = boxes.iter().filter(|(_, shown)| shown.len() == 4).count();
    assert!(filled > 80, "{filled}");
    for (article, (_, shown)) in (0..).zip(&boxes) {
        assert!(!shown.contains(&article), "{article} is in its own box");
        let mut once = shown.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), shown.len());
    }
    // Twice the same, in however many threads.
    assert_eq!(catalog.boxes(4, None).unwrap(), boxes);
    let longer = catalog.boxes(50, None).unwrap();
    assert!(
        boxes
            .iter()
            .zip(&longer)
            .all(|(one, other)| { one.0 == AnswerKind::Section || other.1.starts_with(&one.1) })
    );
}

#[test]
fn sites_of_none_and_one() {
    let none = Catalog::open(build([])).unwrap();
    assert_eq!(none.boxes(4, None).unwrap(), []);
    let one = Catalog::open(build([lonely("/a", "", 1)])).unwrap();
    assert_eq!(one.boxes(4, None).unwrap(), [(AnswerKind::Related, Vec::new())]);
}

#[test]
fn exposure_is_counted_by_hand() {
    let coverage = |times: &[u32]| Coverage::new(times);
    let expected = |boxes, most, shown| Coverage { boxes, most, shown };
    assert_eq!(coverage(&[]), expected(0, 0.0, 0.0));
    assert_eq!(coverage(&[0]), expected(1, 0.0, 0.0));
    assert_eq!(coverage(&[1, 0, 3, 0]), expected(4, 0.75, 0.5));
    assert_eq!(coverage(&[2, 2, 2, 2]), expected(4, 0.5, 1.0));
}
