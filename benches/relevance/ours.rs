//! This engine, asked as a page asks it.

use std::collections::HashMap;

use also_like::{Article, BuildOptions, Builder, Catalog, Error, Prepared, Query};

use crate::corpus::{Answers, Corpus};
use crate::parallel;

/// What is compared with the reference rankers, by what it is called in tables. The first is the one
/// that [`without_each_signal`] takes signals from.
pub fn variants() -> [(&'static str, BuildOptions); 2] {
    [
        ("also-like, all features", BuildOptions { features_per_article: None }),
        ("also-like, as shipped", BuildOptions::default()),
    ]
}

/// The answers for each judged article.
pub fn answers(corpus: &Corpus, options: BuildOptions) -> Result<Answers, String> {
    let wrong = |error: Error| format!("{}: {error}", corpus.name);
    let mut builder = Builder::new(options);
    parallel::map(&corpus.articles, |article| Prepared::new(article.clone()))
        .into_iter()
        .for_each(|article| builder.add(article));
    let catalog = Catalog::open(builder.finish().map_err(wrong)?).map_err(wrong)?;
    // The catalog numbers articles its own way.
    let urls = corpus.articles.iter().map(|article| article.url.as_str());
    let rows: HashMap<&str, usize> = urls.zip(0..).collect();
    parallel::map(&corpus.judged, |(query, _)| {
        let Article { url, title, text, .. } = &corpus.articles[*query];
        // One more than counts: should the article find itself, ten others remain.
        let found = catalog.related(&Query { url, title, text }, 11)?;
        let found = found.iter().filter_map(|related| catalog.card(related.article));
        let found = found.filter_map(|card| rows.get(card.url).copied());
        Ok(found.filter(|row| row != query).take(10).collect())
    })
    .into_iter()
    .collect::<Result<Answers, Error>>()
    .map_err(wrong)
}

/// The answers without one signal at a time, by the signal's name; `None` where the corpus does not
/// have the signal anyway.
///
/// Words are the only signal so far.
pub fn without_each_signal(
    _corpus: &Corpus,
) -> Result<Vec<(&'static str, Option<Answers>)>, String> {
    Ok(Vec::new())
}
