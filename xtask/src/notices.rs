//! The licence notices of what is compiled into what we ship.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::hash::{Hash, Stamp};
use crate::shell::{Shell, root, target};

/// The name of the file.
pub const FILE: &str = "THIRD-PARTY.txt";

/// Writes the notices of all crates that are compiled for these targets: the widget for `WASM`,
/// the command for others.
pub fn write(shell: &mut Shell, out: &Path, targets: &[&str]) -> Result<(), String> {
    let mut inputs = Hash::new();
    inputs.file(&root().join("Cargo.lock"))?;
    inputs.file(&root().join("Cargo.toml"))?;
    inputs.file(&root().join("xtask/notices.mjs"))?;
    targets.iter().for_each(|target| inputs.text(target));
    let stamp = Stamp::new(target().join(format!("notices-{}.stamp", targets.join("-"))), inputs);
    if stamp.holds(&[out]) {
        return Ok(());
    }
    let folder = out.parent().unwrap_or(root());
    fs::create_dir_all(folder)
        .map_err(|error| format!("can't make the folder {}: {error}", folder.display()))?;
    shell.run(Command::new("node").arg("xtask/notices.mjs").arg(out).args(targets))?;
    stamp.set()
}
