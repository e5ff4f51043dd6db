//! `also-like build` over folders of HTML.

use std::fs;

use also_like::Day;
use serde_json::{Value, json};

use super::run::Desk;

#[test]
fn the_summary_names_every_reason() {
    let desk = Desk::with_site();
    let ran = desk.run("build site --out out --verbose");
    let out = ran.ok();
    let (told, _time) = out.rsplit_once("time       ").unwrap();
    let name = desk.catalog_file("out");
    let size = |name: &str| fs::metadata(desk.path("out").join(name)).unwrap().len();
    let mut expected = "\
skipped site/404.html: not-found page
skipped site/blog/page/2/index.html: front, list, tag or search page
skipped site/broken.html: can't be used: see the warnings
skipped site/drafts/secret.html: noindex
skipped site/index.html: front, list, tag or search page
skipped site/old/tea.html: redirect
skipped site/search.html: front, list, tag or search page
skipped site/short.html: fewer than 50 words
skipped site/tags/tea/index.html: front, list, tag or search page
skipped site/topics.html: front, list, tag or search page
skipped site/untitled.html: no title
skipped site/blog/ferry-copy.html: copy of another page (canonical)
articles   6
languages  en 3, en-GB 1, zh-Hans 1, zh-Hant-TW 1
skipped    12
        1  noindex
        1  redirect
        1  not-found page
        5  front, list, tag or search page
        1  no title
        1  fewer than 50 words
        1  copy of another page (canonical)
        1  can't be used: see the warnings
"
    .to_owned();
    // A copy of the command that carries no widget warns once more.
    let widget = include_str!("../../src/command/widget-files.txt").lines();
    let is_carried = desk.path("out/also-like.js").exists();
    expected.push_str("source     site: folder of HTML, 6 articles\n");
    expected.push_str(&format!("warnings   {}\nwritten to out\n", if is_carried { 1 } else { 2 }));
    let carried = widget.filter(|_| is_carried);
    for name in carried.chain([name.as_str(), "catalog.json"]) {
        expected.push_str(&format!("  {:>10} bytes  {name}\n", size(name)));
    }
    assert_eq!(told, expected);
}

#[test]
fn without_verbose_the_summary_names_a_few_pages_of_each_reason() {
    let desk = Desk::with_site();
    let told = desk.run("build site --out out").ok();
    let lists = "        5  front, list, tag or search page
           site/blog/page/2/index.html
           site/index.html
           site/search.html
           and 2 more, which --verbose names
        1  no title
           site/untitled.html
";
    assert!(told.contains(lists), "{told}");
}

#[test]
fn progress_and_warnings_go_to_standard_error_line_by_line() {
    let desk = Desk::with_site();
    let ran = desk.run("build site --out out");
    let broken = "also-like: warning: site/broken.html: is not valid EUC-JP, which it declares: save it as UTF-8";
    let mut lines = ran.err.lines();
    assert_eq!(lines.next(), Some("reading site: 18 pages"));
    assert_eq!(lines.next(), Some(broken));
    assert_eq!(lines.next(), Some("weighing words"));
    assert_eq!(lines.next(), Some("comparing articles"));
    assert_eq!(lines.next(), Some("writing the catalog"));

    let quiet = desk.run("build site --out out --quiet");
    assert_eq!(quiet.err.lines().next(), Some(broken));
    assert_eq!(quiet.ok(), "");
}

