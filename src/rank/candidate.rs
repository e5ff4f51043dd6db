//! Articles that may be given, with their scores.

use super::query::Query;
use super::score::Explanation;
use crate::catalog::Catalog;
use crate::catalog::entry::{NO_DAY, NO_LANGUAGE, SKETCH};

/// An article that may be given.
pub(super) struct Candidate {
    pub article: u32,
    pub explanation: Explanation,
    pub score: f32,
    pub day: i32,
    pub language: u8,
    pub sketch: [u16; SKETCH],
}

impl Query<'_> {
    /// Whether an article is in the page's language, or either language is unknown.
    pub fn speaks(&self, one: &Candidate) -> bool {
        one.language == NO_LANGUAGE || self.language.is_none_or(|own| own == one.language)
    }
}

impl<D: AsRef<[u8]>> Catalog<D> {
    /// Those articles that may be given and are in the page's language, or in any where that is
    /// wanted.
    pub(super) fn candidates(&self, articles: &[u32], query: &Query<'_>) -> Vec<Candidate> {
        let mut all = Vec::new();
        for &article in articles {
            let any = query.any_language;
            all.extend(self.candidate(article, query).filter(|one| any || query.speaks(one)));
        }
        all
    }

    /// An article with its score, unless it may not be given.
    pub(super) fn candidate(&self, article: u32, query: &Query<'_>) -> Option<Candidate> {
        let weights = query.weights;
        let entry = self.entry(article)?;
        let in_time = |today: i32| entry.day <= today && entry.expires >= today;
        if !query.today.is_none_or(in_time) || query.excluded.contains(&article) {
            return None;
        }
        let at = |all: &Vec<f32>| all.get(article as usize).copied().unwrap_or_default();
        let (similarity, taxonomy) = (at(&query.similarities), at(&query.taxonomies));
        let today = query.today.unwrap_or(NO_DAY);
        let explanation =
            Explanation::new(&entry, similarity, taxonomy, query.day, today, &weights);
        let score = explanation.product();
        Some(Candidate {
            article,
            explanation,
            score,
            day: entry.day,
            language: entry.language,
            sketch: entry.sketch,
        })
    }
}
