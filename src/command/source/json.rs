//! Articles from JSON: `.jsonl` with one article a line, `.json` with an array of them, an object
//! that holds such an array as `articles`, or a single one. Feeds and exports become such articles
//! first.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::sync::mpsc::sync_channel;
use std::thread;

use crate::Article;
use crate::shards::snapshot;
use anyhow::{Context, Result, ensure};
use rayon::prelude::*;
use serde_json::{Map, Value};

use super::{feed, ghost, html, wordpress};
use crate::command::address;
use crate::command::config::Config;
use crate::command::day;
use crate::command::kind::Kind;
use crate::command::known::Known;
use crate::command::outcome::{Outcome, Reason, Record, SourceArticle};
use crate::command::report::Report;

/// A batch of lines is analysed when it holds as many, or as many bytes, as these.
const BATCH_LINES: usize = 256;
const BATCH_BYTES: usize = 16 << 20;

/// Longer lines are not read: no article is as long.
const MAX_LINE: u64 = 16 << 20;

/// Longer files are not read as a whole: they would take many times their size in memory.
const MAX_FEED: u64 = 64 << 20;
const MAX_WHOLE: u64 = 512 << 20;

/// Reads every article of a file and hands over what became of each, in the file's order.
///
/// `.jsonl` is read line by line, any other file as a whole. While one batch is analysed, the next
/// is read and the one before handed over.
///
/// # Errors
///
/// Those of `take`; a file that can't be read, and a `.json` file that is not JSON. A bad line of
/// `.jsonl` is a [broken](Outcome::Broken) record instead.
pub fn read(
    path: &Path,
    kind: Kind,
    config: &Config,
    known: &Known,
    report: &Report,
    take: &mut dyn FnMut(Record) -> Result<()>,
) -> Result<()> {
    let shown = path.display();
    let bytes = path.metadata().map_or(0, |data| data.len());
    report.step(&format!("reading {shown}"), bytes);
    let record = |(at, line): (usize, Line)| {
        let hash = line.hash();
        let read = || parsed(line).and_then(|value| outcome(value, config));
        let outcome = known.outcome(hash, config);
        Record {
            place: format!("{shown}:{at}"),
            hash,
            outcome: outcome.unwrap_or_else(|| read().unwrap_or_else(Outcome::Broken)),
        }
    };
    if cfg!(target_os = "wasi") {
        // There are no threads.
        return each_batch(path, kind, |batch, size| {
            batch.into_iter().map(&record).try_for_each(&mut *take)?;
            report.advance(size as u64);
            Ok(())
        });
    }
    thread::scope(|scope| {
        let (read, to_analyse) = sync_channel::<(Vec<(usize, Line)>, usize)>(1);
        let (analysed, to_take) = sync_channel(1);
        let reading = scope
            .spawn(move || each_batch(path, kind, |batch, size| Ok(read.send((batch, size))?)));
        scope.spawn(move || {
            for (batch, size) in to_analyse {
                let records: Vec<Record> = batch.into_par_iter().map(&record).collect();
                if analysed.send((records, size)).is_err() {
                    break;
                }
            }
        });
        for (records, size) in to_take {
            records.into_iter().try_for_each(&mut *take)?;
            report.advance(size as u64);
        }
        reading.join().expect("reading does not panic")
    })
}

/// Every article of a file with its id, texts and all, for measuring.
///
/// # Errors
///
/// As for [`read`], and the first bad line too: a measurement over part of a corpus would mislead.
pub fn articles(path: &Path, kind: Kind) -> Result<Vec<(String, Article)>> {
    let mut all = Vec::new();
    each_batch(path, kind, |batch, _| {
        for (at, line) in batch {
            let one = parsed(line).and_then(article);
            let one = one.map_err(anyhow::Error::msg);
            let one = one.with_context(|| format!("{}:{at}", path.display()))?;
            all.push((one.id.unwrap_or_else(|| one.article.url.clone()), one.article));
        }
        Ok(())
    })?;
    Ok(all)
}

/// An article's JSON, still to be parsed or parsed along with its file.
enum Line {
    Text(Vec<u8>),
    Value(Value),
    /// More than an article can be.
    Cut,
}

impl Line {
    /// See [`Record::hash`]. Only lines are known again.
    fn hash(&self) -> u64 {
        match self {
            Line::Text(bytes) => snapshot::hash(without_bom(bytes).trim_ascii_end()),
            Line::Value(_) | Line::Cut => 0,
        }
    }
}

