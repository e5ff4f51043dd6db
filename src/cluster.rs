//! Groups of articles that resemble each other.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::parallel;
use crate::text::Feature;
use crate::vector::norm;
use crate::weights::FeatureHash;

/// How often middles are moved to that of the points which resemble them most.
const ROUNDS: usize = 4;

/// How many groups a point may go to: the first of them that is not full.
const CHOICE: usize = 8;

/// A point among others: features by ascending number with what they weigh, of length 1.
pub(crate) type Point = Vec<(Feature, f32)>;

/// A point by its strongest features.
pub(crate) fn point(features: impl Iterator<Item = (Feature, f32)>, most: usize) -> Point {
    let mut all: Point = features.collect();
    if all.len() > most {
        all.select_nth_unstable_by(most, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        all.truncate(most);
    }
    all.sort_unstable_by_key(|(feature, _)| *feature);
    let length = norm(all.iter().map(|(_, part)| *part)).max(f32::MIN_POSITIVE);
    all.iter_mut().for_each(|(_, part)| *part /= length);
    all
}

/// The middle of some points, by its strongest features.
pub(crate) fn middle<'p>(points: impl Iterator<Item = Cow<'p, Point>>, most: usize) -> Point {
    let mut sum: HashMap<Feature, f32, FeatureHash> = HashMap::default();
    for one in points {
        one.iter().for_each(|(feature, part)| *sum.entry(*feature).or_default() += part);
    }
    point(sum.into_iter(), most)
}

/// Moves middles to where points lie close together, as many as there are of them; they have so many
/// features at most.
///
/// By k-means on the sphere. Source: I. Dhillon, D. Modha, "Concept decompositions for large sparse text
/// data using clustering", Machine Learning 42 (2001).
pub(crate) fn settle(points: &[Point], mut middles: Vec<Point>, most: usize) -> Vec<Point> {
    for _ in 0..ROUNDS {
        let groups = group(points.len(), |number| Cow::Borrowed(&points[number]), &middles);
        let of = |group: &Vec<u32>, (): &mut ()| {
            middle(group.iter().map(|&one| Cow::Borrowed(&points[one as usize])), most)
        };
        middles = parallel::share(parallel::threads(), groups.iter(), of);
    }
    middles
}

/// Puts each of so many points into the group of the middle that it resembles most. A group has a quarter
/// more than it would have if all were alike, at most: of those that are not full.
pub(crate) fn group<'p>(
    points: usize,
    point: impl Fn(usize) -> Cow<'p, Point> + Sync,
    middles: &[Point],
) -> Vec<Vec<u32>> {
    let mut index: HashMap<Feature, Vec<(u32, f32)>, FeatureHash> = HashMap::default();
    for (group, middle) in (0..).zip(middles) {
        for (feature, part) in middle {
            index.entry(*feature).or_default().push((group, *part));
        }
    }
    let best = |number: usize, products: &mut Vec<f32>| {
        products.clear();
        products.resize(middles.len(), 0.0);
        for (feature, part) in point(number).iter() {
            for (group, other) in index.get(feature).into_iter().flatten() {
                products[*group as usize] += part * other;
            }
        }
        let mut near: Vec<(u32, f32)> =
            (0..).zip(products.iter().copied()).filter(|(_, product)| *product > 0.0).collect();
        let order = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if near.len() > CHOICE {
            near.select_nth_unstable_by(CHOICE, order);
            near.truncate(CHOICE);
        }
        near.sort_unstable_by(order);
        // Not `into_iter`, which would keep the room for all middles.
        near.iter().map(|(group, _)| *group).collect::<Vec<u32>>()
    };
    let best = parallel::map(parallel::threads(), points, best, &|_| ());
    let full = (5 * points).div_ceil(4 * middles.len().max(1));
    let mut groups: Vec<Vec<u32>> = vec![Vec::new(); middles.len()];
    // Where what no group suits, or only full ones, comes together.
    let mut open = 0;
    for (number, near) in (0..).zip(best) {
        let near = near.into_iter().map(|group| group as usize);
        let group = near.into_iter().find(|&group| groups[group].len() < full);
        let group = group.unwrap_or_else(|| {
            while groups[open].len() >= full {
                open += 1;
            }
            open
        });
        groups[group].push(number);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cluster(points: &[Point], seeds: Vec<Point>, most: usize) -> Vec<Vec<u32>> {
        let middles = settle(points, seeds, most);
        group(points.len(), |number| Cow::Borrowed(&points[number]), &middles)
    }

    fn at(features: &[u32]) -> Point {
        point(features.iter().map(|&feature| (Feature(feature), 1.0)), 8)
    }

    #[test]
    fn alike_comes_together() {
        let points: Vec<Point> =
            (0..90).map(|number| at(&[number % 3, 10 + number % 3, 100 + number])).collect();
        let groups = cluster(&points, vec![at(&[0]), at(&[1]), at(&[12])], 8);
        for (group, points) in (0..).zip(&groups) {
            assert_eq!(points.len(), 30);
            assert!(points.iter().all(|point| point % 3 == group), "{points:?}");
        }
    }

    #[test]
    fn no_group_is_too_full_and_every_point_is_in_one() {
        let points: Vec<Point> = (0..100).map(|number| at(&[7, 100 + number])).collect();
        for seeds in [1, 3, 7, 100] {
            let groups = cluster(&points, vec![at(&[7]); seeds], 4);
            let full = 125_usize.div_ceil(seeds);
            assert!(groups.iter().all(|group| group.len() <= full), "{groups:?}");
            let mut all: Vec<u32> = groups.concat();
            all.sort_unstable();
            assert_eq!(all, (0..100).collect::<Vec<u32>>());
        }
        let strange: Vec<Point> = (0..10).map(|number| at(&[number])).collect();
        assert_eq!(cluster(&strange, vec![at(&[99]); 2], 4).concat().len(), 10);
    }

    #[test]
    fn a_point_has_its_strongest_features_and_length_1() {
        let point = point([(Feature(9), 1.0), (Feature(3), 4.0), (Feature(5), 3.0)].into_iter(), 2);
        assert_eq!(point, [(Feature(3), 0.8), (Feature(5), 0.6)]);
        assert_eq!(middle([&point, &point].map(Cow::Borrowed).into_iter(), 1), [(Feature(3), 1.0)]);
    }
}
