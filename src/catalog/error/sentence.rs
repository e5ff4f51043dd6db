//! The sentences of errors, without `core::fmt`, which would be a fifth of the widget.

use super::kind::ErrorKind;

pub(super) type Stored = ErrorKind;

pub(super) fn keep(kind: ErrorKind) -> ErrorKind {
    kind
}

pub(super) fn message(kind: &ErrorKind) -> String {
    match *kind {
        ErrorKind::NotACatalog => {
            "not an also-like catalog: its first bytes are not `ALSOLIKE`".to_owned()
        }
        ErrorKind::Truncated { found, expected } => {
            sizes("catalog truncated: it has ", found, " bytes of ", expected)
        }
        ErrorKind::TrailingBytes { found, expected } => {
            sizes("catalog too long: it has ", found, " bytes instead of ", expected)
        }
        ErrorKind::OlderFormat { found, expected } => {
            versions("catalog format ", found, " is older than ", expected)
                + ", which this also-like reads: build the catalog again"
        }
        ErrorKind::NewerFormat { found, expected } => {
            versions("catalog format ", found, " is newer than ", expected)
                + ", which this also-like reads: update also-like"
        }
        ErrorKind::OtherAnalyser { found, expected } => {
            versions("catalog made by analyser ", found, ", this also-like has analyser ", expected)
                + ": build the catalog again with the same version"
        }
        ErrorKind::OtherFileKind { found, expected } => {
            let found = ["catalog file of another kind: it has ", found, " where "].concat();
            [&found, expected, " are expected; copy or build it again"].concat()
        }
        ErrorKind::Damaged { what } => {
            ["catalog damaged: ", what, "; copy or build it again"].concat()
        }
        ErrorKind::TooLarge { what } => {
            ["too large for one catalog: ", what, "; split the site into several"].concat()
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