#[test]
fn cards_say_what_the_pages_say() {
    let desk = Desk::with_site();
    desk.run("build site --out out").ok();
    let cards = desk.cards("out", |card| {
        let texts = [card.title, card.excerpt, card.image, card.lang].map(str::to_owned);
        (texts, card.date)
    });
    let urls: Vec<&str> = cards.keys().map(String::as_str).collect();
    assert_eq!(
        urls,
        [
            "/blog/ferry-fares/",
            "/news/tea-prices.html",
            "/zh/harbour-supper.html",
            "/zh/typhoon-port.html",
            "https://hill.example/blog/ferry-returns/",
            "https://hill.example/news/tea-harvest/",
        ]
    );
    let card = |url: &str| {
        let (texts, date) = &cards[url];
        (texts.each_ref().map(String::as_str), *date)
    };
    // JSON-LD in a graph: the day is the one written there, whatever its zone.
    assert_eq!(
        card("https://hill.example/news/tea-harvest/"),
        (
            [
                "Late frost halves the spring tea harvest",
                "Growers on the upper terraces lost half of their first leaves.",
                "/pictures/terraces.jpg",
                "en",
            ],
            Some(Day(19_815)),
        )
    );
    // Open Graph only.
    assert_eq!(
        card("https://hill.example/blog/ferry-returns/"),
        (
            [
                "The night ferry is back",
                "After two winters the night ferry crosses the strait again.",
                "/pictures/ferry.jpg",
                "en",
            ],
            Some(Day(19_666)),
        )
    );
    // A plain page: the site's name is cut off its title, its date is that of <time>.
    assert_eq!(
        card("/blog/ferry-fares/"),
        (
            ["Ferry fares rise", "A cabin on the night ferry costs more from May.", "", "en-GB"],
            Some(Day(19_844)),
        )
    );
    // The first of several pictures; a canonical address relative to its page.
    assert_eq!(card("/news/tea-prices.html").0[2], "https://hill.example/pictures/chests.jpg");
    // Big5 and GB18030.
    let ([title, excerpt, _, lang], date) = card("/zh/typhoon-port.html");
    assert_eq!((title, lang, date), ("颱風逼近 港口停航", "zh-Hant-TW", Some(Day(19_928))));
    assert!(excerpt.starts_with("中度颱風預計明天清晨登陸東部海岸"), "{excerpt}");
    assert_eq!(card("/zh/harbour-supper.html").0[0], "港口工人的晚餐");
}

#[test]
fn base_url_is_for_pages_without_an_address() {
    let desk = Desk::with_site();
    desk.run("build site --out out --base-url https://hill.example").ok();
    let urls: Vec<String> = desk.cards("out", |_| ()).into_keys().collect();
    assert_eq!(
        urls,
        [
            "https://hill.example/blog/ferry-fares/",
            "https://hill.example/blog/ferry-returns/",
            "https://hill.example/news/tea-harvest/",
            "https://hill.example/news/tea-prices.html",
            "https://hill.example/zh/harbour-supper.html",
            "https://hill.example/zh/typhoon-port.html",
        ]
    );
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    let desk = Desk::with_site();
    desk.write("more.jsonl", r#"{"url": "/more", "title": "More of the ferry", "text": "ship"}"#);
    desk.run("build site more.jsonl --out one").ok();
    desk.run("build site more.jsonl --out two").ok();
    desk.run("build more.jsonl site more.jsonl --out three").ok();
    assert_eq!(desk.files("one"), desk.files("two"));
    assert_eq!(desk.files("one"), desk.files("three"));
}

#[test]
fn the_manifest_names_the_file_and_old_files_go() {
    let desk = Desk::with_site();
    desk.write("out/catalog-0123456789abcdef.bin", "an older one");
    desk.write("out/catalog-of-mine.bin", "not ours");
    desk.run("build site --out out --max-terms 50").ok();
    desk.run("build site --out out --max-terms all").ok();
    let files = desk.files("out");
    let ours: Vec<&String> = files.keys().filter(|name| !name.starts_with("also-like")).collect();
    assert_eq!(ours.len(), 3, "{ours:?}");
    assert_eq!(ours[1], "catalog-of-mine.bin");
    let name = ours[0];
    let bytes = &files[name];
    // The name is the checksum in the last 8 bytes.
    let checksum = u64::from_le_bytes(bytes[bytes.len() - 8..].try_into().unwrap());
    assert_eq!(*name, format!("catalog-{checksum:016x}.bin"));
    let manifest: Value = serde_json::from_slice(&files["catalog.json"]).unwrap();
    let Value::Object(mut manifest) = manifest else { panic!("no object") };
    // Headings in the languages of the articles, except English; dates in all of them.
    let headings = manifest.remove("headings").unwrap();
    assert_eq!(headings["zh-hans"], json!(["你可能也喜欢", "同类文章", "最新文章", "："]));
    assert_eq!(headings["zh-hant-tw"], json!(["你可能也會喜歡", "同類文章", "最新文章", "："]));
    assert!(headings.get("en").is_none());
    let dates = manifest.remove("dates").unwrap();
    let tags: Vec<&String> = dates.as_object().unwrap().keys().collect();
    assert_eq!(tags, ["en", "en-gb", "zh-hans", "zh-hant-tw"]);
    assert_eq!(dates["zh-hans"], "{y}年{m}月{d}日|1|2|3|4|5|6|7|8|9|10|11|12");
    let expected = json!({
        "format": 5,
        "analyser": 3,
        "articles": 6,
        "files": [{ "name": name, "bytes": bytes.len() }],
    });
    assert_eq!(Value::Object(manifest), expected);
}

#[cfg(unix)]
#[test]
fn a_web_server_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with_site();
    desk.write("as-usual", "");
    desk.run("build site --out out").ok();
    let mode = |name: &str| fs::metadata(desk.path(name)).unwrap().permissions().mode();
    for name in desk.files("out").keys() {
        assert_eq!(mode(&format!("out/{name}")), mode("as-usual"), "{name}");
    }
}

