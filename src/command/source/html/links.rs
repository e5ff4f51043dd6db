//! Which links of a page lead to other pages of its site.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use crate::command::address;
use crate::document::{self, Dom, UrlKey};
use url::Url;

/// More places are not remembered.
const MOST: usize = 4096;

/// What addresses mean that stand on page after page.
#[derive(Default)]
struct Places {
    /// Host and path of those in full.
    full: HashMap<String, (Option<String>, Vec<u8>)>,
    /// The paths of those from the root of one host, and its address.
    rooted: HashMap<String, Vec<u8>>,
    root: Option<String>,
}

thread_local! {
    static PLACES: RefCell<Places> = RefCell::default();
}

impl Places {
    fn full(&mut self, address: &str) -> &(Option<String>, Vec<u8>) {
        if self.full.len() >= MOST {
            self.full.clear();
        }
        if !self.full.contains_key(address) {
            let place = (host(address), path(address));
            self.full.insert(address.to_owned(), place);
        }
        &self.full[address]
    }

    fn rooted<D: Dom>(&mut self, page: &D, root: &Option<String>, address: &str) -> &[u8] {
        if self.rooted.len() >= MOST || self.root != *root {
            self.rooted.clear();
            self.root.clone_from(root);
        }
        if !self.rooted.contains_key(address) {
            self.rooted.insert(address.to_owned(), there(page, address));
        }
        &self.rooted[address]
    }
}

/// The host of an address in full.
fn host(address: &str) -> Option<String> {
    address::host(&Url::parse(address).ok()?)
}

/// The path that an address on a page leads to.
fn there<D: Dom>(page: &D, address: &str) -> Vec<u8> {
    page.resolve(address).map_or_else(Vec::new, |address| path(&address))
}

/// Tells of an address as it stands on a page whether it is that of another page of the site. `own`
/// is the page's own.
pub fn other_pages<D: Dom>(page: &D, own: &str) -> impl Fn(&str) -> bool {
    let places = [
        ("link[rel~=canonical]", "href"),
        ("meta[property='og:url']", "content"),
        ("link[rel~=home]", "href"),
        ("a[rel~=home]", "href"),
        ("link[rel='https://api.w.org/']", "href"),
        ("link[rel~=EditURI]", "href"),
        ("link[rel~=alternate][type='application/rss+xml']", "href"),
        ("link[rel~=alternate][type='application/atom+xml']", "href"),
        ("link[rel~=apple-touch-icon]", "href"),
        ("link[rel~=icon]", "href"),
    ];
    let said = places.iter().filter_map(|(at, name)| document::attribute(page, at, name));
    let hosts: Vec<String> = said.filter_map(|address| host(&address)).chain(host(own)).collect();
    // A page has the address that it declares, whatever its file is called.
    let canonical = document::attribute(page, "link[rel~=canonical]", "href");
    let own_paths: Vec<Vec<u8>> = canonical.as_deref().into_iter().chain([own]).map(path).collect();
    let is_own = move |there: &[u8]| own_paths.iter().any(|own| is_same_place(there, own));
    let root = page.resolve("/");
    move |address: &str| {
        let address = address.trim();
        let bare = address.split(['?', '#']).next().unwrap_or_default();
        if bare.is_empty() && !address.starts_with('?') {
            return false;
        }
        let is_web = address.starts_with("http:") || address.starts_with("https:");
        if is_web || address.starts_with("//") {
            let full = if is_web { Cow::from(address) } else { format!("https:{address}").into() };
            return PLACES.with_borrow_mut(|places| {
                let (host, path) = places.full(&full);
                let is_site = host.as_ref().is_some_and(|host| hosts.contains(host));
                is_site && !is_own(path)
            });
        }
        // Schemes such as `mailto:`.
        let scheme = address.split(['/', '?', '#']).next().unwrap_or_default();
        if scheme.contains(':') {
            return false;
        }
        // Wherever on its host the page stands.
        if bare.starts_with('/') && root.is_some() {
            return PLACES.with_borrow_mut(|places| !is_own(places.rooted(page, &root, bare)));
        }
        !is_own(&there(page, bare))
    }
}

/// Whether a path is that of the own page, or of what it is part of. The site may stand in a folder
/// of its host.
fn is_same_place(one: &[u8], own: &[u8]) -> bool {
    // The front page and the folders above are what site and sections are called.
    if one.len() <= 1
        || own.len() > one.len() && own.starts_with(one) && own.get(one.len()) == Some(&b'/')
    {
        return true;
    }
    let is_in_folder = |long: &[u8], short: &[u8]| short.len() > 1 && long.ends_with(short);
    one == own || is_in_folder(one, own) || is_in_folder(own, one)
}

/// The path that tells pages apart.
fn path(address: &str) -> Vec<u8> {
    let after = address
        .split_once("://")
        .map_or(address, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
    UrlKey::new(after).path().to_vec()
}
