//! The catalog file: its bytes, written once and read in place.
//!
//! In: postings, entries and cards. Out: bytes, and over any bytes a reader of the kind of file
//! that they are: a [`Catalog`], [`ChampionLists`] or [`CommonTerms`]. May import `text`,
//! `weighting` and `document`.

pub mod bytes;
pub mod card;
pub mod champion_lists;
pub mod common_terms;
pub mod encode;
pub mod entry;
pub mod error;
pub mod format;
pub mod reader;
pub mod term_index;

pub use card::Card;
pub use champion_lists::ChampionLists;
pub use common_terms::CommonTerms;
pub use error::{Error, ErrorKind};
pub use reader::Catalog;

use format::FileKind;
use term_index::TermIndex;

/// A file of a catalog, with the reader of its kind.
#[derive(Debug, Clone)]
pub enum CatalogFile<D> {
    /// Articles with their cards.
    Articles(Catalog<D>),
    /// Champion lists.
    Champions(ChampionLists<D>),
    /// Common terms.
    Terms(CommonTerms<D>),
}

impl<D: AsRef<[u8]>> CatalogFile<D> {
    /// Opens a file of any kind by its header.
    ///
    /// # Errors
    /// As those of [`Catalog::open`].
    pub fn open(data: D) -> Result<CatalogFile<D>, Error> {
        let index = TermIndex::open(data)?;
        Ok(match index.kind() {
            FileKind::Champions => CatalogFile::Champions(ChampionLists::new(index)),
            FileKind::Terms => CatalogFile::Terms(CommonTerms::new(index)),
            _ => CatalogFile::Articles(Catalog::new(index)),
        })
    }

    /// The error where a file of another kind is expected.
    pub fn unexpected(&self, expected: FileKind) -> Error {
        let found = match self {
            CatalogFile::Articles(catalog) => catalog.kind(),
            CatalogFile::Champions(_) => FileKind::Champions,
            CatalogFile::Terms(_) => FileKind::Terms,
        };
        Error::other_file(found.content(), expected.content())
    }
}

/// Reads all of a file of any kind.
///
/// # Errors
/// The first thing that is not as it was written.
pub fn verify(data: &[u8]) -> Result<(), Error> {
    match CatalogFile::open(data)? {
        CatalogFile::Articles(catalog) => catalog.verify(),
        CatalogFile::Champions(lists) => lists.verify(),
        CatalogFile::Terms(terms) => terms.verify(),
    }
}
