//! `also-like inspect`: the contents of a catalog, and whether it is damaged.
//!
//! In: the folder of a catalog. Out: text, JSON or a page of HTML. May not import sources.

mod html;
mod inspection;
mod overview;
pub mod shards;
mod view;

use std::fs;
use std::path::Path;

use crate::Catalog;
use anyhow::{Context, Result};

use crate::command::args::Inspect;
use crate::command::catalog_dir::manifest::{self, Manifest};
use crate::command::catalog_dir::reader;
use crate::command::exit::Exit;
use inspection::{Check, Contents, Inspection, Section};
use overview::Overview;
use view::CatalogView;

/// Runs the command. The exit code is 1 when a check fails.
///
/// # Errors
///
/// A folder without a manifest, and a report that can't be written.
pub fn run(args: &Inspect) -> Result<Exit> {
    let folder = args.catalog.path();
    // Without a manifest there is nothing to inspect.
    let manifest = manifest::read(folder)?;
    let (inspected, view) = inspect(folder, &manifest);
    if args.json {
        super::print_json(&inspected)?
    } else {
        inspected.print()?
    }
    if inspected.checks.iter().any(|check| check.error.is_some()) {
        return Ok(Exit::Failure);
    }
    if let (Some(path), Some(view)) = (&args.html, &view) {
        let page = html::page(&inspected, view);
        fs::write(path, page).with_context(|| format!("can't write {}", path.display()))?;
    }
    Ok(Exit::Success)
}

/// Runs the checks. A check that fails may prevent later ones.
fn inspect(folder: &Path, manifest: &Manifest) -> (Inspection, Option<CatalogView>) {
    let mut checks = Checks(vec![Check { check: "manifest", error: None }]);
    let (mut contents, mut shards, mut view) = (None, None, None);
    if let Some(named) = &manifest.shards {
        if let Some(read) = checks.made("files", shards::inspect(folder, named)) {
            checks.made("article count", has_as_many(manifest, read.0.articles));
            (shards, view) = (Some(read.0), Some(read.1));
        }
    } else if let Some((bytes, entry)) = manifest
        .files
        .first()
        .and_then(|entry| Some((checks.made("file and size", reader::file(folder, entry))?, entry)))
    {
        let size = bytes.len();
        if let Some(catalog) = checks.made("header", Catalog::open(bytes).map_err(Into::into)) {
            let expected = manifest::file_name(catalog.checksum());
            checks.made("name and content", is_named(&entry.name, &expected));
            checks.made("checksum and sections", catalog.verify().map_err(Into::into));
            checks.made("article count", has_as_many(manifest, catalog.len()));
            view = CatalogView::new(&catalog);
            contents = view.as_ref().and_then(|_| self::contents(manifest, &catalog, size));
        }
    }
    let overview = view.as_ref().map(Overview::new);
    (Inspection { contents, shards, overview, checks: checks.0 }, view)
}

fn is_named(name: &str, expected: &str) -> Result<()> {
    anyhow::ensure!(name == expected, "the content is that of {expected}: build the catalog again");
    Ok(())
}

fn has_as_many(manifest: &Manifest, articles: usize) -> Result<()> {
    let named = manifest.articles as usize;
    anyhow::ensure!(
        named == articles,
        "the file holds {articles} articles, the manifest says {named}: build the catalog again"
    );
    Ok(())
}

struct Checks(Vec<Check>);

impl Checks {
    fn made<T>(&mut self, check: &'static str, result: Result<T>) -> Option<T> {
        let (value, error) = match result {
            Ok(value) => (Some(value), None),
            Err(error) => (None, Some(format!("{error:#}"))),
        };
        self.0.push(Check { check, error });
        value
    }
}

/// `None` for a damaged catalog, which a check has reported already.
fn contents(manifest: &Manifest, catalog: &Catalog<Vec<u8>>, bytes: usize) -> Option<Contents> {
    let articles = catalog.len();
    let sections = catalog.section_sizes();
    Some(Contents {
        format: manifest.format,
        analyser: manifest.analyser,
        articles,
        terms: catalog.term_count(),
        postings: catalog.postings().ok()?,
        bytes,
        bytes_per_article: bytes as f64 / articles.max(1) as f64,
        sections: sections.into_iter().map(|(name, bytes)| Section { name, bytes }).collect(),
    })
}
