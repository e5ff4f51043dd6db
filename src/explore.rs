//! The way of a page through the files of a large site. Native only: `www/explore.js` goes the same way.

use std::collections::HashMap;

use crate::catalog::Catalog;
use crate::error::Error;
use crate::files::{File, Kind};
use crate::format::{VERSIONS, likeness};
use crate::page::Page;
use crate::rank::{MAX_LIMIT, Options, Related, take_max};

/// How many regions are gone into; where there are provinces, how many of these and of regions: the maps
/// of the provinces cost as much as one of a region.
const REGIONS: usize = 3;
const PROVINCES: usize = 2;
const REGIONS_OF_PROVINCES: usize = 2;
/// How many articles are read at first, by their sketches, and how many in each round after that, by what
/// those found until then name.
const FIRST: usize = 28;
const ROUND: usize = 12;
/// No round begins when as many changed nothing among the best, or after as many bytes of articles, before
/// compression.
const QUIET: usize = 2;
const BYTES: usize = 90_000;
/// How many of the best articles are asked which others they name.
const VOTERS: usize = 12;

/// How many maps of each level a site has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Levels {
    /// Maps of provinces. None: the first map has all regions.
    pub provinces: usize,
    /// Maps of regions. One: no other map is read.
    pub regions: usize,
}

/// An article that was found.
#[derive(Debug)]
struct Found {
    number: usize,
    related: Related,
    /// The articles that resemble it most: number and likeness.
    near: Vec<(usize, u8)>,
}

/// An answer put together from files of articles.
#[derive(Debug)]
pub struct Explored {
    /// The articles that were read, by the numbers of their files.
    pub read: HashMap<usize, Catalog<Vec<u8>>>,
    /// What they answer together: the numbers of files with the articles in them.
    pub found: Vec<(usize, Related)>,
}

/// Finds the way of a page that is no article of the site.
///
/// # Errors
/// Those of `fetch`, and damaged files.
pub fn explore<E: From<Error>>(
    page: &Page,
    options: &Options,
    levels: Levels,
    mut fetch: impl FnMut(File) -> Result<Vec<u8>, E>,
) -> Result<Explored, E> {
    // What each of some maps has for the page, the best of them all first.
    let mut marked = |kind: Kind, maps: &[usize], most: usize| -> Result<Vec<usize>, E> {
        let mut all = Vec::new();
        for map in maps {
            all.extend(marks(&Catalog::open(fetch(File(kind, *map))?)?, page, options)?);
        }
        all.sort_by(|a, b| b.0.total_cmp(&a.0));
        all.truncate(most);
        Ok(all.into_iter().map(|(_, number)| number).collect())
    };
    let mut regions = vec![0];
    if levels.provinces > 0 {
        let provinces = marked(Kind::Map, &[0], PROVINCES)?;
        regions = marked(Kind::Province, &provinces, REGIONS_OF_PROVINCES)?;
    } else if levels.regions > 1 {
        regions = marked(Kind::Map, &[0], REGIONS)?;
    }
    let mut ways = marked(Kind::Region, &regions, usize::MAX)?;
    let (mut read, mut found) = (HashMap::new(), Vec::new());
    let (mut next, mut bytes) = (FIRST, 0);
    let (mut best, mut quiet) = (Vec::new(), 0);
    while quiet < QUIET && bytes < BYTES && !ways.is_empty() {
        for number in ways.drain(..next.min(ways.len())) {
            let file = fetch(File(Kind::Article, number))?;
            bytes += file.len();
            let catalog = Catalog::open(file)?;
            found.extend(ask(&catalog, number, page, options)?);
            read.insert(number, catalog);
        }
        found.sort_by(|a: &Found, b: &Found| b.related.score.total_cmp(&a.related.score));
        let now = found.iter().take(options.limit).map(|one| one.number).collect();
        quiet = if best == now { quiet + 1 } else { 0 };
        best = now;
        // What the articles name goes before what the maps have left.
        let mut named = named(&found, &read);
        named.sort_by(|a, b| b.0.total_cmp(&a.0));
        ways.retain(|number| named.iter().all(|(_, other)| other != number));
        ways.splice(..0, named.into_iter().map(|(_, number)| number));
        next = ROUND;
    }
    Ok(Explored { read, found: choose(found, options) })
}

/// The files that a map has for a page, with their scores.
fn marks(
    map: &Catalog<Vec<u8>>,
    page: &Page,
    options: &Options,
) -> Result<Vec<(f32, usize)>, Error> {
    let number = |one: &Related| Some((one.score, map.card(one.article)?.url.parse().ok()?));
    Ok(alone(map, page, options)?.iter().filter_map(number).collect())
}

/// All that a file has for a page, each for itself.
fn alone(
    catalog: &Catalog<Vec<u8>>,
    page: &Page,
    options: &Options,
) -> Result<Vec<Related>, Error> {
    let signals = options.signals.alone();
    let options = Options { limit: MAX_LIMIT, section: false, latest: false, signals, ..*options };
    Ok(catalog.related(page, &options)?.related)
}

/// What an article's file has for a page: the article, if anything.
fn ask(
    catalog: &Catalog<Vec<u8>>,
    number: usize,
    page: &Page,
    options: &Options,
) -> Result<Option<Found>, Error> {
    let found = |related: Related| {
        let near = catalog.near(related.article).unwrap_or_default();
        let near = near.split(' ').filter_map(|one| {
            let (number, likeness) = one.split_once('.')?;
            Some((number.parse().ok()?, likeness.parse().ok()?))
        });
        Found { number, near: near.collect(), related }
    };
    Ok(alone(catalog, page, options)?.into_iter().next().map(found))
}

/// The articles that are named by the best of what was found and not read yet, with their votes.
fn named(found: &[Found], read: &HashMap<usize, Catalog<Vec<u8>>>) -> Vec<(f32, usize)> {
    let mut votes: Vec<(f32, usize)> = Vec::new();
    for one in found.iter().take(VOTERS) {
        for &(number, likeness) in one.near.iter().filter(|(number, _)| !read.contains_key(number))
        {
            let vote = one.related.score * f32::from(likeness);
            match votes.iter_mut().find(|(_, known)| *known == number) {
                Some((votes, _)) => *votes += vote,
                None => votes.push((vote, number)),
            }
        }
    }
    votes
}

/// Chooses as [`Catalog::related`] does, among the articles of several files.
fn choose(mut found: Vec<Found>, options: &Options) -> Vec<(usize, Related)> {
    let mut chosen: Vec<(usize, Related)> = Vec::new();
    let mut redundancy: HashMap<usize, u8> = HashMap::new();
    while chosen.len() < options.limit {
        for Found { number, related, .. } in &mut found {
            let repeats = redundancy.get(number).copied().unwrap_or_default();
            related.parts.diversity = 1.0 - options.signals.diversity * likeness(repeats);
            related.score = related.parts.product();
        }
        let order = |a: &Found, b: &Found| a.related.score.total_cmp(&b.related.score);
        let Some(Found { number, related, near }) = take_max(&mut found, order) else { break };
        if redundancy.get(&number) == Some(&VERSIONS) {
            continue;
        }
        for (number, likeness) in near {
            let most = redundancy.entry(number).or_default();
            *most = likeness.max(*most);
        }
        chosen.push((number, related));
    }
    chosen
}
