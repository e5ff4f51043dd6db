//! Why an article is recommended, in words of the page: the catalog has none.

use super::answer::Answer;
use super::query::QueryTerm;
use super::score::floor;
use super::select::take_max;
use crate::catalog::Catalog;
use crate::catalog::Error;
use crate::document::Page;
use crate::text::{Term, words_of};

/// How many of the strongest terms are looked at for
/// [`Recommendation::reasons`](super::Recommendation::reasons).
const CAUSES: usize = 12;
/// How many words or phrases it gives at most.
const REASONS: usize = 5;

impl<D: AsRef<[u8]>> Catalog<D> {
    /// Fills in [`Recommendation::reasons`](super::Recommendation::reasons).
    pub(super) fn explain(
        &self,
        page: &Page,
        terms: &[QueryTerm<'_>],
        mut answer: Answer,
    ) -> Result<Answer, Error> {
        let recommendations = &mut answer.recommendations;
        let articles: Vec<u32> = recommendations.iter().map(|one| one.article).collect();
        let mut products: Vec<Vec<(Term, f32)>> = vec![Vec::new(); recommendations.len()];
        for found in terms {
            let mut postings = self.index.postings_of(&found.info);
            while let Some((article, count)) = postings.advance()? {
                let place = articles.iter().position(|&other| other == article);
                if let Some(products) = place.and_then(|place| products.get_mut(place)) {
                    products.push((found.term, found.product(count)));
                }
            }
        }
        let mut causes = Vec::new();
        for products in &mut products {
            let order = |a: &(Term, f32), b: &(Term, f32)| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0));
            // A place without a cause gets a term that no text has, to keep the places equal.
            let none = (Term(0), 0.0);
            causes.extend((0..CAUSES).map(|_| take_max(products, order).unwrap_or(none).0));
        }
        // The words are those of the page: the catalog has none.
        let text = [&page.title, "\n", &page.excerpt, "\n", &page.text].concat();
        let words = words_of(&text, &causes);
        let floor = floor(self.site());
        for (one, words) in recommendations.iter_mut().zip(words.chunks(CAUSES)) {
            // What has nothing to do with the page shares a few words by chance.
            if one.explanation.similarity * one.explanation.taxonomy >= floor {
                one.reasons = distinct(words, &text);
            }
        }
        Ok(answer)
    }
}

/// The first [`REASONS`] words or phrases, without those that are part of another. Pairs of
/// characters that overlap in the text (半導, 導體) are joined (半導體).
fn distinct(words: &[Option<String>], text: &str) -> Vec<String> {
    let mut words: Vec<String> = words.iter().flatten().cloned().collect();
    while let Some((first, second, joined)) = overlap(&words, text) {
        if let Some(word) = words.get_mut(first) {
            *word = joined;
        }
        words.remove(second);
    }
    let mut reasons: Vec<String> = Vec::new();
    for word in &words {
        let longer = |other: &String| other.len() > word.len() && stands_in(word, other);
        if reasons.len() < REASONS && !reasons.contains(word) && !words.iter().any(longer) {
            reasons.push(word.clone());
        }
    }
    reasons
}

/// The places of two words, the second beginning with the character that the first ends with, and
/// the joined word, which occurs in the text.
fn overlap(words: &[String], text: &str) -> Option<(usize, usize, String)> {
    for (i, first) in words.iter().enumerate() {
        for (j, second) in words.iter().enumerate() {
            let end = second.chars().next().and_then(|shared| first.strip_suffix(shared));
            let joined = end.map(|end| [end, second].concat());
            // Letters that have a case make words of their own.
            let is_new = |joined: &String| {
                !end.unwrap_or_default().is_ascii() && i != j && stands_in(joined, text)
            };
            if let Some(joined) = joined.filter(is_new) {
                return Some((i, j, joined));
            }
        }
    }
    None
}

fn stands_in(word: &str, text: &str) -> bool {
    let mut places = text.as_bytes().windows(word.len().max(1));
    places.any(|place| place.eq_ignore_ascii_case(word.as_bytes()))
}
