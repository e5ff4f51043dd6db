//! What features weigh in a site.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::known::Known;
use crate::parallel;
use crate::prepared::Prepared;
use crate::shelves::Shelves;
use crate::signals::Signals;
use crate::terms::Terms;
use crate::text::Feature;
use crate::vector::{from_steps, idf, norm, tf, to_steps};

/// Added to the number of a language's articles: of two articles in Danish not every word that both
/// have is a common one.
const FEW: u64 = 10;

/// What a feature weighs in any article of a site.
struct Weight {
    /// As it is stored.
    steps: u16,
    /// In how many articles it occurs.
    df: u32,
}

/// What the features of a site weigh: those that several articles have, about 11 bytes each.
#[derive(Debug, Default)]
pub(crate) struct Weights {
    /// By ascending value.
    features: Vec<Feature>,
    steps: Vec<u16>,
    dfs: Vec<u32>,
    /// Where each range of equal highest bits begins among them, and the end of the last.
    begins: Vec<u32>,
    bits: u32,
}

/// Features in such a range, on average: what a look-up reads through.
const RANGE: usize = 4;

impl Weights {
    /// Counts the features of a site's articles. Each feature weighs [`idf`], less for pairs.
    ///
    /// Document frequencies are counted as if the whole site were in the languages that use a feature.
    /// On a site with a tenth of its articles in Chinese the commonest Chinese characters are in a
    /// tenth of the articles at most, and would pass for telling ones. So a frequency is raised by the
    /// site's articles over those in the feature's languages, which are the first parts of the `lang`
    /// of the articles that have it. Features of a single article are left out: they connect it to
    /// nothing.
    pub fn of(articles: &[Prepared], signals: &Signals, threads: usize) -> Weights {
        let languages = Languages::of(articles);
        let shelves =
            Shelves::of(articles.iter().map(|article| article.terms.features().len()).sum());
        let all = articles.len() as u64;
        let weight = |feature: Feature, found: &Found| {
            let df = u64::from(found.articles) * (all + FEW) / (languages.share(found) + FEW);
            let weight = idf(df, all as u32) * if feature.is_pair() { signals.pairs } else { 1.0 };
            // The rarest feature of 2³² articles weighs 48, or 387 steps.
            Weight { steps: to_steps(weight).min(u16::MAX.into()) as u16, df: found.articles }
        };
        let count = |shelf: usize, found: &mut HashMap<Feature, Found, FeatureHash>| {
            let (first, last) = shelves.range(shelf);
            for (article, language) in articles.iter().zip(&languages.of_articles) {
                let features = article.terms.features();
                let begin = features.partition_point(|feature| *feature < first);
                for feature in features[begin..].iter().take_while(|feature| **feature <= last) {
                    found.entry(*feature).or_default().add(*language);
                }
            }
            let several = found.drain().filter(|(_, found)| found.articles > 1);
            let mut known: Vec<(Feature, Weight)> =
                several.map(|(feature, found)| (feature, weight(feature, &found))).collect();
            known.sort_unstable_by_key(|(feature, _)| *feature);
            known
        };
        Weights::from(parallel::share(threads, 0..shelves.len(), count))
    }

    /// How many features are known.
    pub fn len(&self) -> usize {
        self.features.len()
    }

    /// The place of a feature among all known ones.
    pub fn place(&self, feature: Feature) -> Option<u32> {
        let range = (u64::from(feature.0) << self.bits >> 32) as usize;
        let &[begin, end] = self.begins.get(range..range + 2)? else { return None };
        let range = &self.features[begin as usize..end as usize];
        Some(begin + range.iter().position(|other| *other == feature)? as u32)
    }

    /// The feature at a place.
    pub fn feature(&self, place: u32) -> Feature {
        self.features[place as usize]
    }

    /// What the feature at a place weighs, as it is stored.
    pub fn steps(&self, place: u32) -> u32 {
        self.steps[place as usize].into()
    }

    /// In how many articles the feature at a place occurs.
    pub fn df(&self, place: u32) -> u32 {
        self.dfs[place as usize]
    }
}

impl From<Vec<Vec<(Feature, Weight)>>> for Weights {
    /// From features that ascend, in several lists.
    fn from(lists: Vec<Vec<(Feature, Weight)>>) -> Weights {
        let known: usize = lists.iter().map(Vec::len).sum();
        let mut all = Weights { bits: (known / RANGE).max(1).ilog2(), ..Weights::default() };
        all.features.reserve_exact(known);
        all.steps.reserve_exact(known);
        all.dfs.reserve_exact(known);
        all.begins = Vec::with_capacity((1 << all.bits) + 1);
        for (feature, weight) in lists.into_iter().flatten() {
            let range = u64::from(feature.0) << all.bits >> 32;
            all.begins.resize(all.begins.len().max(range as usize + 1), all.features.len() as u32);
            all.features.push(feature);
            all.steps.push(weight.steps);
            all.dfs.push(weight.df);
        }
        all.begins.resize((1 << all.bits) + 1, all.features.len() as u32);
        all
    }
}

/// Where a feature was found.
#[derive(Default)]
struct Found {
    articles: u32,
    /// The places of their languages, the lower half and the upper: so it is no longer than need be.
    languages: [u32; 2],
}

