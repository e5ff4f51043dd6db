//! The first paragraphs of prose of a text: the excerpt of a page without a description.

use super::headline::{is_same, line, same};
use crate::text::is_unspaced;

/// Ends of sentences in the scripts of the world.
const ENDS: &str = ".!?…。！？｡؟۔।॥։።៖๚၊။";

/// Paragraphs that are read: prose begins early.
const MOST_LINES: usize = 400;

/// The paragraphs of a text, each on one line. Sources are wrapped: a long line goes on in the next
/// where that begins with a small letter.
pub fn paragraphs(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut is_open = false;
    for one in text.lines() {
        let line = line(one);
        let goes_on = is_open && line.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
        // Lines that end with a sentence are no longer than those that do not.
        is_open = line.chars().count() >= 18;
        match all.last_mut() {
            Some(last) if goes_on => {
                last.push(' ');
                last.push_str(&line);
            }
            _ if !line.is_empty() => all.push(line),
            _ => {}
        }
    }
    all
}

/// The first paragraphs of prose among those of a text, at most `most`: no headline, byline, date,
/// breadcrumbs or table of contents. Where there is none that ends as sentences do, the longest.
pub fn prose(paragraphs: &[String], headline: &str, most: usize) -> Vec<String> {
    let all =
        paragraphs.iter().take(MOST_LINES).map(|paragraph| without_headline(paragraph, headline));
    let all: Vec<&str> = all.filter(|paragraph| !is_same(paragraph, headline)).collect();
    let good = all.iter().filter(|paragraph| is_prose(paragraph)).take(most);
    let mut found: Vec<String> = good.map(|paragraph| paragraph.trim().to_owned()).collect();
    if found.is_empty() {
        let longest = all.iter().max_by_key(|paragraph| length(paragraph));
        found.extend(longest.filter(|one| length(one) >= 8).map(|one| (*one).to_owned()));
    }
    found
}

/// Some texts begin with the headline in the same block.
fn without_headline<'t>(paragraph: &'t str, headline: &str) -> &'t str {
    match paragraph.strip_prefix(headline) {
        Some(rest) if !headline.is_empty() && rest.starts_with(char::is_whitespace) => {
            let rest = rest.trim_start();
            if rest.starts_with(|c: char| c.is_uppercase()) && length(rest) >= 8 {
                rest
            } else {
                paragraph
            }
        }
        _ => paragraph,
    }
}

/// About how many words a text has; of a script without spaces two characters are one.
fn length(text: &str) -> usize {
    let unspaced = text.chars().filter(|&c| is_unspaced(c)).count();
    let spaced = text
        .split_whitespace()
        .filter(|word| word.chars().any(|c| c.is_alphanumeric() && !is_unspaced(c)));
    spaced.count() + unspaced / 2
}

fn is_prose(paragraph: &str) -> bool {
    let words = length(paragraph);
    let closing = |c: char| {
        matches!(c, '"' | '\'' | '”' | '’' | ')' | '»' | '」' | '』' | '）' | ']')
            || c.is_whitespace()
    };
    let end = paragraph.trim_end_matches(closing);
    let is_sentence = end.ends_with(|c: char| ENDS.contains(c));
    let has_sentence = || {
        let mut after = paragraph.char_indices().filter(|&(_, c)| ENDS.contains(c));
        after.any(|(at, c)| {
            !matches!(c, '.' | '!' | '?') || paragraph[at + 1..].starts_with(char::is_whitespace)
        })
    };
    if words < 5 || is_byline(paragraph, words) || is_trail(paragraph, words) {
        return false;
    }
    // Copyright lines, sources of code and rows of numbers are long, too.
    let (mut letters, mut others) = (0, 0);
    for c in paragraph.chars().filter(|c| !c.is_whitespace()) {
        *if c.is_alphabetic() || is_unspaced(c) { &mut letters } else { &mut others } += 1;
    }
    if letters < others * 2 || paragraph.starts_with(['©', '{', '<', '$', '#', '|']) {
        return false;
    }
    words >= 18 || words >= 7 && (is_sentence || has_sentence())
}

