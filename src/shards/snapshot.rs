//! The snapshot of a large site: a build writes it, and the next build reads it to take in only
//! what changed.
//!
//! It is a file for the command that wrote it: little-endian numbers, lengths before what is long,
//! a checksum at the end. Whatever does not fit is no snapshot; the remedy is to build all anew.

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
    /// How many articles were added, removed or changed since the last full build.
    pub(crate) changes: u32,
    /// [`BuildOptions::max_terms`].
    pub(crate) terms: Option<u32>,
}

impl Snapshot {
    /// The snapshot of a build with these options.
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
        self.write_to(&mut out)?;
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
        let snapshot = Snapshot::read_from(&mut reader)?;
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

/// A part of a snapshot.
trait Stored: Sized {
    fn write_to(&self, out: &mut impl Write) -> io::Result<()>;

    fn read_from(reader: &mut Reader<'_>) -> Option<Self>;
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Stored for $number {
            fn write_to(&self, out: &mut impl Write) -> io::Result<()> {
                out.write_all(&self.to_le_bytes())
            }

            fn read_from(reader: &mut Reader<'_>) -> Option<Self> {
                let bytes = reader.take(size_of::<$number>())?;
                Some(<$number>::from_le_bytes(bytes.try_into().ok()?))
            }
        }
    )*};
}

numbers!(u8, u16, u32, u64, i32, f32);

macro_rules! fields {
    ($($name:ident { $($field:tt),* })*) => {$(
        impl Stored for $name {
            fn write_to(&self, out: &mut impl Write) -> io::Result<()> {
                $(self.$field.write_to(out)?;)*
                Ok(())
            }

            fn read_from(reader: &mut Reader<'_>) -> Option<Self> {
                // In the order in which they are written.
                Some($name { $($field: Stored::read_from(reader)?),* })
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

impl Stored for Prepared {
    fn write_to(&self, out: &mut impl Write) -> io::Result<()> {
        let Prepared { url, title, excerpt, image, lang, .. } = self;
        [url, title, excerpt, image, lang].into_iter().try_for_each(|text| text.write_to(out))?;
        self.day.write_to(out)?;
        self.expires.write_to(out)?;
        u8::from(self.pinned).write_to(out)?;
        self.pins.write_to(out)?;
        self.excludes.write_to(out)?;
        self.labels.write_to(out)
    }

    fn read_from(reader: &mut Reader<'_>) -> Option<Prepared> {
        Some(Prepared {
            url: Stored::read_from(reader)?,
            title: Stored::read_from(reader)?,
            excerpt: Stored::read_from(reader)?,
            image: Stored::read_from(reader)?,
            lang: Stored::read_from(reader)?,
            day: Stored::read_from(reader)?,
            expires: Stored::read_from(reader)?,
            pinned: u8::read_from(reader)? != 0,
            pins: Stored::read_from(reader)?,
            excludes: Stored::read_from(reader)?,
            labels: Stored::read_from(reader)?,
            // They are in the rows.
            terms: Default::default(),
        })
    }
}

impl Stored for TermWeights {
    fn write_to(&self, out: &mut impl Write) -> io::Result<()> {
        (self.len() as u64).write_to(out)?;
        self.all().iter().try_for_each(|weight| weight.write_to(out))
    }

    fn read_from(reader: &mut Reader<'_>) -> Option<TermWeights> {
        Some(TermWeights::from(vec![Vec::read_from(reader)?]))
    }
}

impl Stored for ForwardIndex {
    fn write_to(&self, out: &mut impl Write) -> io::Result<()> {
        (self.len() as u64).write_to(out)?;
        for Row { terms, counts, kept, all } in self.all() {
            [terms.len() as u32, kept as u32, all as u32].write_to(out)?;
            terms.iter().try_for_each(|term| term.write_to(out))?;
            out.write_all(counts)?;
        }
        Ok(())
    }

    fn read_from(reader: &mut Reader<'_>) -> Option<ForwardIndex> {
        let mut rows = ForwardIndex::default();
        let mut terms = Vec::new();
        for article in 0..u64::read_from(reader)? as usize {
            let [length, kept, all]: [u32; 3] = Stored::read_from(reader)?;
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

impl<T: Stored> Stored for Vec<T> {
    fn write_to(&self, out: &mut impl Write) -> io::Result<()> {
        (self.len() as u64).write_to(out)?;
        self.iter().try_for_each(|one| one.write_to(out))
    }

    fn read_from(reader: &mut Reader<'_>) -> Option<Vec<T>> {
        let length = u64::read_from(reader)? as usize;
        // Nothing is shorter than a byte: so a length that is wrong makes no list longer than its
        // file.
        let mut all = Vec::with_capacity(length.min(reader.0.len()));
        for _ in 0..length {
            all.push(T::read_from(reader)?);
        }
        Some(all)
    }
}

impl Stored for String {
    fn write_to(&self, out: &mut impl Write) -> io::Result<()> {
        (self.len() as u64).write_to(out)?;
        out.write_all(self.as_bytes())
    }

    fn read_from(reader: &mut Reader<'_>) -> Option<String> {
        let length = u64::read_from(reader)? as usize;
        Some(str::from_utf8(reader.take(length)?).ok()?.to_owned())
    }
}

impl<T: Stored> Stored for Option<T> {
    fn write_to(&self, out: &mut impl Write) -> io::Result<()> {
        u8::from(self.is_some()).write_to(out)?;
        self.iter().try_for_each(|one| one.write_to(out))
    }

    fn read_from(reader: &mut Reader<'_>) -> Option<Option<T>> {
        if u8::read_from(reader)? == 0 { Some(None) } else { T::read_from(reader).map(Some) }
    }
}

impl<A: Stored, B: Stored> Stored for (A, B) {
    fn write_to(&self, out: &mut impl Write) -> io::Result<()> {
        self.0.write_to(out)?;
        self.1.write_to(out)
    }

    fn read_from(reader: &mut Reader<'_>) -> Option<(A, B)> {
        Some((A::read_from(reader)?, B::read_from(reader)?))
    }
}

impl<T: Stored + Copy + Default, const N: usize> Stored for [T; N] {
    fn write_to(&self, out: &mut impl Write) -> io::Result<()> {
        self.iter().try_for_each(|one| one.write_to(out))
    }

    fn read_from(reader: &mut Reader<'_>) -> Option<[T; N]> {
        let mut all = [T::default(); N];
        for one in &mut all {
            *one = T::read_from(reader)?;
        }
        Some(all)
    }
}

impl Stored for HashMap<Term, u32, TermHash> {
    fn write_to(&self, out: &mut impl Write) -> io::Result<()> {
        (self.len() as u64).write_to(out)?;
        self.iter().try_for_each(|(term, number)| (*term, *number).write_to(out))
    }

    fn read_from(reader: &mut Reader<'_>) -> Option<HashMap<Term, u32, TermHash>> {
        Some(Vec::read_from(reader)?.into_iter().collect())
    }
}
