//! Texts that should be plain, and are written as HTML by what made them.

use std::borrow::Cow;

use serde_json::Value;

/// Elements that texts are marked up with. Others are what a text is about.
const INLINE: [&str; 15] = [
    "a", "abbr", "b", "cite", "code", "del", "em", "i", "img", "mark", "small", "span", "strong",
    "sub", "sup",
];
const BLOCKS: [&str; 14] = [
    "blockquote",
    "br",
    "div",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "ul",
];

/// A text without entities, which are decoded once, and without markup.
pub fn plain(text: &str) -> Cow<'_, str> {
    let mut pieces = text.split('<');
    let first = pieces.next().unwrap_or_default();
    let tags: Vec<(&str, Option<Tag<'_>>)> = pieces.map(|piece| (piece, Tag::new(piece))).collect();
    // An end of an element, or an element that has none.
    let is_telling = |tag: &Tag<'_>| tag.is_end || ["br", "img", "p"].contains(&&*tag.name);
    if !tags.iter().any(|(_, tag)| tag.as_ref().is_some_and(is_telling)) {
        return html_escape::decode_html_entities(text);
    }
    let mut out = html_escape::decode_html_entities(first).into_owned();
    for (piece, tag) in tags {
        let rest = match tag {
            Some(tag) => {
                out.push_str(if BLOCKS.contains(&&*tag.name) { "\n" } else { "" });
                tag.rest
            }
            None => {
                out.push('<');
                piece
            }
        };
        out.push_str(&html_escape::decode_html_entities(rest));
    }
    out.trim().to_owned().into()
}

/// A tag that a text is marked up with.
struct Tag<'a> {
    name: String,
    is_end: bool,
    /// What stands behind it.
    rest: &'a str,
}

impl<'a> Tag<'a> {
    /// The tag whose `<` a text follows.
    fn new(text: &'a str) -> Option<Tag<'a>> {
        let (is_end, inside) = text.strip_prefix('/').map_or((false, text), |rest| (true, rest));
        let length = inside.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = inside.get(..length)?.to_ascii_lowercase();
        let after = inside.get(length..)?;
        let is_known = INLINE.contains(&&*name) || BLOCKS.contains(&&*name);
        let is_whole = after.starts_with(['>', ' ', '/', '\n']);
        let (_, rest) = after.split_once('>')?;
        (is_known && is_whole).then_some(Tag { name, is_end, rest })
    }
}

/// An article in JSON whose short texts are plain.
pub fn plain_texts(mut article: Value) -> Value {
    let plain = |value: &mut Value| {
        if let Value::String(text) = value {
            *text = plain(text).into_owned();
        }
    };
    for name in ["title", "excerpt", "section", "tags"] {
        match article.get_mut(name) {
            Some(Value::Array(values)) => values.iter_mut().for_each(plain),
            Some(value) => plain(value),
            None => {}
        }
    }
    article
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_decoded_once_and_markup_goes() {
        for (text, expected) in [
            (
                "Ropes &amp; lanterns: the captain&#8217;s ferry",
                "Ropes & lanterns: the captain’s ferry",
            ),
            ("A &quot;blue book&quot;", "A \"blue book\""),
            ("Caf&eacute; &#x2014; here", "Café — here"),
            ("&amp;amp;", "&amp;"),
            ("The <em>night</em> ferry &amp; fog", "The night ferry & fog"),
            ("One<br>two", "One\ntwo"),
            ("How to use <b> in HTML", "How to use <b> in HTML"),
            ("The </template> element", "The </template> element"),
            ("The &lt;b&gt; element", "The <b> element"),
            ("a < b > c, AT&T & so on &", "a < b > c, AT&T & so on &"),
            ("?a=1&copy=2", "?a=1&copy=2"),
            ("", ""),
        ] {
            assert_eq!(plain(text), expected);
        }
    }
}
