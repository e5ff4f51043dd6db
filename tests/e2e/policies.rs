//! Pages with a Content-Security-Policy and other restrictions on what they load.

use std::fs;
use std::process::Command;
use std::time::Duration;

use also_like::Article;
use serde_json::{Value, json};

use crate::driver::{BROWSER, Browser, with_page};
use crate::fixture::{EAGER, FERRY, RECORDER, articles, demo_folder, page, site, site_of_many};
use crate::frames::{End, REPORT, ends, open, reports, with_frames};
use crate::server::Site;

/// A page whose scripts are files that name the nonce of a policy. It is none of the catalog's
/// articles, so that it needs the module for those; with `explain` yet another with styles of its
/// own.
fn strict(attributes: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>A page</title>\
        <script src=/recorder.js nonce=once></script></head><body><article>{FERRY}</article>\
        <also-like loading=eager {attributes}><a href=/archive>Archive</a></also-like>\
        <script type=module nonce=once src=/w/also-like.js></script></body></html>"
    )
}

fn strict_site() -> Site {
    let image = |article: Article| Article { image: "/picture.svg".to_owned(), ..article };
    let site = site_of_many(articles().into_iter().map(image).collect(), |_: &mut Value| {});
    with_frames(site)
        .page("/recorder.js", RECORDER.to_owned())
        .page("/picture.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>".to_owned())
}

pub fn assert_cards(case: &str, end: &End) {
    assert_eq!((end.cards.len(), end.fallback), (4, false), "{case}: {end:?}");
    assert_eq!(end.events, ["ready"], "{case}: {end:?}");
    assert!(end.lines.is_empty() && end.problems.is_empty(), "{case}: {end:?}");
}

/// Returns the line in the console.
pub fn assert_fallback<'a>(case: &str, end: &'a End) -> &'a str {
    assert_eq!((end.cards.len(), end.fallback), (0, true), "{case}: {end:?}");
    assert_eq!(end.events, ["error"], "{case}: {end:?}");
    assert!(end.problems.is_empty() && end.lines.len() == 1, "{case}: {end:?}");
    end.lines[0].strip_prefix("warn: also-like: ").unwrap_or_else(|| panic!("{case}: {end:?}"))
}

/// What a policy that lets everything of the box through has in common with others.
const ALL: &str = "connect-src 'self'; img-src 'self'; default-src 'none'; base-uri 'none'";

