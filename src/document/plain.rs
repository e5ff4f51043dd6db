//! Texts that should be plain, and are written as HTML by what made them.

use std::borrow::Cow;

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

/// A text without entities, which `decode` decodes, and without markup.
pub fn plain<'t>(text: &'t str, decode: fn(&str) -> Cow<'_, str>) -> Cow<'t, str> {
    let mut pieces = text.split('<');
    let first = pieces.next().unwrap_or_default();
    let tags: Vec<(&str, Option<Tag<'_>>)> = pieces.map(|piece| (piece, Tag::new(piece))).collect();
    // An end of an element, or an element that has none.
    let is_telling = |tag: &Tag<'_>| tag.is_end || ["br", "img", "p"].contains(&&*tag.name);
    if !tags.iter().any(|(_, tag)| tag.as_ref().is_some_and(is_telling)) {
        return decode(text);
    }
    let mut out = decode(first).into_owned();
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
        out.push_str(&decode(rest));
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
