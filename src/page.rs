//! Reading an article from its page, by the same rules in the browser and in the command.
//!
//! The rules are written once, over the trait [`Dom`]; `web` implements it with web-sys for the page
//! that the reader has open, the command implements it for parsed HTML. So `also-like related` sees
//! the words that the browser sees.

use crate::article::Day;
use crate::link::Key;

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
    /// What an address means that stands on the page: absolute, or from the site's root (`/a`) where
    /// the document's own address is unknown. `None` when it means nothing.
    fn resolve(&self, address: &str) -> Option<String>;
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

/// Where a page says what it is about in a sentence or two, in `content`.
const EXCERPTS: [&str; 2] = ["meta[property='og:description']", "meta[name=description i]"];

/// Where it says in which language it is, but for `<html>` and JSON-LD.
const LANGS: [&str; 2] = ["meta[http-equiv=content-language i]", "meta[property='og:locale']"];

/// Where it says when it was published, but for JSON-LD: selector and attribute.
const DAYS: [(&str, &str); 6] = [
    ("meta[property='article:published_time']", "content"),
    ("meta[itemprop=datePublished]", "content"),
    ("time[itemprop=datePublished][datetime]", "datetime"),
    ("time[pubdate][datetime]", "datetime"),
    ("article time[datetime]", "datetime"),
    ("main time[datetime]", "datetime"),
];

/// Where it says what it is filed under, but for JSON-LD and the texts of its `a[rel~=tag]`.
const LABELS: &str =
    "meta[property='article:tag'],meta[property='article:section'],meta[name=keywords i]";

/// More labels than these are not read: a page that has more was not filed by an editor.
const MAX_LABELS: usize = 50;

/// More addresses of one kind than these are not read.
const MAX_ADDRESSES: usize = 500;

/// Reads the article of a document.
///
/// `selector` names the element that holds the article's text; without one (or when nothing matches)
/// the text is looked for in `[itemprop=articleBody]`, the longest `<article>`, `<main>` and `<body>`,
/// in this order. A longer `articleBody` in JSON-LD wins. Navigation, asides, forms, comments,
/// hidden elements and the box itself are left out.
///
/// What it says of itself is read from JSON-LD, Open Graph and meta tags. Its language is that of
/// `<html>`; its day is read only where it is written as `2024-03-05`. Links are those of the text
/// that was read from the page. Editors name the articles to show first, or never, in
/// `<meta name="also-like:pin">` and `<meta name="also-like:exclude">`, each with addresses that are
/// separated by white space. Addresses that are not http or https, or are the page's own, are left out.
pub fn read<D: Dom>(document: &D, selector: Option<&str>) -> Page {
    let article = json_ld_article(document);
    let get = |key: &str| article.as_ref()?.get(key);
    let said = |key: &str| filled(get(key)?.string()?);
    let content = |selector: &&str| attribute(document, selector, "content");
    let chosen = selector.and_then(|selector| document.first(selector));
    let (mut text, links) = match &chosen {
        Some(root) => text_and_links(root),
        None => main_text(document),
    };
    if chosen.is_none()
        && let Some(body) = get("articleBody").and_then(|body| body.string())
        && body.len() > text.len()
    {
        text = body;
    }
    let url = attribute(document, "link[rel~=canonical]", "href")
        .or_else(|| content(&"meta[property='og:url']"))
        .unwrap_or_else(|| document.address());
    let own = Key::of(&url);
    let addresses = |written: Vec<String>| addresses(document, &own, written);
    // White space separates addresses in these, and is part of an address elsewhere.
    let named = |selector: &str| {
        let mut all = Vec::new();
        for names in values(document, selector, "content") {
            all.extend(names.split_ascii_whitespace().map(str::to_owned));
        }
        addresses(all)
    };
    Page {
        title: said("headline")
            .or_else(|| content(&"meta[property='og:title']"))
            .or_else(|| document.first("h1").and_then(|h1| filled(text_of(&h1))))
            .or_else(|| document.first("title").and_then(|title| filled(text_of(&title))))
            .unwrap_or_default(),
        excerpt: said("description")
            .or_else(|| EXCERPTS.iter().find_map(content))
            .unwrap_or_default(),
        lang: attribute(document, "html", "lang")
            .or_else(|| said("inLanguage"))
            .or_else(|| LANGS.iter().find_map(content))
            .unwrap_or_default()
            // Open Graph writes `en_GB`.
            .chars()
            .map(|c| if c == '_' { '-' } else { c })
            .collect(),
        day: published(document, article.as_ref(), Day::from_iso),
        labels: labels(document, ["keywords", "articleSection"].map(get)),
        links: addresses(links),
        translations: addresses(values(document, "link[rel~=alternate][hreflang]", "href")),
        pins: named("meta[name='also-like:pin']"),
        excludes: named("meta[name='also-like:exclude']"),
        text,
        url,
    }
}

