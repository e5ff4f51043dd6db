//! The inverted index of a catalog file, encoded.

use crate::catalog::Error;
use crate::catalog::bytes::put_varint;
use crate::text::Term;

/// A term, an article that has it, how often, and what the term weighs, quantised.
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

/// Terms in a bucket of the dictionary, on average: what a look-up reads through half of. A bucket is eight
/// bytes of the directory.
#[derive(Debug, Clone, Copy)]
pub enum Bucket {
    /// In files of which a page reads many.
    Large = 32,
    /// In the file of a page's neighbourhood, of which it asks more than the file has: look-ups were most of
    /// the time of an answer.
    Small = 4,
}

impl Index {
    /// Encodes postings, those of a term by ascending article; of terms the lowest `cut` bits are left out.
    ///
    /// # Errors
    /// 2³² postings or more, or a section of 4 GiB or more.
    pub fn of(postings: &[Posting], cut: u32, bucket: Bucket) -> Result<Index, Error> {
        u32::try_from(postings.len()).map_err(|_| Error::too_large("postings"))?;
        // Each as its term and its place in one number: so they are sorted in half the time. Most of them stand in
        // order already, which a stable sort sees.
        let pack = |(place, (term, ..)): (u64, &Posting)| u64::from(term.cut(cut).0) << 32 | place;
        let mut order: Vec<u64> = (0..).zip(postings).map(pack).collect();
        order.sort();
        let term = |packed: u64| Term((packed >> 32) as u32);
        let posting = |packed: u64| postings[packed as u32 as usize];
        // Two terms that are one when cut, and then perhaps twice in an article.
        for list in order.chunk_by_mut(|a, b| term(*a) == term(*b)) {
            if posting(list[0]).0 != posting(list[list.len() - 1]).0 {
                list.sort_by_key(|packed| posting(*packed).1);
            }
        }
        order.dedup_by_key(|packed| (term(*packed), posting(*packed).1));
        let lists = || order.chunk_by(|a, b| term(*a) == term(*b));
        let terms = lists().count();
        let bucket_bits = (terms / bucket as usize).max(1).ilog2().min(24);
        let bucket_of = |term: Term| u64::from(term.0) >> (32 - bucket_bits);
        let mut index = Index { bucket_bits, ..Index::default() };
        index.terms = u32::try_from(terms).map_err(|_| Error::too_large("terms"))?;

        let mut bucket = 0;
        let mut base = 0;
        index.open_bucket()?;
        for list in lists() {
            let (term, (.., quantised)) = (term(list[0]), posting(list[0]));
            while bucket < bucket_of(term) {
                bucket += 1;
                base = (bucket << (32 - bucket_bits)) as u32;
                index.open_bucket()?;
            }
            let begin = index.postings.len();
            let mut next = 0;
            for (_, article, count, _) in list.iter().map(|packed| posting(*packed)) {
                let gap = (article - next) << 1;
                put_varint(&mut index.postings, gap | u32::from(count > 1));
                if count > 1 {
                    index.postings.push(count as u8);
                }
                next = article + 1;
            }
            put_varint(&mut index.dictionary, (term.0 - base) >> cut);
            put_varint(&mut index.dictionary, quantised);
            put_varint(&mut index.dictionary, (index.postings.len() - begin) as u32);
            base = term.0;
        }
        while bucket < 1 << bucket_bits {
            bucket += 1;
            index.open_bucket()?;
        }
        Ok(index)
    }

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
            let index = Index::of(&postings, 8, Bucket::Large).unwrap();
            // Of articles 0, 1 and 3 the gaps, shifted by one bit.
            assert_eq!((index.terms, &*index.postings), (1, &[0, 0, 2][..]));
            let index = Index::of(&postings, 0, Bucket::Large).unwrap();
            assert_eq!((index.terms, &*index.postings), (2, &[0, 4, 0, 0][..]));
        }
    }
}
