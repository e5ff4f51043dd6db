//! Making the spellings of a word equal before it is split.

/// Compatibility-normalises (NFKC) and lower-cases a text, so that full-width, ligature and capital
/// forms of a word are one. Sources: Unicode Standard Annex #15 and section 3.13.
///
/// The browser does both by itself, which saves 50 kB of tables; natively `unicode-normalization`
/// and `str::to_lowercase` do. Normalisation and casing of assigned characters never change, so the
/// two agree wherever both know a character; `tests/web.rs` compares them over all of Unicode.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn fold(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfkc().collect::<String>().to_lowercase()
}

#[cfg(target_family = "wasm")]
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    js_sys::JsString::from(text).normalize("NFKC").to_lower_case().into()
}
