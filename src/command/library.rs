//! A catalog of one file or of many, read as a page reads it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::document::UrlKey;
use crate::rank::{AnswerKind, RankOptions as Options, Recommendation as Related};
use crate::shards::explore::explore;
use crate::shards::layout::{CARDS, File, Kind};
use crate::{Catalog, Day, Page, RankWeights};
use anyhow::{Context, Result, anyhow};

use crate::command::store::{self, Entry, Manifest, Parts};

/// The catalog of a folder.
pub struct Library {
    folder: PathBuf,
    manifest: Manifest,
    /// All of it, where it is one file.
    whole: Option<Catalog<Vec<u8>>>,
}

/// What is recommended for a page.
pub struct Answer {
    pub kind: AnswerKind,
    pub name: String,
    pub cards: Vec<Card>,
}

/// An article with what is shown of it.
pub struct Card {
    pub url: String,
    pub title: String,
    pub excerpt: String,
    pub image: String,
    pub lang: String,
    pub date: Option<Day>,
    pub related: Related,
}

impl Card {
    fn of(shown: crate::Card<'_>, related: Related) -> Card {
        Card {
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

impl Library {
    /// Opens a folder.
    ///
    /// # Errors
    ///
    /// A folder without a manifest; a catalog of one file that is missing or damaged.
    pub fn open(folder: &Path) -> Result<Library> {
        let manifest = store::manifest(folder)?;
        let open = |entry: &Entry| {
            let path = folder.join(&entry.name);
            Catalog::open(store::file(folder, entry)?).with_context(|| path.display().to_string())
        };
        let whole = manifest.files.first().map(open).transpose()?;
        Ok(Library { folder: folder.to_owned(), manifest, whole })
    }

    /// What its manifest says.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// What to recommend under a page.
    ///
    /// # Errors
    ///
    /// Files that are missing or damaged.
    pub fn related(&self, page: &Page, options: &Options) -> Result<Answer> {
        let options =
            &Options { weights: RankWeights::weighted(self.manifest.weights), ..*options };
        match (&self.manifest.parts, &self.whole) {
            (Some(parts), _) => self.among_parts(parts, page, options),
            (None, Some(catalog)) => answer(catalog, page, options),
            (None, None) => Err(anyhow!("the manifest names no file")),
        }
    }

    fn among_parts(&self, parts: &Parts, page: &Page, options: &Options) -> Result<Answer> {
        let key = UrlKey::new(&page.url);
        let own = self.part(parts, File(Kind::Near, (key.hash() % parts.near) as usize))?;
        let mut all = if !page.url.is_empty() && own.find(&key).is_some() {
            answer(&own, page, options)?
        } else {
            self.explored(parts, page, options)?
        };
        // What the page itself pins may stand in the file of no neighbourhood of its own.
        let mut cards = Vec::new();
        for address in &page.pins {
            let number = UrlKey::new(address).hash() % parts.near;
            let file = self.part(parts, File(Kind::Near, number as usize))?;
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
    fn explored(&self, parts: &Parts, page: &Page, options: &Options) -> Result<Answer> {
        let fetch = |file| self.read(parts, file);
        let explored = explore(page, options, parts.champions as usize, fetch)?;
        let mut cards = Vec::new();
        for (number, related) in explored.found {
            let found = explored.read.get(&number).and_then(|one| one.card(related.article));
            let shown = self.read(parts, File(Kind::Cards, number / CARDS))?;
            let shown: Vec<[String; 3]> = serde_json::from_slice(&shown)?;
            let shown = shown.into_iter().nth(number % CARDS);
            let (card, [title, excerpt, image]) =
                found.zip(shown).context("an article has no card")?;
            cards.push(Card { title, excerpt, image, ..Card::of(card, related) });
        }
        if cards.is_empty() {
            let latest = self.part(parts, File(Kind::Latest, 0))?;
            return answer(&latest, page, options);
        }
        Ok(Answer { kind: AnswerKind::Related, name: String::new(), cards })
    }

    fn part(&self, parts: &Parts, file: File) -> Result<Catalog<Vec<u8>>> {
        let path = self.folder.join(parts.path(file));
        Catalog::open(self.read(parts, file)?).with_context(|| path.display().to_string())
    }

    fn read(&self, parts: &Parts, file: File) -> Result<Vec<u8>> {
        let path = self.folder.join(parts.path(file));
        let missing = || format!("can't read {}: build the catalog again", path.display());
        fs::read(&path).with_context(missing)
    }
}

fn answer<D: AsRef<[u8]>>(catalog: &Catalog<D>, page: &Page, options: &Options) -> Result<Answer> {
    let found = catalog.related(page, options)?;
    let cards = found
        .recommendations
        .into_iter()
        .filter_map(|related| Some(Card::of(catalog.card(related.article)?, related)));
    Ok(Answer { kind: found.kind, name: found.name, cards: cards.collect() })
}
