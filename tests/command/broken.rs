//! Sources that are damaged, hostile, enormous or older than UTF-8.

use std::fs::File;
use std::io::{BufWriter, Write};

use super::run::Desk;
use super::sitemaps::{packed, page};

/// The message of a run that must fail without writing anything.
#[track_caller]
fn failure(desk: &Desk, line: &str) -> String {
    let ran = desk.run(line);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(!ran.err.contains("panicked") && !desk.path("out").exists(), "{ran:?}");
    ran.err
}

/// A file of 200 MB that takes no room: after its start all of it is zero.
fn enormous(desk: &Desk, name: &str, start: &str) {
    desk.write(name, start);
    let file = File::options().write(true).open(desk.path(name)).unwrap();
    file.set_len(200 << 20).unwrap();
}

#[test]
fn bombs_in_gzip_are_refused() {
    let desk = Desk::empty();
    desk.write("site/a.html", page("tea", ""));
    let start = b"<urlset><url><loc>https://e.example/a</loc></url><!--".to_vec();
    let bomb = [start, vec![b' '; 60 << 20]].concat();
    desk.write("site/sitemap.xml.gz", packed(&bomb));
    let error = failure(&desk, "build site/sitemap.xml.gz --out out");
    assert!(error.contains("it has more than 50 MB, unpacked: split it"), "{error}");
    // One bomb after another in the same file.
    let parts = [packed(b"<urlset>"), packed(&bomb), packed(&bomb)].concat();
    desk.write("site/sitemap.xml.gz", parts);
    let error = failure(&desk, "build site/sitemap.xml.gz --out out");
    assert!(error.contains("it has more than 50 MB, unpacked"), "{error}");
    // One that is reached through an index.
    desk.write(
        "site/index.xml",
        "<sitemapindex><sitemap><loc>https://e.example/sitemap.xml.gz</loc></sitemap></sitemapindex>",
    );
    let error = failure(&desk, "build site/index.xml --out out");
    assert!(error.contains("sitemap.xml.gz: it has more than 50 MB, unpacked"), "{error}");

    let cut = packed("<urlset><url><loc>https://e.example/a</loc></url></urlset>".as_bytes());
    desk.write("site/sitemap.xml.gz", &cut[..cut.len() - 9]);
    let error = failure(&desk, "build site/sitemap.xml.gz --from sitemap --out out");
    assert!(error.contains("can't read site/sitemap.xml.gz: it is damaged"), "{error}");
    desk.write("other.gz", packed(b"<html>"));
    let error = failure(&desk, "build other.gz --out out");
    assert!(error.contains("other.gz is of an unknown kind"), "{error}");
}

#[test]
fn sitemaps_that_are_none_are_refused() {
    let desk = Desk::empty();
    desk.write("site/a.html", page("tea", ""));
    let url = "<url><loc>https://e.example/a</loc></url>";
    let laughs = "<!DOCTYPE u [<!ENTITY a 'haha'><!ENTITY b '&a;&a;&a;&a;'>]>";
    for (map, sentence) in [
        (format!("<urlset>{url}"), "it ends before its end tag"),
        (format!("<urlset>{url}</b>"), "it is not a sitemap"),
        ("<urlset></urlset>".to_owned(), "it names no page by an http or https address"),
        (format!("<x><urlset>{url}</urlset></x>"), "it is not a sitemap"),
        (format!("<urlset>{}</urlset>", url.repeat(50_001)), "it names more than 50 000 pages"),
        (format!("<urlset>{}", "<a>".repeat(100_000)), "it ends before its end tag"),
        (format!("{laughs}<urlset><url><loc>&b;</loc></url></urlset>"), "it names no page"),
    ] {
        desk.write("site/sitemap.xml", &map);
        let error = failure(&desk, "build site/sitemap.xml --from sitemap --out out");
        assert!(error.contains(sentence), "{error}");
    }
    // Indexes without end, each naming the next.
    for i in 0..9 {
        let next = format!("<sitemap><loc>https://e.example/{}.xml</loc></sitemap>", i + 1);
        desk.write(&format!("site/{i}.xml"), format!("<sitemapindex>{next}</sitemapindex>"));
    }
    let error = failure(&desk, "build site/0.xml --out out");
    assert!(error.contains("sitemap indexes are nested too deeply"), "{error}");
    assert!(error.contains("no article in site/0.xml"), "{error}");
}

