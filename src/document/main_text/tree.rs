//! A page as the reader of main texts sees it: its elements and texts in document order.

use crate::document::Node;

/// No node.
pub const NONE: usize = usize::MAX;

/// Elements whose texts nobody reads.
const CODE: [&str; 4] = ["script", "style", "template", "svg"];

/// An element or a text.
#[derive(Debug)]
pub struct TreeNode {
    /// The name of an element, in lower case; empty for a text.
    pub tag: String,
    /// Class and id in lower case, with a space between.
    pub names: String,
    pub role: String,
    pub is_hidden: bool,
    /// The text of a text, the address that a link leads to.
    pub text: String,
    /// The place of the element that this is in; [`NONE`] for the first.
    pub parent: usize,
    /// Whether it says that it holds the text.
    pub is_marked: bool,
    /// Its own place, and the one after the last node inside.
    pub start: usize,
    pub end: usize,
}

/// The nodes of a page, parents before their children.
#[derive(Debug)]
pub struct Tree {
    pub nodes: Vec<TreeNode>,
}

impl Tree {
    /// The elements and texts inside a node, and itself.
    pub fn new<N: Node>(root: N) -> Tree {
        let mut nodes: Vec<TreeNode> = Vec::new();
        // A stack of elements whose siblings are still to visit, not recursion: pages nest as
        // deeply as they like.
        let mut open: Vec<(N, usize)> = Vec::new();
        let mut next = Some(root);
        loop {
            let parent = open.last().map_or(NONE, |(_, place)| *place);
            let place = nodes.len();
            let Some(node) = next else {
                let Some((node, own)) = open.pop() else { return Tree { nodes } };
                if let Some(own) = nodes.get_mut(own) {
                    own.end = place;
                }
                next = if open.is_empty() { None } else { node.next() };
                continue;
            };
            let tag = node.name();
            let text = node.text();
            if text.is_some() || !tag.is_empty() && !CODE.contains(&&*tag) {
                let get = |name: &str| node.attribute(name).unwrap_or_default();
                let style = get("style").to_ascii_lowercase().replace(' ', "");
                nodes.push(TreeNode {
                    is_hidden: node.attribute("hidden").is_some()
                        || get("aria-hidden") == "true"
                        || style.contains("display:none")
                        || style.contains("visibility:hidden"),
                    names: [&*get("class"), " ", &*get("id")].concat().to_ascii_lowercase(),
                    role: get("role"),
                    text: text.unwrap_or_else(|| get("href")),
                    tag,
                    is_marked: get("role") == "main" || get("itemprop") == "articleBody",
                    parent,
                    start: place,
                    end: place + 1,
                });
                next = node.child();
                open.push((node, place));
            } else {
                next = node.next();
            }
        }
    }
}
