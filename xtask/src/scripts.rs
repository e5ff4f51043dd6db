//! The JavaScript, without Rust and without a browser: types, format, lint, unit tests.

use std::fs;
use std::process::Command;

use crate::shell::{Shell, root};

/// The types of the widget and of what is around it, and what a publisher may write in TypeScript
/// and may not.
pub fn types(shell: &mut Shell) -> Result<(), String> {
    for project in ["www/widget", "npm", "xtask", "tests/types"] {
        let mut check = Command::new("node");
        check.arg("xtask/node_modules/typescript/bin/tsc").args(["--project", project]);
        shell.run(&mut check)?;
    }
    Ok(())
}

/// Format, lint and unit tests of the JavaScript, and the constants that it shares with Rust.
/// Nothing of it needs a build of Rust or a browser.
pub fn gate(shell: &mut Shell) -> Result<(), String> {
    let node = |arguments: &[&str]| {
        let mut node = Command::new("node");
        node.args(arguments);
        node
    };
    shell.run(&mut node(&["xtask/constants.mjs", "--check"]))?;
    shell.run(&mut node(&["xtask/node_modules/@biomejs/biome/bin/biome", "check"]))?;
    let mut tests = node(&["--import", "./www/widget/test/support/setup.js", "--test"]);
    for folder in ["www/widget/test", "xtask/test"] {
        let entries = fs::read_dir(root().join(folder))
            .map_err(|error| format!("can't read the folder {folder}: {error}"))?;
        let mut names: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        names.retain(|path| path.to_string_lossy().contains(".test."));
        names.sort();
        tests.args(names);
    }
    shell.run(&mut tests)
}
