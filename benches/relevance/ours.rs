//! This engine, asked as a page asks it.

use std::collections::HashMap;

use also_like::eval::metrics::Exposure;
use also_like::{
    BuildOptions, Builder, Catalog, Error, Page, Prepared, RankOptions, Related, Signals,
};

use crate::corpus::{Answers, Corpus};
use crate::parallel;

/// What is compared with the reference rankers, by what it is called in tables. The first is the one
/// that signals are taken from.
pub fn variants() -> [(&'static str, BuildOptions); 2] {
    let shipped = BuildOptions::default();
    [
        ("also-like, all terms", BuildOptions { max_terms: None, ..shipped }),
        ("also-like, as shipped", shipped),
    ]
}

/// A corpus as a catalog.
pub struct Site {
    pub catalog: Catalog<Vec<u8>>,
    signals: Signals,
    /// Of each article of the catalog, its place in the corpus.
    rows: Vec<usize>,
}

impl Site {
    pub fn of(corpus: &Corpus, options: BuildOptions) -> Result<Site, String> {
        let wrong = |error: Error| format!("{}: {error}", corpus.name);
        let signals = options.signals;
        let mut builder = Builder::new(options);
        parallel::map(&corpus.articles, |article| Prepared::with(article.clone(), &signals))
            .into_iter()
            .for_each(|article| builder.add(article));
        let catalog = Catalog::open(builder.finish().map_err(wrong)?).map_err(wrong)?;
        let urls = corpus.articles.iter().map(|article| article.url.as_str());
        let places: HashMap<&str, usize> = urls.zip(0..).collect();
        let rows = (0..catalog.len() as u32)
            .filter_map(|id| places.get(catalog.card(id)?.url).copied())
            .collect();
        Ok(Site { catalog, signals, rows })
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
            section: false,
            latest: false,
            signals: self.signals,
            ..Default::default()
        };
        let page = Page::from(&corpus.articles[row]);
        let answer = self.catalog.related(&page, &options);
        let answer = answer.map_err(|error| format!("{}: {error}", corpus.name))?;
        let row = |one: &Related| self.rows.get(one.article as usize).copied();
        Ok(answer.related.iter().filter_map(row).collect())
    }
}

/// The first ten answers for each judged article.
pub fn answers(corpus: &Corpus, options: BuildOptions) -> Result<Answers, String> {
    let site = Site::of(corpus, options)?;
    parallel::map(&corpus.judged, |(query, _)| site.box_of(corpus, *query, 10))
        .into_iter()
        .collect()
}

/// Answers by name; `None` where the corpus has nothing to answer with.
pub type Named = Vec<(&'static str, Option<Answers>)>;

/// The answers of the whole catalog with other signals than the default.
pub fn with_signals(corpus: &Corpus, all: &[(&'static str, Signals)]) -> Result<Named, String> {
    let answers = |(name, signals): &(&'static str, Signals)| -> Result<_, String> {
        let options = BuildOptions { max_terms: None, signals: *signals };
        Ok((*name, Some(answers(corpus, options)?)))
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
        let options = BuildOptions { max_terms: *max_terms, ..Default::default() };
        let site = Site::of(corpus, options)?;
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
    pub exposure: Exposure,
    /// The first ten answers for each judged article.
    pub answers: Answers,
}

/// Catalogs with and without the correction for hubs, by what they are called in a table.
pub fn evenness(corpus: &Corpus) -> Result<Vec<(&'static str, Evenness)>, String> {
    let all = BuildOptions { max_terms: None, ..Default::default() };
    let shipped = BuildOptions::default();
    let plain = |options: BuildOptions| {
        let signals = Signals { exposure: false, ..options.signals };
        BuildOptions { signals, ..options }
    };
    let catalogs = [
        ("all terms, hubs not corrected", plain(all)),
        ("all terms", all),
        ("as shipped, hubs not corrected", plain(shipped)),
        ("as shipped", shipped),
    ];
    let measured = catalogs.map(|(name, options)| {
        let site = Site::of(corpus, options)?;
        let rows: Vec<usize> = (0..corpus.articles.len()).collect();
        let boxes = parallel::map(&rows, |row| site.box_of(corpus, *row, 10));
        let boxes = boxes.into_iter().collect::<Result<Answers, String>>()?;
        let mut times = vec![0; rows.len()];
        boxes.iter().flat_map(|all| all.iter().take(4)).for_each(|row| times[*row] += 1);
        let answers = corpus.judged.iter().map(|(row, _)| boxes[*row].clone()).collect();
        Ok((name, Evenness { exposure: Exposure::of(&times), answers }))
    });
    measured.into_iter().collect()
}
