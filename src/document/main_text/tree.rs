//! A page as the reader of main texts sees it: its elements and texts in document order.

use super::rules::NEVER;
use crate::document::dom::{Node, text_of};

/// An element or a text.
#[derive(Debug, Default)]
pub struct TreeNode {
    /// The name of an element, in lower case; empty for a text.
    pub tag: String,
    /// Class and id in lower case, with a space between.
    pub names: String,
    pub is_hidden: bool,
    /// Whether it says that it holds the text.
    pub is_marked: bool,
    /// The text of a text, the `href` of an element.
    pub text: String,
    /// The place of the element that this is in; its own for the first.
    pub parent: usize,
}

/// The nodes of a page, parents before their children.
#[derive(Debug)]
pub struct Tree {
    pub nodes: Vec<TreeNode>,
}

impl Tree {
    /// The elements and texts inside a node, and itself, without what is never read.
    pub fn new<N: Node>(root: N) -> Tree {
        let mut nodes: Vec<TreeNode> = Vec::new();
        // A stack of elements whose siblings are still to visit, not recursion: pages nest as
        // deeply as they like.
        let mut open: Vec<(N, usize)> = Vec::new();
        let mut next = Some(root);
        loop {
            let Some(node) = next else {
                let Some((node, _)) = open.pop() else { return Tree { nodes } };
                next = if open.is_empty() { None } else { node.next() };
                continue;
            };
            let parent = open.last().map_or(0, |(_, place)| *place);
            let tag = node.name();
            if let Some(text) = node.text() {
                nodes.push(TreeNode { text, parent, ..TreeNode::default() });
            } else if !tag.is_empty() && (open.is_empty() || !is_never_read(&node, &tag)) {
                let place = nodes.len();
                nodes.push(element(&node, tag, parent));
                next = node.child();
                open.push((node, place));
                continue;
            }
            next = node.next();
        }
    }
}

/// Navigation, the fields of forms, marks of footnotes and the like.
fn is_never_read<N: Node>(node: &N, tag: &str) -> bool {
    let get = |name: &str| node.attribute(name).unwrap_or_default();
    is_one(NEVER, tag)
        || is_one(NEVER, &get("role"))
        || tag == "a" && (get("href").starts_with("#fn") || get("class").contains("footnote-ref"))
        || tag == "sup" && !text_of(node).contains(is_letter)
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || !c.is_ascii()
}

/// Whether a word is one of a list.
pub(super) fn is_one(list: &str, word: &str) -> bool {
    list.split('|').any(|one| one == word)
}

fn element<N: Node>(node: &N, tag: String, parent: usize) -> TreeNode {
    let get = |name: &str| node.attribute(name).unwrap_or_default();
    let style = get("style").to_ascii_lowercase().replace(' ', "");
    let names = [&*get("class"), " ", &*get("id")].concat();
    let kinds = [get("itemprop"), get("role"), tag.clone()];
    let kind = kinds.into_iter().find(|kind| !kind.is_empty()).unwrap_or_default();
    TreeNode {
        names: names.to_ascii_lowercase(),
        is_hidden: tag == "noscript"
            || node.attribute("hidden").is_some()
            || get("aria-hidden") == "true"
            || style.contains("display:none")
            || style.contains("visibility:hidden"),
        is_marked: is_one("main|article|articleBody", &kind),
        text: get("href"),
        tag,
        parent,
    }
}