#[test]
fn strict_policies_are_kept() {
    let kept = [
        format!("{ALL}; script-src 'self' 'wasm-unsafe-eval'"),
        format!("{ALL}; script-src 'nonce-once' 'wasm-unsafe-eval'"),
        format!("{ALL}; script-src 'nonce-once' 'strict-dynamic' 'wasm-unsafe-eval'"),
        format!(
            "{ALL}; script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; \
             trusted-types 'none'"
        ),
        format!("{ALL}; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'"),
        format!("{ALL}; script-src 'self' 'wasm-unsafe-eval'; style-src 'none'"),
    ];
    let wasm = format!("{ALL}; script-src 'self'");
    let pictures = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'none'";
    let requests = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'";
    with_page(async move |tab| {
        let mut site = strict_site();
        let mut paths = Vec::new();
        let others = [wasm.as_str(), pictures, requests];
        let policies: Vec<&str> = kept.iter().map(String::as_str).chain(others).collect();
        for (number, policy) in policies.iter().enumerate() {
            for attributes in ["", "explain"] {
                let path = format!("/{number}{attributes}");
                site = site.page(&path, strict(attributes));
                site = site.header(&path, "content-security-policy", policy);
                paths.push(path);
            }
        }
        let server = site.serve().await;
        let ends = ends(tab, &server, &paths).await;
        assert!(server.asked_for("also-like-explore.js") > 0);
        tab.wait("pages[1].contentDocument.querySelector('also-like').shadowRoot.querySelector('[part~=explain]')")
            .await;
        // Styles that came with the box, where the policy allows no others.
        let styled = "pages.slice(0, 12).every((page) => page.contentWindow.getComputedStyle(
            page.contentDocument.querySelector('also-like').shadowRoot.querySelector('ul')).display === 'grid')";
        assert_eq!(tab.get(styled).await, json!(true));
        for (number, end) in ends.iter().enumerate() {
            let case = policies[number / 2];
            if case == pictures {
                assert_cards(case, end);
                let forbidden = end.violations.iter().all(|what| what.starts_with("img-src: "));
                assert!(forbidden && end.violations.len() >= 4, "{end:?}");
            } else if case == requests {
                let line = assert_fallback(case, end);
                let manifest = format!("could not load {}", server.at("/w/catalog.json"));
                assert!(line.starts_with(&manifest), "{line}");
                // The two that are on their way at once, each once.
                let forbidden = end.violations.iter().all(|what| what.starts_with("connect-src: "));
                assert!(forbidden && end.violations.len() == 2, "{end:?}");
            } else if case == wasm {
                let line = assert_fallback(case, end);
                let said = "script-src must allow 'wasm-unsafe-eval'";
                assert_eq!(line, said);
                // Except in WebKit, testing for WebAssembly is itself reported as a violation.
                let told: &[&str] = match *BROWSER {
                    Browser::WebKit => &[],
                    _ => &["script-src: wasm-eval"],
                };
                assert_eq!(end.violations, told, "{end:?}");
            } else {
                assert_cards(case, end);
                assert_eq!(end.violations, [""; 0], "{case}");
            }
        }
        let pictures = "pages.map((page) => page.contentDocument.querySelector('also-like')
            .shadowRoot.querySelectorAll('img').length)";
        let expected = json!([[4; 12].as_slice(), &[0; 6]].concat());
        tab.wait(&format!("`${{{pictures}}}` === `${{{expected}}}`")).await;
    });
}

#[test]
fn a_frame_without_an_origin_has_its_cards_where_files_are_shared() {
    with_page(async |tab| {
        let end = EAGER.replace("<also-like", "<also-like read-last");
        let framed = page(&format!("{end}{}", *REPORT));
        for is_open in [true, false] {
            let mut site = with_frames(site(articles()))
                .page("/page", framed.clone())
                .page("/boxed", framed.clone())
                .header("/boxed", "content-security-policy", "sandbox allow-scripts");
            if is_open {
                site = site.open_to_all();
            }
            let server = site.serve().await;
            open(tab, &server, &[]).await;
            let add = "document.body.innerHTML =
                '<iframe sandbox=allow-scripts src=/page></iframe><iframe src=/boxed></iframe>';";
            tab.run(add, &[]).await;
            if is_open {
                for end in reports(tab, 2).await {
                    assert_cards("a sandbox", &end);
                    assert_eq!((end.origin.as_str(), end.violations.len()), ("null", 0), "{end:?}");
                }
            } else {
                // The script itself is not shared: the browser doesn't run it.
                server.wait_for("/w/also-like.js").await;
                tokio::time::sleep(Duration::from_millis(500)).await;
                assert_eq!(server.asked_for(".wasm"), 0);
                assert_eq!(tab.get("told").await, json!([]));
            }
        }
    });
}

