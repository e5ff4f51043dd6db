//! `also-like inspect --html`: the report that one looks at.

use std::fs;

use serde_json::{Value, json};

use super::run::Desk;

fn report(desk: &Desk, catalog: &str) -> String {
    desk.run(&format!("inspect {catalog} --html report.html")).ok();
    fs::read_to_string(desk.path("report.html")).unwrap()
}

/// The rows of the table with a caption: the name, without markup, and the number.
fn rows(html: &str, caption: &str) -> Vec<(String, u64)> {
    let (_, after) = html.split_once(&format!("<caption>{caption}</caption>")).expect(caption);
    let (table, _) = after.split_once("</table>").unwrap();
    let (_, body) = table.split_once("<tbody>").unwrap();
    let row = |row: &str| {
        let (name, rest) = row.split_once("</th>").unwrap();
        let name = name.split("<svg").next().unwrap();
        let text: Vec<&str> = name
            .split('<')
            .map(|part| part.split_once('>').map_or(part, |(_, text)| text))
            .collect();
        let number = rest.rsplit_once("<td>").unwrap().1.split("</td>").next().unwrap();
        (text.concat(), number.replace(',', "").parse().unwrap())
    };
    body.split("<tr>").skip(1).map(row).collect()
}

fn named(rows: &[(String, u64)]) -> Vec<(&str, u64)> {
    rows.iter().map(|(name, number)| (name.as_str(), *number)).collect()
}