#[test]
fn what_is_not_the_site_is_not_read() {
    let desk = Desk::with_site();
    let page = fs::read(desk.path("site/blog/ferry-fares/index.html")).unwrap();
    for name in [".hidden/a.html", "a/.b.html", "node_modules/c/d.html", "out/e.html"] {
        desk.write(&format!("site/{name}"), &page);
    }
    desk.write("site/.gitignore", "*");
    #[cfg(unix)]
    {
        desk.write("elsewhere/f.html", &page);
        std::os::unix::fs::symlink(desk.path("elsewhere"), desk.path("site/link")).unwrap();
    }
    let ran = desk.run("build site --out site/out");
    assert!(ran.err.starts_with("reading site: 18 pages\n"), "{}", ran.err);
    let again = desk.run("build site --out site/out");
    assert!(again.err.starts_with("reading site: 18 pages\n"), "{}", again.err);
    assert_eq!(desk.cards("site/out", |_| ()).len(), 6);
}

#[test]
fn one_hostile_page_does_not_end_the_run() {
    let desk = Desk::with_site();
    let text = "The ferry leaves the harbour at ten in the evening. ".repeat(20);
    let deep = format!("<title>Deep</title>{}<p>{text}</p>", "<div>".repeat(100_000));
    desk.write("site/deep.html", deep);
    let deep = format!("<title>Deep</title>{}<p>{text}</p>", "<div>".repeat(4_000));
    desk.write("site/less-deep.html", deep);
    desk.write("site/long.html", vec![b'a'; (16 << 20) + 1]);
    desk.write("site/empty.html", "");
    desk.write("site/zeros.html", [0; 1000]);
    let links = "<link rel=canonical href='javascript:alert(1)'>\
                 <meta property=og:image content='javascript:alert(1)'>";
    let page = format!("<title>Links</title>{links}<p>{text}</p>");
    desk.write("site/links.html", page);
    let ran = desk.run("build site --out out");
    for warning in [
        "site/long.html: longer than 16 MB: split it or take it away",
        "site/deep.html: more than 5000 elements deep: close them",
    ] {
        let warning = format!("also-like: warning: {warning}\n");
        assert!(ran.err.contains(&warning), "{}", ran.err);
    }
    ran.ok();
    let images = desk.cards("out", |card| card.image.to_owned());
    assert_eq!(images["/links.html"], "");
    assert!(images.keys().all(|url| !url.contains("javascript")), "{images:?}");
}

