//! The manifest of a catalog, with the names of its files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Result, anyhow, bail};
use serde::{Deserialize, Serialize};

use crate::catalog::format;
use crate::document::headline::SiteNames;
use crate::l10n::{dates, headings};
use crate::shards::layout::Shard;
use crate::shards::snapshot;
use crate::{RankWeights, text};

/// Its file in the folder of the catalog.
pub const FILE: &str = "catalog.json";

/// What names of files and folders of catalogs begin with.
const PREFIX: &str = "catalog-";

/// The content of `catalog.json`.
#[derive(Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the binary format.
    pub format: u32,
    /// Version of the analyser.
    pub analyser: u32,
    /// Number of articles.
    pub articles: u32,
    /// What the factors of a score weigh, where not as by default.
    #[serde(default, skip_serializing_if = "is_default")]
    pub weights: Weights,
    /// The box's headings in the languages of the articles, except English, which the widget has.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headings: BTreeMap<String, Vec<String>>,
    /// How dates are written in these languages and in English: see [`crate::l10n::dates`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub dates: BTreeMap<String, String>,
    /// What the names of the site's pages have in common, for pages outside of the catalog.
    #[serde(default, skip_serializing_if = "is_default")]
    pub names: SiteNames,
    /// The file with the whole catalog, where one is enough.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileEntry>,
    /// Where the files are, when there are many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shards: Option<ShardManifest>,
}

/// Where the shards of a large site's catalog are. Each is in `folder`, at [`Shard::path`].
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ShardManifest {
    pub folder: String,
    /// How many neighbourhood files there are.
    pub neighbourhoods: u32,
    /// How many files of champion lists there are.
    pub champions: u32,
    /// How many files of articles there are, those of removed articles included.
    pub articles: u32,
    /// How often files were rewritten in this folder. Readers request them with this number after
    /// a `?`, so that no cache serves an earlier version.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub run: u32,
}

/// What the factors of a score weigh; `None` is the default.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Weights {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dates: Option<f32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taxonomy: Option<f32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diversity: Option<f32>,
}

/// No more names of a kind, and no longer ones, in bytes: every reader loads the manifest.
const MOST_NAMES: usize = 8;
const LONGEST_NAME: usize = 80;

/// The names of a site that its manifest has.
fn few(names: &SiteNames) -> SiteNames {
    let few = |all: &[String]| {
        let short = all.iter().filter(|name| name.len() <= LONGEST_NAME);
        short.take(MOST_NAMES).cloned().collect()
    };
    SiteNames { ends: few(&names.ends), starts: few(&names.starts), shared: few(&names.shared) }
}

/// What a manifest says of a site beside its articles and files.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    pub weights: RankWeights,
    pub names: &'a SiteNames,
}

impl From<RankWeights> for Weights {
    fn from(weights: RankWeights) -> Weights {
        let usual = RankWeights::DEFAULT;
        let other = |weight: f32, usual: f32| (weight != usual).then_some(weight);
        Weights {
            dates: other(weights.dates, usual.dates),
            taxonomy: other(weights.taxonomy, usual.taxonomy),
            diversity: other(weights.diversity, usual.diversity),
        }
    }
}

impl From<Weights> for RankWeights {
    fn from(weights: Weights) -> RankWeights {
        let usual = RankWeights::DEFAULT;
        RankWeights {
            dates: weights.dates.unwrap_or(usual.dates),
            taxonomy: weights.taxonomy.unwrap_or(usual.taxonomy),
            diversity: weights.diversity.unwrap_or(usual.diversity),
            ..usual
        }
    }
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl ShardManifest {
    /// Where a file is in the folder of the catalog.
    pub fn path(&self, file: Shard) -> String {
        format!("{}/{}", self.folder, file.path())
    }
}

/// A file of a catalog.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FileEntry {
    pub name: String,
    pub bytes: u64,
}

impl Manifest {
    pub(super) fn new(articles: usize, languages: BTreeSet<&str>, about: About<'_>) -> Manifest {
        let owned = |word: &&str| (*word).to_owned();
        let headings = headings::for_languages(languages.iter().copied()).into_iter();
        let dates = dates::for_languages(languages).into_iter();
        Manifest {
            format: u32::from(format::VERSION),
            analyser: u32::from(text::VERSION),
            articles: articles as u32,
            weights: about.weights.into(),
            headings: headings
                .map(|(tag, words)| (tag.to_owned(), words.iter().map(owned).collect()))
                .collect(),
            dates: dates.map(|(tag, date)| (tag, date.to_owned())).collect(),
            names: few(about.names),
            files: Vec::new(),
            shards: None,
        }
    }
}

/// The name of the folder of a catalog of many files.
pub(super) fn folder_name(checksum: u64) -> String {
    format!("{PREFIX}{checksum:016x}")
}

/// The name of a catalog's file.
pub fn file_name(checksum: u64) -> String {
    format!("{PREFIX}{checksum:016x}.bin")
}

pub(super) fn is_file_name(name: &str) -> bool {
    name.strip_suffix(".bin").is_some_and(is_folder_name)
}

pub(super) fn is_folder_name(name: &str) -> bool {
    name.strip_prefix(PREFIX).is_some_and(|hex| {
        hex.len() == 16 && hex.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f'))
    })
}

/// A hash of the manifest in a folder; `None` where there is none.
pub fn hash(folder: &Path) -> Option<u64> {
    Some(snapshot::hash(&fs::read(folder.join(FILE)).ok()?))
}

/// Reads the manifest of a catalog's folder.
///
/// # Errors
///
/// A folder without a manifest, and a manifest that can't be used.
pub fn read(folder: &Path) -> Result<Manifest> {
    let shown = folder.display();
    let text = match fs::read_to_string(folder.join(FILE)) {
        Ok(text) => text,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            bail!("{shown} holds no {FILE}: make one with `also-like build SOURCE --out {shown}`")
        }
        Err(error) => return Err(anyhow!(error).context(format!("can't read {shown}/{FILE}"))),
    };
    let manifest: Manifest = serde_json::from_str(&text).map_err(|error| {
        anyhow!("{shown}/{FILE} is not a catalog's manifest ({error}): build the catalog again")
    })?;
    // A name must not lead out of the folder.
    let names = match (manifest.files.as_slice(), &manifest.shards) {
        ([file], None) => is_file_name(&file.name),
        ([], Some(shards)) => {
            is_folder_name(&shards.folder) && shards.neighbourhoods > 0 && shards.champions > 0
        }
        _ => false,
    };
    if !names {
        bail!("{shown}/{FILE} names other files than a catalog's: build the catalog again");
    }
    Ok(manifest)
}
