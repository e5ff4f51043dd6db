//! The one error of the engine.

#[cfg(any(feature = "reasons", not(target_os = "unknown")))]
mod sentence;

use core::fmt;

/// Why a catalog can't be built, opened or asked.
///
/// Prints as one lower-case sentence that says what is wrong and what to do. The engine that every reader
/// loads only knows that something is wrong: the one with the feature `reasons` is asked what it is then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(sentence::Told);

/// Errors without sentences: nothing is kept of what is wrong.
#[cfg(not(any(feature = "reasons", not(target_os = "unknown"))))]
mod sentence {
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub(super) struct Told;

    pub(super) fn keep(_: super::Kind) -> Told {
        Told
    }

    pub(super) fn of(_: &Told) -> String {
        String::new()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Foreign,
    Truncated { found: usize, expected: usize },
    Trailing { found: usize, expected: usize },
    Older { found: u16, expected: u16 },
    Newer { found: u16, expected: u16 },
    Analyser { found: u16, expected: u16 },
    OtherFile { found: &'static str, expected: &'static str },
    Damaged { part: &'static str },
    TooLarge { what: &'static str },
}

impl Error {
    fn new(kind: Kind) -> Error {
        Error(sentence::keep(kind))
    }
    pub fn foreign() -> Error {
        Error::new(Kind::Foreign)
    }
    pub fn truncated(found: usize, expected: usize) -> Error {
        Error::new(Kind::Truncated { found, expected })
    }
    pub fn trailing(found: usize, expected: usize) -> Error {
        Error::new(Kind::Trailing { found, expected })
    }
    /// A format other than the one that this version reads.
    pub fn format(found: u16, expected: u16) -> Error {
        Error::new(if found < expected {
            Kind::Older { found, expected }
        } else {
            Kind::Newer { found, expected }
        })
    }
    pub fn analyser(found: u16, expected: u16) -> Error {
        Error::new(Kind::Analyser { found, expected })
    }
    /// A file of another kind than the one that is read here.
    pub fn other_file(found: &'static str, expected: &'static str) -> Error {
        Error::new(Kind::OtherFile { found, expected })
    }
    pub fn damaged(part: &'static str) -> Error {
        Error::new(Kind::Damaged { part })
    }
    pub fn too_large(what: &'static str) -> Error {
        Error::new(Kind::TooLarge { what })
    }

    /// The sentence; see [`Error`].
    pub fn message(&self) -> String {
        sentence::of(&self.0)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl core::error::Error for Error {}
