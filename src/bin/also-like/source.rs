//! Where articles come from: folders of built HTML, and JSON.
//!
//! Memory stays bounded by reading in batches: one batch of pages or lines is read and analysed in
//! parallel, and only what the catalog needs of each article is kept before the next batch begins.

pub mod folder;
pub mod html;
pub mod json;

use std::ffi::OsStr;
use std::fmt;
use std::path::Path;

use also_like::{Article, Prepared, memory};
use anyhow::{Result, bail};
use serde::{Deserialize, Serialize};

/// What became of one page of a folder, or of one article of a JSON file.
pub struct Record {
    /// The file, with the line where there are several articles in a file.
    pub place: String,
    /// By what it is known again: a hash of all that its outcome depends on but for the options of the run.
    pub hash: u64,
    pub outcome: Outcome,
}

/// See [`Record`].
#[derive(Clone, Serialize, Deserialize)]
pub enum Outcome {
    /// An article for the catalog.
    Article(Box<Found>),
    /// Not an article, for a good reason.
    Skipped(Reason),
    /// Something is wrong with it: a sentence.
    Broken(String),
}

/// An article, analysed.
#[derive(Clone, Serialize, Deserialize)]
pub struct Found {
    /// Where readers find it.
    pub url: String,
    /// Its language as it says, or empty.
    pub lang: String,
    /// The address of the page that it says it is a copy of.
    pub copy_of: Option<String>,
    /// What is odd about it, though it is usable: sentences.
    pub warnings: Vec<String>,
    /// A hash of what was prepared of it.
    pub content: u64,
    /// Nothing when it is as the last build had it.
    #[serde(skip)]
    pub prepared: Option<Box<Prepared>>,
}

impl Found {
    /// An article without warnings, prepared.
    pub fn of(article: Article) -> Found {
        let (url, lang) = (article.url.clone(), article.lang.clone());
        let prepared = Prepared::new(article);
        Found {
            url,
            lang,
            copy_of: None,
            warnings: Vec::new(),
            content: memory::hash(&prepared),
            prepared: Some(Box::new(prepared)),
        }
    }
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
        })
    }
}

/// The kinds of source there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Folder,
    Json,
    JsonLines,
}

impl Kind {
    /// What kind of source a path is.
    ///
    /// # Errors
    ///
    /// A path where nothing is, and a file with another ending than .json, .jsonl or .ndjson.
    pub fn of(path: &Path) -> Result<Kind> {
        let shown = path.display();
        if !path.exists() {
            bail!("{shown} does not exist: give a folder of built HTML or a .json or .jsonl file");
        }
        if path.is_dir() {
            return Ok(Kind::Folder);
        }
        match ending(path).as_str() {
            "json" => Ok(Kind::Json),
            "jsonl" | "ndjson" => Ok(Kind::JsonLines),
            _ => bail!("{shown} is neither a folder nor a .json or .jsonl file: give one of these"),
        }
    }
}

/// A file's ending in lower case, empty when it has none.
pub fn ending(path: &Path) -> String {
    path.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase()
}
