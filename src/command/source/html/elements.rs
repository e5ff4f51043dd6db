//! The elements of a page by what selectors ask for: found in one walk, so that a selector looks
//! only at elements that may match it.

use std::cell::{OnceCell, RefCell};

use dom_query::{Document, NodeId, NodeRef};

use super::key::Key;
use super::selectors::{Selector, Selectors};

/// Elements that have a key, in lists by some bits of it, the last one first.
#[derive(Default)]
struct Lists {
    /// The place of the last entry of each list and one more; 0 for none.
    lasts: Vec<u32>,
    entries: Vec<Entry>,
}

struct Entry {
    key: Key,
    element: u32,
    /// As in `lasts`.
    before: u32,
}

const LISTS: usize = 1024;

impl Lists {
    fn add(&mut self, key: Key, element: usize) {
        let list = &mut self.lasts[key.bits() % LISTS];
        let entry = Entry { key, element: element as u32, before: *list };
        self.entries.push(entry);
        *list = self.entries.len() as u32;
    }

    /// The elements with a key, the last one first; some may come twice in a row.
    fn of(&self, key: Key) -> impl Iterator<Item = usize> {
        let mut next = self.lasts[key.bits() % LISTS];
        let all = std::iter::from_fn(move || {
            let entry = self.entries.get(next.checked_sub(1)? as usize)?;
            next = entry.before;
            Some(entry)
        });
        all.filter(move |entry| entry.key == key).map(|entry| entry.element as usize)
    }
}

/// An element of a page.
struct Found {
    node: NodeId,
    /// The place of the first element after those inside of it.
    end: u32,
    in_noscript: bool,
}

/// What is kept of a page.
#[derive(Default)]
struct Buffers {
    all: Vec<Found>,
    lists: Lists,
}

thread_local! {
    /// Of the page before: memory that is new has to be cleared first.
    static BUFFERS: RefCell<Buffers> = RefCell::default();
}

/// The elements of a page in document order.
pub struct Elements<'a> {
    document: &'a Document,
    all: Vec<Found>,
    lists: Lists,
    /// All classes in lower case.
    classes: OnceCell<String>,
}

impl Drop for Elements<'_> {
    fn drop(&mut self) {
        let (all, lists) = (std::mem::take(&mut self.all), std::mem::take(&mut self.lists));
        BUFFERS.with_borrow_mut(|buffers| *buffers = Buffers { all, lists });
    }
}

