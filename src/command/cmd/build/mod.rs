//! `also-like build`: from a site to a catalog.

mod again;
#[cfg(not(target_os = "wasi"))]
mod watch;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use crate::index::{BuildProgress, BuildStep};
use crate::shards::layout::Files;
use crate::shards::snapshot::Memory;
use crate::{BuildOptions, Builder, Catalog, Prepared};
use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::command::address::{Seen, Site};
use crate::command::args::{Build, FilesOf};
use crate::command::config::Config;
use crate::command::day;
use crate::command::inject::{self, Injected, Injection};
use crate::command::library::Library;
use crate::command::report::{Report, Warning};
use crate::command::source::folder::{self, Folder};
use crate::command::source::{Kind, Outcome, Reason, Record, json, sitemap};
use crate::command::state::{Known, State};
use crate::command::store::{self, Entry};
use crate::command::widget;

/// Up to this number of articles one file of all is enough: it is no larger than the files of six or seven
/// pages, and loaded once. Measured: see the README.
const ONE_FILE: usize = 128;

/// Runs the command.
///
/// # Errors
///
/// A source that is missing or empty, a configuration that can't be read, a run that finds no article,
/// a folder that can't be written to.
pub fn run(args: &Build) -> Result<ExitCode> {
    let config = Config::read(args.config.as_deref())?;
    let args = &config.settings().complete(args)?;
    if args.watch {
        #[cfg(not(target_os = "wasi"))]
        return watch::run(args, &config);
        #[cfg(target_os = "wasi")]
        bail!("--watch needs the native command: here nothing tells of changes");
    }
    once(args, &config)?;
    Ok(ExitCode::SUCCESS)
}

/// Builds once, by arguments that are complete.
///
/// # Errors
///
/// As for [`run`].
pub fn once(args: &Build, config: &Config) -> Result<()> {
    let started = Instant::now();
    if args.out.exists() && !args.out.is_dir() {
        bail!("{} is a file: give a folder to write to", args.out.display());
    }
    let report = Report::new(args.quiet);
    let selector = args.inject_at.as_deref();
    selector.map_or(Ok(()), inject::check)?;
    let state = State::of(args, config)?;
    let again = state.as_ref().map(|state| again::build(args, config, state, &report));
    let (gathered, files) = match again.transpose()?.flatten() {
        Some(built) => built,
        None => anew(args, config, state.as_ref(), &report)?,
    };
    let injected = args.inject.then(|| inject(args, &gathered, &report)).transpose()?;
    report.finish();
    if widget::files().is_empty() {
        report.warn(
            &args.out.display().to_string(),
            "this copy carries no widget: run `cargo xtask build` and build the command again, \
             or put also-like.js and also-like.wasm there yourself",
        );
    }
    let seconds = started.elapsed().as_secs_f64();
    let done = Done { gathered, files, injected, warnings: report.warnings(), seconds };
    if let Some(path) = &args.report {
        done.write(path)?;
    }
    if !args.quiet {
        done.print(args)?;
    }
    Ok(())
}

/// What became of the sources, and the files that were written.
type Built = (Gathered, Vec<Entry>);

/// Writes the answers of the new catalog into the pages of all folders of HTML.
fn inject(args: &Build, gathered: &Gathered, report: &Report) -> Result<Injected> {
    let site = Site::new(args.base_url.as_ref());
    let injection = Injection {
        library: &Library::open(&args.out)?,
        site: &site,
        out: &args.out,
        selector: args.inject_at.as_deref(),
        today: args.today.unwrap_or_else(day::today),
    };
    let mut all = Injected::default();
    let mut folders = 0;
    for (path, kind, _) in gathered.sources.iter().filter(|(_, kind, _)| *kind == Kind::Html) {
        let folder = Folder { root: Path::new(path), kind: *kind, permalink: None };
        all += injection.folder(&folder, report)?;
        folders += 1;
    }
    if folders == 0 {
        bail!("--inject writes into pages of HTML, and no source is a folder of them");
    }
    if all.written + all.unchanged == 0 {
        report.warn(
            &args.out.display().to_string(),
            "no page has a place for the answers: put <also-like> or the script tag into the \
             template, or name an element with --inject-at",
        );
    }
    Ok(all)
}

/// Whether a catalog of so many articles is one file.
fn is_one(args: &Build, articles: usize) -> bool {
    match args.files.unwrap_or(FilesOf::Auto) {
        FilesOf::Auto => articles <= ONE_FILE,
        FilesOf::One => true,
        FilesOf::Many => false,
    }
}

