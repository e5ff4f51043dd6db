//! What the command reads of a page; `tests/web/pages.rs` holds the browser to the same.

#[path = "../src/bin/also-like/address.rs"]
#[allow(dead_code)]
mod address;
#[path = "../src/bin/also-like/source/html/dom.rs"]
mod dom;
#[path = "support/pages.rs"]
mod pages;

use also_like::page;
use dom_query::Document;

#[test]
fn pages_are_read_as_they_say() {
    const HERE: &str = "http://127.0.0.1:8000/";
    let mut wrong = Vec::new();
    for case in pages::cases() {
        let document = Document::from(case.html.as_str());
        let read = pages::told(&page::read(&dom::Html::new(&document, HERE), None), HERE);
        if read != case.page {
            wrong.push(format!("{}: read {read:#?} instead of {:#?}", case.name, case.page));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
