//! The command in the package for npm, beside the native one. `cargo xtask test` runs many tests of
//! the command with it, and this one besides.

use super::run::Desk;

#[test]
#[ignore = "it is for the package for npm: `cargo xtask test --only npm` runs it"]
fn both_commands_write_the_same_bytes() {
    assert!(std::env::var_os("ALSO_LIKE_COMMAND").is_some(), "it names no script");
    let desk = Desk::with_site();
    let articles: String = (0..200)
        .map(|n| {
            let words = ["ferry", "harbour", "fare", "北京", "Straße", "ﬁsh", "ปลา", "한국어"];
            let words: Vec<&str> = (0..60).map(|i| words[(n * i + i / 7 + n) % 8]).collect();
            let (day, text) = (1 + n % 28, words.join(" "));
            format!("{{\"url\":\"/{n}\",\"title\":\"{} {n}\",\"text\":\"{text} {n}\",\"date\":\"2026-01-{day:02}\"}}\n", words[0])
        })
        .collect();
    desk.write("all.jsonl", articles);
    desk.write("page.html", "<title>Fares</title><p>the ferry in the harbour and its fare, again");
    for line in ["build site", "build all.jsonl", "build all.jsonl --files one --max-terms 32"] {
        desk.native(&format!("{line} --no-cache --out native")).ok();
        desk.run(&format!("{line} --no-cache --out node")).ok();
        assert!(desk.files("native") == desk.files("node"), "{line}");
        let line = "related page.html --json --today 2026-05-01 --catalog";
        let answer = desk.native(&format!("{line} native"));
        assert_eq!(desk.run(&format!("{line} node")), answer);
        for folder in ["native", "node"] {
            std::fs::remove_dir_all(desk.path(folder)).unwrap();
        }
    }
}
