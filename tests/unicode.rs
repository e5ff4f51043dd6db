//! Which characters make words, over the whole of Unicode: the tables of `src/text/class.rs` against
//! the general categories.
#![cfg(not(target_family = "wasm"))]

use also_like::text::features;
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// How the analyser takes a character, seen from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    /// A part of a word.
    Word,
    /// A character of a script written without spaces.
    Unspaced,
    /// A mark of such a script.
    Mark,
    /// It divides words.
    Separator,
    /// The word goes on as if it were not there: apostrophes and what is ignored.
    Nothing,
}

fn taken(c: char) -> Taken {
    let between = features(&format!("a{c}b"));
    if between == features("ab") {
        return Taken::Nothing;
    }
    // A single letter gives nothing, a single character of an unspaced script gives itself.
    if !between.is_empty() {
        return if between == features(&c.to_string()) { Taken::Unspaced } else { Taken::Word };
    }
    // Both a mark and a separator end the word, but a mark changes the Thai letter before it.
    if features(&format!("ก{c}")) == features("ก") { Taken::Separator } else { Taken::Mark }
}

/// Apostrophes join two parts of a word, though they are punctuation.
const APOSTROPHES: [char; 5] = ['\'', '‘', '’', '‛', '＇'];

/// Ignored: the soft hyphen, the Arabic tatweel (a letter by its category), joiners and non-joiners,
/// the word joiner, the byte order mark, variation selectors and tags.
fn is_ignored(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{640}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0001}'..='\u{e01ef}')
}

/// Written without spaces: what the analyser reads by pairs of characters. Their digits are words.
fn is_unspaced(c: char) -> bool {
    let thai_lao = matches!(c, '\u{e01}'..='\u{eff}');
    let myanmar =
        matches!(c, '\u{1000}'..='\u{109f}' | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aa7f}');
    let khmer = matches!(c, '\u{1780}'..='\u{17ff}');
    let kana = matches!(c, '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}');
    let han = matches!(c, '々' | '〆' | '〇' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
        || c >= '\u{20000}';
    let is_digit = c.general_category() == GeneralCategory::DecimalNumber;
    (thai_lao || myanmar || khmer || kana || han) && !is_digit
}

/// Characters that are taken otherwise than their category says: all are younger than Unicode 14, by
/// which the tables were made. Every one is here because it is needed: see `no_exception_is_idle`.
const EXCEPTIONS: &[(u32, u32, Taken)] = &[
    (0x897, 0x897, Taken::Separator),
    (0x1b4e, 0x1b4f, Taken::Word),
    (0x208f, 0x208f, Taken::Separator),
    (0xab6c, 0xab6d, Taken::Separator),
    (0x10940, 0x10959, Taken::Separator),
    (0x10d6e, 0x10d6e, Taken::Word),
    (0x10d8e, 0x10d8f, Taken::Word),
    (0x10ec9, 0x10eca, Taken::Word),
    (0x10ed0, 0x10ed8, Taken::Word),
    (0x113d4, 0x113d5, Taken::Word),
    (0x113d7, 0x113d8, Taken::Word),
    (0x11b00, 0x11b09, Taken::Word),
    (0x11be1, 0x11be1, Taken::Word),
    (0x11f00, 0x11f10, Taken::Separator),
    (0x11f12, 0x11f3a, Taken::Separator),
    (0x11f3e, 0x11f42, Taken::Separator),
    (0x11f50, 0x11f5a, Taken::Separator),
    (0x12475, 0x1247f, Taken::Separator),
    (0x13440, 0x13455, Taken::Separator),
    (0x13460, 0x143fa, Taken::Separator),
    (0x16d6d, 0x16d6f, Taken::Word),
    (0x16ea0, 0x16eb8, Taken::Separator),
    (0x16ebb, 0x16ed3, Taken::Separator),
    (0x1d127, 0x1d128, Taken::Separator),
    (0x1d250, 0x1d252, Taken::Separator),
    (0x1d25b, 0x1d25c, Taken::Separator),
    (0x1d25f, 0x1d25f, Taken::Separator),
    (0x1d280, 0x1d281, Taken::Separator),
    (0x1d2c0, 0x1d2d3, Taken::Separator),
    (0x1db00, 0x1db1c, Taken::Word),
    (0x1e4d0, 0x1e4f9, Taken::Separator),
    (0x1e5d0, 0x1e5fa, Taken::Separator),
    (0x1e6c0, 0x1e6de, Taken::Separator),
    (0x1e6e0, 0x1e6f5, Taken::Separator),
    (0x1e6fe, 0x1e6ff, Taken::Separator),
    // Private use beyond the first plane: nobody's text, so the tables do not hold it.
    (0xf0000, 0x10fffd, Taken::Unspaced),
];

fn exception(c: char) -> Option<Taken> {
    let found = EXCEPTIONS.iter().find(|(first, last, _)| (*first..=*last).contains(&(c as u32)));
    found.map(|(_, _, taken)| *taken)
}

/// What the category of a character says of it.
fn expected(c: char) -> Taken {
    use GeneralCategoryGroup::{Letter, Mark, Number};
    if APOSTROPHES.contains(&c) || is_ignored(c) {
        return Taken::Nothing;
    }
    match c.general_category_group() {
        Mark if is_unspaced(c) => Taken::Mark,
        Letter | Number if is_unspaced(c) => Taken::Unspaced,
        Letter | Mark | Number => Taken::Word,
        _ => Taken::Separator,
    }
}

/// Every assigned character that compatibility normalisation leaves as it is.
fn characters() -> impl Iterator<Item = char> {
    ('\0'..=char::MAX)
        .filter(|c| c.general_category() != GeneralCategory::Unassigned && c.nfkc().eq([*c]))
}

#[test]
fn every_character_is_taken_as_its_category_says() {
    let mut seen = 0;
    let mut wrong = Vec::new();
    for c in characters() {
        seen += 1;
        let (taken, expected) = (taken(c), exception(c).unwrap_or_else(|| expected(c)));
        if taken != expected {
            let category = c.general_category();
            wrong.push(format!("U+{:04X} {category:?}: {taken:?}, not {expected:?}", c as u32));
        }
    }
    assert!(seen > 140_000, "only {seen} characters were looked at");
    assert!(wrong.is_empty(), "{} characters:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_exception_is_idle() {
    for &(first, last, taken) in EXCEPTIONS {
        let idle = characters()
            .filter(|c| (first..=last).contains(&(*c as u32)))
            .find(|c| expected(*c) == taken);
        assert_eq!(idle, None, "U+{first:04X}–U+{last:04X} says what the category says anyway");
    }
}
