//! The rankers that others use, to compare with: each written down as its makers describe it, and
//! as it comes, without tuning.
//!
//! All of them compare a judged article with every other. What shares nothing with it is not an
//! answer; equals stay in the corpus's order.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap, HashSet};

use also_like::Article;

use crate::corpus::{Answers, Corpus};
use also_like_test_support::parallel;

/// A ranker; `None` where a corpus lacks what it looks at.
pub type Ranker = fn(&Corpus) -> Option<Answers>;

/// All of them, by what they are called in tables.
pub const RANKERS: [(&str, Ranker); 4] = [
    ("tags only", tags),
    ("scikit-learn's TF-IDF, defaults", |corpus| Some(defaults(corpus))),
    ("scikit-learn's TF-IDF, stop words, sublinear", |corpus| Some(sublinear(corpus))),
    ("\"more like this\" of the common search servers", |corpus| Some(more_like_this(corpus))),
];

/// What most site generators do: the article's tags instead of its words, a rare one for more.
fn tags(corpus: &Corpus) -> Option<Answers> {
    let tags = |article: &Article| {
        let tags = article.tags.iter().map(|tag| tag.trim().to_lowercase());
        tags.filter(|tag| !tag.is_empty()).map(|tag| (tag, 1.0)).collect()
    };
    let counts = TermCounts::new(corpus, tags);
    (!counts.df.is_empty()).then(|| tf_idf(corpus, &counts, |count| count))
}

/// scikit-learn's `TfidfVectorizer` as it comes, and the cosine.
fn defaults(corpus: &Corpus) -> Answers {
    let words = |article: &Article| default_words(article).map(|word| (word, 1.0)).collect();
    tf_idf(corpus, &TermCounts::new(corpus, words), |count| count)
}

/// The same with `stop_words` for English and `sublinear_tf=True`, as its users' guides advise. The
/// stop words are NLTK's, not its own.
fn sublinear(corpus: &Corpus) -> Answers {
    let stop: HashSet<&str> =
        stop_words::get(stop_words::Language::English).iter().copied().collect();
    let words = |article: &Article| {
        let words = default_words(article).filter(|word| !stop.contains(word.as_str()));
        words.map(|word| (word, 1.0)).collect()
    };
    tf_idf(corpus, &TermCounts::new(corpus, words), |count| 1.0 + count.ln())
}

/// Words by `TfidfVectorizer`'s default `token_pattern`, `(?u)\b\w\w+\b`, in lower case.
fn default_words(article: &Article) -> impl Iterator<Item = String> {
    let text = [&*article.title, "\n", &article.text].concat().to_lowercase();
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| word.chars().nth(1).is_some())
        .map(str::to_owned)
        .collect();
    words.into_iter()
}

/// What Lucene's `MoreLikeThis` does, and with it the query of that name in Elasticsearch,
/// OpenSearch and Solr, likewise Tantivy's: the [`TERMS`] words of the article with the highest
/// TF-IDF weight are the query, all with the same weight, ranked by BM25 (Robertson, Zaragoza 2009,
/// <https://doi.org/10.1561/1500000019>) with Lucene's [`K1`] and [`B`].
///
/// Their lower bounds (words twice in the article, in five articles) are left out, in its favour:
/// with them it found less in two corpora of three, and about as much in the third.
fn more_like_this(corpus: &Corpus) -> Answers {
    let words = |article: &Article| {
        let title = words_and_pairs(&article.title).into_iter().map(|word| (word, TITLE));
        title.chain(words_and_pairs(&article.text).into_iter().map(|word| (word, 1.0))).collect()
    };
    let counts = TermCounts::new(corpus, words);
    let n = corpus.articles.len() as f64;
    let idf = |term: usize| (1.0 + (n - counts.df[term] + 0.5) / (counts.df[term] + 0.5)).ln();
    let length = |row: &Row| row.iter().map(|(_, count)| count).sum::<f64>();
    let mean_length = counts.rows.iter().map(length).sum::<f64>() / n;
    let score = |row: &Row| {
        let norm = K1 * (1.0 - B + B * length(row) / mean_length);
        let weight = |&(term, count)| (term, idf(term) * count * (K1 + 1.0) / (count + norm));
        row.iter().map(weight).collect()
    };
    let question = |row: &Row| {
        let mut terms: Row = row.iter().map(|&(term, count)| (term, count * idf(term))).collect();
        terms.sort_by(best_first);
        terms.into_iter().take(TERMS).map(|(term, _)| (term, 1.0)).collect()
    };
    let questions: Vec<Row> = counts.rows.iter().map(question).collect();
    best(corpus, &questions, &counts.rows.iter().map(score).collect::<Vec<Row>>())
}

