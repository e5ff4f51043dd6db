//! Ranges of a text.

/// A range of the folded text, in bytes. Used by `words.rs` only, and empty without it.
#[derive(Clone, Copy)]
#[cfg(feature = "reasons")]
pub(super) struct Span {
    pub start: usize,
    pub end: usize,
}

#[cfg(feature = "reasons")]
impl Span {
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// From the beginning of this to the end of another.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start, end: other.end }
    }
}

#[derive(Clone, Copy)]
#[cfg(not(feature = "reasons"))]
pub(super) struct Span;

#[cfg(not(feature = "reasons"))]
impl Span {
    pub fn new(_: usize, _: usize) -> Span {
        Span
    }

    pub fn to(self, _: Span) -> Span {
        self
    }
}
