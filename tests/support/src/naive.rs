//! A test oracle: a related-articles engine by the textbook. Strings instead of hashes, maps
//! instead of postings, 64-bit floats, every article compared with every other.
//!
//! It does not predict an answer but judges one: where two scores differ by less than rounding, or
//! a likeness is between two of the 256 values that a catalog stores, either is right. So a value
//! computed from rounded numbers is a [`Range`], and a condition on ranges is a [`Certainty`].
//!
//! It reads words of ASCII letters only.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Mul;

use also_like::document::UrlKey;
use also_like::rank::floor;
use also_like::text::language;
use also_like::text::{Term, terms};
use also_like::weighting;
use also_like::{
    Answer, AnswerKind, Article, Day, IndexWeights, Languages, Page, RankOptions, RankWeights,
};

/// How often each word, and each two neighbours with a space between, occurs.
pub type TermCounts = BTreeMap<String, f64>;

/// Weights by term.
pub type Vector = BTreeMap<String, f64>;

/// Words of two letters or more, and after each its pair with the one before it on the line.
fn words(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for line in text.lines() {
        let line = line.to_lowercase();
        let words = line.split(|c: char| !c.is_ascii_lowercase()).filter(|word| word.len() > 1);
        let mut before: Option<&str> = None;
        for word in words {
            all.push(word.to_owned());
            all.extend(before.map(|before| format!("{before} {word}")));
            before = Some(word);
        }
    }
    all
}

/// How much counts what. These are settings, which are measured; how they work is written out here.
const INDEX: IndexWeights = IndexWeights::DEFAULT;
const WEIGHTS: RankWeights = RankWeights::DEFAULT;

/// Counts terms: those of the text once, those of the title, of the excerpt and the first
/// hundred of the text as often as their settings say; none more than 255 times.
pub fn counts(title: &str, excerpt: &str, text: &str) -> TermCounts {
    let mut counts = TermCounts::new();
    let text = words(text);
    let opening = text.iter().take(100).cloned().collect();
    let parts = [
        (words(title), INDEX.title),
        (words(excerpt), INDEX.excerpt),
        (opening, INDEX.opening),
        (text, 1),
    ];
    for (words, weight) in parts {
        for word in words {
            *counts.entry(word).or_default() += f64::from(weight);
        }
    }
    counts.values_mut().for_each(|count| *count = count.min(255.0));
    counts
}

/// The labels of an article: tags, section and the folder of its address, each once, regardless of
/// case.
fn labels(names: &[String], url: &str) -> BTreeSet<String> {
    let folder = String::from_utf8(UrlKey::new(url).folder().to_vec()).unwrap();
    let all = names.iter().cloned().chain([folder]);
    all.map(|name| name.trim().to_lowercase()).filter(|name| !name.is_empty()).collect()
}

/// A number that 32 bits can't hold to the last digit: it is somewhere in between.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    pub low: f64,
    pub high: f64,
}

/// What 64 bits and 32 may differ by.
const ROUNDING: f64 = 4e-6;

impl Range {
    const ZERO: Range = Range { low: 0.0, high: 0.0 };

    fn exactly(value: f64) -> Range {
        Range { low: value, high: value }
    }

    /// A number reckoned in 64 bits; nothing stays nothing in any number of bits.
    fn about(value: f64) -> Range {
        let rounding = if value == 0.0 { 0.0 } else { ROUNDING };
        Range { low: value - rounding, high: value + rounding }
    }

    fn map(self, f: impl Fn(f64) -> f64) -> Range {
        let (a, b) = (f(self.low), f(self.high));
        Range { low: a.min(b), high: a.max(b) }
    }

    fn holds(self, value: f64) -> bool {
        (self.low - ROUNDING..=self.high + ROUNDING).contains(&value)
    }

    fn exceeds(self, other: Range) -> Certainty {
        Certainty::new(self.low > other.high, self.high > other.low)
    }

    fn reaches(self, threshold: f64) -> Certainty {
        Certainty::new(self.low >= threshold, self.high >= threshold)
    }
}

/// Of positive numbers.
impl Mul for Range {
    type Output = Range;

    fn mul(self, other: Range) -> Range {
        Range { low: self.low * other.low, high: self.high * other.high }
    }
}

/// How certain something is, in spite of rounding: [`No`](Certainty::No) before
/// [`Yes`](Certainty::Yes).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    No,
    Either,
    Yes,
}

