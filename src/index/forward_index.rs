//! The forward index: a row for each article of a site, its terms with their counts.
//!
//! It is most of the memory of a build. It is allocated in large blocks, which are returned to the
//! system once they are done with, instead of fragmenting the heap.

use std::ops::Range;

/// Rows in a block.
const ROWS: usize = 256;

/// A row for each article: 5 bytes for each of its terms, and 20.
///
/// At first the terms are terms, some 700 for 500 words. Once the site is weighed they are the
/// places of those that another article has too: see
/// [`TermWeights`](crate::index::document_frequency::TermWeights).
#[derive(Debug, Default)]
pub(crate) struct ForwardIndex {
    blocks: Vec<Block>,
    /// Where each article's row is.
    order: Vec<u32>,
}

/// Some of the rows, one after the other.
#[derive(Debug, Default)]
pub(crate) struct Block {
    terms: Vec<u32>,
    counts: Vec<u8>,
    ends: Vec<End>,
}

#[derive(Debug)]
struct End {
    end: u32,
    kept: u32,
    all: u32,
}

/// The row of an article: first the terms that the catalog keeps, then the rest, both ascending.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'a> {
    pub terms: &'a [u32],
    pub counts: &'a [u8],
    /// How many of the terms the catalog keeps.
    pub kept: usize,
    /// How many terms there were before some were dropped.
    pub all: usize,
}

impl ForwardIndex {
    /// Adds the row of the next article.
    pub fn push(&mut self, terms: &[u32], counts: &[u8]) {
        self.put(self.order.len(), Row { terms, counts, kept: 0, all: terms.len() });
    }

    /// Gives an article another row, or the next article its row. The row before it stays where it
    /// is, unseen.
    pub fn put(&mut self, article: usize, row: Row<'_>) {
        if self.blocks.last().is_none_or(|block| block.ends.len() == ROWS) {
            self.blocks.push(Block::default());
        }
        let before = (self.blocks.len() - 1) * ROWS;
        if let Some(block) = self.blocks.last_mut() {
            let place = (before + block.ends.len()) as u32;
            match self.order.get_mut(article) {
                Some(own) => *own = place,
                None => self.order.push(place),
            }
            block.terms.extend_from_slice(row.terms);
            block.counts.extend_from_slice(row.counts);
            block.end(row.kept, row.all);
            if block.ends.len() == ROWS {
                block.fit();
            }
        }
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Puts the articles into another order, given by their places before. Those that are not named
    /// are forgotten.
    pub fn arrange(&mut self, order: &[u32]) {
        self.order = order.iter().map(|place| self.order[*place as usize]).collect();
    }

    /// The row of an article.
    pub fn row(&self, article: usize) -> Row<'_> {
        let row = self.order[article] as usize;
        self.blocks[row / ROWS].row(row % ROWS)
    }

    /// The rows of all articles.
    pub fn all(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.len()).map(|article| self.row(article))
    }

    /// All rows, in the order in which they were added.
    pub fn blocks(&mut self) -> &mut [Block] {
        &mut self.blocks
    }

    /// Puts what was found for all rows, in the order in which they were added, into that of the
    /// articles.
    pub fn arranged<T: Copy>(&self, found: &[T]) -> Vec<T> {
        self.order.iter().map(|row| found[*row as usize]).collect()
    }
}

impl Block {
    /// Rewrites each row, first to `new`. `write` appends the new row, kept terms first, and
    /// returns how many of them are kept.
    pub fn rewrite(
        &mut self,
        new: &mut Block,
        mut write: impl FnMut(Row<'_>, &mut Vec<u32>, &mut Vec<u8>) -> usize,
    ) {
        new.terms.clear();
        new.counts.clear();
        for row in self.rows() {
            let kept = write(row, &mut new.terms, &mut new.counts);
            new.end(kept, row.all);
        }
        self.terms = new.terms.as_slice().into();
        self.counts = new.counts.as_slice().into();
        self.ends = std::mem::take(&mut new.ends);
    }

    /// All rows.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.ends.len()).map(|row| self.row(row))
    }

    fn end(&mut self, kept: usize, all: usize) {
        let end = self.terms.len() as u32;
        self.ends.push(End { end, kept: kept as u32, all: all as u32 });
    }

