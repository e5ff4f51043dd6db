//! Weights: how much each part of an article and each factor of a score counts.

/// How often each part of an article counts: fixed when an index is built, and the same for a page
/// that is compared with it.
///
/// `cargo xtask relevance` measures the effect of each on judged corpora.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IndexWeights {
    /// How often a term of the title counts, compared with one of the text. Default: 5.
    pub title: u32,
    /// The same for the page's description. Default: 1.
    pub excerpt: u32,
    /// How often the first [`OPENING`] terms of the text count beyond once: reports name their
    /// subject at the beginning. Default: 1.
    pub opening: u32,
    /// The weight of a pair of words, relative to a single word of the same document frequency.
    /// Default: 0.5. Pairs improve posts, and make manuals worse, whose templates repeat them.
    pub pairs: f32,
}

/// Terms at the beginning of a text that count more; about fifty words and the pairs of them.
pub const OPENING: usize = 100;

impl IndexWeights {
    /// The weights of the widget.
    pub const DEFAULT: IndexWeights = IndexWeights { title: 5, excerpt: 1, opening: 1, pairs: 0.5 };
}

impl Default for IndexWeights {
    fn default() -> IndexWeights {
        IndexWeights::DEFAULT
    }
}

/// How much each factor of a score counts: may vary from one query to the next.
///
/// A site sets the first two and `diversity` in its manifest; the others are for measuring.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RankWeights {
    /// How much the same day of publication adds to a score, as a share of it. Default: 0.8.
    pub dates: f32,
    /// How much the same folder, section and tags add to a score, as a share of it. Default: 0.5.
    pub taxonomy: f32,
    /// Whether hubs, articles that are near to everything, score less. Default: yes.
    pub hubness: bool,
    /// The most that an article loses for repeating one above it, as a share of its score.
    /// Default: 0.2.
    pub diversity: f32,
    /// Whether of several near-duplicates one is given. Default: yes.
    pub near_duplicates: bool,
}

impl RankWeights {
    /// The weights of a site without a configuration.
    pub const DEFAULT: RankWeights = RankWeights {
        dates: 0.8,
        taxonomy: 0.5,
        hubness: true,
        diversity: 0.2,
        near_duplicates: true,
    };

    /// These without diversity and near-duplicates, which depend on other chosen articles: for
    /// answers that are merged from several files.
    #[must_use]
    pub const fn alone(self) -> RankWeights {
        RankWeights { diversity: 0.0, near_duplicates: false, ..self }
    }
}

impl Default for RankWeights {
    fn default() -> RankWeights {
        RankWeights::DEFAULT
    }
}
