//! Selection: the best candidates one after the other, each with regard to those before it.

use core::cmp::Ordering;

use super::answer::Recommendation;
use super::candidate::Candidate;
use super::near_duplicates::is_duplicate_of;
use super::query::Query;
use crate::catalog::Catalog;
use crate::catalog::card::{NEAR_DUPLICATE, likeness};
use crate::catalog::entry::SKETCH;

/// Articles chosen one after the other, each with regard to those before it.
pub(super) struct Selection<'a, D> {
    pub catalog: &'a Catalog<D>,
    pub query: &'a Query<'a>,
    pub chosen: Vec<Recommendation>,
    /// Of every article, how much it is like one that was chosen: see [`NEAR_DUPLICATE`].
    pub redundancy: Vec<u8>,
    /// The sketches of those that were chosen.
    pub sketches: Vec<[u16; SKETCH]>,
    pub limit: usize,
}

impl<D: AsRef<[u8]>> Selection<'_, D> {
    fn redundancy(&self, article: u32) -> u8 {
        self.redundancy.get(article as usize).copied().unwrap_or_default()
    }

    fn has(&self, article: u32) -> bool {
        self.chosen.iter().any(|one| one.article == article)
    }

    /// Selects a pinned article.
    pub fn pin(&mut self, candidate: Option<Candidate>) {
        if let Some(one) = candidate
            && !self.has(one.article)
            && self.chosen.len() < self.limit
        {
            self.push(one, true);
        }
    }

    /// Chooses the best until there are enough: maximal marginal relevance, with a loss in the
    /// place of a difference, so that it means the same whatever the scores. Source: J. Carbonell,
    /// J. Goldstein, "The use of MMR, diversity-based reranking", SIGIR 1998.
    pub fn fill(&mut self, mut candidates: Vec<Candidate>) {
        let weights = self.query.weights;
        candidates.retain(|one| !self.has(one.article));
        while self.chosen.len() < self.limit {
            for one in &mut candidates {
                let loss = weights.diversity * likeness(self.redundancy(one.article));
                one.explanation.diversity = 1.0 - loss;
                one.score = one.explanation.product();
            }
            let order = |a: &Candidate, b: &Candidate| {
                // The page's own language first; articles are numbered by address.
                let query = self.query;
                let languages = query.speaks(a).cmp(&query.speaks(b));
                let scores = languages.then_with(|| a.score.total_cmp(&b.score));
                scores.then_with(|| a.day.cmp(&b.day)).then_with(|| b.article.cmp(&a.article))
            };
            let Some(best) = take_max(&mut candidates, order) else { return };
            let is_version = self.redundancy(best.article) == NEAR_DUPLICATE
                || is_duplicate_of(&best.sketch, &self.sketches);
            if !is_version || !weights.near_duplicates {
                self.push(best, false);
            }
        }
    }

    fn push(&mut self, candidate: Candidate, pinned: bool) {
        let Candidate { article, explanation, score, sketch, .. } = candidate;
        self.sketches.push(sketch);
        self.catalog.each_neighbour(article, &mut |other, likeness| {
            if let Some(most) = self.redundancy.get_mut(other as usize) {
                *most = likeness.max(*most);
            }
        });
        self.chosen.push(Recommendation {
            article,
            score,
            explanation,
            pinned,
            reasons: Vec::new(),
        });
    }
}

/// Takes the greatest out. For the few that are wanted this beats sorting, in time and in bytes.
pub fn take_max<T>(all: &mut Vec<T>, order: impl Fn(&T, &T) -> Ordering) -> Option<T> {
    let (greatest, _) = all.iter().enumerate().max_by(|a, b| order(a.1, b.1))?;
    Some(all.swap_remove(greatest))
}
