//! The output of a build: a catalog of one file or of many.

use super::collection::Collection;
use crate::command::args::{Build, FileCount};
use crate::command::build_cache::BuildCache;
use crate::command::catalog_dir::manifest::FileEntry;
use crate::command::report::Report;
use crate::shards::snapshot::Snapshot;

/// Catalogs of up to this number of articles are one file: no larger than the files of six or seven
/// pages, and loaded once.
const ONE_FILE: usize = 128;

/// The content of the sources, and the files that were written.
pub type BuildOutput = (Collection, Vec<FileEntry>);

/// Whether a catalog of this many articles is one file.
pub fn is_one(args: &Build, articles: usize) -> bool {
    match args.options.files.unwrap_or(FileCount::Auto) {
        FileCount::Auto => articles <= ONE_FILE,
        FileCount::One => true,
        FileCount::Many => false,
    }
}

/// Writes the build cache, and takes the outcome of each page. The catalog is there: a cache that
/// can't be written is no reason to fail.
pub fn write_cache(
    cache: &BuildCache,
    collection: &mut Collection,
    snapshot: &Snapshot,
    report: &Report,
) {
    report.step("writing the build cache", 0);
    if let Err(error) = cache.write(std::mem::take(&mut collection.records), snapshot) {
        let sentence = "the next build will be a full one; --no-cache builds without the cache";
        report.warn(&format!("{error:#}"), sentence);
    }
}
