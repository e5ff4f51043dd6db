//! Which articles are given, in which order, and why.

use std::fs;

use also_like::rank::{MAX_LIMIT, floor};
use also_like::{
    AnswerKind, Article, BuildOptions, Catalog, Day, Fallback, Page, RankOptions, Recommendation,
};
use also_like_test_support::site::{QUERIES, articles, build, build_with, line, page};

/// The answers of `tests/data/catalog-v5.bin`, to the bit. `tests/web` holds browsers to them.
#[test]
fn answers_are_those_of_the_file() {
    let path = |name: &str| format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"));
    let catalog = Catalog::open(fs::read(path("catalog-v5.bin")).unwrap()).unwrap();
    let mut lines = String::new();
    for (name, query) in QUERIES {
        let options = RankOptions {
            today: Some(Day(20_000)),
            fallback: Fallback { section: false, latest: false },
            ..RankOptions::default()
        };
        for one in catalog.related(&query.page(), &options).unwrap().recommendations {
            let url = catalog.card(one.article).unwrap().url;
            lines += &line(name, url, one.score, &one.reasons);
        }
    }
    if std::env::var_os("BLESS").is_some() {
        return fs::write(path("answers-v5.tsv"), lines).unwrap();
    }
    assert_eq!(lines, fs::read_to_string(path("answers-v5.tsv")).unwrap());
}

/// An article with an address, a headline and a text.
fn article(url: &str, title: &str, text: &str) -> Article {
    Article { url: url.into(), title: title.into(), text: text.into(), ..Article::default() }
}

/// What is near, and nothing else.
fn related(catalog: &Catalog<Vec<u8>>, page: &Page, limit: usize) -> Vec<Recommendation> {
    let options = RankOptions {
        limit,
        fallback: Fallback { section: false, latest: false },
        ..RankOptions::default()
    };
    let answer = catalog.related(page, &options).unwrap();
    assert_eq!((answer.kind, answer.name.as_str()), (AnswerKind::Related, ""));
    answer.recommendations
}

/// The addresses of the answers.
fn urls(catalog: &Catalog<Vec<u8>>, page: &Page, limit: usize) -> Vec<String> {
    let answers = related(catalog, page, limit);
    answers.iter().map(|one| catalog.card(one.article).unwrap().url.to_owned()).collect()
}

fn catalog(articles: impl IntoIterator<Item = Article>) -> Catalog<Vec<u8>> {
    Catalog::open(build(articles)).unwrap()
}

/// `count` articles about the same two things, each with a word of its own and one that it shares
/// with its neighbour, so that none is another's double.
fn alike(count: usize) -> Vec<Article> {
    let text = |i: usize| format!("ferry harbour name{i} name{} other{i} other{}", i + 1, i + 1);
    (0..count).map(|i| article(&format!("/{i:03}"), "", &text(i))).collect()
}

/// Articles unrelated to [`alike`], so that the terms which those share have a weight.
fn others(count: usize) -> impl Iterator<Item = Article> {
    (0..count).map(|i| article(&format!("/other/{i:03}"), "", "tea rain hill growers"))
}

#[test]
fn never_itself_by_its_address() {
    let own = "https://www.example.org/harbour/ferry-returns";
    let site = |url: &str| {
        let mut articles = articles();
        articles.iter_mut().filter(|one| one.url == "/harbour/ferry-returns").for_each(|one| {
            one.url = url.into();
        });
        catalog(articles)
    };
    let ask = |catalog: &Catalog<Vec<u8>>, url: &str| {
        // Few of its words, so that only its address gives it away.
        urls(catalog, &page(url, "The island ferry", "in dry dock"), 50)
    };
    for stored in ["/harbour/ferry-returns", own, "harbour/ferry-returns.html"] {
        let catalog = site(stored);
        let given = ask(&catalog, "");
        assert_eq!(given.first().map(String::as_str), Some(stored), "it is the best answer");
        for url in [
            "https://www.example.org/harbour/ferry-returns",
            "https://example.org/harbour/ferry-returns/",
            "http://EXAMPLE.org/harbour/ferry-returns/index.html",
            "https://www.example.org/harbour/ferry-returns.html?utm_source=mail&fbclid=x#top",
            "/harbour/ferry-returns",
            "/harbour/ferry%2Dreturns?utm_campaign=may",
        ] {
            // Its folder is evidence too, so the order of the others may change.
            let mut others = ask(&catalog, url);
            let mut expected = given[1..].to_vec();
            others.sort();
            expected.sort();
            assert_eq!(others, expected, "{stored} asked from {url}");
        }
        for url in ["https://www.example.org/harbour/", "/harbour/ferry-returns?page=2", "/"] {
            assert!(ask(&catalog, url).contains(&stored.to_owned()), "{stored} asked from {url}");
        }
    }
    let other_host = "https://example.com/harbour/ferry-returns";
    let catalog = site(own);
    assert!(ask(&catalog, other_host).contains(&own.to_owned()), "of another host");
}

