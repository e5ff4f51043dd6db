//! Which addresses name the same page.
use std::fs;

use also_like::document::UrlKey;
use proptest::prelude::*;
use serde_json::Value;

const SAME: &[(&str, &str, &str)] = &[
    ("itself", "https://example.org/a", "https://example.org/a"),
    ("scheme", "http://example.org/a", "https://example.org/a"),
    ("scheme left out", "//example.org/a", "https://example.org/a"),
    ("www", "https://www.example.org/a", "https://example.org/a"),
    ("capitals in the host", "https://WWW.Example.ORG/a", "https://example.org/a"),
    ("fragment", "https://example.org/a#top", "https://example.org/a"),
    ("trailing slash", "https://example.org/a/", "https://example.org/a"),
    ("index.html", "https://example.org/a/index.html", "https://example.org/a/"),
    ("index.htm", "https://example.org/a/index.htm", "https://example.org/a"),
    (".html", "https://example.org/a.html", "https://example.org/a"),
    ("root", "https://example.org", "https://example.org/"),
    ("root and index.html", "https://example.org/index.html", "https://example.org"),
    ("relative", "/a/b", "https://example.org/a/b.html"),
    ("relative without a slash", "a/b", "/a/b/"),
    ("utm", "https://example.org/a?utm_source=mail&utm_medium=x", "/a"),
    ("click identifiers", "/a?fbclid=1&gclid=2&mc_cid=3&mc_eid=4&ref=5", "/a"),
    ("tracking among others", "/a?id=7&utm_source=mail", "/a?id=7"),
    ("tracking before others", "/a?utm_source=mail&id=7#top", "/a?id=7"),
    ("advertisers", "/a?srsltid=1&gad_source=1&gad_campaignid=2&msclkid=3&_gl=1*x&yclid=4", "/a"),
    (
        "more of them",
        "/a?wbraid=1&gbraid=2&dclid=3&gclsrc=aw.ds&ttclid=4&twclid=5&li_fat_id=6",
        "/a",
    ),
    ("mails", "/a?mkt_tok=1&_hsenc=2&_hsmi=3&__hstc=4&oly_enc_id=5&vero_id=6", "/a"),
    ("campaigns", "/a?pk_campaign=1&mtm_kwd=2&piwik_kwd=3&hsa_acc=5&cmpid=6", "/a"),
    ("shares", "/a?igshid=1&igsh=2&epik=3&_branch_match_id=4&ref=x", "/a"),
    ("capitals", "/a?UTM_Source=x&MSCLKID=2&s_kwcid=AL!1&_ga=2.1.3", "/a"),
    ("without values", "/a?gclid&_gl&utm_source", "/a"),
    ("percent-encoding", "/caf%C3%A9", "/café"),
    ("percent-encoding in either case", "/caf%c3%a9", "/caf%C3%A9"),
    ("blanks around", "  /a\n", "/a"),
    ("query of a root", "https://example.org?p=12", "https://www.example.org/?p=12"),
];

const DIFFERENT: &[(&str, &str, &str)] = &[
    ("path", "/a", "/b"),
    ("folder", "/a/b", "/b"),
    ("capitals in the path", "/A", "/a"),
    ("host", "https://example.org/a", "https://example.com/a"),
    ("subdomain", "https://news.example.org/a", "https://example.org/a"),
    ("port", "https://example.org:8080/a", "https://example.org/a"),
    ("query", "/?p=12", "/?p=13"),
    ("query and none", "/a?page=2", "/a"),
    ("a name that begins like one", "/a?reference=1", "/a"),
    ("other names like them", "/a?refid=1", "/a?refid=2"),
    ("an id", "/a?id=1", "/a?id=2"),
    ("a gallery", "/a?_gallery=1", "/a?_gallery=2"),
    ("a company", "/a?cid=1", "/a?cid=2"),
    ("a picture", "/a?pic_id=1", "/a?pic_id=2"),
    ("a city", "/a?pk=1", "/a?pk=2"),
    ("index and its folder's neighbour", "/a/index.html", "/a/b"),
    ("a name that ends like an index", "/reindex.html", "/re"),
    ("a page of a name that ends like one", "/press/myindex.htm", "/press/my"),
    ("root and page", "/", "/a"),
    ("half an escape", "/100%", "/100"),
];

