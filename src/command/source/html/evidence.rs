//! What speaks for a page being an article and what for a list, weighed together.

use crate::document::{self, Dom, Json, Node};

use super::address_words;
use super::shape::Shape;

/// A piece of evidence and what it weighs: above zero it speaks for an article.
pub type Evidence = (&'static str, i32);

/// What every page with a text has.
const TEXT: i32 = 2;
const OG_ARTICLE: i32 = 3;
const OG_WEBSITE: i32 = -1;
const JSON_LD: i32 = 3;
const JSON_LD_LIST: i32 = -2;
const ONE_BODY: i32 = 3;
const MANY_BODIES: i32 = -4;
const DAY: i32 = 1;
const CLASS_ARTICLE: i32 = 3;
const CLASS_LIST: i32 = -5;
const FRONT: i32 = -3;
const LIST_ADDRESS: i32 = -3;
const SECTION_ADDRESS: i32 = -1;
const DAYS_ADDRESS: i32 = -4;
const MOSTLY_LINKS: i32 = -3;
const LINK_LINES: i32 = -3;
const ONE_CARD: i32 = -3;
const CARDS: i32 = -6;

/// What a page says of what it is, as far as it can be read of the page alone.
#[derive(Debug, Clone, Default)]
pub struct Signs {
    pub og_type: String,
    /// Whether JSON-LD describes an article, and whether a list.
    pub has_article: bool,
    pub has_list: bool,
    /// How many elements are marked as an article's body, and how many articles there are.
    pub bodies: usize,
    pub articles: usize,
    /// The classes of `<html>` and `<body>`.
    pub classes: Vec<String>,
    pub is_front: bool,
    /// Its path on the site.
    pub path: String,
    pub has_day: bool,
    /// Whether cards of other pages, each an `<article>`, are most of it.
    pub has_cards: bool,
    /// Whether it begins with the headline of another page, and has little more.
    pub is_one_card: bool,
    /// Whether headlines and snippets of other pages alternate in its text.
    pub alternates: bool,
    /// How much of the found text are lines of nothing but a link, in hundredths.
    pub link_lines: usize,
    pub is_mostly_links: bool,
}

impl Signs {
    /// Reads them of a page; what is in JSON-LD, in its text and of its day is found with these.
    pub fn new<D: Dom>(page: &D, shape: &Shape, path: &str, is_front: bool) -> Signs {
        let kind = document::attribute(page, "meta[property='og:type']", "content");
        let classes =
            ["html", "body"].iter().filter_map(|name| page.first(name)?.attribute("class"));
        let classes: Vec<String> = classes
            .flat_map(|all| all.split_whitespace().map(str::to_ascii_lowercase).collect::<Vec<_>>())
            .collect();
        Signs {
            og_type: kind.unwrap_or_default().trim().to_ascii_lowercase(),
            has_article: false,
            has_list: has_list(page),
            bodies: page.all("[itemprop~=articleBody]").len(),
            articles: page.all("article").len(),
            classes,
            is_front,
            path: path.to_owned(),
            has_day: false,
            has_cards: shape.is_cards() || super::kind::has_cards(page, shape),
            is_one_card: shape.is_one_card(),
            alternates: false,
            link_lines: 0,
            is_mostly_links: shape.is_mostly_links(),
        }
    }

    /// Whether a page is a list by what themes do not get wrong, so that what it has besides proves
    /// nothing.
    pub fn is_surely_list(&self) -> bool {
        let is_there = address_words::is_list(&self.path) || self.is_front;
        is_there
            && (self.is_mostly_links || self.has_cards || self.alternates || self.link_lines > 50)
    }

    /// Whether it may be an article by what it says itself.
    pub fn is_maybe_article(&self) -> bool {
        is_article(&self.evidence(&Unproven::default()))
    }

    /// Whether the page itself says that it is an article, with a day.
    pub fn is_proven(&self) -> bool {
        self.has_day && (self.og_type == "article" || self.has_article)
    }

    /// All that speaks for or against an article. `site` is what proves nothing on this site.
    pub fn evidence(&self, site: &Unproven) -> Vec<Evidence> {
        let mut all = vec![("it has a text", TEXT)];
        let mut add = |is: bool, what, weight| {
            if is {
                all.push((what, weight));
            }
        };
        let is_marked = self.og_type == "article";
        let is_list_address = address_words::is_list(&self.path);
        let is_days = address_words::is_days(&self.path);
        add(is_marked && !site.og_article, "og:type is article", OG_ARTICLE);
        add(self.og_type == "website" || self.og_type == "blog", "og:type is website", OG_WEBSITE);
        add(self.has_article && !site.json_ld, "JSON-LD describes an article", JSON_LD);
        add(self.has_list, "JSON-LD describes a list", JSON_LD_LIST);
        let is_place_of_list = is_list_address || self.is_front;
        add(self.bodies == 1 && !is_place_of_list, "one articleBody", ONE_BODY);
        add(self.bodies > 1 && self.articles > 1, "several articleBody", MANY_BODIES);
        add(self.has_day, "it says its day", DAY);
        let has = |names: &[&str]| {
            let mut own = self.classes.iter().filter(|class| !site.classes.contains(class));
            own.any(|class| names.contains(&class.as_str()))
        };
        let is_list_class = has(LIST_CLASSES);
        add(has(ARTICLE_CLASSES) && !is_list_class, "class of an article", CLASS_ARTICLE);
        add(is_list_class, "class of a list", CLASS_LIST);
        add(self.is_front, "the front page", FRONT);
        add(is_list_address, "address of a list", LIST_ADDRESS);
        add(is_days, "address of a year, a month or a day", DAYS_ADDRESS);
        add(address_words::is_section(&self.path), "address of a section", SECTION_ADDRESS);
        add(self.is_mostly_links, "most words are links", MOSTLY_LINKS);
        add(self.link_lines > 50, "most lines of the text are links", LINK_LINES);
        let has_cards = self.has_cards || self.alternates;
        add(self.is_one_card && !has_cards, "the headline of another page", ONE_CARD);
        add(has_cards, "headlines of other pages with a few words on each", CARDS);
        all
    }
}

/// What proves nothing on a site, since lists have it too.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Unproven {
    pub json_ld: bool,
    pub og_article: bool,
    /// Classes that most pages have.
    pub classes: Vec<String>,
}

