//! The pages of `tests/skeletons`, and what the command and the browser read of them alike.

use also_like::Page;
use also_like::catalog::format;

/// Pages by their names.
macro_rules! pages {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../skeletons/", $name, ".html")))),*]
    };
}

/// Every page and its name.
#[rustfmt::skip]
pub const ALL: &[(&str, &str)] = pages! {
    "amp"
    "app-shell"
    "arabic"
    "asides"
    "author-bio"
    "blogger"
    "broadsheet"
    "broken-json-ld"
    "comments-longer"
    "cookie-banner"
    "correction"
    "custom-elements"
    "divs-only"
    "docs-code"
    "drupal"
    "editions"
    "footnotes"
    "forum"
    "german-paper"
    "ghost"
    "h-entry"
    "hatom"
    "header-inside"
    "hebrew"
    "hexo-chinese"
    "hidden-elements"
    "hindi"
    "hugo"
    "infinite-scroll"
    "interview"
    "japanese"
    "jekyll"
    "json-ld-graph"
    "korean"
    "lazy-pictures"
    "letter-archive"
    "line-breaks"
    "listicle"
    "live-blog"
    "many-headlines"
    "match-report"
    "mathematics"
    "mdbook"
    "mediawiki"
    "medium"
    "microdata"
    "newsletter-boxes"
    "noscript"
    "notice"
    "obituary"
    "paywall"
    "photo-essay"
    "podcast"
    "poem"
    "press-release"
    "print-styles"
    "questions"
    "rdfa"
    "read-more-inline"
    "recipe"
    "related-inside"
    "research-paper"
    "review"
    "russian"
    "shadow-roots"
    "share-bars"
    "substack"
    "tables-of-1999"
    "thai"
    "traditional-chinese"
    "turkish"
    "video-transcript"
    "vietnamese"
    "wordpress"
};

/// What was read of each, by [`line()`].
pub const READ: &str = include_str!("../../data/skeletons.tsv");

/// What was read of a page, in one line: its text as a hash, without regard to white space.
pub fn line(name: &str, read: &Page) -> String {
    let Page { title, excerpt, lang, .. } = read;
    let text = read.text.split_whitespace().collect::<Vec<&str>>().join(" ");
    let (bytes, hash) = (text.len(), format::hash(text.as_bytes()));
    let day = read.day.map(|day| day.0.to_string()).unwrap_or_default();
    let labels = read.labels.join(",");
    let url = &read.url;
    format!("{name}\t{url}\t{title}\t{day}\t{lang}\t{labels}\t{excerpt}\t{bytes}\t{hash:016x}")
}
