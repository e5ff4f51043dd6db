//! The project's own commands: `cargo xtask build`, `cargo xtask demo`, `cargo xtask test`,
//! `cargo xtask fuzz`, `cargo xtask package`, `cargo xtask readme`, `cargo xtask relevance`,
//! `cargo xtask reproduce` and `cargo xtask scale`.
//!
//! Plain Rust without dependencies, so that it compiles in seconds on a fresh clone.

#![forbid(unsafe_code)]

mod api;
mod args;
mod browser;
mod checks;
mod crates;
mod demo;
mod dist;
mod fuzz;
mod hash;
mod install;
mod notices;
mod package;
mod readme;
mod recipes;
mod reproduce;
mod runner;
mod scale;
mod scripts;
mod shape;
mod shell;
mod site;
mod size;
mod stranger;
mod tools;
mod widget;

use std::path::{self, Path, PathBuf};
use std::process::ExitCode;

use args::Command;
use shell::{Shell, cargo};

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
        Command::Build { widget } => build(widget).map(|()| true),
        Command::Demo { port, check: false } => {
            demo::serve(&mut Shell::live(), port).map(|()| true)
        }
        Command::Demo { port: _, check: true } => demo::check(&mut Shell::live()).map(|()| true),
        Command::Test { quick, only } => checks::test(quick, only.as_deref()),
        Command::Fuzz { target, seconds } => fuzz::run(target.as_deref(), seconds),
        Command::Package { time } => package::run(time).map(|()| true),
        Command::Readme => readme::write().map(|()| true),
        Command::Reproduce => reproduce::run(&mut Shell::live()).map(|()| true),
        Command::Relevance { folders } => relevance(&folders).map(|()| true),
        Command::Scale { sizes, judged, work, browser } => {
            scale(&sizes, &judged, work.as_deref(), browser).map(|()| true)
        }
        Command::ScaleHtml { folders, work } => {
            scale_html(&folders, work.as_deref()).map(|()| true)
        }
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

fn build(widget: bool) -> Result<(), String> {
    let shell = &mut Shell::live();
    install::all(shell, &tools::for_build()?)?;
    if widget {
        widget::build(shell)?;
    } else {
        dist::make(shell)?;
    }
    size::print(shell)
}

/// Measures the answers over corpora.
fn relevance(folders: &[PathBuf]) -> Result<(), String> {
    let mut bench = cargo();
    bench.args(["bench", "--bench", "relevance", "--"]);
    for folder in folders {
        bench.arg(absolute(folder)?);
    }
    Shell::live().run(&mut bench)
}

/// Measures what a site's size costs.
fn scale(
    sizes: &[u32],
    judged: &[PathBuf],
    work: Option<&Path>,
    browser: bool,
) -> Result<(), String> {
    let judged = judged.iter().map(|file| absolute(file)).collect::<Result<Vec<_>, _>>()?;
    let work = work.map(absolute).transpose()?;
    scale::run(sizes, &judged, work.as_deref(), browser)
}

/// Measures how long folders of built HTML take.
fn scale_html(folders: &[PathBuf], work: Option<&Path>) -> Result<(), String> {
    let folders = folders.iter().map(|folder| absolute(folder)).collect::<Result<Vec<_>, _>>()?;
    scale::html::run(&folders, work.map(absolute).transpose()?.as_deref())
}

/// Makes a path absolute: programs run in the project's folder, not in the current one.
fn absolute(folder: &Path) -> Result<PathBuf, String> {
    path::absolute(folder)
        .map_err(|error| format!("can't find the folder {}: {error}", folder.display()))
}
