//! How many words a text has.

use std::cell::OnceCell;

use crate::text::is_unspaced;

/// A page with fewer words has nothing to compare.
pub const MIN_WORDS: usize = 50;

/// Characters of a block that is looked up at once.
const BLOCK: usize = 256;

/// What a character is here.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Other,
    Letter,
    Unspaced,
}

impl Kind {
    fn new(c: char) -> Kind {
        match c.is_alphanumeric() {
            false => Kind::Other,
            true if is_unspaced(c) => Kind::Unspaced,
            true => Kind::Letter,
        }
    }
}

thread_local! {
    /// The kinds of the characters of the Basic Multilingual Plane, block by block as they are met:
    /// all texts are counted several times.
    static KINDS: Vec<OnceCell<Vec<Kind>>> = vec![OnceCell::new(); 0x1_0000 / BLOCK];
}

fn block(place: usize) -> Vec<Kind> {
    let kind =
        |at: usize| char::from_u32((place * BLOCK + at) as u32).map_or(Kind::Other, Kind::new);
    (0..BLOCK).map(kind).collect()
}

/// How many words a text has. A character of a script without spaces counts as half a word.
pub fn words(text: &str) -> usize {
    let (mut halves, mut in_word) = (0, false);
    let mut count = |c: char, kind: Kind| {
        if kind == Kind::Unspaced {
            halves += 1;
            in_word = false;
        } else {
            let is_letter = kind == Kind::Letter;
            if is_letter && !in_word {
                halves += 2;
            }
            in_word = is_letter || (in_word && matches!(c, '\'' | '’'));
        }
    };
    KINDS.with(|kinds| {
        for c in text.chars() {
            let (place, at) = (c as usize / BLOCK, c as usize % BLOCK);
            let block = kinds.get(place).map(|cell| cell.get_or_init(|| block(place)));
            count(
                c,
                block.and_then(|block| block.get(at)).copied().unwrap_or_else(|| Kind::new(c)),
            );
        }
    });
    halves / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_in_every_script() {
        assert_eq!(words("It’s three words."), 3);
        assert_eq!(words("飲料店 opens"), 2);
        assert_eq!(words("—"), 0);
    }
}
