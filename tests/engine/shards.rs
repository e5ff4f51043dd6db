//! A catalog of many files: the file of an article's address answers as the whole catalog does,
//! other pages find their way by the lists of their words, and no damage to any file is more than
//! an error.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use also_like::catalog::card::put_neighbours;
use also_like::catalog::{self, ChampionLists, format};
use also_like::document::UrlKey;
use also_like::shards::constants::CARDS_PER_FILE;
use also_like::shards::explore::{Exploration, explore};
use also_like::shards::layout::{Shard, ShardKind, Shards};
use also_like::text::terms;
use also_like::{
    Answer, Article, Card, Catalog, Day, Error, Fallback, Languages, Page, RankOptions,
};
use also_like_test_support::news::{TODAY, articles, site, word};

/// All files of a catalog, and the same articles in one.
struct Written {
    all: BTreeMap<Shard, Vec<u8>>,
    near: usize,
    lists: usize,
    whole: Catalog<Vec<u8>>,
}

impl Written {
    fn new(articles: impl IntoIterator<Item = Article>) -> Written {
        let site = site(articles);
        let files = Shards::new(&site);
        let written = files.all().into_iter().map(|file| (file, files.write(file, json).unwrap()));
        Written {
            all: written.collect(),
            near: files.neighbourhoods(),
            lists: files.champions(),
            whole: Catalog::open(site.whole().unwrap()).unwrap(),
        }
    }

    /// The file of an address.
    fn near(&self, url: &str) -> Catalog<&[u8]> {
        let number = UrlKey::new(url).hash() as usize % self.near;
        Catalog::open(self.all[&Shard(ShardKind::Neighbourhoods, number)].as_slice()).unwrap()
    }

    fn explore(&self, page: &Page, options: &RankOptions) -> Result<Exploration, Error> {
        explore(page, options, self.lists, |file| Ok(self.all[&file].clone()))
    }
}

fn json(cards: &[[&str; 3]]) -> Vec<u8> {
    serde_json::to_vec(cards).unwrap()
}

/// Few articles.
static SMALL: LazyLock<Written> = LazyLock::new(|| Written::new(articles(300)));

/// Pages that are no articles: each tenth of those of [`LARGE`].
const STEP: usize = 10;
const MANY: usize = 760;

/// More articles.
static LARGE: LazyLock<Written> = LazyLock::new(|| {
    let all = articles(MANY).into_iter().enumerate();
    Written::new(all.filter(|(number, _)| number % STEP != 0).map(|(_, article)| article))
});

/// The pages of those that are left out there, without an editor's curations. All are near to
/// something.
fn strangers() -> Vec<Page> {
    strangers_of(MANY)
}

fn strangers_of(count: usize) -> Vec<Page> {
    let all = articles(count).into_iter().enumerate();
    let out = all.filter(|(number, _)| number % STEP == 0 && number % 29 != 11);
    out.map(|(_, article)| Page { pins: Vec::new(), excludes: Vec::new(), ..Page::from(&article) })
        .collect()
}

fn urls<D: AsRef<[u8]>>(catalog: &Catalog<D>, answer: &Answer) -> Vec<String> {
    let url = |article| catalog.card(article).unwrap().url.to_owned();
    answer.recommendations.iter().map(|one| url(one.article)).collect()
}

