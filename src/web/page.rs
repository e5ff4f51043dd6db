//! The page that the reader has open, through web-sys.

use wasm_bindgen::prelude::*;
use web_sys::{Element, Node};

use crate::page;

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
    /// An element, asked with a selector that is one: web-sys would catch what can't be.
    type Sure;

    #[wasm_bindgen(method)]
    fn matches(this: &Sure, selector: &str) -> bool;
}
