//! The engine in a browser: `wasm-pack test --headless --chrome` and `--firefox`.
#![cfg(target_family = "wasm")]

#[path = "support/golden.rs"]
mod golden;
#[path = "support/site.rs"]
#[allow(dead_code)]
mod site;

mod web {
    mod analyser;
    mod class;
    pub mod page;
}

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
