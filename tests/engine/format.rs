//! The format of a catalog: every error has its sentence, no bytes make the engine panic or loop
//! for ever, and a catalog once written stays readable.

use std::fs;
use std::time::{Duration, Instant};

use also_like::catalog::format::FileKind;
use also_like::catalog::{self, CatalogFile, ChampionLists, CommonTerms, format};
use also_like::weighting::counts;
use also_like::{
    Article, BuildOptions, Builder, Catalog, Day, Error, ErrorKind, IndexWeights, Languages, Page,
    RankOptions, Recommendation, text,
};
use also_like_test_support::site::{articles, build, page};
use proptest::prelude::*;

/// Offsets in the header: see `src/catalog/format.rs`.
const VERSION: usize = 8;
const ANALYSER: usize = 10;
const KIND: usize = 12;
const BUCKET_BITS: usize = 13;
const CUT: usize = 14;
const ARTICLES: usize = 16;
const TERMS: usize = 20;
const SITE: usize = 24;
const QUERY_NORM: usize = 28;
const LABEL_NORM_ESTIMATE: usize = 32;
const CONSTANT: usize = 36;
const LENGTHS: usize = 40;
const HEADER: usize = 64;
const CHECKSUM: usize = 8;

/// The size of an article's entry, and the offsets of its fields.
const ENTRY: usize = 48;
const NORM: usize = 0;
const LABEL_NORM: usize = 4;
const DAY: usize = 8;
const EXPIRES: usize = 12;
const CARD: usize = 16;
const OWN_QUERY_NORM: usize = 24;
const DENSITY: usize = 28;
const LANGUAGE: usize = 30;
const PINNED: usize = 31;

/// The error of `verify` for a damaged article, card or list of neighbours.
const UNREADABLE: &str = "catalog damaged: an article can't be read; copy or build it again";

/// The catalog of a few short articles, with something of all that a catalog can hold.
fn small() -> Vec<u8> {
    let article = |url: &str, title: &str, text: &str| Article {
        url: url.into(),
        title: title.into(),
        text: text.into(),
        tags: vec!["Hill".into()],
        ..Article::default()
    };
    build([
        Article { lang: "en".into(), ..article("/a", "Red tea", "tea from the hill") },
        Article { date: Some(Day(9)), ..article("/b", "Black tea", "rain on the hill") },
        Article {
            tags: Vec::new(),
            pins: vec!["/a".into()],
            excludes: vec!["/b".into()],
            ..article("/c", "Ferry", "the harbour in the rain")
        },
        Article {
            lang: "de".into(),
            expires: Some(Day(99)),
            pinned: true,
            ..article("/f/d", "Harbour", "no ferry")
        },
        // In a folder, and with all words of one before it.
        article("/f/e", "Ferry", "the harbour in the rain"),
    ])
}

fn asked() -> Page {
    Page { labels: vec!["hill".into()], ..page("", "Red tea", "the ferry in the rain") }
}

fn ask(bytes: &[u8], page: &Page) -> Result<Vec<Recommendation>, Error> {
    let options = RankOptions { limit: 9, today: Some(Day(50)), ..RankOptions::default() };
    Ok(Catalog::open(bytes)?.related(page, &options)?.recommendations)
}

/// Where a section begins.
fn section(bytes: &[u8], name: &str) -> usize {
    let place = format::SECTIONS.iter().position(|section| *section == name).unwrap();
    let length = |i: usize| number(bytes, LENGTHS + 4 * i) as usize;
    HEADER + (0..place).map(length).sum::<usize>()
}

fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap())
}

fn put(bytes: &mut [u8], at: usize, value: u32) {
    bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
}

/// Writes the checksum that the bytes should have: FNV-1a, as its authors give it, but by eight
/// bytes instead of one, turned by 29 bits each time.
fn reseal(bytes: &mut [u8]) {
    let (content, checksum) = bytes.split_at_mut(bytes.len() - CHECKSUM);
    let mut hash: u64 = 14_695_981_039_346_656_037;
    for begin in (0..=content.len()).step_by(8) {
        for (place, byte) in content[begin..].iter().take(8).enumerate() {
            hash ^= u64::from(*byte) << (8 * place);
        }
        hash = hash.wrapping_mul(1_099_511_628_211);
        hash = hash.rotate_left(29);
    }
    checksum.copy_from_slice(&hash.to_le_bytes());
}

fn open_error(bytes: impl AsRef<[u8]>) -> String {
    Catalog::open(bytes).err().expect("it should not open").to_string()
}

