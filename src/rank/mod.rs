//! Which articles of a catalog are recommended under the one being read.

#[cfg(feature = "reasons")]
mod reasons;

use core::cmp::Ordering;

use crate::catalog::Catalog;
use crate::catalog::Error;
use crate::catalog::format::{Entry, LISTS, NO_DAY, NO_LANGUAGE, SKETCH, VERSIONS, likeness};
use crate::catalog::reader::TermInfo;
use crate::document::Day;
use crate::document::UrlKey;
use crate::document::{Labels, Page, labels};
use crate::text::Term;
use crate::weighting::Signals;
use crate::weighting::{TermCounts, counts, norm, tf};

/// What is asked of a catalog besides the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// How many articles at most, 1 to [`MAX_LIMIT`]. Default: 4.
    pub limit: usize,
    /// The reader's day: nothing is given that is dated later or has expired. Default: none, when
    /// nothing is held to be in the future and nothing to be new.
    pub today: Option<Day>,
    /// Whether articles in other languages than the page's are given too, after those in it. Default: no.
    pub any_language: bool,
    /// Whether articles that the page's text links to are left out. Default: no.
    pub skip_linked: bool,
    /// Whether, when nothing is near, articles of the same section or tag are given. Default: yes.
    pub section: bool,
    /// Whether, when there is none of these either, the latest articles are given. Default: yes.
    pub latest: bool,
    /// How much each signal counts. What concerns the words must be what the catalog was built with, which
    /// is the default.
    pub signals: Signals,
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
            signals: Signals::DEFAULT,
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
    /// Whether the page is an article of the catalog, by its address. Of a site of many files, the file of
    /// its neighbourhood has what it needs then, and nothing otherwise.
    pub known: bool,
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
    /// article that is not, and without the feature `reasons`.
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

    /// The factors of an article's score, by the cosines of its terms and labels with the page's, and
    /// by the page's day and today. Nothing stands above it yet.
    pub(crate) fn of(
        entry: &Entry,
        similarity: f32,
        filing: f32,
        day: i32,
        today: i32,
        signals: &Signals,
    ) -> Parts {
        let near = |day: i32, weight: f32| {
            let days = (entry.day as f32 - day as f32).abs();
            if day == NO_DAY || entry.day == NO_DAY {
                0.0
            } else {
                weight / (1.0 + days / HALF_TIME)
            }
        };
        let time = near(day, 1.0).max(near(today, NEWS));
        let density = f32::from(entry.density) / f32::from(u16::MAX);
        Parts {
            similarity,
            time: 1.0 + signals.time * time,
            filing: 1.0 + signals.filing * filing,
            exposure: if signals.exposure { exposure(density) } else { 1.0 },
            diversity: 1.0,
        }
    }

    /// Whether it has to do with the page, on a site of so many articles.
    #[cfg(not(target_os = "unknown"))]
    pub(crate) fn is_related(&self, articles: usize) -> bool {
        self.similarity * self.filing >= floor(articles)
    }

    pub(crate) fn product(&self) -> f32 {
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

/// An article is the page's double when the page has these of the eight terms of its sketch …
const DOUBLE_SKETCH: usize = 7;
/// … and it is as similar as this: it makes up a good part of the page.
const DOUBLE_SIMILARITY: f32 = 0.5;

/// Fewer articles under a label are not shown for it.
const FILED: usize = 2;

/// A term of the page that the catalog knows.
#[cfg_attr(not(feature = "reasons"), expect(dead_code))] // It is asked for its words only.
struct Match<'a> {
    term: Term,
    /// What the page calls it, when it is a label.
    name: &'a str,
    /// What it weighs in the page.
    weight: f32,
    info: TermInfo<'a>,
}

impl Match<'_> {
    /// What it adds to the dot product with an article that has it `count` times.
    fn product(&self, count: u8) -> f32 {
        self.weight * self.info.weight * tf(count.into())
    }
}

