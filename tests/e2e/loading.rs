//! What is requested, and when.

use serde_json::json;

use crate::driver::with_page;
use crate::fixture::{EAGER, TAG, articles, page, site};

#[test]
fn nothing_is_requested_before_the_box_is_near() {
    with_page(async |tab| {
        let far = format!("<div style='height: 5000px'></div>{TAG}");
        let server = site(articles()).page("/", page(&far)).serve().await;
        tab.open(&server.at("/")).await;
        tab.wait("document.querySelector('also-like')").await;
        // Time enough for a request that should not be made.
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        let asked = server.asked();
        assert!(
            asked.iter().all(|path| !path.ends_with(".wasm") && !path.contains("catalog")),
            "{asked:?}"
        );
        assert!(tab.shows_fallback().await);
        // 500 pixels below the window is near enough.
        tab.run("scrollTo(0, document.body.scrollHeight - innerHeight - 500);", &[]).await;
        tab.cards().await;
        assert_eq!(server.asked_for("also-like.wasm"), 1);
    });
}

#[test]
fn boxes_share_one_download() {
    with_page(async |tab| {
        let boxes = format!(
            "{EAGER}<also-like loading=eager limit=2></also-like>\
            <also-like loading=eager catalog=/w></also-like>"
        );
        let server = site(articles()).page("/", page(&boxes)).serve().await;
        tab.open(&server.at("/")).await;
        for index in 0..3 {
            tab.box_at(index).await;
        }
        for file in ["also-like.wasm", "also-like-reasons.wasm", "catalog.json", ".bin"] {
            assert_eq!(server.asked_for(file), 1, "{file}");
        }
    });
}

#[test]
fn reasons_come_with_an_engine_of_their_own() {
    with_page(async |tab| {
        // A page that is not in the catalog loads it anyway.
        let server = site(articles()).page("/ferry-fares", page(EAGER)).serve().await;
        tab.open(&server.at("/ferry-fares")).await;
        let told = "document.querySelector('also-like').ready.then((cards) => cards.map(
            ({ url, score, reasons }) => [url, score, reasons.length > 0]))";
        let plain = tab.run(&format!("return {told};"), &[]).await;
        assert_eq!(server.asked_for("also-like-reasons.wasm"), 0);
        let on = "document.querySelector('also-like').reasons = true;";
        let explained = tab.run(&format!("{on} return {told};"), &[]).await;
        assert_eq!(server.asked_for("also-like-reasons.wasm"), 1);
        // The same cards with the same scores, to the bit.
        let pairs =
            plain.as_array().expect("cards").iter().zip(explained.as_array().expect("cards"));
        for (plain, explained) in pairs {
            assert_eq!((&plain[0], &plain[1]), (&explained[0], &explained[1]));
            assert_eq!((&plain[2], &explained[2]), (&json!(false), &json!(true)));
        }
        assert_eq!(plain.as_array().map(Vec::len), Some(4));
    });
}

#[test]
fn a_refresh_reads_the_page_again_without_another_download() {
    with_page(async |tab| {
        let server = site(articles()).page("/", page(EAGER)).serve().await;
        tab.open(&server.at("/")).await;
        assert!(tab.cards().await.cards[0].url.contains("/ferry-"));
        let refresh = "
            document.querySelector('article').innerHTML = '<h1>Tea</h1><p>Growers on the mountain ' +
                'pick the leaves of tea before the rain, at a good price.</p>';
            return document.querySelector('also-like').refresh().then((cards) => cards[0].url);";
        let first = tab.run(refresh, &[]).await;
        assert!(first.as_str().is_some_and(|url| url.contains("/tea-")), "{first}");
        assert_eq!(json!(tab.cards().await.cards[0].url), first);
        assert_eq!(server.asked_for(".bin"), 1);
    });
}

#[test]
fn the_wasm_need_not_be_called_wasm() {
    with_page(async |tab| {
        let server = site(articles()).page("/", page(EAGER)).serve().await;
        server.fail("also-like.wasm", crate::server::Fault::CalledText);
        tab.open(&server.at("/")).await;
        tab.cards().await;
        assert_eq!(tab.get("seen.lines").await, json!([]));
    });
}
