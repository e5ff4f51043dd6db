//! The entry of an article: the numbers that rank it, of a fixed size.

use crate::catalog::bytes::Reader;

/// The day of an article without a date.
pub const NO_DAY: i32 = i32::MIN;
/// The last day of an article that does not expire.
pub const NEVER: i32 = i32::MAX;
/// The language of an article without a known one, and of languages beyond the 255th.
pub const NO_LANGUAGE: u8 = 255;

/// Terms in the sketch of an article: see [`Entry::sketch`].
pub const SKETCH: usize = 8;

/// What is needed of an article to rank it, of a fixed size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    /// The norm of the vector of its words and pairs (4 bytes).
    pub norm: f32,
    /// The norm of the vector of its labels (4).
    pub label_norm: f32,
    /// The day of publication or [`NO_DAY`] (4).
    pub day: i32,
    /// The last day on which it is given or [`NEVER`] (4).
    pub expires: i32,
    /// Where its card begins (4).
    pub card: u32,
    /// [`UrlKey::hash`](crate::document::UrlKey::hash) of its address (4).
    pub address: u32,
    /// The squared norm of its whole vector over the sum of its terms' squared term frequencies.
    /// A shard lacks the idf of most terms and estimates the norm of a page from this ratio. 0 in
    /// a file of the whole site (4).
    pub query_norm_estimate: f32,
    /// How near it is to what is nearest to it: the mean cosine of its ten nearest articles, of
    /// which 65,535 makes 1 (2).
    pub density: u16,
    /// The number of its language or [`NO_LANGUAGE`] (1).
    pub language: u8,
    /// 1 when it is pinned to every page (1).
    pub pinned: u8,
    /// Bottom-k MinHash of its terms: the lower half of the [places](crate::text::Term::place) of
    /// those with the lowest ones. A text that has them all has nearly all of the article (8 × 2).
    pub sketch: [u16; SKETCH],
}

impl Entry {
    /// Bytes of an entry.
    pub const SIZE: usize = 32 + 2 * SKETCH;

    /// The entry of a removed article: no terms, no address, always expired.
    pub const GONE: Entry = Entry {
        norm: 0.0,
        label_norm: 0.0,
        day: NO_DAY,
        expires: i32::MIN,
        card: 0,
        address: 0,
        query_norm_estimate: 0.0,
        density: 0,
        language: NO_LANGUAGE,
        pinned: 0,
        sketch: [0; SKETCH],
    };

    /// Whether the article was removed.
    pub fn is_gone(&self) -> bool {
        self.expires == Entry::GONE.expires
    }

    /// Stores a mean cosine.
    pub fn set_density(&mut self, cosine: f32) {
        self.density = (cosine * f32::from(u16::MAX)) as u16;
    }

    /// Appends what [`read`](Entry::read) reads.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.norm.to_le_bytes());
        out.extend_from_slice(&self.label_norm.to_le_bytes());
        out.extend_from_slice(&self.day.to_le_bytes());
        out.extend_from_slice(&self.expires.to_le_bytes());
        out.extend_from_slice(&self.card.to_le_bytes());
        out.extend_from_slice(&self.address.to_le_bytes());
        out.extend_from_slice(&self.query_norm_estimate.to_le_bytes());
        out.extend_from_slice(&self.density.to_le_bytes());
        out.extend_from_slice(&[self.language, self.pinned]);
        for place in self.sketch {
            out.extend_from_slice(&place.to_le_bytes());
        }
    }

    /// The entry at the beginning of some bytes.
    pub fn read(mut reader: Reader<'_>) -> Option<Entry> {
        Some(Entry {
            norm: f32::from_bits(reader.u32()?),
            label_norm: f32::from_bits(reader.u32()?),
            day: reader.u32()? as i32,
            expires: reader.u32()? as i32,
            card: reader.u32()?,
            address: reader.u32()?,
            query_norm_estimate: f32::from_bits(reader.u32()?),
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
