//! Puts the built widget into the command, so that one binary is all a publisher needs.
//!
//! `cargo xtask build` leaves the widget in `www/pkg`. Without it the command still builds: it then
//! carries none and says so.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// In the order in which they may be replaced: new JavaScript asks for the others of its own build.
const FILES: [&str; 8] = [
    "also-like.wasm",
    "also-like-reasons.wasm",
    "also-like-explain.js",
    "also-like-explore.js",
    "also-like-more.js",
    "also-like.css",
    "also-like.js",
    "also-like.d.ts",
];

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
    for name in FILES {
        let bytes = fs::read(pkg.join(name)).unwrap_or_default();
        let copy = out.join(name);
        fs::write(&copy, bytes).expect("OUT_DIR can be written to");
        list += &format!("({name:?}, include_bytes!({copy:?})),\n");
    }
    // The expression of `command::assets`.
    fs::write(out.join("widget.rs"), list + "]").expect("OUT_DIR can be written to");
}
