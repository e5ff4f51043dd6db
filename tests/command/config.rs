//! `also-like.toml`, and curation in pages and JSON.

use std::fs;

use super::run::Desk;

const ARTICLES: &str = r#"
{"url": "https://e.example/news/a", "title": "A", "text": "ferry harbour"}
{"url": "https://e.example/news/b", "title": "B", "text": "ferry harbour"}
{"url": "https://e.example/legal/c", "title": "C", "text": "ferry harbour"}
{"url": "https://e.example/d", "title": "D", "text": "ferry harbour", "unlisted": true}
"#;

fn desk() -> Desk {
    let desk = Desk::empty();
    desk.write("a.jsonl", ARTICLES.trim());
    desk
}

#[test]
fn what_is_excluded_is_skipped_and_counted() {
    let desk = desk();
    desk.write("also-like.toml", "exclude = ['/legal/*', '/news/b.html']");
    let told = desk.run("build a.jsonl --out out --verbose").ok();
    let expected = "\
skipped a.jsonl:2: unlisted: also-like's meta tag or the configuration
skipped a.jsonl:3: unlisted: also-like's meta tag or the configuration
skipped a.jsonl:4: unlisted: also-like's meta tag or the configuration
articles   1
languages  not named 1
skipped    3
        3  unlisted: also-like's meta tag or the configuration
";
    assert!(told.starts_with(expected), "{told}");
    let urls: Vec<String> = desk.cards("out", |_| ()).into_keys().collect();
    assert_eq!(urls, ["https://e.example/news/a"]);
}

#[test]
fn the_file_may_have_another_name_or_be_missing() {
    let desk = desk();
    desk.write("other/editor.toml", "exclude = ['/news/a']");
    desk.run("build a.jsonl --out out --config other/editor.toml").ok();
    assert_eq!(desk.cards("out", |_| ()).len(), 2);
    desk.run("build a.jsonl --out out").ok();
    assert_eq!(desk.cards("out", |_| ()).len(), 3);

    let ran = desk.run("build a.jsonl --out other/out --config nowhere.toml");
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.starts_with("also-like: can't read nowhere.toml: "), "{}", ran.err);
    assert!(!desk.path("other/out").exists());
}

#[test]
fn mistakes_are_named_before_anything_is_read() {
    let desk = desk();
    for (text, sentence) in [
        (
            "exclude = []\nexlude = []",
            "also-like.toml:2: the key `exlude` is not known: the nearest is `exclude`",
        ),
        ("pin = 1", "also-like.toml:1: invalid type: integer `1`, expected a sequence"),
        (
            "pin = ['javascript:alert(1)']",
            "also-like.toml:1: the address \"javascript:alert(1)\" is not http, https or relative",
        ),
    ] {
        desk.write("also-like.toml", text);
        desk.run("build a.jsonl --out out").fails(1, sentence);
        assert!(!desk.path("out").exists());
    }
}

#[test]
fn addresses_that_no_article_has_are_warnings() {
    let desk = desk();
    let text = "pin = ['/guide/', '/news/a.html']\nexclude = ['/old/*']\n\
                [page.'/news/a']\npin = ['/news/b']\nexclude = [\n  '/d']\n[page.'/x']\n";
    desk.write("also-like.toml", text);
    let ran = desk.run("build a.jsonl --out out --quiet");
    let warning = |place: &str, address: &str, key: &str| {
        format!(
            "also-like: warning: also-like.toml:{place}: no article has the address \"{address}\", \
             which `{key}` names\n"
        )
    };
    let expected = [
        warning("2", "/old/*", "exclude"),
        warning("1", "/guide/", "pin"),
        warning("7", "/x", "page"),
        // It is unlisted, so there is nothing to exclude.
        warning("6", "/d", "exclude"),
    ];
    assert!(ran.err.starts_with(&expected.concat()), "{}", ran.err);
    ran.ok();
}

