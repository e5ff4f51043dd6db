//! What is published: the package for npm and the crate.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::shell::{Shell, cargo, read, replace, root, target};
use crate::tools::{OLDEST, WASI, WASM};
use crate::{browser, demo, dist, install, notices, scale, tools, widget};

/// WebAssembly's instructions on several numbers at once, which Node has, and a stack as large as
/// pages with deeply nested elements need.
const RUSTFLAGS: &str = "-Ctarget-feature=+simd128 -Clink-arg=-zstack-size=16777216";

/// The tests of the command that it runs under Node: each run of it starts a second later than the
/// native one's. Watching, and the box in pages that are served, are native.
const FOR_NODE: [&str; 9] = [
    "node::",
    "build::",
    "config::",
    "exports::",
    "inject::the_answers",
    "inject::hostile",
    "serve::every_kind",
    "serve::other_names",
    "serve::no_path_leads_out_of_the_folder",
];

/// What of `npm` is packed as it is.
const OWN: [&str; 5] = ["README.md", "bin/also-like.js", "bin/serve.js", "bin/wasi.js", "index.js"];

/// The types of its entries, from `npm/types`; `also-like.d.ts` has all that they name.
const TYPES: [&str; 3] = ["index.d.ts", "element.d.ts", "define.d.ts"];

/// Makes both packages; with `time` measures the command for Node beside the native one.
pub fn run(time: bool) -> Result<(), String> {
    let shell = &mut Shell::live();
    let mut needed = tools::for_build()?;
    needed.push(tools::wasi());
    install::all(shell, &needed)?;
    dist::make(shell)?;
    let packed = npm(shell)?;
    shell.say(&format!("the package for npm is {}", packed.display()));
    krate(shell)?;
    if time { measure(shell) } else { Ok(()) }
}

/// Fills `dist/npm` and packs it; returns where the packed file is. The widget is built by then.
pub fn npm(shell: &mut Shell) -> Result<PathBuf, String> {
    let dist = root().join("dist/npm");
    let command = command(shell)?;
    let version = widget::version()?;
    let mut copies = vec![(command, "bin/also-like.wasm")];
    copies.extend(widget::BUNDLED.map(|name| (widget::bundled(name), name)));
    copies.extend(widget::files().map(|name| (widget::folder().join(name), name)));
    copies.extend(OWN.map(|name| (root().join("npm").join(name), name)));
    copies.extend(TYPES.map(|name| (root().join("npm/types").join(name), name)));
    copies.extend(["LICENSE-APACHE", "LICENSE-MIT"].map(|name| (root().join(name), name)));
    for (from, to) in &copies {
        replace(&dist.join(to), &read(from)?)?;
    }
    let template = read(&root().join("npm/package.json"))?;
    let package = String::from_utf8_lossy(&template).replace("\"0.0.0\"", &format!("{version:?}"));
    replace(&dist.join("package.json"), package.as_bytes())?;
    let elements = shell.output(Command::new("node").arg("xtask/elements.mjs"))?;
    replace(&dist.join("custom-elements.json"), elements.as_bytes())?;
    notices::write(shell, &dist.join(notices::FILE), &[WASM, WASI])?;
    let mut pack = Command::new("npm");
    pack.args(["pack", "./dist/npm", "--pack-destination", "dist", "--silent"]);
    shell.run(&mut pack)?;
    Ok(root().join("dist").join(format!("also-like-{version}.tgz")))
}

/// Compiles the command for WASI; returns its wasm.
fn command(shell: &mut Shell) -> Result<PathBuf, String> {
    let mut compile = cargo();
    compile.args(["build", "--bin", "also-like", "--profile", "wasi"]);
    compile.args(["--target", WASI]);
    compile.env("CARGO_TARGET_WASM32_WASIP1_RUSTFLAGS", RUSTFLAGS);
    shell.run(&mut compile)?;
    Ok(target().join(WASI).join("wasi/also-like.wasm"))
}

