//! The main text of a page: which of its words are the article's, and not the site's.
//!
//! In: the nodes of a page as a [`Tree`]. Out: the text, and the addresses that it links to. In the
//! reader's browser `www/widget/main-text.js` does the same, rule by rule; `tests/web` holds the
//! two to each other.

mod measure;
mod reader;
mod rules;
mod tree;

pub use reader::read;
pub use tree::Tree;

/// The main text of a page.
#[derive(Debug, Default)]
pub struct MainText {
    /// The text, with line breaks between blocks.
    pub text: String,
    /// The addresses that it links to as they stand there, each with a NUL after it.
    pub links: String,
}
