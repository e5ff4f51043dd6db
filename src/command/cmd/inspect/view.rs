//! The articles of a catalog and what the boxes under them show, whatever number of files it has.

use std::cmp::Reverse;

use crate::{AnswerKind, Card, Catalog, Day};

/// Cards of a box.
pub const CARDS: usize = 4;

/// What is shown of an article.
pub struct ArticleSummary {
    pub url: String,
    pub title: String,
    pub excerpt: String,
    pub lang: String,
    pub date: Option<Day>,
}

/// The articles by ascending numbers, and for each the kind of its box and the articles in it.
///
/// Boxes are those on the day of the newest article; queries are the stored terms of the articles.
/// In a catalog of many files each article has its nearest neighbours instead.
pub struct CatalogView {
    pub articles: Vec<ArticleSummary>,
    pub boxes: Vec<(AnswerKind, Vec<u32>)>,
    /// Whether these are boxes, not the articles that resemble each most.
    pub are_boxes: bool,
}

impl ArticleSummary {
    /// Copies a card. In a catalog of many files it has neither title nor excerpt, which are in
    /// files of cards.
    pub fn new(card: Card<'_>) -> ArticleSummary {
        let texts = [card.url, card.title, card.excerpt, card.lang].map(str::to_owned);
        let [url, title, excerpt, lang] = texts;
        ArticleSummary { url, title, excerpt, lang, date: card.date }
    }
}

impl CatalogView {
    /// Reads a catalog of one file; `None` for a damaged one, which a check has reported already.
    pub fn new(catalog: &Catalog<Vec<u8>>) -> Option<CatalogView> {
        let cards =
            (0..catalog.len() as u32).map(|number| catalog.card(number).map(ArticleSummary::new));
        let articles: Vec<ArticleSummary> = cards.collect::<Option<_>>()?;
        let newest = articles.iter().filter_map(|one| one.date).max();
        Some(CatalogView { boxes: catalog.boxes(CARDS, newest).ok()?, articles, are_boxes: true })
    }

    /// How many boxes each article is in.
    pub fn times(&self) -> Vec<u32> {
        let mut times = vec![0; self.articles.len()];
        for article in self.boxes.iter().flat_map(|(_, articles)| articles) {
            times[*article as usize] += 1;
        }
        times
    }

    /// The number of boxes of each article, with the article: those in the most boxes first.
    pub fn ranking(&self) -> Vec<(u32, &ArticleSummary)> {
        let mut ranking: Vec<(u32, &ArticleSummary)> =
            self.times().into_iter().zip(&self.articles).collect();
        ranking.sort_by_key(|(times, _)| Reverse(*times));
        ranking
    }
}
