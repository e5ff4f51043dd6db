//! Writing the rendered site.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A folder being filled. Files that already hold what is written keep their time stamps.
pub struct Output {
    root: PathBuf,
    written: BTreeSet<PathBuf>,
}

impl Output {
    /// Starts on the folder, which need not exist.
    pub fn new(root: &Path) -> Output {
        Output { root: root.to_owned(), written: BTreeSet::new() }
    }

    /// Writes a file; `path` is relative to the root, with or without a leading slash.
    pub fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), String> {
        let file = self.root.join(path.trim_start_matches('/'));
        if !self.written.insert(file.clone()) {
            return Err(format!("two pages want to be {path}: rename a story"));
        }
        if fs::read(&file).is_ok_and(|old| old == bytes) {
            return Ok(());
        }
        let folder = file.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&file, bytes))
            .map_err(|error| format!("can't write {}: {error}", file.display()))
    }

    /// Copies a file.
    pub fn copy(&mut self, from: &Path, path: &str) -> Result<(), String> {
        let bytes =
            fs::read(from).map_err(|error| format!("can't read {}: {error}", from.display()))?;
        self.write(path, &bytes)
    }

    /// Removes what was not written, except the top-level name `keep`.
    pub fn finish(self, keep: &str) -> Result<(), String> {
        self.sweep(&self.root, &self.root.join(keep))
            .map_err(|error| format!("can't clear {}: {error}", self.root.display()))
    }

    fn sweep(&self, folder: &Path, keep: &Path) -> std::io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path == keep || self.written.contains(&path) {
                continue;
            }
            if path.is_dir() {
                self.sweep(&path, keep)?;
                // Fails, as it should, unless nothing is left in it.
                let _ = fs::remove_dir(&path);
            } else {
                fs::remove_file(&path)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_written_and_what_is_kept_stays() {
        let root = std::env::temp_dir().join(format!("xtask-output-{}", std::process::id()));
        for old in ["keep/a", "old/b", "new/old", "new/c"] {
            let file = root.join(old);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "old").unwrap();
        }
        let mut output = Output::new(&root);
        output.write("/new/c", b"new").unwrap();
        let twice = output.write("new/c", b"new").unwrap_err();
        assert_eq!(twice, "two pages want to be new/c: rename a story");
        output.finish("keep").unwrap();
        assert_eq!(fs::read_to_string(root.join("new/c")).unwrap(), "new");
        assert!(root.join("keep/a").is_file());
        assert!(!root.join("old").exists() && !root.join("new/old").exists());
        fs::remove_dir_all(&root).unwrap();
    }
}
