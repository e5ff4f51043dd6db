//! The outcome of reading a page of a folder, or an article of a JSON file.

use std::fmt;

use crate::shards::snapshot;
use crate::{Article, Prepared};
use serde::{Deserialize, Serialize};

/// The outcome for one page of a folder, or for one article of a JSON file.
pub struct Record {
    /// The file, with the line where there are several articles in a file.
    pub place: String,
    /// Its key in the build cache: a hash of all that the outcome depends on except the options of
    /// the run.
    pub hash: u64,
    pub outcome: Outcome,
}

/// The outcome of reading it.
#[derive(Clone, Serialize, Deserialize)]
pub enum Outcome {
    /// An article for the catalog.
    Article(Box<SourceArticle>),
    /// Not an article, for a good reason.
    Skipped(Reason),
    /// Something is wrong with it: a sentence.
    Broken(String),
}

/// An article, analysed.
#[derive(Clone, Serialize, Deserialize)]
pub struct SourceArticle {
    /// Where readers find it.
    pub url: String,
    /// Its declared language, or empty.
    pub lang: String,
    /// Its canonical URL, when that is another page's.
    pub copy_of: Option<String>,
    /// What is odd about it, though it is usable: sentences.
    pub warnings: Vec<String>,
    /// A hash of what was prepared of it.
    pub content: u64,
    /// What its card may show.
    #[serde(default)]
    pub choices: CardChoices,
    /// Nothing when it is as the last build had it.
    #[serde(skip)]
    pub prepared: Option<Box<Prepared>>,
}

impl SourceArticle {
    /// An article without warnings, prepared.
    pub fn new(article: Article) -> SourceArticle {
        let (url, lang) = (article.url.clone(), article.lang.clone());
        SourceArticle::prepared(url, lang, Prepared::new(article))
    }

    /// An article that is prepared, without warnings.
    pub fn prepared(url: String, lang: String, prepared: Prepared) -> SourceArticle {
        SourceArticle {
            url,
            lang,
            copy_of: None,
            warnings: Vec::new(),
            content: snapshot::hash(&prepared),
            choices: CardChoices::default(),
            prepared: Some(Box::new(prepared)),
        }
    }
}

/// The candidates for the card of an article of an HTML page, and evidence whether the page is one
/// of several. Cards are made after all pages of the site are read.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CardChoices {
    /// The best first: it is on the card unless three cards have it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub excerpts: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<String>,
    /// The headline, to be compared.
    pub title: String,
    /// The address of the page that it names as its previous one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<String>,
    /// Hashes of how its paragraphs begin.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub paragraphs: Vec<u32>,
    /// What the evidence for an article weighs.
    pub weight: i32,
    /// Which excerpt and which picture the card shows.
    pub shown: [usize; 2],
}

/// Why a page is not in the catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reason {
    Unlisted,
    NoIndex,
    Redirect,
    NotFound,
    List,
    NoTitle,
    Short,
    Copy,
    SameAddress,
    Draft,
    Part,
    Unpublished,
    NoFile,
    Outside,
    Broken,
    NotArticle,
    Service,
    FurtherPage,
    Feed,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reason::Unlisted => "unlisted: also-like's meta tag or the configuration",
            Reason::NoIndex => "noindex",
            Reason::Redirect => "redirect",
            Reason::NotFound => "not-found page",
            Reason::List => "front, list, tag or search page",
            Reason::NoTitle => "no title",
            Reason::Short => "fewer than 50 words",
            Reason::Copy => "copy of another page (canonical)",
            Reason::SameAddress => "same address as another",
            Reason::Draft => "draft",
            Reason::Part => "layout or part of other pages, by its name or folder",
            Reason::Unpublished => "not published, as its front matter says",
            Reason::NoFile => "in the sitemap, but not in its folder",
            Reason::NotArticle => "not-articles of the configuration",
            Reason::Service => "about, contact or legal page: `keep` in also-like.toml keeps it",
            Reason::FurtherPage => "further page of an article",
            Reason::Feed => "feed",
            Reason::Outside => "in the sitemap, but outside the site",
            Reason::Broken => "can't be used: see the warnings",
        })
    }
}
