//! An editor's judgment, case by case: what a box must never show, and what it prefers.

use also_like::{
    Answer, AnswerKind, Article, BuildOptions, Builder, Catalog, Day, Fallback, IndexWeights,
    Languages, Page, Prepared, RankOptions, RankWeights,
};
use also_like_test_support::site::{build, page};

type Site = Catalog<Vec<u8>>;

/// Sentences on subjects that have no word in common.
const SUBJECTS: [&str; 6] = [
    "ferry crosses sound island harbour board captain tickets lorries passengers",
    "growers terrace tea rain flush auction mountain leaves picking spring",
    "museum shelf paintings curator gallery donors exhibition sculpture restored frames",
    "cyclists summit climb jersey sprint stage peloton descent breakaway finish",
    "hospital wards nurses patients surgeons vaccine clinic beds doctors shifts",
    "orchestra violin concert conductor rehearsal cello symphony chorus opera audience",
];

/// Some words of a subject, a line each so that they make no pairs: those with the numbers given.
fn about(subject: usize, words: impl IntoIterator<Item = usize>) -> String {
    let all: Vec<&str> = SUBJECTS[subject].split(' ').collect();
    words.into_iter().map(|i| format!("{}\n", all[i])).collect()
}

/// Forty words that no other article has: they connect it to none, and keep it from being a
/// near-duplicate.
fn own(url: &str) -> String {
    let name: String = url.chars().filter(char::is_ascii_alphanumeric).collect();
    (0..40).map(|i| format!("{name}own{i}\n")).collect()
}

/// An article with some words of a subject and many of its own.
fn article(url: &str, subject: usize, words: impl IntoIterator<Item = usize>) -> Article {
    let text = about(subject, words) + &own(url);
    Article { url: url.into(), title: format!("Title of {url}"), text, ..Article::default() }
}

/// Articles on other subjects than the first, so that the words of the first have a weight.
fn others() -> Vec<Article> {
    let one = |i: usize| article(&format!("/other/{i}"), 1 + i % 4, 0..10);
    (0..40).map(one).collect()
}

fn catalog(articles: impl IntoIterator<Item = Article>) -> Site {
    Catalog::open(build(articles.into_iter().chain(others()))).unwrap()
}

/// A page about the ferry.
fn ferry() -> Page {
    page("", "", &about(0, 0..10))
}

fn urls(catalog: &Site, answer: &Answer) -> Vec<String> {
    let url = |id| catalog.card(id).unwrap().url.to_owned();
    answer.recommendations.iter().map(|one| url(one.article)).collect()
}

fn ask(catalog: &Site, page: &Page, options: RankOptions) -> Vec<String> {
    urls(catalog, &catalog.related(page, &options).unwrap())
}

fn on(day: i32) -> RankOptions {
    RankOptions { today: Some(Day(day)), ..RankOptions::default() }
}

// Diversity

fn by(weights: &RankWeights) -> RankOptions {
    RankOptions { weights: *weights, ..RankOptions::default() }
}

#[test]
fn four_cards_are_not_one_story_four_times() {
    let mut site: Vec<Article> = (0..4).map(|i| article(&format!("/story/{i}"), 0, 0..9)).collect();
    // The page is about another subject too: these articles are on it, a little less near.
    site.extend(["/another", "/another/two"].map(|url| article(url, 5, 0..5)));
    let catalog = catalog(site);
    let page = page("", "", &(about(0, 0..10) + &about(5, 0..7)));
    let place = |weights: &RankWeights| {
        let answer = catalog.related(&page, &by(weights)).unwrap();
        let urls = urls(&catalog, &answer);
        urls.iter().filter(|url| url.starts_with("/story")).count()
    };
    let with = RankWeights { hubness: false, ..RankWeights::DEFAULT };
    let without = RankWeights { diversity: 0.0, ..with };
    assert_eq!((place(&with), place(&without)), (3, 4));
    let answer = catalog.related(&page, &RankOptions::default()).unwrap();
    assert!(
        answer.recommendations.iter().any(|one| one.explanation.diversity < 0.95),
        "{answer:?}"
    );
    let plain = catalog.related(&page, &by(&without)).unwrap();
    assert!(plain.recommendations.iter().all(|one| one.explanation.diversity == 1.0), "{plain:?}");
}

