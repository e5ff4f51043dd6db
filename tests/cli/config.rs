//! `also-like.toml`, and what pages and JSON say of being recommended.

use std::fs;

use super::run::Desk;

const ARTICLES: &str = r#"
{"url": "https://e.example/news/a", "title": "A", "text": "ferry harbour"}
{"url": "https://e.example/news/b", "title": "B", "text": "ferry harbour"}
{"url": "https://e.example/legal/c", "title": "C", "text": "ferry harbour"}
{"url": "https://e.example/d", "title": "D", "text": "ferry harbour", "unlisted": true}
"#;

fn desk() -> Desk {
    let desk = Desk::empty();
    desk.write("a.jsonl", ARTICLES.trim());
    desk
}

#[test]
fn what_is_excluded_is_skipped_and_counted() {
    let desk = desk();
    desk.write("also-like.toml", "exclude = ['/legal/*', '/news/b.html']");
    let told = desk.run("build a.jsonl --out out --verbose").ok();
    let expected = "\
skipped a.jsonl:2: unlisted: also-like's meta tag or the configuration
skipped a.jsonl:3: unlisted: also-like's meta tag or the configuration
skipped a.jsonl:4: unlisted: also-like's meta tag or the configuration
articles   1
languages  not named 1
skipped    3
        3  unlisted: also-like's meta tag or the configuration
";
    assert!(told.starts_with(expected), "{told}");
    let urls: Vec<String> = desk.cards("out", |_| ()).into_keys().collect();
    assert_eq!(urls, ["https://e.example/news/a"]);
}

#[test]
fn the_file_may_have_another_name_or_be_missing() {
    let desk = desk();
    desk.write("other/editor.toml", "exclude = ['/news/a']");
    desk.run("build a.jsonl --out out --config other/editor.toml").ok();
    assert_eq!(desk.cards("out", |_| ()).len(), 2);
    desk.run("build a.jsonl --out out").ok();
    assert_eq!(desk.cards("out", |_| ()).len(), 3);

    let ran = desk.run("build a.jsonl --out other/out --config nowhere.toml");
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.starts_with("also-like: can't read nowhere.toml: "), "{}", ran.err);
    assert!(!desk.path("other/out").exists());
}

#[test]
fn mistakes_are_named_before_anything_is_read() {
    let desk = desk();
    for (text, sentence) in [
        (
            "exclude = []\nexlude = []",
            "also-like.toml:2: the key `exlude` is not known: the nearest is `exclude`",
        ),
        ("pin = 1", "also-like.toml:1: invalid type: integer `1`, expected a sequence"),
        (
            "pin = ['javascript:alert(1)']",
            "also-like.toml:1: the address \"javascript:alert(1)\" is not http, https or relative",
        ),
    ] {
        desk.write("also-like.toml", text);
        desk.run("build a.jsonl --out out").fails(1, sentence);
        assert!(!desk.path("out").exists());
    }
}

#[test]
fn addresses_that_no_article_has_are_warnings() {
    let desk = desk();
    let text = "pin = ['/guide/', '/news/a.html']\nexclude = ['/old/*']\n\
                [page.'/news/a']\npin = ['/news/b']\nexclude = [\n  '/d']\n[page.'/x']\n";
    desk.write("also-like.toml", text);
    let ran = desk.run("build a.jsonl --out out --quiet");
    let warning = |place: &str, address: &str, key: &str| {
        format!(
            "also-like: warning: also-like.toml:{place}: no article has the address \"{address}\", \
             which `{key}` names\n"
        )
    };
    let expected = [
        warning("2", "/old/*", "exclude"),
        warning("1", "/guide/", "pin"),
        warning("7", "/x", "page"),
        // It is unlisted, so there is nothing to exclude.
        warning("6", "/d", "exclude"),
    ];
    assert!(ran.err.starts_with(&expected.concat()), "{}", ran.err);
    ran.ok();
}

#[test]
fn pages_that_ask_for_it_are_left_out() {
    let desk = Desk::with_site();
    let path = desk.path("site/news/tea-prices.html");
    let page = fs::read_to_string(&path).unwrap();
    let unlisted = page.replacen("<head>", "<head><meta name='also-like' content='unlisted'>", 1);
    assert_ne!(page, unlisted);
    fs::write(path, unlisted).unwrap();
    let told = desk.run("build site --out out --verbose").ok();
    let line =
        "skipped site/news/tea-prices.html: unlisted: also-like's meta tag or the configuration\n";
    assert!(told.contains(line), "{told}");
    desk.write("also-like.toml", "exclude = ['https://hill.example/news/*']");
    desk.run("build site --out out").ok();
    let urls: Vec<String> = desk.cards("out", |_| ()).into_keys().collect();
    assert!(urls.iter().all(|url| !url.contains("/news/")), "{urls:?}");
    assert_eq!(urls.len(), 4);
}