/// A page as a catalog sees it: what is compared with every article.
#[cfg_attr(not(feature = "reasons"), expect(dead_code))] // The matches are what reasons are found in.
struct Asked<'a> {
    matches: Vec<Match<'a>>,
    /// The page's labels that the catalog knows.
    labels: Vec<Match<'a>>,
    /// Of every article, how similar it is to the page.
    similarities: Vec<f32>,
    /// Of every article, the cosine of its labels and the page's.
    filings: Vec<f32>,
    day: i32,
    today: Option<i32>,
    /// The number of the page's language, where it is known.
    language: Option<u8>,
    any_language: bool,
    /// Whether the page is an article.
    known: bool,
    /// Articles that may not be given, the page's own first among them.
    barred: Vec<u32>,
    signals: Signals,
}

/// An article that may be given.
struct Candidate {
    article: u32,
    parts: Parts,
    score: f32,
    day: i32,
    language: u8,
    sketch: [u16; SKETCH],
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
        let counts = counts(&page.title, &page.excerpt, &page.text, &options.signals);
        let names = page.labels.iter().map(String::as_str);
        let labels = labels(names, &UrlKey::new(&page.url));
        self.related_to(&counts, &labels, page, options)
    }

    /// The words of a page with what each says of it: its weight in the site, which a file of the site's most
    /// common words knows, by term frequency. A word that is none of these is taken to be as rare as can be.
    pub fn words(&self, counts: &TermCounts, found: &mut dyn FnMut(Term, f32)) {
        let most = self.entry(0).map_or(0.0, |entry| entry.length);
        for &(term, count) in counts {
            if !term.is_pair() {
                found(term, tf(count) * self.term_info(term).map_or(most, |info| info.weight));
            }
        }
    }

    /// [`related`](Catalog::related) for a page whose terms are counted and whose labels are
    /// known already: its title, excerpt and text only lend their words.
    pub fn related_to(
        &self,
        counts: &TermCounts,
        labels: &Labels,
        page: &Page,
        options: &Options,
    ) -> Result<Answer, Error> {
        // Of several that addresses do not tell apart none is given.
        let at_page =
            if page.url.is_empty() { Vec::new() } else { self.all_at(&UrlKey::new(&page.url)) };
        let own = at_page.first().copied();
        let mut asked = self.ask(counts, labels, page, own, options)?;
        let [pinned, excluded] = own.and_then(|own| self.wishes(own)).unwrap_or_default();
        let mut pins = Vec::new();
        self.find_all(&page.pins, &pinned, &mut pins);
        asked.barred.extend(at_page);
        self.bar_versions(counts, &mut asked);
        self.find_all(&page.excludes, &excluded, &mut asked.barred);
        self.find_all(&page.translations, "", &mut asked.barred);
        if options.skip_linked {
            self.find_all(&page.links, "", &mut asked.barred);
        }
        let answer = self.climb(&asked, &pins, options)?;
        #[cfg(feature = "reasons")]
        let answer = self.explain(page, &asked.matches, answer)?;
        Ok(answer)
    }

    /// Compares a page with every article.
    fn ask<'a>(
        &'a self,
        counts: &TermCounts,
        labels: &'a Labels,
        page: &Page,
        own: Option<u32>,
        options: &Options,
    ) -> Result<Asked<'a>, Error> {
        let known = |term: Term, count: u32, name: &'a str| {
            let info = self.term_info(term)?;
            Some(Match { term, name, weight: info.weight * tf(count), info })
        };
        let (mut matches, mut labelled) = (Vec::new(), Vec::new());
        let mut squares = 0.0;
        for &(term, count) in counts {
            matches.extend(known(term, count, ""));
            squares += tf(count) * tf(count);
        }
        for (term, name) in labels {
            labelled.extend(known(*term, 1, name));
        }
        let entry = own.and_then(|own| self.entry(own));
        let language = match entry {
            Some(entry) if page.lang.is_empty() => Some(entry.language),
            _ if page.lang.is_empty() => None,
            // No article is in a language that the catalog does not know.
            _ => Some(self.language(&page.lang).unwrap_or(NO_LANGUAGE)),
        };
        Ok(Asked {
            similarities: {
                let square = squares * self.mean_square(entry.as_ref());
                self.cosines(&matches, square, |entry| entry.length)?
            },
            filings: {
                // The file of an article has all of its labels.
                // Those that the file has weigh what they weigh; of others only the mean is known.
                let strange = if own.is_some() { 0 } else { labels.len() - labelled.len() };
                let strange = strange as f32 * self.label_square();
                let known = labelled.iter().map(|found| found.weight * found.weight);
                let square = if strange > 0.0 { strange + known.sum::<f32>() } else { 0.0 };
                self.cosines(&labelled, square, |entry| entry.filing)?
            },
            matches,
            labels: labelled,
            day: page.day.map(|day| day.0).or(entry.map(|entry| entry.day)).unwrap_or(NO_DAY),
            today: options.today.map(|day| day.0),
            any_language: options.any_language,
            // Who does not say their language may be answered in any.
            language: language.filter(|_| !page.lang.is_empty() || language != Some(NO_LANGUAGE)),
            known: own.is_some(),
            barred: Vec::new(),
            signals: options.signals,
        })
    }

    /// Adds the articles at some addresses, given in texts with spaces between.
    fn find_all(&self, addresses: &[String], others: &str, found: &mut Vec<u32>) {
        for text in addresses.iter().map(|text| &**text).chain([others]) {
            for address in text.split_ascii_whitespace() {
                found.extend(self.find(&UrlKey::new(address)));
            }
        }
    }

    /// Of every article, the cosine between its terms and some of the `square`d length that is given,
    /// or else have themselves. An article's `length` is that of its own.
    fn cosines(
        &self,
        matches: &[Match<'_>],
        square: f32,
        length: fn(&Entry) -> f32,
    ) -> Result<Vec<f32>, Error> {
        // Terms share no postings, but for a few of a page that are one in a catalog that leaves out
        // their lowest bits; where many do, reading them could take for ever.
        let bytes: usize = matches.iter().map(|found| found.info.postings.len()).sum();
        if bytes / 4 > self.postings_size() {
            return Err(Error::damaged("terms share postings"));
        }
        let mut products = vec![0.0_f32; self.len()];
        for found in matches {
            let mut postings = self.postings_of(&found.info);
            while let Some((article, count)) = postings.next()? {
                if let Some(product) = products.get_mut(article as usize) {
                    *product += found.product(count);
                }
            }
        }
        let own = if square > 0.0 {
            square.sqrt()
        } else {
            norm(matches.iter().map(|found| found.weight))
        };
        for (product, article) in products.iter_mut().zip(self.articles()) {
            let Some(entry) = self.entry(article) else { break };
            let cosine = *product / (own * length(&entry));
            // A damaged length makes what is not a number or none that a cosine can be.
            *product = if (0.0..2.0).contains(&cosine) { cosine } else { 0.0 };
        }
        Ok(products)
    }

    /// Bars the articles that are the page under another address, and all versions of these and of the
    /// page's own article.
    fn bar_versions(&self, counts: &TermCounts, asked: &mut Asked<'_>) {
        let mut places = vec![0_u64; 1024];
        for (term, _) in counts {
            let place = term.place() as u16;
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
        if asked.signals.versions {
            for version in asked.barred.clone() {
                for (other, likeness) in self.neighbours(version).unwrap_or_default() {
                    if likeness == VERSIONS {
                        asked.barred.push(other);
                    }
                }
            }
            // An article lists few neighbours; of a text that stands there more often, the sketch tells.
            let of = |article: &u32| self.entry(*article).map(|entry| entry.sketch);
            let sketches: Vec<_> = asked.barred.iter().filter_map(of).collect();
            for article in self.articles() {
                if of(&article).is_some_and(|sketch| stands_among(&sketch, &sketches)) {
                    asked.barred.push(article);
                }
            }
        }
    }

    /// What a score must reach to be called related; in a list of words nothing is too far.
    fn floor(&self) -> f32 {
        if self.site() == LISTS as usize { 0.0 } else { floor(self.site()) }
    }

    /// Takes what is pinned and what is near, else what is filed alike, else the latest.
    fn climb(&self, asked: &Asked<'_>, pins: &[u32], options: &Options) -> Result<Answer, Error> {
        let limit = options.limit.clamp(1, MAX_LIMIT);
        let redundancy = vec![0; self.len()];
        let (chosen, sketches) = (Vec::new(), Vec::new());
        let mut choice = Choice { catalog: self, asked, chosen, redundancy, sketches, limit };
        let floor = self.floor();
        let (mut everywhere, mut near, mut dated) = (Vec::new(), Vec::new(), Vec::new());
        for (article, similarity) in self.articles().zip(&asked.similarities) {
            let Some(entry) = self.entry(article) else { break };
            if entry.pinned != 0 {
                everywhere.push(article);
            }
            // What is not similar at all is not looked at: it is most of the catalog.
            if *similarity > floor / 2.0 {
                near.push(article);
            }
            if entry.day != NO_DAY {
                dated.push(article);
            }
        }
        // Who pins an article to one page knows what language it is in.
        for &article in pins {
            choice.pin(self.candidate(article, asked));
        }
        for one in self.candidates(&everywhere, asked) {
            choice.pin(Some(one));
        }
        let pinned = choice.chosen.len();
        let mut near = self.candidates(&near, asked);
        near.retain(|one| one.parts.similarity * one.parts.filing >= floor);
        choice.fill(near);
        let (mut kind, mut name) = (Kind::Related, "");
        if choice.chosen.len() == pinned && options.section {
            let (label, filed) = self.filed(asked, limit)?;
            choice.fill(filed);
            if choice.chosen.len() > pinned {
                (kind, name) = (Kind::Section, label);
            }
        }
        if choice.chosen.len() == pinned && options.latest {
            let mut latest = self.candidates(&dated, asked);
            // The date alone decides.
            for one in &mut latest {
                one.parts.similarity = 0.0;
            }
            choice.fill(latest);
            if choice.chosen.len() > pinned {
                kind = Kind::Latest;
            }
        }
        let related = choice.chosen;
        Ok(Answer { kind, name: name.to_owned(), related, known: asked.known })
    }

    /// The articles under the page's most telling label that fills a box, else under the one with the
    /// most of them; and the label's name.
    fn filed<'a>(
        &self,
        asked: &Asked<'a>,
        limit: usize,
    ) -> Result<(&'a str, Vec<Candidate>), Error> {
        let (mut name, mut most, mut weight) = ("", Vec::new(), 0.0);
        for label in &asked.labels {
            let mut articles = Vec::new();
            let mut postings = self.postings_of(&label.info);
            while let Some((article, _)) = postings.next()? {
                articles.push(article);
            }
            let articles = self.candidates(&articles, asked);
            let order = articles.len().min(limit).cmp(&most.len().min(limit));
            if order.then_with(|| label.weight.total_cmp(&weight)) == Ordering::Greater {
                (name, most, weight) = (label.name, articles, label.weight);
            }
        }
        // One card is no section.
        if most.len() < limit.min(FILED) {
            most.clear();
        }
        Ok((name, most))
    }

    /// Those articles that may be given and are in the page's language, or in any where that is wanted.
    fn candidates(&self, articles: &[u32], asked: &Asked<'_>) -> Vec<Candidate> {
        let mut all = Vec::new();
        for &article in articles {
            let any = asked.any_language;
            all.extend(self.candidate(article, asked).filter(|one| any || asked.speaks(one)));
        }
        all
    }

    /// An article with its score, unless it may not be given.
    fn candidate(&self, article: u32, asked: &Asked<'_>) -> Option<Candidate> {
        let signals = asked.signals;
        let entry = self.entry(article)?;
        let in_time = |today: i32| entry.day <= today && entry.expires >= today;
        if !asked.today.is_none_or(in_time) || asked.barred.contains(&article) {
            return None;
        }
        let of = |all: &Vec<f32>| all.get(article as usize).copied().unwrap_or_default();
        let (similarity, filing) = (of(&asked.similarities), of(&asked.filings));
        let today = asked.today.unwrap_or(NO_DAY);
        let parts = Parts::of(&entry, similarity, filing, asked.day, today, &signals);
        let score = parts.product();
        Some(Candidate {
            article,
            parts,
            score,
            day: entry.day,
            language: entry.language,
            sketch: entry.sketch,
        })
    }
}