impl Certainty {
    fn new(must: bool, may: bool) -> Certainty {
        match (must, may) {
            (true, _) => Certainty::Yes,
            (_, true) => Certainty::Either,
            _ => Certainty::No,
        }
    }

    fn and(self, other: Certainty) -> Certainty {
        self.min(other)
    }

    fn or(self, other: Certainty) -> Certainty {
        self.max(other)
    }

    fn not(self) -> Certainty {
        Certainty::new(self == Certainty::No, self != Certainty::Yes)
    }

    fn must(self) -> bool {
        self == Certainty::Yes
    }

    fn may(self) -> bool {
        self != Certainty::No
    }
}

impl From<bool> for Certainty {
    fn from(is: bool) -> Certainty {
        if is { Certainty::Yes } else { Certainty::No }
    }
}

/// An article that another one lists among its nearest.
#[derive(Debug, Clone, Copy)]
struct Neighbour {
    article: usize,
    is_listed: Certainty,
    /// From 0 to 255.
    likeness: Range,
}

/// A site, as counts and weights by article.
pub struct Site {
    articles: Vec<Article>,
    counts: Vec<TermCounts>,
    /// The sketch of each article.
    sketches: Vec<Vec<u16>>,
    /// What a term weighs, in eighths that are whole.
    weights: Vector,
    /// What is kept of each article.
    pub vectors: Vec<Vector>,
    labels: Vec<BTreeSet<String>>,
    label_weights: Vector,
    density: Vec<f64>,
    neighbours: Vec<Vec<Neighbour>>,
    /// Whether a vector was pruned between two terms of the same weight, except for rounding:
    /// either may be kept then.
    pub is_on_an_edge: bool,
}

/// Rounds to eighths. In the middle between two, the 32-bit value decides.
fn eighths(exact: f64, single: f32) -> f64 {
    assert!((exact - f64::from(single)).abs() < 1e-4, "{exact} and {single}");
    let steps = exact * 8.0 + 0.5;
    let in_the_middle = (steps - steps.round()).abs() < 1e-3;
    let steps = if in_the_middle { weighting::quantise(single).into() } else { steps.floor() };
    steps / 8.0
}

/// `ln((n + 1) / (df + ½))`, which is 0 for what everything has.
fn idf(df: f64, n: f64) -> f64 {
    ((n + 1.0) / (df + 0.5)).ln().max(0.0)
}

/// The hash of a term. It breaks ties between terms of the same weight, and makes sketches.
fn hash(term: &str) -> Term {
    terms(term).pop().expect("it is a word or a pair")
}

/// A term's hash without the bits of its type.
fn place(term: &str) -> u32 {
    hash(term).0 >> 2
}

/// 16 bits of the eight terms whose hashes are the lowest, these again when there are fewer.
fn sketch(counts: &TermCounts) -> Vec<u16> {
    let mut places: Vec<u32> = counts.keys().map(|term| place(term)).collect();
    places.sort_unstable();
    places.truncate(8);
    places.iter().cycle().take(8).map(|place| *place as u16).collect()
}

