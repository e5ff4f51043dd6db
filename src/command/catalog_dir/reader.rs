//! A catalog of one file or of many, read as a page reads it.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::document::UrlKey;
use crate::rank::{AnswerKind, RankOptions, Recommendation};
use crate::shards::constants::CARDS_PER_FILE;
use crate::shards::explore::explore;
use crate::shards::layout::{Shard, ShardKind};
use crate::{Catalog, Day, Page};
use anyhow::{Context, Result, anyhow, bail};

use super::manifest::{self, FileEntry, Manifest, ShardManifest};

/// The catalog of a folder.
pub struct CatalogReader {
    folder: PathBuf,
    manifest: Manifest,
    /// All of it, where it is one file.
    whole: Option<Catalog<Vec<u8>>>,
}

/// What is recommended for a page.
pub struct CardList {
    pub kind: AnswerKind,
    pub name: String,
    pub cards: Vec<OwnedCard>,
}

/// An article with what is shown of it.
pub struct OwnedCard {
    pub url: String,
    pub title: String,
    pub excerpt: String,
    pub image: String,
    pub lang: String,
    pub date: Option<Day>,
    pub related: Recommendation,
}

impl OwnedCard {
    fn new(shown: crate::Card<'_>, related: Recommendation) -> OwnedCard {
        OwnedCard {
            url: shown.url.to_owned(),
            title: shown.title.to_owned(),
            excerpt: shown.excerpt.to_owned(),
            image: shown.image.to_owned(),
            lang: shown.lang.to_owned(),
            date: shown.date,
            related,
        }
    }
}

impl CatalogReader {
    /// Opens a folder.
    ///
    /// # Errors
    ///
    /// A folder without a manifest; a catalog of one file that is missing or damaged.
    pub fn open(folder: &Path) -> Result<CatalogReader> {
        let manifest = manifest::read(folder)?;
        let open = |entry: &FileEntry| {
            let path = folder.join(&entry.name);
            Catalog::open(file(folder, entry)?).with_context(|| path.display().to_string())
        };
        let whole = manifest.files.first().map(open).transpose()?;
        Ok(CatalogReader { folder: folder.to_owned(), manifest, whole })
    }

    /// Its manifest.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// What to recommend under a page.
    ///
    /// # Errors
    ///
    /// Files that are missing or damaged.
    pub fn related(&self, page: &Page, options: &RankOptions) -> Result<CardList> {
        let options = &RankOptions { weights: self.manifest.weights.into(), ..*options };
        match (&self.manifest.shards, &self.whole) {
            (Some(shards), _) => self.among_shards(shards, page, options),
            (None, Some(catalog)) => answer(catalog, page, options),
            (None, None) => Err(anyhow!("the manifest names no file")),
        }
    }

    fn among_shards(
        &self,
        shards: &ShardManifest,
        page: &Page,
        options: &RankOptions,
    ) -> Result<CardList> {
        let key = UrlKey::new(&page.url);
        let own = self.shard(
            shards,
            Shard(ShardKind::Neighbourhoods, (key.hash() % shards.neighbourhoods) as usize),
        )?;
        let mut all = if !page.url.is_empty() && own.find(&key).is_some() {
            answer(&own, page, options)?
        } else {
            self.explored(shards, page, options)?
        };
        // Articles that the page pins are in the neighbourhood shards of their own addresses.
        let mut cards = Vec::new();
        for address in &page.pins {
            let number = UrlKey::new(address).hash() % shards.neighbourhoods;
            let file = self.shard(shards, Shard(ShardKind::Neighbourhoods, number as usize))?;
            let pinned = answer(&file, page, options)?.cards.into_iter();
            cards.extend(pinned.filter(|card| card.related.pinned));
        }
        cards.append(&mut all.cards);
        for card in cards {
            let is_new = all.cards.iter().all(|other| other.url != card.url);
            if is_new && all.cards.len() < options.limit {
                all.cards.push(card);
            }
        }
        Ok(all)
    }

    /// The answer for a page that is no article.
    fn explored(
        &self,
        shards: &ShardManifest,
        page: &Page,
        options: &RankOptions,
    ) -> Result<CardList> {
        let fetch = |file| self.read(shards, file);
        let explored = explore(page, options, shards.champions as usize, fetch)?;
        let mut cards = Vec::new();
        for (number, related) in explored.recommendations {
            let found = explored.visited.get(&number).and_then(|one| one.card(related.article));
            let shown = self.read(shards, Shard(ShardKind::Cards, number / CARDS_PER_FILE))?;
            let shown: Vec<[String; 3]> = serde_json::from_slice(&shown)?;
            let shown = shown.into_iter().nth(number % CARDS_PER_FILE);
            let (card, [title, excerpt, image]) =
                found.zip(shown).context("an article has no card")?;
            cards.push(OwnedCard { title, excerpt, image, ..OwnedCard::new(card, related) });
        }
        if cards.is_empty() {
            let latest = self.shard(shards, Shard(ShardKind::Latest, 0))?;
            return answer(&latest, page, options);
        }
        Ok(CardList { kind: AnswerKind::Related, name: String::new(), cards })
    }

    fn shard(&self, shards: &ShardManifest, file: Shard) -> Result<Catalog<Vec<u8>>> {
        let path = self.folder.join(shards.path(file));
        Catalog::open(self.read(shards, file)?).with_context(|| path.display().to_string())
    }

    fn read(&self, shards: &ShardManifest, file: Shard) -> Result<Vec<u8>> {
        let path = self.folder.join(shards.path(file));
        let missing = || format!("can't read {}: build the catalog again", path.display());
        fs::read(&path).with_context(missing)
    }
}

fn answer<D: AsRef<[u8]>>(
    catalog: &Catalog<D>,
    page: &Page,
    options: &RankOptions,
) -> Result<CardList> {
    let found = catalog.related(page, options)?;
    let cards = found
        .recommendations
        .into_iter()
        .filter_map(|related| Some(OwnedCard::new(catalog.card(related.article)?, related)));
    Ok(CardList { kind: found.kind, name: found.name, cards: cards.collect() })
}

/// Reads the file that a manifest names.
///
/// # Errors
///
/// A file that is missing, unreadable or of another size than the manifest declares.
pub fn file(folder: &Path, entry: &FileEntry) -> Result<Vec<u8>> {
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
            "{shown} has {} bytes instead of the {} in {}: build the catalog again",
            bytes.len(),
            entry.bytes,
            manifest::FILE
        );
    }
    Ok(bytes)
}
