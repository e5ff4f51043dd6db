//! Articles from a feed: RSS of every version, Atom and JSON Feed.

use anyhow::{Context, Result};
use feed_rs::model::{Entry, Text};
use feed_rs::parser;
use serde_json::{Value, json};

use super::html;

/// Every entry of a feed, as an [article in JSON](super::json).
///
/// Of RSS and Atom the day is that of Greenwich: what reads them does not keep the publisher's own
/// time zone.
///
/// # Errors
///
/// Bytes that are no feed.
pub fn articles(bytes: &[u8]) -> Result<Vec<Value>> {
    if bytes.trim_ascii_start().starts_with(b"{") {
        let feed: Value = serde_json::from_slice(bytes).context("it is not JSON")?;
        let items = feed["items"].as_array().context("it is not a feed: it has no `items`")?;
        return Ok(items.iter().map(|item| from_json(item, &feed["language"])).collect());
    }
    // Entries without an id get one at random otherwise; none is used here.
    let parser = parser::Builder::new().id_generator(|_, _, _| String::new()).build();
    let feed = parser.parse(bytes).context("it is not a feed")?;
    let lang = feed.language.unwrap_or_default();
    Ok(feed.entries.into_iter().map(|entry| article(entry, &lang)).collect())
}

/// An item of a JSON Feed: <https://www.jsonfeed.org/version/1.1/#items>.
fn from_json(item: &Value, lang: &Value) -> Value {
    let first =
        |names: [&str; 2]| names.into_iter().map(|name| &item[name]).find(|one| one.is_string());
    let text = match item["content_html"].as_str() {
        Some(markup) => html::text(markup),
        None => item["content_text"].as_str().unwrap_or_default().to_owned(),
    };
    // Without a title it is a short note, whose text is all there is to show.
    let title = item["title"].as_str().filter(|title| !title.trim().is_empty());
    json!({
        "url": first(["url", "id"]),
        "title": title.or_else(|| text.lines().next()),
        "excerpt": item["summary"],
        "text": text,
        "date": first(["date_published", "date_modified"]),
        "tags": item["tags"],
        "lang": if item["language"].is_string() { &item["language"] } else { lang },
        "image": first(["image", "banner_image"]),
    })
}

fn article(entry: Entry, lang: &str) -> Value {
    let summary = entry.summary.as_ref().map(plain).unwrap_or_default();
    let body = entry.content.as_ref().and_then(|content| content.body.as_deref());
    let text = body.map(html::text).filter(|text| !text.is_empty());
    // Without a content the summary may be all of it.
    let (text, excerpt) = match text {
        Some(text) => (text, summary),
        None => (summary, String::new()),
    };
    let day = entry.published.or(entry.updated).map(|time| time.format("%Y-%m-%d").to_string());
    let tags: Vec<String> = entry
        .categories
        .iter()
        .map(|one| one.label.as_ref().unwrap_or(&one.term).clone())
        .collect();
    json!({
        "url": address(&entry),
        "title": entry.title.as_ref().map(plain),
        "excerpt": excerpt,
        "text": text,
        "date": day,
        "tags": tags,
        "lang": entry.language.as_deref().unwrap_or(lang),
        "image": picture(&entry),
    })
}

/// Where readers find it: the link of the entry, or its id when that is an address.
fn address(entry: &Entry) -> Option<String> {
    let alternate = |rel: &Option<String>| rel.as_deref().is_none_or(|rel| rel == "alternate");
    let link = entry.links.iter().find(|link| alternate(&link.rel)).map(|link| link.href.clone());
    link.or_else(|| Some(entry.id.clone()).filter(|id| id.starts_with("http")))
}

fn picture(entry: &Entry) -> Option<String> {
    let contents = entry.media.iter().flat_map(|media| &media.content);
    let pictures = contents
        .filter(|content| content.content_type.as_ref().is_some_and(|kind| kind.ty() == "image"));
    let mut addresses =
        pictures.filter_map(|content| content.url.as_ref().map(ToString::to_string));
    let thumbnails = entry.media.iter().flat_map(|media| &media.thumbnails);
    addresses.next().or_else(|| thumbnails.map(|one| one.image.uri.clone()).next())
}

