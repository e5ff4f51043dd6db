//! Which articles of a catalog are recommended under the one being read.

use core::cmp::Ordering;

use crate::article::Day;
use crate::catalog::{Catalog, Term, each_posting};
use crate::error::Error;
use crate::format::{Entry, NO_DAY, NO_LANGUAGE, VERSIONS, likeness};
use crate::link::Key;
use crate::page::Page;
use crate::signals::Signals;
use crate::text::{Feature, wording};
use crate::vector::{Counts, counts, norm, tf};

/// What is asked of a catalog besides the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// How many articles at most, 1 to [`MAX_LIMIT`]. Default: 4.
    pub limit: usize,
    /// The reader's day: nothing is given that is dated later or has expired. Default: none, when
    /// nothing is held to be in the future and nothing to be new.
    pub today: Option<Day>,
    /// Whether articles in other languages than the page's are given too. Default: no.
    pub any_language: bool,
    /// Whether articles that the page's text links to are left out. Default: no.
    pub skip_linked: bool,
    /// Whether, when nothing is near, articles of the same section or tag are given. Default: yes.
    pub section: bool,
    /// Whether, when there is none of these either, the latest articles are given. Default: yes.
    pub latest: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            limit: 4,
            today: None,
            any_language: false,
            skip_linked: false,
            section: true,
            latest: true,
        }
    }
}

/// What a catalog has to offer for a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// What the articles have to do with the page. [`Kind::Related`] too when there are none.
    pub kind: Kind,
    /// For [`Kind::Section`]: the tag or section that all of them share, in the page's words; empty
    /// when they only stand in the same folder.
    pub name: String,
    /// The articles, best first; those that an editor pinned stand before all others.
    pub related: Vec<Related>,
}

/// The rungs of the ladder from what is near to what is merely new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// They are about the same.
    Related,
    /// Nothing is near; they stand under the same tag, in the same section or folder.
    Section,
    /// Not even that; they are the latest.
    Latest,
}

impl Kind {
    /// `related`, `section` or `latest`.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Related => "related",
            Kind::Section => "section",
            Kind::Latest => "latest",
        }
    }
}

/// An article that is recommended.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    /// Its number in the catalog, for [`Catalog::card`].
    pub article: u32,
    /// What put it in its place: the product of all [parts](Parts).
    pub score: f32,
    /// The score taken apart.
    pub parts: Parts,
    /// Whether an editor put it first.
    pub pinned: bool,
    /// Up to five words or phrases of the page that made it similar, the strongest first; none for an
    /// article that is not.
    pub because: Vec<String>,
}

/// The factors of a score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parts {
    /// Cosine of the angle between the two articles: 0 to 1, for the same text.
    pub similarity: f32,
    /// 1 or more for dates of publication that are near each other, or near today.
    pub time: f32,
    /// 1 or more for the same folder, section and tags.
    pub filing: f32,
    /// More for articles in places where few others are near: 1 to about 1.6.
    pub exposure: f32,
    /// 1 or less for what repeats an article above it.
    pub diversity: f32,
}

