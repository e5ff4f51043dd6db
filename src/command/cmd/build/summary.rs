//! The summary of a build.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::json;

use super::collection::Collection;
use crate::command::args::Build;
use crate::command::catalog_dir::manifest::FileEntry;
use crate::command::inject::InjectionCounts;
use crate::command::report::Warning;

/// How many of the pages skipped for one reason are named without `--verbose`.
const NAMED: usize = 3;

/// The outcome of a build.
pub struct Summary {
    pub collection: Collection,
    pub files: Vec<FileEntry>,
    pub injected: Option<InjectionCounts>,
    pub warnings: Vec<Warning>,
    pub seconds: f64,
}

impl Summary {
    /// Writes it as JSON, for programs.
    pub fn write(&self, path: &Path) -> Result<()> {
        let Summary { collection, files, injected, warnings, seconds } = self;
        let sources = collection.sources.iter().map(|(path, kind, articles)| {
            json!({ "path": path, "kind": kind.name(), "articles": articles })
        });
        let skipped = collection
            .skipped
            .iter()
            .map(|(reason, place)| json!({ "place": place, "reason": reason.to_string() }));
        let summary = json!({
            "sources": sources.collect::<Vec<_>>(),
            "articles": collection.articles,
            "languages": collection.languages,
            "skipped": skipped.collect::<Vec<_>>(),
            "warnings": warnings,
            "written": files,
            "injected": injected,
            "seconds": seconds,
        });
        fs::write(path, format!("{summary:#}\n"))
            .with_context(|| format!("can't write {}", path.display()))
    }

    pub fn print(&self, args: &Build) -> io::Result<()> {
        let Summary { collection, warnings, .. } = self;
        let mut out = io::stdout().lock();
        if args.verbose {
            for (reason, place) in &collection.skipped {
                writeln!(out, "skipped {place}: {reason}")?;
            }
        }
        writeln!(out, "articles   {}", collection.articles)?;
        writeln!(out, "languages  {}", crate::command::cmd::counts(&collection.languages))?;
        writeln!(out, "skipped    {}", collection.skipped.len())?;
        for (reason, n) in collection.reasons() {
            writeln!(out, "  {n:>7}  {reason}")?;
            if args.verbose {
                continue; // They are all named above.
            }
            let places = collection.skipped.iter().filter(|(other, _)| *other == reason);
            for (_, place) in places.take(NAMED) {
                writeln!(out, "           {place}")?;
            }
            if n > NAMED {
                writeln!(out, "           and {} more, which --verbose names", n - NAMED)?;
            }
        }
        for (name, kind, articles) in &collection.sources {
            writeln!(out, "source     {name}: {kind}, {articles} articles")?;
        }
        writeln!(out, "warnings   {}", warnings.len())?;
        let folder = args.out().display();
        if self.files.is_empty() {
            writeln!(out, "{folder} is unchanged")?;
        } else {
            writeln!(out, "written to {folder}")?;
        }
        for file in &self.files {
            writeln!(out, "  {:>10} bytes  {}", file.bytes, file.name)?;
        }
        if let Some(InjectionCounts { written, unchanged, without }) = self.injected {
            write!(out, "pages      {written} written, {unchanged} unchanged, ")?;
            writeln!(out, "{without} without a place")?;
        }
        writeln!(out, "time       {:.2} s", self.seconds)
    }
}
