//! When two articles are in the same language.

/// What the language tags of one language have in common: its first part as BCP 47 writes it today
/// (`iw`, `heb` and `he` are one), in lower case, and for Chinese the script, which readers of the
/// other may not read. Empty for an unknown language, and for the tags `und` and `mul`.
///
/// ```
/// use also_like::text::language::key;
/// assert_eq!(key("en-GB"), key("EN"));
/// assert_eq!(key("zh-TW"), key("zh_Hant_HK"));
/// assert_ne!(key("zh-TW"), key("zh-CN"));
/// assert_eq!(key("deu"), key("de-AT"));
/// ```
pub fn key(tag: &str) -> Vec<u8> {
    #[cfg(not(target_os = "unknown"))]
    return canonical::key(tag).into_bytes();
    #[cfg(target_os = "unknown")]
    return super::host::language_key(tag).into_bytes();
}

/// As browsers do it, by the same tables of the Unicode CLDR: see `www/key.js`.
#[cfg(not(target_os = "unknown"))]
mod canonical {
    use icu_locale::{Locale, LocaleCanonicalizer};

    pub fn key(tag: &str) -> String {
        // The tags of pages are trimmed already.
        let tag = tag.trim_ascii().to_ascii_lowercase();
        let end = tag.bytes().take_while(u8::is_ascii_lowercase).count();
        let first = tag.get(..end).filter(|first| (2..=3).contains(&first.len()));
        let Some(mut locale) = first.and_then(|first| first.parse::<Locale>().ok()) else {
            return String::new();
        };
        LocaleCanonicalizer::new_common().canonicalize(&mut locale);
        let has = |part: &&str| tag.contains(part);
        match locale.id.language.as_str() {
            // Cantonese is written as Chinese is.
            "zh" | "yue" if has(&"hans") => "zh-hans",
            "zh" | "yue" if ["yue", "hant", "tw", "hk", "mo"].iter().any(has) => "zh-hant",
            "zh" | "yue" => "zh-hans",
            "und" | "mul" | "zxx" => "",
            // The two written forms of Norwegian, whose readers read both.
            "nb" | "nn" => "no",
            language => language,
        }
        .to_owned()
    }
}
