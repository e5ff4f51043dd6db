//! `also-like completions` and `also-like manual`: the command line, told to shells and to readers.

use std::fs;
use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap_mangen::Man;

use crate::command::args::{self, Completions, Manual};

/// Prints the completions of a shell.
///
/// # Errors
///
/// When standard output can't be written to.
pub fn completions(args: &Completions) -> Result<ExitCode> {
    let mut text = Vec::new();
    let mut command = args::described();
    let name = command.get_name().to_owned();
    clap_complete::generate(args.shell, &mut command, name, &mut text);
    io::stdout().lock().write_all(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// Prints the manual page, or writes one for each command to a folder.
///
/// # Errors
///
/// A folder that can't be made or written to.
pub fn manual(args: &Manual) -> Result<ExitCode> {
    match &args.out {
        None => Man::new(args::described()).render(&mut io::stdout().lock())?,
        Some(folder) => {
            fs::create_dir_all(folder)
                .and_then(|()| clap_mangen::generate_to(args::described(), folder))
                .with_context(|| format!("can't write to {}", folder.display()))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
