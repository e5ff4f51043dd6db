//! The bytes of a catalog file: header, sections, checksum; written and read side by side.
//!
//! All numbers are little-endian. Weights are whole eighths, postings hold counts: every float that is
//! not stored follows from these integers, so that all readers compute the same bits.
//!
//! ```text
//! offset  bytes
//!      0  8      magic  ALSOLIKE
//!      8  2      format version
//!     10  2      analyser version
//!     12  4      articles (n)
//!     16  4      terms (v)
//!     20  4      bucket bits (b)
//!     24  4      articles of the whole site, of which these may be a part
//!     28  4      the mean square weight of a page's terms: see `Entry::mean_square`
//!     32  4      the mean square weight of a page's labels
//!     36  4      the lowest bits of terms that are left out (c)
//!     40  6 × 4  bytes of each section, in their order
//!     64         directory   2^b + 1 entries: where a bucket begins in dictionary (4) and postings (4)
//!                dictionary  v entries by ascending term: its distance from the one before (or from
//!                            the bucket's first) over 2^c, its weight in eighths, the bytes of its postings: varints
//!                postings    for each term, by ascending article: (distance − 1) × 2, plus 1 when a
//!                            count other than 1 follows: varints
//!                articles    n entries of 48 bytes: see `Entry`
//!                languages   those of the articles, in the order of their numbers: length and UTF-8
//!                cards       n entries: address, title, excerpt, picture, language, pins, excludes, near:
//!                            length and UTF-8; then the neighbours: their number, and for each, by ascending
//!                            article, the distance − 1 and a likeness (1): varints
//!    end  8      checksum of everything before: see `crate::catalog::bytes::checksum`
//! ```
//!
//! Articles are numbered by ascending address. A bucket holds the terms whose upper `b` bits are
//! the bucket's number. Labels (what an article is filed under) are terms with a count of 1.

use core::ops::Range;

use crate::catalog::Error;
use crate::catalog::bytes::{Reader, checksum, put_varint};
use crate::text;

/// Version of the format that this version writes and reads.
///
/// It goes up with every change to the bytes. The remedy for a mismatch is in the error: an older
/// catalog is built again, for a newer one the widget is updated.
pub const VERSION: u16 = 4;

const MAGIC: &[u8; 8] = b"ALSOLIKE";
const HEADER: usize = 40 + 4 * SECTIONS.len();
const CHECKSUM: usize = 8;

/// Bytes of an entry of the directory.
pub const DIRECTORY_ENTRY: usize = 8;
/// The day of an article without a date.
pub const NO_DAY: i32 = i32::MIN;
/// The last day of an article that does not expire.
pub const NEVER: i32 = i32::MAX;
/// The language of an article that does not say it, and of those beyond the 255th.
pub const NO_LANGUAGE: u8 = 255;

/// Terms in the sketch of an article: see [`Entry::sketch`].
pub const SKETCH: usize = 8;

/// Names of the sections, in their order.
pub const SECTIONS: [&str; 6] =
    ["directory", "dictionary", "postings", "articles", "languages", "cards"];

/// What is needed of an article to rank it, of a fixed size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    /// The length of the vector of its words and pairs (4 bytes).
    pub length: f32,
    /// The length of the vector of its labels (4).
    pub filing: f32,
    /// The day of publication or [`NO_DAY`] (4).
    pub day: i32,
    /// The last day on which it is given or [`NEVER`] (4).
    pub expires: i32,
    /// Where its card begins (4).
    pub card: u32,
    /// [`UrlKey::hash`](crate::document::UrlKey::hash) of its address (4).
    pub address: u32,
    /// The squared length of its whole vector over the sum of its terms' squared term frequencies:
    /// from it a part of a catalog, which does not know all that its page says, tells the length of the
    /// page's vector. 0 in a file that knows the whole site (4).
    pub mean_square: f32,
    /// How near it is to what is nearest to it: the mean cosine of its ten nearest articles, of which
    /// 65,535 makes 1 (2).
    pub density: u16,
    /// The number of its language or [`NO_LANGUAGE`] (1).
    pub language: u8,
    /// 1 when it is pinned to every page (1).
    pub pinned: u8,
    /// The lower half of the [places](crate::text::Term::place) of its terms with the lowest
    /// ones: a text that has them all has nearly all of the article (8 × 2).
    pub sketch: [u16; SKETCH],
}

