//! The one error of the engine.

use core::fmt;

/// Why a catalog can't be built, opened or asked.
///
/// Prints as one lower-case sentence that says what is wrong and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(Kind);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Foreign,
    Truncated { found: usize, expected: usize },
    Trailing { found: usize, expected: usize },
    Older { found: u16, expected: u16 },
    Newer { found: u16, expected: u16 },
    Analyser { found: u16, expected: u16 },
    Damaged { part: &'static str },
    TooLarge { what: &'static str },
}

impl Error {
    pub(crate) fn foreign() -> Error {
        Error(Kind::Foreign)
    }
    pub(crate) fn truncated(found: usize, expected: usize) -> Error {
        Error(Kind::Truncated { found, expected })
    }
    pub(crate) fn trailing(found: usize, expected: usize) -> Error {
        Error(Kind::Trailing { found, expected })
    }
    /// A format other than the one that this version reads.
    pub(crate) fn format(found: u16, expected: u16) -> Error {
        Error(if found < expected {
            Kind::Older { found, expected }
        } else {
            Kind::Newer { found, expected }
        })
    }
    pub(crate) fn analyser(found: u16, expected: u16) -> Error {
        Error(Kind::Analyser { found, expected })
    }
    pub(crate) fn damaged(part: &'static str) -> Error {
        Error(Kind::Damaged { part })
    }
    pub(crate) fn too_large(what: &'static str) -> Error {
        Error(Kind::TooLarge { what })
    }

    /// The sentence. Put together by hand: the formatting machinery would be a fifth of the widget.
    pub fn message(&self) -> String {
        match self.0 {
            Kind::Foreign => {
                "not an also-like catalog: its first bytes are not `ALSOLIKE`".to_owned()
            }
            Kind::Truncated { found, expected } => {
                sizes("catalog truncated: it has ", found, " bytes of ", expected)
            }
            Kind::Trailing { found, expected } => {
                sizes("catalog too long: it has ", found, " bytes instead of ", expected)
            }
            Kind::Older { found, expected } => {
                versions("catalog format ", found, " is older than ", expected)
                    + ", which this also-like reads: build the catalog again"
            }
            Kind::Newer { found, expected } => {
                versions("catalog format ", found, " is newer than ", expected)
                    + ", which this also-like reads: update also-like"
            }
            Kind::Analyser { found, expected } => {
                versions(
                    "catalog made by analyser ",
                    found,
                    ", this also-like has analyser ",
                    expected,
                ) + ": build the catalog again with the same version"
            }
            Kind::Damaged { part } => {
                ["catalog damaged: ", part, "; copy or build it again"].concat()
            }
            Kind::TooLarge { what } => {
                ["too large for one catalog: ", what, "; split the site into several"].concat()
            }
        }
    }
}

fn sizes(before: &str, found: usize, between: &str, expected: usize) -> String {
    let (found, expected) = (decimal(found), decimal(expected));
    [before, &found, between, &expected, "; copy or build it again"].concat()
}

fn versions(before: &str, found: u16, between: &str, expected: u16) -> String {
    [before, &decimal(found.into()), between, &decimal(expected.into())].concat()
}

fn decimal(n: usize) -> String {
    let mut digits = if n < 10 { String::new() } else { decimal(n / 10) };
    digits.push(char::from(b'0' + (n % 10) as u8));
    digits
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl core::error::Error for Error {}
