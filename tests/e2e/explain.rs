//! The panel of `explain`: the explanations of the cards' scores.

use serde_json::json;

use crate::driver::with_page;
use crate::fixture::{EAGER, FERRY, ZYMURGY, articles, page, page_in, site};
use crate::page::Page;
use crate::server::Fault;

const PANEL: &str =
    "document.querySelector('also-like').shadowRoot.querySelector('[part~=explain]')";

fn explained() -> String {
    EAGER.replace("<also-like", "<also-like explain")
}

/// The rows of a table of the panel, as texts.
async fn rows(tab: &Page, table: usize) -> Vec<Vec<String>> {
    tab.wait(PANEL).await;
    let script = format!(
        "return [...{PANEL}.querySelectorAll('table')[{table}].rows].map((row) =>
            [...row.cells].map((cell) => cell.innerText));"
    );
    serde_json::from_value(tab.run(&script, &[]).await).expect("rows of texts")
}

#[test]
fn the_panel_takes_the_scores_apart() {
    with_page(async |tab| {
        let meta = "<meta property=article:tag content=Ships>\
            <meta property=article:published_time content=2023-06-12></head>";
        let html = page_in("lang=en-GB", FERRY, &explained()).replace("</head>", meta);
        let server = site(articles()).page("/", html).serve().await;
        tab.open(&server.at("/")).await;
        let found = tab.cards().await;
        let read = rows(tab, 0).await;
        let names: Vec<&str> = read.iter().map(|row| row[0].as_str()).collect();
        assert_eq!(names, ["title", "address", "language", "date", "labels", "text"]);
        let said: Vec<&str> = read.iter().map(|row| row[1].as_str()).collect();
        let url = server.at("/");
        let expected = ["Night ferry to the islands", &url, "en-GB", "2023-06-12", "Ships"];
        assert_eq!(said[..5], expected);
        assert!(said[5].ends_with(" characters"), "{said:?}");

        let scores = rows(tab, 1).await;
        assert_eq!(scores.len(), 1 + found.cards.len());
        for (row, card) in scores[1..].iter().zip(&found.cards) {
            assert!(row[1].starts_with(&card.title), "{row:?}");
            assert!(row[1].contains("2023-06-12, en"), "{row:?}");
            let number = |cell: &String| cell.parse::<f64>().expect("a number");
            let product: f64 = row[3..8].iter().map(number).product();
            assert!((product - number(&row[2])).abs() < 0.01, "{row:?}");
            assert!(!row[8].is_empty(), "{row:?}");
        }
        // It is removed with the attribute.
        tab.run("document.querySelector('also-like').explain = false;", &[]).await;
        tab.wait(&format!("!{PANEL}")).await;
        assert_eq!(tab.cards().await.cards.len(), 4);
    });
}

#[test]
fn the_panel_is_there_when_there_are_no_cards() {
    with_page(async |tab| {
        let end = explained().replace("explain", "explain fallback=none");
        let server = site(articles()).page("/", page_in("", ZYMURGY, &end)).serve().await;
        tab.open(&server.at("/")).await;
        let read = rows(tab, 0).await;
        assert_eq!(read[0][1], "Zymurgy");
        assert_eq!((read[2][1].as_str(), read[3][1].as_str()), ("not found", "not found"));
        let fallback = "document.querySelector('also-like a').checkVisibility()";
        assert_eq!(tab.get(fallback).await, json!(true));
        assert_eq!(tab.get(&format!("{PANEL}.querySelectorAll('table').length")).await, json!(1));
    });
}

#[test]
fn readers_do_not_load_it() {
    with_page(async |tab| {
        let server = site(articles()).page("/", page(EAGER)).serve().await;
        tab.open(&server.at("/")).await;
        tab.cards().await;
        tab.wait("seen.events.length").await;
        assert_eq!(server.asked_for("also-like-explain.js"), 0);
        // Two updates, one panel.
        tab.run("document.querySelector('also-like').explain = true;", &[]).await;
        tab.wait(PANEL).await;
        tab.run("return document.querySelector('also-like').refresh();", &[]).await;
        tab.wait(PANEL).await;
        let panels = "document.querySelector('also-like').shadowRoot.querySelectorAll('[part~=explain]').length";
        assert_eq!(tab.get(panels).await, json!(1));
        assert_eq!(server.asked_for("also-like-explain.js"), 1);
    });
}

#[test]
fn without_it_the_box_is_what_it_was() {
    with_page(async |tab| {
        let server = site(articles()).page("/", page(&explained())).serve().await;
        server.fail("also-like-explain.js", Fault::Status(404));
        tab.open(&server.at("/")).await;
        assert_eq!(tab.cards().await.cards.len(), 4);
        tab.wait("seen.lines.length").await;
        let lines = tab.get("seen.lines").await;
        let line = lines[0].as_str().unwrap_or_default().to_owned();
        let expected =
            format!("warn: also-like: could not load {}", server.at("/w/also-like-explain.js"));
        assert!(line.starts_with(&expected), "{line}");
        assert_eq!(lines.as_array().map(Vec::len), Some(1), "{lines}");
        assert_eq!(tab.get("seen.problems").await, json!([]));
        assert_eq!(tab.get("seen.events.map((event) => event.name)").await, json!(["ready"]));
    });
}
