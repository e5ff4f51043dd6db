#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

#[doc(hidden)]
pub mod catalog;
#[cfg(all(feature = "command", not(target_os = "unknown")))]
#[doc(hidden)]
pub mod command;
#[doc(hidden)]
pub mod document;
#[cfg(not(target_os = "unknown"))]
#[doc(hidden)]
pub mod eval;
#[doc(hidden)]
pub mod index;
#[cfg(not(target_os = "unknown"))]
#[doc(hidden)]
pub mod l10n;
#[doc(hidden)]
pub mod rank;
#[cfg(not(target_os = "unknown"))]
#[doc(hidden)]
pub mod shards;
#[doc(hidden)]
pub mod text;
#[doc(hidden)]
pub mod weighting;

pub use catalog::{Card, Catalog, Error};
pub use document::{Article, Day, Page, Prepared};
pub use index::{BuildOptions, Builder, Site};
pub use rank::{Answer, AnswerKind, Explanation, Fallback, Languages, RankOptions, Recommendation};
pub use weighting::{IndexWeights, RankWeights};
