//! How many words of a text are right.

use std::collections::HashMap;

/// The score of one page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    pub f1: f64,
    pub precision: f64,
    pub recall: f64,
}

impl Score {
    /// Compares the words of a text with the right ones.
    pub fn new(text: &str, gold: &str) -> Score {
        let (found, right) = (words(text), words(gold));
        let all = |words: &HashMap<String, u32>| f64::from(words.values().sum::<u32>());
        if right.is_empty() || found.is_empty() {
            let same = if right.is_empty() && found.is_empty() { 1.0 } else { 0.0 };
            return Score { f1: same, precision: same, recall: same };
        }
        let shared = |(word, times): (&String, &u32)| (*times).min(*right.get(word).unwrap_or(&0));
        let shared = f64::from(found.iter().map(shared).sum::<u32>());
        let (precision, recall) = (shared / all(&found), shared / all(&right));
        let f1 = if shared > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
        Score { f1, precision, recall }
    }
}

/// The mean over pages.
pub struct Mean {
    pub f1: f64,
    pub precision: f64,
    pub recall: f64,
}

impl Mean {
    /// The means of the scores of some pages: 0 of none.
    pub fn new(scores: &[Score]) -> Mean {
        let mean =
            |of: fn(&Score) -> f64| scores.iter().map(of).sum::<f64>() / scores.len().max(1) as f64;
        Mean {
            f1: mean(|score| score.f1),
            precision: mean(|score| score.precision),
            recall: mean(|score| score.recall),
        }
    }
}

/// How often each word occurs. Where words have no spaces between them each character is one.
fn words(text: &str) -> HashMap<String, u32> {
    let mut all = HashMap::new();
    let mut word = String::new();
    let mut add = |word: &mut String| {
        if !word.is_empty() {
            *all.entry(std::mem::take(word)).or_default() += 1;
        }
    };
    for c in text.chars().flat_map(char::to_lowercase) {
        if also_like::text::is_unspaced(c) {
            add(&mut word);
            word.push(c);
            add(&mut word);
        } else if c.is_alphanumeric() || c == '_' {
            word.push(c);
        } else {
            add(&mut word);
        }
    }
    add(&mut word);
    all
}
