//! The article that a page describes in JSON-LD.

use super::dom::{Dom, Json, Node, filled};

/// JSON-LD blocks longer than this are not parsed.
const JSON_LIMIT: usize = 1 << 20;

/// The first article that a page describes in JSON-LD, alone, in an array, in `@graph` or as
/// `mainEntity`.
pub fn article<D: Dom>(document: &D) -> Option<D::Json> {
    document
        .all("script[type='application/ld+json']")
        .iter()
        .filter_map(|script| script.child()?.text())
        .filter(|text| length(text) <= JSON_LIMIT)
        .filter_map(|text| document.json(&text))
        .find_map(|json| article_in(json, 3))
}

fn article_in<J: Json>(json: J, depth: u8) -> Option<J> {
    // NewsArticle, BlogPosting and their like: <https://schema.org/Article> and the types under it.
    let kinds = json.get("@type").map(strings).unwrap_or_default();
    if kinds.iter().any(|kind| {
        kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind.ends_with("ForumPosting")
    }) {
        return Some(json);
    }
    let depth = depth.checked_sub(1)?;
    let mut parts = json.items();
    parts.extend(["@graph", "mainEntity"].iter().filter_map(|key| json.get(key)));
    parts.into_iter().find_map(|part| article_in(part, depth))
}

/// The strings in an array, or the one that is not in any.
pub fn strings<J: Json>(json: J) -> Vec<String> {
    let mut all = json.items();
    all.push(json);
    all.iter().filter_map(Json::string).collect()
}

/// A filled string in an article of JSON-LD, trimmed.
pub fn text<J: Json>(article: Option<&J>, key: &str) -> Option<String> {
    filled(article?.get(key)?.string()?)
}

/// How long a text is, counted as JavaScript counts.
pub fn length(text: &str) -> usize {
    text.encode_utf16().count()
}
