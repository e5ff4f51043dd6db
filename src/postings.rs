//! Which articles keep a feature, those where it weighs most first.

use crate::parallel;
use crate::rows::Rows;
use crate::vector::{Frequencies, from_steps};
use crate::weights::Weights;

/// A site has fewer articles than this: a posting has 24 bits for which it is.
pub(crate) const ARTICLES: usize = 1 << 24;

/// An article that keeps a feature, and how often it has it: in 4 bytes, for of nothing a build holds more.
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

/// The postings of all features of a site: 4 bytes for each feature that an article keeps, and 8 for
/// each that weighs something.
///
/// They are made and held in shelves, each of as many features.
pub(crate) struct Postings {
    shelves: Vec<Shelf>,
    bits: u32,
}

/// The postings of some features.
struct Shelf {
    /// One of each feature, and one more for the end.
    heads: Vec<Head>,
    postings: Vec<Posting>,
}

#[derive(Clone, Copy, Default)]
struct Head {
    /// Where the feature's postings begin.
    begin: u32,
    /// What it weighs.
    weight: f32,
}

/// At most so many shelves: each article is looked through once for each.
const SHELVES: usize = 64;

/// So many postings on a shelf are few enough for a processor's cache.
const ON_A_SHELF: usize = 1 << 17;

impl Postings {
    /// Gathers what articles keep; their vectors have these lengths.
    pub fn of(rows: &Rows, lengths: &[f32], weights: &Weights, threads: usize) -> Postings {
        let kept: usize = rows.all().map(|row| row.kept().len()).sum();
        let shelves = (kept / ON_A_SHELF).clamp(1, SHELVES);
        let bits = weights.len().div_ceil(shelves).max(1).next_power_of_two().ilog2();
        let tf = Frequencies::default();
        let shelf = |shelf: usize, found: &mut Vec<(u32, u64)>| {
            found.clear();
            let first = (shelf << bits) as u32;
            let places = first..weights.len().min((shelf + 1) << bits) as u32;
            let heads = places.clone().map(|place| {
                let weight = from_steps(weights.steps(place));
                Head { begin: 0, weight }
            });
            let mut heads: Vec<Head> = heads.chain([Head::default()]).collect();
            for (article, (row, length)) in (0..).zip(rows.all().zip(lengths)) {
                for (place, count) in row.kept_among(places.clone(), weights.len()) {
                    let place = place - first;
                    heads[place as usize + 1].begin += 1;
                    let share = tf.of(count) / length;
                    found.push((place, ordered(share, Posting::new(article, count))));
                }
            }
            for place in 1..heads.len() {
                heads[place].begin += heads[place - 1].begin;
            }
            let mut next: Vec<u32> = heads.iter().map(|head| head.begin).collect();
            let mut postings = vec![0; found.len()];
            for &(place, posting) in &*found {
                let next = &mut next[place as usize];
                postings[*next as usize] = posting;
                *next += 1;
            }
            for place in 1..heads.len() {
                postings[heads[place - 1].begin as usize..heads[place].begin as usize]
                    .sort_unstable();
            }
            // The lower half of each.
            let postings = postings.into_iter().map(|ordered| Posting(ordered as u32)).collect();
            Shelf { heads, postings }
        };
        let shelves = weights.len().div_ceil(1 << bits);
        Postings { shelves: parallel::share(threads, 0..shelves, shelf), bits }
    }

    /// What the feature at a place weighs, and the articles that keep it.
    pub fn list(&self, place: u32) -> (f32, &[Posting]) {
        let shelf = &self.shelves[(place >> self.bits) as usize];
        let place = (place & ((1 << self.bits) - 1)) as usize;
        let (head, next) = (shelf.heads[place], shelf.heads[place + 1]);
        (head.weight, &shelf.postings[head.begin as usize..next.begin as usize])
    }
}

/// A posting in a number that is the smaller the greater the share is that the feature has of the article's length,
/// then the lower the article's number is. A positive float is the greater the greater its bits are.
fn ordered(share: f32, posting: Posting) -> u64 {
    u64::from(!share.to_bits()) << 32 | u64::from(posting.0)
}
