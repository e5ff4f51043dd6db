//! The file of a large site's most common terms, read in place.

use crate::catalog::Error;
use crate::catalog::format::FileKind;
use crate::catalog::term_index::TermIndex;
use crate::weighting::{TermCounts, tf};

/// What the most common terms of a site weigh, and all others together.
#[derive(Debug, Clone)]
pub struct CommonTerms<D> {
    index: TermIndex<D>,
}

impl<D: AsRef<[u8]>> CommonTerms<D> {
    /// Opens a file by its header.
    ///
    /// # Errors
    /// As those of [`Catalog::open`](crate::Catalog::open).
    pub fn open(data: D) -> Result<CommonTerms<D>, Error> {
        let index = TermIndex::open(data)?;
        index.expect(index.kind() == FileKind::Terms, "common terms")?;
        Ok(CommonTerms::new(index))
    }

    /// The terms of an open file. Its kind must have been looked at.
    pub(super) fn new(index: TermIndex<D>) -> CommonTerms<D> {
        CommonTerms { index }
    }

    /// Reads everything.
    ///
    /// # Errors
    /// The first thing that is not as it was written.
    pub fn verify(&self) -> Result<(), Error> {
        self.index.verify(false)
    }

    /// What a term weighs that is none of them.
    pub fn other_weight(&self) -> f32 {
        self.index.sections.constant
    }

    /// Gives each word of a page, by its [place](crate::text::Term::place), with its TF-IDF weight.
    pub fn words(&self, counts: &TermCounts, found: &mut dyn FnMut(u32, f32)) {
        let other = self.other_weight();
        for &(term, count) in counts {
            if !term.is_pair() {
                let weight = self.index.term_info(term).map_or(other, |info| info.weight);
                found(term.place(), tf(count) * weight);
            }
        }
    }
}
