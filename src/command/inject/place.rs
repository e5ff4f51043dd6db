//! Where boxes are in the bytes of a page. Nothing else of a page is ever changed.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use encoding_rs::Encoding;
use html_escape::decode_html_entities;
use lol_html::html_content::Element;
use lol_html::{AsciiCompatibleEncoding, HandlerResult, HtmlRewriter, Settings, element};

use crate::command::injected_block::{BEGIN, END};

/// The file name of the widget's script.
const SCRIPT: &str = "also-like.js";

/// A place for an answer.
pub struct Slot {
    /// Where it goes: a number of bytes.
    at: usize,
    /// Whether there is a box already, which the markup goes into.
    is_box: bool,
    /// The attributes of the box.
    attributes: BTreeMap<String, String>,
    /// The value of the nearest `lang`; empty without one.
    pub lang: String,
}

/// What a page has of boxes.
#[derive(Default)]
pub struct Slots {
    pub all: Vec<Slot>,
    /// The script tag's `data-…` attributes, without these five letters, and its `src`.
    defaults: BTreeMap<String, String>,
    pub script: Option<String>,
}

impl Slots {
    /// The end of the chosen element, in a page that has no box and no script tag.
    #[cfg(not(target_os = "wasi"))]
    pub fn chosen_end(&self) -> Option<usize> {
        let [place] = &self.all[..] else { return None };
        (!place.is_box && self.script.is_none()).then_some(place.at)
    }

    /// The value of an attribute of a box, or of the script tag's default for all boxes.
    pub fn option<'a>(&'a self, place: &'a Slot, name: &str) -> Option<&'a str> {
        let own = place.attributes.get(name);
        own.or_else(|| self.defaults.get(name)).map(String::as_str)
    }
}

/// A page with blocks of markup in their places, in ascending order.
pub fn with(page: &[u8], encoding: &'static Encoding, blocks: &[(&Slot, String)]) -> Vec<u8> {
    let (mut out, mut done) = (Vec::with_capacity(page.len()), 0);
    for (place, markup) in blocks {
        out.extend_from_slice(&page[done..place.at]);
        done = place.at;
        let (open, close) =
            if place.is_box { ("", "") } else { ("<also-like>\n", "</also-like>\n") };
        let block = format!("{BEGIN}\n{open}{markup}{close}{END}\n");
        // Characters that the encoding lacks become numeric character references.
        out.extend_from_slice(&encoding.encode(&block).0);
    }
    out.extend_from_slice(&page[done..]);
    out
}

/// Where the boxes of a page are. In one without any: in the element that `selector` names, at its
/// end; or else after the script tag, where the widget would place one.
///
/// # Errors
///
/// A selector that is not valid and an encoding whose letters are not bytes: a sentence.
pub fn places(
    page: &[u8],
    encoding: &'static Encoding,
    selector: Option<&str>,
) -> Result<Slots, String> {
    let Some(encoding) = AsciiCompatibleEncoding::new(encoding) else {
        return Err(format!("is in {}: save it as UTF-8", encoding.name()));
    };
    let scan = Rc::new(RefCell::new(Scan::default()));
    let on = |note: fn(&Rc<RefCell<Scan>>, &mut Element<'_, '_>) -> HandlerResult| {
        let scan = Rc::clone(&scan);
        move |element: &mut Element<'_, '_>| note(&scan, element)
    };
    let mut handlers = vec![
        element!("template, noscript", on(note_inert)),
        element!("[lang]", on(note_language)),
        element!("script[src]", on(note_script)),
        element!("also-like", on(note_box)),
    ];
    if let Some(selector) = selector {
        selector.parse::<lol_html::Selector>().map_err(|_| unfit(selector))?;
        handlers.push(element!(selector, on(note_chosen)));
    }
    let settings = Settings::new().with_encoding(encoding).with_strict(false);
    let settings = handlers
        .into_iter()
        .fold(settings, |settings, one| settings.append_element_content_handler(one));
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| ());
    let read = rewriter.write(page).and_then(|()| rewriter.end());
    read.map_err(|error| format!("can't be read as HTML: {error}"))?;
    let mut scan = scan.borrow_mut();
    let mut found = std::mem::take(&mut scan.places);
    if found.all.is_empty() {
        let place = scan.chosen.take().filter(|place| place.at > 0).or_else(|| scan.after.take());
        found.all.extend(place);
    }
    Ok(found)
}

