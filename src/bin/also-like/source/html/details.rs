//! What a page says of its article beyond headline and text: for the card, and for the order.

use also_like::Day;
use also_like::page::{self, Dom, Json, Node};

use crate::day;

/// The sentence or two that the page describes itself with, or nothing.
pub fn excerpt(page: &impl Dom) -> String {
    let text = said(page, "description")
        .or_else(|| page::attribute(page, "meta[property='og:description']", "content"))
        .or_else(|| page::attribute(page, "meta[name=description i]", "content"));
    text.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The address of the page's picture as it stands there.
pub fn image(page: &impl Dom) -> Option<String> {
    let described = page::json_ld_article(page).and_then(|article| article.get("image"));
    described.and_then(picture).or_else(|| {
        [
            "meta[property='og:image']",
            "meta[property='og:image:url']",
            "meta[name='twitter:image']",
            "meta[property='twitter:image']",
        ]
        .iter()
        .find_map(|selector| page::attribute(page, selector, "content"))
    })
}

/// schema.org gives a picture as an address, as an ImageObject, or as several of either.
fn picture<J: Json>(image: J) -> Option<String> {
    let one = |image: &J| {
        let object = || image.get("url").or_else(|| image.get("contentUrl"))?.string();
        image.string().or_else(object).filter(|url| !url.trim().is_empty())
    };
    one(&image).or_else(|| image.items().iter().find_map(one))
}

/// The day of publication.
pub fn date(page: &impl Dom) -> Option<Day> {
    const METAS: [&str; 4] = [
        "meta[property='article:published_time']",
        "meta[property='og:article:published_time']",
        "meta[itemprop=datePublished]",
        "meta[name='article:published_time']",
    ];
    const NAMES: [&str; 11] = [
        "date",
        "pubdate",
        "publishdate",
        "publish_date",
        "publication_date",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "parsely-pub-date",
        "sailthru.date",
        "citation_publication_date",
    ];
    const TIMES: [&str; 4] = [
        "time[itemprop=datePublished][datetime]",
        "time[pubdate][datetime]",
        "article time[datetime]",
        "main time[datetime]",
    ];
    let meta = |selector: &str| day::parse(&page::attribute(page, selector, "content")?);
    let time = |selector: &&str| day::parse(&page::attribute(page, selector, "datetime")?);
    said(page, "datePublished")
        .and_then(|text| day::parse(&text))
        .or_else(|| METAS.iter().find_map(|selector| meta(selector)))
        .or_else(|| NAMES.iter().find_map(|name| meta(&format!("meta[name='{name}' i]"))))
        .or_else(|| TIMES.iter().find_map(time))
}

/// What the editors filed the article under, each tag once.
pub fn tags(page: &impl Dom) -> Vec<String> {
    let mut all = Vec::new();
    if let Some(keywords) = page::json_ld_article(page).and_then(|article| article.get("keywords"))
    {
        all.extend(keywords.string());
        all.extend(keywords.items().iter().filter_map(Json::string));
    }
    let contents = |selector: &str| {
        page.all(selector).into_iter().filter_map(|meta| meta.attribute("content"))
    };
    all.extend(contents("meta[property='article:tag']"));
    all.extend(contents("meta[name=keywords i]"));
    all.extend(page.all("a[rel~=tag]").iter().map(page::text_of));
    let mut tags: Vec<String> = Vec::new();
    for tag in all.iter().flat_map(|tags| tags.split([',', '、', '，'])) {
        let tag = tag.trim().trim_start_matches('#');
        if !tag.is_empty() && !tags.iter().any(|other| other.eq_ignore_ascii_case(tag)) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

/// The article's language: `declared` on `<html>`, or what the page says elsewhere.
pub fn lang(page: &impl Dom, declared: &str) -> String {
    if !declared.is_empty() {
        return declared.to_owned();
    }
    said(page, "inLanguage")
        .or_else(|| page::attribute(page, "meta[http-equiv=content-language i]", "content"))
        .or_else(|| page::attribute(page, "meta[property='og:locale']", "content"))
        .map(|lang| lang.trim().replace('_', "-"))
        .unwrap_or_default()
}

/// A filled string member of the article in the page's JSON-LD.
fn said(page: &impl Dom, key: &str) -> Option<String> {
    page::json_ld_article(page)?.get(key)?.string().filter(|text| !text.trim().is_empty())
}
