//! `also-like related`: the answers for one page.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use also_like::Query;
use also_like::page::Page;
use anyhow::{Context, Result, anyhow, bail};
use serde::Serialize;

use crate::args::Related;
use crate::source::{ending, html};
use crate::store;

#[derive(Serialize)]
struct Answer {
    query: Asked,
    related: Vec<Card>,
}

#[derive(Serialize)]
struct Asked {
    title: String,
    url: String,
}

#[derive(Serialize)]
struct Card {
    url: String,
    title: String,
    score: f32,
    because: Vec<String>,
}

/// Runs the command.
///
/// # Errors
///
/// A page or a catalog that can't be read.
pub fn run(args: &Related) -> Result<ExitCode> {
    let catalog = store::open(&args.catalog)?;
    let page = page(args)?;
    let Page { url, title, text, .. } = &page;
    let related = catalog.related(&Query { url, title, text }, args.limit.into())?;
    let related = related
        .into_iter()
        .filter_map(|found| {
            let card = catalog.card(found.article)?;
            Some(Card {
                url: card.url.to_owned(),
                title: card.title.to_owned(),
                score: found.score,
                because: found.because,
            })
        })
        .collect();
    let answer = Answer { query: Asked { title: page.title, url: page.url }, related };
    if args.json {
        super::print_json(&answer)?
    } else {
        answer.print()?
    }
    Ok(ExitCode::SUCCESS)
}

impl Answer {
    fn print(&self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        if self.related.is_empty() {
            return writeln!(out, "nothing in the catalog resembles \"{}\"", self.query.title);
        }
        for card in &self.related {
            writeln!(out, "{:.3}  {}", card.score, card.title)?;
            writeln!(out, "       {}", card.url)?;
            if !card.because.is_empty() {
                writeln!(out, "       because: {}", card.because.join(" · "))?;
            }
        }
        Ok(())
    }
}

fn page(args: &Related) -> Result<Page> {
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
        html::read(&bytes, address, args.selector.as_deref())
    } else {
        html::decode(&bytes).map(|text| from_text(&text, address))
    };
    let page = page.map_err(|sentence| anyhow!("{shown}: {sentence}"))?;
    if page.title.is_empty() && page.text.trim().is_empty() {
        return Err(anyhow!("{shown} holds no text: give a page with an article"));
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
