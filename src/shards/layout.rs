//! The shards of a large site's catalog, by their names.
//!
//! ```text
//! catalog.json                  the manifest: how many shards there are, and where
//! catalog-0123456789abcdef/     the shards of a build; updates write some of them anew
//!     neighbourhoods/0/0.bin …  by the hash of a page's address              ┐ a page of the site
//!     terms/0/0.bin             the weights of the most common words         ┐ any other page:
//!     champions/0/0.bin …       champion lists of words                      │ the lists of its
//!     articles/0/0.bin …        an article to be ranked, and its edges       │ words, articles,
//!     cards/0/0.json …          what some show: [[title, excerpt, picture]]  ┘ cards of four
//!     latest/0/0.bin            the newest in each language, when nothing is near
//! ```
//!
//! All but `cards` have bytes that [`crate::catalog::format`] describes. An article's shard has the
//! number of the article.

use super::champions::Champions;
use super::constants::{
    ARTICLES_FOLDER, CARDS_FOLDER, CARDS_PER_FILE, CHAMPIONS_FOLDER, LATEST_FOLDER,
    NEIGHBOURHOODS_FOLDER, TERMS_FOLDER,
};
use super::neighbourhoods::Neighbourhoods;
use crate::catalog::Error;
use crate::catalog::format::FileKind;
use crate::index::site::Site;
use crate::index::writer::ArticleFile;

/// Bits of terms that the shards of articles leave out: a page of 600 terms takes one of every
/// tenth article for what it is not. Measured: two bits less cost two of a hundred answers.
const CUT: u32 = 12;

/// A kind of shard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ShardKind {
    /// Neighbourhoods of articles: see [`crate::shards::neighbourhoods`].
    Neighbourhoods,
    /// The most common words: see [`CommonTerms`](crate::catalog::CommonTerms).
    Terms,
    /// Champion lists of words: see [`ChampionLists`](crate::catalog::ChampionLists).
    Champions,
    /// An article.
    Articles,
    /// What is shown of some articles, as JSON.
    Cards,
    /// The latest articles.
    Latest,
}

impl ShardKind {
    /// All kinds.
    pub const ALL: [ShardKind; 6] = [
        ShardKind::Neighbourhoods,
        ShardKind::Terms,
        ShardKind::Champions,
        ShardKind::Articles,
        ShardKind::Cards,
        ShardKind::Latest,
    ];

    /// The name of its folder.
    pub fn folder(self) -> &'static str {
        match self {
            ShardKind::Neighbourhoods => NEIGHBOURHOODS_FOLDER,
            ShardKind::Terms => TERMS_FOLDER,
            ShardKind::Champions => CHAMPIONS_FOLDER,
            ShardKind::Articles => ARTICLES_FOLDER,
            ShardKind::Cards => CARDS_FOLDER,
            ShardKind::Latest => LATEST_FOLDER,
        }
    }
}

/// A shard, by its kind and its number among those of its kind.
///
/// Its path has folders of 256, since a folder of a million files is slow everywhere.
///
/// ```
/// use also_like::shards::layout::{Shard, ShardKind};
/// assert_eq!(Shard(ShardKind::Neighbourhoods, 700).path(), "neighbourhoods/2/188.bin");
/// assert_eq!(Shard(ShardKind::Cards, 3).path(), "cards/0/3.json");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shard(pub ShardKind, pub usize);

impl Shard {
    /// Its path in the folder of the shards.
    pub fn path(self) -> String {
        let Shard(kind, number) = self;
        let end = if kind == ShardKind::Cards { "json" } else { "bin" };
        format!("{}/{}/{}.{end}", kind.folder(), number >> 8, number & 255)
    }
}

/// Which articles are in which of a site's shards, by their numbers; an update continues from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Of each shard of neighbourhoods the candidates for its pages, in ascending order.
    pub(crate) candidates: Vec<Vec<u32>>,
    /// The articles of the shard of the latest.
    pub(crate) latest: Vec<u32>,
    /// How many shards of champion lists there are.
    pub(crate) champions: u32,
}

