//! A smoke test on a dozen articles of our own, with obvious judgments.

use std::path::Path;

use also_like::eval::metrics::Coverage;
use serde_json::json;

use crate::corpus::{Answers, Corpus};
use crate::ours::{Cut, Evenness, KEPT};
use crate::table::Tables;
use crate::{ours, reference};

/// Title, text and tag of articles; three in a row are about the same, and each shares something
/// with each of the two others that the third does not have. The last three are in a script without
/// spaces.
const ARTICLES: [(&str, &str, &str); 12] = [
    (
        "The keeper of the lighthouse retires",
        "For thirty years she lit the lamp above the harbour. Ships now steer by satellite, and the \
         lighthouse runs by itself; sailors will miss her voice on the radio.",
        "coast",
    ),
    (
        "A lighthouse without a keeper",
        "The lamp above the bay runs by itself since spring. Sailors who ask for the weather over the \
         radio hear a recording; the tower is open to visitors at weekends.",
        "Coast",
    ),
    (
        "A night in the tower",
        "Visitors may sleep in the lighthouse, below the lamp. From its windows they count ships that \
         make for the harbour, and read the weather from the barometer of the last keeper.",
        "coast",
    ),
    (
        "Sourdough for beginners",
        "Flour, water and patience: a starter needs a week before the first loaf. Knead the dough, \
         let it rest overnight and bake it in a hot oven.",
        "baking",
    ),
    (
        "Why your loaf is flat",
        "A flat sourdough loaf comes from a weak starter or from dough without rest. Old flour is \
         another reason; rye forgives more than wheat.",
        "baking",
    ),
    (
        "Rye bread from a cold oven",
        "Rye wants less flour and more water. Put the sourdough into the cold oven, and the loaf \
         rises while the oven gets hot; a flat one comes from haste.",
        "baking",
    ),
    (
        "The volcano wakes",
        "Ash fell on the villages below the crater at dawn. The observatory had measured tremors all \
         week, and the roads to the summit are closed.",
        "earth",
    ),
    (
        "Listening to tremors",
        "In the observatory three people watch needles day and night. Every volcano has its own \
         tremors, they say; ash comes hours later, and gas comes first.",
        "earth",
    ),
    (
        "Gas at the summit",
        "Nobody climbs to the crater without a mask. The volcano breathes gas day and night, and the \
         roads are closed when the wind turns to the villages.",
        "earth",
    ),
    (
        "高山茶農等待春雨",
        "今年春天乾旱，山上的茶農擔心採茶的日子延後，茶葉產量可能減少一半。",
        "茶",
    ),
    ("春雨落在茶園裡", "茶農說採茶不會再延後了，遊客也回到茶園品茶，茶葉的價格將會回穩。", "茶"),
    ("到高山茶園當一天茶農", "遊客跟著師傅學採茶，把嫩葉放進竹籃；產量雖少，品茶時格外香。", "茶"),
];

/// A line of judgments that holds for the built-in articles.
const RELATED: &str = "0\t1\t1\n";

/// Panics where something is wrong.
pub fn run() {
    let tagged = corpus("tagged", true);
    assert_eq!((tagged.articles.len(), tagged.judged.len()), (12, 12));
    assert_eq!(tagged.articles[0].date.map(|day| day.0), Some(19_787), "2024-03-05");
    mistakes_are_named();
    let untagged = corpus("untagged", false);
    let tags = reference::RANKERS[0].1;
    assert_eq!(tags(&untagged), None);

    let [tags, defaults, sublinear, more_like_this] =
        reference::RANKERS.map(|(name, ranker)| (name, ranker(&tagged).expect("all have tags")));
    let ours = ours::variants().map(|(name, max_terms)| {
        (name, ours::answers(&tagged, max_terms, ours::DEFAULT).expect("it is small"))
    });
    for (name, answers) in [&tags, &more_like_this].into_iter().chain(&ours) {
        assert_first_answers(name, answers, 12);
    }
    // What takes a clause without spaces for a word finds nothing for the last three.
    for (name, answers) in [&defaults, &sublinear] {
        assert_first_answers(name, answers, 9);
        assert!(answers[9..].iter().all(Vec::is_empty), "{name}: {answers:?}");
    }
    tables_hold_every_figure(&tagged, &untagged);
}

/// The built-in articles, read as those of a folder would be.
fn corpus(name: &str, tagged: bool) -> Corpus {
    let line = |(row, (title, text, tag)): (usize, &(&str, &str, &str))| {
        let tags: &[&str] = if tagged { &[*tag] } else { &[] };
        let (id, date) = (row.to_string(), "2024-03-05T08:00:00Z");
        json!({ "id": id, "title": title, "text": text, "tags": tags, "date": date }).to_string()
    };
    let articles: Vec<String> = ARTICLES.iter().enumerate().map(line).collect();
    let judgment = |row| others(row).map(|other| format!("{row}\t{other}\t1")).join("\n");
    let judgments: Vec<String> = (0..ARTICLES.len()).map(judgment).collect();
    Corpus::parse(Path::new(name), &articles.join("\n"), &judgments.join("\n"))
        .expect("the built-in corpus can be read")
}

/// The two other articles about the same.
fn others(row: usize) -> [usize; 2] {
    let first = row - row % 3;
    [first + (row + 1) % 3, first + (row + 2) % 3]
}

