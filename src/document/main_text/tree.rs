//! A page as the reader of main texts sees it: its elements and texts in document order.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::rules::{BLOCKS, BOXES, KEPT, NEVER};
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
        // Most pages have fewer nodes.
        let mut nodes: Vec<TreeNode> = Vec::with_capacity(4096);
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
            if let Some(text) = node.text() {
                nodes.push(TreeNode { text, parent, ..TreeNode::default() });
                next = node.next();
                continue;
            }
            let tag = node.name();
            if !tag.is_empty() {
                let attributes = Attributes::new(&node);
                if open.is_empty() || !attributes.is_never_read(&node, &tag) {
                    let place = nodes.len();
                    nodes.push(attributes.node(tag, parent));
                    next = node.child();
                    open.push((node, place));
                    continue;
                }
            }
            next = node.next();
        }
    }
}

/// What is read of the attributes of an element.
#[derive(Default)]
struct Attributes {
    class: Option<String>,
    id: Option<String>,
    role: Option<String>,
    itemprop: Option<String>,
    href: Option<String>,
    is_hidden: bool,
}

impl Attributes {
    fn new<N: Node>(node: &N) -> Attributes {
        const NAMES: [&str; 8] =
            ["class", "id", "role", "itemprop", "href", "hidden", "aria-hidden", "style"];
        let mut all = Attributes::default();
        node.attributes(&NAMES, &mut |place, value| match place {
            0 => all.class = Some(value.to_owned()),
            1 => all.id = Some(value.to_owned()),
            2 => all.role = Some(value.to_owned()),
            3 => all.itemprop = Some(value.to_owned()),
            4 => all.href = Some(value.to_owned()),
            5 => all.is_hidden = true,
            6 => all.is_hidden |= value == "true",
            _ => {
                let style = value.to_ascii_lowercase().replace(' ', "");
                all.is_hidden |=
                    style.contains("display:none") || style.contains("visibility:hidden");
            }
        });
        all
    }

    /// Navigation, the fields of forms, marks of footnotes and the like.
    fn is_never_read<N: Node>(&self, node: &N, tag: &str) -> bool {
        let has =
            |place: &Option<String>, is: &dyn Fn(&str) -> bool| place.as_deref().is_some_and(is);
        Names::of(tag).is_never
            || has(&self.role, &|role| Names::of(role).is_never)
            || tag == "a"
                && (has(&self.href, &|href| href.starts_with("#fn"))
                    || has(&self.class, &|class| class.contains("footnote-ref")))
            || tag == "sup" && !text_of(node).contains(is_letter)
    }

    fn node(self, tag: String, parent: usize) -> TreeNode {
        let mut names = self.class.unwrap_or_default();
        names.push(' ');
        names.push_str(&self.id.unwrap_or_default());
        names.make_ascii_lowercase();
        let kinds = [self.itemprop, self.role].into_iter().flatten();
        let kind = kinds.into_iter().find(|kind| !kind.is_empty());
        let kind = kind.as_deref().unwrap_or(&tag);
        TreeNode {
            names,
            is_hidden: self.is_hidden || tag == "noscript",
            is_marked: matches!(kind, "main" | "article" | "articleBody"),
            text: self.href.unwrap_or_default(),
            tag,
            parent,
        }
    }
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || !c.is_ascii()
}

/// Which lists of the rules an element's name or its role is in.
#[derive(Clone, Copy, Default)]
pub(super) struct Names {
    pub is_never: bool,
    pub is_block: bool,
    pub is_box: bool,
    pub is_kept: bool,
}

impl Names {
    pub fn of(name: &str) -> Names {
        static ALL: LazyLock<HashMap<&'static str, Names>> = LazyLock::new(|| {
            let mut all: HashMap<&'static str, Names> = HashMap::new();
            let mut put = |list: &'static str, set: fn(&mut Names)| {
                list.split('|').for_each(|name| set(all.entry(name).or_default()));
            };
            put(NEVER, |names| names.is_never = true);
            put(BLOCKS, |names| names.is_block = true);
            put(BOXES, |names| names.is_box = true);
            put(KEPT, |names| names.is_kept = true);
            all
        });
        ALL.get(name).copied().unwrap_or_default()
    }
}
