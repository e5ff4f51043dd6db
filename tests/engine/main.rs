//! The library: analyser, format, ranking, build and catalogs of many files, natively.
#![cfg(not(target_os = "unknown"))]

mod alike;
mod coverage;
mod editorial;
mod format;
mod golden;
mod language;
mod near_duplicates;
mod oracle;
mod ranking;
mod shards;
mod unicode;
mod url_key;
