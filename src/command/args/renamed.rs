//! Old names of options. This version still takes them, with a warning.

use std::ffi::OsString;

/// Commands, each with the old name of an option and what to write instead.
const RENAMED: [(&str, &str, &str); 5] = [
    ("build", "--features", "--max-terms"),
    ("eval", "--features", "--max-terms"),
    ("related", "--otherwise", "--fallback"),
    ("related", "--any-language", "--languages=any"),
    ("related", "--selector", "--article"),
];

/// The arguments of a process with new names for old ones, and a sentence for each that was
/// replaced.
pub fn with_new_names(args: impl Iterator<Item = OsString>) -> (Vec<OsString>, Vec<String>) {
    let mut all: Vec<OsString> = args.collect();
    let command = all.get(1).and_then(|name| name.to_str()).unwrap_or_default().to_owned();
    let mut sentences = Vec::new();
    for argument in all.iter_mut().skip(2).take_while(|argument| *argument != "--") {
        let Some(text) = argument.to_str() else { continue };
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (text, None),
        };
        let found = RENAMED.iter().find(|(of, old, _)| *of == command && *old == name);
        if let Some((_, old, new)) = found {
            sentences.push(format!("{old} was renamed: write {new}"));
            *argument = value.map_or((*new).to_owned(), |value| format!("{new}={value}")).into();
        }
    }
    (all, sentences)
}
