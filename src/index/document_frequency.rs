//! Document frequencies of a site, and the weights of its terms by them.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::document::Prepared;
use crate::index::forward_index::{Block, ForwardIndex, Row, begin};
use crate::index::parallel;
use crate::index::partitions::Partitions;
use crate::index::term_map::NONE;
use crate::text::{Term, language};
use crate::weighting::IndexWeights;
use crate::weighting::{TfTable, dequantise, idf, norm, quantise};

/// Added to the number of a language's articles: of two articles in Danish not every word that both
/// have is a common one.
const FEW: u64 = 10;

/// The weight of a term in a site.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TermWeight {
    pub term: Term,
    /// In how many articles it occurs.
    pub df: u32,
    /// Its weight, quantised.
    pub quantised: u32,
}

/// The weights of the terms that several articles of a site have: 13 or 14 bytes each.
#[derive(Debug, Default)]
pub(crate) struct TermWeights {
    /// By ascending term.
    all: Vec<TermWeight>,
    /// Where each range of equal highest bits begins among them, and the end of the last.
    begins: Vec<u32>,
    bits: u32,
}

/// Terms in such a range, on average: what a look-up reads through.
const RANGE: usize = 2;

/// Weights in a partition: few enough for a processor's cache.
const PARTITION_SIZE: usize = 1 << 14;

impl TermWeights {
    /// Counts in how many articles each term occurs, and weighs it by [`idf`], pairs less.
    ///
    /// Document frequencies are counted as if the whole site were in the languages that use a term.
    /// On a site with a tenth of its articles in Chinese the commonest Chinese characters are in a
    /// tenth of the articles at most, and would have a high idf. So a frequency is multiplied by
    /// the site's articles over those in the term's languages, which are the first parts of the
    /// `lang` of the articles that have it. Terms of a single article are left out: they connect it
    /// to no other. `tell` is called for each partition that is done.
    pub fn new(
        articles: &[Prepared],
        rows: &ForwardIndex,
        index_weights: &IndexWeights,
        partitions: Partitions,
        threads: usize,
        tell: &(dyn Fn(usize) + Sync),
    ) -> TermWeights {
        let languages = LanguageCounts::new(articles);
        let all = articles.len() as u64;
        let weigh = |found: &[Occurrence]| {
            let df = found.len() as u64 * (all + FEW) / (languages.share(found) + FEW);
            let term = found[0].term();
            let weight =
                idf(df, all as u32) * if term.is_pair() { index_weights.pairs } else { 1.0 };
            TermWeight { term, df: found.len() as u32, quantised: quantise(weight) }
        };
        let count = |partition: usize, found: &mut Vec<Occurrence>| {
            let (first, last) = partitions.range(partition);
            found.clear();
            for (row, language) in rows.all().zip(&languages.of_articles) {
                let begin = begin(row.terms, first.0, 1 << 32);
                let on_it = row.terms[begin..].iter().take_while(|number| **number <= last.0);
                found.extend(on_it.map(|number| Occurrence::new(Term(*number), *language)));
            }
            // Quicker than a hash table, which is looked up all over memory.
            found.sort_unstable();
            let lists = found.chunk_by(|a, b| a.term() == b.term());
            let known: Vec<TermWeight> = lists.filter(|list| list.len() > 1).map(weigh).collect();
            tell(1);
            known
        };
        TermWeights::from(parallel::share(threads, 0..partitions.len(), count))
    }

    /// All of them, by ascending term.
    #[cfg(not(target_os = "unknown"))]
    pub fn all(&self) -> &[TermWeight] {
        &self.all
    }

    /// How many terms are known.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// The place of a term among all known ones.
    pub fn place(&self, term: Term) -> Option<u32> {
        let begin = self.begins[(u64::from(term.0) << self.bits >> 32) as usize] as usize;
        let is_before = |other: &TermWeight| other.term < term;
        // Without a branch that no processor could foresee, unless there are more of them.
        let first = self.all[begin..].first_chunk::<{ 3 * RANGE }>();
        let passed = first.map_or(0, |first| first.iter().filter(|other| is_before(other)).count());
        let rest = &self.all[begin + passed..];
        let place = begin + passed + rest.iter().take_while(|other| is_before(other)).count();
        (self.all.get(place)?.term == term).then_some(place as u32)
    }

