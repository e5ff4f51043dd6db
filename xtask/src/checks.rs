//! Everything that must hold before a change is done.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use crate::install::{self, Missing};
use crate::runner::{self, Check, End};
use crate::shell::{Shell, cargo, root, target};
use crate::tools::{
    self, ASTRO, CARGO_FUZZ, CHROMIUM, CPP, ELEVENTY, FIREFOX, GECKODRIVER, HEXO, HUGO, JEKYLL,
    MDBOOK, OLDEST_RUST, PHP, Tool, WASI_TARGET, WASM, WASM_PACK, WEBKIT,
};
use crate::{crates, demo, dist, fuzz, package, recipes, size};

/// How many checks run at a time: compilers use every core anyway, browsers mostly wait.
const WORKERS: usize = 2;

/// All checks, in the order in which they are best begun. What needs a browser comes as soon as it
/// can, since it leaves time to compile beside it.
#[rustfmt::skip]
fn checks() -> Vec<Check> {
    const NOTHING: &[&str] = &[];
    const BUILT: &[&str] = &["build"];
    const DEMO: &[&str] = &["demo"];
    let check = |name, needs, tools, has_tests, run| Check { name, needs, tools, has_tests, run };
    vec![
        check("fmt", NOTHING, NOTHING, false, fmt),
        check("build", NOTHING, NOTHING, false, build),
        check("size", BUILT, NOTHING, false, size::gate),
        check("wasm-crates", NOTHING, NOTHING, false, crates::gate),
        check("types", NOTHING, NOTHING, false, types),
        check("scripts", NOTHING, NOTHING, false, scripts),
        check("demo", BUILT, NOTHING, false, demo),
        check("native", BUILT, NOTHING, true, native),
        check("e2e-chromium", DEMO, &[CHROMIUM], true, |shell| e2e(shell, "chromium", 2)),
        check("clippy", BUILT, NOTHING, false, clippy),
        check("npm", BUILT, &[WASI_TARGET], true, package::check_npm),
        check("crate", BUILT, &[OLDEST_RUST], false, package::check_crate),
        check("e2e-firefox", DEMO, &[FIREFOX, GECKODRIVER], true, |shell| e2e(shell, "firefox", 2)),
        check("clippy-wasm", NOTHING, NOTHING, false, clippy_wasm),
        check("e2e-webkit", DEMO, &[WEBKIT], true, |shell| e2e(shell, "webkit", 1)),
        check("wasm-chromium", NOTHING, &[WASM_PACK, CHROMIUM], true, |shell| wasm(shell, "chrome")),
        check("projects", &["npm"], &[CHROMIUM], true, package::check_projects),
        check("doc", BUILT, NOTHING, false, doc),
        check("wasm-firefox", NOTHING, &[WASM_PACK, FIREFOX, GECKODRIVER], true, |shell| {
            wasm(shell, "firefox")
        }),
        check("fuzz", NOTHING, &[CARGO_FUZZ, CPP], false, fuzz::check),
        check("bench", BUILT, NOTHING, false, bench),
        check("recipe-html", BUILT, &[CHROMIUM], true, |shell| recipes::check(shell, "html")),
        check("recipe-hugo", BUILT, &[CHROMIUM, HUGO], true, |s| recipes::check(s, "hugo")),
        check("recipe-jekyll", BUILT, &[CHROMIUM, JEKYLL], true, |s| recipes::check(s, "jekyll")),
        check("recipe-eleventy", BUILT, &[CHROMIUM, ELEVENTY], true, |shell| {
            recipes::check(shell, "eleventy")
        }),
        check("recipe-astro", BUILT, &[CHROMIUM, ASTRO], true, |s| recipes::check(s, "astro")),
        check("recipe-hexo", BUILT, &[CHROMIUM, HEXO], true, |s| recipes::check(s, "hexo")),
        check("recipe-wordpress", BUILT, &[CHROMIUM, PHP], true, |shell| {
            recipes::check(shell, "wordpress")
        }),
        check("recipe-ghost", BUILT, &[CHROMIUM], true, |s| recipes::check(s, "ghost")),
        check("recipe-mdbook", BUILT, &[CHROMIUM, MDBOOK], true, |s| recipes::check(s, "mdbook")),
        check("recipe-docusaurus", BUILT, &[CHROMIUM], true, |shell| {
            recipes::check(shell, "docusaurus")
        }),
    ]
}

