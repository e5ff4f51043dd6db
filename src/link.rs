//! Addresses: when two of them name the same page.

/// What two addresses of one page have in common.
///
/// Made by [`Key::of`]. Two keys [match](Key::matches) when their paths and queries are equal and
/// their hosts are too, as far as both have one.
///
/// ```
/// use also_like::link::Key;
/// let key = Key::of("https://www.example.org/a/b/?utm_source=mail#top");
/// assert!(key.matches(&Key::of("/a/b/index.html")));
/// assert!(!key.matches(&Key::of("https://example.com/a/b")));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    host: Vec<u8>,
    path: Vec<u8>,
}

/// Query parameters that say where a reader came from, not what the page is. `utm_…` is another.
const TRACKING: [&[u8]; 5] = [b"fbclid", b"gclid", b"mc_cid", b"mc_eid", b"ref"];

/// What a path may end with and still be the same page, in the order in which it is cut off.
const TAILS: [&[u8]; 5] = [b"/", b"/index.html", b"/index.htm", b".html", b".htm"];

impl Key {
    /// Takes an address apart: the scheme, `www.`, the fragment, `index.html`, a trailing slash or
    /// `.html` and tracking parameters (`utm_…`, `fbclid`, …) are dropped, percent-encoding is undone.
    ///
    /// Works on bytes: what is not valid UTF-8 after decoding is compared as it is.
    pub fn of(url: &str) -> Key {
        let (url, _) = split(url.as_bytes().trim_ascii(), b'#');
        let (mut host, mut rest) = (&[][..], url);
        // An absolute address has `//` after its scheme, or begins with it.
        let (scheme, after) = split(url, b'/');
        if (scheme.is_empty() || scheme.ends_with(b":"))
            && let Some(after) = after.strip_prefix(b"/")
        {
            let end = after.iter().position(|&byte| byte == b'/' || byte == b'?');
            (host, rest) = after.split_at(end.unwrap_or(after.len()));
        }
        let (path, mut query) = split(rest, b'?');
        // With the slash before it: `index.html` is the end of a path, not of a name.
        let mut key = vec![b'/'];
        key.extend(decode(path.strip_prefix(b"/").unwrap_or(path)));
        for tail in TAILS {
            if key.ends_with(tail) {
                key.truncate(key.len() - tail.len());
            }
        }
        while !query.is_empty() {
            let (parameter, others) = split(query, b'&');
            let (name, _) = split(parameter, b'=');
            if !name.starts_with(b"utm_") && !TRACKING.contains(&name) {
                key.push(b'?');
                key.extend_from_slice(parameter);
            }
            query = others;
        }
        let host = host.to_ascii_lowercase();
        Key { host: host.strip_prefix(b"www.").unwrap_or(&host).to_owned(), path: key }
    }

    /// The part of the address that is equal for all addresses of a page, as bytes.
    pub fn path(&self) -> &[u8] {
        &self.path
    }

    /// A number by which keys of one page can be found: equal for all of them, rarely for others. The
    /// 32-bit FNV-1a hash of the path, which JavaScript computes as cheaply: `www/engine.js` does, to
    /// know an article's file before the engine is there.
    pub fn hash(&self) -> u32 {
        let step = |hash: u32, &byte: &u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        self.path.iter().fold(0x811c_9dc5, step)
    }

    /// The folder that the page stands in, without a slash at its end: empty for one at the root.
    ///
    /// ```
    /// use also_like::link::Key;
    /// assert_eq!(Key::of("https://example.org/docs/python/install.html").folder(), b"/docs/python");
    /// assert_eq!(Key::of("/about/").folder(), b"");
    /// ```
    pub fn folder(&self) -> &[u8] {
        let (path, _) = split(&self.path, b'?');
        let end = path.iter().rposition(|&byte| byte == b'/').unwrap_or_default();
        path.get(..end).unwrap_or_default()
    }

    /// Whether both name the same page.
    pub fn matches(&self, other: &Key) -> bool {
        self.path == other.path
            && (self.host == other.host || self.host.is_empty() || other.host.is_empty())
    }
}

/// What stands before and after the first of a byte; all and nothing when there is none.
fn split(bytes: &[u8], at: u8) -> (&[u8], &[u8]) {
    let place = bytes.iter().position(|&byte| byte == at).unwrap_or(bytes.len());
    let (before, after) = bytes.split_at(place);
    (before, after.get(1..).unwrap_or_default())
}

fn decode(mut path: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    while let Some((&byte, rest)) = path.split_first() {
        path = rest;
        let hex = |at: usize| rest.get(at).and_then(|&digit| char::from(digit).to_digit(16));
        match (byte, hex(0), hex(1)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                path = rest.get(2..).unwrap_or_default();
            }
            _ => out.push(byte),
        }
    }
    out
}