impl Site {
    /// A site of articles that keep at most `limit` terms each; `None` is no limit.
    ///
    /// A document frequency is that which a term would have if the whole site were in the
    /// languages of the articles that have it, and had ten articles more in each; cut to a whole
    /// number. A weight is idf to the power of 1¼, less for a pair, in whole eighths.
    pub fn new(mut articles: Vec<Article>, limit: Option<u32>) -> Site {
        articles.sort_by(|a, b| a.url.cmp(&b.url));
        let counts: Vec<TermCounts> =
            articles.iter().map(|one| counts(&one.title, &one.excerpt, &one.text)).collect();
        let n = articles.len();
        let first = |tag: &str| {
            let key = String::from_utf8(language::key(tag)).unwrap();
            key.split('-').next().unwrap().to_owned()
        };
        let languages: Vec<String> = articles.iter().map(|one| first(&one.lang)).collect();
        let mut speakers: BTreeMap<&String, usize> = BTreeMap::new();
        languages.iter().for_each(|language| *speakers.entry(language).or_default() += 1);
        let mut having: BTreeMap<&String, Vec<usize>> = BTreeMap::new();
        for (i, counts) in counts.iter().enumerate() {
            counts.keys().for_each(|term| having.entry(term).or_default().push(i));
        }
        let mut weights = Vector::new();
        for (term, having) in having.iter().filter(|(_, having)| having.len() > 1) {
            let known: BTreeSet<&String> = having.iter().map(|&i| &languages[i]).collect();
            let among: usize = known.into_iter().map(|language| speakers[language]).sum();
            let df = having.len() * (n + 10) / (among + 10);
            let kind = if term.contains(' ') { INDEX.pairs } else { 1.0 };
            let exact = idf(df as f64, n as f64).powf(1.25) * f64::from(kind);
            let single = weighting::idf(df as u64, n as u32) * kind;
            weights.insert((*term).clone(), eighths(exact, single));
        }
        weights.retain(|_, weight| *weight > 0.0);
        let df: BTreeMap<String, usize> =
            having.into_iter().map(|(term, having)| (term.clone(), having.len())).collect();

        let names = |one: &Article| [&one.tags[..], std::slice::from_ref(&one.section)].concat();
        let labels: Vec<BTreeSet<String>> =
            articles.iter().map(|one| labels(&names(one), &one.url)).collect();
        let mut filed: BTreeMap<&String, u32> = BTreeMap::new();
        labels.iter().flatten().for_each(|label| *filed.entry(label).or_default() += 1);
        let several = filed.into_iter().filter(|(_, df)| *df > 1);
        let weigh = |df: u32| {
            let single = ((n as f32 + 1.0) / (df as f32 + 0.5)).ln().max(0.0);
            eighths(idf(df.into(), n as f64), single)
        };
        let label_weights =
            several.map(|(label, df)| (label.clone(), weigh(df))).filter(|(_, w)| *w > 0.0);

        let mut site = Site {
            label_weights: label_weights.collect(),
            labels,
            sketches: counts.iter().map(sketch).collect(),
            counts,
            weights,
            vectors: Vec::new(),
            density: Vec::new(),
            neighbours: Vec::new(),
            is_on_an_edge: false,
            articles,
        };
        for i in 0..n {
            let kept = site.kept(i, &df, limit);
            site.vectors.push(kept);
        }
        site
    }

    /// The site with the neighbours and the density of each article, which [`ask`](Site::ask)
    /// needs.
    pub fn with_neighbours(mut self) -> Site {
        self.find_neighbours();
        self
    }

    /// Whether two articles have the same sketch, as the same text has.
    fn is_same_text(&self, i: usize, other: usize) -> bool {
        !self.counts[i].is_empty() && self.sketches[i] == self.sketches[other]
    }

    /// count to the power of ⅝ × weight.
    pub fn weigh(&self, counts: &TermCounts) -> Vector {
        let known = counts.iter().filter_map(|(term, count)| {
            Some((term.clone(), count.powf(0.625) * self.weights.get(term)?))
        });
        known.collect()
    }

    /// An article's terms that are worth most, which is weight² × √df.
    fn kept(&mut self, i: usize, df: &BTreeMap<String, usize>, limit: Option<u32>) -> Vector {
        let all = self.weigh(&self.counts[i]);
        let Some(limit) = limit.map(|limit| limit as usize).filter(|limit| *limit < all.len())
        else {
            return all;
        };
        let worth = |term: &String| all[term].powi(2) * (df[term] as f64).sqrt();
        let of_what = |term: &String| (self.counts[i][term], all[term], df[term]);
        let mut order: Vec<&String> = all.keys().collect();
        order.sort_by(|a, b| {
            let same = of_what(a) == of_what(b);
            let by_worth = if same { Ordering::Equal } else { worth(b).total_cmp(&worth(a)) };
            by_worth.then_with(|| hash(a).cmp(&hash(b)))
        });
        if let Some(last) = limit.checked_sub(1) {
            let is_near = |term: &&&String| (worth(term) / worth(order[last]) - 1.0).abs() < 1e-5;
            let mut kinds: Vec<_> = order.iter().filter(is_near).map(|one| of_what(one)).collect();
            kinds.dedup();
            let is_cut = order.get(limit).is_some_and(|next| is_near(&next));
            self.is_on_an_edge |= is_cut && kinds.len() > 1;
        }
        order[..limit].iter().map(|term| ((*term).clone(), all[*term])).collect()
    }

