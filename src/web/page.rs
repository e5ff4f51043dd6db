//! The page that the reader has open, through web-sys.

use js_sys::{Array, JSON};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Node, Url};

use crate::page;

/// A live document.
pub(super) struct Live(pub(super) Document);

impl page::Page {
    /// Reads the article of a live document, by [`crate::page::read`].
    pub fn of(document: Document, selector: Option<&str>) -> page::Page {
        page::read(&Live(document), selector)
    }
}

impl page::Dom for Live {
    type Node = Node;
    type Json = JsValue;

    fn first(&self, selector: &str) -> Option<Node> {
        Some(self.0.query_selector(selector).ok()??.into())
    }

    fn all(&self, selector: &str) -> Vec<Node> {
        let Ok(list) = self.0.query_selector_all(selector) else { return Vec::new() };
        // It has what is asked of an array, and what asks it is there once then.
        let array: &Array = list.unchecked_ref();
        (0..array.length()).map(|i| array.get(i).unchecked_into()).collect()
    }

    fn json(&self, text: &str) -> Option<JsValue> {
        JSON::parse(text).ok()
    }

    fn address(&self) -> String {
        self.0.unchecked_ref::<Sure>().url()
    }

    fn resolve(&self, address: &str) -> Option<String> {
        let base = self.0.unchecked_ref::<Sure>().base_uri()?;
        let url = Url::new_with_base(address, &base).ok()?.href();
        (url.starts_with("http://") || url.starts_with("https://")).then_some(url)
    }
}

impl page::Node for Node {
    fn is(&self, selector: &'static str) -> bool {
        element(self).is_some_and(|element| element.unchecked_ref::<Sure>().matches(selector))
    }

    fn text(&self) -> Option<String> {
        (self.node_type() == Node::TEXT_NODE).then(|| self.node_value())?
    }

    fn attribute(&self, name: &str) -> Option<String> {
        element(self)?.get_attribute(name)
    }

    fn child(&self) -> Option<Node> {
        self.first_child()
    }

    fn next(&self) -> Option<Node> {
        self.next_sibling()
    }
}

/// The node as an element, by its type: cheaper than `instanceof`, and right across frames.
fn element(node: &Node) -> Option<&Element> {
    (node.node_type() == Node::ELEMENT_NODE).then(|| node.unchecked_ref())
}

#[wasm_bindgen]
extern "C" {
    /// A document or an element, asked for what can't fail: web-sys would catch it.
    type Sure;

    #[wasm_bindgen(method, getter, js_name = URL)]
    fn url(this: &Sure) -> String;
    #[wasm_bindgen(method, getter, js_name = baseURI)]
    fn base_uri(this: &Sure) -> Option<String>;
    #[wasm_bindgen(method)]
    fn matches(this: &Sure, selector: &str) -> bool;

    /// A parsed value but `null`. Smaller than `Reflect`, which has to catch what it throws at others.
    type Parsed;

    #[wasm_bindgen(method, indexing_getter)]
    fn get(this: &Parsed, key: &str) -> JsValue;
}

impl page::Json for JsValue {
    fn get(&self, key: &str) -> Option<JsValue> {
        // Only `null` can't be asked for a member.
        if self.is_null_or_undefined() {
            return None;
        }
        let value = self.unchecked_ref::<Parsed>().get(key);
        (!value.is_null_or_undefined()).then_some(value)
    }

    fn string(&self) -> Option<String> {
        self.as_string()
    }

    fn items(&self) -> Vec<JsValue> {
        if !Array::is_array(self) {
            return Vec::new();
        }
        let array: &Array = self.unchecked_ref();
        (0..array.length()).map(|i| array.get(i)).collect()
    }
}
