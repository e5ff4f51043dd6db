//! What goes wrong, to the letter, and that nothing is half-written.

use std::fs;

use super::run::Desk;

#[test]
fn bad_arguments_are_one_sentence_and_exit_code_2() {
    let desk = Desk::empty();
    for (line, sentence) in [
        ("", "no command was given; see `also-like --help`"),
        (
            "bild",
            "unrecognized subcommand 'bild'; a similar subcommand exists: 'build'; see `also-like --help`",
        ),
        (
            "inspect a --jsn",
            "unexpected argument '--jsn' found; a similar argument exists: '--json'; see `also-like --help`",
        ),
        (
            "inspect",
            "the following required arguments were not provided: <CATALOG|--catalog <CATALOG>>; see `also-like --help`",
        ),
        (
            "build site --out out --base-url example.org",
            "invalid value 'example.org' for '--base-url <URL>': give an address such as \
             https://example.org/; see `also-like --help`",
        ),
        (
            "build site --out out --base-url ftp://example.org",
            "invalid value 'ftp://example.org' for '--base-url <URL>': give an http or https \
             address; see `also-like --help`",
        ),
        (
            "build site --out out --max-terms some",
            "invalid value 'some' for '--max-terms <N|all>': give a number from 1 or `all`; see \
             `also-like --help`",
        ),
        (
            "related a --catalog out -n 51",
            "invalid value '51' for '--limit <N>': 51 is not in 1..=50; see `also-like --help`",
        ),
        (
            "related a --catalog out --today tomorrow",
            "invalid value 'tomorrow' for '--today <DATE>': give a date such as 2026-05-01; see \
             `also-like --help`",
        ),
        (
            "related a --catalog out --fallback all",
            "invalid value 'all' for '--fallback <WHAT>' [possible values: section, latest, none]; \
             see `also-like --help`",
        ),
        (
            "build site --out out --quiet --verbose",
            "the argument '--quiet' cannot be used with '--verbose'; see `also-like --help`",
        ),
    ] {
        desk.run(line).fails(2, sentence);
    }
}