/// Of all pages of the small site the answers of its own file and of the whole catalog, by how many
/// they are the same.
fn compare(options: &RankOptions, change: impl Fn(&mut Page)) {
    let (mut pages, mut same) = (0, 0);
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let mut others = Vec::new();
    for article in articles(300) {
        let mut page = Page::from(&article);
        change(&mut page);
        let own = SMALL.near(&page.url);
        let answer = own.related(&page, options).unwrap();
        assert!(answer.known, "{}", page.url);
        let expected = SMALL.whole.related(&page, options).unwrap();
        *kinds.entry(expected.kind.name()).or_default() += 1;
        pages += 1;
        let (given, wanted) = (urls(&own, &answer), urls(&SMALL.whole, &expected));
        let pinned =
            |answer: &Answer| answer.recommendations.iter().filter(|one| one.pinned).count();
        assert_eq!(pinned(&answer), pinned(&expected), "{}", page.url);
        let mut scores = answer.recommendations.iter().zip(&expected.recommendations);
        if given == wanted
            && (answer.kind, &answer.name) == (expected.kind, &expected.name)
            && scores.all(|(one, expected)| (one.score - expected.score).abs() < 1e-4)
        {
            same += 1;
        } else {
            others.push((page.url, answer.kind, given, expected.kind, wanted));
        }
    }
    assert!(same * 100 >= pages * 99, "{same} of {pages}: {others:#?}");
    let rungs = 1 + usize::from(options.fallback.section) + usize::from(options.fallback.latest);
    assert!(options.limit == 1 || kinds.len() == rungs, "{kinds:?}");
}

#[test]
fn the_file_of_an_address_holds_its_article() {
    for article in articles(300) {
        let url = &article.url;
        for address in [
            url.clone(),
            format!("https://www.news.example{url}/?utm_source=mail#top"),
            format!("{url}/index.html"),
            format!("//news.example{url}.html"),
        ] {
            let own = SMALL.near(&address);
            let found = own.find(&UrlKey::new(&address)).expect("it is in its file");
            let shown = |card: Card<'_>| [card.url, card.title, card.lang].map(str::to_owned);
            let whole = SMALL.whole.find(&UrlKey::new(url)).and_then(|one| SMALL.whole.card(one));
            assert_eq!(own.card(found).map(shown), whole.map(shown));
            assert_eq!(own.site(), 300);
        }
    }
}

#[test]
fn the_file_of_a_page_answers_as_the_whole_catalog() {
    compare(&RankOptions::default(), |_| ());
}

#[test]
fn also_on_a_day_on_which_some_have_expired_and_some_are_not_yet_out() {
    compare(&RankOptions { today: Some(TODAY), ..RankOptions::default() }, |_| ());
}

#[test]
fn also_for_more_cards_and_for_fewer() {
    compare(&RankOptions { limit: 1, today: Some(TODAY), ..RankOptions::default() }, |_| ());
    compare(&RankOptions { limit: 6, today: Some(TODAY), ..RankOptions::default() }, |_| ());
}

#[test]
fn also_in_any_language_and_without_lower_rungs() {
    compare(&RankOptions { languages: Languages::Any, ..RankOptions::default() }, |_| ());
    compare(
        &RankOptions {
            fallback: Fallback { section: false, latest: true },
            ..RankOptions::default()
        },
        |_| (),
    );
    compare(
        &RankOptions {
            fallback: Fallback { section: false, latest: false },
            ..RankOptions::default()
        },
        |_| (),
    );
}

#[test]
fn also_for_a_page_that_says_less_than_its_article() {
    // The catalog has the pins and excludes that the page lacks.
    compare(&RankOptions::default(), |page| {
        page.pins.clear();
        page.excludes.clear();
        page.day = None;
        page.lang.clear();
    });
}

#[test]
fn the_latest_stand_in_a_file() {
    let latest = Catalog::open(SMALL.all[&Shard(ShardKind::Latest, 0)].as_slice()).unwrap();
    let options = RankOptions { today: Some(TODAY), ..RankOptions::default() };
    for lang in ["en", "de"] {
        let page = Page { title: "Zyzzyva".into(), lang: lang.into(), ..Page::default() };
        let answer = latest.related(&page, &options).unwrap();
        let expected = SMALL.whole.related(&page, &options).unwrap();
        assert_eq!(answer.kind.name(), "latest");
        assert_eq!(urls(&latest, &answer), urls(&SMALL.whole, &expected), "{lang}");
        assert_eq!(answer.recommendations.len(), 4);
    }
}

