//! What a page says about its article beside the text: headline, description, language, day.

use super::dates;
use super::day::Day;
use super::dom::{Dom, Places, attribute, first};
use super::headline::{self, Names, SiteNames};
use super::json_ld;
use super::{prose, script, url_key};

const LANGS: &Places = &[
    ("meta[http-equiv=content-language i]", "content"),
    ("meta[property='og:locale']", "content"),
];

/// What a page says about its article. What it does not say stays empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Its headline without the site's name.
    pub title: String,
    /// The sentence or two that it describes itself with.
    pub excerpt: String,
    /// Its language: the declared one, unless the text is in another script.
    pub lang: String,
    /// When it was published.
    pub day: Option<Day>,
}

impl Metadata {
    /// Reads the metadata of a document with the main text `text`. `article` is its JSON-LD, by
    /// [`json_ld::article`]; `site` is what the names of its site have in common, as far as it is
    /// known. No article was published after the year that follows `today`.
    pub fn new<D: Dom>(
        document: &D,
        article: Option<&D::Json>,
        text: &str,
        site: &SiteNames,
        today: Day,
    ) -> Metadata {
        let declared = declared_language(document, article);
        let (title, _) = headline::choose(&Names::new(document, article), site);
        let address = document.address();
        let mut excerpts = descriptions(document, article);
        excerpts.retain(|text| !prose::is_poor(text, &title));
        Metadata {
            excerpt: excerpts.into_iter().next().unwrap_or_default(),
            lang: script::language(&declared, &title, text),
            day: dates::published(document, article, &declared, url_key::path(&address), today).day,
            title,
        }
    }
}

/// The language that a page declares; empty for none.
pub fn declared_language<D: Dom>(document: &D, article: Option<&D::Json>) -> String {
    let lang = attribute(document, "html", "lang")
        .or_else(|| json_ld::text(article, "inLanguage"))
        .or_else(|| first(document, LANGS));
    // Open Graph writes `en_GB`.
    lang.unwrap_or_default().replace('_', "-")
}

/// How a page describes its article, the best first.
pub fn descriptions<D: Dom>(document: &D, article: Option<&D::Json>) -> Vec<String> {
    let places = ["meta[property='og:description']", "meta[name=description i]"];
    let metas = places.into_iter().filter_map(|at| attribute(document, at, "content"));
    let mut all: Vec<String> =
        json_ld::text(article, "description").into_iter().chain(metas).collect();
    all.dedup();
    all
}
