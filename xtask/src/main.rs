//! The project's own commands: `cargo xtask build`, `cargo xtask demo` and `cargo xtask test`.
//!
//! Plain Rust without dependencies, so that it compiles in seconds on a fresh clone.

#![forbid(unsafe_code)]

mod args;
mod checks;
mod crates;
mod demo;
mod dist;
mod hash;
mod install;
mod runner;
mod shell;
mod site;
mod size;
mod tools;
mod widget;

use std::process::ExitCode;

use args::Command;
use shell::Shell;

fn main() -> ExitCode {
    let command = match args::parse(std::env::args().skip(1)) {
        Ok(command) => command,
        Err(error) => {
            eprintln!("xtask: {error}\n\n{}", args::HELP);
            return ExitCode::from(2);
        }
    };
    let done = match command {
        Command::Help => {
            println!("{}", args::HELP);
            Ok(true)
        }
        Command::Build => build().map(|()| true),
        Command::Demo { port, check: false } => {
            demo::serve(&mut Shell::live(), port).map(|()| true)
        }
        Command::Demo { port: _, check: true } => demo::check(&mut Shell::live()).map(|()| true),
        Command::Test { quick, only } => checks::test(quick, only.as_deref()),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<(), String> {
    let shell = &mut Shell::live();
    install::all(shell, &tools::for_build()?)?;
    dist::make(shell)?;
    size::print(shell)
}
