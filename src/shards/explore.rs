//! Best-first search on a site's kNN graph, for a page that is none of its articles. Native only:
//! `www/widget/explore.js` is the same in the browser.
//!
//! Entry points are the articles in the champion lists of the page's words of highest weight. Each
//! round reads the shards of the most promising articles, with their edges, and ranks them for the
//! page; the neighbours of the best so far are read next, until the best stay the same.

use std::collections::{BTreeMap, HashMap};

use super::champions::shard_of;
use super::constants::{
    CHAMPIONS_PER_FILE, DEFAULT_DIVERSITY, DUPLICATE_LIKENESS, FIRST_ROUND, MAX_ARTICLE_BYTES,
    NEXT_ROUND, QUERY_TERMS, QUIET_ROUNDS, VOTERS,
};
use super::layout::{Shard, ShardKind};
use crate::catalog::card::{NEAR_DUPLICATE, likeness};
use crate::catalog::{Catalog, ChampionLists, CommonTerms, Error};
use crate::document::Page;
use crate::rank::select::take_max;
use crate::rank::{Fallback, MAX_LIMIT, RankOptions, Recommendation};
use crate::weighting::{IndexWeights, RankWeights, counts};

const _: () = assert!(DUPLICATE_LIKENESS == NEAR_DUPLICATE);
const _: () = assert!(DEFAULT_DIVERSITY == RankWeights::DEFAULT.diversity);

/// An article that was visited and is similar to the page.
#[derive(Debug)]
struct Node {
    article: usize,
    recommendation: Recommendation,
    /// The articles most like it, with their likeness.
    edges: Vec<(usize, u8)>,
}

/// An answer put together from the shards of articles.
#[derive(Debug)]
pub struct Exploration {
    /// The articles that were visited, by their numbers.
    pub visited: HashMap<usize, Catalog<Vec<u8>>>,
    /// What they answer together: the numbers of articles with their places in what was visited.
    pub recommendations: Vec<(usize, Recommendation)>,
}

/// Searches for the articles that are related to a page which is none of the site's. `champions` is
/// the number of shards of champion lists, at least one; `fetch` reads a shard.
///
/// # Errors
/// Those of `fetch`, and damaged shards.
pub fn explore<E: From<Error>>(
    page: &Page,
    options: &RankOptions,
    champions: usize,
    mut fetch: impl FnMut(Shard) -> Result<Vec<u8>, E>,
) -> Result<Exploration, E> {
    let mut frontier = entry_points(page, champions, &mut fetch)?;
    let (mut visited, mut found) = (HashMap::new(), Vec::new());
    let (mut round, mut bytes) = (FIRST_ROUND, 0);
    let (mut best, mut quiet) = (Vec::new(), 0);
    while quiet < QUIET_ROUNDS && bytes < MAX_ARTICLE_BYTES && !frontier.is_empty() {
        for article in frontier.drain(..round.min(frontier.len())) {
            let file = fetch(Shard(ShardKind::Articles, article))?;
            bytes += file.len();
            let catalog = Catalog::open(file)?;
            found.extend(visit(&catalog, article, page, options)?);
            visited.insert(article, catalog);
        }
        let score = |node: &Node| node.recommendation.score;
        found.sort_by(|a: &Node, b: &Node| score(b).total_cmp(&score(a)));
        let now = found.iter().take(options.limit).map(|node| node.article).collect();
        quiet = if best == now { quiet + 1 } else { 0 };
        best = now;
        // The neighbours of what was found go before what the lists have left.
        let neighbours = by_votes(neighbours(&found, &visited));
        frontier.retain(|article| !neighbours.contains(article));
        frontier.splice(..0, neighbours);
        round = NEXT_ROUND;
    }
    Ok(Exploration { visited, recommendations: diversify(found, options) })
}

