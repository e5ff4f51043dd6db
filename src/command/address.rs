//! Addresses of pages: from a file to its address on the site, and resolving its links.

use std::collections::HashMap;
use std::path::Path;

use crate::document::UrlKey;
use url::Url;

/// A placeholder for the site while its address is unknown. RFC 2606 reserves `.invalid`.
const STAND_IN: &str = "https://also-like.invalid/";

/// Reads `--base-url`.
///
/// # Errors
///
/// A relative address, and any scheme but http and https.
pub fn parse_base(text: &str) -> Result<Url, &'static str> {
    let mut url = Url::parse(text).map_err(|_| "give an address such as https://example.org/")?;
    if !is_web(&url) {
        return Err("give an http or https address");
    }
    url.set_fragment(None);
    url.set_query(None);
    if !url.path().ends_with('/') {
        let folder = format!("{}/", url.path());
        url.set_path(&folder);
    }
    Ok(url)
}

/// A site whose pages need addresses.
#[derive(Clone, Hash)]
pub struct Site {
    base: Url,
    /// The hosts that its pages name as their own.
    hosts: Vec<String>,
}

impl Site {
    /// A site at `base`, or at an unknown place.
    pub fn new(base: Option<&Url>) -> Site {
        Site { base: base.cloned().unwrap_or_else(stand_in), hosts: Vec::new() }
    }

    /// The same with what its pages declare: their hosts, and the folder that their links are
    /// below, such as `myrepo`.
    pub fn found(&self, hosts: Vec<String>, below: &str) -> Site {
        let base = self.base.join(&format!("{below}/")).ok().filter(|_| !below.is_empty());
        Site { base: base.unwrap_or_else(|| self.base.clone()), hosts }
    }

    /// Whether an address is that of another site.
    pub fn is_foreign(&self, address: &str) -> bool {
        let Some(other) = Url::parse(address).ok().as_ref().and_then(host) else { return false };
        let known = self.known().and_then(host);
        let mut own = self.hosts.iter().chain(&known).peekable();
        own.peek().is_some() && own.all(|own| !is_near(own, &other))
    }

    /// Its address, where it is known.
    pub fn known(&self) -> Option<&Url> {
        (self.base.origin() != stand_in().origin()).then_some(&self.base)
    }

    /// Resolves the address that a page declares, from the site's root or in full.
    pub fn at(&self, address: &str) -> Url {
        let path = address.strip_prefix('/').unwrap_or(address);
        self.base.join(path).ok().filter(is_web).unwrap_or_else(|| self.base.clone())
    }

    /// The address of a file, given by its path from the site's root. `index.html` is its folder.
    pub fn page(&self, path: &Path) -> Url {
        let mut url = self.base.clone();
        let mut names: Vec<_> =
            path.iter().map(|name| name.to_string_lossy().into_owned()).collect();
        if let Some(last) = names.last_mut()
            && matches!(last.to_ascii_lowercase().as_str(), "index.html" | "index.htm")
        {
            last.clear();
        }
        url.path_segments_mut()
            .expect("http addresses have paths")
            .pop_if_empty()
            .extend(names.iter());
        url
    }
}

/// How the catalog writes an address: from the site's root while the site's address is unknown.
pub fn written(url: &Url) -> String {
    let mut url = url.clone();
    url.set_fragment(None);
    match url.as_str().strip_prefix(STAND_IN) {
        Some(path) => format!("/{path}"),
        None => url.into(),
    }
}

/// The opposite of [`written`]; the unknown site's root for what is no address.
pub fn read(address: &str) -> Url {
    stand_in().join(address).ok().filter(is_web).unwrap_or_else(stand_in)
}

/// What a link on a page means; `None` unless it is http, https or relative.
pub fn resolve(page: &Url, link: &str) -> Option<Url> {
    page.join(link).ok().filter(is_web)
}

/// Whether an address is http or https.
pub fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.has_host()
}

/// A path without `index.html`, `.html` and a slash at its end.
pub fn bare(path: &str) -> &str {
    let path = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
    path.strip_suffix(".html").unwrap_or(path)
}

