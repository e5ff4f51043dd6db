//! All files of a large site's catalog, by their names.
//!
//! ```text
//! catalog.json                      the manifest: how many files there are, and where
//! catalog-0123456789abcdef/0/       the files of a build, which never change
//!     near/0/0.bin … near/n/m.bin   neighbourhoods: a page's address tells its file      ┐ a page of the site
//!     map/0/0.bin                   the middles of provinces (regions, where few)        ┐ any other page:
//!     province/0/0.bin …            the middles of a province's regions                  │ the maps, some
//!     region/0/0.bin …              sketches of a region's articles                      │ articles, those
//!     article/0/0.bin …             an article, to be ranked                             │ that they name, the
//!     cards/0/0.json …              what is shown of some: [[title, excerpt, picture]]   ┘ cards of four
//!     latest/0/0.bin                the newest in each language, when nothing is near
//! ```
//!
//! All but `cards` are catalogs, whose bytes [`crate::format`] describes: a map is one too, whose articles
//! are middles or sketches and whose addresses are numbers of files.

pub use crate::atlas::CARDS;
use crate::atlas::{Atlas, Shape};
use crate::error::Error;
use crate::explore::Levels;
use crate::near::Neighbourhoods;
use crate::site::Site;

/// A kind of file, of which there may be many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Neighbourhoods of articles: see [`crate::near`].
    Near,
    /// The map of an atlas: see [`crate::atlas`].
    Map,
    /// The map of a province.
    Province,
    /// The map of a region.
    Region,
    /// An article.
    Article,
    /// What is shown of some articles, as JSON.
    Cards,
    /// The latest articles.
    Latest,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 7] = [
        Kind::Near,
        Kind::Map,
        Kind::Province,
        Kind::Region,
        Kind::Article,
        Kind::Cards,
        Kind::Latest,
    ];

    /// The name of its folder.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Near => "near",
            Kind::Map => "map",
            Kind::Province => "province",
            Kind::Region => "region",
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
/// use also_like::files::{File, Kind};
/// assert_eq!(File(Kind::Near, 700).path(), "near/2/188.bin");
/// assert_eq!(File(Kind::Cards, 3).path(), "cards/0/3.json");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct File(pub Kind, pub usize);

impl File {
    /// Its path in the folder of the catalog's build.
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
    /// Of the atlas.
    pub(crate) shape: Shape,
}

/// The files of a site that is too large for one.
#[derive(Debug)]
pub struct Files<'a> {
    near: Neighbourhoods<'a>,
    atlas: Atlas<'a>,
}

impl<'a> Files<'a> {
    /// Prepares all files of a site.
    pub fn of(site: &'a Site) -> Files<'a> {
        Files { near: Neighbourhoods::of(site), atlas: Atlas::of(site) }
    }

    /// Those of a site as an earlier build laid it out, with what has come since.
    pub(crate) fn with(site: &'a Site, layout: &Layout) -> Files<'a> {
        Files {
            near: Neighbourhoods::with(site, layout.around.len()),
            atlas: Atlas::with(site, layout.shape.clone()),
        }
    }

    /// Which file has what: quickly told once all files are written.
    pub fn layout(&self) -> Layout {
        let around = (0..self.near()).map(|file| self.near.around_file(file).to_vec());
        Layout {
            around: around.collect(),
            latest: self.near.newest(),
            shape: self.atlas.shape().clone(),
        }
    }

    /// How many neighbourhood files there are: an address' [hash](crate::link::Key::hash) modulo this is
    /// its file's number.
    pub fn near(&self) -> usize {
        self.near.files()
    }

    /// How many maps of each level there are.
    pub fn levels(&self) -> Levels {
        self.atlas.levels()
    }

    /// Every file there is, in a fixed order.
    pub fn all(&self) -> Vec<File> {
        let Levels { provinces, regions } = self.levels();
        let each = |kind: Kind, count: usize| (0..count).map(move |number| File(kind, number));
        each(Kind::Map, usize::from(regions > 1))
            .chain(each(Kind::Latest, 1))
            .chain(each(Kind::Province, provinces))
            .chain(each(Kind::Region, regions))
            .chain(each(Kind::Article, self.atlas.articles()))
            .chain(each(Kind::Cards, self.atlas.articles().div_ceil(CARDS)))
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
            Kind::Map => self.atlas.map(),
            Kind::Province => self.atlas.province(number),
            Kind::Region => self.atlas.region(number),
            Kind::Article => self.atlas.article(number),
            Kind::Cards => Ok(json(&self.atlas.cards(number))),
            Kind::Latest => self.near.latest(),
        }
    }
}
