//! The part common to files of every kind: a header and an inverted index, read in place.
//!
//! Any bytes may be opened and queried: what does not fit is an [`Error`], never a panic. Memory is
//! allocated by the bytes that are there, not by the counts that a header declares.

use core::ops::Range;

use crate::catalog::Error;
use crate::catalog::bytes::Reader;
use crate::catalog::format::{
    DIRECTORY_ENTRY, FileKind, SECTIONS, Sections, is_intact, read, stored_checksum,
};
use crate::text::Term;
use crate::weighting::dequantise;

/// The terms of a catalog file and their postings. Articles are read by the reader of its kind.
#[derive(Debug, Clone)]
pub struct TermIndex<D> {
    data: D,
    pub(crate) sections: Sections<Range<usize>>,
}

/// A term of the dictionary.
#[derive(Debug, Clone, Copy)]
pub struct TermInfo<'a> {
    /// What it weighs in any article, before term frequency.
    pub weight: f32,
    /// Articles that keep it, encoded.
    pub postings: &'a [u8],
}

impl<D: AsRef<[u8]>> TermIndex<D> {
    /// Opens a file by its header, without reading the rest.
    ///
    /// # Errors
    /// Bytes that do not begin with the magic; another version of the format or of the analyser;
    /// fewer or more bytes than the header declares; sections that do not fit the counts.
    pub fn open(data: D) -> Result<TermIndex<D>, Error> {
        let sections = read(data.as_ref())?;
        Ok(TermIndex { data, sections })
    }

    /// What kind of file it is.
    pub fn kind(&self) -> FileKind {
        self.sections.kind
    }

    /// Checks that the file is of the kind that its reader reads. `expected` names the content.
    ///
    /// # Errors
    /// A file of another kind.
    pub(super) fn expect(&self, is_right: bool, expected: &'static str) -> Result<(), Error> {
        if is_right { Ok(()) } else { Err(Error::other_file(self.kind().content(), expected)) }
    }

    /// Reads the checksum, the dictionary and all postings; `has_postings` is whether every term
    /// has some.
    pub(super) fn verify(&self, has_postings: bool) -> Result<(), Error> {
        if !is_intact(self.data.as_ref()) {
            return Err(Error::damaged("its checksum does not match"));
        }
        let mut terms = 0;
        for (_, info) in self.terms()? {
            terms += 1;
            let mut articles = 0;
            let mut postings = self.postings_of(&info);
            while postings.advance()?.is_some() {
                articles += 1;
            }
            if (articles > 0) != has_postings || info.weight <= 0.0 {
                return Err(Error::damaged("a term is in no article or weighs nothing"));
            }
        }
        if terms != self.term_count() {
            return Err(Error::damaged("the number of terms does not match the header"));
        }
        Ok(())
    }

    /// How many articles it has.
    pub fn len(&self) -> usize {
        self.sections.articles as usize
    }

    /// Whether it has no article.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many terms its articles keep.
    pub fn term_count(&self) -> usize {
        self.sections.terms as usize
    }

    /// How many bytes all postings take.
    pub fn postings_size(&self) -> usize {
        self.sections.postings.len()
    }

    /// How many postings it has: the kept terms of all articles together.
    ///
    /// # Errors
    /// Damaged postings.
    pub fn postings(&self) -> Result<usize, Error> {
        let mut postings = 0;
        for (_, info) in self.terms()? {
            let mut all = self.postings_of(&info);
            while all.advance()?.is_some() {
                postings += 1;
            }
        }
        Ok(postings)
    }

    /// The checksum stored in it; its file is named after it.
    pub fn checksum(&self) -> u64 {
        stored_checksum(self.data.as_ref())
    }

    /// Its sections, by name, with their bytes.
    pub fn section_sizes(&self) -> Vec<(&'static str, usize)> {
        SECTIONS.into_iter().zip(self.sections.in_order().map(Range::len)).collect()
    }

