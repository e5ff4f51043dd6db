//! Finding the articles that are nearest to one, for every article of a site.
//!
//! An article is query whole, as the page that a reader has open, and answered by what the catalog
//! keeps of the others: its terms' postings add up to products with all articles. Where a site is
//! too large for that, only the postings that matter most are looked at, and what comes out first is
//! compared with the article for sure.

use crate::index::document_frequency::TermWeights;
use crate::index::forward_index::ForwardIndex;
use crate::index::parallel;
use crate::index::postings::{Posting, Postings};
use crate::index::term_map::TermMap;
use crate::weighting::TfTable;

/// How many of the nearest articles are found for each.
pub(crate) const FOUND: usize = 64;

/// How much is looked at for an article.
///
/// Measured: a site of 10,000 articles of 500 words has 35,000 postings for each and is searched through,
/// one of 100,000 has 255,000. There all of the nearest 4 are found, and 99.9 % of the nearest 20.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Postings. An article with no more of them gets an exact answer.
    pub postings: usize,
    /// Otherwise those of one term: the articles where it weighs most.
    pub postings_of_one: usize,
    /// Otherwise so many articles are compared with it.
    pub candidates: usize,
    /// On a site of so many articles the products of all are looked at, which is quicker than to tell which there are
    /// as long as the processor's cache holds them.
    pub all: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { postings: 1 << 16, postings_of_one: 2_000, candidates: 2 * FOUND, all: 1 << 17 }
    }
}

/// What was found for an article.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct KnnResult {
    pub candidates: Vec<(u32, f32)>,
    /// The norm of the vector of its terms.
    pub norm: f32,
    /// The square of the norm of the vector of those of its terms that some article keeps.
    pub norm_square: f32,
}

/// A site to be searched.
pub(crate) struct KnnSearch<'a> {
    rows: &'a ForwardIndex,
    /// One by the norm of each article; 0 for one that keeps nothing.
    shares: Vec<f32>,
    postings: Postings,
    limits: Limits,
    threads: usize,
    tf: TfTable,
}

impl<'a> KnnSearch<'a> {
    pub fn new(
        rows: &'a ForwardIndex,
        norms: &[f32],
        weights: &TermWeights,
        limits: Limits,
        threads: usize,
    ) -> KnnSearch<'a> {
        let postings = Postings::new(rows, norms, weights, threads);
        let share = |&norm: &f32| if norm > 0.0 { norm.recip() } else { 0.0 };
        let shares = norms.iter().map(share).collect();
        KnnSearch { rows, shares, postings, limits, threads, tf: TfTable::default() }
    }

    /// The nearest articles of each with their cosines, the nearest first, of equally near ones that of
    /// the lower number. `tell` hears how many more articles are done.
    pub fn all<'s>(&'s self, tell: &(dyn Fn(usize) + Sync)) -> Vec<KnnResult> {
        let nearest = |number: usize, scratch: &mut Scratch<'s>| self.nearest(number, scratch);
        parallel::map(self.threads, self.rows.len(), nearest, tell)
    }

    fn nearest<'s>(&'s self, number: usize, scratch: &mut Scratch<'s>) -> KnnResult {
        scratch.products.resize(self.rows.len().next_multiple_of(LINE), 0.0);
        let QuerySize { norm, square, postings } = self.lay_out(number, scratch);
        let is_exact = postings <= self.limits.postings;
        if !is_exact {
            self.prune(scratch);
        }
        scratch.is_sparse = self.rows.len() > self.limits.all;
        scratch.add(&self.tf);
        scratch.products[number] = 0.0;
        scratch.share(&self.shares);
        scratch.choose(if is_exact { FOUND } else { self.limits.candidates });
        if !is_exact {
            self.compare(scratch);
        }
        scratch.best.sort_unstable_by(|a, b| b.cmp(a));
        let nearest = scratch.best.iter().take(FOUND).map(|best| best.read());
        let nearest = nearest.map(|(other, product)| (other, product / norm)).collect();
        KnnResult { candidates: nearest, norm, norm_square: square }
    }

    /// Lays an article's terms on the scratch.
    fn lay_out<'s>(&'s self, number: usize, scratch: &mut Scratch<'s>) -> QuerySize {
        scratch.query.clear();
        let (mut whole, mut square, mut postings) = (0.0, 0.0, 0);
        for (place, count) in self.rows.row(number).iter() {
            let (idf, list) = self.postings.list(place);
            let weight = self.tf.get(count) * idf;
            whole += weight * weight;
            if weight > 0.0 && !list.is_empty() {
                scratch.query.push(QueryTerm { place, weight, idf, list });
                square += weight * weight;
                postings += list.len();
            }
        }
        QuerySize { norm: whole.sqrt(), square, postings }
    }

    /// Leaves those of the postings that there is time for, of the heaviest terms first.
    fn prune(&self, scratch: &mut Scratch<'_>) {
        let order = |a: &QueryTerm<'_>, b: &QueryTerm<'_>| {
            b.weight.total_cmp(&a.weight).then(a.place.cmp(&b.place))
        };
        scratch.query.sort_unstable_by(order);
        let mut left = self.limits.postings;
        for QueryTerm { list, .. } in &mut scratch.query {
            *list = &list[..list.len().min(self.limits.postings_of_one).min(left)];
            left -= list.len();
        }
    }

    /// Reckons the products of the best articles anew, from all that the catalog keeps of them.
    fn compare(&self, scratch: &mut Scratch<'_>) {
        let Scratch { table, query, best, .. } = scratch;
        table.fill(query.iter().map(|query| (query.place, query.weight * query.idf)));
        for best in best {
            let (other, _) = best.read();
            let mut product = 0.0;
            for (place, count) in self.rows.row(other as usize).kept() {
                if let Some(weight) = table.get(place) {
                    product += weight * self.tf.get(count);
                }
            }
            *best = ScoredArticle::new(other, product * self.shares[other as usize]);
        }
    }
}

