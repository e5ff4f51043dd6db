//! The engine's view of a page, over `dom_query`.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::document::{Dom, Json, Node};
use dom_query::{Document, Matcher, NodeData, NodeRef, TreeNode};
use serde_json::Value;
use url::Url;

use super::elements::Elements;
use super::entities::plain;
use super::selectors::Selectors;
use crate::command::address;

thread_local! {
    /// Selectors that have been parsed, by where they stand in memory: the page reader asks every
    /// element for the same few.
    static MATCHERS: RefCell<HashMap<(usize, usize), Option<Matcher>>> = RefCell::default();

    /// Those that whole documents are asked for.
    static SELECTORS: RefCell<HashMap<String, Option<Rc<Selectors>>>> = RefCell::default();
}

fn selectors(list: &str) -> Option<Rc<Selectors>> {
    SELECTORS.with_borrow_mut(|all| match all.get(list) {
        Some(selectors) => selectors.clone(),
        None => all.entry(list.to_owned()).or_insert(Selectors::new(list).map(Rc::new)).clone(),
    })
}

/// A parsed page and the address where it stands.
pub struct Html<'a> {
    elements: Elements<'a>,
    address: &'a str,
    /// What links are relative to.
    base: Url,
}

impl<'a> Html<'a> {
    pub fn new(document: &'a Document, address: &'a str) -> Html<'a> {
        let elements = Elements::new(document);
        let mut html = Html { elements, address, base: address::read(address) };
        let base = html.first("base[href]").and_then(|base| base.attribute("href"));
        if let Some(base) = base.and_then(|base| address::resolve(&html.base, &base)) {
            html.base = base;
        }
        html
    }

    /// Where elements are that match a selector.
    fn matches(&self, selector: &str) -> impl Iterator<Item = Element<'a>> {
        self.select(selector)
            .into_iter()
            .filter(|place| !self.elements.in_noscript(*place))
            .filter_map(|place| self.elements.node(place).map(Element))
    }

    fn select(&self, selector: &str) -> Vec<usize> {
        selectors(selector).map(|all| self.elements.select(&all)).unwrap_or_default()
    }

    /// The only element that matches a selector, inside of `<noscript>` too.
    pub fn only(&self, selector: &str) -> Option<NodeRef<'a>> {
        match self.select(selector)[..] {
            [place] => self.elements.node(place),
            _ => None,
        }
    }
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
        if !self.0.is_element() || selector == "*" {
            return self.0.is_element();
        }
        MATCHERS.with_borrow_mut(|matchers| {
            let place = (selector.as_ptr().addr(), selector.len());
            let matcher = matchers.entry(place).or_insert_with(|| Matcher::new(selector).ok());
            matcher.as_ref().is_some_and(|matcher| self.0.is_match(matcher))
        })
    }

    fn name(&self) -> String {
        self.0.element_ref().map(|element| element.name.local.to_string()).unwrap_or_default()
    }

    fn text(&self) -> Option<String> {
        let text = |node: &TreeNode| match &node.data {
            NodeData::Text { contents } => Some(contents.to_string()),
            _ => None,
        };
        self.0.query(text).flatten()
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.0.attr(name).map(|value| value.to_string())
    }

    fn attributes(&self, names: &[&str], take: &mut dyn FnMut(usize, &str)) {
        let Some(element) = self.0.element_ref() else { return };
        // The first of a name counts.
        let mut seen = 0_u64;
        for attribute in &element.attrs {
            let name: &str = &attribute.name.local;
            let place = names.iter().position(|one| *one == name);
            if let Some(place) = place.filter(|place| seen & 1 << place == 0) {
                seen |= 1 << place;
                take(place, &attribute.value);
            }
        }
    }

    fn child(&self) -> Option<Self> {
        self.0.first_child().map(Element)
    }

    fn next(&self) -> Option<Self> {
        self.0.next_sibling().map(Element)
    }

    fn previous(&self) -> Option<Self> {
        self.0.prev_sibling().map(Element)
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
