//! A sample of a site's pages, which tells what its pages share, before all are read.

use std::collections::HashMap;
use std::hash::Hash;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::html::facts::PageFacts;
use super::html::settle::{Settled, settle};
use super::html::site_facts::SiteFacts;
use crate::command::config::Config;
use crate::command::known::Known;
use crate::command::outcome::Outcome;
use crate::shards::snapshot;

/// So many pages tell what a site shares.
const SIZE: usize = 256;

/// A page whose bytes are there and that is parsed when it has to be.
pub struct Unread<'a> {
    /// A hash of its name and its bytes; 0 when it is not to be remembered.
    pub hash: u64,
    pub facts: Box<dyn FnOnce() -> Result<PageFacts, Outcome> + 'a>,
}

impl Unread<'_> {
    /// A page that can't be read: a sentence.
    pub fn broken(sentence: &str) -> Unread<'static> {
        let sentence = sentence.to_owned();
        Unread { hash: 0, facts: Box::new(move || Err(Outcome::Broken(sentence))) }
    }

    /// A page that the parser can't stand must not end the run for all the others.
    fn facts(self) -> Result<PageFacts, Outcome> {
        catch_unwind(AssertUnwindSafe(self.facts)).unwrap_or_else(|_| Err(failed()))
    }
}

/// A page that the parser can't stand must not end the run for all the others.
pub fn guarded(read: impl FnOnce() -> Outcome) -> Outcome {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| failed())
}

/// What becomes of a page that the parser can't stand.
fn failed() -> Outcome {
    Outcome::Broken("the parser failed on it".to_owned())
}

/// Parsed pages, with the hashes of their bytes.
type Pages = HashMap<usize, (u64, Result<PageFacts, Outcome>)>;

/// The pages of a sample, which are parsed once only, and what they tell of their site.
#[derive(Default)]
pub struct Sample {
    pub site: SiteFacts,
    pages: Mutex<Pages>,
}

impl Sample {
    /// Reads those pages whose names have the lowest hashes: the same ones, as long as they are
    /// there. `names` are those of all pages, `read` reads one by its place among them.
    pub fn new<'a, N: Hash>(names: &[N], read: &(dyn Fn(usize) -> Unread<'a> + Sync)) -> Sample {
        let mut hashes: Vec<(u64, usize)> =
            names.iter().enumerate().map(|(at, name)| (snapshot::hash(name), at)).collect();
        hashes.sort_unstable();
        hashes.truncate(SIZE);
        let pages: Pages = hashes
            .into_par_iter()
            .map(|(_, index)| {
                let read = read(index);
                (index, (read.hash, read.facts()))
            })
            .collect();
        let site = SiteFacts::learn(pages.values().filter_map(|(_, facts)| facts.as_ref().ok()));
        Sample { site, pages: Mutex::new(pages) }
    }

    /// What became of a page, and by what it is known again. What is `known` is not parsed.
    pub fn settled<'a>(
        &self,
        index: usize,
        read: &(dyn Fn(usize) -> Unread<'a> + Sync),
        known: Option<&Known>,
        config: &Config,
    ) -> (u64, Outcome) {
        let parsed = self.pages.lock().unwrap_or_else(PoisonError::into_inner).remove(&index);
        let (hash, facts): (u64, Box<dyn FnOnce() -> Result<PageFacts, Outcome> + 'a>) =
            match parsed {
                Some((hash, facts)) => (hash, Box::new(move || facts)),
                None => {
                    let read = read(index);
                    (read.hash, Box::new(move || read.facts()))
                }
            };
        let hash = if hash == 0 { 0 } else { snapshot::hash(&(hash, self.site.hash())) };
        let before = known.filter(|_| hash != 0).and_then(|known| known.outcome(hash, config));
        let settled = || match facts() {
            Ok(facts) => settle(facts, &self.site, config).outcome(),
            Err(other) => other,
        };
        (hash, before.unwrap_or_else(|| guarded(settled)))
    }

    /// What is decided of a page, with the evidence, or what it is instead of a page.
    pub fn explained(&self, page: Unread<'_>, config: &Config) -> Result<Settled, Outcome> {
        page.facts().map(|facts| settle(facts, &self.site, config))
    }
}
