//! What elements and selectors are compared by, before selectors are matched.

/// A hash of what an element may have: its name, a class, an id, an attribute. Two things may have
/// the same one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Key(u64);

/// Whether selectors ask for the values of an attribute; `None` where they do not ask for it.
fn has_values(name: &str) -> Option<bool> {
    match name {
        "itemprop" | "property" | "name" | "rel" | "type" | "role" | "http-equiv" => Some(true),
        "class" | "id" | "hidden" | "aria-hidden" => Some(false),
        _ => None,
    }
}

/// Longer values are not looked for.
const LONGEST: usize = 64;

impl Key {
    /// Of any element.
    pub const ANY: Key = Key(0);

    /// In lower case: what selectors take for the same has the same key.
    fn new(kind: u64, name: &str, value: &str) -> Key {
        const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
        let mix = |hash: u64, byte: u8| {
            (hash.rotate_left(5) ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(MIX)
        };
        let hash = name.bytes().chain([0]).chain(value.bytes()).fold(kind, mix);
        Key((hash ^ hash >> 32) | 1)
    }

    /// Bits that differ from key to key.
    pub fn bits(self) -> usize {
        self.0 as usize / 2
    }

    pub fn tag(name: &str) -> Key {
        Key::new(1, name, "")
    }

    pub fn class(name: &str) -> Key {
        Key::new(2, name, "")
    }

    pub fn id(name: &str) -> Key {
        Key::new(3, name, "")
    }

    /// That it has an attribute, given in lower case; `None` for one that is not looked at.
    pub fn attribute(name: &str) -> Option<Key> {
        has_values(name).map(|_| Key::new(4, name, ""))
    }

    /// That an attribute is a value or has it among its words.
    pub fn value(name: &str, value: &str) -> Option<Key> {
        let is_kept = value.len() <= LONGEST && has_values(name) == Some(true);
        is_kept.then(|| Key::new(5, name, value))
    }
}