/// Who wrote it, when, and how long it takes to read.
fn is_byline(paragraph: &str, words: usize) -> bool {
    const BEGIN: &[&str] = &[
        "by ",
        "posted ",
        "published",
        "written by",
        "updated",
        "last updated",
        "last modified",
        "last edited",
        "last change",
        "created ",
        "filed under",
        "tagged",
        "tags:",
        "category:",
        "categories:",
        "author:",
        "date:",
        "reading time",
        "estimated reading",
        "photo:",
        "photo by",
        "image:",
        "image by",
        "von ",
        "veröffentlicht",
        "aktualisiert",
        "geschrieben",
        "par ",
        "publié",
        "mis à jour",
        "por ",
        "publicado",
        "actualizado",
        "escrito",
        "di ",
        "pubblicato",
        "aggiornato",
        "door ",
        "gepubliceerd",
        "av ",
        "af ",
        "publicerad",
        "автор",
        "опубликовано",
        "обновлено",
        "дата",
        "作者",
        "发布",
        "發布",
        "发表于",
        "更新",
        "投稿",
        "公開",
        "最終更新",
        "작성자",
        "작성일",
        "게시",
        "yazar",
        "yayınlanma",
        "نویسنده",
        "تاریخ",
        "بقلم",
        "تاريخ",
        "מאת",
        "copyright",
        "all rights reserved",
        "table of contents",
        "contents",
        "目录",
        "目次",
        "inhalt",
        "sommaire",
        "índice",
        "оглавление",
        "содержание",
        "skip to",
        "you are here",
        "share ",
        "estimated",
    ];
    let lower = paragraph.to_lowercase();
    // "By the time that the ferry left, the harbour was dark." is no byline.
    let is_begun = words < 16 && BEGIN.iter().any(|begin| lower.starts_with(begin));
    let has_day = lower.split(|c: char| !c.is_alphanumeric()).any(is_year);
    let ends = paragraph.trim_end().ends_with(|c: char| ENDS.contains(c));
    is_begun && (has_day || !ends) || has_day && words < 12 && !ends
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && word.bytes().all(|b| b.is_ascii_digit())
        && (word.starts_with("19") || word.starts_with("20"))
}

/// Breadcrumbs, rows of tags and tables of contents: short pieces between signs.
fn is_trail(paragraph: &str, words: usize) -> bool {
    let signs = paragraph
        .chars()
        .filter(|c| matches!(c, '›' | '»' | '>' | '/' | '|' | '·' | '•' | '→' | '｜' | '⋅' | '▸'))
        .count();
    signs >= 2 && words < signs * 5
}

/// Hashes of how the paragraphs of prose among those of a text begin, of the first 40.
pub fn beginnings(paragraphs: &[String]) -> Vec<u32> {
    let long = paragraphs.iter().filter(|paragraph| length(paragraph) >= 12 && is_prose(paragraph));
    long.take(40).map(|paragraph| beginning(paragraph)).collect()
}

/// A hash of the first letters of a paragraph: snippets of it begin alike.
fn beginning(paragraph: &str) -> u32 {
    let letters = paragraph.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    // FNV-1a.
    letters.take(40).fold(0x811c_9dc5, |hash, c| (hash ^ u32::from(c)).wrapping_mul(0x0100_0193))
}

/// Whether a description is uninformative: at most two words, or the headline again.
pub fn is_poor(description: &str, headline: &str) -> bool {
    let words = same(description);
    length(description) < 3 || words == same(headline)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_paragraph_of_prose_is_found() {
        let prose_ = "The night ferry leaves the harbour at ten, and the crew checks the ropes.";
        for before in [
            "Harbour lights",
            "By Ann Lee · 5 March 2024 · 4 min read",
            "Home › Docs › Harbour",
            "Published on March 5, 2024 by Ann Lee",
            "Introduction\n\nRopes\n\nLanterns",
            "Table of contents",
            "2024-03-05",
            "Von Anna Lehmann, Hamburg",
            "Posted in Boats | Harbour | Sea",
        ] {
            let text = format!("{before}\n\n{prose_}\n\nMore.");
            assert_eq!(prose(&paragraphs(&text), "Harbour lights", 1), [prose_], "{before}");
        }
        for text in [
            "夜の渡船は十時に港を出る。船長は島々の天気を青い帳面に書く。",
            "เรือข้ามฟากออกจากท่าตอนสิบโมงและกัปตันเขียนสภาพอากาศลงในสมุดสีน้ำเงินทุกวันเสมอ",
            "밤의 나룻배는 열 시에 항구를 떠나고 선장은 파란 공책에 날씨를 적는다.",
            "रात की नाव दस बजे बंदरगाह से निकलती है और कप्तान मौसम लिखता है।",
        ] {
            assert_eq!(
                prose(&paragraphs(&format!("題\n\n{text}\n\nx")), "題", 1),
                [text],
                "{text}"
            );
        }
        assert_eq!(prose(&paragraphs("One two\nthree"), "", 1), Vec::<String>::new());
        // Wrapped at a width.
        let wrapped =
            "The night ferry leaves\nthe harbour at ten, and\nthe crew sleeps.\n\nMore of it.";
        assert_eq!(
            prose(&paragraphs(wrapped), "", 1),
            ["The night ferry leaves the harbour at ten, and the crew sleeps."]
        );
    }

    #[test]
    fn poor_descriptions_are_known() {
        assert!(is_poor("Blog", "x") && is_poor("My blog", "x") && is_poor("Fog.", "Fog"));
        assert!(!is_poor("What the fog hid", "Fog") && !is_poor("霧が港を隠した日", "霧"));
    }
}
