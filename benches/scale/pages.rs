//! What a page fetches of a catalog of many files, and whether it gets the answers of the whole.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use also_like::document::UrlKey;
use also_like::shards::constants::CARDS_PER_FILE;
use also_like::shards::explore::explore;
use also_like::shards::layout::{Shard, ShardKind, Shards};
use also_like::{
    Answer, Article, BuildOptions, Builder, Catalog, Day, Error, Page, Prepared, RankOptions, Site,
};
use also_like_test_support::parallel;
use brotli::enc::BrotliEncoderParams;
use serde_json::Value;

/// Queries of each kind.
const PAGES: usize = 200;

/// Lines that are read at once.
const BATCH: usize = 4_096;

/// Prints a row of the table for a file of articles: `articles | bytes of a catalogued page, p95,
/// answers alike | bytes of another page, p95, share of the four, requests`.
///
/// Some articles, at regular distances, are left out of the catalog and serve as pages that it does
/// not have.
pub fn measure(file: &Path) -> Result<(), String> {
    let wrong = |error: std::io::Error| format!("{}: {error}", file.display());
    let lines = || Ok(BufReader::new(File::open(file)?).lines());
    let step = (lines().map_err(wrong)?.count() / PAGES).max(5);
    let mut builder = Builder::new(BuildOptions::default());
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    let mut newest = None;
    // A million texts do not fit into memory beside what is made of them.
    let (mut lines, mut place) = (lines().map_err(wrong)?, 0);
    loop {
        let batch: Vec<String> =
            lines.by_ref().take(BATCH).collect::<Result<_, _>>().map_err(wrong)?;
        if batch.is_empty() {
            break;
        }
        let numbered: Vec<(usize, String)> = (place..).zip(batch).collect();
        place += numbered.len();
        for read in parallel::map(&numbered, |(place, line)| read(place % step, step, line)) {
            let Read { date, page, prepared } =
                read.map_err(|error| format!("{}: {error}", file.display()))?;
            newest = newest.max(date);
            match prepared {
                Some(prepared) => {
                    known.extend(page);
                    builder.add(prepared);
                }
                None => unknown.extend(page),
            }
        }
    }
    let sentence = |error: Error| error.to_string();
    let site = builder.weigh().map_err(sentence)?;
    let whole = Catalog::open(site.whole().map_err(sentence)?).map_err(sentence)?;
    let files = Shards::new(&site);
    let bench = Bench {
        whole,
        files,
        options: RankOptions { today: newest, ..RankOptions::default() },
        sizes: HashMap::new(),
    };
    bench.print(&site, &known, &unknown).map_err(sentence)
}

struct Bench<'a> {
    whole: Catalog<Vec<u8>>,
    files: Shards<'a>,
    options: RankOptions,
    /// The compressed bytes of files.
    sizes: HashMap<Shard, usize>,
}

