//! Articles from a feed: RSS of every version, Atom and JSON Feed.

mod entry;

use anyhow::{Context, Result};
use feed_rs::model::{Entry, Text};
use feed_rs::parser;
use serde_json::{Value, json};

use super::html;
use crate::command::day;
use entry::FeedEntry;

/// Every entry of a feed, as an [article in JSON](super::json).
///
/// # Errors
///
/// Bytes that are no feed.
pub fn articles(bytes: &[u8]) -> Result<Vec<Value>> {
    if bytes.trim_ascii_start().starts_with(b"{") {
        let feed: Value = serde_json::from_slice(bytes).context("it is not JSON")?;
        let items = feed["items"].as_array().context("it is not a feed: it has no `items`")?;
        let items = items.iter().map(|item| from_json(item, &feed["language"]));
        return Ok(items.map(html::plain_texts).collect());
    }
    // Entries without an id get one at random otherwise; none is used here.
    let parser = parser::Builder::new().id_generator(|_, _, _| String::new()).build();
    let feed = parser.parse(bytes).context("it is not a feed")?;
    let lang = feed.language.unwrap_or_default();
    let mut more = entry::entries(bytes);
    if more.len() != feed.entries.len() {
        more.clear();
    }
    more.resize_with(feed.entries.len(), FeedEntry::default);
    let entries = feed.entries.into_iter().zip(more);
    Ok(entries.map(|(entry, more)| article(entry, &more, &lang)).collect())
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

fn article(entry: Entry, more: &FeedEntry, lang: &str) -> Value {
    let summary = entry.summary.as_ref().map(plain).unwrap_or_default();
    let body = entry.content.as_ref().and_then(|content| content.body.as_deref());
    let text = body.map(html::text).filter(|text| !text.is_empty());
    // Without a content the summary may be all of it.
    let (text, excerpt) = match text {
        Some(text) => (text, summary),
        None => (summary, String::new()),
    };
    let lang = more.lang.as_deref().or(entry.language.as_deref()).unwrap_or(lang);
    // The day as it is written, not that of Greenwich.
    let written = [&more.published, &more.updated].into_iter().find(|text| !text.is_empty());
    let is_read = |text: &&String| day::published(text, lang).is_some();
    let greenwich = entry.published.or(entry.updated);
    let greenwich = greenwich.map(|time| time.format("%Y-%m-%d").to_string());
    let day = written.filter(is_read).cloned().or(greenwich).or(written.cloned());
    let names = entry.categories.iter().map(|one| one.label.as_ref().unwrap_or(&one.term));
    let tags: Vec<String> = names.map(|name| html::plain(name).into_owned()).collect();
    json!({
        "url": address(&entry),
        "title": entry.title.as_ref().map(|title| plain(title).replace('\n', " ")),
        "excerpt": excerpt,
        "text": text,
        "date": day,
        "tags": tags,
        "lang": lang,
        "image": more.picture().or_else(|| picture(&entry)),
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
        "plain" => html::plain(&text.content).into_owned(),
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
            "text": "The ferry waits.\nThe fog stays.",
            "date": "Tue, 05 Mar 2024 10:00:00 GMT", "tags": ["Ships"],
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
        assert_eq!(
            (&found[0]["date"], &found[0]["lang"]),
            (&json!("2024-03-05T23:00:00Z"), &json!("fr"))
        );
    }

    /// The article of an item, given by what stands in it.
    fn item(inside: &str) -> Value {
        let head = r#"<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"
            xmlns:content="http://purl.org/rss/1.0/modules/content/"
            xmlns:dc="http://purl.org/dc/elements/1.1/"
            xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>N</title><item>"#;
        let feed = format!("{head}<link>https://e.example/a</link>{inside}</item></channel></rss>");
        articles(feed.as_bytes()).unwrap().remove(0)
    }

    #[test]
    fn days_are_those_that_are_written() {
        for (inside, day) in [
            ("<pubDate>Tue, 05 Mar 2024 00:30:00 CET</pubDate>", "2024-03-05"),
            ("<pubDate>Tue, 05 Mar 2024 08:00:00 JST</pubDate>", "2024-03-05"),
            ("<pubDate>Tue, 05 Mar 2024 23:30:00 -0800</pubDate>", "2024-03-05"),
            ("<dc:date>2024-03-05T00:30:00+09:00</dc:date>", "2024-03-05"),
            ("<pubDate>mar., 05 mars 2024 08:00:00 +0100</pubDate>", "2024-03-05"),
        ] {
            let date = item(inside)["date"].as_str().and_then(|date| day::published(date, ""));
            assert_eq!(date.and_then(day::written).as_deref(), Some(day), "{inside}");
        }
    }

    #[test]
    fn pictures_are_found_wherever_feeds_put_them() {
        for inside in [
            "<media:content url='https://e.example/a.jpg' medium='image'/>",
            "<media:content url='https://e.example/a.jpg' type='image/jpeg'/>",
            "<media:content url='https://e.example/a.jpg' width='140'/>",
            "<media:group><media:content url='https://e.example/a.jpg'/></media:group>",
            "<media:content url='https://e.example/a.mp4' medium='video'/>\
             <media:thumbnail url='https://e.example/a.jpg'/>",
            "<itunes:image href='https://e.example/a.jpg'/>",
            "<enclosure url='https://e.example/a.jpg' type='image/jpeg' length='1'/>",
            "<enclosure url='https://e.example/a.mp3' type='audio/mpeg' length='1'/>\
             <description>&lt;img src=\"https://e.example/a.jpg\"&gt; x</description>",
            "<content:encoded><![CDATA[<p><img alt='' src='https://e.example/a.jpg'>]]></content:encoded>",
        ] {
            let found = item(&format!("<title>A</title>{inside}"));
            assert_eq!(found["image"], "https://e.example/a.jpg", "{inside}");
        }
        let found = item("<title>A</title><media:content url='https://e.example/a.mp4'/>");
        assert_eq!(found["image"], Value::Null);
    }

    #[test]
    fn titles_and_categories_have_neither_markup_nor_entities() {
        let found = item(
            "<title><![CDATA[The <em>night</em> ferry &amp; fog]]></title>\
             <category><![CDATA[Arts &amp; Culture]]></category>",
        );
        assert_eq!(found["title"], "The night ferry & fog");
        assert_eq!(found["tags"], json!(["Arts & Culture"]));
    }

    #[test]
    fn an_entry_may_have_a_language_of_its_own() {
        let feed = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>N</title><id>x</id>
            <updated>2024-03-06T00:00:00Z</updated>
            <entry xml:lang="fr"><id>1</id><title>Bac</title><link href="https://e.example/bac"/>
            <updated>2024-03-05T23:30:00-05:00</updated></entry>
            <entry><id>2</id><title>Tea</title><link href="https://e.example/tea"/></entry></feed>"#;
        let found = articles(feed.as_bytes()).unwrap();
        assert_eq!((&found[0]["lang"], &found[1]["lang"]), (&json!("fr"), &json!("en")));
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
