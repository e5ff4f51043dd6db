//! The analyser: from a text to its terms. The only one, compiled into command and widget alike.
//!
//! 1. The text is folded: compatibility-normalised and lower-cased.
//! 2. Letters, marks and digits make words. An apostrophe inside a word is dropped (`don't` →
//!    `dont`), a possessive `'s` goes with it, a Latin elision is cut off (`l'homme` → `homme`).
//!    Words of one character are dropped.
//! 3. Scripts written without spaces (Han, Hiragana, Katakana, Thai, Lao, Khmer, Myanmar) give
//!    overlapping pairs of characters, each with its combining marks.
//! 4. A Korean word gives its first two syllables and, if it has more, its first three: particles and
//!    endings follow the stem unspaced. It ends where another script begins (`PC` · `에서`).
//! 5. Every two neighbours on a line are a term of their own.
//!
//! No language is detected and no list of words is kept: whatever is common in a site is silenced by
//! its document frequency. A term is a hash; no vocabulary is needed to compare two texts.

mod class;
pub mod decode;
mod fold;
#[cfg(target_os = "unknown")]
pub mod host;
pub mod language;
mod trim;
#[cfg(feature = "reasons")]
mod wording;

use class::{Class, class};
pub use decode::{Decoded, decode};
use fold::{fold_label, fold_text};
pub use trim::trim;
#[cfg(feature = "reasons")]
pub use wording::wording;

/// Version of the analyser, stored in every catalog.
///
/// It goes up whenever any text gives other terms than before: a catalog and a page can only be
/// compared when the same analyser read both. The remedy for a mismatch is to build the catalog
/// again with the command that came with the widget.
pub const VERSION: u16 = 2;

/// A word, a pair of neighbours or a label, as a hash that is the same on every platform.
///
/// The two lowest bits tell the three apart: see [`is_pair`](Term::is_pair) and
/// [`is_label`](Term::is_label).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term(pub u32);

impl Term {
    /// Whether this is a pair of neighbouring words rather than a single one.
    pub fn is_pair(self) -> bool {
        self.0 & 3 == 1
    }

    /// Whether this is what an article is filed under rather than something that it says.
    pub fn is_label(self) -> bool {
        self.0 & 3 == 2
    }

    /// What an article is filed under: a tag, a section, a folder. Never a word, whatever it says.
    pub fn label(name: &str) -> Term {
        let state = fold_label(name).chars().fold(SEED.rotate_left(31), step);
        Term(mix(state) as u32 & !3 | 2)
    }

    /// The hash without the bits that tell words from pairs: as good as random.
    pub fn place(self) -> u32 {
        self.0 >> 2
    }

    /// The term without its lowest bits: what a file keeps of it that has few others to tell it from.
    pub fn cut(self, bits: u32) -> Term {
        Term(self.0 >> bits << bits)
    }

    fn word(state: u64) -> Term {
        Term(mix(state) as u32 & !3)
    }

    fn pair(first: u64, second: u64) -> Term {
        Term(mix(first.rotate_left(23).wrapping_mul(PRIME) ^ second) as u32 & !3 | 1)
    }
}

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

/// Its bytes but for those that continue a character. `chars().count()` is fast, and 0.5 kB more.
#[cfg(feature = "reasons")]
pub fn characters(text: &str) -> usize {
    text.bytes().filter(|byte| byte & 0xc0 != 0x80).count()
}

/// Where something stands in the folded text. Only [`wording()`] asks: without it there is nothing here.
#[derive(Clone, Copy)]
#[cfg(feature = "reasons")]
struct Span {
    start: usize,
    end: usize,
}

#[cfg(feature = "reasons")]
impl Span {
    fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// From the beginning of this to the end of another.
    fn to(self, other: Span) -> Span {
        Span { start: self.start, end: other.end }
    }
}

#[derive(Clone, Copy)]
#[cfg(not(feature = "reasons"))]
struct Span;

#[cfg(not(feature = "reasons"))]
impl Span {
    fn new(_: usize, _: usize) -> Span {
        Span
    }

    fn to(self, _: Span) -> Span {
        self
    }
}