/// Articles with the number of their line or place, from 1, and the bytes they took in the file.
fn each_batch(
    path: &Path,
    kind: Kind,
    mut take: impl FnMut(Vec<(usize, Line)>, usize) -> Result<()>,
) -> Result<()> {
    let unreadable = || format!("can't read {}", path.display());
    let mut file = BufReader::new(File::open(path).with_context(unreadable)?);
    if kind != Kind::Jsonl {
        let most = if kind == Kind::Feed { MAX_FEED } else { MAX_WHOLE };
        let length = file.get_ref().metadata().with_context(unreadable)?.len();
        ensure!(
            length <= most,
            "{} has more than {} MB: give its articles as .jsonl, one a line, which may be of any length",
            path.display(),
            most >> 20
        );
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).with_context(unreadable)?;
        let values =
            whole(&bytes, kind).with_context(|| format!("can't read {}", path.display()))?;
        let values = values.into_iter().map(Line::Value);
        return take((1..).zip(values).collect(), bytes.len());
    }
    let (mut batch, mut size, mut at) = (Vec::new(), 0, 0);
    loop {
        let mut line = Vec::new();
        let mut read =
            file.by_ref().take(MAX_LINE).read_until(b'\n', &mut line).with_context(unreadable)?;
        let is_cut = read as u64 == MAX_LINE && line.last() != Some(&b'\n');
        if is_cut {
            read += file.skip_until(b'\n').with_context(unreadable)?;
        }
        at += 1;
        size += read;
        let is_blank = line.iter().all(u8::is_ascii_whitespace);
        if is_cut {
            batch.push((at, Line::Cut));
        } else if !is_blank {
            batch.push((at, Line::Text(line)));
        }
        if read == 0 || batch.len() >= BATCH_LINES || size >= BATCH_BYTES {
            take(std::mem::take(&mut batch), std::mem::take(&mut size))?;
        }
        if read == 0 {
            return Ok(());
        }
    }
}

/// The articles of a file that is read as a whole.
fn whole(bytes: &[u8], kind: Kind) -> Result<Vec<Value>> {
    let json = || serde_json::from_slice(without_bom(bytes)).context("it is not JSON");
    match kind {
        Kind::Feed => feed::articles(without_bom(bytes)),
        Kind::Wordpress => wordpress::articles(without_bom(bytes)),
        Kind::Ghost => {
            let export = json()?;
            Ok(ghost::articles(ghost::tables(&export).context("it is not an export of Ghost")?))
        }
        _ => Ok(many(json()?).into_iter().map(html::plain_texts).collect()),
    }
}

fn many(value: Value) -> Vec<Value> {
    match value {
        Value::Array(values) => values,
        Value::Object(mut object) => match object.remove("articles") {
            Some(Value::Array(values)) => values,
            Some(other) => {
                object.insert("articles".to_owned(), other);
                vec![Value::Object(object)]
            }
            None => vec![Value::Object(object)],
        },
        other => vec![other],
    }
}

fn without_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

fn parsed(line: Line) -> Result<Value, String> {
    match line {
        Line::Value(value) => Ok(value),
        Line::Cut => Err("longer than 16 MB: split it or take it away".to_owned()),
        Line::Text(bytes) => {
            let value = serde_json::from_slice(without_bom(&bytes).trim_ascii_end());
            value.map(html::plain_texts).map_err(|error| {
                // serde_json's own line number is always 1 here, and would contradict ours.
                let message = error.to_string();
                let cause = message.split(" at line ").next().unwrap_or_default();
                format!("not JSON: {cause} (column {})", error.column())
            })
        }
    }
}

/// What an article in JSON is.
///
/// # Errors
///
/// What is wrong with it: a sentence.
pub fn outcome(value: Value, config: &Config) -> Result<Outcome, String> {
    let JsonArticle { mut article, warnings, is_unlisted, .. } = article(value)?;
    safe(&article.url, "url")?;
    if is_unlisted || !config.apply(&mut article) {
        return Ok(Outcome::Skipped(Reason::Unlisted));
    }
    Ok(Outcome::Article(Box::new(SourceArticle { warnings, ..SourceArticle::new(article) })))
}

struct JsonArticle {
    id: Option<String>,
    article: Article,
    warnings: Vec<String>,
    is_unlisted: bool,
}

