//! A related-articles engine as the textbook has it: strings instead of hashes, maps instead of
//! postings, 64-bit floats, every article compared with the query. Slow and easy to believe.
//!
//! It reads words of ASCII letters only.

use std::collections::HashMap;

use also_like::vector::{PAIR_WEIGHT, TITLE_WEIGHT};

/// How often each word, and each two neighbours with a space between, occurs.
pub type Counts = HashMap<String, f64>;

/// Weights by feature.
pub type Vector = HashMap<String, f64>;

/// Counts words of two letters or more and pairs of neighbours on a line; those of the title count
/// more; none counts more than 255 times.
pub fn counts(title: &str, text: &str) -> Counts {
    let mut counts = Counts::new();
    for (text, weight) in [(title, f64::from(TITLE_WEIGHT)), (text, 1.0)] {
        for line in text.lines() {
            let line = line.to_lowercase();
            let words = line.split(|c: char| !c.is_ascii_lowercase());
            let words: Vec<&str> = words.filter(|word| word.len() > 1).collect();
            for word in &words {
                *counts.entry((*word).to_owned()).or_default() += weight;
            }
            for pair in words.windows(2) {
                *counts.entry(pair.join(" ")).or_default() += weight;
            }
        }
    }
    counts.values_mut().for_each(|count| *count = count.min(255.0));
    counts
}

/// A site, as counts by article.
pub struct Site {
    articles: Vec<Counts>,
    df: HashMap<String, f64>,
}

impl Site {
    /// A site of articles with their languages.
    ///
    /// A document frequency is that which the feature would have if the whole site were in the
    /// languages of the articles that have it, and had ten articles more in each; cut to a whole
    /// number.
    pub fn new(articles: Vec<(&str, Counts)>) -> Site {
        let language = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
        let mut found: HashMap<String, Vec<String>> = HashMap::new();
        for (tag, counts) in &articles {
            for feature in counts.keys() {
                found.entry(feature.clone()).or_default().push(language(tag));
            }
        }
        let df = |having: &Vec<String>| {
            let among = articles.iter().filter(|(tag, _)| having.contains(&language(tag))).count();
            (having.len() * (articles.len() + 10) / (among + 10)) as f64
        };
        let several = found.iter().filter(|(_, having)| having.len() > 1);
        let df = several.map(|(feature, having)| (feature.clone(), df(having))).collect();
        Site { articles: articles.into_iter().map(|(_, counts)| counts).collect(), df }
    }

    /// √count × idf, where idf is ln((N + 1) / (df + ½)) to the power of 1¼, pairs weigh less, and a
    /// feature of fewer than two articles weighs nothing.
    pub fn weights(&self, counts: &Counts) -> Vector {
        let n = self.articles.len() as f64;
        let weight = |feature: &String, count: f64| {
            let df = self.df.get(feature).copied().unwrap_or_default();
            let idf =
                if df < 2.0 { 0.0 } else { ((n + 1.0) / (df + 0.5)).ln().max(0.0).powf(1.25) };
            let kind = if feature.contains(' ') { f64::from(PAIR_WEIGHT) } else { 1.0 };
            count.sqrt() * idf * kind
        };
        counts.iter().map(|(feature, &count)| (feature.clone(), weight(feature, count))).collect()
    }

    /// The weights of every article, once for many queries.
    pub fn vectors(&self) -> Vec<Vector> {
        self.articles.iter().map(|counts| self.weights(counts)).collect()
    }
}

/// The dot product.
pub fn dot(a: &Vector, b: &Vector) -> f64 {
    a.iter().map(|(feature, weight)| weight * b.get(feature).copied().unwrap_or_default()).sum()
}

/// The cosine of the angle between two vectors; 0 when one of them is empty.
pub fn cosine(a: &Vector, b: &Vector) -> f64 {
    let lengths = (dot(a, a) * dot(b, b)).sqrt();
    if lengths > 0.0 { dot(a, b) / lengths } else { 0.0 }
}

/// How certain something is, in spite of rounding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sure {
    Yes,
    No,
    /// So near to a threshold that 32-bit floats may fall on the other side.
    Either,
}

fn reaches(value: f64, threshold: f64) -> Sure {
    match value - threshold {
        near if near.abs() < 1e-4 => Sure::Either,
        over if over > 0.0 => Sure::Yes,
        _ => Sure::No,
    }
}

fn both(a: Sure, b: Sure) -> Sure {
    match (a, b) {
        (Sure::No, _) | (_, Sure::No) => Sure::No,
        (Sure::Yes, Sure::Yes) => Sure::Yes,
        _ => Sure::Either,
    }
}

/// Whether an article is the query under another address: a score over ½, and of its own features
/// those that the query has too make 85 % of its squared length and point where the query's do, to a
/// cosine of 0.95.
pub fn is_double(query: &Vector, article: &Vector) -> Sure {
    let shared = |one: &Vector, other: &Vector| -> Vector {
        let shared = one.iter().filter(|(feature, _)| other.contains_key(*feature));
        shared.map(|(feature, weight)| (feature.clone(), *weight)).collect()
    };
    let (query_shared, own_shared) = (shared(query, article), shared(article, query));
    let share = dot(&own_shared, &own_shared) / dot(article, article).max(f64::MIN_POSITIVE);
    let alike = cosine(&query_shared, &own_shared);
    let suspicious = reaches(cosine(query, article), 0.5);
    both(suspicious, both(reaches(share, 0.85), reaches(alike, 0.95)))
}

/// Whether a score reaches the floor among a number of articles: 0.04 + 0.45 / √articles, where fewer
/// than 60 count as 60.
pub fn is_related(score: f64, articles: usize) -> Sure {
    reaches(score, 0.04 + 0.45 / (articles.max(60) as f64).sqrt())
}
