//! The terms of an article with their counts, in little space.

use super::{MAX_COUNT, TermCounts};
use crate::text::Term;

/// The terms of an article by ascending value, with their counts: 5 bytes each.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermVector {
    pub terms: Box<[u32]>,
    pub counts: Box<[u8]>,
}

impl TermVector {
    pub fn new(counts: TermCounts) -> TermVector {
        // As one number each, which is sorted fastest.
        let pack = |(term, count): (Term, u32)| u64::from(term.0) << 32 | u64::from(count);
        let mut terms: Vec<u64> = counts.into_iter().map(pack).collect();
        terms.sort_unstable();
        TermVector {
            terms: terms.iter().map(|info| (info >> 32) as u32).collect(),
            counts: terms.iter().map(|info| (*info as u32).min(MAX_COUNT) as u8).collect(),
        }
    }
}
