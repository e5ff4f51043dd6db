//! The metadata of the page that a reader has open, by the rules of the command.

use std::borrow::Cow;

use also_like::Day;
use also_like::document::headline::SiteNames;
use also_like::document::{Dom, Json, Metadata, json_ld, plain};
use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Document, DomParser, SupportedType, Url};

use super::dom::DomNode;

/// The metadata of a document with the main text `text`: an object with `title`, `excerpt`, `lang`
/// and `day`, as [`Metadata`] has them; days are counted from 1970-01-01, `undefined` is no day.
/// `names` is the manifest's member of that name, which may be missing; no article was published
/// after the year that follows `today`.
#[wasm_bindgen(js_name = readMetadata)]
pub fn read_metadata(document: &Document, text: &str, names: &JsValue, today: i32) -> Object {
    let page = Page(document);
    let strings = |key: &str| {
        let all = JsonValue(Reflect::get(names, &key.into()).unwrap_or_default()).items();
        all.iter().filter_map(|one| one.0.as_string()).collect()
    };
    let site =
        SiteNames { ends: strings("ends"), starts: strings("starts"), shared: strings("shared") };
    let article = json_ld::article(&page);
    let Metadata { title, excerpt, lang, day } =
        Metadata::new(&page, article.as_ref(), text, &site, Day(today));
    let read = Object::new();
    for (key, text) in [("title", title), ("excerpt", excerpt), ("lang", lang)] {
        put(&read, key, text.into());
    }
    put(&read, "day", day.map(|day| day.0).into());
    read
}

/// Sets a member of an object of ours, which never fails.
fn put(object: &Object, key: &str, value: JsValue) {
    Reflect::set(object, &key.into(), &value).unwrap_or_default();
}

/// The document that a reader has open.
struct Page<'a>(&'a Document);

impl Dom for Page<'_> {
    type Node = DomNode;
    type Json = JsonValue;

    fn first(&self, selector: &str) -> Option<DomNode> {
        Some(DomNode(self.0.query_selector(selector).ok()??.into()))
    }

    fn all(&self, selector: &str) -> Vec<DomNode> {
        let Ok(list) = self.0.query_selector_all(selector) else { return Vec::new() };
        (0..list.length()).filter_map(|at| list.get(at).map(DomNode)).collect()
    }

    fn json(&self, text: &str) -> Option<JsonValue> {
        JSON::parse(text).ok().map(JsonValue)
    }

    fn address(&self) -> String {
        self.0.url().unwrap_or_default()
    }

    fn resolve(&self, address: &str) -> Option<String> {
        let base = self.0.base_uri().ok().flatten().unwrap_or_default();
        let url = Url::new_with_base(address, &base).ok()?;
        matches!(&*url.protocol(), "http:" | "https:").then(|| url.href())
    }
}

/// A value of JSON.
struct JsonValue(JsValue);

impl Json for JsonValue {
    fn get(&self, key: &str) -> Option<JsonValue> {
        let member = Reflect::get(&self.0, &key.into()).ok()?;
        (!member.is_undefined()).then_some(JsonValue(member))
    }

    fn string(&self) -> Option<String> {
        self.0.as_string().map(|text| plain(&text, decode).into_owned())
    }

    fn items(&self) -> Vec<JsonValue> {
        if !Array::is_array(&self.0) {
            return Vec::new();
        }
        Array::from(&self.0).iter().map(JsonValue).collect()
    }
}

/// Decodes the entities of a text. Where a policy forbids the parser they stay as they are.
fn decode(text: &str) -> Cow<'_, str> {
    let decoded = || {
        let page = String::from("<!doctype html><body>") + &text.replace('<', "&lt;");
        let page = DomParser::new().ok()?.parse_from_string(&page, SupportedType::TextHtml).ok()?;
        page.body()?.text_content()
    };
    let decoded = if text.contains('&') { decoded() } else { None };
    decoded.map_or(text.into(), Cow::Owned)
}
