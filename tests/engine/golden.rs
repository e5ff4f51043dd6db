//! The analyser's terms: golden vectors for sentences in many languages, and pairs of texts that it
//! must or must not distinguish.

use std::fs;

use also_like::text::{Term, terms, words_of};
use also_like_test_support::golden::{GOLDEN, sentences};

#[test]
fn sentences_have_the_features_of_the_file() {
    if std::env::var_os("BLESS").is_some() {
        let bless = |line: &str| match sentences(line).next() {
            Some(one) => [one.name, one.escaped, &one.analysed()].join("\t") + "\n",
            None => line.to_owned() + "\n",
        };
        let file: String = GOLDEN.lines().map(bless).collect();
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/golden.tsv");
        return fs::write(path, file).unwrap();
    }
    let mut languages = Vec::new();
    for one in sentences(GOLDEN) {
        assert_eq!(one.analysed(), one.terms, "{}: {}", one.name, one.text());
        languages.push(one.name.split(' ').next().unwrap());
    }
    languages.dedup();
    assert!(languages.len() > 40, "only {} languages", languages.len());
}

/// Texts that must be the same to the engine.
const SAME: &[(&str, &str, &str)] = &[
    ("capitals", "Kim WRITES To Putin", "kim writes to putin"),
    ("punctuation", "Kim — writes: “to” (Putin)!", "Kim writes to Putin"),
    ("possessive", "the minister's answer", "the minister answer"),
    ("possessive, typographic", "the minister’s answer", "the minister's answer"),
    ("possessive of a plural", "the readers' letters", "the readers letters"),
    ("possessive of a name in s", "Dickens' house", "Dickens house"),
    ("contraction", "don’t", "dont"),
    ("contractions keep their first half", "we'll they're I've", "well theyre ive"),
    ("an apostrophe in a name is read as an elision", "O’Brien", "Brien"),
    ("apostrophes around a word", "‘harbour’", "harbour"),
    ("apostrophe before a word", "'twas", "twas"),
    ("two apostrophes", "rock’n’roll", "rocknroll"),
    ("elision", "l’homme", "homme"),
    ("elisions of two letters", "qu'elle un'altra", "elle altra"),
    ("elision in capitals", "L'HOMME", "homme"),
    ("elision in the middle of a text", "dans l’hôtel d'Orléans", "dans hôtel Orléans"),
    ("Ukrainian apostrophe", "п’ять", "пять"),
    ("final sigma", "ΛΟΓΟΣ", "λογος"),
    ("eszett stays, capital too", "STRAẞE", "straße"),
    ("full-width letters", "Ｔｏｋｙｏ　２０２４", "Tokyo 2024"),
    ("half-width kana", "ｶﾞﾗｽ", "ガラス"),
    ("ligatures", "ﬁrst oﬃce", "first office"),
    ("styled letters", "𝐛𝐨𝐥𝐝 ℌ𝔢", "bold he"),
    ("superscripts", "m² km² H₂O", "m2 km2 H2O"),
    ("footnote marks", "captain² lantern¹⁴ ferry⁷.", "captain lantern ferry."),
    ("trade marks", "Lantern™ Harbour℠ Quay®", "Lantern Harbour Quay"),
    ("Turkish capitals", "IŞIK İnsan KIŞ İKLİM", "ışık insan kış iklim"),
    ("Turkish dotless i", "ışık ılık ısı", "işik ilik isi"),
    ("Azeri capitals", "İXRAC İŞÇİ QIŞ", "ixrac işçi qış"),
    ("Russian ё", "ёлка Ещё САМОЛЁТ", "елка еще самолет"),
    (
        "Greek capitals without accents",
        "ΑΘΗΝΑ ΕΛΛΗΝΙΚΗ ΠΡΟΫΠΟΛΟΓΙΣΜΟΣ",
        "Αθήνα ελληνική προϋπολογισμός",
    ),
    ("Greek diaeresis with accent", "ταΐζω ΰμνος", "ταιζω υμνος"),
    ("Arabic vowels", "كِتَابٌ مُحَمَّد", "كتاب محمد"),
    ("Koranic marks", "رَحْمَٰن يَوْمِۖ", "رحمن يوم"),
    ("Arabic hamza on alef", "أحمد إسلام آسيا ٱلله", "احمد اسلام اسيا الله"),
    ("Arabic yeh and teh marbuta", "على قرية", "علي قريه"),
    ("Persian keyboards", "کتاب بازی", "كتاب بازي"),
    ("Persian non-joiner", "می\u{200c}شود خانه\u{200c}ها", "میشود خانهها"),
    ("Urdu heh and yeh", "ہمارے", "همارے"),
    ("Hebrew points", "סֵפֶר שִׁיעוּר", "ספר שיעור"),
    ("Hebrew geresh", "ג׳ירפה", "ג'ירפה"),
    ("Arabic digits", "٢٠٢٤ ٣٦٥", "2024 365"),
    ("Persian digits", "۲۰۲۴ ۳۶۵", "2024 365"),
    ("Devanagari, Bengali and Tamil digits", "२०२४ ৩৬৫ ௧௫௦௦", "2024 365 1500"),
    ("Thai and Burmese digits", "๒๐๒๔ ၃၆၅", "2024 365"),
    ("Ukrainian apostrophes", "пʼять об\u{2bc}єкт", "п'ять об’єкт"),
    ("Hawaiian okina", "Hawaiʻi Oʻahu", "Hawai'i O'ahu"),
    (
        "marks of direction",
        "\u{200f}שלום\u{200e} \u{202b}ספר\u{202c} \u{2067}עט\u{2069}",
        "שלום ספר עט",
    ),
    (
        "joiners inside of words",
        "auto\u{ad}bahn flug\u{2060}hafen tee\u{200d}haus",
        "autobahn flughafen teehaus",
    ),
    ("decomposed Latin", "e\u{301}te\u{301}", "été"),
    ("decomposed Vietnamese", "đo\u{31b}\u{323}i mu\u{31b}a", "đợi mưa"),
    ("decomposed Hangul", "\u{1109}\u{1165}\u{110b}\u{116e}\u{11af}", "서울"),
    ("decomposed kana", "カ\u{3099}ラス", "ガラス"),
    ("decomposed Cyrillic", "и\u{306}од", "йод"),
    ("composed nukta", "\u{958}रीब", "क\u{93c}रीब"),
    ("soft hyphen", "hyphen\u{ad}ation", "hyphenation"),
    ("zero-width joiner", "क\u{94d}\u{200d}ष", "क\u{94d}ष"),
    ("zero-width non-joiner", "می\u{200c}رسند", "میرسند"),
    ("word joiner and byte order mark", "\u{feff}har\u{2060}bour", "harbour"),
    ("tatweel", "كـــتاب", "كتاب"),
    ("variation selectors", "葛\u{e0100}飾", "葛飾"),
    ("no-break space", "thirty\u{a0}days", "thirty days"),
    ("Arabic presentation forms", "ﻛﺘﺎﺏ", "كتاب"),
    ("Han compatibility forms", "豈\u{f900}", "豈豈"),
    ("Kangxi radicals", "⼭水", "山水"),
    ("single letters", "a b see c", "see"),
    ("single digits", "day 3", "day"),
    ("emoji between words", "cry 😂 laugh", "cry laugh"),
    ("empty lines", "one two\n\n\nthree", "one two\nthree"),
    ("Windows line breaks", "one two\r\nthree", "one two\nthree"),
];

