//! Which characters make words.
//!
//! Everything that is a letter, a mark or a number (general categories L, M and N of Unicode 14) is
//! part of a word, everything else separates words. The tables hold the boundaries between the two,
//! after compatibility normalisation; a character that is not assigned or never remains after it
//! belongs to the range around it, which keeps the tables short enough to be searched for each
//! character. `tests/engine/unicode.rs` compares them with the categories. The widget is without
//! them and uses the browser's. On both sides [`super::fold_text`] has replaced all separators
//! that are not ASCII by spaces.

/// What a character is to the analyser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Ends a word.
    Separator,
    /// Part of a word, wherever it is.
    Word,
    /// A character of a script written without spaces: overlapping pairs of them are the terms.
    Unspaced,
    /// A Korean syllable: the stems of a word of them are the terms.
    Hangul,
    /// A combining mark of such a script: belongs to the character before it.
    Mark,
    /// Joins two parts of a word, or divides them.
    Apostrophe,
    /// Not there: soft hyphens, joiners, marks of direction, variation selectors, the Arabic
    /// tatweel, the vowels of Arabic and Hebrew.
    Ignored,
}

/// Whether a character is of a script written without spaces: Han, kana, Thai, Lao, Khmer, Myanmar.
pub fn is_unspaced(c: char) -> bool {
    matches!(class(c), Class::Unspaced | Class::Mark)
}

/// Classifies a character of a text that is folded as one [to be read](super::fold_text). Natively
/// without a call for each character; in the widget bytes count.
#[cfg_attr(not(target_os = "unknown"), inline(always))]
pub(super) fn class(c: char) -> Class {
    match c {
        'a'..='z' | '0'..='9' => Class::Word,
        '\'' | '\u{2019}' | '\u{2018}' | '\u{ff07}' | '\u{201b}' => Class::Apostrophe,
        // Ukrainian, Hawaiian, Hebrew.
        '\u{2bb}' | '\u{2bc}' | '\u{5f3}' => Class::Apostrophe,
        '\0'..='\u{7f}' => Class::Separator,
        '\u{ad}' | '\u{640}' | '\u{200c}'..='\u{200f}' | '\u{feff}' => Class::Ignored,
        '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{61c}' => Class::Ignored,
        // The dot of a Turkish capital İ in lower case.
        '\u{307}' => Class::Ignored,
        // Vowels and other marks of Hebrew and Arabic.
        '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' => Class::Ignored,
        '\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' => Class::Ignored,
        '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}' => Class::Ignored,
        '\u{6ea}'..='\u{6ed}' => Class::Ignored,
        '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}' => Class::Ignored,
        // Before the tables, in which the search would take longest.
        '\u{ac00}'..='\u{d7a3}' => Class::Hangul,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' => Class::Unspaced,
        // Thai, Lao, Khmer, Myanmar: their digits are ordinary words.
        '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' => Class::Mark,
        '\u{eb1}' | '\u{eb4}'..='\u{ebc}' | '\u{ec8}'..='\u{ece}' => Class::Mark,
        '\u{17b4}'..='\u{17d3}' | '\u{17dd}' => Class::Mark,
        '\u{102b}'..='\u{103e}' | '\u{1056}'..='\u{1059}' | '\u{105e}'..='\u{1060}' => Class::Mark,
        '\u{1062}'..='\u{1064}' | '\u{1067}'..='\u{106d}' | '\u{1071}'..='\u{1074}' => Class::Mark,
        '\u{1082}'..='\u{108d}' | '\u{108f}' | '\u{109a}'..='\u{109d}' => Class::Mark,
        '\u{a9e5}' | '\u{aa7b}'..='\u{aa7d}' | '\u{3099}' | '\u{309a}' => Class::Mark,
        '\u{e50}'..='\u{e59}' | '\u{ed0}'..='\u{ed9}' | '\u{17e0}'..='\u{17e9}' => Class::Word,
        '\u{1040}'..='\u{1049}' | '\u{1090}'..='\u{1099}' | '\u{a9f0}'..='\u{a9f9}' => Class::Word,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => {
            Class::Unspaced
        }
        '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aa7f}' => Class::Unspaced,
        // Han, Hiragana, Katakana.
        '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' => {
            Class::Unspaced
        }
        '\u{f900}'..='\u{faff}' | '\u{20000}'.. => Class::Unspaced,
        _ => Class::Word,
    }
}

