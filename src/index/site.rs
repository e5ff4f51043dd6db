//! A built site, from which all files of a catalog are written: its articles, the weights of their
//! terms, their nearest neighbours.

use std::collections::{BTreeSet, HashMap};

use crate::catalog::Error;
use crate::catalog::entry::{Entry, NEVER, NO_DAY, NO_LANGUAGE, SKETCH};
use crate::document::Prepared;
use crate::document::UrlKey;
use crate::index::document_frequency::{
    Norms, PruneScratch, TermHash, TermWeights, label_weights, prune_terms,
};
use crate::index::forward_index::{Block, ForwardIndex, Row};
use crate::index::knn::{KnnResult, KnnSearch, Limits};
use crate::index::knn_graph::{self, KnnNode};
use crate::index::options::{BuildOptions, BuildProgress, BuildStep};
use crate::index::parallel;
use crate::index::partitions::Partitions;
use crate::index::postings::ARTICLES;
use crate::text::Term;
use crate::text::language;
use crate::weighting::{self, dequantise};

/// Terms that are counted at once: a processor's cache holds their counts.
const PARTITION_SIZE: usize = 1 << 18;

/// The articles of a site, weighed and compared with each other.
#[derive(Debug)]
pub struct Site {
    /// By ascending address, each address once; after them those that updates added. An article's
    /// place is its number.
    pub(crate) articles: Vec<Prepared>,
    /// The keys of their languages, by ascending bytes. A key's place is its number.
    pub(crate) languages: Vec<Vec<u8>>,
    /// The weights of words and pairs.
    pub(crate) weights: TermWeights,
    /// The terms that the articles share.
    pub(crate) rows: ForwardIndex,
    /// The norms of the vectors of all that they share.
    #[cfg_attr(target_os = "unknown", expect(dead_code))]
    // Updates, which are native, compare with these.
    pub(crate) norms: Vec<f32>,
    /// The quantised weights of labels.
    pub(crate) labels: HashMap<Term, u32, TermHash>,
    /// What ranks each article; where its card lies is known to its file only.
    pub(crate) entries: Vec<Entry>,
    /// The node of each article in the kNN graph.
    pub(crate) knn: Vec<KnnNode>,
    /// [`Entry::query_norm_estimate`] of each article.
    pub(crate) query_norm_estimates: Vec<f32>,
    /// The query-norm estimates for the terms and the labels of a page that is no article: the
    /// means of all articles.
    pub(crate) norm_estimates: (f32, f32),
    /// How many of the articles were removed.
    pub(crate) gone: u32,
}

impl Site {
    /// Weighs articles and finds the nearest of each.
    ///
    /// # Errors
    /// 2²⁴ articles or more.
    pub(crate) fn new(
        articles: Vec<Prepared>,
        mut rows: ForwardIndex,
        options: &BuildOptions,
        tell: &(dyn Fn(BuildProgress) + Sync),
    ) -> Result<Site, Error> {
        if articles.len() >= ARTICLES {
            return Err(Error::too_large("articles"));
        }
        let (articles, order) = by_address(articles, &rows);
        rows.arrange(&order);
        let BuildOptions { max_terms, index_weights } = options;
        let languages = languages(&articles);
        let threads = parallel::threads();
        let sketches: Vec<[u16; SKETCH]> = rows.all().map(sketch).collect();
        let advance = |parts| tell(BuildProgress::Advances(parts));
        let partitions =
            Partitions::new(rows.all().map(|row| row.terms.len()).sum(), PARTITION_SIZE);
        tell(BuildProgress::Begins(BuildStep::Weighing, partitions.len() + rows.blocks().len()));
        let weights =
            TermWeights::new(&articles, &rows, index_weights, partitions, threads, &advance);
        let keep = |block: &mut Block, scratch: &mut PruneScratch| {
            let norms = prune_terms(block, &weights, *max_terms, scratch);
            advance(1);
            norms
        };
        let norms = parallel::share(threads, rows.blocks().iter_mut(), keep).concat();
        let norms = rows.arranged(&norms);
        let kept: Vec<f32> = norms.iter().map(|norms| norms.kept).collect();
        tell(BuildProgress::Begins(BuildStep::Comparing, articles.len()));
        let search = KnnSearch::new(&rows, &kept, &weights, Limits::default(), threads);
        let found = search.all(&advance);
        drop(search);
        let estimate = |(found, norms): (&KnnResult, &Norms)| {
            query_norm_estimate(found.norm_square, norms.tf_square)
        };
        let query_norm_estimates: Vec<f32> = found.iter().zip(&norms).map(estimate).collect();
        let norms = found.iter().map(|found| found.norm).collect();
        let found = found.into_iter().map(|found| found.candidates).collect();
        let knn = knn_graph::knn_graph(&rows, found);
        let labels = label_weights(&articles);
        let all = articles.iter().zip(&kept).zip(&knn).zip(sketches);
        let entries = all.map(|(((article, &norm), near), sketch)| {
            entry(article, norm, near.density, sketch, &labels, &languages)
        });
        let entries: Vec<Entry> = entries.collect();
        let norm_estimates = norm_estimates(&articles, &entries, &query_norm_estimates);
        Ok(Site {
            articles,
            languages,
            weights,
            rows,
            norms,
            labels,
            entries,
            knn,
            query_norm_estimates,
            norm_estimates,
            gone: 0,
        })
    }
}