#[test]
fn of_several_versions_the_best_is_given() {
    let version = |url: &str, day: i32, more: &str| Article {
        url: url.into(),
        title: "The ferry is back".into(),
        text: SUBJECTS[0].repeat(3) + &own("same") + more,
        date: Some(Day(day)),
        ..Article::default()
    };
    let site = [
        version("/a", 100, ""),
        version("/copy", 300, ""),
        version("/edited", 200, "a correction was made\nto the second paragraph\n"),
        article("/different", 0, 0..6),
    ];
    let catalog = catalog(site);
    let given = ask(&catalog, &ferry(), RankOptions { limit: 10, ..RankOptions::default() });
    let versions = ["/a", "/copy", "/edited"];
    assert_eq!(given.iter().filter(|url| versions.contains(&url.as_str())).count(), 1, "{given:?}");
    assert_eq!(given.len(), 2, "another report is no version: {given:?}");
    // Of equals the newer; a page of that time prefers the one of its time.
    assert!(given.contains(&"/copy".to_owned()) || given.contains(&"/edited".to_owned()));
    let then = Page { day: Some(Day(100)), ..ferry() };
    assert!(ask(&catalog, &then, RankOptions::default()).contains(&"/a".to_owned()));
    // Readers of one version are not offered another.
    for url in versions {
        let own = Page { url: url.into(), ..ferry() };
        assert_eq!(ask(&catalog, &own, RankOptions::default()), ["/different"], "{url}");
    }
}

#[test]
fn two_reports_of_one_event_are_two_articles() {
    let catalog = catalog([article("/first", 0, 0..10), article("/second", 0, 0..10)]);
    let given = ask(&catalog, &ferry(), RankOptions::default());
    assert_eq!(given, ["/first", "/second"]);
}

#[test]
fn a_flash_that_stands_whole_in_the_long_report_is_not_the_report() {
    let flash = Article {
        url: "/flash".into(),
        text: "The ferry is back in the harbour.\nThe captain thanked the harbour board.".into(),
        ..Article::default()
    };
    let report = Article {
        url: "/report".into(),
        text: flash.text.clone() + "\n" + SUBJECTS[0] + "\n" + &own("report"),
        ..Article::default()
    };
    let catalog = catalog([flash, report.clone(), article("/third", 0, 0..5)]);
    assert!(
        ask(&catalog, &Page::from(&report), RankOptions::default()).contains(&"/flash".to_owned())
    );
}

// Language

fn in_language(url: &str, lang: &str) -> Article {
    Article { lang: lang.into(), ..article(url, 0, 0..8) }
}

#[test]
fn articles_in_the_language_of_the_page() {
    let catalog = catalog([
        in_language("/en", "en"),
        in_language("/en-gb", "en-GB"),
        in_language("/de", "de"),
        in_language("/hant", "zh-Hant"),
        in_language("/hans", "zh-CN"),
        in_language("/unknown", ""),
        in_language("/nb", "nb"),
    ]);
    for (lang, expected) in [
        ("en", &["/en", "/en-gb", "/unknown"][..]),
        ("EN-us", &["/en", "/en-gb", "/unknown"]),
        ("de-AT", &["/de", "/unknown"]),
        ("zh-TW", &["/hant", "/unknown"]),
        ("zh-Hant-HK", &["/hant", "/unknown"]),
        ("zh", &["/hans", "/unknown"]),
        ("zh_SG", &["/hans", "/unknown"]),
        ("nn-NO", &["/nb", "/unknown"]),
        // The catalog has no other article in French.
        ("fr", &["/unknown"]),
        // A page without a language may be answered in any.
        ("", &["/de", "/en", "/en-gb", "/hans", "/hant", "/nb", "/unknown"]),
    ] {
        let asked = Page { lang: lang.into(), ..ferry() };
        let options = RankOptions { limit: 10, ..RankOptions::default() };
        let mut given = ask(&catalog, &asked, options);
        given.sort();
        assert_eq!(given, expected, "{lang}");
        let any = ask(&catalog, &asked, RankOptions { languages: Languages::Any, ..options });
        assert_eq!(any.len(), 7, "{lang}");
        // Those in the page's own language are first, however near others are.
        let mut first = any[..expected.len()].to_vec();
        first.sort();
        assert_eq!(first, expected, "{lang}");
    }
}

