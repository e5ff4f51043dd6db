//! The bytes of a catalog's files: header, sections, checksum; written and read side by side.
//!
//! All numbers are little-endian. Weights are whole eighths, postings hold counts: every float that
//! is not stored follows from these integers, so that all readers compute the same bits.
//!
//! ```text
//! offset  bytes
//!      0  8      magic  ALSOLIKE
//!      8  2      format version
//!     10  2      analyser version
//!     12  1      kind of file: see `FileKind`
//!     13  1      bucket bits (b)
//!     14  2      the lowest bits of terms that are left out (c)
//!     16  4      articles (n)
//!     20  4      terms (v)
//!     24  4      articles of the whole site, of which these may be a part
//!     28  4      query norm estimate of a page's terms: see `Entry::query_norm_estimate`
//!     32  4      that of a page's labels
//!     36  4      champion lists: norm of each article; common terms: weight of any other
//!     40  6 × 4  bytes of each section, in their order
//!     64         directory   2^b + 1 entries: where a bucket begins in dictionary, postings: 4 + 4
//!                dictionary  v entries by ascending term: its distance from the one before (or
//!                            from the bucket's first) over 2^c, its weight in eighths, the bytes
//!                            of its postings: varints
//!                postings    for each term, by ascending article: (distance − 1) × 2, plus 1
//!                            when a count other than 1 follows: varints
//!                articles    n entries of 48 bytes: see `Entry`; in champion lists n numbers of
//!                            articles in the site (4)
//!                languages   those of the articles, by their numbers: length and UTF-8
//!                cards       n entries: the texts of `StoredCard`: length and UTF-8; then the
//!                            article's neighbours by their places in this file, or in an
//!                            article's own file the edges of the kNN graph, by the numbers of
//!                            articles in the site: how many there are, and for each, in
//!                            ascending order, the distance − 1 and a likeness (1): varints
//!    end  8      checksum of everything before: see `crate::catalog::bytes::checksum`
//!
//! ```
//!
//! Articles are numbered by ascending address. A bucket holds the terms whose upper `b` bits are
//! the bucket's number. Labels (tags, sections, folders) are terms with a count of 1. Files of
//! champion lists and of common terms have neither languages nor cards; the latter have neither
//! articles nor postings.

use core::ops::Range;

use crate::catalog::Error;
use crate::catalog::bytes::{Reader, checksum};
use crate::catalog::entry::Entry;
use crate::text;

/// Version of the format that this version writes and reads.
///
/// It goes up with every change to the bytes. The remedy for a mismatch is in the error: an older
/// catalog is built again, for a newer one the widget is updated.
pub const VERSION: u16 = 5;

const MAGIC: &[u8; 8] = b"ALSOLIKE";
const HEADER: usize = 40 + 4 * SECTIONS.len();
const CHECKSUM: usize = 8;

/// Bytes of an entry of the directory.
pub const DIRECTORY_ENTRY: usize = 8;

/// What a file has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// All articles of a site.
    Site,
    /// The articles around some pages.
    Neighbourhood,
    /// The newest articles in each language.
    Latest,
    /// One article.
    Article,
    /// Champion lists: the articles in which a term weighs most.
    Champions,
    /// What the most common terms weigh.
    Terms,
}

impl FileKind {
    /// The kind of a number in a header.
    pub fn from_number(number: u8) -> Option<FileKind> {
        Some(match number {
            0 => FileKind::Site,
            1 => FileKind::Neighbourhood,
            2 => FileKind::Latest,
            3 => FileKind::Article,
            4 => FileKind::Champions,
            5 => FileKind::Terms,
            _ => return None,
        })
    }

    /// What a file has, as errors name it.
    pub fn content(self) -> &'static str {
        match self {
            FileKind::Site | FileKind::Neighbourhood | FileKind::Latest => "articles",
            FileKind::Article => "an article",
            FileKind::Champions => "champion lists",
            FileKind::Terms => "common terms",
        }
    }

    /// Whether a file has entries and cards: those that a [`Catalog`](crate::Catalog) reads.
    pub fn has_cards(self) -> bool {
        !matches!(self, FileKind::Champions | FileKind::Terms)
    }

    /// Bytes of an article in the section of articles.
    fn article_size(self) -> usize {
        if self.has_cards() { Entry::SIZE } else { 4 }
    }
}

/// Names of the sections, in their order.
pub const SECTIONS: [&str; 6] =
    ["directory", "dictionary", "postings", "articles", "languages", "cards"];