/// Whether a character outside of ASCII divides words: not what is in a word, joins it or is not
/// there.
#[cfg(not(target_os = "unknown"))]
pub(super) fn divides(c: char) -> bool {
    !c.is_ascii() && !matches!(class(c), Class::Apostrophe | Class::Ignored) && !is_word(c)
}

#[cfg(not(target_os = "unknown"))]
fn is_word(c: char) -> bool {
    let c = c as u32;
    let (table, offset) = match c >> 16 {
        0 => (&PLANE_0[..], c),
        1 => (&PLANE_1[..], c - 0x1_0000),
        // Han and what is not assigned.
        _ => return true,
    };
    table.partition_point(|&boundary| u32::from(boundary) <= offset) % 2 == 1
}

/// Where stretches of word characters begin (even places) and end (odd), U+0080 to U+FFFF.
#[cfg(not(target_os = "unknown"))]
#[rustfmt::skip]
static PLANE_0: [u16; 272] = [
    0x00c0, 0x00d7, 0x00d8, 0x00f7, 0x00f8, 0x02c2, 0x02c6, 0x02d2, 0x02ec, 0x02ed, 0x02ee, 0x02ef,
    0x0300, 0x0375, 0x0376, 0x03f6, 0x03f7, 0x0482, 0x0483, 0x055a, 0x0560, 0x0589, 0x0591, 0x05be,
    0x05bf, 0x05c0, 0x05c1, 0x05c3, 0x05c4, 0x05c6, 0x05c7, 0x05f3, 0x0610, 0x061b, 0x0620, 0x066a,
    0x066e, 0x06d4, 0x06d5, 0x06dd, 0x06df, 0x06e9, 0x06ea, 0x06fd, 0x06ff, 0x0700, 0x0710, 0x07f6,
    0x07fa, 0x07fe, 0x0800, 0x0830, 0x0840, 0x085e, 0x0860, 0x0888, 0x0889, 0x0890, 0x0898, 0x08e2,
    0x08e3, 0x0964, 0x0966, 0x0970, 0x0971, 0x09f2, 0x09f4, 0x09fa, 0x09fc, 0x09fd, 0x09fe, 0x0a76,
    0x0a81, 0x0af0, 0x0af9, 0x0b70, 0x0b71, 0x0bf3, 0x0c00, 0x0c77, 0x0c78, 0x0c7f, 0x0c80, 0x0c84,
    0x0c85, 0x0d4f, 0x0d54, 0x0d79, 0x0d7a, 0x0df4, 0x0e01, 0x0e3f, 0x0e40, 0x0e4f, 0x0e50, 0x0e5a,
    0x0e81, 0x0f01, 0x0f18, 0x0f1a, 0x0f20, 0x0f34, 0x0f35, 0x0f36, 0x0f37, 0x0f38, 0x0f39, 0x0f3a,
    0x0f3e, 0x0f85, 0x0f86, 0x0fbe, 0x0fc6, 0x0fc7, 0x1000, 0x104a, 0x1050, 0x109e, 0x10a0, 0x10fb,
    0x10fd, 0x1360, 0x1369, 0x1390, 0x13a0, 0x1400, 0x1401, 0x166d, 0x166f, 0x1680, 0x1681, 0x169b,
    0x16a0, 0x16eb, 0x16ee, 0x1735, 0x1740, 0x17d4, 0x17d7, 0x17d8, 0x17dc, 0x1800, 0x180b, 0x180e,
    0x180f, 0x1940, 0x1946, 0x19de, 0x1a00, 0x1a1e, 0x1a20, 0x1aa0, 0x1aa7, 0x1aa8, 0x1ab0, 0x1b5a,
    0x1b6b, 0x1b74, 0x1b80, 0x1bfc, 0x1c00, 0x1c3b, 0x1c40, 0x1c7e, 0x1c80, 0x1cc0, 0x1cd0, 0x1cd3,
    0x1cd4, 0x200b, 0x20d0, 0x2104, 0x2132, 0x213a, 0x214e, 0x214f, 0x2180, 0x218a, 0x24eb, 0x2500,
    0x2776, 0x2794, 0x2c00, 0x2ce5, 0x2ceb, 0x2cf9, 0x2cfd, 0x2cfe, 0x2d00, 0x2d70, 0x2d7f, 0x2e00,
    0x2e2f, 0x2e30, 0x3005, 0x3008, 0x3021, 0x3030, 0x3031, 0x3037, 0x303b, 0x303d, 0x3041, 0x30a0,
    0x30a1, 0x30fb, 0x30fc, 0x3190, 0x31a0, 0x31c0, 0x31f0, 0x327f, 0x3400, 0x4dc0, 0x4e00, 0xa490,
    0xa4d0, 0xa4fe, 0xa500, 0xa60d, 0xa610, 0xa673, 0xa674, 0xa67e, 0xa67f, 0xa6f2, 0xa717, 0xa720,
    0xa722, 0xa789, 0xa78b, 0xa828, 0xa82c, 0xa836, 0xa840, 0xa874, 0xa880, 0xa8ce, 0xa8d0, 0xa8f8,
    0xa8fb, 0xa8fc, 0xa8fd, 0xa92e, 0xa930, 0xa95f, 0xa960, 0xa9c1, 0xa9cf, 0xa9de, 0xa9e0, 0xaa5c,
    0xaa60, 0xaa77, 0xaa7a, 0xaade, 0xaae0, 0xaaf0, 0xaaf2, 0xab5b, 0xab60, 0xab6a, 0xab70, 0xabeb,
    0xabec, 0xe000, 0xfa0e, 0xfbb2, 0xfe20, 0xfe45, 0xfe73, 0xfff9,
];

