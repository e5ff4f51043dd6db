//! Finding the main text: by where the words are, not by what elements are called.
//!
//! 1. What is never read goes: navigation, forms' fields, hidden parts, marks of footnotes.
//! 2. What is named like something beside a text (`share`, `related`) goes if it is small.
//! 3. From the body down, into the child that holds most of the words outside of links, for as long
//!    as one child does; or into the article of the headline.
//! 4. Blocks inside most of whose words are links go.

use super::measure::{Measure, measure};
use super::names::{self, is_one, is_some_in};
use super::tree::{NONE, TreeNode};
use super::{MainText, Tree};

/// Most of an element's words are links from this share on.
const LINKS: f32 = 0.5;

/// A page with such a share of links is a list, which is all links.
const LIST: f32 = 0.45;

/// What is named like something beside the text may hold so much of it and go.
const BESIDE: f32 = 0.07;

/// Hidden parts may hold so much of the text and go: more is shown by a script.
const HIDDEN: f32 = 0.7;

/// So many letters must be left for readers' comments to go: of a forum they are the text. The
/// names of comments under articles leave no doubt.
const LEFT: i32 = 1000;
const LEFT_OF_ARTICLE: i32 = 150;

/// The text is in a child that holds so much of what its parent has; less will do for an element
/// that says that it is.
const MOST: f32 = 0.75;
const MOST_MARKED: f32 = 0.51;

/// The article with the headline is the text if it holds so much of what was found.
const HEADED: f32 = 0.3;

/// Finds the main text of a page. `is_chosen` tells whether the page's author says that all of it
/// is.
pub fn read(tree: &Tree, is_chosen: bool) -> MainText {
    let mut all = measure(tree);
    // Before it goes with the header that it is in.
    let is_headline =
        |(node, one): (&TreeNode, &Measure)| node.tag == "h1" && !one.is_hidden && !one.is_gone;
    let headline = tree.nodes.iter().zip(&all).position(is_headline).unwrap_or(NONE);
    drop_by_name(tree, &mut all);
    let root = if is_chosen { 0 } else { root(tree, &all, headline) };
    drop_links(tree, &mut all, root, headline);
    written(tree, &all, root)
}

/// Drops what is hidden, and what is named like something beside the text.
fn drop_by_name(tree: &Tree, all: &mut Vec<Measure>) {
    let Some(first) = all.first() else { return };
    let mut left = first.mass;
    for (place, node) in tree.nodes.iter().enumerate().skip(1) {
        inherit(all, node.parent, place);
        let Some(one) = all.get_mut(place) else { return };
        if one.is_gone || node.tag.is_empty() {
            continue;
        }
        let share = one.mass as f32 / left as f32;
        one.is_gone = one.is_hidden && share < HIDDEN;
        if !one.is_gone && !is_one(names::KEPT, &node.tag) {
            let is_beside = node.tag == "header" || is_some_in(names::BESIDE, &node.names);
            let is_small = share < BESIDE || one.links * 2 > one.letters;
            let is_comment =
                is_some_in(names::COMMENTS, &node.names) || node.names.ends_with(" comments");
            let enough = if is_comment {
                LEFT_OF_ARTICLE
            } else if is_some_in(names::TALK, &node.names) {
                LEFT
            } else {
                i32::MAX
            };
            one.is_gone = is_beside && is_small || left - one.mass >= enough;
        }
        if one.is_gone {
            left -= one.mass;
        }
    }
    super::measure::sum(tree, all);
}

/// What is inside of something that is gone is gone too.
fn inherit(all: &mut [Measure], parent: usize, place: usize) {
    if all.get(parent).is_some_and(|parent| parent.is_gone)
        && let Some(one) = all.get_mut(place)
    {
        one.is_gone = true;
    }
}

/// The place of the element that holds the text.
fn root(tree: &Tree, all: &[Measure], headline: usize) -> usize {
    let mut root = 0;
    // Children come after their parents: one look at each finds the way down.
    loop {
        let of = |place: usize| all.get(place).map_or(0, |one| one.mass);
        let mut best = NONE;
        let end = tree.nodes.get(root).map_or(0, |node| node.end);
        let mut child = root + 1;
        while child < end
            && let Some(node) = tree.nodes.get(child)
        {
            let is_better = best == NONE || of(child) > of(best);
            if is_better && all.get(child).is_some_and(|one| one.is_block && !one.is_gone) {
                best = child;
            }
            child = node.end;
        }
        let (Some(node), Some(one)) = (tree.nodes.get(best), all.get(best)) else { break };
        let is_marked = node.is_marked || is_one("main article", &node.tag);
        let most = if is_marked { MOST_MARKED } else { MOST };
        if one.mass == 0 || (one.mass as f32) < most * of(root) as f32 || one.own > one.mass / 2 {
            break;
        }
        root = best;
    }
    let mut place = headline;
    while place > root
        && let Some(node) = tree.nodes.get(place)
    {
        let mass = |place: usize| all.get(place).map_or(0, |one| one.mass) as f32;
        if node.tag == "article" && mass(place) >= HEADED * mass(root) {
            return place;
        }
        place = node.parent;
    }
    root
}

/// Drops the headline and the blocks inside of `root` that are mostly links.
fn drop_links(tree: &Tree, all: &mut [Measure], root: usize, headline: usize) {
    let Some(whole) = all.get(root) else { return };
    let most = whole.letters as f32 * LINKS;
    let is_list = whole.links as f32 > LIST * whole.letters as f32;
    for (place, node) in tree.nodes.iter().enumerate().skip(root + 1) {
        inherit(all, node.parent, place);
        let in_prose = all.get(node.parent).is_some_and(|parent| !parent.is_mostly_links())
            || tree.nodes.get(node.parent).is_some_and(|parent| parent.tag == "li");
        let Some(one) = all.get_mut(place) else { return };
        // A list of links without a name is more often the author's than the site's.
        let is_bare = is_one("ul ol", &node.tag) && node.names == " " && in_prose;
        let is_link = node.tag == "p" && one.letters > 0 && one.links * 10 >= one.letters * 9;
        let is_box = is_one(names::BOXES, &node.tag) && (one.letters as f32) < most;
        one.is_gone |= place == headline
            || !is_list && (is_link || is_box && !is_bare && one.is_mostly_links());
    }
}

impl Measure {
    fn is_mostly_links(&self) -> bool {
        self.links as f32 > LINKS * self.letters as f32
    }
}

/// The text inside of `root` that is not gone.
fn written(tree: &Tree, all: &[Measure], root: usize) -> MainText {
    let mut found = MainText::default();
    let end = tree.nodes.get(root).map_or(0, |node| node.end);
    let mut home = root;
    let mut place = root;
    while place < end
        && let (Some(node), Some(one)) = (tree.nodes.get(place), all.get(place))
    {
        if one.is_gone && place > root {
            place = node.end;
            continue;
        }
        if node.tag.is_empty() {
            if one.home != home {
                found.text.push('\n');
                home = one.home;
            }
            found.text.push_str(&node.text);
        } else {
            if one.is_block {
                found.text.push('\n');
            }
            if !node.text.is_empty() {
                found.links.push_str(&node.text);
                found.links.push('\0');
            }
        }
        place += 1;
    }
    found
}