#[test]
fn help_and_version_are_no_errors() {
    let desk = Desk::empty();
    let version = concat!("also-like ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!(desk.run("--version").ok(), version);
    let help = desk.run("--help").ok();
    for command in ["init", "build", "related", "eval", "inspect", "serve"] {
        assert!(help.contains(command), "{help}");
        assert!(desk.run(&format!("{command} --help")).ok().contains("Usage: also-like"));
    }
}

#[test]
fn sources_that_hold_nothing_have_sentences_of_their_own() {
    let desk = Desk::empty();
    fs::create_dir(desk.path("empty")).unwrap();
    desk.write("lists/index.html", "<title>Home</title><p>Nothing yet.</p>");
    desk.write("lists/404.html", "<title>Not found</title>");
    desk.write("notes.txt", "Notes");
    desk.write("bad.json", "{\"title\": ");
    desk.write("none.json", "[]");
    for (line, sentence) in [
        (
            "build nowhere --out out",
            "nowhere does not exist: give a folder of built HTML or of Markdown, a sitemap, \
             a .json or .jsonl file, a feed, or an export of WordPress or Ghost",
        ),
        (
            "build empty --out out",
            "empty holds no HTML page and no Markdown: give the folder that your site generator writes",
        ),
        (
            "build notes.txt --out out",
            "notes.txt is of an unknown kind: give a folder of built HTML or of Markdown, a sitemap, \
             a .json or .jsonl file, a feed, or an export of WordPress or Ghost, or name the kind with --from",
        ),
        (
            "build lists --out out --quiet",
            "no article in lists (1 not-found page, 1 front, list, tag or search page): if some are \
             articles, name them by `articles` in also-like.toml; --explain-page FILE says why a page \
             is none\n  lists/404.html: not-found page\n  lists/index.html: front, list, tag or search \
             page",
        ),
        (
            "build none.json --out out --quiet",
            "no article in none.json: give the folder of the built site, or JSON with `title` and \
             `url`",
        ),
        (
            "build bad.json --out out --quiet",
            "can't read bad.json: it is not JSON: EOF while parsing a value at line 1 column 10",
        ),
        ("build lists --out notes.txt", "notes.txt is a file: give a folder to write to"),
        (
            "related nowhere --catalog out",
            "out holds no catalog.json: make one with `also-like build SOURCE --out out`",
        ),
        (
            "inspect out",
            "out holds no catalog.json: make one with `also-like build SOURCE --out out`",
        ),
        (
            "inspect notes.txt",
            "notes.txt holds no catalog.json: make one with `also-like build SOURCE --out notes.txt`",
        ),
        ("serve nowhere", "nowhere is not a folder: give the folder of a built site"),
        ("eval --articles lists --qrels x", "lists is a folder: give a .json or .jsonl file"),
    ] {
        let mut ran = desk.run(line);
        // Progress lines come first where a source could be read.
        ran.err = ran
            .err
            .lines()
            .filter(|line| !line.starts_with("reading "))
            .fold(String::new(), |all, line| all + line + "\n");
        ran.fails(1, sentence);
        assert!(!desk.path("out").exists(), "{line}");
    }
}

#[test]
fn pages_and_catalogs_that_cannot_be_read_are_named() {
    let desk = Desk::with_site();
    desk.run("build site --out out").ok();
    desk.write("blank.txt", " \n\n");
    for (line, sentence) in [
        (
            "related nowhere.html --catalog out",
            "nowhere.html is not a file: give an HTML or text file, or - for standard input",
        ),
        ("related blank.txt --catalog out", "blank.txt has no text: give a page with an article"),
        (
            "related site/broken.html --catalog out",
            "site/broken.html: is not valid EUC-JP, which it declares: save it as UTF-8",
        ),
        (
            "related site/short.html --catalog out --article p[",
            "site/short.html: \"p[\" is not a CSS selector",
        ),
    ] {
        desk.run(line).fails(1, sentence);
    }
    let name = desk.catalog_file("out");
    desk.write(&format!("out/{name}"), "x");
    let manifest = fs::read_to_string(desk.path("out/catalog.json")).unwrap();
    let size = manifest.rsplit_once(':').unwrap().1.trim_end_matches(['}', ']', '\n']).to_owned();
    desk.run("related site/short.html --catalog out").fails(
        1,
        &format!(
            "out/{name} has 1 bytes instead of the {size} in catalog.json: build the catalog again"
        ),
    );
    desk.write("out/catalog.json", manifest.replace(&format!(":{size}}}"), ":1}"));
    let ran = desk.run("related site/short.html --catalog out");
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.starts_with(&format!("also-like: out/{name}: ")), "{}", ran.err);
    fs::remove_file(desk.path("out").join(&name)).unwrap();
    desk.run("related site/short.html --catalog out")
        .fails(1, &format!("out/{name} is missing: build the catalog again"));
    desk.write("out/catalog.json", manifest.replace(&name, "../catalog.bin"));
    desk.run("related site/short.html --catalog out")
        .fails(1, "out/catalog.json names other files than a catalog's: build the catalog again");
    desk.write("out/catalog.json", "{}");
    desk.run("related site/short.html --catalog out").fails(
        1,
        "out/catalog.json is not a catalog's manifest (missing field `format` at line 1 column 2): \
         build the catalog again",
    );
}

#[test]
fn a_failed_build_leaves_the_old_catalog() {
    let desk = Desk::with_site();
    desk.run("build site --out out").ok();
    let before = desk.files("out");
    desk.write("lists/index.html", "<title>Home</title>");
    assert_eq!(desk.run("build lists --out out").code, Some(1));
    assert_eq!(desk.files("out"), before);

    // A folder is at the manifest's path: the last step of all fails.
    let blocked = Desk::with_site();
    fs::create_dir_all(blocked.path("out/catalog.json/in-the-way")).unwrap();
    let ran = blocked.run("build site --out out --quiet");
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let sentence = "also-like: can't write to out: can't put catalog.json in place: ";
    assert!(ran.err.contains(sentence), "{}", ran.err);
    let left: Vec<String> = fs::read_dir(blocked.path("out"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert_eq!(left, [""; 0]);
}

#[test]
fn one_broken_file_leaves_all_the_others() {
    let desk = Desk::with_site();
    desk.run("build site --out with").ok();
    fs::remove_file(desk.path("site/broken.html")).unwrap();
    desk.run("build site --out without").ok();
    assert_eq!(desk.files("with"), desk.files("without"));
}
