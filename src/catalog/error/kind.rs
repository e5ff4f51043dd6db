//! The kinds of errors in a catalog.

/// What went wrong: see [`Error::kind`](super::Error::kind).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The first bytes are not those of a catalog.
    NotACatalog,
    /// Fewer bytes than the header declares.
    Truncated {
        /// Bytes that are there.
        found: usize,
        /// Bytes that the header promises.
        expected: usize,
    },
    /// More bytes than the header declares.
    TrailingBytes {
        /// Bytes that are there.
        found: usize,
        /// Bytes that the header promises.
        expected: usize,
    },
    /// An older version of the format: build the catalog again.
    OlderFormat {
        /// Version of the file.
        found: u16,
        /// Version that is read.
        expected: u16,
    },
    /// A newer version of the format: update also-like.
    NewerFormat {
        /// Version of the file.
        found: u16,
        /// Version that is read.
        expected: u16,
    },
    /// Another version of the analyser: build the catalog again.
    OtherAnalyser {
        /// Version of the file.
        found: u16,
        /// Version of this analyser.
        expected: u16,
    },
    /// A file of another kind than the one that is read.
    OtherFileKind {
        /// What the file has.
        found: &'static str,
        /// What was to be read.
        expected: &'static str,
    },
    /// Bytes that mean nothing.
    Damaged {
        /// What is wrong with them.
        what: &'static str,
    },
    /// More than a catalog can hold.
    TooLarge {
        /// What there is too much of.
        what: &'static str,
    },
}
