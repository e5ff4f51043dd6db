//! The kinds of source.

use std::fmt;

use clap::ValueEnum;

/// A kind of source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// A folder of built HTML
    Html,
    /// A folder of Markdown, with YAML, TOML or JSON front matter
    Markdown,
    /// Articles in JSON
    Json,
    /// Articles in JSON, one per line
    Jsonl,
    /// A sitemap or sitemap index, gzipped or not, next to the site's files
    Sitemap,
    /// RSS, Atom or JSON Feed
    Feed,
    /// An export of WordPress (WXR)
    Wordpress,
    /// An export of Ghost
    Ghost,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::Html => "folder of HTML",
            Kind::Markdown => "folder of Markdown",
            Kind::Json => "JSON",
            Kind::Jsonl => "JSON, one article per line",
            Kind::Sitemap => "sitemap",
            Kind::Feed => "feed",
            Kind::Wordpress => "export of WordPress",
            Kind::Ghost => "export of Ghost",
        })
    }
}

impl Kind {
    /// Its name in `--from` and in also-like.toml.
    pub fn name(self) -> String {
        let value = self.to_possible_value().expect("no kind is hidden");
        value.get_name().to_owned()
    }

    /// Whether it is a folder with a file for each article.
    pub fn is_folder(self) -> bool {
        matches!(self, Kind::Html | Kind::Markdown)
    }
}
