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
#[cfg_attr(feature = "command", derive(serde::Serialize, serde::Deserialize), serde(default))]
pub struct SiteNames {
    /// Of titles, without the divider before them: `Quay Notes`.
    #[cfg_attr(feature = "command", serde(skip_serializing_if = "Vec::is_empty"))]
    pub ends: Vec<String>,
    /// Of titles, without the divider after them.
    #[cfg_attr(feature = "command", serde(skip_serializing_if = "Vec::is_empty"))]
    pub starts: Vec<String>,
    /// Headings and whole titles that stand on many pages.
    #[cfg_attr(feature = "command", serde(skip_serializing_if = "Vec::is_empty"))]
    pub shared: Vec<String>,
}

impl SiteNames {
    /// Adds those of another part of the site.
    pub fn extend(&mut self, other: SiteNames) {
        self.ends.extend(other.ends);
        self.starts.extend(other.starts);
        self.shared.extend(other.shared);
    }
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