#[test]
fn a_hundred_thousand_elements_in_each_other_are_no_stack_overflow() {
    let desk = Desk::empty();
    let nested = |open: &str, close: &str| open.repeat(100_000) + "deep" + &close.repeat(100_000);
    let html = nested("<div>", "</div>");
    let rss = |item: &str, more: &str| {
        format!(
            "<rss version='2.0' {more}><channel><title>N</title><item><title>Tea</title>\
             <link>https://e.example/tea</link>{item}</item></channel></rss>"
        )
    };
    let wordpress = |content: &str| {
        let status = "<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>";
        let content = format!("<content:encoded>{content}</content:encoded>{status}");
        rss(&content, "xmlns:wp='w' xmlns:content='c'")
    };
    let post = |html: &str| {
        serde_json::json!({ "db": [{ "data": { "posts": [{ "title": "Tea", "slug": "tea", "html": html,
            "status": "published", "type": "post" }] } }] })
    };
    for (name, source) in [
        ("feed-elements.xml", rss(&nested("<a>", "</a>"), "")),
        ("feed-html.xml", rss(&format!("<description><![CDATA[{html}]]></description>"), "")),
        (
            "atom.xml",
            format!(
                "<feed xmlns='http://www.w3.org/2005/Atom'><title>N</title><id>x</id>\
                 <updated>2024-01-01T00:00:00Z</updated><entry><id>https://e.example/a</id>\
                 <title>Tea</title><updated>2024-01-01T00:00:00Z</updated>\
                 <content type='xhtml'>{html}</content></entry></feed>"
            ),
        ),
        ("wordpress-elements.xml", wordpress(&nested("<a>", "</a>"))),
        ("wordpress-html.xml", wordpress(&format!("<![CDATA[{html}]]>"))),
        ("ghost.json", post(&html).to_string()),
        ("deep.json", nested("[", "]").replace("deep", "1")),
        ("deep.jsonl", nested("{\"a\":", "}").replace("deep", "1")),
        ("md/quotes.md", "> ".repeat(100_000) + "deep"),
        ("md/list.md", (0..1_000).map(|i| " ".repeat(2 * i) + "- deep\n").collect()),
        ("md/links.md", nested("[", "](/a)")),
        ("md/stars.md", nested("*a ", " b*")),
        ("front/yaml.md", format!("---\ntitle: Tea\nx: {}\n---\ndeep", nested("[", "]"))),
        ("front/toml.md", format!("+++\ntitle = 'Tea'\nx = {}\n+++\ndeep", nested("[", "]"))),
        ("front/json.md", format!("{{\"title\": \"Tea\", \"x\": {}}}\ndeep", nested("[", "]"))),
    ] {
        desk.write(name, source);
        let source = name.split_once('/').map_or(name, |(folder, _)| folder);
        let ran = desk.run(&format!("build {source} --no-cache --out out"));
        assert!(matches!(ran.code, Some(0 | 1)), "{name}: {ran:?}");
        assert!(!ran.err.contains("panicked"), "{name}: {ran:?}");
        assert!(ran.err.len() < 4_000, "{name}: an error of {} bytes", ran.err.len());
    }
}

/// The same anchor a thousand million times.
#[test]
fn aliases_of_yaml_do_not_grow() {
    let desk = Desk::empty();
    let mut front = String::from("---\ntitle: Tea\na0: &a0 [\"tea\"]\n");
    for level in 1..10 {
        let many = format!("*a{}, ", level - 1).repeat(10);
        front += &format!("a{level}: &a{level} [{many}]\n");
    }
    front += "tags: *a9\n---\n";
    desk.write("notes/bomb.md", front + &"The tea is late. ".repeat(30));
    desk.write("notes/fine.md", "---\ntitle: Fine\n---\n".to_owned() + &"A fine day. ".repeat(30));
    let ran = desk.run("build notes --out out");
    assert!(ran.err.contains("notes/bomb.md"), "{ran:?}");
    assert!(ran.ok().starts_with("articles   1\n"));
}

