//! Reading an article from its page, by the same rules in the browser and in the command.
//!
//! The rules are written once, over the trait [`Dom`]; `web` implements it with web-sys for the page
//! that the reader has open, the command implements it for parsed HTML. So `also-like related` sees
//! the words that the browser sees.

use crate::article::Day;

/// A document that can be asked for its elements.
///
/// Implementations never fail: what a document does not have is `None` or empty.
pub trait Dom {
    /// An element or a piece of text.
    type Node: Node;
    /// A parsed JSON value.
    type Json: Json;

    /// The first element that matches a CSS selector; `None` too when the selector is not valid.
    fn first(&self, selector: &str) -> Option<Self::Node>;
    /// Every element that matches a CSS selector, in document order.
    fn all(&self, selector: &str) -> Vec<Self::Node>;
    /// Parses JSON; `None` when it isn't.
    fn json(&self, text: &str) -> Option<Self::Json>;
    /// The address of the document itself, empty when unknown.
    fn address(&self) -> String;
}

/// An element or a piece of text of a [`Dom`].
pub trait Node: Sized {
    /// Whether this is an element that matches a CSS selector.
    fn is(&self, selector: &'static str) -> bool;
    /// The text of a text node; `None` for anything else.
    fn text(&self) -> Option<String>;
    /// An attribute's value; `None` when absent or when this is not an element.
    fn attribute(&self, name: &str) -> Option<String>;
    /// The first child.
    fn child(&self) -> Option<Self>;
    /// The next sibling.
    fn next(&self) -> Option<Self>;
}

/// A parsed JSON value, as far as JSON-LD needs it.
pub trait Json: Sized {
    /// The member of an object.
    fn get(&self, key: &str) -> Option<Self>;
    /// The value of a string.
    fn string(&self) -> Option<String>;
    /// The items of an array; none for anything else.
    fn items(&self) -> Vec<Self>;
}

/// What the engine needs to know of the page being read. What is not known stays empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Its canonical address, else the address where it was found.
    pub url: String,
    /// Its headline without the site's name, as far as the page says.
    pub title: String,
    /// The sentence or two that it describes itself with.
    pub excerpt: String,
    /// Its main text, blocks separated by line breaks.
    pub text: String,
    /// Its language as the page declares it, or empty.
    pub lang: String,
    /// When it was published.
    pub day: Option<Day>,
    /// What its editors filed it under: tags and section, each once.
    pub labels: Vec<String>,
    /// Addresses that the article's text links to.
    pub links: Vec<String>,
    /// Addresses of the same article in other languages.
    pub translations: Vec<String>,
    /// Addresses of articles that its editors want first in its box.
    pub pins: Vec<String>,
    /// Addresses of articles that its editors do not want in its box.
    pub excludes: Vec<String>,
}

/// Reads the article of a document.
///
/// `selector` names the element that holds the article's text; without one (or when nothing matches)
/// the text is looked for in `[itemprop=articleBody]`, the longest `<article>`, `<main>` and `<body>`,
/// in this order. A longer `articleBody` in JSON-LD wins. Navigation, asides, forms, comments,
/// hidden elements and the box itself are left out.
pub fn read<D: Dom>(document: &D, selector: Option<&str>) -> Page {
    let article = json_ld_article(document);
    let said = |key: &str| article.as_ref().and_then(|json| json.get(key)?.string());
    let chosen = selector.and_then(|selector| document.first(selector));
    let mut text = match &chosen {
        Some(root) => text_of(root),
        None => main_text(document),
    };
    if chosen.is_none()
        && let Some(body) = said("articleBody")
        && body.len() > text.len()
    {
        text = body;
    }
    Page {
        url: attribute(document, "link[rel~=canonical]", "href")
            .or_else(|| attribute(document, "meta[property='og:url']", "content"))
            .unwrap_or_else(|| document.address()),
        title: said("headline")
            .and_then(filled)
            .or_else(|| attribute(document, "meta[property='og:title']", "content"))
            .or_else(|| document.first("h1").and_then(|h1| filled(text_of(&h1))))
            .or_else(|| document.first("title").and_then(|title| filled(text_of(&title))))
            .unwrap_or_default(),
        lang: attribute(document, "html", "lang").unwrap_or_default(),
        text,
        ..Page::default()
    }
}

/// The value of an attribute of the first element that matches, unless it is blank.
pub fn attribute<D: Dom>(document: &D, selector: &str, name: &str) -> Option<String> {
    filled(document.first(selector)?.attribute(name)?)
}

