//! Texts that should be plain, without the HTML that they are written in.

use std::borrow::Cow;

use serde_json::Value;

use crate::document;

/// A text without entities, which are decoded once, and without markup.
pub fn plain(text: &str) -> Cow<'_, str> {
    document::plain(text, html_escape::decode_html_entities)
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
