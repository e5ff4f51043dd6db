//! Making the spellings of a word equal before it is split.

#[cfg(not(target_os = "unknown"))]
use std::borrow::Cow;

#[cfg(not(target_os = "unknown"))]
use super::class::divides;

/// Drops the marks of footnotes and trade, compatibility-normalises (NFKC) and lower-cases a text,
/// so that full-width, ligature and capital forms of a word are one. Sources: Unicode Standard
/// Annex #15 and section 3.13.
///
/// In the widget the browser does both, which saves 50 kB of tables; natively
/// `unicode-normalization` and `str::to_lowercase` do. Normalisation and casing of assigned
/// characters never change, so the two agree on every character that both have; `tests/web`
/// compares them over all of Unicode.
#[cfg(not(target_os = "unknown"))]
fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let text = &*without_marks(text);
    let mut normal = String::with_capacity(text.len());
    let mut rest = text;
    // Normalisation changes no ASCII character. It composes one only with characters after it, so
    // all but the last of each run of ASCII can be skipped.
    while let Some(other) = rest.bytes().position(|byte| !byte.is_ascii()) {
        let (ascii, others) = rest.split_at(other.saturating_sub(1));
        let end = others.bytes().skip(1).position(|byte| byte.is_ascii());
        let (piece, after) = others.split_at(end.map_or(others.len(), |end| end + 1));
        normal.push_str(ascii);
        normalise(piece, &mut normal);
        rest = after;
    }
    normal.push_str(rest);
    normal.to_lowercase()
}

/// A text without the raised marks at the end of a word: footnote marks and trade marks. After
/// fewer than three letters it may be the power of a unit (`km²`) and stays. A letter outside of
/// the Basic Multilingual Plane counts as two, as the browser counts it.
#[cfg(not(target_os = "unknown"))]
fn without_marks(text: &str) -> Cow<'_, str> {
    const LETTERS: usize = 3;
    let is_mark = |c| matches!(c, '¹' | '²' | '³' | '⁰'..='⁹' | '™' | '℠');
    // The first two bytes of each in UTF-8: quicker than to decode all.
    let mut pairs = text.as_bytes().windows(2);
    if !pairs.any(|pair| matches!(pair, [0xc2, 0xb2 | 0xb3 | 0xb9] | [0xe2, 0x81 | 0x84])) {
        return text.into();
    }
    // Letters before the character. A dropped mark does not end them, but a letter after it starts
    // anew.
    let (mut letters, mut is_after_mark) = (0, false);
    let keep = |c: &char| {
        let is_dropped = letters >= LETTERS && is_mark(*c);
        if !is_dropped {
            let before = if is_after_mark { 0 } else { letters };
            letters = if is_letter(*c) { before + c.len_utf16() } else { 0 };
        }
        is_after_mark = is_dropped;
        !is_dropped
    };
    text.chars().filter(keep).collect()
}

/// Whether a character counts as a letter before a mark: `[^\s!-@]` of a regular expression. An
/// exact table would have to be in the browser too.
#[cfg(not(target_os = "unknown"))]
fn is_letter(c: char) -> bool {
    let is_space = c == '\u{feff}' || c != '\u{85}' && c.is_whitespace();
    !is_space && !('!'..='@').contains(&c)
}

#[cfg(not(target_os = "unknown"))]
fn normalise(text: &str, out: &mut String) {
    use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};
    match is_nfkc_quick(text.chars()) {
        IsNormalized::Yes => out.push_str(text),
        _ => out.extend(text.nfkc()),
    }
}

/// Folds a text whose words are to be read: each separator (`divides`) that is not ASCII becomes a
/// space. In the widget the browser's categories are used, which saves 0.4 kB of tables.
#[cfg(not(target_os = "unknown"))]
pub(super) fn fold_text(text: &str) -> String {
    let folded = fold(text);
    if folded.is_ascii() || !folded.contains(divides) {
        return folded;
    }
    folded.replace(divides, " ")
}

#[cfg(target_os = "unknown")]
pub(super) fn fold_text(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    super::host::fold(text, true)
}

/// Folds a label and trims it of white space ([`char::is_whitespace`]).
#[cfg(not(target_os = "unknown"))]
pub(super) fn fold_label(label: &str) -> String {
    fold(label.trim())
}

#[cfg(target_os = "unknown")]
pub(super) fn fold_label(label: &str) -> String {
    super::host::fold(label, false)
}

#[cfg(all(test, not(target_os = "unknown")))]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::fold;

    /// The browser drops marks with a regular expression: `tests/web` compares the two on these.
    #[test]
    fn marks_are_dropped_after_three_letters() {
        for (text, folded) in [
            ("Wort¹²", "wort"),
            ("10\u{a0}km² (km²) kg/m² 5km²", "10 km2 (km2) kg/m2 5km2"),
            ("Wörter²¹™", "wörter"),
            ("abc™d²", "abcd2"),
            ("abc™def²", "abcdef"),
            ("abc™-²", "abc-2"),
            ("𐐺⁴", "𐐺4"),
            ("𐐺𐐹⁴", "𐐺𐐹"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn pieces_are_folded_as_the_whole_text_is() {
        let parts =
            ["a", "A ", "é", "e\u{301}", "\u{301}", "ﬁ", "Å", "茶", "ｶﾞ", "각", "Σ", "—", "’s "];
        for one in parts {
            for two in parts {
                for three in parts {
                    let text = [one, two, three, two].concat();
                    assert_eq!(fold(&text), text.nfkc().collect::<String>().to_lowercase());
                }
            }
        }
    }
}
