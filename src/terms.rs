//! The features of an article with their counts, in little space.

use crate::text::Feature;
use crate::vector::{Counts, MAX_COUNT};

/// The features of an article by ascending value, with their counts: 5 bytes each.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Terms {
    pub features: Box<[u32]>,
    pub counts: Box<[u8]>,
}

impl Terms {
    pub fn of(counts: Counts) -> Terms {
        // As one number each, which is sorted fastest.
        let pack = |(feature, count): (Feature, u32)| u64::from(feature.0) << 32 | u64::from(count);
        let mut terms: Vec<u64> = counts.into_iter().map(pack).collect();
        terms.sort_unstable();
        Terms {
            features: terms.iter().map(|term| (term >> 32) as u32).collect(),
            counts: terms.iter().map(|term| (*term as u32).min(MAX_COUNT) as u8).collect(),
        }
    }
}
