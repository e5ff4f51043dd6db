//! What the pages of a site have in common, and what is therefore none of one page's own.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::Hash;

use crate::document::headline::{Names, SiteNames, ends, is_begun, same, starts};
use crate::shards::snapshot;

use super::evidence::Unproven;
use super::facts::PageFacts;
use super::words::words;

/// So many pages share what is not theirs.
const SHARED: usize = 3;

/// Fewer pages tell nothing of lines of text: a small site may quote itself.
const PAGES_FOR_LINES: usize = 5;

/// Longer lines are the text of articles that are there several times.
const LONGEST_LINE: usize = 60;

/// What a sample of a site's pages tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct SiteFacts {
    pub names: SiteNames,
    pub unproven: Unproven,
    /// Hashes of descriptions, pictures and lines of text that pages share.
    descriptions: BTreeSet<u64>,
    pictures: BTreeSet<u64>,
    lines: BTreeSet<u64>,
}

impl SiteFacts {
    /// Learns from pages of one site.
    pub fn learn<'a>(sample: impl IntoIterator<Item = &'a PageFacts>) -> SiteFacts {
        // A copy says nothing that its original does not say.
        let mut seen = HashSet::new();
        let pages = sample.into_iter().filter(|page| seen.insert(page.article.url.as_str()));
        let pages: Vec<&PageFacts> = pages.collect();
        let own = || pages.iter().filter(|page| page.signs.is_maybe_article());
        let descriptions =
            own().map(|page| page.descriptions.iter().map(|text| key(text)).collect());
        let pictures = own().map(|page| page.pictures.iter().map(|text| key(text)).collect());
        let texts: Vec<&&PageFacts> = own().filter(|page| page.text_words > 0).collect();
        let lines = texts.iter().map(|page| lines(&page.article.text).map(key).collect());
        let most = (texts.len() * 3 / 10 + 1).max(SHARED);
        let lines =
            if texts.len() < PAGES_FOR_LINES { BTreeSet::new() } else { shared(lines, most) };
        SiteFacts {
            names: names(&pages),
            unproven: unproven(&pages),
            descriptions: shared(descriptions, SHARED),
            pictures: shared(pictures, SHARED),
            lines,
        }
    }

    /// A hash of all of it; 0 where nothing is known.
    pub fn hash(&self) -> u64 {
        if *self == SiteFacts::default() { 0 } else { snapshot::hash(self) }
    }

    pub fn is_shared_description(&self, text: &str) -> bool {
        self.descriptions.contains(&key(text))
    }

    pub fn is_shared_picture(&self, address: &str) -> bool {
        self.pictures.contains(&key(address))
    }

    /// A text without the lines that are the site's, unless those are most of it.
    pub fn own_text(&self, text: String) -> String {
        if self.lines.is_empty() {
            return text;
        }
        let is_own = |line: &&str| !is_line(line) || !self.lines.contains(&key(line.trim()));
        let own = text.lines().filter(is_own).collect::<Vec<_>>().join("\n");
        if words(&own) * 2 < words(&text) { text } else { own }
    }
}

fn key(text: &str) -> u64 {
    snapshot::hash(text.trim())
}

fn is_line(line: &str) -> bool {
    let words = words(line);
    (3..=LONGEST_LINE).contains(&words)
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| is_line(line))
}

/// What at least `most` pages have, each of which counts once.
fn shared<K: Eq + Hash + Ord>(pages: impl Iterator<Item = HashSet<K>>, most: usize) -> BTreeSet<K> {
    let mut counts: HashMap<K, usize> = HashMap::new();
    pages.flatten().for_each(|key| *counts.entry(key).or_default() += 1);
    counts.into_iter().filter(|&(_, count)| count >= most).map(|(key, _)| key).collect()
}

/// What titles and headings have in common. Each language of a site may have its own name.
fn names(pages: &[&PageFacts]) -> SiteNames {
    let mut languages: HashMap<String, Vec<&Names>> = HashMap::new();
    for page in pages {
        let language = page.lang.split(['-', '_']).next().unwrap_or_default();
        languages.entry(language.to_ascii_lowercase()).or_default().push(&page.names);
    }
    if languages.len() > 1 {
        languages.insert("*".to_owned(), pages.iter().map(|page| &page.names).collect());
    }
    let (mut all_ends, mut all_starts) = (BTreeSet::new(), BTreeSet::new());
    for names in languages.values() {
        all_ends.extend(most_common(names, &ends));
        all_starts.extend(most_common(names, &starts));
    }
    // Lists show the headlines of many pages.
    let own: Vec<&Names> =
        pages.iter().filter(|page| page.signs.is_maybe_article()).map(|page| &page.names).collect();
    let headings = own.iter().map(|names| {
        let all = names.headings.iter().filter(|heading| !is_begun(&names.title, &heading.text));
        all.map(|heading| same(&heading.text)).collect()
    });
    let titles = own.iter().map(|names| {
        [&names.title, &names.og_title, &names.headline]
            .into_iter()
            .map(|name| same(name))
            .collect()
    });
    let mut all_shared = shared(headings, (own.len() / 10 + 1).max(SHARED));
    all_shared.extend(shared(titles, (own.len() * 3 / 10 + 1).max(SHARED)));
    all_shared.remove("");
    SiteNames {
        ends: all_ends.into_iter().collect(),
        starts: all_starts.into_iter().collect(),
        shared: all_shared.into_iter().collect(),
    }
}

/// The parts of titles that more than half of the pages share, and at least three.
fn most_common(names: &[&Names], parts: &dyn Fn(&str) -> Vec<&str>) -> Vec<String> {
    let mut counts: HashMap<String, (usize, HashSet<String>)> = HashMap::new();
    let mut titled = 0;
    for names in names {
        titled += usize::from(!names.title.is_empty() || !names.og_title.is_empty());
        let mut own: HashMap<String, &str> = HashMap::new();
        for title in [names.title.as_str(), &names.og_title] {
            own.extend(parts(title).into_iter().map(|part| (part.to_owned(), title)));
        }
        for (part, title) in own {
            let (count, titles) = counts.entry(part).or_default();
            *count += 1;
            titles.insert(title.to_owned());
        }
    }
    // A title that all pages have whole is cut nowhere.
    let is_common = |&(count, ref titles): &(usize, HashSet<String>)| {
        count >= SHARED && count * 2 > titled && titles.len() >= SHARED
    };
    counts.into_iter().filter(|(_, one)| is_common(one)).map(|(part, _)| part).collect()
}

/// What proves nothing: pages that are surely lists have it, too, or most pages do.
fn unproven(pages: &[&PageFacts]) -> Unproven {
    let lists: Vec<&&PageFacts> = pages.iter().filter(|page| page.signs.is_surely_list()).collect();
    let prove_nothing = |has: &dyn Fn(&PageFacts) -> bool| {
        let count = lists.iter().filter(|page| has(page)).count();
        count >= 2 && count * 2 > lists.len()
    };
    let classes = pages.iter().map(|page| page.signs.classes.iter().cloned().collect());
    let classes = shared(classes, (pages.len() * 7 / 10 + 1).max(SHARED));
    Unproven {
        json_ld: prove_nothing(&|page| page.signs.has_article),
        og_article: prove_nothing(&|page| page.signs.og_type == "article"),
        classes: classes.into_iter().collect(),
    }
}
