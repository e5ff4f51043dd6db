//! The one error of the engine.

#[cfg(any(feature = "reasons", not(target_os = "unknown")))]
mod sentence;

mod kind;

use core::fmt;

pub use kind::ErrorKind;

/// Why a catalog can't be built, opened or queried.
///
/// Displays as one lower-case sentence: the problem and its remedy. In WebAssembly for browsers the
/// sentence is empty without the feature `reasons`; for it the widget loads the engine that has
/// the feature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(sentence::Stored);

/// Errors without sentences: nothing is kept of what is wrong.
#[cfg(not(any(feature = "reasons", not(target_os = "unknown"))))]
mod sentence {
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub(super) struct Stored;

    pub(super) fn keep(_: super::ErrorKind) -> Stored {
        Stored
    }

    pub(super) fn message(_: &Stored) -> String {
        String::new()
    }
}

impl Error {
    fn new(kind: ErrorKind) -> Error {
        Error(sentence::keep(kind))
    }
    pub(crate) fn foreign() -> Error {
        Error::new(ErrorKind::NotACatalog)
    }
    pub(crate) fn truncated(found: usize, expected: usize) -> Error {
        Error::new(ErrorKind::Truncated { found, expected })
    }
    pub(crate) fn trailing(found: usize, expected: usize) -> Error {
        Error::new(ErrorKind::TrailingBytes { found, expected })
    }
    /// A format other than the one that this version reads.
    pub(crate) fn format(found: u16, expected: u16) -> Error {
        Error::new(if found < expected {
            ErrorKind::OlderFormat { found, expected }
        } else {
            ErrorKind::NewerFormat { found, expected }
        })
    }
    pub(crate) fn analyser(found: u16, expected: u16) -> Error {
        Error::new(ErrorKind::OtherAnalyser { found, expected })
    }
    /// A file of another kind than the one that is read here.
    pub(crate) fn other_file(found: &'static str, expected: &'static str) -> Error {
        Error::new(ErrorKind::OtherFileKind { found, expected })
    }
    pub(crate) fn damaged(part: &'static str) -> Error {
        Error::new(ErrorKind::Damaged { what: part })
    }
    pub(crate) fn too_large(what: &'static str) -> Error {
        Error::new(ErrorKind::TooLarge { what })
    }

    /// What went wrong, for a program to decide on. Not in the engine that every reader loads.
    #[cfg(any(feature = "reasons", not(target_os = "unknown")))]
    pub fn kind(&self) -> ErrorKind {
        self.0
    }

    /// The sentence; see [`Error`].
    pub fn message(&self) -> String {
        sentence::message(&self.0)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl core::error::Error for Error {}
