//! The postings of a site in impact order: for each term the articles that keep it, the highest
//! weight first.

use crate::index::counting_sort::counting_sort;
use crate::index::document_frequency::TermWeights;
use crate::index::forward_index::ForwardIndex;
use crate::index::parallel;
use crate::weighting::{TfTable, dequantise};

/// A site has fewer articles than this: a posting has 24 bits for an article's number.
pub(crate) const ARTICLES: usize = 1 << 24;

/// An article that keeps a term, and the term's count: in 4 bytes, since a build holds more of them
/// than of anything else.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Posting(u32);

impl Posting {
    pub fn new(article: u32, count: u8) -> Posting {
        Posting(article << 8 | u32::from(count))
    }

    pub fn article(self) -> u32 {
        self.0 >> 8
    }

    pub fn count(self) -> u8 {
        self.0 as u8
    }
}

/// The postings of all terms of a site: 4 bytes for each term that an article keeps, and 8 for
/// each term with a weight.
///
/// They are made and held in partitions of equally many terms.
pub(crate) struct Postings {
    partitions: Vec<Partition>,
    bits: u32,
}

/// The postings of some terms.
struct Partition {
    /// One of each term, and one more for the end.
    heads: Vec<Head>,
    postings: Vec<Posting>,
}

#[derive(Clone, Copy)]
struct Head {
    /// Where the term's postings begin.
    begin: u32,
    /// What it weighs.
    weight: f32,
}

/// Most partitions: each article is read once for each.
const MAX_PARTITIONS: usize = 64;

/// Postings in a partition: few enough for a processor's cache.
const PARTITION_SIZE: usize = 1 << 17;

impl Postings {
    /// Collects the kept terms of all articles, whose vectors have these norms.
    pub fn new(
        rows: &ForwardIndex,
        lengths: &[f32],
        weights: &TermWeights,
        threads: usize,
    ) -> Postings {
        let kept: usize = rows.all().map(|row| row.kept().len()).sum();
        let partitions = (kept / PARTITION_SIZE).clamp(1, MAX_PARTITIONS);
        let bits = weights.len().div_ceil(partitions).max(1).next_power_of_two().ilog2();
        let tf = TfTable::default();
        let partition = |partition: usize, found: &mut Vec<(u32, u64)>| {
            found.clear();
            let first = (partition << bits) as u32;
            let places = first..weights.len().min((partition + 1) << bits) as u32;
            for (article, (row, length)) in (0..).zip(rows.all().zip(lengths)) {
                for (place, count) in row.kept_among(places.clone(), weights.len()) {
                    let share = tf.get(count) / length;
                    found.push((place - first, ordered(share, Posting::new(article, count))));
                }
            }
            let (begins, mut postings) = counting_sort(found, places.len());
            for ends in begins.windows(2) {
                postings[ends[0] as usize..ends[1] as usize].sort_unstable();
            }
            let weights = places.map(|place| dequantise(weights.quantised(place))).chain([0.0]);
            let heads = begins.into_iter().zip(weights);
            let heads = heads.map(|(begin, weight)| Head { begin, weight }).collect();
            // The lower half of each.
            let postings = postings.into_iter().map(|ordered| Posting(ordered as u32)).collect();
            Partition { heads, postings }
        };
        let partitions = weights.len().div_ceil(1 << bits);
        Postings { partitions: parallel::share(threads, 0..partitions, partition), bits }
    }

    /// What the term at a place weighs, and the articles that keep it.
    pub fn list(&self, place: u32) -> (f32, &[Posting]) {
        let partition = &self.partitions[(place >> self.bits) as usize];
        let place = (place & ((1 << self.bits) - 1)) as usize;
        let (head, next) = (partition.heads[place], partition.heads[place + 1]);
        (head.weight, &partition.postings[head.begin as usize..next.begin as usize])
    }
}

/// A posting as a number for sorting: by descending share of the term in the article's norm, then
/// by ascending article. Positive floats are ordered like their bits.
fn ordered(share: f32, posting: Posting) -> u64 {
    u64::from(!share.to_bits()) << 32 | u64::from(posting.0)
}
