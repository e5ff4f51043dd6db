//! The engine against a naive one that is obviously right, over random sites.

use std::cell::Cell;
use std::cmp::Reverse;
use std::hash::{DefaultHasher, Hash, Hasher};

use also_like::text::language;
use also_like::weighting;
use also_like::{
    Answer, AnswerKind, Article, BuildOptions, Catalog, Day, Fallback, Languages, Page, RankOptions,
};
use also_like_test_support::naive::Site;
use also_like_test_support::site::build_with;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::TestRunner;

/// Words; those of one letter are dropped by the analyser.
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

/// A text that is shorter or longer than what is its opening.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![words(0..8), words(0..40), words(0..40), words(60..120)]
}

fn lang() -> impl Strategy<Value = String> {
    select(&["en", "en", "en", "en-GB", "", "zh-Hant", "ZH", "zh-TW", "nb", "nn-NO"][..])
        .prop_map(str::to_owned)
}

/// Days around 0, near and far; none for half of them.
fn day() -> impl Strategy<Value = Option<Day>> {
    let day = prop_oneof![-2..3_i32, -1000..1000_i32];
    prop::option::of(day.prop_map(Day))
}

fn tags() -> impl Strategy<Value = Vec<String>> {
    let tag = select(&["Ferry", "ferry ", "tea", "Hill", "", "World"][..]).prop_map(str::to_owned);
    prop::collection::vec(tag, 0..3)
}

/// The curation of an article.
fn curations() -> impl Strategy<Value = (bool, Vec<Index>, Vec<Index>, Option<Day>)> {
    let addresses = || {
        prop_oneof![
            5 => Just(Vec::new()),
            1 => prop::collection::vec(any::<Index>(), 1..4)
        ]
    };
    let expires = prop_oneof![3 => Just(None), 1 => day()];
    (prop::bool::weighted(0.02), addresses(), addresses(), expires)
}

