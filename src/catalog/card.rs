//! The cards of articles: what a box shows of each, its editors' pins and excludes, and its
//! nearest neighbours.

use crate::catalog::bytes::{Reader, put_text, put_varint};
use crate::document::Day;

/// What is shown of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Card<'a> {
    /// Address, absolute or relative to the site's root, exactly as the source gave it: check its
    /// scheme before you link to it.
    pub url: &'a str,
    /// Headline on one line.
    pub title: &'a str,
    /// About 200 characters on one line.
    pub excerpt: &'a str,
    /// Address of a picture, or empty. Check its scheme too.
    pub image: &'a str,
    /// BCP 47 language tag, or empty.
    pub lang: &'a str,
    /// When it was published.
    pub date: Option<Day>,
}

/// The texts of an article as a file stores them: bytes, not yet checked to be UTF-8.
#[derive(Debug, Clone, Copy, Default)]
pub struct StoredCard<'a> {
    pub url: &'a [u8],
    pub title: &'a [u8],
    pub excerpt: &'a [u8],
    pub image: &'a [u8],
    pub lang: &'a [u8],
    /// Addresses pinned to the article's own page, with spaces between.
    pub pins: &'a [u8],
    /// Addresses kept from it.
    pub excludes: &'a [u8],
}

impl<'a> StoredCard<'a> {
    /// Appends what [`read`](StoredCard::read) reads.
    pub fn write(&self, out: &mut Vec<u8>) {
        let StoredCard { url, title, excerpt, image, lang, pins, excludes } = self;
        for text in [url, title, excerpt, image, lang, pins, excludes] {
            put_text(out, text);
        }
    }

    /// Reads a card. The reader is then at the article's [neighbours](Neighbours).
    pub fn read(reader: &mut Reader<'a>) -> Option<StoredCard<'a>> {
        Some(StoredCard {
            url: reader.text()?,
            title: reader.text()?,
            excerpt: reader.text()?,
            image: reader.text()?,
            lang: reader.text()?,
            pins: reader.text()?,
            excludes: reader.text()?,
        })
    }

    /// As it is shown; `None` when a text of it is not UTF-8.
    pub fn shown(&self, date: Option<Day>) -> Option<Card<'a>> {
        let text = |bytes| core::str::from_utf8(bytes).ok();
        Some(Card {
            url: text(self.url)?,
            title: text(self.title)?,
            excerpt: text(self.excerpt)?,
            image: text(self.image)?,
            lang: text(self.lang)?,
            date,
        })
    }
}

/// Articles with their likeness, in ascending order.
pub type Neighbours = Vec<(u32, u8)>;

/// How many neighbours an article has at most: more are damage, which to read would take for ever
/// when many articles share it.
pub const MAX_NEIGHBOURS: usize = 16;

/// The likeness of two near-duplicates: no likeness of different articles reaches it.
pub const NEAR_DUPLICATE: u8 = 255;

/// A likeness as a share, from 0 to 1.
pub fn likeness(stored: u8) -> f32 {
    f32::from(stored) / f32::from(NEAR_DUPLICATE)
}

/// Appends what [`neighbours`] reads.
pub fn put_neighbours(out: &mut Vec<u8>, neighbours: &[(u32, u8)]) {
    put_varint(out, neighbours.len() as u32);
    let mut next = 0;
    for &(article, likeness) in neighbours {
        put_varint(out, article - next);
        out.push(likeness);
        next = article + 1;
    }
}

/// Gives the neighbours that follow in a file; `None` when not all can be read.
pub fn neighbours(mut reader: Reader<'_>, found: &mut dyn FnMut(u32, u8)) -> Option<()> {
    let mut next = 0_u32;
    let count = reader.varint().filter(|&count| count <= MAX_NEIGHBOURS as u32)?;
    for _ in 0..count {
        let article = next.checked_add(reader.varint()?)?;
        found(article, reader.byte()?);
        next = article.checked_add(1)?;
    }
    Some(())
}
