//! `also-like build`: from a site to a catalog.
//!
//! In: options and a configuration. Out: the folder of a catalog, pages with related articles, a
//! summary.

mod again;
mod collection;
mod summary;
#[cfg(not(target_os = "wasi"))]
mod watch;

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::command::address::Site;
use crate::command::args::{Build, FileCount};
use crate::command::assets;
use crate::command::build_cache::BuildCache;
use crate::command::catalog_dir::manifest::FileEntry;
use crate::command::catalog_dir::reader::CatalogReader;
use crate::command::catalog_dir::writer;
use crate::command::config::Config;
use crate::command::day;
use crate::command::exit::Exit;
use crate::command::inject::{self, Injection, InjectionCounts};
use crate::command::kind::Kind;
use crate::command::known::Known;
use crate::command::report::Report;
use crate::command::source::folder::Folder;
use crate::index::{BuildProgress, BuildStep};
use crate::shards::layout::Shards;
use crate::shards::snapshot::Snapshot;
use crate::{BuildOptions, Builder, Catalog};
use collection::{Collection, collect};
use summary::Summary;

/// Catalogs of up to this number of articles are one file: no larger than the files of six or seven
/// pages, and loaded once.
const ONE_FILE: usize = 128;

/// Runs the command.
///
/// # Errors
///
/// A source that is missing or empty, a configuration that can't be read, a run that finds no
/// article, a folder that can't be written to.
pub fn run(args: &Build) -> Result<Exit> {
    let config = Config::read(args.config.as_deref())?;
    let args = &complete(args, &config)?;
    if args.watch {
        #[cfg(not(target_os = "wasi"))]
        return watch::run(args, &config);
        #[cfg(target_os = "wasi")]
        bail!("--watch needs the native command: WASI cannot watch files");
    }
    once(args, &config)?;
    Ok(Exit::Success)
}

/// The arguments with the options of the configuration.
///
/// # Errors
///
/// Neither names the sources, or the folder to write to.
fn complete(args: &Build, config: &Config) -> Result<Build> {
    let args = args.with_file(config.options())?;
    if args.options.sources.is_empty() {
        bail!("no source was given: name the folder of the built site, or run `also-like init`");
    }
    if args.options.out.is_none() {
        bail!("no folder to write to was given: name it with --out, or run `also-like init`");
    }
    Ok(args)
}

/// Builds once, by arguments that are complete.
///
/// # Errors
///
/// As for [`run`].
pub fn once(args: &Build, config: &Config) -> Result<()> {
    let started = Instant::now();
    if args.out().exists() && !args.out().is_dir() {
        bail!("{} is a file: give a folder to write to", args.out().display());
    }
    let report = Report::new(args.quiet);
    for (place, sentence) in config.warnings() {
        report.warn(place, sentence);
    }
    let selector = args.options.inject_at.as_deref();
    selector.map_or(Ok(()), inject::check)?;
    let cache = BuildCache::open(args, config)?;
    let again = cache.as_ref().map(|cache| again::build(args, config, cache, &report));
    let (collection, files) = match again.transpose()?.flatten() {
        Some(built) => built,
        None => anew(args, config, cache.as_ref(), &report)?,
    };
    let injected = args
        .options
        .inject
        .unwrap_or_default()
        .then(|| inject(args, &collection, &report))
        .transpose()?;
    report.finish();
    if assets::files().is_empty() {
        report.warn(
            &args.out().display().to_string(),
            "this copy carries no widget: run `cargo xtask build` and build the command again, \
             or put also-like.js and also-like.wasm there yourself",
        );
    }
    let seconds = started.elapsed().as_secs_f64();
    let summary = Summary { collection, files, injected, warnings: report.warnings(), seconds };
    if let Some(path) = &args.report {
        summary.write(path)?;
    }
    if !args.quiet {
        summary.print(args)?;
    }
    Ok(())
}

/// What became of the sources, and the files that were written.
type Built = (Collection, Vec<FileEntry>);

