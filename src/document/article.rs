//! An article as every source gives it and the builder takes it.

use super::Day;

/// One article of a site.
///
/// Only `url` and `title` are required; what a source does not have stays empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Article {
    /// Where a reader finds it: absolute (`https://…`) or relative to the site's root
    /// (`/a/b.html`).
    pub url: String,
    /// The headline, as shown on the page.
    pub title: String,
    /// A sentence or two to show under the headline. When empty, the beginning of `text` is shown.
    pub excerpt: String,
    /// The main text without markup, paragraphs separated by line breaks.
    pub text: String,
    /// Its tags, as its editors wrote them.
    pub tags: Vec<String>,
    /// The part of the site that it belongs to, as its editors name it.
    pub section: String,
    /// When it was published, as a calendar day where it was published.
    pub date: Option<Day>,
    /// The last day on which it may be recommended.
    pub expires: Option<Day>,
    /// BCP 47 language tag, such as `en` or `zh-Hant-TW`.
    pub lang: String,
    /// Address of a picture, absolute or relative to the site's root.
    pub image: String,
    /// Whether it is recommended first on every page of its language.
    pub pinned: bool,
    /// Addresses of articles that are recommended first on its own page, in this order.
    pub pins: Vec<String>,
    /// Addresses of articles that are not recommended on its own page.
    pub excludes: Vec<String>,
}
