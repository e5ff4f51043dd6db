//! The public API of the library, so that a change of it is seen.

use std::env;
use std::process::Command;

use crate::shell::{Shell, cargo, read, replace, root, target};

/// What it was when somebody last looked at it.
const SNAPSHOT: &str = "tests/data/public-api.txt";

/// Fails when the public API is another than the snapshot's; with `BLESS=1` writes it anew.
pub fn gate(shell: &mut Shell) -> Result<(), String> {
    let folder = target().join("api");
    let mut doc = cargo();
    doc.args(["rustdoc", "--lib", "--no-default-features", "--features", "reasons", "--"]);
    doc.args(["-Zunstable-options", "--output-format=json", "--document-hidden-items"]);
    // Outside nightly.
    doc.env("RUSTC_BOOTSTRAP", "1").env("CARGO_TARGET_DIR", &folder);
    shell.run(&mut doc)?;
    let json = folder.join("doc/also_like.json");
    let now = shell.output(Command::new("node").arg("xtask/api.mjs").arg(json))?;
    let file = root().join(SNAPSHOT);
    if env::var_os("BLESS").is_some() {
        return replace(&file, now.as_bytes());
    }
    let then = String::from_utf8_lossy(&read(&file)?).into_owned();
    let changes = changes(&then, &now);
    if changes.is_empty() {
        return Ok(());
    }
    changes.iter().for_each(|line| shell.say(line));
    Err(format!("the public API has changed: if it should, run this with BLESS=1 for {SNAPSHOT}"))
}

/// The lines that were removed and added.
fn changes(then: &str, now: &str) -> Vec<String> {
    let of = |lines: &str, others: &str, sign: &str| -> Vec<String> {
        let is_new = |line: &&str| !others.lines().any(|other| other == *line);
        lines.lines().filter(is_new).map(|line| format!("{sign} {line}")).collect()
    };
    [of(then, now, "-"), of(now, then, "+")].concat()
}

#[cfg(test)]
mod tests {
    #[test]
    fn changes_are_named() {
        assert_eq!(super::changes("a\nb\n", "b\nc\n"), ["- a", "+ c"]);
        assert!(super::changes("a\n", "a\n").is_empty());
    }
}
