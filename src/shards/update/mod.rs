//! Incremental updates: new, changed and removed articles are taken into a built site.
//!
//! Weights of terms and labels stay as the last full build computed them; terms that are new since,
//! such as the names in a new story, weigh nothing until the next one. The numbers of neighbourhood
//! and champion shards stay too. A new article gets the next number, is added to the champion lists
//! of its words of highest weight, and replaces more distant neighbours of the other articles. The
//! number of a removed article is not used again.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::catalog::entry::{Entry, NO_LANGUAGE};
use crate::document::Prepared;
use crate::document::UrlKey;
use crate::index::document_frequency::{Norms, PruneScratch, prune_terms};
use crate::index::forward_index::{ForwardIndex, Row};
use crate::index::knn::FOUND;
use crate::index::knn_graph::{self, KnnNode};
use crate::index::parallel;
use crate::index::postings::ARTICLES;
use crate::index::site::{Site, entry, query_norm_estimate, sketch};
use crate::index::term_map::TermMap;
use crate::shards::champions::Champions;
use crate::shards::constants::CARDS_PER_FILE;
use crate::shards::layout::{Layout, Shard, ShardKind};
use crate::shards::neighbourhoods::Neighbourhoods;
use crate::shards::snapshot::Snapshot;
use crate::text::language;
use crate::weighting::TermVector;
use crate::weighting::{TfTable, dequantise};

/// More changed articles than one in this many, and than [`FEW`], require a full build …
const AT_ONCE: usize = 1_000;
const FEW: usize = 8;

/// … and so do more changes since the last one than one in this many: weights are outdated then.
const SINCE: usize = 20;

/// How many articles may be added, removed or changed in one update of a site of `articles`.
pub fn most(articles: usize) -> usize {
    (articles / AT_ONCE).max(FEW)
}

impl Snapshot {
    /// Takes `fresh` articles into the site, in place of those with the same addresses, and removes
    /// those at other addresses in `gone`. Returns the shards that have to be written anew.
    ///
    /// `None` when a full build is required; the snapshot is then unusable. Reasons: too many
    /// changed articles, one that is or was pinned to every page, one in a language that the site
    /// did not have, no numbers left for articles.
    pub fn update(&mut self, gone: &HashSet<String>, fresh: Vec<Prepared>) -> Option<Vec<Shard>> {
        let Snapshot { site, layout, changes, terms } = self;
        let places = places(site, gone, &fresh);
        let removed: Vec<u32> = places
            .iter()
            .filter(|(url, _)| fresh.iter().all(|one| one.url != **url))
            .map(|(_, number)| *number)
            .collect();
        let count = fresh.len() + removed.len();
        *changes += count as u32;
        if count > most(site.len()) || *changes as usize > site.len() / SINCE {
            return None;
        }
        // Removed articles keep their numbers.
        if site.articles.len() + fresh.len() >= ARTICLES {
            return None;
        }
        let is_pinned = |number: &u32| site.entries[*number as usize].pinned != 0;
        if fresh.iter().any(|one| one.pinned) || places.values().any(is_pinned) {
            return None;
        }
        if fresh.iter().any(|one| is_strange(site, &one.lang)) {
            return None;
        }
        let mut next = site.articles.len() as u32..;
        let numbers: Vec<u32> = fresh
            .iter()
            .map(|one| places.get(&one.url).copied().or_else(|| next.next()))
            .collect::<Option<_>>()?;
        let old: HashSet<u32> = places.into_values().collect();

        let mut changed = ShardSet::default();
        changed.holding(layout, &old);
        let own = |number: &u32| site.entries[*number as usize].address as usize;
        changed
            .neighbourhoods
            .extend(removed.iter().map(|number| own(number) % layout.candidates.len()));
        let before: Vec<_> = site.knn.iter().map(|near| near.edges.clone()).collect();
        let lists = layout.champions as usize;
        let in_lists = |site: &Site, numbers: &mut dyn Iterator<Item = u32>| -> Vec<usize> {
            let champions = Champions::with_shards(site, lists);
            numbers.flat_map(|number| champions.shards_of(number)).collect()
        };
        changed.champions.extend(in_lists(site, &mut old.iter().copied()));
        forget(site, &old, &removed);
        let tf_squares = take_in(site, fresh, &numbers, *terms);
        let pages = compare(site, &numbers, tf_squares);
        changed.champions.extend(in_lists(site, &mut numbers.iter().copied()));
        // Those whose neighbours are others now name others.
        let now = site.knn.iter().map(|near| &near.edges);
        let other = (0..).zip(before.iter().zip(now)).filter(|(_, (before, now))| before != now);
        changed.articles.extend(other.map(|(number, _)| number));
        for number in numbers.iter().chain(&removed).map(|number| *number as usize) {
            changed.articles.insert(number);
            changed.cards.insert(number / CARDS_PER_FILE);
        }
        let neighbourhoods = Neighbourhoods::with_shards(site, layout.candidates.len());
        let new: HashSet<u32> = numbers.iter().copied().collect();
        changed
            .neighbourhoods
            .extend(numbers.iter().map(|&number| neighbourhoods.shard_of(number)));
        for file in pages.into_iter().map(|page| neighbourhoods.shard_of(page)) {
            if neighbourhoods.candidates(file).iter().any(|one| new.contains(one)) {
                changed.neighbourhoods.insert(file);
            }
        }
        for &file in &changed.neighbourhoods {
            layout.candidates[file] = neighbourhoods.candidates(file).to_vec();
        }
        let newest = neighbourhoods.newest();
        changed.latest |= newest.iter().any(|one| new.contains(one));
        if changed.latest {
            layout.latest = newest;
        }
        Some(changed.shards())
    }
}

