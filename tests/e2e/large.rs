//! A catalog of any size, from a plain server of files. `cargo xtask scale --browser` makes the
//! catalog and runs this in each browser.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::{env, os};

use serde_json::Value;
use tempfile::TempDir;

use crate::driver::with_page;
use crate::fixture::{EAGER, demo_folder, page_in};
use crate::server::Site;

/// Pages of it that are opened.
const PAGES: usize = 5;

fn named(variable: &str) -> PathBuf {
    env::var_os(variable).map(PathBuf::from).unwrap_or_else(|| {
        panic!("{variable} is not set: run `cargo xtask scale --browser`");
    })
}

/// Every so many of its articles, and how many there are.
fn some(corpus: &PathBuf) -> (Vec<Value>, usize) {
    let lines = || BufReader::new(File::open(corpus).expect("a file")).lines();
    let count = lines().count();
    let some = lines().step_by(count / PAGES).take(PAGES);
    let parsed = |line: std::io::Result<String>| serde_json::from_str(&line.expect("text"));
    (some.map(|line| parsed(line).expect("an article")).collect(), count)
}

#[cfg(unix)]
#[test]
#[ignore = "its catalog takes long to make: `cargo xtask scale --browser` runs it"]
fn the_pages_of_a_large_catalog_have_their_cards() {
    let (articles, count) = some(&named("ALSO_LIKE_LARGE_CORPUS"));
    let root = TempDir::new().expect("a folder for temporary files");
    let catalog = named("ALSO_LIKE_LARGE_CATALOG").canonicalize().expect("a folder");
    os::unix::fs::symlink(&catalog, root.path().join("w")).expect("a link");
    let manifest = fs::read(catalog.join("catalog.json")).expect("a manifest");
    let manifest: Value = serde_json::from_slice(&manifest).expect("JSON");
    // One more came after the corpus was written.
    assert!(manifest["articles"].as_u64().is_some_and(|found| found as usize >= count));
    let mut site = Site::new(root);
    for (place, article) in articles.iter().enumerate() {
        let text = |name: &str| article[name].as_str().expect("a text");
        let head = format!("<link rel=canonical href='{}'></head>", text("url"));
        let body = format!("<h1>{}</h1><p>{}</p>", text("title"), text("text"));
        let html = page_in("lang=en", &body, EAGER).replace("</head>", &head);
        site = site.page(&format!("/{place}"), html);
    }
    // A page that no catalog has words of: another newspaper's, in another language.
    let demo = demo_folder().join("articles").read_dir().expect("a folder").next();
    let demo = fs::read_to_string(demo.expect("an article").expect("a file").path());
    let script = "data-loading=eager src=\"/w/also-like.js\"";
    let demo = demo.expect("a page").replace("src=\"/also-like/also-like.js\"", script);
    site = site.page("/demo", demo);
    with_page(async |tab| {
        let server = site.clone().serve().await;
        for (place, article) in articles.iter().enumerate() {
            let before = server.asked_for(".bin");
            tab.open(&server.at(&format!("/{place}"))).await;
            let cards = tab.cards().await.cards;
            assert_eq!(cards.len(), 4, "{article}");
            assert!(cards.iter().all(|card| !card.url.ends_with(article["url"].as_str().unwrap())));
            assert_eq!(server.asked_for(".bin"), before + 1, "a page has one file");
        }
        tab.open(&server.at("/demo")).await;
        assert_eq!(tab.cards().await.cards.len(), 4);
        // Pictures are missing, and styles.
        let missing = server.missing().into_iter().filter(|path| path.starts_with("/w/"));
        assert_eq!(missing.collect::<Vec<_>>(), [] as [&str; 0]);
        println!("{count} articles: {PAGES} pages of them and one of another site have four cards");
    });
}
