//! The figures as Markdown, to be copied into the README.

use std::fmt::{self, Display, Formatter};

use also_like::eval::metrics::{Coverage, Difference, MeanMetrics, QueryMetrics};

use crate::corpus::{Answers, Corpus};
use crate::ours::{Cut, Evenness, KEPT};

/// A line for each ranker or signal, with a figure for each corpus; none where it does not apply.
type Lines<T> = Vec<(String, Vec<Option<T>>)>;

/// Figures of all corpora so far; they print as tables.
#[derive(Default)]
pub struct Tables {
    corpora: Vec<Sizes>,
    rankers: Lines<MeanMetrics>,
    signals: Lines<Difference>,
    varied: Lines<Difference>,
    cuts: Lines<[f64; 3]>,
    evenness: Lines<(Coverage, f64)>,
}

struct Sizes {
    name: String,
    articles: usize,
    judged: usize,
}

impl Tables {
    /// Adds a corpus with the figures of the rankers. All corpora have the same rankers.
    pub fn add(&mut self, corpus: &Corpus, rankers: &[(&str, Option<Answers>)]) {
        let (name, articles) = (corpus.name.clone(), corpus.articles.len());
        self.corpora.push(Sizes { name, articles, judged: corpus.judged.len() });
        let measured = |answers: &Answers| MeanMetrics::new(&marks(corpus, answers));
        add(&mut self.rankers, rankers, measured);
    }

    /// Adds what the answers `full` have over those without one signal each, and what others, where
    /// a signal counts more or less, have over `full`.
    pub fn add_signals(
        &mut self,
        corpus: &Corpus,
        full: &Answers,
        without: &[(&str, Option<Answers>)],
        varied: &[(&str, Option<Answers>)],
    ) {
        let full = ndcg(corpus, full);
        add(&mut self.signals, without, |one| Difference::paired(&full, &ndcg(corpus, one)));
        add(&mut self.varied, varied, |one| Difference::paired(&ndcg(corpus, one), &full));
    }

    /// Adds what catalogs are worth that keep some terms of each article; the last keeps all.
    pub fn add_cuts(&mut self, corpus: &Corpus, cuts: &[Cut]) {
        let mean = |cut: &Cut| MeanMetrics::new(&marks(corpus, &cut.answers)).ndcg_at_4;
        let whole = cuts.last().map(mean).unwrap_or_default();
        let names = KEPT.map(|kept| kept.map_or("all".to_owned(), |kept| kept.to_string()));
        let figures = cuts.iter().map(|cut| Some([mean(cut), mean(cut) / whole, cut.bytes]));
        push(&mut self.cuts, names.iter().map(String::as_str).zip(figures));
    }

    /// Adds how evenly catalogs show the articles, and what that costs.
    pub fn add_evenness(&mut self, corpus: &Corpus, catalogs: &[(&str, Evenness)]) {
        let figure = |Evenness { exposure, answers }: &Evenness| {
            (*exposure, MeanMetrics::new(&marks(corpus, answers)).ndcg_at_4)
        };
        push(&mut self.evenness, catalogs.iter().map(|(name, one)| (*name, Some(figure(one)))));
    }

    /// One table: what is shown, and how a figure is written.
    fn table<T>(
        &self,
        f: &mut Formatter<'_>,
        shown: &str,
        lines: &Lines<T>,
        written: impl Fn(&T) -> String,
    ) -> fmt::Result {
        write!(f, "\n| {shown} |")?;
        self.corpora.iter().try_for_each(|corpus| write!(f, " {} |", corpus.name))?;
        writeln!(f, "\n|---|{}", "--:|".repeat(self.corpora.len()))?;
        for (name, figures) in lines {
            write!(f, "| {name} |")?;
            for figure in figures {
                write!(f, " {} |", figure.as_ref().map_or("–".into(), &written))?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

impl Display for Tables {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let size = |Sizes { name, articles, judged }: &Sizes| {
            format!("{judged} of {articles} articles in {name}")
        };
        let sizes: Vec<String> = self.corpora.iter().map(size).collect();
        writeln!(f, "Judged: {}. Intervals of 95 %.", sizes.join(", "))?;
        self.table(f, "nDCG@4", &self.rankers, |measured| {
            format!("{:.3} ± {:.3}", measured.ndcg_at_4, measured.ndcg_at_4_half_width)
        })?;
        self.table(f, "hit@4", &self.rankers, |measured| format!("{:.3}", measured.hit_at_4))?;
        self.table(f, "MRR@10", &self.rankers, |measured| format!("{:.3}", measured.mrr_at_10))?;
        // A minus as long as the plus.
        let sign = |mean: f64| if mean < 0.0 { '−' } else { '+' };
        let difference = |one: &Difference| {
            format!("{}{:.4} ± {:.4}", sign(one.mean), one.mean.abs(), one.half_width)
        };
        self.table(f, "nDCG@4 that a signal adds", &self.signals, difference)?;
        self.table(f, "nDCG@4 that another weight would add", &self.varied, difference)?;
        let cut = |[mean, share, bytes]: &[f64; 3]| {
            format!("{mean:.3}, {:.1} %, {bytes:.0} bytes", 100.0 * share)
        };
        self.table(f, "terms kept of an article", &self.cuts, cut)?;
        let even = |(exposure, mean): &(Coverage, f64)| {
            let Coverage { most, shown, .. } = exposure;
            format!("{:.2} %, {:.1} %, {mean:.4}", 100.0 * most, 100.0 * shown)
        };
        self.table(f, "most shown, shown at all, nDCG@4", &self.evenness, even)
    }
}

/// The marks of the answers for each judged article.
fn marks(corpus: &Corpus, answers: &Answers) -> Vec<QueryMetrics> {
    assert_eq!(answers.len(), corpus.judged.len(), "every judged article has its answers");
    let judged = corpus.judged.iter().map(|(_, relevant)| relevant);
    answers
        .iter()
        .zip(judged)
        .map(|(answers, relevant)| QueryMetrics::new(answers, relevant))
        .collect()
}

fn ndcg(corpus: &Corpus, answers: &Answers) -> Vec<f64> {
    marks(corpus, answers).iter().map(|marks| marks.ndcg).collect()
}

/// Adds a figure of each of some answers.
fn add<T>(lines: &mut Lines<T>, all: &[(&str, Option<Answers>)], figure: impl Fn(&Answers) -> T) {
    push(lines, all.iter().map(|(name, answers)| (*name, answers.as_ref().map(&figure))));
}

/// Adds a figure to each line.
fn push<'a, T>(lines: &mut Lines<T>, figures: impl IntoIterator<Item = (&'a str, Option<T>)>) {
    let is_first = lines.is_empty();
    for (at, (name, figure)) in figures.into_iter().enumerate() {
        if is_first {
            lines.push((name.to_owned(), Vec::new()));
        }
        let (line, all) = &mut lines[at];
        assert_eq!(line, name, "the same for all corpora");
        all.push(figure);
    }
}