/// The fields of a header, and the sections: their bytes, or their ranges.
#[derive(Debug, Clone)]
pub struct Sections<T> {
    pub kind: FileKind,
    pub bucket_bits: u32,
    /// The lowest bits of terms that are left out.
    pub cut: u32,
    pub articles: u32,
    pub terms: u32,
    /// Articles of the whole site.
    pub site: u32,
    /// [`Entry::query_norm_estimate`] of a page that is none of the articles.
    pub query_norm_estimate: f32,
    /// The same for its labels. Not used for an article of the file, whose labels are all in it.
    pub label_norm_estimate: f32,
    /// In champion lists the norm of each article; among common terms the weight of every other
    /// term.
    pub constant: f32,
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

/// Puts a file together.
///
/// # Errors
/// A section of 4 GiB or more.
pub fn write(sections: &Sections<&[u8]>) -> Result<Vec<u8>, Error> {
    let all: usize = sections.in_order().iter().map(|section| section.len()).sum();
    let mut out = Vec::with_capacity(HEADER + all + CHECKSUM);
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&VERSION.to_le_bytes());
    out.extend_from_slice(&text::VERSION.to_le_bytes());
    let Sections { kind, bucket_bits, cut, articles, terms, site, .. } = sections;
    out.extend_from_slice(&[*kind as u8, *bucket_bits as u8, *cut as u8, 0]);
    let Sections { query_norm_estimate, label_norm_estimate, constant, .. } = sections;
    let floats = [query_norm_estimate, label_norm_estimate, constant].map(|one| one.to_bits());
    for number in [*articles, *terms, *site].into_iter().chain(floats) {
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

/// Where the sections of a file are. Reads the header only.
///
/// # Errors
/// Bytes that are not a catalog's file, of another version of format or analyser, cut short or
/// continued, or whose sections do not fit their counts.
pub fn read(data: &[u8]) -> Result<Sections<Range<usize>>, Error> {
    let begins_well = data.iter().zip(MAGIC).all(|(a, b)| a == b);
    if !begins_well || data.is_empty() {
        return Err(Error::foreign());
    }
    let short = || Error::truncated(data.len(), HEADER + CHECKSUM);
    let mut reader = Reader(data);
    reader.take(MAGIC.len()).ok_or_else(short)?;
    let version = reader.u16().ok_or_else(short)?;
    if version != VERSION {
        return Err(Error::format(version, VERSION));
    }
    let analyser = reader.u16().ok_or_else(short)?;
    if analyser != text::VERSION {
        return Err(Error::analyser(analyser, text::VERSION));
    }
    let kind = FileKind::from_number(reader.byte().ok_or_else(short)?);
    let bucket_bits = reader.byte().ok_or_else(short)?.into();
    let cut = reader.u16().ok_or_else(short)?.into();
    let articles = reader.u32().ok_or_else(short)?;
    let terms = reader.u32().ok_or_else(short)?;
    let site = reader.u32().ok_or_else(short)?;
    let query_norm_estimate = f32::from_bits(reader.u32().ok_or_else(short)?);
    let label_norm_estimate = f32::from_bits(reader.u32().ok_or_else(short)?);
    let constant = f32::from_bits(reader.u32().ok_or_else(short)?);
    let mut end = HEADER;
    let mut next = || {
        let start = end;
        end = start
            .checked_add(reader.u32().ok_or_else(short)? as usize)
            .ok_or_else(|| Error::damaged("the sections are longer than memory"))?;
        Ok(start..end)
    };
    let sections = Sections {
        kind: kind.ok_or_else(|| Error::damaged("its kind of file is unknown"))?,
        bucket_bits,
        cut,
        articles,
        terms,
        site,
        query_norm_estimate,
        label_norm_estimate,
        constant,
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
    if bucket_bits > 24
        || cut > 16
        || sections.directory.len() != ((1 << bucket_bits) + 1) * DIRECTORY_ENTRY
    {
        return Err(Error::damaged("the size of the directory does not match the header"));
    }
    // 64-bit arithmetic: this can't overflow it.
    if sections.entries.len() as u64 != u64::from(articles) * sections.kind.article_size() as u64 {
        return Err(Error::damaged("the size of the articles does not match their number"));
    }
    Ok(sections)
}

/// A hash of some bytes, that of the checksum of catalogs: by it the folder of a large catalog is
/// named.
pub fn hash(bytes: &[u8]) -> u64 {
    checksum(bytes)
}

/// The checksum stored in a catalog; its file is named after it.
pub fn stored_checksum(data: &[u8]) -> u64 {
    let at = data.len().saturating_sub(CHECKSUM);
    Reader(data.get(at..).unwrap_or_default()).u64().unwrap_or_default()
}

/// Whether the checksum stored in a catalog is that of its bytes.
pub fn is_intact(data: &[u8]) -> bool {
    let at = data.len().saturating_sub(CHECKSUM);
    checksum(data.get(..at).unwrap_or_default()) == stored_checksum(data)
}
