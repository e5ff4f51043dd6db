//! When two articles are in the same language.

/// What the language tags of one language have in common: its first part, in lower case, and for
/// Chinese the script, which readers of the other may not read. Empty for an unknown language.
///
/// ```
/// use also_like::language::key;
/// assert_eq!(key("en-GB"), key("EN"));
/// assert_eq!(key("zh-TW"), key("zh_Hant_HK"));
/// assert_ne!(key("zh-TW"), key("zh-CN"));
/// ```
pub fn key(tag: &str) -> Vec<u8> {
    let mut parts = tag.as_bytes().trim_ascii().split(|byte| b"-_".contains(byte));
    let language = parts.next().unwrap_or_default().to_ascii_lowercase();
    match &*language {
        // The two written forms of Norwegian, whose readers read both.
        b"nb" | b"nn" => b"no".to_vec(),
        b"zh" => {
            // The script, where the tag has one, stands before the region.
            for part in parts {
                match &*part.to_ascii_lowercase() {
                    b"hant" | b"tw" | b"hk" | b"mo" => return b"zh-hant".to_vec(),
                    b"hans" => break,
                    _ => {}
                }
            }
            b"zh-hans".to_vec()
        }
        _ => language,
    }
}
