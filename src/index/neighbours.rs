//! Which articles of a site are near to which, found while its catalog is built.

use std::collections::HashSet;

use crate::catalog::format::{NEIGHBOURS, VERSIONS};
use crate::index::forward_index::{Row, Rows};

/// How many of the nearest articles make the density of their place.
const DENSITY: usize = 10;

/// How many of its nearest articles an article lists; the others of [`NEIGHBOURS`] list it.
const LISTED: usize = NEIGHBOURS / 2;

/// Two articles are versions of one when they are nearer than this …
const VERSION_COSINE: f32 = 0.85;

/// … and share this much of all terms that one of them has (Jaccard's coefficient). On a small site,
/// where only few terms connect two articles, the cosine alone would say little.
const VERSION_SHARE: f32 = 0.5;

/// What surrounds an article.
#[derive(Debug, Clone, Default)]
pub(crate) struct Nearest {
    /// The mean cosine of the ten nearest articles, or of all when there are fewer: 0 to 1.
    pub density: f32,
    /// The nearest articles and how near they are (see [`VERSIONS`]), by their numbers.
    pub neighbours: Vec<(u32, u8)>,
    /// The [`FOUND`](crate::index::knn::FOUND) nearest articles with their cosines, the nearest first, of
    /// equally near ones that of the lower number.
    pub nearest: Vec<(u32, f32)>,
}

/// What surrounds each article, from the nearest ones that were found for each.
pub(crate) fn of_all(rows: &Rows, found: Vec<Vec<(u32, f32)>>) -> Vec<Nearest> {
    let of = |nearest: Vec<(u32, f32)>| {
        let density = density(&nearest, rows.len());
        Nearest { density, neighbours: Vec::new(), nearest }
    };
    let mut all: Vec<Nearest> = found.into_iter().map(of).collect();
    for id in 0..rows.len() as u32 {
        list(&mut all, rows, id);
    }
    all.iter_mut().for_each(Nearest::cut);
    all
}

/// The mean cosine of an article's nearest, on a site of so many articles.
pub(crate) fn density(nearest: &[(u32, f32)], articles: usize) -> f32 {
    let places = DENSITY.min(articles.saturating_sub(1)).max(1);
    let cosines = nearest.iter().take(DENSITY).map(|(_, cosine)| cosine);
    (cosines.sum::<f32>() / places as f32).min(1.0)
}

/// Makes an article and those nearest to it list each other. Lists have to be [cut](Nearest::cut) then.
pub(crate) fn list(all: &mut [Nearest], rows: &Rows, id: u32) {
    for place in 0..LISTED {
        let Some(&(other, cosine)) = all[id as usize].nearest.get(place) else { break };
        let likeness = likeness(rows.of(id as usize), rows.of(other as usize), cosine);
        all[id as usize].neighbours.push((other, likeness));
        all[other as usize].neighbours.push((id, likeness));
    }
}

impl Nearest {
    /// Leaves those neighbours that are most alike, each once.
    pub fn cut(&mut self) {
        let neighbours = &mut self.neighbours;
        neighbours.sort_unstable_by_key(|&(other, likeness)| (other, std::cmp::Reverse(likeness)));
        neighbours.dedup_by_key(|(other, _)| *other);
        neighbours.sort_by_key(|(_, likeness)| std::cmp::Reverse(*likeness));
        neighbours.truncate(NEIGHBOURS);
        neighbours.sort_unstable();
        neighbours.shrink_to_fit();
    }
}

fn likeness(one: Row<'_>, other: Row<'_>, cosine: f32) -> u8 {
    if cosine > VERSION_COSINE && shared(one, other) >= VERSION_SHARE {
        return VERSIONS;
    }
    (cosine * f32::from(VERSIONS)).min(f32::from(VERSIONS - 1)) as u8
}

/// Of all terms that one of two articles has, how many both have.
fn shared(one: Row<'_>, other: Row<'_>) -> f32 {
    let known: HashSet<u32> = one.numbers.iter().copied().collect();
    let both = other.numbers.iter().filter(|place| known.contains(place)).count();
    both as f32 / (one.all + other.all - both).max(1) as f32
}
