//! Building again: what is written when a few articles come, change or go.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::time::SystemTime;

use serde_json::{Value, json};

use super::run::Desk;

const COUNT: usize = 300;

/// An article of a site on which each five are about the same.
fn article(number: usize) -> Value {
    let topic = number / 5;
    let word = |i: usize| match i % 3 {
        0 => format!("topic{topic}x{}", i * (number % 5 + 2) % 11),
        _ => format!("word{}", (i * 7 + number * 13) % 90),
    };
    json!({
        "url": format!("/stories/{number}.html"),
        "title": format!("Number {number} on topic{topic}x1 and topic{topic}x2"),
        "text": (0..90).map(word).collect::<Vec<_>>().join(" "),
        "date": format!("2024-{:02}-{:02}", number % 12 + 1, number % 28 + 1),
        "lang": "en",
        "tags": [format!("tag{}", topic % 7)],
    })
}

fn lines(articles: impl IntoIterator<Item = Value>) -> String {
    articles.into_iter().map(|article| format!("{article}\n")).collect()
}

/// All but two of each hundred.
fn most() -> impl Iterator<Item = Value> {
    (0..COUNT).filter(|number| !late().contains(number)).map(article)
}

/// The articles that are added later, each on an existing topic.
fn late() -> Vec<usize> {
    (0..COUNT).filter(|number| number % 50 == 22).collect()
}

fn html(article: &Value) -> String {
    format!(
        "<!doctype html><html lang=en><title>{}</title><link rel=canonical href={}>\
         <meta property=article:published_time content={}><article><p>{}</article>",
        article["title"].as_str().unwrap(),
        article["url"].as_str().unwrap(),
        article["date"].as_str().unwrap(),
        article["text"].as_str().unwrap()
    )
}

fn built() -> Desk {
    let desk = Desk::empty();
    desk.write("a.jsonl", lines(most()));
    build(&desk);
    desk
}

fn build(desk: &Desk) -> String {
    desk.run("build a.jsonl --out out").ok()
}

/// What a page of the site is offered.
fn offered(desk: &Desk, out: &str, number: usize) -> Vec<String> {
    related(desk, out, &html(&article(number)))
}

/// What a page is offered that is none of the site, much like one that is.
fn offered_elsewhere(desk: &Desk, number: usize) -> Vec<String> {
    let draft = html(&article(number)).replace(&url(number), "/draft").replace("x1 ", "x3 ");
    related(desk, "out", &draft.replace("word", "other"))
}

fn related(desk: &Desk, out: &str, page: &str) -> Vec<String> {
    let line = format!("related - --catalog {out} --json --today 2025-01-01");
    let answer = desk.run_with_input(&line, page.as_bytes()).json();
    let cards = answer["related"].as_array().unwrap().iter();
    cards.map(|card| card["url"].as_str().unwrap().to_owned()).collect()
}

fn url(number: usize) -> String {
    format!("/stories/{number}.html")
}

/// Every file with its content and when it was written.
fn state(desk: &Desk) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let files = desk.files("out").into_iter();
    let time = |path: &str| fs::metadata(desk.path("out").join(path)).unwrap().modified().unwrap();
    files.map(|(path, bytes)| (path.clone(), (bytes, time(&path)))).collect()
}

/// The files that are there now and were not before, or not as they are.
fn written(desk: &Desk, before: &BTreeMap<String, (Vec<u8>, SystemTime)>) -> BTreeSet<String> {
    let now = state(desk).into_iter();
    now.filter(|(path, file)| before.get(path) != Some(file)).map(|(path, _)| path).collect()
}

/// The file of the snapshot.
fn snapshot(desk: &Desk) -> String {
    let files = desk.files(".also-like-cache").into_keys();
    let names: Vec<String> = files.filter(|name| name != ".gitignore").collect();
    assert_eq!(names.len(), 1, "{names:?}");
    format!(".also-like-cache/{}", names[0])
}

fn folder(desk: &Desk) -> String {
    let manifest: Value =
        serde_json::from_slice(&fs::read(desk.path("out/catalog.json")).unwrap()).unwrap();
    manifest["shards"]["folder"].as_str().unwrap().to_owned()
}

