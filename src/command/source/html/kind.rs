//! Telling articles from the other pages of a site.

use std::path::Path;

use crate::document::{self, Dom, Node};
use dom_query::{Document, NodeId, NodeRef};

use crate::command::outcome::Reason;

/// How a page is built, found in one walk over it.
pub struct Shape {
    /// The deepest nesting of elements.
    pub depth: usize,
    /// Words of the main part, inside and outside of links. Navigation and the like are left out.
    linked: usize,
    unlinked: usize,
}

impl Shape {
    pub fn new(document: &Document) -> Shape {
        let main = main_part(document);
        let mut shape = Shape { depth: 0, linked: 0, unlinked: 0 };
        let inside = main.is_none();
        // A stack of our own: hostile pages nest deeper than the thread's.
        let mut stack = vec![(document.root(), 0, false, inside)];
        while let Some((node, depth, in_link, inside)) = stack.pop() {
            shape.depth = shape.depth.max(depth);
            if node.is_text() && inside {
                let words = super::words::words(&node.text());
                *if in_link { &mut shape.linked } else { &mut shape.unlinked } += words;
            }
            let in_link = in_link || node.has_name("a");
            let inside = (inside || Some(node.id) == main) && !is_around(&node);
            let children = node.children_it(true);
            stack.extend(children.map(|child| (child, depth + 1, in_link, inside)));
        }
        shape
    }

    /// Whether most of the words are links.
    fn is_mostly_links(&self) -> bool {
        self.linked > self.unlinked
    }
}

/// The element that holds what the page is about, where there is just one.
fn main_part(document: &Document) -> Option<NodeId> {
    ["main, [role=main]", "article"].iter().find_map(|selector| {
        let found = document.try_select(selector)?;
        (found.length() == 1).then(|| found.nodes()[0].id)
    })
}

fn is_around(node: &NodeRef) -> bool {
    const NAMES: [&str; 8] =
        ["nav", "aside", "footer", "header", "head", "script", "style", "noscript"];
    const ROLES: [&str; 5] = ["navigation", "complementary", "banner", "contentinfo", "search"];
    NAMES.iter().any(|name| node.has_name(name))
        || node.attr("role").is_some_and(|role| ROLES.contains(&&*role))
}

/// Why a page is no article; `None` when it may be one. `address` is its path on the site.
pub fn not_an_article<D: Dom>(
    page: &D,
    path: &Path,
    address: &str,
    shape: &Shape,
) -> Option<Reason> {
    if is_not_found(page, path) {
        return Some(Reason::NotFound);
    }
    if is_redirect(page) {
        return Some(Reason::Redirect);
    }
    if is_noindex(page) {
        return Some(Reason::NoIndex);
    }
    let kind = document::attribute(page, "meta[property='og:type']", "content");
    let is_marked = kind.is_some_and(|kind| kind.eq_ignore_ascii_case("article"));
    // The page's own word counts for more than the look of its address. Themes with microdata mark
    // the body of every article that a list shows, of the only one too.
    let bodies = page.all("[itemprop~=articleBody]").len();
    let is_place_of_list = is_list_address(address) || is_front(path);
    let is_told = bodies == 1 && (is_marked || !is_place_of_list);
    if is_told || document::json_ld_article(page).is_some() {
        return None;
    }
    let is_several = || bodies > 1 && page.all("article").len() > 1;
    let is_list = is_list_address(address)
        || !is_marked
            && (is_front(path)
                || is_several()
                || shape.is_mostly_links()
                || has_cards(page, shape));
    is_list.then_some(Reason::List)
}

fn is_not_found<D: Dom>(page: &D, path: &Path) -> bool {
    let is_404 = |path: &Path| path.file_stem().is_some_and(|stem| stem == "404");
    let title = || {
        let title = page.first("head title").map(|title| document::text_of(&title));
        title.unwrap_or_default().trim().to_ascii_lowercase()
    };
    is_404(path)
        || path.parent().is_some_and(is_404)
        || title().starts_with("page not found")
        || title().starts_with("404") && title().contains("not found")
}

fn is_redirect<D: Dom>(page: &D) -> bool {
    let refresh = document::attribute(page, "meta[http-equiv=refresh i]", "content");
    refresh.is_some_and(|refresh| refresh.to_ascii_lowercase().contains("url"))
}

fn is_noindex<D: Dom>(page: &D) -> bool {
    page.all("meta[name=robots i], meta[name=googlebot i]").iter().any(|meta| {
        let content = meta.attribute("content").unwrap_or_default().to_ascii_lowercase();
        content.split([',', ' ']).any(|word| word == "noindex" || word == "none")
    })
}

fn is_front(path: &Path) -> bool {
    path.iter().count() == 1 && path.file_stem().is_some_and(|stem| stem == "index")
}

/// Addresses such as `/tags/`, `/category/a/`, `/page/2/`, `/page2/` and `/search.html`.
fn is_list_address(address: &str) -> bool {
    const FOLDERS: [&str; 8] =
        ["tag", "tags", "category", "categories", "author", "authors", "archive", "archives"];
    let address = address.to_ascii_lowercase();
    let names: Vec<&str> = address.split('/').filter(|name| !name.is_empty()).collect();
    let Some((last, folders)) = names.split_last() else { return false };
    let last = last.strip_suffix(".html").or_else(|| last.strip_suffix(".htm")).unwrap_or(last);
    let is_number = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    folders.iter().any(|name| FOLDERS.contains(name))
        || FOLDERS.contains(&last)
        || last == "search"
        || is_number(last) && folders.last() == Some(&"page")
        || last.strip_prefix("page").is_some_and(is_number)
}

/// Whether the page holds several `<article>` elements with links for headlines, most of it stands
/// in them, and in none of them most of it: an article may end with cards of others, or have some
/// beside it. Where each of them has such a headline, one of two cards may be longer than the
/// other.
fn has_cards<D: Dom>(page: &D, shape: &Shape) -> bool {
    let headlines = page.all(
        "article h1 a[href], article h2 a[href], article h3 a[href], article h4 a[href], \
         article a[href] h2, article a[href] h3, article a[href] h4",
    );
    // The headlines of an article's own sections often link to themselves.
    let is_away = |link: &&D::Node| link.attribute("href").is_none_or(|to| !to.starts_with('#'));
    let headlines = headlines.iter().filter(is_away).count();
    let articles = page.all("article");
    if headlines < 2 || articles.len() < 2 {
        return false;
    }
    let lengths: Vec<usize> =
        articles.iter().map(|article| super::words::words(&document::text_of(article))).collect();
    let longest = lengths.iter().max().copied().unwrap_or(0);
    let all = shape.linked + shape.unlinked;
    let is_shared =
        if headlines < articles.len() { longest * 2 < all } else { longest * 3 < all * 2 };
    is_shared && lengths.iter().sum::<usize>() * 2 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_lists_are_known() {
        for list in [
            "/tags/",
            "/tag/tea.html",
            "/blog/category/tea/",
            "/page/2/",
            "/news/page/11/index.html",
            "/page2/",
            "/blog/page12/index.html",
            "/search.html",
            "/search/",
            "/Archive/",
            "/archives/2024/",
            "/authors/ann.html",
        ] {
            assert!(is_list_address(list.trim_end_matches("index.html")), "{list}");
        }
        for article in [
            "/",
            "/a.html",
            "/research/",
            "/page/about/",
            "/2024/05/tea/",
            "/tagging.html",
            "/page2a/",
        ] {
            assert!(!is_list_address(article), "{article}");
        }
    }
}
