//! `also-like build` over sitemaps.

use std::io::Write;

use also_like::Day;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::run::Desk;

/// A page about something, with room in its head.
pub fn page(topic: &str, head: &str) -> String {
    let sentence = format!("The {topic} leaves the harbour at ten in the evening. ");
    format!(
        "<!doctype html><html lang=en><title>About the {topic}</title>{head}\
         <article><h1>About the {topic}</h1><p>{}</p></article>",
        sentence.repeat(8)
    )
}

/// A sitemap of some addresses on `e.example`, each with its other elements.
fn sitemap(entries: &[(&str, &str)]) -> String {
    let urls = entries
        .iter()
        .map(|(path, more)| format!("<url><loc>https://e.example{path}</loc>{more}</url>\n"));
    format!(
        "<?xml version='1.0' encoding='UTF-8'?>\n\
         <urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{}</urlset>",
        urls.collect::<String>()
    )
}

fn index(locs: &[&str]) -> String {
    let maps = locs.iter().map(|loc| format!("<sitemap><loc>{loc}</loc></sitemap>"));
    format!("<sitemapindex>{}</sitemapindex>", maps.collect::<String>())
}

pub fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn urls(desk: &Desk, out: &str) -> Vec<String> {
    desk.cards(out, |_| ()).into_iter().map(|(url, ())| url).collect()
}

/// A desk with four pages in `public`, at the addresses that servers give them.
fn desk() -> Desk {
    let desk = Desk::empty();
    desk.write("public/news/ferry/index.html", page("ferry", ""));
    desk.write("public/tea.html", page("tea", ""));
    desk.write("public/fog.html", page("fog", ""));
    desk.write("public/left-out.html", page("bell", ""));
    desk
}

#[test]
fn the_pages_that_a_sitemap_names_are_read() {
    let desk = desk();
    let map = sitemap(&[("/news/ferry/", ""), ("/tea", ""), ("/fog.html", ""), ("/gone/", "")]);
    desk.write("public/sitemap.xml", &map);
    let told = desk.run("build public/sitemap.xml --out out --verbose").ok();
    assert!(told.contains("source     public/sitemap.xml: sitemap, 3 articles\n"), "{told}");
    assert!(
        told.contains(
            "skipped public/sitemap.xml: https://e.example/gone/: in the sitemap, but not in its folder\n"
        ),
        "{told}"
    );
    let expected =
        ["https://e.example/fog.html", "https://e.example/news/ferry/", "https://e.example/tea"];
    assert_eq!(urls(&desk, "out"), expected);

    desk.write("public/packed.gz", packed(map.as_bytes()));
    let told = desk.run("build public/packed.gz --out packed").ok();
    assert!(told.contains("public/packed.gz: sitemap, 3 articles\n"), "{told}");
    assert_eq!(urls(&desk, "packed"), expected);
    let told = desk.run("build public/packed.gz --from sitemap --out said").ok();
    assert!(told.contains("sitemap, 3 articles\n"), "{told}");
}

#[test]
fn what_a_sitemap_says_counts_where_the_page_says_nothing() {
    let desk = Desk::empty();
    let own = "<meta property=article:published_time content=2024-03-05>\
               <meta property=og:image content=/own.jpg>";
    desk.write("public/own.html", page("ferry", own));
    desk.write("public/plain.html", page("tea", ""));
    desk.write("public/news.html", page("fog", ""));
    let last = "<lastmod>2025-01-01T10:00:00Z</lastmod>";
    let picture = "<image:image><image:loc>https://e.example/map.jpg</image:loc></image:image>";
    let news = "<news:news><news:publication><news:name>N</news:name></news:publication>\
                <news:publication_date>2023-02-01</news:publication_date>\
                <news:title>Fog</news:title><news:keywords>sea, weather</news:keywords></news:news>";
    let both = format!("{last}{picture}");
    let news = format!("{last}{news}");
    let map = sitemap(&[("/own", &both), ("/plain", &both), ("/news", &news)]);
    desk.write("public/sitemap.xml", map);
    desk.run("build public/sitemap.xml --out out").ok();
    let cards = desk.cards("out", |card| (card.date, card.image.to_owned()));
    let day = |text: &str| Day::from_iso(text);
    let of = |path: &str| cards[&format!("https://e.example{path}")].clone();
    assert_eq!(of("/own"), (day("2024-03-05"), "https://e.example/own.jpg".to_owned()));
    assert_eq!(of("/plain"), (day("2025-01-01"), "https://e.example/map.jpg".to_owned()));
    assert_eq!(of("/news"), (day("2023-02-01"), String::new()));
}

