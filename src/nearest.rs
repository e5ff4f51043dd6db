//! Which articles of a site are near to which, found while its catalog is built.

use std::collections::{HashMap, HashSet};
use std::thread;

use crate::format::{NEIGHBOURS, VERSIONS};
use crate::prepared::Prepared;
use crate::text::Feature;
use crate::vector::Counts;
use crate::weights::{Kept, Weight, length, weigh};

/// How many of the nearest articles make the density of their place.
const DENSITY: usize = 10;

/// How many of the nearest articles are found for each.
pub(crate) const FOUND: usize = 64;

/// How many of its nearest articles an article lists; the others of [`NEIGHBOURS`] list it.
const LISTED: usize = NEIGHBOURS / 2;

/// Two articles are versions of one when they are nearer than this …
const VERSION_COSINE: f32 = 0.85;

/// … and share this much of all features that one of them has (Jaccard's coefficient). On a small site,
/// where only few features connect two articles, the cosine alone would say little.
const VERSION_SHARE: f32 = 0.5;

/// What surrounds an article.
#[derive(Debug, Clone, Default)]
pub(crate) struct Nearest {
    /// The mean cosine of the ten nearest articles, or of all when there are fewer: 0 to 1.
    pub density: f32,
    /// The nearest articles and how near they are (see [`VERSIONS`]), by their numbers.
    pub neighbours: Vec<(u32, u8)>,
    /// The [`FOUND`] nearest articles with their cosines, the nearest first, of equally near ones that
    /// of the lower number.
    pub nearest: Vec<(u32, f32)>,
}

/// An article's postings: the numbers of the articles that keep a feature, and the weight there.
type Postings = Vec<(u32, f32)>;

/// What surrounds each article: every one is asked whole, as the page that a reader has open, and
/// answered by what the catalog keeps of the others.
pub(crate) fn of_all(
    articles: &[Prepared],
    vectors: &[Vec<Kept>],
    lengths: &[f32],
    weights: &HashMap<Feature, Weight>,
) -> Vec<Nearest> {
    let mut index: HashMap<Feature, Postings> = HashMap::new();
    for (id, (vector, length)) in (0..).zip(vectors.iter().zip(lengths)) {
        for kept in vector {
            index.entry(kept.feature).or_default().push((id, kept.weight / length));
        }
    }
    let ask = |id: usize, products: &mut Vec<f32>| {
        let query = weigh(articles[id].counts(), weights);
        products.clear();
        products.resize(articles.len(), 0.0);
        for asked in &query {
            for &(other, weight) in index.get(&asked.feature).into_iter().flatten() {
                products[other as usize] += asked.weight * weight;
            }
        }
        products[id] = 0.0;
        best(products, length(&query))
    };
    let found = in_parallel(articles.len(), ask);
    let density = |near: &Vec<(u32, f32)>| {
        let places = DENSITY.min(articles.len().saturating_sub(1)).max(1);
        let cosines = near.iter().take(DENSITY).map(|(_, cosine)| cosine);
        (cosines.sum::<f32>() / places as f32).min(1.0)
    };
    let of = |nearest: Vec<(u32, f32)>| {
        let density = density(&nearest);
        Nearest { density, neighbours: Vec::new(), nearest }
    };
    let mut all: Vec<Nearest> = found.into_iter().map(of).collect();
    for id in 0..articles.len() as u32 {
        for place in 0..LISTED {
            let Some(&(other, cosine)) = all[id as usize].nearest.get(place) else { break };
            let likeness = likeness(&articles[id as usize], &articles[other as usize], cosine);
            all[id as usize].neighbours.push((other, likeness));
            all[other as usize].neighbours.push((id, likeness));
        }
    }
    for near in &mut all {
        let neighbours = &mut near.neighbours;
        neighbours.sort_unstable_by_key(|&(other, likeness)| (other, std::cmp::Reverse(likeness)));
        neighbours.dedup_by_key(|(other, _)| *other);
        neighbours.sort_by_key(|(_, likeness)| std::cmp::Reverse(*likeness));
        neighbours.truncate(NEIGHBOURS);
        neighbours.sort_unstable();
    }
    all
}

/// The nearest with their cosines, the nearest first.
fn best(products: &[f32], length: f32) -> Vec<(u32, f32)> {
    let mut best: Vec<(u32, f32)> = Vec::with_capacity(FOUND + 1);
    for (id, &product) in (0..).zip(products).filter(|(_, product)| **product > 0.0) {
        if best.len() == FOUND && best.last().is_some_and(|(_, last)| product <= *last) {
            continue;
        }
        let place = best.partition_point(|(_, other)| *other >= product);
        best.insert(place, (id, product));
        best.truncate(FOUND);
    }
    best.iter_mut().for_each(|(_, product)| *product /= length);
    best
}

fn likeness(one: &Prepared, other: &Prepared, cosine: f32) -> u8 {
    if cosine > VERSION_COSINE && shared(one.counts(), other.counts()) >= VERSION_SHARE {
        return VERSIONS;
    }
    (cosine * f32::from(VERSIONS)).min(f32::from(VERSIONS - 1)) as u8
}

/// Of all features that one of two articles has, how many both have.
fn shared(one: &Counts, other: &Counts) -> f32 {
    let known: HashSet<Feature> = one.iter().map(|(feature, _)| *feature).collect();
    let both = other.iter().filter(|(feature, _)| known.contains(feature)).count();
    both as f32 / (one.len() + other.len() - both).max(1) as f32
}

/// Answers for the numbers below `n`, in their order. Each thread has a buffer of its own.
pub(crate) fn in_parallel<T: Send, B: Default>(
    n: usize,
    work: impl Fn(usize, &mut B) -> T + Sync,
) -> Vec<T> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(n.max(1));
    let share = n.div_ceil(threads).max(1);
    let part = |start: usize| {
        let mut buffer = B::default();
        (start..n.min(start + share)).map(|i| work(i, &mut buffer)).collect::<Vec<T>>()
    };
    // In a browser, where the tests build catalogs too, there are no threads to be had.
    if threads == 1 {
        return part(0);
    }
    let part = &part;
    thread::scope(|scope| {
        let starts = (0..n).step_by(share);
        let running: Vec<_> = starts.map(|start| scope.spawn(move || part(start))).collect();
        running.into_iter().flat_map(|one| one.join().expect("it does not panic")).collect()
    })
}
