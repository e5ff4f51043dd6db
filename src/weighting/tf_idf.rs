//! TF-IDF: the weight of a term in an article. Pure arithmetic with the same bits on every
//! platform: square roots, which IEEE 754 defines to the bit, and `libm`'s logarithm instead of
//! the platform's.

/// Term counts above this are taken as this, which is also what a catalog stores at most.
pub const MAX_COUNT: u32 = 255;

/// Term frequency: the count to the power of ⅝, so that the tenth mention adds less than the first.
///
/// Between the square root of Lucene's `ClassicSimilarity` and the count itself; measured: posts
/// are as good at ½ as at ⅝, manuals better.
pub fn tf(count: u32) -> f32 {
    let root = (count.min(MAX_COUNT) as f32).sqrt();
    // x^⅝ without `powf`, which is 1.5 kB of the widget and not the same everywhere.
    root * root.sqrt().sqrt()
}

/// The inverse of [`tf`] without its bounds: the count that has this term frequency. `powf` differs
/// between platforms: use it only for files that one machine writes.
#[cfg(not(target_os = "unknown"))]
pub fn count_of_tf(frequency: f32) -> f32 {
    frequency.powf(1.0 / TF_EXPONENT)
}

/// The exponent of [`tf`].
#[cfg(not(target_os = "unknown"))]
const TF_EXPONENT: f32 = 5.0 / 8.0;

/// A table of [`tf`] for every count of a catalog, for loops that need millions.
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
/// `df` is the number of articles that have the term. A term of a single article connects it to
/// no other and weighs 0. Source: K. Spärck Jones, "A statistical interpretation of term
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

/// A weight as catalogs store it: in whole eighths, most of which fit into one byte.
pub fn quantise(weight: f32) -> u32 {
    // From a float to an integer `as` saturates; a weight has no sign.
    (weight * STEPS + 0.5) as u32
}

/// A weight as it is stored.
pub fn dequantise(steps: u32) -> f32 {
    steps as f32 / STEPS
}

/// The Euclidean norm of a vector of weights; 0 for an empty one.
pub fn norm(weights: impl Iterator<Item = f32>) -> f32 {
    weights.map(|weight| weight * weight).sum::<f32>().sqrt()
}
