//! The options of `build` that may also be in also-like.toml. Each is declared once: clap reads it
//! from the command line, serde from the file. The command line overrides the file.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::{Args, ValueEnum};
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use url::Url;

use crate::command::address;
use crate::command::kind::Kind;

/// Options of a build, each of which may be missing.
#[derive(Args, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct BuildOptions {
    /// Folder of built HTML or of Markdown, sitemap next to the site's files, feed (RSS, Atom, JSON
    /// Feed), export of WordPress (WXR) or Ghost, or .json or .jsonl file of articles (fields id,
    /// url, title, excerpt, text, tags, section, date, expires, lang, image, unlisted, pinned, pin,
    /// exclude; required are title and one of url and id)
    #[arg(value_name = "SOURCE")]
    pub sources: Vec<PathBuf>,
    /// Folder to write to; created if it does not exist
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Kind of the sources, where it is not recognised
    #[arg(long, value_name = "KIND")]
    #[serde(deserialize_with = "word")]
    pub from: Option<Kind>,
    /// Template for the addresses of Markdown files that give none, with the placeholders `:year`,
    /// `:month`, `:day`, `:slug`, `:section`, `:sections` and `:categories` [default: the file's
    /// path, and Jekyll's own for its posts]
    #[arg(long, value_name = "TEMPLATE")]
    pub permalink: Option<String>,
    /// Address of the site, for HTML pages without a canonical address; without it their addresses
    /// start at the root of their SOURCE, such as /news/a.html
    #[arg(long, value_name = "URL", value_parser = address::parse_base)]
    #[serde(deserialize_with = "base_url")]
    pub base_url: Option<Url>,
    /// Terms kept of each article, a number or `all`; fewer make a smaller catalog [default: 128]
    #[arg(long, value_name = "N|all")]
    pub max_terms: Option<MaxTerms>,
    /// Whether a page loads the whole catalog as one file, or one small file of many; `auto`
    /// decides by the number of articles
    #[arg(long, value_name = "auto|one|many", hide_possible_values = true)]
    #[serde(deserialize_with = "word")]
    pub files: Option<FileCount>,
    /// Folder of the build cache: the next build of a catalog of many files writes only what
    /// changed; do not publish it [default: .also-like-cache in this folder, unless the site is
    /// here]
    #[arg(long, value_name = "DIR")]
    pub cache: Option<PathBuf>,
    /// Write the related articles into the HTML pages too, as links: into each `<also-like>`, or
    /// after the script tag. The next build replaces them; nothing else in a page changes
    #[arg(long, num_args = 0, default_missing_value = "true")]
    pub inject: Option<bool>,
    /// CSS selector of the element at whose end they go, in pages without an `<also-like>`
    /// [default: after the script tag]
    #[arg(long, value_name = "SELECTOR", requires = "inject")]
    pub inject_at: Option<String>,
}

impl BuildOptions {
    /// The keys of also-like.toml that are options.
    pub fn keys() -> Vec<String> {
        let command = BuildOptions::augment_args(clap::Command::new(""));
        command.get_arguments().map(|arg| arg.get_id().as_str().replace('_', "-")).collect()
    }

    /// The options of a file, whose paths are relative to its folder.
    pub fn relative_to(mut self, folder: &Path) -> BuildOptions {
        let paths = self.sources.iter_mut().chain(&mut self.out).chain(&mut self.cache);
        paths.for_each(|path| *path = folder.join(&*path));
        self
    }
}

/// How many files a catalog has.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FileCount {
    Auto,
    One,
    Many,
}

/// How many terms of each article a catalog keeps; all without a number.
#[derive(Clone, Copy, Deserialize)]
#[serde(try_from = "NumberOrWord")]
pub struct MaxTerms(pub Option<u32>);

impl FromStr for MaxTerms {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<MaxTerms, &'static str> {
        match text.parse() {
            Ok(n) if n > 0 => Ok(MaxTerms(Some(n))),
            Err(_) if text == "all" => Ok(MaxTerms(None)),
            _ => Err("give a number from 1 or `all`"),
        }
    }
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "give a number from 1 or `all`")]
enum NumberOrWord {
    Number(u32),
    Word(String),
}

impl TryFrom<NumberOrWord> for MaxTerms {
    type Error = &'static str;

    fn try_from(value: NumberOrWord) -> Result<MaxTerms, &'static str> {
        match value {
            NumberOrWord::Number(number) => number.to_string().parse(),
            NumberOrWord::Word(word) => word.parse(),
        }
    }
}

/// A value that is one of some words.
fn word<'de, D: Deserializer<'de>, T: ValueEnum>(file: D) -> Result<Option<T>, D::Error> {
    parsed(file, |word| {
        T::from_str(word, false).map_err(|_| {
            let names = T::value_variants().iter().filter_map(T::to_possible_value);
            let names: Vec<String> = names.map(|one| format!("{:?}", one.get_name())).collect();
            format!("give one of {}", names.join(", "))
        })
    })
}

fn base_url<'de, D: Deserializer<'de>>(file: D) -> Result<Option<Url>, D::Error> {
    parsed(file, address::parse_base)
}

fn parsed<'de, D: Deserializer<'de>, T, E: Display>(
    file: D,
    parse: impl Fn(&str) -> Result<T, E>,
) -> Result<Option<T>, D::Error> {
    parse(&String::deserialize(file)?).map(Some).map_err(D::Error::custom)
}