fn article(value: Value) -> Result<JsonArticle, String> {
    let Value::Object(object) = value else {
        return Err("not an object: an article is written as {\"title\": …, \"url\": …}".to_owned());
    };
    let id = string(&object, "id")?;
    let url = string(&object, "url")?.or_else(|| id.clone());
    let url = url.ok_or("no `url` and no `id`: give one of them")?;
    let title = string(&object, "title")?.ok_or("no `title`: every article needs one")?;
    let lang = string(&object, "lang")?.unwrap_or_default();
    let mut warnings = Vec::new();
    let written = string(&object, "date")?.unwrap_or_default();
    let date = day::published(&written, &lang);
    if date.is_none() && !day::is_zero(&written) {
        warnings.push(day::not_understood(&written));
    }
    let written = string(&object, "expires")?.unwrap_or_default();
    let expires = day::parse(&written, &lang);
    if expires.is_none() && !written.is_empty() {
        let sentence = "is not valid and ignored: write it as 2024-03-05";
        warnings.push(format!("the date of expiry {written:?} {sentence}"));
    }
    let image = string(&object, "image")?.filter(|image| address::is_safe(image));
    let field = |name| Ok::<_, String>(string(&object, name)?.unwrap_or_default());
    let article = Article {
        url,
        title,
        excerpt: field("excerpt")?,
        text: field("text")?,
        lang,
        section: field("section")?,
        tags: strings(&object, "tags", "strings nor a string with commas", |c| c == ',')?,
        date,
        expires,
        image: image.unwrap_or_default(),
        pinned: flag(&object, "pinned")?,
        pins: addresses(&object, "pin")?,
        excludes: addresses(&object, "exclude")?,
    };
    Ok(JsonArticle { id, article, warnings, is_unlisted: flag(&object, "unlisted")? })
}

/// A field's trimmed text, `None` when it is missing, null or blank. Numbers count as text: ids
/// often are.
fn string(object: &Map<String, Value>, name: &str) -> Result<Option<String>, String> {
    let text = match object.get(name) {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        Some(_) => return Err(format!("`{name}` is not a string")),
    };
    Ok(Some(text).filter(|text| !text.is_empty()))
}

fn flag(object: &Map<String, Value>, name: &str) -> Result<bool, String> {
    match object.get(name) {
        None | Some(Value::Null) => Ok(false),
        Some(Value::Bool(flag)) => Ok(*flag),
        Some(_) => Err(format!("`{name}` is neither true nor false")),
    }
}

/// An array of strings, or one string with what is `between` them, trimmed and without blank ones.
fn strings(
    object: &Map<String, Value>,
    name: &str,
    expected: &str,
    between: fn(char) -> bool,
) -> Result<Vec<String>, String> {
    let wrong = || format!("`{name}` is neither an array of {expected}");
    let all: Vec<&str> = match object.get(name) {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::String(text)) => text.split(between).collect(),
        Some(Value::Array(items)) => {
            items.iter().map(Value::as_str).collect::<Option<_>>().ok_or_else(wrong)?
        }
        Some(_) => return Err(wrong()),
    };
    Ok(all.into_iter().map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect())
}

fn addresses(object: &Map<String, Value>, name: &str) -> Result<Vec<String>, String> {
    let expected = "addresses nor a string with white space between them";
    let all = strings(object, name, expected, char::is_whitespace)?;
    all.iter().try_for_each(|address| safe(address, name))?;
    Ok(all)
}

/// An address from elsewhere becomes a link on the site: not every scheme may.
fn safe(address: &str, name: &str) -> Result<(), String> {
    let wrong =
        || format!("the address {address:?} is not http, https or relative: give one in `{name}`");
    address::is_safe(address).then_some(()).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use crate::Day;
    use serde_json::json;

    use super::*;

    #[test]
    fn an_editor_s_fields_are_read() {
        let one = article(json!({
            "url": "/a", "title": "A", "section": " World ", "expires": "5 March 2024",
            "unlisted": true, "pinned": true, "pin": ["/b", " c.html ", ""], "exclude": " /d\n/e ",
        }));
        let one = one.ok().unwrap();
        let expected = Article {
            url: "/a".to_owned(),
            title: "A".to_owned(),
            section: "World".to_owned(),
            expires: Day::from_iso("2024-03-05"),
            pinned: true,
            pins: vec!["/b".to_owned(), "c.html".to_owned()],
            excludes: vec!["/d".to_owned(), "/e".to_owned()],
            ..Article::default()
        };
        assert_eq!(one.article, expected);
        assert!(one.is_unlisted && one.warnings.is_empty());

        let nothing = json!({
            "url": "/a", "title": "A", "section": null, "expires": null, "unlisted": null,
            "pinned": false, "pin": null, "exclude": [],
        });
        let one = article(nothing).ok().unwrap();
        let plain = article(json!({"url": "/a", "title": "A"})).ok().unwrap();
        assert_eq!(one.article, plain.article);
        assert!(!one.is_unlisted);
    }
}
