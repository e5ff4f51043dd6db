//! `also-like completions` and `also-like manual`: the command line for shells and for readers.

use std::fs;
use std::io::{self, Write};

use anyhow::{Context, Result};
use clap_mangen::Man;

use crate::command::args::{self, Completions, Manual};
use crate::command::exit::Exit;

/// Prints the completions of a shell.
///
/// # Errors
///
/// When standard output can't be written to.
pub fn completions(args: &Completions) -> Result<Exit> {
    let mut text = Vec::new();
    let mut command = args::command();
    let name = command.get_name().to_owned();
    clap_complete::generate(args.shell, &mut command, name, &mut text);
    io::stdout().lock().write_all(&text)?;
    Ok(Exit::Success)
}

/// Prints the manual page, or writes one for each command to a folder.
///
/// # Errors
///
/// A folder that can't be made or written to.
pub fn manual(args: &Manual) -> Result<Exit> {
    match &args.out {
        None => Man::new(args::command()).render(&mut io::stdout().lock())?,
        Some(folder) => {
            fs::create_dir_all(folder)
                .and_then(|()| clap_mangen::generate_to(args::command(), folder))
                .with_context(|| format!("can't write to {}", folder.display()))?;
        }
    }
    Ok(Exit::Success)
}
