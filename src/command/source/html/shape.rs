//! How a page is built, found in one walk over it.

use std::collections::HashSet;

use dom_query::{Document, Element, NodeData, NodeId, NodeRef};

use super::dom::Html;
use super::words::words;
use crate::document::headline::line;

/// Words of the main part, navigation and hidden parts left out, and the headlines of other pages
/// among them.
#[derive(Debug, Clone, Default)]
pub struct Shape {
    /// The deepest nesting of elements.
    pub depth: usize,
    /// Words in links and outside of them.
    pub linked: usize,
    pub unlinked: usize,
    /// Headlines that link to other pages of the site.
    pub cards: usize,
    /// Words before the first of them, and in the longest part that one of them begins.
    pub before_cards: usize,
    pub longest_card: usize,
    /// The texts of links to other pages.
    pub links: HashSet<String>,
}

/// Where a node of the walk stands.
#[derive(Clone, Copy)]
struct Place {
    depth: usize,
    is_inside: bool,
    /// In a link, and whether that leads to another page.
    link: Option<bool>,
    /// The words of the heading that it is in; 0 outside of any.
    heading: usize,
}

impl Shape {
    /// The shape of a page; `is_away` tells of an address on it whether it is that of another page
    /// of the site.
    pub fn new(document: &Document, page: &Html<'_>, is_away: &dyn Fn(&str) -> bool) -> Shape {
        let main = main_part(page);
        let mut shape = Shape::default();
        let mut card = 0;
        let first = Place { depth: 0, is_inside: main.is_none(), link: None, heading: 0 };
        // A stack of our own: hostile pages nest deeper than the thread's.
        let mut stack = vec![(document.root(), first)];
        while let Some((node, mut place)) = stack.pop() {
            shape.depth = shape.depth.max(place.depth);
            if node.is_text() {
                if place.is_inside {
                    let words = text_words(&node);
                    let is_linked = place.link.is_some();
                    *if is_linked { &mut shape.linked } else { &mut shape.unlinked } += words;
                    card += words;
                }
                continue;
            }
            let element = node.element_ref();
            let is_around = element.as_deref().is_some_and(is_around);
            place.is_inside = (place.is_inside || Some(node.id) == main) && !is_around;
            let was = (place.link, place.heading > 0);
            let name = element.as_ref().map_or("", |element| &element.name.local);
            if place.is_inside && place.heading == 0 && HEADINGS.contains(&name) {
                place.heading = words(&node.text());
            }
            if name == "a" {
                let to = element.as_deref().and_then(|element| attribute(element, "href"));
                // Beside the words of a heading links are tools, such as "Edit".
                let is_most = || words(&node.text()) * 2 > place.heading;
                let is_away = to.is_some_and(is_away) && is_most();
                place.link = Some(is_away);
                if is_away && place.is_inside {
                    let text = line(&node.text());
                    if !text.is_empty() && text.len() < 300 {
                        shape.links.insert(text);
                    }
                }
            }
            let is_card = |(link, is_heading)| link == Some(true) && is_heading;
            if is_card((place.link, place.heading > 0))
                && !is_card(was)
                && !node.text().trim().is_empty()
            {
                shape.end_card(card);
                shape.cards += 1;
                card = 0;
            }
            let below = Place { depth: place.depth + 1, ..place };
            stack.extend(node.children_it(true).map(|child| (child, below)));
        }
        shape.end_card(card);
        shape
    }

    fn end_card(&mut self, words: usize) {
        if self.cards == 0 {
            self.before_cards = words;
        } else {
            self.longest_card = self.longest_card.max(words);
        }
    }

    pub fn words(&self) -> usize {
        self.linked + self.unlinked
    }

    /// Whether most of the words are links.
    pub fn is_mostly_links(&self) -> bool {
        self.linked > self.unlinked
    }

    /// Whether nearly all of the page are parts that each begin with the headline of another page.
    pub fn is_cards(&self) -> bool {
        let after = self.words().saturating_sub(self.before_cards);
        self.cards >= 3
            && self.longest_card * 2 < self.words()
            && (self.before_cards < 60 && self.before_cards * 2 < after
                || self.before_cards * 5 < after)
    }

    /// Whether the little that is on the page begins with the headline of another.
    pub fn is_one_card(&self) -> bool {
        matches!(self.cards, 1 | 2) && self.before_cards < 25 && self.words() < 250
    }

    /// The filled lines of a text.
    pub fn lines(&self, text: &str) -> Vec<Line> {
        let lines = text.lines().map(line).filter(|line| !line.is_empty());
        lines
            .map(|line| Line { words: words(&line), is_link: self.links.contains(&line) })
            .collect()
    }
}

/// A line of a text: how many words it has, and whether it is nothing but a link to another page.
pub struct Line {
    words: usize,
    is_link: bool,
}

/// Whether a text alternates between links to other pages and a few lines on each.
pub fn alternates(lines: &[Line]) -> bool {
    let told = lines.windows(2).filter(|pair| pair[0].is_link && !pair[1].is_link).count();
    let (mut links, mut others, mut longest, mut run) = (0, 0, 0, 0);
    let mut before = None;
    for &Line { words, is_link } in lines {
        if is_link {
            before.get_or_insert(others);
            links += words;
            run = 0;
        } else {
            others += words;
            run += words;
            longest = longest.max(run);
        }
    }
    let before = before.unwrap_or(others);
    let all = links + others;
    told >= 3 && longest * 3 < all && before * 5 < all && told * 120 > all
}

/// The share of the words of a text that stand in lines that are nothing but a link, in hundredths.
pub fn link_lines(lines: &[Line]) -> usize {
    let all: usize = lines.iter().map(|line| line.words).sum();
    let links: usize = lines.iter().filter(|line| line.is_link).map(|line| line.words).sum();
    links * 100 / all.max(1)
}

/// Elements that hold a headline.
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "dt", "th"];

/// How many words a node of text has.
fn text_words(node: &NodeRef<'_>) -> usize {
    node.query_or(0, |node| match &node.data {
        NodeData::Text { contents } => words(contents),
        _ => 0,
    })
}

fn attribute<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    let mut all = element.attrs.iter();
    all.find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

/// The element that holds what the page is about, where there is just one. An article without the
/// first headline and with less than a quarter of the words is a card of another page.
fn main_part(page: &Html<'_>) -> Option<NodeId> {
    let is_large = |article: &NodeRef<'_>| {
        let all = || page.only("body").map_or(0, |body| words(&body.text()));
        !article.find(&["h1"]).is_empty() || words(&article.text()) * 4 >= all()
    };
    let main = page.only("main, [role=main]");
    main.or_else(|| page.only("article").filter(is_large)).map(|node| node.id)
}

/// Whether an element stands around the text, or is not shown.
fn is_around(element: &Element) -> bool {
    const NAMES: [&str; 11] = [
        "nav", "aside", "footer", "header", "head", "script", "style", "noscript", "template",
        "dialog", "select",
    ];
    const ROLES: [&str; 7] =
        ["navigation", "complementary", "banner", "contentinfo", "search", "dialog", "menu"];
    let attribute = |name| attribute(element, name);
    NAMES.contains(&&*element.name.local)
        || !element.attrs.is_empty()
            && (attribute("hidden").is_some()
                || attribute("role").is_some_and(|role| ROLES.contains(&role))
                || attribute("aria-hidden").is_some_and(|is| is.eq_ignore_ascii_case("true"))
                || attribute("style").is_some_and(|style| {
                    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
                    style.contains("display:none") || style.contains("visibility:hidden")
                }))
}
