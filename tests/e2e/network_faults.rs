//! Network faults: responses that stall, break off, or lack CORS headers.

use std::fs;
use std::time::Duration;

use serde_json::{Value, json};

use crate::driver::with_page;
use crate::failures::message;
use crate::fixture::{
    EAGER, MANY, ZYMURGY, articles, demo_folder, near, page, page_in, site, site_of_many,
};
use crate::frames::{REPORT, ends, open, read, reports, with_frames};
use crate::policies::{assert_cards, assert_fallback};
use crate::server::{Fault, Server, Site};

/// Where the page is, and which of its files fails.
fn files() -> Vec<(&'static str, String)> {
    vec![
        ("/ferry-fares", "also-like.wasm".to_owned()),
        ("/ferry-fares", near("/ferry-fares")),
        ("/drafts/new", "catalog.json".to_owned()),
        ("/drafts/new", "also-like-explore.js".to_owned()),
        ("/drafts/new", format!("/w/{MANY}/terms/0/0.bin")),
        ("/drafts/new", format!("/w/{MANY}/articles/0/0.bin")),
        ("/drafts/new", format!("/w/{MANY}/cards/0/0.json")),
        ("/drafts/far", format!("/w/{MANY}/latest/0/0.bin")),
    ]
}

/// A site with many files and pages for all of them, each with this box.
fn site_of_pages(end: &str) -> Site {
    with_frames(site_of_many(articles(), |_: &mut Value| {}))
        .page("/ferry-fares", page(end))
        .page("/drafts/new", page(end))
        .page("/drafts/far", page_in("lang=en", ZYMURGY, end))
}

#[test]
fn what_does_not_come_is_given_up_after_ten_seconds() {
    with_page(async |tab| {
        // All at once, on servers of their own: a browser has few connections to each.
        let end = format!("{EAGER}{}", *REPORT);
        let explained = end.replace("<also-like", "<also-like explain");
        let mut servers: Vec<Server> = Vec::new();
        let mut pages = Vec::new();
        let mut expected = Vec::new();
        for fault in [Fault::Stalled, Fault::Stuck] {
            for (path, file) in files() {
                let server = site_of_pages(&end).serve().await;
                server.fail(&file, fault);
                pages.push(server.at(path));
                expected.push((server.at(""), file));
                servers.push(server);
            }
            // One file for all.
            let server = site(articles()).page("/", page(&end)).serve().await;
            server.fail(".bin", fault);
            pages.push(server.at("/"));
            expected.push((server.at(""), ".bin".to_owned()));
            servers.push(server);
        }
        let outer = with_frames(site(articles())).serve().await;
        open(tab, &outer, &pages).await;
        let ends = reports(tab, pages.len()).await;
        for (origin, file) in &expected {
            let end = ends.iter().find(|end| end.origin == *origin);
            let end = end.unwrap_or_else(|| panic!("{file} of {origin} is not told of"));
            let line = assert_fallback(file, end);
            assert!(line.starts_with("could not load ") && line.contains(file), "{file}: {line}");
            // Busy machines are slow to begin.
            assert!((9.9..18.0).contains(&end.seconds), "{file}: {end:?}");
        }
        // The module that explains cards is not waited for by the cards, and its failure is one
        // line.
        let server = site(articles()).page("/", page(&explained)).serve().await;
        server.fail("also-like-explain.js", Fault::Stalled);
        tab.open(&server.at("/")).await;
        assert_eq!(tab.cards().await.cards.len(), 4);
        tab.wait("seen.lines.length").await;
        let line = tab.get("seen.lines[0]").await;
        assert!(line.as_str().is_some_and(|line| line.contains("also-like-explain.js")), "{line}");
        assert_eq!(tab.get("[seen.lines.length, seen.problems.length]").await, json!([1, 0]));
    });
}

