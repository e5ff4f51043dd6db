//! The kNN graph of a site: the edges and the density of each article.

use std::collections::HashSet;

use crate::catalog::card::{MAX_NEIGHBOURS, NEAR_DUPLICATE};
use crate::index::forward_index::{ForwardIndex, Row};
#[cfg(not(target_os = "unknown"))]
use crate::index::knn::FOUND;

/// How many of the nearest articles make the density.
const DENSITY: usize = 10;

/// How many of its nearest articles an article lists; the others of [`MAX_NEIGHBOURS`] list it.
const OUT_EDGES: usize = MAX_NEIGHBOURS / 2;

/// Two articles are near-duplicates when they are nearer than this …
const DUPLICATE_COSINE: f32 = 0.85;

/// … and share this much of all terms that one of them has (Jaccard's coefficient). On a small
/// site, where only few terms connect two articles, the cosine alone is weak evidence.
const DUPLICATE_JACCARD: f32 = 0.5;

/// A node of the kNN graph.
#[derive(Debug, Clone, Default)]
pub(crate) struct KnnNode {
    /// The mean cosine of the ten nearest articles, or of all when there are fewer: 0 to 1.
    pub density: f32,
    /// The nearest articles and how near they are (see [`NEAR_DUPLICATE`]), by their numbers.
    pub edges: Vec<(u32, u8)>,
    /// The [`FOUND`](crate::index::knn::FOUND) nearest articles with their cosines, the nearest
    /// first, of equally near ones that of the lower number.
    pub candidates: Vec<(u32, f32)>,
}

/// Builds the kNN graph from the nearest articles of each.
pub(crate) fn knn_graph(rows: &ForwardIndex, found: Vec<Vec<(u32, f32)>>) -> Vec<KnnNode> {
    let of = |nearest: Vec<(u32, f32)>| {
        let density = density(&nearest, rows.len());
        KnnNode { density, edges: Vec::new(), candidates: nearest }
    };
    let mut all: Vec<KnnNode> = found.into_iter().map(of).collect();
    for id in 0..rows.len() as u32 {
        add_edges(&mut all, rows, id);
    }
    all.iter_mut().for_each(KnnNode::prune);
    all
}

/// The mean cosine of an article's ten nearest, or of all `articles` when there are fewer.
pub(crate) fn density(nearest: &[(u32, f32)], articles: usize) -> f32 {
    let places = DENSITY.min(articles.saturating_sub(1)).max(1);
    let cosines = nearest.iter().take(DENSITY).map(|(_, cosine)| cosine);
    (cosines.sum::<f32>() / places as f32).min(1.0)
}

/// Adds the edges between an article and its nearest in both directions. Nodes have to be
/// [pruned](KnnNode::prune) afterwards.
pub(crate) fn add_edges(all: &mut [KnnNode], rows: &ForwardIndex, id: u32) {
    for place in 0..OUT_EDGES {
        let Some(&(other, cosine)) = all[id as usize].candidates.get(place) else { break };
        let likeness = likeness(rows.row(id as usize), rows.row(other as usize), cosine);
        all[id as usize].edges.push((other, likeness));
        all[other as usize].edges.push((id, likeness));
    }
}

#[cfg(not(target_os = "unknown"))]
impl KnnNode {
    /// Inserts an article into the candidates, in order.
    pub fn insert(&mut self, other: u32, cosine: f32) {
        let candidates = &mut self.candidates;
        let place = candidates
            .partition_point(|&(known, near)| near > cosine || near == cosine && known < other);
        candidates.insert(place, (other, cosine));
        candidates.truncate(FOUND);
    }

    /// Whether an article as near as this would be among the candidates.
    pub fn takes(&self, cosine: f32) -> bool {
        cosine > 0.0
            && (self.candidates.len() < FOUND
                || self.candidates.last().is_some_and(|(_, last)| cosine > *last))
    }
}

impl KnnNode {
    /// Leaves those neighbours that are most alike, each once.
    pub fn prune(&mut self) {
        let edges = &mut self.edges;
        edges.sort_unstable_by_key(|&(other, likeness)| (other, std::cmp::Reverse(likeness)));
        edges.dedup_by_key(|(other, _)| *other);
        edges.sort_by_key(|(_, likeness)| std::cmp::Reverse(*likeness));
        edges.truncate(MAX_NEIGHBOURS);
        edges.sort_unstable();
        edges.shrink_to_fit();
    }
}

fn likeness(one: Row<'_>, other: Row<'_>, cosine: f32) -> u8 {
    if cosine > DUPLICATE_COSINE && shared(one, other) >= DUPLICATE_JACCARD {
        return NEAR_DUPLICATE;
    }
    (cosine * f32::from(NEAR_DUPLICATE)).min(f32::from(NEAR_DUPLICATE - 1)) as u8
}

/// Of all terms that one of two articles has, how many both have.
fn shared(one: Row<'_>, other: Row<'_>) -> f32 {
    let known: HashSet<u32> = one.terms.iter().copied().collect();
    let both = other.terms.iter().filter(|place| known.contains(place)).count();
    both as f32 / (one.all + other.all - both).max(1) as f32
}
