//! `also-like related`: the answers for one page.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use crate::document::Page;
use crate::document::headline::SiteNames;
use crate::{AnswerKind, RankOptions};
use anyhow::{Context, Result, anyhow, bail};
use serde::{Serialize, Serializer};

use crate::command::args::{Fallback, Languages, Related};
use crate::command::catalog_dir::reader::{self, CatalogReader};
use crate::command::day;
use crate::command::exit::Exit;
use crate::command::source::{ending, html};

#[derive(Serialize)]
struct RelatedJson {
    query: QueryJson,
    /// `related`, `section` or `latest`.
    kind: &'static str,
    /// The tag or section that all cards share, for `section`.
    name: String,
    related: Vec<CardJson>,
}

#[derive(Serialize)]
struct QueryJson {
    title: String,
    url: String,
    lang: String,
    date: Option<String>,
    labels: Vec<String>,
}

#[derive(Serialize)]
struct CardJson {
    url: String,
    title: String,
    score: f32,
    reasons: Vec<String>,
    pinned: bool,
    /// The factors of the score, by their names.
    #[serde(serialize_with = "as_map")]
    explanation: Vec<(&'static str, f32)>,
    /// The names that the version before gave to `reasons` and `explanation`.
    because: Vec<String>,
    #[serde(serialize_with = "as_map")]
    parts: Vec<(&'static str, f32)>,
}

fn as_map<S: Serializer>(
    factors: &[(&'static str, f32)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(factors.iter().copied())
}

/// Runs the command.
///
/// # Errors
///
/// A page or a catalog that can't be read.
pub fn run(args: &Related) -> Result<Exit> {
    let reader = CatalogReader::open(&args.catalog)?;
    let mut page = page(args, &reader.manifest().names)?;
    page.pins.extend(args.pin.iter().cloned());
    page.excludes.extend(args.exclude.iter().cloned());
    let falls_to = |what| args.fallback.contains(&what) && !args.fallback.contains(&Fallback::None);
    let options = RankOptions {
        limit: args.limit.into(),
        today: Some(args.today.unwrap_or_else(day::today)),
        languages: match args.languages {
            Languages::Any => crate::Languages::Any,
            Languages::Same => crate::Languages::Same,
        },
        skip_linked: args.skip_linked,
        fallback: crate::Fallback {
            section: falls_to(Fallback::Section),
            latest: falls_to(Fallback::Latest),
        },
        ..RankOptions::default()
    };
    let list = reader.related(&page, &options)?;
    let related =
        list.cards.into_iter().map(|reader::OwnedCard { url, title, related: one, .. }| {
            let explanation: Vec<_> = one.explanation.factors().collect();
            CardJson {
                url,
                title,
                score: one.score,
                because: one.reasons.clone(),
                reasons: one.reasons,
                pinned: one.pinned,
                parts: explanation.clone(),
                explanation,
            }
        });
    let answer = RelatedJson {
        kind: list.kind.name(),
        name: list.name,
        related: related.collect(),
        query: QueryJson {
            title: page.title,
            url: page.url,
            lang: page.lang,
            date: page.day.and_then(day::written),
            labels: page.labels,
        },
    };
    if args.json {
        super::print_json(&answer)?
    } else {
        answer.print(args.explain)?
    }
    Ok(Exit::Success)
}

impl RelatedJson {
    fn print(&self, explain: bool) -> io::Result<()> {
        let mut out = io::stdout().lock();
        let title = &self.query.title;
        if explain {
            self.query.print(&mut out)?;
        }
        if self.related.is_empty() {
            return writeln!(out, "no article is similar to \"{title}\"");
        }
        if self.kind == AnswerKind::Section.name() {
            let name = if self.name.is_empty() { "the same folder" } else { &self.name };
            writeln!(out, "no article is similar to \"{title}\"; more in {name}:")?;
        } else if self.kind == AnswerKind::Latest.name() {
            writeln!(out, "no article is similar to \"{title}\"; the latest:")?;
        }
        for card in &self.related {
            writeln!(out, "{:.3}  {}", card.score, card.title)?;
            writeln!(out, "       {}", card.url)?;
            if card.pinned {
                writeln!(out, "       pinned")?;
            }
            if !card.reasons.is_empty() {
                writeln!(out, "       reasons: {}", card.reasons.join(" · "))?;
            }
            if explain {
                let factors =
                    card.explanation.iter().map(|(name, factor)| format!("{name} {factor:.3}"));
                writeln!(out, "       {}", factors.collect::<Vec<_>>().join(" × "))?;
            }
        }
        Ok(())
    }
}

impl QueryJson {
    fn print(&self, out: &mut impl Write) -> io::Result<()> {
        let known =
            |text: &str| if text.is_empty() { "unknown".to_owned() } else { text.to_owned() };
        writeln!(out, "page      {}", known(&self.title))?;
        writeln!(out, "address   {}", known(&self.url))?;
        writeln!(out, "language  {}", known(&self.lang))?;
        writeln!(out, "date      {}", known(self.date.as_deref().unwrap_or_default()))?;
        writeln!(out, "labels    {}\n", known(&self.labels.join(", ")))
    }
}

fn page(args: &Related, names: &SiteNames) -> Result<Page> {
    let is_stdin = args.page == Path::new("-");
    let shown =
        if is_stdin { "standard input".to_owned() } else { args.page.display().to_string() };
    if !is_stdin && !args.page.is_file() {
        bail!("{shown} is not a file: give an HTML or text file, or - for standard input");
    }
    let bytes = if is_stdin {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(&args.page)
    };
    let bytes = bytes.with_context(|| format!("can't read {shown}"))?;
    let is_html = if is_stdin {
        bytes.trim_ascii_start().starts_with(b"<") || bytes.starts_with(b"\xef\xbb\xbf<")
    } else {
        matches!(ending(&args.page).as_str(), "html" | "htm")
    };
    let address = args.url.as_deref().unwrap_or_default();
    let page = if is_html {
        html::read(&bytes, address, args.article.as_deref(), names)
    } else {
        html::decode(&bytes).map(|text| from_text(&text, address))
    };
    let page = page.map_err(|sentence| anyhow!("{shown}: {sentence}"))?;
    if page.title.is_empty() && page.text.trim().is_empty() {
        return Err(anyhow!("{shown} has no text: give a page with an article"));
    }
    Ok(page)
}

/// The first line that isn't blank is the title, the rest is the text.
fn from_text(text: &str, address: &str) -> Page {
    let text = text.trim_start();
    let (title, text) = text.split_once('\n').unwrap_or((text, ""));
    Page {
        url: address.to_owned(),
        title: title.trim_end().to_owned(),
        text: text.to_owned(),
        ..Page::default()
    }
}