#[test]
fn a_script_that_does_not_come_leaves_the_fallback() {
    let script = fs::read_to_string(demo_folder().join("also-like/also-like.js")).expect("it");
    // Its half ends in a comment, never where a statement may.
    let script = format!("{script}/*{}*/", " ".repeat(script.len() + 9));
    let faults = [
        Fault::Status(404),
        Fault::Status(500),
        Fault::Html,
        Fault::CalledText,
        Fault::Cut,
        Fault::Refused,
        Fault::Truncated,
        Fault::Stalled,
    ];
    with_page(async move |tab| {
        let mut site = with_frames(site(articles()));
        let mut paths = Vec::new();
        for number in 0..faults.len() {
            let path = format!("/{number}");
            let end = EAGER.replace("/w/", &format!("/{number}/"));
            // The one that stalls would keep the page from its end, were it not for `async`.
            let end = if number == 7 { end.replace("<script", "<script async") } else { end };
            site = site.page(&path, page(&end));
            site = site.page(&format!("/{number}/also-like.js"), script.clone());
            paths.push(path);
        }
        let server = site.serve().await;
        for (number, fault) in faults.iter().enumerate() {
            server.fail(&format!("/{number}/also-like.js"), *fault);
        }
        open(tab, &server, &paths).await;
        tab.wait("pages.slice(0, 7).every((page) => page.hasLoaded)").await;
        tab.wait("pages[7].contentDocument.readyState === 'interactive'").await;
        for (fault, end) in faults.iter().zip(read(tab).await) {
            assert!(end.fallback && end.cards.is_empty() && end.events.is_empty(), "{fault:?}");
            assert!(end.lines.is_empty(), "{fault:?}: {end:?}");
            // Half a script is a syntax error, which browsers report to the page.
            let problems = usize::from(*fault == Fault::Truncated);
            assert_eq!(end.problems.len(), problems, "{fault:?}: {end:?}");
        }
        assert_eq!(server.asked_for(".wasm"), 0);
    });
}

#[test]
fn a_file_that_another_site_does_not_share_leaves_the_fallback() {
    with_page(async |tab| {
        let other = site_of_many(articles(), |_: &mut Value| {}).open_to_all().serve().await;
        let end = EAGER.replace("/w/", &other.at("/w/"));
        let server = site_of_pages(&end).serve().await;
        let mut files = files();
        // Every failure is reported, and nothing else.
        files.push(("/drafts/new", "none.bin".to_owned()));
        for (path, file) in files {
            other.mend();
            other.fail(&file, Fault::Unshared);
            let [end] = ends(tab, &server, &[path.to_owned()]).await.try_into().expect("one");
            if file == "none.bin" {
                assert_cards(&file, &end);
                continue;
            }
            let line = assert_fallback(&file, &end);
            assert!(line.starts_with("could not load ") && line.contains(&file), "{file}: {line}");
        }
        // The script itself: the browser doesn't run it.
        other.mend();
        other.fail("also-like.js", Fault::Unshared);
        let [end] = ends(tab, &server, &["/drafts/new".to_owned()]).await.try_into().expect("one");
        assert!(end.fallback && end.events.is_empty() && end.problems.is_empty(), "{end:?}");
    });
}

#[test]
fn files_of_another_version_leave_the_fallback() {
    with_page(async |tab| {
        // A catalog of the next version.
        let old = site(articles()).page("/", page(EAGER));
        let mut names = fs::read_dir(old.root().join("w")).expect("the folder is there");
        let catalog = names.find_map(|file| {
            let path = file.ok()?.path();
            path.extension().is_some_and(|extension| extension == "bin").then_some(path)
        });
        let catalog = catalog.expect("a catalog");
        let mut bytes = fs::read(&catalog).expect("it can be read");
        bytes[8] += 1;
        fs::write(catalog, bytes).expect("it can be written");
        let server = old.serve().await;
        tab.open(&server.at("/")).await;
        let told = message(tab, "a newer catalog").await;
        assert!(told.contains("newer"), "{told}");

        // A module that has another purpose by now.
        let server = site_of_pages(EAGER)
            .page("/w/also-like-explore.js", "export const other = 1;".to_owned())
            .serve()
            .await;
        tab.open(&server.at("/drafts/new")).await;
        message(tab, "another module").await;
        tokio::time::sleep(Duration::from_millis(100)).await;
        message(tab, "another module, later").await;
    });
}
