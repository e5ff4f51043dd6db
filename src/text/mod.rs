//! The analyser: from a text to its terms. The only one, compiled into command and widget alike.
//!
//! In: text. Out: [`Term`]s, in order of appearance. The ground floor: may import nothing of this
//! crate.
//!
//! 1. The text is folded: marks of footnotes and trade dropped, compatibility-normalised and
//!    lower-cased. Letters and digits with several spellings are hashed as one (`ё` as `е`).
//! 2. Letters, marks and digits make words. An apostrophe inside a word is dropped (`don't` →
//!    `dont`), a possessive `'s` goes with it, a Latin elision is cut off (`l'homme` → `homme`).
//!    Words of one character are dropped.
//! 3. Scripts written without spaces (Han, Hiragana, Katakana, Thai, Lao, Khmer, Myanmar) give
//!    overlapping pairs of characters, each with its combining marks.
//! 4. A Korean word gives its first two syllables and, if it has more, its first three: particles
//!    and endings follow the stem unspaced. It ends where another script begins (`PC` · `에서`).
//! 5. Every two neighbours on a line are a term of their own.
//!
//! No language is detected and no list of words is kept: whatever is common in a site is silenced
//! by its document frequency. A term is a hash; no vocabulary is needed to compare two texts.

mod class;
pub mod decode;
mod fold;
#[cfg(target_os = "unknown")]
pub mod host;
pub mod language;
mod letter;
mod run;
mod span;
pub mod term;
mod token;
mod tokenise;
mod trim;
mod word;
#[cfg(feature = "reasons")]
mod words;

pub use class::is_unspaced;
pub use decode::{Decoded, decode};
use fold::fold_text;
pub use term::Term;
use tokenise::each_term;
pub use trim::trim;
#[cfg(feature = "reasons")]
pub use words::words_of;

/// Version of the analyser, stored in every catalog.
///
/// It is raised whenever any text gives other terms than before: a catalog and a page are
/// comparable only when both were analysed by the same version. The remedy for a mismatch is to
/// build the catalog again with the command of the widget's version.
pub const VERSION: u16 = 3;

/// The terms of a text, one for each time it occurs, in order of appearance.
///
/// ```
/// use also_like::text::terms;
/// assert_eq!(terms("Kim's LETTER"), terms("kim letter"));
/// assert_eq!(terms("a letter to Moscow").len(), 5); // letter, to, moscow and two pairs
/// ```
pub fn terms(text: &str) -> Vec<Term> {
    let mut out = Vec::new();
    each_term(&fold_text(text), &mut |term, _| out.push(term));
    out
}

/// The number of characters: all bytes except continuation bytes. `chars().count()` is fast, and
/// 0.5 kB more.
#[cfg(feature = "reasons")]
pub fn characters(text: &str) -> usize {
    text.bytes().filter(|byte| byte & 0xc0 != 0x80).count()
}
