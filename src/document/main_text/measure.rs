//! How much there is to read in each element of a page.

use super::Tree;
use super::rules::{BLOCKS, BOXES, SENTENCE, WEIGHT};
use super::tree::is_one;

/// What is known of a node.
#[derive(Debug, Default)]
pub(super) struct Measure {
    /// Whether it is no part of the text.
    pub is_gone: bool,
    /// Whether a line ends before and after it.
    pub is_block: bool,
    /// The place of the block that it stands in.
    pub home: usize,
    is_link: bool,
    /// Letters inside, and how many of them are links.
    pub letters: u64,
    pub links: u64,
    /// Letters of the element itself, not of blocks inside, and not of links.
    pub own: u64,
    /// The weight of the text inside: of blocks that are sentences, and of links.
    pub weight: u64,
}

/// Whether one of a list stands in a text.
pub(super) fn is_some_in(list: &str, text: &str) -> bool {
    list.split('|').any(|one| text.contains(one))
}

/// Measures every node of a page.
pub(super) fn measure(tree: &Tree) -> Vec<Measure> {
    let mut all: Vec<Measure> = Vec::with_capacity(tree.nodes.len());
    for (place, node) in tree.nodes.iter().enumerate() {
        let is_block = is_one(BLOCKS, &node.tag) || is_one(BOXES, &node.tag);
        let mut one =
            Measure { is_block, home: place, is_link: node.tag == "a", ..Measure::default() };
        if let Some(parent) = all.get(node.parent) {
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

/// Adds up what is not gone, from the leaves to the first node.
pub(super) fn sum(tree: &Tree, all: &mut [Measure]) {
    for one in all.iter_mut() {
        (one.letters, one.links, one.own, one.weight) = (0, 0, 0, 0);
    }
    for (place, node) in tree.nodes.iter().enumerate().rev() {
        let Some(one) = all.get_mut(place).filter(|one| !one.is_gone) else { continue };
        if node.tag.is_empty() {
            one.letters = size(&node.text);
            if one.is_link {
                (one.links, one.weight) = (one.letters, one.letters - one.letters % WEIGHT);
            } else {
                one.own = one.letters;
            }
        } else if one.is_block && one.own >= SENTENCE && !node.tag.starts_with('h') {
            // A heading is no sentence.
            one.weight += one.own * WEIGHT;
        }
        let (letters, links, weight) = (one.letters, one.links, one.weight);
        let own = if one.is_block { 0 } else { one.own };
        if place > 0
            && let Some(parent) = all.get_mut(node.parent)
        {
            parent.letters += letters;
            parent.links += links;
            parent.own += own;
            parent.weight += weight;
        }
    }
}

/// How much there is to read in a text: letters, with one for the space before each word. One of
/// Han, kana or Hangul says as much as three.
fn size(text: &str) -> u64 {
    let (mut size, mut is_between) = (0, true);
    for c in text.chars() {
        let is_space = c <= ' ' || c == '\u{a0}' || c == '\u{3000}';
        if !is_space {
            size += 1 + u64::from(is_between) + if c >= '\u{2e80}' { 2 } else { 0 };
        }
        is_between = is_space;
    }
    size
}
