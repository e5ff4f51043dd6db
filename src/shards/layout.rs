//! All files of a large site's catalog, by their names.
//!
//! ```text
//! catalog.json                    the manifest: how many files there are, and where
//! catalog-0123456789abcdef/       the files of a build; updates write some of them anew
//!     near/0/0.bin … n/m.bin      neighbourhoods: a page's address tells its file      ┐ a page of the site
//!     common/0/0.bin              what the most common words weigh                     ┐ any other page:
//!     champions/0/0.bin …         the articles that telling words say most of          │ the lists of its
//!     article/0/0.bin …           an article, to be ranked, and which are near to it   │ words, articles,
//!     cards/0/0.json …            what is shown of some: [[title, excerpt, picture]]   ┘ cards of four
//!     latest/0/0.bin              the newest in each language, when nothing is near
//! ```
//!
//! All but `cards` are catalogs, whose bytes [`crate::catalog::format`] describes: also those of words, whose articles
//! have numbers for addresses. An article's file has the number of the article.

use crate::catalog::Error;
use crate::catalog::format::FileKind;
use crate::index::site::Site;
use crate::index::writer::ArticleFile;
use crate::shards::champions::Champions;
use crate::shards::neighbourhoods::Neighbourhoods;

/// Articles whose cards share a file.
pub const CARDS: usize = 16;

/// Bits of terms that the files of articles leave out: a page of 600 terms takes one of every tenth
/// article for what it is not. Measured: two bits less cost two of a hundred answers.
const CUT: u32 = 12;

/// A kind of file, of which there may be many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Neighbourhoods of articles: see [`crate::shards::neighbourhoods`].
    Near,
    /// The most common words: see `src/champions.rs`.
    Common,
    /// Champion lists of words.
    Champions,
    /// An article.
    Article,
    /// What is shown of some articles, as JSON.
    Cards,
    /// The latest articles.
    Latest,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 6] =
        [Kind::Near, Kind::Common, Kind::Champions, Kind::Article, Kind::Cards, Kind::Latest];

    /// The name of its folder.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Near => "near",
            Kind::Common => "common",
            Kind::Champions => "champions",
            Kind::Article => "article",
            Kind::Cards => "cards",
            Kind::Latest => "latest",
        }
    }
}

/// A file, by its kind and its number among those of its kind.
///
/// Its path has folders of 256, since a folder of a million files is slow everywhere.
///
/// ```
/// use also_like::shards::layout::{File, Kind};
/// assert_eq!(File(Kind::Near, 700).path(), "near/2/188.bin");
/// assert_eq!(File(Kind::Cards, 3).path(), "cards/0/3.json");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct File(pub Kind, pub usize);

impl File {
    /// Its path in the folder of the catalog's files.
    pub fn path(self) -> String {
        let File(kind, number) = self;
        let end = if kind == Kind::Cards { "json" } else { "bin" };
        format!("{}/{}/{}.{end}", kind.name(), number >> 8, number & 255)
    }
}

/// Which articles stand in which of a site's files, by their numbers: what a later build goes on from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Of each neighbourhood file those around its own articles, in ascending order.
    pub(crate) around: Vec<Vec<u32>>,
    /// Of the file of the latest.
    pub(crate) latest: Vec<u32>,
    /// How many files of champion lists there are.
    pub(crate) champions: u32,
}

/// The files of a site that is too large for one.
#[derive(Debug)]
pub struct Files<'a> {
    site: &'a Site,
    near: Neighbourhoods<'a>,
    champions: Champions<'a>,
}

impl<'a> Files<'a> {
    /// Prepares all files of a site.
    pub fn of(site: &'a Site) -> Files<'a> {
        Files { site, near: Neighbourhoods::of(site), champions: Champions::of(site) }
    }

    /// Those of a site as an earlier build laid it out, with what has come since.
    pub(crate) fn with(site: &'a Site, layout: &Layout) -> Files<'a> {
        Files {
            site,
            near: Neighbourhoods::with(site, layout.around.len()),
            champions: Champions::with(site, layout.champions as usize),
        }
    }

    /// Which file has what: quickly told once all files are written.
    pub fn layout(&self) -> Layout {
        let around = (0..self.near()).map(|file| self.near.around_file(file).to_vec());
        Layout {
            around: around.collect(),
            latest: self.near.newest(),
            champions: self.champions.files() as u32,
        }
    }

    /// How many neighbourhood files there are: an address' [hash](crate::document::UrlKey::hash) modulo this is
    /// its file's number.
    pub fn near(&self) -> usize {
        self.near.files()
    }

    /// How many files of champion lists there are: see [`explore`](crate::shards::explore).
    pub fn champions(&self) -> usize {
        self.champions.files()
    }

    /// How many files of articles there are: as many as articles, also those that are no more.
    pub fn articles(&self) -> usize {
        self.site.articles.len()
    }

    /// Every file there is, in a fixed order.
    pub fn all(&self) -> Vec<File> {
        let each = |kind: Kind, count: usize| (0..count).map(move |number| File(kind, number));
        each(Kind::Common, 1)
            .chain(each(Kind::Latest, 1))
            .chain(each(Kind::Champions, self.champions()))
            .chain(each(Kind::Article, self.articles()))
            .chain(each(Kind::Cards, self.articles().div_ceil(CARDS)))
            .chain(each(Kind::Near, self.near()))
            .collect()
    }

    /// The bytes of a file; those of [`Kind::Cards`] are made by `json` from title, excerpt and picture of
    /// each article.
    ///
    /// # Errors
    /// A section of 4 GiB or more.
    pub fn write(
        &self,
        File(kind, number): File,
        json: impl Fn(&[[&str; 3]]) -> Vec<u8>,
    ) -> Result<Vec<u8>, Error> {
        match kind {
            Kind::Near => self.near.write(number),
            Kind::Common => self.champions.common(),
            Kind::Champions => self.champions.write(number),
            Kind::Article => self.article(number as u32),
            Kind::Cards => Ok(json(&self.cards(number))),
            Kind::Latest => self.near.latest(),
        }
    }

    fn article(&self, number: u32) -> Result<Vec<u8>, Error> {
        let numbers = &[number];
        ArticleFile { kind: FileKind::Article, numbers, asked: None, cut: CUT }.write(self.site)
    }

    /// What is shown of the articles of a file of cards, by their numbers: title, excerpt and picture.
    fn cards(&self, file: usize) -> Vec<[&str; 3]> {
        let some = self.site.articles.iter().skip(file * CARDS).take(CARDS);
        some.map(|one| [&*one.title, &*one.excerpt, &*one.image]).collect()
    }
}
