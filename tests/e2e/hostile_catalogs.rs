//! Catalogs that somebody else filled: text stays text, and links lead to the web only.

use also_like::{Article, Day};
use serde_json::json;

use crate::driver::with_page;
use crate::fixture::{EAGER, articles, page, site};

/// Titles that would do harm, or vanish, if anything read them as markup.
const TITLES: [&str; 5] = [
    "<img src=x onerror=\"window.harm = 1\"> ferry",
    "</script><script>window.harm = 1</script> ferry",
    "\"><svg onload=\"window.harm = 1\"> ferry",
    "&lt;b&gt; &amp; ferry",
    "${window.harm = 1} {{constructor.constructor('window.harm = 1')()}} ferry",
];

/// Articles near to the page of [`page`], but not the same, one for each change, among a hundred on
/// nothing: without those, the words that they share would be too common to count. Each goes on in
/// words of its own, or they would be versions of one.
fn near(changes: impl Iterator<Item = Article>) -> Vec<Article> {
    let others = (0..100).map(|number| Article {
        url: format!("/other-{number}"),
        title: format!("Other {number}"),
        text: format!("word{number} more{number}"),
        ..Article::default()
    });
    let text = "The night ferry leaves the harbour with island passengers. At dawn it is back, past \
        lighthouse and lock, with mail, milk cans, bicycles and the bread of yesterday.";
    let title = |article: &Article| match article.title.is_empty() {
        true => "Night ferry".to_owned(),
        false => article.title.clone(),
    };
    let near = changes.enumerate().map(|(number, article)| {
        let own: String = (0..30).map(|word| format!(" own{number}x{word}")).collect();
        Article { title: title(&article), text: format!("{text}{own}"), ..article }
    });
    others.chain(near).collect()
}

#[test]
fn markup_in_a_catalog_is_shown_as_text() {
    with_page(async |tab| {
        let all = near(TITLES.iter().enumerate().map(|(number, title)| Article {
            url: format!("/hostile-{number}"),
            title: (*title).to_owned(),
            excerpt: (*title).to_owned(),
            image: "/picture.svg?<b>".to_owned(),
            date: Some(Day(19_520)),
            ..Article::default()
        }));
        let end = EAGER.replace("<also-like", "<also-like limit=50");
        let picture = "<svg xmlns='http://www.w3.org/2000/svg'/>".to_owned();
        let server = site(all).page("/", page(&end)).page("/picture.svg", picture).serve().await;
        tab.open(&server.at("/")).await;
        let found = tab.cards().await;
        for (number, title) in TITLES.iter().enumerate() {
            let url = server.at(&format!("/hostile-{number}"));
            let card = found.cards.iter().find(|card| card.url == url);
            let card = card.unwrap_or_else(|| panic!("{title} is missing: {found:?}"));
            assert_eq!((card.title.as_str(), card.excerpt.as_str()), (*title, *title));
        }
        assert_eq!(tab.get("window.harm ?? null").await, json!(null));
        let elements = "[...new Set([...document.querySelector('also-like').shadowRoot
            .querySelectorAll('nav *')].map((element) => element.localName))].sort()";
        let expected = json!(["a", "bdi", "div", "h2", "img", "li", "p", "time", "ul"]);
        assert_eq!(tab.get(elements).await, expected);
    });
}

#[test]
fn links_and_pictures_lead_to_the_web_only() {
    const BAD: [&str; 9] = [
        "javascript:window.harm=1",
        "JaVaScRiPt:window.harm=1",
        "java\tscript:window.harm=1",
        "\u{1}javascript:window.harm=1",
        "data:text/html,<script>window.harm=1</script>",
        "vbscript:harm",
        "blob:https://example.org/1",
        "file:///etc/passwd",
        "https://[",
    ];
    with_page(async |tab| {
        let links = BAD.iter().map(|url| (*url, ""));
        let pictures = ["/0", "/1", "/2", "/3", "/4", "/5", "/6", "/7", "/8"].into_iter().zip(BAD);
        let good = [("/relative", ""), ("//127.0.0.1/other", ""), ("https://example.org/", "")];
        let all = links.chain(pictures).chain(good).map(|(url, image)| Article {
            url: url.to_owned(),
            image: image.to_owned(),
            ..Article::default()
        });
        let all = near(all);
        let end = EAGER.replace("<also-like", "<also-like limit=50");
        let server = site(all).page("/", page(&end)).serve().await;
        tab.open(&server.at("/")).await;
        let found = tab.cards().await;
        // The good ones are all there: an empty box would prove nothing.
        let mut links: Vec<&str> = found.cards.iter().map(|card| card.url.as_str()).collect();
        links.sort_unstable();
        let mut good: Vec<String> = (0..9).map(|number| server.at(&format!("/{number}"))).collect();
        good.extend([
            server.at("/relative"),
            "http://127.0.0.1/other".to_owned(),
            "https://example.org/".to_owned(),
        ]);
        good.sort_unstable();
        assert_eq!(links, good);
        assert!(found.cards.iter().all(|card| card.picture.is_empty()), "{found:?}");
        let cards = "seen.events[0].detail.cards.every((card) => /^https?:/.test(card.url) && card.image === '')";
        assert_eq!(tab.get(cards).await, json!(true));
        assert_eq!(tab.get("window.harm ?? null").await, json!(null));
    });
}

