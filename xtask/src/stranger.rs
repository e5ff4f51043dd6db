//! A crate of somebody else that depends on the library, compiled for the browser.

use std::process::Command;

use crate::shell::{Shell, cargo, read, replace, root, target};
use crate::tools::WASM;

/// It brings an allocator and an export of its own.
const SOURCE: &str = r#"//! A stranger.

#[global_allocator]
static ALLOCATOR: std::alloc::System = std::alloc::System;

/// Whether these bytes are a catalog.
#[unsafe(no_mangle)]
pub extern "C" fn is_catalog(byte: u8) -> bool {
    also_like::Catalog::open(vec![byte]).is_ok()
}
"#;

const MANIFEST: &str = r#"[package]
name = "stranger"
edition = "2024"

[lib]
crate-type = ["cdylib"]

[dependencies]
also-like = { path = "ROOT", default-features = false }

[workspace]
"#;

/// Fails when the library adds an allocator or exports for JavaScript to crates that depend on it.
pub fn gate(shell: &mut Shell) -> Result<(), String> {
    let folder = target().join("stranger");
    let manifest = MANIFEST.replace("ROOT", &root().to_string_lossy().replace('\\', "/"));
    replace(&folder.join("Cargo.toml"), manifest.as_bytes())?;
    replace(&folder.join("src/lib.rs"), SOURCE.as_bytes())?;
    // The versions that we have; what they are of is written anew.
    replace(&folder.join("Cargo.lock"), &read(&root().join("Cargo.lock"))?)?;
    let mut build = cargo();
    build.args(["build", "--target", WASM, "--manifest-path"]).arg(folder.join("Cargo.toml"));
    shell.run(build.env("CARGO_TARGET_DIR", target()))?;
    let wasm = target().join(WASM).join("debug/stranger.wasm");
    let print = "for (const { name } of WebAssembly.Module.exports(new WebAssembly.Module(\
        require('fs').readFileSync(process.argv[1])))) console.log(name)";
    let exports = shell.output(Command::new("node").args(["-e", print]).arg(wasm))?;
    match ours(&exports)[..] {
        [] => Ok(()),
        ref ours => Err(format!("the library exports {} for others", ours.join(", "))),
    }
}

/// The exports that are neither the stranger's nor those of the linker and of wasm-bindgen, which
/// begin with two lines. So do the destructors of exported classes.
fn ours(exports: &str) -> Vec<&str> {
    let is_usual = |name: &str| {
        ["is_catalog", "memory"].contains(&name)
            || name.starts_with("__") && !name.starts_with("__wbg_")
    };
    exports.lines().filter(|name| !is_usual(name)).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn exports_are_told_apart() {
        let exports = "memory\nis_catalog\n__wbindgen_malloc\nopenpage_new\n__wbg_openpage_free";
        assert_eq!(super::ours(exports), ["openpage_new", "__wbg_openpage_free"]);
    }
}
