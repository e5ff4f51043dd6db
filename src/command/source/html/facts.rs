//! All that a page says, before anything is decided that depends on the rest of its site.

use crate::Article;
use crate::document::headline::Names;

use super::evidence::Signs;

/// What is read of a page. The article has its text, its address and what needs no decision.
#[derive(Debug, Clone, Default)]
pub struct PageFacts {
    pub article: Article,
    /// Its own address, by where it stands.
    pub own: String,
    /// The address of the page that it says it is a copy of.
    pub copy_of: Option<String>,
    /// The address of the page before it, by `rel=prev`.
    pub previous: Option<String>,
    pub names: Names,
    /// The headline by what names the page elsewhere.
    pub hint: String,
    /// How it describes itself, the best first.
    pub descriptions: Vec<String>,
    /// Addresses of its pictures, the best first.
    pub pictures: Vec<String>,
    /// The language that it declares, by its script where it is wrong.
    pub lang: String,
    pub signs: Signs,
    /// Words of its text.
    pub text_words: usize,
    /// What is odd about it: sentences.
    pub warnings: Vec<String>,
}
