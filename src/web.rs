//! What the widget's JavaScript sees: one class. Only in the WebAssembly build.

mod page;

use js_sys::{Array, Error as JsError, Object};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use web_sys::Document;

use crate::article::Day;
use crate::page::Page;
use crate::rank::{Options, Related};
use crate::signals::Signals;
use crate::text::characters;

/// Smaller than the allocator of the standard library by 2 kB of the widget.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A site's catalog, opened in the browser.
///
/// JavaScript must call `free()` when it is done with one. After a `WebAssembly.RuntimeError` the
/// whole instance must be dropped.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Catalog(crate::Catalog<Vec<u8>>);

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

/// What was read of the page.
fn read(page: &Page) -> JsValue {
    let told = Told::new();
    told.put("url", &*page.url);
    if REASONS {
        told.put("title", &*page.title);
        told.put("lang", &*page.lang);
        told.put("day", &page.day.map(|day| day.0));
        told.put("labels", &page.labels);
        told.put("characters", &(characters(&page.text) as u32));
    }
    told.into()
}

#[wasm_bindgen]
impl Catalog {
    /// Opens the bytes of a catalog file, by its header.
    ///
    /// # Errors
    /// An `Error` with the sentence of [`crate::Catalog::open`].
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: Vec<u8>) -> Result<Catalog, JsError> {
        crate::Catalog::open(bytes).map(Catalog).map_err(into_error)
    }

    /// How many articles it has.
    #[wasm_bindgen(getter)]
    pub fn size(&self) -> usize {
        self.0.len()
    }

    /// What to show under the article in a document.
    ///
    /// `selector` names the element that holds the article, when the page does not say it well enough
    /// by itself: see [`crate::page::read`]. `limit` is taken as 1 to 50. `today` is the reader's day,
    /// counted from 1970-01-01. `flags` are summed up: 1 articles in any language, 2 none that the
    /// article links to, 4 and 8 those of its section and the latest when nothing is near, 16 each article
    /// for itself, by [`Signals::ALONE`]. `pins` and
    /// `excludes` are addresses with spaces between, in addition to those that the page names.
    ///
    /// # Errors
    /// An `Error` for a damaged catalog.
    #[wasm_bindgen(js_name = relatedToPage)]
    #[allow(clippy::too_many_arguments)] // An object of options would be 3 kB of the widget.
    pub fn related_to_page(
        &self,
        document: Document,
        selector: Option<String>,
        limit: usize,
        today: i32,
        flags: u32,
        pins: &str,
        excludes: &str,
    ) -> Result<JsValue, JsError> {
        let mut page = Page::of(document, selector.as_deref());
        page.pins.extend(words(pins));
        page.excludes.extend(words(excludes));
        self.tell(&page, limit, today, flags)
    }

    /// What to show under a text that stands in no document, as
    /// [`related_to_page`](Catalog::related_to_page) does; `url` and `lang` are empty when unknown.
    ///
    /// # Errors
    /// An `Error` for a damaged catalog.
    #[cfg(feature = "reasons")] // Boxes have a page: this is for tests.
    #[wasm_bindgen(js_name = relatedToText)]
    #[allow(clippy::too_many_arguments)]
    pub fn related_to_text(
        &self,
        title: String,
        text: String,
        url: String,
        lang: String,
        limit: usize,
        today: i32,
        flags: u32,
    ) -> Result<JsValue, JsError> {
        let page = Page { title, text, url, lang, ..Page::default() };
        self.tell(&page, limit, today, flags)
    }
}

impl Catalog {
    fn tell(&self, page: &Page, limit: usize, today: i32, flags: u32) -> Result<JsValue, JsError> {
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
        let answer = self.0.related_by(page, &options, &signals).map_err(into_error)?;
        let cards = Array::new();
        for one in &answer.related {
            if let Some(shown) = self.0.card(one.article) {
                let near = self.0.near(one.article).unwrap_or_default();
                cards.push(&card(&shown, one, near));
            }
        }
        let told = Told::new();
        told.put("known", &answer.known);
        told.put("kind", answer.kind.name());
        told.put("name", &*answer.name);
        told.set("cards", cards.into());
        told.set("page", read(page));
        Ok(told.into())
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split_ascii_whitespace().map(str::to_owned)
}

fn into_error(error: crate::Error) -> JsError {
    JsError::new(&error.message())
}
