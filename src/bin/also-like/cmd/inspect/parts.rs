//! What is in the many files of a large site's catalog, and whether they are whole.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use also_like::explore::Levels;
use also_like::files::{CARDS, File, Kind};
use also_like::link::Key;
use also_like::{Catalog, Day, Kind as Rung};
use anyhow::{Context, Result, ensure};
use rayon::prelude::*;
use serde::Serialize;

use super::seen::{self, Seen, Shown};
use crate::store::Parts;

/// The kinds of files and how many of each there are.
#[derive(Serialize)]
pub struct Inspected {
    pub articles: usize,
    pub kinds: Vec<Of>,
}

#[derive(Serialize)]
pub struct Of {
    pub kind: &'static str,
    pub files: usize,
    pub bytes: u64,
    pub most: u64,
}

/// Reads every file that the manifest names.
///
/// # Errors
///
/// The first that is missing or damaged.
pub fn inspect(folder: &Path, parts: &Parts) -> Result<(Inspected, Seen)> {
    let Levels { provinces, regions } = parts.levels();
    let mut numbers = BTreeSet::new();
    for number in 0..regions {
        let map = open(folder, parts, File(Kind::Region, number))?;
        let cards = (0..map.len() as u32).filter_map(|place| map.card(place));
        numbers.extend(cards.filter_map(|card| card.url.parse::<usize>().ok()));
    }
    let end = numbers.last().map_or(0, |last| last.saturating_add(1));
    let mut kinds = Vec::new();
    for (kind, count) in [
        (Kind::Map, usize::from(regions > 1)),
        (Kind::Latest, 1),
        (Kind::Province, provinces),
        (Kind::Region, regions),
    ] {
        if count > 0 {
            let all = (0..count).into_par_iter();
            kinds.push(of(folder, parts, kind, all, |_, bytes| whole(bytes).map(drop))?.0);
        }
    }
    let cards = (0..end.div_ceil(CARDS)).into_par_iter();
    let (kind, texts) = of(folder, parts, Kind::Cards, cards, |_, bytes| texts(bytes))?;
    kinds.push(kind);
    let all = numbers.into_par_iter();
    let (articles_kind, found) = of(folder, parts, Kind::Article, all, article)?;
    let mut articles: Vec<Shown> = Vec::new();
    for (number, mut article) in found.into_iter().flatten() {
        if let Some(texts) = texts.get(number / CARDS).and_then(|some| some.get(number % CARDS)) {
            [article.title, article.excerpt, _] = texts.clone();
        }
        articles.push(article);
    }
    // As in a catalog of one file.
    articles.sort_by(|a, b| a.url.cmp(&b.url));
    let known: HashMap<&str, u32> = articles.iter().map(|one| one.url.as_str()).zip(0..).collect();
    let newest = articles.iter().filter_map(|one| one.date).max();
    let near = (0..parts.near as usize).into_par_iter();
    let neighbours = |number: usize, bytes: &[u8]| {
        boxes(whole(bytes)?, &known, newest, |key| {
            key.hash() as usize % parts.near as usize == number
        })
    };
    let (kind, found) = of(folder, parts, Kind::Near, near, neighbours)?;
    kinds.extend([kind, articles_kind]);
    let mut boxes = vec![(Rung::Related, Vec::new()); articles.len()];
    for (article, shown) in found.into_iter().flatten() {
        boxes[article as usize] = shown;
    }
    Ok((Inspected { articles: articles.len(), kinds }, Seen { articles, boxes }))
}

/// The files of a kind, and what each of them has by a check that it must pass.
///
/// They are no list: a manifest may name more of them than memory has room for.
fn of<T: Send>(
    folder: &Path,
    parts: &Parts,
    kind: Kind,
    numbers: impl ParallelIterator<Item = usize>,
    check: impl Fn(usize, &[u8]) -> Result<T> + Sync,
) -> Result<(Of, Vec<T>)> {
    let read = |number: usize| -> Result<(u64, T)> {
        let path = folder.join(parts.path(File(kind, number)));
        let bytes = fs::read(&path).with_context(|| format!("can't read {}", path.display()))?;
        let found = check(number, &bytes).with_context(|| path.display().to_string())?;
        Ok((bytes.len() as u64, found))
    };
    let all: Vec<(u64, T)> = numbers.map(read).collect::<Result<_>>()?;
    let of = Of {
        kind: kind.name(),
        files: all.len(),
        bytes: all.iter().map(|(bytes, _)| bytes).sum(),
        most: all.iter().map(|(bytes, _)| *bytes).max().unwrap_or_default(),
    };
    Ok((of, all.into_iter().map(|(_, found)| found).collect()))
}

/// A catalog that was read to its end.
fn whole(bytes: &[u8]) -> Result<Catalog<&[u8]>> {
    let catalog = Catalog::open(bytes)?;
    catalog.verify()?;
    Ok(catalog)
}

/// What is shown of some articles: headline, excerpt and picture.
fn texts(bytes: &[u8]) -> Result<Vec<[String; 3]>> {
    let cards: Vec<[String; 3]> = serde_json::from_slice(bytes)?;
    ensure!(!cards.is_empty(), "no cards");
    Ok(cards)
}

/// The articles of an article's file, each with the number of the file.
fn article(number: usize, bytes: &[u8]) -> Result<Vec<(usize, Shown)>> {
    let catalog = whole(bytes)?;
    let cards = (0..catalog.len() as u32).filter_map(|place| catalog.card(place));
    Ok(cards.map(|card| (number, Shown::of(card))).collect())
}

/// What the boxes of those articles show whose pages ask a file of neighbourhoods: numbers of articles.
fn boxes(
    catalog: Catalog<&[u8]>,
    known: &HashMap<&str, u32>,
    today: Option<Day>,
    asks: impl Fn(&Key) -> bool,
) -> Result<Vec<(u32, (Rung, Vec<u32>))>> {
    let number = |place: u32| known.get(catalog.card(place)?.url).copied();
    let is_own = |place: &u32| catalog.card(*place).is_some_and(|card| asks(&Key::of(card.url)));
    let own: Vec<u32> = (0..catalog.len() as u32).filter(is_own).collect();
    let shown = catalog.boxes_of(&own, seen::CARDS, today)?;
    let all = own.into_iter().zip(shown).filter_map(|(place, (rung, cards))| {
        Some((number(place)?, (rung, cards.into_iter().filter_map(number).collect())))
    });
    Ok(all.collect())
}

fn open(folder: &Path, parts: &Parts, file: File) -> Result<Catalog<Vec<u8>>> {
    let path = folder.join(parts.path(file));
    let bytes = fs::read(&path).with_context(|| format!("can't read {}", path.display()))?;
    Catalog::open(bytes).with_context(|| path.display().to_string())
}

impl Inspected {
    /// Prints a line for each kind of files.
    pub fn print(&self, out: &mut impl Write) -> io::Result<()> {
        for Of { kind, files, bytes, most } in &self.kinds {
            writeln!(out, "{kind:<10} {files} files, {bytes} bytes, the largest {most}")?;
        }
        Ok(())
    }
}
