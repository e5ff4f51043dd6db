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
pub use score::{Explanation, floor};

impl<D: AsRef<[u8]>> Catalog<D> {
    /// What to recommend under a page, best first.
    ///
    /// The page itself is left out, whether its address or nearly all its text gives it away, and
    /// so are its translations and its near-duplicates, what an editor excludes, what is dated
    /// after today or has expired, and what is in another language. Of several near-duplicates one
    /// is given. Nothing is called related that stays under the [`floor`]. Equal scores are ordered
    /// by date, newer first, then by address.
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
    /// known already: its title, excerpt and text only lend their words.
    pub fn related_to(
        &self,
        counts: &TermCounts,
        labels: &Labels,
        page: &Page,
        options: &RankOptions,
    ) -> Result<Answer, Error> {
        // Of several that addresses do not tell apart none is given.
        let at_page =
            if page.url.is_empty() { Vec::new() } else { self.all_at(&UrlKey::new(&page.url)) };
        let own = at_page.first().copied();
        let mut query = self.query(counts, labels, page, own, options)?;
        let (card, _) = own.and_then(|own| self.stored_card(own)).unwrap_or_default();
        let mut pins = Vec::new();
        self.find_all(&page.pins, &decode(card.pins), &mut pins);
        query.excluded.extend(at_page);
        self.exclude_near_duplicates(counts, &mut query);
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
