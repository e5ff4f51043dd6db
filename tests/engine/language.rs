//! Which language tags name a language that the same readers read.
use also_like::text::language::key;

/// Tags with their keys, to which `www/widget/test/languages.js` holds JavaScript.
const TABLE: &str = include_str!("../data/languages.tsv");

#[test]
fn tags_of_one_language_have_one_key() {
    for line in TABLE.lines() {
        let (tag, expected) = line.split_once('\t').unwrap();
        assert_eq!(String::from_utf8(key(tag)).unwrap(), expected, "{tag}");
        assert_eq!(key(expected), expected.as_bytes(), "{tag}: the key of a key");
    }
}
