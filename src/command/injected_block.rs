//! The block of markup that a build writes into a page, delimited by comments.

use std::borrow::Cow;

use memchr::memmem;

/// The comments around it.
pub const BEGIN: &str = "<!-- made by also-like build --inject -->";
pub const END: &str = "<!-- end of what also-like made -->";

/// A page without what an earlier build wrote into it.
pub fn without(mut page: &[u8]) -> Cow<'_, [u8]> {
    let find = |bytes: &[u8], text: &str| memmem::find(bytes, text.as_bytes());
    let mut kept = Vec::new();
    while let Some(begin) = find(page, BEGIN) {
        let inside = &page[begin + BEGIN.len()..];
        let Some(end) = find(inside, END) else { break };
        // One that is not closed before the next begins was cut by somebody: it stays.
        let later = memmem::rfind(&inside[..end], BEGIN.as_bytes());
        let begin = later.map_or(begin, |later| begin + BEGIN.len() + later);
        kept.extend_from_slice(&page[..begin]);
        page = &page[begin..];
        let end = find(page, END).unwrap_or_default() + END.len();
        page = page[end..].strip_prefix(b"\n").unwrap_or(&page[end..]);
    }
    if kept.is_empty() {
        return Cow::Borrowed(page);
    }
    kept.extend_from_slice(page);
    Cow::Owned(kept)
}
