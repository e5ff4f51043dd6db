//! An article from a page of HTML.

mod charset;
mod details;
pub mod dom;
mod kind;
mod nesting;

use std::collections::HashSet;
use std::path::Path;

use crate::document::UrlKey;
use crate::document::{self, Dom, Json, Page};
use crate::{Article, Day};
use dom_query::{Document, Matcher};
use dom_smoothie::{Readability, TextMode};
use encoding_rs::{Encoding, UTF_8};
use url::Url;

use super::{Found, Outcome, Reason};
use crate::command::address::{Site, written};
use crate::command::config::Config;
use dom::Html;

/// A page with fewer words has nothing to compare.
pub const MIN_WORDS: usize = 50;

/// What a file of a site's folder is. `path` is its path from the site's root.
pub fn outcome(bytes: &[u8], site: &Site, config: &Config, path: &Path) -> Outcome {
    outcome_at(bytes, &site.page(path), &Said::default(), config, path)
}

/// What is said of a page elsewhere: it counts where the page itself says nothing.
#[derive(Default)]
pub struct Said {
    pub title: String,
    pub image: String,
    pub date: Option<Day>,
    pub tags: Vec<String>,
}

/// What a file is that stands at the address `own`.
pub fn outcome_at(bytes: &[u8], own: &Url, said: &Said, config: &Config, path: &Path) -> Outcome {
    match article(bytes, own, said, config, path) {
        Ok((article, copy_of)) => {
            Outcome::Article(Box::new(Found { copy_of, ..Found::of(article) }))
        }
        Err(other) => other,
    }
}

/// The article of a file and the address of the page that it says it is a copy of, or what the file
/// is instead.
pub fn article(
    bytes: &[u8],
    own: &Url,
    said: &Said,
    config: &Config,
    path: &Path,
) -> Result<(Article, Option<String>), Outcome> {
    let html = markup(bytes).map_err(Outcome::Broken)?;
    let own_address = written(own);
    let document = Document::from(html);
    let settings = config.settings();
    for selector in &settings.remove {
        document.select(selector).remove();
    }
    let page = Html::new(&document, &own_address);
    let shape = kind::Shape::of(&document);
    if let Some(reason) = kind::not_an_article(&page, path, own.path(), &shape) {
        return Err(Outcome::Skipped(reason));
    }
    if details::is_unlisted(&page) {
        return Err(Outcome::Skipped(Reason::Unlisted));
    }
    let selector = settings.article.as_deref();
    let is_chosen = selector.is_some_and(|selector| page.first(selector).is_some());
    let read = document::read(&page, selector);
    let mut title = without_site_name(&page, &read.title);
    if title.is_empty() {
        title.clone_from(&said.title);
    }
    if title.is_empty() {
        return Err(Outcome::Skipped(Reason::NoTitle));
    }
    let address = |selector, name| page.resolve(&document::attribute(&page, selector, name)?);
    let canonical = address("link[rel~=canonical]", "href");
    // Some themes give every page the same og:url: believed only when it names this very file.
    let shared = address("meta[property='og:url']", "content").filter(|url| is_at(url, own));
    let url = canonical.clone().or(shared).unwrap_or_else(|| own_address.clone());
    let described = document::json_ld_article(&page);
    let described = described.as_ref();
    let section = details::section(&page, described);
    let mut article = Article {
        excerpt: read.excerpt,
        image: details::image(&page, described)
            .or_else(|| Some(said.image.clone()).filter(|image| !image.is_empty()))
            .and_then(|image| page.resolve(&image))
            .unwrap_or_default(),
        date: details::date(&page, described).or(said.date),
        expires: details::expires(&page, described),
        // The browser takes the section for a label among others.
        tags: read
            .labels
            .into_iter()
            .filter(|label| !label.eq_ignore_ascii_case(&section))
            .collect(),
        section,
        lang: read.lang,
        pins: read.pins,
        excludes: read.excludes,
        url,
        title,
        ..Article::default()
    };
    if article.tags.is_empty() {
        article.tags.clone_from(&said.tags);
    }
    if !config.apply(&mut article) {
        return Err(Outcome::Skipped(Reason::Unlisted));
    }
    let has_place = page.first("article, main, [role=main], [itemprop~=articleBody]").is_some();
    // The updates of a live blog are articles, of which the browser's rules take one.
    let is_live = described.and_then(|article| article.get("@type")?.string());
    let has_place = has_place && is_live.is_none_or(|kind| kind != "LiveBlogPosting");
    article.text =
        if is_chosen { read.text } else { main_text(document, shape.depth, read.text, has_place) };
    if words(&article.text) < MIN_WORDS {
        return Err(Outcome::Skipped(Reason::Short));
    }
    let is_copy = |canonical: &String| !UrlKey::new(canonical).matches(&UrlKey::new(&own_address));
    Ok((article, canonical.filter(is_copy)))
}

