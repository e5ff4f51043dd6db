//! What `also-like build` reads of pages as they are in the world: days, drafts, addresses,
//! entities and old encodings.

use also_like::Day;

use super::run::Desk;

/// A page with a head and something before its text.
fn page(title: &str, head: &str, before: &str) -> String {
    let text = format!("<p>The {title} waits at the quay until the fog has gone.</p>").repeat(12);
    format!(
        "<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body>\
         <main><article><h1>{title}</h1>{before}{text}</article></main></body></html>"
    )
}

/// The addresses in the catalog of a line.
fn urls(desk: &Desk, line: &str) -> Vec<String> {
    desk.run(&format!("build {line} --out out --no-cache --quiet")).ok();
    desk.cards("out", |_| ()).into_keys().collect()
}

#[test]
fn days_are_read_wherever_templates_put_them() {
    let desk = Desk::empty();
    let day = |name: &str, head: &str, before: &str| {
        desk.write(&format!("{name}/a.html"), page("ferry", head, before));
        let ran = desk.run(&format!("build {name} --out out --no-cache --quiet"));
        let warned = ran.err.contains("is not understood and ignored: write it as 2024-03-05");
        ran.ok();
        let days = desk.cards("out", |card| card.date);
        (days.into_values().next().unwrap(), warned)
    };
    let expected = Day::from_iso("2024-03-05");
    let meta = |name: &str, content: &str| format!("<meta name='{name}' content='{content}'>");
    for (head, before) in [
        (String::new(), "<span class=date>2024-03-05</span>"),
        (String::new(), "<p class=post-date>Posted on 5 March 2024</p>"),
        (String::new(), "<time datetime=bad>Tue 5 March 2024</time>"),
        (String::new(), "<time>March 5th, 2024</time>"),
        (String::new(), "<span id=revdate>2024-03-05</span>"),
        (String::new(), "<time itemprop=dateCreated datetime='2024/03/05 08:00'></time>"),
        (String::new(), "<p>Updated <time datetime=2024-04-01></time></p><time>5 Mar 2024</time>"),
        (String::new(), "<span class=date>Last edited 5 March 2024</span>"),
        (
            String::new(),
            "<span class=updated>1 April 2024</span><span class=date>5. März 2024</span>",
        ),
        (meta("dcterms.date", "2024-03-05"), ""),
        (meta("DC.date.created", "Tue Mar 05 2024 00:00:00 GMT+0000"), ""),
        (meta("date", "0001-01-01T00:00:00Z"), "<span class=date>5 de marzo de 2024</span>"),
        (meta("date", "2567-03-05"), ""),
    ] {
        assert_eq!(day("a", &head, before), (expected, false), "{head}{before}");
    }
    for (head, before, warned) in [
        (meta("date", "0001-01-01T00:00:00Z"), "", false),
        (meta("date", "soon"), "", true),
        ("<meta property=article:published_time content='1402-12-15'>".to_owned(), "", true),
        (String::new(), "<aside><span class=date>2024-03-05</span></aside>", false),
        (String::new(), "<ul><li><span class=date>2024-03-05</span></ul>", false),
        (String::new(), "", false),
    ] {
        assert_eq!(day("a", &head, before), (None, warned), "{head}{before}");
    }
    desk.write("b/2024/03/05/a/index.html", page("tea", "", ""));
    desk.write("b/2024-03-05-b.html", page("frost", "", ""));
    desk.run("build b --out out --no-cache --quiet").ok();
    assert!(desk.cards("out", |card| card.date).into_values().all(|day| day == expected));
}

#[test]
fn what_was_published_elsewhere_first_is_read_here() {
    let desk = Desk::empty();
    let canonical = |url: &str| format!("<link rel=canonical href='{url}'>");
    for name in ["ferry", "tea", "frost"] {
        let head = canonical(&format!("https://www.own.example/{name}.html"));
        desk.write(&format!("site/{name}.html"), page(name, &head, ""));
    }
    let head = canonical("https://elsewhere.example/posts/fog");
    desk.write("site/fog.html", page("fog", &head, ""));
    desk.write("site/blog.html", page("blog", &canonical("https://blog.own.example/b"), ""));
    let own = ["https://blog.own.example/b", "https://own.example/fog.html"];
    let based = urls(&desk, "site --base-url https://own.example/");
    assert_eq!(based[..2], own);
    let found = urls(&desk, "site");
    assert!(found.contains(&"/fog.html".to_owned()), "{found:?}");
    // Where all of them are elsewhere, that is the site.
    desk.write("other/fog.html", page("fog", &head, ""));
    assert_eq!(urls(&desk, "other"), ["https://elsewhere.example/posts/fog"]);
}

