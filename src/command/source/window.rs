//! Pages of a site that are seen together: those that are parts or lists of others are no articles,
//! and what three cards would show is shown by none.

use std::collections::{HashMap, HashSet};

use anyhow::Result;

use super::parts;
use crate::command::outcome::{CardChoices, Outcome, Record, SourceArticle};
use crate::shards::snapshot;

/// So many pages are held back.
const MOST: usize = 16_384;

/// So many cards with the same picture or excerpt are too many.
const TOO_MANY: usize = 3;

/// How often cards show something, by its hash.
type Counts = HashMap<u64, usize>;

/// Pages that are held back until they can be compared.
pub struct Window<'a> {
    /// The pages, each with its place among all.
    held: Vec<(usize, Record)>,
    excerpts: Counts,
    pictures: Counts,
    /// Reads a page anew.
    again: &'a dyn Fn(usize) -> Outcome,
    take: &'a mut dyn FnMut(Record) -> Result<()>,
}

impl<'a> Window<'a> {
    pub fn new(
        again: &'a dyn Fn(usize) -> Outcome,
        take: &'a mut dyn FnMut(Record) -> Result<()>,
    ) -> Window<'a> {
        let (excerpts, pictures) = (Counts::new(), Counts::new());
        Window { held: Vec::new(), excerpts, pictures, again, take }
    }

    /// Holds a page back, or hands over all that were held.
    ///
    /// # Errors
    ///
    /// Those of `take`.
    pub fn push(&mut self, index: usize, record: Record) -> Result<()> {
        self.held.push((index, record));
        if self.held.len() >= MOST { self.finish() } else { Ok(()) }
    }

    /// Hands over all pages.
    ///
    /// # Errors
    ///
    /// Those of `take`.
    pub fn finish(&mut self) -> Result<()> {
        let mut held = std::mem::take(&mut self.held);
        for (at, reason) in parts::not_articles(&articles(&held)) {
            if let Some((_, record)) = held.get_mut(at) {
                // It depends on other pages, and is decided again.
                record.hash = 0;
                record.outcome = Outcome::Skipped(reason);
            }
        }
        let excerpts = chosen(&articles(&held), &mut self.excerpts, &|choices| &choices.excerpts);
        let pictures = chosen(&articles(&held), &mut self.pictures, &|choices| &choices.pictures);
        for (at, (index, mut record)) in held.into_iter().enumerate() {
            if let (Some(&excerpt), Some(&picture)) = (excerpts.get(&at), pictures.get(&at)) {
                self.show(index, &mut record, [excerpt, picture]);
            }
            (self.take)(record)?;
        }
        Ok(())
    }

    /// Shows an excerpt and a picture on a card, by their places among its choices.
    fn show(&self, index: usize, record: &mut Record, shown: [usize; 2]) {
        let Outcome::Article(article) = &mut record.outcome else { return };
        if article.choices.shown == shown {
            return;
        }
        if article.prepared.is_none() {
            // The last build showed something else on it.
            match (self.again)(index) {
                Outcome::Article(read) => *article = read,
                _ => return,
            }
        }
        change(article, shown);
    }
}

fn change(article: &mut SourceArticle, [excerpt, picture]: [usize; 2]) {
    let choices = &mut article.choices;
    let Some(prepared) = &mut article.prepared else { return };
    if choices.shown[0] != excerpt {
        prepared.show(choices.excerpts.get(excerpt).map_or("", String::as_str));
    }
    if choices.shown[1] != picture {
        prepared.image = choices.pictures.get(picture).cloned().unwrap_or_default();
    }
    choices.shown = [excerpt, picture];
    article.content = snapshot::hash(prepared);
}

/// The articles among the pages, with their places.
fn articles(held: &[(usize, Record)]) -> Vec<(usize, &SourceArticle)> {
    let all = held.iter().enumerate();
    all.filter_map(|(at, (_, record))| match &record.outcome {
        Outcome::Article(article) => Some((at, &**article)),
        _ => None,
    })
    .collect()
}

/// What each card shows: the first of its choices that fewer than three cards show, else nothing.
fn chosen(
    articles: &[(usize, &SourceArticle)],
    counts: &mut Counts,
    choices: &dyn Fn(&CardChoices) -> &Vec<String>,
) -> HashMap<usize, usize> {
    // Cards show the beginning.
    let key = |text: &String| {
        let beginning: String = text.split_whitespace().flat_map(str::chars).take(140).collect();
        snapshot::hash(&beginning)
    };
    let mut shown: HashMap<usize, usize> = articles.iter().map(|(at, _)| (*at, 0)).collect();
    let before = counts.clone();
    loop {
        let mut now = before.clone();
        let mut seen = HashSet::new();
        for (at, article) in articles {
            let place = shown.get(at).copied().unwrap_or(0);
            // A page that is there twice has one card.
            if let Some(text) = choices(&article.choices).get(place)
                && seen.insert(article.url.as_str())
            {
                *now.entry(key(text)).or_default() += 1;
            }
        }
        let mut is_done = true;
        for (at, article) in articles {
            let Some(place) = shown.get_mut(at) else { continue };
            let text = choices(&article.choices).get(*place);
            if text.is_some_and(|text| now.get(&key(text)).is_some_and(|&count| count >= TOO_MANY))
            {
                *place += 1;
                is_done = false;
            }
        }
        if is_done {
            *counts = now;
            return shown;
        }
    }
}
