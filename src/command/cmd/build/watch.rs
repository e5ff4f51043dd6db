//! Building again whenever a source changes.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use notify::{Event, RecursiveMode, Watcher};

use super::once;
use crate::command::args::Build;
use crate::command::config::Config;
use crate::command::exit::Exit;

/// Generators write many files: the build starts when none was written for this long.
const REST: Duration = Duration::from_millis(300);

/// Builds, and again after every change, until the process is stopped.
///
/// # Errors
///
/// Sources that can't be watched. What is wrong with one build is printed, and the next one tried.
pub fn run(args: &Build, config: &Config) -> Result<Exit> {
    let (send, changes) = mpsc::channel();
    let on_event = move |event: notify::Result<Event>| {
        // The receiver is gone when the process ends.
        let _ = send.send(event);
    };
    let mut watcher = notify::recommended_watcher(on_event).context("changes can't be watched")?;
    for source in &args.options.sources {
        let watched = watcher.watch(source, RecursiveMode::Recursive);
        watched.with_context(|| format!("{} can't be watched", source.display()))?;
    }
    loop {
        if let Err(error) = once::build(args, config) {
            let _ = writeln!(io::stderr(), "also-like: {error:#}");
        }
        if !args.quiet {
            let _ = writeln!(io::stderr(), "watching for changes; stop with Ctrl-C");
        }
        let ours = ours(args);
        while !is_change(&changes.recv(), &ours)? {}
        // The build reads what was written until now.
        loop {
            match changes.recv_timeout(REST) {
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => bail!("the file watcher stopped"),
            }
        }
    }
}

/// The folders that builds write to.
fn ours(args: &Build) -> Vec<PathBuf> {
    let all = [Some(args.out()), args.options.cache.as_deref()].into_iter().flatten();
    all.filter_map(|folder| folder.canonicalize().ok()).collect()
}

/// Whether something changed that a build reads.
fn is_change(
    event: &Result<notify::Result<Event>, mpsc::RecvError>,
    ours: &[PathBuf],
) -> Result<bool> {
    let Ok(event) = event else { bail!("the file watcher stopped") };
    // When some were lost, something changed.
    let Ok(event) = event else { return Ok(true) };
    let is_ours = |path: &Path| {
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        ours.iter().any(|folder| real.starts_with(folder))
    };
    Ok(!event.kind.is_access() && !event.paths.iter().all(|path| is_ours(path)))
}
