//! `cargo bench --bench scale -- SUBCOMMAND`: the parts of `cargo xtask scale` that need the
//! engine's crates, or an optimising compiler. See README.md beside this file.
//!
//! - `corpus N FILE`: writes N made-up articles as JSON, a line each.
//! - `pages FILE…`: what pages of such articles fetch, and whether their answers are those of the
//!   whole.
//!
//! Without a subcommand it looks whether everything works, on few articles.

mod check;
mod corpus;
mod pages;

mod random;
mod topic;
mod words;

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    // Cargo adds `--bench`.
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words[..] {
        [] => {
            check::run();
            println!("scale: everything works on few articles");
            Ok(())
        }
        ["corpus", articles, file] => match articles.parse() {
            Ok(articles) => write(articles, Path::new(file)),
            Err(_) => Err(format!("{articles:?} is no number of articles")),
        },
        ["pages", ref files @ ..] if !files.is_empty() => {
            files.iter().try_for_each(|file| pages::measure(Path::new(file)))
        }
        _ => Err("usage: corpus N FILE, or pages FILE…".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("scale: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes a corpus beside its place first: a file that is there is whole.
fn write(articles: usize, file: &Path) -> Result<(), String> {
    let beside = file.with_extension("part");
    let written = || -> std::io::Result<()> {
        let mut out = BufWriter::with_capacity(1 << 20, File::create(&beside)?);
        corpus::write(articles, &mut out)?;
        out.flush()?;
        fs::rename(&beside, file)
    };
    written().map_err(|error| format!("can't write {}: {error}", file.display()))
}
