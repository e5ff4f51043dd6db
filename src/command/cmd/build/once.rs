//! One build, by arguments that are complete.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use super::again;
use super::collection::{Collection, collect};
use super::nothing::nothing;
use super::output::{BuildOutput, is_one, write_cache};
use super::summary::Summary;
use crate::command::address::Site;
use crate::command::args::Build;
use crate::command::assets;
use crate::command::build_cache::BuildCache;
use crate::command::catalog_dir::reader::CatalogReader;
use crate::command::catalog_dir::writer;
use crate::command::config::Config;
use crate::command::day;
use crate::command::inject::{self, Injection, InjectionCounts};
use crate::command::kind::Kind;
use crate::command::known::Known;
use crate::command::report::Report;
use crate::command::source::folder::Folder;
use crate::index::{BuildProgress, BuildStep};
use crate::shards::layout::Shards;
use crate::shards::snapshot::Snapshot;
use crate::{BuildOptions, Builder, Catalog};

/// Builds once, by arguments that are complete.
///
/// # Errors
///
/// As for [`run`](super::run).
pub fn build(args: &Build, config: &Config) -> Result<()> {
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

/// Builds everything.
fn anew(
    args: &Build,
    config: &Config,
    cache: Option<&BuildCache>,
    report: &Report,
) -> Result<BuildOutput> {
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
        let sentence = nothing(args, &collection);
        if let Some(path) = &args.report {
            let (files, warnings) = (Vec::new(), report.warnings());
            Summary { collection, files, injected: None, warnings, seconds: 0.0 }.write(path)?;
        }
        bail!(sentence);
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
    let about = collection.about(config);
    if is_one(args, site.len()) {
        let bytes = site.whole()?;
        let catalog = Catalog::open(bytes.as_slice()).context("the new catalog can't be read")?;
        let written = writer::write(args.out(), &catalog, &bytes, about, carried)?;
        cache.iter().for_each(|cache| cache.remove());
        return Ok((collection, written));
    }
    let files = Shards::new(&site);
    report.step("writing the catalog", files.all().len() as u64);
    let written =
        writer::write_shards(args.out(), &site, &files, about, carried, &|| report.advance(1))?;
    if let Some(cache) = cache {
        let layout = files.layout();
        // On a large site a good part of all memory.
        drop(files);
        write_cache(cache, &mut collection, &Snapshot::new(site, layout, &options), report);
    }
    Ok((collection, written))
}
