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
pub fn key(tag: &str) -> String {
    let mut parts = tag.trim_ascii().split(['-', '_']).map(str::to_ascii_lowercase);
    let language = parts.next().unwrap_or_default();
    match &*language {
        // The two written forms of Norwegian, whose readers read both.
        "nb" | "nn" => "no".to_owned(),
        "zh" => {
            // The script, where the tag has one, stands before the region.
            let script = parts
                .find(|part| ["hans", "hant", "tw", "hk", "mo", "cn", "sg"].contains(&&**part));
            let traditional =
                script.is_some_and(|part| ["hant", "tw", "hk", "mo"].contains(&&*part));
            if traditional { "zh-hant" } else { "zh-hans" }.to_owned()
        }
        _ => language,
    }
}
