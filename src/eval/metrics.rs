//! The quality of answers by human judgments: metrics of each query, their means over all queries,
//! and the confidence intervals of these. Native only.

use std::collections::BTreeSet;

/// How well one query was answered, each mark from 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct QueryMetrics {
    /// nDCG@4: the first four answers, where an early one counts for more.
    ///
    /// The relevant ones at ranks i (from 1) gain 1 / log₂(i + 1) each, and the sum is divided by
    /// that of an ideal answer, which has min(4, relevant) relevant ones first. Gains are binary.
    /// Järvelin and Kekäläinen 2002, <https://doi.org/10.1145/582415.582418>.
    pub ndcg: f64,
    /// hit@4: 1 when one of the first four answers is relevant, or else 0.
    pub hit: f64,
    /// The share of MRR@10: 1 / rank of the first relevant answer, 0 when none of the first ten is
    /// relevant. Voorhees 1999, <https://trec.nist.gov/pubs/trec8/papers/qa_report.pdf>.
    pub reciprocal_rank: f64,
}

impl QueryMetrics {
    /// Judges answers, best first; the first ten count. All metrics are 0 when no article is
    /// relevant.
    pub fn new<Id: Ord>(found: &[Id], relevant: &BTreeSet<Id>) -> QueryMetrics {
        let discount = |rank: usize| 1.0 / libm::log2(rank as f64 + 2.0);
        let ranked = found.iter().take(10).enumerate();
        let hits: Vec<usize> =
            ranked.filter(|(_, id)| relevant.contains(id)).map(|(rank, _)| rank).collect();
        let Some(&first) = hits.first() else {
            return QueryMetrics::default();
        };
        let gain = hits.iter().filter(|rank| **rank < 4).map(|rank| discount(*rank)).sum::<f64>();
        let ideal: f64 = (0..relevant.len().min(4)).map(discount).sum();
        QueryMetrics {
            ndcg: gain / ideal,
            hit: if first < 4 { 1.0 } else { 0.0 },
            reciprocal_rank: 1.0 / (first as f64 + 1.0),
        }
    }
}

/// Means over all judged queries.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "command", derive(serde::Serialize))]
pub struct MeanMetrics {
    /// Mean of [`QueryMetrics::ndcg`].
    pub ndcg_at_4: f64,
    /// Half the width of the 95 % interval of `ndcg_at_4`: see [`half_width`].
    pub ndcg_at_4_half_width: f64,
    /// Mean of [`QueryMetrics::hit`]: the share of queries with a relevant one among the first
    /// four.
    pub hit_at_4: f64,
    /// Mean of [`QueryMetrics::reciprocal_rank`].
    pub mrr_at_10: f64,
    /// How many queries there are.
    pub queries: usize,
}

impl MeanMetrics {
    /// The means of the marks of all queries.
    pub fn new(marks: &[QueryMetrics]) -> MeanMetrics {
        let mean_of = |mark: fn(&QueryMetrics) -> f64| mean(marks.iter().map(mark));
        let ndcg: Vec<f64> = marks.iter().map(|marks| marks.ndcg).collect();
        MeanMetrics {
            ndcg_at_4: mean_of(|marks| marks.ndcg),
            ndcg_at_4_half_width: half_width(&ndcg),
            hit_at_4: mean_of(|marks| marks.hit),
            mrr_at_10: mean_of(|marks| marks.reciprocal_rank),
            queries: marks.len(),
        }
    }
}

/// Coverage: how evenly a site's boxes show its articles.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "command", derive(serde::Serialize))]
pub struct Coverage {
    /// How many boxes there are: one for each article.
    pub boxes: usize,
    /// How many of them the most recommended article is in, as a share of 1.
    pub most: f64,
    /// How many of the articles are in some box, as a share of 1.
    pub shown: f64,
}

impl Coverage {
    /// From the number of boxes that each article is in.
    pub fn new(times: &[u32]) -> Coverage {
        let boxes = times.len();
        let share = |n: usize| n as f64 / boxes.max(1) as f64;
        Coverage {
            boxes,
            most: share(times.iter().max().copied().unwrap_or_default() as usize),
            shown: share(times.iter().filter(|times| **times > 0).count()),
        }
    }
}

/// The difference of two means, and its confidence interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The mean with what is being tried, less the mean without: positive when it helps.
    pub mean: f64,
    /// Half the width of the 95 % interval of `mean`. Less than `mean`'s distance from 0 means that
    /// the difference is significant.
    pub half_width: f64,
}

impl Difference {
    /// The paired difference of marks of the same queries in the same order, with and without what
    /// is being tried.
    ///
    /// Queries are drawn in pairs with and without, so that what makes one query harder than
    /// another cancels out: the interval is far narrower than that of either mean. It is the paired
    /// bootstrap of Sakai 2006, <https://doi.org/10.1145/1148170.1148261>.
    ///
    /// # Panics
    ///
    /// When the two are not of equal length: they are not marks of the same queries.
    pub fn paired(with: &[f64], without: &[f64]) -> Difference {
        assert_eq!(with.len(), without.len(), "the marks are not of the same queries");
        let changes: Vec<f64> =
            with.iter().zip(without).map(|(with, without)| with - without).collect();
        Difference { mean: mean(changes.iter().copied()), half_width: half_width(&changes) }
    }
}

