//! When two articles are in the same language.

/// What the language tags of one language have in common: its first part as BCP 47 writes it today
/// (`iw`, `heb` and `he` are one), in lower case, and for Chinese the script, which readers of the
/// other may not read. Empty for an unknown language, and for a tag that says so (`und`, `mul`).
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

/// As browsers do it, which know the same tables of the Unicode CLDR: see `www/key.js`.
#[cfg(not(target_os = "unknown"))]
mod canonical {
    use icu_locale::{Locale, LocaleCanonicalizer, LocaleExpander};

    use crate::text::trim;

    pub fn key(tag: &str) -> String {
        let tag = trim(tag).replace('_', "-").to_ascii_lowercase();
        let tag = tag.strip_prefix("zh-").filter(|rest| rest.starts_with("yue")).unwrap_or(&tag);
        let Some(mut locale) = known(tag) else { return String::new() };
        LocaleCanonicalizer::new_common().canonicalize(&mut locale);
        match locale.id.language.as_str() {
            // Cantonese is written as Chinese is.
            "zh" | "yue" => {
                LocaleExpander::new_common().maximize(&mut locale.id);
                let script = locale.id.script.map(|script| script.as_str().to_ascii_lowercase());
                format!("zh-{}", script.unwrap_or_default())
            }
            "und" | "mul" | "zxx" | "mis" => String::new(),
            // The two written forms of Norwegian, whose readers read both.
            "nb" | "nn" => "no".to_owned(),
            language => language.to_owned(),
        }
    }

    /// What is looked at of a tag: its language, script and country.
    fn known(tag: &str) -> Option<Locale> {
        let letters = |text: &str| text.bytes().take_while(u8::is_ascii_lowercase).count();
        let language = letters(tag);
        if !(2..=3).contains(&language) {
            return None;
        }
        let mut end = language;
        for length in [4, 2] {
            let next = tag.get(end..)?.strip_prefix('-');
            if next.is_some_and(|next| letters(next) == length) {
                end += length + 1;
            }
        }
        tag.get(..end)?.parse().ok()
    }
}
