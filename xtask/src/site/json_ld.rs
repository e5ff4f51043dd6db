//! The metadata of an article, as search engines and the indexer read it:
//! <https://schema.org/NewsArticle>.

use super::story::Story;

/// The text of a `<script type="application/ld+json">`.
pub fn news_article(story: &Story) -> String {
    let author = format!("{{\"@type\":\"Person\",\"name\":{}}}", string(&story.author));
    let publisher = "{\"@type\":\"NewsMediaOrganization\",\"name\":\"The Tamsui Ledger\"}";
    let mut members = vec![
        ("@context", string("https://schema.org")),
        ("@type", string("NewsArticle")),
        ("headline", string(&story.title)),
        ("description", string(&story.excerpt)),
        ("datePublished", string(&story.date.iso())),
        ("author", author),
        ("publisher", publisher.to_owned()),
        ("image", string(&story.picture_path())),
        ("articleSection", string(story.section)),
        ("keywords", string(&story.tags.join(", "))),
        ("inLanguage", string(story.lang.tag())),
        ("mainEntityOfPage", string(&story.path())),
    ];
    members.extend(story.expires.map(|day| ("expires", string(&day.iso()))));
    let members: Vec<String> =
        members.iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
    format!("{{{}}}", members.join(","))
}

/// A JSON string. `<` is escaped as well, so that no text can close the script element.
fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for char in text.chars() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '<' => out.push_str("\\u003c"),
            char if char.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(char))),
            char => out.push(char),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_text_can_leave_its_string() {
        let text = "a \"b\" \\ </script>\n淡水";
        let expected = "\"a \\\"b\\\" \\\\ \\u003c/script>\\u000a淡水\"";
        assert_eq!(super::string(text), expected);
    }
}
