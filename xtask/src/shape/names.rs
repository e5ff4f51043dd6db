//! Files of the project that a text names between backticks.

use crate::shell::root;

/// The folders that such a name begins with.
const FOLDERS: [&str; 8] =
    ["src/", "tests/", "xtask/", "www/", "npm/", "benches/", "fuzz/", "recipes/"];

/// What commands of the project make.
const MADE: [&str; 2] = ["www/pkg", "fuzz/artifacts"];

/// The names of files that are not there, each with its line. Of code only comments are read.
pub fn missing(text: &str, is_code: bool) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate();
    lines.filter(move |(_, line)| !is_code || line.contains("//")).flat_map(|(i, line)| {
        let quotes = line.split('`').skip(1).step_by(2);
        quotes.filter(|quote| is_missing(quote)).map(move |quote| (i + 1, quote))
    })
}

fn is_missing(name: &str) -> bool {
    let is_of_path = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    FOLDERS.iter().any(|folder| name.starts_with(folder))
        && name.chars().all(is_of_path)
        && !MADE.iter().any(|made| name.starts_with(made))
        && !root().join(name).exists()
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_files_of_the_project_are_looked_for() {
        let text = "a `src/none.rs`, `src/lib.rs`, `www/pkg/a.js`, `b/c`\n`tests/*.rs` `tests/none`\n\
            ## `src/none`\n";
        let text = text.replace("##", "//");
        let missing = |is_code| super::missing(&text, is_code).collect::<Vec<_>>();
        assert_eq!(missing(false), [(1, "src/none.rs"), (2, "tests/none"), (3, "src/none")]);
        assert_eq!(missing(true), [(3, "src/none")]);
    }
}
