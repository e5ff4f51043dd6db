//! The widget: the engine as wasm, and the JavaScript that loads it and draws the box.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::hash::{Hash, Stamp};
use crate::notices;
use crate::shell::{Shell, cargo, read, replace, root, target};
use crate::tools::WASM;

/// The files that every reader loads.
pub const ENGINE: &str = "also-like.wasm";
pub const SHIM: &str = "also-like.js";

/// The engine for boxes with `reasons` or `explain`, in place of the other.
pub const REASONS: &str = "also-like-reasons.wasm";

/// The reader of metadata, for pages that are no articles of the catalog and boxes with `explain`.
pub const METADATA: &str = "also-like-metadata.wasm";

/// The module that loads it.
pub const METADATA_MODULE: &str = "also-like-metadata.js";

/// The module for boxes with `explain`.
pub const EXPLAIN: &str = "also-like-explain.js";

/// The module for pages that are no articles of a large site, and for boxes with pins.
pub const EXPLORE: &str = "also-like-explore.js";

/// The module for client-side navigation, for boxes with `read-last`, and for `recommend`.
pub const MORE: &str = "also-like-more.js";

/// The styles of the box, for pages that bring it.
pub const STYLES: &str = "also-like.css";

/// What the package for npm gives to bundlers in place of [`SHIM`]: among no site's files.
pub const BUNDLED: [&str; 2] = ["element.js", "define.js"];

/// Where one of these is.
pub fn bundled(name: &str) -> PathBuf {
    target().join("widget").join(name)
}

/// The files of the widget, in the order in which they may be replaced: JavaScript requests the
/// other files of its own build, so those are first.
pub fn files() -> impl Iterator<Item = &'static str> {
    include_str!("../../src/command/widget-files.txt").lines()
}

/// The hashes of the scripts for `integrity`, by their addresses.
pub fn integrity() -> PathBuf {
    target().join("widget/integrity.json")
}

/// Where the finished widget is.
pub fn folder() -> PathBuf {
    root().join("www/pkg")
}

/// Features of WebAssembly that rustc's baseline has and wasm-opt may therefore use. Every browser
/// that the widget supports has them.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Traps instead of panics; more inlining than `opt-level = "z"` does: 1 % smaller; and
/// rustc's own optimisations of level 3, with a little less inlining: another 1 %.
const RUSTFLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort -Zmir-opt-level=3 \
                         -Zinline-mir-threshold=20 -Cllvm-args=--inline-threshold=60";

/// Builds the widget into [`folder`]; steps whose inputs are what they were are left out.
pub fn build(shell: &mut Shell) -> Result<(), String> {
    let work = target().join("widget");
    fs::create_dir_all(&work)
        .map_err(|error| format!("can't make the folder {}: {error}", work.display()))?;
    let glue = engines(shell, &work)?;
    let metadata = metadata(shell, &work)?;
    bundle(shell, &work, &[glue, metadata])?;
    for name in files() {
        let is_source = name.ends_with(".d.ts");
        let from = if is_source { root().join("www/widget") } else { work.clone() };
        replace(&folder().join(name), &read(&from.join(name))?)?;
    }
    // The crate carries them with the widget.
    notices::write(shell, &folder().join(notices::FILE), &[WASM])
}

/// Compiles the engine without and with reasons into the folder `work`; returns the JavaScript glue
/// of both.
fn engines(shell: &mut Shell, work: &Path) -> Result<PathBuf, String> {
    // The glue is made from that of the first, which needs all that the other does.
    let variants = [(REASONS, "wasm-reasons"), (ENGINE, "wasm")];
    let mut inputs = Hash::new();
    let mut compiled = Vec::new();
    for (name, profile) in variants {
        let features = if name == REASONS { "reasons" } else { "engine" };
        let wasm = compile(shell, profile, features)?;
        inputs.file(&wasm)?;
        compiled.push((name, work.join(profile), wasm));
    }
    inputs.file(&root().join("Cargo.lock"))?;
    inputs.file(&root().join("xtask/package-lock.json"))?;
    inputs.file(&root().join("xtask/glue.mjs"))?;
    inputs.bytes(include_bytes!("widget.rs"));
    let glue = work.join("glue.js");
    let stamp = Stamp::new(work.join("engines.stamp"), inputs);
    if stamp.holds(&[&glue, &work.join(ENGINE), &work.join(REASONS)]) {
        return Ok(glue);
    }

    for (_, folder, wasm) in &compiled {
        bind(shell, folder, wasm)?;
    }
    let graph = work.join("graph.json");
    let mut slim = Command::new("node");
    slim.arg("xtask/glue.mjs").args([&glue, &graph]);
    shell.run(slim.args(compiled.iter().map(|(_, folder, _)| folder)))?;
    for (name, folder, _) in &compiled {
        let needed = cut(shell, folder, &graph)?;
        optimise(shell, &needed, &work.join(name))?;
    }
    stamp.set()?;
    Ok(glue)
}

/// Compiles the reader of metadata into the folder `work`; returns its glue.
fn metadata(shell: &mut Shell, work: &Path) -> Result<PathBuf, String> {
    let profile = "wasm-metadata";
    let folder = work.join(profile);
    let wasm = compile(shell, profile, "metadata")?;
    let mut inputs = Hash::new();
    inputs.file(&wasm)?;
    inputs.file(&root().join("xtask/package-lock.json"))?;
    inputs.bytes(include_bytes!("widget.rs"));
    let glue = folder.join("also_like.js");
    let stamp = Stamp::new(work.join("metadata.stamp"), inputs);
    if !stamp.holds(&[&glue, &work.join(METADATA)]) {
        bind(shell, &folder, &wasm)?;
        optimise(shell, &folder.join("also_like_bg.wasm"), &work.join(METADATA))?;
        stamp.set()?;
    }
    Ok(glue)
}

