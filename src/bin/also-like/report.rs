//! What a long run tells while it runs, all of it on standard error.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;

use indicatif::{ProgressBar, ProgressStyle};

/// Progress and warnings of one run.
///
/// On a terminal progress is a bar, elsewhere a line a step; a quiet run shows neither. Warnings are
/// always shown.
pub struct Report {
    steps: Steps,
    warnings: AtomicUsize,
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
        Report { steps, warnings: AtomicUsize::new(0) }
    }

    /// Begins a step that has `parts` to do; 0 when nobody knows.
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
        self.warnings.fetch_add(1, Relaxed);
        let message = format!("also-like: warning: {place}: {sentence}");
        match &self.steps {
            Steps::Bar(bar) => bar.suspend(|| line(&message)),
            _ => line(&message),
        }
    }

    /// How many warnings there were.
    pub fn warnings(&self) -> usize {
        self.warnings.load(Relaxed)
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        if let Steps::Bar(bar) = &self.steps {
            bar.finish_and_clear();
        }
    }
}

fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} [{wide_bar}] {percent}% {eta}")
        .expect("the template is a good one");
    ProgressBar::new(0).with_style(style.progress_chars("=> "))
}

/// Not `eprintln!`: it panics when nobody listens.
fn line(text: &dyn Display) {
    let _ = writeln!(io::stderr(), "{text}");
}
