//! Taking an address apart in a browser: by the JavaScript that finds the file of a page by it.

use wasm_bindgen::prelude::*;

use super::Key;

#[wasm_bindgen(module = "/www/key.js")]
extern "C" {
    /// Host and path, with a character for each byte.
    #[wasm_bindgen(js_name = key)]
    fn host_and_path(url: &str) -> String;
}

pub(super) fn key(url: &str) -> Key {
    let mut host: Vec<u8> = host_and_path(url).chars().map(|c| c as u8).collect();
    let end = host.iter().position(|byte| b"/?".contains(byte)).unwrap_or(host.len());
    let path = host.split_off(end);
    Key { host, path }
}