/// Texts that must not be the same to the engine.
const DIFFERENT: &[(&str, &str, &str)] = &[
    ("umlauts are letters", "schon", "schön"),
    ("accents are letters", "resume", "résumé"),
    ("eszett is not ss", "Straße", "Strasse"),
    ("word order", "dog bites man", "man bites dog"),
    ("line break", "one two", "one\ntwo"),
    ("nukta", "क\u{93c}ल", "कल"),
    ("virama", "कल", "क\u{94d}ल"),
    ("Thai tone marks", "ขาว", "ข้าว"),
    ("Khmer vowels", "កា", "កី"),
    ("Myanmar vowels", "ကို", "ကု"),
    ("hyphen divides", "email", "e-mail"),
    ("simplified and traditional", "山茶农", "山茶農"),
    ("hiragana and katakana", "がらす", "ガラス"),
    ("numbers", "1914", "1918"),
    ("zero-width space divides", "tea\u{200b}leaf", "tealeaf"),
];

/// The wording of a text's terms, separated by `|`.
const WORDS: &[(&str, &str, &str)] = &[
    ("nothing", "", ""),
    ("only punctuation", "… — !? ' ’ 。", ""),
    ("possessive", "Kim's letter", "Kim|letter"),
    ("possessive of one letter is no word", "A's score", "score"),
    ("contraction is one word", "They don't know", "They|don't|know"),
    ("elision is cut off", "l'homme d’État", "homme|État"),
    ("elision of a short word is not", "d'or qu'on", "d'or|qu'on"),
    ("an abbreviation with full stops is single letters", "U.S. port", "port"),
    ("a decimal number is two", "3.14 and 10.25", "14|and|10|25"),
    ("an address", "info@example.org", "info|example|org"),
    ("a name of two characters", "Li Na", "Li|Na"),
    ("ordinal", "el 12.º andén", "el|12|andén"),
    ("Devanagari", "क्षमा हिन्दी", "क्षमा|हिन्दी"),
    ("Tamil", "மலை மழை", "மலை|மழை"),
    ("Arabic", "الكتاب الجديد", "الكتاب|الجديد"),
    ("Hebrew with gershayim", "צה\"ל הגיע", "צה|הגיע"),
    ("lone Han character", "茶", "茶"),
    ("two Han characters are one pair", "茶農", "茶農"),
    ("Han as pairs", "山上茶農", "山上|上茶|茶農"),
    ("Han pairs end at punctuation", "山茶，農業", "山茶|農業"),
    ("Han pairs end at a Latin word", "Kim給Putin的信", "Kim|給|Putin|的信"),
    ("Han pairs end at a number", "等了41天", "等了|41|天"),
    ("kana and Han run together", "茶のみ", "茶の|のみ"),
    ("prolonged sound mark", "コーヒー", "コー|ーヒ|ヒー"),
    ("iteration mark", "人々", "人々"),
    ("beyond the first plane", "𠮷野家", "𠮷野|野家"),
    ("a Thai mark stays with its letter", "น้ำชา", "น้ํา|าช|ชา"),
    ("Thai digits are a word", "ที่๑๒บาท", "ที่|๑๒|บา|าท"),
    ("Lao", "ນ້ຳ", "ນ້ໍາ"),
    ("Khmer marks stay with their letter", "ភ្នំពេញ", "ភ្នំ|នំពេ|ពេញ"),
    ("Myanmar", "မိုးကို", "မိုးကို"),
];

