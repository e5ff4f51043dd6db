//! Articles with relevance judgments.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use also_like::{Article, Day};
use jiff::civil::Date;
use serde::Deserialize;

/// The two files of a corpus's folder.
const ARTICLES: &str = "articles.jsonl";
const JUDGMENTS: &str = "qrels.tsv";

/// Articles of one site, and what authors or readers of it judged to be related.
pub struct Corpus {
    /// The folder's name.
    pub name: String,
    /// Everywhere else articles are meant by their places in here.
    pub articles: Vec<Article>,
    /// The judged articles in their order, each with those that are related to it: one at least.
    pub judged: Vec<(usize, BTreeSet<usize>)>,
}

/// What a ranker found for each judged article: at most ten others, best first.
pub type Answers = Vec<Vec<usize>>;

/// A line of [`ARTICLES`].
#[derive(Deserialize)]
struct Line {
    id: String,
    url: Option<String>,
    title: String,
    text: String,
    excerpt: Option<String>,
    tags: Option<Vec<String>>,
    date: Option<String>,
    lang: Option<String>,
}

impl Corpus {
    /// Reads a folder's two files. What is wrong with them is one sentence.
    pub fn read(folder: &Path) -> Result<Corpus, String> {
        let read = |name| {
            let file = folder.join(name);
            fs::read_to_string(&file)
                .map_err(|error| format!("can't read {}: {error}", file.display()))
        };
        Corpus::parse(folder, &read(ARTICLES)?, &read(JUDGMENTS)?)
    }

    /// A corpus from the content of the two files of a folder.
    pub fn parse(folder: &Path, articles: &str, judgments: &str) -> Result<Corpus, String> {
        let file = folder.join(ARTICLES);
        let (mut rows, mut urls) = (HashMap::new(), HashSet::new());
        let mut all: Vec<Article> = Vec::new();
        for (at, line) in lines(articles) {
            let wrong = |what: String| format!("{}:{at}: {what}", file.display());
            let (id, article) = article(line).map_err(wrong)?;
            if rows.insert(id.clone(), all.len()).is_some() {
                return Err(wrong(format!("another article has the id {id:?}")));
            }
            if !urls.insert(article.url.clone()) {
                return Err(wrong(format!("another article has the address {:?}", article.url)));
            }
            all.push(article);
        }

        let file = folder.join(JUDGMENTS);
        let mut judged: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (at, line) in lines(judgments) {
            let (query, other, grade) = judgment(line).ok_or_else(|| {
                let file = file.display();
                format!("{file}:{at}: not two ids and a grade, separated by tabs")
            })?;
            if let (Some(query), Some(other)) = (rows.get(query), rows.get(other))
                && query != other
                && grade > 0.0
            {
                judged.entry(*query).or_default().insert(*other);
            }
        }
        if judged.is_empty() {
            return Err(format!("{} names no two of the articles as related", file.display()));
        }
        let name = folder.file_name().unwrap_or(folder.as_os_str());
        let name = name.to_string_lossy().into_owned();
        Ok(Corpus { name, articles: all, judged: judged.into_iter().collect() })
    }
}

/// The folders of corpora that an argument means: itself, or those right in it, by name.
pub fn folders(argument: &Path) -> Result<Vec<PathBuf>, String> {
    let is_corpus = |folder: &Path| folder.join(ARTICLES).is_file();
    if is_corpus(argument) {
        return Ok(vec![argument.into()]);
    }
    let shown = argument.display();
    let wrong = |error| format!("can't read the folder {shown}: {error}");
    let mut folders = Vec::new();
    for entry in fs::read_dir(argument).map_err(wrong)? {
        let folder = entry.map_err(wrong)?.path();
        if is_corpus(&folder) {
            folders.push(folder);
        }
    }
    folders.sort();
    match folders.is_empty() {
        true => Err(format!("{shown} holds no {ARTICLES}, nor does a folder in it")),
        false => Ok(folders),
    }
}

/// Lines that are not blank, with their numbers from 1.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty())
}

/// Id and article of a line.
fn article(line: &str) -> Result<(String, Article), String> {
    let line: Line = serde_json::from_str(line).map_err(|error| {
        // serde_json's own line number is always 1 here, and would contradict ours.
        let message = error.to_string();
        format!("not an article: {}", message.split(" at line ").next().unwrap_or_default())
    })?;
    let date = match line.date.as_deref() {
        None | Some("") => None,
        Some(date) => Some(day(date).ok_or_else(|| {
            format!("the date {date:?} is not understood: write it as 2024-03-05")
        })?),
    };
    let article = Article {
        url: line.url.unwrap_or_else(|| line.id.clone()),
        title: line.title,
        text: line.text,
        excerpt: line.excerpt.unwrap_or_default(),
        tags: line.tags.unwrap_or_default(),
        lang: line.lang.unwrap_or_default(),
        date,
        ..Article::default()
    };
    Ok((line.id, article))
}

/// The day of a date, whatever time follows it.
fn day(text: &str) -> Option<Day> {
    let date: Date = text.get(..10)?.parse().ok()?;
    Some(Day((date - jiff::civil::date(1970, 1, 1)).get_days()))
}

/// Query, other and grade, from 0 for not related.
fn judgment(line: &str) -> Option<(&str, &str, f64)> {
    let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
    let [query, other, grade] = columns[..] else {
        return None;
    };
    Some((query, other, grade.parse().ok()?))
}