impl Parts {
    /// The factors with their names.
    pub fn named(&self) -> [(&'static str, f32); 5] {
        let Parts { similarity, time, filing, exposure, diversity } = *self;
        [
            ("similarity", similarity),
            ("time", time),
            ("filing", filing),
            ("exposure", exposure),
            ("diversity", diversity),
        ]
    }

    fn product(&self) -> f32 {
        self.similarity * self.time * self.filing * self.exposure * self.diversity
    }
}

/// Most articles that one page gets.
pub const MAX_LIMIT: usize = 50;

/// What an article's similarity and filing have to make together to be called related, among a number
/// of articles: `0.04 + 0.55 / √articles`, where fewer than 60 articles count as 60.
///
/// The fewer articles there are, the rarer every word looks that two of them share by chance, and the
/// higher two unrelated ones score. Measured: among 80 news articles chance reaches 0.1, and asking for
/// 0.05 of 1971 posts of judged relatedness costs nothing. That editors filed both alike is evidence.
pub fn floor(articles: usize) -> f32 {
    0.04 + 0.55 / (articles.max(60) as f32).sqrt()
}

/// Days after which the nearness of two dates counts half: 1 / (1 + days / 365).
///
/// So slow a decay because old articles are to stay eligible; measured: 120 to 365 days, hyperbolic
/// or exponential, are alike on posts.
const HALF_TIME: f32 = 365.0;

/// What a date near today counts, compared with one near the page's.
///
/// Editors link to what was written at the time, which is all that judgments can tell, since none of
/// them could link to what came later. Readers come later: half of it costs those judgments nothing
/// that can be measured.
const NEWS: f32 = 0.5;

/// Places where the nearest are less near than this count as this empty.
const SPARSE: f32 = 0.02;

/// What an article's score is multiplied by for the density of its place: its power of −⅛.
///
/// Among many dimensions some points are among the nearest of very many others: M. Radovanović,
/// A. Nanopoulos, M. Ivanović, "Hubs in space", Journal of Machine Learning Research 11 (2010). To put a
/// distance in relation to those around is the remedy of L. Zelnik-Manor, P. Perona, "Self-tuning
/// spectral clustering" (2004). Measured: lower powers leave hubs, higher ones cost answers.
fn exposure(density: f32) -> f32 {
    1.0 / density.max(SPARSE).sqrt().sqrt().sqrt()
}

/// An article is the page's double when the page has these of the eight features of its sketch …
const DOUBLE_SKETCH: usize = 7;
/// … and it is as similar as this: it makes up a good part of the page.
const DOUBLE_SIMILARITY: f32 = 0.5;

/// Fewer articles under a label are not shown for it.
const FILED: usize = 2;

/// How many of the strongest features are looked at for [`Related::because`].
const CAUSES: usize = 12;
/// How many words or phrases it gives at most.
const REASONS: usize = 5;

/// What an article is filed under, each label once, with the name that it has on the page: tags and
/// sections, and last the folder of its address, which has none.
pub(crate) fn labels<'a>(
    names: impl IntoIterator<Item = &'a String>,
    address: &Key,
) -> Vec<(Feature, &'a str)> {
    let mut labels: Vec<(Feature, &str)> = Vec::new();
    let folder = core::str::from_utf8(address.folder()).unwrap_or_default();
    let names = names.into_iter().map(|name| (&**name, &**name));
    for (label, name) in names.chain([(folder, "")]) {
        let feature = Feature::label(label);
        if !label.trim_ascii().is_empty() && labels.iter().all(|(other, _)| *other != feature) {
            labels.push((feature, name));
        }
    }
    labels
}

/// A feature of the page that the catalog knows.
struct Match<'a> {
    feature: Feature,
    /// What it weighs in the page.
    weight: f32,
    term: Term<'a>,
}

impl Match<'_> {
    /// What it adds to the dot product with an article that has it `count` times.
    fn product(&self, count: u8) -> f32 {
        self.weight * self.term.weight * tf(count.into())
    }
}

/// A page as a catalog sees it: what is compared with every article.
struct Asked<'a> {
    matches: Vec<Match<'a>>,
    /// The page's labels that the catalog knows …
    labels: Vec<Match<'a>>,
    /// … and their names.
    names: Vec<&'a str>,
    /// Of every article, how similar it is to the page.
    similarities: Vec<f32>,
    /// Of every article, the cosine of its labels and the page's.
    filings: Vec<f32>,
    day: i32,
    today: Option<i32>,
    /// The number of the language that articles must be in, if any.
    language: Option<u8>,
    /// Articles that may not be given, the page's own first among them.
    barred: Vec<u32>,
}

/// An article that may be given.
struct Candidate {
    article: u32,
    parts: Parts,
    day: i32,
    language: u8,
}

impl Asked<'_> {
    /// Whether an article is in the page's language, as far as both say it.
    fn speaks(&self, one: &Candidate) -> bool {
        one.language == NO_LANGUAGE || self.language.is_none_or(|own| own == one.language)
    }
}

impl<D: AsRef<[u8]>> Catalog<D> {
    /// What to recommend under a page, best first.
    ///
    /// The page itself is left out, whether its address or nearly all its text gives it away, and so
    /// are its translations and its other versions, what an editor excludes, what is dated after today
    /// or has expired, and what is in another language. Of several versions of an article one is given.
    /// Nothing is called related that stays under the [`floor`]. Equal scores are ordered by date,
    /// newer first, then by address.
    ///
    /// # Errors
    /// A damaged catalog: postings that name articles it does not have.
    pub fn related(&self, page: &Page, options: &Options) -> Result<Answer, Error> {
        self.related_by(page, options, &Signals::DEFAULT)
    }

