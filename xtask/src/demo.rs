//! The demonstration newspaper, built, indexed and served.

use std::path::PathBuf;
use std::process::Command;

use crate::shell::{Shell, cargo, root, target};
use crate::{dist, install, site, tools};

/// The folder on the site that holds the widget and the catalog.
const CATALOG: &str = "also-like";

/// The page that the project grew from.
const KIM_AND_PUTIN: &str = "/articles/kim-message-putin-russia-day.html";

/// Where the rendered site is.
pub fn folder() -> PathBuf {
    target().join("demo/site")
}

/// Builds the command, renders the site and indexes it; returns where the command is.
pub fn prepare(shell: &mut Shell) -> Result<PathBuf, String> {
    let command = dist::command(shell)?;
    let out = folder();
    let stories = site::render(&root().join("www/site"), &out, CATALOG)?;
    shell.say(&format!("rendered {stories} stories"));
    shell.run(Command::new(&command).arg("build").arg(&out).arg("--out").arg(out.join(CATALOG)))?;
    Ok(command)
}

/// Serves the site until it is stopped.
pub fn serve(shell: &mut Shell, port: u16) -> Result<(), String> {
    install::all(shell, &tools::for_build()?)?;
    let command = prepare(shell)?;
    let address = format!("http://127.0.0.1:{port}");
    shell.say(&format!("front page            {address}/"));
    shell.say(&format!("Kim and Putin's page  {address}{KIM_AND_PUTIN}"));
    let port = port.to_string();
    shell.run(Command::new(command).arg("serve").arg(folder()).args(["--port", &port]))
}

/// Opens the page of [`KIM_AND_PUTIN`] in headless Chromium and prints its cards, by the end-to-end
/// test that holds them to what they should be.
pub fn check(shell: &mut Shell) -> Result<(), String> {
    let mut needed = tools::for_build()?;
    needed.extend(tools::for_check());
    install::all(shell, &needed)?;
    prepare(shell)?;
    todo!()
}
