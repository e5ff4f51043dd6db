//! Counting the terms of an article.

use super::tf_idf::MAX_COUNT;
use super::weights::{IndexWeights, OPENING};
use crate::text::{Term, terms};

/// The terms of one article with their counts, in the order in which they first occur.
pub type TermCounts = Vec<(Term, u32)>;

/// Counts the terms of an article by its title, its description and its text.
pub fn counts(title: &str, excerpt: &str, text: &str, weights: &IndexWeights) -> TermCounts {
    let text = terms(text);
    let opening = text.get(..OPENING).unwrap_or(&text);
    count(&[
        (&terms(title), weights.title),
        (&terms(excerpt), weights.excerpt),
        (opening, weights.opening),
        (&text, 1),
    ])
}

/// Counts terms, those of each part multiplied by its weight. Counts above [`MAX_COUNT`] are cut
/// to it.
fn count(parts: &[(&[Term], u32)]) -> TermCounts {
    let mut counts = TermCounts::new();
    // Places in `counts`, plus one, found by open addressing: terms are hashes already, and in
    // the widget this takes a tenth of the bytes of a `HashMap` or a sort.
    let all: usize = parts.iter().map(|(terms, _)| terms.len()).sum();
    let mut places = vec![0_u32; (2 * all).next_power_of_two()];
    let mask = places.len() - 1;
    for &(terms, weight) in parts.iter().filter(|(_, weight)| *weight > 0) {
        for &term in terms {
            let mut slot = term.place() as usize;
            while let Some(place) = places.get_mut(slot & mask) {
                match counts.get_mut((*place as usize).wrapping_sub(1)) {
                    Some((other, count)) if *other == term => {
                        *count = (*count + weight).min(MAX_COUNT);
                        break;
                    }
                    Some(_) => slot += 1,
                    None => {
                        counts.push((term, weight));
                        *place = counts.len() as u32;
                        break;
                    }
                }
            }
        }
    }
    counts
}