#[test]
fn pages_that_ask_for_it_are_left_out() {
    let desk = Desk::with_site();
    let path = desk.path("site/news/tea-prices.html");
    let page = fs::read_to_string(&path).unwrap();
    let unlisted = page.replacen("<head>", "<head><meta name='also-like' content='unlisted'>", 1);
    assert_ne!(page, unlisted);
    fs::write(path, unlisted).unwrap();
    let told = desk.run("build site --out out --verbose").ok();
    let line =
        "skipped site/news/tea-prices.html: unlisted: also-like's meta tag or the configuration\n";
    assert!(told.contains(line), "{told}");
    desk.write("also-like.toml", "exclude = ['https://hill.example/news/*']");
    desk.run("build site --out out").ok();
    let urls: Vec<String> = desk.cards("out", |_| ()).into_keys().collect();
    assert!(urls.iter().all(|url| !url.contains("/news/")), "{urls:?}");
    assert_eq!(urls.len(), 4);
}

const WORDS: &str = "The ferry leaves the harbour at ten in the evening with lorries, letters, a choir, two \
    beehives and the islanders who have been to the market since the morning. Passengers who cannot sleep find \
    soup in the saloon at three, play cards with the crew for matches, and see the islands come out of the mist.";

#[test]
fn the_file_says_what_the_command_line_does_not() {
    let desk = Desk::empty();
    desk.write("web/site/a.html", format!("<title>A ferry</title><article>{WORDS}</article>"));
    desk.write(
        "web/more.jsonl",
        "{\"url\": \"/b\", \"title\": \"B\", \"text\": \"ferry harbour\"}",
    );
    desk.write(
        "web/also-like.toml",
        "sources = ['site', 'more.jsonl']\nout = 'made'\nbase-url = 'https://example.org'\n\
         language = 'en-GB'\nmax-terms = 32\nfiles = 'many'\ncache = 'kept'\n",
    );
    let told = desk.run("build --config web/also-like.toml").ok();
    assert!(told.contains("languages  en-GB 2\n"), "{told}");
    assert!(told.contains("written to web/made"), "{told}");
    let manifest = fs::read_to_string(desk.path("web/made/catalog.json")).unwrap();
    assert!(manifest.contains("\"shards\""), "{manifest}");
    assert!(desk.path("web/kept").is_dir());
    // The command line overrides the file.
    let told = desk.run("build web/site --out other --files one --config web/also-like.toml").ok();
    assert!(told.contains("languages  en-GB 1\n") && told.contains("written to other"), "{told}");
    let urls: Vec<String> = desk.cards("other", |_| ()).into_keys().collect();
    assert_eq!(urls, ["https://example.org/a.html"]);
}

#[test]
fn languages_that_are_not_wanted_are_left_out() {
    let desk = Desk::empty();
    let line = |url: &str, lang: &str| {
        format!(
            "{{\"url\": \"/{url}\", \"title\": \"{url}\", \"text\": \"ferry\", \"lang\": \"{lang}\"}}\n"
        )
    };
    let all = [line("a", "en-GB"), line("b", "zh-TW"), line("c", "de"), line("d", "")];
    desk.write("a.jsonl", all.concat());
    desk.write("also-like.toml", "languages = ['en', 'zh-Hant-HK']");
    desk.run("build a.jsonl --out out").ok();
    let cards = desk.cards("out", |card| card.lang.to_owned());
    assert_eq!(cards.into_keys().collect::<Vec<_>>(), ["/a", "/b"]);
    desk.write("also-like.toml", "languages = ['en']\nlanguage = 'en'");
    desk.run("build a.jsonl --out out").ok();
    let cards = desk.cards("out", |card| card.lang.to_owned());
    assert_eq!(
        cards.into_iter().collect::<Vec<_>>(),
        [("/a".into(), "en-GB".into()), ("/d".into(), "en".into())]
    );
}

