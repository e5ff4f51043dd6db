//! Any bytes as the manifest of a catalog that is there, read as the command reads it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path};
use std::sync::LazyLock;

use also_like::command::catalog_dir::manifest::{self, About, Manifest};
use also_like::command::catalog_dir::reader::{self, CatalogReader};
use also_like::command::catalog_dir::writer;
use also_like::command::cmd::inspect::shards;
use also_like::document::headline::SiteNames;
use also_like::shards::layout::{Shard, ShardKind, Shards};
use also_like::{Catalog, Page, RankOptions, RankWeights};
use libfuzzer_sys::fuzzer_mutate;
use tempfile::TempDir;

use crate::site::{articles, site};

const MANIFEST: &str = "catalog.json";

/// A folder with a catalog of one file and one of many, and their manifests.
struct Folder {
    root: TempDir,
    manifests: Vec<Vec<u8>>,
}

static FOLDER: LazyLock<Folder> = LazyLock::new(|| {
    let root = TempDir::new().expect("a folder for temporary files");
    let site = site();
    let bytes = site.whole().expect("it is small");
    let catalog = Catalog::open(&bytes[..]).expect("it was just written");
    let about = About { weights: RankWeights::DEFAULT, names: &SiteNames::default() };
    // What is written takes away what was there before: so each goes elsewhere first.
    let (one, many) = (root.path().join("one"), root.path().join("many"));
    writer::write(&one, &catalog, &bytes, about, &[]).expect("it can be written");
    writer::write_shards(&many, &site, &Shards::new(&site), about, &[], &|| ())
        .expect("it can be written");
    let mut manifests = Vec::new();
    for folder in [one, many] {
        let whole = manifest::read(&folder).expect("it was just written");
        // The words of all languages would hide the rest.
        let bare = Manifest { headings: BTreeMap::new(), dates: BTreeMap::new(), ..whole };
        manifests.push(serde_json::to_vec(&bare).expect("it was read of JSON"));
        for entry in fs::read_dir(folder).expect("it was just made").flatten() {
            let place = root.path().join(entry.file_name());
            fs::rename(entry.path(), place).expect("they are on one disk");
        }
    }
    Folder { root, manifests }
});

/// Puts a manifest into the folder and does what the command does with it.
pub fn run(data: &[u8]) {
    let folder = FOLDER.root.path();
    fs::write(folder.join(MANIFEST), data).expect("it can be written");
    let Ok(manifest) = manifest::read(folder) else { return };
    let text = serde_json::to_string(&manifest).expect("it was read of JSON");
    assert!(serde_json::from_str::<Manifest>(&text).is_ok(), "{text}");
    if let Some(shards) = &manifest.shards {
        for kind in ShardKind::ALL {
            let path = shards.path(Shard(kind, 0));
            let is_inside = |part| matches!(part, Component::Normal(_));
            assert!(Path::new(&path).components().all(is_inside), "{path}");
        }
        let _ = shards::inspect(folder, shards);
    }
    for entry in &manifest.files {
        let _ = reader::file(folder, entry);
    }
    // A catalog of one file is read at once.
    let Ok(reader) = CatalogReader::open(folder) else { return };
    // An article with pins, and a page that is none.
    let own = Page::from(&articles()[2]);
    let other = Page { url: String::new(), ..own.clone() };
    for page in [own, other] {
        let _ = reader.related(&page, &RankOptions::default());
    }
}

/// Changes a manifest, at first one that was written.
pub fn mutate(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let made = &FOLDER.manifests[seed as usize % FOLDER.manifests.len()];
    if size < 16 && made.len() <= max_size {
        data[..made.len()].copy_from_slice(made);
        return fuzzer_mutate(data, made.len(), max_size);
    }
    fuzzer_mutate(data, size, max_size)
}