/// The same for U+10000 to U+1FFFF, less 0x10000.
#[cfg(not(target_os = "unknown"))]
#[rustfmt::skip]
static PLANE_1: [u16; 162] = [
    0x0000, 0x0100, 0x0107, 0x0137, 0x0140, 0x0179, 0x018a, 0x018c, 0x01fd, 0x039f, 0x03a0, 0x03d0,
    0x03d1, 0x056f, 0x0570, 0x0857, 0x0858, 0x0877, 0x0879, 0x091f, 0x0920, 0x093f, 0x0980, 0x0a50,
    0x0a60, 0x0a7f, 0x0a80, 0x0ac8, 0x0ac9, 0x0af0, 0x0b00, 0x0b39, 0x0b40, 0x0b99, 0x0ba9, 0x0ead,
    0x0eb0, 0x0f55, 0x0f70, 0x0f86, 0x0fb0, 0x1047, 0x1052, 0x10bb, 0x10c2, 0x10cd, 0x10d0, 0x1140,
    0x1144, 0x1174, 0x1176, 0x11c5, 0x11c9, 0x11cd, 0x11ce, 0x11db, 0x11dc, 0x11dd, 0x11e1, 0x1238,
    0x123e, 0x12a9, 0x12b0, 0x144b, 0x1450, 0x145a, 0x145e, 0x14c6, 0x14c7, 0x15c1, 0x15d8, 0x1641,
    0x1644, 0x1660, 0x1680, 0x16b9, 0x16c0, 0x173c, 0x1740, 0x183b, 0x18a0, 0x1944, 0x1950, 0x19e2,
    0x19e3, 0x1a3f, 0x1a47, 0x1a9a, 0x1a9d, 0x1a9e, 0x1ab0, 0x1c41, 0x1c50, 0x1c70, 0x1c72, 0x1ef7,
    0x1fb0, 0x1fd5, 0x2000, 0x2470, 0x2480, 0x2ff1, 0x3000, 0x3430, 0x4400, 0x6a6e, 0x6a70, 0x6af5,
    0x6b00, 0x6b37, 0x6b40, 0x6b44, 0x6b50, 0x6e97, 0x6f00, 0x6fe2, 0x6fe3, 0xbc9c, 0xbc9d, 0xbc9f,
    0xcf00, 0xcf50, 0xd165, 0xd16a, 0xd16d, 0xd173, 0xd17b, 0xd183, 0xd185, 0xd18c, 0xd1aa, 0xd1ae,
    0xd242, 0xd245, 0xd2e0, 0xd300, 0xd360, 0xd800, 0xda00, 0xda37, 0xda3b, 0xda6d, 0xda75, 0xda76,
    0xda84, 0xda85, 0xda9b, 0xe14f, 0xe290, 0xe2ff, 0xe7e0, 0xe95e, 0xec71, 0xecac, 0xecad, 0xecb0,
    0xecb1, 0xed2e, 0xed2f, 0xeef0, 0xf10b, 0xf10d,
];