impl Found {
    fn add(&mut self, language: u8) {
        self.articles += 1;
        self.languages[usize::from(language >> 5)] |= 1 << (language & 31);
    }
}

/// The languages of a site as document frequencies know them.
struct Languages {
    /// How many articles each has.
    articles: Vec<u64>,
    of_articles: Vec<u8>,
}

impl Languages {
    fn of(articles: &[Prepared]) -> Languages {
        let mut names: Vec<&str> = Vec::new();
        let mut all = Languages { articles: Vec::new(), of_articles: Vec::new() };
        for article in articles {
            let lang = article.lang.split(['-', '_']).next().unwrap_or_default();
            let place = names.iter().position(|name| name.eq_ignore_ascii_case(lang));
            let place = place.unwrap_or_else(|| {
                names.push(lang);
                names.len() - 1
            });
            // A site in more than 64 languages has its last ones counted as one.
            let place = place.min(63);
            all.articles.resize(all.articles.len().max(place + 1), 0);
            all.articles[place] += 1;
            all.of_articles.push(place as u8);
        }
        all
    }

    /// How many articles there are in the languages of a feature.
    fn share(&self, found: &Found) -> u64 {
        let has = |place: usize| found.languages[place >> 5] >> (place & 31) & 1 == 1;
        let all = self.articles.iter().enumerate();
        all.filter(|(place, _)| has(*place)).map(|(_, articles)| articles).sum()
    }
}

/// Features are hashes: one multiplication spreads what differs between those of one shelf.
/// Source of the constant: 2⁶⁴ divided by the golden ratio, as Knuth has it.
#[derive(Default)]
pub(crate) struct FeatureHasher(u64);

pub(crate) type FeatureHash = BuildHasherDefault<FeatureHasher>;

impl Hasher for FeatureHasher {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u32(u32::from(*byte)));
    }

    fn write_u32(&mut self, part: u32) {
        self.0 = (self.0 ^ u64::from(part)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(26);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// What each label weighs, as it is stored: `ln((articles + 1) / (df + ½))`. One that weighs nothing,
/// because all articles or one have it, is left out.
pub(crate) fn label_weights(articles: &[Prepared]) -> HashMap<Feature, u32> {
    let mut df: HashMap<Feature, u32> = HashMap::new();
    for label in articles.iter().flat_map(|article| &article.labels) {
        *df.entry(*label).or_default() += 1;
    }
    let weigh = |df: u32| libm::logf((articles.len() as f32 + 1.0) / (df as f32 + 0.5)).max(0.0);
    let weighed = df.into_iter().filter(|(_, df)| *df > 1);
    let weighed = weighed.map(|(label, df)| (label, to_steps(weigh(df))));
    weighed.filter(|(_, steps)| *steps > 0).collect()
}

/// Finds what an article shares with others and chooses what the catalog keeps of it: the features
/// that matter most for being found, at most `limit`. Those are the ones of a large share in the
/// article's length that other articles share. weight² × √df is measured: see the README.
///
/// Gives the length of the vector of what is kept, too.
pub(crate) fn keep_best(
    terms: &Terms,
    weights: &Weights,
    limit: Option<u32>,
    keeping: &mut Keeping,
) -> (Known, f32) {
    let Keeping { shared, worths, kept, others } = keeping;
    shared.clear();
    worths.clear();
    kept.clear();
    others.clear();
    for (feature, count) in terms.iter() {
        let Some(place) = weights.place(feature) else { continue };
        let weight = tf(count.into()) * from_steps(weights.steps(place));
        let worth = weight * weight * (weights.df(place) as f32).sqrt();
        // By worth, then the lower place. A positive number is the greater the greater its bits are.
        let worth = u64::from(worth.to_bits()) << 32 | u64::from(!place);
        shared.push((place, count, weight, worth));
        // What nearly all articles have weighs nothing.
        if weight > 0.0 {
            worths.push(worth);
        }
    }
    let limit = limit.map_or(usize::MAX, |limit| limit as usize);
    let least = match limit.min(worths.len()).checked_sub(1) {
        Some(last) => *worths.select_nth_unstable_by(last, |a, b| b.cmp(a)).1,
        None => u64::MAX,
    };
    let is_kept = |weight: f32, worth: u64| weight > 0.0 && worth >= least;
    for &mut (place, count, weight, worth) in &mut *shared {
        if is_kept(weight, worth) { &mut *kept } else { &mut *others }.push((place, count));
    }
    // By ascending feature, so that a length has the same bits whatever it was cut from.
    let weights = shared.iter().filter(|(.., weight, worth)| is_kept(*weight, *worth));
    let length = norm(weights.map(|(.., weight, _)| *weight));
    (Known::new(kept, others, terms.features().len()), length)
}

/// What [`keep_best`] needs for a while.
#[derive(Default)]
pub(crate) struct Keeping {
    /// Places, counts, weights, worths.
    shared: Vec<(u32, u8, f32, u64)>,
    worths: Vec<u64>,
    kept: Vec<(u32, u8)>,
    others: Vec<(u32, u8)>,
}
