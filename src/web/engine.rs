//! The engine: ranks the page that a reader has open with the bytes of catalog files.

use also_like::catalog::entry::NO_DAY;
#[cfg(feature = "reasons")]
use also_like::catalog::format::FileKind;
use also_like::document::{Labels, UrlKey, labels};
use also_like::rank::MAX_LIMIT;
use also_like::text::host::decode_value;
use also_like::weighting::{TermCounts, counts};
use also_like::{
    Answer, Catalog, Day, Error, Fallback, IndexWeights, Languages, Page, RankOptions, RankWeights,
    Recommendation,
};
use js_sys::{Array, Object};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use super::flags;

const _: () = assert!(flags::NO_DAY == NO_DAY && flags::MAX_LIMIT == MAX_LIMIT);

/// Whether answers have reasons and explanations: see the feature in Cargo.toml.
const REASONS: bool = cfg!(feature = "reasons");

#[wasm_bindgen]
extern "C" {
    /// An object that is made here. With `serialize_map` the code would be 0.5 kB more, and with
    /// `serialize_struct` more still, since serde-wasm-bindgen keeps a hash map of the names.
    type Value;

    #[wasm_bindgen(method, indexing_setter)]
    fn set(this: &Value, name: &str, value: JsValue);

    /// The result of `readPage` of `www/widget/page.js`. All properties that are read are strings.
    pub type Read;

    #[wasm_bindgen(method, indexing_getter)]
    fn get(this: &Read, name: &str) -> String;
}

impl Value {
    fn new() -> Value {
        Object::new().unchecked_into()
    }

    /// Adds a member.
    fn put(&self, name: &str, value: &(impl Serialize + ?Sized)) {
        let serializer = Serializer::new().serialize_missing_as_null(true);
        // Strings, numbers and lists of them: this can't fail.
        self.set(name, value.serialize(&serializer).unwrap_or_default());
    }
}

/// A card as JavaScript gets it; see `Card` in `also-like.d.ts`.
fn card(catalog: &Catalog<&[u8]>, related: &Recommendation) -> Option<JsValue> {
    let article = related.article;
    let card = Value::new();
    let (stored, date) = catalog.stored_card(article)?;
    card.set("url", decode_value(stored.url));
    card.set("title", decode_value(stored.title));
    card.set("excerpt", decode_value(stored.excerpt));
    card.set("image", decode_value(stored.image));
    card.set("lang", decode_value(stored.lang));
    card.put("date", &date.map(|day| day.0));
    card.put("score", &related.score);
    card.put("pinned", &related.pinned);
    if REASONS {
        card.put("reasons", &related.reasons);
        let explanation = Value::new();
        for (name, factor) in related.explanation.factors() {
            explanation.put(name, &factor);
        }
        card.set("explanation", explanation.into());
    }
    Some(card.into())
}

/// Adds a number and its value.
#[cfg(feature = "reasons")]
#[inline(never)]
fn push(numbers: &Array, number: u32, value: f32) {
    numbers.push(&number.into());
    numbers.push(&value.into());
}

/// The page that a reader has open, analysed once for all catalog files that it is ranked with: on
/// a large site about 65 for a page that is none of its articles.
///
/// It keeps the page's texts and terms in the engine's memory, a few bytes for each character,
/// until JavaScript calls its `free`. Used after that, or freed again, it throws an `Error`, and
/// the engine goes on. Several may be open at a time; none changes after it was made.
#[wasm_bindgen]
pub struct OpenPage {
    page: Page,
    counts: TermCounts,
    labels: Labels,
}

#[wasm_bindgen]
impl OpenPage {
    /// Analyses a page.
    ///
    /// `read` has its texts by name, none of them left out: `url`, `title`, `excerpt`, `text` and
    /// `lang` as [`Page`] has them; `labels` with commas between; `links`, `translations`, `pins`
    /// and `excludes` as addresses with spaces between. `day` is the one of its publication, in
    /// days since 1970-01-01, which may be negative; -2³¹ when it is unknown. No text is an error.
    #[wasm_bindgen(constructor)]
    pub fn new(read: &Read, day: i32) -> OpenPage {
        let addresses = |name: &str| vec![read.get(name)];
        let page = Page {
            url: read.get("url"),
            title: read.get("title"),
            excerpt: read.get("excerpt"),
            text: read.get("text"),
            lang: read.get("lang"),
            day: Some(Day(day)).filter(|day| day.0 != NO_DAY),
            // They are read below.
            labels: Vec::new(),
            links: addresses("links"),
            translations: addresses("translations"),
            pins: addresses("pins"),
            excludes: addresses("excludes"),
        };
        OpenPage {
            counts: counts(&page.title, &page.excerpt, &page.text, &IndexWeights::DEFAULT),
            labels: labels(between_commas(&read.get("labels")), &UrlKey::new(&page.url)),
            page,
        }
    }

