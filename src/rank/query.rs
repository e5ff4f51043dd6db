//! The page as a query: its terms and labels that the catalog has, and the similarity of each
//! article.

use super::options::{Languages, RankOptions};
use crate::catalog::entry::{NO_DAY, NO_LANGUAGE};
use crate::catalog::term_index::{TermIndex, TermInfo};
use crate::catalog::{Catalog, ChampionLists, Error};
use crate::document::{Labels, Page, UrlKey};
use crate::text::{Term, language};
use crate::weighting::{RankWeights, TermCounts, norm, tf};

/// A term of the page that the catalog has.
#[cfg_attr(not(feature = "reasons"), expect(dead_code))] // `reasons` reads it.
pub(super) struct QueryTerm<'a> {
    pub term: Term,
    /// Its name on the page, when it is a label.
    pub name: &'a str,
    /// Its weight in the page.
    pub weight: f32,
    pub info: TermInfo<'a>,
}

impl QueryTerm<'_> {
    /// What it adds to the dot product with an article that has it `count` times.
    pub fn product(&self, count: u8) -> f32 {
        self.weight * self.info.weight * tf(count.into())
    }
}

/// A page as a query of a catalog, compared with every article.
#[cfg_attr(not(feature = "reasons"), expect(dead_code))] // `reasons` reads the terms.
pub(super) struct Query<'a> {
    pub terms: Vec<QueryTerm<'a>>,
    /// The page's labels that the catalog has.
    pub labels: Vec<QueryTerm<'a>>,
    /// Of every article, how similar it is to the page.
    pub similarities: Vec<f32>,
    /// Of every article, the cosine of its labels and the page's.
    pub taxonomies: Vec<f32>,
    pub day: i32,
    pub today: Option<i32>,
    /// The number of the page's language, where it is known.
    pub language: Option<u8>,
    pub any_language: bool,
    /// Whether the page is an article.
    pub known: bool,
    /// Articles that may not be given, the page's own first among them.
    pub excluded: Vec<u32>,
    pub weights: RankWeights,
}

impl<D: AsRef<[u8]>> TermIndex<D> {
    /// A term of a page, if the index has it.
    fn query_term<'a>(&'a self, term: Term, count: u32, name: &'a str) -> Option<QueryTerm<'a>> {
        let info = self.term_info(term)?;
        Some(QueryTerm { term, name, weight: info.weight * tf(count), info })
    }

    /// The terms of a page that the index has, and the sum of the squared term frequencies of all.
    fn query_terms(&self, counts: &TermCounts) -> (Vec<QueryTerm<'_>>, f32) {
        let (mut terms, mut squares) = (Vec::new(), 0.0);
        for &(term, count) in counts {
            terms.extend(self.query_term(term, count, ""));
            squares += tf(count) * tf(count);
        }
        (terms, squares)
    }

