//! `also-like related` and `also-like inspect`.

use std::fs;
use std::io::Read;
use std::process::Stdio;

use serde_json::{Value, json};

use super::run::Desk;

fn built() -> Desk {
    let desk = Desk::with_site();
    desk.run("build site --out out").ok();
    desk
}

const HARVEST: &str = "site/news/tea-harvest/index.html";

#[test]
fn related_prints_score_title_address_and_reasons() {
    let told = built().run(&format!("related {HARVEST} --catalog out -n 1")).ok();
    let lines: Vec<&str> = told.lines().collect();
    let [first, address, reasons] = lines[..] else { panic!("{told}") };
    let (score, title) = first.split_once("  ").unwrap();
    assert!((0.0..5.0).contains(&score.parse::<f32>().unwrap()), "{score}");
    assert_eq!(title, "Tea merchants put their prices up");
    assert_eq!(address, "       /news/tea-prices.html");
    assert!(reasons.starts_with("       reasons: "), "{reasons}");
    assert!(reasons.contains("tea"), "{reasons}");
}

#[test]
fn related_json_has_the_promised_shape() {
    let desk = built();
    let answer = desk.run(&format!("related {HARVEST} --catalog out --json")).json();
    let url = "https://hill.example/news/tea-harvest/";
    let title = "Late frost halves the spring tea harvest";
    let query = json!({
        "title": title, "url": url, "lang": "en", "date": "2024-04-02", "labels": ["tea", "farming"],
    });
    assert_eq!(answer["query"], query);
    assert_eq!((&answer["kind"], &answer["name"]), (&json!("related"), &json!("")));
    let related = answer["related"].as_array().unwrap();
    assert!((1..=4).contains(&related.len()), "{answer}");
    assert_eq!(related[0]["title"], "Tea merchants put their prices up");
    for card in related {
        let keys: Vec<&String> = card.as_object().unwrap().keys().collect();
        let old = ["because", "parts"];
        let expected = ["explanation", "pinned", "reasons", "score", "title", "url"];
        assert!(keys.iter().all(|key| old.contains(&&***key) || expected.contains(&&***key)));
        assert_eq!(keys.len(), old.len() + expected.len());
        assert!(card["reasons"][0].is_string() && card["pinned"] == false, "{card}");
        assert_ne!(card["url"], url);
        let parts = card["explanation"].as_object().unwrap();
        let names: Vec<&String> = parts.keys().collect();
        assert_eq!(names, ["dates", "diversity", "hubness", "similarity", "taxonomy"]);
        let product: f64 = parts.values().map(|part| part.as_f64().unwrap()).product();
        assert!((product - card["score"].as_f64().unwrap()).abs() < 1e-5, "{card}");
    }
    assert_eq!(answer.as_object().unwrap().len(), 4);
}

#[test]
fn explain_shows_what_was_read_and_takes_scores_apart() {
    let desk = built();
    let line = format!("related {HARVEST} --catalog out --explain -n 1 --today 2024-08-01");
    let told = desk.run(&line).ok();
    let beginning = "\
page      Late frost halves the spring tea harvest
address   https://hill.example/news/tea-harvest/
language  en
date      2024-04-02
labels    tea, farming

";
    let cards = told.strip_prefix(beginning).expect(&told);
    let [title, _, reasons, parts] = cards.lines().collect::<Vec<_>>()[..] else {
        panic!("{cards}")
    };
    assert!(reasons.starts_with("       reasons: "), "{reasons}");
    let factors = parts.trim().split(" × ").map(|part| part.split_once(' ').unwrap());
    let (names, factors): (Vec<_>, Vec<_>) = factors.unzip();
    assert_eq!(names, ["similarity", "dates", "taxonomy", "hubness", "diversity"]);
    let product: f64 = factors.iter().map(|factor| factor.parse::<f64>().unwrap()).product();
    let score: f64 = title.split_once(' ').unwrap().0.parse().unwrap();
    assert!((product - score).abs() < 0.01, "{product} and {score}");

    let told = desk.run_with_input("related - --catalog out --explain", b"Zyzzyva").ok();
    let nothing = "page      Zyzzyva\naddress   unknown\nlanguage  unknown\ndate      unknown\n\
                   labels    unknown\n\n";
    assert!(told.starts_with(nothing), "{told}");
}