#[cfg(unix)]
#[test]
fn symbolic_links_in_a_circle_are_not_followed() {
    use std::os::unix::fs::symlink;

    let desk = Desk::empty();
    desk.write("site/news/tea.html", page("tea", ""));
    desk.write("elsewhere/secret.html", page("secret", ""));
    symlink("..", desk.path("site/news/up")).unwrap();
    symlink("itself.html", desk.path("site/itself.html")).unwrap();
    symlink("../elsewhere", desk.path("site/out")).unwrap();
    symlink("../elsewhere/secret.html", desk.path("site/secret.html")).unwrap();
    let told = desk.run("build site --out out").ok();
    assert!(told.starts_with("articles   1\n"), "{told}");
    assert_eq!(desk.cards("out", |_| ()).into_keys().collect::<Vec<_>>(), ["/news/tea.html"]);
    // A sitemap that is a link to itself, and one in a circle of folders.
    symlink("map.xml", desk.path("site/map.xml")).unwrap();
    let ran = desk.run("build site/map.xml --out other");
    assert!(ran.err.contains("site/map.xml does not exist"), "{ran:?}");
    let loc =
        "<urlset><url><loc>https://e.example/news/up/news/up/news/tea.html</loc></url></urlset>";
    desk.write("site/sitemap.xml", loc);
    assert!(desk.run("build site/sitemap.xml --out circle").ok().starts_with("articles   1\n"));
}

#[test]
fn files_of_200_megabytes_are_refused_or_read_line_by_line() {
    let desk = Desk::empty();
    desk.write("site/tea.html", page("tea", ""));
    enormous(&desk, "site/long.html", &page("long", ""));
    enormous(&desk, "site/long.md", "# Long\n");
    let ran = desk.run("build site --out html");
    assert!(ran.err.contains("site/long.html: longer than 16 MB: split it"), "{ran:?}");
    assert!(ran.ok().starts_with("articles   1\n"));

    enormous(&desk, "feed.xml", "<rss version='2.0'><channel>");
    let error = failure(&desk, "build feed.xml --out out");
    assert!(error.contains("feed.xml has more than 64 MB: give"), "{error}");
    enormous(&desk, "sitemap.xml", "<urlset>");
    let error = failure(&desk, "build sitemap.xml --out out");
    assert!(error.contains("it has more than 50 MB"), "{error}");
    enormous(&desk, "all.json", "{\"articles\": [");
    let error = failure(&desk, "build all.json --out out");
    assert!(error.contains("can't read all.json: it is not JSON"), "{error}");

    // A line that never ends between two good ones, in 200 MB of short ones.
    let file = File::create(desk.path("all.jsonl")).unwrap();
    let mut file = BufWriter::new(file);
    let line = |name: &str| {
        format!("{{\"url\": \"/{name}\", \"title\": \"{name}\", \"text\": \"{name}\"}}\n")
    };
    file.write_all(line("first").as_bytes()).unwrap();
    let block = vec![b'x'; 1 << 20];
    (0..100).for_each(|_| file.write_all(&block).unwrap());
    file.write_all(b"\n").unwrap();
    let blank = [vec![b' '; 1 << 20], vec![b'\n']].concat();
    (0..100).for_each(|_| file.write_all(&blank).unwrap());
    file.write_all(line("last").as_bytes()).unwrap();
    file.into_inner().unwrap();
    let ran = desk.run("build all.jsonl --no-cache --out lines");
    assert!(ran.err.contains("all.jsonl:2: longer than 16 MB: split it"), "{ran:?}");
    assert!(ran.ok().starts_with("articles   2\n"));
}

