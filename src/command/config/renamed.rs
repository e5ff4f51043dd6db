//! Old names of keys. This version still takes them, with a warning.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The old names of keys with the new ones, and those in `[weights]`.
const RENAMED: [(&str, &str); 1] = [("features", "max-terms")];
const WEIGHTS: [(&str, &str); 2] = [("filing", "taxonomy"), ("variety", "diversity")];

/// The new name of a key; `None` for one that was not renamed.
pub fn new_name(key: &str) -> Option<&'static str> {
    let mut all = RENAMED.iter().chain(&WEIGHTS);
    all.find(|(old, _)| *old == key).map(|(_, new)| *new)
}

/// Gives old keys their new names, and their places with a sentence each.
pub fn rename(table: &mut DeTable<'_>) -> Vec<(Range<usize>, String)> {
    let mut warnings = rename_in(table, &RENAMED);
    if let Some(DeValue::Table(weights)) = table.get_mut("weights").map(Spanned::get_mut) {
        warnings.extend(rename_in(weights, &WEIGHTS));
    }
    warnings
}

fn rename_in(
    table: &mut DeTable<'_>,
    names: &[(&'static str, &'static str)],
) -> Vec<(Range<usize>, String)> {
    let mut warnings = Vec::new();
    for (old, new) in names {
        // Where both are there, the old one is an unknown key.
        if table.contains_key(*new) {
            continue;
        }
        if let Some((key, value)) = table.remove_entry(*old) {
            let sentence = format!("the key `{old}` was renamed: write `{new}`");
            warnings.push((key.span(), sentence));
            table.insert(Spanned::new(key.span(), (*new).into()), value);
        }
    }
    warnings
}
