//! Champion lists: for each word the articles in which it weighs most. They are the entry points of
//! the search for a page that is no article of a large site: a draft, a preview, a page published a
//! minute ago.
//!
//! The shard of common terms has the weights of the site's most common words; all others are rare
//! and weigh the same. The lists of several words share a shard, which is the hash of the word
//! modulo the number of shards. A list has at most `LIST` articles, and an article is in the lists
//! of its `TELLING` words of highest weight, so that what a page reads does not grow with the site.
//! [`explore`](crate::shards::explore) continues from these articles.
//!
//! Source: champion lists are those of C. Manning, P. Raghavan, H. Schütze, "Introduction to
//! Information Retrieval" (2008), section 7.1.3; that each shard has the words of one value of a
//! hash is the distribution by terms of section 4.4.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use crate::catalog::Error;
use crate::catalog::encode::{self, Bucket, Index};
use crate::catalog::format::{FileKind, Sections, write};
use crate::index::parallel;
use crate::index::postings::Posting;
use crate::index::site::Site;
use crate::text::Term;
use crate::weighting::{count_of_tf, dequantise, tf};

/// Words of an article in whose lists it may be.
const TELLING: usize = 32;

/// Articles of a list, at most.
const LIST: usize = 32;

/// Articles in the lists of a shard together, on average: a page takes the shard for one word.
const SHARED: usize = 64;

/// How many of the most common words have their weights in the shard of common terms. Measured on
/// judged articles: half as many find as much, and three times as many cost as much as the lists of
/// ten words.
const COMMON: usize = 2_000;

/// Bits of terms that these shards leave out: a page takes one of 500 words for a common one that
/// it is not.
const CUT: u32 = 12;

/// What terms weigh in these shards is a multiple of this, quantised: what repeats compresses.
const COARSE: u32 = 4;

/// The champion lists of a site.
#[derive(Debug)]
pub(crate) struct Champions<'a> {
    site: &'a Site,
    /// How many shards there are.
    shards: usize,
    lists: OnceLock<Lists>,
}

