//! `also-like eval`: the quality of related articles, by relevance judgments.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::eval::metrics::{Coverage, MeanMetrics, QueryMetrics};
use crate::{Article, BuildOptions, Builder, Catalog, Fallback, Prepared, RankOptions};
use anyhow::{Context, Result, anyhow, bail};
use rayon::prelude::*;
use serde::Serialize;

use crate::command::args::Eval;
use crate::command::exit::Exit;
use crate::command::source::{json, kind_of};

/// Runs the command.
///
/// # Errors
///
/// Files that can't be read or are not what they should be, and judgments of none of the articles.
pub fn run(args: &Eval) -> Result<Exit> {
    let kind = kind_of(&args.articles, None)?;
    if kind.is_folder() {
        bail!("{} is a folder: give a .json or .jsonl file", args.articles.display());
    }
    let corpus = Corpus::new(json::articles(&args.articles, kind)?)?;
    let relevant = corpus.judgments(&args.qrels)?;
    let catalog = corpus.catalog(args)?;
    let rows: Vec<usize> = (0..catalog.len() as u32)
        .map(|i| catalog.card(i).and_then(|card| corpus.by_url.get(card.url).copied()))
        .collect::<Option<_>>()
        .context("the new catalog holds an address that no article has")?;
    let options = RankOptions {
        limit: RANKS,
        // As on the day of the newest article: so the figures are the same on every day.
        today: corpus.articles.iter().filter_map(|(_, article)| article.date).max(),
        // What is not related is no answer.
        fallback: Fallback { section: false, latest: false },
        ..RankOptions::default()
    };
    let answers = corpus
        .articles
        .par_iter()
        .map(|(_, article)| {
            let found = catalog.related(&article.into(), &options)?.recommendations;
            Ok(found.iter().map(|one| rows[one.article as usize]).collect())
        })
        .collect::<Result<Vec<Vec<usize>>>>()?;
    let marks =
        relevant.iter().map(|(query, relevant)| QueryMetrics::new(&answers[*query], relevant));
    let mut times = vec![0; answers.len()];
    for shown in answers.iter().flat_map(|answer| answer.iter().take(BOX)) {
        times[*shown] += 1;
    }
    let report = EvalReport {
        metrics: MeanMetrics::new(&marks.collect::<Vec<_>>()),
        coverage: Coverage::new(&times),
    };
    if args.json {
        super::print_json(&report)?
    } else {
        report.print()?
    }
    Ok(Exit::Success)
}

/// How many answers are looked at.
const RANKS: usize = 10;

/// How many of them a box shows.
const BOX: usize = 4;

/// What the command prints.
#[derive(Serialize)]
struct EvalReport {
    #[serde(flatten)]
    metrics: MeanMetrics,
    coverage: Coverage,
}

struct Corpus {
    articles: Vec<(String, Article)>,
    by_id: HashMap<String, usize>,
    by_url: HashMap<String, usize>,
}

impl Corpus {
    fn new(articles: Vec<(String, Article)>) -> Result<Corpus> {
        let (mut by_id, mut by_url) = (HashMap::new(), HashMap::new());
        for (row, (id, article)) in articles.iter().enumerate() {
            if by_id.insert(id.clone(), row).is_some() {
                bail!("two articles have the id {id:?}: give each its own");
            }
            if by_url.insert(article.url.clone(), row).is_some() {
                bail!("two articles have the address {:?}: give each its own", article.url);
            }
        }
        Ok(Corpus { articles, by_id, by_url })
    }

    fn catalog(&self, args: &Eval) -> Result<Catalog<Vec<u8>>> {
        let prepared: Vec<Prepared> =
            self.articles.par_iter().map(|(_, article)| Prepared::new(article.clone())).collect();
        let mut builder =
            Builder::new(BuildOptions { max_terms: args.max_terms.0, ..BuildOptions::default() });
        prepared.into_iter().for_each(|article| builder.add(article));
        Ok(Catalog::open(builder.finish()?)?)
    }

    /// The related articles of each judged one, both by their place in the corpus.
    fn judgments(&self, path: &Path) -> Result<BTreeMap<usize, BTreeSet<usize>>> {
        let shown = path.display();
        let text = fs::read_to_string(path).with_context(|| format!("can't read {shown}"))?;
        let mut relevant: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (at, line) in (1..).zip(text.lines()) {
            if line.trim().is_empty() {
                continue;
            }
            let (query, other, grade) = judgment(line).ok_or_else(|| {
                anyhow!("{shown}:{at}: not a judgment: write query id, related id and grade, separated by tabs")
            })?;
            if let (Some(query), Some(other)) = (self.by_id.get(query), self.by_id.get(other))
                && query != other
                && grade > 0.0
            {
                relevant.entry(*query).or_default().insert(*other);
            }
        }
        if relevant.is_empty() {
            bail!(
                "{shown} names no two of the articles as related: give the judgments of this corpus"
            );
        }
        Ok(relevant)
    }
}

/// Query, other and grade of a line with three columns, or with TREC's four, whose second is not
/// used.
fn judgment(line: &str) -> Option<(&str, &str, f64)> {
    let columns: Vec<&str> = if line.contains('\t') {
        line.split('\t').map(str::trim).collect()
    } else {
        line.split_whitespace().collect()
    };
    let (query, other, grade) = match columns[..] {
        [query, other, grade] | [query, _, other, grade] => (query, other, grade),
        _ => return None,
    };
    Some((query, other, grade.parse().ok()?))
}

impl EvalReport {
    fn print(&self) -> io::Result<()> {
        let EvalReport { metrics, coverage } = self;
        let mut out = io::stdout().lock();
        writeln!(out, "nDCG@4   {:.4} ± {:.4}", metrics.ndcg_at_4, metrics.ndcg_at_4_half_width)?;
        writeln!(out, "hit@4    {:.4}", metrics.hit_at_4)?;
        writeln!(out, "MRR@10   {:.4}", metrics.mrr_at_10)?;
        writeln!(out, "queries  {}", metrics.queries)?;
        writeln!(out, "boxes    {}", coverage.boxes)?;
        writeln!(out, "shown    {:.1} % of the articles are in some box", 100.0 * coverage.shown)?;
        writeln!(out, "most     {:.2} % of the boxes show the same article", 100.0 * coverage.most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judgments_have_three_or_four_columns() {
        assert_eq!(judgment("a b\tc\t1"), Some(("a b", "c", 1.0)));
        assert_eq!(judgment("q 0 d 2"), Some(("q", "d", 2.0)));
        assert_eq!(judgment("q\td"), None);
        assert_eq!(judgment("q\td\tyes"), None);
    }
}
