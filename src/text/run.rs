//! Runs of scripts written without spaces, as overlapping pairs of characters.

use super::span::Span;
use super::term::{PRIME, SEED, step};
use super::token::{Token, Tokens};

/// A run of characters of scripts written without spaces.
#[derive(Default)]
pub(super) struct Run {
    /// The last character with its marks, not yet given as part of a pair with what follows.
    last: Option<Token>,
    /// The one before it.
    before: Option<Token>,
}

impl Run {
    /// Takes the next character: the pair of the two before it is complete.
    pub fn begin(&mut self, c: char, span: Span, found: &mut Tokens<'_>) {
        self.pair(found);
        self.before = self.last;
        self.last = Some(Token { state: step(SEED, c), span, paired: true });
    }

    /// Takes a combining mark of the last character.
    pub fn extend(&mut self, mark: char, span: Span) {
        if let Some(last) = &mut self.last {
            last.state = step(last.state, mark);
            last.span = last.span.to(span);
        }
    }

    /// Ends the run: its last pair, or the only character of a run of one.
    pub fn finish(&mut self, found: &mut Tokens<'_>) {
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