fn verify_error(bytes: impl AsRef<[u8]>) -> String {
    Catalog::open(bytes).unwrap().verify().expect_err("it should not pass").to_string()
}

/// Does everything that can be done with some bytes. Whether it fails is of no interest here, only
/// what is a number is looked at.
fn use_all(bytes: &[u8]) {
    let _ = catalog::verify(bytes);
    let terms = counts("", "", &asked().text, &IndexWeights::DEFAULT);
    if let Ok(lists) = ChampionLists::open(bytes) {
        let _ = lists.related(&terms, &mut |_, score| assert!(score > 0.0 && score.is_finite()));
    }
    if let Ok(common) = CommonTerms::open(bytes) {
        common.words(&terms, &mut |_, _| ());
    }
    let Ok(catalog) = Catalog::open(bytes) else { return };
    let _ = catalog.postings();
    let today = Some(Day(50));
    let pages = [
        asked(),
        // A page of the site, which has its own curations and near-duplicates.
        Page { url: "/c".into(), ..Page::default() },
        Page { lang: "de".into(), pins: vec!["/b".into()], ..asked() },
    ];
    for page in &pages {
        for options in [
            RankOptions { limit: 50, today, ..RankOptions::default() },
            RankOptions { languages: Languages::Any, ..RankOptions::default() },
        ] {
            let related = catalog.related(page, &options).map(|answer| answer.recommendations);
            for one in related.unwrap_or_default() {
                assert!(one.score.is_finite() && one.score >= 0.0, "{one:?}");
            }
        }
    }
    let _ = catalog.boxes(4, today);
    let _ = (catalog.len(), catalog.term_count(), catalog.checksum(), catalog.section_sizes());
    for article in (0..catalog.len() as u32 + 1).take(100) {
        let _ = (catalog.card(article), catalog.neighbours(article), catalog.edges(article));
    }
    let _ = catalog.card(u32::MAX);
}

#[test]
fn files_of_other_kinds() {
    let with = |kind: u8| {
        let mut bytes = small();
        bytes[KIND] = kind;
        // Numbers in place of entries, for those that have them.
        if kind >= 4 {
            let (entries, languages) = (section(&bytes, "articles"), section(&bytes, "languages"));
            bytes.drain(entries + 4 * 5..languages);
            put(&mut bytes, LENGTHS + 12, 4 * 5);
        }
        reseal(&mut bytes);
        bytes
    };
    let another = |found: &str, expected: &str| {
        format!(
            "catalog file of another kind: it has {found} where {expected} are expected; copy or \
             build it again"
        )
    };
    let sentence = |error: Option<Error>| error.map(|error| error.to_string());
    for (kind, found) in [(0, "articles"), (1, "articles"), (2, "articles"), (3, "an article")] {
        let bytes = with(kind);
        assert!(Catalog::open(&bytes).is_ok());
        let lists = ChampionLists::open(&bytes).err();
        assert_eq!(sentence(lists), Some(another(found, "champion lists")));
        let terms = CommonTerms::open(&bytes).err();
        assert_eq!(sentence(terms), Some(another(found, "common terms")));
    }
    let (champions, terms) = (with(4), with(5));
    assert_eq!(open_error(&champions), another("champion lists", "articles"));
    assert_eq!(open_error(&terms), another("common terms", "articles"));
    let wrong = CommonTerms::open(&champions).err();
    assert_eq!(sentence(wrong), Some(another("champion lists", "common terms")));
    let wrong = ChampionLists::open(&terms).err();
    assert_eq!(sentence(wrong), Some(another("common terms", "champion lists")));
    let kinds = [FileKind::Site, FileKind::Champions, FileKind::Terms];
    for (number, found) in [(2, "articles"), (3, "an article"), (4, "champion lists")] {
        let file = CatalogFile::open(with(number)).unwrap();
        for expected in kinds.map(|kind| (kind, kind.content())) {
            let error = file.unexpected(expected.0);
            assert_eq!(error.to_string(), another(found, expected.1));
        }
    }
    for kind in [6, 7, 255] {
        assert!(CatalogFile::open(with(kind)).is_err());
        assert_eq!(
            open_error(with(kind)),
            "catalog damaged: its kind of file is unknown; copy or build it again"
        );
    }
}

#[test]
fn foreign_bytes() {
    let sentence = "not an also-like catalog: its first bytes are not `ALSOLIKE`";
    for bytes in [&b""[..], b"<!doctype html><title>Not found</title>", b"PK\x03\x04", b"ALSOLIK\0"]
    {
        assert_eq!(open_error(bytes), sentence);
    }
}

