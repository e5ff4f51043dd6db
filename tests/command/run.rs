//! Running the command, and sites to run it over.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use also_like::{Card, Catalog};
use tempfile::TempDir;

/// A folder for one test, with a site in it and the command to run there.
pub struct Desk {
    folder: TempDir,
}

impl Desk {
    /// A folder without anything.
    pub fn empty() -> Desk {
        Desk { folder: TempDir::new().unwrap() }
    }

    /// A folder with a copy of `tests/data/cli/site` as `site`.
    pub fn with_site() -> Desk {
        let desk = Desk::empty();
        let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/cli/site");
        copy(&site, &desk.path("site"));
        desk
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// The command, to be run in this folder: the native one, or the script in `ALSO_LIKE_COMMAND`.
    pub fn command(&self, line: &str) -> Command {
        let mut command = match env::var_os("ALSO_LIKE_COMMAND") {
            None => native(),
            Some(script) => {
                let mut node = Command::new("node");
                node.arg(script);
                node
            }
        };
        self.tell(&mut command, line);
        command
    }

    /// The native command, whatever [`command`](Desk::command) is.
    pub fn native(&self, line: &str) -> Finished {
        let mut command = native();
        self.tell(&mut command, line);
        Finished::new(command.output().unwrap())
    }

    fn tell(&self, command: &mut Command, line: &str) {
        command.current_dir(self.folder.path()).args(line.split_whitespace());
    }

    pub fn run(&self, line: &str) -> Finished {
        Finished::new(self.command(line).output().unwrap())
    }

    pub fn run_with_input(&self, line: &str, input: &[u8]) -> Finished {
        let mut command = self.command(line);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Finished::new(child.wait_with_output().unwrap())
    }

    /// Every file in a folder and in those in it, by its path there, with its content.
    pub fn files(&self, name: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![String::new()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(self.path(name).join(&folder)).unwrap().map(Result::unwrap) {
                let path = format!("{folder}{}", entry.file_name().into_string().unwrap());
                if entry.file_type().unwrap().is_dir() {
                    folders.push(path + "/");
                } else {
                    files.insert(path, fs::read(entry.path()).unwrap());
                }
            }
        }
        files
    }

    /// The name of the catalog's file in a folder.
    pub fn catalog_file(&self, folder: &str) -> String {
        let files = self.files(folder);
        let mut names = files.into_keys().filter(|name| name.starts_with("catalog-"));
        let name = names.next().unwrap();
        assert_eq!(names.next(), None);
        name
    }

    /// The cards of a catalog by their addresses, each given to `read`.
    pub fn cards<T>(&self, folder: &str, read: impl Fn(Card<'_>) -> T) -> BTreeMap<String, T> {
        let name = self.catalog_file(folder);
        let catalog = Catalog::open(fs::read(self.path(folder).join(name)).unwrap()).unwrap();
        let cards = (0..catalog.len() as u32).map(|i| catalog.card(i).unwrap());
        cards.map(|card| (card.url.to_owned(), read(card))).collect()
    }
}

fn native() -> Command {
    Command::new(env!("CARGO_BIN_EXE_also-like"))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// What a run printed, and how it ended.
#[derive(Debug, PartialEq, Eq)]
pub struct Finished {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Finished {
    fn new(output: Output) -> Finished {
        Finished {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// What it printed, after it went well.
    pub fn ok(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.out
    }

    /// The JSON that it printed.
    pub fn json(self) -> serde_json::Value {
        serde_json::from_str(&self.ok()).unwrap()
    }

    /// Asserts that it failed with one sentence.
    #[track_caller]
    pub fn fails(self, code: i32, sentence: &str) {
        assert_eq!(self.code, Some(code), "{self:?}");
        assert_eq!(self.err, format!("also-like: {sentence}\n"));
        assert_eq!(self.out, "");
    }
}
