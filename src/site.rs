//! The articles of a site, weighed and compared with each other: what every file of a catalog is
//! written from.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::builder::Options;
use crate::error::Error;
use crate::format::{Entry, NEVER, NO_DAY, NO_LANGUAGE, SKETCH};
use crate::language;
use crate::link::Key;
use crate::nearest::{self, Nearest};
use crate::part::Part;
use crate::prepared::Prepared;
use crate::text::Feature;
use crate::vector::{Counts, from_steps, norm, tf};
use crate::weights::{Kept, Weight, keep_best, label_weights, length, weigh, weights};

/// A site's articles, known as a whole.
#[derive(Debug)]
pub struct Site {
    /// By ascending address, each address once. An article's place is its number.
    pub(crate) articles: Vec<Prepared>,
    /// The keys of their languages, by ascending bytes. A key's place is its number.
    pub(crate) languages: Vec<Vec<u8>>,
    /// What words and pairs weigh.
    pub(crate) weights: HashMap<Feature, Weight>,
    /// What labels weigh, in steps.
    pub(crate) labels: HashMap<Feature, u32>,
    /// What is kept of each article, by ascending feature.
    pub(crate) vectors: Vec<Vec<Kept>>,
    /// What ranks each article; where its card lies is known to its file only.
    pub(crate) entries: Vec<Entry>,
    /// What surrounds each article.
    pub(crate) nearest: Vec<Nearest>,
    /// [`Entry::mean_square`] of each article.
    pub(crate) squares: Vec<f32>,
}

impl Site {
    /// Weighs articles and finds what is near to each.
    ///
    /// # Errors
    /// More than 2³² − 1 articles.
    pub(crate) fn of(mut articles: Vec<Prepared>, options: &Options) -> Result<Site, Error> {
        articles.sort_unstable();
        articles.dedup_by(|next, kept| next.url == kept.url);
        u32::try_from(articles.len()).map_err(|_| Error::too_large("articles"))?;
        let Options { features_per_article, signals } = options;
        let languages = languages(&articles);
        let weights = weights(&articles, signals);
        let vectors = articles.iter().map(|article| {
            let mut kept = weigh(article.counts(), &weights);
            if let Some(limit) = features_per_article {
                keep_best(&mut kept, *limit as usize);
            }
            // In one order, so that a length has the same bits whatever it was cut from.
            kept.sort_unstable_by_key(|feature| feature.feature);
            kept
        });
        let vectors: Vec<Vec<Kept>> = vectors.collect();
        let known = vectors.iter().flatten().map(|kept| kept.feature).collect();
        let squares =
            articles.iter().map(|article| mean_square(article.counts(), &weights, &known));
        let squares = squares.collect();
        let lengths: Vec<f32> = vectors.iter().map(|vector| length(vector)).collect();
        let nearest = nearest::of_all(&articles, &vectors, &lengths, &weights);
        let labels = label_weights(&articles);
        let rows = articles.iter().zip(&lengths).zip(&nearest);
        let entries = rows.map(|((article, &length), near)| {
            let known = article.labels.iter().filter_map(|label| labels.get(label));
            Entry {
                length,
                filing: norm(known.map(|steps| from_steps(*steps))),
                day: article.day.map_or(NO_DAY, |day| day.0),
                expires: article.expires.map_or(NEVER, |day| day.0),
                card: 0,
                mean_square: 0.0,
                address: Key::of(&article.url).hash(),
                density: (near.density * f32::from(u16::MAX)) as u16,
                language: number_of(&languages, &article.lang),
                pinned: u8::from(article.pinned),
                sketch: sketch(article.counts()),
            }
        });
        let entries = entries.collect();
        Ok(Site { languages, weights, labels, vectors, entries, nearest, squares, articles })
    }
}

impl Site {
    /// How many articles it has.
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// The languages of its articles, as these name them.
    pub fn languages(&self) -> BTreeSet<&str> {
        self.articles.iter().map(|article| article.lang.as_str()).collect()
    }

    /// All of it as one catalog file.
    ///
    /// # Errors
    /// A section of 4 GiB or more.
    pub fn whole(&self) -> Result<Vec<u8>, Error> {
        let all: Vec<u32> = (0..self.articles.len() as u32).collect();
        let near = |_| String::new();
        Part {
            numbers: &all,
            wanted: &|_, _| true,
            near: &near,
            is_whole: true,
            is_bare: false,
            cut: 0,
        }
        .write(self)
    }

    /// What a feature or a label weighs, as it is stored; 0 for an unknown one.
    pub(crate) fn steps(&self, feature: Feature) -> u32 {
        let found = self.weights.get(&feature).map(|known| known.steps);
        found.or_else(|| self.labels.get(&feature).copied()).unwrap_or_default()
    }

    /// The mean square weights of the features and of the labels of a page of which nothing is known:
    /// those of all articles.
    pub(crate) fn mean_squares(&self) -> (f32, f32) {
        let mean = self.squares.iter().sum::<f32>() / self.len().max(1) as f32;
        let labels = self.articles.iter().map(|article| article.labels.len()).sum::<usize>();
        let filings: f32 = self.entries.iter().map(|entry| entry.filing * entry.filing).sum();
        (mean, filings / labels.max(1) as f32)
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

/// See [`Entry::mean_square`].
fn mean_square(
    counts: &Counts,
    weights: &HashMap<Feature, Weight>,
    known: &HashSet<Feature>,
) -> f32 {
    let square: f32 = counts.iter().map(|(_, count)| tf(*count) * tf(*count)).sum();
    // What no article keeps is unknown to a catalog.
    let mut weighed = weigh(counts, weights);
    weighed.retain(|one| known.contains(&one.feature));
    let length = length(&weighed);
    if square > 0.0 { length * length / square } else { 0.0 }
}

/// See [`Entry::sketch`]. A short article has the same places several times.
fn sketch(counts: &Counts) -> [u16; SKETCH] {
    let mut places: Vec<u32> = counts.iter().map(|(feature, _)| feature.place()).collect();
    places.sort_unstable();
    let mut lowest = places.iter().take(SKETCH).cycle();
    [(); SKETCH].map(|()| lowest.next().map_or(0, |&place| place as u16))
}
