//! `cargo bench --bench relevance -- FOLDER…`: how good the answers are beside those of other
//! rankers, over corpora with judgments, as tables in Markdown on standard output.
//!
//! Each FOLDER is a corpus, or holds several. A corpus has two files: `articles.jsonl`, an object
//! with `id`, `url`, `title`, `text`, `excerpt`, `tags`, `date` and `lang` a line, of which `id`,
//! `title` and `text` must be there; and `qrels.tsv`, with the id of an article, that of a related
//! one and a grade above 0 a line, separated by tabs. Without a folder a dozen articles of its own
//! are looked at, and whether everything works on them.

mod check;
mod corpus;
mod ours;

mod reference;
mod table;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use corpus::Corpus;
use table::Tables;

fn main() -> ExitCode {
    // Cargo adds `--bench`.
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let Some(option) = arguments.iter().find(|argument| argument.starts_with('-')) {
        eprintln!("relevance: there is no option {option}, only folders of corpora");
        return ExitCode::from(2);
    }
    if arguments.is_empty() {
        check::run();
        println!(
            "relevance: all rankers work on the built-in corpus; give folders to measure them"
        );
        return ExitCode::SUCCESS;
    }
    match tables(&arguments) {
        Ok(tables) => {
            print!("{tables}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("relevance: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The figures of all corpora that the arguments mean.
fn tables(arguments: &[String]) -> Result<Tables, String> {
    let folders: Vec<Vec<PathBuf>> = arguments
        .iter()
        .map(|folder| corpus::folders(Path::new(folder)))
        .collect::<Result<_, _>>()?;
    let mut tables = Tables::default();
    for folder in folders.iter().flatten() {
        measure(&Corpus::read(folder)?, &mut tables)?;
    }
    Ok(tables)
}

/// Adds the figures of a corpus.
fn measure(corpus: &Corpus, tables: &mut Tables) -> Result<(), String> {
    let mut rankers: Vec<_> =
        reference::RANKERS.iter().map(|(name, ranker)| (*name, ranker(corpus))).collect();
    let ours = ours::variants()
        .map(|(name, max_terms)| Ok((name, ours::answers(corpus, max_terms, ours::DEFAULT)?)));
    let ours: Vec<_> = ours.into_iter().collect::<Result<_, String>>()?;
    let full = ours[0].1.clone();
    rankers.extend(ours.into_iter().map(|(name, answers)| (name, Some(answers))));
    tables.add(corpus, &rankers);
    let without = ours::with_weights(corpus, ours::WITHOUT)?;
    let varied = ours::with_weights(corpus, ours::VARIED)?;
    tables.add_signals(corpus, &full, &without, &varied);
    tables.add_cuts(corpus, &ours::cuts(corpus)?);
    tables.add_evenness(corpus, &ours::evenness(corpus)?);
    Ok(())
}
