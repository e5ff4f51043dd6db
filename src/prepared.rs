//! An article, analysed.

use crate::article::{Article, Day};
use crate::link::Key;
use crate::rank::labels;
use crate::signals::Signals;
use crate::terms::Terms;
use crate::text::Feature;
use crate::vector::counts;

/// Excerpts are cut to this many characters, at a space where there is one.
const EXCERPT: usize = 200;

/// An article after analysis, ready for [`Builder::add`](crate::Builder::add).
///
/// Making one is the slow part of a build and depends on nothing else: do it in parallel.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Prepared {
    pub(crate) url: String,
    pub(crate) title: String,
    pub(crate) excerpt: String,
    pub(crate) image: String,
    pub(crate) lang: String,
    pub(crate) day: Option<Day>,
    pub(crate) expires: Option<Day>,
    pub(crate) pinned: bool,
    pub(crate) pins: Vec<String>,
    pub(crate) excludes: Vec<String>,
    pub(crate) labels: Vec<Feature>,
    pub(crate) terms: Terms,
}

impl Prepared {
    /// Analyses an article.
    pub fn new(article: Article) -> Prepared {
        Prepared::with(article, &Signals::DEFAULT)
    }

    /// Analyses an article for [`Options::signals`](crate::BuildOptions::signals) other than the default.
    pub fn with(article: Article, signals: &Signals) -> Prepared {
        let Article { url, title, excerpt, text, .. } = &article;
        let shown = if excerpt.trim().is_empty() { text } else { excerpt };
        let names = article.tags.iter().chain([&article.section]).map(String::as_str);
        Prepared {
            terms: Terms::of(counts(title, excerpt, text, signals)),
            labels: labels(names, &Key::of(url)).into_iter().map(|(label, _)| label).collect(),
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
