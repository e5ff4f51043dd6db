//! `also-like eval` over a corpus whose answers are known.

use serde_json::json;

use super::run::Desk;

/// Seven articles. For `q` the order is a, b, c, d, e; `q` and `f` have nothing in common. The
/// other words of each keep it from being a part of `q`, and so from being taken for it. Every word
/// is on a line of its own, so that there are no pairs.
fn corpus() -> Desk {
    let shared = |to: usize| (1..=to).map(|i| format!("word{i}")).collect::<Vec<_>>();
    let filler = |n: usize| (0..n).map(|i| format!("filler{i}")).collect::<Vec<_>>();
    let texts = [
        ("q", shared(9)),
        ("a", [shared(7), filler(10)].concat()),
        ("b", [shared(4), filler(5)].concat()),
        ("c", [shared(2), filler(2)].concat()),
        ("d", [vec!["word8".to_owned()], filler(20)].concat()),
        ("e", [vec!["word9".to_owned()], filler(25)].concat()),
        ("f", filler(90)),
    ];
    let lines = texts.map(|(id, words)| {
        let text = words.join("\\n");
        format!("{{\"id\": \"{id}\", \"title\": \"title{id}\", \"text\": \"{text}\"}}\n")
    });
    let desk = Desk::empty();
    desk.write("articles.jsonl", lines.concat());
    desk
}

fn measured(desk: &Desk, qrels: &str) -> [f64; 4] {
    desk.write("qrels.tsv", qrels);
    let json = desk.run("eval --articles articles.jsonl --qrels qrels.tsv --json").json();
    let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        ["coverage", "hit_at_4", "mrr_at_10", "ndcg_at_4", "ndcg_at_4_half_width", "queries"]
    );
    ["ndcg_at_4", "hit_at_4", "mrr_at_10", "queries"].map(|key| json[key].as_f64().unwrap())
}

#[track_caller]
fn assert_near(found: [f64; 4], expected: [f64; 4]) {
    let is_near = found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9);
    assert!(is_near, "{found:?} is not {expected:?}");
}

/// What an answer at a rank (from 1) is worth.
fn gain(rank: f64) -> f64 {
    1.0 / (rank + 1.0).log2()
}

#[test]
fn figures_are_those_worked_out_by_hand() {
    let desk = corpus();
    assert_near(measured(&desk, "q\ta\t1\n"), [1.0, 1.0, 1.0, 1.0]);
    assert_near(measured(&desk, "q\tb\t1\n"), [gain(2.0), 1.0, 0.5, 1.0]);
    let two = (gain(2.0) + gain(3.0)) / (gain(1.0) + gain(2.0));
    assert_near(measured(&desk, "q\tb\t1\nq\tc\t1\n"), [two, 1.0, 0.5, 1.0]);
    // The fourth counts, the fifth for the reciprocal rank only.
    assert_near(measured(&desk, "q\td\t1\n"), [gain(4.0), 1.0, 0.25, 1.0]);
    assert_near(measured(&desk, "q\te\t1\n"), [0.0, 0.0, 0.2, 1.0]);
    assert_near(measured(&desk, "q\tf\t1\n"), [0.0, 0.0, 0.0, 1.0]);
    // The ideal has four at most, however many are relevant.
    let five = "q\ta\t1\nq\tb\t1\nq\tc\t1\nq\te\t1\nq\tf\t1\n";
    let ideal = gain(1.0) + gain(2.0) + gain(3.0) + gain(4.0);
    let found = (gain(1.0) + gain(2.0) + gain(3.0)) / ideal;
    assert_near(measured(&desk, five), [found, 1.0, 1.0, 1.0]);
    // Two queries: the mean of both.
    assert_near(measured(&desk, "q\tb\t1\nf\tq\t1\n"), [gain(2.0) / 2.0, 0.5, 0.25, 2.0]);
}

