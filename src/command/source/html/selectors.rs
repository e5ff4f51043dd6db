//! Lists of CSS selectors, read for what an element must have to match: most have none of it.

use dom_query::Matcher;

use super::key::Key;

/// A list of selectors that is valid.
pub struct Selectors(pub Vec<Selector>);

/// One selector of a list, such as `article h1 a[href]`.
pub struct Selector {
    pub matcher: Matcher,
    /// What a matching element has.
    pub key: Key,
    /// What some element of the document must have, or nothing matches.
    pub needed: Vec<Key>,
    /// A part of a class that some element must have.
    pub part_of_class: Option<String>,
    /// The selector before a last ` *`, which matches all that is inside of what it matches.
    pub around: Option<Box<Selector>>,
}

impl Selectors {
    /// Reads a list; `None` when it is not valid.
    pub fn new(list: &str) -> Option<Selectors> {
        let whole = Matcher::new(list).ok()?;
        let one_by_one = || split(list, ',').into_iter().map(Selector::new).collect();
        // Escapes, namespaces and comments are left to the parser.
        let is_plain = !list.contains(['\\', '|']) && !list.contains("/*");
        let all: Option<Vec<Selector>> = if is_plain { one_by_one() } else { None };
        Some(Selectors(all.unwrap_or_else(|| vec![Selector::any(whole)])))
    }
}

impl Selector {
    /// A selector of which nothing is known.
    fn any(matcher: Matcher) -> Selector {
        Selector { matcher, key: Key::ANY, needed: Vec::new(), part_of_class: None, around: None }
    }

    fn new(text: &str) -> Option<Selector> {
        let mut selector = Selector::any(Matcher::new(text).ok()?);
        let text = text.trim();
        let compounds = compounds(text);
        let around = text.strip_suffix('*').filter(|around| around.ends_with(char::is_whitespace));
        if let Some(around) = around.map(str::trim_end)
            && !around.ends_with(['>', '+', '~', '*'])
        {
            let around = Selector::new(around).filter(|around| around.key != Key::ANY);
            selector.around = around.map(Box::new);
        }
        for compound in &compounds {
            selector.key = key(compound);
            selector.needed.push(selector.key);
            let part = compound.split_once("[class*=").filter(|(before, _)| !before.contains(':'));
            if let Some((part, _)) = part.and_then(|(_, part)| part.split_once(']'))
                && !part.contains(['"', '\'', ' '])
            {
                selector.part_of_class = Some(part.to_ascii_lowercase());
            }
        }
        selector.needed.retain(|key| *key != Key::ANY);
        Some(selector)
    }
}

/// Splits a text where a character stands outside of brackets and quotes.
fn split(text: &str, at: char) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut begin = 0;
    for (place, c) in outside(text) {
        if c == at {
            pieces.push(&text[begin..place]);
            begin = place + c.len_utf8();
        }
    }
    pieces.push(&text[begin..]);
    pieces
}

/// The characters of a text outside of brackets and quotes, with their places.
fn outside(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut depth = 0_usize;
    unquoted(text).filter(move |&(_, c)| {
        match c {
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    })
}

/// The characters of a text outside of quotes, with their places.
fn unquoted(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut quote = None;
    text.char_indices().filter(move |&(_, c)| {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == '"' || c == '\'' => quote = Some(c),
            None => return true,
        }
        false
    })
}

/// The parts of a selector between its combinators.
fn compounds(text: &str) -> Vec<&str> {
    let is_between = |c: char| c.is_whitespace() || matches!(c, '>' | '+' | '~');
    let mut all = Vec::new();
    let mut begin = 0;
    for (place, c) in outside(text).filter(|&(_, c)| is_between(c)) {
        all.push(&text[begin..place]);
        begin = place + c.len_utf8();
    }
    all.push(&text[begin..]);
    all.retain(|compound| !compound.is_empty());
    all
}

