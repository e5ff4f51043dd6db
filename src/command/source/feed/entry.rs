//! What the reader of feeds does not keep of an entry: the day as it is written, with whatever name
//! its time zone has, the entry's own language, and pictures that say little of themselves.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::super::html;
use super::super::wordpress::character;

/// An entry of RSS or Atom.
#[derive(Default)]
pub struct FeedEntry {
    /// When it was published, as it is written.
    pub published: String,
    /// When it was changed.
    pub updated: String,
    pub lang: Option<String>,
    /// Addresses of pictures, by how much they are the entry's own.
    pictures: [Option<String>; PLACES],
}

/// Places of pictures: named ones, those of thumbnails, enclosures and podcasts, and the first one
/// in the text.
const PLACES: usize = 5;

impl FeedEntry {
    pub fn picture(&self) -> Option<String> {
        self.pictures.iter().flatten().next().cloned()
    }

    fn put(&mut self, place: usize, address: Option<String>) {
        if let (Some(none @ None), Some(address)) = (self.pictures.get_mut(place), address)
            && !address.trim().is_empty()
        {
            *none = Some(address.trim().to_owned());
        }
    }

    /// What an element names by its attributes.
    fn take_element(&mut self, start: &BytesStart<'_>) {
        let has = |name: &str| attribute(start, name);
        let address = || has("url").or_else(|| has("href"));
        let kind = has("medium").or_else(|| has("type"));
        match local(start.name().as_ref()) {
            "content" if is_picture(kind.as_deref(), has("url")) => self.put(0, has("url")),
            "thumbnail" => self.put(1, has("url")),
            "enclosure" if is_picture(kind.as_deref(), address()) => self.put(2, address()),
            "link"
                if has("rel").as_deref() == Some("enclosure")
                    && is_picture(kind.as_deref(), address()) =>
            {
                self.put(2, address());
            }
            "image" => self.put(3, has("href")),
            "img" => self.put(4, has("src")),
            _ => {}
        }
    }

    /// What an element says that stands right in the entry.
    fn take_text(&mut self, name: &str, text: &str) {
        let place = match local(name) {
            "pubDate" | "published" | "issued" | "date" | "created" => &mut self.published,
            "updated" | "modified" => &mut self.updated,
            "encoded" | "content" | "description" | "summary" => {
                let picture = html::first_picture(text);
                return self.put(4, picture);
            }
            _ => return,
        };
        if place.is_empty() {
            text.trim().clone_into(place);
        }
    }
}

/// Whether something is a picture, by its kind or else by its address.
fn is_picture(kind: Option<&str>, address: Option<String>) -> bool {
    const ENDINGS: [&str; 7] = ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg"];
    const OTHERS: [&str; 8] = ["mp4", "mp3", "m4a", "m4v", "mov", "webm", "ogg", "pdf"];
    let address = address.unwrap_or_default().to_ascii_lowercase();
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match kind {
        Some(kind) if kind.starts_with("image") => true,
        // Some say only that it is a file.
        Some("application/octet-stream" | "" | "document") => ENDINGS.contains(&ending),
        Some(_) => false,
        None => !OTHERS.contains(&ending),
    }
}

/// The entries of a feed in its order; none of what is not XML.
pub fn entries(bytes: &[u8]) -> Vec<FeedEntry> {
    let Ok(text) = html::decode(bytes) else { return Vec::new() };
    let mut reader = Reader::from_str(&text);
    let mut entries = Vec::new();
    let mut entry: Option<(FeedEntry, usize)> = None;
    let mut open: Vec<(String, String)> = Vec::new();
    loop {
        let Ok(event) = reader.read_event() else { return entries };
        match event {
            Event::Eof => return entries,
            Event::Start(start) => {
                let name = start.name().as_ref().to_owned();
                open.push((name, String::new()));
                match &mut entry {
                    Some((one, _)) => one.take_element(&start),
                    None if matches!(local(start.name().as_ref()), "item" | "entry") => {
                        let lang = attribute(&start, "xml:lang");
                        entry = Some((FeedEntry { lang, ..FeedEntry::default() }, open.len()));
                    }
                    None => {}
                }
            }
            Event::Empty(start) => {
                if let Some((one, _)) = &mut entry {
                    one.take_element(&start);
                }
            }
            Event::Text(text) => append(&mut open, &text),
            Event::CData(data) => append(&mut open, &data),
            Event::GeneralRef(reference) => append(&mut open, &character(&reference)),
            Event::End(_) => {
                let Some((name, text)) = open.pop() else { continue };
                match &mut entry {
                    Some((_, depth)) if open.len() + 1 == *depth => {
                        entries.extend(entry.take().map(|(one, _)| one));
                    }
                    Some((one, depth)) if open.len() == *depth => one.take_text(&name, &text),
                    _ => {}
                }
            }
            _ => {}
        }
    }
}

fn append(open: &mut [(String, String)], part: &str) {
    if let Some((_, text)) = open.last_mut() {
        text.push_str(part);
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = start.try_get_attribute(name).ok().flatten()?;
    Some(html_escape::decode_html_entities(&attribute.value).into_owned())
}

/// A name without the prefix of its namespace.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}