#[test]
fn pages_with_cards_of_others_below_are_articles() {
    let desk = Desk::empty();
    let text =
        "<p>The ferry leaves the harbour at ten in the evening, every evening.</p>".repeat(20);
    let card = "<article><h3><a href=/other>Another</a></h3><p>It begins like this.</p></article>";
    let page = |body: &str| format!("<title>One | More</title><body>{body}</body>");
    desk.write("site/article.html", page(&format!("<article>{text}</article>{card}{card}{card}")));
    let long = card.replace("like this", &"like this and goes on ".repeat(9));
    desk.write("site/list.html", page(&long.repeat(9)));
    let longer = card.replace("like this", &"like this and goes on and on ".repeat(9));
    desk.write("site/two.html", page(&format!("{long}{longer}")));
    let told = desk.run("build site --out out --verbose").ok();
    for list in ["list", "two"] {
        let line = format!("skipped site/{list}.html: front, list, tag or search page\n");
        assert!(told.contains(&line), "{told}");
    }
    let titles = desk.cards("out", |card| card.title.to_owned());
    assert_eq!(
        titles.into_iter().collect::<Vec<_>>(),
        [(
            "/article.html".to_owned(),
            // There is no evidence that "More" is the site's name.
            "One | More".to_owned()
        )]
    );
}

#[test]
fn lists_of_whole_articles_with_microdata_are_no_articles() {
    let desk = Desk::empty();
    let post = |title: &str, sentence: &str| {
        let text = sentence.repeat(10);
        format!(
            "<article itemscope itemtype=https://schema.org/BlogPosting><h2>{title}</h2>\
             <div itemprop=articleBody><p>{text}</p></div></article>"
        )
    };
    let page = |kind: &str, body: &str| {
        format!("<title>A blog</title><meta property=og:type content={kind}><body>{body}</body>")
    };
    let ferry = post("Ferry", "The ferry leaves the harbour at ten in the evening. ");
    let tea = post("Tea", "Growers on the hill have waited long for rain and for tea. ");
    let both = format!("{ferry}{tea}");
    desk.write("site/index.html", page("website", &both));
    desk.write("site/blog/index.html", page("website", &both));
    desk.write("site/tags/ferry/index.html", page("website", &ferry));
    desk.write("site/archives/ferry/index.html", page("article", &ferry));
    desk.write("site/tea/index.html", page("website", &tea));
    desk.run("build site --out out").ok();
    let addresses = desk.cards("out", |_| ()).into_keys().collect::<Vec<_>>();
    assert_eq!(addresses, ["/archives/ferry/", "/tea/"]);
}

#[test]
fn noscript_is_not_part_of_the_page() {
    let desk = Desk::with_site();
    let page = "<title>The ferry at night</title>\
                <noscript><meta http-equiv=refresh content='0; url=/no-scripts'></noscript>"
        .to_owned()
        + &"<p>The ferry leaves the harbour at ten in the evening.</p>".repeat(10);
    desk.write("site/night.html", page);
    desk.run("build site --out out").ok();
    assert!(desk.cards("out", |_| ()).contains_key("/night.html"));
}

#[test]
fn the_first_of_two_pages_at_one_address_stays() {
    let desk = Desk::empty();
    let page = |title: &str, text: &str| {
        let text = text.repeat(10);
        format!("<title>{title}</title><link rel=canonical href=https://e.example/x><p>{text}</p>")
    };
    desk.write("site/b.html", page("Second", "The ferry leaves the harbour at ten."));
    desk.write("site/a.html", page("First", "The tea harvest was lost to the frost."));
    let told = desk.run("build site --out out --verbose").ok();
    assert!(told.starts_with("skipped site/b.html: same address as another\n"), "{told}");
    assert_eq!(desk.cards("out", |card| card.title.to_owned())["https://e.example/x"], "First");
}