/// The first day of publication that a page names and `parse` understands. `article` is what JSON-LD
/// says, by [`json_ld_article`].
pub fn published<D: Dom>(
    document: &D,
    article: Option<&D::Json>,
    parse: fn(&str) -> Option<Day>,
) -> Option<Day> {
    let described = article.and_then(|json| parse(&filled(json.get("datePublished")?.string()?)?));
    described.or_else(|| {
        DAYS.iter().find_map(|(selector, name)| parse(&attribute(document, selector, name)?))
    })
}

/// What an article is filed under, each label once; `described` is what JSON-LD says.
fn labels<D: Dom>(document: &D, described: [Option<D::Json>; 2]) -> Vec<String> {
    let mut said = Vec::new();
    for json in described.into_iter().flatten() {
        said.extend(json.string());
        said.extend(json.items().iter().filter_map(Json::string));
    }
    said.extend(values(document, LABELS, "content"));
    said.extend(document.all("a[rel~=tag]").iter().map(text_of));
    let mut labels: Vec<String> = Vec::new();
    for label in said.iter().flat_map(|said| said.split([',', '、', '，'])) {
        let is_space = |c| c <= ' ' || c == '\u{a0}' || c == '\u{3000}';
        let label = label.trim_start_matches(|c| c == '#' || is_space(c));
        let label = label.trim_end_matches(is_space);
        if labels.len() < MAX_LABELS
            && !label.is_empty()
            && !labels.iter().any(|other| other.eq_ignore_ascii_case(label))
        {
            labels.push(label.to_owned());
        }
    }
    labels
}

/// What the addresses on a page mean, each once and without its fragment. Those that are not for the
/// web and the page's own are left out.
fn addresses<D: Dom>(document: &D, own: &Key, written: Vec<String>) -> Vec<String> {
    let mut all = Vec::new();
    for address in written {
        let Some(mut address) = document.resolve(&address) else { continue };
        if let Some(end) = address.find('#') {
            address.truncate(end);
        }
        let is_web = ["/", "http://", "https://"].iter().any(|start| address.starts_with(start));
        if is_web && !all.contains(&address) && !own.matches(&Key::of(&address)) {
            all.push(address);
        }
        if all.len() == MAX_ADDRESSES {
            break;
        }
    }
    all
}

/// The values of an attribute of all elements that match.
fn values<D: Dom>(document: &D, selector: &str, name: &str) -> Vec<String> {
    document.all(selector).iter().filter_map(|element| element.attribute(name)).collect()
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

fn main_text<D: Dom>(document: &D) -> (String, Vec<String>) {
    if let Some(body) = document.first("[itemprop~=articleBody]") {
        return text_and_links(&body);
    }
    let articles = document.all("article");
    let shown = articles.iter().filter(|article| !article.is("[hidden],[hidden] *,aside *"));
    let longest = shown.take(50).map(text_and_links).max_by_key(|(text, _)| text.len());
    longest
        .filter(|(text, _)| !text.trim_ascii().is_empty())
        .or_else(|| document.first("main, [role=main]").map(|main| text_and_links(&main)))
        .or_else(|| document.first("body").map(|body| text_and_links(&body)))
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
    text_and_links(root).0
}

/// The readable text inside a node, and the addresses that it links to as they stand there.
fn text_and_links<N: Node>(root: &N) -> (String, Vec<String>) {
    let (mut out, mut links) = (String::new(), Vec::new());
    if let Some(text) = root.text() {
        return (text, links);
    }
    // A stack of siblings still to visit, not recursion: pages nest as deeply as they like.
    let mut stack: Vec<(N, bool)> = Vec::new();
    let mut next = root.child();
    loop {
        let Some(node) = next else {
            let Some((parent, block)) = stack.pop() else { return (out, links) };
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
            } else {
                // Of the inline elements only `<a>` has one.
                links.extend(node.attribute("href"));
            }
            let child = node.child();
            stack.push((node, block));
            next = child;
            continue;
        }
        next = node.next();
    }
}
