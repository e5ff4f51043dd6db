//! Evaluation: how good the answers are against judgments, and how evenly they cover a site.
//!
//! In: answers and judgments, or a catalog. Out: nDCG, MRR, hit rates and coverage, with intervals.
//! May import everything but `shards`, `l10n` and `command`. Native only.

pub mod coverage;
pub mod metrics;