/// Whether an address is http, https or relative, in the way browsers read it.
pub fn is_safe(address: &str) -> bool {
    !address.trim().is_empty() && resolve(&stand_in(), address).is_some()
}

/// Addresses seen so far, to find those of one page.
#[derive(Default)]
pub struct AddressSet {
    /// By their hashes, which are equal for all that match.
    keys: HashMap<u32, Vec<UrlKey>>,
}

impl AddressSet {
    /// Whether an address of the same page is there.
    pub fn has(&self, address: &str) -> bool {
        let key = UrlKey::new(address);
        let alike = self.keys.get(&key.hash());
        alike.is_some_and(|keys| keys.iter().any(|other| other.matches(&key)))
    }

    /// Notes an address; `false` when one of the same page was there.
    pub fn add(&mut self, address: &str) -> bool {
        let key = UrlKey::new(address);
        let alike = self.keys.entry(key.hash()).or_insert_with(|| Vec::with_capacity(1));
        let is_new = alike.iter().all(|other| !other.matches(&key));
        if is_new {
            alike.push(key);
        }
        is_new
    }
}

/// The host of an address without `www.`.
pub fn host(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

/// Whether two hosts are one, or one is below the other.
pub fn is_near(a: &str, b: &str) -> bool {
    let is_below = |a: &str, b: &str| a.strip_suffix(b).is_some_and(|rest| rest.ends_with('.'));
    a == b || is_below(a, b) || is_below(b, a)
}

fn stand_in() -> Url {
    Url::parse(STAND_IN).expect("the stand-in is a good address")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_and_relative_addresses_are_safe() {
        for good in ["/a", "a/b.html", "../a", "?p=1", "https://example.org/", "HTTP://e.org/a"] {
            assert!(is_safe(good), "{good}");
        }
        for bad in [
            "",
            " ",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            "\u{1} javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "blob:https://example.org/1",
            "file:///etc/passwd",
            "mailto:a@example.org",
            "https://",
        ] {
            assert!(!is_safe(bad), "{bad:?}");
        }
    }

    #[test]
    fn files_have_the_addresses_that_servers_give_them() {
        let unknown = Site::new(None);
        let base = parse_base("https://example.org/blog").unwrap();
        let known = Site::new(Some(&base));
        for (path, from_root, absolute) in [
            ("a.html", "/a.html", "https://example.org/blog/a.html"),
            ("index.html", "/", "https://example.org/blog/"),
            ("a/INDEX.htm", "/a/", "https://example.org/blog/a/"),
            (
                "a b/茶.html",
                "/a%20b/%E8%8C%B6.html",
                "https://example.org/blog/a%20b/%E8%8C%B6.html",
            ),
        ] {
            assert_eq!(written(&unknown.page(Path::new(path))), from_root);
            assert_eq!(written(&known.page(Path::new(path))), absolute);
        }
    }

    #[test]
    fn one_page_has_one_place() {
        let mut seen = AddressSet::default();
        assert!(seen.add("https://example.org/a/?utm_source=x"));
        for same in ["/a", "a/index.html", "//www.example.org/a", "https://www.example.org/a#b"] {
            assert!(seen.has(same) && !seen.add(same), "{same}");
        }
        assert!(seen.add("https://example.com/a"));
        assert!(seen.add("/go?to=https://example.org/a"));
        assert!(seen.has("https://example.org/go?to=https://example.org/a"));
        assert!(!seen.has("/b"));
    }

    #[test]
    fn links_are_read_from_their_page() {
        let site = Site::new(None);
        let page = site.page(Path::new("a/b.html"));
        assert_eq!(read(&written(&page)), page);
        let read = |link| resolve(&page, link).map(|url| written(&url));
        assert_eq!(read("c.html#top").as_deref(), Some("/a/c.html"));
        assert_eq!(read("/c/").as_deref(), Some("/c/"));
        assert_eq!(read("//example.org/c").as_deref(), Some("https://example.org/c"));
        assert_eq!(read("javascript:alert(1)"), None);
    }
}