/// The shards of a site that is too large for one file.
#[derive(Debug)]
pub struct Shards<'a> {
    site: &'a Site,
    neighbourhoods: Neighbourhoods<'a>,
    champions: Champions<'a>,
}

impl<'a> Shards<'a> {
    /// Prepares all shards of a site.
    pub fn new(site: &'a Site) -> Shards<'a> {
        Shards { site, neighbourhoods: Neighbourhoods::new(site), champions: Champions::new(site) }
    }

    /// The shards of a site as an earlier build laid it out, with the articles added since.
    pub(crate) fn from_layout(site: &'a Site, layout: &Layout) -> Shards<'a> {
        Shards {
            site,
            neighbourhoods: Neighbourhoods::with_shards(site, layout.candidates.len()),
            champions: Champions::with_shards(site, layout.champions as usize),
        }
    }

    /// Which shard has which articles. Fast once all shards are written.
    pub fn layout(&self) -> Layout {
        let all = 0..self.neighbourhoods();
        Layout {
            candidates: all.map(|shard| self.neighbourhoods.candidates(shard).to_vec()).collect(),
            latest: self.neighbourhoods.newest(),
            champions: self.champions.shards() as u32,
        }
    }

    /// How many shards of neighbourhoods there are: an address'
    /// [hash](crate::document::UrlKey::hash) modulo this is its shard's number.
    pub fn neighbourhoods(&self) -> usize {
        self.neighbourhoods.shards()
    }

    /// How many shards of champion lists there are: see [`explore`](crate::shards::explore).
    pub fn champions(&self) -> usize {
        self.champions.shards()
    }

    /// How many shards of articles there are: one for each article, removed ones included.
    pub fn articles(&self) -> usize {
        self.site.articles.len()
    }

    /// Every shard there is, in a fixed order.
    pub fn all(&self) -> Vec<Shard> {
        let each =
            |kind: ShardKind, count: usize| (0..count).map(move |number| Shard(kind, number));
        each(ShardKind::Terms, 1)
            .chain(each(ShardKind::Latest, 1))
            .chain(each(ShardKind::Champions, self.champions()))
            .chain(each(ShardKind::Articles, self.articles()))
            .chain(each(ShardKind::Cards, self.articles().div_ceil(CARDS_PER_FILE)))
            .chain(each(ShardKind::Neighbourhoods, self.neighbourhoods()))
            .collect()
    }

    /// The bytes of a shard; those of [`ShardKind::Cards`] are made by `json` from title, excerpt
    /// and picture of each article.
    ///
    /// # Errors
    /// A section of 4 GiB or more.
    pub fn write(
        &self,
        Shard(kind, number): Shard,
        json: impl Fn(&[[&str; 3]]) -> Vec<u8>,
    ) -> Result<Vec<u8>, Error> {
        match kind {
            ShardKind::Neighbourhoods => self.neighbourhoods.write(number),
            ShardKind::Terms => self.champions.common_terms(),
            ShardKind::Champions => self.champions.write(number),
            ShardKind::Articles => self.article(number as u32),
            ShardKind::Cards => Ok(json(&self.cards(number))),
            ShardKind::Latest => self.neighbourhoods.latest(),
        }
    }

    fn article(&self, number: u32) -> Result<Vec<u8>, Error> {
        let numbers = &[number];
        ArticleFile { kind: FileKind::Article, numbers, asked: None, cut: CUT }.write(self.site)
    }

    /// What is shown of the articles of a shard of cards: title, excerpt and picture.
    fn cards(&self, shard: usize) -> Vec<[&str; 3]> {
        let some = self.site.articles.iter().skip(shard * CARDS_PER_FILE).take(CARDS_PER_FILE);
        some.map(|one| [&*one.title, &*one.excerpt, &*one.image]).collect()
    }
}
