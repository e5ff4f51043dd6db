//! What the widget's JavaScript sees: one class. Only in the WebAssembly build.

mod page;

use js_sys::Error as JsError;
use serde::Serialize;
use serde::ser::SerializeMap;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use web_sys::Document;

use crate::page::read;
use crate::rank::Query;

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

/// A card as JavaScript gets it; see `Card` in `also-like.d.ts`.
struct Card<'a>(crate::Card<'a>, &'a crate::Related);

/// As a map, not by derive: for the names of a struct's fields serde-wasm-bindgen keeps a hash map,
/// which is 1 kB of the widget.
impl Serialize for Card<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Card(card, related) = self;
        let mut map = serializer.serialize_map(None)?;
        let texts = [card.url, card.title, card.excerpt, card.image, card.lang];
        for (name, text) in ["url", "title", "excerpt", "image", "lang"].iter().zip(texts) {
            map.serialize_entry(name, text)?;
        }
        map.serialize_entry("day", &card.date.map(|day| day.0))?;
        map.serialize_entry("score", &related.score)?;
        map.serialize_entry("because", &related.because)?;
        map.end()
    }
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

    /// The cards of the articles nearest to the one in a document, best first.
    ///
    /// `limit` is taken as 1 to 50; `selector` names the element that holds the article, when the
    /// page does not say it well enough by itself: see [`crate::page::read`].
    ///
    /// # Errors
    /// An `Error` for a damaged catalog.
    #[wasm_bindgen(js_name = relatedToPage)]
    pub fn related_to_page(
        &self,
        document: Document,
        limit: usize,
        selector: Option<String>,
    ) -> Result<JsValue, JsError> {
        let page = read(&page::Live(document), selector.as_deref());
        self.related_to(&page.title, &page.text, &page.url, limit)
    }

    /// The cards of the articles nearest to a text, best first.
    ///
    /// `url` is the text's own address, which is left out of the answer; empty when it has none.
    ///
    /// # Errors
    /// An `Error` for a damaged catalog.
    #[wasm_bindgen(js_name = relatedTo)]
    pub fn related_to(
        &self,
        title: &str,
        text: &str,
        url: &str,
        limit: usize,
    ) -> Result<JsValue, JsError> {
        let related = self.0.related(&Query { url, title, text }, limit).map_err(into_error)?;
        let cards: Vec<Card<'_>> =
            related.iter().filter_map(|one| Some(Card(self.0.card(one.article)?, one))).collect();
        let serializer =
            Serializer::new().serialize_missing_as_null(true).serialize_maps_as_objects(true);
        // Plain maps of strings and numbers: this can't fail.
        Ok(cards.serialize(&serializer).unwrap_or_default())
    }
}

fn into_error(error: crate::Error) -> JsError {
    JsError::new(&error.message())
}
