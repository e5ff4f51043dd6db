//! The scratch memory of a search: the query, the accumulators of products, the best articles.

use crate::index::postings::Posting;
use crate::index::term_map::TermMap;
use crate::weighting::TfTable;

/// The scratch memory of a thread: up to 8 bytes for each article of the site.
#[derive(Default)]
pub(super) struct Scratch<'a> {
    pub query: Vec<QueryTerm<'a>>,
    /// The accumulators: the dot product of each article with the query; 0 between searches.
    pub products: Vec<f32>,
    /// The articles whose product is not 0; used above [`Limits::all`](super::Limits::all).
    pub touched: Vec<u32>,
    /// Whether the articles that have something are listed.
    pub is_sparse: bool,
    /// Otherwise the largest product of each line of them, and the same by size, as whole numbers.
    pub largest: Vec<i32>,
    pub ordered: Vec<i32>,
    pub best: Vec<ScoredArticle>,
    pub table: TermMap,
}

/// Products that are looked at together.
pub(super) const LINE: usize = 16;

/// The size of a query.
pub(super) struct QuerySize {
    /// The norm of the vector of its terms.
    pub norm: f32,
    /// See [`KnnResult::norm_square`](super::KnnResult::norm_square).
    pub square: f32,
    pub postings: usize,
}

/// A term of the query.
pub(super) struct QueryTerm<'a> {
    pub place: u32,
    /// What it weighs there.
    pub weight: f32,
    /// What it weighs in any article, at a count of 1.
    pub idf: f32,
    /// Its postings, as far as they are looked at.
    pub list: &'a [Posting],
}

impl Scratch<'_> {
    /// Adds up the postings.
    pub fn add(&mut self, tf: &TfTable) {
        // By names of their own, so that they stay in registers: most of a search is in these
        // loops.
        let (products, is_sparse) = (self.products.as_mut_slice(), self.is_sparse);
        for &QueryTerm { weight, idf, list, .. } in &self.query {
            if is_sparse {
                let is_new = |article: &u32| products[*article as usize] == 0.0;
                let articles = list.iter().map(|posting| posting.article());
                self.touched.extend(articles.filter(is_new));
            }
            let weight = weight * idf;
            for posting in list {
                products[posting.article() as usize] += weight * tf.get(posting.count());
            }
        }
    }

    /// Makes of the products what they are with vectors of norm 1.
    pub fn share(&mut self, shares: &[f32]) {
        if self.is_sparse {
            for &article in &self.touched {
                self.products[article as usize] *= shares[article as usize];
            }
        } else {
            self.products.iter_mut().zip(shares).for_each(|(product, share)| *product *= share);
        }
    }

    /// Chooses the articles with the largest products, and clears the products.
    pub fn choose(&mut self, wanted: usize) {
        self.best.clear();
        if self.is_sparse {
            self.choose_sparse(wanted);
        } else {
            self.choose_dense(wanted);
        }
        if self.best.len() > wanted {
            cut(&mut self.best, wanted);
        }
    }

    pub fn choose_sparse(&mut self, wanted: usize) {
        let mut least = ScoredArticle(0);
        for number in self.touched.drain(..) {
            let product = std::mem::take(&mut self.products[number as usize]);
            let one = ScoredArticle::new(number, product);
            if product > 0.0 && one > least {
                self.best.push(one);
                if self.best.len() == 4 * wanted {
                    least = cut(&mut self.best, wanted);
                }
            }
        }
    }

    /// Leaves some of equal ones too many.
    pub fn choose_dense(&mut self, wanted: usize) {
        let lines = self.products.as_chunks::<LINE>().0;
        // As integers, which compilers vectorise: several are compared at once.
        let bits = |product: &f32| product.to_bits() as i32;
        let largest = lines.iter().map(|line| line.iter().map(bits).fold(0, i32::max));
        self.largest.clear();
        self.largest.extend(largest);
        // As many lines have a product that is no smaller: what is smaller is not wanted.
        self.ordered.clone_from(&self.largest);
        let floor = match self.ordered.len().checked_sub(wanted) {
            Some(place) => *self.ordered.select_nth_unstable(place).1,
            None => 0,
        };
        let floor = floor.max(1);
        for (begin, (line, largest)) in (0..).step_by(LINE).zip(lines.iter().zip(&self.largest)) {
            if *largest >= floor {
                let found = (begin..).zip(line).filter(|(_, product)| bits(product) >= floor);
                self.best
                    .extend(found.map(|(number, product)| ScoredArticle::new(number, *product)));
            }
        }
        self.products.fill(0.0);
    }
}

/// Leaves the largest ones and gives the last of them.
fn cut(best: &mut Vec<ScoredArticle>, wanted: usize) -> ScoredArticle {
    let (_, last, _) = best.select_nth_unstable_by(wanted - 1, |a, b| b.cmp(a));
    let last = *last;
    best.truncate(wanted);
    last
}

/// An article and its product as one number, the greater the greater the product is, then the lower
/// the article's number. A positive float is the greater the greater its bits are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ScoredArticle(u64);

impl ScoredArticle {
    pub fn new(article: u32, product: f32) -> ScoredArticle {
        ScoredArticle(u64::from(product.to_bits()) << 32 | u64::from(!article))
    }

    pub fn read(self) -> (u32, f32) {
        (!(self.0 as u32), f32::from_bits((self.0 >> 32) as u32))
    }
}
