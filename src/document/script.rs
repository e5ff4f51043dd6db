//! The language of a text by its script, where the page declares one that is not written in it, or
//! none.

/// Letters of a text that are looked at.
const MOST: usize = 4_000;

/// Scripts that limit the languages of a text. Latin does not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Script {
    Latin,
    Hangul,
    Kana,
    Han,
    Thai,
    Cyrillic,
    Arabic,
    Greek,
    Hebrew,
    Devanagari,
    Georgian,
    Armenian,
    Bengali,
    Gurmukhi,
    Gujarati,
    Tamil,
    Telugu,
    Kannada,
    Malayalam,
    Sinhala,
    Lao,
    Tibetan,
    Myanmar,
    Khmer,
    Ethiopic,
}

const SCRIPTS: usize = 25;

fn script(c: char) -> Option<Script> {
    Some(match u32::from(c) {
        0x41..=0x5a | 0x61..=0x7a | 0xc0..=0x24f | 0x1e00..=0x1eff => Script::Latin,
        0x370..=0x3ff | 0x1f00..=0x1fff => Script::Greek,
        0x400..=0x52f => Script::Cyrillic,
        0x531..=0x587 => Script::Armenian,
        0x5d0..=0x5f2 => Script::Hebrew,
        0x620..=0x6d3 | 0x750..=0x77f | 0x8a0..=0x8ff | 0xfb50..=0xfdff | 0xfe70..=0xfefc => {
            Script::Arabic
        }
        0x900..=0x97f => Script::Devanagari,
        0x980..=0x9ff => Script::Bengali,
        0xa00..=0xa7f => Script::Gurmukhi,
        0xa80..=0xaff => Script::Gujarati,
        0xb80..=0xbff => Script::Tamil,
        0xc00..=0xc7f => Script::Telugu,
        0xc80..=0xcff => Script::Kannada,
        0xd00..=0xd7f => Script::Malayalam,
        0xd80..=0xdff => Script::Sinhala,
        0xe00..=0xe7f => Script::Thai,
        0xe80..=0xeff => Script::Lao,
        0xf00..=0xfff => Script::Tibetan,
        0x1000..=0x109f => Script::Myanmar,
        0x10a0..=0x10ff | 0x1c90..=0x1cbf => Script::Georgian,
        0x1100..=0x11ff | 0x3130..=0x318f | 0xac00..=0xd7a3 => Script::Hangul,
        0x1200..=0x139f => Script::Ethiopic,
        0x1780..=0x17ff => Script::Khmer,
        0x3041..=0x30ff | 0xff66..=0xff9d => Script::Kana,
        0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff => Script::Han,
        _ => return None,
    })
}

/// Which languages are written in a script; none for the Latin one, in which most may be.
fn languages(script: Script) -> &'static [&'static str] {
    match script {
        Script::Latin => &[],
        Script::Hangul => &["ko"],
        Script::Kana => &["ja", "ryu", "ain"],
        Script::Han => &["zh", "ja", "yue", "cmn", "nan", "hak", "wuu", "gan", "lzh", "ko", "vi"],
        Script::Thai => &["th"],
        Script::Cyrillic => &[
            "ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg", "tt", "ba", "cv", "os",
            "ce", "av", "sah", "kv", "udm", "uz", "az", "bs", "sh", "ab", "cu", "rue", "tk", "ug",
            "ro", "mo", "crh", "kum", "lez", "inh", "kbd", "ady", "mhr", "myv", "mdf", "tyv",
            "xal", "bua", "alt", "krc", "nog", "hr", "cnr",
        ],
        Script::Arabic => &[
            "ar", "fa", "ur", "ps", "sd", "ug", "ckb", "ku", "arz", "ary", "apc", "prs", "pnb",
            "skr", "azb", "ks", "bal", "ms", "dv", "kk", "tt", "uz", "tk", "ha", "pa", "glk",
            "mzn", "lrc", "az", "ajp", "acm", "aeb", "arq",
        ],
        Script::Greek => &["el", "grc", "pnt"],
        Script::Hebrew => &["he", "yi", "iw", "ji", "lad", "arc"],
        Script::Devanagari => &[
            "hi", "mr", "ne", "sa", "bho", "mai", "kok", "gom", "new", "awa", "sd", "ks", "doi",
            "brx", "mag", "hne", "raj", "bgc", "pi",
        ],
        Script::Georgian => &["ka", "xmf", "sva", "lzz"],
        Script::Armenian => &["hy", "hyw", "xcl"],
        Script::Bengali => &["bn", "as", "bpy", "mni", "ctg", "syl"],
        Script::Gurmukhi => &["pa"],
        Script::Gujarati => &["gu", "kfr"],
        Script::Tamil => &["ta"],
        Script::Telugu => &["te"],
        Script::Kannada => &["kn", "tcy"],
        Script::Malayalam => &["ml"],
        Script::Sinhala => &["si"],
        Script::Lao => &["lo"],
        Script::Tibetan => &["bo", "dz"],
        Script::Myanmar => &["my", "shn", "mnw", "ksw"],
        Script::Khmer => &["km"],
        Script::Ethiopic => &["am", "ti", "tig", "gez"],
    }
}

