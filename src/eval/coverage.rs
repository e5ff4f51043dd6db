//! The boxes of a whole site, from its catalog alone. Native only.

use std::collections::HashMap;

use crate::catalog::Catalog;
use crate::catalog::Error;
use crate::document::Day;
use crate::document::Labels;
use crate::document::Page;
use crate::index::parallel;
use crate::rank::{AnswerKind, RankOptions};
use crate::text::Term;
use crate::weighting::TermCounts;

impl<D: AsRef<[u8]> + Sync> Catalog<D> {
    /// The box of each article on a day, in the order of their numbers: its kind and the numbers of
    /// its articles, best first.
    ///
    /// Queries are the stored terms and labels of the articles, not their whole texts, without the
    /// links and the curation of their pages.
    ///
    /// # Errors
    /// A damaged catalog.
    pub fn boxes(
        &self,
        limit: usize,
        today: Option<Day>,
    ) -> Result<Vec<(AnswerKind, Vec<u32>)>, Error> {
        let mut counts: Vec<TermCounts> = vec![TermCounts::new(); self.len()];
        let mut labels: HashMap<u32, Vec<Term>> = HashMap::new();
        for (term, info) in self.index.terms()? {
            let mut postings = self.index.postings_of(&info);
            while let Some((article, count)) = postings.advance()? {
                if term.is_label() {
                    labels.entry(article).or_default().push(term);
                } else {
                    counts[article as usize].push((term, count.into()));
                }
            }
        }
        let options = RankOptions { limit, today, ..RankOptions::default() };
        let ask = |id: usize, (): &mut ()| {
            let card =
                self.card(id as u32).ok_or_else(|| Error::damaged("an article can't be read"))?;
            let page =
                Page { url: card.url.to_owned(), lang: card.lang.to_owned(), ..Page::default() };
            let labels = labels.get(&(id as u32)).into_iter().flatten();
            let labels: Labels = labels.map(|label| (*label, String::new())).collect();
            let answer = self.related_to(&counts[id], &labels, &page, &options)?;
            Ok((answer.kind, answer.recommendations.iter().map(|one| one.article).collect()))
        };
        parallel::map(parallel::threads(), self.len(), ask, &|_| ()).into_iter().collect()
    }
}