#[test]
fn judgments_are_read_as_the_definitions_say() {
    let desk = corpus();
    let expected = [gain(2.0), 1.0, 0.5, 1.0];
    for qrels in [
        "q\tb\t3\n",
        "q 0 b 1\n",
        "q\t0\tb\t1\n",
        // Not related; itself; not in the catalog; twice; blank.
        "q\ta\t0\nq\tq\t1\nq\tzzz\t1\nzzz\ta\t1\nq\tb\t1\nq\tb\t1\n\n",
        // A query with nothing relevant in the catalog is not judged.
        "q\tb\t1\na\tzzz\t1\n",
    ] {
        assert_near(measured(&desk, qrels), expected);
    }
}

#[test]
fn the_table_shows_the_same_figures() {
    let desk = corpus();
    desk.write("qrels.tsv", "q\tb\t1\nf\tq\t1\n");
    let told = desk.run("eval --articles articles.jsonl --qrels qrels.tsv --max-terms all").ok();
    let lines: Vec<&str> = told.lines().collect();
    assert!(lines[0].starts_with("nDCG@4   0.3155 ± 0."), "{told}");
    assert_eq!(
        lines[1..],
        [
            "hit@4    0.5000",
            "MRR@10   0.2500",
            "queries  2",
            "boxes    7",
            "shown    100.0 % of the articles are in some box",
            "most     85.71 % of the boxes show the same article",
        ]
    );
    let width: f64 = lines[0].rsplit_once(' ').unwrap().1.parse().unwrap();
    // Each mean is of two draws from {0, 0.6309}: a standard deviation of 0.2231.
    assert!((width - 1.96 * 0.2231).abs() < 0.02, "{width}");
}

#[test]
fn coverage_is_that_of_the_first_four() {
    let desk = corpus();
    desk.write("qrels.tsv", "q\ta\t1\n");
    let json = desk.run("eval --articles articles.jsonl --qrels qrels.tsv --json").json();
    assert_eq!(json["coverage"], json!({"boxes": 7, "most": 6.0 / 7.0, "shown": 1.0}));

    // Six that are alike, whose boxes show the first four others, and one without neighbours.
    let line = |id: usize| {
        let own = |i: usize| format!("own{id}x{i}");
        let text = ["ferry".to_owned(), own(1), own(2), own(3)].join(" ");
        json!({"id": id, "title": format!("title{id}"), "text": text}).to_string() + "\n"
    };
    let alone = json!({"id": "x", "title": "alone", "text": "tea"}).to_string();
    desk.write("articles.jsonl", (0..6).map(line).collect::<String>() + &alone);
    desk.write("qrels.tsv", "1\t2\t1\n");
    let json = desk.run("eval --articles articles.jsonl --qrels qrels.tsv --json").json();
    let coverage = &json["coverage"];
    assert_eq!((&coverage["boxes"], &coverage["shown"]), (&json!(7), &json!(5.0 / 7.0)), "{json}");
    // The first is in all boxes but its own and that of the one that is alone.
    assert_eq!(coverage["most"], json!(5.0 / 7.0), "{json}");
}

#[test]
fn bad_files_end_the_measurement() {
    let desk = corpus();
    let line = "eval --articles articles.jsonl --qrels qrels.tsv";
    desk.write("qrels.tsv", "q\tb\t1\nq b\n");
    desk.run(line).fails(
        1,
        "qrels.tsv:2: not a judgment: write query id, related id and grade, separated by tabs",
    );
    desk.write("qrels.tsv", "x\ty\t1\n");
    desk.run(line).fails(
        1,
        "qrels.tsv names no two of the articles as related: give the judgments of this corpus",
    );
    desk.write("articles.jsonl", "{\"id\": 1, \"title\": \"A\"}\n{\"id\": 1, \"title\": \"B\"}\n");
    desk.run(line).fails(1, "two articles have the id \"1\": give each its own");
    desk.write("articles.jsonl", "{\"id\": 1, \"title\": \"A\"}\n{\"id\": 2}\n");
    desk.run(line).fails(1, "articles.jsonl:2: no `title`: every article needs one");
}
