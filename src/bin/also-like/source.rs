//! Where articles come from: folders of built HTML, and JSON.
//!
//! Memory stays bounded by reading in batches: one batch of pages or lines is read and analysed in
//! parallel, and only what the catalog needs of each article is kept before the next batch begins.

pub mod folder;
pub mod html;
pub mod json;
mod outcome;

use std::ffi::OsStr;
use std::path::Path;

use anyhow::{Result, bail};

pub use outcome::{Found, Outcome, Reason};

/// What became of one page of a folder, or of one article of a JSON file.
pub struct Record {
    /// The file, with the line where there are several articles in a file.
    pub place: String,
    /// By what it is known again: a hash of all that its outcome depends on but for the options of the run.
    pub hash: u64,
    pub outcome: Outcome,
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
