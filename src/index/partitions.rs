//! Cutting the range of all terms into partitions, which threads work on one at a time.

use crate::text::Term;

/// At most 2⁸ partitions: each article is read once for each.
const MOST_BITS: u32 = 8;

/// Partitions of equal ranges of terms. Terms are hashes, so each holds about as much.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Partitions {
    bits: u32,
}

impl Partitions {
    /// Partitions for a number of terms, each with `size` to twice `size` of them.
    pub fn new(terms: usize, size: usize) -> Partitions {
        Partitions { bits: (terms / size).max(1).ilog2().min(MOST_BITS) }
    }

    pub fn len(self) -> usize {
        1 << self.bits
    }

    /// The first and the last term of a partition.
    pub fn range(self, partition: usize) -> (Term, Term) {
        let width = (1_u64 << 32) >> self.bits;
        let first = partition as u64 * width;
        (Term(first as u32), Term((first + width - 1) as u32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_its_shelf() {
        for terms in [0, 1, 1_000, 5_000, usize::MAX] {
            let partitions = Partitions::new(terms, 1_000);
            let mut next = 0;
            for partition in 0..partitions.len() {
                let (first, last) = partitions.range(partition);
                assert_eq!(u64::from(first.0), next);
                assert!(first <= last);
                next = u64::from(last.0) + 1;
            }
            assert_eq!(next, 1 << 32);
        }
    }
}