/// Languages that are always written in other scripts than the Latin one.
const NOT_LATIN: &[&str] = &[
    "ko", "ja", "zh", "th", "ru", "uk", "be", "bg", "mk", "ar", "fa", "ur", "el", "he", "hi", "mr",
    "ne", "ka", "hy", "bn", "ta", "te", "kn", "ml", "si", "lo", "my", "km", "am", "gu",
];

/// How much there is of each script at the beginning of a text, and of all.
fn counted(text: &str) -> ([usize; SCRIPTS], usize) {
    let mut counts = [0; SCRIPTS];
    let mut all = 0;
    for script in text.chars().filter_map(script) {
        // A syllable or a character is worth more than a letter.
        let worth = match script {
            Script::Han | Script::Hangul | Script::Kana => 3,
            _ => 1,
        };
        if let Some(count) = counts.get_mut(script as usize) {
            *count += worth;
        }
        all += worth;
        if all > MOST * 3 {
            break;
        }
    }
    (counts, all)
}

/// The language of a text: as declared, unless most of its letters are of a script in which that
/// language is not written. Where most of the headline is of that script a quarter of the text is
/// enough, since technical texts are half code and foreign terms. Where none is declared it is
/// that of the script, and empty for a script of many languages.
pub fn language(declared: &str, headline: &str, text: &str) -> String {
    let (counts, letters) = counted(text);
    let count = |script: Script| counts.get(script as usize).copied().unwrap_or(0);
    let (han, kana) = (count(Script::Han), count(Script::Kana));
    const ALL: [Script; SCRIPTS - 3] = [
        Script::Hangul,
        Script::Thai,
        Script::Cyrillic,
        Script::Arabic,
        Script::Greek,
        Script::Hebrew,
        Script::Devanagari,
        Script::Georgian,
        Script::Armenian,
        Script::Bengali,
        Script::Gurmukhi,
        Script::Gujarati,
        Script::Tamil,
        Script::Telugu,
        Script::Kannada,
        Script::Malayalam,
        Script::Sinhala,
        Script::Lao,
        Script::Tibetan,
        Script::Myanmar,
        Script::Khmer,
        Script::Ethiopic,
    ];
    let east = if kana * 10 >= han + kana && kana > 0 { Script::Kana } else { Script::Han };
    let most = ALL.iter().map(|&script| (count(script), script)).chain([(han + kana, east)]);
    let Some((most, script)) = most.max_by_key(|&(count, _)| count) else {
        return declared.to_owned();
    };
    let (titled, all) = counted(headline);
    let same: &[Script] = match script {
        Script::Han | Script::Kana => &[Script::Han, Script::Kana],
        ref other => std::slice::from_ref(other),
    };
    let own: usize = same.iter().filter_map(|&script| titled.get(script as usize)).sum();
    let least = if own * 2 > all { letters / 4 } else { letters / 2 };
    // A few words are no evidence.
    if most < 20 || most <= least {
        return declared.to_owned();
    }
    let first = declared.split(['-', '_']).next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_latin = declared.split(['-', '_']).any(|part| part.eq_ignore_ascii_case("latn"));
    let is_written = languages(script).contains(&&*first) && !is_latin;
    // `zh` over Japanese text is a mistake, `ja` over a few Chinese characters none.
    if is_written && !(script == Script::Kana && first == "zh") {
        return declared.to_owned();
    }
    // An unknown tag, such as that of a small language, is kept.
    let is_known =
        first.is_empty() || matches!(&*first, "und" | "mul" | "zxx") || is_common(&first);
    if !is_known {
        return declared.to_owned();
    }
    by_script(script, text).to_owned()
}