#[test]
fn selectors_say_what_is_read() {
    let desk = Desk::empty();
    let page = |title: &str| {
        format!(
            "<title>{title}</title><div class=whole><p>{WORDS}</p><p class=offer>zymurgy {title}</p></div>\
             <div class=side>{} krausen</div>",
            "trub and wort ".repeat(90)
        )
    };
    desk.write("site/a.html", page("A"));
    desk.write("site/b.html", page("B"));
    let reasons = |config: &str| {
        desk.write("also-like.toml", config);
        desk.run("build site --out out").ok();
        desk.write("ask.txt", "Ask\nzymurgy krausen ferry");
        let asked = desk.run("related ask.txt --catalog out --json").json();
        asked["related"][0]["reasons"].to_string()
    };
    let whole = reasons("article = '.whole'");
    assert!(whole.contains("zymurgy") && !whole.contains("krausen"), "{whole}");
    let less = reasons("article = '.whole'\nremove = ['.offer']");
    assert!(less.contains("ferry") && !less.contains("zymurgy"), "{less}");
}

#[test]
fn weights_are_in_the_manifest_and_change_the_scores() {
    let desk = Desk::empty();
    let line = |url: &str, text: &str| {
        format!(
            "{{\"url\": \"/{url}\", \"title\": \"{url}\", \"text\": \"{text}\", \"date\": \"2024-03-05\"}}\n"
        )
    };
    desk.write(
        "a.jsonl",
        line("x", "ferry harbour quay") + &line("y", "ferry harbour fog") + &line("z", "ferry tea"),
    );
    desk.write("page.html", "<meta property=article:published_time content=2024-03-05><title>Ferry</title><p>ferry harbour");
    let dates = |config: &str| {
        desk.write("also-like.toml", config);
        desk.run("build a.jsonl --out out").ok();
        let asked = desk.run("related page.html --catalog out --today 2024-03-05 --json").json();
        asked["related"][0]["explanation"]["dates"].as_f64().unwrap()
    };
    let is = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-6, "{found}");
    is(dates(""), 1.8);
    is(dates("[weights]\ndates = 0"), 1.0);
    is(dates("[weights]\ndates = 2.5"), 3.5);
    let manifest = fs::read_to_string(desk.path("out/catalog.json")).unwrap();
    assert!(manifest.contains("\"weights\":{\"dates\":2.5}"), "{manifest}");
}

#[test]
fn values_that_mean_nothing_are_named_with_their_lines() {
    let desk = desk();
    for (text, sentence) in [
        (
            "sorces = ['a']",
            "also-like.toml:1: the key `sorces` is not known: the nearest is `sources`",
        ),
        (
            "base_url = 'x'",
            "also-like.toml:1: the key `base_url` is not known: the nearest is `base-url`",
        ),
        ("\nbase-url = 'x'", "also-like.toml:2: give an address such as https://example.org/"),
        (
            "from = 'htm'",
            "also-like.toml:1: give one of \"html\", \"markdown\", \"json\", \"jsonl\", \"sitemap\", \"feed\", \"wordpress\", \"ghost\"",
        ),
        ("files = 'two'", "also-like.toml:1: give one of \"auto\", \"one\", \"many\""),
        ("max-terms = 0", "also-like.toml:1: give a number from 1 or `all`"),
        ("max-terms = 'some'", "also-like.toml:1: give a number from 1 or `all`"),
        ("article = ']['", "also-like.toml:1: \"][\" is not a CSS selector"),
        ("remove = ['a', ']']", "also-like.toml:1: \"]\" is not a CSS selector"),
        ("[weights]\ndates = 7", "also-like.toml:2: give a number from 0 to 6"),
        ("[weights]\ndiversity = nan", "also-like.toml:2: give a number from 0 to 1"),
        (
            "[weights]\ndate = 1",
            "also-like.toml:2: the key `date` is not known: the nearest is `dates`",
        ),
    ] {
        desk.write("also-like.toml", text);
        desk.run("build a.jsonl --out out").fails(1, sentence);
    }
    fs::remove_file(desk.path("also-like.toml")).unwrap();
    desk.run("build --out out").fails(
        1,
        "no source was given: name the folder of the built site, or run `also-like init`",
    );
    desk.run("build a.jsonl")
        .fails(1, "no folder to write to was given: name it with --out, or run `also-like init`");
}
