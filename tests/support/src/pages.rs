//! Pages of HTML and what is read of them, in the browser and natively alike.
//!
//! Each is a case that the rules could decide otherwise; fields that it does not set stay empty.

use also_like::{Day, Page};

/// A page and what is to be read of it.
///
/// In the expected page `~` is the address of the folder of the page, for addresses that the page
/// does not complete itself. White space in the text is collapsed to single spaces.
pub struct Case {
    pub name: &'static str,
    pub html: String,
    pub page: Page,
}

fn case(name: &'static str, html: impl Into<String>, page: Page) -> Case {
    Case { name, html: html.into(), page }
}

fn all(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// A page with its text only.
fn text(text: &str) -> Page {
    Page { text: text.to_owned(), ..Page::default() }
}

fn titled(title: &str) -> Page {
    Page { title: title.to_owned(), ..Page::default() }
}

fn dated(day: i32) -> Page {
    Page { day: Some(Day(day)), ..Page::default() }
}

fn labelled(labels: &[&str]) -> Page {
    Page { labels: all(labels), ..Page::default() }
}

fn at(url: &str) -> Page {
    Page { url: url.to_owned(), ..Page::default() }
}

fn spoken(lang: &str) -> Page {
    Page { lang: lang.to_owned(), ..Page::default() }
}

/// A script with JSON-LD.
fn ld(json: &str) -> String {
    format!("<script type='application/ld+json'>{json}</script>")
}

/// Every page.
pub fn cases() -> Vec<Case> {
    let mut cases = json_ld();
    cases.extend(metas());
    cases.extend(addresses());
    cases.extend(labels());
    cases.extend(days());
    cases.extend(texts());
    cases.extend(whole());
    cases
}

fn json_ld() -> Vec<Case> {
    let pear = r#"{"@type": "Article", "headline": "Pear"}"#;
    let nested = |levels: usize| format!("{}{pear}{}", "[".repeat(levels), "]".repeat(levels));
    let long = format!(r#"{{"@type": "Article", "headline": "{}"}}"#, "p".repeat(1 << 20));
    vec![
        case("JSON-LD alone", ld(pear), titled("Pear")),
        case("JSON-LD in an array", ld(&format!(r#"[7, "x", null, {pear}]"#)), titled("Pear")),
        case(
            "JSON-LD in a graph",
            ld(&format!(r#"{{"@graph": [{{"@type": "WebSite", "headline": "Site"}}, {pear}]}}"#)),
            titled("Pear"),
        ),
        case("JSON-LD whose graph is one", ld(&format!(r#"{{"@graph": {pear}}}"#)), titled("Pear")),
        case(
            "JSON-LD of a page about an article",
            ld(&format!(r#"{{"@type": "WebPage", "mainEntity": {pear}}}"#)),
            titled("Pear"),
        ),
        case(
            "JSON-LD with a graph of nothing",
            ld(&format!(r#"{{"@graph": null, "mainEntity": {pear}}}"#)),
            titled("Pear"),
        ),
        case("JSON-LD three levels deep", ld(&nested(3)), titled("Pear")),
        case("JSON-LD four levels deep", ld(&nested(4)), Page::default()),
        case(
            "JSON-LD of many types",
            ld(r#"{"@type": ["Thing", 3, "LiveBlogPosting"], "headline": "Pear"}"#),
            titled("Pear"),
        ),
        case(
            "JSON-LD of other types",
            ld(r#"{"@type": "ArticleList", "headline": "No"}"#)
                + &ld(r#"{"@type": "article", "headline": "No"}"#)
                + &ld(r#"{"@type": {"@id": "Article"}, "headline": "No"}"#)
                + "<title>Plum</title>",
            titled("Plum"),
        ),
        case(
            "broken JSON-LD before good",
            ld("{\"@type\": \"Article\", \"headline\": \"No\",}") + &ld("") + &ld(pear),
            titled("Pear"),
        ),
        case(
            "JSON-LD in CDATA",
            ld(&format!("//<![CDATA[\n{pear}\n//]]>")) + "<h1>Plum</h1>",
            titled("Plum"),
        ),
        case("JSON-LD in a comment", format!("<!--{}--><h1>Plum</h1>", ld(pear)), titled("Plum")),
        case("JSON-LD that is too long", ld(&long) + "<h1>Plum</h1>", titled("Plum")),
        case(
            "JSON-LD of another kind of script",
            format!("<script type='application/json'>{pear}</script><h1>Plum</h1>"),
            titled("Plum"),
        ),
        case(
            "the type of a script in capitals",
            format!("<script type='Application/LD+JSON'>{pear}</script><h1>Plum</h1>"),
            titled("Pear"),
        ),
        case(
            "JSON-LD with other things than texts",
            ld(r#"{"@type": "Article", "headline": ["No"], "description": 7, "inLanguage": null,
                "keywords": {"name": "no"}, "datePublished": 20240305, "articleBody": true}"#)
                + "<title>Plum</title>",
            titled("Plum"),
        ),
        case(
            "JSON-LD with all that is asked",
            ld(r#"{"@type": "NewsArticle", "headline": " A \"pear\" \u2013 \ud83c\udf50 ",
                "description": "\u00a0Of pears and plums.\u3000", "inLanguage": "en_GB",
                "keywords": "pear, plum", "articleSection": ["Fruit", "pear"],
                "datePublished": "2024-03-05T23:00:00-08:00", "articleBody": "A pear is no plum."}"#)
                + "<article>Short.</article>",
            Page {
                title: "A \"pear\" – 🍐".into(),
                excerpt: "Of pears and plums.".into(),
                lang: "en-GB".into(),
                labels: all(&["pear", "plum", "Fruit"]),
                day: Some(Day(19_787)),
                text: "A pear is no plum.".into(),
                ..Page::default()
            },
        ),
        case(
            "the first article of two",
            ld(pear) + &ld(r#"{"@type": "Article", "headline": "Plum", "description": "No"}"#),
            titled("Pear"),
        ),
    ]
}

fn metas() -> Vec<Case> {
    vec![
        case(
            "Open Graph",
            "<meta property=og:title content=' Pear '><meta property=og:description content='Of pears only'>\
             <meta property=og:locale content=de_AT><title>No</title><meta name=description content=No>",
            Page {
                title: "Pear".into(),
                excerpt: "Of pears only".into(),
                lang: "de-AT".into(),
                ..Page::default()
            },
        ),
        case(
            "names of metas in capitals",
            "<META NAME=Description CONTENT='Of pears only'><meta name=KEYWORDS content=pear>\
             <meta HTTP-EQUIV=Content-LANGUAGE content=fr>",
            Page {
                excerpt: "Of pears only".into(),
                labels: all(&["pear"]),
                lang: "fr".into(),
                ..Page::default()
            },
        ),
        case(
            "properties in capitals are others",
            "<meta property=OG:title content=No><meta property=og:Description content=No>\
             <meta property=Article:tag content=no><h1>Plum</h1>",
            titled("Plum"),
        ),
        case(
            "the site's name above the page's heading",
            "<header><h1>Site</h1></header><main><h1>Plum</h1></main>",
            Page { text: "Plum".into(), ..titled("Plum") },
        ),
        case(
            "a heading before an article without one",
            "<h1>Plum</h1><article><h2>No</h2></article>",
            Page { text: "No".into(), ..titled("Plum") },
        ),
        case(
            "the first of two metas counts, even if it is empty",
            "<meta property=og:title content=''><meta property=og:title content=No><h1>Plum</h1>",
            titled("Plum"),
        ),
        case(
            "control characters and wide spaces around a title",
            "<meta property=og:title content='&#1;\u{a0}\u{3000}\t Pear\u{3000}tart \u{a0}&#31;\n'>",
            titled("Pear tart"),
        ),
        case(
            "spaces without a width go",
            "<meta property=og:title content='\u{2003}Pear\u{200b}'>",
            titled("Pear"),
        ),
        case("a title of spaces", "<h1>\u{a0}\n</h1><title> Pear </title>", titled("Pear")),
        case(
            "the first headline",
            "<title>No</title><h1>A <b>pear</b></h1><h1> </h1>",
            titled("A pear"),
        ),
        case("a headline without text", "<title>Pear</title><h1><img alt=No></h1>", titled("Pear")),
        case("a title inside a picture", "<svg><title>Pear</title></svg>", titled("Pear")),
        case(
            "language of the page",
            "<html lang=pt-BR><meta property=og:locale content=no_NO>",
            spoken("pt-BR"),
        ),
        case("language in capitals", "<HTML LANG=ZH_hant_TW>", spoken("ZH-hant-TW")),
        case(
            "an empty language",
            format!("<html lang=' '>{}", ld(r#"{"@type": "Article", "inLanguage": " it\u00a0"}"#)),
            spoken("it"),
        ),
        case(
            "the language of a part is none of the page",
            "<body lang=de><p lang=fr></p>",
            Page::default(),
        ),
    ]
}

fn addresses() -> Vec<Case> {
    let own = "<link rel=canonical href=https://example.org/a/pear.html>";
    let of_own = || at("https://example.org/a/pear.html");
    let linked = |links: &[&str]| Page { links: all(links), ..of_own() };
    let pinned = |pins: &[&str]| Page { pins: all(pins), ..of_own() };
    let many: String = (0..700).map(|i| format!("<a href=/{i}></a>")).collect();
    let hundreds: Vec<String> = (0..500).map(|i| format!("https://example.org/{i}")).collect();
    let base = "<base href=https://example.org/a/b>";
    vec![
        case("canonical", own, of_own()),
        case(
            "canonical from the root",
            "<link rel=canonical href='/a/pear?x=1#top'>",
            at("/a/pear?x=1#top"),
        ),
        case(
            "canonical among others",
            "<link rel='Shortlink CANONICAL' href=' /pear '>",
            at("/pear"),
        ),
        case(
            "an empty canonical",
            "<link rel=canonical href=''><meta property=og:url content=/p>",
            at("/p"),
        ),
        case(
            "canonical before Open Graph",
            format!("<meta property=og:url content=/no>{own}"),
            of_own(),
        ),
        case(
            "a canonical of other letters",
            "<link rel=canonical href='/梨/ä?q=é'>",
            at("/梨/ä?q=é"),
        ),
        case(
            "links",
            format!(
                "{own}{base}<main><p>{PEAR}<a href=plum>x</a><a href=/plum#top>x</a><a href=../plum?a=1#b>x</a>\
                 <a href='HTTP://Example.COM:80/%7Ea/../b'>x</a><a href=//example.net>x</a><a>x</a></p></main>\
                 <a href=/no>x</a>"
            ),
            Page {
                text: format!("{PEAR}xxxxxx"),
                ..linked(&[
                    "https://example.org/a/plum",
                    "https://example.org/plum",
                    "https://example.org/plum?a=1",
                    "http://example.com/b",
                    "https://example.net/",
                ])
            },
        ),
        case(
            "links that are not for the web",
            format!(
                "{own}{base}<main><a href='javascript:alert(1)'></a><a href='java&#9;script:alert(1)'></a>\
                 <a href=mailto:a@example.org></a><a href=data:,x></a><a href=ftp://example.org/x></a>\
                 <a href='http://['></a><a href=' '></a><a href='&#1;'></a><a href=blob:https://example.org/1></a>\
                 </main>"
            ),
            of_own(),
        ),
        case(
            "links to the page itself",
            format!(
                "{own}{base}<main><a href=#x></a><a href=pear></a><a href=/a/pear/></a><a href=pear.htm#y></a>\
                 <a href=http://www.example.org/a/pear?utm_source=x></a><a href=/a/%70ear></a>\
                 <a href=https://example.com/a/pear></a><a href=/a/pear?page=2></a></main>"
            ),
            linked(&[
                "https://example.org/a/b",
                "https://example.com/a/pear",
                "https://example.org/a/pear?page=2",
            ]),
        ),
        case(
            "an own address without a host is that of any",
            format!(
                "<link rel=canonical href=/pear>{base}<main><a href=https://example.com/pear></a></main>"
            ),
            at("/pear"),
        ),
        case(
            "spaces around and inside links",
            format!(
                "{own}{base}<main><a href=' \u{a0}/plum\u{3000}&#10;'></a><a href='/a b\u{a0}c'></a>\
                 <a href='/new&#10;line'></a></main>"
            ),
            linked(&[
                "https://example.org/plum",
                "https://example.org/a%20b%C2%A0c",
                "https://example.org/newline",
            ]),
        ),
        case(
            "links of other letters",
            format!(
                "{own}{base}<main><a href='/梨?q=ä'></a><a href=https://bücher.example/ü></a></main>"
            ),
            linked(&[
                "https://example.org/%E6%A2%A8?q=%C3%A4",
                "https://xn--bcher-kva.example/%C3%BC",
            ]),
        ),
        case(
            "more links than are read",
            format!("{own}{base}<main>{many}</main>"),
            Page { links: hundreds, ..of_own() },
        ),
        case(
            "links where the page is found",
            "<link rel=canonical href=https://example.org/a><main><a href=plum></a></main>",
            Page { links: all(&["~plum"]), ..at("https://example.org/a") },
        ),
        case(
            "a base from the root",
            "<link rel=canonical href=/x><base href=/b/c><main><a href=plum></a></main>",
            Page { links: all(&["~b/plum"]), ..at("/x") },
        ),
        case(
            "pins and excludes",
            format!(
                "{own}{base}<meta name=also-like:pin content='plum&#10; /fig#x&#9;javascript:x /a/pear'>\
                 <meta name=also-like:pin content=''><meta name=also-like:pin>\
                 <meta name=also-like:pin content='/fig https://example.net/x'>\
                 <meta name=Also-Like:pin content=/no><meta name=also-like:exclude content='/no\u{a0}pe'>"
            ),
            Page {
                excludes: all(&["https://example.org/no%C2%A0pe"]),
                ..pinned(&[
                    "https://example.org/a/plum",
                    "https://example.org/fig",
                    "https://example.net/x",
                ])
            },
        ),
        case(
            "translations",
            format!(
                "{own}{base}<link rel=alternate hreflang=de href=/de/birne><link rel=alternate hreflang href=/fr/>\
                 <link rel='Home Alternate' hreflang=x-default href=/de/birne#x><link rel=alternate href=/no>\
                 <link rel=alternate hreflang=en href=pear><link rel=alternate hreflang=it>\
                 <a rel=alternate hreflang=es href=/no>x</a>"
            ),
            Page {
                translations: all(&["https://example.org/de/birne", "https://example.org/fr/"]),
                text: "x".into(),
                links: all(&["https://example.org/no"]),
                ..of_own()
            },
        ),
    ]
}

fn labels() -> Vec<Case> {
    let keywords = |words: &str| format!("<meta name=keywords content='{words}'>");
    let many: Vec<String> = (0..60).map(|i| format!("t{i}")).collect();
    let first: Vec<&str> = many.iter().take(50).map(String::as_str).collect();
    vec![
        case(
            "labels between commas of every kind",
            keywords(" pear,plum、梨，  fig ,, "),
            labelled(&["pear", "plum", "梨", "fig"]),
        ),
        case(
            "labels with signs before",
            keywords("#pear,##plum, # fig,#,a#b"),
            labelled(&["pear", "plum", " fig", "a#b"]),
        ),
        case(
            "the tags of a sidebar are the site's",
            "<aside><p><a rel=tag>no</a></aside><nav><a rel=tag>pear</a></nav>",
            labelled(&["pear"]),
        ),
        case(
            "labels twice",
            keywords("Pear,PEAR,#pear,ÄPFEL,äpfel,ΟΔΟΣ,οδος,STRASSE,Straße"),
            labelled(&["Pear", "ÄPFEL", "ΟΔΟΣ", "STRASSE", "Straße"]),
        ),
        case(
            "spaces around labels",
            keywords("\u{a0}pear\u{3000},\u{3000}#plum&#2;, a\u{a0}b "),
            labelled(&["pear", "plum", "a\u{a0}b"]),
        ),
        case("more labels than are read", keywords(&many.join(",")), labelled(&first)),
        case(
            "labels from everywhere",
            ld(
                r##"{"@type": "Article", "keywords": ["pear", ["no"], 3, "#plum,fig"], "articleSection": "Fruit"}"##,
            ) + "<meta property=article:section content=Garden><meta name=Keywords content=pear,tree>\
                   <meta property=article:tag content='Food, home'><meta property=article:tag>\
                   <nav><a rel='nofollow TAG' href=/x>#Jam<b>s</b></a></nav>",
            labelled(&["pear", "plum", "fig", "Fruit", "Garden", "tree", "Food", "home", "Jams"]),
        ),
        case(
            "labels with what ends a text",
            ld(r#"{"@type": "Article", "keywords": "pear\u0000plum", "articleSection": "\u0000"}"#),
            labelled(&["pear", "plum"]),
        ),
    ]
}

fn days() -> Vec<Case> {
    let time = |datetime: &str| format!("<main><time datetime='{datetime}'></time></main>");
    let mut cases = Vec::new();
    for (name, written, day) in [
        ("a day", "2024-03-05", Some(19_787)),
        ("a day and a time", "2024-03-05T10:00:00Z", Some(19_787)),
        ("a day, a space and a time", "2024-03-05 10:00", Some(19_787)),
        ("a day with spaces around", " 2024-03-05\u{a0}", Some(19_787)),
        ("a day before 1970", "1969-12-31", Some(-1)),
        ("the first day of all", "0000-01-01", None),
        ("the last day of all", "9999-12-31", None),
        ("a leap day", "2024-02-29", Some(19_782)),
        ("a leap day of a century", "2000-02-29", Some(11_016)),
        ("a leap day that is not", "2023-02-29", None),
        ("a leap day that is not, of a century", "1900-02-29", None),
        ("a day that is not", "2024-04-31", None),
        ("a month that is not", "2024-13-01", None),
        ("day 0", "2024-03-00", None),
        ("month 0", "2024-00-05", None),
        ("a year alone", "2024", None),
        ("a month alone", "2024-03", None),
        ("more digits", "2024-03-050", None),
        ("fewer digits", "2024-3-5", Some(19_787)),
        ("a week", "2024-W10-2", None),
        ("digits alone", "20240305", Some(19_787)),
        ("American", "03/05/2024", None),
        ("in words", "5 March 2024", Some(19_787)),
        ("other digits", "２０２４-03-05", Some(19_787)),
        ("a sign", "+2024-03-05", Some(19_787)),
        ("nothing", "", None),
    ] {
        let page = day.map(dated).unwrap_or_default();
        cases.push(case(name, time(written), page));
    }
    cases.extend([
        case(
            "the best place of a day",
            "<meta itemprop=datePublished content=2024-03-06>\
             <meta property=article:published_time content=2024-03-05T00:00:00+09:00>"
                .to_owned()
                + &time("2024-03-07"),
            dated(19_787),
        ),
        case(
            "days that can't be read are passed over",
            ld(r#"{"@type": "Article", "datePublished": "last week"}"#)
                + "<meta property=article:published_time content=2024-02-30>\
                   <time itemprop=datePublished datetime=soon></time><time pubdate datetime=2024-03-05></time>",
            dated(19_787),
        ),
        case("a day in an article", "<article><time datetime=2024-03-05></time></article>", dated(19_787)),
        case("a day in neither", "<time datetime=2024-03-05></time>", Page::default()),
        case(
            "the first time of an article counts",
            "<article><time datetime=x></time><time datetime=2024-03-05></time></article>",
            Page::default(),
        ),
    ]);
    cases
}

fn texts() -> Vec<Case> {
    vec![
        case(
            "the longest article",
            format!("<article>a</article><article><p>{PEAR}</p></article><article>b</article>"),
            text(PEAR),
        ),
        case(
            "the article of the headline",
            format!(
                "<article><p>{PLUM} {PLUM}</p></article>\
                 <article><h1>Pears</h1><p>{PEAR}</p></article><article><p>{PLUM}</p></article>"
            ),
            Page { text: PEAR.into(), ..titled("Pears") },
        ),
        case(
            "hidden articles",
            "<article hidden>no no no</article><div hidden><article>no no no</article></div>\
             <aside><p><article>no no no</article></aside><article>pear</article>",
            text("pear"),
        ),
        case(
            "an article in an article",
            format!("<article>By a friend<div><article><p>{PEAR}</p></article></div></article>"),
            text(PEAR),
        ),
        case(
            "two articles of one text",
            format!(
                "<main><article><p>{PEAR}</p></article><article><p>{PLUM}</p></article></main>"
            ),
            text(&format!("{PEAR} {PLUM}")),
        ),
        case(
            "marked as the body",
            format!(
                "<article><p>{PLUM}</p><div itemprop=articleBody><p>{PEAR}</p><p>{PEAR}</div></article>"
            ),
            text(&format!("{PEAR} {PEAR}")),
        ),
        case("main", format!("<p>no</p><main><p>{PEAR}</p></main>"), text(PEAR)),
        case(
            "the role of main",
            format!("<p>no</p><div role=main><p>{PEAR}</p></div>"),
            text(PEAR),
        ),
        case("no place for an article", "<p>pear<p>tree", text("pear tree")),
        case(
            "an article of many spaces",
            format!("<article>{}</article><p>pear", " \n".repeat(99)),
            text("pear"),
        ),
        case(
            "an article of a wide space",
            format!("<article>\u{3000}\u{a0}</article><main><p>{PEAR}</p></main>"),
            text(PEAR),
        ),
        case(
            "the text has a name of what stands beside one",
            format!("<p>{PLUM}</p><div class='entry share'><p>{PEAR} {PEAR}</p></div>"),
            text(&format!("{PLUM} {PEAR} {PEAR}")),
        ),
        case(
            "a form around the page",
            format!("<form method=post><div><p>{PEAR}</p><input value=no></div></form>"),
            text(PEAR),
        ),
        case(
            "links to others",
            format!(
                "<article><p>{PEAR} {PEAR}</p><div id=more><ul><li><a href=/a>no no no</a>\
                 <li><a href=/b>no no no</a></ul></div></article>"
            ),
            text(&format!("{PEAR} {PEAR}")),
        ),
        case(
            "readers' comments",
            format!(
                "<article><p>{PEAR} {PEAR} {PEAR} {PEAR} {PEAR}</p></article>\
                 <ol class=comment-list><li><p>{PLUM} {PLUM} {PLUM}</ol>"
            ),
            text(&format!("{PEAR} {PEAR} {PEAR} {PEAR} {PEAR}")),
        ),
        case(
            "marks of footnotes",
            format!(
                "<p>{PEAR}<sup>1</sup> {PEAR}<sup id=r><a href='#fn:2' role=doc-noteref>2</a></sup> \
                 {PEAR}<a class=footnote-ref href=#x>3</a> and x<sup>n</sup>"
            ),
            text(&format!("{PEAR} {PEAR} {PEAR} and xn")),
        ),
        case(
            "what is no part of the text",
            format!(
                "<!doctype html><article><p>{PEAR}</p><nav>no</nav><aside>no</aside>\
                 <div class='x Share'>no</div><p hidden>no</p><button>no</button>\
                 <template>no</template><p aria-hidden=true>no</p>\
                 <p style='color:red; DISPLAY: none'>no</p><p><ruby>梨<rt>no</rt></ruby></article>"
            ),
            text(&format!("{PEAR} 梨")),
        ),
        case(
            "a body in JSON-LD that is shorter",
            ld(r#"{"@type": "Article", "articleBody": "no"}"#) + "<p>pear",
            text("pear"),
        ),
        case(
            "lengths as JavaScript counts them",
            // Ten units of UTF-16 in five characters.
            ld(r#"{"@type": "Article", "articleBody": "🍐🍐🍐🍐🍐"}"#)
                + "<article>梨梨梨梨梨</article>",
            text("🍐🍐🍐🍐🍐"),
        ),
        case(
            "articles in a template",
            "<template><article>no no no</article></template><p>pear",
            text("pear"),
        ),
    ]
}

/// Sentences of a text.
const PEAR: &str = "The pear tree in the yard bears fruit every other year";
const PLUM: &str = "Plums are sold at the gate on the last day of September";

fn whole() -> Vec<Case> {
    vec![
        case("nothing", "", Page::default()),
        case("spaces", " \n\u{feff} ", Page { text: "\u{feff}".into(), ..Page::default() }),
        case("frames", "<frameset><frame></frameset>", Page::default()),
        case(
            "from right to left",
            "<html lang=he dir=rtl><title>\u{200f}אגס | אתר</title><h1>אגס</h1><article><p>עץ ה<b>אגס</b></article>",
            Page {
                title: "אגס".into(),
                lang: "he".into(),
                text: "עץ האגס".into(),
                ..Page::default()
            },
        ),
        case(
            "Arabic",
            "<html lang=ar dir=rtl><meta name=keywords content='كمثرى، شجرة'><h1>كُمَّثْرَى</h1><p>شجرة",
            Page {
                title: "كُمَّثْرَى".into(),
                lang: "ar".into(),
                labels: all(&["كمثرى، شجرة"]),
                text: "شجرة".into(),
                ..Page::default()
            },
        ),
        case(
            "Chinese",
            "<html lang=zh-Hant><meta property=og:title content='\u{3000}梨樹開花\u{3000}'>\
             <meta name=description content=春天的老梨樹。><meta name=keywords content='梨、春天，園藝'>\
             <meta property=article:published_time content=2024-03-05><link rel=canonical href=/文/梨>\
             <article><p>梨樹開了花。<p>園丁很<i>高興</i>。</article>",
            Page {
                url: "/文/梨".into(),
                title: "梨樹開花".into(),
                excerpt: "春天的老梨樹。".into(),
                lang: "zh-Hant".into(),
                labels: all(&["梨", "春天", "園藝"]),
                day: Some(Day(19_787)),
                text: "梨樹開了花。 園丁很高興。".into(),
                ..Page::default()
            },
        ),
        case(
            "letters put together and apart",
            "<h1>Poire cuite, crème bru\u{302}lée 🍐\u{fe0f}</h1>",
            titled("Poire cuite, crème bru\u{302}lée 🍐\u{fe0f}"),
        ),
        case(
            "character references",
            "<h1>Pears &amp; &lt;plums&gt; &#x1F350;&nbsp;</h1>",
            titled("Pears & <plums> 🍐"),
        ),
    ]
}

/// The day on which the pages are read.
pub const TODAY: Day = Day(20_000);

/// What is compared of a page that was found at the address `here`, with `~` for its folder.
pub fn told(page: &Page, here: &str) -> Page {
    let path = here.split(['?', '#']).next().unwrap_or_default();
    let folder = path.rfind('/').map_or(path, |end| &path[..=end]);
    let short = |address: &String| match address.strip_prefix(folder) {
        Some(rest) => format!("~{rest}"),
        None => address.clone(),
    };
    let addresses = |all: &[String]| all.iter().map(short).collect();
    Page {
        // A page that gives itself none has the one where it is found.
        url: if page.url == here { String::new() } else { page.url.clone() },
        text: page.text.split_whitespace().collect::<Vec<&str>>().join(" "),
        links: addresses(&page.links),
        translations: addresses(&page.translations),
        pins: addresses(&page.pins),
        excludes: addresses(&page.excludes),
        ..page.clone()
    }
}
