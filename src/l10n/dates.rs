//! Date forms of the box in the languages of readers.
//!
//! `Intl` has them too, but its first date takes a phone as long as the rest of a box. So the
//! command writes these forms into a catalog's manifest, for the languages of its articles only. In
//! other languages, calendars and digits the widget uses `Intl`.

use std::collections::BTreeMap;

/// For the tags of a language and the regions that write dates alike, in lower case: a long date
/// with `{d}`, `{m}` and `{y}` for day, month and year, then the names of the months as in such a
/// date. It is the long date of the Unicode CLDR; `tests/e2e/dates.rs` compares it with that of
/// browsers.
#[rustfmt::skip]
const DATES: &[(&[&str], &str)] = &[
    (&["en", "en-us", "en-ca", "en-ph"], "{m} {d}, {y}|January|February|March|April|May|June|July|August|September|October|November|December"),
    (&["en-gb", "en-au", "en-nz", "en-ie", "en-in", "en-sg", "en-hk", "en-my", "en-ng", "en-ke"], "{d} {m} {y}|January|February|March|April|May|June|July|August|September|October|November|December"),
    (&["de", "de-de", "de-ch", "de-lu", "de-li"], "{d}. {m} {y}|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"),
    (&["de-at"], "{d}. {m} {y}|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"),
    (&["nl", "nl-nl", "nl-be"], "{d} {m} {y}|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"),
    (&["sv", "sv-se", "sv-fi"], "{d} {m} {y}|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"),
    (&["no", "nb", "nn", "no-no", "nb-no", "nn-no"], "{d}. {m} {y}|januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"),
    (&["da", "da-dk"], "{d}. {m} {y}|januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"),
    (&["fi", "fi-fi"], "{d}. {m} {y}|tammikuuta|helmikuuta|maaliskuuta|huhtikuuta|toukokuuta|kesäkuuta|heinäkuuta|elokuuta|syyskuuta|lokakuuta|marraskuuta|joulukuuta"),
    (&["hu", "hu-hu"], "{y}. {m} {d}.|január|február|március|április|május|június|július|augusztus|szeptember|október|november|december"),
    (&["cs", "cs-cz"], "{d}. {m} {y}|ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince"),
    (&["pl", "pl-pl"], "{d} {m} {y}|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia"),
    (&["ro", "ro-ro", "ro-md"], "{d} {m} {y}|ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie|noiembrie|decembrie"),
    (&["es", "es-es", "es-mx", "es-ar", "es-co", "es-cl", "es-ve", "es-us"], "{d} de {m} de {y}|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"),
    (&["es-pe"], "{d} de {m} de {y}|enero|febrero|marzo|abril|mayo|junio|julio|agosto|setiembre|octubre|noviembre|diciembre"),
    (&["ca", "ca-es"], "{d} {m} del {y}|de gener|de febrer|de març|d’abril|de maig|de juny|de juliol|d’agost|de setembre|d’octubre|de novembre|de desembre"),
    (&["pt", "pt-br", "pt-pt"], "{d} de {m} de {y}|janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro"),
    (&["it", "it-it", "it-ch"], "{d} {m} {y}|gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"),
    (&["fr", "fr-fr", "fr-be", "fr-ch", "fr-ca", "fr-lu"], "{d} {m} {y}|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"),
    (&["fil", "tl", "fil-ph"], "{m} {d}, {y}|Enero|Pebrero|Marso|Abril|Mayo|Hunyo|Hulyo|Agosto|Setyembre|Oktubre|Nobyembre|Disyembre"),
    (&["id", "in", "id-id"], "{d} {m} {y}|Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"),
    (&["ms", "ms-my"], "{d} {m} {y}|Januari|Februari|Mac|April|Mei|Jun|Julai|Ogos|September|Oktober|November|Disember"),
    (&["tr", "tr-tr"], "{d} {m} {y}|Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık"),
    (&["vi", "vi-vn"], "{d} {m}, {y}|tháng 1|tháng 2|tháng 3|tháng 4|tháng 5|tháng 6|tháng 7|tháng 8|tháng 9|tháng 10|tháng 11|tháng 12"),
    (&["el", "el-gr", "el-cy"], "{d} {m} {y}|Ιανουαρίου|Φεβρουαρίου|Μαρτίου|Απριλίου|Μαΐου|Ιουνίου|Ιουλίου|Αυγούστου|Σεπτεμβρίου|Οκτωβρίου|Νοεμβρίου|Δεκεμβρίου"),
    (&["bg", "bg-bg"], "{d} {m} {y} г.|януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември"),
    (&["ru", "ru-ru", "ru-by", "ru-kz"], "{d} {m} {y} г.|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"),
    (&["uk", "uk-ua"], "{d} {m} {y} р.|січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня"),
    (&["ar", "ar-ae"], "{d} {m} {y}|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"),
    (&["ar-ma"], "{d} {m} {y}|يناير|فبراير|مارس|أبريل|ماي|يونيو|يوليوز|غشت|شتنبر|أكتوبر|نونبر|دجنبر"),
    (&["ur", "ur-pk"], "{d} {m}، {y}|جنوری|فروری|مارچ|اپریل|مئی|جون|جولائی|اگست|ستمبر|اکتوبر|نومبر|دسمبر"),
    (&["he", "iw", "he-il"], "{d} {m} {y}|בינואר|בפברואר|במרץ|באפריל|במאי|ביוני|ביולי|באוגוסט|בספטמבר|באוקטובר|בנובמבר|בדצמבר"),
    (&["hi", "hi-in"], "{d} {m} {y}|जनवरी|फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर"),
    (&["ja", "ja-jp"], "{y}年{m}月{d}日|1|2|3|4|5|6|7|8|9|10|11|12"),
    (&["ko", "ko-kr"], "{y}년 {m}월 {d}일|1|2|3|4|5|6|7|8|9|10|11|12"),
    (&["zh", "zh-cn", "zh-hans", "zh-sg", "zh-hans-cn", "zh-tw", "zh-hk", "zh-hant", "zh-hant-tw", "zh-hant-hk", "zh-mo"], "{y}年{m}月{d}日|1|2|3|4|5|6|7|8|9|10|11|12"),
];

