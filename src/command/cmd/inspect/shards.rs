//! The content of a catalog of many files, and whether all of them are intact.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::catalog;
use crate::shards::constants::CARDS_PER_FILE;
use crate::shards::layout::{Shard, ShardKind};
use crate::{AnswerKind, Catalog};
use anyhow::{Context, Result, ensure};
use rayon::prelude::*;
use serde::Serialize;

use super::view::{self, ArticleSummary, CatalogView};
use crate::command::catalog_dir::manifest::ShardManifest;

/// The kinds of files and how many of each there are.
#[derive(Serialize)]
pub struct ShardInspection {
    pub articles: usize,
    pub kinds: Vec<FileStats>,
}

#[derive(Serialize)]
pub struct FileStats {
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
pub fn inspect(folder: &Path, shards: &ShardManifest) -> Result<(ShardInspection, CatalogView)> {
    let mut kinds = Vec::new();
    for (kind, count) in [
        (ShardKind::Terms, 1),
        (ShardKind::Latest, 1),
        (ShardKind::Champions, shards.champions as usize),
    ] {
        let all = (0..count).into_par_iter();
        kinds.push(
            inspect_kind(folder, shards, kind, all, |_, bytes| Ok(catalog::verify(bytes)?))?.0,
        );
    }
    let end = shards.articles as usize;
    let cards = (0..end.div_ceil(CARDS_PER_FILE)).into_par_iter();
    let (kind, texts) =
        inspect_kind(folder, shards, ShardKind::Cards, cards, |_, bytes| texts(bytes))?;
    kinds.push(kind);
    let near = (0..shards.neighbourhoods as usize).into_par_iter();
    kinds.push(
        inspect_kind(folder, shards, ShardKind::Neighbourhoods, near, |_, bytes| {
            Ok(catalog::verify(bytes)?)
        })?
        .0,
    );
    let all = (0..end).into_par_iter();
    let (kind, found) = inspect_kind(folder, shards, ShardKind::Articles, all, article)?;
    kinds.push(kind);
    let mut articles: Vec<(usize, ArticleSummary, Vec<usize>)> = Vec::new();
    for (number, mut article, near) in found.into_iter().flatten() {
        if let Some(texts) =
            texts.get(number / CARDS_PER_FILE).and_then(|some| some.get(number % CARDS_PER_FILE))
        {
            [article.title, article.excerpt, _] = texts.clone();
        }
        articles.push((number, article, near));
    }
    // As in a catalog of one file.
    articles.sort_by(|(_, a, _), (_, b, _)| a.url.cmp(&b.url));
    let places: HashMap<usize, u32> =
        articles.iter().map(|(number, ..)| *number).zip(0..).collect();
    let place = |number: &usize| places.get(number).copied();
    let boxes = articles.iter().map(|(.., near)| {
        (AnswerKind::Related, near.iter().filter_map(place).take(view::CARDS).collect())
    });
    let boxes = boxes.collect();
    let articles: Vec<ArticleSummary> =
        articles.into_iter().map(|(_, article, _)| article).collect();
    let inspected = ShardInspection { articles: articles.len(), kinds };
    Ok((inspected, CatalogView { articles, boxes, are_boxes: false }))
}

/// The files of a kind, and what each of them has by a check that it must pass.
///
/// They are no list: a manifest may name more of them than memory has room for.
fn inspect_kind<T: Send>(
    folder: &Path,
    shards: &ShardManifest,
    kind: ShardKind,
    numbers: impl ParallelIterator<Item = usize>,
    check: impl Fn(usize, &[u8]) -> Result<T> + Sync,
) -> Result<(FileStats, Vec<T>)> {
    let read = |number: usize| -> Result<(u64, T)> {
        let path = folder.join(shards.path(Shard(kind, number)));
        let bytes = fs::read(&path).with_context(|| format!("can't read {}", path.display()))?;
        let found = check(number, &bytes).with_context(|| path.display().to_string())?;
        Ok((bytes.len() as u64, found))
    };
    let all: Vec<(u64, T)> = numbers.map(read).collect::<Result<_>>()?;
    let of = FileStats {
        kind: kind.folder(),
        files: all.len(),
        bytes: all.iter().map(|(bytes, _)| bytes).sum(),
        most: all.iter().map(|(bytes, _)| *bytes).max().unwrap_or_default(),
    };
    Ok((of, all.into_iter().map(|(_, found)| found).collect()))
}

/// What is shown of some articles: headline, excerpt and picture.
fn texts(bytes: &[u8]) -> Result<Vec<[String; 3]>> {
    let cards: Vec<[String; 3]> = serde_json::from_slice(bytes)?;
    ensure!(!cards.is_empty(), "no cards");
    Ok(cards)
}

/// The article of a file with its number and its neighbours, the nearest first; none when it was
/// removed.
fn article(number: usize, bytes: &[u8]) -> Result<Vec<(usize, ArticleSummary, Vec<usize>)>> {
    let catalog = Catalog::open(bytes)?;
    catalog.verify()?;
    let found = (0..catalog.len() as u32).filter_map(|place| {
        let card = catalog.card(place).filter(|card| !card.url.is_empty())?;
        let mut edges = catalog.edges(place)?;
        edges.sort_by_key(|(_, likeness)| Reverse(*likeness));
        let near = edges.into_iter().map(|(other, _)| other as usize).collect();
        Some((number, ArticleSummary::new(card), near))
    });
    Ok(found.collect())
}

impl ShardInspection {
    /// Prints a line for each kind of files.
    pub fn print(&self, out: &mut impl Write) -> io::Result<()> {
        for FileStats { kind, files, bytes, most } in &self.kinds {
            writeln!(out, "{kind:<14} {files} files, {bytes} bytes, the largest {most}")?;
        }
        Ok(())
    }
}
