//! Any text to the analyser, and to what else reads a short text of a page or a catalog.

use also_like::document::UrlKey;
use also_like::text::language;
use also_like::text::{Term, terms, words_of};
use also_like::{Article, Builder, Catalog, Day, Prepared};
use unicode_normalization::UnicodeNormalization;

/// Reads a text.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let all = terms(&text);
    spelled_otherwise(&text, &all);
    in_two_lines(&text);
    // Every term of a text is found in it again.
    assert!(words_of(&text, &all).iter().all(Option::is_some));
    assert!(all.iter().all(|one| !one.is_label()) && Term::label(&text).is_label());
    // A Korean word gives two terms and a pair, any other at most one and a pair.
    assert!(all.len() <= 3 * text.nfkc().count());
    short(&text);
    built(&text);
}

/// A text has the same terms however its characters are composed.
fn spelled_otherwise(text: &str, all: &[Term]) {
    for other in [text.nfc().collect(), text.nfd().collect(), text.nfkd().collect::<String>()] {
        assert_eq!(terms(&other), all, "{text:?} and {other:?}");
    }
}

/// Nothing goes beyond the end of a line.
fn in_two_lines(text: &str) {
    let (first, second) = text.split_at(text.floor_char_boundary(text.len() / 2));
    let together = terms(&format!("{first}\n{second}"));
    assert_eq!(together, [terms(first), terms(second)].concat(), "{first:?} {second:?}");
}

/// Reads a text as an address, a language and a day.
fn short(text: &str) {
    let key = UrlKey::new(text);
    assert!(key.matches(&UrlKey::new(text)) && key.path().starts_with(key.folder()));
    assert!(str::from_utf8(&language::key(text)).is_ok(), "{text:?}");
    let _ = Day::from_iso(text);
}

/// Builds a catalog of an article with this text, which must be intact.
fn built(text: &str) {
    let half = text.floor_char_boundary(text.len() / 2);
    let mut builder = Builder::default();
    builder.add(Prepared::new(Article {
        url: text[..half].into(),
        title: text[half..].into(),
        text: text.into(),
        tags: text.split(',').map(str::to_owned).collect(),
        ..Article::default()
    }));
    let catalog =
        Catalog::open(builder.finish().expect("it is small")).expect("it was just written");
    catalog.verify().expect("it was just written");
    let card = catalog.card(0).expect("it has an article");
    assert!(!card.title.contains('\n') && !card.excerpt.contains('\n'), "{card:?}");
    assert!(card.excerpt.chars().count() <= 201, "{card:?}");
}