/// The arithmetic mean; 0 of no values.
pub fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let n = values.len().max(1) as f64;
    values.sum::<f64>() / n
}

/// Half the width of the 95 % interval of the values' mean, in their unit: 1.96 standard deviations
/// of the means of 1000 bootstrap samples, always the same ones. Efron 1979,
/// <https://doi.org/10.1214/aos/1176344552>.
pub fn half_width(values: &[f64]) -> f64 {
    let mut random = SplitMix64(0);
    let means: Vec<f64> = (0..1000)
        .map(|_| mean((0..values.len()).map(|_| values[random.below(values.len())])))
        .collect();
    let middle = mean(means.iter().copied());
    1.96 * mean(means.iter().map(|mean| (mean - middle).powi(2))).sqrt()
}

/// SplitMix64, Steele, Lea and Flood 2014, <https://doi.org/10.1145/2660193.2660195>: good enough
/// to draw samples with, and it needs no crate.
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to `end` − 1; its bias is below `end` / 2⁶⁴.
    fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splitmix_gives_the_published_numbers() {
        let mut random = SplitMix64(1234567);
        let first = [random.next(), random.next(), random.next()];
        assert_eq!(first, [6457827717110365317, 3203168211198807973, 9817491932198370423]);
    }

    #[test]
    fn marks_are_those_worked_out_by_hand() {
        let relevant = BTreeSet::from(["a", "b"]);
        let all = QueryMetrics { ndcg: 1.0, hit: 1.0, reciprocal_rank: 1.0 };
        assert_eq!(QueryMetrics::new(&["b", "a", "x"], &relevant), all);
        let marks = QueryMetrics::new(&["x", "a", "y", "z", "b"], &relevant);
        let ndcg = (1.0 / 3_f64.log2()) / (1.0 + 1.0 / 3_f64.log2());
        assert!((marks.ndcg - ndcg).abs() < 1e-12, "{marks:?}");
        assert_eq!((marks.hit, marks.reciprocal_rank), (1.0, 0.5));
        // The fifth counts for the reciprocal rank only, the eleventh for nothing.
        let fifth = QueryMetrics { ndcg: 0.0, hit: 0.0, reciprocal_rank: 0.2 };
        assert_eq!(QueryMetrics::new(&[3, 4, 5, 6, 1], &BTreeSet::from([1])), fifth);
        let eleventh: Vec<u32> = (0..11).collect();
        assert_eq!(QueryMetrics::new(&eleventh, &BTreeSet::from([10])), QueryMetrics::default());
        assert_eq!(QueryMetrics::new(&[1], &BTreeSet::new()), QueryMetrics::default());
        assert_eq!(QueryMetrics::new(&[], &BTreeSet::from([1])), QueryMetrics::default());
    }

    #[test]
    fn the_half_width_is_that_of_the_mean() {
        // 400 coin tosses: the standard error of their mean is 0.025.
        let tosses: Vec<f64> = (0..400).map(|i| f64::from(i % 2)).collect();
        let width = half_width(&tosses);
        assert!((width - 1.96 * 0.025).abs() < 0.003, "{width}");
        assert_eq!(half_width(&[0.5; 10]), 0.0);
    }

    #[test]
    fn of_nothing_there_is_nothing() {
        let nothing = MeanMetrics::new(&[]);
        assert_eq!(
            (nothing.ndcg_at_4, nothing.ndcg_at_4_half_width, nothing.queries),
            (0.0, 0.0, 0)
        );
        assert_eq!(Difference::paired(&[], &[]), Difference { mean: 0.0, half_width: 0.0 });
    }

    #[test]
    fn a_difference_is_of_the_same_queries() {
        let with: Vec<f64> = (0..400).map(|i| f64::from(i % 2)).collect();
        // What all queries gain alike is no chance, however much they differ among themselves.
        let without: Vec<f64> = with.iter().map(|mark| mark - 0.25).collect();
        let even = Difference::paired(&with, &without);
        assert_eq!(even, Difference { mean: 0.25, half_width: 0.0 });
        // One query in four loses 1: a standard error of √(1/4 · 3/4 / 400).
        let without: Vec<f64> =
            with.iter().zip(0..).map(|(mark, i)| mark - f64::from(u8::from(i % 4 == 0))).collect();
        let helped = Difference::paired(&with, &without);
        assert_eq!(helped.mean, 0.25);
        let expected = 1.96 * (0.25 * 0.75 / 400_f64).sqrt();
        assert!((helped.half_width - expected).abs() < 0.003, "{helped:?}");
        // The other way round the sign turns, and nothing else.
        let turned = Difference::paired(&without, &with);
        assert_eq!(turned.mean, -0.25);
        assert!((turned.half_width - helped.half_width).abs() < 1e-12, "{turned:?}");
    }

    #[test]
    #[should_panic(expected = "not of the same queries")]
    fn a_difference_of_unequal_queries_is_refused() {
        let _ = Difference::paired(&[1.0], &[]);
    }
}
