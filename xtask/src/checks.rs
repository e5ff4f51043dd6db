//! Everything that must hold before a change is done.

use std::collections::BTreeSet;

use crate::browser::{e2e, wasm};
use crate::install::{self, Missing};
use crate::runner::{self, Check, End};
use crate::shell::{Shell, cargo};
use crate::tools::{
    self, ASTRO, CARGO_FUZZ, CHROMIUM, CPP, ELEVENTY, FIREFOX, GECKODRIVER, HEXO, HUGO, JEKYLL,
    MDBOOK, OLDEST_RUST, PHP, Tool, WASI_TARGET, WASM, WASM_PACK, WEBKIT,
};
use crate::{api, crates, demo, dist, fuzz, package, recipes, scripts, shape, size, stranger};

/// How many checks run at a time: compilers use every core anyway, browsers mostly wait.
const WORKERS: usize = 2;

/// All checks, in the best order to start them. Those in browsers are as early as possible, since
/// compilers can use the processor while they wait.
#[rustfmt::skip]
fn checks() -> Vec<Check> {
    const NOTHING: &[&str] = &[];
    const BUILT: &[&str] = &["build"];
    const DEMO: &[&str] = &["demo"];
    let check = |name, needs, tools, has_tests, run| Check { name, needs, tools, has_tests, run };
    vec![
        check("fmt", NOTHING, NOTHING, false, fmt),
        check("shape", NOTHING, NOTHING, false, shape::gate),
        check("build", NOTHING, NOTHING, false, build),
        check("size", BUILT, NOTHING, false, size::gate),
        check("wasm-crates", NOTHING, NOTHING, false, crates::gate),
        check("types", NOTHING, NOTHING, false, scripts::types),
        check("stranger", NOTHING, NOTHING, false, stranger::gate),
        check("api", NOTHING, NOTHING, false, api::gate),
        check("scripts", NOTHING, NOTHING, false, scripts::gate),
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

/// The test programs that need neither a browser nor a built site.
const NATIVE_TESTS: [&str; 2] = ["engine", "command"];

/// Those that run only when they are named: what they need takes minutes to install, of a processor
/// or of a network.
const NAMED: [&str; 2] = ["recipe-mdbook", "recipe-docusaurus"];

/// The checks that need no browser and no release build beyond the widget's.
const QUICK: [&str; 13] = [
    "fmt",
    "shape",
    "build",
    "size",
    "wasm-crates",
    "types",
    "stranger",
    "api",
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
    // From the last to the first: a check is after those that it needs.
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

fn demo(shell: &mut Shell) -> Result<(), String> {
    demo::prepare(shell).map(|_| ())
}

fn clippy(shell: &mut Shell) -> Result<(), String> {
    let mut clippy = cargo();
    clippy.args(["clippy", "--workspace", "--all-targets"]);
    shell.run(clippy.args(["--", "-D", "warnings"]))
}

fn clippy_wasm(shell: &mut Shell) -> Result<(), String> {
    // What readers load, and what its tests compile: with the default features.
    for what in ["--package=also-like-web", "--tests"] {
        let mut clippy = cargo();
        clippy.args(["clippy", "--target", WASM, "--lib", what]);
        shell.run(clippy.args(["--", "-D", "warnings"]))?;
    }
    Ok(())
}

/// Unit tests, integration tests and examples in the documentation. The end-to-end tests have
/// checks of their own.
fn native(shell: &mut Shell) -> Result<(), String> {
    let mut tests = cargo();
    tests.args(["test", "--workspace", "--no-fail-fast", "--lib", "--bins"]);
    for name in NATIVE_TESTS {
        tests.args(["--test", name]);
    }
    shell.run(&mut tests)?;
    shell.run(cargo().args(["test", "--doc"]))
}

fn doc(shell: &mut Shell) -> Result<(), String> {
    let doc = |arguments: &[&str]| {
        let mut doc = cargo();
        doc.args(["doc", "--no-deps", "--document-private-items"]).args(arguments);
        doc.env("RUSTDOCFLAGS", "-D warnings");
        doc
    };
    shell.run(&mut doc(&["--workspace"]))?;
    shell.run(&mut doc(&["--lib", "--package", "also-like-web", "--target", WASM]))
}

fn bench(shell: &mut Shell) -> Result<(), String> {
    // Once through each, without measuring: in the profile of the tests, which is compiled by then.
    shell.run(cargo().args(["test", "--bench", "*"]))
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
        assert!(
            error.starts_with("there is no check \"clipy\", only fmt, shape, build, "),
            "{error}"
        );
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