/// The numbers of the articles whose addresses are those of fresh ones or of some that are gone.
fn places(site: &Site, gone: &HashSet<String>, fresh: &[Prepared]) -> HashMap<String, u32> {
    let urls: HashSet<&String> = fresh.iter().map(|one| &one.url).chain(gone).collect();
    let all = (0..).zip(site.articles.iter().zip(&site.entries));
    all.filter(|(_, (one, entry))| !entry.is_gone() && urls.contains(&one.url))
        .map(|(number, (one, _))| (one.url.clone(), number))
        .collect()
}

/// Whether the files of the site have no number for a language.
fn is_strange(site: &Site, lang: &str) -> bool {
    let key = language::key(lang);
    !key.is_empty()
        && site.languages.len() < usize::from(NO_LANGUAGE)
        && site.languages.binary_search(&key).is_err()
}

/// The files that have to be written anew.
#[derive(Default)]
struct ShardSet {
    neighbourhoods: BTreeSet<usize>,
    latest: bool,
    champions: BTreeSet<usize>,
    articles: BTreeSet<usize>,
    cards: BTreeSet<usize>,
}

impl ShardSet {
    /// Adds the shards of neighbourhoods, and that of the latest, which hold any of some articles.
    fn holding(&mut self, layout: &Layout, articles: &HashSet<u32>) {
        let has = |list: &Vec<u32>| list.iter().any(|one| articles.contains(one));
        let all = layout.candidates.iter().enumerate();
        self.neighbourhoods.extend(all.filter(|(_, around)| has(around)).map(|(file, _)| file));
        self.latest = has(&layout.latest);
    }

    fn shards(self) -> Vec<Shard> {
        let of = |kind: ShardKind, numbers: BTreeSet<usize>| {
            numbers.into_iter().map(move |number| Shard(kind, number))
        };
        let latest = self.latest.then_some(Shard(ShardKind::Latest, 0));
        (latest.into_iter())
            .chain(of(ShardKind::Champions, self.champions))
            .chain(of(ShardKind::Articles, self.articles))
            .chain(of(ShardKind::Cards, self.cards))
            .chain(of(ShardKind::Neighbourhoods, self.neighbourhoods))
            .collect()
    }
}

