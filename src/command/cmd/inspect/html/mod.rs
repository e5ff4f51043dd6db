//! The report of `also-like inspect --html`: one page that works offline and without scripts.
//!
//! In: the articles of a catalog and what the boxes under them show. Out: HTML. Reads no file.

mod ages;
mod bars;
mod communities;
mod groups;
mod layout;
mod map;
mod markup;

use std::collections::BTreeMap;
use std::fmt::Write;

use super::inspection::{Contents, Inspection};
use super::shards;
use super::view::{CARDS, CatalogView};
use bars::{Bar, bars, columns};
use markup::{counted, escape, link, thousands};

/// How many rows a list has before the rest is one row or is left to `--json`.
const ROWS: usize = 12;

/// How many articles without any box are listed.
const ORPHANS: usize = 200;

/// How many columns the plot of how often articles are shown has at most.
const COLUMNS: usize = 24;

/// The page. The same catalog gives the same bytes.
pub fn page(inspected: &Inspection, view: &CatalogView) -> String {
    let articles = counted(view.articles.len(), "article");
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{articles} of also-like</title>\n\
         <style>\n{}</style>\n</head>\n<body>\n<header>\n\
         <p>What also-like knows of the site</p>\n<h1>{articles}</h1>\n</header>\n<main>\n",
        include_str!("report.css")
    );
    out += &facts(inspected);
    let communities = communities::find(view);
    out += &section("map", "Map", &map::draw(view, &communities));
    out += &section("shown", "What the boxes show", &shown(inspected, view));
    out += &section("ages", "When they were published", &ages::draw(view));
    out += &section("languages", "Languages", &languages(view));
    out += &section("folders", "Folders", &folders(view));
    out += &section("bytes", "Bytes", &bytes(inspected));
    out += &section("checks", "Checks", &checks(inspected));
    out + "</main>\n</body>\n</html>\n"
}

fn section(id: &str, name: &str, content: &str) -> String {
    format!(
        "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{name}</h2>\n{content}</section>\n"
    )
}

/// The most important figures.
fn facts(inspected: &Inspection) -> String {
    let Some(overview) = &inspected.overview else { return String::new() };
    let Some(shares) = overview.shares() else { return String::new() };
    let list = if overview.coverage.is_some() { "box" } else { "list" };
    let mut out = String::from("<dl class=\"facts\">\n");
    let mut fact = |name: &str, value: &str| {
        let _ = writeln!(out, "<div><dt>{name}</dt><dd>{value}</dd></div>");
    };
    if let [first, last] = &overview.dates[..] {
        fact("Published", &format!("{first} <span>to {last}</span>"));
    }
    fact("Languages", &overview.languages.len().to_string());
    fact(
        &format!("ArticleSummary in some {list}"),
        &format!("{:.1} %", 100.0 * shares.coverage.shown),
    );
    fact(
        "The most shown is in",
        &format!("{:.2} % <span>of all</span>", 100.0 * shares.coverage.most),
    );
    if let Some(coverage) = &overview.coverage {
        fact("Boxes without cards", &thousands(coverage.empty as u64));
    }
    fact("Bytes", &thousands(total(inspected)));
    out + "</dl>\n"
}

/// All bytes of the catalog.
fn total(inspected: &Inspection) -> u64 {
    match (&inspected.contents, &inspected.shards) {
        (Some(contents), _) => contents.bytes as u64,
        (None, Some(shards)) => shards.kinds.iter().map(|kind| kind.bytes).sum(),
        (None, None) => 0,
    }
}

/// What fills the boxes, how often each article is shown, hubs and orphans.
fn shown(inspected: &Inspection, view: &CatalogView) -> String {
    let Some(overview) = &inspected.overview else { return String::new() };
    let mut out = match &overview.coverage {
        Some(coverage) => {
            let kinds = [
                ("Related articles", coverage.related),
                ("Of the same section", coverage.section),
                ("The latest", coverage.latest),
                ("Nothing", coverage.empty),
            ];
            let kinds = kinds.map(|(name, count)| Bar::new(name, count as u64)).to_vec();
            format!(
                "<p>The box under each article, {CARDS} cards at most, as on the day of the newest.</p>\n{}",
                bars("What the boxes hold", ["Cards", "Boxes"], kinds)
            )
        }
        None => format!(
            "<p>A catalog of many files keeps of each article a list of those that resemble it most. Its \
             box is chosen among these: here the first {CARDS} stand for it.</p>\n"
        ),
    };
    let (list, lists) =
        if overview.coverage.is_some() { ("box", "boxes") } else { ("list", "lists") };
    let ranking = view.ranking();
    let most = ranking.first().map_or(0, |(times, _)| *times as usize);
    let width = (most + 1).div_ceil(COLUMNS).max(1);
    let mut columns_of = vec![0_u64; most / width + 1];
    ranking.iter().for_each(|(times, _)| columns_of[*times as usize / width] += 1);
    let name = |place: usize| match (place * width, (place + 1) * width - 1) {
        (from, to) if from == to => from.to_string(),
        (from, to) => format!("{from} to {to}"),
    };
    let all: Vec<(String, u64)> = (0..).map(name).zip(columns_of).collect();
    out = format!("<div class=\"two\">\n<div>\n{out}<h3>How often articles are shown</h3>\n");
    out += &columns(
        &format!("Articles by the number of {lists} that they are in"),
        ["Number", "Articles"],
        &all,
    );

    let (hubs, orphans) = ranking.split_at(ranking.partition_point(|(times, _)| *times > 0));
    out += "</div>\n<div>\n";
    if !hubs.is_empty() {
        out += "<h3>Hubs</h3>\n";
        let hubs = hubs.iter().take(super::overview::LISTED);
        let hubs = hubs.map(|(times, one)| Bar { name: link(one), count: u64::from(*times) });
        out += &bars(
            &format!("The articles in the most {lists}"),
            ["Article", "Number"],
            hubs.collect(),
        );
    }
    out += "<h3>Orphans</h3>\n";
    match orphans.len() {
        0 => out += &format!("<p>None: every article is in some {list}.</p>\n"),
        count => {
            let _ = write!(
                out,
                "<details{}>\n<summary>{} in no {list}</summary>\n<ul class=\"titles\">\n",
                if count <= ROWS { " open" } else { "" },
                counted(count, "article")
            );
            for (_, one) in orphans.iter().take(ORPHANS) {
                let _ = writeln!(out, "<li>{}</li>", link(one));
            }
            out += "</ul>\n";
            if count > ORPHANS {
                let more = thousands((count - ORPHANS) as u64);
                let _ = writeln!(out, "<p>And {more} more, which <code>--json</code> names.</p>");
            }
            out += "</details>\n";
        }
    }
    out + "</div>\n</div>\n"
}

