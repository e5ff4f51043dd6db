//! Any bytes opened as a catalog, and all of its queries.

use std::sync::LazyLock;

use also_like::catalog::{self, ChampionLists, CommonTerms, format};
use also_like::document::UrlKey;
use also_like::shards::layout::Shards;
use also_like::weighting::counts;
use also_like::{Catalog, Day, IndexWeights, Languages, Page, RankOptions};
use libfuzzer_sys::fuzzer_mutate;

use crate::site::{articles, site};

/// Offsets of fields of the header, its size and that of the checksum: see `src/catalog/format.rs`.
const KIND: usize = 12;
const BUCKET_BITS: usize = 13;
const ARTICLES: usize = 16;
const LENGTHS: usize = 40;
const HEADER: usize = 64;
const CHECKSUM: usize = 8;

/// Places among the sections, and what an entry of one takes.
const DIRECTORY: usize = 0;
const ENTRIES: usize = 3;
const DIRECTORY_ENTRY: usize = 8;
const ENTRY: usize = 48;
/// The first kind of files that have numbers instead.
const CHAMPIONS: u8 = 4;
const NUMBER: usize = 4;

/// Opens bytes as a catalog and queries it.
pub fn run(data: &[u8]) {
    let _ = catalog::verify(data);
    let counts = counts("", "", &PAGES[0].text, &IndexWeights::DEFAULT);
    if let Ok(lists) = ChampionLists::open(data) {
        let _ = lists.related(&counts, &mut |_, score| assert!(score > 0.0));
    }
    if let Ok(terms) = CommonTerms::open(data) {
        terms.words(&counts, &mut |_, _| ());
    }
    let Ok(catalog) = Catalog::open(data) else { return };
    let is_whole = catalog.verify().is_ok();
    let postings = catalog.postings();
    assert!(!is_whole || postings.is_ok());
    let today = Some(Day(50));
    for page in PAGES.iter() {
        for options in [
            RankOptions { limit: 50, today, ..RankOptions::default() },
            RankOptions { languages: Languages::Any, skip_linked: true, ..RankOptions::default() },
        ] {
            let answer = catalog.related(page, &options);
            assert!(!is_whole || answer.is_ok(), "{answer:?}");
            let Ok(answer) = answer else { continue };
            assert!(answer.recommendations.len() <= options.limit);
            for one in answer.recommendations {
                assert!(one.score.is_finite() && one.score >= 0.0, "{one:?}");
                assert!((one.article as usize) < catalog.len(), "{one:?}");
            }
        }
    }
    let _ = catalog.boxes(4, today);
    let _ = (catalog.site(), catalog.term_count(), catalog.checksum(), catalog.section_sizes());
    for article in (0..catalog.len() as u32 + 1).take(100).chain([u32::MAX]) {
        let _ = (catalog.card(article), catalog.edges(article));
    }
    let _ = catalog.find(&UrlKey::new("/f/d"));
}

/// Pages that have something in common with the articles, and one that is none of them.
static PAGES: LazyLock<Vec<Page>> = LazyLock::new(|| {
    let all = articles();
    let words = all.iter().map(|one| format!("{}\n{}\n", one.title, one.text)).collect();
    let draft = Page { text: words, labels: vec!["hill".into()], ..Page::default() };
    let own = Page { links: vec!["/a".into()], ..Page::from(&all[2]) };
    let translated = Page { lang: "zh-TW".into(), pins: vec!["/b".into()], ..Page::from(&all[3]) };
    vec![draft, own, translated]
});

/// Changes a catalog: mostly one of its sections, so that all the rest still fits.
pub fn mutate(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let choice = seed as usize % 16;
    if choice == 15 {
        return fuzzer_mutate(data, size, max_size);
    }
    let Some(mut parts) =
        Sections::parse(&data[..size]).or_else(|| Sections::parse(made(seed / 16)))
    else {
        return size;
    };
    match parts.sections.get_mut(choice / 2) {
        Some(section) => {
            let length = section.len();
            section.resize(max_size, 0);
            let length = fuzzer_mutate(section, length, max_size);
            section.truncate(length);
        }
        // The numbers before the lengths, none of which may be removed.
        None => _ = fuzzer_mutate(&mut parts.header[KIND..], LENGTHS - KIND, LENGTHS - KIND),
    }
    let whole = parts.whole();
    // What has become too long stays as it was.
    let Some(place) = data[..max_size].get_mut(..whole.len()) else { return size };
    place.copy_from_slice(&whole);
    whole.len()
}

/// One of the good catalogs to begin with: a whole site, and each file of a site of many.
fn made(number: u32) -> &'static [u8] {
    static MADE: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
        let site = site();
        let files = Shards::new(&site);
        let write = |file| files.write(file, |_| Vec::new()).expect("it is small");
        let parts = files.all().into_iter().map(write);
        [site.whole().expect("it is small")].into_iter().chain(parts).collect()
    });
    &MADE[number as usize % MADE.len()]
}

/// A catalog taken apart.
struct Sections {
    header: Vec<u8>,
    sections: Vec<Vec<u8>>,
}

impl Sections {
    /// `None` when the sections are not where the header declares them.
    fn parse(data: &[u8]) -> Option<Sections> {
        let (header, mut rest) = data.split_at_checked(HEADER)?;
        let mut sections = Vec::new();
        for length in header[LENGTHS..].chunks(4) {
            let length = u32::from_le_bytes(length.try_into().ok()?) as usize;
            let (section, others) = rest.split_at_checked(length)?;
            sections.push(section.to_vec());
            rest = others;
        }
        Some(Sections { header: header[..LENGTHS].to_vec(), sections })
    }

    /// Puts it together, with the lengths and the checksum that it must have to be read.
    fn whole(mut self) -> Vec<u8> {
        let bits = self.header[BUCKET_BITS] % 8;
        self.header[BUCKET_BITS] = bits;
        let size = if self.header[KIND] < CHAMPIONS { ENTRY } else { NUMBER };
        self.sections[DIRECTORY].resize(DIRECTORY_ENTRY * ((1 << bits) + 1), 0);
        let articles = self.sections[ENTRIES].len() / size;
        self.sections[ENTRIES].truncate(size * articles);
        self.header[ARTICLES..][..4].copy_from_slice(&(articles as u32).to_le_bytes());
        let mut whole = self.header;
        for section in &self.sections {
            whole.extend((section.len() as u32).to_le_bytes());
        }
        self.sections.iter().for_each(|section| whole.extend(section));
        whole.extend([0; CHECKSUM]);
        seal(&mut whole);
        whole
    }
}

/// Writes the checksum that the bytes should have.
fn seal(bytes: &mut [u8]) {
    let (content, checksum) = bytes.split_at_mut(bytes.len() - CHECKSUM);
    checksum.copy_from_slice(&format::hash(content).to_le_bytes());
}