/// Writes related articles into the pages of all folders of HTML.
fn inject(args: &Build, collection: &Collection, report: &Report) -> Result<InjectionCounts> {
    let site = Site::new(args.options.base_url.as_ref());
    let reader = CatalogReader::open(args.out())?;
    let (selector, today) =
        (args.options.inject_at.as_deref(), args.today.unwrap_or_else(day::today));
    let injection = Injection::new(&reader, &site, args.out(), selector, today);
    let mut all = InjectionCounts::default();
    let mut folders = 0;
    for (path, kind, _) in collection.sources.iter().filter(|(_, kind, _)| *kind == Kind::Html) {
        let folder = Folder { root: Path::new(path), kind: *kind, permalink: None };
        all += injection.folder(&folder, report)?;
        folders += 1;
    }
    if folders == 0 {
        bail!("--inject needs a folder of HTML among the sources");
    }
    if all.written + all.unchanged == 0 {
        report.warn(
            &args.out().display().to_string(),
            "no page has a place for the related articles: put <also-like> or the script tag \
             into the template, or name an element with --inject-at",
        );
    }
    Ok(all)
}

/// Whether a catalog of so many articles is one file.
fn is_one(args: &Build, articles: usize) -> bool {
    match args.options.files.unwrap_or(FileCount::Auto) {
        FileCount::Auto => articles <= ONE_FILE,
        FileCount::One => true,
        FileCount::Many => false,
    }
}

/// Builds everything.
fn anew(
    args: &Build,
    config: &Config,
    cache: Option<&BuildCache>,
    report: &Report,
) -> Result<Built> {
    let mut options = BuildOptions::default();
    if let Some(most) = args.options.max_terms {
        options.max_terms = most.0;
    }
    let mut builder = Builder::new(options);
    let mut add = |article| {
        builder.add(article);
        Ok(())
    };
    let mut collection = collect(args, config, &Known::default(), report, &mut add)?;
    if collection.articles == 0 {
        report.finish();
        bail!(nothing(args, &collection));
    }
    let site = builder.weigh_telling(&|progress| match progress {
        BuildProgress::Begins(BuildStep::Weighing, parts) => {
            report.step("weighing words", parts as u64)
        }
        BuildProgress::Begins(BuildStep::Comparing, parts) => {
            report.step("comparing articles", parts as u64)
        }
        BuildProgress::Advances(parts) => report.advance(parts as u64),
    })?;
    report.step("writing the catalog", 0);
    let carried = assets::files();
    if is_one(args, site.len()) {
        let bytes = site.whole()?;
        let catalog = Catalog::open(bytes.as_slice()).context("the new catalog can't be read")?;
        let written = writer::write(args.out(), &catalog, &bytes, config.weights(), carried)?;
        cache.iter().for_each(|cache| cache.remove());
        return Ok((collection, written));
    }
    let files = Shards::new(&site);
    report.step("writing the catalog", files.all().len() as u64);
    let written =
        writer::write_shards(args.out(), &site, &files, config.weights(), carried, &|| {
            report.advance(1)
        })?;
    if let Some(cache) = cache {
        let layout = files.layout();
        // On a large site a good part of all memory.
        drop(files);
        write_cache(cache, &mut collection, &Snapshot::new(site, layout, &options), report);
    }
    Ok((collection, written))
}

/// Writes the build cache, and takes the outcome of each page. The catalog is there: a cache that
/// can't be written is no reason to fail.
fn write_cache(
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

/// The sentence for a run that found no article.
fn nothing(args: &Build, collection: &Collection) -> String {
    let sources: Vec<String> =
        args.options.sources.iter().map(|path| path.display().to_string()).collect();
    let reasons =
        collection.reasons().iter().map(|(reason, n)| format!("{n} {reason}")).collect::<Vec<_>>();
    let skipped =
        if reasons.is_empty() { String::new() } else { format!(" ({})", reasons.join(", ")) };
    format!(
        "no article in {}{skipped}: give the folder of the built site, or JSON with `title` and `url`",
        sources.join(", ")
    )
}
