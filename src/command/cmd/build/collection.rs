//! The articles of all sources.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Result;

use crate::Prepared;
use crate::command::address::{AddressSet, Site};
use crate::command::args::Build;
use crate::command::catalog_dir::manifest::About;
use crate::command::config::Config;
use crate::command::kind::Kind;
use crate::command::known::Known;
use crate::command::outcome::{Outcome, Reason, Record};
use crate::command::report::Report;
use crate::command::source::folder::{self, Folder};
use crate::command::source::{json, kind_of, sitemap};
use crate::document::headline::SiteNames;

/// The content of all sources, except the articles themselves.
#[derive(Default)]
pub struct Collection {
    pub articles: usize,
    /// How many of them are in each language.
    pub languages: BTreeMap<String, usize>,
    pub skipped: Vec<(Reason, String)>,
    /// Their outcomes for the build cache, by their hashes.
    pub records: Vec<(u64, Outcome)>,
    /// The sources, what each was taken for, and how many articles it gave.
    pub sources: Vec<(String, Kind, usize)>,
    /// What the names of the pages of HTML have in common.
    pub names: SiteNames,
}

impl Collection {
    /// What the manifest says of the site.
    pub fn about(&self, config: &Config) -> About<'_> {
        About { weights: config.weights(), names: &self.names }
    }

    /// How often each reason occurs.
    pub fn reasons(&self) -> BTreeMap<Reason, usize> {
        let mut reasons = BTreeMap::new();
        for (reason, _) in &self.skipped {
            *reasons.entry(*reason).or_default() += 1;
        }
        reasons
    }
}

/// Reads every source, in the order of their paths, whatever the order on the command line.
/// `add` is given the articles that are not `known`.
pub fn collect(
    args: &Build,
    config: &Config,
    known: &Known,
    report: &Report,
    add: &mut dyn FnMut(Prepared) -> Result<()>,
) -> Result<Collection> {
    let mut sources: Vec<&PathBuf> = args.options.sources.iter().collect();
    sources.sort();
    sources.dedup();
    let sources: Vec<(&PathBuf, Kind)> = sources
        .into_iter()
        .map(|path| Ok((path, kind_of(path, args.options.from)?)))
        .collect::<Result<_>>()?;
    let site = Site::new(args.options.base_url.as_ref());
    let mut collection = Collection::default();
    let mut taken = AddressSet::default();
    let mut names = SiteNames::default();
    for (path, kind) in sources {
        let before = collection.articles;
        let mut copies = Vec::new();
        let mut take = |Record { place, hash, outcome }| {
            match outcome {
                Outcome::Article(mut article) => {
                    for sentence in &article.warnings {
                        report.warn(&place, sentence);
                    }
                    if !taken.add(&article.url) {
                        collection.skipped.push((Reason::SameAddress, place));
                        return Ok(());
                    }
                    collection.articles += 1;
                    *collection.languages.entry(article.lang.clone()).or_default() += 1;
                    if let Some(prepared) = article.prepared.take()
                        && !known.is_unchanged(&article)
                    {
                        add(*prepared)?;
                    }
                    if hash != 0 {
                        collection.records.push((hash, Outcome::Article(article)));
                    }
                }
                Outcome::Skipped(reason) => {
                    // What depends on others or on the configuration is read again.
                    if hash != 0 && !matches!(reason, Reason::Copy | Reason::Unlisted) {
                        collection.records.push((hash, Outcome::Skipped(reason)));
                    }
                    let list =
                        if reason == Reason::Copy { &mut copies } else { &mut collection.skipped };
                    list.push((reason, place));
                }
                Outcome::Broken(sentence) => {
                    report.warn(&place, &sentence);
                    collection.skipped.push((Reason::Broken, place));
                    if hash != 0 {
                        collection.records.push((hash, Outcome::Broken(sentence)));
                    }
                }
            }
            Ok(())
        };
        let (out, take) = (args.out(), &mut take);
        match kind {
            Kind::Html | Kind::Markdown => {
                let permalink = args.options.permalink.as_deref();
                let folder = Folder { root: path, kind, permalink };
                names.extend(folder::read(&folder, &site, config, out, known, report, take)?);
            }
            Kind::Sitemap => names.extend(sitemap::read(path, &site, config, report, take)?),
            _ => json::read(path, kind, config, known, report, take)?,
        }
        collection.skipped.extend(copies);
        let articles = collection.articles - before;
        collection.sources.push((path.display().to_string(), kind, articles));
    }
    collection.names = names;
    for (place, sentence) in config.strangers(&taken) {
        report.warn(&place, &sentence);
    }
    Ok(collection)
}