/// Reads a page as the browser would that finds it at `address`.
///
/// # Errors
///
/// Bytes in no encoding that can be told, markup nested without end, a selector that is not CSS: a
/// sentence.
pub fn read(bytes: &[u8], address: &str, selector: Option<&str>) -> Result<Page, String> {
    if let Some(selector) = selector
        && Matcher::new(selector).is_err()
    {
        return Err(format!("{selector:?} is not a CSS selector"));
    }
    let document = Document::from(markup(bytes)?);
    Ok(document::read(&Html::new(&document, address), selector))
}

/// What the browser would find in a piece of HTML, of which all is article; nothing where it is nested
/// without end.
pub fn piece(markup: &str) -> Page {
    let page = format!("<!doctype html><meta charset=utf-8><body>{markup}");
    read(page.as_bytes(), "/", Some("body")).unwrap_or_default()
}

/// The text of a piece of HTML.
pub fn text(markup: &str) -> String {
    piece(markup).text.trim().to_owned()
}

/// Text in whatever encoding it says or seems to be in.
///
/// # Errors
///
/// Bytes in no encoding that can be told: a sentence.
pub fn decode(bytes: &[u8]) -> Result<String, String> {
    charset::decode(bytes)
}

/// The encoding of a page.
pub fn encoding(bytes: &[u8]) -> &'static Encoding {
    charset::said(bytes).unwrap_or(UTF_8)
}

/// HTML that can be parsed.
fn markup(bytes: &[u8]) -> Result<String, String> {
    let html = charset::decode(bytes)?;
    if nesting::is_too_deep(&html) {
        return Err(format!("more than {} elements deep: close them", nesting::LIMIT));
    }
    Ok(html)
}

/// What readability finds, or what the browser's rules found where it fails.
fn main_text(document: Document, depth: usize, read: String, has_place: bool) -> String {
    // Readability walks by recursion; no article is nested so deeply.
    if depth > 500 {
        return read;
    }
    let config = dom_smoothie::Config {
        text_mode: TextMode::Formatted,
        disable_json_ld: true,
        ..dom_smoothie::Config::default()
    };
    let found = Readability::with_document(document, None, Some(config))
        .and_then(|mut readability| readability.parse())
        .map(|article| article.text_content.to_string())
        .unwrap_or_default();
    let is_poor = if has_place {
        words(&found) * 3 < words(&read) || is_elsewhere(&found, &read)
    } else {
        found.trim().is_empty()
    };
    if is_poor { read } else { found }
}

/// Whether most lines of one text are not in the other: comments may be longer than what they are about.
fn is_elsewhere(text: &str, other: &str) -> bool {
    let lines: HashSet<&str> = other.lines().map(str::trim).collect();
    let (mut here, mut elsewhere) = (0, 0);
    for line in text.lines().map(str::trim) {
        *if lines.contains(line) { &mut here } else { &mut elsewhere } += words(line);
    }
    here * 2 < elsewhere
}

/// What stands between a headline and the site's name.
const DIVIDERS: [char; 12] = ['|', '-', '–', '—', '·', '•', ':', '«', '»', '/', '_', '｜'];

/// Without " | Site" at the end of a title: where it begins with the page's heading, or was read from
/// `<title>` and the page names its site.
fn without_site_name<D: Dom>(page: &D, title: &str) -> String {
    let heading = ["main h1,article h1", "h1"].iter().find_map(|selector| page.first(selector));
    let heading = heading.map(|element| document::text_of(&element).trim().to_owned());
    let is_before_name = |heading: &String| {
        let rest = title.strip_prefix(heading.as_str()).unwrap_or_default();
        !heading.is_empty() && rest.starts_with(' ') && rest.trim_start().starts_with(DIVIDERS)
    };
    if let Some(heading) = heading.filter(is_before_name) {
        return heading;
    }
    let from_title =
        page.first("head title").is_some_and(|element| document::text_of(&element).trim() == title);
    let site = document::attribute(page, "meta[property='og:site_name']", "content");
    let cut = || {
        let rest = title.strip_suffix(site.as_deref()?)?.trim_end();
        let rest = rest.strip_suffix(DIVIDERS)?;
        Some(rest.trim_end()).filter(|rest| !rest.is_empty())
    };
    if from_title { cut().unwrap_or(title) } else { title }.to_owned()
}

