//! Articles from the file that Ghost exports: published posts that everybody may read.

use std::collections::HashMap;

use serde_json::{Value, json};
use url::Url;

use super::html;
use crate::command::address::{self, Site};

/// What stands in an export for the site's own address.
const OWN: &str = "__GHOST_URL__";

/// The tables of an export; `None` when this JSON is none.
pub fn tables(export: &Value) -> Option<&Value> {
    let data = export.pointer("/db/0/data").or_else(|| export.get("data"))?;
    data.get("posts")?.is_array().then_some(data)
}

/// Every published post of an export, as an [article in JSON](super::json).
pub fn articles(tables: &Value) -> Vec<Value> {
    let rows = |name: &str| tables[name].as_array().map(Vec::as_slice).unwrap_or_default();
    let text = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().replace(OWN, "");
    // Those with a `#` are for the site's own use.
    let names: HashMap<String, String> = rows("tags")
        .iter()
        .map(|tag| (id(&tag["id"]), text(tag, "name")))
        .filter(|(_, name)| !name.is_empty() && !name.starts_with('#'))
        .collect();
    let mut tags: HashMap<String, Vec<(i64, &String)>> = HashMap::new();
    for pair in rows("posts_tags") {
        if let Some(name) = names.get(&id(&pair["tag_id"])) {
            let place = pair["sort_order"].as_i64().unwrap_or_default();
            tags.entry(id(&pair["post_id"])).or_default().push((place, name));
        }
    }
    let setting = |key: &str| rows("settings").iter().find(|setting| setting["key"] == key);
    let lang = ["locale", "lang"].into_iter().find_map(setting);
    let lang = lang.map(|setting| text(setting, "value")).unwrap_or_default();
    let is_public = |post: &&Value| {
        let is = |name: &str, usual: &str| post[name].as_str().is_none_or(|word| word == usual);
        post["status"] == "published"
            && is("type", "post")
            && is("visibility", "public")
            && post["page"] != true
            && post["page"] != 1
    };
    let posts: Vec<&Value> = rows("posts").iter().filter(is_public).collect();
    let site = site(&posts);
    posts
        .into_iter()
        .map(|post| {
            let mut own = tags.get(&id(&post["id"])).cloned().unwrap_or_default();
            own.sort();
            let mut own = own.into_iter().map(|(_, name)| name);
            let first = |names: [&str; 2]| {
                names.into_iter().map(|name| text(post, name)).find(|text| !text.is_empty())
            };
            // What was published elsewhere first has its own address too.
            let url = text(post, "canonical_url");
            let is_own = !url.is_empty() && !site.is_foreign(&url);
            let url = if is_own { url } else { format!("/{}/", text(post, "slug")) };
            let locale = text(post, "locale");
            html::plain_texts(json!({
                "url": url,
                "title": text(post, "title"),
                "excerpt": first(["custom_excerpt", "meta_description"]),
                "text": html::text(&text(post, "html")),
                "date": day(&post["published_at"]),
                // Ghost calls the first tag the primary one: sites make sections of it.
                "section": own.next(),
                "tags": own.collect::<Vec<_>>(),
                "lang": if locale.is_empty() { &lang } else { &locale },
                "image": first(["feature_image", "og_image"]),
            }))
        })
        .collect()
}

/// The site, whose host the export does not say: it is that of the canonical addresses where most
/// posts have one of it.
fn site(posts: &[&Value]) -> Site {
    let mut hosts: HashMap<String, usize> = HashMap::new();
    for post in posts {
        let url = post["canonical_url"].as_str().and_then(|url| Url::parse(url).ok());
        if let Some(host) = url.as_ref().and_then(address::host) {
            *hosts.entry(host).or_default() += 1;
        }
    }
    let own = hosts.into_iter().find(|(_, count)| count * 2 > posts.len());
    // No host is empty: all that are named are others.
    Site::new(None).found(vec![own.map(|(host, _)| host).unwrap_or_default()], "")
}

/// Ids are texts, in old exports numbers.
fn id(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A time in ISO's form, in old exports in milliseconds.
fn day(time: &Value) -> Option<String> {
    match time.as_i64() {
        Some(milliseconds) => crate::command::day::written(crate::Day(
            i32::try_from(milliseconds.div_euclid(86_400_000)).ok()?,
        )),
        None => Some(time.as_str()?.get(..10)?.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_posts_are_read() {
        let export = json!({ "db": [{ "meta": {}, "data": {
            "posts": [
                { "id": "p1", "title": "Ferry & fog", "slug": "ferry", "html": "<p>The ferry waits.</p>",
                  "feature_image": "__GHOST_URL__/content/f.jpg", "status": "published", "type": "post",
                  "visibility": "public", "published_at": "2024-03-05T07:30:00.000Z",
                  "custom_excerpt": "In short.", "locale": null },
                { "id": "p2", "title": "Draft", "slug": "d", "status": "draft", "type": "post" },
                { "id": "p3", "title": "About", "slug": "a", "status": "published", "type": "page" },
                { "id": "p4", "title": "Members", "slug": "m", "status": "published",
                  "visibility": "paid" },
                { "id": 5, "title": "Old", "slug": "old", "status": "published", "page": 0,
                  "published_at": 1_709_596_800_000i64, "html": "<p>Old.</p>" },
            ],
            "tags": [{ "id": "t1", "name": "World" }, { "id": "t2", "name": "Ships" },
                { "id": "t3", "name": "#internal" }],
            "posts_tags": [{ "post_id": "p1", "tag_id": "t2", "sort_order": 1 },
                { "post_id": "p1", "tag_id": "t1", "sort_order": 0 },
                { "post_id": "p1", "tag_id": "t3", "sort_order": 2 }],
            "settings": [{ "key": "locale", "value": "en" }],
        }}]});
        let found = articles(tables(&export).unwrap());
        let expected = json!({
            "url": "/ferry/", "title": "Ferry & fog", "excerpt": "In short.", "text": "The ferry waits.",
            "date": "2024-03-05", "section": "World", "tags": ["Ships"], "lang": "en",
            "image": "/content/f.jpg",
        });
        assert_eq!(found[0], expected);
        assert_eq!(found.len(), 2);
        assert_eq!((&found[1]["url"], &found[1]["date"]), (&json!("/old/"), &json!("2024-03-05")));
        assert!(tables(&json!({ "articles": [] })).is_none());
    }
}
