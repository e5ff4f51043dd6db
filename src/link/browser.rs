//! Taking an address apart in a browser: by the JavaScript that finds the file of a page by it.

use wasm_bindgen::prelude::*;

use super::Key;

#[wasm_bindgen(module = "/www/key.js")]
extern "C" {
    /// The bytes of host and path.
    #[wasm_bindgen(js_name = keyBytes)]
    fn host_and_path(url: &str) -> Vec<u8>;
}

pub(super) fn key(url: &str) -> Key {
    let mut host = host_and_path(url);
    let end = host.iter().position(|byte| b"/?".contains(byte)).unwrap_or(host.len());
    let path = host.split_off(end);
    Key { host, path }
}