/// The entry points: the articles in the champion lists of the page's words of highest weight, the
/// most promising first.
fn entry_points<E: From<Error>>(
    page: &Page,
    champions: usize,
    fetch: &mut impl FnMut(Shard) -> Result<Vec<u8>, E>,
) -> Result<Vec<usize>, E> {
    let common = CommonTerms::open(fetch(Shard(ShardKind::Terms, 0))?)?;
    let counts = counts(&page.title, &page.excerpt, &page.text, &IndexWeights::DEFAULT);
    let mut words: Vec<(u32, f32)> = Vec::new();
    common.words(&counts, &mut |word, score| words.push((word, score)));
    words.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut shards: Vec<usize> = Vec::new();
    for shard in words.iter().take(QUERY_TERMS).map(|(word, _)| shard_of(*word, champions)) {
        if !shards.contains(&shard) {
            shards.push(shard);
        }
    }
    let mut votes = Vec::new();
    for shard in shards {
        let lists = ChampionLists::open(fetch(Shard(ShardKind::Champions, shard))?)?;
        let mut scores: Vec<(u32, f32)> = Vec::new();
        lists.related(&counts, &mut |article, score| scores.push((article, score)))?;
        scores.sort_by(|a, b| b.1.total_cmp(&a.1));
        scores.truncate(CHAMPIONS_PER_FILE);
        let vote = |(article, score): (u32, f32)| (article as usize, f64::from(score));
        votes.extend(scores.into_iter().map(vote));
    }
    Ok(by_votes(votes))
}

/// What an article's shard has for a page: the article for itself, if anything.
fn visit(
    catalog: &Catalog<Vec<u8>>,
    article: usize,
    page: &Page,
    options: &RankOptions,
) -> Result<Option<Node>, Error> {
    let options = RankOptions {
        limit: MAX_LIMIT,
        fallback: Fallback { section: false, latest: false },
        weights: options.weights.alone(),
        ..*options
    };
    let node = |recommendation: Recommendation| {
        let edges = catalog.edges(recommendation.article).unwrap_or_default().into_iter();
        let edges = edges.map(|(other, likeness)| (other as usize, likeness)).collect();
        Node { article, recommendation, edges }
    };
    Ok(catalog.related(page, &options)?.recommendations.into_iter().next().map(node))
}

/// The articles that the best of what was found name and that were not visited yet, each as often
/// as it is named, with votes.
fn neighbours(found: &[Node], visited: &HashMap<usize, Catalog<Vec<u8>>>) -> Vec<(usize, f64)> {
    let votes = found.iter().take(VOTERS).flat_map(|node| {
        let score = f64::from(node.recommendation.score);
        node.edges.iter().map(move |&(article, likeness)| (article, score * f64::from(likeness)))
    });
    votes.filter(|(article, _)| !visited.contains_key(article)).collect()
}

/// Articles by the sums of their votes.
fn by_votes(votes: Vec<(usize, f64)>) -> Vec<usize> {
    let mut sums: BTreeMap<usize, f64> = BTreeMap::new();
    for (article, vote) in votes {
        *sums.entry(article).or_default() += vote;
    }
    let mut sums: Vec<(usize, f64)> = sums.into_iter().collect();
    sums.sort_by(|a, b| b.1.total_cmp(&a.1));
    sums.into_iter().map(|(article, _)| article).collect()
}

/// Chooses the best one after the other, each with regard to those before it (MMR), as
/// [`Catalog::related`] does.
fn diversify(mut found: Vec<Node>, options: &RankOptions) -> Vec<(usize, Recommendation)> {
    let mut chosen: Vec<(usize, Recommendation)> = Vec::new();
    let mut redundancy: HashMap<usize, u8> = HashMap::new();
    while chosen.len() < options.limit {
        for Node { article, recommendation, .. } in &mut found {
            let repeats = redundancy.get(article).copied().unwrap_or_default();
            let loss = options.weights.diversity * likeness(repeats);
            recommendation.explanation.diversity = 1.0 - loss;
            recommendation.score = recommendation.explanation.product();
        }
        let score = |node: &Node| node.recommendation.score;
        let Some(best) = take_max(&mut found, |a, b| score(a).total_cmp(&score(b))) else { break };
        if redundancy.get(&best.article) == Some(&NEAR_DUPLICATE) {
            continue;
        }
        for (article, likeness) in best.edges {
            let most = redundancy.entry(article).or_default();
            *most = likeness.max(*most);
        }
        chosen.push((best.article, best.recommendation));
    }
    chosen
}