/// How often files were written anew in the folder of the catalog.
fn run(desk: &Desk) -> u64 {
    let manifest: Value =
        serde_json::from_slice(&fs::read(desk.path("out/catalog.json")).unwrap()).unwrap();
    manifest["shards"]["run"].as_u64().unwrap_or_default()
}

/// Asserts that everything was built anew: what is there is what a build into an empty folder
/// writes.
#[track_caller]
fn is_anew(desk: &Desk) {
    is_anew_with(desk, "");
}

#[track_caller]
fn is_anew_with(desk: &Desk, options: &str) {
    desk.run("inspect out").ok();
    let name = folder(desk);
    let copy = Desk::empty();
    for name in ["a.jsonl", "also-like.toml"] {
        if let Ok(bytes) = fs::read(desk.path(name)) {
            copy.write(name, bytes);
        }
    }
    copy.run(&format!("build a.jsonl --out out --no-cache --quiet {options}")).ok();
    assert_eq!(folder(&copy), name);
    let parts = |desk: &Desk| {
        let mut files = desk.files("out");
        files.retain(|path, _| path.starts_with("catalog-"));
        files
    };
    assert!(parts(desk) == parts(&copy));
}

#[test]
fn a_new_article_writes_a_few_files_and_is_offered_at_once() {
    let desk = built();
    let before = state(&desk);
    let told = {
        desk.write("a.jsonl", lines(most().chain([article(22)])));
        build(&desk)
    };
    let written = written(&desk, &before);
    let start = format!("{}/", folder(&desk));
    let of = |kind: &str| {
        written.iter().filter(|path| path.starts_with(&format!("{start}{kind}/"))).count()
    };
    assert!(of("champions") > 0 && of("champions") < 33, "{written:?}");
    assert!(
        of("neighbourhoods") + of("articles") > 3 && of("neighbourhoods") + of("articles") < 20,
        "{written:?}"
    );
    let count = written.iter().filter(|path| path.starts_with(&start)).count();
    assert_eq!(count, written.len() - 1, "and the manifest: {written:?}");
    assert!(written.contains("catalog.json"));
    assert!(told.contains(&format!("bytes  {start}, {count} of its files\n")), "{told}");
    assert!(told.starts_with("articles   295\n"), "{told}");

    // The rest is as it was. The article's own file is new.
    let after = state(&desk);
    assert!(before.keys().all(|path| after.contains_key(path)));
    assert_eq!(after.len(), before.len() + 1);
    assert_eq!(run(&desk), 1);
    desk.run("inspect out").ok();

    let own = offered(&desk, "out", 22);
    assert_eq!(own.iter().filter(|one| (20..25).any(|near| **one == url(near))).count(), 4);
    for number in [20, 21, 23, 24] {
        let offered = offered(&desk, "out", number);
        assert!(offered.contains(&url(22)), "{number}: {offered:?}");
    }
    // So is a page that the catalog does not have.
    assert!(offered_elsewhere(&desk, 22).contains(&url(22)));
}

#[test]
fn the_same_input_writes_nothing() {
    let desk = built();
    let snapshot_before = fs::read(desk.path(&snapshot(&desk))).unwrap();
    let before = state(&desk);
    let told = build(&desk);
    assert_eq!(state(&desk), before);
    assert!(told.contains("\nout is unchanged\ntime "), "{told}");
    assert_eq!(fs::read(desk.path(&snapshot(&desk))).unwrap(), snapshot_before);
    // The order of the lines is all one.
    let all: Vec<Value> = most().collect();
    desk.write("a.jsonl", lines(all.into_iter().rev()).trim_end());
    build(&desk);
    assert_eq!(state(&desk), before);
}