    /// [`related`](Catalog::related) with other signals than the widget's, for measuring. The catalog
    /// must have been built with the same.
    ///
    /// # Errors
    /// As for [`related`](Catalog::related).
    pub fn related_by(
        &self,
        page: &Page,
        options: &Options,
        signals: &Signals,
    ) -> Result<Answer, Error> {
        let counts = counts(&page.title, &page.excerpt, &page.text, signals);
        let labels = labels(&page.labels, &Key::of(&page.url));
        self.related_to(&counts, &labels, page, options, signals)
    }

    /// [`related_by`](Catalog::related_by) for a page whose features are counted and whose labels are
    /// known already: its title, excerpt and text only lend their words.
    pub(crate) fn related_to(
        &self,
        counts: &Counts,
        labels: &[(Feature, &str)],
        page: &Page,
        options: &Options,
        signals: &Signals,
    ) -> Result<Answer, Error> {
        let own = if page.url.is_empty() { None } else { self.find(&Key::of(&page.url)) };
        let mut asked = self.ask(counts, labels, page, own, options)?;
        let wishes = own.and_then(|own| self.wishes(own)).unwrap_or_default();
        let pins = self.at(&page.pins, wishes[0]);
        asked.barred.extend(own);
        self.bar_versions(counts, &mut asked, signals);
        asked.barred.extend(self.at(&page.excludes, wishes[1]));
        asked.barred.extend(self.at(&page.translations, ""));
        if options.skip_linked {
            asked.barred.extend(self.at(&page.links, ""));
        }
        let mut answer = self.climb(&asked, &pins, options, signals)?;
        self.explain(page, &asked.matches, &mut answer.related)?;
        Ok(answer)
    }

    /// Compares a page with every article.
    fn ask<'a>(
        &'a self,
        counts: &Counts,
        labels: &[(Feature, &'a str)],
        page: &Page,
        own: Option<u32>,
        options: &Options,
    ) -> Result<Asked<'a>, Error> {
        let known = |feature: Feature, count: u32| {
            let term = self.term(feature)?;
            Some(Match { feature, weight: term.weight * tf(count), term })
        };
        let matches = counts.iter().filter_map(|&(feature, count)| known(feature, count));
        let matches: Vec<Match<'_>> = matches.collect();
        let (mut labelled, mut names) = (Vec::new(), Vec::new());
        for &(feature, name) in labels {
            if let Some(label) = known(feature, 1) {
                labelled.push(label);
                names.push(name);
            }
        }
        let entry = own.and_then(|own| self.entry(own));
        let language = match entry {
            _ if options.any_language => None,
            Some(entry) if page.lang.is_empty() => Some(entry.language),
            _ if page.lang.is_empty() => None,
            // No article is in a language that the catalog does not know.
            _ => Some(self.language(&page.lang).unwrap_or(NO_LANGUAGE)),
        };
        Ok(Asked {
            similarities: self.cosines(&matches, |entry| entry.length)?,
            filings: self.cosines(&labelled, |entry| entry.filing)?,
            matches,
            labels: labelled,
            names,
            day: page.day.map(|day| day.0).or(entry.map(|entry| entry.day)).unwrap_or(NO_DAY),
            today: options.today.map(|day| day.0),
            // Who does not say their language may be answered in any.
            language: language.filter(|_| !page.lang.is_empty() || language != Some(NO_LANGUAGE)),
            barred: Vec::new(),
        })
    }

    /// The articles at some addresses, given one by one and with spaces between.
    fn at(&self, addresses: &[String], others: &str) -> Vec<u32> {
        let others = others.split_ascii_whitespace();
        let all = addresses.iter().map(|address| &**address).chain(others);
        all.filter_map(|address| self.find(&Key::of(address))).collect()
    }