/// The number of query words of [`more_like_this`], BM25's saturation of term frequency, its length
/// normalisation, and how often a word of the title counts.
const TERMS: usize = 25;
const K1: f64 = 1.2;
const B: f64 = 0.75;
const TITLE: f64 = 3.0;

/// Lower-case words of two letters or digits and more; in their places overlapping pairs of
/// ideographs, as Lucene's analyser for Chinese makes them, and ideographs that stand alone.
fn words_and_pairs(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let text: Vec<char> = text.to_lowercase().chars().collect();
    for run in text.chunk_by(|a, b| kind(*a) == kind(*b)) {
        match kind(run[0]) {
            Kind::Ideograph if run.len() == 1 => words.push(run.iter().collect()),
            Kind::Ideograph => words.extend(run.windows(2).map(String::from_iter)),
            Kind::Letter if run.len() > 1 => words.push(run.iter().collect()),
            Kind::Letter | Kind::Other => {}
        }
    }
    words
}

#[derive(PartialEq, Eq)]
enum Kind {
    Ideograph,
    Letter,
    Other,
}

fn kind(c: char) -> Kind {
    match c {
        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => {
            Kind::Ideograph
        }
        _ if c.is_alphanumeric() => Kind::Letter,
        _ => Kind::Other,
    }
}

/// Terms by number, each once, with what they count or weigh.
type Row = Vec<(usize, f64)>;

/// How often each term occurs in each article.
#[derive(Default)]
struct TermCounts {
    rows: Vec<Row>,
    /// In how many articles a term occurs.
    df: Vec<f64>,
}

impl TermCounts {
    /// Counts terms, each by what one occurrence counts.
    fn new(corpus: &Corpus, terms: impl Fn(&Article) -> Vec<(String, f64)> + Sync) -> TermCounts {
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut counts = TermCounts::default();
        for terms in parallel::map(&corpus.articles, terms) {
            let mut row: BTreeMap<usize, f64> = BTreeMap::new();
            for (term, weight) in terms {
                let next = numbers.len();
                *row.entry(*numbers.entry(term).or_insert(next)).or_default() += weight;
            }
            counts.df.resize(numbers.len(), 0.0);
            row.keys().for_each(|term| counts.df[*term] += 1.0);
            counts.rows.push(row.into_iter().collect());
        }
        counts
    }
}

/// The cosine of TF-IDF as `TfidfVectorizer` weighs it: `idf = ln((1 + n) / (1 + df)) + 1`.
fn tf_idf(corpus: &Corpus, counts: &TermCounts, tf: fn(f64) -> f64) -> Answers {
    let n = corpus.articles.len() as f64;
    let weight = |&(term, count): &(usize, f64)| {
        let idf = ((1.0 + n) / (1.0 + counts.df[term])).ln() + 1.0;
        (term, tf(count) * idf)
    };
    let unit = |row: &Row| {
        let row: Row = row.iter().map(weight).collect();
        let length = row.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        row.into_iter().map(|(term, weight)| (term, weight / length)).collect()
    };
    let rows: Vec<Row> = counts.rows.iter().map(unit).collect();
    best(corpus, &rows, &rows)
}

/// The ten articles of the greatest dot products with each judged one's question.
fn best(corpus: &Corpus, questions: &[Row], articles: &[Row]) -> Answers {
    let mut postings: Vec<Vec<(usize, f64)>> = Vec::new();
    for (article, row) in articles.iter().enumerate() {
        for &(term, weight) in row {
            if term >= postings.len() {
                postings.resize(term + 1, Vec::new());
            }
            postings[term].push((article, weight));
        }
    }
    parallel::map(&corpus.judged, |(query, _)| {
        let mut scores = vec![0.0; articles.len()];
        for &(term, asked) in &questions[*query] {
            for &(article, weight) in &postings[term] {
                scores[article] += asked * weight;
            }
        }
        let scores = scores.into_iter().enumerate();
        let mut found: Row = scores.filter(|&(row, score)| row != *query && score > 0.0).collect();
        if found.len() > 10 {
            found.select_nth_unstable_by(9, best_first);
            found.truncate(10);
        }
        found.sort_by(best_first);
        found.into_iter().map(|(article, _)| article).collect()
    })
}

/// The greater first, equals by their numbers.
fn best_first(a: &(usize, f64), b: &(usize, f64)) -> Ordering {
    b.1.total_cmp(&a.1).then(a.0.cmp(&b.0))
}
