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
