//! Links, escaped text and numbers as the report writes them.

use url::Url;

use crate::command::address;
use crate::command::cmd::inspect::view::ArticleSummary;

/// The headline of an article, as a link where its address is one of the web.
pub fn link(article: &ArticleSummary) -> String {
    let title = match article.title.trim() {
        "" => escape(&article.url),
        title => escape(title),
    };
    let lang = match article.lang.as_str() {
        "" => String::new(),
        lang => format!(" lang=\"{}\"", escape(lang)),
    };
    let is_web = Url::parse(&article.url).is_ok_and(|url| address::is_web(&url));
    match is_web || article.url.starts_with('/') {
        true => format!("<a href=\"{}\"{lang} dir=\"auto\">{title}</a>", escape(&article.url)),
        false => format!("<span{lang} dir=\"auto\">{title}</span>"),
    }
}

/// Text made safe for HTML, in elements and in quoted attributes alike.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // What HTML has no place for.
            '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\x7f'..='\u{9f}' => out.push(' '),
            _ => out.push(char),
        }
    }
    out
}

/// `1,234`.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 article`, `2 articles`.
pub fn counted(count: usize, what: &str) -> String {
    let end = if count == 1 { "" } else { "s" };
    format!("{} {what}{end}", thousands(count as u64))
}