#[test]
fn the_report_says_what_inspect_says() {
    let desk = Desk::with_site();
    desk.run("build site --out out").ok();
    let said = desk.run("inspect out --json").json();
    let html = report(&desk, "out");
    assert!(html.contains("<h1>6 articles</h1>"), "{html}");
    assert!(html.contains("<dd>2023-11-05 <span>to 2024-07-24</span></dd>"), "{html}");
    assert!(html.contains("<dd>66.7 %</dd>") && html.contains("<dd>50.00 % <span>"), "{html}");
    let languages = rows(&html, "Articles by language");
    assert_eq!(named(&languages), [("en", 3), ("en-GB", 1), ("zh-Hans", 1), ("zh-Hant-TW", 1)]);
    let folders = rows(&html, "Articles by the first folder of their addresses");
    assert_eq!(named(&folders), [("/blog/", 2), ("/news/", 2), ("/zh/", 2)]);
    let kinds = rows(&html, "What the boxes hold");
    let expected =
        [("Related articles", 4), ("Of the same section", 0), ("The latest", 0), ("Nothing", 2)];
    assert_eq!(named(&kinds), expected);
    let hubs: Vec<u64> =
        rows(&html, "The articles in the most boxes").iter().map(|hub| hub.1).collect();
    let expected: Vec<u64> = said["coverage"]["hubs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hub| hub["boxes"].as_u64().unwrap())
        .collect();
    assert_eq!(hubs, expected);
    let (_, orphans) = html.split_once("2 articles in no box</summary>").unwrap();
    for url in said["coverage"]["orphans"].as_array().unwrap() {
        assert!(orphans.contains(&format!("<a href=\"{}\"", url.as_str().unwrap())), "{url}");
    }
    let bytes: Vec<(String, u64)> = said["sections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| (part["name"].as_str().unwrap().to_owned(), part["bytes"].as_u64().unwrap()))
        .collect();
    assert_eq!(rows(&html, "Bytes by part of the file"), bytes);
    for check in said["checks"].as_array().unwrap() {
        assert!(html.contains(&format!("<li>{}</li>", check["check"].as_str().unwrap())));
    }
    for month in
        ["<title>2023-11: 1</title>", "<title>2024-01: 0</title>", "<title>2024-07: 1</title>"]
    {
        assert!(html.contains(month), "{month}");
    }
    // The report makes no requests.
    for word in ["<script", "<link", "src=", "url(", "@import"] {
        assert!(!html.contains(word), "{word}");
    }
    // What is printed is the same as without a report, and the same catalog gives the same report.
    assert_eq!(desk.run("inspect out --html again.html"), desk.run("inspect out"));
    assert_eq!(fs::read_to_string(desk.path("again.html")).unwrap(), html);
    assert_eq!(desk.run("inspect out --json --html again.html").json(), said);
}

/// Articles of three kinds, with these headlines, addresses and languages over and over.
fn lines(count: usize, titles: &[&str], url: impl Fn(usize) -> String, lang: &str) -> String {
    let subjects = [
        "ferry harbour sound island quay",
        "tea leaves growers hill frost",
        "lamp keeper rocks storm tower",
    ];
    let line = |number: usize| {
        let words: Vec<&str> = subjects[number % 3].split(' ').collect();
        let text: Vec<&str> = (0..24).map(|i| words[(i * i + number + i / 5) % 5]).collect();
        let text = format!("own{number} more{number} else{number} {}", text.join(" "));
        let date = format!("20{:02}-03-05", 4 + number % 20);
        let title = titles[number % titles.len()];
        json!({ "url": url(number), "title": title, "text": text, "date": date, "lang": lang })
            .to_string()
            + "\n"
    };
    (0..count).map(line).collect()
}

#[test]
fn many_files_have_a_report_too() {
    let desk = Desk::empty();
    let titles = ["The ferry sails", "Tea grows", "The lamp is lit"];
    desk.write("a.jsonl", lines(60, &titles, |i| format!("/a/{i:02}.html"), "en"));
    desk.run("build a.jsonl --out out --files many --quiet").ok();
    let said = desk.run("inspect out --json").json();
    let html = report(&desk, "out");
    assert!(html.contains("<h1>60 articles</h1>"), "{html}");
    let kinds = rows(&html, "Bytes by kind of file");
    let expected: Vec<(String, u64)> = said["shards"]["kinds"]
        .as_array()
        .unwrap()
        .iter()
        .map(|of| {
            let (files, most) = (of["files"].as_u64().unwrap(), of["most"].as_u64().unwrap());
            let (end, most) = (if files == 1 { "" } else { "s" }, most.to_string());
            let at = most.len().saturating_sub(3);
            let most = if at > 0 { format!("{},{}", &most[..at], &most[at..]) } else { most };
            let name = of["kind"].as_str().unwrap();
            (format!("{name} {files} file{end}, the largest {most}"), of["bytes"].as_u64().unwrap())
        })
        .collect();
    assert_eq!(kinds, expected);
    let hubs = said["nearest"]["hubs"].as_array().unwrap();
    let shown: Vec<u64> =
        rows(&html, "The articles in the most lists").iter().map(|hub| hub.1).collect();
    assert_eq!(shown, hubs.iter().map(|hub| hub["boxes"].as_u64().unwrap()).collect::<Vec<_>>());
    // Each is near to four others of its kind, and each kind is an island or more, named by its
    // words.
    let lists: u64 = said["nearest"]["boxes"].as_u64().unwrap();
    assert_eq!(lists, 60);
    for word in ["ferry", "grows", "lamp"] {
        assert!(html.contains(word), "{word}");
    }
    assert!(html.matches("class=\"dot\"").count() == 60, "{html}");
    let told = desk.run("inspect out").ok();
    assert!(
        told.contains("\nlanguages  en 60\n") && told.contains("\nnearest    the 4 "),
        "{told}"
    );
    assert_eq!(said.get("coverage"), None::<&Value>);
    assert_eq!(report(&desk, "out"), html);
}

#[test]
fn large_sites_are_drawn_in_part_and_the_report_says_so() {
    let desk = Desk::empty();
    desk.write("a.jsonl", lines(700, &["Ferry", "Tea", "Lamp"], |i| format!("/a/{i}.html"), "en"));
    desk.run("build a.jsonl --out out --files one --quiet").ok();
    let html = report(&desk, "out");
    let dots = html.matches("class=\"dot\"").count();
    assert!((500..=648).contains(&dots), "{dots}");
    assert!(html.contains(&format!(" The map has {dots} of ")), "{html}");
    assert!(html.len() < 400_000, "{}", html.len());
}

#[test]
fn hostile_articles_stay_text() {
    let desk = Desk::empty();
    let titles =
        ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</title></svg><b>"];
    let url = |i: usize| match i % 2 {
        0 => format!("https://a.example/<i>\"{i}"),
        _ => format!("/'><b>{i}"),
    };
    desk.write("a.jsonl", lines(24, &titles, url, "x\"><u>"));
    desk.run("build a.jsonl --out out --quiet").ok();
    let html = report(&desk, "out");
    for wrong in ["<script", "<img", "<i>", "<u>", "<b>", "</title></svg>"] {
        assert!(!html.contains(wrong), "{wrong}");
    }
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{html}");
}

#[test]
fn a_damaged_catalog_has_no_report() {
    let desk = Desk::with_site();
    desk.run("build site --out out").ok();
    let path = desk.path("out").join(desk.catalog_file("out"));
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, bytes).unwrap();
    let ran = desk.run("inspect out --html report.html");
    assert_eq!((ran.code, &ran), (Some(1), &desk.run("inspect out")));
    assert!(!desk.path("report.html").exists());
    fs::remove_file(desk.path("out/catalog.json")).unwrap();
    assert_eq!(desk.run("inspect out --html report.html"), desk.run("inspect out"));
    assert!(!desk.path("report.html").exists());
}

#[test]
fn a_report_that_can_not_be_written_is_an_error() {
    let desk = Desk::with_site();
    desk.run("build site --out out").ok();
    let ran = desk.run("inspect out --html nowhere/report.html");
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.err.starts_with("also-like: can't write nowhere/report.html: "), "{ran:?}");
}
