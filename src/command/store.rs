//! The folder that holds a catalog: a manifest and the files that it names.
//!
//! The catalog's file never changes once it is there, its name tells its content, and the manifest
//! comes last: a page that loads while the folder is written gets the old catalog or the new one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;

use crate::catalog::format;
use crate::l10n::dates;
use crate::l10n::headings;
use crate::shards::layout::{CARDS, File, Files, Kind};
use crate::shards::snapshot;
use crate::{Catalog, Site, text};
use anyhow::{Context, Result, anyhow, bail};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

const MANIFEST: &str = "catalog.json";

/// What names of files and folders of catalogs begin with, and those of what is being written.
const PREFIX: &str = "catalog-";
const STAGED: &str = ".also-like-";
/// A file that marks the folder of a catalog some of whose files are newer than the manifest.
const UNFINISHED: &str = "unfinished";

/// What `catalog.json` says.
#[derive(Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the binary format.
    pub format: u32,
    /// Version of the analyser.
    pub analyser: u32,
    /// Number of articles.
    pub articles: u32,
    /// What some signals weigh: see [`Signals::weighted`](crate::Signals::weighted).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub weights: u32,
    /// The box's headings in the languages of the articles, but for English, which the widget brings.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headings: BTreeMap<String, Vec<String>>,
    /// How dates are written in these languages and in English: see [`crate::l10n::dates`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub dates: BTreeMap<String, String>,
    /// The file with the whole catalog, where one is enough.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Entry>,
    /// Where the files are, when there are many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parts: Option<Parts>,
}

/// Where the files of a large site's catalog are. Each stands in `folder`, at [`File::path`].
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Parts {
    pub folder: String,
    /// How many neighbourhood files there are.
    pub near: u32,
    /// How many files of champion lists there are.
    pub champions: u32,
    /// How many files of articles there are: some may be of articles that are no more.
    pub articles: u32,
    /// How often files were written anew in this folder. Readers ask for them with this number after a `?`: a
    /// cache must not give them what was there before.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub run: u32,
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl Parts {
    /// Where a file is in the folder of the catalog.
    pub fn path(&self, file: File) -> String {
        format!("{}/{}", self.folder, file.path())
    }
}

/// A file of a catalog.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Entry {
    pub name: String,
    pub bytes: u64,
}