#[test]
fn a_picture_that_is_broken_is_drawn_instead() {
    with_page(async |tab| {
        let all = articles().into_iter();
        let all = all.map(|article| Article { image: "/none.png".to_owned(), ..article }).collect();
        let server = site(all).page("/", page(EAGER)).serve().await;
        tab.open(&server.at("/")).await;
        let found = tab.cards().await;
        assert_eq!(found.cards.len(), 4);
        tab.wait("!document.querySelector('also-like').shadowRoot.querySelector('img')").await;
        assert!(server.asked_for("none.png") > 0);
        let drawn = "document.querySelector('also-like').shadowRoot
            .querySelectorAll('[part~=drawn]').length";
        assert_eq!(tab.get(drawn).await, json!(4));
    });
}

#[test]
fn long_texts_are_cut_at_a_word() {
    with_page(async |tab| {
        let mut all = articles();
        all[0].excerpt = format!("{} end", "The ferry company raises its fares again. ".repeat(5));
        all[1].title = format!("Ferry {}", "x".repeat(100_000));
        all[2].excerpt = "渡輪公司宣布調漲離島票價，港務局表示反對。".repeat(9);
        all[2].lang = "zh-Hant".to_owned();
        all[3].excerpt = "เรือข้ามฟากขึ้นราคา".repeat(20);
        all[3].lang = "th".to_owned();
        let server = site(all)
            .page("/", page(&EAGER.replace("<also-like", "<also-like limit=9 languages=any")))
            .serve()
            .await;
        tab.open(&server.at("/")).await;
        let found = tab.cards().await;
        let card = |slug: &str| {
            let url = server.at(slug);
            let card = found.cards.iter().find(|card| card.url == url);
            card.unwrap_or_else(|| panic!("{slug} is missing: {found:?}"))
        };
        let excerpt = &card("/ferry-fares").excerpt;
        assert!(
            excerpt.ends_with('…') && (140..=161).contains(&excerpt.chars().count()),
            "{excerpt}"
        );
        let whole = "The ferry company raises its fares again. ".repeat(5);
        let kept = excerpt.trim_end_matches('…');
        let rest = whole.strip_prefix(kept).unwrap_or_else(|| panic!("{excerpt}"));
        assert!(rest.starts_with([' ', '.']), "cut inside a word: {excerpt}");
        assert!(card("/ferry-strike").title.chars().count() <= 201);
        let chinese = card("/ferry-new").excerpt.chars().count();
        assert!((70..=81).contains(&chinese), "{chinese}");
        let thai = &card("/ferry-storm").excerpt;
        let words = ["เรือ", "ข้าม", "ฟาก", "ขึ้น", "ราคา"];
        let kept = thai.trim_end_matches('…');
        assert!(thai.ends_with('…') && words.iter().any(|word| kept.ends_with(word)), "{thai}");
        assert!((140..=161).contains(&thai.chars().count()), "{thai}");
    });
}

/// What must come out of a box, whatever goes in: text breakers, script breakers, what only looks
/// like an address, and what is not even text.
fn payloads() -> Vec<String> {
    let fixed = [
        "<img src=x onerror='window.harm = 1'>",
        "\"><script>window.harm = 1</script>",
        "' onmouseover='window.harm = 1' x='",
        "</title></style></textarea></template><svg onload='window.harm = 1'>",
        "<!--<script>window.harm = 1//-->",
        "javascript:window.harm=1",
        "JaVaScRiPt:window.harm=1",
        "java\tscript:window.harm=1",
        "\u{1}\u{2}javascript:window.harm=1",
        "data:text/html,<script>window.harm=1</script>",
        "blob:https://example.org/1",
        "vbscript:harm",
        "file:///etc/passwd",
        "//evil.example/",
        "\\\\evil.example\\a",
        "https://user:secret@evil.example/",
        "https://[",
        "\u{202e}gnp.exe\u{2066}\u{2067}",
        "\u{200b}\u{200c}\u{200d}\u{feff}\u{ad}",
        "a\0b\u{7f}\u{9f}\u{fffd}\u{ffff}",
        "\u{1f469}\u{200d}\u{1f680}\u{301}\u{301}\u{301}",
        "__proto__",
        "constructor",
        "{{constructor.constructor('window.harm = 1')()}}",
        "{y}|{m}|$&$1$`",
    ];
    let long = ["x".repeat(100_000), "<b>".repeat(33_000), "\u{202e}".repeat(30_000)];
    fixed.map(str::to_owned).into_iter().chain(long).collect()
}