#[test]
fn text_and_standard_input_are_pages_too() {
    let desk = built();
    let text =
        "\n  Tea after the frost \nThe harvest of the terraces, and what the merchants ask.\n";
    desk.write("page.txt", text);
    let from_file = desk.run("related page.txt --catalog out --json --url /mine").json();
    let query = json!({
        "title": "Tea after the frost", "url": "/mine", "lang": "", "date": null, "labels": [],
    });
    assert_eq!(from_file["query"], query);
    assert!(from_file["related"][0]["url"].as_str().unwrap().contains("tea"), "{from_file}");
    let piped = desk.run_with_input("related - --catalog out --json --url /mine", text.as_bytes());
    assert_eq!(piped.json(), from_file);

    let html = fs::read(desk.path(HARVEST)).unwrap();
    let from_file = desk.run(&format!("related {HARVEST} --catalog out --json")).json();
    let piped = desk.run_with_input("related - --catalog out --json", &html).json();
    assert_eq!(piped, from_file);
}

#[test]
fn the_url_is_used_when_the_page_names_none() {
    let desk = built();
    let page = "site/blog/ferry-fares/index.html";
    let url = |line: &str| desk.run(line).json()["query"]["url"].clone();
    assert_eq!(url(&format!("related {page} --catalog out --json")), "");
    assert_eq!(url(&format!("related {page} --catalog out --json --url /x")), "/x");
    // The page's own word counts for more, as in the browser.
    let told = url(&format!("related {HARVEST} --catalog out --json --url /x"));
    assert_eq!(told, "https://hill.example/news/tea-harvest/");
}

#[test]
fn the_selector_chooses_the_text() {
    let desk = built();
    let page = "<title>Notes</title><article><p>tea harvest frost terraces merchants leaves</p>\
                </article><div id=other><p>night ferry crossing ship passengers island</p></div>";
    desk.write("page.html", page);
    let first = |line: &str| desk.run(line).json()["related"][0]["url"].clone();
    let tea = first("related page.html --catalog out --json");
    assert!(tea.as_str().unwrap().contains("tea"), "{tea}");
    let ferry = first("related page.html --catalog out --json --article #other");
    assert!(ferry.as_str().unwrap().contains("ferry"), "{ferry}");
}

#[test]
fn nothing_related_is_said() {
    let desk = built();
    let line = "related - --catalog out --fallback none";
    let told = desk.run_with_input(line, b"Zyzzyva\nqwertz asdf").ok();
    assert_eq!(told, "no article is similar to \"Zyzzyva\"\n");
    let json = desk.run_with_input(&format!("{line} --json"), b"Zyzzyva").json();
    let query = json!({"title": "Zyzzyva", "url": "", "lang": "", "date": null, "labels": []});
    assert_eq!(json, json!({"query": query, "kind": "related", "name": "", "related": []}));
}