#[test]
fn every_article_stands_in_one_file_with_its_card_and_in_lists() {
    for written in [&*SMALL, &*LARGE] {
        let (mut in_files, mut in_lists) = (BTreeSet::new(), BTreeSet::new());
        for (&Shard(kind, number), bytes) in &written.all {
            if kind == ShardKind::Champions {
                let lists = ChampionLists::open(bytes).unwrap();
                let numbers = (0..lists.index().len()).map(|place| lists.article(place).unwrap());
                in_lists.extend(numbers.map(|number| number as usize));
            }
            if kind != ShardKind::Articles {
                continue;
            }
            let file = Catalog::open(bytes).unwrap();
            assert_eq!(file.len(), 1);
            let card = file.card(0).unwrap();
            assert!(in_files.insert(card.url.to_owned()), "{} is in two files", card.url);
            let cards = &written.all[&Shard(ShardKind::Cards, number / CARDS_PER_FILE)];
            let cards: Vec<[String; 3]> = serde_json::from_slice(cards).unwrap();
            let whole = written.whole.find(&UrlKey::new(card.url)).unwrap();
            let whole = written.whole.card(whole).unwrap();
            assert_eq!(cards[number % CARDS_PER_FILE], [whole.title, whole.excerpt, whole.image]);
        }
        assert_eq!(in_files.len(), written.whole.len());
        for (&Shard(_, number), bytes) in
            written.all.iter().filter(|one| one.0.0 == ShardKind::Articles)
        {
            let url = Catalog::open(bytes).unwrap().card(0).unwrap().url.to_owned();
            // No other article has the words of a lonely one.
            let number_of = url.rsplit(['-', '/']).next().unwrap().parse::<usize>();
            let is_lonely = number_of.is_ok_and(|number| number % 29 == 11);
            assert!(in_lists.contains(&number) || is_lonely, "{url}");
        }
        assert!(written.lists > 20, "{}", written.lists);
    }
}

#[test]
fn every_file_is_whole_and_the_same_articles_give_the_same_files() {
    let again = Written::new(articles(300).into_iter().rev());
    assert!(again.all == SMALL.all);
    let not_cards = |file: &&Shard| file.0 != ShardKind::Cards;
    for written in [&*SMALL, &*LARGE] {
        for file in written.all.keys().filter(not_cards) {
            let verified = catalog::verify(&written.all[file]);
            verified.unwrap_or_else(|error| panic!("{}: {error}", file.path()));
        }
    }
}

/// The addresses of what was found.
fn found(explored: &Exploration) -> Vec<String> {
    let url = |number: &usize, place| explored.visited[number].card(place).unwrap().url.to_owned();
    explored.recommendations.iter().map(|(number, one)| url(number, one.article)).collect()
}

#[test]
fn a_page_that_is_no_article_is_answered_nearly_as_by_the_whole_catalog() {
    let options = RankOptions { today: Some(TODAY), ..RankOptions::default() };
    let all = articles(300).into_iter().enumerate();
    let flat = all.filter(|(number, _)| number % STEP != 0).map(|(_, article)| article);
    let flat = Written::new(flat.take(250));
    for (written, strangers) in [(&*LARGE, strangers()), (&flat, strangers_of(300))] {
        let (mut wanted, mut given, mut pages) = (0, 0, 0);
        for mut page in strangers {
            page.url = "/drafts/new".into();
            assert!(!written.near(&page.url).related(&page, &options).unwrap().known);
            let expected = written.whole.related(&page, &options).unwrap();
            if expected.kind.name() != "related" {
                continue;
            }
            let pinned: HashSet<String> = {
                let first = expected.recommendations.iter().filter(|one| one.pinned);
                first.map(|one| written.whole.card(one.article).unwrap().url.to_owned()).collect()
            };
            let explored = written.explore(&page, &options).unwrap();
            let found = found(&explored);
            let distinct: HashSet<&String> = found.iter().collect();
            assert!(found.len() <= 4 && distinct.len() == found.len(), "{found:?}");
            pages += 1;
            let all = urls(&written.whole, &expected);
            let near = all.iter().filter(|url| !pinned.contains(*url));
            for url in near {
                wanted += 1;
                given += usize::from(found.contains(url));
            }
        }
        assert!(pages > 20, "{pages} pages");
        assert!(given * 100 >= wanted * 85, "{given} of {wanted} on {pages} pages");
    }
}

