//! What is read of a page, and what becomes of it.

use super::*;

#[test]
fn og_url_is_believed_when_it_names_the_file() {
    let site = Site::new(None);
    let own = site.page(Path::new("a/b.html"));
    assert!(is_at("https://example.org/a/b.html", &own));
    assert!(is_at("https://example.org/blog/a/b", &own));
    assert!(!is_at("https://example.org/", &own));
    assert!(!is_at("https://example.org/b.html", &own));
    assert!(!is_at("https://example.org/", &site.page(Path::new("index.html"))));
}

/// The article of a page that stands at `/news/a.html`, whose head is given.
fn read_article(head: &str) -> Result<Article, Outcome> {
    let text = "<p>The ferry leaves the harbour at ten in the evening.</p>".repeat(10);
    let html = format!("<title>The ferry</title>{head}<article>{text}</article>");
    let path = Path::new("news/a.html");
    let (site, hints, config) = (Site::new(None), PageHints::default(), Config::default());
    let read = article(html.as_bytes(), &site, &site.page(path), &hints, &config, path);
    read.map(|read| read.article)
}

fn json_ld(members: &str) -> String {
    let script = "<script type=application/ld+json>{\"@type\": \"Article\", ";
    format!("{script}{members}}}</script>")
}

#[test]
fn the_section_is_no_tag() {
    let filed = |head: &str| {
        let article = read_article(head).ok().unwrap();
        (article.section, article.tags.join("|"))
    };
    let metas = "<meta property=article:section content=World>\
                 <meta property=article:tag content='Sea, world'>";
    let of = |section: &str, tags: &str| (section.to_owned(), tags.to_owned());
    assert_eq!(filed(metas), of("World", "Sea"));
    let described = json_ld("\"articleSection\": [\" Sea \", \"Life\"], \"keywords\": \"a, b\"");
    assert_eq!(filed(&(described + metas)), of("Sea", "a|b|Life|World"));
    assert_eq!(filed(""), of("", ""));
}

#[test]
fn the_site_s_name_after_the_page_s_heading_is_no_headline() {
    let titled = |head: &str| read_article(head).ok().unwrap().title;
    let heading = "<main><h1>Fog</h1></main>";
    let said = |title: &str| format!("<meta property=og:title content='{title}'>{heading}");
    for (title, headline) in [
        ("Fog | The Harbour", "Fog"),
        ("Fog – The Harbour", "Fog"),
        ("Fog-bound | The Harbour", "Fog-bound | The Harbour"),
        ("Foggy - again", "Foggy - again"),
        ("The Harbour | Fog", "The Harbour | Fog"),
    ] {
        assert_eq!(titled(&said(title)), headline);
    }
}

#[test]
fn articles_expire_where_they_say_so() {
    let robots = "<meta name=ROBOTS content='noarchive, unavailable_after: 2024-03-06'>";
    let meta = "<meta property=article:expiration_time content='2024-03-07T10:00:00Z'>";
    let described = json_ld("\"expires\": \"8 March 2024\"");
    let soon = json_ld("\"expires\": \"soon\"");
    for (head, expires) in [
        (String::new(), None),
        (robots.to_owned(), Some("2024-03-06")),
        (robots.replace("ROBOTS", "googlebot"), Some("2024-03-06")),
        (robots.to_owned() + meta, Some("2024-03-07")),
        (robots.to_owned() + meta + &described, Some("2024-03-08")),
        (soon.clone() + robots, Some("2024-03-06")),
        (soon + "<meta property=article:expiration_time content=2024-02-30>", None),
    ] {
        let article = read_article(&head).ok().unwrap();
        assert_eq!(article.expires, expires.and_then(Day::from_iso), "{head}");
    }
}

#[test]
fn the_browser_s_day_comes_first_and_other_forms_after_it() {
    for (head, day) in [
        ("<meta name=date content='5 March 2024'>", Some("2024-03-05")),
        ("<meta name=dc.date content='2024/3/5'>", Some("2024-03-05")),
        (
            "<meta property=article:published_time content='March 5, 2024'>\
             <time pubdate datetime=2024-03-06></time>",
            Some("2024-03-06"),
        ),
        ("<meta property=article:published_time content='March 5, 2024'>", Some("2024-03-05")),
        ("<meta name=date content=2024-02-30>", None),
    ] {
        let article = read_article(head).ok().unwrap();
        assert_eq!(article.date, day.and_then(Day::from_iso), "{head}");
    }
}

#[test]
fn unlisted_pages_are_skipped() {
    for content in ["unlisted", "UNLISTED", "x, unlisted"] {
        let outcome = read_article(&format!("<meta name=also-like content='{content}'>"));
        assert!(matches!(outcome, Err(Outcome::Skipped(Reason::Unlisted))), "{content}");
    }
    for head in
        ["<meta name=also-like content=listed>", "<meta name=also-like:pin content=unlisted>"]
    {
        assert!(read_article(head).is_ok(), "{head}");
    }
}

