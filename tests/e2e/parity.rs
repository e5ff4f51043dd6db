//! The box and the command give the same answers.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::driver::with_page;
use crate::fixture::{Demo, demo_folder, path};

/// More than a box usually has, so that the far end of the order is compared too.
pub const LIMIT: usize = 8;

/// The answer of `also-like related` for a page of a site on a day.
pub fn native(folder: &Path, slug: &str, today: &str) -> Value {
    let page = folder.join("articles").join(format!("{slug}.html"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_also-like"));
    command.arg("related").arg(page).arg("--catalog").arg(folder.join("also-like"));
    command.args(["--json", "--today", today, "--limit", &LIMIT.to_string()]);
    let output = command.output().expect("the command runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{slug}: {said}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Paths and scores of the cards of an answer.
pub fn cards(answer: &Value) -> Vec<(&str, f32)> {
    let cards = answer.as_array().expect("cards").iter();
    let score = |card: &Value| card["score"].as_f64().expect("a score") as f32;
    cards.map(|card| (path_of(card["url"].as_str().expect("an address")), score(card))).collect()
}

/// The path of an address, whether it is complete or from the root.
fn path_of(url: &str) -> &str {
    url.strip_prefix('/').unwrap_or_else(|| path(url))
}

/// The cards of a page's box, up to a number of them, and the reader's day.
pub const ASK: &str = "
    const box = document.querySelector('also-like');
    let told;
    // First of all: in WebKit a box that is near gets ready between the lines of a driver's script.
    box.addEventListener('also-like-ready', (event) => (told = event.detail));
    Object.assign(box, { limit: arguments[0], loading: 'eager' });
    const now = new Date();
    const pad = (number) => `${number}`.padStart(2, '0');
    const today = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
    return box.ready.then(() => ({ ...told, today }));";

#[test]
fn every_story_has_the_cards_that_the_command_gives() {
    let folder = demo_folder().join("articles");
    let files = fs::read_dir(folder).expect("the site has articles");
    let mut slugs: Vec<String> = files
        .map(|file| file.expect("a file").path())
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    slugs.sort();
    assert!(slugs.len() > 50, "{slugs:?}");
    with_page(async |page| {
        let demo = Demo::serve();
        for slug in &slugs {
            page.open(&demo.article(slug)).await;
            page.wait("document.querySelector('also-like')").await;
            let shown = page.run(ASK, &[json!(LIMIT)]).await;
            let given = native(&demo_folder(), slug, shown["today"].as_str().expect("a day"));
            assert_eq!(cards(&shown["cards"]), cards(&given["related"]), "{slug}");
            assert_eq!(
                (&shown["kind"], &shown["name"]),
                (&given["kind"], &given["name"]),
                "{slug}"
            );
        }
    });
}
