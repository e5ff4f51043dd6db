//! How the analyser treats a character, and how it should by its general category.

use std::ops::RangeInclusive;

use also_like::text::terms;
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// How the analyser takes a character, seen from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Treatment {
    /// A part of a word.
    Word,
    /// A character of a script without spaces between words: alone it is a term.
    Unspaced,
    /// A mark of such a script.
    Mark,
    /// It divides words.
    Separator,
    /// The word goes on as if it were not there: apostrophes and what is ignored.
    Nothing,
}

fn taken(c: char) -> Treatment {
    let between = terms(&format!("a{c}b"));
    if between == terms("ab") {
        return Treatment::Nothing;
    }
    // A single letter gives nothing, a single character of an unspaced script gives itself.
    if !between.is_empty() {
        return if between == terms(&c.to_string()) {
            Treatment::Unspaced
        } else {
            Treatment::Word
        };
    }
    // Both a mark and a separator end the word, but a mark changes the Thai letter before it.
    if terms(&format!("ก{c}")) == terms("ก") { Treatment::Separator } else { Treatment::Mark }
}

/// Apostrophes join two parts of a word, though they are punctuation.
const APOSTROPHES: [char; 8] = ['\'', '‘', '’', '‛', '＇', '\u{2bb}', '\u{2bc}', '׳'];

/// Ignored: the soft hyphen, the Arabic tatweel (a letter by its category), joiners and
/// non-joiners, marks of direction, the word joiner, the byte order mark, variation selectors and
/// tags; the vowels and other marks of Arabic and Hebrew.
fn is_ignored(c: char) -> bool {
    let is_mark = c.general_category() == GeneralCategory::NonspacingMark;
    let is_semitic = matches!(c, '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{6ed}');
    is_mark && is_semitic
        || matches!(c, '\u{6e5}' | '\u{6e6}')
        || matches!(c, '\u{ad}' | '\u{640}' | '\u{61c}' | '\u{200c}'..='\u{200f}' | '\u{feff}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0001}'..='\u{e01ef}')
}

/// What the analyser reads by pairs of characters, or by syllables. Their digits are words.
fn is_unspaced(c: char) -> bool {
    let thai_lao = matches!(c, '\u{e01}'..='\u{eff}');
    let myanmar =
        matches!(c, '\u{1000}'..='\u{109f}' | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aa7f}');
    let khmer = matches!(c, '\u{1780}'..='\u{17ff}');
    let kana = matches!(c, '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}');
    let han = matches!(c, '々' | '〆' | '〇' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
        || c >= '\u{20000}';
    let hangul = matches!(c, '가'..='힣');
    let is_digit = c.general_category() == GeneralCategory::DecimalNumber;
    (thai_lao || myanmar || khmer || kana || han || hangul) && !is_digit
}

/// The treatment of a character by its category.
pub fn expected(c: char) -> Treatment {
    use GeneralCategoryGroup::{Letter, Mark, Number};
    if APOSTROPHES.contains(&c) || is_ignored(c) {
        return Treatment::Nothing;
    }
    match c.general_category_group() {
        Mark if is_unspaced(c) => Treatment::Mark,
        Letter | Number if is_unspaced(c) => Treatment::Unspaced,
        Letter | Mark | Number => Treatment::Word,
        _ => Treatment::Separator,
    }
}

/// Beyond it there are only tags, variation selectors and private use.
pub const LAST: char = '\u{effff}';

/// Every assigned character of a range that compatibility normalisation leaves as it is.
pub fn characters(range: RangeInclusive<char>) -> impl Iterator<Item = char> {
    range.filter(|c| {
        c.general_category() != GeneralCategory::Unassigned && (*c < '\u{80}' || c.nfkc().eq([*c]))
    })
}

/// Compares the analyser's treatment of some characters with the expected one. There must be more
/// than `least` of them.
pub fn hold(all: impl Iterator<Item = char>, expected: fn(char) -> Treatment, least: usize) {
    let mut seen = 0;
    let mut wrong = Vec::new();
    for c in all {
        seen += 1;
        let (taken, expected) = (taken(c), expected(c));
        if taken != expected {
            let category = c.general_category();
            wrong.push(format!("U+{:04X} {category:?}: {taken:?}, not {expected:?}", c as u32));
        }
    }
    assert!(seen > least, "only {seen} characters were looked at");
    assert!(wrong.is_empty(), "{} characters:\n{}", wrong.len(), wrong.join("\n"));
}
