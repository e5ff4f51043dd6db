//! Writes the folder of a catalog: the files that the manifest names, and then the manifest.
//!
//! The file of a catalog is immutable and named after its content, and the manifest is written
//! last: a page that loads meanwhile gets either the old catalog or the new one.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use rayon::prelude::*;

use super::manifest::{self, About, FileEntry, Manifest, ShardManifest, file_name, folder_name};
use super::staging::{self, in_folder, missing, open_to_all, remove_old, write_all};
use crate::catalog::format;
use crate::shards::constants::CARDS_PER_FILE;
use crate::shards::layout::{Shard, ShardKind, Shards};
use crate::{Catalog, Site};

/// A file that marks the folder of a catalog some of whose files are newer than the manifest.
const UNFINISHED: &str = "unfinished";

/// Writes a catalog of one file and whatever goes with it; all of it or nothing. Returns all files
/// with their sizes.
///
/// # Errors
///
/// A folder that can't be made or written to.
pub fn write(
    folder: &Path,
    catalog: &Catalog<&[u8]>,
    bytes: &[u8],
    about: About<'_>,
    others: &[(&str, &[u8])],
) -> Result<Vec<FileEntry>> {
    in_folder(folder, || {
        let name = file_name(catalog.checksum());
        let cards = (0..catalog.len() as u32).filter_map(|article| catalog.card(article));
        let manifest = Manifest {
            files: vec![FileEntry { name: name.clone(), bytes: bytes.len() as u64 }],
            ..Manifest::new(catalog.len(), cards.map(|card| card.lang).collect(), about)
        };
        let mut files = others.to_vec();
        files.push((&name, bytes));
        finish(folder, &manifest, &files, &name)
    })
}

/// Writes a catalog of many files, as [`write`]. `wrote` hears of each that it is there.
///
/// # Errors
///
/// As for [`write`], and a file that is too large.
pub fn write_shards(
    folder: &Path,
    site: &Site,
    files: &Shards<'_>,
    about: About<'_>,
    others: &[(&str, &[u8])],
    wrote: &(dyn Fn() + Sync),
) -> Result<Vec<FileEntry>> {
    in_folder(folder, || {
        let staged = staging::folder(folder)?;
        let all = files.all();
        let folders: BTreeSet<_> = all
            .iter()
            .filter_map(|file| Some(staged.path().join(file.path()).parent()?.to_owned()))
            .collect();
        folders.iter().try_for_each(fs::create_dir_all)?;
        let put = |file: &Shard| -> Result<(u64, u64)> {
            let bytes = files.write(*file, cards)?;
            fs::write(staged.path().join(file.path()), &bytes)?;
            wrote();
            Ok((fingerprint(*file, &bytes), bytes.len() as u64))
        };
        let written: Vec<(u64, u64)> = all.par_iter().map(put).collect::<Result<_>>()?;
        let hashes: Vec<u8> = written.iter().flat_map(|(hash, _)| hash.to_le_bytes()).collect();
        let name = folder_name(format::hash(&hashes));
        let mut run = 0;
        if folder.join(&name).exists() {
            // The folder of a build of the same articles. It may be in use, and updates may have
            // rewritten some of its files.
            let before = manifest::read(folder).ok().and_then(|manifest| manifest.shards);
            run = before.filter(|shards| shards.folder == name).map_or(0, |shards| shards.run);
            let is_other = |file: &Shard| {
                let bytes = fs::read(staged.path().join(file.path())).ok();
                fs::read(folder.join(&name).join(file.path())).ok() != bytes
            };
            let others: Vec<Shard> = all.par_iter().copied().filter(is_other).collect();
            run += u32::from(!others.is_empty());
            place(staged.path(), &folder.join(&name), &others)?;
            remove_beyond(&folder.join(&name), files);
        } else {
            open_to_all(staged.path())?;
            fs::rename(staged.keep(), folder.join(&name))?;
        }
        let shards = ShardManifest {
            folder: name.clone(),
            neighbourhoods: files.neighbourhoods() as u32,
            champions: files.champions() as u32,
            articles: files.articles() as u32,
            run,
        };
        let manifest =
            Manifest { shards: Some(shards), ..Manifest::new(site.len(), site.languages(), about) };
        let mut entries = finish(folder, &manifest, others, &name)?;
        let bytes = written.iter().map(|(_, bytes)| bytes).sum();
        let name = format!("{name}/, {} files", written.len());
        entries.insert(entries.len() - 1, FileEntry { name, bytes });
        Ok(entries)
    })
}

