//! An article from a page of HTML.
//!
//! In: the bytes of a page and its address. Out: an article, or why it is none. May not import
//! other kinds of source.

mod address_words;
mod charset;
mod details;
pub mod dom;
pub mod evidence;
pub mod facts;
mod kind;
mod links;
mod nesting;
mod pictures;
mod service_pages;
pub mod settle;
mod shape;
pub mod site_facts;
#[cfg(test)]
mod tests;
pub mod words;

use std::collections::HashSet;
use std::path::Path;

use crate::document::UrlKey;
use crate::document::headline::{self, Names, SiteNames};
use crate::document::{self, Dom, Json, Page, script};
use crate::{Article, Day};
use dom_query::{Document, Matcher};
use dom_smoothie::{Readability, TextMode};
use encoding_rs::{Encoding, UTF_8};
use url::Url;

use crate::command::address::{Site, bare, written};
use crate::command::config::Config;
use crate::command::outcome::{Outcome, Reason};
use dom::Html;
use evidence::Signs;
use facts::PageFacts;
use settle::settle;
use shape::Shape;
use site_facts::SiteFacts;
use words::words;

/// What a file of a site's folder is, where nothing is known of other pages. `path` is its path
/// from the site's root.
pub fn outcome(bytes: &[u8], site: &Site, config: &Config, path: &Path) -> Outcome {
    match facts(bytes, &site.page(path), &PageHints::default(), config, path) {
        Ok(facts) => settle(facts, &SiteFacts::default(), config).outcome(),
        Err(other) => other,
    }
}

/// Facts about a page from elsewhere, for what the page itself does not give.
#[derive(Default)]
pub struct PageHints {
    pub title: String,
    pub image: String,
    pub date: Option<Day>,
    pub tags: Vec<String>,
}

/// The article of a file and the address of the page that it says it is a copy of, or what the file
/// is instead, where nothing is known of the site's other pages.
pub fn article(
    bytes: &[u8],
    own: &Url,
    hints: &PageHints,
    config: &Config,
    path: &Path,
) -> Result<(Article, Option<String>), Outcome> {
    let facts = facts(bytes, own, hints, config, path)?;
    match settle(facts, &SiteFacts::default(), config).result {
        Ok(settled) => Ok((settled.article, settled.copy_of)),
        Err(reason) => Err(Outcome::Skipped(reason)),
    }
}

/// All that a file says that stands at the address `own`, or what it is instead of a page.
pub fn facts(
    bytes: &[u8],
    own: &Url,
    hints: &PageHints,
    config: &Config,
    path: &Path,
) -> Result<PageFacts, Outcome> {
    let html = markup(bytes).map_err(Outcome::Broken)?;
    if kind::is_feed(&html) {
        return Err(Outcome::Skipped(Reason::Feed));
    }
    let own_address = written(own);
    let document = Document::from(html);
    for selector in config.remove() {
        document.select(selector).remove();
    }
    let page = Html::new(&document, &own_address);
    let address = |selector, name| page.resolve(&document::attribute(&page, selector, name)?);
    let canonical = address("link[rel~=canonical]", "href");
    let overruled = config.is_article(canonical.as_deref().unwrap_or(&own_address));
    if overruled != Some(true)
        && let Some(reason) = kind::not_an_article(&page, path, &own_address)
    {
        return Err(Outcome::Skipped(reason));
    }
    if details::is_unlisted(&page) {
        return Err(Outcome::Skipped(Reason::Unlisted));
    }
    let is_away = links::other_pages(&page, &own_address);
    let shape = Shape::of(&document, &is_away);
    let mut signs = Signs::of(&page, &shape, own.path(), kind::is_front(path));
    let selector = config.article();
    let is_chosen = selector.is_some_and(|selector| page.first(selector).is_some());
    let read = document::read(&page, selector);
    // Some themes give every page the same og:url: believed only when it names this very file.
    let shared = address("meta[property='og:url']", "content").filter(|url| is_at(url, own));
    let url = canonical.clone().or(shared).unwrap_or_else(|| own_address.clone());
    let described = document::json_ld_article(&page);
    let described = described.as_ref();
    let section = details::section(&page, described);
    let mut pictures = pictures::pictures(&page, described);
    pictures.extend(Some(hints.image.clone()).filter(|image| !image.is_empty()));
    let pictures = pictures.iter().filter_map(|picture| page.resolve(picture)).collect();
    let mut descriptions = vec![read.excerpt];
    let places = ["meta[property='og:description']", "meta[name=description i]"];
    descriptions.extend(places.iter().filter_map(|at| document::attribute(&page, at, "content")));
    descriptions.retain(|description| !description.trim().is_empty());
    descriptions.dedup();
    let mut article = Article {
        date: details::date(&page, described).or(hints.date),
        expires: details::expires(&page, described),
        // The browser takes the section for a label among others.
        tags: read
            .labels
            .into_iter()
            .filter(|label| !label.eq_ignore_ascii_case(&section))
            .collect(),
        section,
        pins: read.pins,
        excludes: read.excludes,
        url,
        ..Article::default()
    };
    if article.tags.is_empty() {
        article.tags.clone_from(&hints.tags);
    }
    let names = Names::of(&page, described);
    let previous = address("link[rel~=prev i],a[rel~=prev i]", "href");
    let has_place = page.first("article, main, [role=main], [itemprop~=articleBody]").is_some();
    // The updates of a live blog are articles, of which the browser's rules take one.
    let is_live = described.and_then(|article| article.get("@type")?.string());
    let has_place = has_place && is_live.is_none_or(|kind| kind != "LiveBlogPosting");
    signs.has_day = article.date.is_some();
    signs.alternates = shape.alternates(&read.text);
    article.text =
        if is_chosen { read.text } else { main_text(document, shape.depth, read.text, has_place) };
    signs.link_lines = shape.link_lines(&article.text);
    let is_copy = |canonical: &String| !UrlKey::new(canonical).matches(&UrlKey::new(&own_address));
    let text_words = words(&article.text);
    Ok(PageFacts {
        copy_of: canonical.filter(is_copy),
        own: own_address.clone(),
        previous,
        names,
        hint: hints.title.clone(),
        descriptions,
        pictures,
        lang: read.lang,
        signs,
        text_words,
        is_chosen,
        article,
    })
}

