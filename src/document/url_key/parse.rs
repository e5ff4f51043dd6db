//! Taking an address apart: see [`UrlKey::new`](super::UrlKey::new). In a browser `www/key.js` does
//! it, which needs it anyway.

use crate::text::trim;

/// Tracking parameters: they name the way of a reader to a page, not the page. Prefixes of their
/// names, and whole names. `…clid` and `…clkid` are others.
const TRACKING_PREFIXES: [&str; 11] =
    ["utm_", "pk_", "mtm_", "piwik_", "hsa_", "oly_", "vero_", "gad_", "_branch_", "_hs", "__hs"];
const TRACKING: [&str; 16] = [
    "gbraid",
    "wbraid",
    "gclsrc",
    "srsltid",
    "igsh",
    "igshid",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "li_fat_id",
    "s_kwcid",
    "epik",
    "cmpid",
    "_ga",
    "_gl",
    "ref",
];

/// What a path may end with and still be the same page, in the order in which it is cut off.
const TAILS: [&[u8]; 5] = [b"/", b"/index.html", b"/index.htm", b".html", b".htm"];

/// Host and path.
pub(super) fn key(url: &str) -> (Vec<u8>, Vec<u8>) {
    let (url, _) = split(trim(url).as_bytes(), b'#');
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
        if !is_tracking(name) {
            key.push(b'?');
            key.extend_from_slice(parameter);
        }
        query = others;
    }
    let host = host.to_ascii_lowercase();
    (host.strip_prefix(b"www.").unwrap_or(&host).to_owned(), key)
}

/// Whether a parameter of this name is a tracking parameter.
fn is_tracking(name: &[u8]) -> bool {
    let name = name.to_ascii_lowercase();
    let click = name.strip_suffix(b"clid").or_else(|| name.strip_suffix(b"clkid"));
    TRACKING_PREFIXES.iter().any(|prefix| name.starts_with(prefix.as_bytes()))
        || TRACKING.iter().any(|one| one.as_bytes() == name)
        || click.is_some_and(|network| network.iter().all(u8::is_ascii_lowercase))
}

/// Splits at the first of a byte; all and nothing when there is none.
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
