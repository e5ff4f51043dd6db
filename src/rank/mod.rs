//! Ranking: which articles of a catalog are recommended under the page being read.
//!
//! In: a [`Catalog`] and a [`Page`]. Out: an [`Answer`]. May import `text`, `weighting`, `document`
//! and `catalog`.

pub mod answer;
mod candidate;
mod fallback;
pub mod near_duplicates;
pub mod options;
mod query;
#[cfg(feature = "reasons")]
mod reasons;
pub mod score;
pub mod select;

use crate::catalog::{Catalog, Error};
use crate::document::{Labels, Page, UrlKey, labels};
use crate::text::decode;
use crate::weighting::{TermCounts, counts};

pub use answer::{Answer, AnswerKind, Recommendation};
pub use options::{Fallback, Languages, MAX_LIMIT, RankOptions};
use query::Query;
pub use score::{Explanation, floor};

impl<D: AsRef<[u8]>> Catalog<D> {
    /// What to recommend under a page, best first.
    ///
    /// Left out are the page itself (found by its address or by nearly all of its text), its
    /// translations and near-duplicates, excludes, articles dated after today or expired, and those
    /// in another language. Of several near-duplicates one is given. Articles below the [`floor`]
    /// are not related. Equal scores are ordered by date, newer first, then by address.
    ///
    /// # Errors
    /// A damaged catalog: postings that name articles it does not have.
    pub fn related(&self, page: &Page, options: &RankOptions) -> Result<Answer, Error> {
        let counts = counts(&page.title, &page.excerpt, &page.text, &options.index_weights);
        let names = page.labels.iter().map(String::as_str);
        let labels = labels(names, &UrlKey::new(&page.url));
        self.related_to(&counts, &labels, page, options)
    }

    /// [`related`](Catalog::related) for a page whose terms are counted and whose labels are
    /// hashed already. Its title, excerpt and text serve only for reasons.
    pub fn related_to(
        &self,
        counts: &TermCounts,
        labels: &Labels,
        page: &Page,
        options: &RankOptions,
    ) -> Result<Answer, Error> {
        let at_page = self.at_page(page);
        let mut query = self.query(counts, labels, page, at_page.first().copied(), options)?;
        if at_page.is_empty() {
            self.exclude_doubles(counts, &mut query);
        }
        self.rank(query, at_page, page, options)
    }

    /// [`related_to`](Catalog::related_to) for a page that is one of the articles; `None` for any
    /// other. The engine that most pages load is without what only the others need.
    pub fn related_to_article(
        &self,
        counts: &TermCounts,
        labels: &Labels,
        page: &Page,
        options: &RankOptions,
    ) -> Result<Option<Answer>, Error> {
        let at_page = self.at_page(page);
        let Some(&own) = at_page.first() else { return Ok(None) };
        let query = self.query(counts, labels, page, Some(own), options)?;
        self.rank(query, at_page, page, options).map(Some)
    }

    /// The articles at a page's address: several when they have the same URL key. None is given.
    fn at_page(&self, page: &Page) -> Vec<u32> {
        if page.url.is_empty() { Vec::new() } else { self.all_at(&UrlKey::new(&page.url)) }
    }

    fn rank(
        &self,
        mut query: Query<'_>,
        at_page: Vec<u32>,
        page: &Page,
        options: &RankOptions,
    ) -> Result<Answer, Error> {
        let own = at_page.first().copied();
        let (card, _) = own.and_then(|own| self.stored_card(own)).unwrap_or_default();
        let mut pins = Vec::new();
        self.find_all(&page.pins, &decode(card.pins), &mut pins);
        query.excluded.extend(at_page);
        self.exclude_near_duplicates(&mut query);
        self.find_all(&page.excludes, &decode(card.excludes), &mut query.excluded);
        self.find_all(&page.translations, "", &mut query.excluded);
        if options.skip_linked {
            self.find_all(&page.links, "", &mut query.excluded);
        }
        let answer = self.fallback_chain(&query, &pins, options)?;
        #[cfg(feature = "reasons")]
        let answer = self.explain(page, &query.terms, answer)?;
        Ok(answer)
    }
}