/// Whether `url` ends with the file's own path, wherever the site may be mounted.
fn is_at(url: &str, own: &Url) -> bool {
    let bare = |path: &str| {
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let path = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
        path.strip_suffix(".html").unwrap_or(path).to_owned()
    };
    let path = bare(own.path());
    !path.is_empty() && bare(url).ends_with(&path)
}

/// How many words a text has. A character of a script without spaces counts as half a word.
pub fn words(text: &str) -> usize {
    let (mut halves, mut in_word) = (0, false);
    for c in text.chars() {
        let is_letter = c.is_alphanumeric();
        if is_letter && is_unspaced(c) {
            halves += 1;
            in_word = false;
        } else {
            if is_letter && !in_word {
                halves += 2;
            }
            in_word = is_letter || (in_word && matches!(c, '\'' | '’'));
        }
    }
    halves / 2
}

/// Han, kana, Thai, Lao, Khmer and Myanmar.
pub fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_in_every_script() {
        assert_eq!(words("It’s three words."), 3);
        assert_eq!(words("飲料店 opens"), 2);
        assert_eq!(words("—"), 0);
    }

    #[test]
    fn og_url_is_believed_when_it_names_the_file() {
        let site = Site::new(None);
        let own = site.page(Path::new("a/b.html"));
        assert!(is_at("https://example.org/a/b.html", &own));
        assert!(is_at("https://example.org/blog/a/b", &own));
        assert!(!is_at("https://example.org/", &own));
        assert!(!is_at("https://example.org/b.html", &own));
        assert!(!is_at("https://example.org/", &site.page(Path::new("index.html"))));
    }

    /// The article of a page that stands at `/news/a.html`, whose head is given.
    fn read_article(head: &str) -> Result<Article, Outcome> {
        let text = "<p>The ferry leaves the harbour at ten in the evening.</p>".repeat(10);
        let html = format!("<title>The ferry</title>{head}<article>{text}</article>");
        let path = Path::new("news/a.html");
        let own = Site::new(None).page(path);
        let read = article(html.as_bytes(), &own, &Said::default(), &Config::default(), path);
        read.map(|(article, _)| article)
    }

    fn json_ld(members: &str) -> String {
        let script = "<script type=application/ld+json>{\"@type\": \"Article\", ";
        format!("{script}{members}}}</script>")
    }

    #[test]
    fn the_section_is_no_tag() {
        let filed = |head: &str| {
            let article = read_article(head).ok().unwrap();
            (article.section, article.tags.join("|"))
        };
        let metas = "<meta property=article:section content=World>\
                     <meta property=article:tag content='Sea, world'>";
        let of = |section: &str, tags: &str| (section.to_owned(), tags.to_owned());
        assert_eq!(filed(metas), of("World", "Sea"));
        let described =
            json_ld("\"articleSection\": [\" Sea \", \"Life\"], \"keywords\": \"a, b\"");
        assert_eq!(filed(&(described + metas)), of("Sea", "a|b|Life|World"));
        assert_eq!(filed(""), of("", ""));
    }

    #[test]
    fn the_site_s_name_after_the_page_s_heading_is_no_headline() {
        let titled = |head: &str| read_article(head).ok().unwrap().title;
        let heading = "<main><h1>Fog</h1></main>";
        let said = |title: &str| format!("<meta property=og:title content='{title}'>{heading}");
        for (title, headline) in [
            ("Fog | The Harbour", "Fog"),
            ("Fog – The Harbour", "Fog"),
            ("Fog-bound | The Harbour", "Fog-bound | The Harbour"),
            ("Foggy - again", "Foggy - again"),
            ("The Harbour | Fog", "The Harbour | Fog"),
        ] {
            assert_eq!(titled(&said(title)), headline);
        }
    }

    #[test]
    fn articles_expire_where_they_say_so() {
        let robots = "<meta name=ROBOTS content='noarchive, unavailable_after: 2024-03-06'>";
        let meta = "<meta property=article:expiration_time content='2024-03-07T10:00:00Z'>";
        let described = json_ld("\"expires\": \"8 March 2024\"");
        let soon = json_ld("\"expires\": \"soon\"");
        for (head, expires) in [
            (String::new(), None),
            (robots.to_owned(), Some("2024-03-06")),
            (robots.replace("ROBOTS", "googlebot"), Some("2024-03-06")),
            (robots.to_owned() + meta, Some("2024-03-07")),
            (robots.to_owned() + meta + &described, Some("2024-03-08")),
            (soon.clone() + robots, Some("2024-03-06")),
            (soon + "<meta property=article:expiration_time content=2024-02-30>", None),
        ] {
            let article = read_article(&head).ok().unwrap();
            assert_eq!(article.expires, expires.and_then(Day::from_iso), "{head}");
        }
    }

    #[test]
    fn the_browser_s_day_comes_first_and_other_forms_after_it() {
        for (head, day) in [
            ("<meta name=date content='5 March 2024'>", Some("2024-03-05")),
            ("<meta name=dc.date content='2024/3/5'>", Some("2024-03-05")),
            (
                "<meta property=article:published_time content='March 5, 2024'>\
                 <time pubdate datetime=2024-03-06></time>",
                Some("2024-03-06"),
            ),
            ("<meta property=article:published_time content='March 5, 2024'>", Some("2024-03-05")),
            ("<meta name=date content=2024-02-30>", None),
        ] {
            let article = read_article(head).ok().unwrap();
            assert_eq!(article.date, day.and_then(Day::from_iso), "{head}");
        }
    }

    #[test]
    fn unlisted_pages_are_skipped() {
        for content in ["unlisted", "UNLISTED", "x, unlisted"] {
            let outcome = read_article(&format!("<meta name=also-like content='{content}'>"));
            assert!(matches!(outcome, Err(Outcome::Skipped(Reason::Unlisted))), "{content}");
        }
        for head in
            ["<meta name=also-like content=listed>", "<meta name=also-like:pin content=unlisted>"]
        {
            assert!(read_article(head).is_ok(), "{head}");
        }
    }

    #[test]
    fn pins_are_addresses_from_the_root_while_the_site_s_is_unknown() {
        let head = "<meta name=also-like:pin content=' b.html\n/c  https://example.org/d#e '>\
                    <meta name=also-like:pin content='javascript:alert(1) a.html'>\
                    <meta name=also-like:exclude content='../x mailto:a@example.org ../x#y'>";
        let article = read_article(head).ok().unwrap();
        assert_eq!(article.pins, ["/news/b.html", "/c", "https://example.org/d"]);
        assert_eq!(article.excludes, ["/x"]);
        let article = read_article(&format!("<base href=/other/>{head}")).ok().unwrap();
        assert_eq!(article.pins[0], "/other/b.html");
    }

    /// What the browser would read of a page at `address`.
    fn page(address: &str, html: &str) -> Page {
        read(html.as_bytes(), address, None).unwrap()
    }

    #[test]
    fn links_are_those_of_the_text() {
        let html = "<article><a href=b.html>b</a> <p><b><a href='/c?d#e'>c</a></b></p>\
             <a href=https://example.com/f>f</a><a href=b.html#g>b again</a><a href=#h>here</a>\
             <a href=HTTPS://EXAMPLE.com/f>f again</a><a>none</a><a href>itself</a>\
             <a href='javascript:alert(1)'>j</a><a href='JaVa&#9;script:alert(1)'>j</a>\
             <a href=mailto:a@example.org>m</a><a href='data:text/html,x'>d</a><a href=//>x</a>\
             <aside><a href=/aside>a</a></aside><nav><a href=/nav>n</a></nav></article>\
             <a href=/outside>o</a>";
        let links = page("https://example.org/news/a.html", html).links;
        let site = "https://example.org";
        assert_eq!(
            links,
            [&format!("{site}/news/b.html"), &format!("{site}/c?d"), "https://example.com/f"]
        );
        assert_eq!(page("/news/a.html", html).links[..2], ["/news/b.html", "/c?d"]);
        assert_eq!(page("", html).links[..2], ["/b.html", "/c?d"]);
        assert_eq!(page("no address", html).links[..2], ["/b.html", "/c?d"]);

        let selected = read(html.as_bytes(), "/a", Some("nav")).unwrap();
        assert_eq!(selected.links, ["/nav"]);
        let many: String =
            (0..600).map(|i| format!("<a href={i}>x</a><a href={i}>x</a>")).collect();
        let links = page("/a", &many).links;
        assert_eq!((links.len(), links[499].as_str()), (500, "/499"));
    }

    #[test]
    fn the_page_s_own_address_is_not_among_them() {
        let html = "<link rel=canonical href=https://example.org/a>\
             <link rel=alternate hreflang=en href=https://example.org/a/>\
             <link rel=alternate hreflang=zh-Hant href=/zh/a>\
             <link rel='alternate home' hreflang=x-default href=https://example.org/zh/a#b>\
             <link rel=alternate type=application/rss+xml href=/feed.xml>\
             <link rel=alternate hreflang=fr href='javascript:x'>\
             <meta name=also-like:pin content='/a.html /b'><a href='?utm_source=x'>a</a>";
        let read = page("https://example.org/a", html);
        assert_eq!(read.translations, ["https://example.org/zh/a"]);
        assert_eq!(read.pins, ["https://example.org/b"]);
        assert!(read.links.is_empty(), "{:?}", read.links);
    }

    #[test]
    fn labels_are_read_once_from_everywhere() {
        let html = json_ld("\"keywords\": [\"tea, Frost\", 7], \"articleSection\": \"World\"")
            + "<meta property=article:tag content=' #TEA '><meta property=article:section content=Sea>\
               <meta name=Keywords content='茶、霜，tea,, '><a rel='tag x' href=/t>#<b>Har</b>vest</a>\
               <meta property=article:tag content='\u{3000}##春\u{3000}'><article>x</article>";
        let labels = page("/a", &html).labels;
        assert_eq!(labels, ["tea", "Frost", "World", "Sea", "茶", "霜", "春", "Harvest"]);

        let many: Vec<String> = (0..10_000).map(|i| i.to_string()).collect();
        let html = format!("<meta name=keywords content='{}'>", many.join(","));
        assert_eq!(page("/a", &html).labels, many[..50]);
    }

    #[test]
    fn days_are_read_where_they_begin_as_iso_has_them() {
        let metas = "<meta itemprop=datePublished content=2024-03-07>\
                     <meta property=article:published_time content=2024-03-06T23:59:59-11:00>";
        for (html, day) in [
            (json_ld("\"datePublished\": \"2024-03-05\"") + metas, Some("2024-03-05")),
            (json_ld("\"datePublished\": \"5 March 2024\"") + metas, Some("2024-03-06")),
            (json_ld("\"datePublished\": 20240305"), None),
            (json_ld("\"datePublished\": \"99999-01-01\""), None),
            ("<time datetime=2024-03-08></time>".to_owned(), None),
            ("<main><time datetime=2024-03-08></time></main>".to_owned(), Some("2024-03-08")),
            ("<time pubdate datetime=2024-02-30></time>".to_owned(), None),
            (
                "<time itemprop=datePublished datetime=' 2024-02-29 '></time>".to_owned(),
                Some("2024-02-29"),
            ),
        ] {
            assert_eq!(page("/a", &html).day, day.and_then(Day::from_iso), "{html}");
        }
    }

    #[test]
    fn language_and_excerpt_come_from_the_first_place_that_has_them() {
        let lang = |html: &str| page("/a", html).lang;
        let metas = "<meta http-equiv=Content-Language content=de>\
                     <meta property=og:locale content=zh_Hant_TW>";
        let described = json_ld("\"inLanguage\": \"fr\", \"description\": \" One. \"");
        assert_eq!(lang(&format!("<html lang=en-GB>{described}{metas}")), "en-GB");
        assert_eq!(lang(&format!("<html lang=' '>{described}{metas}")), "fr");
        assert_eq!(lang(metas), "de");
        assert_eq!(lang("<meta property=og:locale content=zh_Hant_TW>"), "zh-Hant-TW");
        assert_eq!(lang("<p>x"), "");

        let excerpt = |html: &str| page("/a", html).excerpt;
        let metas =
            "<meta name=Description content=Three.><meta property=og:description content=Two.>";
        assert_eq!(excerpt(&(described + metas)), "One.");
        assert_eq!(excerpt(metas), "Two.");
        assert_eq!(excerpt("<meta name=Description content=Three.>"), "Three.");
        assert_eq!(excerpt(""), "");
    }
}
