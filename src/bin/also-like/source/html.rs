//! An article from a page of HTML.

mod charset;
mod details;
mod dom;
mod kind;
mod nesting;

use std::path::Path;

use also_like::link::Key;
use also_like::page::{self, Dom, Page};
use also_like::{Article, Prepared};
use dom_query::{Document, Matcher};
use dom_smoothie::{Readability, TextMode};
use url::Url;

use super::{Found, Outcome, Reason};
use crate::address::{Site, written};
use crate::config::Config;
use dom::Html;

/// A page with fewer words has nothing to compare.
const MIN_WORDS: usize = 50;

/// What a file of a site's folder is. `path` is its path from the site's root.
pub fn outcome(bytes: &[u8], site: &Site, config: &Config, path: &Path) -> Outcome {
    let html = match markup(bytes) {
        Ok(html) => html,
        Err(sentence) => return Outcome::Broken(sentence),
    };
    let own = site.page(path);
    let own_address = written(&own);
    let document = Document::from(html);
    let page = Html::new(&document, &own_address);
    let shape = kind::Shape::of(&document);
    if let Some(reason) = kind::not_an_article(&page, path, own.path(), &shape) {
        return Outcome::Skipped(reason);
    }
    if details::is_unlisted(&page) {
        return Outcome::Skipped(Reason::Unlisted);
    }
    let read = page::read(&page, None);
    let title = without_site_name(&page, &read.title);
    if title.is_empty() {
        return Outcome::Skipped(Reason::NoTitle);
    }
    let address = |selector, name| page.resolve(&page::attribute(&page, selector, name)?);
    let canonical = address("link[rel~=canonical]", "href");
    // Some themes give every page the same og:url: believed only when it names this very file.
    let shared = address("meta[property='og:url']", "content").filter(|url| is_at(url, &own));
    let url = canonical.clone().or(shared).unwrap_or_else(|| own_address.clone());
    let described = page::json_ld_article(&page);
    let described = described.as_ref();
    let section = details::section(&page, described);
    let mut article = Article {
        excerpt: read.excerpt,
        image: details::image(&page, described)
            .and_then(|image| page.resolve(&image))
            .unwrap_or_default(),
        date: details::date(&page, described),
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
    if !config.apply(&mut article) {
        return Outcome::Skipped(Reason::Unlisted);
    }
    let has_place = page.first("article, main, [role=main], [itemprop~=articleBody]").is_some();
    article.text = main_text(document, shape.depth, read.text, has_place);
    if words(&article.text) < MIN_WORDS {
        return Outcome::Skipped(Reason::Short);
    }
    Outcome::Article(Box::new(Found {
        url: article.url.clone(),
        lang: article.lang.clone(),
        copy_of: canonical.filter(|canonical| !Key::of(canonical).matches(&Key::of(&own_address))),
        warnings: Vec::new(),
        prepared: Prepared::new(article),
    }))
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
    Ok(page::read(&Html::new(&document, address), selector))
}

/// Text in whatever encoding it says or seems to be in.
///
/// # Errors
///
/// Bytes in no encoding that can be told: a sentence.
pub fn decode(bytes: &[u8]) -> Result<String, String> {
    charset::decode(bytes)
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
    let is_poor =
        if has_place { words(&found) * 3 < words(&read) } else { found.trim().is_empty() };
    if is_poor { read } else { found }
}

/// Without " | Site" at the end of a title that was read from `<title>`, when the page names its site.
fn without_site_name<D: Dom>(page: &D, title: &str) -> String {
    let from_title =
        page.first("head title").is_some_and(|element| page::text_of(&element).trim() == title);
    let site = page::attribute(page, "meta[property='og:site_name']", "content");
    let cut = || {
        let rest = title.strip_suffix(site.as_deref()?)?.trim_end();
        let rest =
            rest.strip_suffix(['|', '-', '–', '—', '·', '•', ':', '«', '»', '/', '_', '｜'])?;
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
fn words(text: &str) -> usize {
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
fn is_unspaced(c: char) -> bool {
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
}