/// What the sum of the evidence says.
pub fn is_article(evidence: &[Evidence]) -> bool {
    evidence.iter().map(|(_, weight)| weight).sum::<i32>() > 0
}

/// What generators call the body of a page that is an article.
const ARTICLE_CLASSES: &[&str] = &[
    "single-post",
    "post-template",
    "single-format-standard",
    "single",
    "item-view",
    "item-page",
    "layout-post",
    "layout--post",
    "layout--single",
    "kind-page",
    "node-type-article",
    "page-node-type-article",
    "page-node-type-blog",
    "node-type-blog",
    "node-type-story",
    "blog-post-page",
    "view-item",
    "post-page",
    "article-page",
    "type-post",
    "single-page",
];

/// What they call the body of one that is a list, not found, or a picture.
const LIST_CLASSES: &[&str] = &[
    "archive",
    "category",
    "tag",
    "author",
    "date",
    "search",
    "search-results",
    "search-no-results",
    "error404",
    "attachment",
    "home",
    "blog",
    "paged",
    "post-type-archive",
    "tax-post_tag",
    "tag-template",
    "author-template",
    "home-template",
    "archive-template",
    "index-template",
    "category-template",
    "index-view",
    "archive-view",
    "search-view",
    "feed-view",
    "path-taxonomy",
    "page-taxonomy",
    "path-frontpage",
    "front",
    "layout--archive",
    "layout--home",
    "layout--posts",
    "layout--tags",
    "layout--categories",
    "layout--search",
    "layout--tag",
    "layout--category",
    "layout-home",
    "layout-archive",
    "layout-tag",
    "layout-tags",
    "layout-category",
    "list",
    "blog-list-page",
    "blog-tags-post-list-page",
    "blog-tags-list-page",
    "blog-archive-page",
    "kind-section",
    "kind-taxonomy",
    "kind-term",
    "kind-home",
    "kind-taxonomyterm",
    "view-list",
    "collection-type-blog-index",
    "archive-page",
    "tag-page",
    "category-page",
    "author-page",
    "search-page",
];

/// Whether JSON-LD describes the page as a list.
fn has_list<D: Dom>(page: &D) -> bool {
    const KINDS: [&str; 5] =
        ["CollectionPage", "SearchResultsPage", "ProfilePage", "Blog", "ItemList"];
    let is_list = |json: &D::Json| {
        json.get("@type").and_then(|kind| kind.string()).is_some_and(|kind| KINDS.contains(&&*kind))
    };
    let scripts = page.all("script[type='application/ld+json' i]");
    scripts.iter().take(20).any(|script| {
        let text = script.child().and_then(|text| text.text()).unwrap_or_default();
        let Some(json) = page.json(&text) else { return false };
        let graph = json.get("@graph").map(|graph| graph.items()).unwrap_or_default();
        is_list(&json) || json.items().iter().chain(&graph).any(is_list)
    })
}