#[test]
fn a_page_that_does_not_say_its_language_has_that_of_its_article() {
    let catalog =
        catalog([in_language("/en", "en"), in_language("/de", "de"), in_language("/de/2", "de")]);
    let asked = Page { url: "/de".into(), ..ferry() };
    assert_eq!(ask(&catalog, &asked, RankOptions::default()), ["/de/2"]);
}

/// Templates declare languages that their pages are not in; the build has read the text.
#[test]
fn an_article_has_the_language_of_the_catalog_whatever_its_page_declares() {
    let catalog =
        catalog([in_language("/en", "en"), in_language("/de", "de"), in_language("/de/2", "de")]);
    for declared in ["en", "en-US", "fr"] {
        let asked = Page { url: "/de".into(), lang: declared.into(), ..ferry() };
        assert_eq!(ask(&catalog, &asked, RankOptions::default()), ["/de/2"], "{declared}");
    }
}

#[test]
fn a_translation_is_no_other_article() {
    let catalog =
        catalog([in_language("/en", "en"), in_language("/de", "de"), in_language("/de/2", "de")]);
    let options = RankOptions { languages: Languages::Any, ..RankOptions::default() };
    let asked = Page {
        url: "/en".into(),
        lang: "en".into(),
        translations: vec!["https://example.org/de".into()],
        ..ferry()
    };
    assert_eq!(ask(&catalog, &asked, options), ["/de/2"]);
}

// Time

fn dated(url: &str, day: i32) -> Article {
    Article { date: Some(Day(day)), ..article(url, 0, 0..8) }
}

#[test]
fn what_was_written_at_the_time_comes_first() {
    let catalog = catalog([dated("/1000", 1000), dated("/4000", 4000), dated("/9000", 9000)]);
    let asked = |day| Page { day: Some(Day(day)), ..ferry() };
    let order = |day| ask(&catalog, &asked(day), RankOptions::default());
    assert_eq!(order(1000), ["/1000", "/4000", "/9000"]);
    assert_eq!(order(4100), ["/4000", "/1000", "/9000"]);
    assert_eq!(order(9000), ["/9000", "/4000", "/1000"], "the old ones stay eligible");
    let parts = |day| {
        catalog.related(&asked(day), &RankOptions::default()).unwrap().recommendations[0]
            .explanation
    };
    assert_eq!(parts(1000).dates, 1.8, "the same day");
    assert!((parts(1365).dates - 1.4).abs() < 1e-6, "a year is half of it: {:?}", parts(1365));
}

#[test]
fn news_is_preferred_where_the_date_of_the_page_says_nothing() {
    let catalog = catalog([dated("/1000", 1000), dated("/4000", 4000), dated("/9000", 9000)]);
    assert_eq!(ask(&catalog, &ferry(), on(9100)), ["/9000", "/4000", "/1000"]);
    // Near today counts half of what near the page does.
    let old = Page { day: Some(Day(1000)), ..ferry() };
    assert_eq!(ask(&catalog, &old, on(9000)), ["/1000", "/9000", "/4000"]);
    let newest = &catalog.related(&ferry(), &on(9000)).unwrap().recommendations[0];
    assert!((newest.explanation.dates - 1.4).abs() < 1e-6, "{newest:?}");
}

