//! What the widget reads of a page; `tests/command/pages.rs` holds the command to the same.

use also_like::document::main_text::{self, Tree};
use also_like::{Day, Page};
use also_like_web::dom::DomNode;
use also_like_web::metadata::read_metadata;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Document, Element};

use crate::page::{NO_DAY, parse, read_page};
use also_like_test_support::pages::{self, TODAY, cases};
use also_like_test_support::skeletons;

#[wasm_bindgen_test]
fn pages_are_read_as_they_say() {
    let mut wrong = Vec::new();
    // In WebKit a document that no address was opened for has no base without a host.
    let base = parse("<base href=/b/c>").base_uri().unwrap().unwrap_or_default();
    let has_base = base.ends_with("/b/c");
    for case in cases().into_iter().filter(|case| has_base || case.name != "a base from the root") {
        let document = parse(&case.html);
        let page = page_of(&document);
        let read = pages::told(&page, &document.url().unwrap());
        if read != case.page {
            wrong.push(format!("{}: read {read:#?} instead of {:#?}", case.name, case.page));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the widget reads of a document, where it is no article of the catalog.
fn page_of(document: &Document) -> Page {
    let read = read_page(document, None);
    let member = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).unwrap();
    let text = |name: &str| member(&read, name).as_string().unwrap();
    let metadata: JsValue =
        read_metadata(document, &text("text"), &JsValue::UNDEFINED, TODAY.0).into();
    let told = |name: &str| member(&metadata, name).as_string().unwrap();
    let parts = |name: &str, between: char| -> Vec<String> {
        let all = text(name);
        all.split(between).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let day = Some(member(&metadata, "day")).filter(|day| *day != JsValue::UNDEFINED);
    Page {
        url: text("url"),
        title: told("title"),
        excerpt: told("excerpt"),
        text: text("text"),
        lang: told("lang"),
        day: day.map(|day| Day(day.as_f64().unwrap() as i32)),
        labels: parts("labels", ','),
        links: parts("links", ' '),
        translations: parts("translations", ' '),
        pins: parts("pins", ' '),
        excludes: parts("excludes", ' '),
    }
}

/// Over the same nodes the reader in JavaScript finds what the one in Rust does, to the letter.
#[wasm_bindgen_test]
fn main_texts_are_those_of_the_reader_in_rust() {
    let all = skeletons::ALL.iter().map(|(name, html)| (*name, (*html).to_owned()));
    let all = all.chain(cases().into_iter().map(|case| (case.name, case.html)));
    let mut seen = 0;
    for (name, html) in all {
        let document = parse(&html);
        let Ok(Some(body)) = document.query_selector("body") else { continue };
        for is_chosen in [false, true] {
            let native = main_text::read(&Tree::new(DomNode(body.clone().into())), is_chosen);
            let read = crate::page::main_text(&body, is_chosen);
            let get = |name: &str| Reflect::get(&read, &name.into()).unwrap().as_string().unwrap();
            assert_eq!(get("text"), native.text, "{name}: {html}");
            assert_eq!(get("links"), native.links, "{name}: {html}");
        }
        seen += 1;
    }
    assert!(seen > 100, "only {seen} pages");
    assert_eq!(NO_DAY.with(|day| day.as_f64()), Some(f64::from(i32::MIN)));
}

#[wasm_bindgen_test]
fn skeletons_are_read_as_by_the_command() {
    let mut wrong = Vec::new();
    for ((name, html), native) in skeletons::ALL.iter().zip(skeletons::READ.lines()) {
        let document = parse(html);
        // Documents that are parsed like this run no scripts; where a box is, `<noscript>` has no
        // elements.
        let unscripted = document.query_selector_all("noscript").unwrap();
        for i in 0..unscripted.length() {
            unscripted.get(i).unwrap().unchecked_into::<Element>().remove();
        }
        let page = pages::told(&page_of(&document), &document.url().unwrap());
        let read = skeletons::line(name, &page);
        if read != native {
            wrong.push(format!("{read}\nin place of\n{native}\n{}", page.text));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
