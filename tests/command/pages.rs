//! What the command reads of a page; `tests/web/pages.rs` holds the browser to the same.

use also_like::command::source::html::dom;
use also_like::document::headline::SiteNames;
use also_like::document::{self, Page};
use also_like_test_support::{pages, skeletons};
use dom_query::Document;

const HERE: &str = "http://127.0.0.1:8000/";

/// What is read of a page of which the site is not known.
fn read(document: &Document) -> Page {
    let site = SiteNames::default();
    document::read(&dom::Html::new(document, HERE), None, &site, pages::TODAY)
}

#[test]
fn pages_are_read_as_they_say() {
    let mut wrong = Vec::new();
    for case in pages::cases() {
        let document = Document::from(case.html.as_str());
        let read = pages::told(&read(&document), HERE);
        if read != case.page {
            wrong.push(format!("{}: read {read:#?} instead of {:#?}", case.name, case.page));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Pages in the manner of real sites. `BLESS=1` writes anew what is read of them: look at what
/// changed.
#[test]
fn skeletons_are_read_as_they_were() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let files = std::fs::read_dir(folder.join("skeletons")).unwrap().count();
    assert_eq!(skeletons::ALL.len(), files, "tests/support/skeletons.rs lacks some");
    let read: String = skeletons::ALL
        .iter()
        .map(|(name, html)| {
            let document = Document::from(*html);
            let read = pages::told(&read(&document), HERE);
            skeletons::line(name, &read) + "\n"
        })
        .collect();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(folder.join("data/skeletons.tsv"), &read).unwrap();
        return;
    }
    for (read, before) in read.lines().zip(skeletons::READ.lines()) {
        assert_eq!(read, before);
    }
    assert_eq!(read.len(), skeletons::READ.len());
}
