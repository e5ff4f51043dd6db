//! This engine, asked as a page asks it.

use std::collections::HashMap;

use also_like::{BuildOptions, Builder, Catalog, Error, Prepared, RankOptions, Related, Signals};

use crate::corpus::{Answers, Corpus};
use crate::parallel;

/// What is compared with the reference rankers, by what it is called in tables. The first is the one
/// that [`without_each_signal`] takes signals from.
pub fn variants() -> [(&'static str, BuildOptions); 2] {
    let shipped = BuildOptions::default();
    [
        ("also-like, all features", BuildOptions { features_per_article: None, ..shipped }),
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

    /// What an article's box shows on the day of the newest article, at most `limit` others.
    pub fn box_of(&self, corpus: &Corpus, row: usize, limit: usize) -> Result<Vec<usize>, String> {
        let today = corpus.articles.iter().filter_map(|article| article.date).max();
        let options =
            RankOptions { limit, today, section: false, latest: false, ..Default::default() };
        let page = corpus.articles[row].page();
        let answer = self.catalog.related_by(&page, &options, &self.signals);
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

/// The answers without one signal at a time, by the signal's name; `None` where the corpus does not
/// have the signal anyway.
pub fn without_each_signal(
    corpus: &Corpus,
) -> Result<Vec<(&'static str, Option<Answers>)>, String> {
    let without = |(name, signals): (&'static str, Signals)| {
        let all = BuildOptions { features_per_article: None, signals };
        Ok((name, Some(answers(corpus, all)?)))
    };
    Signals::WITHOUT.into_iter().map(without).collect()
}
