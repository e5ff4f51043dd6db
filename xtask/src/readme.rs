//! The tables of the README that the stylesheet writes: custom properties and parts.

use crate::shell::{read, replace, root};

/// The lines between which the tables stand.
const BEGIN: &str = "<!-- made by `cargo xtask readme` from www/widget/also-like.css -->";
const END: &str = "<!-- end of what is made -->";

/// Puts the tables into the README.
pub fn write() -> Result<(), String> {
    let new = renewed(&text("README.md")?, &text("www/widget/also-like.css")?)?;
    replace(&root().join("README.md"), new.as_bytes())
}

fn text(name: &str) -> Result<String, String> {
    String::from_utf8(read(&root().join(name))?).map_err(|_| format!("{name} is not in UTF-8"))
}

/// The README with the tables of this stylesheet.
fn renewed(readme: &str, css: &str) -> Result<String, String> {
    let missing = || format!("README.md has no lines {BEGIN} and {END}");
    let (before, rest) = readme.split_once(BEGIN).ok_or_else(missing)?;
    let (_, after) = rest.split_once(END).ok_or_else(missing)?;
    Ok(format!("{before}{BEGIN}\n{}\n{END}{after}", tables(css)?))
}

/// Both tables.
fn tables(css: &str) -> Result<String, String> {
    let mut properties = String::from("| custom property | meaning | default |\n|---|---|---|\n");
    let mut parts = String::from("| part | what it is |\n|---|---|\n");
    let mut seen = Vec::new();
    for (comment, line) in commented(css) {
        let (name, row) = if let Some((name, default)) = property(line) {
            (name, format!("| `{name}` | {comment} | `{default}` |\n"))
        } else if let Some(name) = part(line) {
            (name, format!("| `{name}` | {comment} |\n"))
        } else {
            continue;
        };
        if seen.contains(&name) {
            continue;
        }
        if comment.is_empty() {
            return Err(format!(
                "www/widget/also-like.css says nothing about {name} where it comes first"
            ));
        }
        seen.push(name);
        let table = if name.starts_with("--") { &mut properties } else { &mut parts };
        table.push_str(&row);
    }
    Ok(format!("\n{properties}\n{parts}"))
}

/// The lines of a stylesheet that are no comment, each with the comment right before it, without
/// the full stop at its end; empty where there is none.
fn commented(css: &str) -> Vec<(String, &str)> {
    let mut lines = Vec::new();
    let mut comment = String::new();
    let mut inside = false;
    for line in css.lines().map(str::trim) {
        let text = line.strip_prefix("/*").unwrap_or(line);
        if inside || text.len() < line.len() {
            if !inside {
                comment.clear();
            }
            inside = !line.ends_with("*/");
            let text = text.trim_end_matches("*/").trim();
            comment.push_str(if comment.is_empty() { "" } else { " " });
            comment.push_str(text);
        } else {
            lines.push((comment.trim_end_matches('.').to_owned(), line));
            comment.clear();
        }
    }
    lines
}

/// The custom property that a declaration reads, and what it falls back to.
fn property(line: &str) -> Option<(&str, &str)> {
    let (_, call) = line.split_once("var(--also-like-")?;
    let start = line.len() - call.len() - "--also-like-".len();
    let (name, default) = line[start..].split_once(", ")?;
    Some((name, default.strip_suffix(");")?))
}

/// The part that a selector at the beginning of a line names.
fn part(line: &str) -> Option<&str> {
    let (_, rest) = line.strip_prefix("[part")?.split_once("=\"")?;
    let (name, rest) = rest.split_once("\"]")?;
    matches!(rest, " {" | ",").then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_has_the_tables_of_the_stylesheet() {
        let (readme, css) = (text("README.md").unwrap(), text("www/widget/also-like.css").unwrap());
        assert!(renewed(&readme, &css).unwrap() == readme, "run `cargo xtask readme`");
    }

    #[test]
    fn comments_become_rows() {
        let css = "/* Not\n   this. */\n\n/* The box. */\n[part=\"box\"] {\n  /* Its\n     gap. */\n  gap: var(--also-like-gap, 1em);\n}\n[part=\"box\"] b {\n  gap: var(--also-like-gap, 2em);\n}\n";
        let tables = tables(css).unwrap();
        assert!(
            tables.contains("|---|---|---|\n| `--also-like-gap` | Its gap | `1em` |\n\n"),
            "{tables}"
        );
        assert!(tables.ends_with("|---|---|\n| `box` | The box |\n"), "{tables}");
        let error = super::tables("a: var(--also-like-b, 1);").unwrap_err();
        assert!(error.ends_with("nothing about --also-like-b where it comes first"), "{error}");
    }
}
