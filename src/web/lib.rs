//! What the widget's JavaScript sees: a class and a function.
//!
//! In: the DOM of the page that a reader has open, and the bytes of catalog files. Out: cards. The one crate that has
//! exports for JavaScript and an allocator; for other targets than wasm32-unknown-unknown it is empty.
#![cfg(target_os = "unknown")]
#![forbid(unsafe_code)]

mod dom;

use also_like::RankOptions as Options;
use also_like::catalog::card::StoredCard;
use also_like::catalog::entry::NO_DAY;
use also_like::catalog::format::FileKind;
use also_like::catalog::term_index::TermIndex;
use also_like::catalog::{ChampionLists, CommonTerms};
use also_like::document::extract::text_and_links;
use also_like::document::{Labels, UrlKey, labels};
use also_like::text::host::decode_value;
use also_like::weighting::{TermCounts, counts};
use also_like::{
    Catalog, Day, Error, Fallback, IndexWeights, Languages, Page, RankWeights, Recommendation,
};
use js_sys::{Array, Object};
use lol_alloc::{FreeListAllocator, LockedAllocator};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use web_sys::Node;

use crate::dom::DomNode;

/// Smaller than the allocator of the standard library by 2.4 kB of the widget. It looks through a list of
/// what is free, which is short: nothing outlives an update of a box, and what stands side by side becomes
/// one.
#[global_allocator]
static ALLOCATOR: LockedAllocator<FreeListAllocator> =
    LockedAllocator::new(FreeListAllocator::new());

/// What JavaScript asks beyond a page, in one number: the sum of those that are wanted.
mod flags {
    pub const ANY_LANGUAGE: u32 = 1;
    pub const SKIP_LINKED: u32 = 2;
    pub const SECTION: u32 = 4;
    pub const LATEST: u32 = 8;
    pub const EACH_FOR_ITSELF: u32 = 16;
    pub const WORDS: u32 = 32;
    /// From this bit on.
    pub const WEIGHTS: u32 = 6;
}

/// Whether answers say why: see the term in Cargo.toml.
const REASONS: bool = cfg!(feature = "reasons");

