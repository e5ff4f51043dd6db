//! How well the readers find headline, day, language, picture and main text on pages of many designs.
//!
//! The pages are files in `tests/skeletons`. What is to be read of each stands at its end in a comment
//! that begins with `facts`, as JSON; under `live` stands what the reader of open pages is known to read
//! otherwise. The main text is what stands between the comments `text` and `/text`. To see the table:
//! `cargo test --features cli --bin also-like skeletons -- --nocapture`.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use also_like::Day;
use dom_query::{Document, NodeRef};
use serde_json::Value;

use super::*;

/// A page and what is to be read of it.
struct Skeleton {
    name: String,
    html: String,
    facts: Value,
    text: Words,
}

fn skeletons() -> Vec<Skeleton> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/skeletons");
    let mut all: Vec<Skeleton> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let html = fs::read_to_string(&path).unwrap();
            let (_, facts) = html.rsplit_once("<!--facts").expect("facts stand at the end");
            let facts = facts.trim_end().strip_suffix("-->").expect("the comment ends");
            let facts = serde_json::from_str(facts).unwrap_or_else(|e| panic!("{name}: {e}"));
            let text = Words::of(&marked(&Document::from(html.as_str())));
            Skeleton { name, html, facts, text }
        })
        .collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

/// What stands between the comments `text` and `/text`.
fn marked(document: &Document) -> String {
    fn walk(node: NodeRef, inside: &mut bool, out: &mut String) {
        let is_inline = ["a", "b", "i", "em", "strong", "code", "span", "sup", "font"]
            .iter()
            .any(|name| node.has_name(name));
        if node.is_comment() {
            match &*node.text() {
                "text" => *inside = true,
                "/text" => *inside = false,
                _ => {}
            }
        } else if node.is_text() {
            if *inside {
                out.push_str(&node.text());
            }
            return;
        }
        for child in node.children() {
            walk(child, inside, out);
        }
        if !is_inline {
            out.push(' ');
        }
    }
    let (mut inside, mut out) = (false, String::new());
    walk(document.root(), &mut inside, &mut out);
    out
}

/// What somebody finds who knows nothing of articles: all paragraphs.
fn paragraphs(document: &Document) -> String {
    document.select("p").nodes().iter().map(|p| p.text().to_string() + "\n").collect()
}

/// Words and how often each is there. Of a script without spaces, characters.
struct Words(HashMap<String, usize>);

impl Words {
    fn of(text: &str) -> Words {
        let mut all = HashMap::new();
        let mut word = String::new();
        for c in text.to_lowercase().chars().chain([' ']) {
            if c.is_alphanumeric() && !is_unspaced(c) {
                word.push(c);
                continue;
            }
            if !word.is_empty() {
                *all.entry(std::mem::take(&mut word)).or_default() += 1;
            }
            if c.is_alphanumeric() {
                *all.entry(c.to_string()).or_default() += 1;
            }
        }
        Words(all)
    }

    fn count(&self) -> usize {
        self.0.values().sum()
    }

    /// How much of what was read is right, and how much of what is right was read.
    fn score(&self, read: &Words) -> Score {
        let both = self.0.iter().map(|(word, n)| n.min(read.0.get(word).unwrap_or(&0))).sum::<usize>();
        let part = |all: usize| if all == 0 { 0.0 } else { both as f64 / all as f64 };
        Score { precision: part(read.count()), recall: part(self.count()) }
    }
}

#[derive(Clone, Copy, Default)]
struct Score {
    precision: f64,
    recall: f64,
}

impl Score {
    fn f1(self) -> f64 {
        let sum = self.precision + self.recall;
        if sum == 0.0 { 0.0 } else { 2.0 * self.precision * self.recall / sum }
    }

    fn mean(all: &[Score]) -> Score {
        let mean = |part: fn(&Score) -> f64| all.iter().map(part).sum::<f64>() / all.len() as f64;
        Score { precision: mean(|one| one.precision), recall: mean(|one| one.recall) }
    }
}