    /// The places of all terms of a block's rows, one after the other; [`NONE`] for those that are
    /// not known. One partition of weights is read after the other: look-ups all over memory took
    /// twice the time.
    fn places(&self, block: &Block, places: &mut Vec<u32>) {
        let (mut left, mut end) = (Vec::new(), 0);
        for row in block.rows() {
            left.push((end, row.terms.iter().peekable()));
            end += row.terms.len();
        }
        places.clear();
        places.resize(end, NONE);
        let partitions = Partitions::new(self.len(), PARTITION_SIZE);
        for partition in 0..partitions.len() {
            let (_, last) = partitions.range(partition);
            for (at, terms) in &mut left {
                while let Some(term) = terms.next_if(|term| **term <= last.0) {
                    places[*at] = self.place(Term(*term)).unwrap_or(NONE);
                    *at += 1;
                }
            }
        }
    }

    /// The term at a place.
    pub fn term(&self, place: u32) -> Term {
        self.all[place as usize].term
    }

    /// The quantised weight of the term at a place.
    pub fn quantised(&self, place: u32) -> u32 {
        self.all[place as usize].quantised
    }

    /// In how many articles the term at a place occurs.
    pub fn df(&self, place: u32) -> u32 {
        self.all[place as usize].df
    }
}

impl From<Vec<Vec<TermWeight>>> for TermWeights {
    /// From weights whose terms ascend, in several lists.
    fn from(lists: Vec<Vec<TermWeight>>) -> TermWeights {
        let known: usize = lists.iter().map(Vec::len).sum();
        let bits = (known / RANGE).max(1).ilog2();
        let (mut all, mut begins) = (Vec::with_capacity(known), Vec::new());
        begins.reserve_exact((1 << bits) + 1);
        for weight in lists.into_iter().flatten() {
            let range = (u64::from(weight.term.0) << bits >> 32) as usize;
            begins.resize(begins.len().max(range + 1), all.len() as u32);
            all.push(weight);
        }
        begins.resize((1 << bits) + 1, all.len() as u32);
        TermWeights { all, begins, bits }
    }
}

/// A term of an article, then the place of the article's language.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Occurrence(u64);

impl Occurrence {
    fn new(term: Term, language: u8) -> Occurrence {
        Occurrence(u64::from(term.0) << 8 | u64::from(language))
    }

    fn term(self) -> Term {
        Term((self.0 >> 8) as u32)
    }

    fn language(self) -> u8 {
        self.0 as u8
    }
}

/// The languages of a site, for document frequencies.
struct LanguageCounts {
    /// How many articles each has.
    articles: Vec<u64>,
    of_articles: Vec<u8>,
}

impl LanguageCounts {
    fn new(articles: &[Prepared]) -> LanguageCounts {
        let mut names: Vec<Vec<u8>> = Vec::new();
        let mut all = LanguageCounts { articles: Vec::new(), of_articles: Vec::new() };
        for article in articles {
            let mut lang = language::key(&article.lang);
            lang.truncate(lang.iter().position(|&byte| byte == b'-').unwrap_or(lang.len()));
            let place = names.iter().position(|name| *name == lang);
            let place = place.unwrap_or_else(|| {
                names.push(lang);
                names.len() - 1
            });
            // A site in more than 256 languages has its last ones counted as one.
            let place = place.min(usize::from(u8::MAX));
            all.articles.resize(all.articles.len().max(place + 1), 0);
            all.articles[place] += 1;
            all.of_articles.push(place as u8);
        }
        all
    }

    /// How many articles there are in the languages of a term, which was found so often, in order.
    fn share(&self, found: &[Occurrence]) -> u64 {
        let lists = found.chunk_by(|a, b| a.language() == b.language());
        lists.map(|list| self.articles[usize::from(list[0].language())]).sum()
    }
}

/// Terms are hashes: one multiplication spreads what differs between those of one partition.
/// Source of the constant: 2⁶⁴ divided by the golden ratio, as Knuth has it.
#[derive(Default)]
pub(crate) struct TermHasher(u64);

pub(crate) type TermHash = BuildHasherDefault<TermHasher>;

