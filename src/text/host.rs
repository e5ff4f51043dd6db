//! Text functions of the browser: the only imports of JavaScript in this library.
//!
//! Compiled for wasm32-unknown-unknown only. Natively the callers have code of their own;
//! `tests/web` tests that the two agree.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/www/key.js")]
extern "C" {
    /// See [`decode`](super::decode()).
    pub fn decode(bytes: &[u8]) -> String;

    /// The same as a value of JavaScript, which texts become that only pass through the engine.
    #[wasm_bindgen(js_name = decode)]
    pub fn decode_value(bytes: &[u8]) -> JsValue;

    /// NFKC and lower case: see `fold.rs`.
    pub(super) fn fold(text: &str, is_text: bool) -> String;

    /// See [`language::key`](super::language::key).
    #[wasm_bindgen(js_name = languageKey)]
    pub(super) fn language_key(tag: &str) -> String;

    /// The bytes of host and path: see [`UrlKey`](crate::document::UrlKey).
    #[wasm_bindgen(js_name = keyBytes)]
    pub fn url_key(url: &str) -> Vec<u8>;
}
