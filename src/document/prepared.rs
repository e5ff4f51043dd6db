//! An article, analysed.

use super::labels;
use crate::document::UrlKey;
use crate::document::{Article, Day};
use crate::text::Term;
use crate::weighting::IndexWeights;
use crate::weighting::TermVector;
use crate::weighting::counts;

/// Excerpts are cut to this many characters, at a space where there is one.
const EXCERPT: usize = 200;

/// An article after analysis, ready for [`Builder::add`](crate::Builder::add).
///
/// Making one is the slow part of a build and depends on nothing else: do it in parallel.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Prepared {
    pub url: String,
    pub title: String,
    pub excerpt: String,
    pub image: String,
    pub lang: String,
    pub day: Option<Day>,
    pub expires: Option<Day>,
    pub pinned: bool,
    pub pins: Vec<String>,
    pub excludes: Vec<String>,
    pub labels: Vec<Term>,
    pub terms: TermVector,
}

impl Prepared {
    /// Analyses an article.
    pub fn new(article: Article) -> Prepared {
        Prepared::with(article, &IndexWeights::DEFAULT)
    }

    /// Analyses an article for [`Options::index_weights`](crate::BuildOptions::index_weights) other
    /// than the default.
    pub fn with(article: Article, index_weights: &IndexWeights) -> Prepared {
        let Article { url, title, excerpt, text, .. } = &article;
        let shown = if excerpt.trim().is_empty() { text } else { excerpt };
        let names = article.tags.iter().chain([&article.section]).map(String::as_str);
        Prepared {
            terms: TermVector::new(counts(title, excerpt, text, index_weights)),
            labels: labels(names, &UrlKey::new(url)).into_iter().map(|(label, _)| label).collect(),
            excerpt: shorten(shown, EXCERPT),
            title: shorten(title, usize::MAX),
            day: article.date,
            expires: article.expires,
            pinned: article.pinned,
            pins: article.pins,
            excludes: article.excludes,
            url: article.url,
            image: article.image,
            lang: article.lang,
        }
    }
}

impl Prepared {
    /// Shows something else of the article than how it describes itself. Nothing else changes.
    pub fn show(&mut self, excerpt: &str) {
        self.excerpt = shorten(excerpt, EXCERPT);
    }
}

/// One line of at most `limit` characters: white space collapsed, cut at a space, `…` for the rest.
fn shorten(text: &str, limit: usize) -> String {
    let mut line = String::new();
    let mut characters = 0;
    for word in text.split_whitespace() {
        let len = word.chars().count();
        if characters + len > limit {
            // A script without spaces, or a very long word, is cut where it is.
            if characters * 2 < limit {
                line.extend(word.chars().take(limit - characters));
            }
            return line.trim_end().to_owned() + "…";
        }
        line.push_str(word);
        line.push(' ');
        characters += len + 1;
    }
    line.truncate(line.trim_end().len());
    line
}