#[test]
fn an_index_leads_to_the_sitemaps_beside_it() {
    let desk = desk();
    let map = |path: &str| sitemap(&[(path, "")]);
    desk.write("public/sitemaps/one.xml", map("/news/ferry/"));
    desk.write("public/sitemaps/two.xml.gz", packed(map("/tea").as_bytes()));
    desk.write("public/three.xml", map("/fog.html"));
    // Itself, one that is nowhere and one of another site, too.
    let locs = [
        "https://e.example/sitemaps/one.xml",
        "https://e.example/sitemaps/two.xml.gz",
        "https://e.example/three.xml",
        "https://e.example/sitemaps/index.xml",
        "https://e.example/four.xml",
    ];
    desk.write("public/top.xml", index(&[&locs[..], &["https://other.example/five.xml"]].concat()));
    let expected =
        ["https://e.example/fog.html", "https://e.example/news/ferry/", "https://e.example/tea"];
    desk.write("public/sitemaps/index.xml", index(&["https://e.example/top.xml"]));
    let ran = desk.run("build public/top.xml --out out");
    assert!(
        ran.err.contains("https://e.example/four.xml is not in the folder of the site"),
        "{ran:?}"
    );
    assert!(ran.err.contains("https://other.example/five.xml is not in"), "{ran:?}");
    assert!(ran.ok().contains("source     public/top.xml: sitemap, 3 articles\n"));
    assert_eq!(urls(&desk, "out"), expected);

    // An index in a folder below the site's pages.
    desk.write("public/sitemaps/index.xml", index(&locs[..2]));
    desk.run("build public/sitemaps/index.xml --out deeper").ok();
    assert_eq!(urls(&desk, "deeper"), expected[1..]);
}

#[test]
fn a_site_may_be_mounted_below_its_host() {
    let desk = desk();
    desk.write("public/sitemap.xml", sitemap(&[("/blog/tea", ""), ("/blog/fog.html", "")]));
    let expected = ["https://e.example/blog/fog.html", "https://e.example/blog/tea"];
    desk.run("build public/sitemap.xml --out found").ok();
    assert_eq!(urls(&desk, "found"), expected);
    desk.run("build public/sitemap.xml --base-url https://e.example/blog/ --out said").ok();
    assert_eq!(urls(&desk, "said"), expected);
    let ran = desk.run("build public/sitemap.xml --base-url https://other.example/ --out other");
    assert!(ran.err.contains("(2 in the sitemap, but outside the site)"), "{ran:?}");
}

#[test]
fn nothing_outside_the_site_is_read() {
    let desk = desk();
    desk.write("secret.html", page("secret", ""));
    desk.write("public/fine.html", page("fine", ""));
    desk.write("public/deep/fine.html", page("deep", ""));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../secret.html", desk.path("public/link.html")).unwrap();
        std::os::unix::fs::symlink("..", desk.path("public/up")).unwrap();
    }
    let outside = [
        "/../secret.html",
        "/deep/../../secret",
        "/%2e%2e/secret.html",
        "/.%2E/secret",
        "/..\\secret.html",
        "/deep%2f..%2f..%2fsecret.html",
        "/%2e%2e%2fsecret.html",
        "/%252e%252e/secret.html",
        "/link",
        "/up/secret",
    ];
    let mut entries: Vec<(&str, &str)> = outside.iter().map(|path| (*path, "")).collect();
    entries.push(("/fine", ""));
    let file = format!("<url><loc>file://{}</loc></url>", desk.path("secret.html").display());
    let map = sitemap(&entries).replace("</urlset>", &(file + "</urlset>"));
    desk.write("public/sitemap.xml", map);
    let told = desk.run("build public/sitemap.xml --out out --verbose").ok();
    assert_eq!(urls(&desk, "out"), ["https://e.example/fine"], "{told}");
    assert!(told.contains("skipped    11\n"), "{told}");
    // A double encoding is the name of a file that is not there.
    assert!(
        told.contains("%252e%252e/secret.html: in the sitemap, but not in its folder"),
        "{told}"
    );
    assert_eq!(told.matches(": in the sitemap, but outside the site\n").count(), 10, "{told}");
}

#[test]
fn the_same_article_of_three_sources_is_one() {
    let desk = desk();
    desk.write("public/sitemap.xml", sitemap(&[("/tea", ""), ("/fog.html", "")]));
    desk.write(
        "feed.xml",
        "<rss version='2.0'><channel><title>N</title><language>en</language>\
         <item><title>Tea</title><link>https://www.e.example/tea/?utm_source=feed</link>\
         <description>The tea.</description></item>\
         <item><title>New</title><link>https://e.example/new</link><description>It is new.</description></item>\
         </channel></rss>",
    );
    let told = desk.run("build public public/sitemap.xml feed.xml --out out").ok();
    // Four pages, one of which the feed has too, and one that only the feed has.
    assert!(told.starts_with("articles   5\n"), "{told}");
    assert!(told.contains("3  same address as another\n"), "{told}");
    // In the order of their names: the feed first, then the folder, then the sitemap in it.
    let expected = [
        "source     feed.xml: feed, 2 articles",
        "source     public: folder of HTML, 3 articles",
        "source     public/sitemap.xml: sitemap, 0 articles",
    ];
    assert!(told.contains(&expected.join("\n")), "{told}");
    let again = desk.run("build feed.xml public/sitemap.xml public --out again").ok();
    assert!(again.contains(&expected.join("\n")), "{again}");
    assert_eq!(desk.files("again"), desk.files("out"));
}