/// Those that run only when they are named: what they need takes minutes to install, of a processor
/// or of a network.
const NAMED: [&str; 2] = ["recipe-mdbook", "recipe-docusaurus"];

/// The checks that need no browser and no release build beyond the widget's.
const QUICK: [&str; 10] = [
    "fmt",
    "build",
    "size",
    "wasm-crates",
    "types",
    "scripts",
    "native",
    "clippy",
    "clippy-wasm",
    "doc",
];

/// Runs all checks, or the quick ones, or one with those that it needs; returns whether all passed.
pub fn test(quick: bool, only: Option<&str>) -> Result<bool, String> {
    let checks = chosen(checks(), quick, only)?;
    let mut needed = tools::for_build()?;
    needed.extend(tools::for_test(checks.iter().all(|check| check.tools.is_empty())));
    // What only a recipe needs is installed for that recipe.
    let uses = |tool: &Tool| checks.iter().any(|check| check.tools.contains(&tool.name));
    needed.extend(tools::for_recipes().into_iter().filter(uses));
    let missing = install::try_all(&mut Shell::live(), &needed);
    let optional = |missing: &&Missing| checks.iter().any(|c| c.tools.contains(&missing.name));
    if let Some(missing) = missing.iter().find(|missing| !optional(missing)) {
        return Err(missing.reason.clone());
    }
    println!("checks to run: {}, {WORKERS} at a time", checks.len());
    let lacking = |check: &Check| {
        let missing = missing.iter().find(|missing| check.tools.contains(&missing.name))?;
        Some(missing.reason.clone())
    };
    Ok(conclude(&runner::run(&checks, WORKERS, lacking), tools::is_ci()))
}

fn chosen(mut checks: Vec<Check>, quick: bool, only: Option<&str>) -> Result<Vec<Check>, String> {
    let names: Vec<&str> = checks.iter().map(|check| check.name).collect();
    let mut wanted: BTreeSet<&str> = match only {
        Some(name) => match names.iter().find(|known| **known == name) {
            Some(name) => [*name].into(),
            None => {
                return Err(format!("there is no check {name:?}, only {}", names.join(", ")));
            }
        },
        None if quick => QUICK.into(),
        None => names.into_iter().filter(|name| !NAMED.contains(name)).collect(),
    };
    // From the last to the first: a check stands after those that it needs.
    for check in checks.iter().rev() {
        if wanted.contains(check.name) {
            wanted.extend(check.needs);
        }
    }
    checks.retain(|check| wanted.contains(check.name));
    Ok(checks)
}

/// Prints the summary; returns whether nothing failed. With `strict` what was skipped has failed.
fn conclude(ends: &[(&str, End)], strict: bool) -> bool {
    let (mut passed, mut failed, mut skipped) = (0, Vec::new(), 0);
    for (name, end) in ends {
        match end {
            End::Passed => passed += 1,
            End::Failed => failed.push(*name),
            End::Skipped(reason) if strict => {
                println!("FAIL  {name:<17} was skipped, which CI does not allow: {reason}");
                failed.push(*name);
            }
            End::Skipped(reason) => {
                println!("skip  {name:<17} {reason}");
                skipped += 1;
            }
        }
    }
    let tail = if skipped > 0 { format!(", {skipped} skipped") } else { String::new() };
    if !failed.is_empty() {
        println!("failed: {}", failed.join(", "));
    }
    // The plain form that programs look for on the last line.
    println!("{passed} passed, {} failed{tail}", failed.len());
    failed.is_empty()
}

fn fmt(shell: &mut Shell) -> Result<(), String> {
    shell.run(cargo().args(["fmt", "--all", "--", "--check"]))?;
    // A workspace of its own.
    shell.run(cargo().args(["fmt", "--manifest-path", "fuzz/Cargo.toml", "--", "--check"]))
}

fn build(shell: &mut Shell) -> Result<(), String> {
    dist::make(shell)
}

