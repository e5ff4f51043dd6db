//! Updates of made-up sites, beside builds of the same articles.

use super::*;
use crate::catalog::ChampionLists;
use crate::document::{Article, Day};
use crate::index::{BuildOptions, Builder};
use crate::shards::layout::Shards;

/// Articles of a made-up site: five on each topic.
fn article(number: usize) -> Prepared {
    let topic = number / 5;
    let words =
        |i: usize| format!("topic{topic}x{} word{}", (i * number) % 9, (i * 7 + number) % 40);
    let text: Vec<String> = (0..40).map(words).collect();
    Prepared::new(Article {
        url: format!("/{number:04}"),
        title: format!("Topic{topic}x1 of topic{topic}x2"),
        text: text.join(" "),
        tags: vec![format!("tag{}", topic % 7)],
        date: Some(Day(number as i32)),
        lang: "en".to_owned(),
        ..Article::default()
    })
}

fn snapshot(articles: impl Iterator<Item = Prepared>) -> Snapshot {
    let mut builder = Builder::new(BuildOptions::default());
    articles.for_each(|one| builder.add(one));
    let site = builder.weigh().unwrap();
    let layout = Shards::new(&site).layout();
    Snapshot::new(site, layout, &BuildOptions::default())
}

const COUNT: usize = 600;

/// All but every 30th.
fn most_of_it() -> Snapshot {
    snapshot((0..COUNT).filter(|number| number % 60 != 31).map(article))
}

#[test]
fn what_comes_later_is_found_as_if_it_had_been_there() {
    let mut snapshot = most_of_it();
    let files = snapshot.shards().all().len();
    for number in (31..COUNT).step_by(60) {
        let written = snapshot.update(&HashSet::new(), vec![article(number)]).unwrap();
        assert!(written.len() > 4 && written.len() < files / 20, "{written:?}");
        let new = snapshot.site.articles.len() - 1;
        let is_written = |number: usize| written.contains(&Shard(ShardKind::Articles, number));
        assert!(
            is_written(new) && written.contains(&Shard(ShardKind::Cards, new / CARDS_PER_FILE))
        );
        let names_it = |one: &usize| {
            let mut named = snapshot.site.knn[*one].edges.iter();
            named.any(|(other, _)| *other as usize == new)
        };
        let naming: Vec<usize> = (0..new).filter(names_it).collect();
        assert!(naming.len() > 2 && naming.into_iter().all(is_written), "{written:?}");
    }
    let whole = self::snapshot((0..COUNT).map(article));
    assert_eq!(snapshot.site.len(), COUNT);
    let nearest = |snapshot: &Snapshot| -> HashMap<String, Vec<String>> {
        let url = |number: u32| snapshot.site.articles[number as usize].url.clone();
        let all = (0..COUNT as u32).map(|number| {
            let near = snapshot.site.knn[number as usize].candidates.iter().take(4);
            (url(number), near.map(|(other, _)| url(*other)).collect())
        });
        all.collect()
    };
    let (some, all) = (nearest(&snapshot), nearest(&whole));
    let same = all.iter().flat_map(|(url, near)| near.iter().filter(|one| some[url].contains(one)));
    let share = same.count() as f32 / (4 * COUNT) as f32;
    assert!(share > 0.95, "{share}");
}

#[test]
fn an_article_that_goes_is_in_no_file_and_one_that_changes_stays() {
    let mut snapshot = most_of_it();
    let before = snapshot.layout.clone();
    let gone = HashSet::from(["/0100".to_owned(), "/0101".to_owned()]);
    let mut changed = article(101);
    changed.title = "Another title".to_owned();
    let number = |snapshot: &Snapshot, url: &str| {
        snapshot.site.articles.iter().position(|one| one.url == url).map(|at| at as u32)
    };
    let (old, kept) = (number(&snapshot, "/0100").unwrap(), number(&snapshot, "/0101").unwrap());
    let files = snapshot.update(&gone, vec![changed]).unwrap();
    assert_eq!((snapshot.site.len(), number(&snapshot, "/0100")), (COUNT - 11, None));
    assert_eq!(number(&snapshot, "/0101"), Some(kept));
    let near: HashSet<usize> = files
        .iter()
        .filter_map(|Shard(kind, number)| (*kind == ShardKind::Neighbourhoods).then_some(*number))
        .collect();
    for (file, around) in before.candidates.iter().enumerate() {
        let held = around.contains(&old) || around.contains(&kept);
        assert!(!held || near.contains(&file), "{file}");
        assert!(!snapshot.layout.candidates[file].contains(&old));
    }
    let json = |cards: &[[&str; 3]]| cards.iter().map(|card| card[0]).collect::<String>().into();
    let shown: Vec<Vec<u8>> =
        files.iter().map(|file| snapshot.shards().write(*file, json).unwrap()).collect();
    let has = |text: &str| {
        let one = |bytes: &Vec<u8>| bytes.windows(text.len()).any(|part| part == text.as_bytes());
        shown.iter().filter(|bytes| one(bytes)).count()
    };
    assert!(has("Another title") > 2);
    assert_eq!(has("/0100"), 0);
}

