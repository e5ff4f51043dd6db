//! From terms back to words: a reason is shown in the words of the page.

use super::span::Span;
use super::tokenise::each_term;
use super::{Term, characters, fold_text};

/// How many places of a term [`words_of`] compares.
const LOOKS: u8 = 8;

/// The wording of terms in a text.
///
/// One entry for each of `wanted`, `None` for a term that the text does not have. A word that is
/// both capitalised and not among its first eight occurrences is given in lower case, as inside a
/// sentence.
pub fn words_of(text: &str, wanted: &[Term]) -> Vec<Option<String>> {
    let mut out: Vec<Option<String>> = vec![None; wanted.len()];
    // How often each was looked at: in a very long line a look takes long, and few are enough.
    let mut looks = vec![0_u8; wanted.len()];
    for line in text.split('\n') {
        let folded = fold_text(line);
        // Where folding kept the number of characters, the n-th of one is the n-th of the other.
        let aligned = characters(&folded) == characters(line);
        each_term(&folded, &mut |term, Span { start, end }| {
            let each = out.iter_mut().zip(&mut looks).zip(wanted);
            for ((found, looks), _) in each.filter(|(_, wanted)| **wanted == term) {
                if *looks == LOOKS {
                    continue;
                }
                *looks += 1;
                let lower = folded.get(start..end).unwrap_or_default();
                let mut wording = lower;
                if aligned {
                    let before = characters(folded.get(..start).unwrap_or_default());
                    let rest = after(line, before);
                    let end = rest.len() - after(rest, characters(lower)).len();
                    wording = rest.get(..end).unwrap_or_default();
                }
                if found.is_none() || (aligned && wording == lower) {
                    *found = Some(wording.to_owned());
                }
            }
        });
    }
    out
}

/// What follows a number of characters.
fn after(text: &str, characters: usize) -> &str {
    let mut starts = text.bytes().enumerate().filter(|(_, byte)| byte & 0xc0 != 0x80);
    starts.nth(characters).and_then(|(at, _)| text.get(at..)).unwrap_or_default()
}
