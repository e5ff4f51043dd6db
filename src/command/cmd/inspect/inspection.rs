//! What an inspection finds, as JSON and as text.

use std::io::{self, Write};

use serde::Serialize;

use super::overview::Overview;
use super::shards;

#[derive(Serialize)]
pub struct Inspection {
    #[serde(flatten)]
    pub contents: Option<Contents>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shards: Option<shards::ShardInspection>,
    #[serde(flatten)]
    pub overview: Option<Overview>,
    pub checks: Vec<Check>,
}

/// What a catalog of one file consists of.
#[derive(Serialize)]
pub struct Contents {
    pub format: u32,
    pub analyser: u32,
    pub articles: usize,
    pub terms: usize,
    pub postings: usize,
    pub bytes: usize,
    pub bytes_per_article: f64,
    pub sections: Vec<Section>,
}

#[derive(Serialize)]
pub struct Section {
    pub name: &'static str,
    pub bytes: usize,
}

#[derive(Serialize)]
pub struct Check {
    pub check: &'static str,
    /// What is wrong; `None` when nothing is.
    pub error: Option<String>,
}

impl Inspection {
    pub fn print(&self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        match (&self.contents, &self.shards) {
            (Some(contents), _) => contents.print_head(&mut out)?,
            (None, Some(shards)) => writeln!(out, "articles   {}", shards.articles)?,
            (None, None) => {}
        }
        if let Some(overview) = &self.overview {
            overview.print_head(&mut out)?;
        }
        if let Some(contents) = &self.contents {
            contents.print(&mut out)?;
        }
        if let Some(shards) = &self.shards {
            shards.print(&mut out)?;
        }
        if let Some(overview) = &self.overview {
            overview.print(&mut out)?;
        }
        for Check { check, error } in &self.checks {
            match error {
                None => writeln!(out, "ok         {check}")?,
                Some(error) => writeln!(out, "FAILED     {check}: {error}")?,
            }
        }
        Ok(())
    }
}

impl Contents {
    pub fn print_head(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "format     {}", self.format)?;
        writeln!(out, "analyser   {}", self.analyser)?;
        writeln!(out, "articles   {}", self.articles)
    }

    pub fn print(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "terms      {}", self.terms)?;
        writeln!(out, "postings   {}", self.postings)?;
        writeln!(out, "bytes      {} ({:.0} an article)", self.bytes, self.bytes_per_article)?;
        for Section { name, bytes } in &self.sections {
            writeln!(out, "  {bytes:>10}  {name}")?;
        }
        Ok(())
    }
}
