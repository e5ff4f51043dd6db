//! A page that is open is read as the command reads its file.
//!
//! The pages are those of `tests/skeletons`, or of the folders in `ALSO_LIKE_PAGES`, with `:`
//! between. To see the figures: `cargo test --test e2e reading -- --nocapture`.

use std::env;
use std::fs;
use std::path::PathBuf;

use also_like::Page;
use also_like::command::day;
use also_like::command::source::html;
use also_like::document::headline::SiteNames;
use also_like_test_support::score::Score;
use serde_json::{Value, json};

use crate::driver::with_page;
use crate::fixture::{articles, site};

/// Reads pages by their addresses with the modules of the widget.
const READ: &str = "
    const [addresses, today] = arguments;
    return (async () => {
        const { readPage } = await import('/widget/page.js');
        const { withMetadata } = await import('/w/also-like-metadata.js');
        const all = [];
        for (const address of addresses) {
            const html = await (await fetch(address)).text();
            const page = new DOMParser().parseFromString(html, 'text/html');
            // Where scripts run, it holds text and no elements; a parsed document has none.
            for (const element of page.querySelectorAll('noscript')) element.remove();
            const { url, title, excerpt, lang, day, text } =
                await withMetadata(page, readPage(page), undefined, today);
            all.push({ url, title, excerpt, lang, day: day ?? null, text });
        }
        return all;
    })();";

/// The modules that read a page, as they are written.
const MODULES: [&str; 4] = ["widget/page.js", "widget/main-text.js", "key.js", "constants.js"];

/// Pages that one script reads: drivers limit it to half a minute.
const BATCH: usize = 20;

/// Names and bytes of all pages.
fn pages() -> Vec<(String, Vec<u8>)> {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/skeletons");
    let folders = env::var_os("ALSO_LIKE_PAGES");
    let folders = folders.map_or(vec![own], |all| env::split_paths(&all).collect());
    let mut all = Vec::new();
    for folder in folders {
        for file in fs::read_dir(&folder).expect("a folder of pages") {
            let path = file.expect("a file").path();
            all.push((path.display().to_string(), fs::read(&path).expect("a page")));
        }
    }
    all.sort();
    all
}

#[test]
fn an_open_page_is_read_as_by_the_command() {
    with_page(async |tab| {
        let pages = pages();
        assert!(pages.len() > 20, "only {} pages", pages.len());
        let mut served = site(articles()).page("/", String::new());
        for module in MODULES {
            let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("www").join(module);
            served = served.page(&format!("/{module}"), fs::read_to_string(file).unwrap());
        }
        let mut native = Vec::new();
        for (at, (name, bytes)) in pages.iter().enumerate() {
            let text = html::decode(bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
            served = served.page(&format!("/{at}.html"), text.clone());
            native.push(text);
        }
        let server = served.serve().await;
        tab.open(&server.at("/")).await;
        let here = tab.address().await;
        let names = SiteNames::default();
        let read = |text: &String| html::read(text.as_bytes(), &here, None, &names).unwrap();
        let native: Vec<Page> = native.iter().map(read).collect();

        let mut open: Vec<Value> = Vec::new();
        let addresses: Vec<String> = (0..pages.len()).map(|at| format!("/{at}.html")).collect();
        for batch in addresses.chunks(BATCH) {
            let read = tab.run(READ, &[json!(batch), json!(day::today().0)]).await;
            open.extend(read.as_array().expect("pages").iter().cloned());
        }
        let mut differing = Vec::new();
        let mut texts = 0.0;
        let mut same = [0; 5];
        for ((native, open), (name, _)) in native.iter().zip(&open).zip(&pages) {
            let text = open["text"].as_str().expect("a text");
            texts += Score::new(text, &native.text).f1;
            let own = [
                ("url", json!(native.url)),
                ("title", json!(native.title)),
                ("excerpt", json!(native.excerpt)),
                ("lang", json!(native.lang)),
                ("day", json!(native.day.map(|day| day.0))),
            ];
            for ((key, own), same) in own.into_iter().zip(&mut same) {
                if open[key] == own {
                    *same += 1;
                } else {
                    differing.push(format!("{name}: {key} {} instead of {own}", open[key]));
                }
            }
        }
        let all = pages.len() as f64;
        let [url, title, excerpt, lang, day] = same.map(|same| f64::from(same) / all);
        println!(
            "{} pages: words of the text {:.4}, address {url:.4}, headline {title:.4}, \
             description {excerpt:.4}, language {lang:.4}, day {day:.4}",
            pages.len(),
            texts / all
        );
        let shown = differing.join("\n");
        assert!(texts / all >= 0.98, "{}\n{shown}", texts / all);
        for share in [url, title, excerpt, lang, day] {
            assert!(share >= 0.99, "{shown}");
        }
    });
}