/// The article that the command reads of a page.
fn built(skeleton: &Skeleton) -> Result<Article, String> {
    let path = format!("{}.html", skeleton.name);
    let site = Site::new(None);
    let bytes = skeleton.html.as_bytes();
    match article(bytes, &site, &Config::default(), &Path::new("pages").join(path)) {
        Ok((article, _)) => Ok(article),
        Err(Outcome::Skipped(reason)) => Err(reason.to_string()),
        Err(_) => Err("broken".to_owned()),
    }
}

/// A fact of a page; `None` where nothing is said of it.
fn fact<'a>(facts: &'a Value, name: &str) -> Option<&'a str> {
    facts[name].as_str()
}

#[test]
fn facts_are_right_on_pages_of_many_designs() {
    let mut wrong = Vec::new();
    for skeleton in skeletons() {
        let Skeleton { name, html, facts, .. } = &skeleton;
        let mut check = |what: &str, read: &str, expected: &str| {
            if read != expected {
                wrong.push(format!("{name}: {what} {read:?} instead of {expected:?}"));
            }
        };
        let day = |day: Option<Day>| day.map(|day| day.to_iso()).unwrap_or_default();
        let expected = |name: &str| fact(facts, name).unwrap_or_default();
        match built(&skeleton) {
            Ok(article) => {
                check("title", &article.title, expected("title"));
                check("date", &day(article.date), expected("date"));
                check("language", &article.lang, expected("lang"));
                check("picture", &article.image, expected("image"));
            }
            Err(reason) => check("the page is", &reason, "an article"),
        }
        let live = read(html.as_bytes(), "/pages/page.html", None).unwrap();
        let own = &facts["live"];
        let expected = |name: &str| match own.get(name) {
            Some(value) => value.as_str().unwrap_or_default(),
            None => expected(name),
        };
        check("title of the open page", &live.title, expected("title"));
        check("date of the open page", &day(live.day), expected("date"));
        check("language of the open page", &live.lang, expected("lang"));
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn main_texts_are_right_on_pages_of_many_designs() {
    let all = skeletons();
    let scores: Vec<[Score; 3]> = all
        .iter()
        .map(|skeleton| {
            let Skeleton { html, text, .. } = skeleton;
            let command = built(skeleton).map(|article| article.text).unwrap_or_default();
            let live = read(html.as_bytes(), "/pages/page.html", None).unwrap().text;
            let baseline = paragraphs(&Document::from(html.as_str()));
            [command, live, baseline].map(|read| text.score(&Words::of(&read)))
        })
        .collect();
    let readers = ["build", "open page", "all <p>"];
    println!("{} pages, {} words", all.len(), all.iter().map(|one| one.text.count()).sum::<usize>());
    println!("{:<20} {:>9} {:>9} {:>9}", "", "precision", "recall", "F1");
    let of = |i: usize| scores.iter().map(|score| score[i]).collect::<Vec<Score>>();
    let means = [0, 1, 2].map(|i| Score::mean(&of(i)));
    let f1 = [0, 1, 2].map(|i| of(i).into_iter().map(Score::f1).sum::<f64>() / all.len() as f64);
    for i in 0..3 {
        let Score { precision, recall } = means[i];
        println!("{:<20} {precision:>9.3} {recall:>9.3} {:>9.3}", readers[i], f1[i]);
    }
    for i in 0..2 {
        println!("worst of {}:", readers[i]);
        let mut worst: Vec<usize> = (0..all.len()).collect();
        worst.sort_by(|a, b| scores[*a][i].f1().total_cmp(&scores[*b][i].f1()));
        for page in &worst[..worst.len().min(16)] {
            let Score { precision, recall } = scores[*page][i];
            println!("  {:<22} {precision:>5.2} {recall:>9.2}", all[*page].name);
        }
    }
}
