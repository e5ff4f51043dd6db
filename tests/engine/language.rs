//! Which language tags name a language that the same readers read.
use also_like::text::language::key;

#[test]
fn tags_of_one_language_have_one_key() {
    for (tags, expected) in [
        (&["en", "EN", "en-GB", "en_us", " en ", "en-Latn-US"][..], "en"),
        (&["pt", "pt-BR", "pt-PT"], "pt"),
        (&["no", "nb", "nn-NO", "NB_no"], "no"),
        (&["zh", "zh-CN", "zh-Hans", "zh_SG", "zh-Hans-TW", "ZH-cmn-CN"], "zh-hans"),
        (&["zh-TW", "zh-Hant", "zh_HK", "zh-Hant-CN", "zh-MO", "zh-yue-HK"], "zh-hant"),
        (&["", " ", "-", "-GB"], ""),
        (&["sr", "sr-Cyrl", "sr-Latn"], "sr"),
        (&["x-klingon", "X"], "x"),
    ] {
        for tag in tags {
            assert_eq!(key(tag), expected.as_bytes(), "{tag}");
        }
    }
}
