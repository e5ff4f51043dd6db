//! Running programs, seen by the person at the terminal or kept for later.

use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs, io};

/// Where programs' output goes.
pub struct Shell {
    /// `None`: to the terminal, at once.
    kept: Option<String>,
}

impl Shell {
    /// Output goes to the terminal.
    pub fn live() -> Shell {
        Shell { kept: None }
    }

    /// Output is kept, to be read by [`Shell::kept`].
    pub fn keeping() -> Shell {
        Shell { kept: Some(String::new()) }
    }

    /// The output so far; empty for a live shell.
    pub fn kept(&self) -> &str {
        self.kept.as_deref().unwrap_or_default()
    }

    /// Prints a line.
    pub fn say(&mut self, line: &str) {
        match &mut self.kept {
            Some(kept) => {
                kept.push_str(line);
                kept.push('\n');
            }
            None => println!("{line}"),
        }
    }

    /// Runs a program to its end, without standard input; an exit code other than 0 is an error.
    pub fn run(&mut self, command: &mut Command) -> Result<(), String> {
        command.current_dir(root()).stdin(Stdio::null());
        let status = match &mut self.kept {
            None => command.status(),
            Some(kept) => {
                kept.push_str(&format!("$ {}\n", line_of(command)));
                run_keeping(command, kept)
            }
        };
        let status = status.map_err(|error| not_started(command, &error))?;
        match status.success() {
            true => Ok(()),
            false => Err(format!("`{}` failed ({status})", line_of(command))),
        }
    }

    /// Runs a program and returns what it wrote to standard output.
    pub fn output(&mut self, command: &mut Command) -> Result<String, String> {
        command.current_dir(root()).stdin(Stdio::null());
        let output = command.output().map_err(|error| not_started(command, &error))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(format!(
                "`{}` failed ({}): {}",
                line_of(command),
                output.status,
                said.trim()
            ));
        }
        String::from_utf8(output.stdout)
            .map_err(|_| format!("`{}` printed something that is not UTF-8", line_of(command)))
    }
}

/// Both streams into one pipe, so that they stay in their order.
fn run_keeping(command: &mut Command, kept: &mut String) -> io::Result<std::process::ExitStatus> {
    let (mut reader, writer) = io::pipe()?;
    command.stdout(writer.try_clone()?).stderr(writer);
    let mut child = command.spawn()?;
    // The command holds the pipe's other end, which would keep it open for ever.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes)?;
    kept.push_str(&String::from_utf8_lossy(&bytes));
    child.wait()
}

fn not_started(command: &Command, error: &io::Error) -> String {
    format!("can't run `{}`: {error}", line_of(command))
}

/// The command as one would type it, more or less.
pub fn line_of(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    let words: Vec<_> =
        std::iter::once(name).chain(command.get_args()).map(OsStr::to_string_lossy).collect();
    words.join(" ")
}

/// The folder of the whole project.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is a folder of the project")
}

/// The cargo that runs us.
pub fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Cargo's target folder.
pub fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// Finds a program on the PATH.
pub fn which(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let name = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&path).map(|folder| folder.join(&name)).find(|file| file.is_file())
}

/// Replaces a file atomically. A file that has the same bytes already is not touched.
pub fn replace(file: &Path, bytes: &[u8]) -> Result<(), String> {
    if fs::read(file).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    let folder = file.parent().unwrap_or(root());
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!(".{name}.{}", std::process::id()));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(&beside, bytes))
        .and_then(|()| fs::rename(&beside, file))
        .map_err(|error| format!("can't write {}: {error}", file.display()))
}

/// Reads a file.
pub fn read(file: &Path) -> Result<Vec<u8>, String> {
    fs::read(file).map_err(|error| format!("can't read {}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keeping_shell_keeps_both_streams_and_tells_of_failure() {
        let mut shell = Shell::keeping();
        shell.run(Command::new("rustc").arg("--version")).unwrap();
        assert!(shell.kept().starts_with("$ rustc --version\nrustc "), "{}", shell.kept());
        let error = shell.run(Command::new("rustc").arg("--no-such-flag")).unwrap_err();
        assert!(error.starts_with("`rustc --no-such-flag` failed"), "{error}");
        assert!(shell.kept().contains("Unrecognized option"), "{}", shell.kept());
        let error = shell.run(&mut Command::new("no-such-program-here")).unwrap_err();
        assert!(error.starts_with("can't run `no-such-program-here`: "), "{error}");
    }
}
