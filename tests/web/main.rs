//! The engine in a browser: `wasm-pack test --headless --chrome` and `--firefox`.
#![cfg(target_os = "unknown")]

mod alike;
mod analyser;
mod class;
mod page;
mod pages;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
