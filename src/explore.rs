//! The way of a page through the files of a large site. Native only: `www/explore.js` goes the same way.

use std::collections::HashMap;

use crate::catalog::Catalog;
use crate::error::Error;
use crate::files::{File, Kind};
use crate::format::{VERSIONS, likeness};
use crate::page::Page;
use crate::rank::{MAX_LIMIT, Options, Related, take_max};
use crate::signals::Signals;

/// How many of a map's regions are gone into: fewer where their own maps are large.
const REGIONS: usize = 4;
const MANY: usize = 64;
/// How many leaves are taken from a map.
const MARKED: usize = 12;
/// How many leaves are read at first, by the maps, and how many in each round after that, by what the
/// articles found until then name.
const FIRST: usize = 6;
const ROUND: usize = 3;
/// No round begins after as many bytes of leaves, before compression.
const BYTES: usize = 105_000;
/// How many of the best articles are asked which leaves they name.
const VOTERS: usize = 6;

/// An article that was found in a leaf.
#[derive(Debug)]
struct Found {
    leaf: usize,
    related: Related,
    /// The articles that resemble it most: leaf, place there, likeness.
    near: Vec<(usize, u32, u8)>,
}

/// An answer put together from several leaves.
#[derive(Debug)]
pub struct Explored {
    /// The leaves that were read, by their numbers.
    pub leaves: HashMap<usize, Catalog<Vec<u8>>>,
    /// What they answer together: for each article its leaf.
    pub found: Vec<(usize, Related)>,
}

/// Finds the way of a page that is no article of the site.
///
/// # Errors
/// Those of `fetch`, and damaged files.
pub fn explore<E: From<Error>>(
    page: &Page,
    options: &Options,
    regions: usize,
    mut fetch: impl FnMut(File) -> Result<Vec<u8>, E>,
) -> Result<Explored, E> {
    let map = Catalog::open(fetch(File(Kind::Map, 0))?)?;
    let mut ways = Vec::new();
    if regions > 0 {
        for (_, region) in marked(&map, page, if regions > MANY { REGIONS - 1 } else { REGIONS })? {
            let map = Catalog::open(fetch(File(Kind::Region, region))?)?;
            ways.extend(marked(&map, page, MARKED)?);
        }
    } else {
        ways = marked(&map, page, MARKED)?;
    }
    ways.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut leaves, mut found) = (HashMap::new(), Vec::new());
    let (mut next, mut bytes) = (FIRST, 0);
    while bytes < BYTES && !ways.is_empty() {
        for (_, leaf) in ways.drain(..next.min(ways.len())) {
            let file = fetch(File(Kind::Leaf, leaf))?;
            bytes += file.len();
            let catalog = Catalog::open(file)?;
            found.extend(ask(&catalog, leaf, page, options)?);
            leaves.insert(leaf, catalog);
        }
        found.sort_by(|a: &Found, b: &Found| b.related.score.total_cmp(&a.related.score));
        // What the articles name goes before what the maps have left.
        let mut named = named(&found, &leaves);
        named.sort_by(|a, b| b.0.total_cmp(&a.0));
        ways.retain(|(_, leaf)| named.iter().all(|(_, other)| other != leaf));
        ways.splice(..0, named);
        next = ROUND;
    }
    Ok(Explored { leaves, found: choose(found, options.limit) })
}

/// The files that a map has for a page, with their scores.
fn marked(map: &Catalog<Vec<u8>>, page: &Page, limit: usize) -> Result<Vec<(f32, usize)>, Error> {
    let options = Options { limit, section: false, latest: false, ..Options::default() };
    let number = |one: &Related| Some((one.score, map.card(one.article)?.url.parse().ok()?));
    Ok(map.related(page, &options)?.related.iter().filter_map(number).collect())
}

/// All that a leaf has for a page, each for itself.
fn ask(
    catalog: &Catalog<Vec<u8>>,
    leaf: usize,
    page: &Page,
    options: &Options,
) -> Result<Vec<Found>, Error> {
    let options = Options { limit: MAX_LIMIT, section: false, latest: false, ..*options };
    let answer = catalog.related_by(page, &options, &Signals::ALONE)?;
    let found = |related: Related| {
        let near = catalog.near(related.article).unwrap_or_default();
        let near = near.split(' ').filter_map(|one| {
            let mut parts = one.split('.');
            let leaf = parts.next()?.parse().ok()?;
            Some((leaf, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
        });
        Found { leaf, near: near.collect(), related }
    };
    Ok(answer.related.into_iter().map(found).collect())
}

/// The leaves that are named by the best of what was found and not read yet, with their votes.
fn named(found: &[Found], read: &HashMap<usize, Catalog<Vec<u8>>>) -> Vec<(f32, usize)> {
    let mut votes: Vec<(f32, usize)> = Vec::new();
    for one in found.iter().take(VOTERS) {
        for &(leaf, _, likeness) in one.near.iter().filter(|(leaf, ..)| !read.contains_key(leaf)) {
            let vote = one.related.score * f32::from(likeness);
            match votes.iter_mut().find(|(_, known)| *known == leaf) {
                Some((votes, _)) => *votes += vote,
                None => votes.push((vote, leaf)),
            }
        }
    }
    votes
}

/// Chooses as [`Catalog::related`] does, among the articles of several leaves.
fn choose(mut found: Vec<Found>, limit: usize) -> Vec<(usize, Related)> {
    let mut chosen: Vec<(usize, Related)> = Vec::new();
    let mut redundancy: HashMap<(usize, u32), u8> = HashMap::new();
    while chosen.len() < limit {
        for Found { leaf, related, .. } in &mut found {
            let repeats = redundancy.get(&(*leaf, related.article)).copied().unwrap_or_default();
            related.parts.diversity = 1.0 - Signals::DEFAULT.diversity * likeness(repeats);
            related.score = related.parts.product();
        }
        let order = |a: &Found, b: &Found| a.related.score.total_cmp(&b.related.score);
        let Some(Found { leaf, related, near }) = take_max(&mut found, order) else { break };
        if redundancy.get(&(leaf, related.article)) == Some(&VERSIONS) {
            continue;
        }
        for (leaf, place, likeness) in near {
            let most = redundancy.entry((leaf, place)).or_default();
            *most = likeness.max(*most);
        }
        chosen.push((leaf, related));
    }
    chosen
}