impl Site {
    /// How many articles it has.
    pub fn len(&self) -> usize {
        self.articles.len() - self.gone as usize
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The languages of its articles, as these name them.
    pub fn languages(&self) -> BTreeSet<&str> {
        self.articles.iter().map(|article| article.lang.as_str()).collect()
    }

    /// The terms that the catalog keeps of an article with their counts and what they weigh,
    /// quantised, by ascending term.
    pub(crate) fn kept(&self, number: u32) -> impl Iterator<Item = (Term, u32, u32)> {
        self.rows.row(number as usize).kept().map(|one| self.weighed(one))
    }

    /// The term at a place with its count and what it weighs, quantised.
    pub(crate) fn weighed(&self, (place, count): (u32, u8)) -> (Term, u32, u32) {
        (self.weights.term(place), count.into(), self.weights.quantised(place))
    }

    /// The labels of an article that others have too, as [`kept`](Site::kept) gives terms.
    pub(crate) fn labels_of(&self, number: u32) -> impl Iterator<Item = (Term, u32, u32)> {
        let labels = self.articles[number as usize].labels.iter();
        labels.filter_map(|label| Some((*label, 1, *self.labels.get(label)?)))
    }
}

/// What ranks an article; where its card lies is known to its file only.
pub(crate) fn entry(
    article: &Prepared,
    norm: f32,
    density: f32,
    sketch: [u16; SKETCH],
    labels: &HashMap<Term, u32, TermHash>,
    languages: &[Vec<u8>],
) -> Entry {
    let known = article.labels.iter().filter_map(|label| labels.get(label));
    let mut entry = Entry {
        norm,
        label_norm: weighting::norm(known.map(|quantised| dequantise(*quantised))),
        day: article.day.map_or(NO_DAY, |day| day.0),
        expires: article.expires.map_or(NEVER, |day| day.0),
        card: 0,
        query_norm_estimate: 0.0,
        address: UrlKey::new(&article.url).hash(),
        density: 0,
        language: number_of(languages, &article.lang),
        pinned: u8::from(article.pinned),
        sketch,
    };
    entry.set_density(density);
    entry
}

/// See [`Entry::query_norm_estimate`].
pub(crate) fn query_norm_estimate(square: f32, tf_square: f32) -> f32 {
    if tf_square > 0.0 { square / tf_square } else { 0.0 }
}

/// See [`Site::norm_estimates`].
fn norm_estimates(articles: &[Prepared], entries: &[Entry], estimates: &[f32]) -> (f32, f32) {
    let mean = estimates.iter().sum::<f32>() / articles.len().max(1) as f32;
    let labels = articles.iter().map(|article| article.labels.len()).sum::<usize>();
    let squares: f32 = entries.iter().map(|entry| entry.label_norm * entry.label_norm).sum();
    (mean, squares / labels.max(1) as f32)
}

/// Articles by ascending address, each address once, and where their rows are.
fn by_address(articles: Vec<Prepared>, rows: &ForwardIndex) -> (Vec<Prepared>, Vec<u32>) {
    let mut placed: Vec<(Prepared, u32)> = articles.into_iter().zip(0..).collect();
    placed.sort_unstable_by(|a, b| {
        let terms = |place: u32| rows.row(place as usize).iter();
        a.0.cmp(&b.0).then_with(|| terms(a.1).cmp(terms(b.1)))
    });
    placed.dedup_by(|next, kept| next.0.url == kept.0.url);
    placed.into_iter().unzip()
}

/// The languages of a site in a fixed order, as many as have numbers.
fn languages(articles: &[Prepared]) -> Vec<Vec<u8>> {
    let mut keys: Vec<Vec<u8>> =
        articles.iter().map(|article| language::key(&article.lang)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.retain(|key| !key.is_empty());
    keys.truncate(NO_LANGUAGE.into());
    keys
}

fn number_of(languages: &[Vec<u8>], tag: &str) -> u8 {
    let place = languages.binary_search(&language::key(tag)).ok();
    place.map_or(NO_LANGUAGE, |place| place as u8)
}

/// See [`Entry::sketch`]. A short article has the same places several times.
pub(crate) fn sketch(row: Row<'_>) -> [u16; SKETCH] {
    let mut lowest = row.terms.iter().take(SKETCH).cycle();
    [(); SKETCH].map(|()| lowest.next().map_or(0, |term| Term(*term).place() as u16))
}
