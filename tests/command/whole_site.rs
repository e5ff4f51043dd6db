//! Evidence from all pages of a site together, and which of them are articles.

use crate::run::Desk;

/// Names and texts of articles that have nothing in common.
const TOPICS: [(&str, &str); 5] = [
    ("Night ferry", "The night ferry leaves the harbour at ten, and the crew checks every rope."),
    ("Tea garden", "Growers on the north slope pick their leaves twice before the rain begins."),
    ("Iron bridge", "Engineers closed the iron bridge when rivets cracked in two of its girders."),
    ("Violin maker", "A maker in the old town cuts maple that was felled a hundred years ago."),
    ("Empty church", "Musicians play on Sundays without a fee where benches were once in rows."),
];

/// The text of an article, of some sixty words.
fn text(at: usize) -> String {
    let (name, first) = TOPICS[at];
    let word = name.split(' ').next().unwrap().to_lowercase();
    let more: String = (0..12).map(|i| format!("{word}a{i} {word}b{i} {word}c{i}. ")).collect();
    format!("<p>{first}</p><p>Later it says more: {more}</p>")
}

fn file(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

/// A site of five articles by a template with their names as `{t}` and their texts as `{x}`.
fn site(desk: &Desk, folder: &str, template: &str) {
    for (at, (name, _)) in TOPICS.iter().enumerate() {
        let page = template.replace("{t}", name).replace("{x}", &text(at));
        desk.write(&format!("{folder}/{}.html", file(name)), page);
    }
}

fn titles(desk: &Desk, out: &str) -> Vec<String> {
    let mut titles: Vec<String> =
        desk.cards(out, |card| card.title.to_owned()).into_values().collect();
    titles.sort();
    titles
}

fn names() -> Vec<String> {
    let mut names: Vec<String> = TOPICS.iter().map(|(name, _)| (*name).to_owned()).collect();
    names.sort();
    names
}

#[test]
fn headlines_are_those_of_the_pages_and_not_of_the_site() {
    for (at, template) in [
        // The site's name is a heading that links home, is in a header or is on all pages.
        "<title>{t} — Quay Notes</title><header><h1><a href=/>Quay Notes</a></h1></header>\
         <div><h2>{t}</h2>{x}</div>",
        "<title>{t} | Quay Notes</title><h1>Quay Notes</h1><h3>{t}</h3><div>{x}</div>",
        "<title>Quay Notes: {t}</title><h1>Quay Notes</h1><div><h2>{t}</h2>{x}</div>",
        "<title>{t} :: Quay Notes</title><h1>Notes on boats</h1><div role=main><h1>{t}</h1>{x}</div>",
        "<title>{t} - Quay Notes</title><main><h1>News</h1><h2>{t}</h2>{x}</main>",
        // Only <title> has it.
        "<title>{t} | Quay Notes</title><div>{x}</div>",
        "<title>{t}｜Quay Notes</title><div>{x}</div>",
        "<title>Quay Notes - {t}</title><div>{x}</div>",
        "<title>{t} · News · Quay Notes</title><div>{x}</div>",
        // Themes repeat the site's name in Open Graph, or as the article's title.
        "<title>{t}</title><meta property=og:title content='Quay Notes'><main><h1>{t}</h1>{x}</main>",
        "<title>{t} | Quay</title><meta property=og:title content='{t} | Quay'><article>{x}</article>",
        "<title>{t}</title><script type=application/ld+json>{\"@type\":\"Article\",\
         \"headline\":\"what a wiki keeps on {t}\",\"name\":\"{t}\"}</script><main><h1>{t}</h1>{x}</main>",
        // Templates put more into headings.
        "<title>{t} — Docs</title><main><h1>{t}<a class=headerlink href=#t>¶</a></h1>{x}</main>",
        "<title>{t} — Docs</title><main><h1><a class=x href=#t>#</a> {t}</h1>{x}</main>",
        "<title>{t} — Docs</title><main><h1>{t}<a href=#t aria-label=Link>\u{200b}</a></h1>{x}</main>",
        "<title>{t} — Docs</title><main><h1>{t}<a href=#t>\u{f0c1}</a></h1>{x}</main>",
        "<title>{t} — Docs</title><main><h1>{t} <a href=/edit/x.md>Edit</a></h1>{x}</main>",
        "<title>{t} — Docs</title><main><h1>{t} <span class=sr-only>Section titled {t}</span></h1>\
         {x}</main>",
        "<title>{t}</title><main><h1>{t}<small>5 March 2024</small></h1>{x}</main>",
    ]
    .iter()
    .enumerate()
    {
        let desk = Desk::empty();
        site(&desk, "site", &format!("<!doctype html><html lang=en>{template}"));
        desk.run("build site --out out").ok();
        assert_eq!(titles(&desk, "out"), names(), "{at}: {template}");
    }
}

#[test]
fn what_all_pages_show_is_on_no_card() {
    for head in [
        "<meta name=description content='Notes from the quay, every week a new one.'>",
        "<meta property=og:description content='Notes from the quay, every week.'>",
        "<meta name=description content='Quay notes'>",
        "<meta name=description content='{t}'>",
        "",
    ] {
        let desk = Desk::empty();
        let picture = "<meta property=og:image content=/logo.png>";
        site(
            &desk,
            "site",
            &format!(
                "<!doctype html><html lang=en><title>{{t}}</title>{head}{picture}<main><h1>{{t}}</h1>\
                 <p>By Ann Lee, 5 March 2024</p><p><img src='/{{t}}.jpg' width=640 height=400></p>\
                 {{x}}</main>"
            ),
        );
        desk.run("build site --out out").ok();
        let cards = desk.cards("out", |card| (card.excerpt.to_owned(), card.image.to_owned()));
        for (name, first) in TOPICS {
            let (excerpt, image) = &cards[&format!("/{}.html", file(name))];
            assert_eq!(excerpt, first, "{head}");
            assert_eq!(image, &format!("/{}.jpg", name.replace(' ', "%20")), "{head}");
        }
    }
}

#[test]
fn small_pictures_are_on_no_card() {
    let desk = Desk::empty();
    for (at, image) in [
        "<img src=/face.jpg width=64 height=64>",
        "<img src=/b.svg height=20 alt=passing>",
        "<img src=https://img.shields.io/x.svg>",
        "<img src=data:image/gif;base64,x>",
    ]
    .iter()
    .enumerate()
    {
        let (name, _) = TOPICS[at];
        let page =
            format!("<title>{name}</title><main><h1>{name}</h1><p>{image}</p>{}</main>", text(at));
        desk.write(&format!("site/{at}.html"), page);
    }
    desk.run("build site --out out").ok();
    let images = desk.cards("out", |card| card.image.to_owned());
    assert!(images.values().all(String::is_empty), "{images:?}");
}

/// The lines of a build's output about skipped pages.
fn skipped(told: &str) -> Vec<String> {
    let lines = told.lines().filter_map(|line| line.strip_prefix("skipped site/"));
    let mut lines: Vec<String> = lines.map(str::to_owned).collect();
    lines.sort();
    lines
}

#[test]
fn lists_are_known_by_what_they_hold() {
    for (before, item, after) in [
        ("<ul>", "<li><h2><a href='{u}'>{t}</a></h2><p>{s}</p></li>", "</ul>"),
        (
            "<div>",
            "<div class=post><h2><a href='{u}'>{t}</a></h2><p>{s}</p><a href='{u}'>More</a></div>",
            "</div>",
        ),
        ("", "<section><h3><a href='{u}'>{t}</a></h3><p>{s}</p></section>", ""),
        ("<dl>", "<dt><a href='{u}'>{t}</a></dt><dd>{s}</dd>", "</dl>"),
        ("<table>", "<tr><td><a href='{u}'>{t}</a></td><td>{s}</td></tr>", "</table>"),
        ("", "<article><a href='{u}'><h2>{t}</h2></a><p>{s}</p></article>", ""),
        ("", "<div><a href='{u}'>{t}</a><p>{s}</p></div>", ""),
        // Articles whole.
        ("", "<div class=post><h2>{t}</h2>{x}</div>", ""),
    ] {
        let desk = Desk::empty();
        site(
            &desk,
            "site",
            "<!doctype html><html lang=en><title>{t}</title><main><h1>{t}</h1>{x}</main>",
        );
        let items: String = (0..5)
            .map(|at| {
                let (name, first) = TOPICS[at];
                let item = item.replace("{u}", &format!("/{}.html", file(name)));
                let twice = format!("{first} It goes on for some time.");
                item.replace("{t}", name).replace("{s}", &twice).replace("{x}", &text(at))
            })
            .collect();
        let page = format!(
            "<!doctype html><html lang=en><title>Stories</title><main><h1>Stories</h1>{before}{items}{after}</main>"
        );
        desk.write("site/stories/index.html", page);
        let told = desk.run("build site --out out --verbose").ok();
        assert_eq!(
            skipped(&told),
            ["stories/index.html: front, list, tag or search page"],
            "{item}"
        );
    }
}

#[test]
fn a_folder_s_name_and_a_theme_s_markup_prove_nothing() {
    let desk = Desk::empty();
    let told = "<meta property=og:type content=article>\
                <meta property=article:published_time content=2024-03-05>";
    for (at, path) in [
        "guide/tags/usage",
        "archives/000123",
        "api/authors/x",
        "liquid/tags/if/index",
        "search/index",
    ]
    .iter()
    .enumerate()
    {
        let (name, _) = TOPICS[at];
        let page = format!("<title>{name}</title>{told}<main><h1>{name}</h1>{}</main>", text(at));
        desk.write(&format!("site/{path}.html"), page);
    }
    // Lists on which the theme writes that they are articles.
    let links: String =
        (0..30).map(|i| format!("<li><a href=/{i}>An article of {i}</a></li>")).collect();
    let posting = "<meta property=og:type content=website>\
                   <script type=application/ld+json>{\"@type\":\"BlogPosting\"}</script>";
    for path in ["tags/x/index", "archives/index", "categories/index"] {
        desk.write(
            &format!("site/{path}.html"),
            format!("<title>List</title>{posting}<main><h1>List</h1><ul>{links}</ul></main>"),
        );
    }
    let told = desk.run("build site --out out --verbose").ok();
    let list = |path: &str| format!("{path}/index.html: front, list, tag or search page");
    assert_eq!(skipped(&told), ["archives", "categories", "tags/x"].map(list));
}

#[test]
fn the_class_of_a_body_tells_lists_from_articles() {
    let desk = Desk::empty();
    site(
        &desk,
        "site",
        "<title>{t}</title><body class='post-template-default single single-post'><main><h1>{t}</h1>{x}</main>",
    );
    for (at, class) in [
        "archive date",
        "search search-results",
        "error404",
        "single single-attachment attachment",
        "tag-template",
    ]
    .iter()
    .enumerate()
    {
        let page = format!(
            "<title>X{at}</title><body class='{class}'><main><h1>X{at}</h1>{}</main>",
            text(at)
        );
        desk.write(&format!("site/x/{at}.html"), page);
    }
    desk.run("build site --out out").ok();
    assert_eq!(titles(&desk, "out"), names());
}

#[test]
fn pages_that_serve_the_site_are_kept_only_where_the_file_says_so() {
    let desk = Desk::empty();
    site(&desk, "site", "<title>{t}</title><main><h1>{t}</h1>{x}</main>");
    for (path, title) in [
        ("about/index", "About"),
        ("impressum", "Impressum"),
        ("en/privacy-policy", "Privacy Policy"),
        ("p/7", "プライバシーポリシー"),
    ] {
        let page = format!(
            "<title>{title}</title><main><h1>{title}</h1><p>{}</p></main>",
            format!("{title} word ").repeat(60)
        );
        desk.write(&format!("site/{path}.html"), page);
    }
    let told = desk.run("build site --out out --verbose").ok();
    assert_eq!(titles(&desk, "out"), names());
    assert_eq!(skipped(&told).len(), 4, "{told}");
    desk.write(
        "also-like.toml",
        "keep = ['/about/*', '/p/*']\nnot-articles = ['/tea-*']\narticles = ['/impressum']\n",
    );
    desk.run("build site --out out").ok();
    let kept = titles(&desk, "out");
    for (title, is_there) in [
        ("About", true),
        ("Impressum", true),
        ("プライバシーポリシー", true),
        ("Privacy Policy", false),
        ("Tea garden", false),
    ] {
        assert_eq!(kept.iter().any(|one| one == title), is_there, "{title}");
    }
}

#[test]
fn further_pages_feeds_and_pages_that_load_again() {
    let desk = Desk::empty();
    site(&desk, "site", "<title>{t}</title><main><h1>{t}</h1>{x}</main>");
    let part = |number: usize, link: &str| {
        format!(
            "<title>Ten lights</title>{link}<main><h1>Ten lights</h1><p>{}</p></main>",
            format!("light{number} ").repeat(60)
        )
    };
    desk.write("site/lights/index.html", part(1, "<link rel=next href=/lights/2/>"));
    desk.write("site/lights/2/index.html", part(2, "<link rel=prev href=/lights/>"));
    desk.write("site/lights/3/index.html", part(3, "<link rel=prev href=/lights/2/>"));
    for (name, start) in
        [("rss", "<?xml version='1.0'?><rss><channel>"), ("atom", "<feed>"), ("old", "<rdf:RDF>")]
    {
        desk.write(&format!("site/{name}.html"), format!("{start}<title>Feed</title>{}", text(0)));
    }
    let live = "<meta http-equiv=refresh content='600; url=/live.html'>";
    desk.write(
        "site/live.html",
        format!(
            "<title>Live</title>{live}<main><h1>Live</h1>{}</main>",
            text(1).replace("Growers", "Voters")
        ),
    );
    desk.write(
        "site/gone.html",
        format!(
            "<title>Gone</title><meta http-equiv=refresh content='0; url=/live.html'>{}",
            text(1)
        ),
    );
    let told = desk.run("build site --out out --verbose").ok();
    assert_eq!(
        skipped(&told),
        [
            "atom.html: feed",
            "gone.html: redirect",
            "lights/2/index.html: further page of an article",
            "lights/3/index.html: further page of an article",
            "old.html: feed",
            "rss.html: feed",
        ]
    );
}

#[test]
fn languages_are_those_of_the_script_where_the_page_is_wrong() {
    let desk = Desk::empty();
    for (name, lang, sentence, expected) in [
        (
            "ko",
            "en",
            "밤의 나룻배는 열 시에 항구를 떠나고 선장은 파란 공책에 날씨를 적는다. ",
            "ko",
        ),
        ("ja", "en-US", "夜の渡船は十時に港を出る。船長は島々の天気を青い帳面に書く。", "ja"),
        ("zh", "", "渡船在十点离开港口，船长把天气写在蓝色的本子里，乘客睡在甲板上。", "zh"),
        (
            "ru",
            "en",
            "Ночной паром выходит из гавани в десять, и капитан пишет погоду в тетрадь. ",
            "ru",
        ),
        (
            "de",
            "de",
            "Die Nachtfähre verlässt den Hafen um zehn, und der Kapitän schreibt das Wetter auf. ",
            "de",
        ),
    ] {
        let page = format!(
            "<!doctype html><html lang='{lang}'><title>{name}</title><main><h1>{name}</h1><p>{}</p></main>",
            sentence.repeat(8)
        );
        desk.write(&format!("site/{name}.html"), page);
        desk.run("build site --out out").ok();
        let langs = desk.cards("out", |card| card.lang.to_owned());
        assert_eq!(langs[&format!("/{name}.html")], expected);
    }
}

#[test]
fn a_page_is_explained_and_a_build_of_nothing_names_its_pages() {
    let desk = Desk::empty();
    site(&desk, "site", "<html lang=en><title>{t} | Quay</title><main><h1>{t}</h1>{x}</main>");
    let told = desk.run("build site --out out --explain-page site/tea-garden.html").ok();
    for line in [
        "headline  Tea garden (from heading that <title> begins with)",
        "language  en",
        "in all: an article",
        "(from the text)",
    ] {
        assert!(told.contains(line), "{line} is missing in {told}");
    }
    assert!(!desk.path("out").exists());
    desk.write("short/a/index.html", "<title>A</title><p>Nothing.");
    desk.write("short/b/index.html", "<title>B</title><p>Nothing.");
    let error = desk.run("build short --out none --report report.json").err;
    for part in ["2 fewer than 50 words", "short/a/index.html: fewer than 50 words", "`article`"] {
        assert!(error.contains(part), "{error}");
    }
    let report = String::from_utf8(desk.files("")["report.json"].clone()).unwrap();
    assert!(report.contains("short/b/index.html"), "{report}");
}
