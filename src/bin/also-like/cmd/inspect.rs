//! `also-like inspect`: what a catalog holds, and whether it is whole.

mod parts;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use also_like::measure::Exposure;
use also_like::{Catalog, Kind};
use anyhow::Result;
use serde::Serialize;

use crate::args::Inspect;
use crate::day;
use crate::store;

#[derive(Serialize)]
struct Inspected {
    #[serde(flatten)]
    contents: Option<Contents>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parts: Option<parts::Inspected>,
    checks: Vec<Check>,
}

#[derive(Serialize)]
struct Contents {
    format: u32,
    analyser: u32,
    articles: usize,
    languages: BTreeMap<String, usize>,
    /// First and last day of publication, as `2024-03-05`; empty when no article has a date.
    dates: Vec<String>,
    features: usize,
    postings: usize,
    bytes: usize,
    bytes_per_article: f64,
    sections: Vec<Section>,
    boxes: Boxes,
}

/// How often each article is recommended when the box of every article is drawn, each article being
/// asked as the catalog keeps it.
#[derive(Serialize)]
struct Boxes {
    /// As on the day of the newest article.
    cards: usize,
    /// Boxes whose cards are related, of the same section, the latest, and those without any card.
    related: usize,
    section: usize,
    latest: usize,
    empty: usize,
    #[serde(flatten)]
    exposure: Exposure,
    /// The articles in the most boxes, these first.
    hubs: Vec<Hub>,
    /// The addresses of the articles in no box.
    orphans: Vec<String>,
}

#[derive(Serialize)]
struct Hub {
    url: String,
    boxes: u32,
}

/// Cards of a box.
const CARDS: usize = 4;

/// How many hubs are listed, and how many orphans without `--json`.
const LISTED: usize = 10;

#[derive(Serialize)]
struct Section {
    name: &'static str,
    bytes: usize,
}

#[derive(Serialize)]
struct Check {
    check: &'static str,
    /// What is wrong; `None` when nothing is.
    error: Option<String>,
}