/// Of each word the articles in its list, by address: as all files together have it.
fn lists(snapshot: &Snapshot, changed: &dyn Fn(usize) -> Option<Vec<u8>>) -> BTreeSet<String> {
    let files = snapshot.shards();
    let mut all = BTreeSet::new();
    for number in 0..files.champions() {
        let write = || files.write(Shard(ShardKind::Champions, number), |_| Vec::new()).unwrap();
        let lists = ChampionLists::open(changed(number).unwrap_or_else(write)).unwrap();
        for (term, info) in lists.index().terms().unwrap() {
            let mut postings = lists.index().postings_of(&info);
            while let Some((place, _)) = postings.advance().unwrap() {
                let article = lists.article(place as usize).unwrap();
                all.insert(format!("{term:?} {article}"));
            }
        }
    }
    all
}

#[test]
fn only_the_lists_that_are_written_anew_are_others_than_before() {
    let mut snapshot = most_of_it();
    let count = snapshot.shards().champions();
    let write = |snapshot: &Snapshot, number: usize| {
        snapshot.shards().write(Shard(ShardKind::Champions, number), |_| Vec::new()).unwrap()
    };
    let before: Vec<Vec<u8>> = (0..count).map(|number| write(&snapshot, number)).collect();
    let mut changed = article(101);
    changed.title = "Another title".to_owned();
    let gone = HashSet::from(["/0100".to_owned(), "/0101".to_owned()]);
    let files = snapshot.update(&gone, vec![changed, article(31)]).unwrap();
    assert_eq!(snapshot.shards().champions(), count);
    let is_written = |number: usize| files.contains(&Shard(ShardKind::Champions, number));
    let written = (0..count).filter(|number| is_written(*number)).count();
    assert!(written > 0 && written < count / 2, "{written} of {count}");
    let kept = |number: usize| (!is_written(number)).then(|| before[number].clone());
    assert_eq!(lists(&snapshot, &kept), lists(&snapshot, &|_| None));
}

#[test]
fn a_memory_comes_back_whole_or_not_at_all() {
    let snapshot = snapshot((0..100).map(article));
    let mut bytes = Vec::new();
    snapshot.write(&mut bytes).unwrap();
    let read = Snapshot::read(&bytes).unwrap();
    assert_eq!(read.layout, snapshot.layout);
    for file in [
        Shard(ShardKind::Neighbourhoods, 3),
        Shard(ShardKind::Terms, 0),
        Shard(ShardKind::Champions, 5),
        Shard(ShardKind::Articles, 7),
        Shard(ShardKind::Latest, 0),
    ] {
        let write = |snapshot: &Snapshot| snapshot.shards().write(file, |_| Vec::new()).unwrap();
        assert_eq!(write(&read), write(&snapshot));
    }
    for at in (0..bytes.len()).step_by(bytes.len() / 50) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 4;
        assert!(Snapshot::read(&damaged).is_none() && Snapshot::read(&bytes[..at]).is_none());
    }
}

#[test]
fn what_would_change_every_file_is_refused() {
    let none = HashSet::new();
    let mut pinned = article(31);
    pinned.pinned = true;
    assert!(most_of_it().update(&none, vec![pinned]).is_none());
    let mut strange = article(31);
    strange.lang = "da".to_owned();
    assert!(most_of_it().update(&none, vec![strange]).is_none());
    let many = (31..COUNT).step_by(60).map(article).collect();
    assert!(most_of_it().update(&none, many).is_none());
}
