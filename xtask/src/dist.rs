//! The command, and the folder that is given to people.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{Shell, cargo, read, replace, root, target};
use crate::tools::WASM;
use crate::{notices, widget};

/// Builds the widget and the command that carries it; returns where the command is.
pub fn command(shell: &mut Shell) -> Result<PathBuf, String> {
    // In this order: the command's build script takes the widget in.
    widget::build(shell)?;
    shell.run(cargo().args(["build", "--release", "--bin", "also-like"]))?;
    Ok(target().join("release").join(format!("also-like{}", std::env::consts::EXE_SUFFIX)))
}

/// Builds everything and fills `dist/`: the command, the widget's files and their hashes, the
/// licences and the notices of what is compiled in, the README.
pub fn make(shell: &mut Shell) -> Result<(), String> {
    let command = command(shell)?;
    let dist = root().join("dist");
    let name = command.file_name().unwrap_or_default();
    let mut copies = vec![(command.clone(), dist.join(name))];
    for name in widget::files() {
        copies.push((widget::folder().join(name), dist.join("widget").join(name)));
    }
    copies.push((widget::integrity(), dist.join("widget/integrity.json")));
    for name in ["LICENSE-APACHE", "LICENSE-MIT", "README.md"] {
        copies.push((root().join(name), dist.join(name)));
    }
    for (from, to) in &copies {
        replace(to, &read(from)?)?;
    }
    make_executable(&dist.join(name))?;
    let version = shell.output(Command::new("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
    notices::write(shell, &dist.join(notices::FILE), &[WASM, host])?;
    shell.say("dist/ has the command and the widget, whose scripts have this `integrity`:");
    shell.say(String::from_utf8_lossy(&read(&widget::integrity())?).trim_end());
    Ok(())
}

#[cfg(unix)]
fn make_executable(file: &Path) -> Result<(), String> {
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(file, mode)
        .map_err(|error| format!("can't make {} executable: {error}", file.display()))
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> Result<(), String> {
    Ok(())
}
