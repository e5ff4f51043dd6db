//! Names of the version before are taken, with a warning.

use super::run::Desk;

const ARTICLES: &str = r#"{"url": "/a", "title": "A", "text": "ferry harbour quay", "lang": "en", "date": "2024-03-05"}
{"url": "/b", "title": "B", "text": "ferry harbour fog", "lang": "de"}
{"url": "/c", "title": "C", "text": "tea"}
"#;

fn desk() -> Desk {
    let desk = Desk::empty();
    desk.write("a.jsonl", ARTICLES);
    desk.write("page.html", "<html lang=en><title>Ferry</title><p class=x>ferry harbour");
    desk.run("build a.jsonl --out out").ok();
    desk.write("qrels.tsv", "/a\t/b\t1\n");
    desk
}

/// What a command prints, by old names and by new ones, and the warning about each old one.
#[track_caller]
fn is_the_same(desk: &Desk, old: &str, new: &str, warnings: &[&str]) {
    let (old, new) = (desk.run(old), desk.run(new));
    let all: Vec<String> =
        warnings.iter().map(|warning| format!("also-like: warning: {warning}\n")).collect();
    assert_eq!(old.err, all.concat() + &new.err);
    assert_eq!((old.code, old.out), (Some(0), new.ok()));
}

#[test]
fn options_have_new_names() {
    let desk = desk();
    let related = "related page.html --catalog out";
    for (old, new, warning) in [
        (
            "--otherwise none --otherwise=latest",
            "--fallback none --fallback latest",
            &["--otherwise was renamed: write --fallback"; 2][..],
        ),
        (
            "--any-language",
            "--languages any",
            &["--any-language was renamed: write --languages=any"],
        ),
        ("--selector .x", "--article .x", &["--selector was renamed: write --article"]),
    ] {
        is_the_same(&desk, &format!("{related} {old}"), &format!("{related} {new}"), warning);
    }
    let eval = "eval --articles a.jsonl --qrels qrels.tsv";
    let warning = ["--features was renamed: write --max-terms"];
    is_the_same(&desk, &format!("{eval} --features 2"), &format!("{eval} --max-terms 2"), &warning);

    let build = "build a.jsonl --quiet --out";
    desk.run(&format!("{build} new --max-terms 1")).ok();
    let old = desk.run(&format!("{build} old --features=1"));
    assert!(old.err.starts_with(&format!("also-like: warning: {}\n", warning[0])), "{old:?}");
    old.ok();
    assert_eq!(desk.files("old"), desk.files("new"));
    // Where an option never had the name, it has none.
    desk.run("inspect out --features 2")
        .fails(2, "unexpected argument '--features' found; see `also-like --help`");
}

#[test]
fn json_has_the_old_keys_and_no_warnings() {
    let desk = desk();
    let related = "related page.html --catalog out --json";
    for (old, new) in [
        ("--otherwise none", "--fallback none"),
        ("--any-language", "--languages any"),
        ("--selector=.x", "--article .x"),
    ] {
        is_the_same(&desk, &format!("{related} {old}"), &format!("{related} {new}"), &[]);
    }
    let eval = "eval --articles a.jsonl --qrels qrels.tsv --json";
    is_the_same(&desk, &format!("{eval} --features 2"), &format!("{eval} --max-terms 2"), &[]);
    let told: serde_json::Value = serde_json::from_str(&desk.run(related).ok()).unwrap();
    let card = &told["related"][0];
    assert!(card["reasons"].is_array() && card["explanation"].is_object(), "{told}");
    assert_eq!((&card["because"], &card["parts"]), (&card["reasons"], &card["explanation"]));
}

#[test]
fn the_catalog_has_one_name_in_all_commands() {
    let desk = desk();
    is_the_same(&desk, "inspect out --json", "inspect --catalog out --json", &[]);
}

#[test]
fn keys_have_new_names() {
    let desk = desk();
    let build = "build a.jsonl --quiet --out";
    desk.write(
        "also-like.toml",
        "max-terms = 1\n[weights]\ntaxonomy = 0.25\ndiversity = 0.5\ndates = 2.5\n",
    );
    desk.run(&format!("{build} new")).ok();
    desk.write(
        "also-like.toml",
        "features = 1\n\n[weights]\nfiling = 0.25\nvariety = 0.5\ndates = 2.5\n",
    );
    let ran = desk.run(&format!("{build} old --report report.json"));
    let warnings = [
        "also-like.toml:1: the key `features` was renamed: write `max-terms`",
        "also-like.toml:4: the key `filing` was renamed: write `taxonomy`",
        "also-like.toml:5: the key `variety` was renamed: write `diversity`",
    ];
    let all = warnings.map(|warning| format!("also-like: warning: {warning}\n")).concat();
    assert!(ran.err.starts_with(&all), "{ran:?}");
    ran.ok();
    assert_eq!(desk.files("old"), desk.files("new"));
    // A wrong value under an old name has its line; both names at once are one too many.
    for (text, sentence) in [
        ("features = 0", "also-like.toml:1: give a number from 1 or `all`"),
        ("[weights]\nfiling = 7", "also-like.toml:2: give a number from 0 to 6"),
        (
            "max-terms = 1\nfeatures = 2",
            "also-like.toml:2: the key `features` was renamed: leave it out beside `max-terms`",
        ),
    ] {
        desk.write("also-like.toml", text);
        desk.run(&format!("{build} wrong")).fails(1, sentence);
    }
}

#[test]
fn the_attribute_of_the_fallback_has_a_new_name() {
    let desk = desk();
    let words = "The ferry leaves the harbour at ten in the evening. ".repeat(8);
    let page = |name: &str| {
        format!(
            "<title>Zyzzyva</title><article>{words}</article><also-like {name}=none></also-like>"
        )
    };
    desk.write("site/a.html", page("fallback"));
    let line = "build site --out out --inject --quiet";
    let ran = desk.run(line);
    let warning =
        "also-like: warning: site: the attribute `otherwise` was renamed: write `fallback`\n";
    assert!(!ran.err.contains(warning), "{ran:?}");
    desk.write("site/a.html", page("otherwise"));
    let ran = desk.run(line);
    assert!(ran.err.contains(warning), "{ran:?}");
}
