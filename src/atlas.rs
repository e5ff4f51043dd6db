//! The second road: what a page needs that is no article of a large site (a draft, a page published a
//! minute ago, a preview).
//!
//! All articles stand in small files, leaves, each with some that resemble each other, with all that is
//! needed to rank them; what is shown of them stands in a file of its own beside each leaf. A map holds a
//! centroid of each leaf; that of a large site one of each region, and each region has a map of its own
//! leaves. A map is a catalog too, whose articles are centroids and whose addresses are numbers of files.
//! Each article also names the leaves in which those nearest to it stand: from the best articles of the
//! first leaves the way leads on to the others. See [`explore`](crate::explore).

use std::borrow::Cow;
use std::collections::HashMap;

use crate::error::Error;
use crate::format::{Entry, MAP, NEVER, NO_DAY, NO_LANGUAGE, SKETCH, TEXTS};
use crate::part::{Part, Row, put_rows};
use crate::site::Site;
use crate::text::Feature;
use crate::vector::{from_steps, norm, tf};

/// Articles in a leaf, as a rule; half as many again at most.
pub(crate) const LEAF: usize = 8;

/// How many of the articles nearest to it an article names.
const NAMED: usize = 8;

/// Bits of features that leaves and maps leave out. Of the 20 that stay, a page of 600 features takes one
/// in every other leaf for what it is not.
const CUT: u32 = 12;

/// Leaves up to this number are on one map; more are on a map for each region.
const FLAT: usize = 64;

/// Features of a leaf's centroid and of a region's: at most, and on a map of many not so many more than
/// [`ON_MAP`] together, but [`FEW`] of each at least.
const LEAF_FEATURES: usize = 48;
const REGION_FEATURES: usize = 64;
const ON_MAP: usize = 1_600;
const FEW: usize = 10;

/// How often regions are found anew from their leaves.
const ROUNDS: usize = 4;

/// The leaves and regions of a site.
#[derive(Debug)]
pub struct Atlas<'a> {
    site: &'a Site,
    leaves: Vec<Vec<u32>>,
    /// The leaf of each article.
    leaf_of: Vec<u32>,
    /// The leaves of each region; none where one map has them all.
    regions: Vec<Vec<u32>>,
    centroids: Vec<Centroid>,
    region_centroids: Vec<Centroid>,
}

/// The middle of some articles.
#[derive(Debug, Clone, Default)]
struct Centroid {
    /// Features by ascending number with what they weigh, of length 1.
    features: Vec<(Feature, f32)>,
    /// The labels that at least half of them have.
    labels: Vec<Feature>,
    /// The day in the middle of theirs, of those that have one.
    day: Option<i32>,
}

