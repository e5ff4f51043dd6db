//! How well the readers find headline, day, language, picture and main text on pages of many
//! designs.
//!
//! The pages are files in `tests/skeletons`. What is to be read of each stands at its end in a
//! comment that begins with `facts`, as JSON. Under `known` stands what is known to be read
//! otherwise, under `build` and `live` by one reader only; whoever teaches them better takes it
//! away. The main text is what stands between the comments `text` and `/text`. To see the table:
//! `cargo test --test command skeletons -- --nocapture`.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use also_like::command::address::Site;
use also_like::command::config::Config;
use also_like::command::day;
use also_like::command::outcome::Outcome;
use also_like::command::source::html::{PageHints, article, read};
use also_like::document::headline::SiteNames;
use also_like::text::is_unspaced;
use also_like::{Article, Day, Page};
use dom_query::{Document, NodeRef};
use serde_json::Value;

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
            let text = Words::new(&marked(&Document::from(html.as_str())));
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
            match &*node.html() {
                "<!--text-->" => *inside = true,
                "<!--/text-->" => *inside = false,
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
    fn new(text: &str) -> Words {
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

    fn count_of(&self, word: &str) -> usize {
        self.0.get(word).copied().unwrap_or(0)
    }

    /// How much of what was read is right, and how much of what is right was read.
    fn score(&self, read: &Words) -> Score {
        let both: usize = self.0.iter().map(|(word, n)| *n.min(&read.count_of(word))).sum();
        let part = |all: usize| if all == 0 { 0.0 } else { both as f64 / all as f64 };
        Score { precision: part(read.count()), recall: part(self.count()) }
    }
}

#[derive(Clone, Copy)]
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
    let path = Path::new("pages").join(&skeleton.name).with_extension("html");
    let site = Site::new(None);
    let own = site.page(&path);
    let (bytes, config) = (skeleton.html.as_bytes(), Config::default());
    match article(bytes, &site, &own, &PageHints::default(), &config, &path) {
        Ok(read) => Ok(read.article),
        Err(Outcome::Skipped(reason)) => Err(reason.to_string()),
        Err(_) => Err("broken".to_owned()),
    }
}

/// What the reader of open pages reads.
fn live(html: &str) -> Page {
    read(html.as_bytes(), "/pages/page.html", None, &SiteNames::default()).unwrap()
}

#[test]
fn facts_are_right_on_pages_of_many_designs() {
    let mut wrong = Vec::new();
    for skeleton in skeletons() {
        let Skeleton { name, html, facts, .. } = &skeleton;
        let mut check = |reader: &str, what: &str, read: &str| {
            let known = [reader, "known"].into_iter().find_map(|of| facts[of].get(what));
            let known = known.unwrap_or(&facts[what]);
            let expected = known.as_str().unwrap_or_default();
            if read != expected {
                wrong.push(format!("{name}, {reader}: {what} {read:?} instead of {expected:?}"));
            }
        };
        let written = |day: Option<Day>| day.and_then(day::written).unwrap_or_default();
        match built(&skeleton) {
            Ok(article) => {
                check("build", "title", &article.title);
                check("build", "date", &written(article.date));
                check("build", "lang", &article.lang);
                check("build", "image", &article.image);
            }
            Err(reason) => check("build", "title", &format!("nothing, since it is {reason}")),
        }
        let live = live(html);
        check("live", "title", &live.title);
        check("live", "date", &written(live.day));
        check("live", "lang", &live.lang);
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// A reader and what it is held to.
struct Reader {
    name: &'static str,
    read: fn(&Skeleton) -> String,
    least: Score,
    /// How many bylines may be in the texts.
    bylines: usize,
    /// The least recall of a page, but for some.
    least_of_one: f64,
    poor: &'static [&'static str],
}

const READERS: [Reader; 3] = [
    Reader {
        name: "build",
        read: |page| built(page).map(|article| article.text).unwrap_or_default(),
        least: Score { precision: 0.94, recall: 0.98 },
        bylines: 8,
        least_of_one: 0.83,
        poor: &["naver-blog", "pelican", "starlight", "typo3", "le-quotidien"],
    },
    Reader {
        name: "open page",
        read: |page| live(&page.html).text,
        least: Score { precision: 0.94, recall: 0.98 },
        bylines: 8,
        least_of_one: 0.83,
        poor: &["naver-blog", "starlight", "typo3", "le-quotidien"],
    },
    Reader {
        name: "all <p>",
        read: |page| paragraphs(&Document::from(page.html.as_str())),
        least: Score { precision: 0.0, recall: 0.0 },
        bylines: usize::MAX,
        least_of_one: 0.0,
        poor: &[],
    },
];

#[test]
fn main_texts_are_right_on_pages_of_many_designs() {
    let all = skeletons();
    println!(
        "{} pages, {} words",
        all.len(),
        all.iter().map(|one| one.text.count()).sum::<usize>()
    );
    println!("{:<20} precision    recall        F1   bylines", "");
    let mut f1 = Vec::new();
    for Reader { name, read, least, bylines, least_of_one, poor } in &READERS {
        let texts: Vec<Words> = all.iter().map(|page| Words::new(&read(page))).collect();
        let scores: Vec<Score> =
            all.iter().zip(&texts).map(|(page, text)| page.text.score(text)).collect();
        let mean = Score::mean(&scores);
        let mean_f1 = scores.iter().map(|score| score.f1()).sum::<f64>() / all.len() as f64;
        let is_signed = |page: &Skeleton, text: &Words| {
            let author = Words::new(page.facts["author"].as_str().unwrap_or_default());
            let is_new = |word: &&String| text.count_of(word) > page.text.count_of(word);
            author.count() > 0 && author.0.keys().filter(is_new).count() == author.0.len()
        };
        let signed = all.iter().zip(&texts).filter(|(page, text)| is_signed(page, text)).count();
        let Score { precision, recall } = mean;
        println!("{name:<20} {precision:>9.3} {recall:>9.3} {mean_f1:>9.3} {signed:>9}");
        let mut worst: Vec<usize> = (0..all.len()).collect();
        worst.sort_by(|a, b| scores[*a].f1().total_cmp(&scores[*b].f1()));
        for page in &worst[..8] {
            let Score { precision, recall } = scores[*page];
            println!("  {:<18} {precision:>9.3} {recall:>9.3}", all[*page].name);
        }
        assert!(precision >= least.precision && recall >= least.recall, "{name} reads worse");
        assert!(signed <= *bylines, "{name} takes {signed} bylines for text");
        for (page, score) in
            all.iter().zip(&scores).filter(|(_, score)| score.recall < *least_of_one)
        {
            assert!(poor.contains(&&*page.name), "{name} reads {} of {}", score.recall, page.name);
        }
        f1.push(mean_f1);
    }
    assert!(f1[1] > f1[2] + 0.05 && f1[0] > f1[2] + 0.05, "no better than all paragraphs: {f1:?}");
}
