//! Traits over which a page is read, for parsed documents and for pages in a browser.

use crate::text::trim;

/// A document with elements to select.
///
/// Implementations never fail: what a document does not have is `None` or empty.
pub trait Dom {
    /// An element or a piece of text.
    type Node: Node;
    /// A parsed JSON value.
    type Json: Json;

    /// The first element that matches a CSS selector; `None` too when the selector is not valid.
    fn first(&self, selector: &str) -> Option<Self::Node>;
    /// Every element that matches a CSS selector, in document order.
    fn all(&self, selector: &str) -> Vec<Self::Node>;
    /// Parses JSON; `None` when it isn't.
    fn json(&self, text: &str) -> Option<Self::Json>;
    /// The address of the document itself, empty when unknown.
    fn address(&self) -> String;
    /// Resolves an address of the page: absolute, or from the site's root (`/a`) where the
    /// document's own address is unknown. `None` unless it is http or https.
    fn resolve(&self, address: &str) -> Option<String>;
}

/// An element or a piece of text of a [`Dom`].
pub trait Node: Sized {
    /// Whether this is an element that matches a CSS selector.
    fn is(&self, selector: &'static str) -> bool;
    /// The name of an element, in lower case; empty for anything else.
    fn name(&self) -> String;
    /// The text of a text node; `None` for anything else.
    fn text(&self) -> Option<String>;
    /// An attribute's value; `None` when absent or when this is not an element.
    fn attribute(&self, name: &str) -> Option<String>;
    /// Hands over the values of those attributes that an element has among `names`, each with the
    /// place of its name.
    fn attributes(&self, names: &[&str], take: &mut dyn FnMut(usize, &str)) {
        for (place, name) in names.iter().enumerate() {
            if let Some(value) = self.attribute(name) {
                take(place, &value);
            }
        }
    }
    /// The first child.
    fn child(&self) -> Option<Self>;
    /// The next sibling.
    fn next(&self) -> Option<Self>;
    /// The previous sibling.
    fn previous(&self) -> Option<Self>;
}

/// A parsed JSON value, as far as JSON-LD needs it.
pub trait Json: Sized {
    /// The member of an object.
    fn get(&self, key: &str) -> Option<Self>;
    /// The value of a string.
    fn string(&self) -> Option<String>;
    /// The items of an array; none for anything else.
    fn items(&self) -> Vec<Self>;
}

/// Sources of one piece of metadata: CSS selector and attribute.
pub type Places = [(&'static str, &'static str)];

/// The first of some places that is filled, trimmed.
pub fn first<D: Dom>(document: &D, places: &Places) -> Option<String> {
    places.iter().find_map(|(selector, name)| attribute(document, selector, name))
}

/// The value of an attribute of the first element that matches, unless it is blank.
pub fn attribute<D: Dom>(document: &D, selector: &str, name: &str) -> Option<String> {
    filled(document.first(selector)?.attribute(name)?)
}

/// A text without white space around it, unless it is blank.
pub fn filled(text: String) -> Option<String> {
    let text = trim(&text);
    (!text.is_empty()).then(|| text.to_owned())
}

/// What inside of headings and labels is not theirs.
const NOISE: &str = "rp,rt,script,style,[hidden]";

/// Deeper elements are not read: a heading is never there, a hostile page may be.
const MAX_DEPTH: usize = 200;

/// The text inside a node, without what is not for reading.
///
/// Elements nested deeper than 200 are left out too.
pub fn text_of<N: Node>(root: &N) -> String {
    let mut out = String::new();
    if let Some(text) = root.text() {
        return text;
    }
    // A stack of siblings still to visit, not recursion: pages nest as deeply as they like.
    let mut stack: Vec<N> = Vec::new();
    let mut next = root.child();
    loop {
        let Some(node) = next else {
            let Some(parent) = stack.pop() else { return out };
            next = parent.next();
            continue;
        };
        if let Some(text) = node.text() {
            out.push_str(&text);
        } else if node.is("*") && !node.is(NOISE) && stack.len() < MAX_DEPTH {
            next = node.child();
            stack.push(node);
            continue;
        }
        next = node.next();
    }
}