/// Makes the JavaScript glue of a wasm, and the wasm that it starts, in a folder.
fn bind(shell: &mut Shell, folder: &Path, wasm: &Path) -> Result<(), String> {
    let mut bindgen = Command::new("wasm-bindgen");
    bindgen.args(["--target", "web", "--out-name", "also_like", "--no-typescript"]);
    bindgen.args(["--remove-name-section", "--remove-producers-section"]);
    // Every browser that the widget supports has `encodeInto`.
    bindgen.args(["--encode-into", "always"]);
    // Without it bundlers of other people find the address of a file that is not there.
    bindgen.arg("--omit-default-module-path");
    shell.run(bindgen.arg("--out-dir").arg(folder).arg(wasm))
}

/// Compiles the crate of the widget with some features in a profile; returns its wasm.
fn compile(shell: &mut Shell, profile: &str, features: &str) -> Result<PathBuf, String> {
    // The library is an rlib in Cargo.toml; see there why the crate type is set here.
    let mut compile = cargo();
    compile.args(["rustc", "--lib", "--crate-type", "cdylib", "--package", "also-like-web"]);
    compile.args(["--target", WASM, "--profile", profile, "-Zbuild-std=std,panic_abort"]);
    compile.args(["--no-default-features", "--features", features]);
    // The precompiled standard library has the messages of its panics and the code that formats
    // them: a fifth of the widget. Compiled with the engine it only traps. Outside of nightly that
    // needs `RUSTC_BOOTSTRAP` and unstable options.
    compile.env("RUSTC_BOOTSTRAP", "1");
    compile.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", RUSTFLAGS);
    shell.run(&mut compile)?;
    Ok(target().join(WASM).join(profile).join("also_like_web.wasm"))
}

/// Takes from the wasm in `folder` what the glue does not use; returns where the rest is.
fn cut(shell: &mut Shell, folder: &Path, graph: &Path) -> Result<PathBuf, String> {
    let needed = folder.join("needed.wasm");
    let mut cut = binaryen("wasm-metadce");
    cut.arg(folder.join("renamed.wasm")).arg("--graph-file").arg(graph).arg("-o").arg(&needed);
    shell.output(&mut cut)?; // It prints what it took away.
    Ok(needed)
}

/// Makes a wasm small.
fn optimise(shell: &mut Shell, from: &Path, wasm: &Path) -> Result<(), String> {
    let mut optimise = binaryen("wasm-opt");
    // In the middle the control flow is made anew, which is 0.1 kB less.
    optimise.args(["-O3", "--flatten", "--rereloop", "-Oz", "-Oz", "--converge"]);
    optimise.args(["--strip-debug", "--strip-producers"]);
    // The lowest KiB is the far end of the stack, where the linker puts it: nothing has its
    // address.
    optimise.args(["--low-memory-unused", "--strip-target-features"]);
    shell.run(optimise.arg(from).arg("-o").arg(wasm))
}

fn binaryen(tool: &str) -> Command {
    let mut command = Command::new("node");
    command.arg(format!("xtask/node_modules/binaryen/bin/{tool}")).args(WASM_FEATURES);
    command
}

/// Bundles the shim with the glue of the engines, and the other modules, into the folder `work`.
/// The other glue is that of the reader of metadata.
fn bundle(shell: &mut Shell, work: &Path, glues: &[PathBuf; 2]) -> Result<(), String> {
    let version = version()?;
    let mut engines = Hash::new();
    engines.file(&work.join(ENGINE))?;
    engines.file(&work.join(REASONS))?;

    let mut inputs = Hash::new();
    inputs.text(&engines.hex());
    inputs.text(&version);
    for file in glues.iter().chain([&work.join(METADATA)]) {
        inputs.file(file)?;
    }
    for file in sources()? {
        inputs.text(&file.to_string_lossy());
        inputs.file(&file)?;
    }
    let npm = ["npm/element.js", "npm/define.js", "npm/assets.js"];
    for file in npm.into_iter().chain(["xtask/bundle.mjs", "xtask/package-lock.json"]) {
        inputs.file(&root().join(file))?;
    }
    let stamp = Stamp::new(work.join("bundle.stamp"), inputs);
    let names = [SHIM, EXPLORE, EXPLAIN, METADATA_MODULE, MORE, STYLES].into_iter().chain(BUNDLED);
    let made: Vec<PathBuf> = names.map(|name| work.join(name)).chain([integrity()]).collect();
    if stamp.holds(&made.iter().map(PathBuf::as_path).collect::<Vec<_>>()) {
        return Ok(());
    }

    let mut node = Command::new("node");
    node.arg("xtask/bundle.mjs").args(glues).args([&engines.hex()[..8], &version]);
    shell.run(node.arg(work))?;
    stamp.set()
}

/// The shim's modules and styles: every .js and .css file of `www` and `www/widget`, not of the
/// folders in them.
fn sources() -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    for folder in ["www", "www/widget"].map(|name| root().join(name)) {
        let wrong = |error| format!("can't read the folder {}: {error}", folder.display());
        for entry in fs::read_dir(&folder).map_err(wrong)? {
            let file = entry.map_err(wrong)?.path();
            if file.extension().is_some_and(|extension| extension == "js" || extension == "css") {
                files.push(file);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The version in Cargo.toml.
pub fn version() -> Result<String, String> {
    let file = root().join("Cargo.toml");
    let text = String::from_utf8_lossy(&read(&file)?).into_owned();
    text.lines()
        .find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'))
        .map(str::to_owned)
        .ok_or_else(|| format!("{} names no version", file.display()))
}