#[test]
fn nothing_from_the_future_and_nothing_expired() {
    let expiring = |url: &str, day| Article { expires: Some(Day(day)), ..dated(url, 100) };
    let catalog = catalog([
        dated("/today", 500),
        dated("/tomorrow", 501),
        expiring("/last-day", 500),
        expiring("/expired", 499),
    ]);
    let mut given = ask(&catalog, &ferry(), RankOptions { limit: 10, ..on(500) });
    given.sort();
    assert_eq!(given, ["/last-day", "/today"]);
    // Pinning does not bring them back, and the chain does not either.
    let pinned = Page {
        pins: vec!["/tomorrow".into(), "/expired".into()],
        ..page("", "", "nothing that the site has")
    };
    let answer = catalog.related(&pinned, &RankOptions { limit: 50, ..on(500) }).unwrap();
    assert_eq!(answer.kind, AnswerKind::Latest);
    assert_eq!(urls(&catalog, &answer), ["/today", "/last-day"]);
}

// Exposure

#[test]
fn what_is_near_to_everything_gives_way() {
    // A dozen are close together, two by themselves.
    let mut site = vec![article("/quiet", 0, 5..10), article("/quiet/too", 0, 5..10)];
    site.extend((0..12).map(|i| article(&format!("/crowd/{i:02}"), 0, 0..5)));
    let catalog = catalog(site);
    let coverage = |wanted: &str, weights: &RankWeights| {
        let options = RankOptions { limit: 50, ..by(weights) };
        let answer = catalog.related(&ferry(), &options).unwrap();
        let is = |id| catalog.card(id).unwrap().url == wanted;
        answer.recommendations.iter().find(|one| is(one.article)).unwrap().explanation.hubness
    };
    let (quiet, crowd) =
        (coverage("/quiet", &RankWeights::DEFAULT), coverage("/crowd/00", &RankWeights::DEFAULT));
    assert!(crowd >= 1.0 && quiet > 1.2 * crowd, "{quiet} {crowd}");
    let without = RankWeights { hubness: false, ..RankWeights::DEFAULT };
    assert_eq!((coverage("/quiet", &without), coverage("/crowd/00", &without)), (1.0, 1.0));
}

// The chain

fn filed(url: &str, subject: usize, day: i32, section: &str, tags: &[&str]) -> Article {
    Article {
        date: Some(Day(day)),
        section: section.into(),
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        ..article(url, subject, 0..10)
    }
}

/// A page on a subject of its own.
fn lonely(labels: &[&str]) -> Page {
    let labels = labels.iter().map(|label| (*label).to_owned()).collect();
    Page { labels, ..page("https://example.org/nowhere/page", "", "Zeppelins moored at dawn") }
}

fn sections() -> Site {
    catalog([
        filed("/c/1", 1, 10, "Culture", &["opera", "Rome"]),
        filed("/c/2", 2, 30, "Culture", &["Opera"]),
        filed("/c/3", 3, 20, "Culture", &["film"]),
        filed("/c/4", 1, 40, "Culture", &[]),
        filed("/s/1", 4, 50, "Sport", &["Rome"]),
    ])
}

