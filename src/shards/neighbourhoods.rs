//! Shards of neighbourhoods: what the pages of a few articles need of a large site.
//!
//! The best recommendations of an article are among its nearest neighbours, which the build finds.
//! So each article has a neighbourhood of some sixteen others. A shard holds the neighbourhoods of
//! the articles whose addresses have the same [hash](crate::document::UrlKey::hash) modulo the
//! number of shards. A page finds its shard by its own address; if it is no article, it is not in
//! that shard. The shard is a catalog of the candidates, with only those terms that the pages of
//! its articles have.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

use crate::catalog::Error;
use crate::catalog::card::NEAR_DUPLICATE;
use crate::catalog::entry::{NEVER, NO_DAY, NO_LANGUAGE};
use crate::catalog::format::FileKind;
use crate::document::UrlKey;
use crate::index::document_frequency::TermHash;
use crate::index::site::Site;
use crate::index::writer::{ArticleFile, PageTerms};
use crate::rank::Explanation;
use crate::rank::near_duplicates::is_duplicate_of;
use crate::text::Term;
use crate::weighting::RankWeights;
use crate::weighting::dequantise;

/// How many articles a neighbourhood has, beside what editors pin.
///
/// More than a box shows: some expire, others are left out for their language, for a link on the
/// page, or because the reader has read them. Measured: see the README.
pub const NEIGHBOURHOOD: usize = 16;

/// How many it has at most, with several near-duplicates of one article.
const MOST: usize = 3 * NEIGHBOURHOOD / 2;

/// How many articles of each label, and of the latest, are in the neighbourhood of an article to
/// which none is related.
const FALLBACK: usize = 12;

/// Articles whose neighbourhoods share a shard, on average.
const SHARED: usize = 2;

/// Bits of terms that these shards leave out. With 24 of 32 a page of 600 terms takes one in 30
/// shards for what it is not; the byte is a twentieth of a shard.
const CUT: u32 = 8;

/// What all neighbourhoods of a site are chosen from.
#[derive(Debug)]
pub struct Neighbourhoods<'a> {
    site: &'a Site,
    /// The articles of each label, the newest first.
    labelled: HashMap<Term, Vec<u32>, TermHash>,
    labels: Labels,
    /// The articles of each language, the newest first.
    latest: HashMap<u8, Vec<u32>>,
    /// Those that are pinned to every page.
    pinned: Vec<u32>,
    /// The articles of each address hash.
    addresses: HashMap<u32, Vec<u32>>,
    /// The day of the newest article: the same on every day on which the catalog is built.
    today: i32,
    /// The articles whose pages each shard is for.
    pages: Vec<Vec<u32>>,
    /// The candidates for their pages, once they are chosen.
    candidates: Vec<OnceLock<Vec<u32>>>,
    /// The near-duplicates of each article, once they are looked for.
    near_duplicates: Vec<OnceLock<Box<[u32]>>>,
}

/// The labels of all articles that others have too, with what they weigh, quantised: beside each
/// other, for a neighbourhood looks at those of 64 articles.
#[derive(Debug, Default)]
struct Labels {
    all: Vec<(Term, u32)>,
    /// Where those of each article end; they begin where those of the one before end.
    ends: Vec<u32>,
}

impl Labels {
    /// Adds those of the next article.
    fn push(&mut self, labels: impl Iterator<Item = (Term, u32)>) {
        self.all.extend(labels);
        self.ends.push(self.all.len() as u32);
    }

    fn of_article(&self, article: u32) -> &[(Term, u32)] {
        let article = article as usize;
        let begin = article.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[begin as usize..self.ends[article] as usize]
    }
}

