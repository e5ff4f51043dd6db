//! A summary of a catalog's articles and boxes.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::AnswerKind;
use crate::eval::metrics::Coverage;
use serde::Serialize;

use super::view::{CARDS, CatalogView};
use crate::command::day;

#[derive(Serialize)]
pub struct Overview {
    pub languages: BTreeMap<String, usize>,
    /// First and last day of publication, as `2024-03-05`; empty when no article has a date.
    pub dates: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage: Option<BoxCoverage>,
    /// The same of the articles that resemble each most, for catalogs of many files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nearest: Option<Shares>,
}

/// Coverage of the boxes of all articles, each ranked by its stored terms.
#[derive(Serialize)]
pub struct BoxCoverage {
    /// As on the day of the newest article.
    cards: usize,
    /// Boxes whose cards are related, of the same section, the latest, and those without any card.
    pub related: usize,
    pub section: usize,
    pub latest: usize,
    pub empty: usize,
    #[serde(flatten)]
    pub shares: Shares,
}

/// How often each article is among those of others.
#[derive(Serialize)]
pub struct Shares {
    #[serde(flatten)]
    pub coverage: Coverage,
    /// The articles in the most boxes, these first.
    hubs: Vec<Hub>,
    /// The addresses of the articles in no box.
    orphans: Vec<String>,
}

#[derive(Serialize)]
struct Hub {
    url: String,
    boxes: u32,
}

/// How many hubs are listed, and how many orphans without `--json`.
pub const LISTED: usize = 10;

impl Overview {
    /// Counts the articles and their boxes.
    pub fn new(view: &CatalogView) -> Overview {
        let mut languages = BTreeMap::new();
        for article in &view.articles {
            *languages.entry(article.lang.clone()).or_default() += 1;
        }
        let dates = || view.articles.iter().filter_map(|article| article.date);
        let ends = [dates().min(), dates().max()];
        Overview {
            languages,
            dates: ends.into_iter().flatten().filter_map(day::written).collect(),
            coverage: view.are_boxes.then(|| BoxCoverage::new(view)),
            nearest: (!view.are_boxes).then(|| Shares::new(view)),
        }
    }

    /// How often each article is among those of others.
    pub fn shares(&self) -> Option<&Shares> {
        self.coverage.as_ref().map(|coverage| &coverage.shares).or(self.nearest.as_ref())
    }

    /// Prints the lines about languages and dates.
    pub fn print_head(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "languages  {}", crate::command::cmd::counts(&self.languages))?;
        if let [first, last] = &self.dates[..] {
            writeln!(out, "dates      {first} to {last}")?;
        }
        Ok(())
    }
}

impl BoxCoverage {
    fn new(view: &CatalogView) -> BoxCoverage {
        let all = &view.boxes;
        let filled = |wanted| {
            all.iter().filter(|(kind, articles)| *kind == wanted && !articles.is_empty()).count()
        };
        BoxCoverage {
            cards: CARDS,
            related: filled(AnswerKind::Related),
            section: filled(AnswerKind::Section),
            latest: filled(AnswerKind::Latest),
            empty: all.iter().filter(|(_, articles)| articles.is_empty()).count(),
            shares: Shares::new(view),
        }
    }
}

impl Shares {
    fn new(view: &CatalogView) -> Shares {
        let ranking = view.ranking();
        let (shown, orphans) = ranking.split_at(ranking.partition_point(|(times, _)| *times > 0));
        let hubs = shown.iter().take(LISTED);
        Shares {
            coverage: Coverage::new(&view.times()),
            hubs: hubs.map(|(boxes, one)| Hub { url: one.url.clone(), boxes: *boxes }).collect(),
            orphans: orphans.iter().map(|(_, one)| one.url.clone()).collect(),
        }
    }
}

impl Overview {
    /// Prints what fills the boxes, the hubs and the orphans.
    pub fn print(&self, out: &mut impl Write) -> io::Result<()> {
        let Some(Shares { coverage, hubs, orphans }) = self.shares() else { return Ok(()) };
        let what = match &self.coverage {
            Some(BoxCoverage { cards, related, section, latest, empty, .. }) => {
                writeln!(
                    out,
                    "boxes      {} of {cards} cards: {related} related, {section} of the same \
                     section, {latest} latest, {empty} empty",
                    coverage.boxes
                )?;
                ("boxes", "box")
            }
            None => {
                writeln!(
                    out,
                    "nearest    the {CARDS} articles that each resembles most, its list"
                )?;
                ("lists", "list")
            }
        };
        writeln!(out, "shown      {:.1} % of the articles", 100.0 * coverage.shown)?;
        writeln!(out, "hubs       the first in {:.2} % of the {}", 100.0 * coverage.most, what.0)?;
        for Hub { url, boxes } in hubs {
            writeln!(out, "  {boxes:>10}  {url}")?;
        }
        writeln!(out, "orphans    {} in no {}", orphans.len(), what.1)?;
        for url in orphans.iter().take(LISTED) {
            writeln!(out, "              {url}")?;
        }
        match orphans.len().saturating_sub(LISTED) {
            0 => Ok(()),
            more => writeln!(out, "              and {more} more, which --json names"),
        }
    }
}