/// Checks the package for npm: by what others made for that, by importing it where there is no
/// browser, and by the tests of the command, run with the one that it carries.
pub fn check_npm(shell: &mut Shell) -> Result<(), String> {
    npm(shell)?;
    let tool = |name: &str| {
        let mut command = Command::new("node");
        command.arg(root().join("xtask/node_modules").join(name));
        command
    };
    shell.run(tool("publint/src/cli.js").args(["dist/npm", "--strict"]))?;
    let packed = root().join("dist").join(format!("also-like-{}.tgz", widget::version()?));
    let mut types = tool("@arethetypeswrong/cli/dist/index.js");
    // Importing is the only way to load modules in a browser.
    shell.run(types.arg(packed).args(["--profile", "esm-only", "--no-emoji", "--no-color"]))?;
    shell.run(Command::new("node").arg("xtask/imported.mjs"))?;
    let mut tests = cargo();
    tests.args(["test", "--test", "command", "--", "--include-ignored"]);
    tests.args(FOR_NODE);
    tests.env("ALSO_LIKE_COMMAND", root().join("dist/npm/bin/also-like.js"));
    shell.run(&mut tests)
}

/// Installs the packed package into new projects, builds them, and opens their pages in Chromium.
pub fn check_projects(shell: &mut Shell) -> Result<(), String> {
    let packed = root().join("dist").join(format!("also-like-{}.tgz", widget::version()?));
    let work = target().join("npm");
    let articles = "articles.jsonl";
    replace(&work.join(articles), &read(&root().join("npm/examples").join(articles))?)?;
    for name in ["html", "vite", "astro"] {
        let project = work.join(name);
        copy(&root().join("npm/examples").join(name), &project)?;
        let npm = |arguments: &[&str]| {
            let mut npm = Command::new("npm");
            npm.args(arguments).arg("--prefix").arg(&project);
            npm.args(["--no-audit", "--no-fund", "--no-update-notifier"]);
            npm
        };
        // As `install` does: what the lock names may be there already.
        let (lock, noted) =
            (project.join("package-lock.json"), project.join("node_modules/.locked"));
        if let Ok(wanted) = fs::read(&lock)
            && fs::read(&noted).ok().as_ref() != Some(&wanted)
        {
            shell.run(&mut npm(&["ci", "--ignore-scripts", "--prefer-offline"]))?;
            replace(&noted, &wanted)?;
        }
        let mut install = npm(&["install", "--no-save", "--no-package-lock", "--ignore-scripts"]);
        shell.run(install.arg(&packed))?;
        shell.run(&mut npm(&["run", "catalog"]))?;
        if name != "html" {
            shell.run(npm(&["run", "build"]).env("ASTRO_TELEMETRY_DISABLED", "1"))?;
        }
    }
    let mut types = Command::new("node");
    types.args(["xtask/node_modules/typescript/bin/tsc", "--noEmit", "--strict"]);
    types.args(["--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom,dom.iterable"]);
    types.args(["--jsx", "react-jsx"]);
    let sources = ["react.tsx", "also-like.d.ts"].map(|name| work.join("vite/src").join(name));
    shell.run(types.args(sources))?;
    let mut test = browser::test("chromium");
    test.args(["npm", "--ignored"]).env("ALSO_LIKE_NPM", work);
    shell.run(&mut test)
}

/// Copies a folder's files, where they are not the same already.
fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let wrong = |error| format!("can't read the folder {}: {error}", from.display());
    for entry in fs::read_dir(from).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            replace(&target, &read(&path)?)?;
        }
    }
    Ok(())
}

/// Packages the crate; returns the folder of what it holds.
fn krate(shell: &mut Shell) -> Result<PathBuf, String> {
    // The check builds what is in it, with the command.
    shell.run(cargo().args([
        "package",
        "--allow-dirty",
        "--no-verify",
        "--package",
        "also-like",
    ]))?;
    let name = format!("also-like-{}", widget::version()?);
    let folder = target().join("package");
    let unpacked = folder.join(&name);
    if unpacked.exists() {
        fs::remove_dir_all(&unpacked)
            .map_err(|error| format!("can't remove {}: {error}", unpacked.display()))?;
    }
    let packed = folder.join(format!("{name}.crate"));
    shell.run(Command::new("tar").arg("-xzf").arg(&packed).arg("-C").arg(&folder))?;
    shell.say(&format!("the crate is {}", packed.display()));
    Ok(unpacked)
}

