//! The bytes of a catalog file: header, sections, checksum; written and read side by side.
//!
//! All numbers are little-endian. Postings hold counts, not weights: every float follows from the
//! integers here, so that all readers compute the same bits.
//!
//! ```text
//! offset  bytes
//!      0  8      magic  ALSOLIKE
//!      8  2      format version
//!     10  2      analyser version
//!     12  4      articles (n)
//!     16  4      features (v)
//!     20  4      bucket bits (b)
//!     24  5 × 4  bytes of each section, in their order
//!     44         directory   2^b + 1 entries: where a bucket begins in dictionary (4) and postings (4)
//!                dictionary  v entries by ascending feature: its distance from the one before (or from
//!                            the bucket's first), its document frequency, the bytes of its postings: varints
//!                postings    for each feature, by ascending article: (distance − 1) × 2, plus 1 when a
//!                            count other than 1 follows: varints
//!                articles    n entries: length of the vector (f32, 4), day (i32, 4), card's place (4)
//!                cards       n entries: address, title, excerpt, picture, language: length and UTF-8
//!    end  8      FNV-1a checksum of everything before
//! ```
//!
//! Articles are numbered by ascending address. A bucket holds the features whose upper `b` bits are
//! the bucket's number.

use crate::bytes::{Reader, checksum};
use crate::error::Error;
use crate::text;

/// Version of the format that this version writes and reads.
///
/// It goes up with every change to the bytes. The remedy for a mismatch is in the error: an older
/// catalog is built again, for a newer one the widget is updated.
pub const VERSION: u16 = 1;

const MAGIC: &[u8; 8] = b"ALSOLIKE";
const HEADER: usize = 24 + 4 * SECTIONS.len();
const CHECKSUM: usize = 8;

/// Bytes of an entry of the directory.
pub(crate) const DIRECTORY_ENTRY: usize = 8;
/// Bytes of an entry of the articles' section.
pub(crate) const ARTICLE_ENTRY: usize = 12;
/// The day of an article without a date.
pub(crate) const NO_DAY: i32 = i32::MIN;

/// Names of the sections, in their order.
pub const SECTIONS: [&str; 5] = ["directory", "dictionary", "postings", "articles", "cards"];

/// The sections of a catalog, wherever they lie.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sections<'a> {
    pub articles: u32,
    pub features: u32,
    pub bucket_bits: u32,
    pub directory: &'a [u8],
    pub dictionary: &'a [u8],
    pub postings: &'a [u8],
    pub entries: &'a [u8],
    pub cards: &'a [u8],
}

impl Sections<'_> {
    /// The sections in the order of [`SECTIONS`].
    pub fn in_order(&self) -> [&[u8]; SECTIONS.len()] {
        [self.directory, self.dictionary, self.postings, self.entries, self.cards]
    }
}

/// Puts a catalog together.
///
/// # Errors
/// A section of 4 GiB or more.
pub(crate) fn write(sections: &Sections<'_>) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&VERSION.to_le_bytes());
    out.extend_from_slice(&text::VERSION.to_le_bytes());
    for number in [sections.articles, sections.features, sections.bucket_bits] {
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
pub(crate) fn read(data: &[u8]) -> Result<Sections<'_>, Error> {
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
    let features = reader.u32().ok_or_else(short)?;
    let bucket_bits = reader.u32().ok_or_else(short)?;
    let mut lengths = [0_usize; SECTIONS.len()];
    for length in &mut lengths {
        *length = reader.u32().ok_or_else(short)? as usize;
    }
    let all = lengths.iter().try_fold(HEADER + CHECKSUM, |sum, &len| sum.checked_add(len));
    let expected = all.ok_or_else(|| Error::damaged("the sections are longer than memory"))?;
    if data.len() < expected {
        return Err(Error::truncated(data.len(), expected));
    }
    if data.len() > expected {
        return Err(Error::trailing(data.len(), expected));
    }
    let mut next = |i: usize| lengths.get(i).and_then(|&len| reader.take(len)).ok_or_else(short);
    let sections = Sections {
        articles,
        features,
        bucket_bits,
        directory: next(0)?,
        dictionary: next(1)?,
        postings: next(2)?,
        entries: next(3)?,
        cards: next(4)?,
    };
    // 64-bit arithmetic: none of these can overflow it.
    let fits = |len: usize, count: u64, each: usize| len as u64 == count * each as u64;
    if bucket_bits > 24 || !fits(sections.directory.len(), (1 << bucket_bits) + 1, DIRECTORY_ENTRY)
    {
        return Err(Error::damaged("the directory has another size than its header says"));
    }
    if !fits(sections.entries.len(), articles.into(), ARTICLE_ENTRY) {
        return Err(Error::damaged("the articles take other space than their number needs"));
    }
    Ok(sections)
}

/// The checksum that stands in a catalog, by which its file is named.
pub(crate) fn stored_checksum(data: &[u8]) -> u64 {
    let at = data.len().saturating_sub(CHECKSUM);
    Reader(data.get(at..).unwrap_or_default()).u64().unwrap_or_default()
}

/// Whether the checksum that stands in a catalog is that of its bytes.
pub(crate) fn is_intact(data: &[u8]) -> bool {
    let at = data.len().saturating_sub(CHECKSUM);
    checksum(data.get(..at).unwrap_or_default()) == stored_checksum(data)
}
