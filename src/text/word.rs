//! Words: apostrophes resolved, Korean ones as stems.

use super::class::Class;
use super::span::Span;
use super::term::{SEED, step};
use super::token::{Token, Tokens};

/// Elided articles and pronouns (`l'`, `d'`, `qu'`, `un'`) have at most this many letters …
const ELISION: u32 = 2;
/// … and precede a word of at least this many, unlike `we'll` and `don't`.
const ELIDED: u32 = 3;

/// Most syllables of a Korean stem. Measured: two and three beside one another found most.
const STEM: u32 = 3;

/// A word, as far as it has been read, its apostrophes resolved. Of a Korean one the stem.
pub(super) struct Word {
    start: usize,
    pub korean: bool,
    /// The word whole, and what follows its last elision.
    whole: Prefix,
    bare: Option<Prefix>,
    /// Both as they were before the last apostrophe; of a Korean word the stem without its last
    /// syllable.
    before: (Prefix, Option<Prefix>),
    /// Characters since the last apostrophe, and the last of them.
    tail: u32,
    last: char,
    latin: bool,
}

impl Word {
    pub fn new(start: usize, korean: bool) -> Word {
        let whole = Prefix::new(start);
        let before = (whole, None);
        Word { start, korean, whole, bare: None, before, tail: 0, last: ' ', latin: true }
    }

    pub fn push(&mut self, kind: Class, at: usize, c: char) {
        if kind == Class::Apostrophe {
            let is_first = self.whole.characters == self.tail;
            if self.tail > 0 && is_first && self.tail <= ELISION && self.latin {
                self.bare = Some(Prefix::new(at + c.len_utf8()));
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
    pub fn add(&mut self, at: usize, c: char) {
        self.whole.push(c, at);
        if let Some(bare) = &mut self.bare {
            bare.push(c, at);
        }
        (self.tail, self.last) = (self.tail + 1, c);
    }

    /// Gives the word, which ends here, unless it has a single character.
    pub fn end(&self, end: usize, found: &mut Tokens<'_>) {
        if self.korean {
            return self.end_stem(end, found);
        }
        // A possessive; there was nothing before when there was no apostrophe.
        let is_possessive = self.tail == 1 && self.last == 's' && self.before.0.characters > 0;
        let (whole, bare) = if is_possessive { &self.before } else { &(self.whole, self.bare) };
        let bare = bare.as_ref().filter(|bare| bare.characters >= ELIDED);
        let &Prefix { state, span, characters } = bare.unwrap_or(whole);
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

/// The beginning of a word, as far as it has been read.
#[derive(Clone, Copy)]
struct Prefix {
    state: u64,
    span: Span,
    characters: u32,
}

impl Prefix {
    fn new(at: usize) -> Prefix {
        Prefix { state: SEED, span: Span::new(at, at), characters: 0 }
    }

    fn push(&mut self, c: char, at: usize) {
        self.state = step(self.state, c);
        let end = at + c.len_utf8();
        self.span = self.span.to(Span::new(at, end));
        self.characters += 1;
    }
}