impl Bench<'_> {
    fn print(mut self, site: &Site, known: &[Page], unknown: &[Page]) -> Result<(), Error> {
        let (mut near, mut alike) = (Vec::new(), 0);
        for page in known {
            let bytes = self.near(page)?;
            near.push(self.size(self.place(page), &bytes));
            let part = Catalog::open(bytes)?;
            let answer = part.related(page, &self.options)?;
            let expected = self.whole.related(page, &self.options)?;
            let same = urls(&part, &answer) == urls(&self.whole, &expected);
            alike += usize::from(same && answer.kind == expected.kind);
        }
        let (mut fetched, mut share, mut requests) = (Vec::new(), 0.0, 0);
        for page in unknown {
            let bytes = self.near(page)?;
            let mut sum = self.size(self.place(page), &bytes);
            let mut asked = Vec::new();
            let options = self.options;
            let found = explore(page, &options, self.files.champions(), |part| {
                let bytes = self.files.write(part, cards)?;
                asked.push(part);
                sum += self.size(part, &bytes);
                Ok::<_, Error>(bytes)
            })?;
            let cards_of: HashSet<usize> =
                found.recommendations.iter().map(|(number, _)| number / CARDS_PER_FILE).collect();
            requests += 1 + asked.len() + cards_of.len();
            for file in cards_of {
                let part = Shard(ShardKind::Cards, file);
                let bytes = self.files.write(part, cards)?;
                sum += self.size(part, &bytes);
            }
            fetched.push(sum);
            let expected = self.whole.related(page, &options)?;
            let expected = urls(&self.whole, &expected);
            let url = |number: usize, article| Some(found.visited.get(&number)?.card(article)?.url);
            let urls =
                found.recommendations.iter().filter_map(|(number, one)| url(*number, one.article));
            let both = urls.filter(|url| expected.iter().any(|other| other == url)).count();
            share += both as f64 / expected.len().max(1) as f64;
        }
        let percent = |part: f64, of: usize| format!("{:.1} %", 100.0 * part / of.max(1) as f64);
        println!(
            "| {} | {} | {} | {} | {} | {} | {} | {:.0} |",
            site.len(),
            mean(&near),
            highest(&mut near),
            percent(alike as f64, known.len()),
            mean(&fetched),
            highest(&mut fetched),
            percent(share, unknown.len()),
            requests as f64 / unknown.len().max(1) as f64,
        );
        Ok(())
    }

    fn place(&self, page: &Page) -> Shard {
        Shard(
            ShardKind::Neighbourhoods,
            UrlKey::new(&page.url).hash() as usize % self.files.neighbourhoods(),
        )
    }

    fn near(&self, page: &Page) -> Result<Vec<u8>, Error> {
        self.files.write(self.place(page), cards)
    }

    fn size(&mut self, part: Shard, bytes: &[u8]) -> usize {
        *self.sizes.entry(part).or_insert_with(|| compressed(bytes))
    }
}

/// Its bytes in brotli 11.
fn compressed(mut bytes: &[u8]) -> usize {
    let parameters = BrotliEncoderParams { quality: 11, ..BrotliEncoderParams::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut out, &parameters).expect("memory takes it all");
    out.len()
}

/// As the command writes them.
fn cards(cards: &[[&str; 3]]) -> Vec<u8> {
    serde_json::to_vec(cards).expect("strings are JSON")
}

fn urls(catalog: &Catalog<Vec<u8>>, answer: &Answer) -> Vec<String> {
    let cards = answer.recommendations.iter().filter_map(|one| catalog.card(one.article));
    cards.map(|card| card.url.to_owned()).collect()
}

fn mean(bytes: &[usize]) -> usize {
    bytes.iter().sum::<usize>() / bytes.len().max(1)
}

/// What 19 of 20 do not exceed.
fn highest(bytes: &mut [usize]) -> usize {
    bytes.sort_unstable();
    bytes.get(bytes.len() * 19 / 20).copied().unwrap_or_default()
}

/// What a line is used for.
struct Read {
    date: Option<Day>,
    /// The page that it is queried as, if it is.
    page: Option<Page>,
    /// Where it is in the catalog.
    prepared: Option<Prepared>,
}

/// Reads the article at a place. Of every `step` articles the first is in the catalog and a query,
/// the middle one a query only.
fn read(place: usize, step: usize, line: &str) -> Result<Read, serde_json::Error> {
    let value: Value = serde_json::from_str(line)?;
    let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    let tags = value["tags"].as_array().into_iter().flatten();
    let article = Article {
        url: if text("url").is_empty() { text("id") } else { text("url") },
        title: text("title"),
        excerpt: text("excerpt"),
        text: text("text"),
        lang: text("lang"),
        section: text("section"),
        image: text("image"),
        date: Day::from_iso(&text("date")),
        tags: tags.filter_map(Value::as_str).map(str::to_owned).collect(),
        ..Article::default()
    };
    let is_out = place == step / 2;
    Ok(Read {
        date: article.date,
        page: (is_out || place == 0).then(|| Page::from(&article)),
        prepared: (!is_out).then(|| Prepared::new(article)),
    })
}