    /// Of every article, the dot product of its terms and some; and their norm, by the `square`
    /// that is given, or else their own.
    fn products(&self, terms: &[QueryTerm<'_>], square: f32) -> Result<(Vec<f32>, f32), Error> {
        // Terms share no postings, except a few of a page that are equal where a catalog leaves out
        // their lowest bits. Where many do, reading them could take for ever.
        let bytes: usize = terms.iter().map(|found| found.info.postings.len()).sum();
        if bytes / 4 > self.postings_size() {
            return Err(Error::damaged("terms share postings"));
        }
        let mut products = vec![0.0_f32; self.len()];
        for found in terms {
            let mut postings = self.postings_of(&found.info);
            while let Some((article, count)) = postings.advance()? {
                if let Some(product) = products.get_mut(article as usize) {
                    *product += found.product(count);
                }
            }
        }
        let own =
            if square > 0.0 { square.sqrt() } else { norm(terms.iter().map(|found| found.weight)) };
        Ok((products, own))
    }
}

/// A dot product over the norms of both vectors. A damaged norm makes what is not a number or none
/// that a cosine can be.
fn cosine(product: f32, norms: f32) -> f32 {
    let cosine = product / norms;
    if (0.0..2.0).contains(&cosine) { cosine } else { 0.0 }
}

impl<D: AsRef<[u8]>> ChampionLists<D> {
    /// The articles in the lists of a page's terms, by their numbers in the site, with their
    /// cosines, which are more than 0.
    ///
    /// # Errors
    /// Damaged postings.
    pub fn related(
        &self,
        counts: &TermCounts,
        found: &mut dyn FnMut(u32, f32),
    ) -> Result<(), Error> {
        let (terms, squares) = self.index.query_terms(counts);
        let square = squares * self.index.sections.query_norm_estimate;
        let (products, own) = self.index.products(&terms, square)?;
        for (place, product) in products.into_iter().enumerate() {
            let score = cosine(product, own * self.norm());
            if score > 0.0 {
                found(self.article(place).unwrap_or_default(), score);
            }
        }
        Ok(())
    }
}

impl<D: AsRef<[u8]>> Catalog<D> {
    /// Compares a page with every article.
    pub(super) fn query<'a>(
        &'a self,
        counts: &TermCounts,
        labels: &'a Labels,
        page: &Page,
        own: Option<u32>,
        options: &RankOptions,
    ) -> Result<Query<'a>, Error> {
        let (terms, squares) = self.index.query_terms(counts);
        let mut labelled = Vec::new();
        for (term, name) in labels {
            labelled.extend(self.index.query_term(*term, 1, name));
        }
        let entry = own.and_then(|own| self.entry(own));
        let said = language::key(&page.lang);
        // The build has read the page's text too, and all of its site: templates declare languages
        // that their pages are not in.
        let mut language = entry.map_or(NO_LANGUAGE, |entry| entry.language);
        if language == NO_LANGUAGE && !said.is_empty() {
            language = self.language_of_key(&said).unwrap_or(NO_LANGUAGE);
        }
        let square = squares * self.query_norm_estimate(entry.as_ref());
        let (mut similarities, norm) = self.index.products(&terms, square)?;
        // The file of an article has all of its labels. Those that the file has weigh what they
        // weigh; of others only the mean is known.
        let strange = if own.is_some() { 0 } else { labels.len() - labelled.len() };
        let strange = strange as f32 * self.label_norm_estimate();
        let known = labelled.iter().map(|found| found.weight * found.weight);
        let square = if strange > 0.0 { strange + known.sum::<f32>() } else { 0.0 };
        let (mut taxonomies, label_norm) = self.index.products(&labelled, square)?;
        for (article, (similarity, taxonomy)) in
            self.articles().zip(similarities.iter_mut().zip(&mut taxonomies))
        {
            let Some(entry) = self.entry(article) else { break };
            *similarity = cosine(*similarity, norm * entry.norm);
            *taxonomy = cosine(*taxonomy, label_norm * entry.label_norm);
        }
        Ok(Query {
            similarities,
            taxonomies,
            terms,
            labels: labelled,
            day: page.day.map(|day| day.0).or(entry.map(|entry| entry.day)).unwrap_or(NO_DAY),
            today: options.today.map(|day| day.0),
            any_language: options.languages == Languages::Any,
            // A page without a language may be answered in any; no article is in a language that
            // the catalog does not have.
            language: (language != NO_LANGUAGE || !said.is_empty()).then_some(language),
            known: own.is_some(),
            excluded: Vec::new(),
            weights: options.weights,
        })
    }

    /// Adds the articles at some addresses, given in texts with spaces between.
    pub(super) fn find_all(&self, addresses: &[String], others: &str, found: &mut Vec<u32>) {
        for text in addresses.iter().map(|text| &**text).chain([others]) {
            for address in text.split_ascii_whitespace() {
                found.extend(self.find(&UrlKey::new(address)));
            }
        }
    }
}