/// The sentence about a selector that can't be used.
pub fn unfit(selector: &str) -> String {
    format!("{selector:?} is not a CSS selector that can be used here")
}

/// The state at some point of a page.
#[derive(Default)]
struct Scan {
    places: Slots,
    /// How many elements are open whose content is not in the page.
    inert: usize,
    /// The `lang` attributes of the open elements, from the outermost.
    languages: Vec<String>,
    /// After the script tag.
    after: Option<Slot>,
    /// At the end of the chosen element; at 0 while that is open.
    chosen: Option<Slot>,
}

impl Scan {
    fn place(&self, at: usize) -> Slot {
        let lang = self.languages.last().cloned().unwrap_or_default();
        Slot { at, is_box: false, attributes: BTreeMap::new(), lang }
    }
}

fn note_inert(scan: &Rc<RefCell<Scan>>, element: &mut Element<'_, '_>) -> HandlerResult {
    scan.borrow_mut().inert += 1;
    let scan = Rc::clone(scan);
    at_end(element, move |_| scan.borrow_mut().inert -= 1);
    Ok(())
}

fn note_language(scan: &Rc<RefCell<Scan>>, element: &mut Element<'_, '_>) -> HandlerResult {
    if !element.can_have_content() {
        return Ok(());
    }
    let open = scan.borrow().languages.len();
    let lang = unescaped(&element.get_attribute("lang").unwrap_or_default());
    scan.borrow_mut().languages.push(lang);
    let scan = Rc::clone(scan);
    // Whatever was left open inside ends with it.
    at_end(element, move |_| scan.borrow_mut().languages.truncate(open));
    Ok(())
}

fn note_script(scan: &Rc<RefCell<Scan>>, element: &mut Element<'_, '_>) -> HandlerResult {
    let src = unescaped(&element.get_attribute("src").unwrap_or_default());
    let path = src.split(['?', '#']).next().unwrap_or_default();
    let is_widget = path.rsplit('/').next() == Some(SCRIPT);
    if !is_widget || scan.borrow().inert > 0 || scan.borrow().places.script.is_some() {
        return Ok(());
    }
    let mut open = scan.borrow_mut();
    open.places.script = Some(src);
    let data = attributes(element).into_iter();
    let data =
        data.filter_map(|(name, value)| Some((name.strip_prefix("data-")?.to_owned(), value)));
    open.places.defaults = data.collect();
    drop(open);
    let scan = Rc::clone(scan);
    at_end(element, move |end| {
        let place = scan.borrow().place(end.1);
        scan.borrow_mut().after = Some(place);
    });
    Ok(())
}

fn note_box(scan: &Rc<RefCell<Scan>>, element: &mut Element<'_, '_>) -> HandlerResult {
    let mut scan = scan.borrow_mut();
    if scan.inert == 0 {
        let at = element.source_location().bytes().end;
        let attributes = attributes(element);
        let place = Slot { is_box: true, attributes, ..scan.place(at) };
        scan.places.all.push(place);
    }
    Ok(())
}

fn note_chosen(scan: &Rc<RefCell<Scan>>, element: &mut Element<'_, '_>) -> HandlerResult {
    let is_first = scan.borrow().chosen.is_none() && scan.borrow().inert == 0;
    if is_first && element.can_have_content() {
        let place = scan.borrow().place(0);
        scan.borrow_mut().chosen = Some(place);
        let scan = Rc::clone(scan);
        at_end(element, move |end| {
            if let Some(place) = &mut scan.borrow_mut().chosen {
                place.at = end.0;
            }
        });
    }
    Ok(())
}

/// Calls `work` at the end tag of an element, with the places where the tag begins and ends; never
/// for an element that is left open.
fn at_end(element: &mut Element<'_, '_>, work: impl FnOnce((usize, usize)) + 'static) {
    if let Some(handlers) = element.end_tag_handlers() {
        handlers.push(Box::new(move |end| {
            let bytes = end.source_location().bytes();
            work((bytes.start, bytes.end));
            Ok(())
        }));
    }
}

fn attributes(element: &Element<'_, '_>) -> BTreeMap<String, String> {
    let all = element.attributes().iter();
    all.map(|one| (one.name(), unescaped(&one.value()))).collect()
}

/// What an attribute's markup means.
fn unescaped(value: &str) -> String {
    decode_html_entities(value).into_owned()
}
