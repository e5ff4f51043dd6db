//! `also-like build --files many`, and what `related` and `inspect` make of it.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};

use super::run::Desk;

/// Articles as lines of JSON: each third is about ferries, tea or lighthouses.
fn lines(count: usize) -> String {
    let line = |number: usize| {
        let subjects = [
            "ferry harbour sound island quay crossing passengers deck",
            "tea leaves growers hill harvest auction terraces frost",
            "lighthouse lamp keeper rocks storm tower beam coast",
        ];
        let words: Vec<&str> = subjects[number % 3].split(' ').collect();
        let text = (0..40).map(|i| words[(i * i + number * 3 + i / 8) % 8]).collect::<Vec<_>>();
        let url = format!("/stories/{number}.html");
        let own = format!("own{number} story{}", number / 3);
        let title = format!("Number {number} of the {}", words[0]);
        let date = format!("2024-03-{:02}", number % 28 + 1);
        json!({
            "url": url, "title": title, "text": format!("{own} {}", text.join(" ")), "date": date,
            "lang": "en", "excerpt": format!("What {own} is."),
        })
        .to_string()
            + "\n"
    };
    (0..count).map(line).collect()
}

const COUNT: usize = 40;

fn built() -> Desk {
    let desk = Desk::empty();
    desk.write("a.jsonl", lines(COUNT));
    desk.run("build a.jsonl --out out --files many --quiet").ok();
    desk.run("build a.jsonl --out one --files one --quiet").ok();
    let page = |number: usize, canonical: &str| {
        let line: Value = serde_json::from_str(lines(COUNT).lines().nth(number).unwrap()).unwrap();
        format!(
            "<html lang=en><title>{}</title>{canonical}<meta name=description content='{}'>\
             <meta property=article:published_time content='{}'><article>{}</article>",
            line["title"].as_str().unwrap(),
            line["excerpt"].as_str().unwrap(),
            line["date"].as_str().unwrap(),
            line["text"].as_str().unwrap()
        )
    };
    desk.write("known.html", page(4, "<link rel=canonical href=/stories/4.html>"));
    let changed = page(4, "<link rel=canonical href=/drafts/new.html>")
        .replace("own4", "a draft of something else that nobody has told before");
    desk.write("unknown.html", changed);
    desk
}

fn manifest(desk: &Desk) -> Value {
    serde_json::from_slice(&fs::read(desk.path("out/catalog.json")).unwrap()).unwrap()
}

fn folder(desk: &Desk) -> String {
    manifest(desk)["shards"]["folder"].as_str().unwrap().to_owned()
}

/// The files in the folder of the catalog, except the widget.
fn names(desk: &Desk) -> BTreeSet<String> {
    let entries = fs::read_dir(desk.path("out")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| !name.starts_with("also-like")).collect()
}

#[test]
fn many_files_stand_in_a_folder_that_the_manifest_names() {
    let desk = built();
    let manifest = manifest(&desk);
    let (folder, parts) = (folder(&desk), &manifest["shards"]);
    assert_eq!(manifest["articles"], COUNT);
    assert_eq!((manifest["format"].as_u64(), manifest["analyser"].as_u64()), (Some(5), Some(3)));
    assert_eq!(manifest.get("files"), None);
    let lists = parts["champions"].as_u64().unwrap() as usize;
    assert_eq!(
        (parts["neighbourhoods"].as_u64(), parts["articles"].as_u64()),
        (Some(20), Some(40))
    );
    assert_eq!(parts.as_object().unwrap().len(), 4, "{parts}");
    assert_eq!(names(&desk), BTreeSet::from(["catalog.json".to_owned(), folder.clone()]));
    let files = desk.files("out");
    let of = |kind: &str| {
        files.keys().filter(|path| path.starts_with(&format!("{folder}/{kind}/"))).count()
    };
    assert_eq!(
        (of("neighbourhoods"), of("terms"), of("latest"), of("champions")),
        (20, 1, 1, lists)
    );
    assert!(of("articles") == 40 && of("cards") == 3 && lists > 2);
    assert!(files.contains_key(&format!("{folder}/neighbourhoods/0/19.bin")));

    // One file otherwise, and by itself where there are few articles.
    desk.run("build a.jsonl --out out --quiet").ok();
    let one = self::manifest(&desk);
    assert_eq!((one["files"].as_array().map(Vec::len), one.get("shards")), (Some(1), None));
    assert_eq!(names(&desk).len(), 2, "the folder goes: {:?}", names(&desk));
    assert_eq!(desk.files("out"), desk.files("one"));
    desk.write("a.jsonl", lines(200));
    desk.run("build a.jsonl --out out --quiet").ok();
    assert_eq!(self::manifest(&desk)["shards"]["neighbourhoods"], 100);
    assert_eq!(names(&desk).len(), 2, "the file goes: {:?}", names(&desk));

    let ran = desk.run("build a.jsonl --out out --files two");
    assert_eq!(ran.code, Some(2), "{ran:?}");
}

