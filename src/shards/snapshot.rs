//! What a build of a large site remembers, so that the next one takes on what is new alone.
//!
//! It is a file for the command that wrote it: little-endian numbers, lengths before what is long, a
//! checksum at the end. Whatever does not fit is no snapshot; the remedy is to build all anew.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash, Hasher};
use std::io::{self, BufWriter, Write};

use crate::catalog::bytes::Reader;
use crate::catalog::entry::Entry;
use crate::document::Day;
use crate::document::Prepared;
use crate::index::BuildOptions;
use crate::index::document_frequency::{TermHash, TermWeight, TermWeights};
use crate::index::forward_index::{ForwardIndex, Row};
use crate::index::knn_graph::KnnNode;
use crate::index::site::Site;
use crate::shards::layout::{Layout, Shards};
use crate::text::Term;

/// A site with where its articles are, as its last build left them.
#[derive(Debug)]
pub struct Snapshot {
    pub(crate) site: Site,
    pub(crate) layout: Layout,
    /// How many articles came, went or changed since all of them were weighed.
    pub(crate) changes: u32,
    /// [`BuildOptions::max_terms`].
    pub(crate) terms: Option<u32>,
}

impl Snapshot {
    /// What a build with these options remembers.
    pub fn new(site: Site, layout: Layout, options: &BuildOptions) -> Snapshot {
        Snapshot { site, layout, changes: 0, terms: options.max_terms }
    }

    /// The site.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The site's files.
    pub fn shards(&self) -> Shards<'_> {
        Shards::from_layout(&self.site, &self.layout)
    }

    /// Writes all of it: some 5 kB for an article of 500 words.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, out: impl Write) -> io::Result<()> {
        let mut out = BufWriter::with_capacity(1 << 20, Hashed(out, DefaultHasher::new()));
        self.remember(&mut out)?;
        let Hashed(mut out, hasher) = out.into_inner()?;
        out.write_all(&hasher.finish().to_le_bytes())
    }

    /// Reads what [`write`](Snapshot::write) wrote; `None` for anything else.
    pub fn read(bytes: &[u8]) -> Option<Snapshot> {
        let (body, checksum) = bytes.split_last_chunk()?;
        let mut hasher = DefaultHasher::new();
        hasher.write(body);
        if u64::from_le_bytes(*checksum) != hasher.finish() {
            return None;
        }
        let mut reader = Reader(body);
        let snapshot = Snapshot::recall(&mut reader)?;
        reader.is_empty().then_some(snapshot)
    }
}

/// A hash of what a snapshot is compared by: fast, and of one version of the standard library only.
pub fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(value)
}

/// What is written, and the hash of it.
struct Hashed<W>(W, DefaultHasher);

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.0.write(bytes)?;
        self.1.write(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// What can be written and read again.
trait Remembered: Sized {
    fn remember(&self, out: &mut impl Write) -> io::Result<()>;

    fn recall(reader: &mut Reader<'_>) -> Option<Self>;
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Remembered for $number {
            fn remember(&self, out: &mut impl Write) -> io::Result<()> {
                out.write_all(&self.to_le_bytes())
            }

            fn recall(reader: &mut Reader<'_>) -> Option<Self> {
                let bytes = reader.take(size_of::<$number>())?;
                Some(<$number>::from_le_bytes(bytes.try_into().ok()?))
            }
        }
    )*};
}

numbers!(u8, u16, u32, u64, i32, f32);

macro_rules! fields {
    ($($name:ident { $($field:tt),* })*) => {$(
        impl Remembered for $name {
            fn remember(&self, out: &mut impl Write) -> io::Result<()> {
                $(self.$field.remember(out)?;)*
                Ok(())
            }

            fn recall(reader: &mut Reader<'_>) -> Option<Self> {
                // In the order in which they are written.
                Some($name { $($field: Remembered::recall(reader)?),* })
            }
        }
    )*};
}

fields! {
    Snapshot { terms, changes, layout, site }
    Layout { candidates, latest, champions }
    Site {
        gone, norm_estimates, languages, labels, norms, query_norm_estimates, entries, articles, knn, weights, rows
    }
    KnnNode { density, edges, candidates }
    Entry {
        norm, label_norm, day, expires, card, address, query_norm_estimate, density, language, pinned, sketch
    }
    TermWeight { term, df, quantised }
    Term { 0 }
    Day { 0 }
}

impl Remembered for Prepared {
    fn remember(&self, out: &mut impl Write) -> io::Result<()> {
        let Prepared { url, title, excerpt, image, lang, .. } = self;
        [url, title, excerpt, image, lang].into_iter().try_for_each(|text| text.remember(out))?;
        self.day.remember(out)?;
        self.expires.remember(out)?;
        u8::from(self.pinned).remember(out)?;
        self.pins.remember(out)?;
        self.excludes.remember(out)?;
        self.labels.remember(out)
    }

