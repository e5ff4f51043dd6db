//! Telling articles from the other pages of a site.

use std::path::Path;

use crate::document::{self, Dom, Node, UrlKey};

use super::shape::Shape;
use crate::command::outcome::Reason;

/// Why a page is no article whatever it holds; `None` when it may be one. `own` is its address.
pub fn not_an_article<D: Dom>(page: &D, path: &Path, own: &str) -> Option<Reason> {
    if is_not_found(page, path) {
        return Some(Reason::NotFound);
    }
    if is_redirect(page, own) {
        return Some(Reason::Redirect);
    }
    is_noindex(page).then_some(Reason::NoIndex)
}

fn is_not_found<D: Dom>(page: &D, path: &Path) -> bool {
    let is_404 = |path: &Path| path.file_stem().is_some_and(|stem| stem == "404");
    let title = || {
        let title = page.first("head title").map(|title| document::text_of(&title));
        title.unwrap_or_default().trim().to_ascii_lowercase()
    };
    let is_told = || {
        let kind = document::attribute(page, "meta[property='og:type']", "content");
        kind.is_some_and(|kind| kind.eq_ignore_ascii_case("article"))
            || document::json_ld::article(page).is_some()
    };
    let is_titled = || {
        let title = title();
        title.starts_with("page not found")
            || title.starts_with("404") && title.contains("not found")
    };
    is_404(path) || path.parent().is_some_and(is_404) || is_titled() && !is_told()
}

/// Whether the page sends its readers elsewhere: not to itself, as live pages do every minute.
fn is_redirect<D: Dom>(page: &D, own: &str) -> bool {
    let refresh = document::attribute(page, "meta[http-equiv=refresh i]", "content");
    let Some(refresh) = refresh else { return false };
    let lower = refresh.to_ascii_lowercase();
    let Some(at) = lower.find("url") else { return false };
    let rest = refresh.get(at + 3..).unwrap_or_default().trim_start();
    let Some(to) = rest.strip_prefix('=') else { return false };
    let to = to.trim().trim_matches(['"', '\'']).trim();
    let Some(to) = page.resolve(to).filter(|_| !to.is_empty()) else { return false };
    let to = UrlKey::new(&to);
    let canonical = document::attribute(page, "link[rel~=canonical]", "href")
        .and_then(|canonical| page.resolve(&canonical));
    // Of a redirect the canonical address is that of the page that it leads to.
    let is_at_once = lower.trim_start().starts_with("0;") || lower.trim_start().starts_with("0 ");
    !to.matches(&UrlKey::new(own))
        && (is_at_once || !canonical.is_some_and(|canonical| to.matches(&UrlKey::new(&canonical))))
}

fn is_noindex<D: Dom>(page: &D) -> bool {
    page.all("meta[name=robots i], meta[name=googlebot i]").iter().any(|meta| {
        let content = meta.attribute("content").unwrap_or_default().to_ascii_lowercase();
        content.split([',', ' ']).any(|word| word == "noindex" || word == "none")
    })
}

/// Whether a file is the front page of a site.
pub fn is_front(path: &Path) -> bool {
    path.iter().count() == 1 && path.file_stem().is_some_and(|stem| stem == "index")
}

/// Whether a file is a feed that was saved under the name of a page.
pub fn is_feed(html: &str) -> bool {
    let mut rest = html.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    // Declarations, style sheets and comments may stand before the first element.
    for _ in 0..20 {
        let end = match () {
            () if rest.starts_with("<?") => "?>",
            () if rest.starts_with("<!--") => "-->",
            () => break,
        };
        let Some(at) = rest.find(end) else { return false };
        rest = rest[at + end.len()..].trim_start();
    }
    let name = rest.strip_prefix('<').unwrap_or_default();
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != ':').unwrap_or(name.len());
    matches!(
        name[..end].to_ascii_lowercase().as_str(),
        "rss" | "feed" | "rdf:rdf" | "atom:feed" | "urlset" | "sitemapindex" | "opml"
    )
}

/// Whether the page holds several `<article>` elements with links for headlines, most of it stands
/// in them, and in none of them most of it: an article may end with cards of others, or have some
/// beside it. Where each of them has such a headline, one of two cards may be longer than the
/// other.
pub fn has_cards<D: Dom>(page: &D, shape: &Shape) -> bool {
    let articles = page.all("article");
    if articles.len() < 2 {
        return false;
    }
    let headlines = page.all(
        "article h1 a[href], article h2 a[href], article h3 a[href], article h4 a[href], \
         article a[href] h2, article a[href] h3, article a[href] h4",
    );
    // The headlines of an article's own sections often link to themselves.
    let is_away = |link: &&D::Node| link.attribute("href").is_none_or(|to| !to.starts_with('#'));
    let headlines = headlines.iter().filter(is_away).count();
    if headlines < 2 {
        return false;
    }
    let lengths: Vec<usize> =
        articles.iter().map(|article| super::words::words(&document::text_of(article))).collect();
    let longest = lengths.iter().max().copied().unwrap_or(0);
    let all = shape.words();
    let is_shared =
        if headlines < articles.len() { longest * 2 < all } else { longest * 3 < all * 2 };
    is_shared && lengths.iter().sum::<usize>() * 2 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_under_the_name_of_a_page_are_known() {
        for feed in [
            "<?xml version=\"1.0\"?>\n<rss version=\"2.0\">",
            "\u{feff}<feed xmlns=\"http://www.w3.org/2005/Atom\">",
            "<?xml version='1.0'?><?xml-stylesheet href='a'?><!-- x --><rdf:RDF>",
            " <RSS>",
        ] {
            assert!(is_feed(feed), "{feed}");
        }
        for page in [
            "<?xml version=\"1.0\"?>\n<!DOCTYPE html><html>",
            "<html><body><rss>",
            "<!-- <rss> --><p>",
            "<?xml",
            "",
        ] {
            assert!(!is_feed(page), "{page}");
        }
    }
}
