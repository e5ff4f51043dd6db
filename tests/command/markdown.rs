//! `also-like build` over Markdown, as static site generators take it.

use also_like::Day;

use super::run::Desk;

/// A file about a topic: data, then sixty words.
fn file(data: &str, topic: &str) -> String {
    format!(
        "{data}\n## About {topic}\n\n{}\n",
        format!("The *{topic}* waits at the quay. ").repeat(12)
    )
}

#[test]
fn a_folder_of_markdown_needs_no_word() {
    let desk = Desk::empty();
    desk.write(
        "content/posts/ferry.md",
        file(
            "---\ntitle: The ferry\ndate: 2024-03-05\nsummary: In short.\ntags: [Ships, Sea]\n\
             categories: [World]\ncover:\n  image: /f.png\nlang: en\n---\n",
            "ferry",
        ),
    );
    desk.write(
        "content/posts/2024-03-06-tea/index.md",
        file("+++\ntitle = \"Tea\"\nslug = \"leaves\"\n+++\n", "tea"),
    );
    desk.write("content/posts/boat.mdx", file("import A from 'a'\n\n# The boat\n", "boat"));
    desk.write("content/posts/later.md", file("---\ntitle: Later\ndraft: true\n---\n", "fog"));
    desk.write("content/posts/_index.md", file("---\ntitle: All posts\n---\n", "posts"));
    desk.write("content/short.md", "---\ntitle: Short\n---\nToo short.");
    desk.write("content/broken.md", file("---\ntitle: [\n---\n", "wreck"));
    let ran = desk.run("build content --out out --verbose");
    assert!(ran.err.contains("broken.md: its front matter is not YAML: "), "{ran:?}");
    let told = ran.ok();
    for line in [
        "skipped content/posts/later.md: draft\n",
        "skipped content/posts/_index.md: front, list, tag or search page\n",
        "skipped content/short.md: fewer than 50 words\n",
        "articles   3\n",
        "source     content: folder of Markdown, 3 articles\nwarnings   1\n",
    ] {
        assert!(told.contains(line), "{line}{told}");
    }
    let cards = desk.cards("out", |card| {
        (card.title.to_owned(), card.excerpt.to_owned(), card.image.to_owned(), card.date)
    });
    let urls: Vec<&String> = cards.keys().collect();
    assert_eq!(urls, ["/posts/boat/", "/posts/ferry/", "/posts/leaves/"]);
    let day = Day::from_iso("2024-03-05");
    let ferry = ("The ferry".to_owned(), "In short.".to_owned(), "/f.png".to_owned(), day);
    assert_eq!(cards["/posts/ferry/"], ferry);
    assert_eq!(cards["/posts/boat/"].0, "The boat");
    assert!(!cards["/posts/boat/"].1.contains("import"), "{cards:?}");
    assert_eq!(cards["/posts/leaves/"].3, None, "the name of the folder is no date");
}

#[test]
fn addresses_may_be_said() {
    let desk = Desk::empty();
    desk.write("_posts/2024-03-05-ferry.md", file("---\ntitle: Ferry\n---\n", "ferry"));
    let urls = |line: &str| -> Vec<String> {
        desk.run(&format!("build . --out ../out --no-cache {line}")).ok();
        desk.cards("../out", |_| ()).into_keys().collect()
    };
    assert_eq!(urls(""), ["/2024/03/05/ferry.html"]);
    assert_eq!(urls("--permalink /:year/:slug/"), ["/2024/ferry/"]);
    let based = urls("--permalink /:slug --base-url https://e.example/blog/");
    assert_eq!(based, ["https://e.example/blog/ferry"]);
}

#[test]
fn html_goes_before_markdown_unless_it_is_said() {
    let desk = Desk::with_site();
    desk.write("site/notes.md", file("---\ntitle: Notes\n---\n", "notes"));
    let told = desk.run("build site --out out").ok();
    assert!(told.contains("source     site: folder of HTML, 6 articles\n"), "{told}");
    let told = desk.run("build site --out more --from markdown").ok();
    assert!(told.contains("source     site: folder of Markdown, 1 articles\n"), "{told}");
}

#[test]
fn what_did_not_change_is_not_written_again() {
    let desk = Desk::empty();
    for number in 0..140 {
        let data = format!("---\ntitle: Article {number}\n---\n");
        desk.write(&format!("posts/{number}.md"), file(&data, &format!("topic{number}")));
    }
    desk.run("build posts --out out --cache cache").ok();
    let told = desk.run("build posts --out out --cache cache").ok();
    assert!(told.contains("out is unchanged"), "{told}");
}
