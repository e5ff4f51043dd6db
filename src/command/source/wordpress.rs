//! Articles from the file that WordPress exports ("WXR"): published posts, without those behind a
//! password.

use std::collections::HashMap;

use anyhow::{Context, Result, bail};
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;
use serde_json::{Value, json};

use super::html;

/// What WordPress files a post under that its author filed under nothing.
const NOTHING: &str = "Uncategorized";

/// An item of the export, by the names of its elements: posts, but also pages, pictures and menus.
#[derive(Default)]
struct Item {
    texts: HashMap<String, String>,
    categories: Vec<String>,
    tags: Vec<String>,
    /// The id of its picture.
    thumbnail: String,
}

impl Item {
    fn text(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", |text| text.trim())
    }
}

/// Every published post of an export, as an [article in JSON](super::json).
///
/// # Errors
///
/// Bytes that are not XML, or in an unknown encoding.
pub fn articles(bytes: &[u8]) -> Result<Vec<Value>> {
    let (language, items) = items(bytes)?;
    let pictures: HashMap<&str, &str> = items
        .iter()
        .filter(|item| item.text("wp:post_type") == "attachment")
        .map(|item| (item.text("wp:post_id"), item.text("wp:attachment_url")))
        .collect();
    let posts = items.iter().filter(|item| {
        item.text("wp:post_type") == "post"
            && item.text("wp:status") == "publish"
            && item.text("wp:post_password").is_empty()
    });
    Ok(posts.map(|post| article(post, &language, &pictures)).collect())
}

fn article(post: &Item, language: &str, pictures: &HashMap<&str, &str>) -> Value {
    let written =
        post.text("wp:post_date").split(' ').next().filter(|date| !date.starts_with("0000"));
    let section = post.categories.iter().find(|name| *name != NOTHING);
    let others = post.categories.iter().filter(|name| Some(*name) != section && *name != NOTHING);
    let tags: Vec<&String> = post.tags.iter().chain(others).collect();
    json!({
        "url": post.text("link"),
        "title": html::text(post.text("title")),
        "excerpt": html::text(post.text("excerpt:encoded")),
        "text": html::text(&without_shortcodes(post.text("content:encoded"))),
        "date": written.unwrap_or_else(|| post.text("pubDate")),
        "section": section,
        "tags": tags,
        "lang": language,
        "image": pictures.get(post.thumbnail.as_str()),
    })
}

/// The language of the site, and its items.
fn items(bytes: &[u8]) -> Result<(String, Vec<Item>)> {
    let text = html::decode(bytes).map_err(anyhow::Error::msg)?;
    let mut reader = Reader::from_str(&text);
    let (mut language, mut items) = (String::new(), Vec::new());
    let mut item: Option<Item> = None;
    let mut open: Vec<Element> = Vec::new();
    // Of the pairs of a post's data.
    let mut key = String::new();
    loop {
        let wrong = || "it is not an export of WordPress";
        match reader.read_event().with_context(wrong)? {
            Event::Eof if open.is_empty() => return Ok((language, items)),
            Event::Eof => bail!("it ends inside the element {}", open[open.len() - 1].name),
            Event::Start(start) => {
                let element = Element::new(&start).with_context(wrong)?;
                if element.name == "item" {
                    item = Some(Item::default());
                }
                open.push(element);
            }
            Event::Text(text) => append(&mut open, &text),
            Event::CData(data) => append(&mut open, &data),
            Event::GeneralRef(reference) => append(&mut open, &character(&reference)),
            Event::End(_) => {
                let Some(Element { name, domain, text }) = open.pop() else { continue };
                let Some(one) = &mut item else {
                    if name == "language" {
                        language = text.trim().to_owned();
                    }
                    continue;
                };
                match name.as_str() {
                    "item" => items.extend(item.take()),
                    "category" if domain == "category" => one.categories.push(text),
                    "category" if domain == "post_tag" => one.tags.push(text),
                    "wp:meta_key" => key = text,
                    "wp:meta_value" if key == "_thumbnail_id" => one.thumbnail = text,
                    // The first of a name: comments and data have some of the same.
                    _ => drop(one.texts.entry(name).or_insert(text)),
                }
            }
            _ => {}
        }
    }
}

/// An element that is being read.
struct Element {
    name: String,
    /// Its attribute of that name.
    domain: String,
    text: String,
}

