//! This engine, queried as a page queries it.

use std::collections::HashMap;

use also_like::eval::metrics::Coverage;
use also_like::{
    BuildOptions, Builder, Catalog, Error, Fallback, IndexWeights, Page, Prepared, RankOptions,
    RankWeights, Recommendation,
};

use crate::corpus::{Answers, Corpus};
use also_like_test_support::parallel;

/// What is compared with the reference rankers, by what it is called in tables. The first is the
/// one that signals are taken from.
pub fn variants() -> [(&'static str, Option<u32>); 2] {
    let shipped = BuildOptions::default().max_terms;
    [("also-like, all terms", None), ("also-like, as shipped", shipped)]
}

/// All weights of an answer.
#[derive(Clone, Copy)]
pub struct Weights {
    pub index: IndexWeights,
    pub rank: RankWeights,
}

/// What the widget is built with.
pub const DEFAULT: Weights = Weights { index: IndexWeights::DEFAULT, rank: RankWeights::DEFAULT };

const fn index(index: IndexWeights) -> Weights {
    Weights { index, ..DEFAULT }
}

const fn rank(rank: RankWeights) -> Weights {
    Weights { rank, ..DEFAULT }
}

const INDEX: IndexWeights = IndexWeights::DEFAULT;
const RANK: RankWeights = RankWeights::DEFAULT;

/// The default without one weight each, by its name.
pub const WITHOUT: &[(&str, Weights)] = &[
    ("title counts five times", index(IndexWeights { title: 1, ..INDEX })),
    ("page's own description", index(IndexWeights { excerpt: 0, ..INDEX })),
    ("opening counts twice", index(IndexWeights { opening: 0, ..INDEX })),
    ("pairs of words", index(IndexWeights { pairs: 0.0, ..INDEX })),
    ("dates that are near", rank(RankWeights { dates: 0.0, ..RANK })),
    ("same folder, section, tags", rank(RankWeights { taxonomy: 0.0, ..RANK })),
    ("correction for hubs", rank(RankWeights { hubness: false, ..RANK })),
    ("diversity", rank(RankWeights { diversity: 0.0, ..RANK })),
    ("one of several near-duplicates", rank(RankWeights { near_duplicates: false, ..RANK })),
];

/// The default with one weight at a time halved or doubled, or nearly so: what can be gained by
/// tuning.
pub const VARIED: &[(&str, Weights)] = &[
    ("title twice", index(IndexWeights { title: 2, ..INDEX })),
    ("title ten times", index(IndexWeights { title: 10, ..INDEX })),
    ("pairs at 0.25", index(IndexWeights { pairs: 0.25, ..INDEX })),
    ("pairs at 1", index(IndexWeights { pairs: 1.0, ..INDEX })),
    ("dates at 0.4", rank(RankWeights { dates: 0.4, ..RANK })),
    ("dates at 1.6", rank(RankWeights { dates: 1.6, ..RANK })),
    ("taxonomy at 0.25", rank(RankWeights { taxonomy: 0.25, ..RANK })),
    ("taxonomy at 1", rank(RankWeights { taxonomy: 1.0, ..RANK })),
    ("diversity at 0.1", rank(RankWeights { diversity: 0.1, ..RANK })),
    ("diversity at 0.4", rank(RankWeights { diversity: 0.4, ..RANK })),
];

/// A corpus as a catalog.
pub struct Site {
    pub catalog: Catalog<Vec<u8>>,
    weights: Weights,
    /// Of each article of the catalog, its place in the corpus.
    rows: Vec<usize>,
}

impl Site {
    pub fn new(corpus: &Corpus, max_terms: Option<u32>, weights: Weights) -> Result<Site, String> {
        let options = BuildOptions { max_terms, index_weights: weights.index };
        let wrong = |error: Error| format!("{}: {error}", corpus.name);
        let mut builder = Builder::new(options);
        parallel::map(&corpus.articles, |article| Prepared::with(article.clone(), &weights.index))
            .into_iter()
            .for_each(|article| builder.add(article));
        let catalog = Catalog::open(builder.finish().map_err(wrong)?).map_err(wrong)?;
        let urls = corpus.articles.iter().map(|article| article.url.as_str());
        let places: HashMap<&str, usize> = urls.zip(0..).collect();
        let rows = (0..catalog.len() as u32)
            .filter_map(|id| places.get(catalog.card(id)?.url).copied())
            .collect();
        Ok(Site { catalog, weights, rows })
    }

    /// The first ten answers for each judged article.
    pub fn answers(&self, corpus: &Corpus) -> Result<Answers, String> {
        let answers = parallel::map(&corpus.judged, |(query, _)| self.box_of(corpus, *query, 10));
        answers.into_iter().collect()
    }

    /// What an article's box shows on the day of the newest article, at most `limit` others.
    pub fn box_of(&self, corpus: &Corpus, row: usize, limit: usize) -> Result<Vec<usize>, String> {
        let today = corpus.articles.iter().filter_map(|article| article.date).max();
        let options = RankOptions {
            limit,
            today,
            fallback: Fallback { section: false, latest: false },
            weights: self.weights.rank,
            index_weights: self.weights.index,
            ..Default::default()
        };
        let page = Page::from(&corpus.articles[row]);
        let answer = self.catalog.related(&page, &options);
        let answer = answer.map_err(|error| format!("{}: {error}", corpus.name))?;
        let row = |one: &Recommendation| self.rows.get(one.article as usize).copied();
        Ok(answer.recommendations.iter().filter_map(row).collect())
    }
}

/// The first ten answers for each judged article.
pub fn answers(
    corpus: &Corpus,
    max_terms: Option<u32>,
    weights: Weights,
) -> Result<Answers, String> {
    let site = Site::new(corpus, max_terms, weights)?;
    parallel::map(&corpus.judged, |(query, _)| site.box_of(corpus, *query, 10))
        .into_iter()
        .collect()
}

/// Answers by name; `None` where the corpus has nothing to answer with.
pub type NamedAnswers = Vec<(&'static str, Option<Answers>)>;

/// The answers of the whole catalog with other weights than the default.
pub fn with_weights(
    corpus: &Corpus,
    all: &[(&'static str, Weights)],
) -> Result<NamedAnswers, String> {
    let answers = |(name, weights): &(&'static str, Weights)| -> Result<_, String> {
        Ok((*name, Some(answers(corpus, None, *weights)?)))
    };
    all.iter().map(answers).collect()
}

/// How many terms an article may keep, to find what the fewest are that are good enough.
pub const KEPT: [Option<u32>; 7] =
    [Some(32), Some(64), Some(96), Some(128), Some(192), Some(256), None];

/// A catalog of articles that keep some of their terms.
pub struct Cut {
    pub answers: Answers,
    /// Bytes of terms an article: directory, dictionary and postings.
    pub bytes: f64,
}

/// The catalogs for each of [`KEPT`].
pub fn cuts(corpus: &Corpus) -> Result<Vec<Cut>, String> {
    let cut = |max_terms: &Option<u32>| -> Result<Cut, String> {
        let site = Site::new(corpus, *max_terms, DEFAULT)?;
        let sizes = site.catalog.section_sizes();
        let of_features = |name: &str| ["directory", "dictionary", "postings"].contains(&name);
        let terms = sizes.iter().filter(|(name, _)| of_features(name));
        let bytes = terms.map(|(_, bytes)| *bytes as f64).sum::<f64>();
        Ok(Cut { answers: site.answers(corpus)?, bytes: bytes / corpus.articles.len() as f64 })
    };
    KEPT.iter().map(cut).collect()
}

/// How evenly boxes of four show the articles, and how good they are.
#[derive(Clone)]
pub struct Evenness {
    pub exposure: Coverage,
    /// The first ten answers for each judged article.
    pub answers: Answers,
}

/// Catalogs with and without the correction for hubs, by what they are called in a table.
pub fn evenness(corpus: &Corpus) -> Result<Vec<(&'static str, Evenness)>, String> {
    let shipped = BuildOptions::default().max_terms;
    let plain = rank(RankWeights { hubness: false, ..RANK });
    let catalogs = [
        ("all terms, hubs not corrected", None, plain),
        ("all terms", None, DEFAULT),
        ("as shipped, hubs not corrected", shipped, plain),
        ("as shipped", shipped, DEFAULT),
    ];
    let measured = catalogs.map(|(name, max_terms, weights)| {
        let site = Site::new(corpus, max_terms, weights)?;
        let rows: Vec<usize> = (0..corpus.articles.len()).collect();
        let boxes = parallel::map(&rows, |row| site.box_of(corpus, *row, 10));
        let boxes = boxes.into_iter().collect::<Result<Answers, String>>()?;
        let mut times = vec![0; rows.len()];
        boxes.iter().flat_map(|all| all.iter().take(4)).for_each(|row| times[*row] += 1);
        let answers = corpus.judged.iter().map(|(row, _)| boxes[*row].clone()).collect();
        Ok((name, Evenness { exposure: Coverage::new(&times), answers }))
    });
    measured.into_iter().collect()
}