#[test]
fn when_nothing_is_near_the_same_section_or_tag() {
    let catalog = sections();
    let chain = |labels: &[&str], limit| {
        let options = RankOptions { limit, ..RankOptions::default() };
        let answer = catalog.related(&lonely(labels), &options).unwrap();
        (answer.kind, answer.name.clone(), urls(&catalog, &answer))
    };
    let strings = |urls: &[&str]| urls.iter().map(|url| (*url).to_owned()).collect::<Vec<_>>();
    // The newest first, where their scores are equal.
    let culture = strings(&["/c/4", "/c/2", "/c/3", "/c/1"]);
    assert_eq!(chain(&["Culture"], 4), (AnswerKind::Section, "Culture".into(), culture.clone()));
    // A rarer tag, where it fills the box …
    let opera = (AnswerKind::Section, "opera".into(), strings(&["/c/2", "/c/1"]));
    assert_eq!(chain(&["Culture", "opera"], 2), opera);
    // … and what fills it where the tag does not.
    assert_eq!(chain(&["opera", "culture"], 4).1, "culture", "in the words of the page");
    assert_eq!(chain(&["opera", "culture"], 4).2, culture);
    assert_eq!(chain(&["film"], 4).0, AnswerKind::Latest, "a label of one article says nothing");
    // A single card is no section, unless the limit is one.
    let rome = Page { url: "https://example.org/c/9".into(), ..lonely(&["Rome"]) };
    let here = Page { excludes: vec!["/s/1".into()], url: String::new(), ..rome };
    assert_eq!(catalog.related(&here, &RankOptions::default()).unwrap().kind, AnswerKind::Latest);
    let one = RankOptions { limit: 1, ..RankOptions::default() };
    assert_eq!(catalog.related(&here, &one).unwrap().kind, AnswerKind::Section);
}

#[test]
fn a_folder_is_a_section_without_a_name() {
    let catalog = sections();
    let asked = Page { url: "https://example.org/c/new.html".into(), ..lonely(&[]) };
    let answer = catalog.related(&asked, &RankOptions::default()).unwrap();
    assert_eq!((answer.kind, answer.name.as_str()), (AnswerKind::Section, ""));
    assert_eq!(urls(&catalog, &answer), ["/c/4", "/c/2", "/c/3", "/c/1"]);
}

#[test]
fn when_there_is_no_section_the_latest() {
    let catalog = sections();
    let options = RankOptions { limit: 3, ..RankOptions::default() };
    let answer = catalog.related(&lonely(&["Zeppelins"]), &options).unwrap();
    assert_eq!(answer.kind, AnswerKind::Latest);
    assert_eq!(urls(&catalog, &answer), ["/s/1", "/c/4", "/c/2"], "undated ones are not news");
    assert!(answer.recommendations.iter().all(|one| one.score == 0.0), "{answer:?}");
    let in_german = Page { lang: "de".into(), ..lonely(&[]) };
    // Articles without a language may be in the page's.
    assert_eq!(catalog.related(&in_german, &options).unwrap().kind, AnswerKind::Latest);
}

#[test]
fn no_rung_that_is_not_wanted() {
    let catalog = sections();
    let ask = |labels: &[&str], section, latest| {
        let options =
            RankOptions { fallback: Fallback { section, latest }, ..RankOptions::default() };
        catalog.related(&lonely(labels), &options).unwrap()
    };
    assert_eq!(ask(&["Culture"], true, false).kind, AnswerKind::Section);
    assert_eq!(ask(&["Culture"], false, true).kind, AnswerKind::Latest);
    for answer in [ask(&["Culture"], false, false), ask(&["Zeppelins"], true, false)] {
        assert_eq!((answer.kind, answer.recommendations), (AnswerKind::Related, Vec::new()));
    }
}

#[test]
fn nothing_unrelated_is_called_related() {
    let catalog = sections();
    for page in [lonely(&["Culture"]), lonely(&["Zeppelins"]), Page::default()] {
        let answer = catalog.related(&page, &RankOptions::default()).unwrap();
        assert!(
            answer.kind != AnswerKind::Related || answer.recommendations.is_empty(),
            "{answer:?}"
        );
    }
    // What is near keeps to itself, however few it is.
    let near = Page { labels: vec!["Culture".into()], ..page("", "", &about(4, 0..10)) };
    let answer = catalog.related(&near, &RankOptions { limit: 50, ..RankOptions::default() });
    let answer = answer.unwrap();
    assert_eq!(answer.kind, AnswerKind::Related);
    let given = urls(&catalog, &answer);
    assert!(given.iter().all(|url| url == "/s/1" || url.starts_with("/other")), "{given:?}");
}

