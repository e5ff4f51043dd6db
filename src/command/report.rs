//! Progress and warnings of a long run, on standard error.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

/// Progress and warnings of one run.
///
/// On a terminal progress is a bar, elsewhere a line a step; a quiet run shows neither. Warnings
/// are always shown.
pub struct Report {
    steps: Steps,
    /// Those that were shown.
    warnings: Mutex<Vec<Warning>>,
    /// Warnings that are kept back: see [`hold`](Report::hold).
    held: Mutex<Option<Vec<Warning>>>,
}

/// Something is wrong with one place.
#[derive(Clone, Serialize)]
pub struct Warning {
    /// A file, or a line of it.
    pub place: String,
    pub sentence: String,
}

enum Steps {
    Bar(ProgressBar),
    Lines,
    Quiet,
}

impl Report {
    /// A report to whatever standard error is.
    pub fn new(quiet: bool) -> Report {
        let steps = match (quiet, io::stderr().is_terminal()) {
            (true, _) => Steps::Quiet,
            (false, true) => Steps::Bar(bar()),
            (false, false) => Steps::Lines,
        };
        Report { steps, warnings: Mutex::default(), held: Mutex::default() }
    }

    /// Begins a step of `parts` parts; 0 when their number is unknown.
    pub fn step(&self, what: &str, parts: u64) {
        match &self.steps {
            Steps::Bar(bar) => {
                bar.set_length(parts);
                bar.set_position(0);
                bar.set_message(what.to_owned());
            }
            Steps::Lines => line(&what),
            Steps::Quiet => {}
        }
    }

    /// Some parts of the step are done.
    pub fn advance(&self, parts: u64) {
        if let Steps::Bar(bar) = &self.steps {
            bar.inc(parts);
        }
    }

    /// Something is wrong with one place (a file, or a line of it) and the run goes on.
    pub fn warn(&self, place: &str, sentence: &str) {
        let warning = Warning { place: place.to_owned(), sentence: sentence.to_owned() };
        match &mut *lock(&self.held) {
            Some(held) => held.push(warning),
            None => self.show(warning),
        }
    }

    /// Keeps warnings back until it is known whether they hold: then they are
    /// [released](Report::release) or [dropped](Report::drop).
    pub fn hold(&self) {
        lock(&self.held).get_or_insert_default();
    }

    /// Shows what was kept back.
    pub fn release(&self) {
        let held = lock(&self.held).take();
        held.into_iter().flatten().for_each(|warning| self.show(warning));
    }

    /// Forgets what was kept back: all is looked at once more.
    pub fn drop(&self) {
        *lock(&self.held) = None;
    }

    fn show(&self, warning: Warning) {
        let message = format!("also-like: warning: {}: {}", warning.place, warning.sentence);
        match &self.steps {
            Steps::Bar(bar) => bar.suspend(|| line(&message)),
            _ => line(&message),
        }
        lock(&self.warnings).push(warning);
    }

    /// The warnings that were shown.
    pub fn warnings(&self) -> Vec<Warning> {
        lock(&self.warnings).clone()
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        if let Steps::Bar(bar) = &self.steps {
            bar.finish_and_clear();
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} [{wide_bar}] {percent}% {eta}")
        .expect("the template is a good one");
    ProgressBar::new(0).with_style(style.progress_chars("=> "))
}

/// Not `eprintln!`: it panics when standard error is closed.
fn line(text: &dyn Display) {
    let _ = writeln!(io::stderr(), "{text}");
}
