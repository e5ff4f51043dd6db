//! What is read of a page, seen as it is and through the answers to it.

use std::collections::BTreeSet;

use also_like::Article;
use also_like::document::Page;
use also_like_web::engine::{OpenPage, Read};
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Document, DomParser, Element, Node, SupportedType};

use also_like_test_support::site::build;

/// Words that no page here has by chance.
const PROBES: [&str; 10] =
    ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliett"];

/// Sentences that no probe is in.
const LONG: &str = "The pear tree in the yard bears fruit every other year, and plums are sold at the \
    gate on the last day of September; who comes early may pick quinces behind the barn, and who \
    comes late finds medlars in the grass below the wall.";

/// A catalog with two articles for every probe, at `/alpha/1` and `/alpha/2`, which are given for a
/// page exactly when that word was read there. Their other words keep them from being its doubles,
/// and those of their own from being versions of each other.
fn catalog() -> Vec<u8> {
    let own =
        |word: &str, i: usize| (0..9).map(|n| format!("\n{word}{i}own{n}")).collect::<String>();
    let article = |word: &str, i: usize| Article {
        url: format!("/{word}/{i}"),
        text: format!("{word} one{word} two{word}") + &own(word, i),
        ..Article::default()
    };
    let articles = PROBES.iter().flat_map(|word| [article(word, 1), article(word, 2)]);
    build(articles)
}

#[wasm_bindgen(module = "/www/widget/main-text.js")]
extern "C" {
    #[wasm_bindgen(js_name = mainText)]
    pub fn main_text(root: &Element, is_chosen: bool) -> Read;
}

// What it imports has to be named too, to be there.
#[wasm_bindgen(module = "/www/constants.js")]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = NO_DAY)]
    pub static NO_DAY: JsValue;
}

#[wasm_bindgen(module = "/www/widget/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = readPage)]
    pub fn read_page(document: &Document, selector: Option<&str>) -> Read;
}

pub fn parse(html: &str) -> Document {
    DomParser::new().unwrap().parse_from_string(html, SupportedType::TextHtml).unwrap()
}

/// The addresses of the answers to a page, best first.
fn answers(document: Document, selector: Option<&str>) -> Vec<String> {
    let page = read_page(&document, selector);
    let answer = OpenPage::new(&page, i32::MIN).related(
        catalog(),
        50,
        20_000,
        0,
        f32::NAN,
        f32::NAN,
        f32::NAN,
    );
    let cards = Reflect::get(&answer, &"cards".into()).unwrap();
    let url = |card| Reflect::get(&card, &"url".into()).unwrap().as_string().unwrap();
    cards.dyn_into::<Array>().unwrap().iter().map(url).collect()
}

/// The probes that are read in a document, in alphabetical order.
fn probes(document: Document, selector: Option<&str>) -> String {
    let words: BTreeSet<String> = answers(document, selector)
        .into_iter()
        .map(|url| url.split('/').nth(1).unwrap().to_owned())
        .collect();
    words.into_iter().collect::<Vec<String>>().join(" ")
}

fn check(cases: &[(&str, &str, &str)]) {
    for (name, html, expected) in cases {
        assert_eq!(probes(parse(html), None), *expected, "{name}: {html}");
    }
}

/// A page whose `<head>` has one JSON-LD block, and whose headline is `bravo`.
fn with_json_ld(json: &str) -> Document {
    parse(&format!("<script type='application/ld+json'>{json}</script><h1>bravo</h1>"))
}

#[wasm_bindgen_test]
fn a_selector_says_where_the_text_is() {
    let html = "<main><p id=a>alpha</p><p class=b>bravo</p></main>charlie";
    for (selector, expected) in [
        ("#a", "alpha"),
        (".b", "bravo"),
        ("p", "alpha"),
        ("main > *, .b", "alpha"),
        ("body", "alpha bravo charlie"),
        ("#nowhere", "alpha bravo charlie"),
        ("p[", "alpha bravo charlie"),
        ("", "alpha bravo charlie"),
        (":unknown(x)", "alpha bravo charlie"),
    ] {
        assert_eq!(probes(parse(html), Some(selector)), expected, "{selector}");
    }
    let json = r#"{"@type": "Article", "articleBody": "delta delta delta delta"}"#;
    let html = format!("<script type=application/ld+json>{json}</script><p>alpha</p>");
    assert_eq!(probes(parse(&html), None), "delta");
    assert_eq!(probes(parse(&html), Some("p")), "alpha", "the selector has the last word");
    assert_eq!(probes(parse(&html), Some("#nowhere")), "delta", "unless it matches nothing");
}