impl<'a> Neighbourhoods<'a> {
    /// Prepares the neighbourhoods of a site.
    pub fn new(site: &'a Site) -> Neighbourhoods<'a> {
        Neighbourhoods::with_shards(site, site.articles.len().div_ceil(SHARED).max(1))
    }

    /// The same in a given number of shards, at least one.
    pub fn with_shards(site: &'a Site, shards: usize) -> Neighbourhoods<'a> {
        let mut all = Neighbourhoods {
            site,
            labelled: HashMap::default(),
            labels: Labels::default(),
            latest: HashMap::new(),
            pinned: Vec::new(),
            addresses: HashMap::new(),
            today: site.entries.iter().map(|entry| entry.day).max().unwrap_or(NO_DAY),
            pages: vec![Vec::new(); shards],
            candidates: vec![OnceLock::new(); shards],
            near_duplicates: vec![OnceLock::new(); site.articles.len()],
        };
        for (number, entry) in (0..).zip(&site.entries) {
            all.labels.push(site.labels_of(number).map(|(label, _, quantised)| (label, quantised)));
            if entry.is_gone() {
                continue;
            }
            for (label, _) in all.labels.of_article(number) {
                all.labelled.entry(*label).or_default().push(number);
            }
            if entry.day != NO_DAY {
                all.latest.entry(entry.language).or_default().push(number);
            }
            if entry.pinned != 0 {
                all.pinned.push(number);
            }
            all.addresses.entry(entry.address).or_default().push(number);
            all.pages[entry.address as usize % shards].push(number);
        }
        for list in all.labelled.values_mut().chain(all.latest.values_mut()) {
            list.sort_by_key(|&number| std::cmp::Reverse(site.entries[number as usize].day));
        }
        all
    }

    /// How many shards there are.
    pub fn shards(&self) -> usize {
        self.pages.len()
    }

    /// A shard of the latest articles in each language: for a page that no article is near to.
    ///
    /// # Errors
    /// A section of 4 GiB or more.
    pub fn latest(&self) -> Result<Vec<u8>, Error> {
        let numbers = &self.newest();
        ArticleFile { kind: FileKind::Latest, numbers, asked: None, cut: CUT }.write(self.site)
    }

    /// The numbers of these articles, in ascending order.
    pub(crate) fn newest(&self) -> Vec<u32> {
        let lists = self.latest.values().flat_map(|list| list.iter().take(FALLBACK));
        let numbers: BTreeSet<u32> = lists.chain(&self.pinned).copied().collect();
        numbers.into_iter().collect()
    }

    /// The shard of an article's own page.
    pub(crate) fn shard_of(&self, number: u32) -> usize {
        self.site.entries[number as usize].address as usize % self.pages.len()
    }

    /// The numbers of the candidates for the pages of a shard, in ascending order.
    pub(crate) fn candidates(&self, shard: usize) -> &[u32] {
        self.candidates[shard].get_or_init(|| {
            let pages = self.pages[shard].iter();
            let candidates: BTreeSet<u32> =
                pages.flat_map(|&page| self.neighbourhood(page)).collect();
            candidates.into_iter().collect()
        })
    }

    /// The neighbourhood of an article: by descending score.
    fn neighbourhood(&self, number: u32) -> Vec<u32> {
        let site = self.site;
        let own = &site.entries[number as usize];
        let article = &site.articles[number as usize];
        let duplicates = self.near_duplicates(number);
        let speaks = |other: u32| {
            let language = site.entries[other as usize].language;
            own.language == NO_LANGUAGE || language == NO_LANGUAGE || language == own.language
        };
        let labels = self.labels.of_article(number);
        let score = |&(other, cosine): &(u32, f32)| {
            let entry = &site.entries[other as usize];
            let shared =
                self.labels.of_article(other).iter().filter(|label| labels.contains(label));
            let product: f32 = shared.map(|(_, quantised)| dequantise(*quantised).powi(2)).sum();
            let norms = own.label_norm * entry.label_norm;
            let taxonomy = if norms > 0.0 { product / norms } else { 0.0 };
            let parts = Explanation::new(
                entry,
                cosine,
                taxonomy,
                own.day,
                self.today,
                &RankWeights::DEFAULT,
            );
            (speaks(other), parts.product(), parts, other)
        };
        let near = &site.knn[number as usize].candidates;
        let mut scored: Vec<_> = near.iter().map(score).collect();
        scored.sort_by(|a, b| {
            let day = |one: u32| site.entries[one as usize].day;
            let scores = b.0.cmp(&a.0).then(b.1.total_cmp(&a.1));
            scores.then_with(|| day(b.3).cmp(&day(a.3))).then(a.3.cmp(&b.3))
        });
        let mut chosen: Vec<u32> = Vec::new();
        let is_current = |other: u32| {
            let expires = site.entries[other as usize].expires;
            expires == NEVER || expires >= self.today
        };
        // Which of several near-duplicates a box shows depends on its other cards: all are
        // candidates, but only one of them counts.
        let mut passed: HashSet<u32> = HashSet::new();
        let (mut is_related, mut counted) = (false, 0);
        for (speaks, _, parts, other) in scored {
            if counted == NEIGHBOURHOOD || chosen.len() == MOST {
                break;
            }
            if !is_current(other) || duplicates.contains(&other) {
                continue;
            }
            is_related |= speaks && parts.is_related(site.articles.len());
            chosen.push(other);
            counted += usize::from(!passed.contains(&other));
            passed.extend(self.near_duplicates(other));
        }
        if !is_related {
            let lists = labels.iter().filter_map(|(label, _)| self.labelled.get(label));
            for list in lists.chain(self.latest.get(&own.language)) {
                let fits = |other: &&u32| {
                    is_current(**other) && speaks(**other) && !duplicates.contains(*other)
                };
                chosen.extend(list.iter().filter(fits).take(FALLBACK));
            }
        }
        chosen.extend(&self.pinned);
        for address in &article.pins {
            let key = UrlKey::new(address);
            chosen.extend(self.addresses.get(&key.hash()).into_iter().flatten());
        }
        chosen
    }

    /// An article and its near-duplicates: those among its edges, and those of its candidates whose
    /// sketches match any of these, as [`Catalog::related`](crate::Catalog::related) excludes them.
    fn near_duplicates(&self, number: u32) -> &[u32] {
        self.near_duplicates[number as usize].get_or_init(|| {
            let near = &self.site.knn[number as usize];
            let mut all = vec![number];
            let listed = near.edges.iter().filter(|(_, likeness)| *likeness == NEAR_DUPLICATE);
            all.extend(listed.map(|(other, _)| *other));
            let sketch = |number: &u32| self.site.entries[*number as usize].sketch;
            let sketches: Vec<_> = all.iter().map(sketch).collect();
            let found = near.candidates.iter().map(|(other, _)| *other);
            all.extend(found.filter(|other| is_duplicate_of(&sketch(other), &sketches)));
            all.into()
        })
    }

    /// Writes a shard.
    ///
    /// # Errors
    /// A section of 4 GiB or more.
    pub fn write(&self, shard: usize) -> Result<Vec<u8>, Error> {
        let site = self.site;
        let pages = &self.pages[shard];
        let candidates = self.candidates(shard);
        let numbers: Vec<u32> = candidates
            .iter()
            .copied()
            .chain(pages.iter().copied())
            .collect::<BTreeSet<u32>>()
            .into_iter()
            .collect();
        let places = pages.iter().map(|&page| site.rows.row(page as usize).terms);
        let mut places = places.collect::<Vec<_>>().concat();
        // Each page adds two sorted runs, which the stable sort merges.
        places.sort();
        places.dedup();
        let labels = pages.iter().map(|&page| &*site.articles[page as usize].labels);
        let labels = labels.collect::<Vec<_>>().concat();
        let asked = PageTerms { articles: candidates, places, labels };
        let (kind, numbers, asked) = (FileKind::Neighbourhood, &numbers, Some(&asked));
        ArticleFile { kind, numbers, asked, cut: CUT }.write(site)
    }
}
