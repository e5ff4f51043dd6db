//! The folder that holds a catalog: a manifest and the files that it names.
//!
//! The catalog's file never changes once it is there, its name tells its content, and the manifest
//! comes last: a page that loads while the folder is written gets the old catalog or the new one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;

use also_like::{Catalog, format, headings, text};
use anyhow::{Context, Result, anyhow, bail};
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

const MANIFEST: &str = "catalog.json";

/// What `catalog.json` says.
#[derive(Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the binary format.
    pub format: u32,
    /// Version of the analyser.
    pub analyser: u32,
    /// Number of articles.
    pub articles: u32,
    /// The box's headings in the languages of the articles, but for English, which the widget brings.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headings: BTreeMap<String, Vec<String>>,
    /// The catalog's files.
    pub files: Vec<Entry>,
}

/// A file of a catalog.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Entry {
    pub name: String,
    pub bytes: u64,
}

/// Writes a catalog and whatever goes with it; all of it or nothing. Returns all files with their sizes.
///
/// # Errors
///
/// A folder that can't be made or written to.
pub fn write(
    folder: &Path,
    catalog: &Catalog<&[u8]>,
    bytes: &[u8],
    others: &[(&str, &[u8])],
) -> Result<Vec<Entry>> {
    let is_new = !folder.exists();
    let written = || -> Result<Vec<Entry>> {
        fs::create_dir_all(folder)?;
        let name = file_name(catalog.checksum());
        let manifest = Manifest {
            format: u32::from(format::VERSION),
            analyser: u32::from(text::VERSION),
            articles: catalog.len() as u32,
            headings: headings_of(catalog),
            files: vec![Entry { name: name.clone(), bytes: bytes.len() as u64 }],
        };
        let mut manifest = serde_json::to_string(&manifest)?;
        manifest.push('\n');
        let mut files = others.to_vec();
        files.push((&name, bytes));
        files.push((MANIFEST, manifest.as_bytes()));
        write_all(folder, &files)?;
        remove_old(folder, &name);
        let entry = |(name, bytes): &(&str, &[u8])| Entry {
            name: (*name).to_owned(),
            bytes: bytes.len() as u64,
        };
        Ok(files.iter().map(entry).collect())
    };
    written().map_err(|error| {
        if is_new {
            // Only empty folders go this way, so nothing is lost.
            let _ = fs::remove_dir(folder);
        }
        error.context(format!("can't write to {}", folder.display()))
    })
}

fn headings_of(catalog: &Catalog<&[u8]>) -> BTreeMap<String, Vec<String>> {
    let cards = (0..catalog.len() as u32).filter_map(|article| catalog.card(article));
    let languages: BTreeSet<&str> = cards.map(|card| card.lang).collect();
    let owned = |word: &&str| (*word).to_owned();
    headings::of(languages)
        .into_iter()
        .map(|(tag, words)| (tag.to_owned(), words.iter().map(owned).collect()))
        .collect()
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
    builder.prefix(".also-like-");
    #[cfg(unix)]
    {
        // Temporary files are the owner's alone, but a web server has to read these. The umask applies.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    Ok(builder.tempfile_in(folder)?)
}

/// Takes away catalogs of earlier runs. That one stays behind is no reason to fail.
fn remove_old(folder: &Path, current: &str) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if name.to_str().is_some_and(|name| is_file_name(name) && name != current) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The name of a catalog's file.
pub fn file_name(checksum: u64) -> String {
    format!("catalog-{checksum:016x}.bin")
}

fn is_file_name(name: &str) -> bool {
    let hex = name.strip_prefix("catalog-").and_then(|name| name.strip_suffix(".bin"));
    hex.is_some_and(|hex| {
        hex.len() == 16 && hex.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f'))
    })
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
    // One file is what this format knows, and a name must not lead out of the folder.
    match manifest.files.as_slice() {
        [file] if is_file_name(&file.name) => Ok(manifest),
        _ => {
            bail!("{shown}/{MANIFEST} names other files than one catalog: build the catalog again")
        }
    }
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

/// Opens the catalog of a folder.
///
/// # Errors
///
/// As for [`manifest()`] and [`file()`], and a file that the engine refuses.
pub fn open(folder: &Path) -> Result<Catalog<Vec<u8>>> {
    let manifest = manifest(folder)?;
    let entry = &manifest.files[0];
    let bytes = file(folder, entry)?;
    Catalog::open(bytes).with_context(|| folder.join(&entry.name).display().to_string())
}