#[test]
fn cut_short() {
    let whole = small();
    for len in 1..whole.len() {
        // A truncated header has no length: the file should have at least that of no article.
        let expected = if len < HEADER { HEADER + CHECKSUM } else { whole.len() };
        let sentence =
            format!("catalog truncated: it has {len} bytes of {expected}; copy or build it again");
        assert_eq!(open_error(&whole[..len]), sentence);
    }
}

#[test]
fn continued() {
    let mut bytes = small();
    bytes.push(b'\n');
    let sentence = |found: usize| {
        let expected = small().len();
        format!(
            "catalog too long: it has {found} bytes instead of {expected}; copy or build it again"
        )
    };
    assert_eq!(open_error(&bytes), sentence(bytes.len()));
    bytes.extend(small());
    assert_eq!(open_error(&bytes), sentence(bytes.len()));
}

#[test]
fn other_versions() {
    assert_eq!((format::VERSION, text::VERSION), (5, 3), "then change the sentences below too");
    let with = |at: usize, version: u16| {
        let mut bytes = small();
        bytes[at..at + 2].copy_from_slice(&version.to_le_bytes());
        reseal(&mut bytes);
        open_error(bytes)
    };
    for older in [0, 1, 2, 3, 4] {
        let sentence = "which this also-like reads: build the catalog again";
        assert_eq!(
            with(VERSION, older),
            format!("catalog format {older} is older than 5, {sentence}")
        );
    }
    for newer in [6, u16::MAX] {
        let sentence = "which this also-like reads: update also-like";
        assert_eq!(
            with(VERSION, newer),
            format!("catalog format {newer} is newer than 5, {sentence}")
        );
    }
    for other in [0, 1, 2, u16::MAX] {
        let sentence =
            "this also-like has analyser 3: build the catalog again with the same version";
        assert_eq!(with(ANALYSER, other), format!("catalog made by analyser {other}, {sentence}"));
    }
}

/// Catalogs of older formats, as they were written then.
#[test]
fn an_old_catalog_is_to_be_built_again() {
    let first: &[u8] = include_bytes!("../data/catalog-v1.bin");
    let second: &[u8] = include_bytes!("../data/catalog-v2.bin");
    let third: &[u8] = include_bytes!("../data/catalog-v3.bin");
    let fourth: &[u8] = include_bytes!("../data/catalog-v4.bin");
    for (format, old) in [(1, first), (2, second), (3, third), (4, fourth)] {
        assert_eq!(
            open_error(old),
            format!(
                "catalog format {format} is older than 5, which this also-like reads: build the \
                 catalog again"
            )
        );
    }
}

#[test]
fn sections_that_do_not_fit() {
    let directory = "catalog damaged: the size of the directory does not match the header; copy or build it again";
    let articles = "catalog damaged: the size of the articles does not match their number; copy or build it again";
    let with = |changes: &[(usize, i64)]| {
        let mut bytes = small();
        for &(at, by) in changes {
            let value = i64::from(number(&bytes, at)) + by;
            put(&mut bytes, at, value as u32);
        }
        reseal(&mut bytes);
        open_error(bytes)
    };
    let with_byte = |at: usize, value: u8| {
        let mut bytes = small();
        bytes[at] = value;
        reseal(&mut bytes);
        open_error(bytes)
    };
    for bits in [small()[BUCKET_BITS] + 1, 24, 25, 30, 255] {
        assert_eq!(with_byte(BUCKET_BITS, bits), directory, "{bits}");
    }
    // More bits than a term can miss.
    for (at, value) in [(CUT, 17), (CUT, 255), (CUT + 1, 1), (CUT + 1, 255)] {
        assert_eq!(with_byte(at, value), directory, "{value} at {at}");
    }
    // The directory takes eight bytes of the dictionary.
    assert_eq!(with(&[(LENGTHS, 8), (LENGTHS + 4, -8)]), directory);
    assert_eq!(with(&[(ARTICLES, 1)]), articles);
    assert_eq!(with(&[(ARTICLES, -1)]), articles);
    assert_eq!(with(&[(ARTICLES, i64::from(u32::MAX) - 5)]), articles);
    // The articles take a byte of the languages.
    assert_eq!(with(&[(LENGTHS + 12, 1), (LENGTHS + 16, -1)]), articles);
}

