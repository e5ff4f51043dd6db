//! The browser reads a text as the command does.

use std::collections::HashSet;

use also_like::text::Term;
use js_sys::{JsString, RegExp};
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};
use wasm_bindgen_test::wasm_bindgen_test;

use also_like_test_support::golden::{GOLDEN, sentences};
use also_like_test_support::unicode::{LAST, characters, expected, hold};

#[wasm_bindgen_test]
fn sentences_have_the_features_of_the_file() {
    let mut seen = 0;
    for one in sentences(GOLDEN) {
        assert_eq!(one.analysed(), one.terms, "{}: {}", one.name, one.text());
        seen += 1;
    }
    assert!(seen > 50);
}

/// As `src/text/fold.rs` folds in the browser.
fn browser(text: &str) -> String {
    let folded: String = JsString::from(text).normalize("NFKC").to_lower_case().into();
    folded.replace('ς', "σ")
}

/// As it folds natively.
fn native(text: &str) -> String {
    text.nfkc().collect::<String>().to_lowercase().replace('ς', "σ")
}

/// The characters that both sides have, and those that the browser assigns but does not fold: in
/// WebKit the library that folds is the system's and may be years older than the other.
fn assigned() -> (Vec<char>, Vec<char>) {
    let unknown = RegExp::new(r"\P{Assigned}", "gu");
    let known = ('\0'..=char::MAX).filter(|c| c.general_category() != GeneralCategory::Unassigned);
    let known: String = known.filter(|c| !['\n', '\r'].contains(c)).collect();
    let known: String = JsString::from(known).replace_by_pattern(&unknown, "").into();
    let lines = known.chars().map(|c| format!("{c}\n")).collect::<String>();
    let left = browser(&lines);
    let left = known.chars().zip(left.lines()).map(|(c, folded)| folded.chars().eq([c]));
    let (unfolded, folded): (Vec<_>, Vec<_>) = known
        .chars()
        .zip(left)
        .partition(|&(c, left)| left && !native(&c.to_string()).chars().eq([c]));
    let characters = |pairs: Vec<(char, bool)>| pairs.into_iter().map(|(c, _)| c).collect();
    (characters(folded), characters(unfolded))
}

/// Folds lines on both sides and compares them one by one.
fn compare(lines: &[String]) {
    for lines in lines.chunks(4096) {
        let text = lines.join("\n");
        let (browser, native) = (browser(&text), native(&text));
        if browser == native {
            continue;
        }
        for ((line, browser), native) in lines.iter().zip(browser.lines()).zip(native.lines()) {
            assert_eq!(browser, native, "{}", line.escape_unicode());
        }
        panic!("a fold takes lines apart or puts them together");
    }
}

#[wasm_bindgen_test]
fn every_character_is_folded_as_natively() {
    let (assigned, unfolded) = assigned();
    assert!(assigned.len() > 280_000, "only {} characters are compared", assigned.len());
    // Unicode 16 and 17 have about a hundred letters with another form, none in daily use.
    assert!(unfolded.len() < 150, "{unfolded:?}");
    assert!(unfolded.iter().all(|&c| c > '\u{1c80}'), "{unfolded:?}");
    compare(&assigned.iter().map(char::to_string).collect::<Vec<String>>());
}

#[wasm_bindgen_test]
fn characters_together_are_folded_as_natively() {
    // Without private use and Han, which are many and all alike.
    let interesting = |c: &char| {
        *c > ' ' && !matches!(c, '\u{3400}'..='\u{9fff}' | '\u{e000}'..='\u{f8ff}' | '\u{20000}'..)
    };
    let is_mark = |c: &char| c.general_category_group() == GeneralCategoryGroup::Mark;
    // Marks that are newer than the browser's normalisation, which does not order them.
    let is_ordered = |c: &char| {
        let among = format!("a\u{327}{c}\u{334}\u{345}{c}\u{301}");
        !is_mark(c) || browser(&among) == native(&among)
    };
    let all: Vec<char> = assigned().0.into_iter().filter(interesting).collect();
    let characters: Vec<char> = all.iter().copied().filter(is_ordered).collect();
    assert!(all.len() - characters.len() < 100);
    let marks: Vec<char> = characters.iter().copied().filter(is_mark).collect();
    // Knuth's generator: any will do, if it is the same every time.
    let mut state = 20_240_512_u64;
    let mut pick = |from: &[char]| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        from[(state >> 33) as usize % from.len()]
    };
    let lines = (0..60_000).map(|_| {
        let cluster = [pick(&characters), pick(&marks), pick(&marks), pick(&characters)];
        cluster.iter().collect::<String>() + "Σ"
    });
    compare(&lines.collect::<Vec<String>>());
}

/// The tables of the browser take the place of those that the command has.
#[wasm_bindgen_test]
fn every_character_is_taken_as_its_category_says() {
    let known: HashSet<char> = assigned().0.into_iter().collect();
    // Han and Hangul are taken by their numbers, and are most of all: one in a hundred of them.
    let is_looked_at = |c: &char| {
        let by_number =
            matches!(c, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{20000}'..);
        known.contains(c) && (!by_number || (*c as u32).is_multiple_of(100))
    };
    hold(characters('\0'..=LAST).filter(is_looked_at), expected, 35_000);
}

#[wasm_bindgen_test]
fn labels_have_no_white_space_around_them() {
    let low = (0..=0xffff).filter(|c| *c < 0x3100 || c % 100 == 0 || *c > 0xfe00);
    for space in low.filter_map(char::from_u32) {
        let around = format!("{space}a{space}b{space}");
        let is_same = Term::label(&around) == Term::label(&format!("a{space}b"));
        assert_eq!(is_same, space.is_whitespace(), "{space:?}");
    }
    // In one pass, however much of it there is inside.
    let long = format!("a{}b", " ".repeat(1 << 20));
    assert_ne!(Term::label(&long), Term::label("a b"));
}
