//! `cargo bench --bench reading -- FOLDER…`: how well the main texts of pages are found, beside
//! dom_smoothie alone, as a table in Markdown on standard output.
//!
//! Each FOLDER is a set: `html/NAME.html`, a page, and `gold/NAME.txt`, its main text as annotated
//! by people. Measured is the F1 of words: how many of the words found are right (precision) and
//! how many of the right ones are found (recall), each as often as it occurs; the mean over the
//! pages. A page without a main text is read rightly when nothing is found. Without a folder two
//! pages of its own are read.

mod check;

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use also_like::command::source::html;
use also_like::document::headline::SiteNames;
use also_like_test_support::score::{Mean, Score};
use dom_smoothie::{Config, Readability, TextMode};
use rayon::prelude::*;

fn main() -> ExitCode {
    // Cargo adds `--bench`.
    let folders: Vec<String> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let Some(option) = folders.iter().find(|argument| argument.starts_with('-')) {
        eprintln!("reading: there is no option {option}, only folders of sets");
        return ExitCode::from(2);
    }
    if folders.is_empty() {
        check::run();
        println!("reading: both readers work on the built-in pages; give folders to measure them");
        return ExitCode::SUCCESS;
    }
    println!("| set | pages | reader | F1 | precision | recall | ms a page |");
    println!("|---|--:|---|--:|--:|--:|--:|");
    for folder in &folders {
        if let Err(error) = measure(Path::new(folder)) {
            eprintln!("reading: {folder}: {error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// A reader: the main text of the bytes of a page.
type Reader = fn(&[u8]) -> String;

const READERS: [(&str, Reader); 2] = [("also-like", ours), ("dom_smoothie", smoothie)];

fn ours(page: &[u8]) -> String {
    let names = SiteNames::default();
    let read = html::read(page, "https://example.org/page", None, &names);
    read.map(|page| page.text).unwrap_or_default()
}

fn smoothie(page: &[u8]) -> String {
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let text = html::decode(page).unwrap_or_default();
    let read = Readability::new(text, None, Some(config)).and_then(|mut page| page.parse());
    read.map(|article| article.text_content.to_string()).unwrap_or_default()
}

/// Prints a line of the table for each reader.
fn measure(set: &Path) -> std::io::Result<()> {
    let mut names = Vec::new();
    for entry in fs::read_dir(set.join("html"))? {
        let path = entry?.path();
        names.extend(path.file_stem().map(|name| name.to_string_lossy().into_owned()));
    }
    names.sort();
    let mut pages = Vec::new();
    for name in names {
        let Ok(gold) = fs::read_to_string(set.join("gold").join(format!("{name}.txt"))) else {
            continue;
        };
        pages.push((fs::read(set.join("html").join(format!("{name}.html")))?, gold));
    }
    for (reader, read) in READERS {
        let time = Mutex::new(Duration::ZERO);
        let scores: Vec<Score> = pages
            .par_iter()
            .map(|(page, gold)| {
                let start = Instant::now();
                let text = read(page);
                *time.lock().expect("nobody panics with it") += start.elapsed();
                Score::new(&text, gold)
            })
            .collect();
        let Mean { f1, precision, recall } = Mean::new(&scores);
        let time = time.into_inner().expect("nobody panics with it").as_secs_f64() * 1000.0;
        println!(
            "| {} | {} | {reader} | {f1:.3} | {precision:.3} | {recall:.3} | {:.1} |",
            set.file_name().unwrap_or_default().display(),
            scores.len(),
            time / scores.len().max(1) as f64
        );
    }
    Ok(())
}