fn plain(text: &Text) -> String {
    match text.content_type.subty().as_str() {
        "plain" => text.content.clone(),
        _ => html::text(&text.content),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rss_is_read() {
        let feed = r#"<?xml version="1.0"?><rss version="2.0"
            xmlns:content="http://purl.org/rss/1.0/modules/content/"
            xmlns:media="http://search.yahoo.com/mrss/"><channel><title>News</title>
            <language>en-gb</language>
            <item><title>Ferry &amp; fog</title><link>https://e.example/ferry</link>
              <pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate><category>Ships</category>
              <description>In &lt;b&gt;short&lt;/b&gt;.</description>
              <content:encoded><![CDATA[<p>The ferry waits.</p><p>The fog stays.</p>]]></content:encoded>
              <media:content url="https://e.example/a.png" type="image/png"/></item>
            <item><title>Tea</title><guid isPermaLink="true">https://e.example/tea</guid>
              <description>Only this.</description></item>
            </channel></rss>"#;
        let found = articles(feed.as_bytes()).unwrap();
        let expected = json!({
            "url": "https://e.example/ferry", "title": "Ferry & fog", "excerpt": "In short.",
            "text": "The ferry waits.\n\nThe fog stays.", "date": "2024-03-05", "tags": ["Ships"],
            "lang": "en-gb", "image": "https://e.example/a.png",
        });
        assert_eq!(found[0], expected);
        assert_eq!(found[1]["url"], "https://e.example/tea");
        assert_eq!((&found[1]["text"], &found[1]["excerpt"]), (&json!("Only this."), &json!("")));
        assert_eq!(found[1]["date"], Value::Null);
    }

    #[test]
    fn atom_is_read() {
        let feed = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>N</title>
            <id>urn:x</id><updated>2024-03-06T00:00:00Z</updated>
            <entry><id>urn:1</id><title type="html">Le &lt;i&gt;bac&lt;/i&gt;</title>
            <link rel="self" href="https://e.example/self"/><link href="https://e.example/bac"/>
            <updated>2024-03-05T23:00:00Z</updated>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Le bac attend.</p></div></content>
            </entry></feed>"#;
        let found = articles(feed.as_bytes()).unwrap();
        assert_eq!(found[0]["url"], "https://e.example/bac");
        assert_eq!(
            (&found[0]["title"], &found[0]["text"]),
            (&json!("Le bac"), &json!("Le bac attend."))
        );
        assert_eq!((&found[0]["date"], &found[0]["lang"]), (&json!("2024-03-05"), &json!("fr")));
    }

    #[test]
    fn json_feed_is_read() {
        let feed = json!({ "version": "https://jsonfeed.org/version/1.1", "title": "N", "language": "de",
            "items": [{ "id": "1", "url": "https://e.example/f", "title": "Fähre", "summary": "Kurz.",
                "content_html": "<p>Die Fähre wartet.</p>", "image": "https://e.example/f.png",
                "date_published": "2024-03-05T08:00:00Z", "tags": ["Schiffe"] }] });
        let found = articles(feed.to_string().as_bytes()).unwrap();
        let expected = json!({ "url": "https://e.example/f", "title": "Fähre", "excerpt": "Kurz.",
            "text": "Die Fähre wartet.", "date": "2024-03-05T08:00:00Z", "tags": ["Schiffe"], "lang": "de",
            "image": "https://e.example/f.png" });
        assert_eq!(found, [expected]);
    }

    #[test]
    fn what_is_no_feed_is_told() {
        for bytes in ["", "<rss", "<html></html>", "{}", "<rss><channel><item></rss>"] {
            assert!(articles(bytes.as_bytes()).is_err(), "{bytes}");
        }
    }
}
