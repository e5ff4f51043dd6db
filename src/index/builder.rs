//! From articles to the bytes of a catalog.

use super::forward_index::ForwardIndex;
use super::options::{BuildOptions, BuildProgress};
use super::site::Site;
use crate::catalog::Error;
use crate::document::Prepared;
use crate::weighting::TermVector;

/// Collects articles and writes them as one catalog.
///
/// ```
/// use also_like::{Article, BuildOptions, Builder, Catalog, Prepared};
///
/// let mut builder = Builder::new(BuildOptions::default());
/// for (url, text) in [("/tea", "Growers wait for rain."), ("/rain", "The wait is over.")] {
///     let article = Article { url: url.into(), text: text.into(), ..Article::default() };
///     builder.add(Prepared::new(article));
/// }
/// assert_eq!(Catalog::open(builder.finish()?)?.len(), 2);
/// # Ok::<(), also_like::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Builder {
    options: BuildOptions,
    articles: Vec<Prepared>,
    /// Their terms.
    rows: ForwardIndex,
}

impl Builder {
    /// A builder without articles.
    pub fn new(options: BuildOptions) -> Builder {
        Builder { options, ..Builder::default() }
    }

    /// Adds an article. The order of additions does not matter; of two with the same address one is
    /// kept, always the same.
    pub fn add(&mut self, mut article: Prepared) {
        let TermVector { terms, counts } = std::mem::take(&mut article.terms);
        self.rows.push(&terms, &counts);
        self.articles.push(article);
    }

    /// Writes the catalog as one file. The same articles give the same bytes.
    ///
    /// # Errors
    /// 2²⁴ articles or more, or a section of 4 GiB or more.
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        self.weigh()?.whole()
    }

    /// Weighs the articles and compares them with each other: for catalogs of several files.
    ///
    /// # Errors
    /// 2²⁴ articles or more.
    pub fn weigh(self) -> Result<Site, Error> {
        self.weigh_telling(&|_| ())
    }

    /// The same with progress: `tell` is called on several threads, a few hundred times.
    ///
    /// # Errors
    /// 2²⁴ articles or more.
    pub fn weigh_telling(self, tell: &(dyn Fn(BuildProgress) + Sync)) -> Result<Site, Error> {
        Site::new(self.articles, self.rows, &self.options, tell)
    }
}
