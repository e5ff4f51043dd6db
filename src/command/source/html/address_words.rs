//! What the address of a page hints at. What a folder is called proves nothing.

/// The last name of an address without its ending, in lower case, and the folders before it.
fn names(address: &str) -> Option<(String, Vec<String>)> {
    let address = address.to_ascii_lowercase();
    let mut names: Vec<String> =
        address.split('/').filter(|name| !name.is_empty()).map(str::to_owned).collect();
    if names.last().is_some_and(|last| last == "index.html" || last == "index.htm") {
        names.pop();
    }
    let last = names.pop()?;
    let bare = last.strip_suffix(".html").or_else(|| last.strip_suffix(".htm")).unwrap_or(&last);
    Some((bare.to_owned(), names))
}

fn is_number(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit())
}

/// Addresses such as `/tags/`, `/category/a/`, `/page/2/`, `/page2/`, `/index-4.html` and
/// `/search.html`.
pub fn is_list(address: &str) -> bool {
    const FOLDERS: [&str; 26] = [
        "tag",
        "tags",
        "category",
        "categories",
        "author",
        "authors",
        "archive",
        "archives",
        "label",
        "labels",
        "topics",
        "keywords",
        "etiket",
        "etiketler",
        "kategori",
        "kategoriler",
        "etiqueta",
        "etiquetas",
        "categoria",
        "categorias",
        "categorie",
        "kategorie",
        "kategorien",
        "schlagwort",
        "kategoria",
        "rubrik",
    ];
    const PAGES: [&str; 8] = [
        "search",
        "sitemap",
        "site-map",
        "genindex",
        "all",
        "archiv",
        "all-posts",
        "search-results",
    ];
    let Some((last, folders)) = names(address) else { return false };
    let after = |start| last.strip_prefix(start).is_some_and(is_number);
    folders.iter().any(|name| FOLDERS.contains(&name.as_str()))
        || FOLDERS.contains(&last.as_str())
        || PAGES.contains(&last.as_str())
        || is_number(&last) && folders.last().is_some_and(|name| name == "page")
        || ["page", "page-", "index-", "index", "index_"].into_iter().any(after)
}

/// Addresses of a year, a month or a day: `/2018/`, `/blog/2018/09/`, `/blog/2018.html`,
/// `/2018-09/`.
pub fn is_days(address: &str) -> bool {
    let Some((last, folders)) = names(address) else { return false };
    let is_year = |name: &str| {
        name.len() == 4 && is_number(name) && (name.starts_with("19") || name.starts_with("20"))
    };
    let is_part = |name: &str| name.len() <= 2 && is_number(name);
    let mut ends = folders.iter().rev().map(String::as_str);
    is_year(&last)
        || last.split_once(['-', '_']).is_some_and(|(year, month)| is_year(year) && is_part(month))
        || is_part(&last)
            && match ends.next() {
                Some(before) if is_year(before) => true,
                Some(before) if is_part(before) => ends.next().is_some_and(is_year),
                _ => false,
            }
}

/// Addresses such as `/blog/` and `/news/index.html`: what stands there is often the list of what
/// stands below.
pub fn is_section(address: &str) -> bool {
    const SECTIONS: [&str; 16] = [
        "blog",
        "posts",
        "post",
        "news",
        "articles",
        "article",
        "journal",
        "stories",
        "notes",
        "writing",
        "writings",
        "essays",
        "entries",
        "weblog",
        "actualites",
        "noticias",
    ];
    names(address).is_some_and(|(last, _)| SECTIONS.contains(&last.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_lists_are_known() {
        for list in [
            "/tags/",
            "/tag/tea.html",
            "/blog/category/tea/",
            "/page/2/",
            "/news/page/11/index.html",
            "/page2/",
            "/blog/page12/index.html",
            "/search.html",
            "/search/",
            "/Archive/",
            "/archives/2024/",
            "/authors/ann.html",
            "/index-4.html",
            "/blog/index2.html",
        ] {
            assert!(is_list(list), "{list}");
        }
        for article in [
            "/",
            "/a.html",
            "/research/",
            "/page/about/",
            "/2024/05/tea/",
            "/tagging.html",
            "/page2a/",
            "/index.html",
            "/a/index.html",
        ] {
            assert!(!is_list(article), "{article}");
        }
    }

    #[test]
    fn addresses_of_years_months_and_days_are_known() {
        for days in [
            "/2018/",
            "/blog/2018/09/",
            "/2018/09/13/",
            "/blog/2018.html",
            "/2018-09/",
            "/a/2018/9.html",
        ] {
            assert!(is_days(days), "{days}");
        }
        for other in
            ["/2018/09/tea/", "/1234567/", "/3018/", "/chapter/09/", "/2018-09-13/", "/20é8/"]
        {
            assert!(!is_days(other), "{other}");
        }
    }
}
