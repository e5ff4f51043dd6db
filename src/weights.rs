//! What features weigh in a site.

use std::collections::HashMap;

use crate::prepared::Prepared;
use crate::signals::Signals;
use crate::text::Feature;
use crate::vector::{Counts, from_steps, idf, norm, tf, to_steps};

/// Added to the number of a language's articles: of two articles in Danish not every word that both
/// have is a common one.
const FEW: u64 = 10;

/// What a feature weighs in any article of a site.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weight {
    /// As it is stored.
    pub steps: u32,
    /// In how many articles it occurs.
    pub df: u32,
}

/// What each feature weighs: [`idf`], less for pairs. One that weighs nothing is left out.
///
/// Document frequencies are counted as if the whole site were in the languages that use a feature. On
/// a site with a tenth of its articles in Chinese the commonest Chinese characters are in a tenth of
/// the articles at most, and would pass for telling ones. So a frequency is raised by the site's
/// articles over those in the feature's languages, which are the first parts of the `lang` of the
/// articles that have it. Features of a single article are left out: they connect it to nothing.
pub(crate) fn weights(articles: &[Prepared], signals: &Signals) -> HashMap<Feature, Weight> {
    #[derive(Default)]
    struct Found {
        articles: u64,
        /// The languages' places.
        bits: u64,
    }
    let mut languages: Vec<(&str, u64)> = Vec::new();
    let mut found: HashMap<Feature, Found> = HashMap::new();
    for article in articles {
        let lang = article.lang.split(['-', '_']).next().unwrap_or_default();
        let same = |known: &(&str, u64)| known.0.eq_ignore_ascii_case(lang);
        let place = languages.iter().position(same).unwrap_or_else(|| {
            languages.push((lang, 0));
            languages.len() - 1
        });
        languages[place].1 += 1;
        for (feature, _) in &article.counts {
            let entry = found.entry(*feature).or_default();
            entry.articles += 1;
            // A site in more than 64 languages has its last ones counted as one.
            entry.bits |= 1 << place.min(63);
        }
    }
    let all = articles.len() as u64;
    let share = |bits: u64| -> u64 {
        let has = |place: usize| bits >> place.min(63) & 1 == 1;
        languages.iter().enumerate().filter(|(place, _)| has(*place)).map(|(_, lang)| lang.1).sum()
    };
    let weight = |(feature, found): (Feature, Found)| {
        let df = found.articles * (all + FEW) / (share(found.bits) + FEW);
        let mut weight = if found.articles < 2 { 0.0 } else { idf(df, all as u32) };
        if feature.is_pair() {
            weight *= signals.pairs;
        }
        let steps = to_steps(weight);
        (steps > 0).then_some((feature, Weight { steps, df: found.articles as u32 }))
    };
    found.into_iter().filter_map(weight).collect()
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

/// A feature of one article with what decides whether it is kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kept {
    pub feature: Feature,
    pub count: u32,
    pub df: u32,
    pub weight: f32,
}

pub(crate) fn weigh(counts: &Counts, weights: &HashMap<Feature, Weight>) -> Vec<Kept> {
    let weighed = counts.iter().filter_map(|&(feature, count)| {
        let &Weight { steps, df } = weights.get(&feature)?;
        Some(Kept { feature, count, df, weight: tf(count) * from_steps(steps) })
    });
    weighed.collect()
}

pub(crate) fn length(vector: &[Kept]) -> f32 {
    norm(vector.iter().map(|feature| feature.weight))
}

/// Keeps the features that matter most for being found: those of a large share in the article's
/// length that other articles share. weight² × √df is measured: see the README.
pub(crate) fn keep_best(features: &mut Vec<Kept>, limit: usize) {
    let worth = |feature: &Kept| feature.weight * feature.weight * (feature.df as f32).sqrt();
    features.sort_unstable_by(|a, b| {
        worth(b).total_cmp(&worth(a)).then_with(|| a.feature.cmp(&b.feature))
    });
    features.truncate(limit);
}
