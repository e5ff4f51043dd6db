//! Reading an article from its page, by the same rules in the browser and in the command.
//!
//! Over the trait [`Dom`]. In a browser `www/widget/page.js` and `main-text.js` find the text, the
//! labels and the addresses by the same rules, since code that queries a DOM is three times as long
//! in WebAssembly; the [metadata](super::metadata) are read by this code, compiled into a module
//! that only pages outside of the catalog load. The pages of `tests/support/src/pages.rs` test that
//! the two agree.

use super::dom::{Dom, Json, Node, Places, first, text_of};
use super::headline::SiteNames;
use super::json_ld::{self, length, strings};
use super::main_text::{self, MainText, Tree};
use super::{Day, Metadata, Page, UrlKey};
use crate::text::trim;

const URLS: &Places = &[("link[rel~=canonical]", "href"), ("meta[property='og:url']", "content")];

/// The elements of metadata with labels. JSON-LD and links with `rel=tag` outside of sidebars are
/// others.
const LABELS: &str =
    "meta[property='article:tag'],meta[property='article:section'],meta[name=keywords i]";

/// Most labels that are read: a page with more was not tagged by an editor.
const MAX_LABELS: usize = 50;

/// More addresses of one kind than these are not read.
const MAX_ADDRESSES: usize = 500;

/// Reads the article of a document.
///
/// `selector` names the element that holds the article's text; without one (or when nothing
/// matches) the text is found by [`main_text`](super::main_text). A longer `articleBody` in JSON-LD
/// wins. For `site` and `today` see [`Metadata::new`].
///
/// Links are those of the main text. Pins and excludes are the addresses, separated by white space,
/// in `<meta name="also-like:pin">` and `<meta name="also-like:exclude">`. Addresses that are not
/// http or https, or are the page's own, are left out.
pub fn read<D: Dom>(document: &D, selector: Option<&str>, site: &SiteNames, today: Day) -> Page {
    let article = json_ld::article(document);
    let article = article.as_ref();
    let (read, links) = read_for_site(document, article, selector);
    let Metadata { title, excerpt, lang, day } =
        Metadata::new(document, article, &read.text, site, today);
    let own = UrlKey::new(&read.url);
    let addresses = |written: &str| addresses(document, &own, written, |_| false);
    Page {
        links: addresses(&links),
        translations: addresses(&values(document, "link[rel~=alternate][hreflang]", "href")),
        title,
        excerpt,
        lang,
        day,
        ..read
    }
}

/// What the index of a site needs of a page beside its metadata, and the links of its text as they
/// stand there, each with a NUL after it. Links and translations are left empty.
pub fn read_for_site<D: Dom>(
    document: &D,
    article: Option<&D::Json>,
    selector: Option<&str>,
) -> (Page, String) {
    let chosen = selector.and_then(|selector| document.first(selector));
    let is_chosen = chosen.is_some();
    let root = chosen.or_else(|| document.first("body"));
    let MainText { mut text, links } =
        root.map(|root| main_text::read(&Tree::new(root), is_chosen)).unwrap_or_default();
    if !is_chosen
        && let Some(body) = json_ld::text(article, "articleBody")
        && length(&body) > length(&text)
    {
        text = body;
    }
    let url = first(document, URLS).unwrap_or_else(|| document.address());
    let own = UrlKey::new(&url);
    let named =
        |selector| addresses(document, &own, &values(document, selector, "content"), |c| c <= ' ');
    let page = Page {
        labels: labels(document, article),
        pins: named("meta[name='also-like:pin']"),
        excludes: named("meta[name='also-like:exclude']"),
        url,
        text,
        ..Page::default()
    };
    (page, links)
}

/// The labels of an article, each once.
fn labels<D: Dom>(document: &D, article: Option<&D::Json>) -> Vec<String> {
    let mut said = String::new();
    for key in ["keywords", "articleSection"] {
        let Some(json) = article.and_then(|article| article.get(key)) else { continue };
        for text in strings(json) {
            put(&mut said, &text);
        }
    }
    said += &values(document, LABELS, "content");
    // Not those of a sidebar, which has all tags of the site.
    for link in document.all("a[rel~=tag]").iter().filter(|link| !link.is("aside *")) {
        put(&mut said, &text_of(link));
    }
    let mut labels: Vec<String> = Vec::new();
    for mut label in pieces(&said, |c| matches!(c, ',' | '、' | '，')) {
        while let Some(rest) = label.strip_prefix('#') {
            label = rest;
        }
        if labels.len() < MAX_LABELS
            && !label.is_empty()
            && !labels.iter().any(|other| other.to_lowercase() == label.to_lowercase())
        {
            labels.push(label.to_owned());
        }
    }
    labels
}

/// Resolves the addresses in `written`, separated by characters that match `between`: each once
/// and without its fragment. The page's own and those that are not http or https are left out.
fn addresses<D: Dom>(
    document: &D,
    own: &UrlKey,
    written: &str,
    between: fn(char) -> bool,
) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for address in pieces(written, between) {
        if all.len() == MAX_ADDRESSES {
            break;
        }
        let Some(mut address) = document.resolve(address) else { continue };
        if let Some(end) = address.bytes().position(|byte| byte == b'#') {
            address.truncate(end);
        }
        if !all.contains(&address) && !own.matches(&UrlKey::new(&address)) {
            all.push(address);
        }
    }
    all
}

/// The filled pieces of a text between characters and [`END`]s, trimmed.
fn pieces(text: &str, between: fn(char) -> bool) -> impl Iterator<Item = &str> {
    let all = text.split(move |c| c == END || between(c)).map(trim);
    all.filter(|piece| !piece.is_empty())
}

/// Ends a text among several that are kept in one string. Parsers leave no NUL in a page.
const END: char = '\0';

fn put(all: &mut String, text: &str) {
    all.push_str(text);
    all.push(END);
}

/// The values of an attribute of all elements that match, each with a NUL after it.
fn values<D: Dom>(document: &D, selector: &str, name: &str) -> String {
    let mut all = String::new();
    for element in document.all(selector) {
        if let Some(value) = element.attribute(name) {
            put(&mut all, &value);
        }
    }
    all
}
