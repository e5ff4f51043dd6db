//! Finding the main text: by where the words are, more than by what elements are called.
//!
//! 1. What is never read is not in the tree: navigation, the fields of forms, marks of footnotes.
//! 2. What is hidden goes, and what is named like something beside a text, if it is small.
//! 3. From the first element down, into the child that has most of the weight, for as long as one
//!    has; and from there into the article of the headline.
//! 4. Inside, the headline goes, and blocks most of whose words are links. Paragraphs between the
//!    headline and that element are a part of the text.

use super::measure::{Measure, Named, measure, sum};
use super::rules::{
    BESIDE_PERCENT, FORUM, HEADED_PERCENT, HIDDEN_PERCENT, LEFT_OF_COMMENTS, LIST_PERCENT,
    MARKED_PERCENT, MOST_PERCENT, SENTENCE, WEIGHT,
};
use super::tree::TreeNode;
use super::{MainText, Tree};

/// Finds the main text of a page. `is_chosen` tells whether the page's author says that the text is
/// all of it.
pub fn read(tree: &Tree, is_chosen: bool) -> MainText {
    let mut all = measure(tree);
    let is_headline = |node: &TreeNode| node.tag == "h1" && !node.is_hidden;
    let headline = tree.nodes.iter().position(is_headline).unwrap_or(0);
    drop_beside(tree, &mut all);
    sum(tree, &mut all);
    let root = if is_chosen { 0 } else { root(tree, &all, headline) };
    drop_links(tree, &mut all, root, headline);
    let first = if headline > 0 { root.min(headline) } else { root };
    written(tree, &all, first, root)
}

/// Drops what is hidden, and what is named like something beside the text.
fn drop_beside(tree: &Tree, all: &mut [Measure]) {
    let mut left = all.first().map_or(0, |first| first.weight);
    let is_forum = tree
        .nodes
        .first()
        .is_some_and(|body| FORUM.split('|').any(|part| body.names.contains(part)));
    for (place, node) in tree.nodes.iter().enumerate().skip(1) {
        let in_gone = all.get(node.parent).is_some_and(|parent| parent.is_gone);
        let Some(one) = all.get_mut(place) else { return };
        one.is_gone |= in_gone;
        if !one.is_gone && !node.tag.is_empty() && is_beside(node, one, left, is_forum) {
            one.is_gone = true;
            left = left.saturating_sub(one.weight);
        }
    }
}

/// Whether an element stands beside a text of which so much is left.
fn is_beside(node: &TreeNode, one: &Measure, left: u64, is_forum: bool) -> bool {
    if node.is_hidden && one.weight * 100 <= left * HIDDEN_PERCENT {
        return true;
    }
    if one.tag.is_kept {
        return false;
    }
    let named = Named::new(&node.names);
    let is_named = node.tag == "header" || named.is_beside;
    let is_small = one.weight * 100 <= left * BESIDE_PERCENT || one.is_mostly_links();
    is_named && is_small || !is_forum && left >= one.weight + LEFT_OF_COMMENTS && named.is_comments
}

/// The place of the element that holds the text.
fn root(tree: &Tree, all: &[Measure], headline: usize) -> usize {
    // The heaviest child of each element, the first of equal ones; 0 for none.
    let mut heaviest = vec![0; all.len()];
    let weight = |place: usize| all.get(place).map_or(0, |one| one.weight);
    for (place, node) in tree.nodes.iter().enumerate().skip(1).rev() {
        // A list is a part of a text.
        let is_part = matches!(&*node.tag, "dl" | "ul" | "ol");
        if !is_part
            && all.get(place).is_some_and(|one| one.is_block && !one.is_gone)
            && let Some(best) = heaviest.get_mut(node.parent)
            && (*best == 0 || weight(place) >= weight(*best))
        {
            *best = place;
        }
    }
    let mut root = 0;
    loop {
        let best = heaviest.get(root).copied().unwrap_or(0);
        let (Some(node), Some(one)) = (tree.nodes.get(best), all.get(best)) else { break };
        let most = if node.is_marked { MARKED_PERCENT } else { MOST_PERCENT };
        if best == 0
            || one.weight * 100 < weight(root) * most
            || one.weight == 0
            || one.own * 2 * WEIGHT > one.weight
        {
            break;
        }
        root = best;
    }
    // The article of the headline, unless the text is in a part of it.
    let up = |from: usize, is_it: &dyn Fn(usize, &TreeNode) -> bool| {
        let mut place = from;
        while place > 0
            && let Some(node) = tree.nodes.get(place)
            && !is_it(place, node)
        {
            place = node.parent;
        }
        place
    };
    let headed = up(headline, &|_, node| node.tag == "article");
    let is_inside = up(root, &|place, _| place <= headed) == headed;
    if !is_inside && weight(headed) * 100 >= weight(root) * HEADED_PERCENT { headed } else { root }
}

/// Drops the headline and the blocks inside of `root` that are mostly links.
fn drop_links(tree: &Tree, all: &mut [Measure], root: usize, headline: usize) {
    let Some(whole) = all.get(root) else { return };
    let is_list = whole.links * 100 > whole.letters * LIST_PERCENT;
    for (place, node) in tree.nodes.iter().enumerate().skip(root + 1) {
        let in_gone = all.get(node.parent).is_some_and(|parent| parent.is_gone);
        let Some(one) = all.get_mut(place) else { return };
        let is_link = node.tag == "p" && one.letters > 0 && one.links * 10 >= one.letters * 9;
        let is_links = one.tag.is_box && one.is_mostly_links();
        one.is_gone |= in_gone || place == headline || !is_list && (is_link || is_links);
    }
}

impl Measure {
    fn is_mostly_links(&self) -> bool {
        self.links * 2 > self.letters
    }
}

/// The text inside of `root` that is not gone, and of paragraphs from `first` on before it.
fn written(tree: &Tree, all: &[Measure], first: usize, root: usize) -> MainText {
    let is_sentence = |home: usize| {
        tree.nodes.get(home).is_some_and(|block| block.tag == "p")
            && all.get(home).is_some_and(|block| block.own >= SENTENCE)
    };
    let mut found = MainText::default();
    let mut home = root;
    for (place, (node, one)) in tree.nodes.iter().zip(all).enumerate().skip(first) {
        if place > root && node.parent < root {
            break;
        }
        if one.is_gone || place < root && !is_sentence(one.home) {
            continue;
        }
        // A text after a block is on a line of its own.
        if one.is_block || one.home != home && node.tag.is_empty() {
            found.text.push('\n');
            home = one.home;
        }
        if node.tag.is_empty() {
            found.text.push_str(&node.text);
        } else if !node.text.is_empty() {
            found.links.push_str(&node.text);
            found.links.push('\0');
        }
    }
    found
}
