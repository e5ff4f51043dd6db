//! The answer of a catalog for a page.

use super::score::Explanation;

/// The recommendations of a catalog for a page.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Answer {
    /// How the articles relate to the page. [`AnswerKind::Related`] too when there are none.
    pub kind: AnswerKind,
    /// For [`AnswerKind::Section`]: the tag or section that all of them share, in the page's words;
    /// empty when they share only the folder.
    pub name: String,
    /// The articles, best first, pinned ones before all others.
    pub recommendations: Vec<Recommendation>,
    /// Whether the page is an article of the catalog, by its address. Of a site of many files, the
    /// file of its neighbourhood has what it needs then, and nothing otherwise.
    pub known: bool,
}

/// The steps of the fallback chain, from related to merely new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerKind {
    /// They are about the same.
    Related,
    /// None is related; they share a tag, the section or the folder.
    Section,
    /// None of these either; they are the latest.
    Latest,
}

impl AnswerKind {
    /// `related`, `section` or `latest`.
    pub fn name(self) -> &'static str {
        match self {
            AnswerKind::Related => "related",
            AnswerKind::Section => "section",
            AnswerKind::Latest => "latest",
        }
    }
}

/// An article that is recommended.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Recommendation {
    /// Its number in the catalog, for [`Catalog::card`](crate::Catalog::card).
    pub article: u32,
    /// What put it in its place: the product of all [explanation](Explanation).
    pub score: f32,
    /// The score taken apart.
    pub explanation: Explanation,
    /// Whether an editor put it first.
    pub pinned: bool,
    /// Up to five words or phrases of the page that made it similar, the strongest first; none for
    /// an article that is not, and without the feature `reasons`.
    pub reasons: Vec<String>,
}
