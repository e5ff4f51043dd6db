//! `also-like build --explain-page`: the evidence whether a page is an article, and its card.

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::command::address::Site;
use crate::command::args::Build;
use crate::command::config::Config;
use crate::command::day;
use crate::command::kind::Kind;
use crate::command::outcome::Outcome;
use crate::command::report::Report;
use crate::command::source::folder::{self, Folder};
use crate::command::source::html::settle::{Settled, SettledArticle};
use crate::command::source::kind_of;

/// Prints all that is known of a page of one of the sources.
///
/// # Errors
///
/// A page that is in none of the folders of HTML, a folder that can't be read.
pub fn explain(args: &Build, config: &Config, page: &Path) -> Result<()> {
    let site = Site::new(args.options.base_url.as_ref());
    let report = Report::new(true);
    let shown = page.display();
    let real = page.canonicalize().with_context(|| format!("can't read {shown}"))?;
    for source in &args.options.sources {
        let kind = kind_of(source, args.options.from)?;
        let root =
            source.canonicalize().with_context(|| format!("can't read {}", source.display()))?;
        if kind != Kind::Html || !real.starts_with(&root) {
            continue;
        }
        let folder = Folder { root: source, kind, permalink: None };
        let explained = folder::explain(&folder, &site, config, args.out(), &real, &report)?;
        let mut out = io::stdout().lock();
        writeln!(out, "page      {shown}")?;
        return match explained {
            Ok(settled) => Ok(print(&mut out, &settled)?),
            Err(Outcome::Skipped(reason)) => Ok(writeln!(out, "skipped   {reason}")?),
            Err(Outcome::Broken(sentence)) => bail!("{shown}: {sentence}"),
            Err(Outcome::Article(_)) => Ok(()),
        };
    }
    bail!("{shown} is no page of a folder of HTML among the sources")
}

fn print(out: &mut impl Write, settled: &Settled) -> io::Result<()> {
    for (what, weight) in &settled.evidence {
        writeln!(out, "{weight:>+9}  {what}")?;
    }
    let sum: i32 = settled.evidence.iter().map(|(_, weight)| weight).sum();
    let says = if sum > 0 { "an article" } else { "a list" };
    writeln!(out, "{sum:>+9}  in all: {says}")?;
    if let Some(is_article) = settled.overruled {
        let key = if is_article { "articles" } else { "not-articles" };
        writeln!(out, "          overruled by `{key}` of the configuration")?;
    }
    writeln!(out, "headline  {} (from {})", settled.title, settled.title_place)?;
    let SettledArticle { article, copy_of, choices, .. } = match &settled.result {
        Ok(article) => article,
        Err(reason) => return writeln!(out, "skipped   {reason}"),
    };
    let known = |text: &str| if text.is_empty() { "none".to_owned() } else { text.to_owned() };
    writeln!(out, "address   {}", article.url)?;
    if let Some(copy_of) = copy_of {
        writeln!(out, "copy of   {copy_of}, where that is among the pages")?;
    }
    writeln!(out, "language  {}", known(&article.lang))?;
    writeln!(out, "day       {}", known(&article.date.and_then(day::written).unwrap_or_default()))?;
    let place = if article.excerpt.is_empty() { "the text" } else { "its description" };
    let excerpt = choices.excerpts.first().map(String::as_str).unwrap_or_default();
    writeln!(out, "excerpt   {} (from {place})", known(excerpt))?;
    writeln!(out, "picture   {}", known(&article.image))?;
    writeln!(out, "labels    {}", known(&article.tags.join(", ")))?;
    writeln!(out, "text      {} words", crate::command::source::html::words::words(&article.text))
}