#[test]
fn pins_are_addresses_from_the_root_while_the_site_s_is_unknown() {
    let head = "<meta name=also-like:pin content=' b.html\n/c  https://example.org/d#e '>\
                <meta name=also-like:pin content='javascript:alert(1) a.html'>\
                <meta name=also-like:exclude content='../x mailto:a@example.org ../x#y'>";
    let article = read_article(head).ok().unwrap();
    assert_eq!(article.pins, ["/news/b.html", "/c", "https://example.org/d"]);
    assert_eq!(article.excludes, ["/x"]);
    let article = read_article(&format!("<base href=/other/>{head}")).ok().unwrap();
    assert_eq!(article.pins[0], "/other/b.html");
}

/// What the browser would read of a page at `address`.
fn page(address: &str, html: &str) -> Page {
    read(html.as_bytes(), address, None, &SiteNames::default()).unwrap()
}

#[test]
fn links_are_those_of_the_text() {
    let html = "<article><p>The night ferry leaves the harbour at ten, and the crew checks the ropes, \
         the lanterns and the engine: see <a href=b.html>b</a> and <b><a href='/c?d#e'>c</a></b>, \
         <a href=https://example.com/f>f</a><a href=b.html#g>b again</a><a href=#h>here</a>\
         <a href=HTTPS://EXAMPLE.com/f>f again</a><a>none</a><a href>itself</a>\
         <a href='javascript:alert(1)'>j</a><a href='JaVa&#9;script:alert(1)'>j</a>\
         <a href=mailto:a@example.org>m</a><a href='data:text/html,x'>d</a><a href=//>x</a></p>\
         <aside><a href=/aside>a</a></aside><nav><a href=/nav>n</a></nav></article>\
         <a href=/outside>o</a>";
    let links = page("https://example.org/news/a.html", html).links;
    let site = "https://example.org";
    assert_eq!(
        links,
        [&format!("{site}/news/b.html"), &format!("{site}/c?d"), "https://example.com/f"]
    );
    assert_eq!(page("/news/a.html", html).links[..2], ["/news/b.html", "/c?d"]);
    assert_eq!(page("", html).links[..2], ["/b.html", "/c?d"]);
    assert_eq!(page("no address", html).links[..2], ["/b.html", "/c?d"]);

    let selected = read(html.as_bytes(), "/a", Some("nav"), &SiteNames::default()).unwrap();
    assert_eq!(selected.links, ["/nav"]);
    let many: String = (0..600).map(|i| format!("<a href={i}>x</a><a href={i}>x</a>")).collect();
    let links = page("/a", &many).links;
    assert_eq!((links.len(), links[499].as_str()), (500, "/499"));
}

#[test]
fn the_page_s_own_address_is_not_among_them() {
    let html = "<link rel=canonical href=https://example.org/a>\
         <link rel=alternate hreflang=en href=https://example.org/a/>\
         <link rel=alternate hreflang=zh-Hant href=/zh/a>\
         <link rel='alternate home' hreflang=x-default href=https://example.org/zh/a#b>\
         <link rel=alternate type=application/rss+xml href=/feed.xml>\
         <link rel=alternate hreflang=fr href='javascript:x'>\
         <meta name=also-like:pin content='/a.html /b'><a href='?utm_source=x'>a</a>";
    let read = page("https://example.org/a", html);
    assert_eq!(read.translations, ["https://example.org/zh/a"]);
    assert_eq!(read.pins, ["https://example.org/b"]);
    assert!(read.links.is_empty(), "{:?}", read.links);
}

#[test]
fn labels_are_read_once_from_everywhere() {
    let html = json_ld("\"keywords\": [\"tea, Frost\", 7], \"articleSection\": \"World\"")
        + "<meta property=article:tag content=' #TEA '><meta property=article:section content=Sea>\
           <meta name=Keywords content='茶、霜，tea,, '><a rel='tag x' href=/t>#<b>Har</b>vest</a>\
           <meta property=article:tag content='\u{3000}##春\u{3000}'><article>x</article>";
    let labels = page("/a", &html).labels;
    assert_eq!(labels, ["tea", "Frost", "World", "Sea", "茶", "霜", "春", "Harvest"]);

    let many: Vec<String> = (0..10_000).map(|i| i.to_string()).collect();
    let html = format!("<meta name=keywords content='{}'>", many.join(","));
    assert_eq!(page("/a", &html).labels, many[..50]);
}

