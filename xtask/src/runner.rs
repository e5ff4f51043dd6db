//! Running checks side by side without mixing their output.

use std::collections::HashMap;
use std::sync::{Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::Instant;

use crate::shell::Shell;

/// Something that must hold.
pub struct Check {
    pub name: &'static str,
    /// Names of the checks that must have passed before.
    pub needs: &'static [&'static str],
    /// Names of the tools without which it is left out; see [`crate::tools`].
    pub tools: &'static [&'static str],
    /// Whether it runs tests; one that ran none has failed.
    pub has_tests: bool,
    pub run: fn(&mut Shell) -> Result<(), String>,
}

/// How a check ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    Passed,
    Failed,
    /// And why.
    Skipped(String),
}

enum State {
    Waiting,
    Running,
    Ended(End),
}

/// Runs the checks, `workers` at a time, in their order as far as their needs allow. `skip` gives
/// the reason to leave one out. Prints a line a check, and all that one printed when it fails.
pub fn run(
    checks: &[Check],
    workers: usize,
    skip: impl Fn(&Check) -> Option<String>,
) -> Vec<(&'static str, End)> {
    let start = |check: &Check| match skip(check) {
        Some(reason) => State::Ended(End::Skipped(reason)),
        None => State::Waiting,
    };
    let states = checks.iter().map(|check| (check.name, start(check))).collect();
    let board = Board { states: Mutex::new(states), changed: Condvar::new() };
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(check) = board.take(checks) {
                    // Its lines are printed before it counts as ended.
                    let end = one(check);
                    board.end(check.name, end);
                }
            });
        }
    });
    let states = board.states.into_inner().unwrap_or_else(|error| error.into_inner());
    let end_of = |name| match states.get(name) {
        Some(State::Ended(end)) => end.clone(),
        _ => End::Failed,
    };
    checks.iter().map(|check| (check.name, end_of(check.name))).collect()
}

struct Board {
    states: Mutex<HashMap<&'static str, State>>,
    changed: Condvar,
}

impl Board {
    fn states(&self) -> MutexGuard<'_, HashMap<&'static str, State>> {
        self.states.lock().unwrap_or_else(|error| error.into_inner())
    }

    /// The next check that can start; waits for one. `None` when none is left.
    fn take<'a>(&self, checks: &'a [Check]) -> Option<&'a Check> {
        let mut states = self.states();
        loop {
            let mut waiting = false;
            for check in checks {
                if !matches!(states[check.name], State::Waiting) {
                    continue;
                }
                let need = |end: fn(&State) -> bool| {
                    check.needs.iter().find(|need| states.get(*need).is_none_or(end))
                };
                let lost = need(|state| matches!(state, State::Ended(end) if *end != End::Passed));
                if let Some(need) = lost {
                    let reason = format!("it needs {need}");
                    states.insert(check.name, State::Ended(End::Skipped(reason)));
                    return self.restart(states, checks);
                }
                if need(|state| !matches!(state, State::Ended(_))).is_none() {
                    states.insert(check.name, State::Running);
                    return Some(check);
                }
                waiting = true;
            }
            if !waiting {
                return None;
            }
            states = self.changed.wait(states).unwrap_or_else(|error| error.into_inner());
        }
    }

    /// After a check was skipped: others may need it.
    fn restart<'a>(
        &self,
        states: MutexGuard<'_, HashMap<&'static str, State>>,
        checks: &'a [Check],
    ) -> Option<&'a Check> {
        drop(states);
        self.changed.notify_all();
        self.take(checks)
    }

    fn end(&self, name: &'static str, end: End) {
        self.states().insert(name, State::Ended(end));
        self.changed.notify_all();
    }
}

fn one(check: &Check) -> End {
    let start = Instant::now();
    let mut shell = Shell::keeping();
    let mut done = (check.run)(&mut shell);
    let tests = passed_tests(shell.kept());
    if done.is_ok() && check.has_tests && tests == 0 {
        done = Err("it ran no test".into());
    }
    let seconds = start.elapsed().as_secs_f64();
    let name = check.name;
    match done {
        Ok(()) if check.has_tests => println!("ok    {name:<17} {seconds:>6.1} s  {tests} tests"),
        Ok(()) => println!("ok    {name:<17} {seconds:>6.1} s"),
        Err(error) => {
            let kept = shell.kept().trim_end();
            // In one piece, for another check may print at the same time.
            println!("FAIL  {name:<17} {seconds:>6.1} s  {error}\n{kept}\nFAIL  {name}: {error}");
            return End::Failed;
        }
    }
    End::Passed
}

/// The number of tests that passed, by the closing lines of the test programs.
fn passed_tests(output: &str) -> u64 {
    output
        .lines()
        .filter_map(|line| line.trim().strip_prefix("test result: "))
        .filter_map(|line| {
            let (before, _) = line.split_once(" passed;")?;
            before.rsplit(' ').next()?.parse::<u64>().ok()
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(
        name: &'static str,
        needs: &'static [&'static str],
        run: fn(&mut Shell) -> Result<(), String>,
    ) -> Check {
        Check { name, needs, tools: &[], has_tests: false, run }
    }

    #[test]
    fn a_check_waits_for_what_it_needs() {
        let good = |_: &mut Shell| Ok(());
        let bad = |_: &mut Shell| Err("as it should".to_owned());
        let checks = [
            check("last", &["bad-too"], good),
            check("after", &["slow"], good),
            check("bad-too", &["bad"], good),
            check("bad", &[], bad),
            check("left-out", &[], bad),
            check("slow", &[], |_| {
                thread::sleep(std::time::Duration::from_millis(30));
                Ok(())
            }),
        ];
        for workers in [1, 2, 8] {
            let skip = |check: &Check| (check.name == "left-out").then(|| "why".to_owned());
            let ends = run(&checks, workers, skip);
            let expected = [
                ("last", End::Skipped("it needs bad-too".into())),
                ("after", End::Passed),
                ("bad-too", End::Skipped("it needs bad".into())),
                ("bad", End::Failed),
                ("left-out", End::Skipped("why".into())),
                ("slow", End::Passed),
            ];
            assert_eq!(ends, expected, "{workers} workers");
        }
    }

    #[test]
    fn a_check_that_should_run_tests_and_ran_none_fails() {
        let ran = |line: &'static str| {
            let run: fn(&mut Shell) -> Result<(), String> = match line {
                "none" => |shell| {
                    shell.say("test result: ok. 0 passed; 0 failed");
                    Ok(())
                },
                _ => |shell| {
                    shell.say("test result: ok. 2 passed; 0 failed");
                    Ok(())
                },
            };
            one(&Check { name: "tests", needs: &[], tools: &[], has_tests: true, run })
        };
        assert_eq!(ran("none"), End::Failed);
        assert_eq!(ran("two"), End::Passed);
    }

    #[test]
    fn tests_are_counted() {
        let output = "running 2 tests\ntest result: ok. 2 passed; 0 failed; 0 ignored\nnoise\n\
            test result: ok. 31 passed; 0 failed; 1 ignored\n";
        assert_eq!(passed_tests(output), 33);
        assert_eq!(passed_tests("test result: what"), 0);
    }
}
