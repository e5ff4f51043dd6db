//! The page being read.

use super::{Article, Day};

/// The page being read, as the engine needs it. What is unknown stays empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Its canonical address, else the address where it was found.
    pub url: String,
    /// Its headline without the site's name; empty when the page has none.
    pub title: String,
    /// The sentence or two that it describes itself with.
    pub excerpt: String,
    /// Its main text, blocks separated by line breaks.
    pub text: String,
    /// Its language as the page declares it, or empty.
    pub lang: String,
    /// When it was published.
    pub day: Option<Day>,
    /// Its tags and section, each once.
    pub labels: Vec<String>,
    /// Addresses that the article's text links to.
    pub links: Vec<String>,
    /// Addresses of the same article in other languages.
    pub translations: Vec<String>,
    /// Addresses of the articles that its editors pinned to its box.
    pub pins: Vec<String>,
    /// Addresses of the articles that its editors excluded from its box.
    pub excludes: Vec<String>,
}

impl From<&Article> for Page {
    /// The article as the page on which a reader reads it.
    fn from(article: &Article) -> Page {
        let Article { url, title, excerpt, text, lang, .. } = article.clone();
        Page {
            url,
            title,
            excerpt,
            text,
            lang,
            day: article.date,
            labels: article.tags.iter().chain([&article.section]).cloned().collect(),
            pins: article.pins.clone(),
            excludes: article.excludes.clone(),
            ..Page::default()
        }
    }
}
