//! The report of `also-like inspect --html` over the demonstration site, in a browser.

use std::process::Command;

use serde_json::json;

use crate::accessibility::{AXE, load_axe};
use crate::driver::{BROWSER, Browser, with_page};
use crate::fixture::demo_folder;

#[test]
fn the_report_is_in_order_and_asks_for_nothing() {
    with_page(async |tab| {
        let folder = tempfile::TempDir::new().expect("a folder for temporary files");
        let path = folder.path().join("report.html");
        let mut inspect = Command::new(env!("CARGO_BIN_EXE_also-like"));
        inspect.arg("inspect").arg(demo_folder().join("also-like")).arg("--html").arg(&path);
        assert!(inspect.output().expect("the command runs").status.success());
        tab.open(&format!("file://{}", path.display())).await;
        tab.wait("document.readyState === 'complete'").await;
        let requests = "performance.getEntriesByType('resource').map(({ name }) => name)";
        assert_eq!(tab.get(requests).await, json!([]));
        let drawn = "[document.querySelectorAll('.dot').length > 70, document.querySelectorAll('.island').length > 3,
            getComputedStyle(document.querySelector('rect')).fill !== 'rgb(0, 0, 0)']";
        assert_eq!(tab.get(drawn).await, json!([true, true, true]));
        tab.shoot("inspected").await;
        tab.run("document.querySelectorAll('details').forEach((one) => (one.open = true));", &[])
            .await;
        load_axe(tab).await;
        for scheme in ["light", "dark"] {
            if *BROWSER == Browser::Chromium {
                let media =
                    json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
                tab.devtools("Emulation.setEmulatedMedia", media).await;
            }
            let said = tab.run(AXE, &[]).await;
            assert_eq!(said["found"], json!([]), "{scheme}");
            assert!(said["tried"].as_u64().is_some_and(|tried| tried > 12), "{said}");
        }
        if *BROWSER == Browser::Chromium {
            tab.devtools("Emulation.setEmulatedMedia", json!({ "features": [] })).await;
        }
        // A narrow page: only the map may be wider than it, in a place of its own.
        let narrow = "
            document.body.style.inlineSize = '320px';
            return [...document.querySelectorAll('section, table, .facts')].filter((one) =>
                one.getBoundingClientRect().right > document.body.getBoundingClientRect().right)
                .map((one) => one.outerHTML.slice(0, 200));";
        assert_eq!(tab.run(narrow, &[]).await, json!([]));
    });
}