/// Articles chosen one after the other, each with regard to those before it.
struct Choice<'a, D> {
    catalog: &'a Catalog<D>,
    asked: &'a Asked<'a>,
    chosen: Vec<Related>,
    /// Of every article, how much it is like one that was chosen: see [`VERSIONS`].
    redundancy: Vec<u8>,
    /// The sketches of those that were chosen.
    sketches: Vec<[u16; SKETCH]>,
    limit: usize,
}

impl<D: AsRef<[u8]>> Choice<'_, D> {
    fn redundancy(&self, article: u32) -> u8 {
        self.redundancy.get(article as usize).copied().unwrap_or_default()
    }

    fn has(&self, article: u32) -> bool {
        self.chosen.iter().any(|one| one.article == article)
    }

    /// Chooses what an editor wants.
    fn pin(&mut self, candidate: Option<Candidate>) {
        if let Some(one) = candidate
            && !self.has(one.article)
            && self.chosen.len() < self.limit
        {
            self.push(one, true);
        }
    }

    /// Chooses the best until there are enough: maximal marginal relevance, with a loss in the place of
    /// a difference, so that it means the same whatever the scores. Source: J. Carbonell, J. Goldstein,
    /// "The use of MMR, diversity-based reranking", SIGIR 1998.
    fn fill(&mut self, mut candidates: Vec<Candidate>) {
        let signals = self.asked.signals;
        candidates.retain(|one| !self.has(one.article));
        while self.chosen.len() < self.limit {
            for one in &mut candidates {
                let loss = signals.diversity * likeness(self.redundancy(one.article));
                one.parts.diversity = 1.0 - loss;
                one.score = one.parts.product();
            }
            let order = |a: &Candidate, b: &Candidate| {
                // The page's own language first; articles are numbered by address.
                let asked = self.asked;
                let languages = asked.speaks(a).cmp(&asked.speaks(b));
                let scores = languages.then_with(|| a.score.total_cmp(&b.score));
                scores.then_with(|| a.day.cmp(&b.day)).then_with(|| b.article.cmp(&a.article))
            };
            let Some(best) = take_max(&mut candidates, order) else { return };
            let is_version = self.redundancy(best.article) == VERSIONS
                || stands_among(&best.sketch, &self.sketches);
            if !is_version || !signals.versions {
                self.push(best, false);
            }
        }
    }

    fn push(&mut self, candidate: Candidate, pinned: bool) {
        let Candidate { article, parts, score, sketch, .. } = candidate;
        self.sketches.push(sketch);
        for (other, likeness) in self.catalog.neighbours(article).unwrap_or_default() {
            if let Some(most) = self.redundancy.get_mut(other as usize) {
                *most = likeness.max(*most);
            }
        }
        self.chosen.push(Related { article, score, parts, pinned, because: Vec::new() });
    }
}

/// Whether one of some sketches is that of the same text; an article without terms has none.
pub(crate) fn stands_among(sketch: &[u16; SKETCH], others: &[[u16; SKETCH]]) -> bool {
    *sketch != [0; SKETCH] && others.contains(sketch)
}

/// Takes the greatest out. For the few that are wanted this beats sorting, in time and in bytes.
pub(crate) fn take_max<T>(all: &mut Vec<T>, order: impl Fn(&T, &T) -> Ordering) -> Option<T> {
    let (greatest, _) = all.iter().enumerate().max_by(|a, b| order(a.1, b.1))?;
    Some(all.swap_remove(greatest))
}