/// Reads a page as the browser would that finds it at `address`.
///
/// # Errors
///
/// Bytes in an unknown encoding, markup nested without end, a selector that is not CSS: a
/// sentence.
pub fn read(bytes: &[u8], address: &str, selector: Option<&str>) -> Result<Page, String> {
    if let Some(selector) = selector
        && Matcher::new(selector).is_err()
    {
        return Err(format!("{selector:?} is not a CSS selector"));
    }
    let document = Document::from(markup(bytes)?);
    let html = Html::new(&document, address);
    let mut page = document::read(&html, selector);
    let names = Names::of(&html, document::json_ld_article(&html).as_ref());
    page.title = headline::choose(&names, &SiteNames::default()).0;
    page.lang = script::language(&page.lang, &page.text);
    Ok(page)
}

/// What the browser would find in a piece of HTML, of which all is article; nothing where it is
/// nested without end.
pub fn piece(markup: &str) -> Page {
    let page = format!("<!doctype html><meta charset=utf-8><body>{markup}");
    read(page.as_bytes(), "/", Some("body")).unwrap_or_default()
}

/// The text of a piece of HTML.
pub fn text(markup: &str) -> String {
    piece(markup).text.trim().to_owned()
}

/// Text in whatever encoding it says or seems to be in.
///
/// # Errors
///
/// Bytes in an unknown encoding: a sentence.
pub fn decode(bytes: &[u8]) -> Result<String, String> {
    charset::decode(bytes)
}

/// The encoding of a page.
pub fn encoding(bytes: &[u8]) -> &'static Encoding {
    charset::said(bytes).unwrap_or(UTF_8)
}

/// HTML that can be parsed.
fn markup(bytes: &[u8]) -> Result<String, String> {
    let html = charset::decode(bytes)?;
    if nesting::is_too_deep(&html) {
        return Err(format!("more than {} elements deep: close them", nesting::LIMIT));
    }
    Ok(html)
}

/// What readability finds, or what the browser's rules found where it fails.
fn main_text(document: Document, depth: usize, read: String, has_place: bool) -> String {
    // Readability walks by recursion; no article is nested so deeply.
    if depth > 500 {
        return read;
    }
    let config = dom_smoothie::Config {
        text_mode: TextMode::Formatted,
        disable_json_ld: true,
        ..dom_smoothie::Config::default()
    };
    let found = Readability::with_document(document, None, Some(config))
        .and_then(|mut readability| readability.parse())
        .map(|article| article.text_content.to_string())
        .unwrap_or_default();
    let is_poor = if has_place {
        words(&found) * 3 < words(&read) || is_elsewhere(&found, &read)
    } else {
        found.trim().is_empty()
    };
    if is_poor { read } else { found }
}

/// Whether most lines of one text are not in the other: comments may be longer than what they are
/// about.
fn is_elsewhere(text: &str, other: &str) -> bool {
    let lines: HashSet<&str> = other.lines().map(str::trim).collect();
    let (mut here, mut elsewhere) = (0, 0);
    for line in text.lines().map(str::trim) {
        *if lines.contains(line) { &mut here } else { &mut elsewhere } += words(line);
    }
    here * 2 < elsewhere
}

/// Whether `url` ends with the file's own path, wherever the site may be mounted.
fn is_at(url: &str, own: &Url) -> bool {
    let path = bare(own.path());
    let url = url.split(['?', '#']).next().unwrap_or_default();
    !path.is_empty() && bare(url).ends_with(path)
}
