//! Any bytes as a page, read as the command reads the pages of a site and as a browser would.

use std::path::Path;

use also_like::Page;
use also_like::command::address::Site;
use also_like::command::config::Config;
use also_like::command::outcome::Outcome;
use also_like::command::source::html;
use also_like::document::headline::SiteNames;

/// Files of a site, and addresses of pages with the selector of their text, each for some of the
/// inputs: to read a page in every way would be slow.
const PATHS: [&str; 2] = ["news/a.html", "index.html"];
const PLACES: [(&str, Option<&str>); 3] =
    [("https://example.org/news/a", None), ("", Some("main")), ("/news/a", Some("p > a"))];

/// Reads a page.
pub fn run(data: &[u8]) {
    let (site, config) = (Site::new(None), Config::default());
    let path = Path::new(PATHS[data.len() % PATHS.len()]);
    if let Outcome::Article(article) = html::outcome(data, &site, &config, path) {
        assert!(!article.url.is_empty() && article.prepared.is_some());
    }
    let (address, selector) = PLACES[data.len() % PLACES.len()];
    if let Ok(page) = html::read(data, address, selector, &SiteNames::default()) {
        holds(&page);
    }
}

/// What a page holds however it is written.
fn holds(page: &Page) {
    assert!(page.labels.len() <= 50 && page.labels.iter().all(|label| !label.is_empty()));
    let links = [&page.links, &page.translations, &page.pins, &page.excludes];
    for link in links.into_iter().flatten() {
        let is_web = ["/", "http://", "https://"].iter().any(|begin| link.starts_with(begin));
        assert!(is_web && !link.contains('#'), "{link:?}");
    }
    assert!(links.iter().all(|links| links.len() <= 500));
}