    /// What to show under the page, by the bytes of a catalog file.
    ///
    /// `limit` is the most cards, taken as 1 to 50. `today` is the reader's day, in days since
    /// 1970-01-01. `flags` is the sum of those of [`flags`] that are wanted. All three are taken as
    /// JavaScript's `| 0` takes them: fractions are cut off, what is no number is 0. A negative
    /// limit is more than 50. `dates`, `taxonomy` and `diversity` are those of [`RankWeights`]; the
    /// default for each that is no number, or less than 0.
    ///
    /// The answer is an object with `known`, `kind`, `name` and `cards`, made of plain values; see
    /// `Answer` in `also-like.d.ts` and [`rank::Answer`](also_like::Answer). `scores` are pairs of
    /// numbers one after the other: in an article's own file its [edges](Catalog::edges), the
    /// number of each article and its likeness; in other files none. With [`flags::TERMS`] or
    /// [`flags::CHAMPIONS`] the answer has only `scores`. Of common terms: the hash of each word
    /// of the page, which names its champion list, and its weight on the page, 0 or more. Of
    /// champion lists: the number of each article and its similarity to the page, more than 0.
    ///
    /// # Errors
    /// For a file that is damaged, of another version, or of another kind than `flags` expects, the
    /// answer is the error's sentence, a string; without the feature `reasons` it is empty.
    /// Nothing is thrown, and the page may be ranked with other files.
    #[expect(clippy::too_many_arguments, reason = "an object would be 0.3 kB more")]
    pub fn related(
        &self,
        file: Vec<u8>,
        limit: usize,
        today: i32,
        flags: u32,
        dates: f32,
        taxonomy: f32,
        diversity: f32,
    ) -> JsValue {
        let has = |flag: u32| flags & flag != 0;
        let usual = RankWeights::DEFAULT;
        let given = |weight: f32, usual: f32| if weight >= 0.0 { weight } else { usual };
        let weights = RankWeights {
            dates: given(dates, usual.dates),
            taxonomy: given(taxonomy, usual.taxonomy),
            diversity: given(diversity, usual.diversity),
            ..usual
        };
        let options = RankOptions {
            weights: if has(flags::ALONE) { weights.alone() } else { weights },
            limit,
            today: Some(Day(today)),
            languages: if has(flags::ANY_LANGUAGE) { Languages::Any } else { Languages::Same },
            skip_linked: has(flags::SKIP_LINKED),
            fallback: Fallback { section: has(flags::SECTION), latest: has(flags::LATEST) },
            ..RankOptions::default()
        };
        let answer = self.answer(&file, flags, &options);
        answer.unwrap_or_else(|error| error.message().into())
    }
}

impl OpenPage {
    /// What a file has for the page. Only the engine with reasons has what a page needs that is
    /// none of the articles: the other one answers nothing, and is 0.6 kB less.
    fn answer(&self, file: &[u8], flags: u32, options: &RankOptions) -> Result<JsValue, Error> {
        #[cfg(feature = "reasons")]
        {
            use also_like::catalog::CatalogFile;

            let value = Value::new();
            let numbers = Array::new();
            let mut add = |number: u32, score: f32| push(&numbers, number, score);
            let expected = match flags / flags::TERMS {
                0 => FileKind::Site,
                1 => FileKind::Terms,
                _ => FileKind::Champions,
            };
            match (CatalogFile::open(file)?, expected) {
                (CatalogFile::Articles(catalog), FileKind::Site) => {
                    let answer =
                        catalog.related_to(&self.counts, &self.labels, &self.page, options)?;
                    put_answer(&value, &catalog, &answer);
                    catalog.each_edge(0, &mut |other, likeness| add(other, likeness.into()));
                }
                (CatalogFile::Champions(lists), FileKind::Champions) => {
                    lists.related(&self.counts, &mut add)?;
                }
                (CatalogFile::Terms(terms), FileKind::Terms) => {
                    terms.words(&self.counts, &mut add);
                }
                (other, expected) => return Err(other.unexpected(expected)),
            }
            value.set("scores", numbers.into());
            Ok(value.into())
        }
        #[cfg(not(feature = "reasons"))]
        {
            let catalog = Catalog::open(file)?;
            let answer =
                catalog.related_to_article(&self.counts, &self.labels, &self.page, options)?;
            let Some(answer) = answer.filter(|_| flags < flags::TERMS) else {
                return Ok("".into());
            };
            let value = Value::new();
            put_answer(&value, &catalog, &answer);
            Ok(value.into())
        }
    }
}

/// Puts an answer into an object.
fn put_answer(value: &Value, catalog: &Catalog<&[u8]>, answer: &Answer) {
    let cards = Array::new();
    for one in &answer.recommendations {
        if let Some(card) = card(catalog, one) {
            cards.push(&card);
        }
    }
    value.put("known", &answer.known);
    value.put("kind", answer.kind.name());
    value.put("name", &*answer.name);
    value.set("cards", cards.into());
}

/// The parts of a text between commas. `split` would be 0.2 kB more.
fn between_commas(mut text: &str) -> impl Iterator<Item = &str> {
    core::iter::from_fn(move || {
        let end = text.bytes().position(|byte| byte == b',').unwrap_or(text.len());
        let part = text.get(..end).filter(|_| !text.is_empty());
        text = text.get(end + 1..).unwrap_or_default();
        part
    })
}
