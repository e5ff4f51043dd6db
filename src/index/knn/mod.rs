//! The nearest neighbours of every article of a site, by cosine.
//!
//! The query is an article with all of its terms, as a page would be; the others have the terms
//! that the catalog keeps. The postings of the query's terms add up to dot products with all
//! articles. On a large site only the postings of highest impact are read, and the best candidates
//! are then compared exactly.

mod scratch;
#[cfg(test)]
mod tests;

use crate::index::document_frequency::TermWeights;
use crate::index::forward_index::ForwardIndex;
use crate::index::parallel;
use crate::index::postings::Postings;
use crate::weighting::TfTable;
use scratch::{LINE, QuerySize, QueryTerm, ScoredArticle, Scratch};

/// How many of the nearest articles are found for each.
pub(crate) const FOUND: usize = 64;

/// How much is read for an article.
///
/// Measured: a site of 10,000 articles of 500 words has 35,000 postings for each and is searched
/// through, one of 100,000 has 255,000. There all of the nearest 4 are found, and 99.9 % of the
/// nearest 20.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Postings. An article with at most this many is compared exactly with all others.
    pub postings: usize,
    /// Otherwise those of one term: the articles where it weighs most.
    pub postings_of_one: usize,
    /// Otherwise the number of candidates that are compared exactly.
    pub candidates: usize,
    /// Up to this many articles on a site, all products are read: faster than a list of those that
    /// are not 0 as long as they fit into the processor's cache.
    pub all: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { postings: 1 << 16, postings_of_one: 2_000, candidates: 2 * FOUND, all: 1 << 17 }
    }
}

/// What was found for an article.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct KnnResult {
    pub candidates: Vec<(u32, f32)>,
    /// The norm of the vector of its terms.
    pub norm: f32,
    /// The square of the norm of the vector of those of its terms that some article keeps.
    pub norm_square: f32,
}

/// A site to be searched.
pub(crate) struct KnnSearch<'a> {
    rows: &'a ForwardIndex,
    /// One by the norm of each article; 0 for one that keeps nothing.
    shares: Vec<f32>,
    postings: Postings,
    limits: Limits,
    threads: usize,
    tf: TfTable,
}

impl<'a> KnnSearch<'a> {
    pub fn new(
        rows: &'a ForwardIndex,
        norms: &[f32],
        weights: &TermWeights,
        limits: Limits,
        threads: usize,
    ) -> KnnSearch<'a> {
        let postings = Postings::new(rows, norms, weights, threads);
        let share = |&norm: &f32| if norm > 0.0 { norm.recip() } else { 0.0 };
        let shares = norms.iter().map(share).collect();
        KnnSearch { rows, shares, postings, limits, threads, tf: TfTable::default() }
    }

    /// The nearest articles of each with their cosines, the nearest first, equally near ones by
    /// ascending number. `tell` is called with the number of articles done since its last call.
    pub fn all<'s>(&'s self, tell: &(dyn Fn(usize) + Sync)) -> Vec<KnnResult> {
        let nearest = |number: usize, scratch: &mut Scratch<'s>| self.nearest(number, scratch);
        parallel::map(self.threads, self.rows.len(), nearest, tell)
    }

    fn nearest<'s>(&'s self, number: usize, scratch: &mut Scratch<'s>) -> KnnResult {
        scratch.products.resize(self.rows.len().next_multiple_of(LINE), 0.0);
        let QuerySize { norm, square, postings } = self.lay_out(number, scratch);
        let is_exact = postings <= self.limits.postings;
        if !is_exact {
            self.prune(scratch);
        }
        scratch.is_sparse = self.rows.len() > self.limits.all;
        scratch.add(&self.tf);
        scratch.products[number] = 0.0;
        scratch.share(&self.shares);
        scratch.choose(if is_exact { FOUND } else { self.limits.candidates });
        if !is_exact {
            self.compare(scratch);
        }
        scratch.best.sort_unstable_by(|a, b| b.cmp(a));
        let nearest = scratch.best.iter().take(FOUND).map(|best| best.read());
        let nearest = nearest.map(|(other, product)| (other, product / norm)).collect();
        KnnResult { candidates: nearest, norm, norm_square: square }
    }

    /// Lays an article's terms on the scratch.
    fn lay_out<'s>(&'s self, number: usize, scratch: &mut Scratch<'s>) -> QuerySize {
        scratch.query.clear();
        let (mut whole, mut square, mut postings) = (0.0, 0.0, 0);
        for (place, count) in self.rows.row(number).iter() {
            let (idf, list) = self.postings.list(place);
            let weight = self.tf.get(count) * idf;
            whole += weight * weight;
            if weight > 0.0 && !list.is_empty() {
                scratch.query.push(QueryTerm { place, weight, idf, list });
                square += weight * weight;
                postings += list.len();
            }
        }
        QuerySize { norm: whole.sqrt(), square, postings }
    }

    /// Leaves those of the postings that there is time for, of the heaviest terms first.
    fn prune(&self, scratch: &mut Scratch<'_>) {
        let order = |a: &QueryTerm<'_>, b: &QueryTerm<'_>| {
            b.weight.total_cmp(&a.weight).then(a.place.cmp(&b.place))
        };
        scratch.query.sort_unstable_by(order);
        let mut left = self.limits.postings;
        for QueryTerm { list, .. } in &mut scratch.query {
            *list = &list[..list.len().min(self.limits.postings_of_one).min(left)];
            left -= list.len();
        }
    }

    /// Reckons the products of the best articles anew, from all that the catalog keeps of them.
    fn compare(&self, scratch: &mut Scratch<'_>) {
        let Scratch { table, query, best, .. } = scratch;
        table.fill(query.iter().map(|query| (query.place, query.weight * query.idf)));
        for best in best {
            let (other, _) = best.read();
            let mut product = 0.0;
            for (place, count) in self.rows.row(other as usize).kept() {
                if let Some(weight) = table.get(place) {
                    product += weight * self.tf.get(count);
                }
            }
            *best = ScoredArticle::new(other, product * self.shares[other as usize]);
        }
    }
}