#[test]
fn the_summary_tells_how_many_files_there_are() {
    let desk = built();
    let told = desk.run("build a.jsonl --out out --files many --no-cache").ok();
    let folder = folder(&desk);
    let files = desk.files("out");
    let ours = files.iter().filter(|(path, _)| path.starts_with(&folder));
    let (count, bytes) = ours.fold((0, 0), |(n, sum), (_, bytes)| (n + 1, sum + bytes.len()));
    let line = format!("  {bytes:>10} bytes  {folder}/, {count} files\n");
    assert!(told.contains(&line), "{told}");
}

#[test]
fn pages_have_the_answers_of_the_whole_catalog() {
    let desk = built();
    for page in ["known", "unknown"] {
        let ask = |catalog: &str| {
            let line = format!("related {page}.html --catalog {catalog} --json --today 2024-03-20");
            desk.run(&line).json()
        };
        let (many, one) = (ask("out"), ask("one"));
        let urls = |answer: &Value| -> Vec<String> {
            let all = answer["related"].as_array().unwrap().iter();
            all.map(|card| format!("{} {}", card["url"], card["title"])).collect()
        };
        assert_eq!((&many["kind"], &many["query"]), (&one["kind"], &one["query"]));
        assert_eq!(urls(&many).len(), 4);
        if page == "known" {
            assert_eq!(urls(&many), urls(&one));
        }
        for card in many["related"].as_array().unwrap() {
            assert!(card["title"].as_str().unwrap().starts_with("Number "), "{card}");
            assert_ne!(card["url"], "/stories/4.html", "{page}");
        }
    }
    // Nothing is near: the latest of all.
    let line = "related - --catalog out --json --today 2024-03-20";
    let latest = desk.run_with_input(line, b"Zyzzyva\nqwertz").json();
    assert_eq!(latest["kind"], "latest");
    assert_eq!(latest["related"].as_array().map(Vec::len), Some(4));
}

#[test]
fn a_page_whose_files_are_gone_says_which() {
    let desk = built();
    let folder = folder(&desk);
    for (page, kind) in [
        ("known", "neighbourhoods"),
        ("unknown", "terms"),
        ("unknown", "champions"),
        ("unknown", "articles"),
        ("unknown", "cards"),
    ] {
        let place = desk.path("out").join(&folder).join(kind);
        let aside = desk.path("aside");
        fs::rename(&place, &aside).unwrap();
        let ran = desk.run(&format!("related {page}.html --catalog out"));
        assert_eq!(ran.code, Some(1), "{ran:?}");
        let sentence = format!("also-like: can't read out/{folder}/{kind}/0/");
        assert!(ran.err.starts_with(&sentence), "{}", ran.err);
        assert!(
            ran.err.contains("build the catalog again") && ran.err.lines().count() == 1,
            "{}",
            ran.err
        );
        fs::rename(&aside, &place).unwrap();
    }
}