#[test]
fn a_page_under_another_address_is_not_its_own_neighbour() {
    for written in [&*SMALL, &*LARGE] {
        let (mut wanted, mut given) = (0, 0);
        for article in articles(300).into_iter().step_by(7) {
            let page = Page { url: String::new(), ..Page::from(&article) };
            let explored = written.explore(&page, &RankOptions::default()).unwrap();
            assert!(!found(&explored).contains(&article.url), "{}", article.url);
            let expected = written.whole.related(&page, &RankOptions::default()).unwrap();
            if expected.kind.name() == "related" {
                let near = expected.recommendations.iter().filter(|one| !one.pinned);
                let urls = near.map(|one| written.whole.card(one.article).unwrap().url);
                for url in urls {
                    wanted += 1;
                    given += usize::from(found(&explored).iter().any(|one| one == url));
                }
            }
        }
        assert!(given * 100 >= wanted * 85, "{given} of {wanted}");
    }
}

#[test]
fn limits_hold_and_scores_descend_but_for_what_repeats() {
    for page in strangers().iter().take(12) {
        for limit in [1, 2, 4, 9, 50] {
            let options = RankOptions { limit, ..RankOptions::default() };
            let explored = LARGE.explore(page, &options).unwrap();
            assert!(explored.recommendations.len() <= limit, "{}", explored.recommendations.len());
            assert!(
                limit > 4 || explored.recommendations.len() == limit,
                "{}",
                explored.recommendations.len()
            );
            for (_, one) in &explored.recommendations {
                assert!(
                    one.score > 0.0
                        && (one.explanation.factors().map(|part| part.1).product::<f32>()
                            - one.score)
                            .abs()
                            < 1e-4
                );
            }
        }
    }
}

#[test]
fn a_page_that_says_nothing_known_finds_nothing() {
    for written in [&*SMALL, &*LARGE] {
        for page in [
            Page::default(),
            Page { title: "Zyzzyva".into(), text: "qwertz asdf".into(), ..Page::default() },
        ] {
            let explored = written.explore(&page, &RankOptions::default()).unwrap();
            assert!(explored.recommendations.is_empty(), "{:?}", found(&explored));
        }
    }
}

/// A server that fails, or a damaged file.
#[derive(Debug, PartialEq)]
enum Failure {
    Server(Shard),
    Engine(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Engine(error.to_string())
    }
}

#[test]
fn what_fails_on_the_way_is_passed_on() {
    let page = &strangers()[3];
    let options = RankOptions::default();
    let mut asked = Vec::new();
    let explored = explore(page, &options, LARGE.lists, |file| {
        asked.push(file);
        Ok::<_, Failure>(LARGE.all[&file].clone())
    });
    assert_eq!(explored.unwrap().recommendations.len(), 4);
    let distinct: HashSet<&Shard> = asked.iter().collect();
    assert_eq!(distinct.len(), asked.len(), "a file is asked for twice: {asked:?}");
    assert!(asked.len() <= 1 + 32 + 80, "{asked:?}");
    for (number, &failing) in asked.iter().enumerate() {
        let mut count = 0;
        let result = explore(page, &options, LARGE.lists, |file| {
            count += 1;
            if count > number { Err(Failure::Server(file)) } else { Ok(LARGE.all[&file].clone()) }
        });
        assert_eq!(result.unwrap_err(), Failure::Server(failing));
        let result = explore(page, &options, LARGE.lists, |file| {
            let bytes = &LARGE.all[&file];
            Ok::<_, Failure>(if file == failing {
                b"<!doctype html>".to_vec()
            } else {
                bytes.clone()
            })
        });
        let sentence = "not an also-like catalog: its first bytes are not `ALSOLIKE`";
        assert_eq!(result.unwrap_err(), Failure::Engine(sentence.into()));
    }
}