    fn recall(reader: &mut Reader<'_>) -> Option<Prepared> {
        Some(Prepared {
            url: Remembered::recall(reader)?,
            title: Remembered::recall(reader)?,
            excerpt: Remembered::recall(reader)?,
            image: Remembered::recall(reader)?,
            lang: Remembered::recall(reader)?,
            day: Remembered::recall(reader)?,
            expires: Remembered::recall(reader)?,
            pinned: u8::recall(reader)? != 0,
            pins: Remembered::recall(reader)?,
            excludes: Remembered::recall(reader)?,
            labels: Remembered::recall(reader)?,
            // They are in the rows.
            terms: Default::default(),
        })
    }
}

impl Remembered for TermWeights {
    fn remember(&self, out: &mut impl Write) -> io::Result<()> {
        (self.len() as u64).remember(out)?;
        self.all().iter().try_for_each(|weight| weight.remember(out))
    }

    fn recall(reader: &mut Reader<'_>) -> Option<TermWeights> {
        Some(TermWeights::from(vec![Vec::recall(reader)?]))
    }
}

impl Remembered for ForwardIndex {
    fn remember(&self, out: &mut impl Write) -> io::Result<()> {
        (self.len() as u64).remember(out)?;
        for Row { terms, counts, kept, all } in self.all() {
            [terms.len() as u32, kept as u32, all as u32].remember(out)?;
            terms.iter().try_for_each(|term| term.remember(out))?;
            out.write_all(counts)?;
        }
        Ok(())
    }

    fn recall(reader: &mut Reader<'_>) -> Option<ForwardIndex> {
        let mut rows = ForwardIndex::default();
        let mut terms = Vec::new();
        for article in 0..u64::recall(reader)? as usize {
            let [length, kept, all]: [u32; 3] = Remembered::recall(reader)?;
            terms.clear();
            let bytes = reader.take((length as usize).checked_mul(4)?)?;
            terms.extend(bytes.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes)));
            let counts = reader.take(length as usize)?;
            let (kept, all) = ((kept as usize).min(terms.len()), all as usize);
            rows.put(article, Row { terms: &terms, counts, kept, all });
        }
        Some(rows)
    }
}

impl<T: Remembered> Remembered for Vec<T> {
    fn remember(&self, out: &mut impl Write) -> io::Result<()> {
        (self.len() as u64).remember(out)?;
        self.iter().try_for_each(|one| one.remember(out))
    }

    fn recall(reader: &mut Reader<'_>) -> Option<Vec<T>> {
        let length = u64::recall(reader)? as usize;
        // Nothing is shorter than a byte: so a length that is wrong makes no list longer than its file.
        let mut all = Vec::with_capacity(length.min(reader.0.len()));
        for _ in 0..length {
            all.push(T::recall(reader)?);
        }
        Some(all)
    }
}

impl Remembered for String {
    fn remember(&self, out: &mut impl Write) -> io::Result<()> {
        (self.len() as u64).remember(out)?;
        out.write_all(self.as_bytes())
    }

    fn recall(reader: &mut Reader<'_>) -> Option<String> {
        let length = u64::recall(reader)? as usize;
        Some(str::from_utf8(reader.take(length)?).ok()?.to_owned())
    }
}

impl<T: Remembered> Remembered for Option<T> {
    fn remember(&self, out: &mut impl Write) -> io::Result<()> {
        u8::from(self.is_some()).remember(out)?;
        self.iter().try_for_each(|one| one.remember(out))
    }

    fn recall(reader: &mut Reader<'_>) -> Option<Option<T>> {
        if u8::recall(reader)? == 0 { Some(None) } else { T::recall(reader).map(Some) }
    }
}

impl<A: Remembered, B: Remembered> Remembered for (A, B) {
    fn remember(&self, out: &mut impl Write) -> io::Result<()> {
        self.0.remember(out)?;
        self.1.remember(out)
    }

    fn recall(reader: &mut Reader<'_>) -> Option<(A, B)> {
        Some((A::recall(reader)?, B::recall(reader)?))
    }
}

impl<T: Remembered + Copy + Default, const N: usize> Remembered for [T; N] {
    fn remember(&self, out: &mut impl Write) -> io::Result<()> {
        self.iter().try_for_each(|one| one.remember(out))
    }

    fn recall(reader: &mut Reader<'_>) -> Option<[T; N]> {
        let mut all = [T::default(); N];
        for one in &mut all {
            *one = T::recall(reader)?;
        }
        Some(all)
    }
}

impl Remembered for HashMap<Term, u32, TermHash> {
    fn remember(&self, out: &mut impl Write) -> io::Result<()> {
        (self.len() as u64).remember(out)?;
        self.iter().try_for_each(|(term, number)| (*term, *number).remember(out))
    }

    fn recall(reader: &mut Reader<'_>) -> Option<HashMap<Term, u32, TermHash>> {
        Some(Vec::recall(reader)?.into_iter().collect())
    }
}