/// The check that fails, and its sentence.
fn failed(desk: &Desk) -> (String, String) {
    let ran = desk.run("inspect out --json");
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    let check = json["checks"].as_array().unwrap().iter().find(|check| !check["error"].is_null());
    let text = |name: &str| check.unwrap()[name].as_str().unwrap().to_owned();
    (text("check"), text("error"))
}

#[test]
fn inspect_reads_every_file() {
    let desk = built();
    let told = desk.run("inspect out").ok();
    assert!(told.starts_with("articles   40\n"), "{told}");
    assert!(told.contains("\nneighbourhoods 20 files, "), "{told}");
    assert!(
        told.ends_with("\nok         manifest\nok         files\nok         article count\n"),
        "{told}"
    );
    let json = desk.run("inspect out --json").json();
    assert_eq!(json["shards"]["articles"], COUNT);

    let folder = folder(&desk);
    let files: Vec<String> =
        desk.files("out").into_keys().filter(|path| path.starts_with(&folder)).collect();
    let mut kinds = BTreeSet::new();
    for path in files.iter().filter(|path| kinds.insert(path.split('/').nth(1))) {
        let place = desk.path("out").join(path);
        let bytes = fs::read(&place).unwrap();
        let damaged = |at: usize| {
            let mut bytes = bytes.clone();
            bytes[at] ^= 1;
            bytes
        };
        for content in [damaged(0), damaged(bytes.len() - 1), bytes[..bytes.len() / 2].to_vec()] {
            fs::write(&place, content).unwrap();
            let (check, sentence) = failed(&desk);
            assert_eq!(check, "files", "{sentence}");
            assert!(sentence.starts_with(&format!("out/{path}: ")), "{sentence}");
        }
        fs::remove_file(&place).unwrap();
        let (check, sentence) = failed(&desk);
        assert_eq!(check, "files", "{sentence}");
        assert!(sentence.starts_with(&format!("can't read out/{path}: ")), "{sentence}");
        fs::write(&place, bytes).unwrap();
    }
    assert_eq!(kinds.len(), 6);

    let manifest = fs::read_to_string(desk.path("out/catalog.json")).unwrap();
    desk.write("out/catalog.json", manifest.replacen("\"articles\":40", "\"articles\":41", 1));
    assert_eq!(failed(&desk).0, "article count");
    desk.write(
        "out/catalog.json",
        manifest.replace("\"neighbourhoods\":20", "\"neighbourhoods\":21"),
    );
    let (check, sentence) = failed(&desk);
    assert_eq!(check, "files");
    assert!(
        sentence.starts_with(&format!("can't read out/{folder}/neighbourhoods/0/20.bin")),
        "{sentence}"
    );
    desk.write("out/catalog.json", manifest.replace("\"champions\":", "\"champions\":1"));
    assert_eq!(failed(&desk).0, "files");
    desk.write("out/catalog.json", &manifest);
    desk.run("inspect out").ok();
}

#[test]
fn inspect_has_room_for_any_number_of_files() {
    let desk = built();
    let whole = manifest(&desk);
    for name in ["neighbourhoods", "champions", "articles"] {
        let mut more = whole.clone();
        more["shards"][name] = json!(u32::MAX);
        fs::write(desk.path("out/catalog.json"), more.to_string()).unwrap();
        let (check, sentence) = failed(&desk);
        assert_eq!(check, "files", "{name}: {sentence}");
        assert!(sentence.starts_with("can't read out/catalog-"), "{name}: {sentence}");
    }
}

#[test]
fn manifests_that_lead_elsewhere_are_refused() {
    let desk = built();
    let (text, folder) =
        (fs::read_to_string(desk.path("out/catalog.json")).unwrap(), folder(&desk));
    let other = "out/catalog.json names other files than a catalog's: build the catalog again";
    for (from, to) in [
        (folder.as_str(), "../x"),
        (&folder, "//evil"),
        (&folder, "/etc"),
        (&folder, "catalog-"),
        (&folder, "catalog-0123456789abcdef/.."),
        ("\"neighbourhoods\":20", "\"neighbourhoods\":0"),
        ("\"champions\":", "\"champions\":0,\"x\":"),
    ] {
        desk.write("out/catalog.json", text.replace(from, to));
        for line in ["inspect out", "related known.html --catalog out"] {
            desk.run(line).fails(1, other);
        }
    }
    for near in ["-1", "1e99", "\"x\"", "null", "4294967296"] {
        desk.write(
            "out/catalog.json",
            text.replace("\"neighbourhoods\":20", &format!("\"neighbourhoods\":{near}")),
        );
        let ran = desk.run("related known.html --catalog out");
        let sentence = "also-like: out/catalog.json is not a catalog's manifest (";
        assert!(ran.code == Some(1) && ran.err.starts_with(sentence), "{near}: {}", ran.err);
    }
}