#[test]
fn one_page() {
    for (name, a, b) in SAME {
        assert!(UrlKey::new(a).matches(&UrlKey::new(b)), "{name}: {a} {b}");
        assert!(UrlKey::new(b).matches(&UrlKey::new(a)), "{name}: {b} {a}");
    }
}

#[test]
fn two_pages() {
    for (name, a, b) in DIFFERENT {
        assert!(!UrlKey::new(a).matches(&UrlKey::new(b)), "{name}: {a} {b}");
        assert!(!UrlKey::new(b).matches(&UrlKey::new(a)), "{name}: {b} {a}");
    }
}

proptest! {
    #[test]
    fn any_text_is_an_address(text: String) {
        prop_assert!(UrlKey::new(&text).matches(&UrlKey::new(&text)));
    }

    #[test]
    fn how_a_reader_came_makes_no_difference(
        host in "(https?:)?//(www\\.)?[a-z]{1,8}\\.(org|com)",
        path in "(/[a-z]{1,5}){0,3}",
        tail in "/?|\\.html|/index\\.html",
        tracking in "(\\?utm_[a-z]{1,6}=[a-z]{0,3})?(#[a-z]{0,4})?",
    ) {
        // `/.html` is a page's whole name.
        prop_assume!(!path.is_empty() || tail != ".html");
        let plain = UrlKey::new(&[host.as_str(), &path].concat());
        prop_assert!(UrlKey::new(&[host.as_str(), &path, &tail, &tracking].concat()).matches(&plain));
        prop_assert!(UrlKey::new(&[path.as_str(), &tail, &tracking].concat()).matches(&plain));
    }
}

const PIECES: &str = include_str!("../data/url-pieces.json");
const KEYS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/url-keys.tsv");

/// Generates odd addresses; `www/widget/test/url-keys.js` generates the same.
struct Addresses {
    pieces: Value,
    /// Marsaglia's xorshift of 32 bits.
    state: u32,
}

impl Addresses {
    fn below(&mut self, limit: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 17;
        self.state ^= self.state << 5;
        self.state as usize % limit
    }

    fn add(&mut self, to: &mut Vec<u16>, kind: &str) {
        let count = self.pieces[kind].as_array().unwrap().len();
        let at = self.below(count);
        to.extend(self.pieces[kind][at].as_str().unwrap().encode_utf16());
    }

    fn next(&mut self) -> String {
        let mut units = Vec::new();
        self.add(&mut units, "starts");
        self.add(&mut units, "hosts");
        for _ in 0..self.below(7) {
            self.add(&mut units, "pieces");
        }
        for _ in 0..self.below(4) {
            self.add(&mut units, "queries");
        }
        self.add(&mut units, "fragments");
        self.add(&mut units, "ends");
        // Anywhere, between the halves of a character too: any unit of UTF-16, or half a character.
        if self.below(3) == 0 {
            let at = self.below(units.len() + 1);
            let any = self.below(2) == 1;
            let unit = if any { self.below(0x1_0000) } else { 0xd800 + self.below(0x800) };
            units.insert(at, unit as u16);
        }
        String::from_utf16_lossy(&units)
    }
}

/// FNV-1a of the keys and the hashes of some addresses.
fn digest(addresses: impl Iterator<Item = String>) -> u32 {
    let mut digest = 0x811c_9dc5_u32;
    for address in addresses {
        let key = UrlKey::new(&address);
        for &byte in key.host().iter().chain(key.path()).chain(&key.hash().to_le_bytes()) {
            digest = (digest ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    digest
}

/// Where the rules for keys have changed, `BLESS=1` writes the file anew, to which the unit tests
/// of `www/key.js` are held.
#[test]
fn ten_thousand_addresses_have_the_keys_that_javascript_gives_them() {
    let pieces = serde_json::from_str(PIECES).unwrap();
    let mut addresses = Addresses { pieces, state: 2_463_534_242 };
    let line = |batch| format!("{batch}\t{:08x}\n", digest((0..100).map(|_| addresses.next())));
    let lines: String = (0..100).map(line).collect();
    if std::env::var_os("BLESS").is_some() {
        return fs::write(KEYS, lines).unwrap();
    }
    assert!(lines == fs::read_to_string(KEYS).unwrap(), "keys are other than before");
}