/// Dates in the languages of some tags, by these tags in lower case: pattern and months, with `|`
/// between. Other languages and regions have none.
///
/// ```
/// let dates = also_like::l10n::dates::for_languages(["en-GB", "de_AT", "fa", "tlh"]);
/// assert!(dates["en-gb"].starts_with("{d} {m} {y}|January|"));
/// assert!(dates["de-at"].starts_with("{d}. {m} {y}|Jänner|"));
/// assert_eq!(dates.len(), 2);
/// ```
pub fn for_languages<'a>(
    tags: impl IntoIterator<Item = &'a str>,
) -> BTreeMap<String, &'static str> {
    let mut all = BTreeMap::new();
    for tag in tags {
        let tag = tag.trim().to_ascii_lowercase().replace('_', "-");
        let found = DATES.iter().find(|(tags, _)| tags.contains(&&*tag));
        all.extend(found.map(|(_, date)| (tag, *date)));
    }
    all
}

/// All tags with date forms.
pub fn tags() -> impl Iterator<Item = &'static str> {
    DATES.iter().flat_map(|(tags, _)| tags.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_date_is_whole() {
        let mut all: Vec<&str> = tags().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count, "a tag twice");
        for (tags, date) in DATES {
            let parts: Vec<&str> = date.split('|').collect();
            assert_eq!(parts.len(), 13, "{tags:?}");
            assert!(parts.iter().all(|part| !part.trim().is_empty()), "{tags:?}");
            for place in ["{d}", "{m}", "{y}"] {
                assert_eq!(parts[0].matches(place).count(), 1, "{tags:?}");
            }
            assert!(
                tags.iter().all(|tag| !tag.contains(|c: char| c.is_ascii_uppercase() || c == '_'))
            );
        }
    }
}
