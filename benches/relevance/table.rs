//! The figures as Markdown, to be copied into the README.

use std::fmt::{self, Display, Formatter};

use also_like::measure::{Difference, Marks, Measured};

use crate::corpus::{Answers, Corpus};

/// A line for each ranker or signal, with a figure for each corpus; none where it does not apply.
type Lines<T> = Vec<(String, Vec<Option<T>>)>;

/// Figures of all corpora so far; they print as tables.
#[derive(Default)]
pub struct Tables {
    corpora: Vec<Sizes>,
    rankers: Lines<Measured>,
    signals: Lines<Difference>,
}

struct Sizes {
    name: String,
    articles: usize,
    judged: usize,
}

impl Tables {
    /// Adds the figures of a corpus: of the rankers, and of what the answers `full` lose without each
    /// signal. All corpora have the same rankers and signals.
    pub fn add(
        &mut self,
        corpus: &Corpus,
        rankers: &[(&str, Option<Answers>)],
        full: &Answers,
        without: &[(&str, Option<Answers>)],
    ) {
        let (name, articles) = (corpus.name.clone(), corpus.articles.len());
        self.corpora.push(Sizes { name, articles, judged: corpus.judged.len() });
        let measured = |answers: &Answers| Measured::of(&marks(corpus, answers));
        add(&mut self.rankers, rankers, measured);
        let full = ndcg(corpus, full);
        add(&mut self.signals, without, |without| {
            Difference::paired(&full, &ndcg(corpus, without))
        });
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
        if self.signals.is_empty() {
            return Ok(());
        }
        self.table(f, "nDCG@4 that a signal adds", &self.signals, |difference| {
            // A minus as long as the plus.
            let sign = if difference.mean < 0.0 { '−' } else { '+' };
            format!("{sign}{:.4} ± {:.4}", difference.mean.abs(), difference.half_width)
        })
    }
}

/// The marks of the answers for each judged article.
fn marks(corpus: &Corpus, answers: &Answers) -> Vec<Marks> {
    assert_eq!(answers.len(), corpus.judged.len(), "every judged article has its answers");
    let judged = corpus.judged.iter().map(|(_, relevant)| relevant);
    answers.iter().zip(judged).map(|(answers, relevant)| Marks::of(answers, relevant)).collect()
}

fn ndcg(corpus: &Corpus, answers: &Answers) -> Vec<f64> {
    marks(corpus, answers).iter().map(|marks| marks.ndcg).collect()
}

fn add<T>(lines: &mut Lines<T>, all: &[(&str, Option<Answers>)], figure: impl Fn(&Answers) -> T) {
    if lines.is_empty() {
        lines.extend(all.iter().map(|(name, _)| (name.to_string(), Vec::new())));
    }
    assert!(lines.iter().zip(all).all(|(mine, its)| mine.0 == its.0), "the same for all corpora");
    for ((_, figures), (_, answers)) in lines.iter_mut().zip(all) {
        figures.push(answers.as_ref().map(&figure));
    }
}
