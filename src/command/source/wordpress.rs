//! Articles from the file that WordPress exports ("WXR"): published posts, without those behind a
//! password.

use std::collections::HashMap;

use anyhow::{Context, Result, bail};
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;
use serde_json::{Value, json};
use url::Url;

use super::html;
use crate::command::address::Site;

/// What WordPress files a post under that its author filed under nothing.
const NOTHING: &str = "Uncategorized";

/// The keys under which plugins keep the language of a post.
const LANGUAGES: [&str; 5] =
    ["_icl_lang_code", "_wpml_language", "wpml_language", "_locale", "_bogo_locale"];

/// An item of the export, by the names of its elements: posts, but also pages, pictures and menus.
#[derive(Default)]
struct Item {
    texts: HashMap<String, String>,
    categories: Vec<String>,
    tags: Vec<String>,
    /// The id of its picture.
    thumbnail: String,
    /// Its language, as plugins for sites in several write it.
    language: String,
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
    let (language, home, items) = items(bytes)?;
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
    Ok(posts.map(|post| article(post, &language, &home, &pictures)).collect())
}

fn article(post: &Item, language: &str, home: &str, pictures: &HashMap<&str, &str>) -> Value {
    let written =
        post.text("wp:post_date").split(' ').next().filter(|date| !date.starts_with("0000"));
    let name = |name: &str| html::plain(name.trim()).into_owned();
    let section = post.categories.iter().find(|name| *name != NOTHING);
    let others = post.categories.iter().filter(|name| Some(*name) != section && *name != NOTHING);
    let tags: Vec<String> = post.tags.iter().chain(others).map(|tag| name(tag)).collect();
    json!({
        "url": address(post, home),
        "title": html::text(post.text("title")),
        "excerpt": html::text(post.text("excerpt:encoded")),
        "text": html::text(&without_shortcodes(post.text("content:encoded"))),
        "date": written.unwrap_or_else(|| post.text("pubDate")),
        "section": section.map(|section| name(section)),
        "tags": tags,
        "lang": if post.language.is_empty() { language } else { &post.language },
        "image": pictures.get(post.thumbnail.as_str()),
    })
}

/// Where readers find a post on its own site: some plugins make links to other sites of titles.
fn address(post: &Item, home: &str) -> String {
    let link = post.text("link");
    let own = Url::parse(home).ok();
    let site = Site::new(own.as_ref());
    match own {
        Some(own) if site.is_foreign(link) => {
            format!("{}/?p={}", own.as_str().trim_end_matches('/'), post.text("wp:post_id"))
        }
        _ => link.to_owned(),
    }
}