/// Encodings from before UTF-8, the language of the page and words in it.
const LEGACY: [(&str, &str, &str); 4] = [
    ("Big5", "zh-TW", "渡輪晚上十點離開港口，碼頭上的燈都亮了"),
    ("GB18030", "zh-CN", "渡轮晚上十点离开港口，码头上的灯都亮了"),
    ("Shift_JIS", "ja", "渡し船は夜の十時に港を出て、朝には島に着く"),
    ("windows-1251", "ru", "Паром уходит из гавани в десять часов вечера"),
];

/// The same site twice, in an old encoding and in UTF-8: one catalog, to the byte.
#[test]
fn encodings_from_before_utf_8_are_read_as_they_say() {
    for (encoding, lang, words) in LEGACY {
        let desk = Desk::empty();
        let write = |name: &str, text: &str| {
            let label = encoding.as_bytes();
            let (bytes, _, had_errors) =
                encoding_rs::Encoding::for_label(label).unwrap().encode(text);
            assert!(!had_errors);
            desk.write(&format!("old/{name}"), bytes);
            desk.write(&format!("new/{name}"), text.replace(encoding, "UTF-8"));
        };
        let text = |about: &str| {
            format!("<title>{words} {about}</title><p>{}</p>", format!("{words} ").repeat(12))
        };
        let content = format!("CONTENT='text/html; charset={encoding}'");
        let meta = format!("<!doctype html><html lang={lang}><meta charset={encoding}>");
        let equiv = format!("<html lang={lang}><META HTTP-EQUIV='Content-Type' {content}>");
        let declared = format!("<?xml version='1.0' encoding='{encoding}'?>\n");
        let xhtml = format!(
            "{declared}<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' \
             'http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd'>\n\
             <html xmlns='http://www.w3.org/1999/xhtml' lang='{lang}'>"
        );
        for (name, head) in [("meta", &meta), ("equiv", &equiv), ("xhtml", &xhtml)] {
            write(&format!("site/{name}.html"), &(head.clone() + &text(name)));
        }
        let item = format!(
            "<item><title>{words} item</title><link>https://e.example/item</link>\
             <description>{words}</description></item>"
        );
        let channel = format!("<channel><language>{lang}</language>{item}</channel>");
        write("feed.xml", &format!("{declared}<rss version='2.0'>{channel}</rss>"));
        let status = "<wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>";
        let post = channel.replace("item<", "post<").replace("/item<", "/post<");
        let post = post.replace("</item>", status);
        write("export.xml", &format!("{declared}<rss version='2.0' xmlns:wp='w'>{post}</rss>"));
        // A byte order mark takes precedence over the declared encoding.
        let html = meta + &text("mark");
        let wide: Vec<u8> = html.encode_utf16().flat_map(u16::to_le_bytes).collect();
        desk.write("old/site/mark.html", [b"\xef\xbb\xbf", html.as_bytes()].concat());
        desk.write("old/site/wide.html", [&b"\xff\xfe"[..], &wide].concat());
        let html = html.replace(encoding, "UTF-8");
        desk.write("new/site/mark.html", &html);
        desk.write("new/site/wide.html", &html);

        for age in ["old", "new"] {
            let sources = format!("{age}/site {age}/feed.xml {age}/export.xml");
            let told = desk.run(&format!("build {sources} --out {age}-out")).ok();
            assert!(told.starts_with("articles   7\n"), "{encoding}: {told}");
        }
        assert_eq!(desk.files("old-out"), desk.files("new-out"), "{encoding}");
        let titles = desk.cards("old-out", |card| card.title.to_owned());
        assert!(titles.values().all(|title| title.starts_with(words)), "{titles:?}");

        // A sitemap's names are ASCII; its texts may not be.
        let loc = "<urlset><url><loc>https://e.example/meta</loc></url></urlset>";
        write("site/sitemap.xml", &format!("{declared}<!-- {words} -->{loc}"));
        let told = desk.run("build old/site/sitemap.xml --out map").ok();
        assert!(told.starts_with("articles   1\n"), "{encoding}: {told}");
    }
}
