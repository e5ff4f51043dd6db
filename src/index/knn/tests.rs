//! The search held to a comparison of all articles with all.

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
    let weights =
        TermWeights::new(&articles, &rows, &IndexWeights::DEFAULT, partitions, threads, &|_| ());
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
    // Few different ones, so that many are equal, and fewer lines than are wanted, as many, and
    // more.
    for (articles, wanted) in [(30_usize, 4), (64, 4), (5_000, 4), (5_000, 64), (5_000, 400)] {
        for sparse in [1, 3, 100] {
            let product = |number: usize| match number * 7_919 % 6_007 {
                some if some % sparse == 0 => (some / 50) as f32 / 8.0,
                _ => 0.0,
            };
            let lines = articles.next_multiple_of(LINE);
            let products = (0..lines).map(|one| if one < articles { product(one) } else { 0.0 });
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
