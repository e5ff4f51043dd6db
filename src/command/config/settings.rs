//! What `also-like.toml` says of a build and of its sources: all that the command line may say, and how pages
//! are read.

use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::text::language;
use crate::{Article, RankWeights};
use anyhow::{Result, bail};
use clap::ValueEnum;
use dom_query::Matcher;
use serde::Deserialize;
use toml::Spanned;
use url::Url;

use crate::command::address;
use crate::command::args::{self, Build, Features, FilesOf};
use crate::command::kind::Kind;

/// These keys as they are written.
#[derive(Default)]
pub struct Written {
    pub sources: Vec<String>,
    pub out: Option<String>,
    pub from: Option<Spanned<String>>,
    pub permalink: Option<String>,
    pub base_url: Option<Spanned<String>>,
    pub features: Option<Spanned<Number>>,
    pub files: Option<Spanned<String>>,
    pub cache: Option<String>,
    pub inject: Option<bool>,
    pub inject_at: Option<String>,
    pub article: Option<Spanned<String>>,
    pub remove: Vec<Spanned<String>>,
    pub language: Option<String>,
    pub languages: Vec<String>,
    pub weights: Weights,
}

/// A number, or a word in place of it.
#[derive(Deserialize)]
#[serde(untagged, expecting = "give a number from 1 or \"all\"")]
pub enum Number {
    Said(u32),
    Word(String),
}

/// How much each signal counts.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Weights {
    dates: Option<Spanned<f64>>,
    filing: Option<Spanned<f64>>,
    variety: Option<Spanned<f64>>,
}

/// These keys as they are meant.
#[derive(Default)]
pub struct Settings {
    sources: Vec<PathBuf>,
    out: Option<PathBuf>,
    from: Option<Kind>,
    permalink: Option<String>,
    base_url: Option<Url>,
    features: Option<Features>,
    files: Option<FilesOf>,
    cache: Option<PathBuf>,
    inject: bool,
    inject_at: Option<String>,
    /// The element of a page that holds the text.
    pub article: Option<String>,
    /// Elements of a page that are no text.
    pub remove: Vec<String>,
    language: String,
    languages: Vec<String>,
    /// See [`RankWeights::weights`].
    pub weights: u32,
}

impl Settings {
    /// Reads the keys of a file that stands in a `folder`, which paths are relative to. `place` tells the line
    /// of a place in it.
    ///
    /// # Errors
    ///
    /// A value that means nothing: a sentence with its line.
    pub fn of(
        written: Written,
        folder: &Path,
        place: &dyn Fn(Range<usize>) -> String,
    ) -> Result<Settings> {
        let at = |name: String| folder.join(name);
        let selector = |written: Spanned<String>| match Matcher::new(written.get_ref()) {
            Ok(_) => Ok(written.into_inner()),
            Err(_) => {
                bail!("{}: {:?} is not a CSS selector", place(written.span()), written.get_ref())
            }
        };
        Ok(Settings {
            sources: written.sources.into_iter().map(at).collect(),
            out: written.out.map(at),
            from: one_of(written.from, place)?,
            permalink: written.permalink,
            base_url: parsed(written.base_url, place, |url| address::parse_base(url))?,
            features: parsed(written.features, place, features)?,
            files: one_of(written.files, place)?,
            cache: written.cache.map(at),
            inject: written.inject.unwrap_or_default(),
            inject_at: written.inject_at,
            article: written.article.map(selector).transpose()?,
            remove: written.remove.into_iter().map(selector).collect::<Result<_>>()?,
            language: written.language.unwrap_or_default(),
            languages: written.languages,
            weights: written.weights.number(place)?,
        })
    }

    /// A build's arguments with what they leave to these.
    ///
    /// # Errors
    ///
    /// Neither says the sources, or where to write to.
    pub fn complete(&self, args: &Build) -> Result<Build> {
        let mut args = args.clone();
        if args.sources.is_empty() {
            args.sources.clone_from(&self.sources);
        }
        if args.out.as_os_str().is_empty() {
            args.out = self.out.clone().unwrap_or_default();
        }
        if args.sources.is_empty() {
            bail!(
                "no source was given: name the folder of the built site, or run `also-like init`"
            );
        }
        if args.out.as_os_str().is_empty() {
            bail!("no folder to write to was given: name it with --out, or run `also-like init`");
        }
        args.from = args.from.or(self.from);
        args.permalink = args.permalink.or_else(|| self.permalink.clone());
        args.base_url = args.base_url.or_else(|| self.base_url.clone());
        args.features = args.features.or(self.features);
        args.files = args.files.or(self.files);
        if !args.no_cache {
            args.cache = args.cache.or_else(|| self.cache.clone());
        }
        args.inject |= self.inject;
        args.inject_at = args.inject_at.or_else(|| self.inject_at.clone());
        Ok(args)
    }

    /// Gives an article the language of those that say none; `false` when it is in none of the languages that
    /// are wanted.
    pub fn speak(&self, article: &mut Article) -> bool {
        if article.lang.is_empty() {
            article.lang.clone_from(&self.language);
        }
        let own = language::key(&article.lang);
        let is_own = |wanted: &String| language::key(wanted) == own;
        self.languages.is_empty() || self.languages.iter().any(is_own)
    }
}

/// A value that is one of some words.
fn one_of<T: ValueEnum>(
    written: Option<Spanned<String>>,
    place: &dyn Fn(Range<usize>) -> String,
) -> Result<Option<T>> {
    parsed(written, place, |word| {
        T::from_str(word, false).map_err(|_| {
            let names = T::value_variants().iter().filter_map(T::to_possible_value);
            let names: Vec<String> = names.map(|one| format!("{:?}", one.get_name())).collect();
            format!("give one of {}", names.join(", "))
        })
    })
}

/// A value, or the sentence about it with its line.
fn parsed<W, T, E: std::fmt::Display>(
    written: Option<Spanned<W>>,
    place: &dyn Fn(Range<usize>) -> String,
    parse: impl Fn(&W) -> Result<T, E>,
) -> Result<Option<T>> {
    let Some(written) = written else { return Ok(None) };
    match parse(written.get_ref()) {
        Ok(value) => Ok(Some(value)),
        Err(sentence) => bail!("{}: {sentence}", place(written.span())),
    }
}

fn features(written: &Number) -> Result<Features, &'static str> {
    match written {
        Number::Said(number) => args::parse_features(&number.to_string()),
        Number::Word(word) => args::parse_features(word),
    }
}

impl Weights {
    /// See [`RankWeights::weights`].
    fn number(self, place: &dyn Fn(Range<usize>) -> String) -> Result<u32> {
        let weight = |written: Option<Spanned<f64>>, most: f64, default: f32| {
            let read = parsed(written, place, |weight| match *weight {
                weight if (0.0..=most).contains(&weight) => Ok(weight as f32),
                _ => Err(format!("give a number from 0 to {most}")),
            })?;
            anyhow::Ok(read.unwrap_or(default))
        };
        let default = RankWeights::DEFAULT;
        let signals = RankWeights {
            dates: weight(self.dates, 6.0, default.dates)?,
            taxonomy: weight(self.filing, 6.0, default.taxonomy)?,
            diversity: weight(self.variety, 1.0, default.diversity)?,
            ..default
        };
        Ok(signals.weights())
    }
}
