//! The way of a page through the files of a large site, when it is none of its articles. Native only:
//! `www/explore.js` goes the same way.
//!
//! The lists of the page's most telling words name articles ([`crate::shards::layout`] tells which file has what). The
//! best of them are read whole, each from a file of its own, which also names those nearest to it: these are
//! read too, until nothing better is found.

use std::collections::{BTreeMap, HashMap};

use crate::catalog::card::{NEAR_DUPLICATE, likeness};
use crate::catalog::{Catalog, ChampionLists, CommonTerms, Error};
use crate::document::Page;
use crate::rank::select::take_max;
use crate::rank::{Fallback, MAX_LIMIT, RankOptions, Recommendation};
use crate::shards::champions::file_of;
use crate::shards::layout::{File, Kind};
use crate::weighting::IndexWeights;
use crate::weighting::counts;

/// How many of a page's words are looked up, those that say most of it.
const WORDS: usize = 32;
/// How many articles are read at first, by the lists of these words, and how many in each round after that, by
/// what those found until then name.
const FIRST: usize = 28;
const ROUND: usize = 12;
/// No round begins when as many changed nothing among the best, or after as many bytes of articles, before
/// compression.
const QUIET: usize = 2;
const BYTES: usize = 90_000;
/// How many of the best articles are asked which others they name.
const VOTERS: usize = 12;

/// An article that was found.
#[derive(Debug)]
struct Found {
    number: usize,
    related: Recommendation,
    /// The articles that resemble it most: number and likeness.
    near: Vec<(usize, u8)>,
}

/// An answer put together from files of articles.
#[derive(Debug)]
pub struct Explored {
    /// The articles that were read, by the numbers of their files.
    pub read: HashMap<usize, Catalog<Vec<u8>>>,
    /// What they answer together: the numbers of files with the articles in them.
    pub found: Vec<(usize, Recommendation)>,
}

/// Finds the way of a page that is no article of the site, which has so many files of champion lists: at least
/// one.
///
/// # Errors
/// Those of `fetch`, and damaged files.
pub fn explore<E: From<Error>>(
    page: &Page,
    options: &RankOptions,
    lists: usize,
    mut fetch: impl FnMut(File) -> Result<Vec<u8>, E>,
) -> Result<Explored, E> {
    let common = CommonTerms::open(fetch(File(Kind::Common, 0))?)?;
    let counts = counts(&page.title, &page.excerpt, &page.text, &IndexWeights::DEFAULT);
    let mut words: Vec<(u32, f32)> = Vec::new();
    common.words(&counts, &mut |word, score| words.push((word, score)));
    words.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut files: Vec<usize> = Vec::new();
    for file in words.iter().take(WORDS).map(|(word, _)| file_of(*word, lists)) {
        if !files.contains(&file) {
            files.push(file);
        }
    }
    let mut votes = Vec::new();
    for file in files {
        let lists = ChampionLists::open(fetch(File(Kind::Champions, file))?)?;
        let mut champions = Vec::new();
        lists.related(&counts, &mut |article, score| champions.push((article, score)))?;
        champions.sort_by(|a, b| b.1.total_cmp(&a.1));
        champions.truncate(MAX_LIMIT);
        let vote = |(article, score): (u32, f32)| (article as usize, f64::from(score));
        votes.extend(champions.into_iter().map(vote));
    }
    let mut ways = voted(votes);
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
        // What the articles name goes before what the lists have left.
        let named = voted(named(&found, &read));
        ways.retain(|number| !named.contains(number));
        ways.splice(..0, named);
        next = ROUND;
    }
    Ok(Explored { read, found: choose(found, options) })
}

/// All that a file has for a page, each for itself.
fn alone(
    catalog: &Catalog<Vec<u8>>,
    page: &Page,
    options: &RankOptions,
) -> Result<Vec<Recommendation>, Error> {
    let weights = options.weights.alone();
    let fallback = Fallback { section: false, latest: false };
    let options = RankOptions { limit: MAX_LIMIT, fallback, weights, ..*options };
    Ok(catalog.related(page, &options)?.recommendations)
}

/// What an article's file has for a page: the article, if anything.
fn ask(
    catalog: &Catalog<Vec<u8>>,
    number: usize,
    page: &Page,
    options: &RankOptions,
) -> Result<Option<Found>, Error> {
    let found = |related: Recommendation| {
        let near = catalog.edges(related.article).unwrap_or_default().into_iter();
        let near = near.map(|(number, likeness)| (number as usize, likeness));
        Found { number, near: near.collect(), related }
    };
    Ok(alone(catalog, page, options)?.into_iter().next().map(found))
}

/// The articles that the best of what was found name and that were not read yet, each as often as it is named,
/// with votes.
fn named(found: &[Found], read: &HashMap<usize, Catalog<Vec<u8>>>) -> Vec<(usize, f64)> {
    let votes = found.iter().take(VOTERS).flat_map(|one| {
        let score = f64::from(one.related.score);
        one.near.iter().map(move |&(number, likeness)| (number, score * f64::from(likeness)))
    });
    votes.filter(|(number, _)| !read.contains_key(number)).collect()
}

/// The numbers of articles by the sums of their votes.
fn voted(votes: Vec<(usize, f64)>) -> Vec<usize> {
    let mut sums: BTreeMap<usize, f64> = BTreeMap::new();
    for (number, vote) in votes {
        *sums.entry(number).or_default() += vote;
    }
    let mut sums: Vec<(usize, f64)> = sums.into_iter().collect();
    sums.sort_by(|a, b| b.1.total_cmp(&a.1));
    sums.into_iter().map(|(number, _)| number).collect()
}

/// Chooses as [`Catalog::related`] does, among the articles of several files.
fn choose(mut found: Vec<Found>, options: &RankOptions) -> Vec<(usize, Recommendation)> {
    let mut chosen: Vec<(usize, Recommendation)> = Vec::new();
    let mut redundancy: HashMap<usize, u8> = HashMap::new();
    while chosen.len() < options.limit {
        for Found { number, related, .. } in &mut found {
            let repeats = redundancy.get(number).copied().unwrap_or_default();
            related.explanation.diversity = 1.0 - options.weights.diversity * likeness(repeats);
            related.score = related.explanation.product();
        }
        let order = |a: &Found, b: &Found| a.related.score.total_cmp(&b.related.score);
        let Some(Found { number, related, near }) = take_max(&mut found, order) else { break };
        if redundancy.get(&number) == Some(&NEAR_DUPLICATE) {
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