/// Articles about ferries, one of them in German, and others, two of them with the label tea.
fn filed() -> Desk {
    let desk = Desk::empty();
    let article = |url: &str, lang: &str, date: &str, section: &str, text: &str| {
        json!({
            "url": url, "title": format!("Title {url}"), "lang": lang, "date": date,
            "section": section, "text": text,
        })
        .to_string()
    };
    // Words that others do not have, so that none is another's version.
    let ferry = |own: &str| format!("ferry harbour sound {own}one {own}two {own}three");
    let lines = [
        article("/ferry/a", "en", "2024-03-01", "", &ferry("a")),
        article("/ferry/b", "en", "2024-03-02", "", &ferry("b")),
        article("/ferry/c", "de", "2024-03-03", "", &ferry("c")),
        article("/ferry/d", "en", "2024-03-09", "", &ferry("d")),
        article("/f", "en", "2024-01-01", "Tea", "leaves terrace"),
        article("/g", "en", "2024-01-02", "Tea", "growers hill"),
        article("/h", "en", "2024-02-01", "", "orchestra"),
        article("/i", "en", "2024-02-02", "", "cyclists"),
    ];
    desk.write("a.jsonl", lines.join("\n"));
    desk.run("build a.jsonl --out out").ok();
    desk.write(
        "page.html",
        "<html lang=en><title>Crossings</title>\
         <article><p>ferry harbour sound crossing</p><a href=/ferry/a>more</a></article>",
    );
    let other = "<html lang=en><title>Zyzzyva</title><meta property=article:section content=tea>\
                 <article><p>qwertz</p></article>";
    desk.write("other.html", other);
    desk.write("lonely.html", other.replace("content=tea", "content=opera"));
    desk
}

#[test]
fn flags_say_what_may_be_given() {
    let desk = filed();
    let urls = |flags: &str| -> Vec<String> {
        let line = format!("related page.html --catalog out --json --today 2024-03-05 {flags}");
        let related = desk.run(&line).json()["related"].take();
        let url = |card: &Value| card["url"].as_str().unwrap().to_owned();
        let mut urls: Vec<String> = related.as_array().unwrap().iter().map(url).collect();
        let pinned = related.as_array().unwrap().iter().filter(|card| card["pinned"] == true);
        let pinned = pinned.count();
        urls[pinned..].sort_unstable();
        urls
    };
    assert_eq!(urls(""), ["/ferry/a", "/ferry/b"]);
    assert_eq!(urls("--languages any"), ["/ferry/a", "/ferry/b", "/ferry/c"]);
    assert_eq!(urls("--skip-linked"), ["/ferry/b"]);
    assert_eq!(urls("--exclude /ferry/b --exclude /h"), ["/ferry/a"]);
    assert_eq!(urls("--pin /i.html --pin /ferry/b -n 3"), ["/i", "/ferry/b", "/ferry/a"]);
    assert_eq!(urls("--pin /i --exclude /i"), ["/ferry/a", "/ferry/b"]);

    let line = "related page.html --catalog out --json --today 2024-03-09";
    assert_eq!(desk.run(line).json()["related"].as_array().unwrap().len(), 3);
    let told = desk.run("related page.html --catalog out -n 1 --pin /i --today 2024-03-05").ok();
    assert!(told.ends_with("  Title /i\n       /i\n       pinned\n"), "{told}");
}

#[test]
fn when_nothing_is_near_it_is_said_what_is_given_instead() {
    let desk = filed();
    let day = "--today 2024-03-05";
    let json = desk.run(&format!("related other.html --catalog out --json {day}")).json();
    assert_eq!((&json["kind"], &json["name"]), (&json!("section"), &json!("tea")));
    let told = desk.run(&format!("related other.html --catalog out {day}")).ok();
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[0], "no article is similar to \"Zyzzyva\"; more in tea:");
    assert_eq!(lines[1..], ["0.000  Title /g", "       /g", "0.000  Title /f", "       /f"]);

    let told = desk.run(&format!("related other.html --catalog out {day} --fallback latest")).ok();
    let latest = "no article is similar to \"Zyzzyva\"; the latest:\n\
                  0.000  Title /ferry/b\n";
    assert!(told.starts_with(latest), "{told}");
    let told = desk.run(&format!("related lonely.html --catalog out {day}")).ok();
    assert!(told.starts_with(latest), "{told}");
    let both = "--fallback latest --fallback section";
    let json = desk.run(&format!("related other.html --catalog out --json {day} {both}")).json();
    assert_eq!(json["kind"], "section");

    // The folder of an address is a label without a name.
    desk.write("text.txt", "Zyzzyva\nqwertz");
    let line = format!("related text.txt --catalog out --url /ferry/x {day}");
    let told = desk.run(&line).ok();
    let folder = "no article is similar to \"Zyzzyva\"; more in the same folder:\n";
    assert!(told.starts_with(folder), "{told}");
    for flag in ["--fallback none", "--fallback section --fallback none"] {
        let told = desk.run(&format!("{line} {flag}")).ok();
        assert_eq!(told, "no article is similar to \"Zyzzyva\"\n");
    }
}