#[test]
fn links_tell_the_folder_of_a_project() {
    let desk = Desk::empty();
    let site = |name: &str, root: &str| {
        let link = |topic: &str| format!("<a href='{root}/posts/{topic}/'>{topic}</a> ");
        let links: String = ["ferry", "tea", "frost"].map(link).concat();
        for topic in ["ferry", "tea", "frost"] {
            let head = format!("<link rel=stylesheet href='{root}/a.css'>");
            let nav = format!("<nav><a href='{root}/'>Home</a> {links}</nav>");
            desk.write(&format!("{name}/posts/{topic}/index.html"), page(topic, &head, &nav));
        }
        desk.write(&format!("{name}/index.html"), format!("<title>Home</title><main>{links}"));
        urls(&desk, name).concat()
    };
    let at = |root: &str| format!("{root}/posts/ferry/{root}/posts/frost/{root}/posts/tea/");
    assert_eq!(site("project", "/myrepo"), at("/myrepo"));
    assert_eq!(site("deep", "/group/project"), at("/group/project"));
    assert_eq!(site("root", ""), at(""));
    assert_eq!(site("elsewhere", "https://example.org/myrepo"), at(""));
    // A folder of that name is the site's own.
    desk.write("own/myrepo/posts/ferry/index.html", "<title>Old</title>");
    assert!(!site("own", "/myrepo").contains("/myrepo/posts/tea/"));
}

#[test]
fn drafts_and_parts_of_pages_are_told() {
    let desk = Desk::empty();
    let text = "The ferry waits at the quay until the fog has gone. ".repeat(10);
    let write = |name: &str, data: &str| desk.write(name, format!("---\n{data}\n---\n{text}\n"));
    write("md/ferry.md", "title: Ferry");
    write("md/_drafts/a.md", "title: A");
    write("md/_includes/b.md", "title: B");
    write("md/_part.md", "title: C");
    write("md/d.md", "title: D\ndraft: \"true\"");
    write("md/e.md", "title: E\npermalink: false");
    write("md/f.md", "title: F\nunlisted: true");
    write("md/g.md", "title: [");
    desk.write("md/h.md", format!("Title: H\nStatus: draft\n\n{text}"));
    desk.write("md/_layouts/post.html", page("layout", "", ""));
    let ran = desk.run("build md --out out --no-cache --verbose");
    let told = ran.ok();
    for line in [
        "skipped md/_drafts/a.md: draft\n",
        "skipped md/_includes/b.md: layout or part of other pages, by its name or folder\n",
        "skipped md/_part.md: layout or part of other pages, by its name or folder\n",
        "skipped md/d.md: draft\n",
        "skipped md/e.md: not published, as its front matter says\n",
        "skipped md/f.md: unlisted",
        "skipped md/g.md: can't be used: see the warnings\n",
        "skipped md/h.md: draft\n",
        "articles   1\n",
    ] {
        assert!(told.contains(line), "{line}{told}");
    }
    desk.write("site/ferry.html", page("ferry", "", ""));
    desk.write("site/drafts/tea.html", page("tea", "", ""));
    assert_eq!(urls(&desk, "site"), ["/ferry.html"]);
}

#[test]
fn doubled_keys_are_told_and_lose_nothing() {
    let desk = Desk::empty();
    let text = "The ferry waits at the quay until the fog has gone. ".repeat(10);
    let data = "title: 007\ntitle: 1e3\nweight: .inf\ntags: [yes, 2024]";
    desk.write("md/a.md", format!("---\n{data}\n---\n{text}\n"));
    let ran = desk.run("build md --out out --no-cache");
    let warning = "md/a.md: its front matter has the key `title` twice: the last counts\n";
    assert!(ran.err.contains(warning), "{ran:?}");
    ran.ok();
    assert_eq!(desk.cards("out", |card| card.title.to_owned())["/a/"], "1e3");
}

#[test]
fn entities_of_json_ld_are_decoded_once() {
    let desk = Desk::empty();
    let head = "<script type=application/ld+json>{\"@type\": \"NewsArticle\", \
                \"headline\": \"Ropes &amp; lanterns: the captain&#8217;s <em>ferry</em>\", \
                \"description\": \"A &quot;blue book&quot;\"}</script>";
    desk.write("site/a.html", page("ferry", head, ""));
    desk.run("build site --out out --no-cache --quiet").ok();
    let card = desk.cards("out", |card| (card.title.to_owned(), card.excerpt.to_owned()));
    let expected = ("Ropes & lanterns: the captain’s ferry", "A \"blue book\"");
    assert_eq!(card["/a.html"], (expected.0.to_owned(), expected.1.to_owned()));
}

#[test]
fn pages_in_old_encodings_are_read_and_written_in_them() {
    let desk = Desk::empty();
    let html = page("Fähre", "", "<also-like></also-like>").replace("quay", "Kai für Fähren");
    let bytes = encoding_rs::WINDOWS_1252.encode(&html).0.into_owned();
    desk.write("site/a.html", bytes);
    let other = "<p>Another Fähre leaves the Kai für Fähren in the morning, with mail.</p>";
    desk.write("site/b.html", page("Fähre zwei", "", &other.repeat(9)).replace("quay", "pier"));
    desk.run("build site --out out --no-cache --quiet --inject").ok();
    let titles = desk.cards("out", |card| card.title.to_owned());
    assert_eq!(titles["/a.html"], "Fähre");
    let written = &desk.files("site")["a.html"];
    let text = encoding_rs::WINDOWS_1252.decode(written).0.into_owned();
    assert!(text.contains("<h1>Fähre</h1>") && text.contains("/b.html"), "{text}");
}