fn languages(view: &CatalogView) -> String {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    view.articles.iter().for_each(|one| *counts.entry(&one.lang).or_default() += 1);
    let name = |lang: &str| if lang.is_empty() { "not named".to_owned() } else { escape(lang) };
    let all = counts.into_iter().map(|(lang, count)| Bar { name: name(lang), count });
    bars("Articles by language", ["Language", "Articles"], most(all.collect()))
}

fn folders(view: &CatalogView) -> String {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    view.articles.iter().for_each(|one| *counts.entry(folder(&one.url)).or_default() += 1);
    let all = counts.into_iter().map(|(folder, count)| Bar { name: escape(folder), count });
    bars(
        "Articles by the first folder of their addresses",
        ["Folder", "Articles"],
        most(all.collect()),
    )
}

/// The first folder of an address.
fn folder(url: &str) -> &str {
    let path =
        url.split_once("://").map_or(url, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
    let path = path.split(['?', '#']).next().unwrap_or_default();
    match path.get(1..).and_then(|rest| rest.find('/')) {
        Some(end) => &path[..end + 2],
        None => "/",
    }
}

/// The longest bars first; those that are too many as one.
fn most(mut all: Vec<Bar>) -> Vec<Bar> {
    all.sort_by_key(|bar| std::cmp::Reverse(bar.count));
    if all.len() > ROWS {
        let rest = all.split_off(ROWS - 1);
        let name = format!("{} others", rest.len());
        all.push(Bar { name, count: rest.iter().map(|bar| bar.count).sum() });
    }
    all
}

fn bytes(inspected: &Inspection) -> String {
    if let Some(Contents { bytes, bytes_per_article, sections, terms, postings, .. }) =
        &inspected.contents
    {
        let parts = sections.iter().map(|part| Bar::new(part.name, part.bytes as u64)).collect();
        return format!(
            "<p>One file of {} bytes, {bytes_per_article:.0} an article: {} terms, {} postings.</p>\n{}",
            thousands(*bytes as u64),
            thousands(*terms as u64),
            thousands(*postings as u64),
            bars("Bytes by part of the file", ["Part", "Bytes"], parts)
        );
    }
    let Some(shards::ShardInspection { kinds, .. }) = &inspected.shards else {
        return String::new();
    };
    let name = |of: &shards::FileStats| {
        let (files, most) = (counted(of.files, "file"), thousands(of.most));
        format!("{} <small>{files}, the largest {most}</small>", of.kind)
    };
    let all = kinds.iter().map(|of| Bar { name: name(of), count: of.bytes }).collect();
    format!(
        "<p>{}. A page of the site loads one of the kind <i>neighbourhoods</i>.</p>\n{}",
        counted(kinds.iter().map(|of| of.files).sum(), "file"),
        bars("Bytes by kind of file", ["Kind", "Bytes"], all)
    )
}

fn checks(inspected: &Inspection) -> String {
    let passed = inspected.checks.iter().filter(|check| check.error.is_none());
    let passed: String = passed.map(|check| format!("<li>{}</li>\n", check.check)).collect();
    format!("<p>All passed:</p>\n<ul class=\"checks\">\n{passed}</ul>\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::cmd::inspect::view::ArticleSummary;

    #[test]
    fn folders_are_the_first_of_an_address() {
        for (url, expected) in [
            ("/news/a.html", "/news/"),
            ("/a.html", "/"),
            ("https://a.example/news/2024/a?b=/c/", "/news/"),
            ("https://a.example", "/"),
            ("news/a.html", "news/"),
            ("/?p=/a/b", "/"),
            ("語/文", "/"),
            ("", "/"),
        ] {
            assert_eq!(folder(url), expected, "{url}");
        }
    }

    #[test]
    fn numbers_are_written_in_groups_of_three() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(thousands), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!((counted(1, "file"), counted(0, "file")), ("1 file".into(), "0 files".into()));
    }

    #[test]
    fn addresses_of_the_web_alone_are_linked() {
        let link = |url: &str| {
            let [title, excerpt, lang] = ["<b>\"A\"", "", "en"].map(str::to_owned);
            link(&ArticleSummary { url: url.to_owned(), title, excerpt, lang, date: None })
        };
        for url in ["https://a.example/", "HTTP://a.example/", "/a"] {
            assert!(link(url).starts_with(&format!("<a href=\"{url}\" lang=\"en\"")), "{url}");
        }
        for url in ["javascript:alert(1)", "data:text/html,x", " /a", "", "語"] {
            assert_eq!(link(url), "<span lang=\"en\" dir=\"auto\">&lt;b&gt;&quot;A&quot;</span>");
        }
    }
}
