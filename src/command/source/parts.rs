//! Pages that are no articles of their own: further pages of an article, and those that hold other
//! articles whole.

use std::collections::{HashMap, HashSet};

use crate::command::outcome::{Reason, SourceArticle};
use crate::document::UrlKey;

/// The place of a page that is no article, and why.
pub type NotArticle = (usize, Reason);

/// A page that holds the beginnings of so many others is made of them.
const HOLDS: usize = 2;
const HOLDS_MANY: usize = 5;

/// What that weighs: see `html::evidence`.
const CONTAINS: i32 = -6;
const CONTAINS_MANY: i32 = -10;

/// Those of the articles that are none, with their places.
pub fn not_articles(articles: &[(usize, &SourceArticle)]) -> Vec<NotArticle> {
    let mut all = further_pages(articles);
    let parts: HashSet<usize> = all.iter().map(|(at, _)| *at).collect();
    let others: Vec<_> = articles.iter().copied().filter(|(at, _)| !parts.contains(at)).collect();
    all.extend(made_of_others(&others));
    all
}

/// Pages that hold the beginnings of several other articles.
fn made_of_others(articles: &[(usize, &SourceArticle)]) -> Vec<NotArticle> {
    let mut begin: HashMap<u32, Vec<&str>> = HashMap::new();
    for (_, article) in articles {
        if let Some(&first) = article.choices.paragraphs.first() {
            begin.entry(first).or_default().push(&article.choices.title);
        }
    }
    // What three begin with is the site's.
    begin.retain(|_, titles| titles.len() < 3);
    let is_made = |article: &SourceArticle| {
        let own = article.choices.paragraphs.first();
        let held: HashSet<u32> = article.choices.paragraphs.iter().copied().collect();
        let others = held.iter().filter(|beginning| {
            let titles = begin.get(beginning);
            titles.is_some_and(|titles| {
                let is_other = titles.iter().any(|title| *title != article.choices.title);
                // Its own first paragraph is that of another, too, where it begins with that.
                is_other && (Some(*beginning) != own || titles.len() > 1)
            })
        });
        let count = others.count();
        let weight = match count {
            _ if count >= HOLDS_MANY => CONTAINS_MANY,
            _ if count >= HOLDS => CONTAINS,
            _ => return false,
        };
        article.choices.weight.saturating_add(weight) <= 0
    };
    let made = articles.iter().filter(|(_, article)| is_made(article));
    made.map(|&(at, _)| (at, Reason::List)).collect()
}

/// Page 2 and more of articles.
fn further_pages(articles: &[(usize, &SourceArticle)]) -> Vec<NotArticle> {
    let key = |url: &str| UrlKey::new(url).path().to_vec();
    let mut titles: HashMap<Vec<u8>, &str> = HashMap::new();
    for (_, article) in articles.iter().rev() {
        titles.insert(key(&article.url), &article.choices.title);
    }
    let is_further = |article: &SourceArticle| {
        let Some((first, is_sure)) = first_page(&article.url) else { return false };
        let first = key(&first);
        let previous = article.choices.previous.as_deref();
        let follows = previous.is_some_and(|previous| {
            key(previous) == first
                || first_page(previous).is_some_and(|(other, _)| key(&other) == first)
        });
        let title = titles.get(&first);
        let is_same = title.is_some_and(|title| is_same_but_number(title, &article.choices.title));
        is_same && (follows || is_sure)
    };
    let further = articles.iter().filter(|(_, article)| is_further(article));
    further.map(|&(at, _)| (at, Reason::FurtherPage)).collect()
}

/// The address of the first page of one with a number at its end, and whether the number is surely
/// that of a page.
fn first_page(url: &str) -> Option<(String, bool)> {
    let is_number = |text: &str| {
        let is_digits =
            !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
        is_digits && text.parse::<u16>().is_ok_and(|number| number >= 2)
    };
    let url = url.split('#').next().unwrap_or_default();
    if let Some((path, query)) = url.split_once('?') {
        let (name, value) = query.rsplit('&').next()?.split_once('=')?;
        let is_page = matches!(name, "page" | "p" | "paged" | "pg" | "seite" | "pagina");
        let rest = query.rsplit_once('&').map_or(String::new(), |(rest, _)| format!("?{rest}"));
        return (is_page && is_number(value)).then(|| (format!("{path}{rest}"), name != "p"));
    }
    let path = url.strip_suffix("index.html").unwrap_or(url).trim_end_matches('/');
    let (folder, last) = path.rsplit_once('/')?;
    let (name, end) =
        last.rsplit_once('.').map_or((last, ""), |(name, _)| (name, &last[name.len()..]));
    if is_number(name) {
        let folder = folder.strip_suffix("/page").unwrap_or(folder);
        return Some((format!("{folder}/"), true));
    }
    let at = name.rfind(|c: char| !c.is_ascii_digit())? + 1;
    let (before, number) = (name.get(..at)?, name.get(at..)?);
    if !is_number(number) {
        return None;
    }
    if before == "page" || before == "page-" {
        return Some((format!("{folder}/"), true));
    }
    let bare = before.strip_suffix("page").or_else(|| before.strip_suffix('p')).unwrap_or(before);
    let bare = bare.strip_suffix(['-', '_', '.'])?;
    Some((format!("{folder}/{bare}{end}"), false))
}

/// Whether two headlines are the same but for the number of the page.
fn is_same_but_number(title: &str, other: &str) -> bool {
    if title == other {
        return true;
    }
    let Some(rest) = other.strip_prefix(title) else { return false };
    let word: String = rest.chars().filter(|c| !c.is_ascii_digit()).collect();
    let has_number = rest.bytes().any(|byte| byte.is_ascii_digit());
    const WORDS: [&str; 14] = [
        "",
        "page",
        "seite",
        "pagina",
        "página",
        "pageof",
        "seitevon",
        "of",
        "стр",
        "страница",
        "頁",
        "页",
        "ページ",
        "sayfa",
    ];
    has_number && WORDS.contains(&&*word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_page_of_several_is_known_by_its_address() {
        for (url, first) in [
            ("/x/2/", Some(("/x/", true))),
            ("/x/page/3/", Some(("/x/", true))),
            ("/x/page-2.html", Some(("/x/", true))),
            ("/x-2.html", Some(("/x.html", false))),
            ("https://n.example/x?page=2", Some(("https://n.example/x", true))),
            ("/x?id=7&page=2", Some(("/x?id=7", true))),
            ("/x/2024/", None),
            ("/x/1/", None),
            ("/x/", None),
            ("/", None),
            ("", None),
        ] {
            let first = first.map(|(first, is_sure)| (first.to_owned(), is_sure));
            assert_eq!(first_page(url), first, "{url}");
        }
        assert!(is_same_but_number("tenlights", "tenlightspage2"));
        assert!(!is_same_but_number("tenlights", "tenlightspart2"));
    }
}
