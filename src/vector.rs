//! TF-IDF: what a feature weighs in an article. Pure arithmetic, the same bits on every platform:
//! `libm` instead of the platform's own functions, no fused operations.

use crate::text::Feature;

/// How often a feature counts that stands in the title, compared with one in the text.
pub const TITLE_WEIGHT: u32 = 3;

/// What a pair of words weighs, compared with a single word of the same frequency.
pub const PAIR_WEIGHT: f32 = 0.7;

/// Term counts above this are taken as this, which is also what a catalog stores at most.
pub const MAX_COUNT: u32 = 255;

/// The features of one article with their counts, in ascending order of feature.
pub type Counts = Vec<(Feature, u32)>;

/// Counts the features of a title and a text, those of the title [`TITLE_WEIGHT`] times.
pub fn counts(title: &[Feature], text: &[Feature]) -> Counts {
    let mut all: Vec<(Feature, u32)> = Vec::with_capacity(title.len() + text.len());
    all.extend(title.iter().map(|&feature| (feature, TITLE_WEIGHT)));
    all.extend(text.iter().map(|&feature| (feature, 1)));
    all.sort_unstable_by_key(|&(feature, _)| feature);
    all.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    for (_, count) in &mut all {
        *count = (*count).min(MAX_COUNT);
    }
    all
}

/// Term frequency: the square root of the count, so that the tenth mention says less than the first.
///
/// Source: Lucene's `ClassicSimilarity`; it beat raw counts and BM25's saturation on news and blogs.
pub fn tf(count: u32) -> f32 {
    libm::sqrtf(count.min(MAX_COUNT) as f32)
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
    plain * libm::sqrtf(libm::sqrtf(plain))
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
    libm::sqrtf(weights.map(|weight| weight * weight).sum())
}