/// The types of the widget and of what is around it, and what a publisher may write in TypeScript and may not.
fn types(shell: &mut Shell) -> Result<(), String> {
    let check = |arguments: &[&str]| {
        let mut check = Command::new("node");
        check.arg("xtask/node_modules/typescript/bin/tsc").args(arguments);
        check
    };
    for project in ["www/widget", "npm", "xtask"] {
        shell.run(&mut check(&["--project", project]))?;
    }
    let mut uses = check(&["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext"]);
    shell.run(uses.args(["--lib", "es2022,dom,dom.iterable", "tests/types/use.ts"]))
}

/// Format, lint and unit tests of the JavaScript, and the constants that it shares with Rust. Nothing of it needs a
/// build of Rust or a browser.
fn scripts(shell: &mut Shell) -> Result<(), String> {
    let node = |arguments: &[&str]| {
        let mut node = Command::new("node");
        node.args(arguments);
        node
    };
    shell.run(&mut node(&["xtask/constants.mjs", "--check"]))?;
    shell.run(&mut node(&["xtask/node_modules/@biomejs/biome/bin/biome", "check"]))?;
    let mut tests = node(&["--import", "./www/widget/test/support/setup.js", "--test"]);
    for folder in ["www/widget/test", "xtask/test"] {
        let entries = fs::read_dir(root().join(folder))
            .map_err(|error| format!("can't read the folder {folder}: {error}"))?;
        let mut names: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        names.retain(|path| path.to_string_lossy().contains(".test."));
        names.sort();
        tests.args(names);
    }
    shell.run(&mut tests)
}

fn demo(shell: &mut Shell) -> Result<(), String> {
    demo::prepare(shell).map(|_| ())
}

fn clippy(shell: &mut Shell) -> Result<(), String> {
    let mut clippy = cargo();
    clippy.args(["clippy", "--workspace", "--all-targets", "--features", "cli"]);
    shell.run(clippy.args(["--", "-D", "warnings"]))
}

fn clippy_wasm(shell: &mut Shell) -> Result<(), String> {
    // What readers load is compiled without the default features.
    for what in ["--tests", "--no-default-features"] {
        let mut clippy = cargo();
        clippy.args(["clippy", "--target", WASM, "--lib", what]);
        shell.run(clippy.args(["--", "-D", "warnings"]))?;
    }
    Ok(())
}

/// Unit tests, integration tests and examples in the documentation. The end-to-end tests have checks
/// of their own.
fn native(shell: &mut Shell) -> Result<(), String> {
    let cargo_test = || {
        let mut test = cargo();
        test.args(["test", "--workspace", "--features", "cli"]);
        test
    };
    let mut tests = cargo_test();
    tests.args(["--no-fail-fast", "--lib", "--bins"]);
    for name in integration_tests()?.iter().filter(|name| *name != "e2e") {
        tests.args(["--test", name]);
    }
    shell.run(&mut tests)?;
    shell.run(cargo_test().arg("--doc"))
}

/// The names of the test programs: cargo takes `tests/NAME.rs` and `tests/NAME/main.rs`.
fn integration_tests() -> Result<Vec<String>, String> {
    let folder = root().join("tests");
    let wrong = |error| format!("can't read the folder {}: {error}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        if path.extension().is_some_and(|extension| extension == "rs")
            || path.join("main.rs").is_file()
        {
            names.extend(path.file_stem().map(|name| name.to_string_lossy().into_owned()));
        }
    }
    names.sort();
    Ok(names)
}

fn doc(shell: &mut Shell) -> Result<(), String> {
    let doc = |arguments: &[&str]| {
        let mut doc = cargo();
        doc.args(["doc", "--no-deps", "--document-private-items"]).args(arguments);
        doc.env("RUSTDOCFLAGS", "-D warnings");
        doc
    };
    shell.run(&mut doc(&["--workspace", "--features", "cli"]))?;
    shell.run(&mut doc(&["--lib", "--target", WASM]))
}

fn bench(shell: &mut Shell) -> Result<(), String> {
    // Once through each, without measuring: in the profile of the tests, which is compiled by then.
    shell.run(cargo().args(["test", "--features", "cli", "--bench", "*"]))
}

fn wasm(shell: &mut Shell, browser: &str) -> Result<(), String> {
    let mut test = Command::new("wasm-pack");
    test.args(["test", "--headless", &format!("--{browser}")]);
    // Seconds; the default of 20 is short beside a compiler.
    test.env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    shell.run(at_home(&mut test))
}

