//! The engine's view of a page, over `dom_query`.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::document::{Dom, Json, Node};
use dom_query::{Document, Matcher, NodeRef};
use serde_json::Value;
use url::Url;

use super::plain::plain;
use crate::command::address;

thread_local! {
    /// Selectors that have been parsed: the page reader asks every element for the same few.
    static MATCHERS: RefCell<HashMap<&'static str, Option<Matcher>>> = RefCell::default();
}

/// A parsed page and the address where it stands.
pub struct Html<'a> {
    document: &'a Document,
    address: &'a str,
    /// What links are relative to.
    base: Url,
}

impl<'a> Html<'a> {
    pub fn new(document: &'a Document, address: &'a str) -> Html<'a> {
        let mut html = Html { document, address, base: address::read(address) };
        let base = html.first("base[href]").and_then(|base| base.attribute("href"));
        if let Some(base) = base.and_then(|base| address::resolve(&html.base, &base)) {
            html.base = base;
        }
        html
    }

    fn matches(&self, selector: &str) -> impl Iterator<Item = Element<'a>> {
        let found = Matcher::new(selector).map(|all| self.document.select_matcher(&all));
        let nodes = found.map(|selection| selection.nodes().to_vec()).unwrap_or_default();
        nodes.into_iter().filter(|node| !is_without_scripts(node)).map(Element)
    }
}

/// Where scripts run, as they do wherever the box appears, `<noscript>` holds text and no elements.
fn is_without_scripts(node: &NodeRef) -> bool {
    node.ancestors_it(None).any(|parent| parent.has_name("noscript"))
}

impl<'a> Dom for Html<'a> {
    type Node = Element<'a>;
    type Json = Ld;

    fn first(&self, selector: &str) -> Option<Element<'a>> {
        self.matches(selector).next()
    }

    fn all(&self, selector: &str) -> Vec<Element<'a>> {
        self.matches(selector).collect()
    }

    fn json(&self, text: &str) -> Option<Ld> {
        serde_json::from_str(text).ok().map(Ld)
    }

    fn address(&self) -> String {
        self.address.to_owned()
    }

    fn resolve(&self, address: &str) -> Option<String> {
        address::resolve(&self.base, address).map(|url| address::written(&url))
    }
}

/// An element or a piece of text.
pub struct Element<'a>(pub NodeRef<'a>);

impl Node for Element<'_> {
    fn is(&self, selector: &'static str) -> bool {
        MATCHERS.with_borrow_mut(|matchers| {
            let matcher = matchers.entry(selector).or_insert_with(|| Matcher::new(selector).ok());
            let matches = |matcher: &Matcher| self.0.is_element() && self.0.is_match(matcher);
            matcher.as_ref().is_some_and(matches)
        })
    }

    fn name(&self) -> String {
        if !self.0.is_element() {
            return String::new();
        }
        self.0.node_name().map(|name| name.to_string()).unwrap_or_default()
    }

    fn text(&self) -> Option<String> {
        self.0.is_text().then(|| self.0.text().to_string())
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.0.attr(name).map(|value| value.to_string())
    }

    fn child(&self) -> Option<Self> {
        self.0.first_child().map(Element)
    }

    fn next(&self) -> Option<Self> {
        self.0.next_sibling().map(Element)
    }
}

/// JSON-LD.
pub struct Ld(pub Value);

impl Json for Ld {
    fn get(&self, key: &str) -> Option<Ld> {
        self.0.get(key).cloned().map(Ld)
    }

    /// Nothing decodes what stands in a script: entities there are a mistake of its author.
    fn string(&self) -> Option<String> {
        self.0.as_str().map(|text| plain(text).into_owned())
    }

    fn items(&self) -> Vec<Ld> {
        self.0.as_array().map(|items| items.iter().cloned().map(Ld).collect()).unwrap_or_default()
    }
}
