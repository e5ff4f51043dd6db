//! Terms: words and pairs as hashes.

use super::fold::fold_label;
use super::letter::letter;

/// A term: a word, a pair of adjacent words or a label, as a hash that is the same on every
/// platform.
///
/// The two lowest bits are the type: 0 for a word, 1 for a [pair](Term::is_pair), 2 for a
/// [label](Term::is_label).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term(pub u32);

impl Term {
    /// Whether this is a pair of adjacent words.
    pub fn is_pair(self) -> bool {
        self.0 & 3 == 1
    }

    /// Whether this is a label: a tag, a section or a folder.
    pub fn is_label(self) -> bool {
        self.0 & 3 == 2
    }

    /// The term of a label: a tag, a section or a folder. Never equal to a word or a pair.
    pub fn label(name: &str) -> Term {
        let state = fold_label(name).chars().fold(SEED.rotate_left(31), step);
        Term(mix(state) as u32 & !3 | 2)
    }

    /// The hash without the two bits of the type: uniformly distributed.
    pub fn place(self) -> u32 {
        self.0 >> 2
    }

    /// The term without its lowest bits, as files with few terms store it.
    pub fn cut(self, bits: u32) -> Term {
        Term(self.0 >> bits << bits)
    }

    pub(super) fn word(state: u64) -> Term {
        Term(mix(state) as u32 & !3)
    }

    pub(super) fn pair(first: u64, second: u64) -> Term {
        Term(mix(first.rotate_left(23).wrapping_mul(PRIME) ^ second) as u32 & !3 | 1)
    }
}

/// The offset basis and the prime of the 64-bit FNV-1a hash, here stepped by character instead of
/// by byte. Source: Fowler, Noll, Vo, <http://www.isthe.com/chongo/tech/comp/fnv/>.
pub(super) const SEED: u64 = 0xcbf2_9ce4_8422_2325;
pub(super) const PRIME: u64 = 0x0000_0100_0000_01b3;

pub(super) fn step(state: u64, c: char) -> u64 {
    (state ^ u64::from(letter(c))).wrapping_mul(PRIME)
}

/// Spreads every bit of a state over the result; callers keep its lower half.
/// Source: the finaliser of MurmurHash3, Austin Appleby, public domain.
fn mix(mut state: u64) -> u64 {
    state = (state ^ (state >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    state = (state ^ (state >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    state ^ (state >> 33)
}
