//! TF-IDF weights of terms, and the weights of the parts of an article and of the factors of a
//! score.
//!
//! In: terms from [`text`](crate::text). Out: [`TermCounts`], weights, norms. Pure arithmetic with
//! the same bits on every platform. May import `text` only.

pub mod term_counts;
pub mod term_vector;
pub mod tf_idf;
pub mod weights;

pub use term_counts::{TermCounts, counts};
pub use term_vector::TermVector;
#[cfg(not(target_os = "unknown"))]
pub use tf_idf::count_of_tf;
pub use tf_idf::{MAX_COUNT, TfTable, dequantise, idf, norm, quantise, tf};
pub use weights::{IndexWeights, OPENING, RankWeights};
