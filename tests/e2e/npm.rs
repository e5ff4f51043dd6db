//! The package for npm, installed into projects that `cargo xtask test` has built.

use std::env;
use std::path::PathBuf;

use tempfile::TempDir;

use crate::driver::with_page;
use crate::server::Site;

/// The folder of a project's site.
fn project(folder: &str) -> PathBuf {
    let all = env::var_os("ALSO_LIKE_NPM").expect("run `cargo xtask test --only projects`");
    PathBuf::from(all).join(folder)
}

/// Opens pages of a project: each must have four cards and, with the attribute, the panel of
/// `explain`, which loads other modules.
fn shows_cards(folder: &str, pages: &[&str]) {
    let root = TempDir::new().expect("a folder for temporary files");
    copy(&project(folder), root.path());
    let site = Site::new(root);
    with_page(async |tab| {
        let server = site.clone().serve().await;
        for page in pages {
            tab.open(&server.at(page)).await;
            tab.wait("document.querySelector('also-like')").await;
            let found = tab.cards().await;
            assert_eq!(found.cards.len(), 4, "{page}");
            let titles: Vec<&str> = found.cards.iter().map(|card| &*card.title).collect();
            assert!(titles.contains(&"Fog delays the night ferry"), "{page}: {titles:?}");
            assert!(titles.iter().all(|title| !title.contains("chess")), "{page}: {titles:?}");
            tab.run("document.querySelector('also-like').explain = true;", &[]).await;
            let panel =
                "document.querySelector('also-like').shadowRoot.querySelector('[part~=explain]')";
            tab.wait(panel).await;
            if folder.starts_with("vite") && !page.contains("index") {
                let kind = tab.get("document.querySelector('#kind').textContent").await;
                assert_eq!(kind, "related", "{page}: the framework hears events");
                let level = "document.querySelector('also-like').shadowRoot.querySelector('h3')";
                tab.wait(level).await;
            }
        }
        let missing = server.missing().into_iter().filter(|path| !path.contains("favicon"));
        assert_eq!(missing.collect::<Vec<_>>(), [] as [&str; 0]);
    });
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").map(|entry| entry.expect("a file")) {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &target)
        } else {
            _ = std::fs::copy(path, target).expect("a file")
        }
    }
}

#[test]
#[ignore = "its projects are installed from npm: `cargo xtask test --only projects` runs it"]
fn npm_in_plain_html() {
    shows_cards("html", &["/index.html", "/package.html"]);
}

#[test]
#[ignore = "its projects are installed from npm: `cargo xtask test --only projects` runs it"]
fn npm_with_vite() {
    shows_cards("vite/dist", &["/index.html", "/react.html", "/svelte.html", "/vue.html"]);
}

#[test]
#[ignore = "its projects are installed from npm: `cargo xtask test --only projects` runs it"]
fn npm_with_astro() {
    shows_cards("astro/dist", &["/index.html"]);
}
