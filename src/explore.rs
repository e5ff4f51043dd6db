//! The way of a page through the files of a large site. Native only: `www/engine.js` goes the same way.

use crate::catalog::Catalog;
use crate::error::Error;
use crate::page::Page;
use crate::rank::{Answer, Kind, Options, Related};

/// How many of a region map's regions are gone into.
const REGIONS: usize = 3;
/// How many leaves are read at first, and how many of those that their articles name.
const LEAVES: usize = 8;
const MORE: usize = 6;
/// How many of the best articles are asked which leaves they name.
const VOTERS: usize = 8;

/// Which file is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum File {
    /// See [`Atlas::map`](crate::atlas::Atlas::map).
    Map,
    /// See [`Atlas::region`](crate::atlas::Atlas::region).
    Region(usize),
    /// See [`Atlas::leaf`](crate::atlas::Atlas::leaf).
    Leaf(usize),
}

/// An answer put together from several files.
#[derive(Debug)]
pub struct Explored {
    /// The files, in the order in which they were asked, as far as articles of theirs are in the answer or not.
    pub leaves: Vec<Catalog<Vec<u8>>>,
    /// What they answer together: for each article the place of its file.
    pub found: Vec<(usize, Related)>,
}

/// Finds the way of a page that is no article of the site.
///
/// # Errors
/// Those of `fetch`, and damaged files.
pub fn explore<E: From<Error>>(
    page: &Page,
    options: &Options,
    has_regions: bool,
    mut fetch: impl FnMut(File) -> Result<Vec<u8>, E>,
) -> Result<Explored, E> {
    let open = |bytes: Vec<u8>| Catalog::open(bytes);
    let best = |map: &Catalog<Vec<u8>>, limit: usize| -> Result<Vec<(f32, usize)>, Error> {
        let options = Options {
            limit,
            section: false,
            latest: false,
            any_language: true,
            ..Options::default()
        };
        let answer: Answer = map.related(&Page { url: String::new(), ..page.clone() }, &options)?;
        let number = |one: &Related| Some((one.score, map.card(one.article)?.url.parse().ok()?));
        Ok(answer.related.iter().filter_map(number).collect())
    };
    let map = open(fetch(File::Map)?)?;
    let mut ways = Vec::new();
    if has_regions {
        for (_, region) in best(&map, REGIONS)? {
            let map = open(fetch(File::Region(region))?)?;
            ways.extend(best(&map, LEAVES)?);
        }
        ways.sort_by(|a, b| b.0.total_cmp(&a.0));
        ways.truncate(LEAVES);
    } else {
        ways = best(&map, LEAVES)?;
    }
    let mut next: Vec<usize> = ways.into_iter().map(|(_, leaf)| leaf).collect();
    let mut seen: Vec<usize> = Vec::new();
    let mut leaves: Vec<Catalog<Vec<u8>>> = Vec::new();
    let mut found: Vec<(usize, Related)> = Vec::new();
    for round in 0..2 {
        for leaf in next {
            let catalog = open(fetch(File::Leaf(leaf))?)?;
            seen.push(leaf);
            let answer =
                catalog.related(page, &Options { limit: options.limit.max(VOTERS), ..*options })?;
            if answer.kind == Kind::Related {
                found.extend(answer.related.into_iter().map(|one| (leaves.len(), one)));
            }
            leaves.push(catalog);
        }
        found.sort_by(|a, b| b.1.score.total_cmp(&a.1.score));
        if round == 1 {
            break;
        }
        let mut votes: Vec<(usize, f32)> = Vec::new();
        for (place, one) in found.iter().take(VOTERS) {
            let named = leaves[*place].leaves(one.article).unwrap_or_default();
            for leaf in named.split(' ').filter_map(|leaf| leaf.parse().ok()) {
                if seen.contains(&leaf) {
                    continue;
                }
                match votes.iter_mut().find(|(known, _)| *known == leaf) {
                    Some((_, votes)) => *votes += one.score,
                    None => votes.push((leaf, one.score)),
                }
            }
        }
        votes.sort_by(|a, b| b.1.total_cmp(&a.1));
        next = votes.into_iter().take(MORE).map(|(leaf, _)| leaf).collect();
    }
    found.truncate(options.limit);
    Ok(Explored { leaves, found })
}
