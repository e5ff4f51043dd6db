//! Addresses: when two of them name the same page.

/// What two addresses of one page have in common.
///
/// Made by [`Key::of`]. Two keys [match](Key::matches) when their paths and queries are equal and
/// their hosts are too, as far as both have one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    host: String,
    path: String,
}

/// Query parameters that say where a reader came from, not what the page is.
const TRACKING: [&str; 5] = ["fbclid", "gclid", "mc_cid", "mc_eid", "ref"];

impl Key {
    /// Takes an address apart: the scheme, `www.`, the fragment, `index.html`, a trailing slash or
    /// `.html` and tracking parameters (`utm_…`, `fbclid`, …) are dropped, percent-encoding is undone.
    pub fn of(url: &str) -> Key {
        let url = url.split('#').next().unwrap_or_default().trim();
        // An absolute address has `//` after its scheme, or begins with it.
        let (host, rest) = match url.find('/') {
            Some(slash) if slash == 0 || url[..slash].ends_with(':') => {
                let rest = url[slash + 1..].strip_prefix('/');
                rest.map_or(("", url), |rest| {
                    rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()))
                })
            }
            _ => ("", url),
        };
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let mut key = decode(path.trim_start_matches('/'));
        for tail in ["/", "index.html", "index.htm", ".html", ".htm", "/"] {
            key.truncate(key.strip_suffix(tail).map_or(key.len(), str::len));
        }
        for part in query.split('&').filter(|part| !is_tracking(part)) {
            key.push('?');
            key.push_str(part);
        }
        let host = host.strip_prefix("www.").unwrap_or(host);
        Key { host: host.to_ascii_lowercase(), path: key }
    }

    /// Whether both name the same page.
    pub fn matches(&self, other: &Key) -> bool {
        self.path == other.path
            && (self.host == other.host || self.host.is_empty() || other.host.is_empty())
    }
}

fn is_tracking(part: &str) -> bool {
    let name = part.split('=').next().unwrap_or_default();
    name.is_empty() || name.starts_with("utm_") || TRACKING.contains(&name)
}

fn decode(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let hex = |at: usize| bytes.get(at).and_then(|byte| (*byte as char).to_digit(16));
        match (bytes[i], hex(i + 1), hex(i + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                i += 3;
            }
            (byte, _, _) => {
                out.push(byte);
                i += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| path.to_owned())
}
