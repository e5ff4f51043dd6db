//! `also-like serve` over a site without boxes.

use std::fs;

use tempfile::TempDir;

use crate::driver::with_page;
use crate::fixture::{Demo, demo_folder};
use crate::inject::copy;

#[test]
fn articles_of_any_site_are_shown_with_a_box() {
    with_page(async |tab| {
        let root = TempDir::new().expect("a folder for temporary files");
        copy(&demo_folder(), root.path());
        fs::remove_dir_all(root.path().join("also-like")).expect("a folder");
        let articles = root.path().join("articles");
        let tag = "<script type=\"module\" src=\"/also-like/also-like.js\"></script>";
        for entry in fs::read_dir(&articles).expect("a folder") {
            let path = entry.expect("an entry").path();
            let html = fs::read_to_string(&path).expect("a page");
            assert!(html.contains(tag), "{}", path.display());
            fs::write(&path, html.replace(tag, "")).expect("a page");
        }
        let (bare, demo) = (Demo::serve_folder(root.path()), Demo::serve());
        let mut boxes = Vec::new();
        for site in [&demo, &bare] {
            tab.open(&site.article("kim-message-putin-russia-day")).await;
            tab.wait("document.querySelector('also-like')").await;
            tab.run("document.querySelector('also-like').loading = 'eager'", &[]).await;
            let cards = tab.cards().await.cards;
            boxes.push(cards.into_iter().map(|card| card.title).collect::<Vec<_>>());
        }
        assert_eq!(boxes[0].len(), 4);
        // The same text, in another catalog of the same articles.
        assert_eq!(boxes[0], boxes[1]);
        tab.open(&bare.at("/")).await;
        assert_eq!(tab.get("document.querySelectorAll('also-like').length").await, 0);
    });
}