impl<'a> Atlas<'a> {
    /// Finds leaves and regions.
    pub fn of(site: &'a Site) -> Atlas<'a> {
        let leaves = leaves(site);
        let leaf_of = leaf_of(&leaves, site.articles.len());
        // As many regions as a region has leaves.
        let count = leaves.len().isqrt();
        let on_map = if leaves.len() > FLAT { count } else { leaves.len() };
        let centroids: Vec<Centroid> = leaves
            .iter()
            .map(|articles| middle(site, articles, features_of(on_map, LEAF_FEATURES)))
            .collect();
        let (regions, region_centroids) =
            if leaves.len() > FLAT { regions(&centroids, count) } else { (Vec::new(), Vec::new()) };
        Atlas { site, leaves, leaf_of, regions, centroids, region_centroids }
    }

    /// The leaves and regions of an earlier build with what has come to them since. Maps stay as they
    /// were drawn: this atlas draws none.
    pub(crate) fn with(site: &'a Site, leaves: Vec<Vec<u32>>, regions: Vec<Vec<u32>>) -> Atlas<'a> {
        let leaf_of = leaf_of(&leaves, site.articles.len());
        let (centroids, region_centroids) = (Vec::new(), Vec::new());
        Atlas { site, leaves, leaf_of, regions, centroids, region_centroids }
    }

    /// The articles of each leaf, and the leaves of each region.
    pub(crate) fn shape(&self) -> (&[Vec<u32>], &[Vec<u32>]) {
        (&self.leaves, &self.regions)
    }

    /// How many leaves there are.
    pub fn leaves(&self) -> usize {
        self.leaves.len()
    }

    /// How many regions there are; none when [`map`](Atlas::map) has all leaves.
    pub fn regions(&self) -> usize {
        self.regions.len()
    }

    /// The map of all regions, or of all leaves.
    ///
    /// # Errors
    /// A section of 4 GiB or more.
    pub fn map(&self) -> Result<Vec<u8>, Error> {
        if self.regions.is_empty() {
            self.draw((0..).zip(&self.centroids))
        } else {
            self.draw((0..).zip(&self.region_centroids))
        }
    }

    /// The map of the leaves of a region.
    ///
    /// # Errors
    /// A section of 4 GiB or more.
    pub fn region(&self, region: usize) -> Result<Vec<u8>, Error> {
        let leaves = self.regions[region].iter();
        self.draw(leaves.map(|&leaf| (leaf, &self.centroids[leaf as usize])))
    }

    /// The articles of a leaf.
    ///
    /// # Errors
    /// A section of 4 GiB or more.
    pub fn leaf(&self, leaf: usize) -> Result<Vec<u8>, Error> {
        let site = self.site;
        let near = |number: u32| {
            let mut named = site.nearest[number as usize].neighbours.clone();
            named.sort_by_key(|(_, likeness)| std::cmp::Reverse(*likeness));
            named.truncate(NAMED);
            named.sort_unstable_by_key(|(other, _)| self.leaf_of[*other as usize]);
            let named = named.iter();
            let named = named.map(|&(other, likeness)| {
                let leaf = self.leaf_of[other as usize];
                let place = self.leaves[leaf as usize].partition_point(|&one| one < other);
                format!("{leaf}.{place}.{likeness}")
            });
            named.collect::<Vec<_>>().join(" ")
        };
        let numbers = &self.leaves[leaf];
        Part { near: &near, is_bare: true, ..Part::of(numbers, &|_, _| true, CUT) }.write(site)
    }

    /// What is shown of the articles of a leaf, by their places there: title, excerpt and picture.
    pub fn cards(&self, leaf: usize) -> Vec<[&str; 3]> {
        let articles = self.leaves[leaf].iter().map(|&number| &self.site.articles[number as usize]);
        articles.map(|one| [&*one.title, &*one.excerpt, &*one.image]).collect()
    }

    /// Writes centroids as a catalog.
    fn draw<'c>(
        &self,
        centroids: impl Iterator<Item = (u32, &'c Centroid)>,
    ) -> Result<Vec<u8>, Error> {
        let site = self.site;
        let rows = centroids.map(|(number, centroid)| {
            let weight = |feature: Feature| from_steps(site.steps(feature));
            // Counts that make the same direction, as large as a byte holds.
            let parts = centroid.features.iter();
            let most = parts.clone().map(|(feature, part)| part / weight(*feature));
            let scale = tf(255) / most.fold(f32::MIN_POSITIVE, f32::max);
            let count = |&(feature, part): &(Feature, f32)| {
                let root = part / weight(feature) * scale;
                (feature, coarse(root.powf(1.6)), site.steps(feature))
            };
            let mut features: Vec<(Feature, u32, u32)> = parts.map(count).collect();
            let length =
                norm(features.iter().map(|(_, count, steps)| tf(*count) * from_steps(*steps)));
            let labels = &centroid.labels;
            features.extend(labels.iter().map(|label| (*label, 1, site.steps(*label))));
            let entry = Entry {
                length,
                filing: norm(labels.iter().map(|label| weight(*label))),
                day: centroid.day.unwrap_or(NO_DAY),
                expires: NEVER,
                card: 0,
                address: 0,
                mean_square: 0.0,
                density: u16::MAX,
                language: NO_LANGUAGE,
                pinned: 0,
                sketch: [0; SKETCH],
            };
            let mut texts: [Cow<'_, str>; TEXTS] = Default::default();
            texts[0] = number.to_string().into();
            Row { entry, features, texts, neighbours: Vec::new() }
        });
        put_rows(site, rows, MAP, site.mean_squares, CUT)
    }
}

/// The leaf of each of so many articles.
pub(crate) fn leaf_of(leaves: &[Vec<u32>], articles: usize) -> Vec<u32> {
    let mut leaf_of = vec![0; articles];
    for (leaf, articles) in (0..).zip(leaves) {
        articles.iter().for_each(|&article| leaf_of[article as usize] = leaf);
    }
    leaf_of
}

/// The features of each of so many centroids on a map, of which each has so many at most.
fn features_of(centroids: usize, most: usize) -> usize {
    (ON_MAP / centroids.max(1)).clamp(FEW, most)
}

/// Puts each article with those nearest to it that have no leaf yet, beginning where articles lie close
/// together. Those that nothing is left for join the leaf of most that is near to them.
fn leaves(site: &Site) -> Vec<Vec<u32>> {
    let mut order: Vec<u32> = (0..site.len() as u32).collect();
    order.sort_by_key(|&number| std::cmp::Reverse(site.entries[number as usize].density));
    let near = |number: u32| &site.nearest[number as usize].nearest;
    let mut leaf_of: Vec<Option<u32>> = vec![None; site.len()];
    let mut leaves: Vec<Vec<u32>> = Vec::new();
    for &first in &order {
        if leaf_of[first as usize].is_some() {
            continue;
        }
        let free = near(first).iter().map(|(other, _)| *other);
        let free = free.filter(|other| leaf_of[*other as usize].is_none());
        let leaf: Vec<u32> = [first].into_iter().chain(free).take(LEAF).collect();
        if leaf.len() > LEAF / 2 {
            leaf.iter().for_each(|&number| leaf_of[number as usize] = Some(leaves.len() as u32));
            leaves.push(leaf);
        }
    }
    let mut left = Vec::new();
    for number in 0..site.len() as u32 {
        if leaf_of[number as usize].is_some() {
            continue;
        }
        let mut votes: Vec<(u32, f32)> = Vec::new();
        for (other, cosine) in near(number) {
            let leaf = leaf_of[*other as usize];
            let Some(leaf) = leaf.filter(|leaf| leaves[*leaf as usize].len() < LEAF * 3 / 2) else {
                continue;
            };
            match votes.iter_mut().find(|(known, _)| *known == leaf) {
                Some((_, votes)) => *votes += cosine,
                None => votes.push((leaf, *cosine)),
            }
        }
        let best = votes.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        match best {
            Some((leaf, _)) => {
                leaf_of[number as usize] = Some(leaf);
                leaves[leaf as usize].push(number);
            }
            None => left.push(number),
        }
    }
    // By address: those of one folder come together.
    leaves.extend(left.chunks(LEAF).map(<[u32]>::to_vec));
    leaves.iter_mut().for_each(|leaf| leaf.sort_unstable());
    leaves
}

/// A count from 1 to 255, one of nine: what repeats compresses.
fn coarse(count: f32) -> u32 {
    (1 << (count.max(1.0).log2().round() as u32)).min(255)
}

/// The middle of some articles by its strongest features.
fn middle(site: &Site, articles: &[u32], most: usize) -> Centroid {
    let mut sum: HashMap<Feature, f32> = HashMap::new();
    let mut labels: HashMap<Feature, usize> = HashMap::new();
    let mut days = Vec::new();
    for &number in articles {
        let entry = &site.entries[number as usize];
        let length = entry.length.max(f32::MIN_POSITIVE);
        for (feature, count, steps) in site.kept(number) {
            let weight = tf(count) * from_steps(steps);
            *sum.entry(feature).or_default() += weight / length;
        }
        let own = site.articles[number as usize].labels.iter();
        own.for_each(|label| *labels.entry(*label).or_default() += 1);
        days.extend(Some(entry.day).filter(|day| *day != NO_DAY));
    }
    days.sort_unstable();
    let shared = labels
        .into_iter()
        .filter(|(label, count)| 2 * count >= articles.len() && site.labels.contains_key(label));
    let mut labels: Vec<Feature> = shared.map(|(label, _)| label).collect();
    labels.sort_unstable();
    Centroid { features: strongest(sum, most), labels, day: days.get(days.len() / 2).copied() }
}

fn strongest(sum: HashMap<Feature, f32>, most: usize) -> Vec<(Feature, f32)> {
    let mut all: Vec<(Feature, f32)> = sum.into_iter().collect();
    all.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    all.truncate(most);
    let length = norm(all.iter().map(|(_, part)| *part)).max(f32::MIN_POSITIVE);
    all.iter_mut().for_each(|(_, part)| *part /= length);
    all.sort_unstable_by_key(|(feature, _)| *feature);
    all
}

/// Regions of leaves that resemble each other, by k-means on the sphere. Source: I. Dhillon, D. Modha,
/// "Concept decompositions for large sparse text data using clustering", Machine Learning 42 (2001).
fn regions(leaves: &[Centroid], wanted: usize) -> (Vec<Vec<u32>>, Vec<Centroid>) {
    // Every so many leaves: those next to each other are alike more often than not.
    let mut middles: Vec<Centroid> =
        (0..wanted).map(|i| leaves[i * leaves.len() / wanted].clone()).collect();
    let mut regions = Vec::new();
    for _ in 0..ROUNDS {
        regions = assign(leaves, &middles);
        middles = regions
            .iter()
            .map(|region: &Vec<u32>| {
                let mut sum: HashMap<Feature, f32> = HashMap::new();
                for &leaf in region {
                    for (feature, part) in &leaves[leaf as usize].features {
                        *sum.entry(*feature).or_default() += part;
                    }
                }
                let features = strongest(sum, features_of(wanted, REGION_FEATURES));
                Centroid { features, ..Centroid::default() }
            })
            .collect();
    }
    (regions, middles)
}

/// Puts each leaf into the region that it resembles most and that is not full.
fn assign(leaves: &[Centroid], middles: &[Centroid]) -> Vec<Vec<u32>> {
    let full = 2 * leaves.len().div_ceil(middles.len());
    let mut index: HashMap<Feature, Vec<(u32, f32)>> = HashMap::new();
    for (region, middle) in (0..).zip(middles) {
        for (feature, part) in &middle.features {
            index.entry(*feature).or_default().push((region, *part));
        }
    }
    let mut regions = vec![Vec::new(); middles.len()];
    for (number, leaf) in (0..).zip(leaves) {
        let mut products = vec![0.0; middles.len()];
        for (feature, part) in &leaf.features {
            for (region, other) in index.get(feature).into_iter().flatten() {
                products[*region as usize] += part * other;
            }
        }
        let open = (0..middles.len()).filter(|&region| regions[region].len() < full);
        let best = open.max_by(|&a, &b| products[a].total_cmp(&products[b]).then(b.cmp(&a)));
        regions[best.unwrap_or_default()].push(number);
    }
    regions
}