#[test]
fn an_isolated_page_shows_what_it_may() {
    with_page(async |tab| {
        // Pictures of a site without Cross-Origin-Resource-Policy. The widget's site has CORS
        // headers.
        let picture = "<svg xmlns='http://www.w3.org/2000/svg'/>".to_owned();
        let pictures = site(articles()).page("/picture.svg", picture).serve().await;
        let image = pictures.at("/picture.svg");
        let all = articles().into_iter();
        let all = all.map(|article| Article { image: image.clone(), ..article }).collect();
        let other = site(all).open_to_all().serve().await;
        let html = page(&EAGER.replace("/w/also-like.js", &other.at("/w/also-like.js")));
        let server = site(articles())
            .page("/", html)
            .header("/", "cross-origin-embedder-policy", "require-corp")
            .header("/", "cross-origin-opener-policy", "same-origin")
            .serve()
            .await;
        tab.open(&server.at("/")).await;
        assert_eq!(tab.cards().await.cards.len(), 4);
        let isolated = tab.get("crossOriginIsolated").await;
        assert_eq!(isolated, json!(true));
        tab.wait("!document.querySelector('also-like').shadowRoot.querySelector('img')").await;
        for nothing in ["lines", "problems", "violations"] {
            assert_eq!(tab.get(&format!("seen.{nothing}")).await, json!([]), "{nothing}");
        }
    });
}

/// The `integrity` of a file of the widget.
fn integrity(name: &str) -> String {
    let file = demo_folder().join("also-like").join(name);
    let script = "const hash = require('node:crypto').createHash('sha384');
        process.stdout.write('sha384-' + hash.update(require('node:fs').readFileSync(process.argv[1])).digest('base64'))";
    let output = Command::new("node").args(["-e", script]).arg(file).output().expect("node runs");
    String::from_utf8(output.stdout).expect("a hash")
}

#[test]
fn integrity_is_kept_from_the_tag_to_the_engine() {
    with_page(async |tab| {
        let wrong = integrity("also-like.wasm");
        let tag =
            |hash: &str| EAGER.replace("<script", &format!("<script crossorigin integrity={hash}"));
        let right = page(&tag(&integrity("also-like.js")));
        let server = with_frames(site_of_many(articles(), |_| {}))
            .page("/right", right.clone())
            .page("/wrong", page(&tag(&wrong)))
            .serve()
            .await;
        let paths = ["/right", "/wrong"].map(str::to_owned);
        let [good, bad] = ends(tab, &server, &paths).await.try_into().expect("two");
        assert_cards("right", &good);
        // The browser has a line of its own for it.
        assert!(bad.fallback && bad.cards.is_empty() && bad.events.is_empty(), "{bad:?}");
        assert!(bad.lines.is_empty() && bad.problems.is_empty(), "{bad:?}");
        // The entry requests files of its own build.
        let ends_of_build = [".wasm", "also-like-explore.js"];
        let mut versions = server.requests();
        versions.retain(|asked| ends_of_build.iter().any(|end| asked.path.ends_with(end)));
        let version = versions[0].query.clone();
        assert!(version.starts_with("v=") && version.len() == 10, "{version}");
        assert!(versions.len() > 1 && versions.iter().all(|asked| asked.query == version));

        // The integrity of modules that are loaded later is in an import map.
        let map = |hash: &str| {
            let address = format!("/w/also-like-explore.js?{version}");
            let map = json!({ "integrity": { address: hash } });
            right.replace("</head>", &format!("<script type=importmap>{map}</script></head>"))
        };
        let server = with_frames(site_of_many(articles(), |_| {}))
            .page("/map", map(&integrity("also-like-explore.js")))
            .page("/wrong-map", map(&wrong))
            .serve()
            .await;
        let paths = ["/map", "/wrong-map"].map(str::to_owned);
        let [good, bad] = ends(tab, &server, &paths).await.try_into().expect("two");
        assert_cards("a map", &good);
        let line = assert_fallback("a wrong map", &bad);
        assert!(line.contains("also-like-explore.js"), "{line}");

        // An engine of another build, under the name that this one requests.
        let other = fs::read(demo_folder().join("also-like/also-like-reasons.wasm")).expect("it");
        let swapped = site(articles()).page("/", page(EAGER));
        fs::write(swapped.root().join("w/also-like.wasm"), other).expect("a file");
        let server = swapped.serve().await;
        tab.open(&server.at("/")).await;
        let message = crate::failures::message(tab, "another engine").await;
        assert!(message.contains("also-like.wasm"), "{message}");
    });
}