impl Entry {
    /// Stores a mean cosine.
    pub fn set_density(&mut self, cosine: f32) {
        self.density = (cosine * f32::from(u16::MAX)) as u16;
    }

    /// Bytes of an entry.
    pub const SIZE: usize = 32 + 2 * SKETCH;

    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.length.to_le_bytes());
        out.extend_from_slice(&self.filing.to_le_bytes());
        out.extend_from_slice(&self.day.to_le_bytes());
        out.extend_from_slice(&self.expires.to_le_bytes());
        out.extend_from_slice(&self.card.to_le_bytes());
        out.extend_from_slice(&self.address.to_le_bytes());
        out.extend_from_slice(&self.mean_square.to_le_bytes());
        out.extend_from_slice(&self.density.to_le_bytes());
        out.extend_from_slice(&[self.language, self.pinned]);
        for place in self.sketch {
            out.extend_from_slice(&place.to_le_bytes());
        }
    }

    pub fn read(mut reader: Reader<'_>) -> Option<Entry> {
        Some(Entry {
            length: f32::from_bits(reader.u32()?),
            filing: f32::from_bits(reader.u32()?),
            day: reader.u32()? as i32,
            expires: reader.u32()? as i32,
            card: reader.u32()?,
            address: reader.u32()?,
            mean_square: f32::from_bits(reader.u32()?),
            density: reader.u16()?,
            language: reader.byte()?,
            pinned: reader.byte()?,
            sketch: {
                let mut sketch = [0; SKETCH];
                for place in &mut sketch {
                    *place = reader.u16()?;
                }
                sketch
            },
        })
    }
}

/// The number of a site's articles that files of words have instead: see `src/champions.rs`.
pub const LISTS: u32 = u32::MAX;

/// Texts of an article's card.
pub const TEXTS: usize = 8;

/// How many neighbours an article has at most: more are damage, which to read would take for ever when
/// many articles share it.
pub const NEIGHBOURS: usize = 16;

/// The likeness of two versions of one article: no likeness of different articles reaches it.
pub const NEAR_DUPLICATE: u8 = 255;

/// A likeness as a share, from 0 to 1.
pub fn likeness(stored: u8) -> f32 {
    f32::from(stored) / f32::from(NEAR_DUPLICATE)
}

/// Writes neighbours, in ascending order, with their likeness.
pub fn put_neighbours(out: &mut Vec<u8>, neighbours: &[(u32, u8)]) {
    put_varint(out, neighbours.len() as u32);
    let mut next = 0;
    for &(article, likeness) in neighbours {
        put_varint(out, article - next);
        out.push(likeness);
        next = article + 1;
    }
}

/// The neighbours that [`put_neighbours`] wrote; `None` when not all can be read.
pub fn neighbours(mut reader: Reader<'_>) -> Option<Vec<(u32, u8)>> {
    let mut all = Vec::new();
    let mut next = 0_u32;
    let count = reader.varint().filter(|&count| count <= NEIGHBOURS as u32)?;
    for _ in 0..count {
        let article = next.checked_add(reader.varint()?)?;
        all.push((article, reader.byte()?));
        next = article.checked_add(1)?;
    }
    Some(all)
}

/// The sections of a catalog: their bytes, or where these are.
#[derive(Debug, Clone)]
pub struct Sections<T> {
    pub articles: u32,
    pub terms: u32,
    pub bucket_bits: u32,
    /// Articles of the whole site.
    pub site: u32,
    /// [`Entry::mean_square`] of a page that is none of the articles.
    pub mean_square: f32,
    /// The same of its labels, of which an article's own file knows all.
    pub label_square: f32,
    /// The lowest bits of terms that are left out.
    pub cut: u32,
    pub directory: T,
    pub dictionary: T,
    pub postings: T,
    pub entries: T,
    pub languages: T,
    pub cards: T,
}

impl<T> Sections<T> {
    /// The sections in the order of [`SECTIONS`].
    pub fn in_order(&self) -> [&T; SECTIONS.len()] {
        let Sections { directory, dictionary, postings, entries, languages, cards, .. } = self;
        [directory, dictionary, postings, entries, languages, cards]
    }
}