/// Installs the packaged crate with the oldest Rust that Cargo.toml promises, and builds a catalog
/// with the command, which must contain the widget. Then makes the documentation as docs.rs does.
pub fn check_crate(shell: &mut Shell) -> Result<(), String> {
    let folder = krate(shell)?;
    let installed = target().join("installed");
    let mut install = Command::new("cargo");
    install.arg(format!("+{OLDEST}"));
    install.args(["install", "--debug", "--locked", "--force", "--path"]);
    install.arg(&folder).arg("--root").arg(&installed);
    // They would select the toolchain of the cargo that runs this.
    for variable in ["CARGO", "RUSTC", "RUSTDOC", "RUSTUP_TOOLCHAIN"] {
        install.env_remove(variable);
    }
    shell.run(install.env("CARGO_TARGET_DIR", target().join("oldest")))?;
    let out = target().join("installed/catalog");
    let command = installed.join("bin").join(format!("also-like{}", std::env::consts::EXE_SUFFIX));
    let mut build = Command::new(&command);
    build.arg("build").arg("npm/examples/articles.jsonl").arg("--out").arg(&out);
    shell.run(&mut build)?;
    for name in widget::files() {
        if read(&out.join(name))? != read(&widget::folder().join(name))? {
            return Err(format!("the installed command brings another {name}"));
        }
    }
    let manual = target().join("installed/manual");
    shell.run(Command::new(&command).arg("manual").arg("--out").arg(&manual))?;
    for shell_name in ["bash", "zsh", "fish", "powershell"] {
        shell.output(Command::new(&command).args(["completions", shell_name]))?;
    }
    for target in [None, Some(WASM)] {
        let mut doc = cargo();
        doc.args(["doc", "--lib", "--no-deps", "--manifest-path"]).arg(folder.join("Cargo.toml"));
        doc.args(target.into_iter().flat_map(|target| ["--target", target]));
        doc.env("RUSTDOCFLAGS", "-D warnings --cfg docsrs");
        shell.run(doc.env("CARGO_TARGET_DIR", crate::shell::target().join("docs")))?;
    }
    Ok(())
}

/// Prints how long both commands take over the demonstration site and a larger one.
fn measure(shell: &mut Shell) -> Result<(), String> {
    demo::prepare(shell)?;
    let native = dist::command(shell)?;
    let site = demo::folder();
    let mut rows = vec!["| source | native, s | npm, s | times as long |".to_owned()];
    rows.push("|---|--:|--:|--:|".to_owned());
    let work = target().join("scale");
    let [some, many] = [1_000, 10_000].map(|articles| scale::corpus(shell, &work, articles));
    for source in [site, some?, many?] {
        let time = |mut command: Command| {
            command.arg("build").arg(&source).arg("--out").arg(target().join("npm-time"));
            command.args(["--quiet", "--no-cache"]);
            let mut runs = Vec::new();
            for _ in 0..3 {
                let started = Instant::now();
                Shell::keeping().run(&mut command)?;
                runs.push(started.elapsed().as_secs_f64());
            }
            runs.sort_by(f64::total_cmp);
            Ok::<f64, String>(runs[1])
        };
        let mut node = Command::new("node");
        node.arg(root().join("dist/npm/bin/also-like.js"));
        let (native, npm) = (time(Command::new(&native))?, time(node)?);
        let name = source.file_name().unwrap_or_default().to_string_lossy();
        rows.push(format!("| {name} | {native:.2} | {npm:.2} | {:.1} |", npm / native));
    }
    shell.say(&rows.join("\n"));
    Ok(())
}