/// Writes the files of an updated site that are `changed`, in place of those that are there, and
/// those of the `others` that are not there yet. Returns what was written, with sizes.
///
/// All of them are ready before the first takes its place. Wherever this ends, the catalog is
/// whole: each file fits those of earlier runs too, and those that others name take their places
/// first.
///
/// # Errors
///
/// As for [`write_shards`].
pub fn write_changed(
    folder: &Path,
    site: &Site,
    files: &Shards<'_>,
    changed: &[Shard],
    shards: ShardManifest,
    about: About<'_>,
    others: &[(&str, &[u8])],
) -> Result<Vec<FileEntry>> {
    in_folder(folder, || {
        let name = shards.folder.clone();
        let staged = staging::folder(folder)?;
        let mut bytes = 0;
        for file in changed {
            let path = staged.path().join(file.path());
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            let content = files.write(*file, cards)?;
            fs::write(path, &content)?;
            bytes += content.len() as u64;
        }
        place(staged.path(), &folder.join(&name), changed)?;
        let shards = ShardManifest {
            articles: files.articles() as u32,
            run: shards.run.saturating_add(1),
            ..shards
        };
        let manifest =
            Manifest { shards: Some(shards), ..Manifest::new(site.len(), site.languages(), about) };
        let others = missing(folder, others);
        let mut entries = finish(folder, &manifest, &others, &name)?;
        let name = format!("{name}/, {} of its files", changed.len());
        entries.insert(entries.len() - 1, FileEntry { name, bytes });
        Ok(entries)
    })
}

/// Moves files from one folder to another: those of articles first, since others refer to them.
/// Until the manifest is written a file marks the folder, which the build cache then does not fit.
fn place(from: &Path, to: &Path, files: &[Shard]) -> Result<()> {
    fs::write(to.join(UNFINISHED), "")?;
    let are_named = |file: &&Shard| matches!(file.0, ShardKind::Articles | ShardKind::Cards);
    let (named, naming): (Vec<&Shard>, Vec<&Shard>) = files.iter().partition(are_named);
    for path in named.into_iter().chain(naming).map(|file| file.path()) {
        let place = to.join(&path);
        place.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::rename(from.join(&path), &place)
            .with_context(|| format!("can't put {path} in place"))?;
    }
    Ok(())
}

/// Takes away the files of articles that updates had added.
fn remove_beyond(folder: &Path, files: &Shards<'_>) {
    for (kind, count) in [
        (ShardKind::Articles, files.articles()),
        (ShardKind::Cards, files.articles().div_ceil(CARDS_PER_FILE)),
    ] {
        let paths = (count..).map(|number| folder.join(Shard(kind, number).path()));
        let _ = paths.take_while(|path| fs::remove_file(path).is_ok()).count();
    }
}

/// Whether a run was interrupted while files of a catalog took their places.
pub fn is_unfinished(folder: &Path, shards: &ShardManifest) -> bool {
    folder.join(&shards.folder).join(UNFINISHED).exists()
}

/// Writes those of some files that are not there yet, beside the files of a catalog that stay as
/// they are, and takes away what an interrupted run left. Returns what was written, with sizes.
///
/// # Errors
///
/// As for [`write`].
pub fn write_missing(
    folder: &Path,
    shards: &ShardManifest,
    others: &[(&str, &[u8])],
) -> Result<Vec<FileEntry>> {
    let others = missing(folder, others);
    in_folder(folder, || write_all(folder, &others))?;
    remove_old(folder, &shards.folder);
    Ok(others.iter().map(entry).collect())
}

/// A hash of a file's content: the checksum at its end, where it has one.
fn fingerprint(Shard(kind, _): Shard, bytes: &[u8]) -> u64 {
    match bytes.last_chunk() {
        Some(checksum) if kind != ShardKind::Cards => u64::from_le_bytes(*checksum),
        _ => format::hash(bytes),
    }
}

/// A file of cards.
fn cards(cards: &[[&str; 3]]) -> Vec<u8> {
    serde_json::to_vec(cards).unwrap_or_default()
}

/// Writes the last files and the manifest, and takes away what earlier runs left; `current` stays.
fn finish(
    folder: &Path,
    manifest: &Manifest,
    files: &[(&str, &[u8])],
    current: &str,
) -> Result<Vec<FileEntry>> {
    let mut manifest = serde_json::to_string(manifest)?;
    manifest.push('\n');
    let mut files = files.to_vec();
    files.push((manifest::FILE, manifest.as_bytes()));
    write_all(folder, &missing(folder, &files))?;
    remove_old(folder, current);
    // In a catalog of one file there is none.
    let _ = fs::remove_file(folder.join(current).join(UNFINISHED));
    Ok(files.iter().map(entry).collect())
}

fn entry((name, bytes): &(&str, &[u8])) -> FileEntry {
    FileEntry { name: (*name).to_owned(), bytes: bytes.len() as u64 }
}
