//! Fuzzing: the targets in `fuzz/`, each for as long as you like by `cargo xtask fuzz`, and for a
//! moment among the checks.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{Shell, cargo, root, target};
use crate::{install, tools};

/// The default seconds for each target.
pub const SECONDS: u64 = 600;

/// A program of `fuzz/fuzz_targets`.
struct Target {
    name: &'static str,
    /// The longest input, in bytes: longer ones are slow and reach no new code.
    longest: usize,
    /// How many inputs are tried among the checks: some ten seconds of them.
    runs: u32,
}

const TARGETS: [Target; 5] = [
    Target { name: "analyser", longest: 512, runs: 10_000 },
    Target { name: "catalog", longest: 4096, runs: 10_000 },
    Target { name: "page", longest: 4096, runs: 2_000 },
    Target { name: "manifest", longest: 4096, runs: 5_000 },
    Target { name: "snapshot", longest: 8192, runs: 20_000 },
];

/// What a run was.
struct Run {
    executions: u64,
    per_second: u64,
    /// Edges of the program that were reached.
    coverage: u64,
}

/// Runs a target, or one after the other, and prints what each found.
///
/// Its corpus stays in `target/fuzz/corpus`, from which the next run continues.
pub fn run(name: Option<&str>, seconds: u64) -> Result<bool, String> {
    let chosen = chosen(name)?;
    install::all(&mut Shell::live(), &tools::for_fuzz())?;
    let mut is_clean = true;
    println!("{:<10} {:>12} {:>8} {:>8}  findings", "target", "executions", "a second", "coverage");
    for target in chosen {
        let mut shell = Shell::keeping();
        let learned = folder().join("corpus").join(target.name);
        let done = target.run(&mut shell, &learned, &[&format!("-max_total_time={seconds}")]);
        let Run { executions, per_second, coverage } = told(shell.kept());
        let findings = if done.is_ok() { "none" } else { "see below" };
        let name = target.name;
        println!("{name:<10} {executions:>12} {per_second:>8} {coverage:>8}  {findings}");
        if let Err(error) = done {
            is_clean = false;
            eprintln!("{}{error}", shell.kept());
        }
    }
    Ok(is_clean)
}

/// Runs each target for a fixed number of inputs, which are the same every time.
pub fn check(shell: &mut Shell) -> Result<(), String> {
    for target in &TARGETS {
        let learned = folder().join("checked").join(target.name);
        // What an earlier check learned would be other inputs.
        if learned.exists() {
            fs::remove_dir_all(&learned)
                .map_err(|error| format!("can't remove {}: {error}", learned.display()))?;
        }
        target.run(shell, &learned, &["-seed=1", &format!("-runs={}", target.runs)])?;
        let executions = told(shell.kept()).executions;
        if executions < u64::from(target.runs) {
            return Err(format!("{} tried {executions} inputs only", target.name));
        }
    }
    Ok(())
}

fn chosen(name: Option<&str>) -> Result<Vec<&'static Target>, String> {
    let chosen: Vec<&Target> =
        TARGETS.iter().filter(|target| name.is_none_or(|name| name == target.name)).collect();
    match chosen.is_empty() {
        true => {
            let names = TARGETS.map(|target| target.name).join(", ");
            Err(format!("there is no target {:?}, only {names}", name.unwrap_or_default()))
        }
        false => Ok(chosen),
    }
}

/// A target folder of its own: what is compiled for fuzzing is of no use to anything else, and
/// nothing else waits for it.
fn folder() -> PathBuf {
    target().join("fuzz")
}

impl Target {
    /// Runs it with options of libFuzzer. Inputs that reached something new go to `learned`.
    fn run(&self, shell: &mut Shell, learned: &Path, options: &[&str]) -> Result<(), String> {
        fs::create_dir_all(learned)
            .map_err(|error| format!("can't make the folder {}: {error}", learned.display()))?;
        let mut fuzz = cargo_fuzz();
        fuzz.arg(self.name).arg(learned);
        let seeds = root().join("fuzz/seeds").join(self.name);
        if seeds.is_dir() {
            fuzz.arg(seeds);
        }
        // An input that takes 10 seconds, or a gigabyte, is a finding too.
        fuzz.arg("--").args(options).args(["-timeout=10", "-rss_limit_mb=1024"]);
        fuzz.args([format!("-max_len={}", self.longest), "-print_final_stats=1".into()]);
        let words = root().join("fuzz").join(format!("{}.dict", self.name));
        if words.is_file() {
            fuzz.arg(format!("-dict={}", words.display()));
        }
        shell.run(&mut fuzz)
    }
}

/// `cargo fuzz run`, with what all targets have in common.
fn cargo_fuzz() -> Command {
    let mut fuzz = cargo();
    // Sanitizers look for what unsafe code does wrong, and need a nightly compiler: here is none of
    // either.
    fuzz.args(["fuzz", "run", "--sanitizer", "none", "--codegen-units", "16", "--target-dir"]);
    fuzz.arg(folder());
    fuzz
}

/// The statistics that libFuzzer prints at the end of its last run.
fn told(output: &str) -> Run {
    let number = |name: &str| {
        let line = output.lines().rfind(|line| line.contains(name));
        let after = line.and_then(|line| line.split_once(name)).map_or("", |(_, after)| after);
        after.split_whitespace().next().and_then(|word| word.parse().ok()).unwrap_or_default()
    };
    Run {
        executions: number("stat::number_of_executed_units:"),
        per_second: number("stat::average_exec_per_sec:"),
        coverage: number(" cov: "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_run_is_told() {
        let output = "#2\tINITED cov: 70 ft: 71 corp: 1/1b exec/s: 0 rss: 30Mb\n\
            #5000\tDONE   cov: 812 ft: 2103 corp: 90/3Kb lim: 512 exec/s: 2500 rss: 44Mb\n\
            stat::number_of_executed_units: 5000\nstat::average_exec_per_sec:     2500\n";
        let Run { executions, per_second, coverage } = told(output);
        assert_eq!((executions, per_second, coverage), (5_000, 2_500, 812));
        assert_eq!(told("").executions, 0);
    }

    #[test]
    fn targets_are_those_of_the_folder() {
        let files = fs::read_dir(root().join("fuzz/fuzz_targets")).unwrap();
        let mut there: Vec<String> = files
            .map(|file| file.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        there.sort();
        let mut names = TARGETS.map(|target| target.name);
        names.sort();
        assert_eq!(there, names);
        assert_eq!(chosen(None).unwrap().len(), TARGETS.len());
        let error = chosen(Some("pge")).err().unwrap();
        assert!(error.starts_with("there is no target \"pge\", only analyser, "), "{error}");
    }
}