    /// Compares every article, with all of its terms, with the kept terms of the others. Its
    /// density is the mean cosine of the ten nearest; its neighbours are the eight nearest and
    /// the articles that it is such a neighbour of, 16 at most.
    fn find_neighbours(&mut self) {
        let n = self.articles.len();
        let cosines: Vec<Vec<f64>> = (0..n)
            .map(|i| {
                let asked = self.weigh(&self.counts[i]);
                let all = self.vectors.iter().map(|kept| cosine(&asked, kept)).enumerate();
                all.map(|(j, cosine)| if i == j { 0.0 } else { cosine }).collect()
            })
            .collect();
        for row in &cosines {
            let mut nearest = row.clone();
            nearest.sort_by(|a, b| b.total_cmp(a));
            let places = 10.min(n - 1).max(1);
            let density = nearest.iter().take(10).sum::<f64>() / places as f64;
            self.density.push(density.min(1.0));
        }
        let listed = |i: usize| -> Vec<Certainty> {
            let near = |j: usize| Range::about(cosines[i][j]);
            let present = |j: usize| Certainty::from(cosines[i][j] > 0.0);
            // What has the same vector is as near to the last bit: then the lower number is first.
            let is_before = |a: usize, b: usize| {
                if self.vectors[a] == self.vectors[b] {
                    Certainty::from(a < b)
                } else {
                    near(a).exceeds(near(b))
                }
            };
            first(8, n, present, is_before)
        };
        let listed: Vec<Vec<Certainty>> = (0..n).map(listed).collect();
        let found = |i: usize| -> Vec<Neighbour> {
            let all = (0..n).map(|j| {
                let from = |a: usize, b: usize| {
                    (listed[a][b], self.likeness(a, b, Range::about(cosines[a][b])))
                };
                // Both may list each other: the larger likeness counts.
                let ((here, ours), (there, theirs)) = (from(i, j), from(j, i));
                let low = |sure: Certainty, range: Range| if sure.must() { range.low } else { 0.0 };
                let high =
                    |sure: Certainty, range: Range| if sure.may() { range.high } else { 0.0 };
                Neighbour {
                    article: j,
                    is_listed: here.or(there),
                    likeness: Range {
                        low: low(here, ours).max(low(there, theirs)),
                        high: high(here, ours).max(high(there, theirs)),
                    },
                }
            });
            let all: Vec<Neighbour> = all.collect();
            let is_before = |a: usize, b: usize| {
                let (one, other) = (all[a].likeness, all[b].likeness);
                let is_before = |x: f64, y: f64| x > y || (x == y && a < b);
                Certainty::new(is_before(one.low, other.high), is_before(one.high, other.low))
            };
            let within = first(16, n, |j| all[j].is_listed, is_before);
            let listed = all.iter().zip(within);
            let listed = listed.map(|(one, is_listed)| Neighbour { is_listed, ..*one });
            listed.filter(|one| one.is_listed.may()).collect()
        };
        let neighbours = (0..n).map(found).collect();
        self.neighbours = neighbours;
    }

    /// A cosine as 0 to 254, cut to a whole number; 255 for versions of one article, whose cosine
    /// is over 0.85 and who share half of all terms that one of them has.
    fn likeness(&self, i: usize, j: usize, cosine: Range) -> Range {
        let plain = cosine.map(|cosine| (cosine.max(0.0) * 255.0).floor().min(254.0));
        let (one, other) = (&self.counts[i], &self.counts[j]);
        let both = one.keys().filter(|term| other.contains_key(*term)).count();
        let any = (one.len() + other.len() - both).max(1);
        let alike = Certainty::from(2 * both >= any);
        match alike.and(cosine.exceeds(Range::exactly(0.85_f32.into()))) {
            Certainty::Yes => Range::exactly(255.0),
            Certainty::Either => Range { high: 255.0, ..plain },
            Certainty::No => plain,
        }
    }

    /// The number of the article at an address.
    pub fn find(&self, url: &str) -> Option<usize> {
        let key = UrlKey::new(url);
        self.articles.iter().position(|one| UrlKey::new(&one.url).matches(&key))
    }

