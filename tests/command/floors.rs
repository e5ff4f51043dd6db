//! The modules of the command import only those on floors below: see `src/command/mod.rs`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const FLOORS: [&[&str]; 7] = [
    &[
        "address",
        "assets",
        "catalog_dir",
        "day",
        "exit",
        "injected_block",
        "kind",
        "outcome",
        "report",
    ],
    &["args"],
    &["config"],
    &["known"],
    &["source"],
    &["build_cache", "inject"],
    &["cmd"],
];

fn floor(module: &str) -> usize {
    let floor = FLOORS.iter().position(|modules| modules.contains(&module));
    floor.unwrap_or_else(|| panic!("{module} has no floor"))
}

/// The modules of the command that the files of a folder, or a file, import.
fn imports(path: &Path, found: &mut BTreeSet<String>) {
    if path.is_dir() {
        fs::read_dir(path).unwrap().for_each(|entry| imports(&entry.unwrap().path(), found));
    } else if path.extension().is_some_and(|ending| ending == "rs") {
        for part in fs::read_to_string(path).unwrap().split("crate::command::").skip(1) {
            let end = part.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(part.len());
            // Several in braces would not be seen.
            assert!(end > 0, "{}: one module of the command a line", path.display());
            found.insert(part[..end].to_owned());
        }
    }
}

#[test]
fn imports_lead_down() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/command");
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if name == "mod" {
            continue;
        }
        let mut found = BTreeSet::new();
        imports(&path, &mut found);
        for other in found.iter().filter(|other| **other != name) {
            assert!(floor(other) < floor(&name), "{name} imports {other}, which is not below it");
        }
    }
}
