//! The outcomes of the last build for each page and line: unchanged ones are not read again.

use std::collections::{HashMap, HashSet};

use crate::command::config::Config;
use crate::command::outcome::{Outcome, SourceArticle};

/// The outcomes of the last build, by the hashes of pages and lines. Those that depend on other
/// pages are not included and are read again.
#[derive(Default)]
pub struct Known {
    outcomes: HashMap<u64, Outcome>,
    /// Hashes of the contents of its articles, by their addresses.
    contents: HashMap<String, u64>,
}

impl Known {
    /// From the outcomes of the last build, each with the hash of its page or line.
    pub fn new(records: Vec<(u64, Outcome)>) -> Known {
        let articles = records.iter().filter_map(|(_, outcome)| article(outcome));
        let contents = articles.map(|one| (one.url.clone(), one.content)).collect();
        Known { contents, outcomes: records.into_iter().collect() }
    }

    /// The outcome for a page or a line; an article is without its analysis.
    pub fn outcome(&self, hash: u64, config: &Config) -> Option<Outcome> {
        let outcome = self.outcomes.get(&hash)?;
        if let Outcome::Article(article) = outcome {
            config.note(&article.url);
        }
        Some(outcome.clone())
    }

    /// The addresses of its articles that are not among others.
    pub fn without(&self, others: &[(u64, Outcome)]) -> HashSet<String> {
        let others: HashSet<&str> =
            others.iter().filter_map(|(_, one)| article(one)).map(|one| &*one.url).collect();
        let all = self.contents.keys().filter(|url| !others.contains(&***url));
        all.cloned().collect()
    }

    /// Whether an article is unchanged, even if its page is not: a list of the latest stories
    /// beside it may differ.
    pub fn is_unchanged(&self, article: &SourceArticle) -> bool {
        self.contents.get(&article.url) == Some(&article.content)
    }
}

fn article(outcome: &Outcome) -> Option<&SourceArticle> {
    match outcome {
        Outcome::Article(article) => Some(article),
        _ => None,
    }
}
