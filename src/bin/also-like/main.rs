//! The command `also-like`: builds a site's catalog, asks it, measures it and shows it.

mod address;
mod args;
mod cmd;
mod config;
mod day;
mod inject;
mod library;
mod report;
mod source;
mod state;
mod store;
mod widget;

use std::io::{self, Write};
use std::process::ExitCode;

use args::Command;

/// Builds are a tenth faster with it than with the allocator of glibc.
#[cfg(not(target_os = "wasi"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // WASI knows of no current folder: npm/bin/also-like.js tells it.
    #[cfg(target_os = "wasi")]
    if let Some(folder) = std::env::var_os("PWD") {
        let _ = std::env::set_current_dir(folder);
    }
    let command = match args::parse() {
        Ok(command) => command,
        Err(code) => return code,
    };
    let done = match command {
        Command::Init(args) => cmd::init::run(&args),
        Command::Build(args) => cmd::build::run(&args),
        Command::Related(args) => cmd::related::run(&args),
        Command::Eval(args) => cmd::eval::run(&args),
        Command::Inspect(args) => cmd::inspect::run(&args),
        Command::Serve(args) => cmd::serve::run(&args),
        Command::Completions(args) => cmd::describe::completions(&args),
        Command::Manual(args) => cmd::describe::manual(&args),
    };
    match done {
        Ok(code) => code,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Not `eprintln!`: it panics when nobody listens.
            let _ = writeln!(io::stderr(), "also-like: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether the reader of our output went away, as `also-like … | head` does: no failure of ours.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
