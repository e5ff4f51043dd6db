//! A look at how deeply a page is nested, before it is parsed.

/// Deeper pages are not parsed: the time that a parser needs grows with the square of the depth.
/// Browsers stop at a few hundred.
pub const LIMIT: usize = 5_000;

/// Elements that never have an end tag, or often have none and are closed by what follows.
const CLOSED: [&str; 30] = [
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html",
    "img", "input", "li", "link", "meta", "option", "p", "param", "rp", "rt", "source", "tbody",
    "td", "tfoot", "th", "thead", "tr", "wbr",
];

/// Whether more elements than [`LIMIT`] are open at once, as far as the tags alone tell.
pub fn is_too_deep(html: &str) -> bool {
    // Most pages have fewer tags than that.
    if memchr::memchr_iter(b'<', html.as_bytes()).count() <= LIMIT {
        return false;
    }
    let mut open = 0_usize;
    for tag in html.split('<').skip(1) {
        let (is_end, rest) = match tag.strip_prefix('/') {
            Some(rest) => (true, rest),
            None => (false, tag),
        };
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        let name = &rest[..end.unwrap_or(rest.len())];
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic());
        if !is_name || CLOSED.iter().any(|closed| closed.eq_ignore_ascii_case(name)) {
            continue;
        }
        open = if is_end { open.saturating_sub(1) } else { open + 1 };
        if open > LIMIT {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_open_elements_count() {
        let many = |html: &str| html.repeat(LIMIT + 1);
        assert!(is_too_deep(&many("<div>")));
        assert!(is_too_deep(&many("<SPAN class=a><br>")));
        assert!(!is_too_deep(&many("<div></div>")));
        assert!(!is_too_deep(&many("<p>One<li>Two<BR>")));
        assert!(!is_too_deep(&many("a < b <!-- c --> <")));
    }
}
