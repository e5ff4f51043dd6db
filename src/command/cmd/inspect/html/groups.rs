//! The names of groups of articles: words that many of their headlines have and few others.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::command::cmd::inspect::view::CatalogView;
use crate::text::is_unspaced;

/// Words of a name, and letters of one that is a headline.
const WORDS: usize = 3;
const LETTERS: usize = 32;

/// Articles of a group that are read for its name.
const ARTICLES: usize = 200;

/// Words in lower case, with how many headlines have them and as one of these writes them.
type Words = BTreeMap<String, (usize, String)>;

/// The names of groups. In each group the most shown article is first.
pub fn names(view: &CatalogView, groups: &[Vec<u32>]) -> Vec<String> {
    let title = |article: &u32| view.articles[*article as usize].title.as_str();
    let counted: Vec<Words> = groups
        .iter()
        .map(|group| {
            let mut counts = BTreeMap::new();
            for (key, word) in group.iter().take(ARTICLES).flat_map(|one| words(title(one))) {
                counts.entry(key).or_insert((0, word)).0 += 1;
            }
            counts
        })
        .collect();
    // A word that many excerpts have is not specific in a headline.
    let mut everywhere: HashMap<String, usize> = HashMap::new();
    let mut here: Vec<HashMap<String, usize>> = Vec::new();
    for group in groups {
        let mut own = HashMap::new();
        for article in group.iter().take(ARTICLES) {
            let excerpt = &view.articles[*article as usize].excerpt;
            for (key, _) in words(&format!("{} {excerpt}", title(article))) {
                *own.entry(key).or_default() += 1;
            }
        }
        own.iter().for_each(|(key, n)| *everywhere.entry(key.clone()).or_default() += n);
        here.push(own);
    }
    let size = |group: &Vec<u32>| group.len().min(ARTICLES);
    let all: usize = groups.iter().map(size).sum();
    let name = |((group, counts), own): ((&Vec<u32>, &Words), &HashMap<String, usize>)| {
        // A tenth of the headlines have it, and three times as many texts as elsewhere.
        let many = size(group);
        let is_telling = |key: &str, count: usize| {
            let own = own[key];
            count >= (many / 10).max(2) && own * (all - many) > 3 * (everywhere[key] - own) * many
        };
        let mut telling: Vec<(usize, &String)> = counts
            .iter()
            .filter(|(key, (count, _))| is_telling(key, *count))
            .map(|(_, (count, word))| (*count, word))
            .collect();
        telling.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let mut chosen: Vec<&str> = Vec::new();
        for (_, word) in telling {
            // Overlapping pairs of characters are one word.
            let overlaps =
                |other: &&str| is_spaceless(word) && word.chars().any(|c| other.contains(c));
            if chosen.len() < WORDS && !chosen.iter().any(overlaps) {
                chosen.push(word);
            }
        }
        match (chosen.is_empty(), group.first()) {
            (true, Some(first)) => short(title(first)),
            _ => chosen.join(" · "),
        }
    };
    groups.iter().zip(&counted).zip(&here).map(name).collect()
}

fn short(title: &str) -> String {
    match title.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{}…", title[..end].trim_end()),
        None => title.to_owned(),
    }
}

/// Whether a word is of a script without spaces.
fn is_spaceless(word: &str) -> bool {
    word.chars().any(is_unspaced)
}

/// The words of a headline, each once: in lower case, and as it is written there.
fn words(title: &str) -> Vec<(String, String)> {
    let mut known = BTreeSet::new();
    let mut all = Vec::new();
    for word in title.split(|char: char| !char.is_alphanumeric()) {
        let mut add = |word: &str| {
            let key = word.to_lowercase();
            if known.insert(key.clone()) {
                all.push((key, word.to_owned()));
            }
        };
        if is_spaceless(word) {
            let letters: Vec<char> = word.chars().collect();
            letters.windows(2).for_each(|pair| add(&pair.iter().collect::<String>()));
        } else if word.chars().count() > 2 && word.chars().any(char::is_alphabetic) {
            add(word);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::cmd::inspect::view::ArticleSummary;

    #[test]
    fn a_name_has_the_words_that_others_do_not_have() {
        let titles = [
            "The ferry is late",
            "A new ferry for the islands",
            "The tea harvest",
            "Tea and the rain",
            "臺灣茶葉漲價",
            "雨後的茶葉",
            "Alone",
            "Another thing that is far too long to be a name",
        ];
        let shown = |title: &str| {
            let [url, lang] = ["/a", "en"].map(str::to_owned);
            ArticleSummary {
                url,
                title: title.to_owned(),
                excerpt: String::new(),
                lang,
                date: None,
            }
        };
        let view =
            CatalogView { articles: titles.map(shown).into(), boxes: Vec::new(), are_boxes: true };
        let groups = [vec![0, 1], vec![2, 3], vec![4, 5], vec![7, 6]];
        let expected = ["ferry", "tea", "茶葉", "Another thing that is far too lo…"];
        assert_eq!(names(&view, &groups), expected);
    }
}