#[test]
fn answers_after_many_updates_are_those_of_a_build_of_everything() {
    let desk = built();
    let mut all: Vec<Value> = most().collect();
    for number in late() {
        all.push(article(number));
        desk.write("a.jsonl", lines(all.iter().cloned()));
        build(&desk);
    }
    desk.run("inspect out").ok();
    desk.run("build a.jsonl --out whole --no-cache --quiet").ok();
    assert_eq!(run(&desk), 6);
    let (mut same, mut asked) = (0, 0);
    for number in (0..COUNT).step_by(3).chain(late()) {
        let (some, whole) = (offered(&desk, "out", number), offered(&desk, "whole", number));
        same += whole.iter().filter(|one| some.contains(one)).count();
        asked += whole.len();
    }
    assert!(same * 100 >= asked * 97, "{same} of {asked}");
    // More than one in twenty since then: everything is weighed again.
    for (more, is_there) in [(8, true), (10, false)] {
        let more = (COUNT..COUNT + more).map(article);
        desk.write("a.jsonl", lines(all.iter().cloned().chain(more)));
        build(&desk);
        assert_eq!(run(&desk) == 7, is_there);
    }
    is_anew(&desk);
}

#[test]
fn an_article_that_changed_or_went_is_right_everywhere() {
    let desk = built();
    let change = |one: Value| match one["url"].as_str() {
        Some("/stories/100.html") => None,
        Some("/stories/101.html") => {
            let mut changed = one.clone();
            changed["title"] = json!("Topic20x1 and topic20x2, corrected");
            Some(changed)
        }
        _ => Some(one),
    };
    desk.write("a.jsonl", lines(most().filter_map(change)));
    let told = build(&desk);
    assert!(told.starts_with("articles   293\n"), "{told}");
    desk.run("inspect out").ok();
    assert_eq!(run(&desk), 1);
    for (path, bytes) in desk.files("out") {
        let has = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
        assert!(!has("/stories/100.html") && !has("Number 100 ") && !has("Number 101 "), "{path}");
    }
    for number in [102, 103, 104] {
        let offered = offered(&desk, "out", number);
        assert!(offered.contains(&url(101)) && !offered.contains(&url(100)), "{offered:?}");
    }
    let elsewhere = offered_elsewhere(&desk, 100);
    assert!(elsewhere.contains(&url(101)) && !elsewhere.contains(&url(100)), "{elsewhere:?}");
    // It is added again at the same address.
    desk.write("a.jsonl", lines(most()));
    build(&desk);
    desk.run("inspect out").ok();
    assert_eq!(run(&desk), 2);
    assert!(offered(&desk, "out", 102).contains(&url(100)));
    assert!(offered_elsewhere(&desk, 100).contains(&url(100)));
    // Built anew, the same articles have the same folder, with all its files as they were and no
    // others.
    desk.run("build a.jsonl --out out --no-cache --quiet").ok();
    assert_eq!(run(&desk), 3, "readers ask for them anew");
    is_anew(&desk);
}

#[test]
fn pages_of_a_folder_are_known_again() {
    let desk = Desk::empty();
    let page = |number: usize| html(&article(number)).replace("rel=canonical", "rel=none");
    for number in 0..150 {
        desk.write(&format!("site/stories/{number}.html"), page(number));
    }
    desk.write("site/index.html", "<title>Home</title>");
    desk.write("site/print/3.html", html(&article(3)));
    let line = "build site --out site/catalog";
    let told = desk.run(line).ok();
    desk.write("site/stories/151.html", page(151));
    let again = desk.run(line).ok();
    assert!(told.starts_with("articles   150\n") && again.starts_with("articles   151\n"));
    assert!(again.contains("copy of another page") && again.contains("front, list"), "{again}");
    assert!(again.contains(" of its files"), "{again}");
    desk.run("inspect site/catalog").ok();
    // Every page names the latest stories, and only one story is new.
    for number in 0..152 {
        let page = page(number).replace("<article>", "<nav>Number 151, number 152</nav><article>");
        desk.write(&format!("site/stories/{number}.html"), page);
    }
    let before = desk.files("site/catalog").len();
    let more = desk.run(line).ok();
    assert!(more.starts_with("articles   152\n") && more.contains(" of its files"), "{more}");
    assert_eq!(desk.files("site/catalog").len(), before + 1);
    // A page that moves has another address.
    fs::rename(desk.path("site/stories/7.html"), desk.path("site/stories/seven.html")).unwrap();
    let moved = desk.run(line).ok();
    assert!(moved.starts_with("articles   152\n") && moved.contains(" of its files"), "{moved}");
    desk.run("inspect site/catalog").ok();
}