/// Languages that templates and systems declare by default, and those that have a script of their
/// own.
fn is_common(language: &str) -> bool {
    const LATIN: &[&str] = &[
        "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "nb", "nn", "fi", "et", "lv",
        "lt", "pl", "cs", "sk", "sl", "hu", "ro", "hr", "bs", "tr", "id", "ms", "vi", "ca", "eu",
        "gl", "is", "ga", "cy", "sq", "af", "sw", "eo", "la", "fil", "tl", "az",
    ];
    LATIN.contains(&language) || NOT_LATIN.contains(&language) || language == "yue"
}

/// The language of a script; of a script of several, by the letters that only one of them has.
fn by_script(script: Script, text: &str) -> &'static str {
    let count =
        |letters: &str| text.chars().take(MOST * 2).filter(|&c| letters.contains(c)).count();
    match script {
        Script::Cyrillic => {
            let of = |letters| count(letters) * 250 > text.chars().take(MOST * 2).count();
            if of("ўЎ") {
                "be"
            } else if of("їєґЇЄҐ") {
                "uk"
            } else if of("ѓќѕЃЌЅ") {
                "mk"
            } else if of("ђћљњџјЂЋЉЊЏЈ") {
                "sr"
            } else if of("әғқңұһӘҒҚҢҰҺ") {
                if of("җҖ") { "tt" } else { "kk" }
            } else if of("өүӨҮ") {
                if of("ңҢ") { "ky" } else { "mn" }
            } else if of("ҷӯҳӣҲҶ") {
                "tg"
            } else if count("ыэЫЭ") == 0 && of("ъЪ") {
                "bg"
            } else {
                "ru"
            }
        }
        Script::Arabic => {
            let of = |letters| count(letters) * 250 > text.chars().take(MOST * 2).count();
            if of("ےٹڈڑں") {
                "ur"
            } else if of("ډړښځڅ") {
                "ps"
            } else if of("ێۆڕڵ") {
                "ckb"
            } else if of("پچگژکی") {
                "fa"
            } else {
                "ar"
            }
        }
        Script::Hebrew if count("ײױװ") > 3 => "yi",
        Script::Devanagari if count("ळ") * 300 > text.chars().take(MOST * 2).count() => "mr",
        Script::Bengali if count("ৰৱ") * 100 > text.chars().take(MOST * 2).count() => "as",
        Script::Han if is_traditional(text) => "zh-Hant",
        other => languages(other).first().copied().unwrap_or_default(),
    }
}

