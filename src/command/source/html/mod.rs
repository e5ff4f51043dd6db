//! An article from a page of HTML.
//!
//! In: the bytes of a page and its address. Out: an article, or why it is none. May not import
//! other kinds of source.

mod address_words;
mod charset;
mod details;
pub mod dom;
mod elements;
mod entities;
pub mod evidence;
pub mod facts;
mod key;
mod kind;
mod links;
mod nesting;
mod page_links;
mod pictures;
mod selectors;
mod service_pages;
pub mod settle;
mod shape;
pub mod site_facts;
#[cfg(test)]
mod tests;
pub mod words;

use std::path::Path;

use crate::document::UrlKey;
use crate::document::dates::{self, Dated};
use crate::document::headline::{Names, SiteNames};
use crate::document::{self, Dom, Page};
use crate::{Article, Day};
use dom_query::{Document, Matcher};
use encoding_rs::Encoding;
use url::Url;

use crate::command::address::{Site, bare, written};
use crate::command::config::Config;
use crate::command::day;
use crate::command::outcome::{Outcome, Reason};
use dom::Html;
pub use entities::{plain, plain_texts};
use evidence::Signs;
use facts::PageFacts;
pub use page_links::PageLinks;
use settle::{SettledArticle, settle};
use shape::Shape;
use site_facts::SiteFacts;
use words::{MIN_WORDS, words};

/// A text with fewer links than one for so many words is no list of links.
const WORDS_A_LINK: usize = 20;

/// What a file of a site's folder is, where nothing is known of other pages. `path` is its path
/// from the site's root.
pub fn outcome(bytes: &[u8], site: &Site, config: &Config, path: &Path) -> Outcome {
    match facts(bytes, site, &site.page(path), &PageHints::default(), config, path) {
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

/// The article of a file, or what the file is instead, where nothing is known of the site's other
/// pages.
pub fn article(
    bytes: &[u8],
    site: &Site,
    own: &Url,
    hints: &PageHints,
    config: &Config,
    path: &Path,
) -> Result<SettledArticle, Outcome> {
    let facts = facts(bytes, site, own, hints, config, path)?;
    settle(facts, &SiteFacts::default(), config).result.map_err(Outcome::Skipped)
}

/// All that a file says that stands at the address `own`, or what it is instead of a page.
pub fn facts(
    bytes: &[u8],
    site: &Site,
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
    // What was published elsewhere first is known by its address there, but read here.
    let is_here = |url: &String| !site.is_foreign(url);
    let canonical = address("link[rel~=canonical]", "href").filter(is_here);
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
    let shape = Shape::new(&document, &page, &is_away);
    let described = document::json_ld::article(&page);
    let described = described.as_ref();
    let mut signs = Signs {
        has_article: described.is_some(),
        ..Signs::new(&page, &shape, own.path(), kind::is_front(path))
    };
    let selector = config.article();
    let (read, links) = document::read_for_site(&page, described, selector);
    // Some themes give every page the same og:url: believed only when it names this very file.
    let shared =
        address("meta[property='og:url']", "content").filter(|url| is_at(url, own) && is_here(url));
    let url = canonical.clone().or(shared).unwrap_or_else(|| own_address.clone());
    let section = details::section(&page, described);
    let lang = document::declared_language(&page, described);
    let Dated { day, unread } = dates::published(&page, described, &lang, own.path(), day::today());
    let date = day.or(hints.date);
    let unread = unread.filter(|_| date.is_none());
    let warnings = unread.map(|date| day::not_understood(&date)).into_iter().collect();
    let mut pictures = pictures::pictures(&page, described);
    pictures.extend(Some(hints.image.clone()).filter(|image| !image.is_empty()));
    let pictures = pictures.iter().filter_map(|picture| page.resolve(picture)).collect();
    let lines = shape.lines(&read.text);
    let text_words = words(&read.text);
    // Most words of a page may be those of a menu that nothing marks as one.
    let is_text =
        text_words >= 2 * MIN_WORDS && links.matches('\0').count() * WORDS_A_LINK < text_words;
    signs.is_mostly_links &= !is_text;
    signs.alternates = shape::alternates(&lines);
    signs.link_lines = shape::link_lines(&lines);
    let mut article = Article {
        text: read.text,
        date,
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
    let names = Names::new(&page, described);
    let previous = address("link[rel~=prev i],a[rel~=prev i]", "href");
    signs.has_day = article.date.is_some();
    let is_copy = |canonical: &String| !UrlKey::new(canonical).matches(&UrlKey::new(&own_address));
    Ok(PageFacts {
        copy_of: canonical.filter(is_copy),
        own: own_address.clone(),
        previous,
        names,
        hint: hints.title.clone(),
        descriptions: document::descriptions(&page, described),
        pictures,
        lang,
        signs,
        text_words,
        article,
        warnings,
    })
}

/// Reads a page as the browser would that finds it at `address`. `names` is what the names of its
/// site have in common.
///
/// # Errors
///
/// Bytes in an unknown encoding, markup nested without end, a selector that is not CSS: a
/// sentence.
pub fn read(
    bytes: &[u8],
    address: &str,
    selector: Option<&str>,
    names: &SiteNames,
) -> Result<Page, String> {
    if let Some(selector) = selector
        && Matcher::new(selector).is_err()
    {
        return Err(format!("{selector:?} is not a CSS selector"));
    }
    let document = Document::from(markup(bytes)?);
    let html = Html::new(&document, address);
    Ok(document::read(&html, selector, names, day::today()))
}

/// What the browser would find in a piece of HTML, of which all is article; nothing where it is
/// nested without end.
pub fn piece(markup: &str) -> Page {
    let page = format!("<!doctype html><meta charset=utf-8><body>{markup}");
    read(page.as_bytes(), "/", Some("body"), &SiteNames::default()).unwrap_or_default()
}

/// The text of a piece of HTML.
pub fn text(markup: &str) -> String {
    piece(markup).text.trim().to_owned()
}

/// The address of the first picture in a piece of HTML that is no pixel.
pub fn first_picture(markup: &str) -> Option<String> {
    if !markup.contains("<img") || nesting::is_too_deep(markup) {
        return None;
    }
    let document = Document::from(markup);
    let is_shown =
        |image: &&dom_query::NodeRef<'_>| image.attr("width").is_none_or(|width| &*width != "1");
    let images = document.select("img[src]");
    let images = images.nodes();
    images.iter().filter(is_shown).find_map(|image| pictures::pictured(&dom::Element(*image)))
}

/// The links of a page, of which the beginning is enough. `None` for what can't be read.
pub fn links(bytes: &[u8]) -> Option<PageLinks> {
    page_links::links(&markup(bytes).ok()?)
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
    charset::encoding(bytes)
}

/// HTML that can be parsed.
fn markup(bytes: &[u8]) -> Result<String, String> {
    let html = charset::decode(bytes)?;
    if nesting::is_too_deep(&html) {
        return Err(format!("more than {} elements deep: close them", nesting::LIMIT));
    }
    Ok(html)
}

/// Whether `url` ends with the file's own path, wherever the site may be mounted.
fn is_at(url: &str, own: &Url) -> bool {
    let path = bare(own.path());
    let url = url.split(['?', '#']).next().unwrap_or_default();
    !path.is_empty() && bare(url).ends_with(path)
}