    /// Of every article, the cosine between its features and some; its `length` is that of its own.
    fn cosines(&self, matches: &[Match<'_>], length: fn(&Entry) -> f32) -> Result<Vec<f32>, Error> {
        // Features share no postings; where they do, reading them could take for ever.
        let bytes: usize = matches.iter().map(|found| found.term.postings.len()).sum();
        if bytes > self.postings_size() {
            return Err(Error::damaged("features share postings"));
        }
        let mut products = vec![0.0_f32; self.len()];
        for found in matches {
            each_posting(found.term.postings, self.len() as u32, |article, count| {
                if let Some(product) = products.get_mut(article as usize) {
                    *product += found.product(count);
                }
            })?;
        }
        let own = norm(matches.iter().map(|found| found.weight));
        for (product, (_, entry)) in products.iter_mut().zip(self.entries()) {
            let cosine = *product / (own * length(&entry));
            // A damaged length makes what is not a number or none that a cosine can be.
            *product = if (0.0..2.0).contains(&cosine) { cosine } else { 0.0 };
        }
        Ok(products)
    }

    /// Bars the articles that are the page under another address, and all versions of these and of the
    /// page's own article.
    fn bar_versions(&self, counts: &Counts, asked: &mut Asked<'_>, signals: &Signals) {
        let mut places = vec![0_u64; 1024];
        for (feature, _) in counts {
            let place = feature.place() as u16;
            if let Some(bits) = places.get_mut(usize::from(place >> 6)) {
                *bits |= 1 << (place & 63);
            }
        }
        let has = |place: &&u16| {
            places
                .get(usize::from(**place >> 6))
                .is_some_and(|bits| bits >> (**place & 63) & 1 == 1)
        };
        // The page's own article, where there is one, knows its versions; the words of a page from
        // elsewhere have to tell.
        if asked.barred.is_empty() {
            for (article, similarity) in (0..).zip(&asked.similarities) {
                let is_double =
                    |entry: Entry| entry.sketch.iter().filter(has).count() >= DOUBLE_SKETCH;
                if *similarity > DOUBLE_SIMILARITY && self.entry(article).is_some_and(is_double) {
                    asked.barred.push(article);
                }
            }
        }
        if signals.versions {
            for i in 0..asked.barred.len() {
                let Some(&version) = asked.barred.get(i) else { continue };
                self.each_neighbour(version, |other, likeness| {
                    if likeness == VERSIONS {
                        asked.barred.push(other);
                    }
                });
            }
        }
    }

    /// Takes what is pinned and what is near, else what is filed alike, else the latest.
    fn climb(
        &self,
        asked: &Asked<'_>,
        pins: &[u32],
        options: &Options,
        signals: &Signals,
    ) -> Result<Answer, Error> {
        let mut choice = Choice::new(self, options.limit.clamp(1, MAX_LIMIT), signals);
        let everywhere = self.entries().filter(|(_, entry)| entry.pinned != 0).map(|(id, _)| id);
        // Who pins an article to one page knows what language it is in.
        let pins = pins.iter().filter_map(|&id| self.candidate(id, asked, signals));
        let everywhere = everywhere.filter_map(|id| self.candidate(id, asked, signals));
        pins.chain(everywhere.filter(|one| asked.speaks(one))).for_each(|one| choice.pin(one));
        let pinned = choice.chosen.len();
        let mut answer = Answer { kind: Kind::Related, name: String::new(), related: Vec::new() };
        let floor = floor(self.len());
        // What is not similar at all is not looked at: it is most of the catalog.
        let some =
            (0..).zip(&asked.similarities).filter(|(_, similarity)| **similarity > floor / 2.0);
        let some = some.filter_map(|(id, _)| self.candidate(id, asked, signals));
        let is_near =
            |one: &Candidate| asked.speaks(one) && one.parts.similarity * one.parts.filing >= floor;
        choice.fill(some.filter(is_near).collect());
        if choice.chosen.len() == pinned && options.section {
            let (name, filed) = self.filed(asked, options, signals)?;
            choice.fill(filed);
            if choice.chosen.len() > pinned {
                answer = Answer { kind: Kind::Section, name: name.to_owned(), ..answer };
            }
        }
        if choice.chosen.len() == pinned && options.latest {
            let dated = self.entries().filter(|(_, entry)| entry.day != NO_DAY);
            let all = dated.filter_map(|(id, _)| self.candidate(id, asked, signals));
            // The date alone decides.
            let unscored =
                |one: Candidate| Candidate { parts: Parts { similarity: 0.0, ..one.parts }, ..one };
            choice.fill(all.filter(|one| asked.speaks(one)).map(unscored).collect());
            if choice.chosen.len() > pinned {
                answer.kind = Kind::Latest;
            }
        }
        answer.related = choice.chosen;
        Ok(answer)
    }

    /// The articles under the page's most telling label that fills a box, else under the one with the
    /// most of them; and the label's name.
    fn filed<'a>(
        &self,
        asked: &Asked<'a>,
        options: &Options,
        signals: &Signals,
    ) -> Result<(&'a str, Vec<Candidate>), Error> {
        let (mut name, mut most, mut weight) = ("", Vec::new(), 0.0);
        for (label, own) in asked.labels.iter().zip(&asked.names) {
            let mut articles = Vec::new();
            each_posting(label.term.postings, self.len() as u32, |article, _| {
                let candidate = self.candidate(article, asked, signals);
                articles.extend(candidate.filter(|one| asked.speaks(one)));
            })?;
            let enough = |n: usize| n.min(options.limit.clamp(1, MAX_LIMIT));
            let order = enough(articles.len()).cmp(&enough(most.len()));
            if order.then_with(|| label.weight.total_cmp(&weight)) == Ordering::Greater {
                (name, most, weight) = (own, articles, label.weight);
            }
        }
        // One card is no section.
        if most.len() < options.limit.clamp(1, FILED) {
            most.clear();
        }
        Ok((name, most))
    }