impl<'a> Elements<'a> {
    /// All of a document, which may not change any more.
    pub fn new(document: &'a Document) -> Elements<'a> {
        let Buffers { mut all, mut lists } = BUFFERS.take();
        all.clear();
        lists.entries.clear();
        lists.lasts.clear();
        lists.lasts.resize(LISTS, 0);
        // A stack of our own: hostile pages nest deeper than the thread's.
        let mut open: Vec<(NodeRef<'a>, usize, bool)> = Vec::new();
        let mut next = document.root().first_child();
        loop {
            let Some(node) = next else {
                let Some((node, place, _)) = open.pop() else { break };
                let end = all.len() as u32;
                if let Some(found) = all.get_mut(place) {
                    found.end = end;
                }
                next = node.next_sibling();
                continue;
            };
            let place = all.len();
            let in_noscript = open.last().is_some_and(|&(_, _, is)| is);
            match add(&mut lists, &node, place) {
                Some(is_noscript) => {
                    all.push(Found { node: node.id, end: 0, in_noscript });
                    next = node.first_child();
                    open.push((node, place, in_noscript || is_noscript));
                }
                None => next = node.next_sibling(),
            }
        }
        Elements { document, all, lists, classes: OnceCell::new() }
    }

    /// Those that match one of a list, in document order, inside of `<noscript>` too.
    pub fn select(&self, selectors: &Selectors) -> Vec<usize> {
        let mut found = Vec::new();
        for selector in &selectors.0 {
            self.add_matches(selector, &mut found);
        }
        if selectors.0.len() > 1 {
            found.sort_unstable();
            found.dedup();
        }
        found
    }

    pub fn node(&self, place: usize) -> Option<NodeRef<'a>> {
        self.document.tree.get(&self.all.get(place)?.node)
    }

    /// Where scripts run, as they do wherever the box appears, `<noscript>` holds text and no
    /// elements.
    pub fn in_noscript(&self, place: usize) -> bool {
        self.all.get(place).is_some_and(|found| found.in_noscript)
    }

    /// Adds what matches a selector, in document order.
    fn add_matches(&self, selector: &Selector, found: &mut Vec<usize>) {
        let is_there = |key: &Key| self.lists.of(*key).next().is_some();
        let has_part = |part: &String| self.classes().contains(part.as_str());
        if !selector.needed.iter().all(is_there)
            || !selector.part_of_class.as_ref().is_none_or(has_part)
        {
            return;
        }
        if let Some(around) = &selector.around {
            let mut outer = Vec::new();
            self.add_matches(around, &mut outer);
            let mut after = 0;
            for place in outer {
                let end = self.all.get(place).map_or(0, |found| found.end as usize);
                found.extend((place + 1).max(after)..end);
                after = after.max(end);
            }
            return;
        }
        let mut caches = Default::default();
        let mut is_match = |place: &usize| {
            let node = self.node(*place);
            node.is_some_and(|node| selector.matcher.match_element_with_caches(&node, &mut caches))
        };
        if selector.key == Key::ANY {
            found.extend((0..self.all.len()).filter(is_match));
            return;
        }
        let begin = found.len();
        let mut last = usize::MAX;
        for place in self.lists.of(selector.key) {
            if place != last && is_match(&place) {
                found.push(place);
            }
            last = place;
        }
        if let Some(added) = found.get_mut(begin..) {
            added.reverse();
        }
    }

    fn classes(&self) -> &str {
        self.classes.get_or_init(|| {
            let mut classes = String::new();
            for place in Key::attribute("class").iter().flat_map(|key| self.lists.of(*key)) {
                let class = self.node(place).and_then(|node| node.attr("class"));
                classes.push_str(class.as_deref().unwrap_or_default());
                classes.push('\n');
            }
            classes.make_ascii_lowercase();
            classes
        })
    }
}

/// Adds what a node has to the lists, and tells whether it is `<noscript>`; `None` where it is no
/// element.
fn add(lists: &mut Lists, node: &NodeRef<'_>, place: usize) -> Option<bool> {
    let element = node.element_ref()?;
    let tag: &str = &element.name.local;
    lists.add(Key::tag(tag), place);
    for attribute in &element.attrs {
        let (name, value): (&str, &str) = (&attribute.name.local, &attribute.value);
        let Some(key) = Key::attribute(name) else { continue };
        lists.add(key, place);
        match name {
            "class" => {
                for class in value.split_ascii_whitespace() {
                    lists.add(Key::class(class), place);
                }
            }
            "id" => lists.add(Key::id(value), place),
            _ => {
                let words = value.split_ascii_whitespace();
                // The value itself is the only word or is none.
                let whole = Some(value).filter(|value| value.contains(char::is_whitespace));
                for key in words.chain(whole).filter_map(|word| Key::value(name, word)) {
                    lists.add(key, place);
                }
            }
        }
    }
    Some(tag == "noscript")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lists must leave out nothing that the parser of selectors would find.
    #[test]
    fn selectors_find_what_they_find_in_the_whole_tree() {
        let page = "<!doctype html><html lang=en><head><meta name=Robots content=a>\
            <meta property='og:title' content=b></head><body class='Post single'>\
            <nav class=updated><a rel='home up' href=/>c</a><ul><li>d<li><b>e</b></ul></nav>\
            <noscript><p class=f>g</p></noscript><main id=h><article hidden><h1 itemprop='x name'>\
            i</h1><div class='k l'><div class=k>m</div></div></article></main><p>n</p>\
            <svg><a href=o>p</a></svg><template><p class=f>q</p></template>";
        let document = Document::from(page);
        let elements = Elements::new(&document);
        for list in [
            "a",
            "A[href], b",
            "meta[name=robots i]",
            "meta[property='og:title']",
            "[rel~=up]",
            "[itemprop~=name], [itemprop~=image]",
            "nav *, [hidden], [hidden] *",
            "[class*=updat] *",
            "[class*=modif]",
            ".k",
            "div.k .k, #h > article",
            ".f",
            "ul > li + li",
            "body *",
            "*",
            ":not(a)",
            "p:not(.f)",
            ".single.Post",
            ".post",
            "h2, li *",
        ] {
            let selectors = Selectors::new(list).unwrap();
            let found = elements.select(&selectors).into_iter();
            let found: Vec<NodeId> = found.map(|place| elements.node(place).unwrap().id).collect();
            let expected: Vec<NodeId> =
                document.select(list).nodes().iter().map(|node| node.id).collect();
            assert_eq!(found, expected, "{list}");
        }
        let inside = elements.select(&Selectors::new(".f").unwrap());
        assert!(inside.len() == 1 && elements.in_noscript(inside[0]));
    }
}