#[test]
fn inspect_tells_what_is_there() {
    let desk = built();
    let told = desk.run("inspect out").ok();
    let bytes = fs::metadata(desk.path("out").join(desk.catalog_file("out"))).unwrap().len();
    let beginning = "\
format     5
analyser   3
articles   6
languages  en 3, en-GB 1, zh-Hans 1, zh-Hant-TW 1
dates      2023-11-05 to 2024-07-24
";
    assert!(told.starts_with(beginning), "{told}");
    assert!(told.contains(&format!("\nbytes      {bytes} (")), "{told}");
    let boxes = "
boxes      6 of 4 cards: 4 related, 0 of the same section, 0 latest, 2 empty
shown      66.7 % of the articles
hubs       the first in 50.00 % of the boxes
           3  /blog/ferry-fares/
           3  /news/tea-prices.html
           3  https://hill.example/blog/ferry-returns/
           3  https://hill.example/news/tea-harvest/
orphans    2 in no box
              /zh/harbour-supper.html
              /zh/typhoon-port.html
";
    assert!(told.contains(boxes), "{told}");
    let checks = "\
ok         manifest
ok         file and size
ok         header
ok         name and content
ok         checksum and sections
ok         article count
";
    assert!(told.ends_with(checks), "{told}");

    let json = desk.run("inspect out --json").json();
    assert_eq!(json["languages"], json!({"en": 3, "en-GB": 1, "zh-Hans": 1, "zh-Hant-TW": 1}));
    assert_eq!(json["dates"], json!(["2023-11-05", "2024-07-24"]));
    assert_eq!(json["bytes"], bytes);
    let sections = json["sections"].as_array().unwrap();
    let sum: u64 = sections.iter().map(|section| section["bytes"].as_u64().unwrap()).sum();
    assert!(sum < bytes && sum + 200 > bytes, "{sum} of {bytes}");
    assert!(json["checks"].as_array().unwrap().iter().all(|check| check["error"].is_null()));
    let names: Vec<&Value> = sections.iter().map(|section| &section["name"]).collect();
    let all = ["directory", "dictionary", "postings", "articles", "languages", "cards"];
    assert_eq!(names, all);
    let hub = |url: &str| json!({"url": url, "boxes": 3});
    let boxes = json!({
        "cards": 4, "related": 4, "section": 0, "latest": 0, "empty": 2,
        "boxes": 6, "most": 0.5, "shown": 4.0 / 6.0,
        "hubs": [
            hub("/blog/ferry-fares/"),
            hub("/news/tea-prices.html"),
            hub("https://hill.example/blog/ferry-returns/"),
            hub("https://hill.example/news/tea-harvest/"),
        ],
        "orphans": ["/zh/harbour-supper.html", "/zh/typhoon-port.html"],
    });
    assert_eq!(json["coverage"], boxes);
    assert!(json["terms"].as_u64() > Some(0) && json["postings"].as_u64() > json["terms"].as_u64());
}