/// What an element must have to match a compound: the rarest of what it names.
fn key(compound: &str) -> Key {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii();
    let word = |text: &str| text.find(|c| !is_name(c)).map_or(text.len(), |end| end);
    let mut rest = compound;
    let mut best = Key::ANY;
    let mut rank = 0;
    let mut better = |key: Key, its: u8| {
        if its > rank {
            (best, rank) = (key, its);
        }
    };
    let tag = &rest[..word(rest)];
    if !tag.is_empty() {
        better(Key::tag(tag), 1);
    }
    rest = rest[tag.len()..].trim_start_matches('*');
    while let Some(kind) = rest.chars().next() {
        rest = &rest[kind.len_utf8()..];
        let name = &rest[..word(rest)];
        match kind {
            '.' => better(Key::class(name), 4),
            '#' => better(Key::id(name), 4),
            '[' => {
                let end =
                    unquoted(rest).find(|&(_, c)| c == ']').map_or(rest.len(), |(end, _)| end);
                if let Some((key, its)) = attribute(&rest[..end]) {
                    better(key, its);
                }
                rest = rest.get(end + 1..).unwrap_or_default();
                continue;
            }
            // What follows may be all that the element is not.
            _ => return best,
        }
        rest = &rest[name.len()..];
    }
    best
}

/// What an element must have to match what stands in brackets, and how rare that is.
fn attribute(text: &str) -> Option<(Key, u8)> {
    let Some((name, value)) = text.split_once('=') else {
        return Some((Key::attribute(&text.trim().to_ascii_lowercase())?, 2));
    };
    let is_word = name.ends_with('~');
    let is_value = name.ends_with(|c: char| c.is_alphanumeric());
    let name = &*name.trim_end_matches(['~', '^', '$', '*']).trim().to_ascii_lowercase();
    let bare = value.trim();
    // `[name=robots i]`
    let bare = bare.strip_suffix(" i").map_or(bare, str::trim);
    let bare = bare.trim_matches(['"', '\'']);
    let is_plain = !bare.is_empty() && !bare.contains(char::is_whitespace);
    match (is_word || is_value) && is_plain {
        true => Key::value(name, bare).map(|key| (key, 3)),
        false => None,
    }
    .or_else(|| Some((Key::attribute(name)?, 2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rarest_of_what_a_selector_names_is_its_key() {
        for (selector, key) in [
            ("a", Key::tag("a")),
            ("A", Key::tag("a")),
            ("article h1 a[href]", Key::tag("a")),
            ("meta[property='og:title']", Key::value("property", "og:title").unwrap()),
            ("meta[name=Robots i]", Key::value("name", "robots").unwrap()),
            ("[itemprop~=\"image\"]", Key::value("itemprop", "image").unwrap()),
            ("a.b:not(.c)", Key::class("b")),
            (":not(.c)", Key::ANY),
            ("ul > #d", Key::id("d")),
            ("[hidden]", Key::attribute("hidden").unwrap()),
            ("[class*=updat]", Key::attribute("class").unwrap()),
            ("p[data-a=b]", Key::tag("p")),
            ("nav *", Key::ANY),
            (".☀", Key::class("☀")),
        ] {
            let selectors = Selectors::new(selector).unwrap().0;
            assert!(selectors.len() == 1 && selectors[0].key == key, "{selector}");
            assert_eq!(selectors[0].around.is_some(), selector == "nav *");
        }
        assert_eq!(Selectors::new("a[b=','], :is(c,d), e").unwrap().0.len(), 3);
        assert_eq!(Selectors::new("a\\, b, c").unwrap().0.len(), 1);
        assert!(Selectors::new("a[").is_none());
        assert_eq!(Selectors::new("a b > c").unwrap().0[0].needed.len(), 3);
        let part = &Selectors::new("[class*=updat] *").unwrap().0[0].part_of_class;
        assert_eq!(part.as_deref(), Some("updat"));
        assert!(Selectors::new("a:not([class*=b])").unwrap().0[0].part_of_class.is_none());
    }
}
