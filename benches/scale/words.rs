//! Made-up words: every number has one, and no two have the same.

const ONSETS: [&str; 30] = [
    "b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "z", "br",
    "dr", "gr", "kr", "pr", "tr", "bl", "fl", "kl", "pl", "ch", "th", "ph",
];
const VOWELS: [&str; 5] = ["a", "e", "i", "o", "u"];
/// Where a syllable ends can be told from the letters, since no onset begins with one of these and
/// goes on.
const CODAS: [&str; 5] = ["", "n", "s", "l", "r"];
const SYLLABLES: u64 = 30 * 5 * 5;

/// How many words are in the language, the most frequent first. Numbers from here on are names.
pub const LANGUAGE: u32 = 400_000;

/// The word of a number. Small numbers have short words; those that follow one another share
/// nothing.
pub fn word(number: u32) -> String {
    let (syllables, space) = match number {
        0..600 => (1, SYLLABLES),
        600..LANGUAGE => (2, SYLLABLES.pow(2)),
        _ => (3, SYLLABLES.pow(3)),
    };
    // A prime and no factor of the space, so that every number keeps a place of its own.
    let mut place = u64::from(number) * 1_000_000_007 % space;
    let mut word = String::new();
    for _ in 0..syllables {
        let syllable = (place % SYLLABLES) as usize;
        word += ONSETS[syllable % 30];
        word += VOWELS[syllable / 30 % 5];
        word += CODAS[syllable / 150];
        place /= SYLLABLES;
    }
    word
}

/// The name of a person: one of a few hundred given names, and a family name of its own.
pub fn name(number: u32) -> String {
    let given = capitalised(&word(LANGUAGE + number * 31 % 400));
    let family = capitalised(&word(LANGUAGE + 400 + number));
    format!("{given} {family}")
}

/// With a capital letter in front.
pub fn capitalised(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
