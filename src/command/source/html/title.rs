//! The headline in a title that names the site too.

use crate::document::{self, Dom};

/// What stands between a headline and the site's name.
const DIVIDERS: [char; 12] = ['|', '-', '–', '—', '·', '•', ':', '«', '»', '/', '_', '｜'];

/// Without " | Site" at the end of a title: where it begins with the page's heading, or was read
/// from `<title>` and the page names its site.
pub fn without_site_name<D: Dom>(page: &D, title: &str) -> String {
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
