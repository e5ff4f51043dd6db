//! `also-like init` and `build --watch`.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::run::Desk;

#[test]
fn what_is_found_is_written_and_builds() {
    let desk = Desk::with_site();
    fs::rename(desk.path("site"), desk.path("public")).unwrap();
    let told = desk.run("init").ok();
    assert!(told.starts_with("source     public: folder of HTML, "), "{told}");
    assert!(told.ends_with("written to also-like.toml; now run `also-like build`\n"), "{told}");
    let text = fs::read_to_string(desk.path("also-like.toml")).unwrap();
    assert!(text.contains("\nsources = [\"public\"]\n"), "{text}");
    assert!(text.contains("\nout = \"public/also-like\"\n"), "{text}");
    let told = desk.run("build").ok();
    assert!(
        told.contains("articles   6\n") && told.contains("written to public/also-like"),
        "{told}"
    );

    desk.run("init").fails(1, "also-like.toml already exists: --force replaces it");
    desk.write("also-like.toml", "# mine");
    desk.run("init --force").ok();
    assert_eq!(fs::read_to_string(desk.path("also-like.toml")).unwrap(), text);
}

#[test]
fn the_address_is_the_one_that_most_pages_name() {
    let desk = Desk::empty();
    for name in ["a", "b", "c"] {
        let head =
            format!("<html lang=fr><link rel=canonical href=https://example.org/blog/{name}/>");
        desk.write(&format!("_site/{name}/index.html"), head);
    }
    desk.write("_site/odd.html", "<link rel=canonical href=https://example.com/odd>");
    let told = desk.run("init").ok();
    assert!(told.contains("address    https://example.org/blog/\n"), "{told}");
    assert!(told.contains("languages  fr 3, not named 1\n"), "{told}");
    let text = fs::read_to_string(desk.path("also-like.toml")).unwrap();
    assert!(text.contains("\nbase-url = \"https://example.org/blog/\"\n"), "{text}");
}

#[test]
fn texts_exports_and_sites_by_hand_are_found_too() {
    for (file, content, source) in [
        ("content/post/a.md", "---\ntitle: A\n---\nText", "[\"content\"]"),
        (
            "export.xml",
            "<?xml version='1.0'?><rss version='2.0'><channel><title>x</title></channel></rss>",
            "[\"export.xml\"]",
        ),
        ("a.html", "<title>A</title>", "[\".\"]"),
    ] {
        let desk = Desk::empty();
        desk.write(file, content);
        desk.write("package.json", "{}");
        desk.run("init").ok();
        let text = fs::read_to_string(desk.path("also-like.toml")).unwrap();
        assert!(text.contains(&format!("\nsources = {source}\n")), "{text}");
    }
    let desk = Desk::empty();
    desk.write("package.json", "{}");
    desk.run("init").fails(
        1,
        "no site was found here: run this where `public`, `_site`, `dist` or another folder of built pages \
         is, or write also-like.toml by hand",
    );
    assert!(!desk.path("also-like.toml").exists());
}

#[test]
fn a_watched_site_is_built_again_when_it_changes() {
    let desk = Desk::with_site();
    let mut command = desk.command("build site --out made --watch --no-cache");
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
    let (send, told) = mpsc::channel();
    thread::spawn(move || lines.for_each(|line| drop(send.send(line))));
    // Until the command prints something, with a time limit.
    let says = |what: &str| {
        let line = || told.recv_timeout(Duration::from_secs(120)).expect(what);
        while !line().contains(what) {}
    };
    let watching = "watching for changes; stop with Ctrl-C";
    says(watching);
    let before = desk.catalog_file("made");
    let page = fs::read(desk.path("site/blog/ferry-fares/index.html")).unwrap();
    let page = String::from_utf8_lossy(&page).replace("ferry", "tram").replace("Ferry", "Tram");
    desk.write("site/blog/other/index.html", page);
    says(watching);
    assert_ne!(desk.catalog_file("made"), before);
    // What is wrong with one build does not end the watch.
    for name in fs::read_dir(desk.path("site")).unwrap().map(|entry| entry.unwrap().file_name()) {
        fs::rename(desk.path("site").join(&name), desk.path("").join(&name)).unwrap();
    }
    says("also-like: site holds no HTML page");
    says(watching);
    child.kill().unwrap();
    child.wait().unwrap();
}