/// The language of the site, its address, and its items.
fn items(bytes: &[u8]) -> Result<(String, String, Vec<Item>)> {
    let text = html::decode(bytes).map_err(anyhow::Error::msg)?;
    let mut reader = Reader::from_str(&text);
    let (mut language, mut home, mut items) = (String::new(), String::new(), Vec::new());
    let mut item: Option<Item> = None;
    let mut open: Vec<Element> = Vec::new();
    // Of the pairs of a post's data.
    let mut key = String::new();
    loop {
        let wrong = || "it is not an export of WordPress";
        match reader.read_event().with_context(wrong)? {
            Event::Eof if open.is_empty() => return Ok((language, home, items)),
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
                let Some(Element { name, domain, nicename, text }) = open.pop() else { continue };
                let Some(one) = &mut item else {
                    match name.as_str() {
                        "language" => language = text.trim().to_owned(),
                        "link" if home.is_empty() => home = text.trim().to_owned(),
                        _ => {}
                    }
                    continue;
                };
                match name.as_str() {
                    "item" => items.extend(item.take()),
                    "category" if domain == "category" => one.categories.push(text),
                    "category" if domain == "post_tag" => one.tags.push(text),
                    // Polylang: the language's code, else its name.
                    "category" if domain == "language" => {
                        one.language = if nicename.is_empty() { text } else { nicename };
                    }
                    "wp:meta_key" => key = text,
                    "wp:meta_value" if key == "_thumbnail_id" => one.thumbnail = text,
                    // WPML, and some others.
                    "wp:meta_value" if LANGUAGES.contains(&&*key) && !text.trim().is_empty() => {
                        one.language = text.trim().to_owned();
                    }
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
    /// Its attributes of these names.
    domain: String,
    nicename: String,
    text: String,
}

impl Element {
    fn new(start: &BytesStart<'_>) -> Result<Element> {
        let attribute = |name: &str| {
            let found = start.try_get_attribute(name)?;
            Ok::<_, anyhow::Error>(found.map(|one| one.value.into_owned()).unwrap_or_default())
        };
        Ok(Element {
            name: start.name().as_ref().to_owned(),
            domain: attribute("domain")?,
            nicename: attribute("nicename")?,
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

/// A text without `[caption id="a"]` and the like, but with what stands between two of them. What
/// an author puts in brackets stays: `[not]`, `[sic]`, `[1]`.
fn without_shortcodes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // Where the last end of each stands, counted from the end of the text.
    let ends = text.match_indices("[/").filter_map(|(at, _)| {
        let after = text.get(at + 2..)?;
        Some((after.get(..after.find(']')?)?, after.len()))
    });
    let ends: HashMap<&str, usize> = ends.collect();
    while let Some(at) = rest.find('[') {
        let (before, code) = rest.split_at(at);
        out.push_str(before);
        match shortcode(code, &ends) {
            Some(length) => rest = &code[length..],
            None => {
                out.push('[');
                rest = &code[1..];
            }
        }
    }
    out + rest
}

/// How long the shortcode is that a text begins with, if it is one: it has attributes, or it ends
/// another, or it is ended further on, or its name is no word.
fn shortcode(text: &str, ends: &HashMap<&str, usize>) -> Option<usize> {
    let inside = text.strip_prefix('[')?;
    let (is_end, inside) = inside.strip_prefix('/').map_or((false, inside), |rest| (true, rest));
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let name = &inside[..inside.find(|c| !is_of_name(c)).unwrap_or(inside.len())];
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let length = end_of_shortcode(text)?;
    let attributes = text[..length].trim_end_matches(']').split_once(name)?.1.trim();
    let ends_later = || ends.get(name).is_some_and(|left| *left < text.len() - length);
    let is_code = is_end && attributes.is_empty()
        || attributes.contains('=')
        || attributes.ends_with('/')
        || ALONE.contains(&name)
        || name.contains('_')
        || ends_later();
    is_code.then_some(length)
}

/// WordPress' own and others that stand alone in most texts.
const ALONE: [&str; 12] = [
    "gallery",
    "playlist",
    "audio",
    "video",
    "embed",
    "caption",
    "more",
    "toc",
    "contact-form",
    "ad",
    "adsense",
    "nextpage",
];

/// Where a shortcode ends. Brackets in quotes are of a value.
fn end_of_shortcode(text: &str) -> Option<usize> {
    let mut quote = None;
    // None is so long.
    for (at, c) in text.char_indices().skip(1).take(4_000) {
        match (quote, c) {
            (None, '"' | '\'' | '”' | '″') if text[..at].ends_with(['=', ' ']) => {
                quote = Some(c)
            }
            (Some(open), c) if c == open => quote = None,
            (None, ']') => return Some(at + 1),
            (None, '[') => return None,
            _ => {}
        }
    }
    None
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
    fn plugins_tell_languages() {
        let lang = |more: &str| {
            let export = EXPORT.replace("<wp:post_password></wp:post_password>", more);
            articles(export.as_bytes()).unwrap()[0]["lang"].as_str().unwrap().to_owned()
        };
        let meta = |key: &str, value: &str| {
            format!(
                "<wp:postmeta><wp:meta_key>{key}</wp:meta_key>\
                 <wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
            )
        };
        assert_eq!(lang("<category domain=\"language\" nicename=\"fr\">Français</category>"), "fr");
        assert_eq!(lang(&meta("_icl_lang_code", "de")), "de");
        assert_eq!(lang(&meta("_locale", "pt_BR")), "pt_BR");
        assert_eq!(lang(&meta("_icl_lang_code", "")), "en-US");
        assert_eq!(lang(""), "en-US");
    }

    #[test]
    fn shortcodes_go_and_other_brackets_stay() {
        for (text, left) in [
            ("a [b c=\"d\"]e[/b] [1] [ f ] [Sic] [g", "a e [1] [ f ] [Sic] [g"),
            (
                "I did [not] take it [sic], he said [in French].",
                "I did [not] take it [sic], he said [in French].",
            ),
            (
                "[et_pb_section a=\"[y]\"][et_pb_text]The garden.[/et_pb_text][/et_pb_section]",
                "The garden.",
            ),
            ("[quote author=\"the [old] captain\"]A sentence.[/quote]", "A sentence."),
            ("[caption id='a' width=\"300\"]<img src=a> Fog[/caption] x", "<img src=a> Fog x"),
            ("[gallery ids=\"1,2\"] [gallery] [vc_row] x [/x]", "   x "),
            (
                "[dropcap]T[/dropcap]he [...] end [&hellip;] [link]",
                "The [...] end [&hellip;] [link]",
            ),
            ("[b]bold[/b] array[i] = [j]", "bold array[i] = [j]"),
            ("[audio src=\"a.mp3\" /][it's", "[it's"),
        ] {
            assert_eq!(without_shortcodes(text), left);
        }
    }
}