/// Builds everything.
fn anew(args: &Build, config: &Config, state: Option<&State>, report: &Report) -> Result<Built> {
    let mut options = BuildOptions::default();
    if let Some(features) = args.features {
        options.max_terms = features.0;
    }
    let mut builder = Builder::new(options);
    let mut add = |article| {
        builder.add(article);
        Ok(())
    };
    let mut gathered = gather(args, config, &Known::default(), report, &mut add)?;
    if gathered.articles == 0 {
        report.finish();
        bail!(nothing(args, &gathered));
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
    let carried = widget::files();
    if is_one(args, site.len()) {
        let bytes = site.whole()?;
        let catalog = Catalog::open(bytes.as_slice()).context("the new catalog can't be read")?;
        let written =
            store::write(&args.out, &catalog, &bytes, config.settings().weights, carried)?;
        state.iter().for_each(|state| state.forget());
        return Ok((gathered, written));
    }
    let files = Files::of(&site);
    report.step("writing the catalog", files.all().len() as u64);
    let written =
        store::write_parts(&args.out, &site, &files, config.settings().weights, carried, &|| {
            report.advance(1)
        })?;
    if let Some(state) = state {
        let layout = files.layout();
        // On a large site a good part of all memory.
        drop(files);
        remember(state, &mut gathered, &Memory::of(site, layout, &options), report);
    }
    Ok((gathered, written))
}

/// Remembers a build, and takes what became of each page. The catalog is there: that it is not remembered is no
/// reason to fail.
fn remember(state: &State, gathered: &mut Gathered, memory: &Memory, report: &Report) {
    report.step("remembering the build", 0);
    if let Err(error) = state.write(std::mem::take(&mut gathered.records), memory) {
        let sentence = "the next build will be one of everything; --no-cache does not remember";
        report.warn(&format!("{error:#}"), sentence);
    }
}

/// What all the sources held, but for the articles themselves.
#[derive(Default)]
struct Gathered {
    articles: usize,
    /// How many of them are in each language.
    languages: BTreeMap<String, usize>,
    skipped: Vec<(Reason, String)>,
    /// What is to be remembered of them, by their hashes.
    records: Vec<(u64, Outcome)>,
    /// Pages and lines looked at.
    seen: usize,
    /// The sources, what each was taken for, and how many articles it gave.
    sources: Vec<(String, Kind, usize)>,
}

/// Reads every source, in the order of their paths: so the order on the command line is all one. `add` is
/// given the articles that are not `known`.
fn gather(
    args: &Build,
    config: &Config,
    known: &Known,
    report: &Report,
    add: &mut dyn FnMut(Prepared) -> Result<()>,
) -> Result<Gathered> {
    let mut sources: Vec<&PathBuf> = args.sources.iter().collect();
    sources.sort();
    sources.dedup();
    let sources: Vec<(&PathBuf, Kind)> = sources
        .into_iter()
        .map(|path| Ok((path, Kind::of(path, args.from)?)))
        .collect::<Result<_>>()?;
    let site = Site::new(args.base_url.as_ref());
    let mut gathered = Gathered::default();
    let mut taken = Seen::default();
    for (path, kind) in sources {
        let before = gathered.articles;
        let mut copies = Vec::new();
        let mut take = |Record { place, hash, outcome }| {
            gathered.seen += 1;
            match outcome {
                Outcome::Article(mut article) => {
                    for sentence in &article.warnings {
                        report.warn(&place, sentence);
                    }
                    if !taken.add(&article.url) {
                        gathered.skipped.push((Reason::SameAddress, place));
                        return Ok(());
                    }
                    gathered.articles += 1;
                    *gathered.languages.entry(article.lang.clone()).or_default() += 1;
                    if let Some(prepared) = article.prepared.take()
                        && !known.says_the_same(&article)
                    {
                        add(*prepared)?;
                    }
                    if hash != 0 {
                        gathered.records.push((hash, Outcome::Article(article)));
                    }
                }
                Outcome::Skipped(reason) => {
                    // What depends on others or on the configuration is read again.
                    if hash != 0 && !matches!(reason, Reason::Copy | Reason::Unlisted) {
                        gathered.records.push((hash, Outcome::Skipped(reason)));
                    }
                    let list =
                        if reason == Reason::Copy { &mut copies } else { &mut gathered.skipped };
                    list.push((reason, place));
                }
                Outcome::Broken(sentence) => {
                    report.warn(&place, &sentence);
                    if hash != 0 {
                        gathered.records.push((hash, Outcome::Broken(sentence)));
                    }
                }
            }
            Ok(())
        };
        let (out, take) = (&args.out, &mut take);
        match kind {
            Kind::Html | Kind::Markdown => {
                let permalink = args.permalink.as_deref();
                let folder = Folder { root: path, kind, permalink };
                folder::read(&folder, &site, config, out, known, report, take)?;
            }
            Kind::Sitemap => sitemap::read(path, &site, config, report, take)?,
            _ => json::read(path, kind, config, known, report, take)?,
        }
        gathered.skipped.extend(copies);
        let articles = gathered.articles - before;
        gathered.sources.push((path.display().to_string(), kind, articles));
    }
    for (place, sentence) in config.strangers(&taken) {
        report.warn(&place, &sentence);
    }
    Ok(gathered)
}

/// The sentence for a run that found no article.
fn nothing(args: &Build, gathered: &Gathered) -> String {
    let sources: Vec<String> = args.sources.iter().map(|path| path.display().to_string()).collect();
    let reasons =
        reasons(gathered).iter().map(|(reason, n)| format!("{n} {reason}")).collect::<Vec<_>>();
    let skipped =
        if reasons.is_empty() { String::new() } else { format!(" ({})", reasons.join(", ")) };
    format!(
        "no article in {}{skipped}: give the folder of the built site, or JSON with `title` and `url`",
        sources.join(", ")
    )
}

/// How often each reason occurs.
fn reasons(gathered: &Gathered) -> BTreeMap<Reason, usize> {
    let mut reasons = BTreeMap::new();
    for (reason, _) in &gathered.skipped {
        *reasons.entry(*reason).or_default() += 1;
    }
    reasons
}

/// How many of the pages skipped for one reason are named without `--verbose`.
const NAMED: usize = 3;

/// What the summary tells.
struct Done {
    gathered: Gathered,
    files: Vec<Entry>,
    injected: Option<Injected>,
    warnings: Vec<Warning>,
    seconds: f64,
}

impl Done {
    /// Writes it as JSON, for programs.
    fn write(&self, path: &Path) -> Result<()> {
        let Done { gathered, files, injected, warnings, seconds } = self;
        let sources = gathered.sources.iter().map(|(path, kind, articles)| {
            json!({ "path": path, "kind": kind.name(), "articles": articles })
        });
        let skipped = gathered
            .skipped
            .iter()
            .map(|(reason, place)| json!({ "place": place, "reason": reason.to_string() }));
        let told = json!({
            "sources": sources.collect::<Vec<_>>(),
            "articles": gathered.articles,
            "languages": gathered.languages,
            "skipped": skipped.collect::<Vec<_>>(),
            "warnings": warnings,
            "written": files,
            "injected": injected,
            "seconds": seconds,
        });
        fs::write(path, format!("{told:#}\n"))
            .with_context(|| format!("can't write {}", path.display()))
    }

    fn print(&self, args: &Build) -> io::Result<()> {
        let Done { gathered, warnings, .. } = self;
        let mut out = io::stdout().lock();
        if args.verbose {
            for (reason, place) in &gathered.skipped {
                writeln!(out, "skipped {place}: {reason}")?;
            }
        }
        writeln!(out, "articles   {}", gathered.articles)?;
        writeln!(out, "languages  {}", super::counts(&gathered.languages))?;
        writeln!(out, "skipped    {}", gathered.skipped.len())?;
        for (reason, n) in reasons(gathered) {
            writeln!(out, "  {n:>7}  {reason}")?;
            if args.verbose {
                continue; // They are all named above.
            }
            let places = gathered.skipped.iter().filter(|(other, _)| *other == reason);
            for (_, place) in places.take(NAMED) {
                writeln!(out, "           {place}")?;
            }
            if n > NAMED {
                writeln!(out, "           and {} more, which --verbose names", n - NAMED)?;
            }
        }
        for (name, kind, articles) in &gathered.sources {
            writeln!(out, "source     {name}: {kind}, {articles} articles")?;
        }
        writeln!(out, "warnings   {}", warnings.len())?;
        let folder = args.out.display();
        if self.files.is_empty() {
            writeln!(out, "{folder} stays as it is")?;
        } else {
            writeln!(out, "written to {folder}")?;
        }
        for file in &self.files {
            writeln!(out, "  {:>10} bytes  {}", file.bytes, file.name)?;
        }
        if let Some(Injected { written, unchanged, without }) = self.injected {
            write!(out, "pages      {written} written, {unchanged} that said the same, ")?;
            writeln!(out, "{without} without a place for answers")?;
        }
        writeln!(out, "time       {:.2} s", self.seconds)
    }
}
