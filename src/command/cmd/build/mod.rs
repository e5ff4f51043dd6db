//! `also-like build`: from a site to a catalog.
//!
//! In: options and a configuration. Out: the folder of a catalog, pages with related articles, a
//! summary.

mod again;
mod collection;
mod explain;
mod nothing;
mod once;
mod output;
mod summary;
#[cfg(not(target_os = "wasi"))]
mod watch;

use anyhow::{Result, bail};

use crate::command::args::Build;
use crate::command::config::Config;
use crate::command::exit::Exit;

pub use once::build as build_once;

/// Runs the command.
///
/// # Errors
///
/// A source that is missing or empty, a configuration that can't be read, a run that finds no
/// article, a folder that can't be written to.
pub fn run(args: &Build) -> Result<Exit> {
    let config = Config::read(args.config.as_deref())?;
    let args = &complete(args, &config)?;
    if let Some(page) = &args.explain_page {
        explain::explain(args, &config, page)?;
        return Ok(Exit::Success);
    }
    if args.watch {
        #[cfg(not(target_os = "wasi"))]
        return watch::run(args, &config);
        #[cfg(target_os = "wasi")]
        bail!("--watch needs the native command: WASI cannot watch files");
    }
    once::build(args, &config)?;
    Ok(Exit::Success)
}

/// The arguments with the options of the configuration.
///
/// # Errors
///
/// Neither names the sources, or the folder to write to.
fn complete(args: &Build, config: &Config) -> Result<Build> {
    let args = args.with_file(config.options())?;
    if args.options.sources.is_empty() {
        bail!("no source was given: name the folder of the built site, or run `also-like init`");
    }
    if args.options.out.is_none() {
        bail!("no folder to write to was given: name it with --out, or run `also-like init`");
    }
    Ok(args)
}
