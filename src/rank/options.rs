//! The options of a query besides the page.

use crate::document::Day;
use crate::weighting::{IndexWeights, RankWeights};

/// The options of a query besides the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RankOptions {
    /// How many articles at most, 1 to [`MAX_LIMIT`]. Default: 4.
    pub limit: usize,
    /// The reader's day: articles that are dated later or have expired are left out. Default: none;
    /// then no article is left out for its dates, and none ranks higher for being new.
    pub today: Option<Day>,
    /// In which languages articles are given. Default: the page's.
    pub languages: Languages,
    /// Whether articles that the page's text links to are left out. Default: no.
    pub skip_linked: bool,
    /// What is given when no article is related. Default: all of it.
    pub fallback: Fallback,
    /// How much each factor of a score counts.
    pub weights: RankWeights,
    /// How much each part of the page counts: what the catalog was built with, which is the
    /// default.
    pub index_weights: IndexWeights,
}

impl Default for RankOptions {
    fn default() -> RankOptions {
        RankOptions {
            limit: 4,
            today: None,
            languages: Languages::Same,
            skip_linked: false,
            fallback: Fallback::default(),
            weights: RankWeights::DEFAULT,
            index_weights: IndexWeights::DEFAULT,
        }
    }
}

/// In which languages articles are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Languages {
    /// In the page's, where both languages are known.
    #[default]
    Same,
    /// In all, those in the page's first; never the page's own translations.
    Any,
}

/// What is given when no article is related: the chain is section, then latest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fallback {
    /// Articles that share a tag, the section or the folder of the page.
    pub section: bool,
    /// The latest articles, when there are none of these either.
    pub latest: bool,
}

impl Default for Fallback {
    fn default() -> Fallback {
        Fallback { section: true, latest: true }
    }
}

/// Most articles that one page gets.
pub const MAX_LIMIT: usize = 50;
