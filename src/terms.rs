//! The features of an article with their counts, in little space.

use crate::vector::{Counts, MAX_COUNT};

/// The features of an article by ascending value, with their counts: 5 bytes each.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Terms {
    pub features: Box<[u32]>,
    pub counts: Box<[u8]>,
}

impl Terms {
    pub fn of(mut counts: Counts) -> Terms {
        counts.sort_unstable_by_key(|(feature, _)| *feature);
        Terms {
            features: counts.iter().map(|(feature, _)| feature.0).collect(),
            counts: counts.iter().map(|(_, count)| *count.min(&MAX_COUNT) as u8).collect(),
        }
    }
}
