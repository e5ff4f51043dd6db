//! A file of champion lists, read in place: for each term the articles in which it weighs most.

use crate::catalog::Error;
use crate::catalog::format::FileKind;
use crate::catalog::term_index::TermIndex;

/// Champion lists: see `shards/champions`, which writes them.
#[derive(Debug, Clone)]
pub struct ChampionLists<D> {
    pub(crate) index: TermIndex<D>,
}

impl<D: AsRef<[u8]>> ChampionLists<D> {
    /// Opens a file by its header.
    ///
    /// # Errors
    /// As those of [`Catalog::open`](crate::Catalog::open).
    pub fn open(data: D) -> Result<ChampionLists<D>, Error> {
        let index = TermIndex::open(data)?;
        index.expect(index.kind() == FileKind::Champions, "champion lists")?;
        Ok(ChampionLists::new(index))
    }

    /// The lists of an open file. Its kind must have been looked at.
    pub(super) fn new(index: TermIndex<D>) -> ChampionLists<D> {
        ChampionLists { index }
    }

    /// Reads everything.
    ///
    /// # Errors
    /// The first thing that is not as it was written.
    pub fn verify(&self) -> Result<(), Error> {
        self.index.verify(true)?;
        let numbers = (0..self.index.len()).map(|place| self.article(place));
        if numbers.is_sorted() && self.norm().is_finite() && self.norm() > 0.0 {
            Ok(())
        } else {
            Err(Error::damaged("an article can't be read"))
        }
    }

    /// The inverted index: its articles are places among those of the file.
    pub fn index(&self) -> &TermIndex<D> {
        &self.index
    }

    /// The norm of every article.
    pub fn norm(&self) -> f32 {
        self.index.sections.constant
    }

    /// The number in the site of an article, by its place among those of the file.
    pub fn article(&self, place: usize) -> Option<u32> {
        self.index.at(&self.index.sections.entries, place.checked_mul(4)?)?.u32()
    }
}
