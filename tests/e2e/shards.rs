//! A catalog of many files: the requests of a page, its box, and damaged files.

use std::fs;
use std::process::Command;
use std::time::Duration;

use also_like::document::UrlKey;
use also_like::{Article, Day};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::driver::with_page;
use crate::failures::message;
use crate::fixture::{
    EAGER, FERRY, MANY, ZYMURGY, articles, demo_folder, near, page, page_in, path, site_of_many,
};
use crate::page::Page;
use crate::parity::{ASK, LIMIT, cards, native};
use crate::server::{Fault, Server, Site};

/// The paths of all requests, except the icon of browsers.
fn asked(server: &Server) -> Vec<String> {
    let mut asked = server.asked();
    asked.retain(|path| path != "/favicon.ico");
    asked.sort();
    asked
}

async fn until(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..400 {
        if is_so() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("8 s passed and {what} is not asked for");
}

fn unchanged(_: &mut Value) {}

#[test]
fn a_page_of_the_site_asks_for_one_file_of_many() {
    with_page(async |tab| {
        let own = near("/ferry-fares");
        let site = site_of_many(articles(), unchanged).page("/ferry-fares", page(EAGER));
        let server = site.serve().await;
        tab.open(&server.at("/ferry-fares")).await;
        let found = tab.cards().await;
        assert_eq!(found.heading, "You May Also Like");
        let urls: Vec<&str> = found.cards.iter().map(|card| path(&card.url)).collect();
        assert!(urls.len() > 2 && !urls.contains(&"ferry-fares"), "{urls:?}");
        assert!(urls.iter().all(|url| url.starts_with("ferry-")), "{urls:?}");
        let mut expected =
            ["/ferry-fares", "/w/also-like.js", "/w/also-like.wasm", "/w/catalog.json", &own];
        expected.sort();
        assert_eq!(asked(&server), expected);
        assert_eq!(server.missing(), [""; 0]);
        assert_eq!(tab.get("seen.lines").await, json!([]));
    });
}

#[test]
fn engine_and_manifest_do_not_wait_for_each_other() {
    with_page(async |tab| {
        let own = near("/ferry-fares");
        for (stalled, asked_for) in
            [("also-like.wasm", own.as_str()), ("catalog.json", "also-like.wasm")]
        {
            let site = site_of_many(articles(), unchanged).page("/ferry-fares", page(EAGER));
            let server = site.serve().await;
            server.fail(stalled, Fault::Stalled);
            tab.open(&server.at("/ferry-fares")).await;
            until(asked_for, || server.asked_for(asked_for) == 1).await;
            until(stalled, || server.asked_for(stalled) == 1).await;
        }
    });
}

#[test]
fn a_page_that_is_no_article_finds_its_way() {
    with_page(async |tab| {
        let canonical = "<link rel=canonical href=/drafts/other>";
        let site = site_of_many(articles(), unchanged)
            .page("/drafts/new", page(EAGER))
            .page("/ferry-fares", page(EAGER).replace("</head>", &format!("{canonical}</head>")))
            .page("/drafts/far", page_in("lang=en", ZYMURGY, EAGER));
        let server = site.serve().await;
        for address in ["/drafts/new", "/ferry-fares"] {
            tab.open(&server.at(address)).await;
            let found = tab.cards().await;
            assert_eq!((found.heading.as_str(), found.cards.len()), ("You May Also Like", 4));
            for card in &found.cards {
                assert!(path(&card.url).starts_with("ferry-"), "{card:?}");
                assert!(!card.title.is_empty() && !card.excerpt.is_empty(), "{card:?}");
                assert!(card.date.contains("2023"), "{card:?}");
            }
            assert!(server.asked_for("/w/also-like-explore.js") > 0);
        }
        tab.open(&server.at("/drafts/far")).await;
        let found = tab.cards().await;
        assert_eq!((found.heading.as_str(), found.cards.len()), ("Latest Articles", 4));
        assert!(server.asked_for("/latest/0/0.bin") == 1);
        assert_eq!(server.missing(), [""; 0]);
        assert_eq!(tab.get("seen.lines").await, json!([]));
    });
}

#[test]
fn pins_come_from_files_of_their_own() {
    with_page(async |tab| {
        let pin =
            |pins: &str| page(&EAGER.replace("<also-like", &format!("<also-like pin='{pins}'")));
        let site = site_of_many(articles(), unchanged)
            .page("/ferry-fares", pin("/tea-robot\n tea-rain.html /nowhere http://["))
            .page("/drafts/of/new", pin("../../tea-robot.html /tea-rain/#top"));
        let server = site.serve().await;
        for address in ["/ferry-fares", "/drafts/of/new"] {
            tab.open(&server.at(address)).await;
            let found = tab.cards().await;
            let urls: Vec<&str> = found.cards.iter().map(|card| path(&card.url)).collect();
            assert_eq!(urls[..2], ["tea-robot", "tea-rain"], "{address}");
            assert!(urls[2..].iter().all(|url| url.starts_with("ferry-")), "{address}: {urls:?}");
            assert_eq!(urls.len(), 4, "{address}");
        }
        assert_eq!(server.missing(), [""; 0]);
    });
}

#[test]
fn a_file_of_many_that_fails_leaves_the_fallback() {
    with_page(async |tab| {
        let own = near("/ferry-fares");
        let site = site_of_many(articles(), unchanged)
            .page("/ferry-fares", page(EAGER))
            .page("/drafts/new", page(EAGER))
            .page("/drafts/far", page_in("lang=en", ZYMURGY, EAGER));
        let server = site.serve().await;
        let files = [
            ("/ferry-fares", own.as_str()),
            ("/drafts/new", "catalog.json"),
            ("/drafts/new", "also-like-explore.js"),
            ("/drafts/new", "/terms/0/0.bin"),
            ("/drafts/new", "/champions/0/0.bin"),
            ("/drafts/new", "/articles/0/0.bin"),
            ("/drafts/new", "/cards/0/0.json"),
            ("/drafts/far", "/latest/0/0.bin"),
        ];
        for (address, file) in files {
            let faults = [Fault::Status(404), Fault::Status(500), Fault::Html, Fault::Truncated];
            for fault in faults.into_iter().chain([Fault::Cut, Fault::Refused]) {
                server.mend();
                server.fail(file, fault);
                tab.open("about:blank").await;
                tab.open(&server.at(address)).await;
                let message = message(tab, &format!("{file}: {fault:?}")).await;
                assert!(!message.is_empty() && !message.contains('\n'), "{message}");
            }
        }
    });
}

#[test]
fn a_file_of_another_kind_leaves_the_fallback() {
    let (own, stranger) = ("/ferry-fares", "/drafts/new");
    let champions = format!("/w/{MANY}/champions/0/0.bin");
    let cases = [
        (own, near(own), champions.clone(), "champion lists where articles"),
        (stranger, format!("/w/{MANY}/terms/0/0.bin"), near(own), "articles where common terms"),
        (own, "/w/catalog-1.bin".to_owned(), champions, "champion lists where articles"),
    ];
    with_page(async move |tab| {
        for (address, path, other, words) in &cases {
            let is_one = path == "/w/catalog-1.bin";
            let site = site_of_many(articles(), |manifest| {
                if is_one {
                    *manifest = json!({ "files": [{ "name": "catalog-1.bin" }] });
                }
            });
            let at = |path: &str| site.root().join(path.trim_start_matches('/'));
            fs::copy(at(other), at(path)).expect("a copy");
            let server = site.page(address, page(EAGER)).serve().await;
            tab.open(&server.at(address)).await;
            let message = message(tab, path).await;
            assert!(message.starts_with("catalog file of another kind: "), "{message}");
            assert!(message.contains(words), "{message}");
        }
    });
}

#[test]
fn cards_that_are_none_leave_the_fallback_or_are_not_shown() {
    with_page(async |tab| {
        for cards in [
            "null",
            "7",
            "{}",
            "[]",
            "[null,null]",
            "[[],[],[],[],[],[],[],[],[]]",
            "[[1,null,{}],[1,null,{}],[1,null,{}],[1,null,{}],[1,null,{}],[1,null,{}],[1,null,{}]]",
        ] {
            let file = |number| format!("/w/{MANY}/cards/0/{number}.json");
            let mut site = site_of_many(articles(), unchanged).page("/drafts/new", page(EAGER));
            for number in 0..3 {
                site = site.page(&file(number), cards.to_owned());
            }
            let server = site.serve().await;
            tab.open(&server.at("/drafts/new")).await;
            tab.wait("seen.events.length").await;
            let seen = tab.get("seen").await;
            assert_eq!(seen["problems"], json!([]), "{cards}: {seen}");
            assert_eq!(seen["events"].as_array().map(Vec::len), Some(1), "{cards}: {seen}");
        }
    });
}

/// How it ends: with cards, or as a failure does.
async fn ends_well(tab: &Page, case: &str) -> Option<String> {
    tab.wait("seen.events.length").await;
    if tab.get("seen.events[0].name").await == json!("ready") {
        assert_eq!(tab.get("seen.lines").await, json!([]), "{case}");
        assert_eq!(tab.get("seen.problems").await, json!([]), "{case}");
        return None;
    }
    Some(message(tab, case).await)
}

#[test]
fn a_manifest_of_many_files_that_lead_elsewhere_is_refused_or_harmless() {
    let parts = |name: &'static str, value: Value| (name, value);
    let refused = [
        parts("neighbourhoods", json!(0)),
        parts("neighbourhoods", json!(-1)),
        parts("neighbourhoods", json!("x")),
        parts("neighbourhoods", json!(null)),
        parts("folder", json!("../x")),
        parts("folder", json!("//evil.example")),
        parts("folder", json!("https://evil.example/catalog-1")),
        parts("folder", json!("catalog-1/../../x")),
        parts("folder", json!("catalog-1\n")),
        parts("folder", json!("")),
        parts("folder", json!(7)),
        parts("folder", json!(null)),
    ];
    let harmless = [
        parts("neighbourhoods", json!(1e99)),
        parts("neighbourhoods", json!(0.5)),
        parts("neighbourhoods", json!(4_294_967_295_u32)),
        parts("neighbourhoods", json!([5])),
        parts("champions", json!(0)),
        parts("champions", json!(-1)),
        parts("champions", json!(1e99)),
        parts("champions", json!("x")),
        parts("champions", json!(null)),
        parts("articles", json!("x")),
        parts("run", json!(-1)),
        parts("run", json!("/../../x")),
        parts("run", json!({})),
    ];
    with_page(async move |tab| {
        for (is_refused, cases) in [(true, &refused[..]), (false, &harmless[..])] {
            for (name, value) in cases {
                let case = format!("{name}: {value}");
                let server = site_whose_parts_say(name, value).serve().await;
                for address in ["/ferry-fares", "/drafts/new"] {
                    tab.open(&server.at(address)).await;
                    let message = ends_well(tab, &case).await;
                    if is_refused {
                        let end = "/w/catalog.json names no catalog file: build it again";
                        assert!(message.is_some_and(|told| told.ends_with(end)), "{case}");
                        assert_eq!(server.asked_for(".bin"), 0, "{case}");
                    }
                }
                let inside = [format!("/w/{MANY}/"), "/w/also-like".to_owned()];
                let pages = ["/w/catalog.json", "/ferry-fares", "/drafts/new"];
                for path in asked(&server) {
                    let is_there = inside.iter().any(|folder| path.starts_with(folder));
                    assert!(is_there || pages.contains(&path.as_str()), "{case}: {path}");
                }
            }
        }
    });
}

/// A site with a page that its catalog has and one that it does not, whose manifest has another
/// value for its shards.
fn site_whose_parts_say(name: &str, value: &Value) -> Site {
    let change = |manifest: &mut Value| manifest["shards"][name] = value.clone();
    let site = site_of_many(articles(), change);
    site.page("/ferry-fares", page(EAGER)).page("/drafts/new", page(EAGER))
}

#[test]
fn words_of_a_manifest_that_are_none_end_well() {
    let script = "<img src=x onerror=window.bad=1>";
    let cases = [
        json!(5),
        json!("x"),
        json!(null),
        json!([]),
        json!({ "en": 5 }),
        json!({ "en": null }),
        json!({ "en": {} }),
        json!({ "en": [script, script, script, script] }),
        json!({ "en": script }),
        json!({ "en": "{constructor}|{__proto__}|x".repeat(100_000) }),
        json!({ "__proto__": ["x"], "constructor": "x" }),
    ];
    with_page(async move |tab| {
        for (name, case) in ["headings", "dates"]
            .iter()
            .flat_map(|name| cases.iter().map(move |case| (*name, case)))
        {
            let dated =
                articles().into_iter().map(|article| Article { date: Some(Day(9_000)), ..article });
            let site = site_of_many(dated.collect(), |manifest| manifest[name] = case.clone());
            let server = site.page("/ferry-fares", page(EAGER)).serve().await;
            tab.open(&server.at("/ferry-fares")).await;
            let told = format!("{name}: {}", &case.to_string()[..case.to_string().len().min(60)]);
            if ends_well(tab, &told).await.is_none() {
                assert_eq!(tab.cards().await.cards.len(), 3, "{told}");
            }
            assert_eq!(tab.get("window.bad ?? null").await, json!(null), "{told}");
        }
    });
}

#[test]
fn files_that_were_written_anew_are_asked_for_anew() {
    with_page(async |tab| {
        for (run, expected) in [(json!(null), "0"), (json!(3), "3"), (json!("x&y"), "0")] {
            let server = site_whose_parts_say("run", &run).serve().await;
            for address in ["/ferry-fares", "/drafts/new"] {
                tab.open(&server.at(address)).await;
                assert!(tab.cards().await.cards.len() > 2, "{address}");
            }
            let folder = format!("/w/{MANY}/");
            let requests = server.requests();
            let parts: Vec<_> =
                requests.iter().filter(|asked| asked.path.starts_with(&folder)).collect();
            assert!(
                parts.len() > 5 && parts.iter().all(|asked| asked.query == expected),
                "{parts:?}"
            );
        }
    });
}

/// The demonstration site with a catalog of many files in which the first stories are not, and the
/// names of these and of others.
fn demo() -> (TempDir, Vec<String>, Vec<String>) {
    let root = TempDir::new().expect("a folder for temporary files");
    let mut slugs: Vec<String> = fs::read_dir(demo_folder().join("articles"))
        .expect("the site has articles")
        .filter_map(|file| Some(file.ok()?.path().file_stem()?.to_str()?.to_owned()))
        .collect();
    slugs.sort();
    let known = slugs.split_off(10);
    let copy = |slug: &String| {
        let name = format!("articles/{slug}.html");
        fs::copy(demo_folder().join(&name), root.path().join(&name)).expect("a copy");
    };
    fs::create_dir(root.path().join("articles")).expect("a folder");
    known.iter().for_each(copy);
    let mut command = Command::new(env!("CARGO_BIN_EXE_also-like"));
    command
        .args(["build", "--no-cache"])
        .arg(root.path())
        .arg("--out")
        .arg(root.path().join("also-like"));
    let output = command.args(["--files", "many"]).output().expect("the command runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    // Of the tests' widget, whatever this copy of the command carries.
    for file in fs::read_dir(demo_folder().join("also-like")).expect("the widget is there") {
        let file = file.expect("a file");
        if file.file_name().to_string_lossy().starts_with("also-like") {
            let name = root.path().join("also-like").join(file.file_name());
            fs::copy(file.path(), name).expect("a copy");
        }
    }
    slugs.iter().for_each(copy);
    (root, slugs, known)
}

#[test]
fn pages_have_the_cards_that_the_command_gives_by_many_files() {
    with_page(async |tab| {
        let (root, unknown, known) = demo();
        let folder = root.path().to_owned();
        let server = Site::new(root).serve().await;
        for slug in unknown.iter().chain(known.iter().step_by(3)) {
            tab.open(&server.at(&format!("/articles/{slug}.html"))).await;
            tab.wait("document.querySelector('also-like')").await;
            let shown = tab.run(ASK, &[json!(LIMIT)]).await;
            let given = native(&folder, slug, shown["today"].as_str().expect("a day"));
            let (shown_cards, given_cards) = (cards(&shown["cards"]), cards(&given["related"]));
            let urls = |cards: &[(&str, f32)]| -> Vec<String> {
                cards.iter().map(|(url, _)| (*url).to_owned()).collect()
            };
            assert_eq!(urls(&shown_cards), urls(&given_cards), "{slug}");
            for ((url, shown), (_, given)) in shown_cards.iter().zip(&given_cards) {
                assert!((shown - given).abs() < 5e-4, "{slug}: {url} {shown} {given}");
            }
            assert_eq!(shown["kind"], given["kind"], "{slug}");
        }
        assert!(server.asked_for("also-like-explore.js") > 0);
    });
}

#[test]
fn the_widget_tells_the_file_of_an_address_as_the_engine_does() {
    let long = format!("/{}?{}", "long/".repeat(900), "a=b&".repeat(500));
    let addresses = [
        "/",
        "/a",
        "/a/",
        "/a//",
        "/a.html",
        "/a.htm",
        "/a/index.html",
        "/a/index.htm",
        "/index.html",
        "/index",
        "index.html",
        "a",
        "a/b.html",
        "//host.example",
        "//host.example/",
        "//HOST/a.html",
        "https://www.example.org",
        "https://www.example.org/a/b/?utm_source=mail#top",
        "HTTPS://EXAMPLE.ORG/A/B.HTML",
        "http://example.org?x=1",
        "mailto:a@b.example",
        "x:y//z/a",
        "/a?b=1&c=2",
        "/a?b",
        "/a?",
        "/a?&",
        "/a?&&",
        "/a?b&&c",
        "/a?b&",
        "/a?b&&",
        "/a?utm_",
        "/a?utm_x",
        "/a?utm_source=x&b=1",
        "/a?ref=x",
        "/a?reference=x",
        "/a?REF=x",
        "/a?fbclid&gclid=1&mc_cid=&mc_eid",
        "/a?b=1?c=2",
        "/a#?b",
        "/a#b#c",
        "/a?b#c?d&e",
        "/%41%2f%2F",
        "/%e4%B8%ad",
        "/中文/文章.html",
        "/%",
        "/%4",
        "/%zz",
        "/%%41",
        "/%2541",
        "/%C3",
        "/a%2Ehtml",
        "/a%3Fb",
        "/a%23b",
        "/caf\u{e9}?q=\u{e9}",
        "/\u{1f600}/\u{1f469}\u{200d}\u{1f680}.html",
        "  /a b/c  ",
        "\t/a\n",
        "/a\\b",
        "/a/../b/./c",
        "/a HALF",
        "/HALF\u{1f600}HALF?HALF=b",
        &long,
    ];
    const FILES: u32 = 2_147_483_647;
    with_page(async move |tab| {
        let change = |manifest: &mut Value| manifest["shards"]["neighbourhoods"] = json!(FILES);
        let html = page_in("lang=en", FERRY, EAGER)
            .replace("</head>", "<link rel=canonical href=/first></head>");
        let server = site_of_many(articles(), change).page("/", html).serve().await;
        tab.open(&server.at("/")).await;
        tab.wait("document.querySelector('also-like')?.refresh").await;
        // Half a letter, which a driver can't hand over and which means nothing in bytes.
        let ask = r"const address = arguments[0].replaceAll('HALF', '\ud83d');
            document.querySelector('link').setAttribute('href', address);
            return document.querySelector('also-like').refresh();";
        for address in addresses {
            tab.run(ask, &[json!(address)]).await;
            let asked = server.asked();
            let last =
                asked.iter().rfind(|path| path.contains("/neighbourhoods/")).expect("a file");
            let numbers =
                last.rsplit_once("/neighbourhoods/").and_then(|(_, end)| end.strip_suffix(".bin"));
            let (high, low) = numbers.and_then(|two| two.split_once('/')).expect("two numbers");
            let number = |text: &str| text.parse::<u32>().expect("a number");
            let expected = UrlKey::new(&address.replace("HALF", "\u{fffd}")).hash() % FILES;
            assert_eq!((number(high) << 8) | number(low), expected, "{address:?}");
        }
    });
}