/// The first answer for each of the first `rows` articles is about the same. The second may not be:
/// some rankers take "the" for a word.
fn assert_first_answers(name: &str, answers: &Answers, rows: usize) {
    for (row, answers) in answers.iter().enumerate().take(rows) {
        let title = ARTICLES[row].0;
        let is_good = answers.first().is_some_and(|first| others(row).contains(first));
        assert!(is_good, "{name} has for {title:?}: {answers:?}");
        assert!(!answers.contains(&row), "{name} gives {title:?} for itself");
    }
}

fn mistakes_are_named() {
    let good = |id: &str| json!({ "id": id, "title": "", "text": "" }).to_string();
    let undated = json!({ "id": "0", "title": "", "text": "", "date": "soon" }).to_string();
    let error = |articles: &[&str], judgments: &str| {
        Corpus::parse(Path::new("f"), &articles.join("\n"), judgments).err().unwrap_or_default()
    };
    let two = [&*good("0"), &*good("1")];
    for (found, expected) in [
        (error(&two, RELATED), ""),
        (error(&["", "{}"], RELATED), "f/articles.jsonl:2: not an article: missing field `id`"),
        (error(&[two[0], two[0]], RELATED), "f/articles.jsonl:2: another article has the id \"0\""),
        (
            error(&[&undated], RELATED),
            "f/articles.jsonl:1: the date \"soon\" is not understood: write it as 2024-03-05",
        ),
        (error(&two, "0 1"), "f/qrels.tsv:1: not two ids and a grade, separated by tabs"),
        // Grade 0 is not related.
        (error(&two, "0\t1\t0"), "f/qrels.tsv names no two of the articles as related"),
    ] {
        assert_eq!(found, expected);
    }
}

fn tables_hold_every_figure(tagged: &Corpus, untagged: &Corpus) {
    let perfect: Answers =
        tagged.judged.iter().map(|(_, others)| others.iter().copied().collect()).collect();
    let nothing: Answers = vec![Vec::new(); perfect.len()];
    let rankers = |tags| [("perfect", Some(perfect.clone())), ("tags", tags)];
    let one = |answers: &Answers| [("all", Some(answers.clone()))];
    let cuts = |answers: [&Answers; 2]| {
        let kept = KEPT.iter().enumerate();
        let cut = |i: usize| Cut { answers: answers[i / 6].clone(), bytes: i as f64 };
        kept.map(|(i, _)| cut(i)).collect::<Vec<Cut>>()
    };
    let even = |times: &[u32], answers: &Answers| {
        [("even", Evenness { exposure: Coverage::new(times), answers: answers.clone() })]
    };
    let mut tables = Tables::default();
    tables.add(tagged, &rankers(Some(nothing.clone())));
    tables.add_signals(tagged, &perfect, &one(&nothing), &one(&nothing));
    tables.add_cuts(tagged, &cuts([&nothing, &perfect]));
    tables.add_evenness(tagged, &even(&[4, 0, 0, 0], &nothing));
    tables.add(untagged, &rankers(None));
    tables.add_signals(untagged, &nothing, &one(&perfect), &one(&perfect));
    tables.add_cuts(untagged, &cuts([&perfect, &perfect]));
    tables.add_evenness(untagged, &even(&[1, 1, 2, 0], &perfect));
    let expected = "\
Judged: 12 of 12 articles in tagged, 12 of 12 articles in untagged. Intervals of 95 %.

| nDCG@4 | tagged | untagged |
|---|--:|--:|
| perfect | 1.000 ± 0.000 | 1.000 ± 0.000 |
| tags | 0.000 ± 0.000 | – |

| hit@4 | tagged | untagged |
|---|--:|--:|
| perfect | 1.000 | 1.000 |
| tags | 0.000 | – |

| MRR@10 | tagged | untagged |
|---|--:|--:|
| perfect | 1.000 | 1.000 |
| tags | 0.000 | – |

| nDCG@4 that a signal adds | tagged | untagged |
|---|--:|--:|
| all | +1.0000 ± 0.0000 | −1.0000 ± 0.0000 |

| nDCG@4 that another weight would add | tagged | untagged |
|---|--:|--:|
| all | −1.0000 ± 0.0000 | +1.0000 ± 0.0000 |

| terms kept of an article | tagged | untagged |
|---|--:|--:|
| 32 | 0.000, 0.0 %, 0 bytes | 1.000, 100.0 %, 0 bytes |
| 64 | 0.000, 0.0 %, 1 bytes | 1.000, 100.0 %, 1 bytes |
| 96 | 0.000, 0.0 %, 2 bytes | 1.000, 100.0 %, 2 bytes |
| 128 | 0.000, 0.0 %, 3 bytes | 1.000, 100.0 %, 3 bytes |
| 192 | 0.000, 0.0 %, 4 bytes | 1.000, 100.0 %, 4 bytes |
| 256 | 0.000, 0.0 %, 5 bytes | 1.000, 100.0 %, 5 bytes |
| all | 1.000, 100.0 %, 6 bytes | 1.000, 100.0 %, 6 bytes |

| most shown, shown at all, nDCG@4 | tagged | untagged |
|---|--:|--:|
| even | 100.00 %, 25.0 %, 0.0000 | 50.00 %, 75.0 %, 1.0000 |
";
    assert_eq!(tables.to_string(), expected);
}
