//! The page that the reader has open, through web-sys. The engine is without it: only the reader of
//! metadata, and `tests/web`, which compares `www/widget/main-text.js` with the native main text.

use also_like::document;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Node};

/// A node of the page's DOM.
pub struct DomNode(pub Node);

impl document::Node for DomNode {
    fn is(&self, selector: &'static str) -> bool {
        self.element().is_some_and(|element| element.unchecked_ref::<Sure>().matches(selector))
    }

    fn name(&self) -> String {
        self.element().map(|element| element.local_name()).unwrap_or_default()
    }

    fn text(&self) -> Option<String> {
        (self.0.node_type() == Node::TEXT_NODE).then(|| self.0.node_value())?
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.element()?.get_attribute(name)
    }

    fn child(&self) -> Option<DomNode> {
        self.0.first_child().map(DomNode)
    }

    fn next(&self) -> Option<DomNode> {
        self.0.next_sibling().map(DomNode)
    }

    fn previous(&self) -> Option<DomNode> {
        self.0.previous_sibling().map(DomNode)
    }
}

impl DomNode {
    /// The node as an element, by its type: cheaper than `instanceof`, and right across frames.
    fn element(&self) -> Option<&Element> {
        (self.0.node_type() == Node::ELEMENT_NODE).then(|| self.0.unchecked_ref())
    }
}

#[wasm_bindgen]
extern "C" {
    /// An element whose methods are called with valid selectors only: web-sys would catch an
    /// exception that cannot be thrown.
    type Sure;

    #[wasm_bindgen(method)]
    fn matches(this: &Sure, selector: &str) -> bool;
}