/// Takes articles out of the lists of those near to them, and those that are `removed` out of the
/// site.
fn forget(site: &mut Site, old: &HashSet<u32>, removed: &[u32]) {
    if old.is_empty() {
        return;
    }
    for near in &mut site.knn {
        near.candidates.retain(|(other, _)| !old.contains(other));
        near.edges.retain(|(other, _)| !old.contains(other));
    }
    for &number in removed {
        let place = number as usize;
        site.rows.put(place, Row { terms: &[], counts: &[], kept: 0, all: 0 });
        site.articles[place] = Prepared::default();
        site.entries[place] = Entry::GONE;
        site.knn[place] = KnnNode::default();
        site.norms[place] = 0.0;
        site.query_norm_estimates[place] = 0.0;
    }
    site.gone += removed.len() as u32;
}

/// Gives the fresh articles their numbers in the site. Nothing is near to them yet. Returns the
/// squared norms of the vectors of all their term frequencies.
fn take_in(
    site: &mut Site,
    mut fresh: Vec<Prepared>,
    numbers: &[u32],
    terms: Option<u32>,
) -> Vec<f32> {
    let mut rows = ForwardIndex::default();
    for TermVector { terms, counts } in fresh.iter_mut().map(|one| std::mem::take(&mut one.terms)) {
        rows.push(&terms, &counts);
    }
    let sketches: Vec<_> = rows.all().map(sketch).collect();
    let mut scratch = PruneScratch::default();
    let blocks = rows.blocks().iter_mut();
    let norms: Vec<Norms> =
        blocks.flat_map(|block| prune_terms(block, &site.weights, terms, &mut scratch)).collect();
    let all = numbers.iter().zip(fresh).zip(sketches.iter().zip(&norms)).enumerate();
    for (place, ((&number, article), (sketch, norms))) in all {
        let number = number as usize;
        let entry = entry(&article, norms.kept, 0.0, *sketch, &site.labels, &site.languages);
        site.rows.put(number, rows.row(place));
        set(&mut site.articles, number, article);
        set(&mut site.entries, number, entry);
        set(&mut site.knn, number, KnnNode::default());
        set(&mut site.norms, number, 0.0);
        set(&mut site.query_norm_estimates, number, 0.0);
    }
    norms.iter().map(|norms| norms.tf_square).collect()
}

/// Puts something into its place, which is there or the next.
fn set<T>(all: &mut Vec<T>, place: usize, one: T) {
    match all.get_mut(place) {
        Some(old) => *old = one,
        None => all.push(one),
    }
}

/// Finds what is near to the articles with some numbers, and to which articles they are near.
/// Returns the pages for which they may be chosen now.
fn compare(site: &mut Site, numbers: &[u32], tf_squares: Vec<f32>) -> BTreeSet<u32> {
    let new: HashSet<u32> = numbers.iter().copied().collect();
    let is_kept = kept_somewhere(site);
    let comparison: Vec<Comparison> =
        numbers.iter().map(|&number| compare_with_all(site, number, &is_kept, &new)).collect();
    let mut pages = BTreeSet::new();
    for ((&number, comparison), tf_square) in numbers.iter().zip(comparison).zip(tf_squares) {
        let place = number as usize;
        site.norms[place] = comparison.norm;
        site.query_norm_estimates[place] = query_norm_estimate(comparison.square, tf_square);
        site.knn[place].candidates = comparison.candidates;
        for (page, cosine) in comparison.takers {
            site.knn[page as usize].insert(number, cosine);
            pages.insert(page);
        }
    }
    let mut listing: BTreeSet<u32> = pages.union(&new.iter().copied().collect()).copied().collect();
    for id in listing.clone() {
        knn_graph::add_edges(&mut site.knn, &site.rows, id);
        listing.extend(site.knn[id as usize].edges.iter().map(|(other, _)| *other));
    }
    listing.into_iter().for_each(|id| site.knn[id as usize].prune());
    for &number in numbers {
        let near = &mut site.knn[number as usize];
        near.density = knn_graph::density(&near.candidates, site.entries.len());
        site.entries[number as usize].set_density(near.density);
    }
    // What names them by their addresses need not be near to them.
    let addresses: HashSet<u32> =
        numbers.iter().map(|&number| site.entries[number as usize].address).collect();
    let names = |pin: &String| addresses.contains(&UrlKey::new(pin).hash());
    let pinning = (0..).zip(&site.articles).filter(|(_, one)| one.pins.iter().any(names));
    pages.extend(pinning.map(|(number, _)| number));
    pages
}

