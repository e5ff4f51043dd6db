//! TF-IDF: what a term weighs in an article. Pure arithmetic with the same bits on every platform:
//! square roots, which IEEE 754 defines to the bit, and `libm`'s logarithm instead of the platform's.

use super::weights::{IndexWeights, OPENING};
use crate::text::{Term, terms};

/// TermInfo counts above this are taken as this, which is also what a catalog stores at most.
pub const MAX_COUNT: u32 = 255;

/// The terms of one article with their counts, in the order in which they first occur.
pub type TermCounts = Vec<(Term, u32)>;

/// TermCounts the terms of an article by its title, its description and its text.
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

/// TermCounts terms, those of each part as often as its weight says. TermCounts above [`MAX_COUNT`] are
/// cut to it.
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

/// TermInfo frequency: the count to the power of ⅝, so that the tenth mention says less than the first.
///
/// Between the square root of Lucene's `ClassicSimilarity` and the count itself; measured: posts are
/// as good at ½ as at ⅝, manuals better.
pub fn tf(count: u32) -> f32 {
    let root = (count.min(MAX_COUNT) as f32).sqrt();
    // x^⅝ without `powf`, which is 1.5 kB of the widget and not the same everywhere.
    root * root.sqrt().sqrt()
}

/// [`tf`] of every count that a catalog has, for those who ask for millions.
pub struct TfTable([f32; MAX_COUNT as usize + 1]);

impl Default for TfTable {
    fn default() -> TfTable {
        TfTable(core::array::from_fn(|count| tf(count as u32)))
    }
}

impl TfTable {
    pub fn get(&self, count: u8) -> f32 {
        self.0[usize::from(count)]
    }
}

/// Inverse document frequency: `ln((articles + 1) / (df + ½))` to the power of 1¼, 0 or more.
///
/// `df` is the number of articles that have the term. A term of one article only connects it
/// to nothing and weighs 0. Source: K. Spärck Jones, "A statistical interpretation of term
/// specificity", Journal of Documentation 28 (1972), with the half of Robertson and Spärck Jones
/// (1976); the power is measured.
pub fn idf(df: u64, articles: u32) -> f32 {
    if df < 2 {
        return 0.0;
    }
    let ratio = (articles as f32 + 1.0) / (df as f32 + 0.5);
    let plain = libm::logf(ratio).max(0.0);
    plain * plain.sqrt().sqrt()
}

/// Steps of a stored weight to one.
const STEPS: f32 = 8.0;

/// A weight as catalogs store it: whole eighths, of which one byte holds most.
pub fn quantise(weight: f32) -> u32 {
    // From a float to an integer `as` saturates; a weight has no sign.
    (weight * STEPS + 0.5) as u32
}

/// A weight as it is stored.
pub fn dequantise(steps: u32) -> f32 {
    steps as f32 / STEPS
}

/// The length of a vector of weights, by which a dot product becomes a cosine; 0 for an empty one.
pub fn norm(weights: impl Iterator<Item = f32>) -> f32 {
    weights.map(|weight| weight * weight).sum::<f32>().sqrt()
}
