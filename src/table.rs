//! What the features of an article weigh, to be found fast.

/// Places of features with what they weigh.
///
/// Most look-ups are of features that it lacks: a bit of a small set of marks says so of nearly all of
/// them. The others are found by open addressing.
#[derive(Default)]
pub(crate) struct Table {
    marks: Vec<u64>,
    slots: Vec<(u32, f32)>,
}

/// Bits of marks: 4 KiB, a small part of a processor's nearest cache.
const MARKS: usize = 1 << 15;

/// No place.
const NONE: u32 = u32::MAX;

impl Table {
    pub fn fill(&mut self, features: impl ExactSizeIterator<Item = (u32, f32)>) {
        self.marks.clear();
        self.marks.resize(MARKS / 64, 0);
        let slots = (2 * features.len()).next_power_of_two();
        self.slots.clear();
        self.slots.resize(slots, (NONE, 0.0));
        for (place, weight) in features {
            let mark = place as usize % MARKS;
            self.marks[mark / 64] |= 1 << (mark % 64);
            let mut slot = place as usize & (slots - 1);
            while self.slots[slot].0 != NONE {
                slot = (slot + 1) & (slots - 1);
            }
            self.slots[slot] = (place, weight);
        }
    }

    /// What the feature at a place weighs; `None` for one that it lacks.
    pub fn get(&self, place: u32) -> Option<f32> {
        let mark = place as usize % MARKS;
        if self.marks[mark / 64] >> (mark % 64) & 1 == 0 {
            return None;
        }
        let mut slot = place as usize & (self.slots.len() - 1);
        loop {
            match self.slots[slot] {
                (other, weight) if other == place => return Some(weight),
                (NONE, _) => return None,
                _ => slot = (slot + 1) & (self.slots.len() - 1),
            }
        }
    }
}
