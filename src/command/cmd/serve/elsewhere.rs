//! `also-like serve` for WASI, which has no sockets: prints the files for its caller to serve, with
//! pages unchanged.

use std::io::{self, Write};

use anyhow::{Result, bail};
use serde_json::json;

use crate::command::args::Serve;
use crate::command::exit::Exit;

/// Prints which folder is to be served at which port, as JSON.
///
/// # Errors
///
/// A folder that isn't there.
pub fn run(args: &Serve) -> Result<Exit> {
    let shown = args.dir.display();
    if !args.dir.is_dir() {
        bail!("{shown} is not a folder: give the folder of a built site");
    }
    let what = json!({ "serve": args.dir, "port": args.port, "plain": args.plain });
    writeln!(io::stdout(), "{what}")?;
    Ok(Exit::Success)
}
