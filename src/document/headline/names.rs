//! All that a page calls itself, and what its site is known by.

use super::super::dom::{Dom, Json, attribute, text_of};
use super::headings::{Heading, clean, headings};
use crate::text::trim;

/// All that a page calls itself. What it does not say stays empty.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Of `<title>`.
    pub title: String,
    /// Of `og:title`.
    pub og_title: String,
    /// Of the article in JSON-LD.
    pub headline: String,
    /// Of the article in JSON-LD, too.
    pub name: String,
    /// Of `og:site_name`.
    pub site: String,
    pub headings: Vec<Heading>,
}

/// What the pages of a site have in common in what they call themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct SiteNames {
    /// Of titles, without the divider before them: `Quay Notes`.
    pub ends: Vec<String>,
    /// Of titles, without the divider after them.
    pub starts: Vec<String>,
    /// Headings and whole titles that stand on many pages.
    pub shared: Vec<String>,
}

impl Names {
    /// What a document calls itself; `article` is its article in JSON-LD.
    pub fn new<D: Dom>(document: &D, article: Option<&D::Json>) -> Names {
        let said = |selector| attribute(document, selector, "content").unwrap_or_default();
        let described = |key| {
            let text = article.and_then(|article| article.get(key)?.string()).unwrap_or_default();
            clean(&text)
        };
        let title = document.first("head title").or_else(|| document.first("title"));
        let title = title.map(|title| clean(&text_of(&title))).unwrap_or_default();
        Names {
            og_title: clean(&said("meta[property='og:title']")),
            headline: described("headline"),
            name: described("name"),
            site: trim(&said("meta[property='og:site_name']")).to_owned(),
            headings: headings(document, &title),
            title,
        }
    }
}
