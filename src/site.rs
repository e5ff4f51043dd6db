//! The articles of a site, weighed and compared with each other: what every file of a catalog is
//! written from.

use std::collections::HashMap;

use crate::builder::Options;
use crate::error::Error;
use crate::format::{Entry, NEVER, NO_DAY, NO_LANGUAGE, SKETCH};
use crate::known::Known;
use crate::language;
use crate::link::Key;
use crate::nearest::{self, Nearest};
use crate::parallel;
use crate::prepared::Prepared;
use crate::search::{Limits, Search};
use crate::text::Feature;
use crate::vector::{from_steps, norm};
use crate::weights::{Keeping, Weights, keep_best, label_weights};

/// A site, known as a whole.
#[derive(Debug)]
pub(crate) struct Site {
    /// By ascending address, each address once. An article's place is its number.
    pub articles: Vec<Prepared>,
    /// The keys of their languages, by ascending bytes. A key's place is its number.
    pub languages: Vec<Vec<u8>>,
    /// What words and pairs weigh.
    weights: Weights,
    /// What the articles share.
    known: Vec<Known>,
    /// What labels weigh, in steps.
    pub labels: HashMap<Feature, u32>,
    /// What ranks each article; where its card lies is known to its file only.
    pub entries: Vec<Entry>,
    /// What surrounds each article.
    pub nearest: Vec<Nearest>,
}

impl Site {
    /// Weighs articles and finds what is near to each.
    ///
    /// # Errors
    /// More than 2³² − 1 articles.
    pub fn of(mut articles: Vec<Prepared>, options: &Options) -> Result<Site, Error> {
        articles.sort_unstable();
        articles.dedup_by(|next, kept| next.url == kept.url);
        u32::try_from(articles.len()).map_err(|_| Error::too_large("articles"))?;
        let Options { features_per_article, signals } = options;
        let languages = languages(&articles);
        let threads = parallel::threads();
        let sketches: Vec<[u16; SKETCH]> =
            articles.iter().map(|article| sketch(article.terms.features())).collect();
        let weights = Weights::of(&articles, signals, threads);
        let keep = |article: &mut Prepared, keeping: &mut Keeping| {
            let terms = std::mem::take(&mut article.terms);
            keep_best(&terms, &weights, *features_per_article, keeping)
        };
        let kept = parallel::map_mut(threads, &mut articles, keep);
        let (mut known, lengths): (Vec<Known>, Vec<f32>) = kept.into_iter().unzip();
        let search = Search::new(&known, &lengths, &weights, Limits::default(), threads);
        let found = search.all(&|_| ());
        drop(search);
        let nearest = nearest::of_all(&known, found);
        known.iter_mut().for_each(Known::forget_others);
        let labels = label_weights(&articles);
        let rows = articles.iter().zip(&lengths).zip(&nearest).zip(sketches);
        let entries = rows.map(|(((article, &length), near), sketch)| {
            let known = article.labels.iter().filter_map(|label| labels.get(label));
            Entry {
                length,
                filing: norm(known.map(|steps| from_steps(*steps))),
                day: article.day.map_or(NO_DAY, |day| day.0),
                expires: article.expires.map_or(NEVER, |day| day.0),
                card: 0,
                address: Key::of(&article.url).hash(),
                density: (near.density * f32::from(u16::MAX)) as u16,
                language: number_of(&languages, &article.lang),
                pinned: u8::from(article.pinned),
                sketch,
            }
        });
        let entries = entries.collect();
        Ok(Site { languages, weights, known, labels, entries, nearest, articles })
    }
}

impl Site {
    /// The features that the catalog keeps of an article with their counts, by ascending feature.
    pub fn kept(&self, number: u32) -> impl Iterator<Item = (Feature, u32)> {
        let kept = self.known[number as usize].kept();
        kept.map(|(place, count)| (self.weights.feature(place), count.into()))
    }

    /// What a feature or a label weighs, as it is stored; 0 for an unknown one.
    pub fn steps(&self, feature: Feature) -> u32 {
        let found = self.weights.place(feature).map(|place| self.weights.steps(place));
        found.or_else(|| self.labels.get(&feature).copied()).unwrap_or_default()
    }
}

/// The languages of a site in a fixed order, as many as have numbers.
fn languages(articles: &[Prepared]) -> Vec<Vec<u8>> {
    let mut keys: Vec<Vec<u8>> =
        articles.iter().map(|article| language::key(&article.lang)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.retain(|key| !key.is_empty());
    keys.truncate(NO_LANGUAGE.into());
    keys
}

fn number_of(languages: &[Vec<u8>], tag: &str) -> u8 {
    let place = languages.binary_search(&language::key(tag)).ok();
    place.map_or(NO_LANGUAGE, |place| place as u8)
}

/// See [`Entry::sketch`]. A short article has the same places several times.
fn sketch(ascending: &[Feature]) -> [u16; SKETCH] {
    let mut lowest = ascending.iter().take(SKETCH).cycle();
    [(); SKETCH].map(|()| lowest.next().map_or(0, |feature| feature.place() as u16))
}
