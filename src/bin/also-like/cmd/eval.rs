//! `also-like eval`: how good the answers are, by judgments that people made.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use also_like::{Article, BuildOptions, Builder, Catalog, Prepared, Query};
use anyhow::{Context, Result, anyhow, bail};
use rayon::prelude::*;
use serde::Serialize;

use crate::args::Eval;
use crate::source::{Kind, json};

/// Means over all judged queries.
#[derive(Serialize)]
struct Measured {
    ndcg_at_4: f64,
    /// Half the width of the 95 % interval of `ndcg_at_4`.
    ndcg_at_4_half_width: f64,
    hit_at_4: f64,
    mrr_at_10: f64,
    queries: usize,
}

/// Runs the command.
///
/// # Errors
///
/// Files that can't be read or are not what they should be, and judgments of none of the articles.
pub fn run(args: &Eval) -> Result<ExitCode> {
    let kind = Kind::of(&args.articles)?;
    if kind == Kind::Folder {
        bail!("{} is a folder: give a .json or .jsonl file", args.articles.display());
    }
    let corpus = Corpus::of(json::articles(&args.articles, kind)?)?;
    let relevant = corpus.judgments(&args.qrels)?;
    let queries: Vec<(usize, &BTreeSet<usize>)> = relevant.iter().map(|(q, r)| (*q, r)).collect();
    let catalog = corpus.catalog(args)?;
    let rows: Vec<usize> = (0..catalog.len() as u32)
        .map(|i| catalog.card(i).and_then(|card| corpus.by_url.get(card.url).copied()))
        .collect::<Option<_>>()
        .context("the new catalog holds an address that no article has")?;
    let marks = queries
        .par_iter()
        .map(|(query, relevant)| {
            let article = &corpus.articles[*query].1;
            let Article { url, title, text, .. } = article;
            // One more than is looked at: should the article find itself, ten others remain.
            let found = catalog.related(&Query { url, title, text }, 11)?;
            let found = found.iter().map(|related| rows[related.article as usize]);
            let others: Vec<usize> = found.filter(|row| row != query).take(10).collect();
            Ok(Marks::of(&others, relevant))
        })
        .collect::<Result<Vec<Marks>>>()?;
    let measured = Measured::of(&marks);
    if args.json {
        super::print_json(&measured)?
    } else {
        measured.print()?
    }
    Ok(ExitCode::SUCCESS)
}

struct Corpus {
    articles: Vec<(String, Article)>,
    by_id: HashMap<String, usize>,
    by_url: HashMap<String, usize>,
}

impl Corpus {
    fn of(articles: Vec<(String, Article)>) -> Result<Corpus> {
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
        let mut builder = Builder::new(BuildOptions { features_per_article: args.features.0 });
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

/// Query, other and grade of a line with three columns, or with TREC's four: the second says nothing.
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

/// How well one query was answered, each mark from 0 to 1.
struct Marks {
    ndcg: f64,
    hit: f64,
    reciprocal_rank: f64,
}

impl Marks {
    /// Marks for the first ten answers. Gains are binary; the ideal answer to nDCG@4 has
    /// min(4, relevant) relevant ones first (Järvelin and Kekäläinen 2002).
    fn of(found: &[usize], relevant: &BTreeSet<usize>) -> Marks {
        let discount = |rank: usize| 1.0 / libm::log2(rank as f64 + 2.0);
        let hits: Vec<usize> =
            (0..found.len()).filter(|rank| relevant.contains(&found[*rank])).collect();
        let gain =
            hits.iter().filter(|rank| **rank < 4).fold(0.0, |sum, rank| sum + discount(*rank));
        let ideal: f64 = (0..relevant.len().min(4)).map(discount).sum();
        let first = hits.first();
        Marks {
            ndcg: gain / ideal,
            hit: if first.is_some_and(|rank| *rank < 4) { 1.0 } else { 0.0 },
            reciprocal_rank: first.map_or(0.0, |rank| 1.0 / (*rank as f64 + 1.0)),
        }
    }
}

impl Measured {
    fn of(marks: &[Marks]) -> Measured {
        let mean_of = |mark: fn(&Marks) -> f64| mean(marks.iter().map(mark));
        let ndcg: Vec<f64> = marks.iter().map(|marks| marks.ndcg).collect();
        Measured {
            ndcg_at_4: mean_of(|marks| marks.ndcg),
            ndcg_at_4_half_width: half_width(&ndcg),
            hit_at_4: mean_of(|marks| marks.hit),
            mrr_at_10: mean_of(|marks| marks.reciprocal_rank),
            queries: marks.len(),
        }
    }

    fn print(&self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        writeln!(out, "nDCG@4   {:.4} ± {:.4}", self.ndcg_at_4, self.ndcg_at_4_half_width)?;
        writeln!(out, "hit@4    {:.4}", self.hit_at_4)?;
        writeln!(out, "MRR@10   {:.4}", self.mrr_at_10)?;
        writeln!(out, "queries  {}", self.queries)
    }
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let n = values.len() as f64;
    values.sum::<f64>() / n
}

/// 1.96 standard deviations of the means of 1000 bootstrap samples (Efron 1979), always the same ones.
fn half_width(values: &[f64]) -> f64 {
    let mut random = SplitMix64(0);
    let means: Vec<f64> = (0..1000)
        .map(|_| mean((0..values.len()).map(|_| values[random.below(values.len())])))
        .collect();
    let middle = mean(means.iter().copied());
    1.96 * mean(means.iter().map(|mean| (mean - middle).powi(2))).sqrt()
}

/// SplitMix64, Steele, Lea and Flood 2014, <https://doi.org/10.1145/2660193.2660195>: good enough to
/// draw samples with, and it needs no crate.
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to `end` − 1; its bias is below `end` / 2⁶⁴.
    fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splitmix_gives_the_published_numbers() {
        let mut random = SplitMix64(1234567);
        let first = [random.next(), random.next(), random.next()];
        assert_eq!(first, [6457827717110365317, 3203168211198807973, 9817491932198370423]);
    }

    #[test]
    fn judgments_have_three_or_four_columns() {
        assert_eq!(judgment("a b\tc\t1"), Some(("a b", "c", 1.0)));
        assert_eq!(judgment("q 0 d 2"), Some(("q", "d", 2.0)));
        assert_eq!(judgment("q\td"), None);
        assert_eq!(judgment("q\td\tyes"), None);
    }

    #[test]
    fn the_half_width_is_that_of_the_mean() {
        // 400 coin tosses: the standard error of their mean is 0.025.
        let tosses: Vec<f64> = (0..400).map(|i| f64::from(i % 2)).collect();
        let width = half_width(&tosses);
        assert!((width - 1.96 * 0.025).abs() < 0.003, "{width}");
        assert_eq!(half_width(&[0.5; 10]), 0.0);
    }
}
