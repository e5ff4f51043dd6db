//! The help of every command, to the letter: `BLESS=1` writes it anew.

use std::path::Path;
use std::{env, fs};

use super::run::Desk;

#[test]
fn help_is_what_it_was() {
    let desk = Desk::empty();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/command/help");
    let commands =
        ["build", "related", "eval", "inspect", "serve", "init", "completions", "manual"];
    for command in [""].iter().chain(&commands) {
        let help = desk.run(&format!("{command} --help")).ok();
        let name = if command.is_empty() { "also-like" } else { command };
        let path = folder.join(format!("{name}.txt"));
        if env::var_os("BLESS").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, help).unwrap();
        } else {
            let expected = fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(help, expected, "{}: BLESS=1 writes it anew", path.display());
        }
    }
}

#[test]
fn exit_codes_stand_in_the_help_and_in_the_manual() {
    let desk = Desk::empty();
    for line in ["--help", "manual"] {
        let text = desk.run(line).ok();
        for code in ["0  success", "1  failure: ", "2  wrong usage: "] {
            assert!(text.contains(code), "{line}: {code}\n{text}");
        }
    }
}