impl Hasher for TermHasher {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u32(u32::from(*byte)));
    }

    fn write_u32(&mut self, part: u32) {
        self.0 = (self.0 ^ u64::from(part)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(26);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// What each label weighs, as it is stored: `ln((articles + 1) / (df + ½))`. One that weighs
/// nothing, because all articles or one have it, is left out.
pub(crate) fn label_weights(articles: &[Prepared]) -> HashMap<Term, u32, TermHash> {
    let mut df: HashMap<Term, u32, TermHash> = HashMap::default();
    for label in articles.iter().flat_map(|article| &article.labels) {
        *df.entry(*label).or_default() += 1;
    }
    let weigh = |df: u32| libm::logf((articles.len() as f32 + 1.0) / (df as f32 + 0.5)).max(0.0);
    let weighed = df.into_iter().filter(|(_, df)| *df > 1);
    let weighed = weighed.map(|(label, df)| (label, quantise(weigh(df))));
    weighed.filter(|(_, quantised)| *quantised > 0).collect()
}

/// What is known of an article after [`prune_terms`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Norms {
    /// The norm of the vector of the terms that the catalog keeps.
    pub kept: f32,
    /// The squared norm of the vector of all its term frequencies.
    pub tf_square: f32,
}

/// Drops the terms that no other article has from the rows of a block, and selects those that the
/// catalog keeps: at most `limit` of an article, by weight² × √df, which prefers terms of a large
/// share in its norm that many other articles have. Measured: see the README.
pub(crate) fn prune_terms(
    block: &mut Block,
    weights: &TermWeights,
    limit: Option<u32>,
    scratch: &mut PruneScratch,
) -> Vec<Norms> {
    let limit = limit.map_or(usize::MAX, |limit| limit as usize);
    let PruneScratch { worths, shared, tf, written, places } = scratch;
    let mut begin = 0;
    let mut lengths = Vec::new();
    weights.places(block, places);
    block.rewrite(written, |row, numbers, counts| {
        share(row, &places[begin..begin + row.terms.len()], weights, tf, shared);
        begin += row.terms.len();
        let least = least(shared, limit, worths);
        let mut put = |one: &Shared| {
            numbers.push(one.place);
            counts.push(one.count);
        };
        // By ascending term, so that a length has the same bits whatever it was cut from.
        let kept: Vec<f32> = (shared.iter().filter(|one| one.worth >= least))
            .map(|one| {
                put(one);
                one.weight
            })
            .collect();
        shared.iter().filter(|one| one.worth < least).for_each(put);
        let tf_square = row.iter().map(|(_, count)| tf.get(count).powi(2)).sum();
        lengths.push(Norms { kept: norm(kept.iter().copied()), tf_square });
        kept.len()
    });
    lengths
}

/// Buffers of a thread for [`prune_terms`].
#[derive(Default)]
pub(crate) struct PruneScratch {
    worths: Vec<u64>,
    shared: Vec<Shared>,
    tf: TfTable,
    written: Block,
    places: Vec<u32>,
}

/// A term that an article shares with others.
#[derive(Clone, Copy)]
struct Shared {
    place: u32,
    count: u8,
    weight: f32,
    /// Its worth, ties broken by the lower place, as one number: positive floats are ordered like
    /// their bits. 0 for a term that nearly all articles have, which weighs nothing.
    worth: u64,
}

/// Finds the terms that an article shares with others, by their places.
fn share(
    row: Row<'_>,
    places: &[u32],
    weights: &TermWeights,
    tf: &TfTable,
    shared: &mut Vec<Shared>,
) {
    shared.clear();
    let all = places.iter().copied().zip(row.counts.iter().copied());
    for (place, count) in all.filter(|(place, _)| *place != NONE) {
        let weight = tf.get(count) * dequantise(weights.quantised(place));
        let worth = weight * weight * (weights.df(place) as f32).sqrt();
        let worth = u64::from(worth.to_bits()) << 32 | u64::from(!place);
        shared.push(Shared { place, count, weight, worth: if weight > 0.0 { worth } else { 0 } });
    }
}

/// The least worth of a kept term, when at most `limit` are kept.
fn least(shared: &[Shared], limit: usize, worths: &mut Vec<u64>) -> u64 {
    worths.clear();
    worths.extend(shared.iter().map(|one| one.worth).filter(|worth| *worth > 0));
    match limit.checked_sub(1) {
        None => u64::MAX,
        Some(last) if last < worths.len() => {
            *worths.select_nth_unstable_by(last, |a, b| b.cmp(a)).1
        }
        Some(_) => 1,
    }
}
