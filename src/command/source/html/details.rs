//! Details of an article that the command reads of a page and the browser does not: see
//! `crate::document`.

use crate::Day;
use crate::document::{self, Dom, Json, Node};

use crate::command::day;

/// The last day on which it may be recommended.
pub fn expires<D: Dom>(page: &D, article: Option<&D::Json>) -> Option<Day> {
    let meta = || document::attribute(page, "meta[property='article:expiration_time']", "content");
    member(article, "expires")
        .and_then(|text| day::parse(&text, ""))
        .or_else(|| day::parse(&meta()?, ""))
        .or_else(|| {
            page.all("meta[name=robots i], meta[name=googlebot i]")
                .iter()
                .find_map(|meta| unavailable_after(&meta.attribute("content")?))
        })
}

/// The date in `noarchive, unavailable_after: March 5, 2024, nosnippet`: commas stand in dates too.
fn unavailable_after(content: &str) -> Option<Day> {
    const NAME: &str = "unavailable_after:";
    let at = content.to_ascii_lowercase().find(NAME)?;
    let date = content.get(at + NAME.len()..)?;
    let mut ends = date.match_indices(',').map(|(end, _)| end).chain([date.len()]).rev();
    ends.find_map(|end| day::parse(date.get(..end)?, ""))
}

/// The part of the site that it belongs to, or nothing.
pub fn section<D: Dom>(page: &D, article: Option<&D::Json>) -> String {
    let described = || {
        let section = article?.get("articleSection")?;
        section.string().or_else(|| section.items().iter().find_map(Json::string))
    };
    let described = described().map(|section| section.trim().to_owned());
    described
        .filter(|section| !section.is_empty())
        .or_else(|| document::attribute(page, "meta[property='article:section']", "content"))
        .unwrap_or_default()
}

/// Whether the page asks never to be recommended.
pub fn is_unlisted<D: Dom>(page: &D) -> bool {
    page.all("meta[name='also-like' i]").iter().any(|meta| {
        let content = meta.attribute("content").unwrap_or_default();
        content.split([',', ' ']).any(|word| word.eq_ignore_ascii_case("unlisted"))
    })
}

/// A filled string member of the article in the page's JSON-LD.
fn member<J: Json>(article: Option<&J>, key: &str) -> Option<String> {
    article?.get(key)?.string().filter(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_end_where_robots_go_on() {
        let day = day::parse("2024-03-05", "");
        for content in [
            "unavailable_after: 2024-03-05",
            "noarchive,UNAVAILABLE_AFTER:2024-03-05T10:00:00Z",
            "unavailable_after: March 5, 2024, nosnippet",
            "unavailable_after: 5 Mar 2024, nosnippet",
            "unavailable_after: Tue, 5 Mar 2024 23:30:00 -0800, noarchive",
        ] {
            assert_eq!(unavailable_after(content), day, "{content}");
        }
        for content in ["", "unavailable_after:", "unavailable_after: soon", "2024-03-05"] {
            assert_eq!(unavailable_after(content), None, "{content}");
        }
    }
}