#[test]
fn counts_larger_than_the_bytes() {
    for section in 0..format::SECTIONS.len() {
        let mut bytes = small();
        let length = number(&bytes, LENGTHS + 4 * section);
        put(&mut bytes, LENGTHS + 4 * section, u32::MAX);
        let expected = bytes.len() + (u32::MAX - length) as usize;
        assert_eq!(
            open_error(&bytes),
            format!(
                "catalog truncated: it has {} bytes of {expected}; copy or build it again",
                bytes.len()
            )
        );
    }
    let mut bytes = small();
    put(&mut bytes, TERMS, u32::MAX);
    reseal(&mut bytes);
    assert_eq!(ask(&bytes, &asked()), Ok(small_answers()));
    assert_eq!(
        verify_error(bytes),
        "catalog damaged: the number of terms does not match the header; copy or build it again"
    );
}

fn small_answers() -> Vec<Recommendation> {
    let answers = ask(&small(), &asked()).unwrap();
    assert!(answers.len() > 2);
    answers
}

#[test]
fn another_checksum() {
    let mut bytes = small();
    let last = bytes.len() - 1;
    bytes[last] ^= 0x80;
    assert_eq!(
        verify_error(&bytes),
        "catalog damaged: its checksum does not match; copy or build it again"
    );
    // It is of no interest to an answer.
    assert_eq!(ask(&bytes, &asked()), Ok(small_answers()));
    reseal(&mut bytes);
    assert_eq!(bytes, small());
}

#[test]
fn damaged_postings() {
    let sentence = "catalog damaged: a posting can't be read; copy or build it again";
    let page = page("", "", "red black tea rain hill ferry harbour the");
    // An article that the catalog has not; a number that does not end.
    for byte in [0x7e, 0x80] {
        let mut bytes = small();
        let (begin, end) = (section(&bytes, "postings"), section(&bytes, "articles"));
        bytes[begin..end].fill(byte);
        reseal(&mut bytes);
        let catalog = Catalog::open(&bytes).unwrap();
        assert_eq!(catalog.verify().unwrap_err().to_string(), sentence);
        assert_eq!(catalog.postings().unwrap_err().to_string(), sentence);
        assert_eq!(catalog.boxes(4, None).unwrap_err().to_string(), sentence);
        assert_eq!(ask(&bytes, &page).unwrap_err().to_string(), sentence);
    }
    // One article fewer: the entry of the last goes to the languages, its postings stay.
    let mut bytes = small();
    let numbers = [(ARTICLES, -1), (LENGTHS + 12, -48), (LENGTHS + 16, 48)];
    for (at, by) in numbers {
        let value = number(&bytes, at).wrapping_add_signed(by);
        put(&mut bytes, at, value);
    }
    reseal(&mut bytes);
    assert_eq!(verify_error(&bytes), sentence);
    assert_eq!(ask(&bytes, &page).unwrap_err().to_string(), sentence);
}

/// The estimates in the header, and those in the entry of the page, may be anything: scores differ,
/// but are still numbers.
#[test]
fn damaged_squares_and_sites() {
    let own = section(&small(), "articles") + OWN_QUERY_NORM;
    let anything = [0, 1, 17, u32::MAX, u32::MAX - 1];
    let floats = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, -1.0, f32::MAX, f32::MIN_POSITIVE];
    let values = anything.into_iter().chain(floats.map(f32::to_bits));
    for value in values {
        for places in
            [&[SITE][..], &[QUERY_NORM], &[LABEL_NORM_ESTIMATE], &[CONSTANT], &[own, own + ENTRY]]
        {
            let mut bytes = small();
            places.iter().for_each(|&at| put(&mut bytes, at, value));
            reseal(&mut bytes);
            Catalog::open(&bytes).unwrap().verify().unwrap();
            assert!(ask(&bytes, &asked()).is_ok(), "{value} at {places:?}");
            use_all(&bytes);
        }
    }
}

/// The lowest bits that a catalog leaves out are left out of a page's terms too: another number of
/// them finds other terms, or none, in the same bytes.
#[test]
fn another_cut() {
    for cut in 1..=16 {
        let mut bytes = small();
        bytes[CUT] = cut;
        reseal(&mut bytes);
        use_all(&bytes);
        assert!(ask(&bytes, &asked()).is_ok(), "{cut}");
    }
}