/// Writes a catalog of one file and whatever goes with it; all of it or nothing. Returns all files with
/// their sizes.
///
/// # Errors
///
/// A folder that can't be made or written to.
pub fn write(
    folder: &Path,
    catalog: &Catalog<&[u8]>,
    bytes: &[u8],
    weights: u32,
    others: &[(&str, &[u8])],
) -> Result<Vec<Entry>> {
    in_folder(folder, || {
        let name = file_name(catalog.checksum());
        let cards = (0..catalog.len() as u32).filter_map(|article| catalog.card(article));
        let manifest = Manifest {
            files: vec![Entry { name: name.clone(), bytes: bytes.len() as u64 }],
            ..Manifest::of(catalog.len(), cards.map(|card| card.lang).collect(), weights)
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
pub fn write_parts(
    folder: &Path,
    site: &Site,
    files: &Files<'_>,
    weights: u32,
    others: &[(&str, &[u8])],
    wrote: &(dyn Fn() + Sync),
) -> Result<Vec<Entry>> {
    in_folder(folder, || {
        let staged = tempfile::Builder::new().prefix(STAGED).tempdir_in(folder)?;
        let all = files.all();
        let folders: BTreeSet<_> = all
            .iter()
            .filter_map(|file| Some(staged.path().join(file.path()).parent()?.to_owned()))
            .collect();
        folders.iter().try_for_each(fs::create_dir_all)?;
        let put = |file: &File| -> Result<(u64, u64)> {
            let bytes = files.write(*file, cards)?;
            fs::write(staged.path().join(file.path()), &bytes)?;
            wrote();
            Ok((fingerprint(*file, &bytes), bytes.len() as u64))
        };
        let written: Vec<(u64, u64)> = all.par_iter().map(put).collect::<Result<_>>()?;
        let hashes: Vec<u8> = written.iter().flat_map(|(hash, _)| hash.to_le_bytes()).collect();
        let name = format!("{PREFIX}{:016x}", format::hash(&hashes));
        let mut run = 0;
        if folder.join(&name).exists() {
            // The same articles gave the same files, which may be in use, and some of which updates may have
            // written anew since.
            let before = manifest(folder).ok().and_then(|manifest| manifest.parts);
            run = before.filter(|parts| parts.folder == name).map_or(0, |parts| parts.run);
            let is_other = |file: &File| {
                let bytes = fs::read(staged.path().join(file.path())).ok();
                fs::read(folder.join(&name).join(file.path())).ok() != bytes
            };
            let others: Vec<File> = all.par_iter().copied().filter(is_other).collect();
            run += u32::from(!others.is_empty());
            place(staged.path(), &folder.join(&name), &others)?;
            remove_beyond(&folder.join(&name), files);
        } else {
            open_to_all(staged.path())?;
            fs::rename(staged.keep(), folder.join(&name))?;
        }
        let parts = Parts {
            folder: name.clone(),
            near: files.near() as u32,
            champions: files.champions() as u32,
            articles: files.articles() as u32,
            run,
        };
        let manifest =
            Manifest { parts: Some(parts), ..Manifest::of(site.len(), site.languages(), weights) };
        let mut entries = finish(folder, &manifest, others, &name)?;
        let bytes = written.iter().map(|(_, bytes)| bytes).sum();
        let name = format!("{name}/, {} files", written.len());
        entries.insert(entries.len() - 1, Entry { name, bytes });
        Ok(entries)
    })
}

/// Writes the files of an updated site that are `changed`, in place of those that are there, and those of the
/// `others` that are not there yet. Returns what was written, with sizes.
///
/// All of them are ready before the first takes its place. Wherever this ends, the catalog is whole: each file
/// fits those of earlier runs too, and those that others name take their places first.
///
/// # Errors
///
/// As for [`write_parts`].
pub fn write_changed(
    folder: &Path,
    site: &Site,
    files: &Files<'_>,
    changed: &[File],
    parts: Parts,
    weights: u32,
    others: &[(&str, &[u8])],
) -> Result<Vec<Entry>> {
    in_folder(folder, || {
        let name = parts.folder.clone();
        let staged = tempfile::Builder::new().prefix(STAGED).tempdir_in(folder)?;
        let mut bytes = 0;
        for file in changed {
            let path = staged.path().join(file.path());
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            let content = files.write(*file, cards)?;
            fs::write(path, &content)?;
            bytes += content.len() as u64;
        }
        place(staged.path(), &folder.join(&name), changed)?;
        let parts =
            Parts { articles: files.articles() as u32, run: parts.run.saturating_add(1), ..parts };
        let manifest =
            Manifest { parts: Some(parts), ..Manifest::of(site.len(), site.languages(), weights) };
        let others = missing(folder, others);
        let mut entries = finish(folder, &manifest, &others, &name)?;
        let name = format!("{name}/, {} of its files", changed.len());
        entries.insert(entries.len() - 1, Entry { name, bytes });
        Ok(entries)
    })
}

/// Moves files from one folder to another: those of articles first, since others name these. Until the manifest
/// stands, the folder is marked: what was remembered of it is not true of all files.
fn place(from: &Path, to: &Path, files: &[File]) -> Result<()> {
    fs::write(to.join(UNFINISHED), "")?;
    let are_named = |file: &&File| matches!(file.0, Kind::Article | Kind::Cards);
    let (named, naming): (Vec<&File>, Vec<&File>) = files.iter().partition(are_named);
    for path in named.into_iter().chain(naming).map(|file| file.path()) {
        let place = to.join(&path);
        place.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::rename(from.join(&path), &place)
            .with_context(|| format!("can't put {path} in place"))?;
    }
    Ok(())
}

/// Takes away the files of articles that updates had added.
fn remove_beyond(folder: &Path, files: &Files<'_>) {
    for (kind, count) in
        [(Kind::Article, files.articles()), (Kind::Cards, files.articles().div_ceil(CARDS))]
    {
        let paths = (count..).map(|number| folder.join(File(kind, number).path()));
        let _ = paths.take_while(|path| fs::remove_file(path).is_ok()).count();
    }
}

/// Whether a run was interrupted while files of a catalog took their places.
pub fn is_unfinished(folder: &Path, parts: &Parts) -> bool {
    folder.join(&parts.folder).join(UNFINISHED).exists()
}

/// Writes those of some files that are not there yet, beside the files of a catalog that stay as they are,
/// and takes away what an interrupted run left. Returns what was written, with sizes.
///
/// # Errors
///
/// As for [`write`].
pub fn write_missing(folder: &Path, parts: &Parts, others: &[(&str, &[u8])]) -> Result<Vec<Entry>> {
    let others = missing(folder, others);
    in_folder(folder, || write_all(folder, &others))?;
    remove_old(folder, &parts.folder);
    Ok(others.iter().map(entry).collect())
}

/// Those of some files that are not in a folder with the same content.
fn missing<'a>(folder: &Path, files: &[(&'a str, &'a [u8])]) -> Vec<(&'a str, &'a [u8])> {
    let is_there = |name: &str, bytes| fs::read(folder.join(name)).is_ok_and(|old| old == bytes);
    files.iter().copied().filter(|(name, bytes)| !is_there(name, *bytes)).collect()
}

/// What tells a file's content: that of a catalog stands at its end.
fn fingerprint(File(kind, _): File, bytes: &[u8]) -> u64 {
    match bytes.last_chunk() {
        Some(checksum) if kind != Kind::Cards => u64::from_le_bytes(*checksum),
        _ => format::hash(bytes),
    }
}

/// A file of cards.
fn cards(cards: &[[&str; 3]]) -> Vec<u8> {
    serde_json::to_vec(cards).unwrap_or_default()
}

/// Makes a folder for some work, and takes it away again when it fails.
fn in_folder<T>(folder: &Path, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let is_new = !folder.exists();
    let made = fs::create_dir_all(folder).map_err(anyhow::Error::from);
    made.and_then(|()| work()).map_err(|error| {
        if is_new {
            // Only empty folders go this way, so nothing is lost.
            let _ = fs::remove_dir(folder);
        }
        error.context(format!("can't write to {}", folder.display()))
    })
}

/// Writes the last files and the manifest, and takes away what earlier runs left; `current` stays.
fn finish(
    folder: &Path,
    manifest: &Manifest,
    files: &[(&str, &[u8])],
    current: &str,
) -> Result<Vec<Entry>> {
    let mut manifest = serde_json::to_string(manifest)?;
    manifest.push('\n');
    let mut files = files.to_vec();
    files.push((MANIFEST, manifest.as_bytes()));
    write_all(folder, &missing(folder, &files))?;
    remove_old(folder, current);
    // In a catalog of one file there is none.
    let _ = fs::remove_file(folder.join(current).join(UNFINISHED));
    Ok(files.iter().map(entry).collect())
}

fn entry((name, bytes): &(&str, &[u8])) -> Entry {
    Entry { name: (*name).to_owned(), bytes: bytes.len() as u64 }
}

impl Manifest {
    fn of(articles: usize, languages: BTreeSet<&str>, weights: u32) -> Manifest {
        let owned = |word: &&str| (*word).to_owned();
        let headings = headings::of(languages.iter().copied()).into_iter();
        let dates = dates::of(languages).into_iter();
        Manifest {
            format: u32::from(format::VERSION),
            analyser: u32::from(text::VERSION),
            articles: articles as u32,
            weights,
            headings: headings
                .map(|(tag, words)| (tag.to_owned(), words.iter().map(owned).collect()))
                .collect(),
            dates: dates.map(|(tag, date)| (tag, date.to_owned())).collect(),
            files: Vec::new(),
            parts: None,
        }
    }
}

/// Writes everything beside its place first, and moves it there in the given order.
fn write_all(folder: &Path, files: &[(&str, &[u8])]) -> Result<()> {
    let staged: Vec<NamedTempFile> = files
        .iter()
        .map(|(_, bytes)| {
            let mut file = beside(folder)?;
            file.write_all(bytes)?;
            file.as_file().sync_all()?;
            Ok(file)
        })
        .collect::<Result<_>>()?;
    for (file, (name, _)) in staged.into_iter().zip(files) {
        file.persist(folder.join(name)).with_context(|| format!("can't put {name} in place"))?;
    }
    Ok(())
}

fn beside(folder: &Path) -> Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(STAGED);
    #[cfg(unix)]
    {
        // Temporary files are the owner's alone, but a web server has to read these. The umask applies.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    Ok(builder.tempfile_in(folder)?)
}

/// Temporary folders are the owner's alone, but a web server has to read this one.
#[cfg_attr(not(unix), expect(unused_variables))]
fn open_to_all(folder: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As the folders in it are, to which the umask applied.
        let mode = fs::metadata(folder.join(Kind::Near.name()))?.permissions().mode();
        fs::set_permissions(folder, fs::Permissions::from_mode(mode))?;
    }
    Ok(())
}

/// All that is in a folder, read before any of it is taken away: where the system is WASI, some would be
/// passed over.
fn entries(folder: &Path) -> Vec<fs::DirEntry> {
    fs::read_dir(folder).into_iter().flatten().flatten().collect()
}

/// Takes away catalogs of earlier runs, and what a run left that was interrupted. That something stays
/// behind is no reason to fail.
fn remove_old(folder: &Path, current: &str) {
    for entry in entries(folder) {
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| *name != current) else { continue };
        if is_file_name(name) || name.starts_with(STAGED) && entry.path().is_file() {
            let _ = fs::remove_file(entry.path());
        } else if is_folder_name(name) || name.starts_with(STAGED) {
            // As WASI passes some entries over, it takes several rounds there.
            let rounds = if cfg!(target_os = "wasi") { 100 } else { 1 };
            let _ = (0..rounds).any(|_| fs::remove_dir_all(entry.path()).is_ok());
        }
    }
}

/// The name of a catalog's file.
pub fn file_name(checksum: u64) -> String {
    format!("{PREFIX}{checksum:016x}.bin")
}

fn is_file_name(name: &str) -> bool {
    name.strip_suffix(".bin").is_some_and(is_folder_name)
}

fn is_folder_name(name: &str) -> bool {
    name.strip_prefix(PREFIX).is_some_and(|hex| {
        hex.len() == 16 && hex.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f'))
    })
}

/// A hash of the manifest that stands in a folder; `None` where none does.
pub fn manifest_hash(folder: &Path) -> Option<u64> {
    Some(snapshot::hash(&fs::read(folder.join(MANIFEST)).ok()?))
}

/// Reads the manifest of a catalog's folder.
///
/// # Errors
///
/// A folder without a manifest, and a manifest that can't be used.
pub fn manifest(folder: &Path) -> Result<Manifest> {
    let shown = folder.display();
    let text = match fs::read_to_string(folder.join(MANIFEST)) {
        Ok(text) => text,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            bail!(
                "{shown} holds no {MANIFEST}: make one with `also-like build SOURCE --out {shown}`"
            )
        }
        Err(error) => return Err(anyhow!(error).context(format!("can't read {shown}/{MANIFEST}"))),
    };
    let manifest: Manifest = serde_json::from_str(&text).map_err(|error| {
        anyhow!("{shown}/{MANIFEST} is not a catalog's manifest ({error}): build the catalog again")
    })?;
    // A name must not lead out of the folder.
    let names = match (manifest.files.as_slice(), &manifest.parts) {
        ([file], None) => is_file_name(&file.name),
        ([], Some(parts)) => is_folder_name(&parts.folder) && parts.near > 0 && parts.champions > 0,
        _ => false,
    };
    if !names {
        bail!("{shown}/{MANIFEST} names other files than a catalog's: build the catalog again");
    }
    Ok(manifest)
}

/// Reads the file that a manifest names.
///
/// # Errors
///
/// A file that is missing, unreadable or of another size than the manifest says.
pub fn file(folder: &Path, entry: &Entry) -> Result<Vec<u8>> {
    let path = folder.join(&entry.name);
    let shown = path.display();
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            bail!("{shown} is missing: build the catalog again")
        }
        Err(error) => return Err(anyhow!(error).context(format!("can't read {shown}"))),
    };
    if bytes.len() as u64 != entry.bytes {
        bail!(
            "{shown} has {} bytes, not the {} that {MANIFEST} says: build the catalog again",
            bytes.len(),
            entry.bytes
        );
    }
    Ok(bytes)
}
