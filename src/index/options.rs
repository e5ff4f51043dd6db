//! The options and the progress of a build.

use crate::weighting::IndexWeights;

/// What a catalog keeps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BuildOptions {
    /// How many terms of an article are kept, those with the highest weight; `None` keeps all.
    ///
    /// Fewer make a smaller catalog and rougher answers. Default: 128.
    pub max_terms: Option<u32>,
    /// How much is made of what. Default: as the widget has it; with others it would not agree.
    pub index_weights: IndexWeights,
}

impl Default for BuildOptions {
    fn default() -> BuildOptions {
        BuildOptions { max_terms: Some(128), index_weights: IndexWeights::DEFAULT }
    }
}

/// How far a build is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BuildProgress {
    /// A step begins, with its number of parts.
    Begins(BuildStep, usize),
    /// That many more of its parts are done.
    Advances(usize),
}

/// What takes long once the articles are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BuildStep {
    /// Finding out what each term weighs.
    Weighing,
    /// Finding what is near to each article: a part for each.
    Comparing,
}