#[test]
fn damaged_dictionary() {
    let bytes = small();
    let mut at = section(&bytes, "dictionary");
    // The first entry: a distance of several bytes, then the weight and the bytes of the postings.
    while bytes[at] >= 0x80 {
        at += 1;
    }
    assert!(bytes[at + 1] < 0x80 && bytes[at + 2] < 0x80);
    for changed in [at + 1, at + 2] {
        let mut bytes = bytes.clone();
        bytes[changed] = 0;
        reseal(&mut bytes);
        assert_eq!(
            verify_error(&bytes),
            "catalog damaged: a term is in no article or weighs nothing; copy or build it again"
        );
        use_all(&bytes);
    }
    let mut bytes = small();
    let (begin, end) = (section(&bytes, "dictionary"), section(&bytes, "postings"));
    bytes[begin..end].fill(0xff);
    reseal(&mut bytes);
    let all = ask(&bytes, &asked()).unwrap();
    assert!(all.iter().all(|one| one.explanation.similarity == 0.0), "{all:?}");
    assert_eq!(
        verify_error(bytes),
        "catalog damaged: the number of terms does not match the header; copy or build it again"
    );
}

/// A catalog of several buckets, for tests that forge its directory and its postings.
fn several_buckets() -> Vec<u8> {
    build((0..SEVERAL).map(|i| Article {
        url: format!("/{i}"),
        title: format!("Article {i}"),
        text: several_words(i),
        ..Article::default()
    }))
}

const SEVERAL: usize = 200;

fn several_words(i: usize) -> String {
    (0..12).map(|j| word((i * 7 + j) % 320)).collect::<Vec<_>>().join(" ")
}

fn word(i: usize) -> String {
    let begin = ["am", "bi", "ce", "dr", "em", "fa", "go", "hu", "is", "jo"][i / 8 % 10];
    let end = ["ber", "rch", "dar", "ift", "jord", "ove", "ath", "let"][i % 8];
    format!("{begin}{end}{}", ["", "ka", "mi", "no"][i / 80])
}

#[test]
fn a_directory_out_of_order() {
    let mut bytes = several_buckets();
    let directory = section(&bytes, "directory");
    assert!(bytes[BUCKET_BITS] > 0);
    // The second bucket begins where the third does, and further.
    let third = number(&bytes, directory + 16);
    put(&mut bytes, directory + 8, third + 1);
    reseal(&mut bytes);
    let sentence = "catalog damaged: the directory is out of order; copy or build it again";
    assert_eq!(verify_error(&bytes), sentence);
    let postings = Catalog::open(&bytes).unwrap().postings();
    assert_eq!(postings.unwrap_err().to_string(), sentence);
}

#[test]
fn features_that_share_postings() {
    let mut bytes = several_buckets();
    let (directory, dictionary) = (section(&bytes, "directory"), section(&bytes, "dictionary"));
    let (postings, articles) = (section(&bytes, "postings"), section(&bytes, "articles"));
    let all = (articles - postings) as u32;
    let buckets = 1 << bytes[BUCKET_BITS];
    assert!(buckets > 8);
    for bucket in 0..buckets {
        put(&mut bytes, directory + 8 * bucket + 4, if bucket % 2 == 0 { 0 } else { all });
    }
    // The last number of each entry: the bytes of its postings, here all there are.
    let mut at = dictionary;
    let mut number_ends = 0;
    while at < postings {
        number_ends += usize::from(bytes[at] < 0x80);
        if number_ends == 3 {
            number_ends = 0;
            bytes[at] = all.min(0x7f) as u8;
        }
        at += 1;
    }
    reseal(&mut bytes);
    let text = (0..SEVERAL).map(|i| format!("Article {i}\n{}\n", several_words(i)));
    let text = text.collect::<String>();
    assert_eq!(
        ask(&bytes, &page("", "", &text)).unwrap_err().to_string(),
        "catalog damaged: terms share postings; copy or build it again"
    );
}

#[test]
fn damaged_articles() {
    let entries = section(&small(), "articles");
    for (offset, value) in [
        // A norm is not a number, is endless, is negative.
        (NORM, f32::NAN.to_bits()),
        (NORM, f32::INFINITY.to_bits()),
        (NORM, (-1.0_f32).to_bits()),
        (LABEL_NORM, f32::NAN.to_bits()),
        (LABEL_NORM, f32::NEG_INFINITY.to_bits()),
        (LABEL_NORM, (-1.0_f32).to_bits()),
        // A card is beyond the end, or begins with its last byte.
        (CARD, u32::MAX),
        (CARD, small().len() as u32),
        (CARD, section(&small(), "cards").abs_diff(small().len() - CHECKSUM) as u32 - 1),
    ] {
        let mut bytes = small();
        put(&mut bytes, entries + offset, value);
        reseal(&mut bytes);
        assert_eq!(verify_error(&bytes), UNREADABLE, "{value} at {offset}");
        use_all(&bytes);
    }
    // A card that is not UTF-8.
    let mut bytes = small();
    let cards = section(&bytes, "cards");
    bytes[cards + 1] = 0xff;
    reseal(&mut bytes);
    let catalog = Catalog::open(&bytes).unwrap();
    assert_eq!(catalog.card(0), None);
    assert!(catalog.card(1).is_some());
    assert_eq!(catalog.verify().unwrap_err().to_string(), UNREADABLE);
    use_all(&bytes);
}

