//! Which articles of a catalog are nearest to the one being read.

use core::cmp::Ordering;

use crate::catalog::{Catalog, Term, each_posting};
use crate::error::Error;
use crate::link::Key;
use crate::text::{Feature, features, wording};
use crate::vector::{counts, norm, specificity, tf, weight};

/// The article being read. What is not known stays empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Query<'a> {
    /// Its address: the article is never recommended to its own readers.
    pub url: &'a str,
    /// Its headline.
    pub title: &'a str,
    /// Its main text.
    pub text: &'a str,
}

/// An article related to a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    /// Its number in the catalog, for [`Catalog::card`].
    pub article: u32,
    /// Cosine of the angle between the two articles: from [`floor`] to 1, for the same text.
    pub score: f32,
    /// Up to five words or phrases of the query that made the score, the strongest first.
    pub because: Vec<String>,
}

/// Most articles that one query gives.
pub const MAX_LIMIT: usize = 50;

/// The least score of an article that is given, among a number of articles:
/// `0.04 + 0.45 / √articles`, where fewer than 60 articles count as 60.
///
/// The fewer articles there are, the rarer every word looks that two of them share by chance, and the
/// higher two unrelated ones score. Measured: among 60 news articles the best of the unrelated score
/// 0.09 to 0.1, and asking for 0.05 of 1971 posts of judged relatedness cost nothing.
pub fn floor(articles: usize) -> f32 {
    0.04 + 0.45 / (articles.max(60) as f32).sqrt()
}

/// Above this score an article is compared feature by feature: it may be the query itself, found
/// under another address.
const SUSPICIOUS: f32 = 0.5;
/// An article is the query's double when the query has this share of it …
const DOUBLE_SHARE: f32 = 0.85;
/// … and what they share is as near as this.
const DOUBLE_COSINE: f32 = 0.95;

/// How many of the strongest features are looked at for [`Related::because`].
const CAUSES: usize = 12;
/// How many words or phrases it gives at most.
const REASONS: usize = 5;

/// A feature of the query that the catalog knows.
struct Match<'a> {
    feature: Feature,
    /// What it weighs in any article, before term frequency.
    specificity: f32,
    /// What it weighs in the query.
    weight: f32,
    term: Term<'a>,
}

impl Match<'_> {
    /// What it adds to the dot product with an article that has it `count` times.
    fn product(&self, count: u8) -> f32 {
        self.weight * self.specificity * tf(count.into())
    }
}

impl<D: AsRef<[u8]>> Catalog<D> {
    /// The articles nearest to a query, best first: at most `limit`, which is taken as 1 to 50.
    ///
    /// The query itself is left out, whether its address or nearly all its text gives it away, and
    /// so is everything that scores under [`floor`]. Equal scores are ordered by date, newer first,
    /// then by address.
    ///
    /// # Errors
    /// A damaged catalog: postings that name articles it does not have.
    pub fn related(&self, query: &Query<'_>, limit: usize) -> Result<Vec<Related>, Error> {
        let matches = self.matches(query)?;
        let length = norm(matches.iter().map(|found| found.weight));
        let mut candidates = self.scores(&matches, length)?;
        let key = Key::of(query.url);
        let mut related = Vec::new();
        while related.len() < limit.clamp(1, MAX_LIMIT) {
            let Some((article, score)) = take_max(&mut candidates, |a, b| self.order(a, b)) else {
                break;
            };
            let card =
                self.card(article).ok_or_else(|| Error::damaged("an article can't be read"))?;
            let is_query = !query.url.is_empty() && Key::of(card.url).matches(&key)
                || score > SUSPICIOUS && self.is_double(article, &matches)?;
            if !is_query {
                related.push(Related { article, score, because: Vec::new() });
            }
        }
        self.explain(query, &matches, &mut related)?;
        Ok(related)
    }

