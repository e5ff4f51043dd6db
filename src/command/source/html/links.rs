//! Which links of a page lead to other pages of its site.

use crate::command::address;
use crate::document::{self, Dom, UrlKey};
use url::Url;

/// Tells of an address as it stands on a page whether it is that of another page of the site. `own`
/// is the page's own.
pub fn other_pages<D: Dom>(page: &D, own: &str) -> impl Fn(&str) -> bool {
    let host = |address: &str| address::host(&Url::parse(address).ok()?);
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
    move |address: &str| {
        let address = address.trim();
        let bare = address.split(['?', '#']).next().unwrap_or_default();
        if bare.is_empty() && !address.starts_with('?') {
            return false;
        }
        let is_web = address.starts_with("http:") || address.starts_with("https:");
        if is_web || address.starts_with("//") {
            let full = if is_web { address.to_owned() } else { format!("https:{address}") };
            let is_site = host(&full).is_some_and(|host| hosts.contains(&host));
            return is_site && !is_own(&path(&full));
        }
        // Schemes such as `mailto:`.
        let scheme = address.split(['/', '?', '#']).next().unwrap_or_default();
        let there = || page.resolve(bare).map_or_else(Vec::new, |address| path(&address));
        !scheme.contains(':') && !is_own(&there())
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
