//! Articles from a folder of built HTML, whatever wrote it, or of Markdown.

use std::fs;
use std::path::{Path, PathBuf};

use crate::shards::snapshot;
use anyhow::{Context, Result, bail};
use ignore::WalkBuilder;
use rayon::prelude::*;

use super::html::settle::Settled;
use super::sample::{Sample, Unread, guarded};
use super::window::Window;
use super::{ending, html, markdown, mount, unpublished};
use crate::command::address::{AddressSet, Site, written};
use crate::command::config::Config;
use crate::command::injected_block;
use crate::command::kind::Kind;
use crate::command::known::Known;
use crate::command::outcome::{Outcome, Reason, Record};
use crate::command::report::Report;
use crate::document::headline::SiteNames;

/// Pages read and analysed at once.
const BATCH: usize = 256;

/// Longer files are not read: no article is as long, and a page takes many times its size in
/// memory.
const MAX_BYTES: u64 = 16 << 20;

/// A folder to read.
pub struct Folder<'a> {
    pub root: &'a Path,
    /// HTML or Markdown.
    pub kind: Kind,
    /// How addresses are made of files of Markdown that don't say their own.
    pub permalink: Option<&'a str>,
}

/// What kind of folder a file is a page of, if of any.
pub fn kind(file: &Path) -> Option<Kind> {
    match ending(file).as_str() {
        "html" | "htm" => Some(Kind::Html),
        "md" | "mdx" | "markdown" => Some(Kind::Markdown),
        _ => None,
    }
}

/// Reads every page of a folder and hands over what became of each, in the order of their paths.
///
/// Hidden files, `node_modules`, symbolic links and the folder `out` are left out. `.gitignore` is
/// not asked: built sites are usually in it. Copies of other pages of the folder, articles or not,
/// are left out. Returns what the names of its pages of HTML have in common.
///
/// # Errors
///
/// Those of `take`; a folder that can't be read, and one without an HTML page.
pub fn read(
    folder: &Folder<'_>,
    site: &Site,
    config: &Config,
    out: &Path,
    known: &Known,
    report: &Report,
    take: &mut dyn FnMut(Record) -> Result<()>,
) -> Result<SiteNames> {
    let root = folder.root;
    let files = pages(folder, out, report)?;
    if files.is_empty() {
        bail!(
            "{} holds no HTML page and no Markdown: give the folder that your site generator writes",
            root.display()
        );
    }
    report.step(&format!("reading {}: {} pages", root.display(), files.len()), files.len() as u64);
    let site = &found(folder, &files, site);
    let mut pages = AddressSet::default();
    for file in &files {
        pages.add(&written(&site.page(relative(root, file))));
    }
    let read = |index: usize| html_read(folder, files.get(index), site, config);
    let names: Vec<&Path> = files.iter().map(|file| relative(root, file)).collect();
    let sample = match folder.kind {
        Kind::Html => Sample::new(&names, &read),
        _ => Sample::default(),
    };
    let again = |index: usize| sample.settled(index, &read, None, config).1;
    let mut window = Window::new(&again, take);
    for (begin, batch) in files.chunks(BATCH).enumerate() {
        let records: Vec<Record> = batch
            .par_iter()
            .enumerate()
            .map(|(at, file)| {
                let (hash, outcome) = match folder.kind {
                    Kind::Html => {
                        let settled =
                            sample.settled(begin * BATCH + at, &read, Some(known), config);
                        (settled.0, published(relative(root, file), settled.1))
                    }
                    _ => outcome(folder, file, site, config, known),
                };
                Record { place: file.display().to_string(), hash, outcome }
            })
            .collect();
        for (at, record) in records.into_iter().enumerate() {
            window.push(begin * BATCH + at, without_copies(record, &pages))?;
        }
        report.advance(batch.len() as u64);
    }
    window.finish()?;
    Ok(sample.site.names)
}

/// What is decided of one page of a folder of HTML, given by its real path, or what it is instead.
///
/// # Errors
///
/// A folder that can't be read, and one that does not hold the page.
pub fn explain(
    folder: &Folder<'_>,
    site: &Site,
    config: &Config,
    out: &Path,
    page: &Path,
    report: &Report,
) -> Result<Result<Settled, Outcome>> {
    let files = pages(folder, out, report)?;
    let is_page = |file: &PathBuf| file.canonicalize().is_ok_and(|file| file == page);
    let at = files.iter().position(is_page).context("it is not read: hidden, or not HTML")?;
    let site = &found(folder, &files, site);
    let names: Vec<&Path> = files.iter().map(|file| relative(folder.root, file)).collect();
    let read = |index: usize| html_read(folder, files.get(index), site, config);
    Ok(Sample::new(&names, &read).explained(read(at), config))
}