/// What the page must be after all of it: nothing ran, nothing was added, each address is one of
/// the web.
const HARMLESS: &str = "(() => {
    const root = document.querySelector('also-like').shadowRoot;
    const names = [...root.querySelectorAll('nav *')].map((element) => element.localName);
    const expected = ['a', 'bdi', 'div', 'h2', 'img', 'li', 'p', 'time', 'ul'];
    const attributes = [...root.querySelectorAll('nav *')].flatMap((element) => element.getAttributeNames());
    const isolated = [...root.querySelectorAll('a, bdi')].every((text) =>
        /isolate|plaintext/.test(getComputedStyle(text).unicodeBidi));
    return {
        harm: window.harm ?? null,
        elements: names.filter((name) => !expected.includes(name)),
        handlers: attributes.filter((name) => name.startsWith('on')),
        // Those on the page and those that the page is told.
        addresses: [...root.querySelectorAll('a, img')].map(({ href, src }) => href ?? src)
            .concat(seen.events[0].detail.cards.flatMap(({ url, image }) => [url, image || url]))
            .filter((address) => !/^https?:/.test(address)),
        isolated,
        // Nothing that a key could have changed.
        polluted: [typeof {}.x, typeof [].url, Object.keys(Object.prototype).length],
        lines: seen.lines,
        problems: seen.problems,
    };
})()";

async fn assert_harmless(tab: &crate::page::Page, case: &str) {
    tab.wait("seen.events.length").await;
    let expected = json!({
        "harm": null,
        "elements": [],
        "handlers": [],
        "addresses": [],
        "isolated": true,
        "polluted": ["undefined", "undefined", 0],
        "lines": [],
        "problems": [],
    });
    assert_eq!(tab.get(HARMLESS).await, expected, "{case}");
}

#[test]
fn whatever_a_catalog_says_is_text_or_a_link_to_the_web() {
    with_page(async |tab| {
        let payloads = payloads();
        let number = payloads.len();
        // Each in every field. A good one in the same fields, or an empty box would prove nothing.
        let fields = |text: &str, number: usize| {
            let address = |field: &str| match field == "url" {
                true => text.to_owned(),
                false => format!("/{field}-{number}"),
            };
            ["title", "excerpt", "url", "image", "section", "lang"].map(|field| Article {
                url: address(field),
                title: if field == "title" {
                    text.to_owned()
                } else {
                    format!("Ferry {field} {number}")
                },
                excerpt: if field == "excerpt" { text.to_owned() } else { String::new() },
                image: if field == "image" { text.to_owned() } else { String::new() },
                section: if field == "section" { text.to_owned() } else { String::new() },
                lang: if field == "lang" { text.to_owned() } else { String::new() },
                date: Some(Day(19_520)),
                ..Article::default()
            })
        };
        let end = EAGER.replace("<also-like", "<also-like limit=50 languages=any reasons");
        for (start, chunk) in payloads.chunks(7).enumerate() {
            let all = chunk.iter().enumerate().flat_map(|(at, text)| fields(text, 7 * start + at));
            let server =
                site(near(all.collect::<Vec<_>>().into_iter())).page("/", page(&end)).serve().await;
            tab.open(&server.at("/")).await;
            let found = tab.cards().await;
            let case = format!("from {} of {number}", 7 * start);
            for at in 0..chunk.len() {
                // The sentinel: the article whose language alone is odd.
                let url = server.at(&format!("/lang-{}", 7 * start + at));
                assert!(found.cards.iter().any(|card| card.url == url), "{case}: {url}: {found:?}");
            }
            assert!(found.cards.iter().all(|card| card.title.chars().count() <= 201), "{case}");
            assert!(found.cards.iter().all(|card| card.excerpt.chars().count() <= 161), "{case}");
            assert_harmless(tab, &case).await;
        }
    });
}

