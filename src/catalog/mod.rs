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

/// Reads all of a file of any kind.
///
/// # Errors
/// The first thing that is not as it was written.
pub fn verify(data: &[u8]) -> Result<(), Error> {
    let index = TermIndex::open(data)?;
    match index.kind() {
        FileKind::Champions => ChampionLists::new(index).verify(),
        FileKind::Terms => CommonTerms::new(index).verify(),
        _ => Catalog::new(index).verify(),
    }
}