#[test]
fn days_are_read_where_they_begin_as_iso_has_them() {
    let metas = "<meta itemprop=datePublished content=2024-03-07>\
                 <meta property=article:published_time content=2024-03-06T23:59:59-11:00>";
    for (html, day) in [
        (json_ld("\"datePublished\": \"2024-03-05\"") + metas, Some("2024-03-05")),
        (json_ld("\"datePublished\": \"5 March 2024\"") + metas, Some("2024-03-06")),
        (json_ld("\"datePublished\": 20240305"), None),
        (json_ld("\"datePublished\": \"99999-01-01\""), None),
        ("<time datetime=2024-03-08></time>".to_owned(), None),
        ("<main><time datetime=2024-03-08></time></main>".to_owned(), Some("2024-03-08")),
        ("<time pubdate datetime=2024-02-30></time>".to_owned(), None),
        (
            "<time itemprop=datePublished datetime=' 2024-02-29 '></time>".to_owned(),
            Some("2024-02-29"),
        ),
    ] {
        assert_eq!(page("/a", &html).day, day.and_then(Day::from_iso), "{html}");
    }
}

#[test]
fn language_and_excerpt_come_from_the_first_place_that_has_them() {
    let lang = |html: &str| page("/a", html).lang;
    let metas = "<meta http-equiv=Content-Language content=de>\
                 <meta property=og:locale content=zh_Hant_TW>";
    let described = json_ld("\"inLanguage\": \"fr\", \"description\": \" One of three. \"");
    assert_eq!(lang(&format!("<html lang=en-GB>{described}{metas}")), "en-GB");
    assert_eq!(lang(&format!("<html lang=' '>{described}{metas}")), "fr");
    assert_eq!(lang(metas), "de");
    assert_eq!(lang("<meta property=og:locale content=zh_Hant_TW>"), "zh-Hant-TW");
    assert_eq!(lang("<p>x"), "");

    let excerpt = |html: &str| page("/a", html).excerpt;
    let metas = "<meta name=Description content='Three of three.'><meta property=og:description content='Two of three.'>";
    assert_eq!(excerpt(&(described + metas)), "One of three.");
    assert_eq!(excerpt(metas), "Two of three.");
    assert_eq!(excerpt("<meta name=Description content='Three of three.'>"), "Three of three.");
    assert_eq!(excerpt("<meta name=description content=Fog.>"), "", "it says nothing");
    assert_eq!(excerpt(""), "");
}

#[test]
fn what_is_no_address_is_no_picture() {
    let shown = |head: &str| read_article(head).ok().unwrap().image;
    let good = "<meta property=og:image content=/fog.png>";
    assert_eq!(shown(good), "/fog.png");
    for bad in ["undefined", "/images/undefined", "null", "&lt;iframe src=/a&gt;", "{{ image }}"] {
        let named = format!("<meta property=og:image content='{bad}'>");
        assert_eq!(shown(&named), "", "{bad}");
        let both = format!("{named}<meta name=twitter:image content=/fog.png>");
        assert_eq!(shown(&both), "/fog.png", "{bad}");
    }
}

#[test]
fn footnote_marks_are_no_words_of_a_headline() {
    for mark in [
        "<sup id=fnref-1><a href=#fn-1>1</a></sup>",
        "<sup><a class=footnote-ref href=#fn1>1</a></sup>",
        "<a class=footnote-reference href=#id1>1</a>",
        "<a role=doc-noteref href=#n1>1</a>",
    ] {
        let html = format!("<title>Fog 2016 | Quay</title><main><h1>Fog 2016{mark}</h1><p>Text.");
        assert_eq!(page("/a", &html).title, "Fog 2016", "{mark}");
    }
}

/// Menus that nothing marks as such may have more words than the text beside them.
#[test]
fn a_text_beside_a_long_menu_is_an_article() {
    let text = "<p>The ferry leaves the harbour at ten in the evening.</p>".repeat(12);
    let entry = |n: usize| format!("<li><a href=/chapter/{n}>Chapter {n} of the handbook</a></li>");
    let menu: String = (0..60).map(entry).collect();
    let (site, config) = (Site::new(None), Config::default());
    let is_article = |body: &str| {
        let html = format!("<title>The ferry</title><body>{body}");
        matches!(
            outcome(html.as_bytes(), &site, &config, Path::new("book/ferry.html")),
            Outcome::Article(_)
        )
    };
    for name in ["book-summary", "left", "all-chapters"] {
        let menu = format!("<div class={name}><ul>{menu}</ul></div>");
        assert!(is_article(&format!("{menu}<div><h1>The ferry</h1>{text}</div>")), "{name}");
    }
    let links: String = (0..60).map(|n| format!("<p>{}</p>", entry(n))).collect();
    assert!(!is_article(&format!("<h1>The ferry</h1><div>{links}</div>")));
}
