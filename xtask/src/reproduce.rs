//! Whether the widget is the same, byte for byte, when it is built once more: from a copy of the
//! sources in another folder, with nothing that was compiled before.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::shell::{Shell, cargo, read, replace, root, target};
use crate::{install, tools, widget};

/// Builds the widget twice and compares; a file that differs is an error.
pub fn run(shell: &mut Shell) -> Result<(), String> {
    install::all(shell, &tools::for_build()?)?;
    widget::build(shell)?;
    let copy = target().join("reproduced");
    if copy.exists() {
        let wrong = |error| format!("can't remove {}: {error}", copy.display());
        fs::remove_dir_all(&copy).map_err(wrong)?;
    }
    for name in shell.output(Command::new("git").args(["ls-files", "-z"]))?.split_terminator('\0') {
        // One that is deleted but not committed is no part of it.
        if root().join(name).is_file() {
            replace(&copy.join(name), &read(&root().join(name))?)?;
        }
    }
    let mut again = cargo();
    again.args(["run", "--package", "xtask", "--manifest-path"]).arg(copy.join("Cargo.toml"));
    again.args(["--", "build", "--widget"]).env("CARGO_TARGET_DIR", copy.join("target"));
    shell.run(&mut again)?;
    compare(shell, &copy.join("www/pkg"))
}

fn compare(shell: &mut Shell, folder: &Path) -> Result<(), String> {
    let mut others = Vec::new();
    for name in widget::files() {
        if read(&folder.join(name))? != read(&widget::folder().join(name))? {
            others.push(name);
        }
    }
    if !others.is_empty() {
        return Err(format!("built once more these are others: {}", others.join(", ")));
    }
    shell.say("built once more, in another folder, every file of the widget is the same:");
    shell.say(&String::from_utf8_lossy(&read(&widget::integrity())?));
    Ok(())
}
