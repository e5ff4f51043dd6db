//! When two articles are in the same language.

/// What the language tags of one language have in common: its first part, in lower case, and for
/// Chinese the script, which readers of the other may not read. Empty for an unknown language.
///
/// ```
/// use also_like::text::language::key;
/// assert_eq!(key("en-GB"), key("EN"));
/// assert_eq!(key("zh-TW"), key("zh_Hant_HK"));
/// assert_ne!(key("zh-TW"), key("zh-CN"));
/// ```
pub fn key(tag: &str) -> Vec<u8> {
    // Pages come without white space around what they say.
    #[cfg(not(target_os = "unknown"))]
    let tag = tag.trim_ascii();
    let (mut language, mut part) = (Vec::new(), Vec::new());
    for byte in tag.bytes().chain([b'-']) {
        if byte != b'-' && byte != b'_' {
            part.push(byte.to_ascii_lowercase());
            continue;
        }
        let is_first = language.is_empty();
        match &*part {
            // The two written forms of Norwegian, whose readers read both.
            b"nb" | b"nn" if is_first => return b"no".to_vec(),
            b"zh" if is_first => language.extend(b"zh-hans"),
            // The script, where the tag has one, stands before the region.
            b"hant" | b"tw" | b"hk" | b"mo" if !is_first => return b"zh-hant".to_vec(),
            b"hans" if !is_first => return language,
            _ if is_first => return part,
            _ => {}
        }
        part.clear();
    }
    language
}
