//! The tables of the README that the stylesheet writes: custom properties and parts.

use std::process::Command;

use crate::shell::Shell;

/// Puts the tables into the README.
pub fn write() -> Result<(), String> {
    Shell::live().run(Command::new("node").args(["xtask/elements.mjs", "--readme"]))
}
