//! How a page is built, found in one walk over it.

use std::collections::HashSet;

use dom_query::{Document, NodeId, NodeRef};

use super::words::words;

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
    pub fn new(document: &Document, is_away: &dyn Fn(&str) -> bool) -> Shape {
        let main = main_part(document);
        let mut shape = Shape::default();
        let mut card = 0;
        let first = Place { depth: 0, is_inside: main.is_none(), link: None, heading: 0 };
        // A stack of our own: hostile pages nest deeper than the thread's.
        let mut stack = vec![(document.root(), first)];
        while let Some((node, mut place)) = stack.pop() {
            shape.depth = shape.depth.max(place.depth);
            if node.is_text() {
                if place.is_inside {
                    let words = words(&node.text());
                    let is_linked = place.link.is_some();
                    *if is_linked { &mut shape.linked } else { &mut shape.unlinked } += words;
                    card += words;
                }
                continue;
            }
            place.is_inside = (place.is_inside || Some(node.id) == main) && !is_around(&node);
            let was = (place.link, place.heading > 0);
            if place.is_inside {
                let is_heading = HEADINGS.iter().any(|name| node.has_name(name));
                if is_heading && place.heading == 0 {
                    place.heading = words(&node.text());
                }
            }
            if node.has_name("a") {
                // Beside the words of a heading links are tools, such as "Edit".
                let is_most = || words(&node.text()) * 2 > place.heading;
                let is_away = node.attr("href").is_some_and(|to| is_away(&to)) && is_most();
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

    /// Whether a text alternates between links to other pages and a few lines on each.
    pub fn alternates(&self, text: &str) -> bool {
        let lines: Vec<String> = text.lines().map(line).filter(|line| !line.is_empty()).collect();
        let is_link: Vec<bool> = lines.iter().map(|line| self.links.contains(line)).collect();
        let told = is_link.windows(2).filter(|pair| pair == &[true, false]).count();
        let (mut links, mut others, mut longest, mut run) = (0, 0, 0, 0);
        let mut before = None;
        for (line, &is_link) in lines.iter().zip(&is_link) {
            let words = words(line);
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

    /// The share of the words of a text that stand in lines that are nothing but a link, in
    /// hundredths.
    pub fn link_lines(&self, text: &str) -> usize {
        let (mut links, mut all) = (0, 0);
        for one in text.lines().map(line) {
            let words = words(&one);
            all += words;
            if self.links.contains(&one) {
                links += words;
            }
        }
        links * 100 / all.max(1)
    }
}

/// Elements that hold a headline.
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "dt", "th"];

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The element that holds what the page is about, where there is just one. An article without the
/// first headline and with less than a quarter of the words is a card of another page.
fn main_part(document: &Document) -> Option<NodeId> {
    let only = |selector: &str| {
        let found = document.try_select(selector)?;
        (found.length() == 1).then(|| found.nodes()[0])
    };
    let is_large = |article: &NodeRef| {
        let has_headline = article.find(&["h1"]).first().is_some();
        let all = || document.body().map_or(0, |body| words(&body.text()));
        has_headline || words(&article.text()) * 4 >= all()
    };
    let main = only("main, [role=main]");
    main.or_else(|| only("article").filter(is_large)).map(|node| node.id)
}

/// Whether an element stands around the text, or is not shown.
fn is_around(node: &NodeRef) -> bool {
    const NAMES: [&str; 11] = [
        "nav", "aside", "footer", "header", "head", "script", "style", "noscript", "template",
        "dialog", "select",
    ];
    const ROLES: [&str; 7] =
        ["navigation", "complementary", "banner", "contentinfo", "search", "dialog", "menu"];
    NAMES.iter().any(|name| node.has_name(name))
        || node.has_attr("hidden")
        || node.attr("role").is_some_and(|role| ROLES.contains(&&*role))
        || node.attr("aria-hidden").is_some_and(|hidden| hidden.eq_ignore_ascii_case("true"))
        || node.attr("style").is_some_and(|style| {
            let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
}