#[test]
fn filing_tells_apart_what_is_as_similar() {
    let catalog = catalog([
        Article { section: "Sea".into(), ..article("/sea/1", 0, 0..8) },
        Article { section: "Land".into(), ..article("/land/1", 0, 0..8) },
        Article { section: "Sea".into(), ..article("/sea/2", 1, 0..8) },
        Article { section: "Land".into(), ..article("/land/2", 2, 0..8) },
    ]);
    for (label, expected) in [("sea", ["/sea/1", "/land/1"]), ("LAND", ["/land/1", "/sea/1"])] {
        let asked = Page { labels: vec![label.into()], ..ferry() };
        assert_eq!(ask(&catalog, &asked, RankOptions::default()), expected);
    }
    let folder = Page { url: "https://example.org/land/new".into(), ..ferry() };
    assert_eq!(ask(&catalog, &folder, RankOptions::default()), ["/land/1", "/sea/1"]);
}

// Control

#[test]
fn pins_come_first_and_excluded_ones_never() {
    let everywhere = |url: &str, lang: &str| Article {
        pinned: true,
        lang: lang.into(),
        ..article(url, 2, 0..9)
    };
    let catalog = catalog([
        article("/near/1", 0, 0..9),
        article("/near/2", 0, 0..8),
        everywhere("/guide", "en"),
        everywhere("/leitfaden", "de"),
    ]);
    let asked = |pins: &[&str], excludes: &[&str]| {
        let all = |urls: &[&str]| urls.iter().map(|url| (*url).to_owned()).collect();
        let asked = Page {
            lang: "en".into(),
            pins: all(pins),
            excludes: all(excludes),
            ..page("https://example.org/x", "", &about(0, 0..10))
        };
        ask(&catalog, &asked, RankOptions { limit: 4, ..RankOptions::default() })
    };
    assert_eq!(asked(&[], &[]), ["/guide", "/near/1", "/near/2"]);
    assert_eq!(asked(&[], &["/guide"]), ["/near/1", "/near/2"], "a page may refuse");
    let pins = ["https://example.org/other/7.html", "/near/2/", "/nowhere", "/near/2"];
    assert_eq!(asked(&pins, &[]), ["/other/7", "/near/2", "/guide", "/near/1"]);
    assert_eq!(asked(&pins, &["/other/7"]), ["/near/2", "/guide", "/near/1"]);
    assert_eq!(asked(&["/leitfaden"], &[])[0], "/leitfaden", "in whatever language");
    assert_eq!(asked(&["/x"], &["/near/1"]), ["/guide", "/near/2"]);
    let many: Vec<String> = (0..9).map(|i| format!("/other/{i}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(asked(&many, &[]), many[..4], "no more than the box holds");
    // Where none is related, they are above the cards of the fallback.
    let alone = Page { pins: vec!["/other/3".into()], lang: "de".into(), ..lonely(&["Zeppelins"]) };
    let answer = catalog.related(&alone, &RankOptions::default()).unwrap();
    assert_eq!(answer.kind, AnswerKind::Related, "there is nothing else");
    assert_eq!(urls(&catalog, &answer), ["/other/3", "/leitfaden"]);
    assert!(answer.recommendations.iter().all(|one| one.pinned && one.reasons.is_empty()));
    let sections = sections();
    let alone = Page { pins: vec!["/other/3".into()], ..lonely(&["Culture"]) };
    let answer = sections.related(&alone, &RankOptions::default()).unwrap();
    assert_eq!((answer.kind, answer.name.as_str()), (AnswerKind::Section, "Culture"));
    assert_eq!(urls(&sections, &answer), ["/other/3", "/c/4", "/c/2", "/c/3"]);
    assert!(answer.recommendations[0].pinned && !answer.recommendations[1].pinned);
}

#[test]
fn an_article_brings_its_own_pins_and_excludes() {
    let article = Article {
        pins: vec!["/other/5".into(), "/other/4".into()],
        excludes: vec!["/near/1".into()],
        ..article("/own", 0, 0..9)
    };
    let site = [article, self::article("/near/1", 0, 0..9), self::article("/near/2", 0, 0..8)];
    let catalog = catalog(site);
    let asked = |url: &str| Page { url: url.into(), ..ferry() };
    let given = ask(&catalog, &asked("https://example.org/own.html"), RankOptions::default());
    assert_eq!(given, ["/other/5", "/other/4", "/near/2"]);
    let mut given = ask(&catalog, &asked("/another"), RankOptions::default());
    given.sort();
    assert_eq!(given, ["/near/1", "/near/2", "/own"], "its wishes are for its own page");
}

#[test]
fn what_the_article_links_to_is_left_out_where_that_is_wanted() {
    let catalog = catalog([article("/near/1", 0, 0..9), article("/near/2", 0, 0..8)]);
    let links = vec!["https://example.org/near/1#part".into(), "https://elsewhere.org/".into()];
    let asked = Page { links, ..ferry() };
    assert_eq!(ask(&catalog, &asked, RankOptions::default()), ["/near/1", "/near/2"]);
    let options = RankOptions { skip_linked: true, ..RankOptions::default() };
    assert_eq!(ask(&catalog, &asked, options), ["/near/2"]);
}

// Index weights

fn catalog_by(weights: &IndexWeights, site: &[Article]) -> Site {
    let options = BuildOptions { max_terms: None, index_weights: *weights };
    let mut builder = Builder::new(options);
    for article in site.iter().cloned().chain(others()) {
        builder.add(Prepared::with(article, weights));
    }
    Catalog::open(builder.finish().unwrap()).unwrap()
}

/// How similar two articles are to the page about the ferry.
fn similarities(weights: &IndexWeights, site: &[Article; 2]) -> [f32; 2] {
    let catalog = catalog_by(weights, site);
    let answer = catalog
        .related(&ferry(), &RankOptions { index_weights: *weights, ..RankOptions::default() })
        .unwrap();
    site.each_ref().map(|article| {
        let is = |id| catalog.card(id).unwrap().url == article.url;
        answer.recommendations.iter().find(|one| is(one.article)).unwrap().explanation.similarity
    })
}

#[test]
fn the_beginning_says_what_it_is_about() {
    let text = |url: &str, first: usize, second: usize| Article {
        url: url.into(),
        text: about(first, 0..10) + &own(url).repeat(3) + &about(second, 0..10),
        ..Article::default()
    };
    let site = [text("/begins", 0, 1), text("/ends", 1, 0)];
    let [begins, ends] = similarities(&IndexWeights::DEFAULT, &site);
    assert!(begins > 1.05 * ends, "{begins} {ends}");
    let [begins, ends] = similarities(&IndexWeights { opening: 0, ..IndexWeights::DEFAULT }, &site);
    assert_eq!(begins, ends);
}

#[test]
fn the_description_and_the_title_say_what_it_is_about() {
    let plain = |url: &str| Article {
        title: String::new(),
        text: about(0, 0..5) + &about(1, 0..10) + &own(url),
        ..article(url, 0, 0..0)
    };
    let titled = Article { title: about(0, 0..5).replace('\n', " . "), ..plain("/titled") };
    let described = Article { excerpt: about(0, 0..5), ..plain("/described") };
    for (site, without) in [
        ([titled, plain("/plain")], IndexWeights { title: 0, ..IndexWeights::DEFAULT }),
        ([described, plain("/plain")], IndexWeights { excerpt: 0, ..IndexWeights::DEFAULT }),
    ] {
        let [said, unsaid] = similarities(&IndexWeights::DEFAULT, &site);
        assert!(said > 1.03 * unsaid, "{said} {unsaid}");
        let [said, unsaid] = similarities(&without, &site);
        assert!((said - unsaid).abs() < 0.02, "{said} {unsaid}");
    }
}
