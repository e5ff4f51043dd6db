//! The shape of the sources: floors of folders, circles of imports, sizes of files, widths of
//! comments; and the files that comments and documents name.

mod circles;
mod code;
mod imports;
mod names;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{Shell, read, root};
use imports::Imports;

/// The folders of the library, the lowest floor first: a folder imports from floors below its own
/// only.
const FLOORS: [&[&str]; 7] = [
    &["text"],
    &["weighting"],
    &["document"],
    &["catalog"],
    &["rank", "index"],
    &["shards", "eval", "l10n"],
    &["command"],
];

/// The modules of the command, the lowest floor first: as the folders of the library, by the same
/// rule.
const COMMAND_FLOORS: [&[&str]; 7] = [
    &[
        "address",
        "assets",
        "catalog_dir",
        "day",
        "exit",
        "injected_block",
        "kind",
        "outcome",
        "report",
    ],
    &["args"],
    &["config"],
    &["known"],
    &["source"],
    &["build_cache", "inject"],
    &["cmd"],
];

/// The most lines of a file of the library, its tests among them.
const MOST_LINES: usize = 400;

/// The most columns of a comment: as rustfmt keeps the rest, see `rustfmt.toml`.
const MOST_COLUMNS: usize = 100;

/// Fails with a line for each file that is not in shape.
pub fn gate(shell: &mut Shell) -> Result<(), String> {
    let listed = shell.output(Command::new("git").args(["ls-files", "-z", "*.rs", "*.md"]))?;
    // One that is deleted but not committed is no part of it.
    let files = listed.split_terminator('\0').map(|name| root().join(name));
    let mut wrong = Vec::new();
    for file in files.filter(|file| file.is_file()) {
        let text = text(&file)?;
        let name = file.strip_prefix(root()).unwrap_or(&file).display().to_string();
        let is_code = name.ends_with(".rs");
        // The READMEs of recipes are about folders of their readers.
        if !name.starts_with("recipes/") {
            wrong.extend(
                names::missing(&text, is_code)
                    .map(|(line, path)| format!("{name}:{line}: there is no {path}")),
            );
        }
        if is_code {
            wrong.extend(wide(&text).map(|line| {
                format!("{name}:{line}: a comment of more than {MOST_COLUMNS} columns")
            }));
        }
        let lines = text.lines().count();
        if name.starts_with("src/") && lines > MOST_LINES {
            wrong.push(format!("{name}: {lines} lines, more than {MOST_LINES}"));
        }
    }
    let src = root().join("src");
    wrong.extend(headless(&src)?);
    let library = Imports::read(&src.join("lib.rs"))?;
    wrong.extend(upward(&library));
    wrong.extend(library.circles());
    wrong.extend(Imports::read(&root().join("xtask/src/main.rs"))?.circles());
    match wrong.len() {
        0 => Ok(()),
        count => {
            wrong.iter().for_each(|line| shell.say(line));
            Err(format!("the sources are out of shape in {count} places"))
        }
    }
}

fn text(file: &Path) -> Result<String, String> {
    String::from_utf8(read(file)?).map_err(|_| format!("{} is not in UTF-8", file.display()))
}

/// The numbers of the lines that are comments and too wide.
fn wide(text: &str) -> impl Iterator<Item = usize> {
    let is_wide =
        |line: &str| line.trim_start().starts_with("//") && line.chars().count() > MOST_COLUMNS;
    text.lines().enumerate().filter(move |(_, line)| is_wide(line)).map(|(i, _)| i + 1)
}

/// The folders of Rust below this one without a `mod.rs` or `lib.rs` that begins with a module
/// comment.
fn headless(folder: &Path) -> Result<Vec<String>, String> {
    let mut wrong = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries: Vec<PathBuf> = fs::read_dir(&folder)
            .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect())
            .map_err(|error| format!("can't read the folder {}: {error}", folder.display()))?;
        folders.extend(entries.iter().filter(|path| path.is_dir()).cloned());
        let has_rust = entries.iter().any(|path| path.extension().is_some_and(|end| end == "rs"));
        let opens = |name| text(&folder.join(name)).is_ok_and(|text| has_head(&text));
        if has_rust && !["mod.rs", "lib.rs"].into_iter().any(opens) {
            wrong.push(format!("{}: no mod.rs with a head", folder.display()));
        }
    }
    Ok(wrong)
}

fn has_head(text: &str) -> bool {
    text.starts_with("//!") || text.starts_with("#![doc")
}

/// The imports that go to the own floor of another folder, or up; in the command by its modules.
fn upward(library: &Imports) -> Vec<String> {
    let mut wrong = Vec::new();
    for (from, to) in library.arrows() {
        let is_allowed = match (&from[..], &to[..]) {
            ([above, upper, ..], [below, lower, ..]) if above == "command" && above == below => {
                is_below(lower, upper, &COMMAND_FLOORS)
            }
            ([upper, ..], [lower, ..]) => is_below(lower, upper, &FLOORS),
            _ => true,
        };
        if !is_allowed {
            wrong.push(format!("{} imports {}", from.join("::"), to.join("::")));
        }
    }
    wrong
}

/// Whether a folder may be imported by another: it is the same, or on a floor below.
fn is_below(lower: &str, upper: &str, floors: &[&[&str]]) -> bool {
    let floor = |folder: &str| floors.iter().position(|floor| floor.contains(&folder));
    lower == upper || floor(lower).is_some() && floor(lower) < floor(upper)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_imports_from_floors_below() {
        let floors: [&[&str]; 2] = [&["a", "b"], &["c"]];
        assert!(is_below("a", "c", &floors) && is_below("a", "a", &floors));
        assert!(!is_below("a", "b", &floors) && !is_below("c", "a", &floors));
        assert!(!is_below("unknown", "c", &floors));
    }

    #[test]
    fn comments_are_measured_in_characters() {
        let wide_line = format!("    // {}", "é".repeat(94));
        let text = format!("{wide_line}\n// {}\nlet a = \"{}\";", "é".repeat(97), "b".repeat(100));
        assert_eq!(wide(&text).collect::<Vec<_>>(), [1]);
    }
}
