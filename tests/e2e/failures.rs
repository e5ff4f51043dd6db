//! Each failure ends in the fallback, one line in the console and one event.

use std::fs;

use serde_json::{Value, json};

use crate::driver::with_page;
use crate::fixture::{EAGER, articles, demo_folder, page, site};
use crate::page::Page;
use crate::server::Fault;

/// Waits for the end and checks that it is the one described above; returns the message.
pub async fn message(tab: &Page, case: &str) -> String {
    tab.wait("seen.events.length").await;
    let events = tab.get("seen.events").await;
    let Value::String(message) = &events[0]["detail"]["message"] else {
        panic!("{case}: {events}");
    };
    assert_eq!(events, json!([{ "name": "error", "detail": { "message": message } }]), "{case}");
    assert_eq!(
        tab.get("seen.lines").await,
        json!([format!("warn: also-like: {message}")]),
        "{case}"
    );
    assert_eq!(tab.get("seen.problems").await, json!([]), "{case}");
    assert!(tab.shows_fallback().await, "{case}");
    let shown = "document.querySelector('also-like a').checkVisibility()";
    assert_eq!(tab.get(shown).await, json!(true), "{case}");
    message.clone()
}

#[test]
fn a_file_that_fails_leaves_the_fallback() {
    with_page(async |tab| {
        let server = site(articles()).page("/", page(EAGER)).serve().await;
        let faults = [Fault::Status(404), Fault::Status(500), Fault::Html, Fault::Truncated];
        let faults = faults.into_iter().chain([Fault::Cut, Fault::Refused]);
        for file in ["also-like.wasm", "catalog.json", ".bin"] {
            for fault in faults.clone() {
                server.mend();
                server.fail(file, fault);
                tab.open(&server.at("/")).await;
                let case = format!("{file}: {fault:?}");
                let message = message(tab, &case).await;
                if !matches!(fault, Fault::Html | Fault::Truncated) {
                    assert!(message.contains(file), "{case}: {message}");
                }
                // For a file with an integrity hash browsers report only that it does not match.
                if let (Fault::Status(code), true) = (fault, file != "also-like.wasm") {
                    let end = format!(": the server answered {code}");
                    assert!(message.ends_with(&end), "{case}: {message}");
                }
            }
        }
    });
}

#[test]
fn what_failed_is_tried_again_on_refresh() {
    with_page(async |tab| {
        let server = site(articles()).page("/", page(EAGER)).serve().await;
        for file in ["also-like.wasm", "catalog.json", ".bin"] {
            server.fail(file, Fault::Status(500));
        }
        tab.open(&server.at("/")).await;
        message(tab, "three files").await;
        server.mend();
        tab.run("seen.events.length = 0; document.querySelector('also-like').refresh();", &[])
            .await;
        assert_eq!(tab.cards().await.cards.len(), 4);
    });
}

#[test]
fn a_server_that_stays_silent_is_given_up() {
    with_page(async |tab| {
        // The ten seconds of the wasm and of the catalog pass side by side: one is in a frame.
        let script = fs::read_to_string(demo_folder().join("also-like/also-like.js"));
        let slow =
            EAGER.replace("<also-like", "<also-like catalog=/w/").replace("/w/also", "/slow/also");
        let silent = EAGER.replace("<also-like", "<also-like catalog=/silent/");
        let server = site(articles())
            .page("/", page(&format!("{silent}<iframe src=/frame></iframe>")))
            .page("/frame", page(&slow))
            .page("/slow/also-like.js", script.expect("the widget"))
            .serve()
            .await;
        server.fail("/silent/catalog.json", Fault::Stalled);
        server.fail("/slow/also-like.wasm", Fault::Stalled);
        tab.open(&server.at("/")).await;
        let catalog = message(tab, "a silent catalog").await;
        assert!(catalog.contains("/silent/catalog.json"), "{catalog}");
        tab.wait("frames[0].seen.events.length").await;
        let wasm = tab.get("frames[0].seen").await;
        assert_eq!(wasm["events"][0]["name"], json!("error"), "{wasm}");
        assert_eq!(wasm["lines"].as_array().map(Vec::len), Some(1), "{wasm}");
        assert!(
            wasm["lines"][0].as_str().is_some_and(|line| line.contains("/slow/also-like.wasm")),
            "{wasm}"
        );
    });
}

