//! The keys of the file that are no options of the command line.

use std::collections::BTreeMap;

use dom_query::Matcher;
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use crate::RankWeights;

/// How pages are read, what is recommended first or never, and what counts how much.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Keys {
    /// The element of a page that holds the text.
    pub article: Option<Selector>,
    /// Elements of a page that are no text.
    pub remove: Vec<Selector>,
    /// Pages that are articles, and pages that are none; they override detection.
    pub articles: Vec<Spanned<String>>,
    #[serde(rename = "not-articles")]
    pub not_articles: Vec<Spanned<String>>,
    /// Pages that are articles though they serve the site, as those about it do.
    pub keep: Vec<Spanned<String>>,
    /// The language of articles that name none.
    pub language: String,
    /// Articles in other languages are left out; none are where this is empty.
    pub languages: Vec<String>,
    pub weights: Weights,
    pub pin: Vec<Spanned<String>>,
    pub exclude: Vec<Spanned<String>>,
    pub page: BTreeMap<Spanned<String>, PageKeys>,
}

/// Keys for the box of one page.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PageKeys {
    pub pin: Vec<Spanned<String>>,
    pub exclude: Vec<Spanned<String>>,
}

/// A CSS selector that is valid.
#[derive(Deserialize)]
pub struct Selector(#[serde(deserialize_with = "selector")] pub String);

fn selector<'de, D: Deserializer<'de>>(file: D) -> Result<String, D::Error> {
    let text = String::deserialize(file)?;
    match Matcher::new(&text) {
        Ok(_) => Ok(text),
        Err(_) => Err(D::Error::custom(format_args!("{text:?} is not a CSS selector"))),
    }
}

/// How much each signal counts.
#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Weights {
    #[serde(deserialize_with = "weight::<6, _>")]
    dates: f32,
    #[serde(deserialize_with = "weight::<6, _>")]
    taxonomy: f32,
    #[serde(deserialize_with = "weight::<1, _>")]
    diversity: f32,
}

/// A number from 0 to `MOST`.
fn weight<'de, const MOST: u8, D: Deserializer<'de>>(file: D) -> Result<f32, D::Error> {
    match f64::deserialize(file)? {
        weight if (0.0..=f64::from(MOST)).contains(&weight) => Ok(weight as f32),
        _ => Err(D::Error::custom(format_args!("give a number from 0 to {MOST}"))),
    }
}

impl Default for Weights {
    fn default() -> Weights {
        let RankWeights { dates, taxonomy, diversity, .. } = RankWeights::DEFAULT;
        Weights { dates, taxonomy, diversity }
    }
}

impl From<&Weights> for RankWeights {
    fn from(weights: &Weights) -> RankWeights {
        let Weights { dates, taxonomy, diversity } = *weights;
        RankWeights { dates, taxonomy, diversity, ..RankWeights::DEFAULT }
    }
}