/// What is of no harm in an entry, whatever it is, is ranked by.
#[test]
fn the_ends_of_numbers() {
    let entries = section(&small(), "articles");
    let mut bytes = small();
    for article in 0..5 {
        let at = entries + ENTRY * article;
        bytes[at + DENSITY..at + DENSITY + 2].fill(0);
        put(&mut bytes, at + DAY, i32::MIN as u32 + article as u32);
        put(&mut bytes, at + EXPIRES, if article == 0 { i32::MIN as u32 } else { i32::MAX as u32 });
        bytes[at + PINNED] = 255 * u8::from(article == 1);
    }
    reseal(&mut bytes);
    Catalog::open(&bytes).unwrap().verify().unwrap();
    let given = ask(&bytes, &asked()).unwrap();
    assert_eq!(given.iter().map(|one| one.article).filter(|one| *one == 0).count(), 0);
    assert_eq!((given[0].article, given[0].pinned), (1, true));
    // An empty place counts as one in fifty.
    let most = 50_f32.powf(1.0 / 8.0);
    assert!(given.iter().all(|one| (one.explanation.hubness - most).abs() < 1e-5), "{given:?}");
    use_all(&bytes);
}

/// Where the neighbours of an article begin.
fn neighbours(bytes: &[u8], article: usize) -> usize {
    let entry = section(bytes, "articles") + ENTRY * article;
    let card = section(bytes, "cards") + number(bytes, entry + CARD) as usize;
    // Seven short texts come first.
    (0..7).fold(card, |at, _| at + 1 + usize::from(bytes[at]))
}

#[test]
fn damaged_neighbours() {
    let at = neighbours(&small(), 0);
    // Two or more: their number, then each one's distance and likeness.
    assert!((2..5).contains(&small()[at]));
    for (offset, byte) in [
        // One that the catalog has not; a distance that does not end; more than there are.
        (1, 0x7f),
        (1, 0xff),
        (0, 0x7f),
        (0, 0xff),
    ] {
        let mut bytes = small();
        bytes[at + offset] = byte;
        reseal(&mut bytes);
        assert_eq!(verify_error(&bytes), UNREADABLE, "{byte} at {offset}");
        use_all(&bytes);
    }
    // The last of all, whose neighbours end the cards: the largest count, no end, and distances
    // whose sum is more than 32 bits.
    let last = neighbours(&small(), 4);
    let end = small().len() - CHECKSUM;
    for forged in [
        &[0xff, 0xff, 0xff, 0xff, 0x0f][..],
        &[0xff, 0xff, 0xff, 0xff, 0x1f],
        &[],
        &[2, 0xff, 0xff, 0xff, 0xff, 0x0f, 255, 0, 255],
        &[2, 0xff, 0xff, 0xff, 0xff, 0x0f, 255, 0xff, 0xff, 0xff, 0xff, 0x0f, 255],
        &[1, 0],
    ] {
        let mut bytes = small();
        let cards = number(&bytes, LENGTHS + 20) as usize - (end - last) + forged.len();
        bytes.splice(last..end, forged.iter().copied());
        put(&mut bytes, LENGTHS + 20, cards as u32);
        reseal(&mut bytes);
        assert_eq!(verify_error(&bytes), UNREADABLE, "{forged:?}");
        use_all(&bytes);
    }
}