fn filled(text: String) -> Option<String> {
    let text = text.trim_ascii();
    (!text.is_empty()).then(|| text.to_owned())
}

/// JSON-LD blocks longer than this are not parsed.
const JSON_LIMIT: usize = 1 << 20;

/// The first article that a page describes in JSON-LD, alone, in an array or in `@graph`.
pub fn json_ld_article<D: Dom>(document: &D) -> Option<D::Json> {
    document
        .all("script[type='application/ld+json']")
        .iter()
        .filter_map(|script| script.child()?.text())
        .filter(|text| text.len() <= JSON_LIMIT)
        .filter_map(|text| document.json(&text))
        .find_map(|json| article_in(json, 3))
}

fn article_in<J: Json>(json: J, depth: u8) -> Option<J> {
    // NewsArticle, BlogPosting and their like: <https://schema.org/Article> and the types under it.
    let is_article = json.get("@type").is_some_and(|kind| {
        let ends = |kind: &str| kind.ends_with("Article") || kind.ends_with("BlogPosting");
        let one = |kind: &J| kind.string().is_some_and(|kind| ends(&kind));
        one(&kind) || kind.items().iter().any(one)
    });
    if is_article {
        return Some(json);
    }
    let depth = depth.checked_sub(1)?;
    let graph = json.get("@graph").or_else(|| json.get("mainEntity"));
    let parts = json.items().into_iter().chain(graph);
    parts.into_iter().find_map(|part| article_in(part, depth))
}

fn main_text<D: Dom>(document: &D) -> String {
    if let Some(body) = document.first("[itemprop~=articleBody]") {
        return text_of(&body);
    }
    let articles = document.all("article");
    let shown = articles.iter().filter(|article| !article.is("[hidden],[hidden] *,aside *"));
    let longest = shown.take(50).map(text_of).max_by_key(String::len);
    longest
        .filter(|text| !text.trim_ascii().is_empty())
        .or_else(|| document.first("main, [role=main]").map(|main| text_of(&main)))
        .or_else(|| document.first("body").map(|body| text_of(&body)))
        .unwrap_or_default()
}

/// What is not part of an article's text. `h1` is the title, which is read by itself; an `article`
/// inside another is a comment or a card; the names are those that comment sections, share buttons,
/// newsletter boxes and the like go by on many sites.
const SKIPPED: &str = "also-like,article,aside,button,canvas,dialog,footer,form,h1,iframe,math,menu,\
    nav,noscript,object,rp,rt,script,select,style,svg,template,textarea,title,[hidden],\
    [aria-hidden=true],[role=banner],[role=complementary],[role=contentinfo],[role=dialog],\
    [role=navigation],[role=search],.ad,.ads,.advert,.advertisement,.breadcrumb,.breadcrumbs,\
    .byline,.comments,#comments,.cookie,.cookies,#disqus_thread,.newsletter,.pagination,.promo,\
    .related,.related-posts,#respond,.share,.sharing,.sidebar,#sidebar,.social,.subscribe,.tags,\
    .toc,#toc";

/// Elements that do not end a word.
const INLINE: &str = "a,abbr,b,bdi,bdo,cite,code,data,del,dfn,em,font,i,ins,kbd,mark,q,ruby,small,\
    span,strong,sub,sup,time,u,wbr";

/// Deeper elements are not read: an article is never there, a hostile page may be.
const MAX_DEPTH: usize = 200;

/// The readable text inside a node, blocks separated by line breaks.
///
/// What surrounds an article is left out; see [`read`]. Elements nested deeper than 200 are too.
pub fn text_of<N: Node>(root: &N) -> String {
    let mut out = String::new();
    if let Some(text) = root.text() {
        return text;
    }
    // A stack of siblings still to visit, not recursion: pages nest as deeply as they like.
    let mut stack: Vec<(N, bool)> = Vec::new();
    let mut next = root.child();
    loop {
        let Some(node) = next else {
            let Some((parent, block)) = stack.pop() else { return out };
            if block {
                out.push('\n');
            }
            next = parent.next();
            continue;
        };
        if let Some(text) = node.text() {
            out.push_str(&text);
        } else if node.is(SKIPPED) || stack.len() == MAX_DEPTH {
            out.push('\n');
        } else if node.is("*") {
            let block = !node.is(INLINE);
            if block {
                out.push('\n');
            }
            let child = node.child();
            stack.push((node, block));
            next = child;
            continue;
        }
        next = node.next();
    }
}