/// A word, or a pair of unspaced characters: its hash state and where it stands.
#[derive(Clone, Copy)]
struct Token {
    state: u64,
    span: Span,
    /// Whether it makes pairs with its neighbours.
    paired: bool,
}

/// Calls back with every term of a folded text and where its wording stands.
///
/// Calls through a pointer: two copies of the analyser would be 1 kB of the widget.
fn each_term(folded: &str, found: &mut dyn FnMut(Term, Span)) {
    each_token(folded, &mut Tokens { previous: None, found });
}

/// Makes terms of tokens.
struct Tokens<'a> {
    previous: Option<Token>,
    found: &'a mut dyn FnMut(Term, Span),
}

impl Tokens<'_> {
    fn take(&mut self, token: Token) {
        (self.found)(Term::word(token.state), token.span);
        if !token.paired {
            return;
        }
        if let Some(first) = self.previous {
            (self.found)(Term::pair(first.state, token.state), first.span.to(token.span));
        }
        self.previous = Some(token);
    }
}

/// Splits a folded text into tokens.
fn each_token(folded: &str, found: &mut Tokens<'_>) {
    let mut word: Option<Word> = None;
    let mut run = Run::default();
    let mut rest = folded;
    loop {
        // What most of most texts are.
        if let Some(word) = word.as_mut().filter(|word| !word.korean) {
            while let Some(letter) =
                rest.as_bytes().first().filter(|byte| byte.is_ascii_lowercase())
            {
                word.add(folded.len() - rest.len(), char::from(*letter));
                rest = rest.get(1..).unwrap_or_default();
            }
        }
        let at = folded.len() - rest.len();
        let mut characters = rest.chars();
        let Some(c) = characters.next() else { break };
        rest = characters.as_str();
        let kind = class(c);
        let hangul = kind == Class::Hangul;
        let in_word = match kind {
            Class::Ignored => continue,
            Class::Word | Class::Hangul => word.as_ref().is_none_or(|word| word.korean == hangul),
            Class::Apostrophe => word.as_ref().is_some_and(|word| !word.korean),
            _ => false,
        };
        if !in_word && let Some(ended) = &word {
            ended.end(at, found);
            word = None;
        }
        if in_word || hangul || kind == Class::Word {
            let begin = || {
                run.finish(found);
                Word::new(at, hangul)
            };
            word.get_or_insert_with(begin).push(kind, at, c);
            continue;
        }
        match kind {
            Class::Unspaced => run.begin(c, Span::new(at, at + c.len_utf8()), found),
            Class::Mark => run.extend(c, Span::new(at, at + c.len_utf8())),
            _ => run.finish(found),
        }
        if c == '\n' {
            found.previous = None;
        }
    }
    if let Some(word) = &word {
        word.end(folded.len(), found);
    }
    run.finish(found);
}

/// Elided articles and pronouns (`l'`, `d'`, `qu'`, `un'`) have at most this many letters …
const ELISION: u32 = 2;
/// … and stand before a word of at least this many, unlike those of `we'll` and `don't`.
const ELIDED: u32 = 3;

/// Most syllables of a Korean stem. Measured: see the README.
const STEM: u32 = 3;

/// A word, as far as it has been read, its apostrophes resolved. Of a Korean one the stem.
struct Word {
    start: usize,
    korean: bool,
    /// The word whole, and what follows its last elision.
    whole: Part,
    bare: Option<Part>,
    /// Both as they were before the last apostrophe; of a Korean word the stem without its last syllable.
    before: (Part, Option<Part>),
    /// Characters since the last apostrophe, and the last of them.
    tail: u32,
    last: char,
    latin: bool,
}

impl Word {
    fn new(start: usize, korean: bool) -> Word {
        let whole = Part::new(start);
        let before = (whole, None);
        Word { start, korean, whole, bare: None, before, tail: 0, last: ' ', latin: true }
    }

    fn push(&mut self, kind: Class, at: usize, c: char) {
        if kind == Class::Apostrophe {
            let is_first = self.whole.characters == self.tail;
            if self.tail > 0 && is_first && self.tail <= ELISION && self.latin {
                self.bare = Some(Part::new(at + c.len_utf8()));
            }
            self.before = (self.whole, self.bare);
            self.tail = 0;
            return;
        }
        if self.korean {
            if self.whole.characters == STEM {
                return;
            }
            self.before.0 = self.whole;
        }
        self.latin &= c < '\u{250}';
        self.add(at, c);
    }