/// What is found by comparing an article with all others.
#[derive(Default)]
struct Comparison {
    /// The norm of the vector of its terms, and its square by those that some article keeps.
    norm: f32,
    square: f32,
    candidates: Vec<(u32, f32)>,
    /// The articles among whose nearest it is, with its cosine.
    takers: Vec<(u32, f32)>,
}

/// The terms that some article keeps, by their places.
fn kept_somewhere(site: &Site) -> Vec<bool> {
    let mut is_kept = vec![false; site.weights.len()];
    for (place, _) in site.rows.all().flat_map(Row::kept) {
        is_kept[place as usize] = true;
    }
    is_kept
}

/// Compares an article with all others. Only those that are not `new` take it among their nearest:
/// the others find it by themselves.
fn compare_with_all(site: &Site, number: u32, is_kept: &[bool], new: &HashSet<u32>) -> Comparison {
    let tf = TfTable::default();
    let own = site.rows.row(number as usize);
    let own_norm = site.entries[number as usize].norm;
    let mut table = TermMap::default();
    let mut asked = Vec::with_capacity(own.terms.len());
    let (mut whole, mut square) = (0.0, 0.0);
    for (at, (place, count)) in own.iter().enumerate() {
        let idf = dequantise(site.weights.quantised(place));
        let weight = tf.get(count) * idf;
        whole += weight * weight;
        if weight > 0.0 && is_kept[place as usize] {
            square += weight * weight;
            // A negative sign marks a term that the catalog does not keep: it counts when the
            // article is the query, not when it is a candidate.
            asked.push((place, if at < own.kept { weight * idf } else { -weight * idf }));
        }
    }
    let norm = f32::sqrt(whole);
    table.fill(asked.into_iter());
    let piece = |others: std::ops::Range<usize>, (): &mut ()| {
        let (mut nearest, mut takers) = (Vec::new(), Vec::new());
        for other in others.filter(|other| *other != number as usize) {
            let row = site.rows.row(other);
            let (mut asking, mut answering) = (0.0, 0.0);
            for (at, &place) in row.terms.iter().enumerate() {
                if let Some(weight) = table.get(place) {
                    let product = weight.abs() * tf.get(row.counts[at]);
                    asking += if at < row.kept { product } else { 0.0 };
                    answering += if weight > 0.0 { product } else { 0.0 };
                }
            }
            let cosine = asking / (norm * site.entries[other].norm);
            if cosine > 0.0 {
                nearest.push((other as u32, cosine));
            }
            let cosine = answering / (site.norms[other] * own_norm);
            if site.knn[other].takes(cosine) && !new.contains(&(other as u32)) {
                takers.push((other as u32, cosine));
            }
        }
        cut(&mut nearest);
        (nearest, takers)
    };
    let all = site.rows.len();
    let pieces = (0..all.div_ceil(PIECE)).map(|at| at * PIECE..all.min((at + 1) * PIECE));
    let mut comparison = Comparison { norm, square, ..Comparison::default() };
    for (nearest, takers) in parallel::share(parallel::threads(), pieces, piece) {
        comparison.candidates.extend(nearest);
        comparison.takers.extend(takers);
    }
    cut(&mut comparison.candidates);
    comparison
}

/// Articles that a thread compares at once.
const PIECE: usize = 4096;

/// Leaves the nearest, in their order.
fn cut(nearest: &mut Vec<(u32, f32)>) {
    nearest.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    nearest.truncate(FOUND);
}

#[cfg(test)]
mod tests;