/// Whether Chinese is written in traditional characters, by those that differ and are frequent.
fn is_traditional(text: &str) -> bool {
    const TRADITIONAL: &str =
        "這個們來時會說為學國後對過還經發現開關點問間實應無與從進長頭種樣門將當體動書車東見讓";
    const SIMPLIFIED: &str =
        "这个们来时会说为学国后对过还经发现开关点问间实应无与从进长头种样门将当体动书车东见让";
    let count =
        |letters: &str| text.chars().take(MOST * 2).filter(|&c| letters.contains(c)).count();
    count(TRADITIONAL) > count(SIMPLIFIED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_decides_where_the_declared_language_does_not_have_it() {
        for (declared, text, language_) in [
            ("en", "밤의 나룻배는 열 시에 항구를 떠나고 선장은 파란 공책에 날씨를 적는다", "ko"),
            ("en-US", "夜の渡船は十時に港を出る。船長は島々の天気を青い帳面に書く", "ja"),
            ("", "渡船在十点离开港口，船长把天气写在蓝色的本子里，乘客睡在甲板上", "zh"),
            ("en", "渡船在十點離開港口，船長說這個時候來的人對這裡的天氣沒有經驗", "zh-Hant"),
            ("en", "เรือข้ามฟากออกจากท่าตอนสิบโมงและกัปตันเขียนสภาพอากาศ", "th"),
            (
                "en",
                "Паром выходит из гавани в десять, и капитан пишет погоду в синюю тетрадь",
                "ru",
            ),
            (
                "",
                "Пором виходить із гавані о десятій, і капітан пише погоду в її зошит, є їжа",
                "uk",
            ),
            (
                "en",
                "تغادر العبارة الليلية الميناء في الساعة العاشرة ويكتب القبطان حالة الطقس",
                "ar",
            ),
            ("en", "کشتی شبانه ساعت ده از بندر می‌رود و ناخدا هوا را در دفتر آبی می‌نویسد", "fa"),
            (
                "en",
                "Το νυχτερινό πλοίο φεύγει από το λιμάνι στις δέκα και ο καπετάνιος γράφει",
                "el",
            ),
            ("en", "המעבורת יוצאת מן הנמל בעשר והקברניט כותב את מזג האוויר בספר כחול", "he"),
            ("en", "रात की नाव दस बजे बंदरगाह से निकलती है और कप्तान मौसम लिखता है", "hi"),
            ("en", "ღამის ბორანი ათ საათზე ტოვებს ნავსადგურს და კაპიტანი წერს", "ka"),
            ("de", "Գիշերային լաստանավը ժամը տասին հեռանում է նավահանգստից", "hy"),
            ("zh", "夜の渡船は十時に港を出る。船長は島々の天気を青い帳面に書く", "ja"),
            ("ru", "The ferry leaves the harbour at ten and the captain writes", "ru"),
            ("sr", "Трајект напушта луку у десет и капетан пише време у свеску", "sr"),
            ("sr-Latn", "The ferry and its captain, in Latin letters", "sr-Latn"),
            ("kv", "Паром выходит из гавани в десять, и капитан пишет погоду", "kv"),
            ("ja", "東京都港区芝浦海岸通三丁目港湾倉庫前停留所案内図", "ja"),
            ("en", "Ferry 渡船", "en"),
            ("", "The ferry leaves the harbour at ten", ""),
        ] {
            assert_eq!(language(declared, "", text), language_, "{declared}: {text}");
        }
    }
    #[test]
    fn a_technical_text_has_the_language_of_its_headline() {
        let code = "let reply = client.post(address).send().await; ".repeat(3);
        for (headline, text, language_) in [
            ("PG-Strom v5.1リリース", "このリリースでは索引の作成と表の結合が速くなりました", "ja"),
            ("在 Linux 下编译内核", "编译内核以前先把这个配置文件复制到目录里面", "zh"),
            ("리눅스에서 커널 만들기", "커널을 만들기 전에 설정 파일을 폴더로 옮긴다", "ko"),
            ("Сборка ядра в Linux", "Перед сборкой ядра скопируйте файл настроек в каталог", "ru"),
            // A lesson about another script.
            (
                "食べる (taberu): to eat",
                "このリリースでは索引の作成と表の結合が速くなりました",
                "en",
            ),
        ] {
            let text = format!("{code} {text}");
            assert_eq!(language("en", headline, &text), language_, "{headline}");
        }
    }
}
