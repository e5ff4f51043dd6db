//! What the widget's JavaScript sees: two functions. Only in the WebAssembly build.

mod page;

use js_sys::{Array, Object};
use lol_alloc::{FreeListAllocator, LockedAllocator};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use web_sys::Node;

use crate::article::Day;
use crate::catalog::Catalog;
use crate::error::Error;
use crate::format::NO_DAY;
use crate::page::{Page, text_and_links};
use crate::rank::{Options, Related};
use crate::signals::Signals;

/// Smaller than the allocator of the standard library by 2.4 kB of the widget. It looks through a list of
/// what is free, which is short: nothing outlives an answer, and what stands side by side becomes one.
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
}

/// Whether answers say why: see the feature in Cargo.toml.
const REASONS: bool = cfg!(feature = "reasons");

#[wasm_bindgen]
extern "C" {
    /// An object that is made here. With `serialize_map` the code would be 0.5 kB more, and with
    /// `serialize_struct` more still, since serde-wasm-bindgen keeps a hash map of the names.
    type Told;

    #[wasm_bindgen(method, indexing_setter)]
    fn set(this: &Told, name: &str, value: JsValue);

    /// What `read` of `www/page.js` found on a page. All that is asked of it is text.
    pub type Read;

    #[wasm_bindgen(method, indexing_getter)]
    fn get(this: &Read, name: &str) -> String;
}

impl Told {
    fn new() -> Told {
        Object::new().unchecked_into()
    }

    /// Adds a member.
    fn put(&self, name: &str, value: &(impl Serialize + ?Sized)) {
        let serializer = Serializer::new().serialize_missing_as_null(true);
        // Strings, numbers and lists of them: this can't fail.
        self.set(name, value.serialize(&serializer).unwrap_or_default());
    }
}

/// A card as JavaScript gets it; see `Card` in `also-like.d.ts`. For `explore.js` also its place in its
/// file, and what [`crate::Catalog::near`] says.
fn card(card: &crate::Card<'_>, related: &Related, near: &str) -> JsValue {
    let told = Told::new();
    let texts = [card.url, card.title, card.excerpt, card.image, card.lang];
    for (name, text) in ["url", "title", "excerpt", "image", "lang"].iter().zip(texts) {
        told.put(name, text);
    }
    told.put("day", &card.date.map(|day| day.0));
    told.put("score", &related.score);
    told.put("place", &related.article);
    told.put("near", near);
    if REASONS {
        told.put("because", &related.because);
    }
    told.put("pinned", &related.pinned);
    if REASONS {
        let parts = Told::new();
        for (name, factor) in related.parts.named() {
            parts.put(name, &factor);
        }
        told.set("parts", parts.into());
    }
    told.into()
}

/// The readable text inside an element, and the addresses that it links to as they stand there, each with
/// a NUL after it.
#[wasm_bindgen(js_name = textOf)]
pub fn text_of(root: &Node) -> JsValue {
    let (text, links) = text_and_links(root);
    let told = Told::new();
    told.put("text", &*text);
    told.put("links", &*links);
    told.into()
}

/// What to show under an article, by the bytes of a catalog file.
///
/// `page` is what stands on the article's page and `day` the one of its publication, or `NO_DAY`. `limit` is taken as 1
/// to 50. `today` is the reader's day, counted from 1970-01-01. `flags` are summed up: 1 articles in any
/// language, 2 none that the article links to, 4 and 8 those of its section and the latest when nothing is
/// near, 16 each article for itself, by [`Signals::ALONE`].
///
/// For a damaged catalog it gives the sentence of the error; without the feature `reasons` it is empty.
#[wasm_bindgen]
pub fn related(
    file: Vec<u8>,
    page: &Read,
    day: i32,
    limit: usize,
    today: i32,
    flags: u32,
) -> JsValue {
    let addresses = |name: &str| vec![page.get(name)];
    let page = Page {
        url: page.get("url"),
        title: page.get("title"),
        excerpt: page.get("excerpt"),
        text: page.get("text"),
        lang: page.get("lang"),
        day: Some(Day(day)).filter(|day| day.0 != NO_DAY),
        labels: between_commas(&page.get("labels")),
        links: addresses("links"),
        translations: addresses("translations"),
        pins: addresses("pins"),
        excludes: addresses("excludes"),
    };
    let has = |flag: u32| flags & flag != 0;
    let options = Options {
        limit,
        today: Some(Day(today)),
        any_language: has(flags::ANY_LANGUAGE),
        skip_linked: has(flags::SKIP_LINKED),
        section: has(flags::SECTION),
        latest: has(flags::LATEST),
    };
    let signals = if has(flags::EACH_FOR_ITSELF) { Signals::ALONE } else { Signals::DEFAULT };
    answer(file, &page, &options, &signals).unwrap_or_else(|error| error.message().into())
}

fn answer(
    file: Vec<u8>,
    page: &Page,
    options: &Options,
    signals: &Signals,
) -> Result<JsValue, Error> {
    let catalog = Catalog::open(file)?;
    let answer = catalog.related_by(page, options, signals)?;
    let cards = Array::new();
    for one in &answer.related {
        if let Some(shown) = catalog.card(one.article) {
            let near = catalog.near(one.article).unwrap_or_default();
            cards.push(&card(&shown, one, near));
        }
    }
    let told = Told::new();
    told.put("known", &answer.known);
    told.put("kind", answer.kind.name());
    told.put("name", &*answer.name);
    told.set("cards", cards.into());
    Ok(told.into())
}

/// The parts of a text between commas. `split` would be 0.2 kB more.
fn between_commas(mut text: &str) -> Vec<String> {
    let mut all = Vec::new();
    while !text.is_empty() {
        let end = text.bytes().position(|byte| byte == b',').unwrap_or(text.len());
        all.extend(text.get(..end).map(str::to_owned));
        text = text.get(end + 1..).unwrap_or_default();
    }
    all
}