impl Element {
    fn new(start: &BytesStart<'_>) -> Result<Element> {
        let domain = start.try_get_attribute("domain")?;
        Ok(Element {
            name: start.name().as_ref().to_owned(),
            domain: domain.map(|domain| domain.value.into_owned()).unwrap_or_default(),
            text: String::new(),
        })
    }
}

fn append(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

/// What an entity stands for. Only XML's own are known, so that none can grow.
pub(super) fn character(reference: &BytesRef<'_>) -> String {
    let named = || Some(resolve_predefined_entity(reference)?.to_owned());
    let numbered = reference.resolve_char_ref().ok().flatten().map(String::from);
    numbered.or_else(named).unwrap_or_default()
}

/// A text without `[caption id="a"]` and the like, but with what stands between two of them.
fn without_shortcodes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        let name = after.strip_prefix('/').unwrap_or(after);
        match after.split_once(']') {
            Some((inside, after))
                if name.starts_with(|c: char| c.is_ascii_lowercase()) && !inside.contains('[') =>
            {
                rest = after;
            }
            _ => {
                out.push('[');
                rest = after;
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXPORT: &str = r#"<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
        xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
        xmlns:content="http://purl.org/rss/1.0/modules/content/"
        xmlns:wp="http://wordpress.org/export/1.2/"><channel><language>en-US</language>
        <item><title>Ferry &amp; fog &#8211; again</title><link>https://e.example/ferry/</link>
        <pubDate>Mon, 04 Mar 2024 23:30:00 +0000</pubDate>
        <content:encoded><![CDATA[<!-- wp:paragraph --><p>The ferry [caption id="1"]waits[/caption].</p><!-- /wp:paragraph -->]]></content:encoded>
        <excerpt:encoded><![CDATA[In short.]]></excerpt:encoded>
        <wp:post_id>7</wp:post_id><wp:post_date><![CDATA[2024-03-05 07:30:00]]></wp:post_date>
        <wp:status><![CDATA[publish]]></wp:status><wp:post_type><![CDATA[post]]></wp:post_type>
        <wp:post_password></wp:post_password>
        <category domain="category" nicename="u"><![CDATA[Uncategorized]]></category>
        <category domain="category" nicename="w"><![CDATA[World]]></category>
        <category domain="post_tag" nicename="s"><![CDATA[Ships]]></category>
        <wp:postmeta><wp:meta_key>_edit_last</wp:meta_key><wp:meta_value>1</wp:meta_value></wp:postmeta>
        <wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value></wp:postmeta>
        <wp:comment><wp:comment_content>Spam</wp:comment_content></wp:comment></item>
        <item><title>Draft</title><wp:status>draft</wp:status><wp:post_type>post</wp:post_type></item>
        <item><title>Secret</title><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
        <wp:post_password>x</wp:post_password></item>
        <item><title>About</title><wp:status>publish</wp:status><wp:post_type>page</wp:post_type></item>
        <item><wp:post_id>9</wp:post_id><wp:post_type>attachment</wp:post_type>
        <wp:attachment_url>https://e.example/f.jpg</wp:attachment_url></item></channel></rss>"#;

    #[test]
    fn published_posts_are_read() {
        let expected = json!({
            "url": "https://e.example/ferry/", "title": "Ferry & fog – again", "excerpt": "In short.",
            "text": "The ferry waits.", "date": "2024-03-05", "section": "World", "tags": ["Ships"],
            "lang": "en-US", "image": "https://e.example/f.jpg",
        });
        assert_eq!(articles(EXPORT.as_bytes()).unwrap(), [expected]);
    }

    #[test]
    fn what_is_cut_or_grows_is_told_or_harmless() {
        for end in (0..EXPORT.len()).step_by(7) {
            let _ = articles(&EXPORT.as_bytes()[..end]);
        }
        assert!(articles(&EXPORT.as_bytes()[..EXPORT.len() / 2]).is_err());
        let laughs =
            EXPORT.replace("<rss", "<!DOCTYPE r [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><rss");
        let found = articles(laughs.replace("again", "&b;").as_bytes()).unwrap();
        assert_eq!(found[0]["title"], "Ferry & fog –");
    }

    #[test]
    fn shortcodes_go_and_other_brackets_stay() {
        assert_eq!(
            without_shortcodes("a [b c=\"d\"]e[/b] [1] [ f ] [Sic] [g"),
            "a e [1] [ f ] [Sic] [g"
        );
    }
}