#[test]
fn inspect_lists_ten_hubs_and_ten_orphans() {
    let desk = Desk::empty();
    // Four groups that are near to each other, of 3, 3, 3 and 5, and thirteen that are near to
    // nothing.
    let near = |i: usize| {
        let group = (i / 3).min(3);
        let text = format!("ferry{group} sound{group} own{i}one own{i}two own{i}three");
        json!({"url": format!("/a/{i:02}"), "title": "A", "text": text})
    };
    let far = |i: usize| {
        let url = format!("/{0}/{0}", char::from(b'b' + i as u8));
        json!({"url": url, "title": "B", "text": format!("word{i}")})
    };
    let lines = (0..14).map(near).chain((0..13).map(far)).map(|line| line.to_string() + "\n");
    desk.write("a.jsonl", lines.collect::<String>());
    desk.run("build a.jsonl --out out").ok();
    let told = desk.run("inspect out").ok();
    let json = desk.run("inspect out --json").json()["coverage"].take();
    let hubs = json["hubs"].as_array().unwrap();
    let orphans = json["orphans"].as_array().unwrap();
    assert_eq!(hubs.len(), 10, "{told}");
    let boxes: Vec<u64> = hubs.iter().map(|hub| hub["boxes"].as_u64().unwrap()).collect();
    assert_eq!(boxes, [4, 4, 4, 4, 4, 2, 2, 2, 2, 2]);
    assert_eq!(orphans.len(), 13, "{told}");
    let url = |url: &Value| format!("              {}\n", url.as_str().unwrap());
    let listed: String = orphans[..10].iter().map(url).collect();
    let more = orphans.len() - 10;
    let expected = format!(
        "orphans    {} in no box\n{listed}              and {more} more, which --json names\nok ",
        orphans.len()
    );
    assert!(told.contains(&expected), "{told}");
}

#[test]
fn inspect_finds_what_is_wrong() {
    let failed = |desk: &Desk| -> Vec<(String, String)> {
        let ran = desk.run("inspect out --json");
        assert_eq!(ran.code, Some(1), "{ran:?}");
        let json: Value = serde_json::from_str(&ran.out).unwrap();
        let checks = json["checks"].as_array().unwrap();
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let failed = checks.iter().filter_map(|c| Some((text(&c["check"])?, text(&c["error"])?)));
        failed.collect()
    };
    let path = |desk: &Desk| desk.path("out").join(desk.catalog_file("out"));

    let desk = built();
    let mut bytes = fs::read(path(&desk)).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(path(&desk), &bytes).unwrap();
    let found = failed(&desk);
    assert_eq!(found[0].0, "checksum and sections", "{found:?}");

    let desk = built();
    let name = desk.catalog_file("out");
    let bytes = fs::read(path(&desk)).unwrap();
    fs::write(path(&desk), &bytes[1..]).unwrap();
    let sentence = format!(
        "out/{name} has {} bytes instead of the {} in catalog.json: build the catalog again",
        bytes.len() - 1,
        bytes.len()
    );
    assert_eq!(failed(&desk), [("file and size".to_owned(), sentence)]);
    fs::remove_file(path(&desk)).unwrap();
    let sentence = format!("out/{name} is missing: build the catalog again");
    assert_eq!(failed(&desk), [("file and size".to_owned(), sentence)]);

    let desk = built();
    let manifest = fs::read_to_string(desk.path("out/catalog.json")).unwrap();
    desk.write("out/catalog.json", manifest.replace("\"articles\":6", "\"articles\":7"));
    let sentence = "the file holds 6 articles, the manifest says 7: build the catalog again";
    assert_eq!(failed(&desk), [("article count".to_owned(), sentence.to_owned())]);

    let desk = built();
    let name = desk.catalog_file("out");
    let other = "catalog-0000000000000000.bin";
    fs::rename(desk.path("out").join(&name), desk.path("out").join(other)).unwrap();
    let manifest = fs::read_to_string(desk.path("out/catalog.json")).unwrap();
    desk.write("out/catalog.json", manifest.replace(&name, other));
    let sentence = format!("the content is that of {name}: build the catalog again");
    assert_eq!(failed(&desk), [("name and content".to_owned(), sentence)]);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let desk = built();
    let mut command = desk.command(&format!("related {HARVEST} --catalog out"));
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""));
}
