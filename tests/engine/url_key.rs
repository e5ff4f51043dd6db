//! Which addresses name the same page.
use also_like::document::UrlKey;
use proptest::prelude::*;

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
