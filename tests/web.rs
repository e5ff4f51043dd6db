//! The engine in a browser: `wasm-pack test --headless --chrome` and `--firefox`.
#![cfg(target_os = "unknown")]

#[path = "support/alike.rs"]
mod alike;
#[path = "support/golden.rs"]
mod golden;
#[path = "support/pages.rs"]
mod pages;
#[path = "support/site.rs"]
#[allow(dead_code)]
mod site;
#[path = "support/skeletons.rs"]
mod skeletons;
#[path = "support/unicode.rs"]
mod unicode;

mod web {
    mod alike;
    mod analyser;
    mod class;
    pub mod page;
    mod pages;
}

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
