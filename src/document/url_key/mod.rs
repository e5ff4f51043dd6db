//! Addresses: when two of them name the same page.

#[cfg(not(target_os = "unknown"))]
mod parse;

/// The path of an address without query and fragment; the address may be a path already.
pub fn path(address: &str) -> &str {
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let address = address.get(..end).unwrap_or_default();
    match address.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or_default(),
        None => address,
    }
}

/// What two addresses of one page have in common.
///
/// Made by [`UrlKey::new`]. Two keys [match](UrlKey::matches) when their paths and queries are
/// equal and their hosts are too, as far as both have one.
///
/// ```
/// use also_like::document::UrlKey;
/// let key = UrlKey::new("https://www.example.org/a/b/?utm_source=mail#top");
/// assert!(key.matches(&UrlKey::new("/a/b/index.html")));
/// assert!(!key.matches(&UrlKey::new("https://example.com/a/b")));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UrlKey {
    host: Vec<u8>,
    path: Vec<u8>,
}

impl UrlKey {
    /// Takes an address apart: the scheme, `www.`, the fragment, `index.html`, a trailing slash or
    /// `.html` and tracking parameters (`utm_…`, `gclid`, …) are dropped, percent-encoding is
    /// undone.
    ///
    /// Works on bytes: what is not valid UTF-8 after decoding is compared as it is.
    pub fn new(url: &str) -> UrlKey {
        #[cfg(not(target_os = "unknown"))]
        let (host, path) = parse::key(url);
        #[cfg(target_os = "unknown")]
        let (host, path) = {
            let mut host = crate::text::host::url_key(url);
            let end = host.iter().position(|byte| b"/?".contains(byte)).unwrap_or(host.len());
            let path = host.split_off(end);
            (host, path)
        };
        UrlKey { host, path }
    }

    /// The host in lower case without `www.`, as bytes: empty for an address that has none.
    pub fn host(&self) -> &[u8] {
        &self.host
    }

    /// The part of the address that is equal for all addresses of a page, as bytes.
    pub fn path(&self) -> &[u8] {
        &self.path
    }

    /// The 32-bit FNV-1a hash of the path: equal for all keys of one page. `www/key.js` computes
    /// it too, to find the file of an article before the engine has loaded.
    pub fn hash(&self) -> u32 {
        let step = |hash: u32, &byte: &u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        self.path.iter().fold(0x811c_9dc5, step)
    }

    /// The folder of the page, without a slash at its end; empty at the root.
    ///
    /// ```
    /// use also_like::document::UrlKey;
    /// let page = UrlKey::new("https://example.org/docs/python/install.html");
    /// assert_eq!(page.folder(), b"/docs/python");
    /// assert_eq!(UrlKey::new("/about/").folder(), b"");
    /// ```
    pub fn folder(&self) -> &[u8] {
        let query = self.path.iter().position(|&byte| byte == b'?').unwrap_or(self.path.len());
        let path = self.path.get(..query).unwrap_or_default();
        let end = path.iter().rposition(|&byte| byte == b'/').unwrap_or_default();
        path.get(..end).unwrap_or_default()
    }

    /// Whether both name the same page.
    pub fn matches(&self, other: &UrlKey) -> bool {
        self.path == other.path
            && (self.host == other.host || self.host.is_empty() || other.host.is_empty())
    }
}
