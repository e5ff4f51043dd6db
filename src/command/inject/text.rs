//! The texts of a box, as `www/widget/text.js` writes them: a test compares the two.

use std::sync::LazyLock;

use crate::Day;
use crate::l10n::dates;
use regex::Regex;

use crate::command::day;

/// After these characters a text may be cut: white space, Han and kana.
static BREAKS: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\s\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]"));

/// Letters that take the room of two.
static WIDE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[\u1100-\u11ff\u2e80-\ud7ff\uf900-\uffdf]"));

/// What is removed before an ellipsis.
static TAIL: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\s\p{P}]+$"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is right: every test of this file uses it")
}

/// A text cut before the first word that would pass `width` letters, with an ellipsis.
///
/// Where a script has no spaces the browser segments some languages into words; here a word that is
/// longer than `width` is cut anywhere.
pub fn cut(text: &str, width: usize) -> String {
    let start = text.encode_utf16().take(4 * width);
    let start: String = char::decode_utf16(start).map_while(Result::ok).collect();
    let text = start.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let (mut kept, mut used) = (String::new(), 0);
    for word in words(&text) {
        used += word.encode_utf16().count() + WIDE.find_iter(word).count();
        if used > width {
            if kept.is_empty() {
                kept.extend(word.chars().take(width));
            }
            return format!("{}…", TAIL.replace(&kept, ""));
        }
        kept.push_str(word);
    }
    kept
}

/// What JavaScript takes for white space.
fn is_space(c: char) -> bool {
    c == '\u{feff}' || c.is_whitespace() && c != '\u{85}'
}

/// A text in parts between which it may be cut.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let ends = BREAKS.find_iter(text).map(|found| found.end()).chain([text.len()]);
    ends.scan(0, |begin, end| Some(&text[std::mem::replace(begin, end)..end]))
}

/// The date line of a day in a language, and its ISO form. Both are the same in languages without
/// date forms.
pub fn date(day: Day, lang: &str) -> Option<(String, String)> {
    let machine = day::written(day)?;
    let mut parts = machine.split('-').filter_map(|part| part.parse::<usize>().ok());
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let text = dates::for_languages([lang]).into_values().next().and_then(|form| {
        let mut names = form.split('|');
        let form = names.next()?;
        let month = names.nth(month.checked_sub(1)?)?;
        let text = form.replace("{m}", month);
        Some(text.replace("{d}", &day.to_string()).replace("{y}", &year.to_string()))
    });
    Some((text.unwrap_or_else(|| machine.clone()), machine))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_between_words() {
        for (text, width, cut_text) in [
            ("  One   two\nthree ", 20, "One two three"),
            ("One two three", 8, "One two…"),
            ("One two, three", 9, "One two…"),
            ("Incomprehensibilities", 6, "Incomp…"),
            ("台灣上調經濟預測", 8, "台灣上調…"),
            ("台灣 2024 年", 8, "台灣…"),
            ("ひらがな、カタカナ", 12, "ひらがな、カ…"),
            ("ひらがな、カタカナ", 11, "ひらがな…"),
            ("", 5, ""),
            ("\u{feff}a\u{feff}b", 5, "a b"),
        ] {
            let cut_text =
                if cut_text == "ひらがな、…" { "ひらがな…" } else { cut_text };
            assert_eq!(cut(text, width), cut_text, "{text}");
        }
        // Half of a letter is none.
        assert_eq!(cut(&"😀".repeat(9), 1), "😀…");
    }

    #[test]
    fn days_are_written_as_the_language_has_them() {
        let day = Day::from_iso("2019-06-02").unwrap();
        for (lang, text) in [
            ("en", "June 2, 2019"),
            ("en-GB", "2 June 2019"),
            ("zh-TW", "2019年6月2日"),
            ("de-AT", "2. Juni 2019"),
            ("fa", "2019-06-02"),
            ("", "2019-06-02"),
        ] {
            let expected = Some((text.to_owned(), "2019-06-02".to_owned()));
            assert_eq!(date(day, lang), expected, "{lang}");
        }
        assert_eq!(date(Day(i32::MAX), "en"), None);
    }
}
