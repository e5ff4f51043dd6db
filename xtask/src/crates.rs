//! Which crates readers download.

use std::collections::BTreeSet;

use crate::shell::{Shell, cargo};
use crate::tools::WASM;

/// Every crate that may be compiled for the widget. A new one costs every reader bytes: it is added
/// here by someone who measured them.
#[rustfmt::skip]
const ALLOWED: [&str; 21] = [
    "also-like", "also-like-web", "cfg-if", "futures-core", "futures-task", "futures-util", "js-sys", "libm", "lock_api",
    "lol_alloc", "pin-project-lite", "scopeguard", "serde", "serde-wasm-bindgen", "serde_core", "slab",
    "spin", "unicode-ident", "wasm-bindgen", "wasm-bindgen-shared", "web-sys",
];

/// Fails when the widget is built from a crate that is not allowed, such as one that only the
/// command needs. Checked with every feature on, so that no flag can add one.
pub fn gate(shell: &mut Shell) -> Result<(), String> {
    let mut tree = cargo();
    tree.args(["tree", "--package", "also-like-web", "--package", "also-like", "--all-features"]);
    tree.args(["--target", WASM, "--prefix", "none", "--format", "{p}"]);
    tree.args(["--edges", "normal,no-proc-macro"]);
    let strangers = strangers(&shell.output(&mut tree)?);
    match strangers.is_empty() {
        true => Ok(()),
        false => Err(format!(
            "the wasm build contains {}: keep it to the command in Cargo.toml, or add it to the \
             list in xtask/src/crates.rs if readers are to download it",
            strangers.join(", ")
        )),
    }
}

fn strangers(tree: &str) -> Vec<String> {
    let names: BTreeSet<&str> = tree
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| !ALLOWED.contains(name))
        .collect();
    names.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn strangers_are_named_once() {
        let tree = "also-like v0.1.0 (/a)\nclap v4.6.9\nserde v1.0.0\nclap v4.6.9 (*)\nany v1.0.0";
        assert_eq!(super::strangers(tree), ["any", "clap"]);
    }
}
