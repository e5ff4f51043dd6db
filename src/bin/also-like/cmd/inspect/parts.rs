//! What is in the many files of a large site's catalog, and whether they are whole.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use also_like::Catalog;
use also_like::explore::Levels;
use also_like::files::{CARDS, File, Kind};
use anyhow::{Context, Result, ensure};
use rayon::prelude::*;
use serde::Serialize;

use crate::store::Parts;

/// The kinds of files and how many of each there are.
#[derive(Serialize)]
pub struct Inspected {
    pub articles: usize,
    kinds: Vec<Of>,
}

#[derive(Serialize)]
struct Of {
    kind: &'static str,
    files: usize,
    bytes: u64,
    most: u64,
}

/// Reads every file that the manifest names.
///
/// # Errors
///
/// The first that is missing or damaged.
pub fn inspect(folder: &Path, parts: &Parts) -> Result<Inspected> {
    let each = |kind: Kind, count: usize| (0..count).map(|number| File(kind, number)).collect();
    let Levels { provinces, regions } = parts.levels();
    let maps: Vec<File> = each(Kind::Region, regions);
    let mut numbers = BTreeSet::new();
    for file in &maps {
        let map = open(folder, parts, *file)?;
        let cards = (0..map.len() as u32).filter_map(|place| map.card(place));
        numbers.extend(cards.filter_map(|card| card.url.parse::<usize>().ok()));
    }
    let end = numbers.last().map_or(0, |last| last + 1);
    let articles: Vec<File> =
        numbers.into_iter().map(|number| File(Kind::Article, number)).collect();
    let mut kinds = Vec::new();
    for (files, check) in [
        (each(Kind::Map, usize::from(regions > 1)), is_catalog as fn(&[u8]) -> Result<usize>),
        (each(Kind::Latest, 1), is_catalog),
        (each(Kind::Province, provinces), is_catalog),
        (maps, is_catalog),
        (each(Kind::Cards, end.div_ceil(CARDS)), are_cards),
        (each(Kind::Near, parts.near as usize), is_catalog),
    ] {
        if let Some(File(kind, _)) = files.first() {
            kinds.push(of(folder, parts, *kind, &files, check)?.0);
        }
    }
    let (kind, articles) = of(folder, parts, Kind::Article, &articles, is_catalog)?;
    kinds.push(kind);
    Ok(Inspected { articles, kinds })
}

/// The files of a kind, and how many articles they have together by a check that each must pass.
fn of(
    folder: &Path,
    parts: &Parts,
    kind: Kind,
    files: &[File],
    check: fn(&[u8]) -> Result<usize>,
) -> Result<(Of, usize)> {
    let read = |file: &File| -> Result<(u64, usize)> {
        let path = folder.join(parts.path(*file));
        let bytes = fs::read(&path).with_context(|| format!("can't read {}", path.display()))?;
        let articles = check(&bytes).with_context(|| path.display().to_string())?;
        Ok((bytes.len() as u64, articles))
    };
    let all: Vec<(u64, usize)> = files.par_iter().map(read).collect::<Result<_>>()?;
    let of = Of {
        kind: kind.name(),
        files: all.len(),
        bytes: all.iter().map(|(bytes, _)| bytes).sum(),
        most: all.iter().map(|(bytes, _)| *bytes).max().unwrap_or_default(),
    };
    Ok((of, all.iter().map(|(_, articles)| articles).sum()))
}

fn is_catalog(bytes: &[u8]) -> Result<usize> {
    let catalog = Catalog::open(bytes)?;
    catalog.verify()?;
    Ok(catalog.len())
}

fn are_cards(bytes: &[u8]) -> Result<usize> {
    let cards: Vec<[String; 3]> = serde_json::from_slice(bytes)?;
    ensure!(!cards.is_empty(), "no cards");
    Ok(cards.len())
}

fn open(folder: &Path, parts: &Parts, file: File) -> Result<Catalog<Vec<u8>>> {
    let path = folder.join(parts.path(file));
    let bytes = fs::read(&path).with_context(|| format!("can't read {}", path.display()))?;
    Catalog::open(bytes).with_context(|| path.display().to_string())
}

impl Inspected {
    /// Prints a line for each kind of files.
    pub fn print(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "articles   {}", self.articles)?;
        for Of { kind, files, bytes, most } in &self.kinds {
            writeln!(out, "{kind:<10} {files} files, {bytes} bytes, the largest {most}")?;
        }
        Ok(())
    }
}
