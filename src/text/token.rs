//! Tokens, and the terms that they and their pairs make.

use super::span::Span;
use super::term::Term;

/// A word, or a pair of unspaced characters: its hash state and its range.
#[derive(Clone, Copy)]
pub(super) struct Token {
    pub state: u64,
    pub span: Span,
    /// Whether it makes pairs with its neighbours.
    pub paired: bool,
}

/// Makes terms of tokens.
pub(super) struct Tokens<'a> {
    pub previous: Option<Token>,
    found: &'a mut dyn FnMut(Term, Span),
}

impl<'a> Tokens<'a> {
    pub fn new(found: &'a mut dyn FnMut(Term, Span)) -> Tokens<'a> {
        Tokens { previous: None, found }
    }

    pub fn take(&mut self, token: Token) {
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