/// Runs the command. The exit code is 1 when a check fails.
///
/// # Errors
///
/// A folder without a manifest.
pub fn run(args: &Inspect) -> Result<ExitCode> {
    // Without a manifest there is nothing to inspect.
    let manifest = store::manifest(&args.dir)?;
    let inspected = inspect(&args.dir, &manifest);
    if args.json {
        super::print_json(&inspected)?
    } else {
        inspected.print()?
    }
    let is_whole = inspected.checks.iter().all(|check| check.error.is_none());
    Ok(if is_whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Every check that can be made; the first that fails stands in the way of those after it.
fn inspect(folder: &Path, manifest: &store::Manifest) -> Inspected {
    let mut checks = Checks(vec![Check { check: "manifest", error: None }]);
    if let Some(parts) = &manifest.parts {
        let parts = checks.made("files", parts::inspect(folder, parts));
        if let Some(parts) = &parts {
            checks.made("article count", has_as_many(manifest, parts.articles));
        }
        return Inspected { contents: None, parts, checks: checks.0 };
    }
    let contents = manifest.files.first().and_then(|entry| {
        let bytes = checks.made("file and size", store::file(folder, entry))?;
        let size = bytes.len();
        let catalog = checks.made("header", Catalog::open(bytes).map_err(Into::into))?;
        let expected = store::file_name(catalog.checksum());
        checks.made("name and content", is_named(&entry.name, &expected));
        checks.made("checksum and sections", catalog.verify().map_err(Into::into));
        checks.made("article count", has_as_many(manifest, catalog.len()));
        contents(manifest, &catalog, size)
    });
    Inspected { contents, parts: None, checks: checks.0 }
}

fn is_named(name: &str, expected: &str) -> Result<()> {
    anyhow::ensure!(name == expected, "the content is that of {expected}: build the catalog again");
    Ok(())
}

fn has_as_many(manifest: &store::Manifest, articles: usize) -> Result<()> {
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

/// `None` for a damaged catalog, of which a check has told by then.
fn contents(
    manifest: &store::Manifest,
    catalog: &Catalog<Vec<u8>>,
    bytes: usize,
) -> Option<Contents> {
    let articles = catalog.len();
    let cards = || (0..articles as u32).filter_map(|i| catalog.card(i));
    let mut languages = BTreeMap::new();
    for card in cards() {
        *languages.entry(card.lang.to_owned()).or_default() += 1;
    }
    let dates = || cards().filter_map(|card| card.date);
    let ends = [dates().min(), dates().max()];
    let sections = catalog.section_sizes();
    Some(Contents {
        format: manifest.format,
        analyser: manifest.analyser,
        articles,
        languages,
        dates: ends.into_iter().flatten().filter_map(day::written).collect(),
        features: catalog.features(),
        postings: catalog.postings().ok()?,
        bytes,
        bytes_per_article: bytes as f64 / articles.max(1) as f64,
        sections: sections.into_iter().map(|(name, bytes)| Section { name, bytes }).collect(),
        boxes: boxes(catalog)?,
    })
}

fn boxes(catalog: &Catalog<Vec<u8>>) -> Option<Boxes> {
    let cards = || (0..catalog.len() as u32).filter_map(|i| catalog.card(i));
    let newest = cards().filter_map(|card| card.date).max();
    let all = catalog.boxes(CARDS, newest).ok()?;
    let mut times = vec![0_u32; all.len()];
    for article in all.iter().flat_map(|(_, articles)| articles) {
        times[*article as usize] += 1;
    }
    let filled = |wanted| {
        all.iter().filter(|(kind, articles)| *kind == wanted && !articles.is_empty()).count()
    };
    let mut ranking: Vec<(u32, &str)> =
        times.iter().copied().zip(cards().map(|card| card.url)).collect();
    ranking.sort_by_key(|(times, _)| Reverse(*times));
    let is_shown = |(times, _): &&(u32, &str)| *times > 0;
    let hub = |(boxes, url): &(u32, &str)| Hub { url: (*url).to_owned(), boxes: *boxes };
    Some(Boxes {
        cards: CARDS,
        related: filled(Kind::Related),
        section: filled(Kind::Section),
        latest: filled(Kind::Latest),
        empty: all.iter().filter(|(_, articles)| articles.is_empty()).count(),
        exposure: Exposure::of(&times),
        hubs: ranking.iter().filter(is_shown).take(LISTED).map(hub).collect(),
        orphans: ranking
            .iter()
            .filter(|one| !is_shown(one))
            .map(|(_, url)| (*url).to_owned())
            .collect(),
    })
}

impl Inspected {
    fn print(&self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        if let Some(contents) = &self.contents {
            contents.print(&mut out)?;
        }
        if let Some(parts) = &self.parts {
            parts.print(&mut out)?;
        }
        for Check { check, error } in &self.checks {
            match error {
                None => writeln!(out, "ok         {check}")?,
                Some(error) => writeln!(out, "FAILED     {check}: {error}")?,
            }
        }
        Ok(())
    }
}

impl Contents {
    fn print(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "format     {}", self.format)?;
        writeln!(out, "analyser   {}", self.analyser)?;
        writeln!(out, "articles   {}", self.articles)?;
        writeln!(out, "languages  {}", super::counts(&self.languages))?;
        if let [first, last] = &self.dates[..] {
            writeln!(out, "dates      {first} to {last}")?;
        }
        writeln!(out, "features   {}", self.features)?;
        writeln!(out, "postings   {}", self.postings)?;
        writeln!(out, "bytes      {} ({:.0} an article)", self.bytes, self.bytes_per_article)?;
        for Section { name, bytes } in &self.sections {
            writeln!(out, "  {bytes:>10}  {name}")?;
        }
        self.boxes.print(out)
    }
}

impl Boxes {
    fn print(&self, out: &mut impl Write) -> io::Result<()> {
        let Boxes { cards, related, section, latest, empty, exposure, hubs, orphans } = self;
        writeln!(
            out,
            "boxes      {} of {cards} cards: {related} related, {section} of the same section, \
             {latest} latest, {empty} empty",
            exposure.boxes
        )?;
        writeln!(out, "shown      {:.1} % of the articles", 100.0 * exposure.shown)?;
        writeln!(out, "hubs       the first in {:.2} % of the boxes", 100.0 * exposure.most)?;
        for Hub { url, boxes } in hubs {
            writeln!(out, "  {boxes:>10}  {url}")?;
        }
        writeln!(out, "orphans    {} in no box", orphans.len())?;
        for url in orphans.iter().take(LISTED) {
            writeln!(out, "              {url}")?;
        }
        match orphans.len().saturating_sub(LISTED) {
            0 => Ok(()),
            more => writeln!(out, "              and {more} more, which --json names"),
        }
    }
}
