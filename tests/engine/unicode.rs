//! Which characters make words, over the whole of Unicode: the tables of `src/text/class.rs`
//! against the general categories. In a browser `tests/web/analyser.rs` does it.

use also_like_test_support::unicode::{LAST, Treatment, characters, expected, hold};

/// Characters whose treatment differs from their category: all are newer than Unicode 14, by which
/// the tables were made. Each one is needed: see `no_exception_is_idle`.
const EXCEPTIONS: &[(char, char, Treatment)] = &[
    ('\u{897}', '\u{897}', Treatment::Separator),
    ('\u{1b4e}', '\u{1b4f}', Treatment::Word),
    ('\u{208f}', '\u{208f}', Treatment::Separator),
    ('\u{ab6c}', '\u{ab6d}', Treatment::Separator),
    ('\u{10940}', '\u{10959}', Treatment::Separator),
    ('\u{10d6e}', '\u{10d6e}', Treatment::Word),
    ('\u{10d8e}', '\u{10d8f}', Treatment::Word),
    ('\u{10ec9}', '\u{10eca}', Treatment::Word),
    ('\u{10ed0}', '\u{10ed8}', Treatment::Word),
    ('\u{113d4}', '\u{113d5}', Treatment::Word),
    ('\u{113d7}', '\u{113d8}', Treatment::Word),
    ('\u{11b00}', '\u{11b09}', Treatment::Word),
    ('\u{11be1}', '\u{11be1}', Treatment::Word),
    ('\u{11f00}', '\u{11f10}', Treatment::Separator),
    ('\u{11f12}', '\u{11f3a}', Treatment::Separator),
    ('\u{11f3e}', '\u{11f42}', Treatment::Separator),
    ('\u{11f50}', '\u{11f5a}', Treatment::Separator),
    ('\u{12475}', '\u{1247f}', Treatment::Separator),
    ('\u{13440}', '\u{13455}', Treatment::Separator),
    ('\u{13460}', '\u{143fa}', Treatment::Separator),
    ('\u{16d6d}', '\u{16d6f}', Treatment::Word),
    ('\u{16ea0}', '\u{16eb8}', Treatment::Separator),
    ('\u{16ebb}', '\u{16ed3}', Treatment::Separator),
    ('\u{1d127}', '\u{1d128}', Treatment::Separator),
    ('\u{1d250}', '\u{1d252}', Treatment::Separator),
    ('\u{1d25b}', '\u{1d25c}', Treatment::Separator),
    ('\u{1d25f}', '\u{1d25f}', Treatment::Separator),
    ('\u{1d280}', '\u{1d281}', Treatment::Separator),
    ('\u{1d2c0}', '\u{1d2d3}', Treatment::Separator),
    ('\u{1db00}', '\u{1db1c}', Treatment::Word),
    ('\u{1e4d0}', '\u{1e4f9}', Treatment::Separator),
    ('\u{1e5d0}', '\u{1e5fa}', Treatment::Separator),
    ('\u{1e6c0}', '\u{1e6de}', Treatment::Separator),
    ('\u{1e6e0}', '\u{1e6f5}', Treatment::Separator),
    ('\u{1e6fe}', '\u{1e6ff}', Treatment::Separator),
];

fn exception(c: char) -> Option<Treatment> {
    let found = EXCEPTIONS.iter().find(|(first, last, _)| (*first..=*last).contains(&c));
    found.map(|(_, _, taken)| *taken)
}

#[test]
fn every_character_is_taken_as_its_category_says() {
    let expected = |c| exception(c).unwrap_or_else(|| expected(c));
    hold(characters('\0'..=LAST), expected, 140_000);
}

#[test]
fn no_exception_is_idle() {
    for &(first, last, taken) in EXCEPTIONS {
        let idle = characters(first..=last).find(|c| expected(*c) == taken);
        assert_eq!(idle, None, "{first:?} to {last:?}: the category says so anyway");
    }
}