#[test]
fn a_manifest_that_names_no_file_of_its_folder_is_refused() {
    let names = [
        json!("../secret.bin"),
        json!("https://example.org/a.bin"),
        json!("a.exe"),
        json!(7),
        json!(null),
    ];
    with_page(async move |tab| {
        let mut site = site(articles());
        for (number, name) in names.iter().enumerate() {
            let manifest = json!({ "files": [{ "name": name }] }).to_string();
            let end = EAGER.replace("<also-like", &format!("<also-like catalog=/{number}/"));
            site = site.page(&format!("/{number}"), page(&end));
            site = site.page(&format!("/{number}/catalog.json"), manifest);
        }
        let server = site.serve().await;
        for (number, name) in names.iter().enumerate() {
            tab.open(&server.at(&format!("/{number}"))).await;
            let message = message(tab, &name.to_string()).await;
            let manifest = server.at(&format!("/{number}/catalog.json"));
            assert_eq!(message, format!("{manifest} names no catalog file: build it again"));
            assert_eq!(server.asked_for(".bin"), 0, "{name}");
        }
    });
}

#[test]
fn an_address_that_is_none_is_told() {
    with_page(async |tab| {
        let end = EAGER.replace("<also-like", "<also-like catalog='http://['");
        let server = site(articles()).page("/", page(&end)).serve().await;
        tab.open(&server.at("/")).await;
        message(tab, "http://[").await;
    });
}

#[test]
fn a_catalog_on_a_site_that_does_not_share_is_told() {
    with_page(async |tab| {
        let other = site(articles()).serve().await;
        let end = EAGER.replace("<also-like", &format!("<also-like catalog={}", other.at("/w/")));
        let server = site(articles()).page("/", page(&end)).serve().await;
        tab.open(&server.at("/")).await;
        let message = message(tab, "no CORS").await;
        assert!(
            message.starts_with(&format!("could not load {}", other.at("/w/catalog.json"))),
            "{message}"
        );
    });
}

#[test]
fn an_engine_that_broke_is_never_called_again() {
    with_page(async |tab| {
        // Wraps the engine, counts its calls and traps on demand.
        let guard = "<script>
            window.calls = 0;
            const { instantiate, RuntimeError } = WebAssembly;
            const guarded = (call) => (...values) => {
                calls++;
                if (window.trap) throw new RuntimeError('unreachable');
                return call(...values);
            };
            WebAssembly.instantiate = async (...source) => {
                const { instance, module } = await instantiate(...source);
                const exports = Object.entries(instance.exports).map(([name, value]) =>
                    [name, typeof value === 'function' ? guarded(value) : value]);
                return { instance: { exports: Object.fromEntries(exports) }, module };
            };
            </script>";
        let html = page(EAGER).replace("</head>", &format!("{guard}</head>"));
        let server = site(articles()).page("/", html).serve().await;
        tab.open(&server.at("/")).await;
        tab.cards().await;
        assert_ne!(tab.get("calls").await, json!(0));
        let refresh = "seen.events.length = seen.lines.length = 0;
            return document.querySelector('also-like').refresh();";
        tab.run("window.trap = true;", &[]).await;
        assert_eq!(tab.run(refresh, &[]).await, json!([]));
        let sentence = "the engine broke (unreachable): reload the page";
        assert_eq!(message(tab, "a trap").await, sentence);
        tab.run("window.trap = false; window.calls = 0;", &[]).await;
        assert_eq!(tab.run(refresh, &[]).await, json!([]));
        assert_eq!(message(tab, "after a trap").await, sentence);
        assert_eq!(tab.get("calls").await, json!(0));
    });
}