/// What a file of HTML says, for [`Sample`].
fn html_read<'a>(
    folder: &Folder<'a>,
    file: Option<&'a PathBuf>,
    site: &'a Site,
    config: &'a Config,
) -> Unread<'a> {
    let Some(file) = file else { return Unread::broken("it is gone") };
    let path = relative(folder.root, file);
    let bytes = match bytes(file) {
        Ok(bytes) => bytes,
        Err(sentence) => return Unread::broken(&sentence),
    };
    // What an earlier build wrote into a page is no part of it.
    let bytes = injected_block::without(&bytes).into_owned();
    Unread {
        hash: snapshot::hash(&(path, &bytes[..], site)),
        facts: Box::new(move || {
            let own = site.page(path);
            html::facts(&bytes, site, &own, &html::PageHints::default(), config, path)
        }),
    }
}

/// The site of a folder, with what its pages say of it.
pub fn found(folder: &Folder<'_>, files: &[PathBuf], site: &Site) -> Site {
    match folder.kind {
        Kind::Html => mount::found(folder.root, files, site),
        _ => site.clone(),
    }
}

pub(super) fn without_copies(record: Record, pages: &AddressSet) -> Record {
    let outcome = match record.outcome {
        Outcome::Article(article) if article.copy_of.iter().any(|page| pages.has(page)) => {
            Outcome::Skipped(Reason::Copy)
        }
        other => other,
    };
    Record { outcome, ..record }
}

fn relative<'a>(root: &Path, file: &'a Path) -> &'a Path {
    file.strip_prefix(root).unwrap_or(file)
}

/// What became of a page that stands at a path where generators may put what they do not publish.
fn published(path: &Path, outcome: Outcome) -> Outcome {
    match (unpublished::by_place(path), outcome) {
        (Some(reason), Outcome::Article(_) | Outcome::Broken(_)) => Outcome::Skipped(reason),
        (_, outcome) => outcome,
    }
}

/// What became of a page, and its [hash](Record::hash).
fn outcome(
    folder: &Folder<'_>,
    file: &Path,
    site: &Site,
    config: &Config,
    known: &Known,
) -> (u64, Outcome) {
    let bytes = match bytes(file) {
        Ok(bytes) => bytes,
        Err(sentence) => return (0, Outcome::Broken(sentence)),
    };
    // What an earlier build wrote into a page is no part of it.
    let bytes = injected_block::without(&bytes);
    let path = relative(folder.root, file);
    let hash = snapshot::hash(&(path, &bytes, site));
    let read = || markdown::outcome(&bytes, site, config, path, folder.permalink);
    let outcome = known.outcome(hash, config).unwrap_or_else(|| guarded(read));
    let outcome = published(path, outcome);
    (hash, outcome)
}

/// A page's bytes.
///
/// # Errors
///
/// A file that can't be read and one that is too long: a sentence.
pub fn bytes(file: &Path) -> Result<Vec<u8>, String> {
    let unreadable = |error| format!("can't be read: {error}");
    if file.metadata().map_err(unreadable)?.len() > MAX_BYTES {
        return Err("longer than 16 MB: split it or take it away".to_owned());
    }
    fs::read(file).map_err(unreadable)
}

/// The files that are read of a folder, in the order of their paths: see [`read`].
///
/// # Errors
///
/// A folder that can't be read.
pub fn pages(folder: &Folder<'_>, out: &Path, report: &Report) -> Result<Vec<PathBuf>> {
    let root = folder.root;
    let unreadable = || format!("can't read {}", root.display());
    let real = root.canonicalize().with_context(unreadable)?;
    let inside =
        out.canonicalize().ok().and_then(|out| Some(out.strip_prefix(&real).ok()?.to_owned()));
    let left_out = inside.filter(|path| path.iter().next().is_some()).map(|path| root.join(path));
    let mut walk = WalkBuilder::new(root);
    walk.standard_filters(false).hidden(true).follow_links(false);
    walk.filter_entry(move |entry| {
        entry.file_name() != "node_modules" && Some(entry.path()) != left_out.as_deref()
    });
    let mut files = Vec::new();
    for entry in walk.build() {
        match entry {
            Ok(entry) => {
                let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                if is_file && kind(entry.path()) == Some(folder.kind) {
                    files.push(entry.into_path());
                }
            }
            Err(error) => report.warn(&root.display().to_string(), &error.to_string()),
        }
    }
    files.sort();
    Ok(files)
}
