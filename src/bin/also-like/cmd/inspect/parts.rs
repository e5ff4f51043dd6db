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
    let Levels { provinces, regions } = parts.levels();
    let mut numbers = BTreeSet::new();
    for number in 0..regions {
        let map = open(folder, parts, File(Kind::Region, number))?;
        let cards = (0..map.len() as u32).filter_map(|place| map.card(place));
        numbers.extend(cards.filter_map(|card| card.url.parse::<usize>().ok()));
    }
    let end = numbers.last().map_or(0, |last| last.saturating_add(1));
    let mut kinds = Vec::new();
    for (kind, count, check) in [
        (Kind::Map, usize::from(regions > 1), is_catalog as fn(&[u8]) -> Result<usize>),
        (Kind::Latest, 1, is_catalog),
        (Kind::Province, provinces, is_catalog),
        (Kind::Region, regions, is_catalog),
        (Kind::Cards, end.div_ceil(CARDS), are_cards),
        (Kind::Near, parts.near as usize, is_catalog),
    ] {
        if count > 0 {
            kinds.push(of(folder, parts, kind, (0..count).into_par_iter(), check)?.0);
        }
    }
    let (kind, articles) = of(folder, parts, Kind::Article, numbers.into_par_iter(), is_catalog)?;
    kinds.push(kind);
    Ok(Inspected { articles, kinds })
}

/// The files of a kind, and how many articles they have together by a check that each must pass.
///
/// They are no list: a manifest may name more of them than memory has room for.
fn of(
    folder: &Path,
    parts: &Parts,
    kind: Kind,
    numbers: impl ParallelIterator<Item = usize>,
    check: fn(&[u8]) -> Result<usize>,
) -> Result<(Of, usize)> {
    let read = |number: usize| -> Result<(u64, usize)> {
        let path = folder.join(parts.path(File(kind, number)));
        let bytes = fs::read(&path).with_context(|| format!("can't read {}", path.display()))?;
        let articles = check(&bytes).with_context(|| path.display().to_string())?;
        Ok((bytes.len() as u64, articles))
    };
    let all: Vec<(u64, usize)> = numbers.map(read).collect::<Result<_>>()?;
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