#[test]
fn an_editor_s_rules_are_known_to_have_been_met() {
    let desk = Desk::empty();
    desk.write("a.jsonl", lines(most()));
    desk.write("also-like.toml", "exclude = ['/stories/7.html', '/nowhere']\n");
    let first = desk.run("build a.jsonl --out out");
    desk.write("a.jsonl", lines(most().chain([article(22)])));
    let second = desk.run("build a.jsonl --out out");
    for ran in [&first, &second] {
        assert_eq!(ran.err.matches("warning: also-like.toml").count(), 1, "{}", ran.err);
        assert!(ran.err.contains("\"/nowhere\"") && ran.out.contains("warnings   "), "{ran:?}");
    }
    assert!(second.out.contains(" of its files"), "{}", second.out);
    assert!(!offered(&desk, "out", 6).contains(&url(7)));
}

#[test]
fn what_does_not_fit_is_built_anew() {
    let with = |desk: &Desk, articles: &mut dyn Iterator<Item = Value>| {
        desk.write("a.jsonl", lines(most().chain(articles)));
    };
    // Damage, wherever it is.
    let desk = built();
    let path = desk.path(&snapshot(&desk));
    let bytes = fs::read(&path).unwrap();
    for at in [0, 10, 20, 28, 40, bytes.len() / 2, bytes.len() - 1] {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1;
        fs::write(&path, &damaged).unwrap();
        with(&desk, &mut [article(22)].into_iter());
        build(&desk);
        is_anew(&desk);
        desk.write("a.jsonl", lines(most()));
        desk.run("build a.jsonl --out out --no-cache --quiet").ok();
    }
    for content in [&bytes[..bytes.len() - 9], &bytes[..20], b""] {
        fs::write(&path, content).unwrap();
        with(&desk, &mut [article(22)].into_iter());
        build(&desk);
        is_anew(&desk);
        desk.write("a.jsonl", lines(most()));
        desk.run("build a.jsonl --out out --no-cache --quiet").ok();
    }
    // Other options, and another configuration.
    let desk = built();
    with(&desk, &mut [article(22)].into_iter());
    desk.run("build a.jsonl --out out --max-terms 64").ok();
    is_anew_with(&desk, "--max-terms 64");
    let desk = built();
    with(&desk, &mut [article(22)].into_iter());
    desk.run("build a.jsonl --out out --no-cache").ok();
    is_anew(&desk);
    let desk = built();
    desk.write("also-like.toml", "pin = ['/stories/3.html']\n");
    build(&desk);
    is_anew(&desk);
    assert_eq!(offered(&desk, "out", 100)[0], url(3));
    // Many articles, one for every page, one in another language.
    let changed = |key: &str, value: Value| {
        let mut one = article(22);
        one[key] = value;
        one
    };
    let many: Vec<Value> = (COUNT..COUNT + 10).map(article).collect();
    for articles in [many, vec![changed("pinned", json!(true))], vec![changed("lang", json!("da"))]]
    {
        let desk = built();
        with(&desk, &mut articles.into_iter());
        let ran = desk.run("build a.jsonl --out out");
        assert_eq!(ran.err.matches("warning: ").count(), built_warnings(&ran.out), "{ran:?}");
        is_anew(&desk);
    }
    // The files are gone.
    let desk = built();
    fs::remove_dir_all(desk.path("out").join(folder(&desk))).unwrap();
    build(&desk);
    is_anew(&desk);
    // One file.
    desk.run("build a.jsonl --out out --files one --quiet").ok();
    assert_eq!(desk.files(".also-like-cache").len(), 1);
    build(&desk);
    is_anew(&desk);
}

/// How many warnings the summary counts.
fn built_warnings(told: &str) -> usize {
    let line = told.lines().find_map(|line| line.strip_prefix("warnings   "));
    line.unwrap().parse().unwrap()
}

#[test]
fn the_cache_of_the_version_before_is_replaced() {
    let desk = built();
    let path = snapshot(&desk);
    let old = path.replace(".snapshot", ".memory");
    fs::rename(desk.path(&path), desk.path(&old)).unwrap();
    desk.write("a.jsonl", lines(most().chain([article(22)])));
    build(&desk);
    is_anew(&desk);
    assert_eq!(snapshot(&desk), path);
}

