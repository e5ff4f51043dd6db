//! `also-like completions` and `also-like manual`.

use super::run::Desk;

const COMMANDS: [&str; 5] = ["build", "related", "eval", "inspect", "serve"];

#[test]
fn shells_are_told_of_every_command_and_option() {
    let desk = Desk::empty();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let told = desk.run(&format!("completions {shell}")).ok();
        for word in COMMANDS.iter().chain(&["permalink", "base-url", "skip-linked"]) {
            assert!(told.contains(word), "{shell} hears nothing of {word}");
        }
    }
    let ran = desk.run("completions csh");
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
}

#[test]
fn every_command_has_a_manual_page() {
    let desk = Desk::empty();
    let page = desk.run("manual").ok();
    assert!(page.contains(".TH also-like 1"), "{page}");
    assert_eq!(desk.run("manual --out pages").ok(), "");
    let pages = desk.files("pages");
    assert!(pages.contains_key("also-like.1"));
    for command in COMMANDS {
        let page = &pages[&format!("also-like-{command}.1")];
        assert!(String::from_utf8_lossy(page).contains(&format!("also\\-like\\-{command}")));
    }
}
