//! The score of an article: a product of factors.

use crate::catalog::entry::{Entry, NO_DAY};
use crate::weighting::RankWeights;

/// The factors of a score.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Explanation {
    /// Cosine of the angle between the two articles: 0 to 1, for the same text.
    pub similarity: f32,
    /// 1 or more for dates of publication that are near each other, or near today.
    pub dates: f32,
    /// 1 or more for the same folder, section and tags.
    pub taxonomy: f32,
    /// More for articles in places where few others are near: 1 to about 1.6.
    pub hubness: f32,
    /// 1 or less for what repeats an article above it.
    pub diversity: f32,
}

impl Explanation {
    /// The factors with their names.
    pub fn factors(&self) -> impl Iterator<Item = (&'static str, f32)> + use<> {
        let Explanation { similarity, dates, taxonomy, hubness, diversity } = *self;
        [
            ("similarity", similarity),
            ("dates", dates),
            ("taxonomy", taxonomy),
            ("hubness", hubness),
            ("diversity", diversity),
        ]
        .into_iter()
    }

    /// The factors of an article's score: `similarity` and `taxonomy` are the cosines of its terms
    /// and labels with the page's, `day` is the page's. Diversity is 1 until articles are selected.
    pub fn new(
        entry: &Entry,
        similarity: f32,
        taxonomy: f32,
        day: i32,
        today: i32,
        weights: &RankWeights,
    ) -> Explanation {
        let near = |day: i32, weight: f32| {
            let days = (entry.day as f32 - day as f32).abs();
            if day == NO_DAY || entry.day == NO_DAY {
                0.0
            } else {
                weight / (1.0 + days / HALF_TIME)
            }
        };
        let dates = near(day, 1.0).max(near(today, NEWS));
        let density = f32::from(entry.density) / f32::from(u16::MAX);
        Explanation {
            similarity,
            dates: 1.0 + weights.dates * dates,
            taxonomy: 1.0 + weights.taxonomy * taxonomy,
            hubness: if weights.hubness { hubness(density) } else { 1.0 },
            diversity: 1.0,
        }
    }

    /// Whether it is related to the page: at least the [`floor`] of a site of `articles`.
    #[cfg(not(target_os = "unknown"))]
    pub fn is_related(&self, articles: usize) -> bool {
        self.similarity * self.taxonomy >= floor(articles)
    }

    pub fn product(&self) -> f32 {
        self.similarity * self.dates * self.taxonomy * self.hubness * self.diversity
    }
}

/// The least product of similarity and taxonomy of a related article, on a site of so many
/// articles: `0.04 + 0.55 / √articles`, where fewer than 60 articles count as 60.
///
/// The fewer articles there are, the higher the idf of words that two of them share by chance, and
/// the higher two unrelated ones score. Measured: among 80 news articles chance reaches 0.1; a
/// floor of 0.05 costs nothing on 1971 posts of judged relatedness. Shared labels are evidence.
pub fn floor(articles: usize) -> f32 {
    0.04 + 0.55 / (articles.max(60) as f32).sqrt()
}

/// Days after which the nearness of two dates counts half: 1 / (1 + days / 365).
///
/// The decay is slow so that old articles stay eligible. Measured: 120 to 365 days, hyperbolic or
/// exponential, are alike on posts.
const HALF_TIME: f32 = 365.0;

/// The weight of nearness to today, relative to nearness to the page's date.
///
/// Judgments are links of editors, who could only link to earlier articles. Readers arrive later
/// and may prefer newer ones. Measured: half of the weight costs those judgments nothing.
const NEWS: f32 = 0.5;

/// The least density: lower ones count as this.
const SPARSE: f32 = 0.02;

/// The factor that corrects hubness: the density of an article's neighbourhood to the power of −⅛.
///
/// Among many dimensions some points are among the nearest of very many others: M. Radovanović, A.
/// Nanopoulos, M. Ivanović, "Hubs in space", Journal of Machine Learning Research 11 (2010). To put
/// a distance in relation to those around is the remedy of L. Zelnik-Manor, P. Perona, "Self-tuning
/// spectral clustering" (2004). Measured: lower powers leave hubs, higher ones cost answers.
fn hubness(density: f32) -> f32 {
    1.0 / density.max(SPARSE).sqrt().sqrt().sqrt()
}