#[test]
fn an_interrupted_build_leaves_the_old_catalog_whole() {
    let desk = built();
    let folder = folder(&desk);
    let text = fs::read(desk.path("out/catalog.json")).unwrap();
    let written = fs::read(desk.path(&snapshot(&desk))).unwrap();
    desk.write("a.jsonl", lines(most().chain([article(22)])));
    // Its manifest can't be put in place.
    fs::remove_file(desk.path("out/catalog.json")).unwrap();
    fs::create_dir_all(desk.path("out/catalog.json/in-the-way")).unwrap();
    assert_eq!(desk.run("build a.jsonl --out out --quiet").code, Some(1));
    fs::remove_dir_all(desk.path("out/catalog.json")).unwrap();
    desk.write("out/catalog.json", &text);
    desk.run("inspect out").ok();
    assert_eq!(fs::read(desk.path(&snapshot(&desk))).unwrap(), written);
    // It was ended before the manifest, when its files were in place, or while it wrote them.
    let other = built();
    other.write("a.jsonl", lines(most().chain([article(22)])));
    build(&other);
    for (path, bytes) in other.files("out").into_iter().filter(|one| one.0.starts_with(&folder)) {
        desk.write(&format!("out/{path}"), bytes);
    }
    desk.write(&format!("out/{folder}/unfinished"), "");
    desk.write("out/.also-like-abc/neighbourhoods/0/0.bin", "half of it");
    desk.run("inspect out").ok();
    assert!(offered(&desk, "out", 21).contains(&url(22)));
    assert_eq!(offered(&desk, "out", 100), offered(&other, "out", 100));
    // Its files are removed, since the site has no such article, though the cache does not list
    // them.
    desk.write("a.jsonl", lines(most()));
    build(&desk);
    assert_eq!((self::folder(&desk), run(&desk)), (folder.clone(), 1));
    is_anew(&desk);
    assert!(!desk.path("out").join(&folder).join("unfinished").exists());
    assert!(!desk.path("out/.also-like-abc").exists());
    assert!(!offered(&desk, "out", 21).contains(&url(22)));
    desk.write("a.jsonl", lines(most().chain([article(22)])));
    let told = build(&desk);
    assert!(told.contains(&format!("{folder}/, ")) && told.contains(" of its files"), "{told}");
    assert_eq!(run(&desk), 2);
    assert!(offered(&desk, "out", 21).contains(&url(22)));
    // It was ended after the manifest: the cache is ignored.
    fs::write(desk.path(&snapshot(&desk)), written).unwrap();
    desk.write("a.jsonl", lines(most().chain([article(22), article(72)])));
    build(&desk);
    is_anew(&desk);
    assert!(offered(&desk, "out", 21).contains(&url(22)));
    // The manifest is that of another build.
    let other = built();
    let foreign = fs::read(other.path("out/catalog.json")).unwrap();
    desk.write("out/catalog.json", foreign);
    build(&desk);
    is_anew(&desk);
}

#[test]
fn the_cache_stays_out_of_what_is_published() {
    let desk = Desk::empty();
    desk.write("site/a.jsonl", lines(most()));
    desk.run("build site/a.jsonl --out out --cache cache --quiet").ok();
    assert_eq!(desk.files("cache").len(), 2);
    assert!(!desk.path(".also-like-cache").exists());
    assert!(desk.files("out").keys().all(|path| !path.contains("snapshot")));
    desk.run("build site/a.jsonl --out out --cache out/cache")
        .fails(1, "the cache out/cache would be published with out: give another folder");
    desk.run("build site/a.jsonl --out other --no-cache --quiet").ok();
    assert!(!desk.path(".also-like-cache").exists());
    // Here is what is published.
    desk.run("build site/a.jsonl --out . --quiet").ok();
    assert!(!desk.path(".also-like-cache").exists());
    // Where nothing can be written, the catalog is there all the same.
    desk.write("a-file", "");
    let ran = desk.run("build site/a.jsonl --out out --cache a-file --quiet");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.err.contains("warning: can't write to a-file: "), "{}", ran.err);
    desk.run("inspect out").ok();
    desk.run("build site/a.jsonl --out out --cache a --no-cache").fails(
        2,
        "the argument '--cache <DIR>' cannot be used with '--no-cache'; see `also-like --help`",
    );
}
