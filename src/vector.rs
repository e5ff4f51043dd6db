//! TF-IDF: what a feature weighs in an article. Pure arithmetic with the same bits on every platform:
//! square roots, which IEEE 754 defines to the bit, and `libm`'s logarithm instead of the platform's.

use crate::text::Feature;

/// How often a feature counts that stands in the title, compared with one in the text.
pub const TITLE_WEIGHT: u32 = 5;

/// What a pair of words weighs, compared with a single word of the same frequency.
pub const PAIR_WEIGHT: f32 = 0.6;

/// Term counts above this are taken as this, which is also what a catalog stores at most.
pub const MAX_COUNT: u32 = 255;

/// The features of one article with their counts, in the order in which they first occur.
pub type Counts = Vec<(Feature, u32)>;

/// Counts the features of a title and a text, those of the title [`TITLE_WEIGHT`] times.
///
/// Counts above [`MAX_COUNT`] are cut to it.
pub fn counts(title: &[Feature], text: &[Feature]) -> Counts {
    let mut counts = Counts::new();
    // Places in `counts`, less one, found by open addressing: features are hashes already, and in
    // the widget this takes a tenth of the bytes of a `HashMap` or a sort.
    let mut places = vec![0_u32; (2 * (title.len() + text.len())).next_power_of_two()];
    let mask = places.len() - 1;
    let title_ends = title.len();
    for (i, &feature) in title.iter().chain(text).enumerate() {
        let weight = if i < title_ends { TITLE_WEIGHT } else { 1 };
        let mut slot = feature.0 as usize >> 1;
        while let Some(place) = places.get_mut(slot & mask) {
            match counts.get_mut((*place as usize).wrapping_sub(1)) {
                Some((other, count)) if *other == feature => {
                    *count = (*count + weight).min(MAX_COUNT);
                    break;
                }
                Some(_) => slot += 1,
                None => {
                    counts.push((feature, weight));
                    *place = counts.len() as u32;
                    break;
                }
            }
        }
    }
    counts
}

/// Term frequency: the square root of the count, so that the tenth mention says less than the first.
///
/// Source: Lucene's `ClassicSimilarity`; it beat raw counts and BM25's saturation on news and blogs.
pub fn tf(count: u32) -> f32 {
    (count.min(MAX_COUNT) as f32).sqrt()
}

/// Inverse document frequency: `ln((articles + 1) / (df + ½))` to the power of 1¼, 0 or more.
///
/// `df` is the number of articles that have the feature. A feature of one article only connects it
/// to nothing and weighs 0. Source: K. Spärck Jones, "A statistical interpretation of term
/// specificity", Journal of Documentation 28 (1972), with the half of Robertson and Spärck Jones
/// (1976); the power is measured.
pub fn idf(df: u32, articles: u32) -> f32 {
    if df < 2 {
        return 0.0;
    }
    let ratio = (articles as f32 + 1.0) / (df as f32 + 0.5);
    let plain = libm::logf(ratio).max(0.0);
    // x^1.25 without `powf`, which is 1.5 kB of the widget.
    plain * plain.sqrt().sqrt()
}

/// What a feature weighs whatever its count: [`idf`], less for pairs.
pub fn specificity(feature: Feature, df: u32, articles: u32) -> f32 {
    let idf = idf(df, articles);
    if feature.is_pair() { idf * PAIR_WEIGHT } else { idf }
}

/// The weight of a feature in an article, before the article is brought to unit length:
/// tf × idf. Source: G. Salton, C. Buckley, "Term-weighting approaches in automatic text retrieval",
/// Information Processing & Management 24 (1988).
pub fn weight(feature: Feature, count: u32, df: u32, articles: u32) -> f32 {
    tf(count) * specificity(feature, df, articles)
}

/// The length of a vector of weights, by which a dot product becomes a cosine; 0 for an empty one.
pub fn norm(weights: impl Iterator<Item = f32>) -> f32 {
    weights.map(|weight| weight * weight).sum::<f32>().sqrt()
}