#[wasm_bindgen_test]
fn what_is_not_part_of_the_text() {
    let skipped = [
        "<also-like>bravo</also-like>",
        "<nav>bravo</nav>",
        "<aside><p>bravo</p></aside>",
        "<footer>bravo</footer>",
        "<form><label>bravo</label></form>",
        "<button>bravo</button>",
        "<select><option>bravo</select>",
        "<textarea>bravo</textarea>",
        "<script>bravo</script>",
        "<style>bravo</style>",
        "<noscript>bravo</noscript>",
        "<template>bravo</template>",
        "<svg><text>bravo</text></svg>",
        "<math><mi>bravo</mi></math>",
        "<p hidden>bravo</p>",
        "<div hidden=until-found><p>bravo</p></div>",
        "<p aria-hidden=true>bravo</p>",
        "<div role=navigation>bravo</div>",
        "<div role=complementary>bravo</div>",
        "<div id=disqus_thread>bravo</div>",
        "<div class=share>bravo</div>",
        "<div class='newsletter big'>bravo</div>",
        "<!-- bravo -->",
        "<ruby><rp>(</rp><rt>bravo</rt><rp>)</rp></ruby>",
        "<img alt=bravo title=bravo>",
    ];
    for html in skipped {
        let page = format!("<article><p>alpha {LONG}</p> {html} charlie</article>");
        assert_eq!(probes(parse(&page), None), "alpha charlie", "{html}");
    }
    let kept = [
        "<p aria-hidden=false>bravo</p>",
        "<figure><figcaption>bravo</figcaption></figure>",
        "<details><summary>bravo</summary></details>",
        "<table><td>bravo</td></table>",
        "<blockquote>bravo</blockquote>",
        "<p class=commentsed>bravo</p>",
        "<custom-element>bravo</custom-element>",
    ];
    for html in kept {
        let page = format!("<article>alpha {html} charlie</article>");
        assert_eq!(probes(parse(&page), None), "alpha bravo charlie", "{html}");
    }
}

#[wasm_bindgen_test]
fn where_words_end() {
    check(&[
        ("comments between text, as React leaves", "<p>al<!-- -->ph<!----->a</p>", "alpha"),
        ("inline elements", "<p>al<b>ph</b><a href=/>a</a></p>", "alpha"),
        ("nested inline elements", "<p><i>a<em>l<span>p</span>h</em></i>a</p>", "alpha"),
        ("a soft hyphen", "<p>al&shy;pha</p>", "alpha"),
        ("a possible break", "<p>al<wbr>pha</p>", "alpha"),
        ("a line break", "<p>al<br>pha</p><p>bravo</p>", "bravo"),
        ("paragraphs", "<p>bravo<p>al<p>pha", "bravo"),
        (
            "blocks",
            "<div>al<div>pha</div></div><div>bravo<div></div>charlie</div>",
            "bravo charlie",
        ),
        ("cells", "<table><tr><td>al<td>pha<td>bravo<td>charlie</table>", "bravo charlie"),
        ("items", "<ul><li>alpha<li>bravo</ul>", "alpha bravo"),
        ("a picture", "<p>al<img src=data:,>pha <b>bravo</b></p>", "alpha bravo"),
        ("what is left out does not divide", "<p>al<button>x</button>pha bravo</p>", "alpha bravo"),
        ("custom elements do not divide", "<p>al<x-y>pha</x-y> bravo</p>", "alpha bravo"),
        ("character references", "<p>&#97;l&#x70;ha&nbsp;bravo</p>", "alpha bravo"),
    ]);
}

