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
    let [first, address, because] = lines[..] else { panic!("{told}") };
    let (score, title) = first.split_once("  ").unwrap();
    assert!((0.0..1.0).contains(&score.parse::<f32>().unwrap()), "{score}");
    assert_eq!(title, "Tea merchants put their prices up");
    assert_eq!(address, "       /news/tea-prices.html");
    assert!(because.starts_with("       because: "), "{because}");
    assert!(because.contains("tea"), "{because}");
}

#[test]
fn related_json_has_the_promised_shape() {
    let desk = built();
    let answer = desk.run(&format!("related {HARVEST} --catalog out --json")).json();
    let url = "https://hill.example/news/tea-harvest/";
    let title = "Late frost halves the spring tea harvest";
    assert_eq!(answer["query"], json!({"title": title, "url": url}));
    let related = answer["related"].as_array().unwrap();
    assert!((1..=4).contains(&related.len()), "{answer}");
    assert_eq!(related[0]["title"], "Tea merchants put their prices up");
    for card in related {
        let keys: Vec<&String> = card.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["because", "score", "title", "url"]);
        assert!(card["score"].is_f64() && card["because"][0].is_string(), "{card}");
        assert_ne!(card["url"], url);
    }
    assert_eq!(answer.as_object().unwrap().len(), 2);
}

#[test]
fn text_and_standard_input_are_pages_too() {
    let desk = built();
    let text =
        "\n  Tea after the frost \nThe harvest of the terraces, and what the merchants ask.\n";
    desk.write("page.txt", text);
    let from_file = desk.run("related page.txt --catalog out --json --url /mine").json();
    assert_eq!(from_file["query"], json!({"title": "Tea after the frost", "url": "/mine"}));
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
    let ferry = first("related page.html --catalog out --json --selector #other");
    assert!(ferry.as_str().unwrap().contains("ferry"), "{ferry}");
}

#[test]
fn nothing_related_is_said() {
    let desk = built();
    let told = desk.run_with_input("related - --catalog out", b"Zyzzyva\nqwertz asdf").ok();
    assert_eq!(told, "nothing in the catalog resembles \"Zyzzyva\"\n");
    let json = desk.run_with_input("related - --catalog out --json", b"Zyzzyva").json();
    assert_eq!(json, json!({"query": {"title": "Zyzzyva", "url": ""}, "related": []}));
}

#[test]
fn inspect_tells_what_is_there() {
    let desk = built();
    let told = desk.run("inspect out").ok();
    let bytes = fs::metadata(desk.path("out").join(desk.catalog_file("out"))).unwrap().len();
    let beginning = "\
format     1
analyser   1
articles   6
languages  en 3, en-GB 1, zh-Hans 1, zh-Hant-TW 1
dates      2023-11-05 to 2024-07-24
";
    assert!(told.starts_with(beginning), "{told}");
    assert!(told.contains(&format!("\nbytes      {bytes} (")), "{told}");
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
    assert!(
        json["features"].as_u64() > Some(0)
            && json["postings"].as_u64() > json["features"].as_u64()
    );
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
        "out/{name} has {} bytes, not the {} that catalog.json says: build the catalog again",
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
