//! What a page names, read without parsing all of it into a tree.

use std::cell::RefCell;
use std::rc::Rc;

use html_escape::decode_html_entities;
use lol_html::html_content::Element;
use lol_html::{HtmlRewriter, Settings, element};
use url::Url;

use crate::command::address::host;

/// What a page says of where it stands.
#[derive(Default)]
pub struct PageLinks {
    /// The address that it gives itself.
    pub canonical: Option<String>,
    /// What it names from the root of its host: pages, styles, scripts and pictures. Where its own
    /// address has a host, only those before it.
    pub links: Vec<String>,
}

/// What is known at some point of a page.
#[derive(Default)]
struct Scan {
    found: PageLinks,
    has_canonical: bool,
    /// Whether its own address has a host: nothing more is asked of it.
    has_host: bool,
    /// How many templates are open, whose content is not in the page.
    templates: usize,
}

/// The links of a page, of which the beginning is enough. `None` for what can't be read.
pub fn links(markup: &str) -> Option<PageLinks> {
    let scan = Rc::new(RefCell::new(Scan::default()));
    let noted = Rc::clone(&scan);
    let note = move |element: &mut Element<'_, '_>| {
        let mut scan = noted.borrow_mut();
        scan.note(element);
        if scan.has_host { Err("it is enough".into()) } else { Ok(()) }
    };
    let inert = Rc::clone(&scan);
    let note_template = move |element: &mut Element<'_, '_>| {
        let open = Rc::clone(&inert);
        if let Some(handlers) = element.end_tag_handlers() {
            inert.borrow_mut().templates += 1;
            handlers.push(Box::new(move |_| {
                open.borrow_mut().templates -= 1;
                Ok(())
            }));
        }
        Ok(())
    };
    let settings = Settings::new()
        .with_strict(false)
        .append_element_content_handler(element!("template", note_template))
        .append_element_content_handler(element!("a[href],link,script[src],img[src]", note));
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| ());
    let read = rewriter.write(markup.as_bytes()).and_then(|()| rewriter.end());
    let mut scan = scan.borrow_mut();
    (read.is_ok() || scan.has_host).then(|| std::mem::take(&mut scan.found))
}

impl Scan {
    fn note(&mut self, element: &Element<'_, '_>) {
        if self.templates > 0 {
            return;
        }
        let value = |name| element.get_attribute(name);
        let unescaped = |text: String| decode_html_entities(&text).into_owned();
        let is_link = element.tag_name() == "link";
        let rel = if is_link { value("rel") } else { None };
        if !self.has_canonical
            && rel.is_some_and(|rel| rel.split_ascii_whitespace().any(|word| word == "canonical"))
        {
            self.has_canonical = true;
            let address = value("href").map(unescaped).map(|href| href.trim().to_owned());
            self.found.canonical = address.filter(|address| !address.is_empty());
            let url = self.found.canonical.as_ref().and_then(|address| Url::parse(address).ok());
            self.has_host = url.is_some_and(|url| host(&url).is_some_and(|host| !host.is_empty()));
        }
        let named = value("href").or_else(|| value("src").filter(|_| !is_link));
        let named = named.map(unescaped);
        if let Some(link) = named.filter(|link| link.starts_with('/') && !link.starts_with("//")) {
            self.found.links.push(link.split(['?', '#']).next().unwrap_or_default().to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_names_is_read_outside_of_what_is_no_part_of_it() {
        let page = "<!doctype html><head><title><a href=/no></title>\
            <noscript><link rel=canonical href=https://no.example/></noscript>\
            <link rel='canonical shortlink' href=' /a/?a=1&amp;b=2 '>\
            <link rel=canonical href=https://b.example/><script src=/s.js>'<img src=/no>'</script>\
            <!-- <a href=/no> --><template><a href=/no></a></template>\
            <a href='/b&amp;c/?d#e'>f</a><a href=//g/>g</a><a href=h>h</a><img src=/i.png>";
        let PageLinks { canonical, links } = links(page).unwrap();
        assert_eq!(canonical.as_deref(), Some("/a/?a=1&b=2"));
        assert_eq!(links, ["/s.js", "/b&c/", "/i.png"]);
    }

    #[test]
    fn an_address_with_a_host_is_enough() {
        let page = "<link href=/a.css><link rel=canonical href=https://a.example/b><a href=/c>";
        let PageLinks { canonical, links } = links(page).unwrap();
        assert_eq!(canonical.as_deref(), Some("https://a.example/b"));
        assert_eq!(links, ["/a.css"]);
    }
}
