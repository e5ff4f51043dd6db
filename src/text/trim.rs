//! White space around a text.

/// Removes white space and control characters at both ends, as HTML attributes need it.
pub fn trim(text: &str) -> &str {
    text.trim_matches(|c| c <= ' ' || c == '\u{a0}' || c == '\u{3000}')
}