/// Hangul by itself: its stems are a matter of measurement and may change again. A word is listed
/// once for its first two syllables and once for its first three.
const HANGUL: &[(&str, &str, &str)] = &[
    ("one syllable", "물", "물"),
    ("two syllables", "서점", "서점"),
    ("three syllables", "서울의", "서울의|서울의"),
    ("many syllables", "기다렸다", "기다렸다|기다렸다"),
    ("after Han", "金씨는", "金|씨는"),
    ("after Latin", "PC에서", "PC|에서"),
    ("before Latin", "서울City", "서울|City"),
    ("after a number", "3월 12일", "월|12|일"),
];

/// Korean words with and without particles: the number of terms that they share.
const STEMS: &[(&str, &str, usize)] = &[
    ("서울의", "서울에서", 1),
    ("서울의", "서울", 1),
    ("기다렸다", "기다리는", 1),
    ("서울", "부산", 0),
];

fn words(text: &str) -> String {
    let words: Vec<Term> = terms(text).into_iter().filter(|one| !one.is_pair()).collect();
    let words = words_of(text, &words).into_iter().map(|word| word.unwrap());
    words.collect::<Vec<String>>().join("|")
}

#[test]
fn the_same_text_in_another_spelling() {
    for (name, a, b) in SAME {
        assert_eq!(terms(a), terms(b), "{name}: {a} and {b}, {} and {}", words(a), words(b));
        assert!(!terms(a).is_empty(), "{name}");
    }
}