/// Explores with one file changed: whatever happens, it ends, and what is found is a number of
/// articles that there are.
fn explore_with(page: &Page, changed: Shard, bytes: &[u8]) -> Result<Vec<String>, Failure> {
    let explored = explore(page, &RankOptions::default(), LARGE.lists, |file| {
        if file == changed {
            return Ok(bytes.to_vec());
        }
        // What a damaged list or article names need not be there.
        LARGE.all.get(&file).cloned().ok_or(Failure::Server(file))
    })?;
    assert!(explored.recommendations.len() <= 4);
    for (number, one) in &explored.recommendations {
        assert!(one.score.is_finite() && one.score >= 0.0, "{one:?}");
        assert!(explored.visited.contains_key(number));
    }
    let url = |(number, one): &(usize, also_like::Recommendation)| {
        Some(explored.visited[number].card(one.article)?.url.to_owned())
    };
    Ok(explored.recommendations.iter().filter_map(url).collect())
}

/// The files of each kind that a page requests.
fn asked_for(page: &Page) -> Vec<Shard> {
    let mut asked = vec![];
    explore(page, &RankOptions::default(), LARGE.lists, |file| {
        asked.push(file);
        Ok::<_, Failure>(LARGE.all[&file].clone())
    })
    .unwrap();
    [ShardKind::Terms, ShardKind::Champions, ShardKind::Articles]
        .map(|kind| *asked.iter().find(|file| file.0 == kind).unwrap())
        .to_vec()
}

#[test]
fn files_cut_short_are_refused() {
    let page = &strangers()[5];
    for file in asked_for(page) {
        let whole = &LARGE.all[&file];
        for end in (0..whole.len()).step_by(97).chain([whole.len() - 1]) {
            let result = explore_with(page, file, &whole[..end]);
            let Err(Failure::Engine(sentence)) = result else { panic!("{result:?}") };
            let is_one = sentence.starts_with("not an") || sentence.starts_with("catalog ");
            assert!(is_one, "{sentence}");
        }
    }
}

#[test]
fn no_flipped_bit_makes_a_page_panic_or_hang() {
    let begin = Instant::now();
    let page = &strangers()[5];
    for file in asked_for(page) {
        let whole = &LARGE.all[&file];
        for bit in (0..8 * whole.len()).step_by(8 * whole.len() / 70 + 1) {
            let mut bytes = whole.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            let _ = explore_with(page, file, &bytes);
        }
        // All of a section set: each byte on its own would be too many.
        for at in (0..whole.len()).step_by(whole.len() / 25) {
            let mut bytes = whole.clone();
            let end = (at + 24).min(bytes.len());
            bytes[at..end].fill(0xff);
            let _ = explore_with(page, file, &bytes);
        }
    }
    assert!(begin.elapsed() < Duration::from_secs(240), "{:?}", begin.elapsed());
}

#[test]
fn a_damaged_file_of_neighbours_is_an_error_or_fewer_answers() {
    let article = &articles(300)[52];
    let page = Page::from(article);
    let file =
        Shard(ShardKind::Neighbourhoods, UrlKey::new(&page.url).hash() as usize % SMALL.near);
    let whole = &SMALL.all[&file];
    for end in 0..whole.len() {
        assert!(Catalog::open(&whole[..end]).is_err(), "{end}");
    }
    for bit in (0..8 * whole.len()).step_by(8 * whole.len() / 500 + 1) {
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let Ok(catalog) = Catalog::open(&bytes) else { continue };
        assert!(catalog.verify().is_err(), "{bit}");
        if let Ok(answer) = catalog.related(&page, &RankOptions::default()) {
            assert!(answer.recommendations.len() <= 4);
            assert!(
                answer.recommendations.iter().all(|one| one.score.is_finite() && one.score >= 0.0)
            );
        }
    }
}

/// The range of a section of a file: see `src/catalog/format.rs`.
fn section(bytes: &[u8], name: &str) -> Range<usize> {
    let place = format::SECTIONS.iter().position(|section| *section == name).unwrap();
    let length =
        |i: usize| u32::from_le_bytes(bytes[40 + 4 * i..44 + 4 * i].try_into().unwrap()) as usize;
    let begin = 64 + (0..place).map(length).sum::<usize>();
    begin..begin + length(place)
}

