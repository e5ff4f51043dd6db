//! The commands, one module each.
//!
//! In: the options of a command. Out: what it prints, and how it ends. May import everything; of
//! one another only `serve` imports `build`.

pub mod build;
pub mod describe;
pub mod eval;
pub mod init;
pub mod inspect;
pub mod related;
pub mod serve;

use std::collections::BTreeMap;
use std::io::{self, Write};

use anyhow::Result;
use serde::Serialize;

/// Prints a value as JSON over several lines.
///
/// # Errors
///
/// When standard output can't be written to.
fn print_json(value: &impl Serialize) -> Result<()> {
    let json = serde_json::to_string_pretty(value)?;
    writeln!(io::stdout().lock(), "{json}")?;
    Ok(())
}

/// `en 52, zh-Hant 8`: most frequent first, then by name.
fn counts(by_name: &BTreeMap<String, usize>) -> String {
    let mut all: Vec<_> = by_name.iter().collect();
    all.sort_by_key(|(_, n)| std::cmp::Reverse(**n));
    let shown = all.iter().map(|(name, n)| match name.as_str() {
        "" => format!("not named {n}"),
        name => format!("{name} {n}"),
    });
    shown.collect::<Vec<_>>().join(", ")
}