/// A catalog of any size in each browser that there is: the large test of `tests/e2e`.
pub fn large(shell: &mut Shell, catalog: &Path, corpus: &Path) -> Result<(), String> {
    demo(shell)?;
    let missing = install::try_all(shell, &tools::for_test(false));
    let browsers: [(&str, &[&str]); 3] =
        [("chromium", &[CHROMIUM]), ("firefox", &[FIREFOX, GECKODRIVER]), ("webkit", &[WEBKIT])];
    for (browser, tools) in browsers {
        if let Some(missing) = missing.iter().find(|missing| tools.contains(&missing.name)) {
            eprintln!("{browser} is left out: {}", missing.reason);
            continue;
        }
        let mut test = in_browser(browser);
        test.args(["large", "--ignored", "--nocapture"]);
        test.env("ALSO_LIKE_LARGE_CATALOG", catalog).env("ALSO_LIKE_LARGE_CORPUS", corpus);
        eprintln!("{browser}: {}", catalog.display());
        shell.run(at_home(&mut test))?;
    }
    Ok(())
}

/// The box in a browser, over WebDriver, `threads` pages at a time.
fn e2e(shell: &mut Shell, browser: &str, threads: u8) -> Result<(), String> {
    let mut test = in_browser(browser);
    test.arg(format!("--test-threads={threads}"));
    shell.run(at_home(&mut test))
}

/// The tests of `tests/e2e` in a browser; what is added to it is for them.
pub fn in_browser(browser: &str) -> Command {
    let mut test = cargo();
    test.args(["test", "--features", "cli", "--test", "e2e", "--"]);
    test.env("ALSO_LIKE_BROWSER", browser).env("ALSO_LIKE_DEMO", demo::folder());
    test
}

/// Gives a home of its own to root where the home is somebody else's, as `sudo` may leave it: Firefox
/// refuses to start there.
fn at_home(command: &mut Command) -> &mut Command {
    let home = env::home_dir().unwrap_or_default();
    if !tools::is_root() || tools::is_owned_by_root(&home) {
        return command;
    }
    // Cargo and rustup keep theirs.
    for (variable, folder) in [("CARGO_HOME", ".cargo"), ("RUSTUP_HOME", ".rustup")] {
        command.env(variable, env::var_os(variable).unwrap_or(home.join(folder).into()));
    }
    let own = target().join("home");
    if let Err(error) = fs::create_dir_all(&own) {
        eprintln!("can't make the folder {}: {error}", own.display());
    }
    command.env("HOME", own)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(quick: bool, only: Option<&str>) -> Result<Vec<&'static str>, String> {
        Ok(chosen(checks(), quick, only)?.iter().map(|check| check.name).collect())
    }

    #[test]
    fn a_check_brings_those_that_it_needs() {
        assert_eq!(names(false, Some("e2e-webkit")).unwrap(), ["build", "demo", "e2e-webkit"]);
        assert_eq!(names(false, None).unwrap().len(), checks().len() - NAMED.len());
        assert_eq!(names(false, Some("recipe-mdbook")).unwrap(), ["build", "recipe-mdbook"]);
        let error = names(false, Some("clipy")).unwrap_err();
        assert!(error.starts_with("there is no check \"clipy\", only fmt, build, "), "{error}");
    }

    #[test]
    fn the_quick_checks_need_no_browser() {
        let quick = chosen(checks(), true, None).unwrap();
        assert_eq!(quick.len(), QUICK.len());
        assert!(quick.iter().all(|check| check.tools.is_empty()));
    }

    #[test]
    fn every_need_is_a_check_and_stands_before() {
        let checks = checks();
        for (i, check) in checks.iter().enumerate() {
            for need in check.needs {
                assert!(checks[..i].iter().any(|c| c.name == *need), "{} needs {need}", check.name);
            }
        }
    }

    #[test]
    fn what_was_skipped_is_a_failure_in_continuous_integration_only() {
        let ends = [("a", End::Passed), ("b", End::Skipped("no browser".into()))];
        assert!(conclude(&ends, false));
        assert!(!conclude(&ends, true));
        assert!(!conclude(&[("c", End::Failed)], false));
    }
}
