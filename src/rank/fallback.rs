//! The fallback chain: pinned and related articles, else those of the same section, else the
//! latest.

use core::cmp::Ordering;

use super::answer::{Answer, AnswerKind};
use super::candidate::Candidate;
use super::options::{MAX_LIMIT, RankOptions};
use super::query::Query;
use super::score::floor;
use super::select::Selection;
use crate::catalog::entry::NO_DAY;
use crate::catalog::{Catalog, Error};

/// Fewer articles under a label are not shown for it.
const MIN_SECTION: usize = 2;

impl<D: AsRef<[u8]>> Catalog<D> {
    /// Takes pinned articles and related ones, else those of the same section, else the latest.
    pub(super) fn fallback_chain(
        &self,
        query: &Query<'_>,
        pins: &[u32],
        options: &RankOptions,
    ) -> Result<Answer, Error> {
        let limit = options.limit.clamp(1, MAX_LIMIT);
        let redundancy = vec![0; self.len()];
        let (chosen, sketches) = (Vec::new(), Vec::new());
        let mut selection = Selection { catalog: self, query, chosen, redundancy, sketches, limit };
        let floor = floor(self.site());
        let (mut everywhere, mut near, mut dated) = (Vec::new(), Vec::new(), Vec::new());
        for (article, similarity) in self.articles().zip(&query.similarities) {
            let Some(entry) = self.entry(article) else { break };
            if entry.pinned != 0 {
                everywhere.push(article);
            }
            // What is not similar at all is not looked at: it is most of the catalog.
            if *similarity > floor / 2.0 {
                near.push(article);
            }
            if entry.day != NO_DAY {
                dated.push(article);
            }
        }
        // Pins of this page may be in any language.
        for &article in pins {
            selection.pin(self.candidate(article, query));
        }
        for one in self.candidates(&everywhere, query) {
            selection.pin(Some(one));
        }
        let pinned = selection.chosen.len();
        let mut near = self.candidates(&near, query);
        near.retain(|one| one.explanation.similarity * one.explanation.taxonomy >= floor);
        selection.fill(near);
        let (mut kind, mut name) = (AnswerKind::Related, "");
        if selection.chosen.len() == pinned && options.fallback.section {
            let (label, section) = self.section(query, limit)?;
            selection.fill(section);
            if selection.chosen.len() > pinned {
                (kind, name) = (AnswerKind::Section, label);
            }
        }
        if selection.chosen.len() == pinned && options.fallback.latest {
            let mut latest = self.candidates(&dated, query);
            // The date alone decides.
            for one in &mut latest {
                one.explanation.similarity = 0.0;
            }
            selection.fill(latest);
            if selection.chosen.len() > pinned {
                kind = AnswerKind::Latest;
            }
        }
        let recommendations = selection.chosen;
        Ok(Answer { kind, name: name.to_owned(), recommendations, known: query.known })
    }

    /// The articles with the page's rarest label that fills a box, else with the label that has the
    /// most of them; and the label's name.
    fn section<'a>(
        &self,
        query: &Query<'a>,
        limit: usize,
    ) -> Result<(&'a str, Vec<Candidate>), Error> {
        let (mut name, mut most, mut weight) = ("", Vec::new(), 0.0);
        for label in &query.labels {
            let mut articles = Vec::new();
            let mut postings = self.index.postings_of(&label.info);
            while let Some((article, _)) = postings.advance()? {
                articles.push(article);
            }
            let articles = self.candidates(&articles, query);
            let order = articles.len().min(limit).cmp(&most.len().min(limit));
            if order.then_with(|| label.weight.total_cmp(&weight)) == Ordering::Greater {
                (name, most, weight) = (label.name, articles, label.weight);
            }
        }
        // One card is no section.
        if most.len() < limit.min(MIN_SECTION) {
            most.clear();
        }
        Ok((name, most))
    }
}
