//! Pages that serve a site and are not read for themselves: about, contact, legal.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::document::headline::same;
use percent_encoding::percent_decode_str;

/// Names, one a line.
static NAMES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lines = include_str!("service_pages.txt").lines();
    lines.filter(|line| !line.starts_with('#')).map(same).filter(|name| !name.is_empty()).collect()
});

/// Names in addresses that are words of other things in headlines.
const NOT_HEADLINES: [&str; 8] =
    ["over", "om", "sobre", "jobs", "terms", "legal", "cookies", "について"];

fn is_name(text: &str) -> bool {
    NAMES.contains(&same(text))
}

/// Whether a page serves the site, by its path and its headline.
pub fn is_service(path: &str, headline: &str) -> bool {
    let path = percent_decode_str(path).decode_utf8_lossy();
    let mut names: Vec<&str> = path.split('/').filter(|name| !name.is_empty()).collect();
    names.pop_if(|last| {
        last.eq_ignore_ascii_case("index.html") || last.eq_ignore_ascii_case("index.htm")
    });
    let Some(last) = names.pop() else { return false };
    let last = last.rsplit_once('.').map_or(last, |(name, _)| name);
    // `/en/about/` and `/pages/about.html`.
    const AROUND: [&str; 6] = ["page", "pages", "p", "static", "site", "info"];
    let is_around = |name: &str| {
        let is_language = matches!(name.split(['-', '_']).next(), Some(part) if part.len() == 2);
        name.len() <= 7 && is_language || AROUND.contains(&name)
    };
    let is_high = names.len() <= 2 && names.iter().all(|name| is_around(&name.to_lowercase()));
    let is_named = is_name(last);
    let is_headline = is_name(headline) && !NOT_HEADLINES.contains(&&*same(headline));
    is_named && (is_high || is_headline) || is_headline && names.len() <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_serve_the_site_are_known_in_many_languages() {
        for (path, headline) in [
            ("/about/", "Ann Lee"),
            ("/about.html", "Who we are"),
            ("/en/privacy-policy/", "Privacy Policy"),
            ("/pages/contact.html", "Write to us"),
            ("/impressum/", "Impressum"),
            ("/%C3%BCber-uns/", "Wer wir sind"),
            ("/p/12.html", "プライバシーポリシー"),
            ("/7/", "Mentions légales"),
            ("/hakkimda/", "Hakkımda"),
            ("/site/terms_of_service.html", "Terms of Service"),
            ("/about/index.html", "About"),
            ("/docs/en/about/", "About us"),
        ] {
            assert!(is_service(path, headline), "{path} {headline}");
        }
        for (path, headline) in [
            ("/", "About"),
            ("/posts/about-tea/", "About tea"),
            ("/docs/api/contact/", "The contact object"),
            ("/news/2024/privacy.html", "What privacy is worth"),
            ("/guide/terms/", "Terms of an index"),
        ] {
            assert!(!is_service(path, headline), "{path} {headline}");
        }
    }
}
