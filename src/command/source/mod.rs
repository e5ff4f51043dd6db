//! Where articles come from: folders of built HTML or of Markdown, sitemaps, JSON, feeds and
//! exports.
//!
//! In: a path, the configuration, and what the last build found. Out: a
//! [`Record`](crate::command::outcome::Record) for each page or line. Nothing here knows the
//! command line, writes a file or opens a catalog: `args`, `catalog_dir`, `inject`, `build_cache`
//! and `cmd` may not be imported.
//!
//! Memory stays bounded by reading in batches: one batch of pages or lines is read and analysed in
//! parallel, and only what the catalog needs of each article is kept before the next batch begins.

mod detect;
mod feed;
pub mod folder;
mod front_matter;
mod ghost;
pub mod html;
pub mod json;
mod markdown;
mod mount;
mod parts;
mod sample;
pub mod sitemap;
mod unpublished;
mod values;
mod window;
mod wordpress;
mod yaml;

use std::ffi::OsStr;
use std::path::Path;

pub use detect::kind_of;

/// A file's ending in lower case, empty when it has none.
pub fn ending(path: &Path) -> String {
    path.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase()
}
