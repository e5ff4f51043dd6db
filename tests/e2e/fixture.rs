//! The demonstration site as `cargo xtask test` left it, and small sites made here.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::{env, fs};

use also_like::document::UrlKey;
use also_like::shards::layout::{Shard, ShardKind, Shards};
use also_like::{Article, BuildOptions, Builder, Catalog, Day, Prepared};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::server::Site;

/// The folder of the rendered and indexed demonstration site.
pub fn demo_folder() -> PathBuf {
    let folder = env::var_os("ALSO_LIKE_DEMO").map(PathBuf::from).unwrap_or_else(|| {
        panic!("ALSO_LIKE_DEMO names no folder with the demonstration site: run `cargo xtask test`")
    });
    let script = folder.join("also-like/also-like.js");
    assert!(script.is_file(), "{} is missing: run `cargo xtask test`", script.display());
    folder
}

/// The demonstration site, shown by `also-like serve` until this is dropped.
pub struct Demo {
    process: Child,
    origin: String,
    /// Open as long as the server has something to print.
    _output: BufReader<ChildStdout>,
}

impl Demo {
    pub fn serve() -> Self {
        Self::serve_folder(&demo_folder())
    }

    /// The same of another folder.
    pub fn serve_folder(folder: &Path) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_also-like"))
            .args(["serve", "--port", "0"])
            .arg(folder)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the command runs");
        let output = process.stdout.take().expect("standard output is piped");
        let mut output = BufReader::new(output);
        let mut line = String::new();
        output.read_line(&mut line).expect("`serve` prints its address");
        let origin = line.trim().trim_end_matches('/').to_owned();
        assert!(origin.starts_with("http://127.0.0.1:"), "`serve` printed {line:?}");
        Self { process, origin, _output: output }
    }

    /// The address of an article.
    pub fn article(&self, slug: &str) -> String {
        self.at(&format!("/articles/{slug}.html"))
    }

    /// The full address of a path on it.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // Errors would mean that it is no longer there.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A site with the widget and a catalog of these articles in `/w/`, nothing else yet.
pub fn site(articles: Vec<Article>) -> Site {
    let root = TempDir::new().expect("a folder for temporary files");
    let widget = root.path().join("w");
    fs::create_dir(&widget).expect("a folder in it");
    copy_widget(&widget);
    write_catalog(&widget, articles);
    Site::new(root)
}

fn copy_widget(folder: &Path) {
    for name in include_str!("../../src/command/widget-files.txt").lines() {
        fs::copy(demo_folder().join("also-like").join(name), folder.join(name)).expect("a copy");
    }
}

/// The folder of a catalog of many files, and how many of them are neighbourhoods.
pub const MANY: &str = "catalog-0123456789abcdef";
pub const NEAR: usize = 5;

/// A site as [`site`] makes it, with a catalog of many files. Its manifest is what `change` makes
/// of it.
pub fn site_of_many(articles: Vec<Article>, change: impl FnOnce(&mut Value)) -> Site {
    let root = TempDir::new().expect("a folder for temporary files");
    let widget = root.path().join("w");
    fs::create_dir(&widget).expect("a folder in it");
    copy_widget(&widget);
    let mut builder = Builder::new(BuildOptions::default());
    articles.into_iter().for_each(|article| builder.add(Prepared::new(article)));
    let site = builder.weigh().expect("few articles");
    let files = Shards::new(&site);
    assert_eq!(files.neighbourhoods(), NEAR);
    let json = |cards: &[[&str; 3]]| serde_json::to_vec(cards).expect("texts");
    for file in files.all() {
        let path = widget.join(MANY).join(file.path());
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be written to");
        fs::write(path, files.write(file, json).expect("a small file")).expect("a file");
    }
    let shards = json!({
        "folder": MANY, "neighbourhoods": files.neighbourhoods(), "champions": files.champions(), "articles": files.articles(),
    });
    let mut manifest = json!({
        "format": also_like::catalog::format::VERSION,
        "analyser": also_like::text::VERSION,
        "articles": site.len(),
        "shards": shards,
    });
    change(&mut manifest);
    fs::write(widget.join("catalog.json"), manifest.to_string()).expect("a file");
    Site::new(root)
}

/// The path of the neighbourhood file of an address.
pub fn near(address: &str) -> String {
    let number = UrlKey::new(address).hash() as usize % NEAR;
    format!("/w/{MANY}/{}", Shard(ShardKind::Neighbourhoods, number).path())
}

/// The languages that a catalog made here brings headings in, whatever its articles are in.
const LANGUAGES: [&str; 8] = ["ar", "de", "fr", "ja", "no", "pt", "zh-CN", "zh-TW"];