    fn matches(&self, query: &Query<'_>) -> Result<Vec<Match<'_>>, Error> {
        let articles = self.len() as u32;
        let counts = counts(&features(query.title), &features(query.text));
        let known = counts.iter().filter_map(|&(feature, count)| {
            let term = self.term(feature)?;
            let weight = weight(feature, count, term.df, articles);
            let specificity = specificity(feature, term.df, articles);
            (weight > 0.0).then_some(Match { feature, specificity, weight, term })
        });
        let matches: Vec<Match<'_>> = known.collect();
        // Features share no postings; where they do, reading them could take for ever.
        if matches.iter().map(|found| found.term.postings.len()).sum::<usize>()
            > self.postings_size()
        {
            return Err(Error::damaged("features share postings"));
        }
        Ok(matches)
    }

    /// Every article that scores at least [`floor`].
    fn scores(&self, matches: &[Match<'_>], length: f32) -> Result<Vec<(u32, f32)>, Error> {
        let mut products = vec![0.0_f32; self.len()];
        for found in matches {
            each_posting(found.term.postings, self.len() as u32, |article, count| {
                if let Some(product) = products.get_mut(article as usize) {
                    *product += found.product(count);
                }
            })?;
        }
        let cosines = (0..).zip(products).filter(|&(_, product)| product > 0.0);
        let cosines = cosines.map(|(article, product)| {
            let norms = length * self.norm(article).unwrap_or_default();
            (article, product / norms)
        });
        // What is not a number (a damaged length) is not at least the floor either.
        let related = floor(self.len())..2.0;
        Ok(cosines.filter(|(_, score)| related.contains(score)).collect())
    }

    /// Whether one candidate ranks below (less) or above another.
    fn order(&self, a: &(u32, f32), b: &(u32, f32)) -> Ordering {
        // Articles are numbered by address.
        a.1.total_cmp(&b.1)
            .then_with(|| self.day(a.0).cmp(&self.day(b.0)))
            .then_with(|| b.0.cmp(&a.0))
    }

    /// Whether an article is nearly all in the query, and as it stands there.
    fn is_double(&self, article: u32, matches: &[Match<'_>]) -> Result<bool, Error> {
        let (mut product, mut query, mut own) = (0.0, 0.0, 0.0);
        self.each_shared(&[article], matches, &mut |_, found, count| {
            let weight = found.specificity * tf(count.into());
            product += found.weight * weight;
            query += found.weight * found.weight;
            own += weight * weight;
        })?;
        let length = self.norm(article).unwrap_or_default();
        Ok(own >= DOUBLE_SHARE * length * length && product >= DOUBLE_COSINE * (query * own).sqrt())
    }

    /// Calls back with every feature that one of some articles shares with the query: the article's
    /// place among them, the feature and its count there.
    fn each_shared(
        &self,
        articles: &[u32],
        matches: &[Match<'_>],
        shared: &mut dyn FnMut(usize, &Match<'_>, u8),
    ) -> Result<(), Error> {
        for found in matches {
            each_posting(found.term.postings, self.len() as u32, |article, count| {
                if let Some(place) = articles.iter().position(|&other| other == article) {
                    shared(place, found, count);
                }
            })?;
        }
        Ok(())
    }

    /// Fills in [`Related::because`].
    fn explain(
        &self,
        query: &Query<'_>,
        matches: &[Match<'_>],
        related: &mut [Related],
    ) -> Result<(), Error> {
        let articles: Vec<u32> = related.iter().map(|one| one.article).collect();
        let mut products: Vec<Vec<(Feature, f32)>> = vec![Vec::new(); related.len()];
        self.each_shared(&articles, matches, &mut |place, found, count| {
            if let Some(products) = products.get_mut(place) {
                products.push((found.feature, found.product(count)));
            }
        })?;
        let mut causes = Vec::new();
        for products in &mut products {
            let order =
                |a: &(Feature, f32), b: &(Feature, f32)| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0));
            // A place without a cause gets a feature that no text has, to keep the places equal.
            let none = (Feature(0), 0.0);
            causes.extend((0..CAUSES).map(|_| take_max(products, order).unwrap_or(none).0));
        }
        // The words are those of the page: the catalog has none.
        let words = wording(&[query.title, "\n", query.text].concat(), &causes);
        for (one, words) in related.iter_mut().zip(words.chunks(CAUSES)) {
            one.because = distinct(words);
        }
        Ok(())
    }
}

/// Takes the greatest out. For the few that are wanted this beats sorting, in time and in bytes.
fn take_max<T>(all: &mut Vec<T>, order: impl Fn(&T, &T) -> Ordering) -> Option<T> {
    let (greatest, _) = all.iter().enumerate().max_by(|a, b| order(a.1, b.1))?;
    Some(all.swap_remove(greatest))
}

/// The first [`REASONS`] words or phrases, without those that are said within another.
fn distinct(words: &[Option<String>]) -> Vec<String> {
    let within = |word: &[u8], other: &[u8]| {
        other.len() > word.len()
            && other.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word))
    };
    let mut reasons: Vec<String> = Vec::new();
    for word in words.iter().flatten() {
        let said = |other: &String| within(word.as_bytes(), other.as_bytes());
        if reasons.len() < REASONS && !reasons.contains(word) && !words.iter().flatten().any(said) {
            reasons.push(word.clone());
        }
    }
    reasons
}
