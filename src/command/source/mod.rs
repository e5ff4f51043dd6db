//! Where articles come from: folders of built HTML or of Markdown, sitemaps, JSON, feeds and exports.
//!
//! Memory stays bounded by reading in batches: one batch of pages or lines is read and analysed in
//! parallel, and only what the catalog needs of each article is kept before the next batch begins.

mod feed;
pub mod folder;
mod front;
mod ghost;
pub mod html;
pub mod json;
mod kind;
mod markdown;
mod outcome;
pub mod sitemap;
mod wordpress;

use std::ffi::OsStr;
use std::path::Path;

pub use kind::Kind;
pub use outcome::{Found, Outcome, Reason};

/// What became of one page of a folder, or of one article of a JSON file.
pub struct Record {
    /// The file, with the line where there are several articles in a file.
    pub place: String,
    /// By what it is known again: a hash of all that its outcome depends on but for the options of the run.
    pub hash: u64,
    pub outcome: Outcome,
}

/// A file's ending in lower case, empty when it has none.
pub fn ending(path: &Path) -> String {
    path.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase()
}