    /// An article with its score, unless it may not be given.
    fn candidate(&self, article: u32, asked: &Asked<'_>, signals: &Signals) -> Option<Candidate> {
        let entry = self.entry(article)?;
        let in_time = |today: i32| entry.day <= today && entry.expires >= today;
        if !asked.today.is_none_or(in_time) || asked.barred.contains(&article) {
            return None;
        }
        let of = |all: &Vec<f32>| all.get(article as usize).copied().unwrap_or_default();
        let near = |day: i32, weight: f32| {
            let days = (entry.day as f32 - day as f32).abs();
            if day == NO_DAY || entry.day == NO_DAY {
                0.0
            } else {
                weight / (1.0 + days / HALF_TIME)
            }
        };
        let time = near(asked.day, 1.0).max(near(asked.today.unwrap_or(NO_DAY), NEWS));
        let density = f32::from(entry.density) / f32::from(u16::MAX);
        let parts = Parts {
            similarity: of(&asked.similarities),
            time: 1.0 + signals.time * time,
            filing: 1.0 + signals.filing * of(&asked.filings),
            exposure: if signals.exposure { exposure(density) } else { 1.0 },
            diversity: 1.0,
        };
        Some(Candidate { article, parts, day: entry.day, language: entry.language })
    }

    /// Fills in [`Related::because`].
    fn explain(
        &self,
        page: &Page,
        matches: &[Match<'_>],
        related: &mut [Related],
    ) -> Result<(), Error> {
        let articles: Vec<u32> = related.iter().map(|one| one.article).collect();
        let mut products: Vec<Vec<(Feature, f32)>> = vec![Vec::new(); related.len()];
        for found in matches {
            each_posting(found.term.postings, self.len() as u32, |article, count| {
                let place = articles.iter().position(|&other| other == article);
                if let Some(products) = place.and_then(|place| products.get_mut(place)) {
                    products.push((found.feature, found.product(count)));
                }
            })?;
        }
        let mut causes = Vec::new();
        for products in &mut products {
            let order =
                |a: &(Feature, f32), b: &(Feature, f32)| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0));
            // A place without a cause gets a feature that no text has, to keep the places equal.
            let none = (Feature(0), 0.0);
            causes.extend((0..CAUSES).map(|_| take_max(products, order).unwrap_or(none).0));
        }
        // The words are those of the page: the catalog has none.
        let text = [&page.title, "\n", &page.excerpt, "\n", &page.text].concat();
        let words = wording(&text, &causes);
        let floor = floor(self.len());
        for (one, words) in related.iter_mut().zip(words.chunks(CAUSES)) {
            // What has nothing to do with the page shares a few words by chance.
            if one.parts.similarity * one.parts.filing >= floor {
                one.because = distinct(words, &text);
            }
        }
        Ok(())
    }
}

/// Articles chosen one after the other, each with regard to those before it.
struct Choice<'a, D> {
    catalog: &'a Catalog<D>,
    chosen: Vec<Related>,
    /// Of every article, how much it is like one that was chosen: see [`VERSIONS`].
    redundancy: Vec<u8>,
    limit: usize,
    signals: &'a Signals,
}

