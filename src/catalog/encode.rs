//! The inverted index of a catalog file, encoded.
//!
//! In: postings. Out: the bytes of three sections.

use crate::catalog::Error;
use crate::catalog::bytes::put_varint;
use crate::catalog::format::{FileKind, Sections};
use crate::text::Term;

/// A term, an article that has it, how often, and the quantised weight of the term.
pub type Posting = (Term, u32, u32, u32);

/// The inverted index, encoded.
#[derive(Default)]
pub struct Index {
    pub terms: u32,
    pub bucket_bits: u32,
    pub directory: Vec<u8>,
    pub dictionary: Vec<u8>,
    pub postings: Vec<u8>,
}

/// Terms in a bucket of the dictionary, on average: what a look-up reads through half of. A bucket
/// is eight bytes of the directory.
#[derive(Debug, Clone, Copy)]
pub enum Bucket {
    /// For kinds of file that a page reads many of.
    Large = 32,
    /// For neighbourhood files, which lack most of the terms that a page looks up: look-ups were
    /// most of the time of an answer.
    Small = 4,
}

impl Index {
    /// Encodes postings, those of a term by ascending article; of terms the lowest `cut` bits are
    /// left out.
    ///
    /// # Errors
    /// 2³² postings or more, or a section of 4 GiB or more.
    pub fn from_postings(postings: &[Posting], cut: u32, bucket: Bucket) -> Result<Index, Error> {
        u32::try_from(postings.len()).map_err(|_| Error::too_large("postings"))?;
        let mut order = by_term(postings.iter().map(|(term, ..)| *term), cut);
        let posting = |packed: u64| postings[packed as u32 as usize];
        // Two terms that are one when cut, and then perhaps twice in an article.
        for list in order.chunk_by_mut(|a, b| term(*a) == term(*b)) {
            if posting(list[0]).0 != posting(list[list.len() - 1]).0 {
                list.sort_by_key(|packed| posting(*packed).1);
            }
        }
        order.dedup_by_key(|packed| (term(*packed), posting(*packed).1));
        let lists = || order.chunk_by(|a, b| term(*a) == term(*b));
        let mut encoder = Encoder::new(lists().count(), cut, bucket)?;
        for list in lists() {
            let (.., weight) = posting(list[0]);
            let articles = list.iter().map(|packed| posting(*packed));
            encoder.add(
                term(list[0]),
                weight,
                articles.map(|(_, article, count, _)| (article, count)),
            )?;
        }
        encoder.finish()
    }

    /// Encodes terms with their weights and without postings; of several that are one when cut, the
    /// first.
    ///
    /// # Errors
    /// A section of 4 GiB or more.
    pub fn from_weights(weights: &[(Term, u32)], cut: u32, bucket: Bucket) -> Result<Index, Error> {
        let mut order = by_term(weights.iter().map(|(term, _)| *term), cut);
        order.dedup_by_key(|packed| term(*packed));
        let mut encoder = Encoder::new(order.len(), cut, bucket)?;
        for packed in order {
            encoder.add(term(packed), weights[packed as u32 as usize].1, [].into_iter())?;
        }
        encoder.finish()
    }
}

impl Index {
    /// The sections of a file of this kind, as far as the index has them.
    pub fn sections(&self, kind: FileKind, cut: u32) -> Sections<&[u8]> {
        Sections {
            kind,
            bucket_bits: self.bucket_bits,
            cut,
            articles: 0,
            terms: self.terms,
            site: 0,
            query_norm_estimate: 0.0,
            label_norm_estimate: 0.0,
            constant: 0.0,
            directory: &self.directory,
            dictionary: &self.dictionary,
            postings: &self.postings,
            entries: &[],
            languages: &[],
            cards: &[],
        }
    }
}

/// The places of terms, by ascending term and place, each with its term in one number: so they are
/// sorted in half the time. Most of them are in order already, which the stable sort exploits.
fn by_term(terms: impl Iterator<Item = Term>, cut: u32) -> Vec<u64> {
    let pack = |(place, term): (u64, Term)| u64::from(term.cut(cut).0) << 32 | place;
    let mut order: Vec<u64> = (0..).zip(terms).map(pack).collect();
    order.sort();
    order
}

/// The term of a number of [`by_term`].
fn term(packed: u64) -> Term {
    Term((packed >> 32) as u32)
}

/// An index to which terms are added in ascending order.
struct Encoder {
    index: Index,
    cut: u32,
    /// The bucket that is open, and what the distance of its next term is counted from.
    bucket: u64,
    base: u32,
}

impl Encoder {
    fn new(terms: usize, cut: u32, bucket: Bucket) -> Result<Encoder, Error> {
        let bucket_bits = (terms / bucket as usize).max(1).ilog2().min(24);
        let terms = u32::try_from(terms).map_err(|_| Error::too_large("terms"))?;
        let mut index = Index { bucket_bits, terms, ..Index::default() };
        index.open_bucket()?;
        Ok(Encoder { index, cut, bucket: 0, base: 0 })
    }

    fn add(
        &mut self,
        term: Term,
        weight: u32,
        articles: impl Iterator<Item = (u32, u32)>,
    ) -> Result<(), Error> {
        let index = &mut self.index;
        let free_bits = 32 - index.bucket_bits;
        while self.bucket < u64::from(term.0) >> free_bits {
            self.bucket += 1;
            self.base = (self.bucket << free_bits) as u32;
            index.open_bucket()?;
        }
        let begin = index.postings.len();
        let mut next = 0;
        for (article, count) in articles {
            let gap = (article - next) << 1;
            put_varint(&mut index.postings, gap | u32::from(count > 1));
            if count > 1 {
                index.postings.push(count as u8);
            }
            next = article + 1;
        }
        put_varint(&mut index.dictionary, (term.0 - self.base) >> self.cut);
        put_varint(&mut index.dictionary, weight);
        put_varint(&mut index.dictionary, (index.postings.len() - begin) as u32);
        self.base = term.0;
        Ok(())
    }

    fn finish(mut self) -> Result<Index, Error> {
        while self.bucket < 1 << self.index.bucket_bits {
            self.bucket += 1;
            self.index.open_bucket()?;
        }
        Ok(self.index)
    }
}

impl Index {
    /// Appends to the directory where the next bucket begins.
    fn open_bucket(&mut self) -> Result<(), Error> {
        for (len, name) in
            [(self.dictionary.len(), "dictionary"), (self.postings.len(), "postings")]
        {
            let len = u32::try_from(len).map_err(|_| Error::too_large(name))?;
            self.directory.extend_from_slice(&len.to_le_bytes());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_that_are_one_when_cut_share_a_list() {
        let word = |term, article| (Term(term), article, 1, term);
        let by_term = [word(0x500, 0), word(0x500, 3), word(0x501, 0), word(0x501, 1)];
        let by_article = [word(0x500, 0), word(0x501, 0), word(0x501, 1), word(0x500, 3)];
        for postings in [by_term, by_article] {
            let index = Index::from_postings(&postings, 8, Bucket::Large).unwrap();
            // Of articles 0, 1 and 3 the gaps, shifted by one bit.
            assert_eq!((index.terms, &*index.postings), (1, &[0, 0, 2][..]));
            let index = Index::from_postings(&postings, 0, Bucket::Large).unwrap();
            assert_eq!((index.terms, &*index.postings), (2, &[0, 4, 0, 0][..]));
        }
    }
}
