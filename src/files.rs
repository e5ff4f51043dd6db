//! All files of a large site's catalog, by their names.
//!
//! ```text
//! catalog.json                      the manifest: how many files there are, and where
//! catalog-0123456789abcdef/0/       the files of a build, which never change
//!     near/0/0.bin … near/n/m.bin   neighbourhoods: a page's address tells its file      ┐ a page of the site
//!     map/0/0.bin                   centroids of regions (of leaves, where few)          ┐ any other page:
//!     region/0/0.bin …              centroids of a region's leaves                       │ map, some regions,
//!     leaf/0/0.bin …                some articles that resemble each other, to be ranked │ some leaves, then
//!     cards/0/0.json …              what is shown of them: [[title, excerpt, picture]]   ┘ the cards of four
//!     latest/0/0.bin                the newest in each language, when nothing is near
//! ```
//!
//! All but `cards` are catalogs, whose bytes [`crate::format`] describes: a map is one too, whose articles
//! are centroids and whose addresses are numbers of files.

use crate::atlas::Atlas;
use crate::error::Error;
use crate::near::Neighbourhoods;
use crate::site::Site;

/// A kind of file, of which there may be many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Neighbourhoods of articles: see [`crate::near`].
    Near,
    /// The map of an atlas: see [`crate::atlas`].
    Map,
    /// The map of a region.
    Region,
    /// The articles of a leaf.
    Leaf,
    /// What is shown of them, as JSON.
    Cards,
    /// The latest articles.
    Latest,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 6] =
        [Kind::Near, Kind::Map, Kind::Region, Kind::Leaf, Kind::Cards, Kind::Latest];

    /// The name of its folder.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Near => "near",
            Kind::Map => "map",
            Kind::Region => "region",
            Kind::Leaf => "leaf",
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
    /// Of each leaf, in ascending order: a place there is known to other leaves and stays.
    pub(crate) leaves: Vec<Vec<u32>>,
    /// The leaves of each region.
    pub(crate) regions: Vec<Vec<u32>>,
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

    /// Those of a site as an earlier build laid it out, with what has come since. The maps, which stay as
    /// they are, can't be written.
    pub(crate) fn with(site: &'a Site, layout: &Layout) -> Files<'a> {
        let Layout { around, leaves, regions, .. } = layout;
        Files {
            near: Neighbourhoods::with(site, around.len()),
            atlas: Atlas::with(site, leaves.clone(), regions.clone()),
        }
    }

    /// Which file has what: quickly told once all files are written.
    pub fn layout(&self) -> Layout {
        let (leaves, regions) = self.atlas.shape();
        let around = (0..self.near()).map(|file| self.near.around_file(file).to_vec());
        Layout {
            around: around.collect(),
            latest: self.near.newest(),
            leaves: leaves.to_vec(),
            regions: regions.to_vec(),
        }
    }

    /// How many neighbourhood files there are: an address' [hash](crate::link::Key::hash) modulo this is
    /// its file's number.
    pub fn near(&self) -> usize {
        self.near.files()
    }

    /// How many regions the map has; none when it has the leaves.
    pub fn regions(&self) -> usize {
        self.atlas.regions()
    }

    /// Every file there is, in a fixed order.
    pub fn all(&self) -> Vec<File> {
        let each = |kind: Kind, count: usize| (0..count).map(move |number| File(kind, number));
        each(Kind::Map, 1)
            .chain(each(Kind::Latest, 1))
            .chain(each(Kind::Region, self.regions()))
            .chain(each(Kind::Leaf, self.atlas.leaves()))
            .chain(each(Kind::Cards, self.atlas.leaves()))
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
            Kind::Region => self.atlas.region(number),
            Kind::Leaf => self.atlas.leaf(number),
            Kind::Cards => Ok(json(&self.atlas.cards(number))),
            Kind::Latest => self.near.latest(),
        }
    }
}
