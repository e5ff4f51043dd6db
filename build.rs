//! Puts the built widget into the command, so that one binary is all a publisher needs.
//!
//! `cargo xtask build` leaves the widget in `www/pkg`. Without it the command still builds: it then
//! carries none and warns.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// A name on each line, in the order in which they may be replaced.
const FILES: &str = include_str!("src/command/widget-files.txt");

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is_browser = env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "unknown");
    if env::var_os("CARGO_FEATURE_COMMAND").is_none() || is_browser {
        return; // There is no command.
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let pkg = Path::new("www/pkg");
    // A path that is not there counts as changed every time: then watch the nearest folder that is.
    let watched = [pkg, Path::new("www")].into_iter().find(|folder| folder.is_dir());
    if let Some(folder) = watched {
        println!("cargo::rerun-if-changed={}", folder.display());
    }
    let mut list = String::from("[\n");
    for name in FILES.lines() {
        let bytes = fs::read(pkg.join(name)).unwrap_or_default();
        let copy = out.join(name);
        fs::write(&copy, bytes).expect("OUT_DIR can be written to");
        list += &format!("({name:?}, include_bytes!({copy:?})),\n");
    }
    // The expression of `command::assets`.
    fs::write(out.join("widget.rs"), list + "]").expect("OUT_DIR can be written to");
}
