//! `also-like build` over JSON.

use also_like::Day;

use super::run::Desk;

#[test]
fn every_field_may_be_missing_but_two() {
    let desk = Desk::empty();
    desk.write(
        "a.jsonl",
        "\u{feff}{\"url\": \"/a\", \"title\": \" A \", \"excerpt\": \"Short.\", \"text\": \"Long.\", \
         \"tags\": [\"x\"], \"date\": \"2024-04-02\", \"lang\": \"en\", \"image\": \"/a.jpg\", \"more\": 1}\n\
         \n\
         {\"id\": \"folder/b\", \"title\": \"B\", \"tags\": \"x, y\", \"text\": null}\r\n\
         {\"id\": 7, \"title\": \"C\", \"image\": \"javascript:alert(1)\"}",
    );
    let told = desk.run("build a.jsonl --out out").ok();
    assert!(
        told.starts_with("articles   3\nlanguages  not named 2, en 1\nskipped    0\n"),
        "{told}"
    );
    let cards = desk.cards("out", |card| {
        let texts = [card.title, card.excerpt, card.lang, card.image].map(str::to_owned);
        (texts, card.date)
    });
    let owned = |texts: [&str; 4]| texts.map(str::to_owned);
    let all: Vec<_> = cards.into_iter().collect();
    assert_eq!(
        all,
        [
            ("/a".to_owned(), (owned(["A", "Short.", "en", "/a.jpg"]), Some(Day(19_815)))),
            ("7".to_owned(), (owned(["C", "", "", ""]), None)),
            ("folder/b".to_owned(), (owned(["B", "", "", ""]), None)),
        ]
    );
}

#[test]
fn a_json_file_may_take_three_shapes() {
    let desk = Desk::empty();
    let one = r#"{"url": "/a", "title": "A"}"#;
    desk.write("one.json", one);
    desk.write("array.json", format!("[{one}]"));
    desk.write("object.json", format!("{{\"articles\": [{one}]}}"));
    for name in ["one", "array", "object"] {
        desk.run(&format!("build {name}.json --out {name}")).ok();
        assert_eq!(desk.files(name), desk.files("one"));
    }
}

#[test]
fn a_bad_line_is_a_warning_that_names_it() {
    let desk = Desk::empty();
    let lines = [
        "{\"url\": \"/a\", \"title\": \"A\"}",
        "{\"url\": \"/b\", \"title\": \"B\"",
        "{\"url\": \"/c\"}",
        "{\"title\": \"D\"}",
        "[1]",
        "{\"url\": \"/e\", \"title\": \"E\", \"tags\": [1]}",
        "{\"url\": \"/f\", \"title\": [\"F\"]}",
        "{\"url\": \" java\\tscript:alert(1)\", \"title\": \"G\"}",
        "{\"url\": \"/h\", \"title\": \"H\", \"date\": \"soon\", \"expires\": \"2024-02-30\"}",
        "{\"url\": \"/i\", \"title\": \"I\", \"unlisted\": \"yes\"}",
        "{\"url\": \"/j\", \"title\": \"J\", \"pinned\": 1}",
        "{\"url\": \"/k\", \"title\": \"K\", \"pin\": {\"url\": \"/a\"}}",
        "{\"url\": \"/l\", \"title\": \"L\", \"exclude\": [\"/a\", 7]}",
        "{\"url\": \"/m\", \"title\": \"M\", \"pin\": \"/a data:text/html,x\"}",
        "{\"url\": \"/n\", \"title\": \"N\", \"section\": [\"World\"]}",
    ];
    desk.write("a.jsonl", lines.join("\n"));
    let ran = desk.run("build a.jsonl --out out --quiet");
    let warning = |rest: &str| format!("also-like: warning: a.jsonl:{rest}\n");
    let expected = [
        "2: not JSON: EOF while parsing an object (column 26)",
        "3: no `title`: every article needs one",
        "4: no `url` and no `id`: give one of them",
        "5: not an object: an article is written as {\"title\": …, \"url\": …}",
        "6: `tags` is neither an array of strings nor a string with commas",
        "7: `title` is not a string",
        "8: the address \"java\\tscript:alert(1)\" is not http, https or relative: give one in `url`",
        "9: the date \"soon\" is not understood and ignored: write it as 2024-03-05",
        "9: the date of expiry \"2024-02-30\" is not valid and ignored: write it as 2024-03-05",
        "10: `unlisted` is neither true nor false",
        "11: `pinned` is neither true nor false",
        "12: `pin` is neither an array of addresses nor a string with white space between them",
        "13: `exclude` is neither an array of addresses nor a string with white space between them",
        "14: the address \"data:text/html,x\" is not http, https or relative: give one in `pin`",
        "15: `section` is not a string",
    ];
    let expected = expected.map(warning).concat();
    assert!(ran.err.starts_with(&expected), "{}", ran.err);
    ran.ok();
    let urls: Vec<String> = desk.cards("out", |_| ()).into_keys().collect();
    assert_eq!(urls, ["/a", "/h"]);
}

#[test]
fn batches_do_not_show() {
    let desk = Desk::empty();
    let line =
        |i| format!("{{\"url\": \"/{i}\", \"title\": \"Number {i}\", \"text\": \"same\"}}\n");
    let lines: Vec<String> = (0..3000).map(line).collect();
    desk.write("forward.jsonl", lines.concat());
    desk.write("backward.jsonl", lines.iter().rev().cloned().collect::<String>());
    desk.run("build forward.jsonl --out one --files one").ok();
    desk.run("build backward.jsonl --out two --files one").ok();
    assert_eq!(desk.cards("one", |_| ()).len(), 3000);
    assert_eq!(desk.files("one"), desk.files("two"));
    desk.run("build forward.jsonl --out three").ok();
    desk.run("build backward.jsonl --out four").ok();
    assert!(desk.files("three").len() > 1000);
    assert!(desk.files("three") == desk.files("four"));
}