#[test]
fn files_of_another_kind_are_refused() {
    let page = &strangers()[5];
    let asked = asked_for(page);
    for (file, expected) in asked.iter().zip(["common terms", "champion lists", "articles"]) {
        for other in asked.iter().filter(|other| *other != file) {
            let result = explore_with(page, *file, &LARGE.all[other]);
            let Err(Failure::Engine(sentence)) = result else { panic!("{result:?}") };
            let is_told = sentence.starts_with("catalog file of another kind: it has ")
                && sentence.contains(&format!(" where {expected} are expected; "));
            assert!(is_told, "{sentence}");
        }
    }
}

#[test]
fn lists_that_name_articles_that_there_are_not_lead_nowhere() {
    let page = Page { text: strangers()[5].text.clone(), ..Page::default() };
    let result = explore(&page, &RankOptions::default(), LARGE.lists, |file| {
        let mut bytes = LARGE.all.get(&file).cloned().ok_or(Failure::Server(file))?;
        if file.0 == ShardKind::Champions {
            let articles = section(&bytes, "articles");
            bytes[articles].as_chunks_mut().0.fill(4_000_000_000_u32.to_le_bytes());
        }
        Ok::<_, Failure>(bytes)
    });
    // A missing file is an error.
    let missing = Shard(ShardKind::Articles, 4_000_000_000);
    assert_eq!(result.unwrap_err(), Failure::Server(missing));
}

#[test]
fn articles_that_name_nonsense_are_read_without_it() {
    let page = &strangers()[5];
    for nonsense in [
        &[0][..],
        &[0xff],
        &[0x7f, 0],
        &[1, 0, 255],
        &[1, 0xff, 0xff, 0xff, 0xff, 0x0f, 255],
        &[2, 0xff, 0xff, 0xff, 0xff, 0x0f, 255, 0, 255],
        &[16, 0, 1],
    ] {
        let explored = explore(page, &RankOptions::default(), LARGE.lists, |file| {
            let mut bytes = LARGE.all.get(&file).cloned().ok_or(Failure::Server(file))?;
            if file.0 == ShardKind::Articles {
                let edges = Catalog::open(&bytes).unwrap().edges(0).unwrap();
                let mut known = Vec::new();
                put_neighbours(&mut known, &edges);
                let end = section(&bytes, "cards").end;
                let new = nonsense.iter().copied().chain(std::iter::repeat(0));
                let place = &mut bytes[end - known.len()..end];
                place.iter_mut().zip(new).for_each(|(byte, new)| *byte = new);
            }
            Ok::<_, Failure>(bytes)
        });
        match explored {
            // Those that the lists lead to are found all the same.
            Ok(explored) => assert!(!explored.recommendations.is_empty(), "{nonsense:?}"),
            Err(Failure::Server(Shard(kind, _))) => {
                assert_eq!(kind, ShardKind::Articles, "{nonsense:?}")
            }
            Err(error) => panic!("{nonsense:?}: {error:?}"),
        }
    }
}

/// Files leave out the lowest bits of terms: two terms of a page can be one there.
#[test]
fn a_page_with_two_words_that_are_one_in_its_file_is_answered() {
    // About every twenty thousandth pair of words is one without the lowest 8 bits.
    let mut seen: HashMap<u32, usize> = HashMap::new();
    let twins = (0..).find_map(|number| {
        let term = terms(&word(number))[0].0 >> 8;
        seen.insert(term, number).map(|other| [word(other), word(number)])
    });
    let [one, other] = twins.unwrap();
    let shared = format!("{one} harbour ferry island {other}");
    let article = |url: &str, text: String| Article { url: url.into(), text, ..Article::default() };
    let written =
        Written::new([article("/a", shared.clone()), article("/b", format!("{shared} sound"))]);
    for url in ["/a", "/b"] {
        let page = Page { url: url.into(), text: format!("{shared} sound"), ..Page::default() };
        let own = written.near(url);
        assert!(own.related(&page, &RankOptions::default()).unwrap().known);
    }
    let page = Page { text: shared, day: Some(Day(3)), ..Page::default() };
    written.explore(&page, &RankOptions::default()).unwrap();
}