    /// Takes a character that needs no look at.
    fn add(&mut self, at: usize, c: char) {
        self.whole.push(c, at);
        if let Some(bare) = &mut self.bare {
            bare.push(c, at);
        }
        (self.tail, self.last) = (self.tail + 1, c);
    }

    /// Gives the word, which ends here, unless it has a single character.
    fn end(&self, end: usize, found: &mut Tokens<'_>) {
        if self.korean {
            return self.end_stem(end, found);
        }
        // A possessive; there was nothing before when there was no apostrophe.
        let is_possessive = self.tail == 1 && self.last == 's' && self.before.0.characters > 0;
        let (whole, bare) = if is_possessive { &self.before } else { &(self.whole, self.bare) };
        let bare = bare.as_ref().filter(|bare| bare.characters >= ELIDED);
        let &Part { state, span, characters } = bare.unwrap_or(whole);
        if characters > 1 {
            found.take(Token { state, span, paired: true });
        }
    }

    /// Gives the stems of a Korean word; the wording of each is the whole word.
    fn end_stem(&self, end: usize, found: &mut Tokens<'_>) {
        let span = Span::new(self.start, end);
        let mut stem = self.whole;
        if stem.characters == STEM {
            found.take(Token { state: stem.state, span, paired: false });
            stem = self.before.0;
        }
        found.take(Token { state: stem.state, span, paired: true });
    }
}

/// What has been read of a word.
#[derive(Clone, Copy)]
struct Part {
    state: u64,
    span: Span,
    characters: u32,
}

impl Part {
    fn new(at: usize) -> Part {
        Part { state: SEED, span: Span::new(at, at), characters: 0 }
    }

    fn push(&mut self, c: char, at: usize) {
        self.state = step(self.state, c);
        let end = at + c.len_utf8();
        self.span = self.span.to(Span::new(at, end));
        self.characters += 1;
    }
}

/// A run of characters of scripts written without spaces.
#[derive(Default)]
struct Run {
    /// The last character with its marks, not yet given as part of a pair with what follows.
    last: Option<Token>,
    /// The one before it.
    before: Option<Token>,
}

impl Run {
    /// Takes the next character: the pair of the two before it is complete.
    fn begin(&mut self, c: char, span: Span, found: &mut Tokens<'_>) {
        self.pair(found);
        self.before = self.last;
        self.last = Some(Token { state: step(SEED, c), span, paired: true });
    }

    /// Takes a combining mark of the last character.
    fn extend(&mut self, mark: char, span: Span) {
        if let Some(last) = &mut self.last {
            last.state = step(last.state, mark);
            last.span = last.span.to(span);
        }
    }

    /// Ends the run: its last pair, or the only character of a run of one.
    fn finish(&mut self, found: &mut Tokens<'_>) {
        match (self.before, self.last) {
            (_, None) => return,
            (None, Some(only)) => found.take(only),
            _ => self.pair(found),
        }
        *self = Run::default();
    }

    fn pair(&self, found: &mut Tokens<'_>) {
        if let (Some(first), Some(second)) = (self.before, self.last) {
            let state = first.state.wrapping_mul(PRIME) ^ second.state;
            found.take(Token { state, span: first.span.to(second.span), paired: true });
        }
    }
}

/// The offset basis and the prime of the 64-bit FNV-1a hash, here stepped by character instead of by
/// byte. Source: Fowler, Noll, Vo, <http://www.isthe.com/chongo/tech/comp/fnv/>.
const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

fn step(state: u64, c: char) -> u64 {
    // The final sigma: native and browser may not agree on where a word ends.
    let c = if c == 'ς' { 'σ' } else { c };
    (state ^ u64::from(c)).wrapping_mul(PRIME)
}

/// Spreads every bit of a state over the result, of which only half is kept.
/// Source: the finaliser of MurmurHash3, Austin Appleby, public domain.
fn mix(mut state: u64) -> u64 {
    state = (state ^ (state >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    state = (state ^ (state >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    state ^ (state >> 33)
}