/// What a thread needs to search: up to 8 bytes for each article of the site.
#[derive(Default)]
struct Scratch<'a> {
    query: Vec<QueryTerm<'a>>,
    /// What each article has in common with the one that asks, as far as is known; 0 between questions.
    products: Vec<f32>,
    /// The articles that have something, where that is sparse: see [`Limits::all`].
    touched: Vec<u32>,
    is_sparse: bool,
    /// Otherwise the largest product of each line of them, and the same by size, as whole numbers.
    largest: Vec<i32>,
    ordered: Vec<i32>,
    best: Vec<ScoredArticle>,
    table: TermMap,
}

/// Products that are looked at together.
const LINE: usize = 16;

/// How much an article asks.
struct QuerySize {
    /// The norm of the vector of its terms.
    norm: f32,
    /// See [`KnnResult::square`].
    square: f32,
    postings: usize,
}

/// A term of the article that asks.
struct QueryTerm<'a> {
    place: u32,
    /// What it weighs there.
    weight: f32,
    /// What it weighs in any article, at a count of 1.
    idf: f32,
    /// Its postings, as far as they are looked at.
    list: &'a [Posting],
}

impl Scratch<'_> {
    /// Adds up the postings.
    fn add(&mut self, tf: &TfTable) {
        // By names of their own, so that they stay in registers: most of a search is in these loops.
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
    fn share(&mut self, shares: &[f32]) {
        if self.is_sparse {
            for &article in &self.touched {
                self.products[article as usize] *= shares[article as usize];
            }
        } else {
            self.products.iter_mut().zip(shares).for_each(|(product, share)| *product *= share);
        }
    }

    /// Chooses the articles with the largest products, and clears the products.
    fn choose(&mut self, wanted: usize) {
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

    fn choose_sparse(&mut self, wanted: usize) {
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
    fn choose_dense(&mut self, wanted: usize) {
        let lines = self.products.as_chunks::<LINE>().0;
        // As whole numbers, of which a processor compares several at once.
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

/// An article and its product as one number, the greater the greater the product is, then the lower the
/// article's number. A positive float is the greater the greater its bits are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct ScoredArticle(u64);

impl ScoredArticle {
    fn new(article: u32, product: f32) -> ScoredArticle {
        ScoredArticle(u64::from(product.to_bits()) << 32 | u64::from(!article))
    }

    fn read(self) -> (u32, f32) {
        (!(self.0 as u32), f32::from_bits((self.0 >> 32) as u32))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::document::Article;
    use crate::document::Prepared;
    use crate::index::document_frequency::{PruneScratch, prune_terms};
    use crate::index::partitions::Partitions;
    use crate::weighting::IndexWeights;
    use crate::weighting::{dequantise, tf};

    const ARTICLES: u32 = 600;

    /// Articles of a made-up site, analysed and weighed: ten on each topic, with words of their own.
    fn site(threads: usize) -> (ForwardIndex, Vec<f32>, TermWeights) {
        let mut state = 1_u32;
        let mut random = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % below
        };
        let mut article = |number: u32| {
            let mut word = |_| match random(4) {
                0 => format!("topic{}x{} ", number / 10, random(30)),
                _ => format!("word{} ", (random(70) * random(70)).isqrt() * random(30)),
            };
            let text = (0..120).map(&mut word).collect();
            Prepared::new(Article { url: number.to_string(), text, ..Article::default() })
        };
        let mut rows = ForwardIndex::default();
        let articles: Vec<Prepared> = (0..ARTICLES).map(&mut article).collect();
        articles.iter().for_each(|one| rows.push(&one.terms.terms, &one.terms.counts));
        let partitions = Partitions::new(1 << 20, 1 << 18);
        let weights = TermWeights::new(
            &articles,
            &rows,
            &IndexWeights::DEFAULT,
            partitions,
            threads,
            &|_| (),
        );
        let mut scratch = PruneScratch::default();
        let blocks = rows.blocks().iter_mut();
        let norms = blocks.flat_map(|block| prune_terms(block, &weights, Some(60), &mut scratch));
        let norms = norms.map(|norms| norms.kept).collect();
        (rows, norms, weights)
    }

    fn found(limits: Limits, threads: usize) -> Vec<Vec<(u32, f32)>> {
        let (rows, norms, weights) = site(threads);
        let found = KnnSearch::new(&rows, &norms, &weights, limits, threads).all(&|_| ());
        found.into_iter().map(|found| found.candidates).collect()
    }

    /// The nearest by a comparison of all with all.
    fn naive() -> Vec<Vec<(u32, f32)>> {
        let (rows, norms, weights) = site(1);
        let weigh = |(place, count): (u32, u8)| {
            (place, tf(count.into()) * dequantise(weights.quantised(place)))
        };
        let query = |number: usize| -> Vec<(u32, f32)> {
            let whole: HashMap<u32, f32> = rows.row(number).iter().map(weigh).collect();
            let norm = whole.values().map(|weight| weight * weight).sum::<f32>().sqrt();
            let cosine = |other: usize| {
                let kept = rows.row(other).kept().map(weigh);
                let shared = kept.map(|(place, weight)| whole.get(&place).unwrap_or(&0.0) * weight);
                shared.sum::<f32>() / (norm * norms[other])
            };
            let others = (0..rows.len()).filter(|other| *other != number);
            let mut all: Vec<_> = others.map(|other| (other as u32, cosine(other))).collect();
            all.sort_by(|a, b| b.1.total_cmp(&a.1));
            all
        };
        (0..rows.len()).map(query).collect()
    }

    #[test]
    fn a_small_site_is_searched_through() {
        let found = found(Limits::default(), 2);
        assert_eq!(self::found(Limits { all: 0, ..Limits::default() }, 2), found);
        for (number, (found, naive)) in found.iter().zip(naive()).enumerate() {
            assert_eq!(found.len(), FOUND, "{number}");
            assert!(found.is_sorted_by(|a, b| a.1 > b.1 || a.1 == b.1 && a.0 < b.0), "{number}");
            for ((other, cosine), (_, expected)) in found.iter().zip(&naive) {
                assert!((cosine - expected).abs() < 1e-5, "{number}: {other} {cosine} {expected}");
                let (_, own) = naive.iter().find(|(number, _)| number == other).unwrap();
                assert!((cosine - own).abs() < 1e-5, "{number}: {other} {cosine} {own}");
            }
        }
    }

    #[test]
    fn the_largest_products_are_chosen() {
        // Few different ones, so that many are equal, and fewer lines than are wanted, as many, and more.
        for (articles, wanted) in [(30_usize, 4), (64, 4), (5_000, 4), (5_000, 64), (5_000, 400)] {
            for sparse in [1, 3, 100] {
                let product = |number: usize| match number * 7_919 % 6_007 {
                    some if some % sparse == 0 => (some / 50) as f32 / 8.0,
                    _ => 0.0,
                };
                let lines = articles.next_multiple_of(LINE);
                let products =
                    (0..lines).map(|one| if one < articles { product(one) } else { 0.0 });
                let products: Vec<f32> = products.collect();
                let mut expected: Vec<ScoredArticle> =
                    (0..).zip(&products).map(|(n, p)| ScoredArticle::new(n, *p)).collect();
                expected.retain(|best| best.read().1 > 0.0);
                expected.sort_unstable_by(|a, b| b.cmp(a));
                expected.truncate(wanted);
                for is_sparse in [false, true] {
                    let touched = (0..articles as u32).filter(|one| products[*one as usize] > 0.0);
                    let touched = touched.filter(|_| is_sparse).collect();
                    let mut scratch = Scratch {
                        products: products.clone(),
                        is_sparse,
                        touched,
                        ..Scratch::default()
                    };
                    scratch.choose(wanted);
                    scratch.best.sort_unstable_by(|a, b| b.cmp(a));
                    assert_eq!(scratch.best, expected, "{articles} {wanted} {sparse} {is_sparse}");
                    assert!(scratch.products.iter().all(|product| *product == 0.0));
                }
            }
        }
    }

    #[test]
    fn little_is_enough_to_find_the_nearest() {
        let all = found(Limits { postings: usize::MAX, ..Limits::default() }, 2);
        let few = Limits { postings: 600, postings_of_one: 100, candidates: FOUND, all: 0 };
        let (mut missed, mut compared) = (0, 0);
        for (few, all) in found(few, 2).iter().zip(&all) {
            // The eighth is the last one on the same topic, or nearly so.
            missed +=
                all[..8].iter().filter(|one| few[..8].iter().all(|other| other.0 != one.0)).count();
            for (other, cosine) in few {
                // Products are exact, however an article was found.
                let exact = all.iter().find(|(number, _)| number == other);
                assert!(exact.is_none_or(|(_, exact)| (exact - cosine).abs() < 1e-5));
                compared += usize::from(exact.is_some());
            }
        }
        assert!(missed <= 8 * ARTICLES as usize / 500, "{missed}");
        assert!(compared > 20 * ARTICLES as usize, "{compared}");
    }

    #[test]
    fn threads_change_nothing() {
        for postings in [600, usize::MAX] {
            let limits = Limits { postings, ..Limits::default() };
            let one = found(limits, 1);
            assert_eq!(found(limits, 2), one);
            assert_eq!(found(limits, 5), one);
        }
    }
}
