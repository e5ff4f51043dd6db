//! The inverted index of a catalog file, encoded.

use crate::bytes::put_varint;
use crate::error::Error;
use crate::text::Feature;

/// A feature, an article that has it, how often, and what the feature weighs, in steps.
pub(crate) type Posting = (Feature, u32, u32, u32);

/// The inverted index, encoded.
#[derive(Default)]
pub(crate) struct Index {
    pub features: u32,
    pub bucket_bits: u32,
    pub directory: Vec<u8>,
    pub dictionary: Vec<u8>,
    pub postings: Vec<u8>,
}

/// Features in a bucket of the dictionary, on average: what a look-up reads through half of. A bucket is eight
/// bytes of the directory.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Bucket {
    /// In files of which a page reads many.
    Large = 32,
    /// In the file of a page's neighbourhood, of which it asks more than the file has: look-ups were most of
    /// the time of an answer.
    Small = 4,
}

impl Index {
    /// Encodes postings, of whose features the lowest `cut` bits are left out.
    pub fn of(postings: Vec<Posting>, cut: u32, bucket: Bucket) -> Result<Index, Error> {
        // As one number each, which is sorted fastest.
        let pack = |(feature, article, count, steps): Posting| {
            let [feature, article] = [feature.cut(cut).0, article].map(u128::from);
            feature << 96 | article << 64 | u128::from(count) << 32 | u128::from(steps)
        };
        let unpack = |packed: &u128| -> Posting {
            let part = |shift: u32| (packed >> shift) as u32;
            (Feature(part(96)), part(64), part(32), part(0))
        };
        let mut postings: Vec<u128> = postings.into_iter().map(pack).collect();
        postings.sort_unstable();
        // Two features of an article that are one when cut.
        postings.dedup_by_key(|packed| *packed >> 64);
        let lists = || postings.chunk_by(|a, b| a >> 96 == b >> 96);
        let features = lists().count();
        let bucket_bits = (features / bucket as usize).max(1).ilog2().min(24);
        let bucket_of = |feature: Feature| u64::from(feature.0) >> (32 - bucket_bits);
        let mut index = Index { bucket_bits, ..Index::default() };
        index.features = u32::try_from(features).map_err(|_| Error::too_large("features"))?;

        let mut bucket = 0;
        let mut base = 0;
        index.open_bucket()?;
        for list in lists() {
            let Some((feature, .., steps)) = list.first().map(unpack) else { continue };
            while bucket < bucket_of(feature) {
                bucket += 1;
                base = (bucket << (32 - bucket_bits)) as u32;
                index.open_bucket()?;
            }
            let begin = index.postings.len();
            let mut next = 0;
            for (_, article, count, _) in list.iter().map(unpack) {
                let gap = (article - next) << 1;
                put_varint(&mut index.postings, gap | u32::from(count > 1));
                if count > 1 {
                    index.postings.push(count as u8);
                }
                next = article + 1;
            }
            put_varint(&mut index.dictionary, (feature.0 - base) >> cut);
            put_varint(&mut index.dictionary, steps);
            put_varint(&mut index.dictionary, (index.postings.len() - begin) as u32);
            base = feature.0;
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