#[test]
fn cards_in_json_are_text_whatever_they_are() {
    with_page(async |tab| {
        // The cards of a catalog of many files may be any JSON.
        let lone = r#"["\ud800 ferry \udc00", "\udfff\ud800", "\ud800"]"#;
        let keys = r#"{"0":"Ferry keys","1":"__proto__","2":"","__proto__":{"x":1},"constructor":"x","length":3}"#;
        let cases = [
            lone.to_owned(),
            r#"["<img src=x onerror='window.harm=1'> ferry", "<script>window.harm=1</script>", "javascript:window.harm=1"]"#.to_owned(),
            json!(["ferry ".repeat(20_000), "\0".repeat(100_000), "data:text/html,x"]).to_string(),
        ];
        for case in &cases {
            let cards = format!("[{}]", vec![case.as_str(); 16].join(","));
            let mut site =
                crate::fixture::site_of_many(articles(), |_| {}).page("/drafts/new", page(EAGER));
            site = site.page(&format!("/w/{}/cards/0/0.json", crate::fixture::MANY), cards);
            let server = site.serve().await;
            tab.open(&server.at("/drafts/new")).await;
            tab.wait("document.querySelector('also-like')?.shadowRoot?.querySelector('nav')").await;
            let case: String = case.chars().take(60).collect();
            // Request in the page: a driver can't hand over half a letter.
            let shown = "(({ shadowRoot: root }) => [root.querySelectorAll('li').length,
                root.querySelectorAll('img').length, [...root.querySelectorAll('[part=title]')].every(
                (title) => title.textContent.includes('ferry'))])(document.querySelector('also-like'))";
            // A picture that is nowhere takes itself away.
            tab.wait(&format!("`${{{shown}}}` === '4,0,true'")).await;
            assert_harmless(tab, &case).await;
        }
        // Neither a list nor iterable: an error event.
        let cards = format!("[{}]", [keys; 16].join(","));
        let mut site =
            crate::fixture::site_of_many(articles(), |_| {}).page("/drafts/new", page(EAGER));
        site = site.page(&format!("/w/{}/cards/0/0.json", crate::fixture::MANY), cards);
        let server = site.serve().await;
        tab.open(&server.at("/drafts/new")).await;
        crate::failures::message(tab, "keys").await;
        assert_eq!(tab.get("typeof {}.x").await, json!("undefined"));
    });
}

#[test]
fn whatever_a_page_says_is_text() {
    with_page(async |tab| {
        let escaped = |text: &str| {
            text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('\0', "")
        };
        // With the page's metadata shown below the cards, by `explain`.
        let mut site = site(near((0..9).map(|number| Article {
            url: format!("/near-{number}"),
            date: Some(Day(19_520)),
            ..Article::default()
        })));
        let payloads = payloads();
        for (number, text) in payloads.iter().enumerate() {
            let json = json!({
                "@type": "NewsArticle",
                "headline": text,
                "description": text,
                "articleSection": [text, "__proto__", "constructor"],
                "keywords": [text],
                "inLanguage": text,
                "datePublished": text,
                "articleBody": text,
                "__proto__": { "x": 1 },
            });
            let json = json.to_string().replace('<', "\\u003c");
            let said = escaped(text);
            let end = EAGER.replace("<also-like", &format!("<also-like explain reasons heading=\"{said}\" \
                heading-level=\"{said}\" limit=\"{said}\" article=\"{said}\" pin=\"{said}\" exclude=\"{said}\" languages=any lang=\"{said}\""));
            let html =
                crate::fixture::page_in(&format!("lang=\"{said}\""), crate::fixture::FERRY, &end);
            let metas: String = [
                "og:title",
                "og:description",
                "og:url",
                "og:locale",
                "article:tag",
                "article:section",
                "article:published_time",
            ]
            .iter()
            .map(|name| format!("<meta property='{name}' content=\"{said}\">"))
            .collect();
            let html = html.replace("<title>A page", &format!(
                "{metas}<meta name=also-like:pin content=\"{said}\"><script type=application/ld+json>{json}</script><title>{said}"));
            site = site.page(&format!("/{number}"), html);
        }
        let server = site.serve().await;
        for (number, text) in payloads.iter().enumerate() {
            tab.open(&server.at(&format!("/{number}"))).await;
            let case: String = text.chars().take(40).collect();
            let found = tab.cards().await;
            assert!(!found.cards.is_empty(), "{case}");
            let panel =
                "document.querySelector('also-like').shadowRoot.querySelector('[part~=explain]')";
            tab.wait(panel).await;
            // The sentinel: the panel shows what was read, as text.
            let shown = tab.get(&format!("{panel}.textContent.length")).await;
            assert!(shown.as_u64().is_some_and(|length| length > 200), "{case}");
            let elements = "[...new Set([...document.querySelector('also-like').shadowRoot
                .querySelectorAll('[part~=explain] *')].map((element) => element.localName))].filter((name) =>
                !['bdi', 'caption', 'p', 'small', 'strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr'].includes(name))";
            assert_eq!(tab.get(elements).await, json!([]), "{case}");
            assert_harmless(tab, &case).await;
        }
    });
}