    /// Compares a page with the site.
    pub fn ask<'a>(&'a self, page: &'a Page, options: &'a RankOptions) -> Query<'a> {
        let counts = counts(&page.title, &page.excerpt, &page.text);
        let mut asked = self.weigh(&counts);
        // What no article keeps is not known.
        asked.retain(|term, _| self.vectors.iter().any(|kept| kept.contains_key(term)));
        let labels = labels(&page.labels, &page.url);
        let filed = |labels: &BTreeSet<String>| -> Vector {
            let known = labels.iter().filter_map(|label| self.label_weights.get_key_value(label));
            known.map(|(label, weight)| (label.clone(), *weight)).collect()
        };
        let own = if page.url.is_empty() { None } else { self.find(&page.url) };
        let similarities: Vec<Range> =
            self.vectors.iter().map(|kept| Range::about(cosine(&asked, kept))).collect();
        let day = page.day.or(own.and_then(|own| self.articles[own].date));
        let parts = |i: usize| {
            let article = &self.articles[i];
            let near = |day: Option<Day>, weight: f64| match (day, article.date) {
                (Some(day), Some(date)) => {
                    weight / (1.0 + f64::from((day.0 - date.0).abs()) / 365.0)
                }
                _ => 0.0,
            };
            let time = near(day, 1.0).max(near(options.today, 0.5));
            let taxonomy = cosine(&filed(&labels), &filed(&self.labels[i]));
            [
                similarities[i],
                Range::about(1.0 + f64::from(WEIGHTS.dates) * time),
                Range::about(1.0 + f64::from(WEIGHTS.taxonomy) * taxonomy),
                // A density is stored in steps of 1 / 65,535.
                Range { low: self.density[i] - 2e-5, high: self.density[i] + 2e-6 }
                    .map(|density| density.max(0.02).powf(-1.0 / 8.0)),
            ]
        };
        let mut asked = Query {
            site: self,
            options,
            parts: (0..self.articles.len()).map(parts).collect(),
            may: vec![Certainty::Yes; self.articles.len()],
            speaks: Vec::new(),
            labels: filed(&labels),
            pins: Vec::new(),
        };
        asked.bar(page, own, &counts);
        asked.pin(page, own);
        asked.speak(page, own);
        asked
    }
}

/// Which of `n` are the first `limit`, where presence and order may be uncertain.
fn first(
    limit: usize,
    n: usize,
    present: impl Fn(usize) -> Certainty,
    is_before: impl Fn(usize, usize) -> Certainty,
) -> Vec<Certainty> {
    let is_first = |i: usize| {
        let others = || (0..n).filter(|&other| other != i);
        let before = |other: usize| present(other).and(is_before(other, i));
        let surely = others().filter(|&other| before(other).must()).count();
        let maybe = others().filter(|&other| before(other).may()).count();
        present(i).and(Certainty::new(maybe < limit, surely < limit))
    };
    (0..n).map(is_first).collect()
}

/// A page, compared with every article of a site.
pub struct Query<'a> {
    site: &'a Site,
    options: &'a RankOptions,
    /// Of every article its similarity, and its factors for dates, taxonomy and hubness.
    parts: Vec<[Range; 4]>,
    /// Whether an article may be given at all.
    pub may: Vec<Certainty>,
    /// Whether each article is in the page's language, or either language is unknown.
    speaks: Vec<bool>,
    labels: Vector,
    /// The pinned articles, and whether each may be given.
    pins: Vec<(usize, Certainty)>,
}