#[test]
fn never_itself_by_its_text() {
    let whole = BuildOptions { max_terms: None, ..BuildOptions::default() };
    for options in [whole, BuildOptions::default()] {
        let site = articles();
        let catalog = Catalog::open(build_with(options, site.clone())).unwrap();
        for one in site.iter().filter(|one| one.lang == "en") {
            let asked = |text: &str| {
                urls(&catalog, &page("https://mirror.example/x", &one.title, text), 50)
            };
            let copy = asked(&one.text);
            assert!(!copy.contains(&one.url), "{} is its own answer", one.url);
            assert!(!copy.is_empty(), "{} has other answers", one.url);
            let framed = format!("Updated today\n{}\nRead more news in our letter", one.text);
            assert!(!asked(&framed).contains(&one.url), "{} with a frame", one.url);
        }
        // Another article on the same event is no double.
        let first = &site[0];
        let asked = page(
            "",
            "Islanders protest over ferry fares",
            "The island ferry will cost more from May. Islanders who cross every day told \
             the harbour board that wages on the island have not risen.",
        );
        assert_eq!(urls(&catalog, &asked, 1), [first.url.as_str()]);
    }
}

#[test]
fn nothing_under_the_floor() {
    // Of some hundred words of the query an article shares more and more.
    let words: Vec<String> = (0..200).map(|i| format!("word{i}")).collect();
    let sharing = |n: usize| {
        // Words that only one other article has, so that none is another version of the next.
        let own: Vec<String> = (n..60).map(|i| format!("own{}x{i}", n % 30)).collect();
        article(&format!("/{n:02}"), "", &(words[..n].join("\n") + "\n" + &own.join("\n")))
    };
    let catalog = catalog((0..60).map(sharing));
    let text = words.join("\n");
    let answers = related(&catalog, &page("", "", &text), 50);
    let least = answers.iter().map(|one| one.explanation.similarity).fold(1.0, f32::min);
    assert!(answers.len() < 50, "the floor cuts, not the limit");
    assert!((floor(60)..1.3 * floor(60)).contains(&least), "{least}");
    // There are some that share less, though not nothing.
    let urls = answers.iter().map(|one| catalog.card(one.article).unwrap().url);
    let worst = urls.min().unwrap();
    assert!(worst > "/02", "{worst} shares the least");
}

#[test]
fn the_floor_falls_with_the_number_of_articles() {
    for (articles, expected) in [(0, 0.111005), (60, 0.111005), (100, 0.095), (10_000, 0.0455)] {
        let floor = floor(articles);
        assert!((floor - expected).abs() < 1e-6, "{floor} for {articles}");
    }
}

#[test]
fn equal_scores_are_ordered_by_day_then_address() {
    // Words of its own, which connect it to nothing, or all were versions of one article.
    let own = |url: &str| (0..30).map(|i| format!("\n{}{i}", &url[1..])).collect::<String>();
    let dated = |url: &str, day: Option<i32>| Article {
        date: day.map(Day),
        ..article(url, "Ferry", &("harbour island sound".to_owned() + &own(url)))
    };
    let mut site = vec![
        dated("/c", Some(10)),
        dated("/b", Some(10)),
        dated("/z", Some(19_000)),
        dated("/d", None),
        dated("/a", None),
        dated("/e", Some(-400)),
    ];
    site.extend(others(20));
    let query = page("", "", "the ferry and more");
    let expected = ["/z", "/b", "/c", "/e", "/a", "/d"];
    assert_eq!(urls(&catalog(site.clone()), &query, 50), expected);
    // Whatever the order of additions, and whatever the limit.
    site.reverse();
    for limit in 1..=expected.len() {
        assert_eq!(urls(&catalog(site.clone()), &query, limit), expected[..limit]);
    }
    // A better score beats a newer date.
    let text = "ferry harbour island".to_owned() + &own("/best");
    site.push(Article { date: Some(Day(1)), ..article("/best", "Ferry", &text) });
    assert_eq!(urls(&catalog(site), &query, 2), ["/best", "/z"]);
}

#[test]
fn the_limit_is_one_to_fifty() {
    let catalog = catalog(alike(80).into_iter().chain(others(100)));
    let query = page("", "", "ferry harbour");
    let given = |limit| urls(&catalog, &query, limit);
    for (limit, len) in [(0, 1), (1, 1), (4, 4), (49, 49), (50, 50), (51, 50), (usize::MAX, 50)] {
        assert_eq!(given(limit).len(), len, "limit {limit}");
        assert_eq!(given(limit), given(50)[..len], "limit {limit}");
    }
    assert_eq!(MAX_LIMIT, 50);
}

