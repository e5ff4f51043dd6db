//! How many words a text has.

use crate::text::is_unspaced;

/// A page with fewer words has nothing to compare.
pub const MIN_WORDS: usize = 50;

/// How many words a text has. A character of a script without spaces counts as half a word.
pub fn words(text: &str) -> usize {
    let (mut halves, mut in_word) = (0, false);
    for c in text.chars() {
        let is_letter = c.is_alphanumeric();
        if is_letter && is_unspaced(c) {
            halves += 1;
            in_word = false;
        } else {
            if is_letter && !in_word {
                halves += 2;
            }
            in_word = is_letter || (in_word && matches!(c, '\'' | '’'));
        }
    }
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