impl Query<'_> {
    fn bar(&mut self, page: &Page, own: Option<usize>, counts: &TermCounts) {
        let (site, n) = (self.site, self.site.articles.len());
        let mut excluded = vec![Certainty::No; n];
        match own {
            Some(own) => excluded[own] = Certainty::Yes,
            None => {
                for (i, excluded) in excluded.iter_mut().enumerate() {
                    *excluded = self.is_double(i, counts);
                }
            }
        }
        // And all versions of these.
        let of_page = excluded.clone();
        for (sure, neighbours) in of_page.iter().zip(&site.neighbours) {
            for near in neighbours {
                let is_version = near.is_listed.and(near.likeness.reaches(255.0)).and(*sure);
                excluded[near.article] = excluded[near.article].or(is_version);
            }
        }
        // Also those of the same sketch, which an article has too few neighbours to list.
        let versions = excluded.clone();
        for (i, sure) in excluded.iter_mut().enumerate() {
            for (other, version) in versions.iter().enumerate() {
                if site.is_same_text(i, other) {
                    *sure = sure.or(*version);
                }
            }
        }
        let curated = own.map(|own| &site.articles[own].excludes[..]).unwrap_or_default();
        let unwanted = page.excludes.iter().chain(curated).chain(&page.translations);
        let linked = page.links.iter().filter(|_| self.options.skip_linked);
        for url in unwanted.chain(linked) {
            if let Some(i) = site.find(url) {
                excluded[i] = Certainty::Yes;
            }
        }
        for (i, article) in site.articles.iter().enumerate() {
            let in_time = self.options.today.is_none_or(|today| {
                article.date.is_none_or(|date| date <= today)
                    && article.expires.is_none_or(|last| last >= today)
            });
            self.may[i] = excluded[i].not().and(in_time.into());
        }
    }

    /// Articles that are pinned to this page are first, in any language; those that are pinned
    /// everywhere follow.
    fn pin(&mut self, page: &Page, own: Option<usize>) {
        let articles = &self.site.articles;
        let curated = own.map(|own| &articles[own].pins[..]).unwrap_or_default();
        let of_page = page.pins.iter().chain(curated).filter_map(|url| self.site.find(url));
        self.pins = of_page.map(|i| (i, self.may[i])).collect();
    }

    /// Leaves out articles in another language, where both are known, unless any is allowed.
    fn speak(&mut self, page: &Page, own: Option<usize>) {
        let articles = &self.site.articles;
        let own_lang = own.map(|own| &*articles[own].lang).unwrap_or_default();
        let lang = if is_unknown(&page.lang) { own_lang } else { &page.lang };
        for (may, article) in self.may.iter_mut().zip(articles) {
            let speaks = is_unknown(lang)
                || is_unknown(&article.lang)
                || language::key(lang) == language::key(&article.lang);
            *may = may.and((speaks || (self.options.languages == Languages::Any)).into());
            self.speaks.push(speaks);
        }
        let everywhere = (0..articles.len()).filter(|&i| articles[i].pinned);
        self.pins.extend(everywhere.map(|i| (i, self.may[i])));
    }

    /// Whether an article is the page under another address: their cosine is above ½, and the page
    /// has seven of the eight terms of the article's sketch, compared by 16 bits of their hashes.
    fn is_double(&self, i: usize, counts: &TermCounts) -> Certainty {
        let asked: BTreeSet<u16> = counts.keys().map(|term| place(term) as u16).collect();
        let sketch = &self.site.sketches[i];
        let known = sketch.iter().filter(|place| asked.contains(place)).count();
        self.parts[i][0].exceeds(Range::exactly(0.5)).and((known >= 7).into())
    }

    /// How much an article is like those chosen, from 0 to 255.
    fn redundancy(&self, article: usize, chosen: &[usize]) -> Range {
        let near = chosen.iter().flat_map(|chosen| &self.site.neighbours[*chosen]);
        let mut most = Range::ZERO;
        for near in near.filter(|near| near.article == article) {
            let low = if near.is_listed.must() { near.likeness.low } else { 0.0 };
            most = Range { low: most.low.max(low), high: most.high.max(near.likeness.high) };
        }
        most
    }

    /// What an article scores after others were chosen, and the factors of that.
    fn parts(&self, article: usize, chosen: &[usize]) -> [Range; 5] {
        let [similarity, time, taxonomy, exposure] = self.parts[article];
        let diversity = self.redundancy(article, chosen);
        let diversity = diversity.map(|most| 1.0 - f64::from(WEIGHTS.diversity) * most / 255.0);
        [similarity, time, taxonomy, exposure, diversity]
    }

    /// Whether all of an answer is right, and nothing better was passed over.
    ///
    /// # Errors
    /// What is wrong.
    pub fn judge(&self, answer: &Answer) -> Result<(), String> {
        let given: Vec<usize> =
            answer.recommendations.iter().map(|one| one.article as usize).collect();
        let limit = self.options.limit.clamp(1, 50);
        ensure(given.len() <= limit, || format!("{} articles of {limit}", given.len()))?;
        let pinned = self.judge_pins(answer, &given, limit)?;
        let floor = floor(self.site.articles.len()).into();
        let is_related = |i: usize| {
            let [similarity, _, taxonomy, _] = self.parts[i];
            self.may[i].and((similarity * taxonomy).reaches(floor))
        };
        let related: Vec<Certainty> = (0..self.may.len()).map(is_related).collect();
        let (filed, latest) = (self.filed(limit), self.latest());
        // Whether there is something to give besides the pins: of what is related, else of the
        // section, else of the latest.
        let adds = |pool: &[Certainty]| {
            let left = (0..pool.len()).map(|i| self.is_left(i, pool, &given[..pinned]));
            Certainty::from(pinned < limit).and(left.max().unwrap_or(Certainty::No))
        };
        let of_section = filed.iter().map(|(_, pool)| adds(pool));
        let of_section =
            of_section.min().unwrap_or(Certainty::No).and(self.options.fallback.section.into());
        let of_latest = adds(&latest).and(self.options.fallback.latest.into());
        let is_missing = |sure: Certainty, what: &str| ensure(!sure.must(), || what.to_owned());
        match answer.kind {
            AnswerKind::Related if given.len() > pinned => {
                ensure(adds(&related).may(), || "nothing is related".to_owned())?;
                self.judge_order(answer, pinned, &related, false)
            }
            AnswerKind::Related => {
                is_missing(adds(&related), "something is related")?;
                is_missing(of_section, "something is of the section")?;
                is_missing(of_latest, "something is the latest")
            }
            AnswerKind::Section => {
                ensure(self.options.fallback.section, || {
                    "the section was not asked for".to_owned()
                })?;
                is_missing(adds(&related), "something is related")?;
                let mut judged = Err(format!("nothing is filed under {:?}", answer.name));
                for (name, pool) in filed {
                    if judged.is_err() && name == answer.name.trim().to_lowercase() {
                        judged = self.judge_order(answer, pinned, &pool, false);
                    }
                }
                judged
            }
            AnswerKind::Latest => {
                ensure(self.options.fallback.latest, || {
                    "the latest were not asked for".to_owned()
                })?;
                is_missing(adds(&related), "something is related")?;
                is_missing(of_section, "something is of the section")?;
                self.judge_order(answer, pinned, &latest, true)
            }
        }
    }

    /// Pins are first, if they may be given, which is certain except for near-duplicates.
    fn judge_pins(&self, answer: &Answer, given: &[usize], limit: usize) -> Result<usize, String> {
        let pinned = answer.recommendations.iter().take_while(|one| one.pinned).count();
        let is_rest = answer.recommendations[pinned..].iter().all(|one| !one.pinned);
        ensure(is_rest, || "a pin after what is not pinned".to_owned())?;
        let mut expected: Vec<usize> = Vec::new();
        for &(pin, may) in &self.pins {
            let place = expected.len();
            let is_given = may.must() || given[..pinned].get(place) == Some(&pin);
            if may.may() && is_given && place < limit && !expected.contains(&pin) {
                expected.push(pin);
            }
        }
        ensure(expected == given[..pinned], || {
            format!("{:?} are pinned, not {expected:?}", &given[..pinned])
        })?;
        for one in &answer.recommendations[..pinned] {
            // A pin is no repetition of those before it.
            self.judge_parts(one, &self.parts(one.article as usize, &[]), false)?;
        }
        Ok(pinned)
    }

    /// The pools of the labels that may be the ones to choose from, with the labels' names: one of
    /// those that fill the box best, among them the rarest. A folder has no name.
    fn filed(&self, limit: usize) -> Vec<(String, Vec<Certainty>)> {
        let pools: Vec<(&String, f64, Vec<Certainty>)> = self
            .labels
            .iter()
            .map(|(label, weight)| {
                let has = |i: usize| Certainty::from(self.site.labels[i].contains(label));
                let pool = (0..self.may.len()).map(|i| has(i).and(self.may[i])).collect();
                (label, *weight, pool)
            })
            .collect();
        let full = |pool: &[Certainty]| {
            let least = pool.iter().filter(|sure| sure.must()).count();
            let most = pool.iter().filter(|sure| sure.may()).count();
            (least.min(limit), most.min(limit))
        };
        let is_beaten = |(_, weight, pool): &(&String, f64, Vec<Certainty>)| {
            let most = full(pool).1;
            pools.iter().any(|(_, other, others)| {
                let least = full(others).0;
                least > most || (least == most && other > weight)
            })
        };
        // One article is no section, unless one is all that is wanted.
        let enough = |pool: &[Certainty]| full(pool).1 >= limit.min(2);
        let best = pools.iter().filter(|one| enough(&one.2) && !is_beaten(one));
        let name = |label: &str| if label.starts_with('/') { "" } else { label }.to_owned();
        let sure = |pool: &[Certainty]| {
            let is_enough = Certainty::new(full(pool).0 >= limit.min(2), true);
            pool.iter().map(|may| may.and(is_enough)).collect()
        };
        best.map(|(label, _, pool)| (name(label), sure(pool))).collect()
    }

    fn latest(&self) -> Vec<Certainty> {
        let is_dated = |i: usize| Certainty::from(self.site.articles[i].date.is_some());
        (0..self.may.len()).map(|i| is_dated(i).and(self.may[i])).collect()
    }

    /// Whether an article of a pool can still be given after others.
    fn is_left(&self, i: usize, pool: &[Certainty], chosen: &[usize]) -> Certainty {
        let is_version = self.redundancy(i, chosen).reaches(255.0);
        let is_same = chosen.iter().any(|&other| self.site.is_same_text(i, other));
        let is_version = is_version.or(is_same.into());
        pool[i].and((!chosen.contains(&i)).into()).and(is_version.not())
    }

    /// At each place is the best of the remaining articles: none was passed over for a worse one.
    fn judge_order(
        &self,
        answer: &Answer,
        pinned: usize,
        pool: &[Certainty],
        by_date: bool,
    ) -> Result<(), String> {
        let mut chosen: Vec<usize> =
            answer.recommendations[..pinned].iter().map(|one| one.article as usize).collect();
        let key = |i: usize| (self.site.articles[i].date, std::cmp::Reverse(i));
        let score = |i: usize, chosen: &[usize]| {
            let [mut first, rest @ ..] = self.parts(i, chosen);
            if by_date {
                first = Range::ZERO;
            }
            rest.into_iter().fold(first, Mul::mul)
        };
        for one in &answer.recommendations[pinned..] {
            let i = one.article as usize;
            ensure(self.is_left(i, pool, &chosen).may(), || format!("{i} may not be given"))?;
            let parts = self.parts(i, &chosen);
            self.judge_parts(one, &parts, by_date)?;
            let own = score(i, &chosen);
            for other in (0..pool.len()).filter(|&other| self.is_left(other, pool, &chosen).must())
            {
                let others = score(other, &chosen);
                let is_better = if self.speaks[i] != self.speaks[other] {
                    self.speaks[other]
                } else if own == Range::ZERO && others == Range::ZERO {
                    key(other) > key(i)
                } else {
                    others.exceeds(own).must()
                };
                ensure(!is_better, || format!("{i} before {other}: {own:?} and {others:?}"))?;
            }
            chosen.push(i);
        }
        let is_full = chosen.len() == self.options.limit.clamp(1, 50);
        let left = (0..pool.len()).find(|&i| self.is_left(i, pool, &chosen).must());
        ensure(is_full || left.is_none(), || format!("{left:?} is missing"))
    }

    fn judge_parts(
        &self,
        one: &also_like::Recommendation,
        parts: &[Range; 5],
        by_date: bool,
    ) -> Result<(), String> {
        let mut expected = *parts;
        if by_date {
            expected[0] = Range::ZERO;
        }
        let mut product = 1.0;
        for ((name, given), expected) in one.explanation.factors().zip(expected) {
            let is_right = expected.holds(given.into());
            ensure(is_right, || format!("{}: {name} {given}, not {expected:?}", one.article))?;
            product *= f64::from(given);
        }
        let is_product = (product - f64::from(one.score)).abs() < 1e-5;
        ensure(is_product, || format!("{}: {}, not {product}", one.article, one.score))
    }
}

fn ensure(is_right: bool, otherwise: impl FnOnce() -> String) -> Result<(), String> {
    if is_right { Ok(()) } else { Err(otherwise()) }
}

/// The dot product.
pub fn dot(a: &Vector, b: &Vector) -> f64 {
    a.iter().map(|(term, weight)| weight * b.get(term).copied().unwrap_or_default()).sum()
}

/// The cosine of the angle between two vectors; 0 when one of them is empty.
pub fn cosine(a: &Vector, b: &Vector) -> f64 {
    let lengths = (dot(a, a) * dot(b, b)).sqrt();
    if lengths > 0.0 { dot(a, b) / lengths } else { 0.0 }
}

/// Whether a tag names no language.
fn is_unknown(tag: &str) -> bool {
    language::key(tag).is_empty()
}
