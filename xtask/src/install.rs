//! Installing the tools that are missing, as far as this machine allows.

use std::fs;
use std::process::Command;
use std::thread;
use std::time::Instant;

use crate::shell::{Shell, cargo, line_of, root, which};
use crate::tools::{Method, Tool, is_root};

/// A tool that could not be installed.
#[derive(Debug, Clone)]
pub struct Missing {
    pub name: &'static str,
    /// One sentence: why, and what to do.
    pub reason: String,
}

/// Installs whatever of the tools is missing; one that can't be had is an error.
pub fn all(shell: &mut Shell, tools: &[Tool]) -> Result<(), String> {
    match try_all(shell, tools).first() {
        Some(missing) => Err(missing.reason.clone()),
        None => Ok(()),
    }
}

/// Installs whatever of the tools is missing and returns those that can't be had.
pub fn try_all(shell: &mut Shell, tools: &[Tool]) -> Vec<Missing> {
    let wanted: Vec<&Tool> = tools.iter().filter(|tool| !tool.found).collect();
    for tool in &wanted {
        shell.say(&format!("installing {}: {}", tool.name, tool.why));
    }
    let is_apt = |tool: &&&Tool| matches!(tool.method, Method::Apt(_) | Method::AptOnly(_));
    let is_npm = |tool: &&&Tool| matches!(tool.method, Method::Npm(_));
    let apt: Vec<&Tool> = wanted.iter().filter(is_apt).copied().collect();
    let npm: Vec<&Tool> = wanted.iter().filter(is_npm).copied().collect();
    let rust: Vec<&Tool> = wanted.iter().filter(|t| !is_apt(t) && !is_npm(t)).copied().collect();
    // In parallel: one waits for the network and the disk, the other for the processor. npm
    // packages follow, since npm itself may be among those of the system.
    let mut missing = thread::scope(|scope| {
        let apt = scope.spawn(|| install_apt(&apt));
        let mut missing: Vec<Missing> = rust.iter().filter_map(|tool| install_one(tool)).collect();
        missing.extend(apt.join().expect("installing does not panic"));
        missing
    });
    missing.extend(npm.iter().filter_map(|tool| install_one(tool)));
    missing
}

/// One call after another: apt locks its database.
fn install_apt(tools: &[&Tool]) -> Vec<Missing> {
    let packages = |tool: &Tool| match tool.method {
        Method::Apt(packages) | Method::AptOnly(packages) => packages,
        _ => &[],
    };
    if tools.is_empty() {
        return Vec::new();
    }
    let names = |recommended: bool| {
        let wanted = |tool: &&&Tool| matches!(tool.method, Method::Apt(_)) == recommended;
        let names = tools.iter().filter(wanted).flat_map(|tool| packages(tool));
        names.copied().collect::<Vec<&str>>()
    };
    let all_missing = |why: &str| {
        let missing = |tool: &&Tool| Missing {
            name: tool.name,
            reason: format!(
                "{} is not installed {why}: install it by hand (Debian's packages: {})",
                tool.name,
                packages(tool).join(" ")
            ),
        };
        tools.iter().map(missing).collect()
    };
    if which("apt-get").is_none() || !is_root() {
        return all_missing("and can't be without apt-get and root");
    }
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    // Browsers with what they recommend, as they were seen to work.
    let mut commands = vec![apt(&["update"])];
    for (recommended, flag) in [(true, "--install-recommends"), (false, "--no-install-recommends")]
    {
        let names = names(recommended);
        if !names.is_empty() {
            let mut install = apt(&["install", "--yes", flag]);
            install.args(names);
            commands.push(install);
        }
    }
    for command in &mut commands {
        if attempt(command).is_err() {
            return all_missing("and apt-get could not do it");
        }
    }
    Vec::new()
}

fn install_one(tool: &Tool) -> Option<Missing> {
    let mut command = match &tool.method {
        Method::Target(target) => rustup(&["target", "add", target]),
        Method::Toolchain(name) => rustup(&["toolchain", "install", name, "--profile", "minimal"]),
        Method::Component(name) => rustup(&["component", "add", name]),
        Method::Cargo { package, version, locked } => {
            let mut command = cargo();
            command.args(["install", package, "--version", version]);
            if *locked {
                command.arg("--locked");
            }
            command
        }
        Method::Npm(folder) => {
            let mut command = Command::new("npm");
            command.args(["ci", "--ignore-scripts", "--prefix", folder]);
            command
        }
        Method::Apt(_) | Method::AptOnly(_) => unreachable!("packages are installed together"),
    };
    let line = line_of(&command);
    let mut done = attempt(&mut command);
    if let (Ok(()), Method::Npm(folder)) = (&done, &tool.method) {
        let folder = root().join(folder);
        let noted = fs::copy(folder.join("package-lock.json"), folder.join("node_modules/.locked"));
        done = noted.map(|_| ()).map_err(|error| error.to_string());
    }
    let reason = format!("{} is not installed and `{line}` failed: see above", tool.name);
    done.err().map(|_| Missing { name: tool.name, reason })
}

fn rustup(arguments: &[&str]) -> Command {
    let mut command = Command::new("rustup");
    command.args(arguments);
    command
}

/// Runs a command, whose output is shown only when it fails.
fn attempt(command: &mut Command) -> Result<(), String> {
    let start = Instant::now();
    let mut shell = Shell::keeping();
    let done = shell.run(command);
    match &done {
        Ok(()) => println!("  {} ({:.1} s)", line_of(command), start.elapsed().as_secs_f64()),
        Err(error) => eprintln!("{}{error}", shell.kept()),
    }
    done
}
