//! What is in the many files of a large site's catalog, and whether they are whole.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use also_like::Catalog;
use also_like::files::{File, Kind};
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
    let regions = parts.regions as usize;
    let mut maps = vec![File(Kind::Map, 0)];
    maps.extend((0..regions).map(|region| File(Kind::Region, region)));
    let (mut leaves, mut kinds) = (BTreeSet::new(), Vec::new());
    for file in &maps {
        let map = open(folder, parts, *file)?;
        // The map of a site with regions has these, the others have leaves.
        if regions == 0 || file.0 == Kind::Region {
            let numbers = (0..map.len() as u32).filter_map(|place| map.card(place));
            leaves.extend(numbers.filter_map(|card| card.url.parse::<usize>().ok()));
        }
    }
    kinds.push(of(folder, parts, Kind::Map, &maps[..1], is_catalog)?.0);
    kinds.push(of(folder, parts, Kind::Region, &maps[1..], is_catalog)?.0);
    kinds.push(of(folder, parts, Kind::Latest, &[File(Kind::Latest, 0)], is_catalog)?.0);
    let each = |kind, numbers: &BTreeSet<usize>| {
        numbers.iter().map(|&number| File(kind, number)).collect::<Vec<_>>()
    };
    let (leaf, articles) = of(folder, parts, Kind::Leaf, &each(Kind::Leaf, &leaves), is_catalog)?;
    kinds.push(leaf);
    kinds.push(of(folder, parts, Kind::Cards, &each(Kind::Cards, &leaves), are_cards)?.0);
    let near = (0..parts.near as usize).collect();
    kinds.push(of(folder, parts, Kind::Near, &each(Kind::Near, &near), is_catalog)?.0);
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

/// The number of its articles, without the places of those that are no more: they have no address.
fn is_catalog(bytes: &[u8]) -> Result<usize> {
    let catalog = Catalog::open(bytes)?;
    catalog.verify()?;
    let cards = (0..catalog.len() as u32).filter_map(|article| catalog.card(article));
    Ok(cards.filter(|card| !card.url.is_empty()).count())
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
