//! The labels of an article.

use super::UrlKey;
use crate::text::{Term, decode};

/// The labels of an article, each once, with its name on the page: tags and sections, and last the
/// folder of its address, which has no name.
pub fn labels<'a>(names: impl IntoIterator<Item = &'a str>, address: &UrlKey) -> Labels {
    let mut labels = Labels::new();
    let mut add = |label: &str, name: &str| {
        let term = Term::label(label);
        let is_blank = label.bytes().all(|byte| byte.is_ascii_whitespace());
        if !is_blank && labels.iter().all(|(other, _)| *other != term) {
            labels.push((term, name.to_owned()));
        }
    };
    for name in names {
        add(name, name);
    }
    add(&decode(address.folder()), "");
    labels
}

/// Labels with their names; that of a folder is empty.
pub type Labels = Vec<(Term, String)>;
