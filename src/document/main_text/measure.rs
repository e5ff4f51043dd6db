//! How much there is to read in each element of a page.

use super::Tree;
use super::names::{self, is_one, is_some_in};
use super::tree::TreeNode;

/// What is known of a node.
#[derive(Debug, Default)]
pub(super) struct Measure {
    /// Whether it is no part of the text.
    pub is_gone: bool,
    pub is_hidden: bool,
    /// Whether a line ends before and after it.
    pub is_block: bool,
    /// The place of the block that it stands in.
    pub home: usize,
    is_link: bool,
    /// Letters inside, and how many of them are links.
    pub letters: i32,
    pub links: i32,
    /// Letters of the block itself, not of blocks inside, and not of links.
    pub own: i32,
    /// Letters of sentences inside: of blocks with more than a few outside of links. Those of links
    /// count a tenth.
    pub mass: i32,
}

/// A block with fewer letters outside of links is no sentence.
const SENTENCE: i32 = 25;

/// Measures every node of a page. What is never read is gone.
pub(super) fn measure(tree: &Tree) -> Vec<Measure> {
    let mut all: Vec<Measure> = Vec::with_capacity(tree.nodes.len());
    for (place, node) in tree.nodes.iter().enumerate() {
        let is_block = is_one(names::BLOCK, &node.tag) || is_one(names::BOXES, &node.tag);
        let mut one = Measure {
            is_hidden: place > 0 && (node.is_hidden || node.tag == "noscript"),
            is_gone: place > 0 && is_never_read(tree, node),
            is_block,
            home: place,
            is_link: node.tag == "a",
            ..Measure::default()
        };
        if let Some(parent) = all.get(node.parent) {
            one.is_gone |= parent.is_gone;
            one.is_link |= parent.is_link;
            if !is_block {
                one.home = parent.home;
            }
        }
        all.push(one);
    }
    sum(tree, &mut all);
    all
}

fn is_never_read(tree: &Tree, node: &TreeNode) -> bool {
    is_one(names::NEVER, &node.tag)
        || is_one(names::ROLES, &node.role)
        || node.tag == "a"
            && (node.text.starts_with("#fn") || is_some_in("footnote-ref", &node.names))
        || node.tag == "sup" && is_number(tree, node)
}

/// Whether there is text in an element, but no letter: the mark of a footnote.
fn is_number(tree: &Tree, node: &TreeNode) -> bool {
    let inside = tree.nodes.get(node.start..node.end).unwrap_or_default();
    let mut texts = inside.iter().filter(|node| node.tag.is_empty()).peekable();
    let is_letter = |byte: u8| byte.is_ascii_alphabetic() || !byte.is_ascii();
    texts.peek().is_some() && !texts.any(|text| text.text.bytes().any(is_letter))
}

/// Adds up what is not gone, from the leaves to the first node.
pub(super) fn sum(tree: &Tree, all: &mut [Measure]) {
    for one in all.iter_mut() {
        (one.letters, one.links, one.own, one.mass) = (0, 0, 0, 0);
    }
    for (place, node) in tree.nodes.iter().enumerate().rev() {
        let Some(one) = all.get_mut(place) else { return };
        if one.is_gone {
            continue;
        }
        if node.tag.is_empty() {
            let letters = size(&node.text);
            one.letters = letters;
            let (is_link, home) = (one.is_link, one.home);
            if is_link {
                (one.links, one.mass) = (letters, letters / 10);
            } else if let Some(home) = all.get_mut(home) {
                home.own += letters;
            }
        } else if one.is_block && one.own >= SENTENCE && !node.tag.starts_with('h') {
            // A heading is no sentence.
            one.mass += one.own;
        }
        let Some(one) = all.get(place) else { return };
        let (letters, links, mass) = (one.letters, one.links, one.mass);
        if let Some(parent) = all.get_mut(node.parent) {
            parent.letters += letters;
            parent.links += links;
            parent.mass += mass;
        }
    }
}

/// How much there is to read in a text: letters, with one for the space after each word. A Han
/// character says as much as three.
fn size(text: &str) -> i32 {
    let mut size = 0;
    let mut is_between = true;
    for c in text.chars() {
        let is_space = c.is_whitespace();
        size += i32::from(!is_space && is_between);
        size += if is_space {
            0
        } else if c >= '\u{2e80}' {
            3
        } else {
            1
        };
        is_between = is_space;
    }
    size
}
