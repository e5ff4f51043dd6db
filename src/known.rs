//! What an article shares with others of its site, in little space.

use std::ops::Range;

/// The features that another article has too, with their counts: 5 bytes each, and 40 for all.
///
/// A feature is known by its place among all [`Weights`](crate::weights::Weights). Those that the
/// catalog keeps come before the others, each by ascending place.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    places: Box<[u32]>,
    counts: Box<[u8]>,
    kept: u32,
    all: u32,
}

impl Known {
    /// Those that are kept and those that are not, of so many that the article has in all.
    pub fn new(kept: &[(u32, u8)], others: &[(u32, u8)], all: usize) -> Known {
        let both = || kept.iter().chain(others);
        Known {
            places: both().map(|(place, _)| *place).collect(),
            counts: both().map(|(_, count)| *count).collect(),
            kept: kept.len() as u32,
            all: all as u32,
        }
    }

    /// How many features the article has, with those that nothing shares.
    pub fn all(&self) -> usize {
        self.all as usize
    }

    pub fn places(&self) -> &[u32] {
        &self.places
    }

    /// The places with their counts.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u8)> {
        self.places.iter().copied().zip(self.counts.iter().copied())
    }

    /// Those that the catalog keeps.
    pub fn kept(&self) -> impl ExactSizeIterator<Item = (u32, u8)> {
        let kept = self.kept as usize;
        self.places[..kept].iter().copied().zip(self.counts[..kept].iter().copied())
    }

    /// Those of them whose places are in a range.
    pub fn kept_among(&self, range: Range<u32>) -> impl Iterator<Item = (u32, u8)> {
        let kept = &self.places[..self.kept as usize];
        let begin = kept.partition_point(|place| *place < range.start);
        let kept = kept[begin..].iter().copied().zip(self.counts[begin..].iter().copied());
        kept.take_while(move |(place, _)| *place < range.end)
    }
}