/// A card in which all articles share a few million neighbours takes no memory, and no time.
#[test]
fn more_neighbours_than_an_article_has() {
    let text = "ferry harbour sound island";
    let copy = |i: usize| Article { text: text.into(), url: format!("/{i}"), ..Article::default() };
    let tea =
        |i: usize| Article { text: "tea".into(), url: format!("/t/{i}"), ..Article::default() };
    let whole = build((0..2_000).map(copy).chain((0..2_000).map(tea)));
    let (entries, cards) = (section(&whole, "articles"), section(&whole, "cards"));
    let at = neighbours(&whole, 0);
    let mut bytes = whole[..at].to_vec();
    let many = 2_000_000_u32;
    bytes.extend([many as u8 | 0x80, (many >> 7) as u8 | 0x80, (many >> 14) as u8]);
    // All of them near-duplicates, in one list that all articles share.
    bytes.extend([0, 255].repeat(many as usize));
    let length = (bytes.len() - cards) as u32;
    put(&mut bytes, LENGTHS + 20, length);
    for article in 0..4_000 {
        put(&mut bytes, entries + ENTRY * article + CARD, 0);
    }
    bytes.extend([0; CHECKSUM]);
    reseal(&mut bytes);
    let begin = Instant::now();
    assert_eq!(verify_error(&bytes), UNREADABLE);
    assert!(ask(&bytes, &page("", "", text)).is_ok());
    assert!(begin.elapsed() < Duration::from_secs(20), "{:?}", begin.elapsed());
}

#[test]
fn damaged_languages() {
    let sentence = "catalog damaged: the languages can't be read; copy or build it again";
    let (begin, end) = (section(&small(), "languages"), section(&small(), "cards"));
    assert_eq!(&small()[begin..end], b"\x02de\x02en");
    for damaged in [&b"\x02de\x02\xffn"[..], b"\x02de\x03en", b"\xff\xff\xff\xff\x0f\0"] {
        let mut bytes = small();
        bytes[begin..end].copy_from_slice(damaged);
        reseal(&mut bytes);
        assert_eq!(verify_error(&bytes), sentence, "{damaged:?}");
        use_all(&bytes);
    }
    // An article in a language that has no name.
    for number in [2, 254] {
        let mut bytes = small();
        bytes[section(&small(), "articles") + LANGUAGE] = number;
        reseal(&mut bytes);
        assert_eq!(verify_error(&bytes), UNREADABLE, "{number}");
        use_all(&bytes);
    }
    // More languages than have numbers.
    let mut bytes = small();
    bytes.splice(begin..end, [1, b'x'].repeat(300));
    put(&mut bytes, LENGTHS + 16, 600);
    reseal(&mut bytes);
    use_all(&bytes);
    let german = Page { lang: "de".into(), ..asked() };
    assert!(ask(&bytes, &german).is_ok());
}

#[test]
fn every_flipped_bit_is_found() {
    let whole = small();
    Catalog::open(&whole).unwrap().verify().unwrap();
    let begin = Instant::now();
    for bit in 0..8 * whole.len() {
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let found = Catalog::open(&bytes).and_then(|catalog| catalog.verify());
        let sentence = found.expect_err("a flipped bit passed").to_string();
        assert!(sentence.starts_with("catalog ") || sentence.starts_with("not "), "{sentence}");
        reseal(&mut bytes);
        use_all(&bytes);
    }
    assert!(begin.elapsed() < Duration::from_secs(120), "one of them goes on and on");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_bytes(bytes: Vec<u8>) {
        use_all(&bytes);
        let mut after_magic = b"ALSOLIKE\x05\0\x03\0".to_vec();
        after_magic.extend(bytes);
        use_all(&after_magic);
    }

    #[test]
    fn any_sections(
        bytes in prop::array::uniform3(prop_oneof![0..17_u8, any::<u8>()]),
        numbers in prop::array::uniform6(prop_oneof![0..9_u32, any::<u32>()]),
        sections in prop::array::uniform6(prop::collection::vec(any::<u8>(), 0..60)),
        fit: bool,
    ) {
        let [mut kind, mut bits, mut cut] = bytes;
        let [mut articles, terms, site, query_norm, label_norm, constant] = numbers;
        let [mut directory, dictionary, postings, mut entries, languages, cards] = sections;
        if fit {
            bits %= 3;
            kind %= 6;
            articles %= 6;
            cut %= 17;
            directory.resize(8 * ((1 << bits) + 1), 0);
            // Places that are within the sections, mostly.
            directory.iter_mut().enumerate().filter(|(i, _)| i % 4 != 0).for_each(|(_, byte)| *byte = 0);
            let size = if kind < 4 { ENTRY } else { 4 };
            entries.resize(size * articles as usize, 1);
        }
        let mut bytes = b"ALSOLIKE\x05\0\x03\0".to_vec();
        bytes.extend([kind, bits, cut, 0]);
        let sections = [directory, dictionary, postings, entries, languages, cards];
        let lengths = sections.iter().map(|section| section.len() as u32);
        let header = [articles, terms, site, query_norm, label_norm, constant];
        for number in header.into_iter().chain(lengths) {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(sections.concat());
        bytes.extend([0; CHECKSUM]);
        reseal(&mut bytes);
        if fit {
            prop_assert_eq!(Catalog::open(&bytes).is_ok(), kind < 4);
            prop_assert_eq!(ChampionLists::open(&bytes).is_ok(), kind == 4);
            prop_assert_eq!(CommonTerms::open(&bytes).is_ok(), kind == 5);
        }
        use_all(&bytes);
    }

    #[test]
    fn any_entries_and_cards(changed in prop::collection::vec(any::<u8>(), 5 * ENTRY..400)) {
        let mut bytes = small();
        let (entries, end) = (section(&bytes, "articles"), bytes.len() - CHECKSUM);
        for (byte, changed) in bytes[entries..end].iter_mut().zip(changed) {
            *byte = changed;
        }
        reseal(&mut bytes);
        use_all(&bytes);
    }

    #[test]
    fn several_bytes_changed(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = small();
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        reseal(&mut bytes);
        use_all(&bytes);
    }
}

#[test]
fn nothing_but_a_header() {
    let bytes = Builder::new(BuildOptions::default()).finish().unwrap();
    // An empty directory has one bucket and so two entries.
    assert_eq!(bytes.len(), HEADER + 2 * 8 + CHECKSUM);
    let catalog = Catalog::open(bytes).unwrap();
    catalog.verify().unwrap();
    assert_eq!((catalog.len(), catalog.term_count(), catalog.postings()), (0, 0, Ok(0)));
    assert!(catalog.is_empty());
}

#[test]
fn what_a_catalog_says_of_itself() {
    let bytes = small();
    let catalog = Catalog::open(&bytes).unwrap();
    let sizes = catalog.section_sizes();
    let names: Vec<&str> = sizes.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, format::SECTIONS);
    let sum: usize = sizes.iter().map(|(_, size)| size).sum();
    assert_eq!(sum + HEADER + CHECKSUM, bytes.len());
    let (_, checksum) = bytes.split_at(bytes.len() - CHECKSUM);
    assert_eq!(catalog.checksum().to_le_bytes(), checksum);
    assert_eq!(catalog.term_count(), number(&bytes, TERMS) as usize);
    assert!(catalog.postings().unwrap() >= catalog.term_count());
}

