//! A map of an article's terms, for fast look-ups.

/// A hash map from the places of terms to a value each: a weight, or a place among other terms.
///
/// Most look-ups are of terms that it lacks: a small bit set rejects nearly all of them. The others
/// are found by open addressing.
#[derive(Default)]
pub(crate) struct TermMap<T = f32> {
    marks: Vec<u64>,
    slots: Vec<(u32, T)>,
}

/// Bits of marks: 4 KiB, a small part of a processor's nearest cache.
const MARKS: usize = 1 << 15;

/// No place.
pub(crate) const NONE: u32 = u32::MAX;

impl<T: Copy + Default> TermMap<T> {
    pub fn fill(&mut self, terms: impl ExactSizeIterator<Item = (u32, T)>) {
        self.marks.clear();
        self.marks.resize(MARKS / 64, 0);
        let slots = (2 * terms.len()).next_power_of_two();
        self.slots.clear();
        self.slots.resize(slots, (NONE, T::default()));
        for (place, value) in terms {
            let mark = place as usize % MARKS;
            self.marks[mark / 64] |= 1 << (mark % 64);
            let mut slot = place as usize & (slots - 1);
            while self.slots[slot].0 != NONE {
                slot = (slot + 1) & (slots - 1);
            }
            self.slots[slot] = (place, value);
        }
    }

    /// Of places with counts those that it has, with their values. The marks are looked at first,
    /// in `likely`, without a branch for each place, which a processor would often take the wrong
    /// way.
    pub fn both<'f>(
        &'f self,
        all: impl ExactSizeIterator<Item = (u32, u8)>,
        likely: &'f mut Vec<(u32, u8)>,
    ) -> impl Iterator<Item = (T, u8)> + 'f {
        if likely.len() < all.len() {
            likely.resize(all.len(), (NONE, 0));
        }
        let mut end = 0;
        for one in all {
            likely[end] = one;
            end += usize::from(self.is_marked(one.0));
        }
        likely[..end].iter().filter_map(|(place, count)| Some((self.get(*place)?, *count)))
    }

    /// The value of the term at a place; `None` for one that it lacks.
    pub fn get(&self, place: u32) -> Option<T> {
        if !self.is_marked(place) {
            return None;
        }
        let mut slot = place as usize & (self.slots.len() - 1);
        loop {
            match self.slots[slot] {
                (other, value) if other == place => return Some(value),
                (NONE, _) => return None,
                _ => slot = (slot + 1) & (self.slots.len() - 1),
            }
        }
    }

    fn is_marked(&self, place: u32) -> bool {
        let mark = place as usize % MARKS;
        self.marks[mark / 64] >> (mark % 64) & 1 != 0
    }
}