#[test]
fn texts_that_differ() {
    for (name, a, b) in DIFFERENT {
        assert_ne!(terms(a), terms(b), "{name}: {a} and {b}");
    }
}

#[test]
fn words_as_a_reader_sees_them() {
    for (name, text, expected) in WORDS.iter().chain(HANGUL) {
        assert_eq!(words(text), *expected, "{name}");
    }
}

#[test]
fn korean_words_share_their_stem() {
    for (a, b, expected) in STEMS {
        let (one, other) = (terms(a), terms(b));
        assert_eq!(one.iter().filter(|one| other.contains(one)).count(), *expected, "{a} {b}");
    }
}

#[test]
fn neighbours_on_a_line_are_pairs() {
    let pairs = |text| terms(text).into_iter().filter(|one| one.is_pair()).collect::<Vec<_>>();
    assert_eq!(pairs("red tea"), pairs("Red: tea!"));
    assert_ne!(pairs("red tea"), pairs("tea red"));
    for (text, expected) in [
        ("", 0),
        ("tea", 0),
        ("red tea", 1),
        ("red\ntea", 0),
        ("red tea\nblack tea", 2),
        ("red a tea", 1),
        ("red tea red tea", 3),
        ("山上茶農", 2),
        ("Kim給Putin", 2),
        ("서울의 서점 PC에서", 3),
    ] {
        assert_eq!(pairs(text).len(), expected, "{text}");
    }
}

#[test]
fn features_come_in_order_with_their_pairs() {
    let [red, tea, red_tea] = terms("red tea")[..] else { panic!("two words and a pair") };
    assert_eq!(terms("red"), [red]);
    assert_eq!(terms("tea"), [tea]);
    assert!(red_tea.is_pair() && !red.is_pair() && !tea.is_pair());
    assert_eq!(terms("red\ntea"), [red, tea]);
    assert_eq!(terms("red tea tea").len(), 5);
}

#[test]
fn labels_are_neither_words_nor_pairs() {
    for name in ["tea", "red tea", "茶", "서울", "/docs/python"] {
        let label = Term::label(name);
        assert!(label.is_label() && !label.is_pair(), "{name}");
        assert!(terms(name).iter().all(|one| !one.is_label() && *one != label), "{name}");
    }
    let tea = Term::label("Tea");
    for same in ["tea", " TEA\n", "ｔｅａ"] {
        assert_eq!(Term::label(same), tea, "{same}");
    }
    // A label is one thing, however many words it has.
    for other in ["teas", "tea, red", "t ea", ""] {
        assert_ne!(Term::label(other), tea, "{other}");
    }
}

#[test]
fn wording_is_the_page_s_own() {
    let one = |text: &str, word: &str| {
        words_of(text, &terms(word)).into_iter().map(Option::unwrap_or_default).next().unwrap()
    };
    for (text, word, expected) in [
        ("Pyongyang writes", "pyongyang", "Pyongyang"),
        ("Tea is tea", "tea", "tea"),
        ("TEA\nTea", "tea", "TEA"),
        ("The Minister's answer", "minister", "Minister"),
        ("L’Été dernier", "été", "Été"),
        ("Don’t", "dont", "Don’t"),
        // Folding changes the number of characters: the folded form is given.
        ("The Oﬃce", "office", "office"),
        ("山上的茶農", "茶農", "茶農"),
        ("nothing", "something", ""),
    ] {
        assert_eq!(one(text, word), expected, "{word} in {text}");
    }
    let pair = terms("red tea")[2];
    assert_eq!(words_of("Cups of Red, Tea!", &[pair]), [Some("Red, Tea".to_owned())]);
    assert_eq!(words_of("red\ntea", &[pair]), [None]);
}