    /// Copies into exactly as much memory as is needed. Not `shrink_to_fit`: some allocators then
    /// keep the allocation, of which up to a half is unused.
    fn fit(&mut self) {
        self.terms = self.terms.as_slice().into();
        self.counts = self.counts.as_slice().into();
    }

    fn row(&self, row: usize) -> Row<'_> {
        let begin = row.checked_sub(1).map_or(0, |before| self.ends[before].end as usize);
        let End { end, kept, all } = self.ends[row];
        let range = begin..end as usize;
        let (terms, counts) = (&self.terms[range.clone()], &self.counts[range]);
        Row { terms, counts, kept: kept as usize, all: all as usize }
    }
}

impl<'a> Row<'a> {
    /// All terms with their counts.
    pub fn iter(self) -> impl ExactSizeIterator<Item = (u32, u8)> + 'a {
        self.terms.iter().copied().zip(self.counts.iter().copied())
    }

    /// Those that the catalog keeps.
    pub fn kept(self) -> impl ExactSizeIterator<Item = (u32, u8)> + 'a {
        self.iter().take(self.kept)
    }

    /// Those of them whose places are in a range. `places` is the number of all places.
    pub fn kept_among(
        self,
        range: Range<u32>,
        places: usize,
    ) -> impl Iterator<Item = (u32, u8)> + 'a {
        let begin = begin(&self.terms[..self.kept], range.start, places as u64);
        self.kept().skip(begin).take_while(move |(number, _)| *number < range.end)
    }
}

/// The first place of ascending `terms` that is not below `least`. Terms are hashes (or their
/// places), uniformly distributed below `end`: interpolation search, since each step of a binary
/// search would be a cache miss.
pub(crate) fn begin(terms: &[u32], least: u32, end: u64) -> usize {
    let expected = u64::from(least) * terms.len() as u64 / end.max(1);
    let mut begin = terms.len().min(expected as usize);
    while begin > 0 && terms[begin - 1] >= least {
        begin -= 1;
    }
    while begin < terms.len() && terms[begin] < least {
        begin += 1;
    }
    begin
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_after_they_were_written_anew() {
        let mut rows = ForwardIndex::default();
        for number in 0..1_000 {
            rows.push(
                &[number, number + 1, number + 2][..number as usize % 4],
                &[1, 2, 3][..number as usize % 4],
            );
        }
        rows.arrange(&(0..1_000).rev().step_by(2).collect::<Vec<u32>>());
        for block in rows.blocks() {
            // Drops the first, keeps the second.
            block.rewrite(&mut Block::default(), |row, terms, counts| {
                terms.extend(row.terms.iter().skip(1));
                counts.extend(row.iter().skip(1).map(|(_, count)| count));
                row.all.saturating_sub(1).min(1)
            });
        }
        assert_eq!(rows.len(), 500);
        let mut all = rows.all();
        for number in (0..1_000_u32).rev().step_by(2) {
            let row = all.next().unwrap();
            assert_eq!(row.all, number as usize % 4);
            let expected = [(number + 1, 2), (number + 2, 3)];
            let expected = &expected[..row.all.saturating_sub(1)];
            assert_eq!(row.iter().collect::<Vec<_>>(), expected);
            let kept = &expected[..expected.len().min(1)];
            assert_eq!(row.kept().collect::<Vec<_>>(), kept);
            assert_eq!(row.kept_among(0..number + 2, 1_000).collect::<Vec<_>>(), kept);
            assert_eq!(row.kept_among(number + 2..u32::MAX, 1_000).count(), 0);
        }
        assert_eq!(rows.arranged(&(0..1_000).collect::<Vec<_>>())[1], 997);
    }

    #[test]
    fn numbers_are_found_wherever_they_lie() {
        for terms in [&[][..], &[7], &[0, 1, 2, 3], &[u32::MAX - 1, u32::MAX], &[5, 5, 900, 1_000]]
        {
            for least in [0, 1, 5, 6, 999, 1_001, u32::MAX] {
                let expected = terms.partition_point(|number| *number < least);
                for end in [0, 1, 1_000, 1 << 32] {
                    assert_eq!(begin(terms, least, end), expected, "{terms:?} {least} {end}");
                }
            }
        }
    }
}