#[test]
fn nothing_to_ask_nothing_to_answer() {
    let catalog = catalog(articles());
    for (title, text) in [
        ("", ""),
        (" \n\t", "\n\n"),
        ("?!", "… — 。"),
        ("a", "b c 1"),
        ("Նավը կրկին", "գնում է կղզի"),
        ("Xylophone", "quixotic zebras"),
    ] {
        assert_eq!(related(&catalog, &page("", title, text), 50), [], "{title}");
    }
    assert_eq!(related(&catalog, &page("/harbour/dredging", "", ""), 4), []);
}

#[test]
fn catalogs_of_none_one_and_two() {
    let query = page("", "Ferry", "ferry harbour island");
    assert_eq!(related(&catalog([]), &query, 4), []);
    let one = article("/one", "Ferry", "harbour");
    assert_eq!(related(&catalog([one.clone()]), &query, 4), []);
    // Every article of a site of two has what the two share, so their terms may weigh nothing.
    let two = catalog([one, article("/two", "Ferry", "island")]);
    assert!(urls(&two, &query, 4).len() <= 2);
    two.verify().unwrap();
}

#[test]
fn one_of_two_with_the_same_address() {
    let twice = [article("/a", "Ferry", "first"), article("/a", "Ferry", "second")];
    let site = |twice: Vec<Article>| build(twice.into_iter().chain(others(3)));
    let bytes = site(twice.to_vec());
    assert_eq!(Catalog::open(&bytes).unwrap().len(), 4);
    assert_eq!(bytes, site(twice.into_iter().rev().collect()), "always the same one");
}

#[test]
fn because_is_said_in_the_words_of_the_query() {
    let catalog = catalog(articles());
    let query = page(
        "",
        "ISLANDERS Fear for their Ferry",
        "“The ferry’s season tickets,” said Ana O’Brien of the Harbour Board, cost more.\n\
         Islanders cross the sound by day.",
    );
    let answers = related(&catalog, &query, 50);
    assert!(answers.len() > 2);
    for one in &answers {
        assert!((1..=5).contains(&one.reasons.len()), "{:?}", one.reasons);
        for word in &one.reasons {
            let said = query.title.contains(word.as_str()) || query.text.contains(word.as_str());
            assert!(said, "{word} does not stand there");
            let longer = one.reasons.iter().filter(|other| *other != word);
            for other in longer {
                assert!(!other.contains(word.as_str()), "{word} is said in {other}");
            }
        }
    }
    let fares = answers.iter().find(|one| {
        catalog.card(one.article).is_some_and(|card| card.url == "/harbour/ferry-fares")
    });
    assert!(fares.unwrap().reasons.contains(&"season tickets".to_owned()), "{fares:?}");

    let chinese = page("", "", "山上的茶農又要等雨了");
    let reasons = related(&catalog, &chinese, 1).remove(0).reasons;
    assert!(reasons.iter().all(|word| chinese.text.contains(word.as_str())), "{reasons:?}");
    assert!(reasons.iter().any(|word| word.contains("茶農")), "{reasons:?}");
}

#[test]
fn a_score_is_the_product_of_its_parts() {
    let catalog = catalog(articles());
    for article in articles() {
        let answers = related(&catalog, &Page::from(&article), 50);
        assert!(!answers.is_empty());
        for one in &answers {
            let product: f32 = one.explanation.factors().map(|(_, factor)| factor).product();
            assert!((one.score - product).abs() < 1e-6, "{one:?}");
            assert!((0.0..1.0).contains(&one.explanation.similarity), "{one:?}");
            assert!(
                one.explanation.similarity * one.explanation.taxonomy >= floor(catalog.len()),
                "{one:?}"
            );
            assert!((1.0..=1.8).contains(&one.explanation.dates), "{one:?}");
            assert!((1.0..=1.5).contains(&one.explanation.taxonomy), "{one:?}");
            assert!((1.0..=1.64).contains(&one.explanation.hubness), "{one:?}");
            assert!((0.8..=1.0).contains(&one.explanation.diversity), "{one:?}");
        }
        assert!(answers.is_sorted_by(|a, b| a.score >= b.score), "{answers:?}");
        assert_eq!(answers.first().unwrap().explanation.diversity, 1.0, "nothing stands above it");
    }
}

#[test]
fn articles_find_their_like_in_every_language() {
    let site = articles();
    let catalog = catalog(site.clone());
    for article in &site {
        let best = urls(&catalog, &Page::from(article), 1);
        let like = site.iter().filter(|one| one.url != article.url && one.lang == article.lang);
        let like: Vec<&String> = like.map(|one| &one.url).collect();
        assert!(
            best.iter().all(|url| like.contains(&url)) && best.len() == 1,
            "{}: {best:?}",
            article.url
        );
    }
}
