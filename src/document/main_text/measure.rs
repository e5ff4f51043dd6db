//! How much there is to read in each element of a page.

use std::sync::LazyLock;

use super::Tree;
use super::rules::{BESIDE, COMMENTS, SENTENCE, WEIGHT};
use super::tree::Names;

/// What is known of a node.
#[derive(Default)]
pub(super) struct Measure {
    /// Whether it is no part of the text.
    pub is_gone: bool,
    /// Whether a line ends before and after it.
    pub is_block: bool,
    /// The place of the block that it stands in.
    pub home: usize,
    is_link: bool,
    /// What the rules know its name by.
    pub tag: Names,
    /// Letters inside, and how many of them are links.
    pub letters: u64,
    pub links: u64,
    /// Letters of the element itself, not of blocks inside, and not of links.
    pub own: u64,
    /// The weight of the text inside: of blocks that are sentences, and of links.
    pub weight: u64,
}

/// What the class and the id of an element name, by parts that stand in them.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub(super) struct Named {
    pub is_beside: bool,
    pub is_comments: bool,
}

/// Parts of names, and what each says.
type Parts = Vec<(&'static [u8], Named)>;

impl Named {
    pub fn new(names: &str) -> Named {
        /// The parts that begin with each byte.
        static PARTS: LazyLock<Vec<Parts>> = LazyLock::new(|| {
            let mut all = vec![Parts::new(); 256];
            let none = Named::default();
            for (list, named) in [
                (BESIDE, Named { is_beside: true, ..none }),
                (COMMENTS, Named { is_comments: true, ..none }),
            ] {
                for part in list.split('|').map(str::as_bytes) {
                    all[usize::from(part[0])].push((part, named));
                }
            }
            all
        });
        let mut found = Named::default();
        let names = names.as_bytes();
        for (place, byte) in names.iter().enumerate() {
            for (part, named) in &PARTS[usize::from(*byte)] {
                if names[place..].starts_with(part) {
                    found.is_beside |= named.is_beside;
                    found.is_comments |= named.is_comments;
                }
            }
        }
        found
    }
}

/// Measures every node of a page.
pub(super) fn measure(tree: &Tree) -> Vec<Measure> {
    let mut all: Vec<Measure> = Vec::with_capacity(tree.nodes.len());
    for (place, node) in tree.nodes.iter().enumerate() {
        let tag = if node.tag.is_empty() { Names::default() } else { Names::of(&node.tag) };
        let is_block = tag.is_block || tag.is_box;
        let is_link = node.tag == "a";
        let mut one = Measure { is_block, home: place, is_link, tag, ..Measure::default() };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_names_are_found_wherever_they_stand() {
        let none = Named::default();
        assert_eq!(Named::new("post-body "), none);
        assert_eq!(Named::new(" x-sidebar"), Named { is_beside: true, ..none });
        assert_eq!(Named::new("replies"), Named { is_comments: true, ..none });
        let all = Named { is_beside: true, is_comments: true };
        assert_eq!(Named::new("metacommentlist"), all);
    }
}