    /// Looks a term up.
    pub fn term_info(&self, term: Term) -> Option<TermInfo<'_>> {
        let bits = self.sections.bucket_bits;
        let term = term.cut(self.sections.cut);
        let bucket = (u64::from(term.0) >> (32 - bits)) as u32;
        let found = self.bucket(bucket).find(|(found, _)| *found >= term);
        found.filter(|(found, _)| *found == term).map(|(_, info)| info)
    }

    /// All terms.
    ///
    /// # Errors
    /// A directory that is not in ascending order: its buckets could all be the whole dictionary.
    pub fn terms(&self) -> Result<impl Iterator<Item = (Term, TermInfo<'_>)>, Error> {
        let mut directory = Reader(self.bytes(&self.sections.directory));
        let mut before = (0, 0);
        while let (Some(dictionary), Some(postings)) = (directory.u32(), directory.u32()) {
            if dictionary < before.0 || postings < before.1 {
                return Err(Error::damaged("the directory is out of order"));
            }
            before = (dictionary, postings);
        }
        let buckets = 0..1_u32 << self.sections.bucket_bits;
        Ok(buckets.flat_map(|bucket| self.bucket(bucket)))
    }

    /// The terms of a bucket, in ascending order, as far as they can be read.
    fn bucket(&self, bucket: u32) -> impl Iterator<Item = (Term, TermInfo<'_>)> {
        let (mut dictionary, mut postings) = self.places(bucket).unwrap_or_default();
        let mut term = (u64::from(bucket) << (32 - self.sections.bucket_bits)) as u32;
        core::iter::from_fn(move || {
            let gap = dictionary.varint()?.checked_mul(1 << self.sections.cut)?;
            term = term.checked_add(gap)?;
            let weight = dequantise(dictionary.short()?);
            let len = dictionary.short()? as usize;
            Some((Term(term), TermInfo { weight, postings: postings.take(len)? }))
        })
    }

    /// The bytes of a bucket in dictionary and postings.
    fn places(&self, bucket: u32) -> Option<(Reader<'_>, Reader<'_>)> {
        let at = bucket as usize * DIRECTORY_ENTRY;
        let mut places = Reader(self.bytes(&self.sections.directory).get(at..)?);
        let (dictionary, postings) = (places.u32()? as usize, places.u32()? as usize);
        let (dictionary_end, postings_end) = (places.u32()? as usize, places.u32()? as usize);
        let dictionary = self.bytes(&self.sections.dictionary).get(dictionary..dictionary_end)?;
        let postings = self.bytes(&self.sections.postings).get(postings..postings_end)?;
        Some((Reader(dictionary).up_to(LARGEST_BUCKET)?, Reader(postings)))
    }

    /// The articles and counts of a term.
    pub fn postings_of<'a>(&self, info: &TermInfo<'a>) -> Postings<'a> {
        Postings { reader: Reader(info.postings), next: 0, articles: self.sections.articles }
    }

    /// A reader of a section, from some place on.
    pub(super) fn at(&self, section: &Range<usize>, place: usize) -> Option<Reader<'_>> {
        self.bytes(section).get(place..).map(Reader)
    }

    pub(super) fn bytes(&self, section: &Range<usize>) -> &[u8] {
        // `open` saw that they are there: this can't fail.
        self.data.as_ref().get(section.clone()).unwrap_or_default()
    }
}

/// A bucket of more bytes is damaged: the fullest of a good catalog has a tenth of them.
const LARGEST_BUCKET: usize = 4096;

/// Articles and counts, read one after the other.
///
/// Not an iterator: a damaged posting is an error, and `each_…` with a closure is compiled once for
/// each.
pub struct Postings<'a> {
    reader: Reader<'a>,
    /// The lowest number that the next article may have.
    next: u32,
    /// How many articles there are.
    articles: u32,
}

impl Postings<'_> {
    /// The next article and how often it has the term; `None` at the end.
    ///
    /// # Errors
    /// An article that the catalog does not have, or a posting cut short.
    pub fn advance(&mut self) -> Result<Option<(u32, u8)>, Error> {
        if self.reader.is_empty() {
            return Ok(None);
        }
        let posting = self.read().ok_or_else(|| Error::damaged("a posting can't be read"))?;
        Ok(Some(posting))
    }

    fn read(&mut self) -> Option<(u32, u8)> {
        let gap = self.reader.varint()?;
        let article = self.next.checked_add(gap >> 1).filter(|&article| article < self.articles)?;
        let count = if gap & 1 == 1 { self.reader.byte()? } else { 1 };
        self.next = article + 1;
        Some((article, count))
    }
}