/// Puts a catalog together.
///
/// # Errors
/// A section of 4 GiB or more.
pub fn write(sections: &Sections<&[u8]>) -> Result<Vec<u8>, Error> {
    let all: usize = sections.in_order().iter().map(|section| section.len()).sum();
    let mut out = Vec::with_capacity(HEADER + all + CHECKSUM);
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&VERSION.to_le_bytes());
    out.extend_from_slice(&text::VERSION.to_le_bytes());
    let Sections { articles, terms, bucket_bits, site, mean_square, label_square, cut, .. } =
        sections;
    let more = [mean_square.to_bits(), label_square.to_bits(), *cut];
    for number in [*articles, *terms, *bucket_bits, *site].into_iter().chain(more) {
        out.extend_from_slice(&number.to_le_bytes());
    }
    for (section, name) in sections.in_order().iter().zip(SECTIONS) {
        let len = u32::try_from(section.len()).map_err(|_| Error::too_large(name))?;
        out.extend_from_slice(&len.to_le_bytes());
    }
    for section in sections.in_order() {
        out.extend_from_slice(section);
    }
    out.extend_from_slice(&checksum(&out).to_le_bytes());
    Ok(out)
}

/// Where the sections of a catalog are. Reads the header only.
///
/// # Errors
/// Bytes that are not a catalog, of another version of format or analyser, cut short or continued,
/// or whose sections do not fit their counts.
pub fn read(data: &[u8]) -> Result<Sections<Range<usize>>, Error> {
    let mut reader = Reader(data);
    let begins_well = data.iter().zip(MAGIC).all(|(a, b)| a == b);
    if !begins_well || data.is_empty() {
        return Err(Error::foreign());
    }
    let short = || Error::truncated(data.len(), HEADER + CHECKSUM);
    reader.take(MAGIC.len()).ok_or_else(short)?;
    let version = reader.u16().ok_or_else(short)?;
    if version != VERSION {
        return Err(Error::format(version, VERSION));
    }
    let analyser = reader.u16().ok_or_else(short)?;
    if analyser != text::VERSION {
        return Err(Error::analyser(analyser, text::VERSION));
    }
    let articles = reader.u32().ok_or_else(short)?;
    let terms = reader.u32().ok_or_else(short)?;
    let bucket_bits = reader.u32().ok_or_else(short)?;
    let site = reader.u32().ok_or_else(short)?;
    let mean_square = f32::from_bits(reader.u32().ok_or_else(short)?);
    let label_square = f32::from_bits(reader.u32().ok_or_else(short)?);
    let cut = reader.u32().ok_or_else(short)?;
    let mut end = HEADER;
    let mut next = || {
        let start = end;
        end = start
            .checked_add(reader.u32().ok_or_else(short)? as usize)
            .ok_or_else(|| Error::damaged("the sections are longer than memory"))?;
        Ok(start..end)
    };
    let sections = Sections {
        articles,
        terms,
        bucket_bits,
        site,
        mean_square,
        label_square,
        cut,
        directory: next()?,
        dictionary: next()?,
        postings: next()?,
        entries: next()?,
        languages: next()?,
        cards: next()?,
    };
    let expected = end
        .checked_add(CHECKSUM)
        .ok_or_else(|| Error::damaged("the sections are longer than memory"))?;
    if data.len() < expected {
        return Err(Error::truncated(data.len(), expected));
    }
    if data.len() > expected {
        return Err(Error::trailing(data.len(), expected));
    }
    // 64-bit arithmetic: none of these can overflow it.
    let fits = |len: usize, count: u64, each: usize| len as u64 == count * each as u64;
    if bucket_bits > 24
        || cut > 16
        || !fits(sections.directory.len(), (1 << bucket_bits) + 1, DIRECTORY_ENTRY)
    {
        return Err(Error::damaged("the directory has another size than its header says"));
    }
    if !fits(sections.entries.len(), articles.into(), Entry::SIZE) {
        return Err(Error::damaged("the articles take other space than their number needs"));
    }
    Ok(sections)
}

/// A hash of some bytes, that of the checksum of catalogs: by it the folder of a large catalog is named.
pub fn hash(bytes: &[u8]) -> u64 {
    checksum(bytes)
}

/// The checksum that stands in a catalog, by which its file is named.
pub fn stored_checksum(data: &[u8]) -> u64 {
    let at = data.len().saturating_sub(CHECKSUM);
    Reader(data.get(at..).unwrap_or_default()).u64().unwrap_or_default()
}

/// Whether the checksum that stands in a catalog is that of its bytes.
pub fn is_intact(data: &[u8]) -> bool {
    let at = data.len().saturating_sub(CHECKSUM);
    checksum(data.get(..at).unwrap_or_default()) == stored_checksum(data)
}