#[wasm_bindgen_test]
fn where_the_title_is() {
    let head = |json: &str, og: &str, h1: &str, title: &str| {
        format!(
            "<title>{title}</title><meta property=og:title content='{og}'>\
             <script type=application/ld+json>{{\"@type\": \"NewsArticle\", \"headline\": \"{json}\"}}\
             </script><h1>{h1}</h1>"
        )
    };
    for (html, expected) in [
        (head("alpha", "bravo", "charlie", "delta"), "alpha"),
        (head(" ", "bravo", "charlie", "delta"), "bravo"),
        (head("", " ", "<b>charlie</b> <span hidden>echo</span>", "delta"), "charlie"),
        (head("", "", "<img alt=echo>", "delta"), "delta"),
        (head("", "", "", ""), ""),
        (head("alpha", "bravo", "charlie", "delta") + "<h1>echo</h1> golf", "alpha echo golf"),
    ] {
        assert_eq!(probes(parse(&html), None), expected, "{html}");
    }
    // A title counts more than the text.
    let page = parse("<h1>alpha</h1><p>bravo charlie</p>");
    assert_eq!(answers(page, None)[..2], ["/alpha/1", "/alpha/2"]);
}

#[wasm_bindgen_test]
fn articles_in_json_ld() {
    let article = r#"{"@type": "NewsArticle", "headline": "alpha"}"#;
    for (name, json) in [
        ("alone", article.to_owned()),
        ("in an array", format!("[{{\"@type\": \"Organization\"}}, {article}]")),
        ("in a graph", format!("{{\"@graph\": [{{\"@type\": \"WebSite\"}}, {article}]}}")),
        ("in a graph in an array", format!("[{{\"@graph\": [{article}]}}]")),
        ("of a page", format!("{{\"@type\": \"WebPage\", \"mainEntity\": {article}}}")),
        ("of several types", article.replace("\"NewsArticle\"", "[\"Thing\", \"BlogPosting\"]")),
        ("by address", article.replace("NewsArticle", "https://schema.org/TechArticle")),
    ] {
        assert_eq!(probes(with_json_ld(&json), None), "alpha", "{name}: {json}");
    }
    for (name, json) in [
        ("no JSON", "{".to_owned()),
        ("empty", String::new()),
        ("null", "null".to_owned()),
        ("a text", "\"Article\"".to_owned()),
        ("no type", r#"{"headline": "alpha"}"#.to_owned()),
        ("another type", article.replace("NewsArticle", "Recipe")),
        ("a headline that is none", article.replace("\"alpha\"", "[\"alpha\", 1]")),
        ("a type that is none", article.replace("\"NewsArticle\"", "{}")),
        ("as deep as it likes", "[".repeat(5000) + article + &"]".repeat(5000)),
        ("longer than a megabyte", article.replace('{', &("{".to_owned() + &" ".repeat(1 << 20)))),
    ] {
        assert_eq!(probes(with_json_ld(&json), None), "bravo", "{name}");
    }
    // The first block that holds an article counts, whatever is before it.
    let blocks = ["{", "null", r#"{"@type": "WebSite", "headline": "echo"}"#, article]
        .map(|json| format!("<script type='application/ld+json'>{json}</script>"));
    assert_eq!(probes(parse(&blocks.concat()), None), "alpha");
}

#[wasm_bindgen_test]
fn the_body_in_json_ld() {
    let page = |body: &str, text: &str| {
        parse(&format!(
            "<script type=application/ld+json>{{\"@type\": \"Article\", \"articleBody\": \"{body}\"}}\
             </script><article>{text}</article>"
        ))
    };
    assert_eq!(probes(page("alpha is longer than it", "bravo"), None), "alpha");
    assert_eq!(probes(page("alpha", "bravo is longer than it"), None), "bravo");
    assert_eq!(probes(page("", "bravo"), None), "bravo");
}

#[wasm_bindgen_test]
fn the_page_itself_is_not_an_answer() {
    let canonical = "<link rel='alternate canonical' href='https://www.example.org/alpha/1.html'>";
    let og = "<meta property='og:url' content='https://example.org/alpha/2?utm_source=x'>";
    for (head, expected) in [
        (String::new(), vec!["/alpha/1", "/alpha/2"]),
        (canonical.to_owned(), vec!["/alpha/2"]),
        (og.to_owned(), vec!["/alpha/1"]),
        (og.to_owned() + canonical, vec!["/alpha/2"]),
        ("<link rel=canonical href=' '>".to_owned() + og, vec!["/alpha/1"]),
        ("<link rel=canonical>".to_owned() + og, vec!["/alpha/1"]),
    ] {
        assert_eq!(answers(parse(&format!("{head}<p>alpha")), None), expected, "{head}");
    }
}

#[wasm_bindgen_test]
fn ten_thousand_nested_elements() {
    let document = parse("<article>alpha</article>");
    let article = document.query_selector("article").unwrap().unwrap();
    let mut inner: Element = article;
    for depth in 1..=10_000 {
        let next = document.create_element("div").unwrap();
        // Far deeper than any article.
        for (at, word) in [(100, " bravo"), (9_000, " charlie")] {
            if depth == at {
                next.append_child(&text(&document, word)).unwrap();
            }
        }
        inner.append_child(&next).unwrap();
        inner = next;
    }
    assert_eq!(probes(document, None), "alpha bravo charlie");
}

#[wasm_bindgen_test]
fn a_hundred_thousand_pieces() {
    // A hundred in an element: of more in one WebKit takes minutes to make a document.
    let pieces = format!("<b>{}</b>", "x<!---->".repeat(100)).repeat(1_000);
    let document = parse(&format!("<article>al<!---->pha<!----> {pieces} bravo</article>"));
    assert_eq!(probes(document, None), "alpha bravo");
}

/// All that is read of a page. Its address is that of the page that runs the tests.
fn page(html: &str) -> Page {
    let read = read_page(&parse(html), None);
    let get = |key: &str| Reflect::get(&read, &key.into()).unwrap();
    let text = |key| get(key).as_string().unwrap();
    let list = |key, between| {
        let text: String = text(key);
        text.split(between).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    Page {
        url: text("url"),
        title: text("title"),
        excerpt: text("excerpt"),
        text: text("text"),
        lang: text("lang"),
        labels: list("labels", ','),
        links: list("links", ' '),
        translations: list("translations", ' '),
        pins: list("pins", ' '),
        excludes: list("excludes", ' '),
        ..Page::default()
    }
}

/// Resolves a path on the page that runs the tests.
fn here(path: &str) -> String {
    let origin = Reflect::get(&js_sys::global(), &"origin".into()).unwrap().as_string().unwrap();
    origin + path
}

fn with_article(members: &str, html: &str) -> String {
    let article = format!("{{\"@type\": \"Article\", {members}}}");
    format!("<script type='application/ld+json'>{article}</script>{html}")
}

#[wasm_bindgen_test]
fn links_are_those_of_the_text() {
    let html = format!(
        "<article><p>{LONG} <a href=/b.html>b</a> <b><a href='/c?d#e'>c</a></b></p>\
         <a href=https://example.com/f>f</a><a href=/b.html#g>b again</a>\
         <a href=HTTPS://EXAMPLE.com/f>f again</a><a>none</a>\
         <a href='javascript:alert(1)'>j</a><a href='JaVa&#9;script:alert(1)'>j</a>\
         <a href=mailto:a@example.org>m</a><a href='data:text/html,x'>d</a><a href=//>x</a>\
         <aside><a href=/aside>a</a></aside><nav><a href=/nav>n</a></nav></article>\
         <a href=/outside>o</a>"
    );
    let html = &*html;
    let expected = [here("/b.html"), here("/c?d"), "https://example.com/f".to_owned()];
    assert_eq!(page(html).links, expected);
    let based = page("<base href=https://example.org/news/a><article><a href=../b>b</a></article>");
    assert_eq!(based.links, ["https://example.org/b"]);
    let many: String = (0..600).map(|i| format!("<a href=/{i}>x</a><a href=/{i}>x</a>")).collect();
    let links = page(&many).links;
    assert_eq!((links.len(), &links[499]), (500, &here("/499")));
}

#[wasm_bindgen_test]
fn translations_pins_and_excludes() {
    let read = page(
        "<link rel=canonical href=https://example.org/a>\
         <link rel=alternate hreflang=en href=https://example.org/a/>\
         <link rel=alternate hreflang=zh-Hant href=https://example.org/zh/a>\
         <link rel='alternate home' hreflang=x-default href=https://example.org/zh/a#b>\
         <link rel=alternate type=application/rss+xml href=/feed.xml>\
         <link rel=alternate hreflang=fr href='javascript:x'>\
         <meta name=also-like:pin content=' /b\n https://example.org/a.html /c#d '>\
         <meta name=also-like:pin content='javascript:alert(1) /b https://example.org/e'>\
         <meta name=also-like:exclude content='/x mailto:a@example.org /x#y'>",
    );
    assert_eq!(read.translations, ["https://example.org/zh/a"]);
    let pins = [here("/b"), here("/c"), "https://example.org/e".to_owned()];
    assert_eq!(read.pins, pins);
    assert_eq!(read.excludes, [here("/x")]);
}

#[wasm_bindgen_test]
fn labels_are_read_once_from_everywhere() {
    let html = with_article(
        "\"keywords\": [\"tea, Frost\", 7], \"articleSection\": \"World\"",
        "<meta property=article:tag content=' #TEA '><meta property=article:section content=Sea>\
         <meta name=Keywords content='茶、霜，tea,, '><a rel='tag x' href=/t>#<b>Har</b>vest</a>\
         <aside><a rel=tag href=/all>All</a></aside>\
         <meta property=article:tag content='\u{3000}##春\u{3000}'><article>x</article>",
    );
    let labels = page(&html).labels;
    assert_eq!(labels, ["tea", "Frost", "World", "Sea", "茶", "霜", "春", "Harvest"]);
    let many: Vec<String> = (0..10_000).map(|i| i.to_string()).collect();
    let html = format!("<meta name=keywords content='{}'>", many.join(","));
    assert_eq!(page(&html).labels, many[..50]);
}

#[wasm_bindgen_test]
fn language_and_excerpt() {
    let metas = "<meta property=og:locale content=zh_Hant_TW>\
                 <meta name=Description content=Three.><meta property=og:description content=Two.>";
    let described = with_article("\"description\": \" One. \"", metas);
    for (html, lang, excerpt) in [
        (format!("<html lang=en-GB>{described}"), "en-GB", "One."),
        (format!("<html lang=' '>{described}"), "zh-Hant-TW", "One."),
        (metas.to_owned(), "zh-Hant-TW", "Two."),
        ("<meta property=og:locale content=zh_Hant_TW>".to_owned(), "zh-Hant-TW", ""),
        ("<meta name=description content=Three.>".to_owned(), "", "Three."),
    ] {
        let read = page(&html);
        assert_eq!((read.lang.as_str(), read.excerpt.as_str()), (lang, excerpt), "{html}");
    }
}

fn text(document: &Document, content: &str) -> Node {
    let span = document.create_element("span").unwrap();
    span.set_text_content(Some(content));
    span.first_child().unwrap()
}

#[wasm_bindgen_test]
fn documents_that_are_not_pages() {
    let parser = DomParser::new().unwrap();
    for xml in
        ["<a>alpha</a>", "<svg xmlns='http://www.w3.org/2000/svg'><text>alpha</text></svg>", "<"]
    {
        let document = parser.parse_from_string(xml, SupportedType::ApplicationXml).unwrap();
        assert_eq!(probes(document, None), "", "{xml}");
    }
    let empty = parse("alpha");
    empty.query_selector("html").unwrap().unwrap().remove();
    assert_eq!(probes(empty, None), "");
    let headless = parse("<title>alpha</title>bravo");
    headless.query_selector("body").unwrap().unwrap().remove();
    assert_eq!(probes(headless, None), "alpha");
}