#[wasm_bindgen]
extern "C" {
    /// An object that is made here. With `serialize_map` the code would be 0.5 kB more, and with
    /// `serialize_struct` more still, since serde-wasm-bindgen keeps a hash map of the names.
    type Value;

    #[wasm_bindgen(method, indexing_setter)]
    fn set(this: &Value, name: &str, value: JsValue);

    /// What `read` of `www/page.js` found on a page. All that is asked of it is text.
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

/// A card as JavaScript gets it; see `Card` in `also-like.d.ts`. For `explore.js` also the
/// article's [edges](Catalog::edges): of each the number of the article and its likeness.
fn card(catalog: &Catalog<&[u8]>, related: &Recommendation) -> Option<JsValue> {
    let article = related.article;
    let card = Value::new();
    let (StoredCard { url, title, excerpt, image, lang, .. }, date) =
        catalog.stored_card(article)?;
    let names = ["url", "title", "excerpt", "image", "lang"];
    for (name, text) in names.iter().zip([url, title, excerpt, image, lang]) {
        card.set(name, decode_value(text));
    }
    card.put("date", &date.map(|day| day.0));
    card.put("score", &related.score);
    card.put("pinned", &related.pinned);
    let neighbours = Array::new();
    for (other, likeness) in catalog.edges(article)? {
        push(&neighbours, other, likeness.into());
    }
    card.set("neighbours", neighbours.into());
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

/// Adds a number and what is said of it.
#[inline(never)]
fn push(numbers: &Array, number: u32, value: f32) {
    numbers.push(&number.into());
    numbers.push(&value.into());
}

/// The readable text inside an element, and the addresses that it links to as they stand there, each with
/// a NUL after it.
#[wasm_bindgen(js_name = textOf)]
pub fn text_of(root: &Node) -> JsValue {
    let (text, links) = text_and_links(&DomNode(root.clone()));
    let value = Value::new();
    value.put("text", &*text);
    value.put("links", &*links);
    value.into()
}

/// The page that a reader has open, analysed once, however many files of a catalog are asked: on a large
/// site about 65 for a page that is none of its articles.
///
/// It keeps the page's texts and terms in the engine's memory, a few bytes for each character, until
/// JavaScript calls its `free`. Used after that, or freed again, it throws an `Error`, and the engine goes
/// on. Several may be open at a time; none changes after it was made.
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
    /// `read` has its texts by name, none of them left out: `url`, `title`, `excerpt`, `text` and `lang` as
    /// [`Page`] has them; `labels` with commas between; `links`, `translations`, `pins` and `excludes` as
    /// addresses with spaces between. `day` is the one of its publication, in days since 1970-01-01, which
    /// may be negative; -2³¹ when it is not known.
    /// Whatever the texts say is no error.
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
    /// `limit` is the most cards, taken as 1 to 50. `today` is the reader's day, in days since 1970-01-01.
    /// `flags` are summed up: 1 articles in any language, 2 none that the article links to, 4 and 8 those of
    /// its section and the latest when nothing is near, 16 each article for itself, by [`RankWeights::alone`], 32
    /// words in place of articles; from 64 on the weights of [`RankWeights::weighted`]. All three are taken as
    /// JavaScript's `| 0` takes them: fractions are cut off, what is no number is 0. A negative limit is more
    /// than 50.
    ///
    /// The answer is an object with `known`, `kind`, `name` and `cards`, made of plain values; see `Answer`
    /// in `also-like.d.ts` and [`rank::Answer`](also_like::Answer). Where words are asked for, of the file of a
    /// large site's most common ones, it is one with `words`: each word of the page as two numbers, by the
    /// first of which its list of articles is found, and of which the second is what the word says of the page,
    /// 0 or more.
    ///
    /// # Errors
    /// For a file that is damaged, or of another version, the answer is the sentence that says so, a string;
    /// without the feature `reasons` it is empty. Nothing is thrown, and other files may be asked.
    pub fn related(&self, file: Vec<u8>, limit: usize, today: i32, flags: u32) -> JsValue {
        self.answer(&file, limit, today, flags).unwrap_or_else(|error| error.message().into())
    }
}

impl OpenPage {
    fn answer(&self, file: &[u8], limit: usize, today: i32, flags: u32) -> Result<JsValue, Error> {
        let has = |flag: u32| flags & flag != 0;
        let weighted = RankWeights::weighted(flags >> flags::WEIGHTS);
        let options = Options {
            weights: if has(flags::EACH_FOR_ITSELF) { weighted.alone() } else { weighted },
            limit,
            today: Some(Day(today)),
            languages: if has(flags::ANY_LANGUAGE) { Languages::Any } else { Languages::Same },
            skip_linked: has(flags::SKIP_LINKED),
            fallback: Fallback { section: has(flags::SECTION), latest: has(flags::LATEST) },
            ..Options::default()
        };
        let value = Value::new();
        let index = TermIndex::open(file)?;
        if has(flags::WORDS) {
            let scores = Array::new();
            let mut add = |number: u32, score: f32| push(&scores, number, score);
            if index.kind() == FileKind::Champions {
                ChampionLists::new(index)?.related(&self.counts, &mut add)?;
            } else {
                CommonTerms::new(index)?.words(&self.counts, &mut add);
            }
            value.set("scores", scores.into());
            return Ok(value.into());
        }
        let catalog = Catalog::new(index)?;
        let answer = catalog.related_to(&self.counts, &self.labels, &self.page, &options)?;
        let cards = Array::new();
        for one in &answer.recommendations {
            if let Some(card) = card(&catalog, one) {
                cards.push(&card);
            }
        }
        value.put("known", &answer.known);
        value.put("kind", answer.kind.name());
        value.put("name", &*answer.name);
        value.set("cards", cards.into());
        Ok(value.into())
    }
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