/// Articles at `/a/00`, `/01`, … Some are nearly the one before: another version of it.
fn site_of(articles: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Article>> {
    let written = (words(0..5), words(0..5), text(), lang());
    let filed = (tags(), select(&["", "world", "Tea"][..]), select(&["", "/a", "/b"][..]));
    let copied = (prop::bool::weighted(0.2), words(0..3));
    let row = (written, filed, day(), curations(), copied);
    prop::collection::vec(row, articles).prop_map(|rows| {
        let mut articles: Vec<Article> = Vec::new();
        for (i, row) in rows.iter().enumerate() {
            let ((title, excerpt, text, lang), (tags, section, folder), date, curations, copied) =
                row;
            let (is_copied, more) = copied;
            let before = articles.last().filter(|_| *is_copied).cloned();
            let article = match before {
                Some(before) => Article { text: before.text.clone() + more, ..before },
                None => Article {
                    title: title.clone(),
                    excerpt: excerpt.clone(),
                    text: text.clone(),
                    lang: lang.clone(),
                    tags: tags.clone(),
                    section: (*section).to_owned(),
                    ..Article::default()
                },
            };
            let url = format!("{folder}/{i:02}");
            let (pinned, _, _, expires) = *curations;
            articles.push(Article { url, date: *date, expires, pinned, ..article });
        }
        let urls: Vec<String> = articles.iter().map(|one| one.url.clone()).collect();
        for (article, (.., (_, pins, excludes, _), _)) in articles.iter_mut().zip(&rows) {
            let at = |index: &Index| index.get(&urls).clone();
            article.pins = pins.iter().map(at).collect();
            article.excludes = excludes.iter().map(at).collect();
        }
        articles
    })
}

/// A query: a page of its own words or those of an article, maybe at its address, and the options.
fn asked_of(articles: &[Article]) -> impl Strategy<Value = (Page, RankOptions)> + use<> {
    let urls: Vec<String> = articles.iter().map(|one| one.url.clone()).collect();
    let address = select(urls);
    // One in many, and none mostly.
    let addresses = || {
        prop_oneof![
            5 => Just(Vec::new()),
            1 => prop::collection::vec(address.clone(), 1..4)
        ]
    };
    let little = words(0..2).prop_map(|text| (String::new(), String::new(), text));
    let own = prop_oneof![(words(0..4), words(0..3), text()), little];
    let about = (lang(), day(), tags(), select(&["", "", "/c/99", "/a/98"][..]));
    let own = (own, about)
        .prop_map(|((title, excerpt, text), (lang, day, labels, url))| Page {
            url: url.to_owned(),
            title,
            excerpt,
            text,
            lang,
            day,
            labels,
            ..Page::default()
        })
        .boxed();
    let one = select(articles.to_vec());
    let written = |url: &str| format!("https://www.example.org{url}/index.html?utm_source=x#top");
    let page = prop_oneof![
        own.clone(),
        one.clone().prop_map(move |one| Page { url: written(&one.url), ..Page::from(&one) }),
        one.clone().prop_map(|one| Page { url: String::new(), ..Page::from(&one) }),
        // An article with another one after it, or without some of its words.
        (own.clone(), one.clone()).prop_map(|(own, one)| Page {
            text: one.text + &own.text,
            url: own.url,
            ..own
        }),
        (select(&VOCABULARY[..]), one.clone()).prop_map(|(word, one)| Page {
            text: one.text.replace(&format!("{word} "), ""),
            url: String::new(),
            ..Page::from(&one)
        }),
        // Its text has been rewritten, and it has neither a language nor a date.
        (own, one).prop_map(|(own, one)| Page {
            url: one.url,
            lang: String::new(),
            day: None,
            ..own
        }),
    ];
    let lists = [addresses(), addresses(), addresses(), addresses()];
    let page = (page, lists).prop_map(|(page, [links, translations, pins, excludes])| Page {
        links,
        translations,
        pins: page.pins.iter().chain(&pins).cloned().collect(),
        excludes: page.excludes.iter().chain(&excludes).cloned().collect(),
        ..page
    });
    let limit = prop_oneof![1..6_usize, 1..51_usize];
    let today = prop_oneof![Just(None), (-300..300).prop_map(|day| Some(Day(day)))];
    let often = || prop::bool::weighted(0.8);
    let seldom = || prop::bool::weighted(0.2);
    let options = (limit, today, seldom(), any::<bool>(), often(), often()).prop_map(
        |(limit, today, any_language, skip_linked, section, latest)| RankOptions {
            limit,
            today,
            languages: if any_language { Languages::Any } else { Languages::Same },
            skip_linked,
            fallback: Fallback { section, latest },
            ..RankOptions::default()
        },
    );
    (page, options)
}

/// A site, how many terms of an article it keeps, and a query.
fn case() -> impl Strategy<Value = (Vec<Article>, Option<u32>, Page, RankOptions)> {
    let terms = prop_oneof![2 => Just(None), 1 => (0..40_u32).prop_map(Some)];
    (site_of(1..30), terms).prop_flat_map(|(articles, terms)| {
        let asked = asked_of(&articles);
        (Just(articles), Just(terms), asked)
            .prop_map(|(articles, terms, (page, options))| (articles, terms, page, options))
    })
}

fn built(articles: &[Article], max_terms: Option<u32>) -> Catalog<Vec<u8>> {
    let options = BuildOptions { max_terms, ..BuildOptions::default() };
    Catalog::open(build_with(options, articles.iter().cloned())).unwrap()
}

/// The articles in the order of their numbers.
fn numbered(articles: &[Article]) -> Vec<Article> {
    let mut articles = articles.to_vec();
    articles.sort_by(|a, b| a.url.cmp(&b.url));
    articles
}

#[test]
fn the_engine_answers_as_the_naive_one() {
    // How many answers of each kind were judged, so that none is judged in vain.
    let [related, section, latest, pinned, edges] = [(); 5].map(|()| Cell::new(0));
    let count = |cell: &Cell<u32>| cell.set(cell.get() + 1);
    let config = ProptestConfig { cases: 400, ..ProptestConfig::with_source_file(file!()) };
    let mut runner = TestRunner::new(config);
    let judged = runner.run(&case(), |(articles, terms, page, options)| {
        let naive = Site::new(articles.clone(), terms);
        if naive.is_on_an_edge {
            count(&edges);
            return Ok(());
        }
        let catalog = built(&articles, terms);
        catalog.verify().unwrap();
        let answer = catalog.related(&page, &options).unwrap();
        match answer.kind {
            _ if answer.recommendations.is_empty() => {}
            AnswerKind::Related => count(&related),
            AnswerKind::Section => count(&section),
            AnswerKind::Latest => count(&latest),
        }
        if answer.recommendations.iter().any(|one| one.pinned) {
            count(&pinned);
        }
        let naive = naive.with_neighbours();
        let judged = naive.ask(&page, &options).judge(&answer);
        judged.map_err(|sentence| TestCaseError::fail(format!("{sentence}: {answer:?}")))
    });
    judged.unwrap_or_else(|error| panic!("{error}"));
    let counted = [&related, &section, &latest, &pinned].map(Cell::get);
    assert!(counted.iter().all(|count| *count >= 3), "too few of a kind: {counted:?}");
    assert!(edges.get() < 20, "{} of 400 sites are not judged", edges.get());
}

/// What no answer may have, whatever else it has.
fn judge_promises(
    articles: &[Article],
    page: &Page,
    options: &RankOptions,
    answer: &Answer,
) -> Result<(), TestCaseError> {
    use also_like::document::UrlKey;
    let is_at = |one: &Article, url: &String| UrlKey::new(&one.url).matches(&UrlKey::new(url));
    let own = articles.iter().find(|one| !page.url.is_empty() && is_at(one, &page.url));
    let own_lang = own.map(|own| own.lang.clone()).unwrap_or_default();
    let is_unknown = |lang: &String| language::key(lang).is_empty();
    let lang = if is_unknown(&page.lang) { own_lang } else { page.lang.clone() };
    let kept_off = own.map(|own| own.excludes.clone()).unwrap_or_default();
    let excluded: Vec<&String> = [&page.excludes, &page.translations, &kept_off]
        .into_iter()
        .chain(options.skip_linked.then_some(&page.links))
        .flatten()
        .collect();
    for one in &answer.recommendations {
        let article = &articles[one.article as usize];
        let url = &article.url;
        prop_assert!(own.is_none_or(|own| own.url != *url), "the page itself: {url}");
        prop_assert!(!excluded.iter().any(|excluded| is_at(article, excluded)), "excluded: {url}");
        let speaks = [&article.lang, &lang].into_iter().any(is_unknown)
            || language::key(&article.lang) == language::key(&lang);
        // Pins of a page may be in any language.
        let is_wanted = one.pinned || speaks || options.languages == Languages::Any;
        prop_assert!(is_wanted, "{} for {lang}: {url}", article.lang);
        if let Some(today) = options.today {
            prop_assert!(article.date.is_none_or(|date| date <= today), "to come: {url}");
            prop_assert!(article.expires.is_none_or(|last| last >= today), "over: {url}");
        }
    }
    let mut given: Vec<u32> = answer.recommendations.iter().map(|one| one.article).collect();
    given.sort_unstable();
    given.dedup();
    prop_assert_eq!(given.len(), answer.recommendations.len(), "one is given twice");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn answers_keep_their_promises((articles, terms, page, options) in case()) {
        let catalog = built(&articles, terms);
        let answer = catalog.related(&page, &options).unwrap();
        judge_promises(&numbered(&articles), &page, &options, &answer)?;
        prop_assert!(answer.recommendations.len() <= options.limit);
        prop_assert!(options.fallback.section || answer.kind != AnswerKind::Section);
        prop_assert!(options.fallback.latest || answer.kind != AnswerKind::Latest);
        if answer.recommendations.iter().all(|one| one.pinned) {
            prop_assert_eq!(answer.kind, AnswerKind::Related);
        }
    }

    #[test]
    fn a_shorter_answer_is_the_beginning_of_a_longer((articles, terms, page, options) in case()) {
        let catalog = built(&articles, terms);
        // Under which of several labels is looked depends on how many are wanted.
        let options = RankOptions {
            fallback: Fallback { section: false, ..options.fallback },
            ..options
        };
        let given = catalog.related(&page, &options).unwrap();
        let most = catalog.related(&page, &RankOptions { limit: 50, ..options }).unwrap();
        let longest = given.recommendations.len();
        prop_assert_eq!(longest, options.limit.min(most.recommendations.len()));
        if given.recommendations.iter().any(|one| !one.pinned) {
            prop_assert_eq!((given.kind, &given.name), (most.kind, &most.name));
        }
        prop_assert_eq!(&given.recommendations[..], &most.recommendations[..longest]);
    }

    #[test]
    fn of_equal_scores_the_newer_comes_first((articles, terms, page, options) in case()) {
        let catalog = built(&articles, terms);
        let articles = numbered(&articles);
        // In any language, those in the page's own are before others.
        let options = RankOptions { languages: Languages::Same, ..options };
        let answer = catalog.related(&page, &options).unwrap();
        for pair in answer.recommendations.windows(2) {
            let [a, b] = pair else { unreachable!() };
            prop_assert!(a.score >= b.score || a.pinned, "{} before {}", a.score, b.score);
            // Those without a date last.
            let newer = |one: u32| (articles[one as usize].date, Reverse(one));
            if a.score == b.score && !a.pinned {
                prop_assert!(newer(a.article) > newer(b.article), "{} before {}", a.article, b.article);
            }
        }
    }

    #[test]
    fn the_order_of_additions_makes_no_difference(
        articles in site_of(0..20),
        seed: u64,
        max_terms in prop::option::of(0..20_u32),
    ) {
        let options = BuildOptions { max_terms, ..BuildOptions::default() };
        let mut shuffled = articles.clone();
        shuffled.sort_by_cached_key(|one| {
            let mut hasher = DefaultHasher::new();
            (&one.url, seed).hash(&mut hasher);
            hasher.finish()
        });
        prop_assert_eq!(build_with(options, articles), build_with(options, shuffled));
    }

    #[test]
    fn a_catalog_gives_back_its_articles(
        articles in site_of(0..20),
        terms in prop::option::of(0..9_u32),
    ) {
        let catalog = built(&articles, terms);
        catalog.verify().unwrap();
        prop_assert_eq!(catalog.len(), articles.len());
        for (i, article) in numbered(&articles).iter().enumerate() {
            let card = catalog.card(i as u32).unwrap();
            prop_assert_eq!(card.url, &article.url);
            let title: Vec<&str> = article.title.split_whitespace().collect();
            prop_assert_eq!(card.title, title.join(" "));
            prop_assert_eq!(card.date, article.date);
            prop_assert_eq!(card.lang, &article.lang);
        }
        prop_assert!(catalog.card(articles.len() as u32).is_none());
    }

    #[test]
    fn a_cap_is_kept(articles in site_of(0..30), cap in 0..20_u32) {
        // No labels, which no cap is for.
        let plain = |one: Article| Article { tags: Vec::new(), section: String::new(), ..one };
        let at_the_root = |one: Article| Article { url: one.url.replace(['/', 'a', 'b'], ""), ..one };
        let articles: Vec<Article> = articles.into_iter().map(plain).map(at_the_root).collect();
        let (whole, capped) = (built(&articles, None), built(&articles, Some(cap)));
        let postings = capped.postings().unwrap();
        prop_assert!(postings <= articles.len() * cap as usize);
        prop_assert!(postings <= whole.postings().unwrap());
        // A cap that no article reaches changes nothing.
        let with = |max_terms| {
            let options = BuildOptions { max_terms, ..BuildOptions::default() };
            build_with(options, articles.clone())
        };
        prop_assert!(with(Some(10_000)) == with(None));
    }

    #[test]
    fn weights_are_what_their_formulas_say(count in 1..1000_u32, df in 0..500_u64, more in 0..500_u32) {
        let near = |single: f32, exact: f64| (f64::from(single) - exact).abs() < 1e-5 * exact.max(1.0);
        prop_assert!(near(weighting::tf(count), f64::from(count.min(255)).powf(0.625)));
        let articles = df as u32 + more;
        let plain = (f64::from(articles + 1) / (df as f64 + 0.5)).ln();
        let idf = if df < 2 { 0.0 } else { plain.powf(1.25) };
        prop_assert!(near(weighting::idf(df, articles), idf), "{} {idf}", weighting::idf(df, articles));
        let weight = count as f32 / 7.0;
        prop_assert_eq!(weighting::quantise(weight), (weight * 8.0).round() as u32);
        prop_assert_eq!(weighting::dequantise(count), count as f32 / 8.0);
    }
}
