//! Generated inputs have the same results in a browser as in the command.

use wasm_bindgen_test::wasm_bindgen_test;

use also_like_test_support::alike;

#[wasm_bindgen_test]
fn inputs_give_what_they_give_natively() {
    assert_eq!(alike::different(), [""; 0], "other than natively");
}