/// Writes a catalog as `also-like build` does, but of any articles: the command refuses those that
/// the tests of hostile content need.
fn write_catalog(folder: &Path, articles: Vec<Article>) {
    let mut builder = Builder::new(BuildOptions::default());
    for article in articles {
        builder.add(Prepared::new(article));
    }
    let bytes = builder.finish().expect("a small catalog");
    let catalog = Catalog::open(bytes.as_slice()).expect("what the builder wrote");
    let name = format!("catalog-{:016x}.bin", catalog.checksum());
    fs::write(folder.join(&name), &bytes).expect("the folder can be written to");
    let manifest = json!({
        "format": also_like::catalog::format::VERSION,
        "analyser": also_like::text::VERSION,
        "articles": catalog.len(),
        "files": [{ "name": name, "bytes": bytes.len() }],
        "headings": also_like::l10n::headings::for_languages(LANGUAGES),
        "dates": also_like::l10n::dates::for_languages(also_like::l10n::dates::tags()),
    });
    fs::write(folder.join("catalog.json"), manifest.to_string())
        .expect("the folder can be written to");
}

/// An article of the small site, five of which are about ferries and five about tea.
fn article(url: &str, title: &str, text: &str) -> Article {
    Article {
        url: url.to_owned(),
        title: title.to_owned(),
        excerpt: text.to_owned(),
        text: text.to_owned(),
        date: Some(Day(19_520)), // 12 June 2023
        lang: "en".to_owned(),
        ..Article::default()
    }
}

/// Six articles about ferries and three about tea. [`FERRY`] is near the former.
pub fn articles() -> Vec<Article> {
    vec![
        article(
            "/ferry-fares",
            "Ferry fares rise",
            "The ferry company raises fares for island passengers, and the harbour council protests.",
        ),
        article(
            "/ferry-strike",
            "Ferry crews strike",
            "Ferry crews walk out at the harbour; island passengers wait on the quay for the night boat.",
        ),
        article(
            "/ferry-new",
            "A new ferry for the islands",
            "The new ferry sails at night between the harbour and the islands, with berths for passengers.",
        ),
        article(
            "/ferry-storm",
            "Storm stops ferries",
            "No ferry left the harbour as waves broke over the quay. Island passengers sleep in the hall.",
        ),
        article(
            "/ferry-museum",
            "Old ferry becomes a museum",
            "The oldest ferry of the company lies at the quay as a museum of island passengers.",
        ),
        article(
            "/ferry-fog",
            "Fog delays the night boat",
            "Passengers of the night ferry saw the harbour only at noon. The islands had no newspapers.",
        ),
        article(
            "/tea-rain",
            "Tea growers wait for rain",
            "On the mountain the tea leaves are small. Growers count the clouds and the price rises.",
        ),
        article(
            "/tea-price",
            "Tea price at a peak",
            "Growers sell their best leaves at a price that the mountain has not seen. Rain was late.",
        ),
        article(
            "/tea-robot",
            "A robot that picks leaves",
            "Between the rows of tea a machine picks leaves as growers watch from the mountain road.",
        ),
    ]
}

/// The text of a page that is near the articles about ferries.
pub const FERRY: &str = "<h1>Night ferry to the islands</h1><p>The night ferry leaves the harbour \
    with island passengers. The company keeps the fares; crews keep the quay clear.</p>";

/// Records the page's console messages, the events of its boxes, its errors and the violations of
/// its policy.
pub const RECORDER: &str = "
    window.seen = { lines: [], events: [], problems: [], violations: [] };
    for (const kind of ['debug', 'log', 'info', 'warn', 'error']) {
        const print = console[kind];
        console[kind] = (...words) => {
            seen.lines.push(`${kind}: ${words.join(' ')}`);
            print.apply(console, words);
        };
    }
    addEventListener('error', (event) => seen.problems.push(event.message));
    addEventListener('unhandledrejection', (event) => seen.problems.push(`${event.reason}`));
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
        seen.violations.push(`${effectiveDirective}: ${blockedURI}`));
    for (const name of ['ready', 'click', 'error']) {
        document.addEventListener(`also-like-${name}`, (event) => {
            seen.events.push({ name, detail: event.detail });
            if (name === 'click' && window.stay) event.preventDefault();
        });
    }";

/// A page about ferries in English. The box, or what else `end` is, follows the text.
pub fn page(end: &str) -> String {
    page_in("lang=en", FERRY, end)
}

/// A page with these attributes on its root element.
pub fn page_in(root: &str, text: &str, end: &str) -> String {
    format!(
        "<!doctype html><html {root}><head><meta charset=utf-8><title>A page</title>\
         <script>{RECORDER}</script></head><body><article>{text}</article>{end}</body></html>"
    )
}

/// The text of a page that is near nothing.
pub const ZYMURGY: &str = "<h1>Zymurgy</h1><p>Wort, trub, krausen.</p>";

/// The address of a card, without the site's.
pub fn path(url: &str) -> &str {
    url.splitn(4, '/').nth(3).unwrap_or_default()
}

/// The tag alone.
pub const TAG: &str = "<script type=module src=/w/also-like.js></script>";

/// A box that does not wait to be near, with a fallback, and the tag.
pub const EAGER: &str = "<also-like loading=eager><a href=/archive>Archive</a></also-like>\
    <script type=module src=/w/also-like.js></script>";
