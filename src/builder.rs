//! From articles to the bytes of a catalog.

use crate::error::Error;
use crate::prepared::Prepared;
use crate::signals::Signals;
use crate::site::Site;

/// What a catalog keeps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// How many features of an article are kept, those that say most of it; `None` keeps all.
    ///
    /// Fewer make a smaller catalog and rougher answers. Default: 128.
    pub features_per_article: Option<u32>,
    /// How much is made of what. Default: as the widget has it; with others it would not agree.
    pub signals: Signals,
}

impl Default for Options {
    fn default() -> Options {
        Options { features_per_article: Some(128), signals: Signals::DEFAULT }
    }
}

/// Collects articles and writes them as one catalog.
///
/// ```
/// use also_like::{Article, BuildOptions, Builder, Catalog, Page, Prepared, RankOptions};
///
/// let article = |url: &str, title: &str, text: &str| {
///     Prepared::new(Article { url: url.into(), title: title.into(), text: text.into(), ..Article::default() })
/// };
/// let mut builder = Builder::new(BuildOptions::default());
/// builder.add(article("/kim", "Kim writes to Putin", "Pyongyang promised Moscow support over sanctions."));
/// builder.add(article("/arms", "Shells for Moscow", "Ships from Pyongyang reached Russia despite sanctions."));
/// builder.add(article("/tea", "A dry spring for tea", "Growers on the mountain wait for rain."));
/// builder.add(article("/rain", "Rain at last", "The mountain growers' wait is over."));
/// let catalog = Catalog::open(builder.finish()?)?;
///
/// let page = Page {
///     title: "Sanctions".into(),
///     text: "What Pyongyang and Moscow want.".into(),
///     ..Page::default()
/// };
/// let answer = catalog.related(&page, &RankOptions::default())?;
/// let urls = answer.related.iter().map(|related| catalog.card(related.article).unwrap().url);
/// assert_eq!(urls.collect::<Vec<_>>(), ["/kim", "/arms"]);
/// # Ok::<(), also_like::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Builder {
    options: Options,
    articles: Vec<Prepared>,
}

impl Builder {
    /// A builder without articles.
    pub fn new(options: Options) -> Builder {
        Builder { options, articles: Vec::new() }
    }

    /// Adds an article. The order of additions does not matter; of two with the same address one is
    /// kept, always the same.
    pub fn add(&mut self, article: Prepared) {
        self.articles.push(article);
    }

    /// Writes the catalog as one file. The same articles give the same bytes.
    ///
    /// # Errors
    /// More than 2³² − 1 articles, or a section of 4 GiB or more.
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        self.weigh()?.whole()
    }

    /// Weighs the articles and compares them with each other: for catalogs of several files.
    ///
    /// # Errors
    /// More than 2³² − 1 articles.
    pub fn weigh(self) -> Result<Site, Error> {
        Site::of(self.articles, &self.options)
    }
}
