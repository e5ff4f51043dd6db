//! The command `also-like`: builds a site's catalog, queries it, measures it and shows it.
//!
//! In: the arguments of a process, and a site in any of its forms. Out: files, and what is printed.
//! May import all of the library; its own modules import those on floors below only, as
//! `xtask/src/shape` lists them.
//!
//! A library for the program of the same name, its tests and fuzz targets: it promises nothing to
//! others.
#![allow(missing_docs)]

pub mod address;
pub mod args;
mod assets;
mod build_cache;
pub mod catalog_dir;
pub mod cmd;
pub mod config;
pub mod day;
pub mod exit;
mod inject;
mod injected_block;
pub mod kind;
pub mod known;
pub mod outcome;
pub mod report;
pub mod source;

use std::io::{self, Write};
use std::process::ExitCode;

use args::Command;
use exit::Exit;

/// Runs the command with the arguments of this process.
pub fn run() -> ExitCode {
    // WASI has no current folder: npm/bin/also-like.js passes it.
    #[cfg(target_os = "wasi")]
    if let Some(folder) = std::env::var_os("PWD") {
        let _ = std::env::set_current_dir(folder);
    }
    let command = match args::parse() {
        Ok(command) => command,
        Err(exit) => return exit.into(),
    };
    let end = match command {
        Command::Init(args) => cmd::init::run(&args),
        Command::Build(args) => cmd::build::run(&args),
        Command::Related(args) => cmd::related::run(&args),
        Command::Eval(args) => cmd::eval::run(&args),
        Command::Inspect(args) => cmd::inspect::run(&args),
        Command::Serve(args) => cmd::serve::run(&args),
        Command::Completions(args) => cmd::describe::completions(&args),
        Command::Manual(args) => cmd::describe::manual(&args),
    };
    let exit = match end {
        Ok(exit) => exit,
        Err(error) if is_closed_pipe(&error) => Exit::Success,
        Err(error) => {
            // Not `eprintln!`: it panics when standard error is closed.
            let _ = writeln!(io::stderr(), "also-like: {error:#}");
            Exit::Failure
        }
    };
    exit.into()
}

/// Whether the reader of our output went away, as `also-like … | head` does: no failure of ours.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