#[cfg(unix)]
#[test]
fn the_same_articles_leave_the_files_untouched() {
    use std::os::unix::fs::MetadataExt;
    let desk = built();
    let marks = |desk: &Desk| -> Vec<(String, u64, i64)> {
        let folder = folder(desk);
        let ours = desk.files("out").into_keys().filter(|path| path.starts_with(&folder));
        ours.map(|path| {
            let file = fs::metadata(desk.path("out").join(&path)).unwrap();
            (path, file.ino(), file.mtime_nsec())
        })
        .collect()
    };
    let before = marks(&desk);
    desk.run("build a.jsonl --out out --files many --quiet").ok();
    assert_eq!(marks(&desk), before);
    // A web server may read the folders as it may read those made by others.
    let mode = |path: &str| fs::metadata(desk.path(path)).unwrap().mode() & 0o777;
    fs::create_dir(desk.path("as-usual")).unwrap();
    let folder = folder(&desk);
    for path in [
        format!("out/{folder}"),
        format!("out/{folder}/neighbourhoods"),
        format!("out/{folder}/neighbourhoods/0"),
    ] {
        assert_eq!(mode(&path), mode("as-usual"), "{path}");
    }
    assert_eq!(mode(&format!("out/{folder}/neighbourhoods/0/0.bin")), mode("a.jsonl"));
}

#[test]
fn an_old_catalog_goes_when_the_manifest_names_the_new_one() {
    let desk = built();
    let old = folder(&desk);
    desk.write("a.jsonl", lines(COUNT + 3));
    // The manifest can't be put in place: the old catalog stays as it was.
    let text = fs::read_to_string(desk.path("out/catalog.json")).unwrap();
    fs::remove_file(desk.path("out/catalog.json")).unwrap();
    fs::create_dir_all(desk.path("out/catalog.json/in-the-way")).unwrap();
    let ran = desk.run("build a.jsonl --out out --files many --quiet");
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(names(&desk).contains(&old), "{:?}", names(&desk));
    assert!(names(&desk).iter().all(|name| !name.starts_with('.')), "{:?}", names(&desk));
    fs::remove_dir_all(desk.path("out/catalog.json")).unwrap();
    desk.write("out/catalog.json", text);
    desk.run("inspect out").ok();

    desk.run("build a.jsonl --out out --files many --quiet").ok();
    desk.run("inspect out").ok();
    assert_ne!(folder(&desk), old);
    assert_eq!(names(&desk), BTreeSet::from(["catalog.json".to_owned(), folder(&desk)]));
}

#[test]
fn what_an_interrupted_run_left_goes() {
    let desk = built();
    let current = folder(&desk);
    desk.write("out/.also-like-abc/neighbourhoods/0/0.bin", "half of it");
    desk.write("out/.also-like-def", "half of it");
    desk.write("out/catalog-0123456789abcdef/neighbourhoods/0/0.bin", "an older one");
    desk.write("out/catalog-fedcba9876543210.bin", "an older one");
    desk.write("out/catalog-of-mine/notes.txt", "not ours");
    desk.write("out/.also/notes.txt", "not ours");
    desk.run("build a.jsonl --out out --files many --quiet").ok();
    let expected = [".also", "catalog-of-mine", "catalog.json", &current];
    assert_eq!(names(&desk), expected.into_iter().map(str::to_owned).collect());
    desk.run("inspect out").ok();
}
