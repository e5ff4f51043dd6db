//! Headings of the box in the languages of readers.
//!
//! The widget has the English ones. The command writes those in the languages of its articles into
//! a catalog's manifest, so that no other language is loaded.

use std::collections::BTreeMap;

use crate::text::language;

/// For each language its tags, then the headings as a newspaper of the language would put them:
/// "You May Also Like", "More in This Category" and "Latest Articles"; fourth, if it is not a colon
/// and a space, the separator between a heading and a name. Several tags are those of readers who
/// read the same, and old names of one language.
#[rustfmt::skip]
const HEADINGS: [(&[&str], &[&str]); 34] = [
    (&["de"], &["Das könnte Sie auch interessieren", "Mehr aus dieser Rubrik", "Neueste Artikel"]),
    (&["nl"], &["Misschien ook interessant", "Uit dezelfde rubriek", "Nieuwste artikelen"]),
    (&["sv"], &["Du kanske också gillar", "I samma kategori", "Senaste artiklarna"]),
    (&["no", "nb", "nn"], &["Du liker kanskje også", "Fra samme kategori", "Siste artikler"]),
    (&["da"], &["Måske kan du også lide", "Fra samme kategori", "Seneste artikler"]),
    (&["fi"], &["Saatat pitää myös näistä", "Samasta aihepiiristä", "Uusimmat artikkelit"]),
    (&["hu"], &["Ez is érdekelheti", "Ugyanebből a rovatból", "Legfrissebb cikkek"]),
    (&["cs"], &["Mohlo by vás zajímat", "Ze stejné rubriky", "Nejnovější články"]),
    (&["pl"], &["Może Cię też zainteresować", "Z tej samej kategorii", "Najnowsze artykuły"]),
    (&["ro"], &["S-ar putea să-ți placă și", "Din aceeași categorie", "Ultimele articole"]),
    (&["es"], &["También te puede interesar", "En la misma categoría", "Últimos artículos"]),
    (&["ca"], &["També et pot interessar", "De la mateixa categoria", "Darrers articles"]),
    (&["pt"], &["Talvez também goste", "Na mesma categoria", "Últimos artigos"]),
    (&["it"], &["Potrebbe interessarti anche", "Nella stessa categoria", "Ultimi articoli"]),
    (&["fr"], &["Vous aimerez aussi", "Dans la même rubrique", "Derniers articles", "\u{a0}: "]),
    (&["fil", "tl"], &["Maaari mo ring magustuhan", "Sa parehong kategorya", "Mga pinakabagong artikulo"]),
    (&["id", "ms", "in"], &["Anda mungkin juga suka", "Dari kategori yang sama", "Artikel terbaru"]),
    (&["tr"], &["Bunlar da ilginizi çekebilir", "Aynı kategoriden", "Son yazılar"]),
    (&["vi"], &["Có thể bạn cũng thích", "Cùng chuyên mục", "Bài viết mới nhất"]),
    (&["el"], &["Ίσως σας ενδιαφέρουν", "Από την ίδια κατηγορία", "Τελευταία άρθρα"]),
    (&["bg"], &["Може да харесате още", "От същата рубрика", "Последни статии"]),
    (&["ru"], &["Вам может понравиться", "Из той же рубрики", "Последние статьи"]),
    (&["uk"], &["Вам може сподобатися", "З тієї ж рубрики", "Останні статті"]),
    (&["ar"], &["قد يعجبك أيضًا", "من القسم نفسه", "أحدث المقالات"]),
    (&["fa"], &["شاید این‌ها را هم بپسندید", "از همین دسته", "تازه‌ترین مطالب"]),
    (&["ur"], &["آپ کو یہ بھی پسند آ سکتا ہے", "اسی زمرے سے", "تازہ ترین مضامین"]),
    (&["he", "iw"], &["אולי יעניין אותך גם", "באותה קטגוריה", "כתבות אחרונות"]),
    (&["hi"], &["आपको ये भी पसंद आ सकते हैं", "इसी श्रेणी से", "ताज़ा लेख"]),
    (&["bn"], &["আপনার আরও ভালো লাগতে পারে", "একই বিভাগ থেকে", "সর্বশেষ নিবন্ধ"]),
    (&["th"], &["คุณอาจสนใจ", "ในหมวดเดียวกัน", "บทความล่าสุด"]),
    (&["ja"], &["あわせて読みたい", "同じカテゴリーの記事", "新着記事", "："]),
    (&["ko"], &["함께 볼 만한 기사", "같은 분야 기사", "최신 기사"]),
    (&["zh", "zh-hans", "zh-cn", "zh-sg", "zh-hans-cn"], &["你可能也喜欢", "同类文章", "最新文章", "："]),
    (&["zh-hant", "zh-tw", "zh-hk", "zh-mo", "zh-hant-tw", "zh-hant-hk"], &["你可能也會喜歡", "同類文章", "最新文章", "："]),
];

/// The headings in the languages of some tags, by the tags under which the widget looks for them,
/// in lower case: that of a page, else the first part of it. English and unknown languages have
/// none.
///
/// ```
/// let headings = also_like::l10n::headings::for_languages(["en-GB", "zh-TW", "tlh"]);
/// assert_eq!(headings["zh-hant-hk"][2], "最新文章");
/// assert!(!headings.contains_key("zh"));
/// ```
pub fn for_languages<'a>(
    tags: impl IntoIterator<Item = &'a str>,
) -> BTreeMap<&'static str, &'static [&'static str]> {
    let mut all = BTreeMap::new();
    for tag in tags {
        let key = language::key(tag);
        let is_its = |name: &&str| language::key(name) == key;
        for (names, words) in HEADINGS.iter().filter(|(names, _)| names.iter().any(is_its)) {
            all.extend(names.iter().map(|name| (*name, *words)));
        }
    }
    all
}
