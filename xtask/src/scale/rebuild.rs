//! What one more article costs a publisher whose catalog is built.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use super::cost::{self, Cost};

/// The cost of building again, and what was written of the catalog.
pub struct Rebuild {
    pub cost: Cost,
    pub files: u64,
    pub bytes: u64,
}

/// Measures the run of a command that builds again over `more`, which is the corpus with one more
/// article.
pub fn measure(
    build: &mut Command,
    corpus: &Path,
    more: &Path,
    catalog: &Path,
) -> Result<Rebuild, String> {
    one_more(corpus, more).map_err(|error| format!("can't write {}: {error}", more.display()))?;
    let begin = SystemTime::now();
    let cost = cost::measure(build)?;
    let (files, bytes) = written(catalog, begin)
        .map_err(|error| format!("can't list {}: {error}", catalog.display()))?;
    Ok(Rebuild { cost, files, bytes })
}

/// Writes a corpus with one article more, whose text is every other sentence of two that are there.
fn one_more(corpus: &Path, more: &Path) -> io::Result<()> {
    let mut text = fs::read_to_string(corpus)?;
    let middle = text.lines().count() / 2;
    let mut lines = text.lines().skip(middle);
    let article = mixed(lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    text.push_str(&article);
    fs::write(more, text)
}

/// As the corpus writes them: nothing stands escaped before the text, which is the last field.
fn mixed(one: &str, other: &str) -> String {
    let split = |line: &str| -> (String, Vec<String>) {
        let (head, text) = line.split_once(r#""text":""#).unwrap_or((line, ""));
        let text = text.trim_end_matches("\"}");
        let sentences = text.split(". ").step_by(2).map(str::to_owned);
        (head.to_owned(), sentences.collect())
    };
    let ((head, mut text), (_, others)) = (split(one), split(other));
    text.extend(others);
    let head = head.replacen(".html\"", "-more.html\"", 1);
    format!("{head}\"text\":\"{}\"}}\n", text.join(". "))
}

/// How many files in a folder and those below it were written since, and their bytes.
fn written(folder: &Path, since: SystemTime) -> io::Result<(u64, u64)> {
    let (mut files, mut bytes) = (0, 0);
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let data = entry.metadata()?;
        let (more_files, more_bytes) = match data.is_dir() {
            true => written(&entry.path(), since)?,
            false if data.modified()? >= since => (1, data.len()),
            false => (0, 0),
        };
        files += more_files;
        bytes += more_bytes;
    }
    Ok((files, bytes))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_new_article_has_an_address_of_its_own_and_half_of_two_texts() {
        let one = r#"{"url":"/a.html","title":"A","text":"A one. A two. A three."}"#;
        let other = r#"{"url":"/b.html","title":"B","text":"B one. B two"}"#;
        let expected = r#"{"url":"/a-more.html","title":"A","text":"A one. A three.. B one"}"#;
        assert_eq!(super::mixed(one, other), format!("{expected}\n"));
    }
}
