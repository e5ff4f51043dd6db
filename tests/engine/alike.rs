//! Digests of generated inputs, natively; `tests/web/alike.rs` compares those of browsers.

use std::fs;

use also_like_test_support::alike;

/// When the analyser, the format or a weight has changed, `BLESS=1` writes the file anew: then look
/// that the browsers still agree with it.
#[test]
fn inputs_give_what_the_file_says() {
    if std::env::var_os("BLESS").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/alike.tsv");
        return fs::write(path, alike::lines()).unwrap();
    }
    assert_eq!(alike::different(), [""; 0], "other than before");
}
