//! Names compared: by letters and digits alone, since templates change quotes, spaces and case.

use crate::text::is_unspaced;

/// A text on one line, with a space between words.
pub fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// What stands between a headline and the site's name.
const DIVIDERS: &str = "|-–—·•:«»/_｜：－‖∙⋅・‹›‒―~～→←∣¦▪■●★☆⁄＿<>";

fn is_divider(c: char) -> bool {
    DIVIDERS.contains(c)
}

/// The letters and digits of a text, in lower case.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// What two equal names have in common.
pub fn same(text: &str) -> String {
    letters(text).collect()
}

/// Whether two names have the same letters and digits, of which there are some.
pub fn is_same(a: &str, b: &str) -> bool {
    let mut some = letters(a).peekable();
    some.peek().is_some() && some.eq(letters(b))
}

/// What stands in `text` after a name that it begins with.
fn after<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let mut wanted = letters(name).peekable();
    wanted.peek()?;
    for (at, c) in text.char_indices() {
        if wanted.peek().is_none() {
            return Some(&text[at..]);
        }
        if c.is_alphanumeric() && !c.to_lowercase().all(|c| wanted.next() == Some(c)) {
            return None;
        }
    }
    wanted.peek().is_none().then_some("")
}

/// Whether a title is a name, or a name, a divider and more.
pub fn is_begun(title: &str, name: &str) -> bool {
    after(title, name).is_some_and(|rest| {
        !rest.chars().any(char::is_alphanumeric) || is_cut(&title[..title.len() - rest.len()], rest)
    })
}

/// Whether a text goes on after a divider: `before` and `rest` are its parts.
fn is_cut(before: &str, rest: &str) -> bool {
    let closing = |c: char| {
        matches!(
            c,
            '.' | '!'
                | '?'
                | ')'
                | ']'
                | '"'
                | '\''
                | '”'
                | '’'
                | '…'
                | '」'
                | '』'
                | '》'
                | '！'
                | '？'
                | '。'
                | '“'
        )
    };
    let rest = rest.trim_start_matches(closing);
    let divider = rest.trim_start();
    let Some(first) = divider.chars().next().filter(|&c| is_divider(c)) else { return false };
    is_open(before, rest, first)
}

/// Whether a divider divides: hyphens, colons and the like stand inside of words too.
fn is_open(before: &str, rest: &str, divider: char) -> bool {
    let is_spaced = rest.starts_with(char::is_whitespace);
    let follows = rest.trim_start().trim_start_matches(is_divider);
    is_spaced
        || matches!(divider, '|' | '｜' | '：' | '－' | '‖' | '«' | '»' | '＿')
        || divider == ':' && follows.starts_with(char::is_whitespace)
        || before.chars().next_back().is_some_and(is_unspaced)
        || follows.chars().next().is_some_and(is_unspaced)
}

/// The ends of a title after each of its dividers, the longest first.
pub fn ends(title: &str) -> Vec<&str> {
    cuts(title).into_iter().map(|(_, rest)| rest).collect()
}

/// The beginnings of a title before each of its dividers, the shortest first.
pub fn starts(title: &str) -> Vec<&str> {
    cuts(title).into_iter().map(|(start, _)| start).collect()
}

/// The parts of a title before and after each divider that divides.
fn cuts(title: &str) -> Vec<(&str, &str)> {
    let mut all: Vec<(&str, &str)> = Vec::new();
    for (at, c) in title.char_indices().filter(|&(_, c)| is_divider(c)) {
        let before = &title[..at];
        let trimmed = before.trim_end();
        if !is_open(trimmed, &title[trimmed.len()..], c) {
            continue;
        }
        let start = trimmed.trim_end_matches(is_divider).trim_end();
        let rest = title[at..].trim_start_matches(|c: char| is_divider(c) || c.is_whitespace());
        let rest = rest.trim_end();
        let has = |text: &str| text.chars().any(char::is_alphanumeric);
        if has(start) && has(rest) && all.last().is_none_or(|&(_, last)| last != rest) {
            all.push((start, rest));
        }
    }
    all
}

/// A title without a divider and `end` after it.
pub fn without_end<'t>(title: &'t str, end: &str) -> Option<&'t str> {
    cuts(title).into_iter().find(|(_, rest)| is_same(rest, end)).map(|(start, _)| start)
}

/// A title without `start` and the divider after it.
pub fn without_start<'t>(title: &'t str, start: &str) -> Option<&'t str> {
    cuts(title).into_iter().find(|(before, _)| is_same(before, start)).map(|(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_cut_where_a_divider_divides() {
        for (title, expected) in [
            ("Fog | Quay", vec!["Quay"]),
            ("Fog-bound - Quay", vec!["Quay"]),
            ("Fog :: Quay", vec!["Quay"]),
            ("茶畑｜港新聞", vec!["港新聞"]),
            ("茶畑-港新聞", vec!["港新聞"]),
            ("Fog: a tale — Quay", vec!["a tale — Quay", "Quay"]),
            ("http://a.example/b", vec![]),
            ("TCP/IP", vec![]),
            ("| Quay", vec![]),
        ] {
            assert_eq!(ends(title), expected, "{title}");
        }
        assert_eq!(without_end("Fog · Quay Notes", "Quay notes"), Some("Fog"));
        assert_eq!(without_start("Quay: Fog", "Quay"), Some("Fog"));
        assert_eq!(without_end("Quay Notes", "Quay Notes"), None);
    }

    #[test]
    fn a_title_begins_with_a_name_up_to_a_divider() {
        for (title, name) in [
            ("“Fog” – Quay", "\"Fog\""),
            ("Fog?", "fog"),
            ("Is it fog? | Quay", "Is it fog"),
            ("港の霧_港新聞", "港の霧"),
        ] {
            assert!(is_begun(title, name), "{title}");
        }
        for (title, name) in [("Foggy - again", "Fog"), ("Fog-bound", "Fog"), ("Fog", "¶")] {
            assert!(!is_begun(title, name), "{title}");
        }
    }
}
