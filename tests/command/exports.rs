//! `also-like build` over feeds and exports.

use serde_json::json;

use super::run::Desk;

const RSS: &str = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
    <link>https://e.example/</link><description>All.</description><language>en</language>
    <item><title>Ferry</title><link>https://e.example/ferry</link><description>The ferry waits.</description></item>
    <item><title>Tea</title><link>https://e.example/tea</link><description>The tea is late.</description></item>
    <item><title>Lost</title><link>javascript:alert(1)</link></item>
    </channel></rss>"#;

fn wordpress() -> String {
    let item = |title: &str, kind: &str| {
        format!(
            "<item><title>{title}</title><link>https://e.example/{title}/</link>\
             <content:encoded><![CDATA[<p>{title} text.</p>]]></content:encoded>\
             <wp:status>publish</wp:status><wp:post_type>{kind}</wp:post_type></item>"
        )
    };
    format!(
        "<?xml version='1.0'?><rss version='2.0' xmlns:wp='http://wordpress.org/export/1.2/' \
         xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><language>de-DE</language>\
         {}{}{}</channel></rss>",
        item("ferry", "post"),
        item("tea", "post"),
        item("about", "page")
    )
}

fn ghost() -> String {
    let post = |slug: &str| {
        json!({ "id": slug, "slug": slug, "title": slug, "status": "published", "type": "post",
            "html": format!("<p>{slug} text.</p>") })
    };
    json!({ "db": [{ "data": { "posts": [post("ferry"), post("tea")] } }] }).to_string()
}

/// The message of a run that must fail.
fn failure(desk: &Desk, line: &str) -> String {
    let ran = desk.run(line);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    ran.err
}

fn urls(desk: &Desk, out: &str) -> Vec<String> {
    desk.cards(out, |_| ()).into_iter().map(|(url, ())| url).collect()
}

#[test]
fn what_a_file_is_need_not_be_said() {
    let desk = Desk::empty();
    desk.write("feed.xml", RSS);
    desk.write("site.wordpress.2026-11-26.xml", wordpress());
    desk.write("site.ghost.json", ghost());
    let feed = json!({ "version": "https://jsonfeed.org/version/1.1", "items": [
        { "id": "https://e.example/ferry", "title": "Ferry", "content_text": "The ferry waits." },
        { "id": "2", "url": "https://e.example/tea", "content_text": "The tea\nis late." }] });
    desk.write("feed.json", feed.to_string());

    let ran = desk.run("build feed.xml --out a");
    let told = ran.ok();
    assert!(told.starts_with("articles   2\nlanguages  en 2\n"), "{told}");
    assert!(told.contains("source     feed.xml: feed, 2 articles\nwarnings   1\n"), "{told}");
    assert_eq!(urls(&desk, "a"), ["https://e.example/ferry", "https://e.example/tea"]);

    let told = desk.run("build site.wordpress.2026-11-26.xml --out b").ok();
    assert!(told.contains(": export of WordPress, 2 articles\n"), "{told}");
    assert!(told.contains("languages  de-DE 2\n"), "{told}");
    assert_eq!(urls(&desk, "b"), ["https://e.example/ferry/", "https://e.example/tea/"]);

    let told = desk.run("build site.ghost.json --out c").ok();
    assert!(told.contains("site.ghost.json: export of Ghost, 2 articles\n"), "{told}");
    assert_eq!(urls(&desk, "c"), ["/ferry/", "/tea/"]);

    let told = desk.run("build feed.json --out d").ok();
    assert!(told.contains("feed.json: feed, 2 articles\n"), "{told}");
    let titles = desk.cards("d", |card| card.title.to_owned());
    assert_eq!(titles["https://e.example/tea"], "The tea");

    // The same article from two sources is one.
    let told = desk.run("build feed.xml feed.json --out e").ok();
    assert!(told.starts_with("articles   2\n"), "{told}");
    assert!(told.contains("2  same address as another\n"), "{told}");
}

#[test]
fn what_it_is_may_be_said() {
    let desk = Desk::empty();
    desk.write("export", wordpress());
    let told = desk.run("build export --from feed --out a").ok();
    assert!(told.starts_with("articles   3\n"), "{told}");
    let error = failure(&desk, "build export --from ghost --out b");
    assert!(error.contains("can't read export: it is not JSON"), "{error}");
    let error = failure(&desk, "build export --from html --out b");
    assert!(error.contains("export is not a folder, but --from names a kind of folder"), "{error}");
    desk.write("folder/a.html", "");
    let error = failure(&desk, "build folder --from feed --out b");
    assert!(
        error.contains("folder is a folder: give html or markdown to --from, or leave it out"),
        "{error}"
    );
}

#[test]
fn what_is_none_is_told() {
    let desk = Desk::empty();
    desk.write("a.xml", "<opml><body><outline text='N'/></body></opml>");
    let error = failure(&desk, "build a.xml --out out");
    assert!(error.contains("a.xml is of an unknown kind: give a folder of built HTML"), "{error}");
    desk.write("b.xml", &RSS[..RSS.len() / 2]);
    let error = failure(&desk, "build b.xml --out out");
    assert!(error.contains("can't read b.xml: it is not a feed"), "{error}");
    desk.write("c.xml", &wordpress()[..600]);
    let error = failure(&desk, "build c.xml --out out");
    assert!(error.contains("can't read c.xml: it ends inside the element"), "{error}");
    assert!(!desk.path("out").exists());
}

/// Entities that expand to ten others each: they are not expanded.
#[test]
fn entities_do_not_grow() {
    let desk = Desk::empty();
    let mut bomb = String::from("<!DOCTYPE rss [<!ENTITY a0 \"ha\">");
    for level in 1..40 {
        let before = format!("&a{};", level - 1).repeat(10);
        bomb += &format!("<!ENTITY a{level} \"{before}\">");
    }
    bomb += "]>";
    for (name, text) in [("feed.xml", RSS.to_owned()), ("wordpress.xml", wordpress())] {
        let text = text.replace("<rss", &format!("{bomb}<rss")).replace("<title>", "<title>&a39;");
        desk.write(name, text);
        // Refused or read without it.
        let ran = desk.run(&format!("build {name} --out out"));
        let said = format!("{}{}", ran.out, ran.err);
        assert!(!said.contains("hahaha"), "{said}");
        assert!(!said.contains("panicked"), "{said}");
    }
}

#[test]
fn programs_can_read_what_became_of_the_sources() {
    let desk = Desk::with_site();
    desk.write("feed.xml", RSS);
    desk.run("build site feed.xml --out out --report report.json --quiet").ok();
    let told = String::from_utf8(std::fs::read(desk.path("report.json")).unwrap()).unwrap();
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    let sources = json!([
        { "path": "feed.xml", "kind": "feed", "articles": 2 },
        { "path": "site", "kind": "html", "articles": 6 },
    ]);
    assert_eq!(told["sources"], sources);
    assert_eq!((&told["articles"], &told["languages"]["en"]), (&json!(8), &json!(5)));
    let skipped = told["skipped"].as_array().unwrap();
    assert_eq!(skipped.len(), 13);
    assert!(skipped.contains(&json!({ "place": "site/old/tea.html", "reason": "redirect" })));
    let warning = &told["warnings"][0];
    assert_eq!(warning["place"], "feed.xml:3");
    assert!(warning["sentence"].as_str().unwrap().contains("javascript:"), "{warning}");
    let written = told["written"].as_array().unwrap();
    assert!(written.iter().any(|file| file["name"] == "catalog.json"), "{told}");
}
