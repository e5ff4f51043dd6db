//! The golden sentences: read the same way natively and in every browser.

use also_like::text::{Term, terms};

/// `tests/data/golden.tsv`.
pub const GOLDEN: &str = include_str!("../../data/golden.tsv");

/// A sentence and the terms that it must have.
pub struct Sentence<'a> {
    /// Which language and what is special about it.
    pub name: &'a str,
    /// The sentence as in the file, with `\u{…}` for what an editor might change or hide.
    pub escaped: &'a str,
    /// The terms, as numbers of 8 hexadecimal digits with spaces between.
    pub terms: &'a str,
}

impl Sentence<'_> {
    /// The sentence itself.
    pub fn text(&self) -> String {
        unescape(self.escaped)
    }

    /// Its terms as the analyser gives them now, written as in the file.
    pub fn analysed(&self) -> String {
        hex(&terms(&self.text()))
    }
}

/// The sentences of a file: a line each, name, text and terms divided by tabs; `#` begins a
/// comment.
pub fn sentences(file: &str) -> impl Iterator<Item = Sentence<'_>> {
    file.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let mut columns = line.split('\t');
        let mut next = || columns.next().unwrap_or_default();
        Sentence { name: next(), escaped: next(), terms: next() }
    })
}

fn hex(terms: &[Term]) -> String {
    let numbers: Vec<String> = terms.iter().map(|term| format!("{:08x}", term.0)).collect();
    numbers.join(" ")
}

/// Replaces `\u{…}` by the character of that number and `\n` by a line break.
pub fn unescape(escaped: &str) -> String {
    let mut parts = escaped.split("\\u{");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (number, rest) = part.split_once('}').expect("an escape ends with }");
        let number = u32::from_str_radix(number, 16).expect("an escape is hexadecimal");
        out.push(char::from_u32(number).expect("an escape is a character"));
        out.push_str(rest);
    }
    out.replace("\\n", "\n")
}
