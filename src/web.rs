//! What the widget's JavaScript sees: one class. Only in the WebAssembly build.

mod page;

use js_sys::Error as JsError;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

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
#[derive(Serialize)]
struct Card<'a> {
    url: &'a str,
    title: &'a str,
    excerpt: &'a str,
    image: &'a str,
    lang: &'a str,
    day: Option<i32>,
    score: f32,
    because: &'a [String],
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

    /// The cards of the articles nearest to the one on the page, best first.
    ///
    /// `limit` is taken as 1 to 50; `selector` names the element that holds the article, when the
    /// page does not say it well enough by itself: see [`crate::page::read`].
    ///
    /// # Errors
    /// An `Error` for a damaged catalog.
    #[wasm_bindgen(js_name = relatedToPage)]
    pub fn related_to_page(
        &self,
        limit: usize,
        selector: Option<String>,
    ) -> Result<JsValue, JsError> {
        let document = page::Live::new().ok_or_else(|| JsError::new("there is no document"))?;
        let page = read(&document, selector.as_deref());
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
        let card = |one: &'_ crate::Related| self.0.card(one.article);
        let cards: Vec<Card<'_>> = related
            .iter()
            .filter_map(|one| {
                let crate::Card { url, title, excerpt, image, lang, date } = card(one)?;
                let day = date.map(|day| day.0);
                let because = one.because.as_slice();
                Some(Card { url, title, excerpt, image, lang, day, score: one.score, because })
            })
            .collect();
        // Plain structs of strings and numbers: this can't fail.
        Ok(cards.serialize(&Serializer::new().serialize_missing_as_null(true)).unwrap_or_default())
    }
}

fn into_error(error: crate::Error) -> JsError {
    JsError::new(&error.message())
}