impl<'a, D: AsRef<[u8]>> Choice<'a, D> {
    fn new(catalog: &'a Catalog<D>, limit: usize, signals: &'a Signals) -> Choice<'a, D> {
        let redundancy = vec![0; catalog.len()];
        Choice { catalog, chosen: Vec::new(), redundancy, limit, signals }
    }

    fn redundancy(&self, article: u32) -> u8 {
        self.redundancy.get(article as usize).copied().unwrap_or_default()
    }

    /// Chooses what an editor wants.
    fn pin(&mut self, candidate: Candidate) {
        let is_new = self.chosen.iter().all(|one| one.article != candidate.article);
        if is_new && self.chosen.len() < self.limit {
            self.push(candidate, true);
        }
    }

    /// Chooses the best until there are enough: maximal marginal relevance, with a loss in the place of
    /// a difference, so that it means the same whatever the scores. Source: J. Carbonell, J. Goldstein,
    /// "The use of MMR, diversity-based reranking", SIGIR 1998.
    fn fill(&mut self, mut candidates: Vec<Candidate>) {
        for chosen in &self.chosen {
            candidates.retain(|candidate| candidate.article != chosen.article);
        }
        while self.chosen.len() < self.limit {
            let diversity = |one: &Candidate| {
                1.0 - self.signals.diversity * likeness(self.redundancy(one.article))
            };
            let score = |one: &Candidate| one.parts.product() * diversity(one);
            let order = |a: &Candidate, b: &Candidate| {
                // Articles are numbered by address.
                let scores = score(a).total_cmp(&score(b));
                scores.then_with(|| a.day.cmp(&b.day)).then_with(|| b.article.cmp(&a.article))
            };
            let Some(mut best) = take_max(&mut candidates, order) else { return };
            best.parts.diversity = diversity(&best);
            let is_version = self.redundancy(best.article) == VERSIONS;
            if !(is_version && self.signals.versions) {
                self.push(best, false);
            }
        }
    }

    fn push(&mut self, candidate: Candidate, pinned: bool) {
        let Candidate { article, parts, .. } = candidate;
        let redundancy = &mut self.redundancy;
        self.catalog.each_neighbour(article, |other, likeness| {
            if let Some(most) = redundancy.get_mut(other as usize) {
                *most = likeness.max(*most);
            }
        });
        let score = parts.product();
        self.chosen.push(Related { article, score, parts, pinned, because: Vec::new() });
    }
}

/// Takes the greatest out. For the few that are wanted this beats sorting, in time and in bytes.
fn take_max<T>(all: &mut Vec<T>, order: impl Fn(&T, &T) -> Ordering) -> Option<T> {
    let (greatest, _) = all.iter().enumerate().max_by(|a, b| order(a.1, b.1))?;
    Some(all.swap_remove(greatest))
}

/// The first [`REASONS`] words or phrases, without those that are said within another. Pairs of
/// characters that overlap in the text (半導, 導體) are one (半導體).
fn distinct(words: &[Option<String>], text: &str) -> Vec<String> {
    let mut words: Vec<String> = words.iter().flatten().cloned().collect();
    while let Some((first, second, joined)) = overlap(&words, text) {
        if let Some(word) = words.get_mut(first) {
            *word = joined;
        }
        words.remove(second);
    }
    let mut reasons: Vec<String> = Vec::new();
    for word in &words {
        let longer = |other: &String| other.len() > word.len() && stands_in(word, other);
        if reasons.len() < REASONS && !reasons.contains(word) && !words.iter().any(longer) {
            reasons.push(word.clone());
        }
    }
    reasons
}

/// Two of some words of which one ends with the character that the other begins with, where the text
/// has both as one, and what it has.
fn overlap(words: &[String], text: &str) -> Option<(usize, usize, String)> {
    for (i, first) in words.iter().enumerate() {
        for (j, second) in words.iter().enumerate() {
            let end = second.chars().next().and_then(|shared| first.strip_suffix(shared));
            let joined = end.map(|end| [end, second].concat());
            // Letters that have a case make words of their own.
            let is_new = |joined: &String| {
                !end.unwrap_or_default().is_ascii() && i != j && stands_in(joined, text)
            };
            if let Some(joined) = joined.filter(is_new) {
                return Some((i, j, joined));
            }
        }
    }
    None
}

fn stands_in(word: &str, text: &str) -> bool {
    let mut places = text.as_bytes().windows(word.len().max(1));
    places.any(|place| place.eq_ignore_ascii_case(word.as_bytes()))
}
