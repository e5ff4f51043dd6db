//! The command, and the folder that is given to people.

use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::{Shell, cargo, root, target};
use crate::widget;

/// Builds the widget and the command that carries it; returns where the command is.
pub fn command(shell: &mut Shell) -> Result<PathBuf, String> {
    // In this order: the command's build script takes the widget in.
    widget::build(shell)?;
    shell.run(cargo().args(["build", "--release", "--features", "cli", "--bin", "also-like"]))?;
    Ok(target().join("release").join(format!("also-like{}", std::env::consts::EXE_SUFFIX)))
}

/// Builds everything and fills `dist/`: the command, the widget's files, the licences, the README.
pub fn make(shell: &mut Shell) -> Result<(), String> {
    let command = command(shell)?;
    let dist = root().join("dist");
    let beside = root().join(".dist.new");
    fill(&beside, &command)
        .and_then(|()| remove(&dist))
        .and_then(|()| fs::rename(&beside, &dist))
        .map_err(|error| format!("can't write {}: {error}", dist.display()))?;
    shell.say("dist/ has the command and the widget");
    Ok(())
}

fn fill(folder: &Path, command: &Path) -> std::io::Result<()> {
    remove(folder)?;
    fs::create_dir_all(folder.join("widget"))?;
    let mut copies = vec![(command.to_owned(), command.file_name().unwrap_or_default().into())];
    for name in widget::FILES {
        copies.push((widget::folder().join(name), Path::new("widget").join(name)));
    }
    for name in ["LICENSE-APACHE", "LICENSE-MIT", "README.md"] {
        copies.push((root().join(name), name.into()));
    }
    for (from, to) in copies {
        fs::copy(&from, folder.join(to)).map_err(|error| {
            std::io::Error::new(error.kind(), format!("copying {}: {error}", from.display()))
        })?;
    }
    Ok(())
}

fn remove(folder: &Path) -> std::io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