impl<'a> Champions<'a> {
    /// The lists of a site in as many shards as they need.
    pub fn new(site: &'a Site) -> Champions<'a> {
        let lists = Lists::new(site);
        let champions: usize = lists.all().map(|list| list.len().min(LIST)).sum();
        let shards = (champions / SHARED).max(1);
        Champions { site, shards, lists: OnceLock::from(lists) }
    }

    /// The lists of a site in a given number of shards, at least one.
    pub fn with_shards(site: &'a Site, shards: usize) -> Champions<'a> {
        Champions { site, shards, lists: OnceLock::new() }
    }

    /// How many shards of lists there are: the [place](Term::place) of a word modulo this is its
    /// shard's number.
    pub fn shards(&self) -> usize {
        self.shards
    }

    /// The shards of the lists that an article may be in.
    pub fn shards_of(&self, article: u32) -> BTreeSet<usize> {
        let strongest = strongest(self.site, article);
        let word = |(place, _): &(u32, u8)| self.site.weights.term(*place);
        strongest.iter().map(|one| shard_of(word(one).place(), self.shards)).collect()
    }

    /// The shard of the most common words; all others are taken to weigh what the heaviest of them
    /// does.
    ///
    /// # Errors
    /// A section of 4 GiB or more.
    pub fn common_terms(&self) -> Result<Vec<u8>, Error> {
        let words = self.site.weights.all().iter();
        let mut words: Vec<_> = words.filter(|word| !word.term.is_pair()).collect();
        words.sort_unstable_by_key(|word| (Reverse(word.df), word.term));
        words.truncate(COMMON);
        let weights: Vec<(Term, u32)> =
            words.iter().map(|word| (word.term, coarse(word.quantised))).collect();
        let most = weights.iter().map(|(_, quantised)| *quantised).max().unwrap_or_default();
        let index = Index::from_weights(&weights, CUT, Bucket::Large)?;
        write(&Sections { constant: dequantise(most), ..index.sections(FileKind::Terms, CUT) })
    }

    /// A shard of lists.
    ///
    /// # Errors
    /// A section of 4 GiB or more.
    pub fn write(&self, shard: usize) -> Result<Vec<u8>, Error> {
        let lists = self.lists.get_or_init(|| Lists::new(self.site));
        let weights = &self.site.weights;
        let mut words = Vec::new();
        for &place in lists.places_of(shard, self.shards, self.site) {
            let quantised = coarse(weights.quantised(place));
            for (article, impact) in lists.champions(place, self.site) {
                // The count that makes of the word's weight in an article of mean norm what it is.
                let count = count_of_tf(impact * lists.norm / dequantise(quantised));
                words.push((article, (weights.term(place), power_of_two(count), quantised)));
            }
        }
        words.sort_unstable();
        let mut postings: Vec<encode::Posting> = Vec::with_capacity(words.len());
        let mut entries = Vec::new();
        let (mut articles, mut last) = (0, None);
        for (article, (term, count, quantised)) in words {
            if last != Some(article) {
                entries.extend(article.to_le_bytes());
                (articles, last) = (articles + 1, Some(article));
            }
            postings.push((term, articles - 1, count, quantised));
        }
        let index = Index::from_postings(&postings, CUT, Bucket::Large)?;
        let (query_norm_estimate, _) = self.site.norm_estimates;
        write(&Sections {
            articles,
            query_norm_estimate,
            constant: lists.norm,
            entries: &entries,
            ..index.sections(FileKind::Champions, CUT)
        })
    }
}

/// The shard that has the list of a word, by its [place](Term::place).
pub(crate) fn shard_of(place: u32, shards: usize) -> usize {
    place as usize % shards
}

/// Articles whose strongest words are chosen together.
const TOGETHER: usize = 1 << 10;

/// The strongest words of some articles, one article after the other: on a large site there are
/// many.
struct StrongestTerms {
    places: Vec<u32>,
    counts: Vec<u8>,
    /// Of each article.
    ends: Vec<usize>,
}

impl StrongestTerms {
    fn new(site: &Site, articles: Range<usize>) -> StrongestTerms {
        let words = TELLING * articles.len();
        let (mut places, mut counts) = (Vec::with_capacity(words), Vec::with_capacity(words));
        let ends = articles.map(|article| {
            for (place, count) in strongest(site, article as u32) {
                places.push(place);
                counts.push(count);
            }
            places.len()
        });
        let ends = ends.collect();
        StrongestTerms { places, counts, ends }
    }
}

/// The lists of all words, whole: one after the other by the places of the words among all terms.
#[derive(Debug)]
struct Lists {
    /// Where the list of each word ends; it begins where the one before ends.
    ends: Vec<u32>,
    all: Vec<Posting>,
    /// The places of the words that have lists, by their shards.
    by_shard: OnceLock<Vec<Vec<u32>>>,
    /// The mean norm of the articles.
    norm: f32,
}

impl Lists {
    fn new(site: &Site) -> Lists {
        let articles = site.articles.len();
        let strongest = |begin: usize, (): &mut ()| {
            StrongestTerms::new(site, begin..articles.min(begin + TOGETHER))
        };
        let standing =
            parallel::share(parallel::threads(), (0..articles).step_by(TOGETHER), strongest);
        // A counting sort: each list is written from its beginning, which becomes its end.
        let mut ends = vec![0_u32; site.weights.len()];
        for place in standing.iter().flat_map(|some| &some.places) {
            ends[*place as usize] += 1;
        }
        let mut before = 0;
        for end in &mut ends {
            (*end, before) = (before, before + *end);
        }
        let mut all = vec![Posting::default(); before as usize];
        let mut article = 0;
        for StrongestTerms { places, counts, ends: of_articles } in standing {
            let mut begin = 0;
            for last in of_articles {
                for (place, count) in places[begin..last].iter().zip(&counts[begin..last]) {
                    let end = &mut ends[*place as usize];
                    all[*end as usize] = Posting::new(article, *count);
                    *end += 1;
                }
                (begin, article) = (last, article + 1);
            }
        }
        let norms: f32 = site.entries.iter().map(|entry| entry.norm).sum();
        let norm = (norms / site.len().max(1) as f32).max(f32::MIN_POSITIVE);
        Lists { ends, all, by_shard: OnceLock::new(), norm }
    }

    fn all(&self) -> impl Iterator<Item = &[Posting]> {
        (0..self.ends.len()).map(|place| self.of_word(place))
    }

    fn of_word(&self, place: usize) -> &[Posting] {
        let begin = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[begin as usize..self.ends[place] as usize]
    }

    /// The articles of a word's list, the best first, each with the word's share of its norm.
    fn champions(&self, place: u32, site: &Site) -> Vec<(u32, f32)> {
        let share = |one: &Posting| (one.article(), share(site, one.article(), place, one.count()));
        let mut list: Vec<(u32, f32)> = self.of_word(place as usize).iter().map(share).collect();
        list.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        list.truncate(LIST);
        list
    }

    /// The places of the words whose lists are in a shard.
    fn places_of(&self, shard: usize, shards: usize, site: &Site) -> &[u32] {
        let by_shard = self.by_shard.get_or_init(|| {
            let mut by_shard = vec![Vec::new(); shards];
            for (place, _) in (0..).zip(self.all()).filter(|(_, list)| !list.is_empty()) {
                by_shard[shard_of(site.weights.term(place).place(), shards)].push(place);
            }
            by_shard
        });
        &by_shard[shard]
    }
}

/// The words of highest weight in an article, by their places among all terms, with their counts.
fn strongest(site: &Site, article: u32) -> Vec<(u32, u8)> {
    let kept = site.rows.row(article as usize).kept();
    let words = kept.filter(|(place, _)| !site.weights.term(*place).is_pair());
    let with_share = |(place, count)| ((place, count), share(site, article, place, count));
    let mut words: Vec<((u32, u8), f32)> =
        words.map(with_share).filter(|(_, share)| *share > 0.0).collect();
    if words.len() > TELLING {
        let order =
            |a: &((u32, u8), f32), b: &((u32, u8), f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        words.select_nth_unstable_by(TELLING, order);
        words.truncate(TELLING);
    }
    words.into_iter().map(|(word, _)| word).collect()
}

/// A word's share of the norm of an article that has it so often.
fn share(site: &Site, article: u32, place: u32, count: u8) -> f32 {
    tf(count.into()) * dequantise(site.weights.quantised(place))
        / site.entries[article as usize].norm
}

/// The nearest multiple of [`COARSE`], but more than 0.
fn coarse(quantised: u32) -> u32 {
    ((quantised + COARSE / 2) / COARSE * COARSE).max(1)
}

/// A count from 1 to 255, one of nine: what repeats compresses.
fn power_of_two(count: f32) -> u32 {
    (1 << (count.max(1.0).log2().round() as u32)).min(255)
}