/// A catalog of format 5, written once.
const WRITTEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/catalog-v5.bin");
/// Its cards.
const CARDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/catalog-v5.tsv");

fn cards(bytes: &[u8]) -> String {
    let catalog = Catalog::open(bytes).unwrap();
    catalog.verify().unwrap();
    let card = |article: u32| {
        let card = catalog.card(article).unwrap();
        let day = card.date.map(|day| day.0.to_string()).unwrap_or_default();
        [card.url, &day, card.lang, card.image, card.title, card.excerpt].join("\t") + "\n"
    };
    (0..catalog.len() as u32).map(card).collect()
}

/// Its answers are tested in `tests/engine/ranking.rs` and, for browsers, in `tests/web`.
#[test]
fn a_catalog_written_once_is_read_for_ever() {
    let built = build(articles());
    if std::env::var_os("BLESS").is_some() {
        fs::write(CARDS, cards(&built)).unwrap();
        return fs::write(WRITTEN, built).unwrap();
    }
    let written = fs::read(WRITTEN).unwrap();
    assert_eq!(cards(&written), fs::read_to_string(CARDS).unwrap());
    assert!(built == written, "the same articles give other bytes: raise a version, or BLESS=1");
}

#[test]
fn an_error_tells_a_program_what_went_wrong() {
    let bytes = small();
    let kind = |bytes: &[u8]| Catalog::open(bytes).unwrap_err().kind();
    assert_eq!(kind(b"PK"), ErrorKind::NotACatalog);
    let (found, expected) = (bytes.len() - 1, bytes.len());
    assert_eq!(kind(&bytes[..found]), ErrorKind::Truncated { found, expected });
    let longer = [&bytes[..], &[0]].concat();
    let (found, expected) = (longer.len(), bytes.len());
    assert_eq!(kind(&longer), ErrorKind::TrailingBytes { found, expected });
    let with_version = |version: u16| {
        let mut other = bytes.clone();
        other[8..10].copy_from_slice(&version.to_le_bytes());
        kind(&other)
    };
    let expected = format::VERSION;
    assert_eq!(with_version(1), ErrorKind::OlderFormat { found: 1, expected });
    assert_eq!(with_version(99), ErrorKind::NewerFormat { found: 99, expected });
}
