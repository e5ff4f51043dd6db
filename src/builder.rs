//! From articles to the bytes of a catalog.

use std::collections::HashMap;

use crate::article::{Article, Day};
use crate::bytes::{put_text, put_varint};
use crate::error::Error;
use crate::format::{Entry, NEVER, NO_DAY, NO_LANGUAGE, SKETCH, Sections, put_neighbours, write};
use crate::language;
use crate::link::Key;
use crate::nearest;
use crate::rank::labels;
use crate::signals::Signals;
use crate::text::Feature;
use crate::vector::{Counts, counts, from_steps, idf, norm, tf, to_steps};

/// What a catalog keeps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// How many features of an article are kept, those that say most of it; `None` keeps all.
    ///
    /// Fewer make a smaller catalog and rougher answers. Default: 128.
    pub features_per_article: Option<u32>,
    /// How much is made of what. Default: as the widget has it; with others it would not agree.
    pub signals: Signals,
}

impl Default for Options {
    fn default() -> Options {
        Options { features_per_article: Some(128), signals: Signals::DEFAULT }
    }
}

/// Excerpts are cut to this many characters, at a space where there is one.
const EXCERPT: usize = 200;

/// An article after analysis, ready for [`Builder::add`].
///
/// Making one is the slow part of a build and depends on nothing else: do it in parallel.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Prepared {
    url: String,
    title: String,
    excerpt: String,
    image: String,
    lang: String,
    day: Option<Day>,
    expires: Option<Day>,
    pinned: bool,
    pins: Vec<String>,
    excludes: Vec<String>,
    labels: Vec<Feature>,
    counts: Counts,
}

impl Prepared {
    pub(crate) fn counts(&self) -> &Counts {
        &self.counts
    }

    /// Analyses an article.
    pub fn new(article: Article) -> Prepared {
        Prepared::with(article, &Signals::DEFAULT)
    }

    /// Analyses an article for [`Options::signals`] other than the default.
    pub fn with(article: Article, signals: &Signals) -> Prepared {
        let Article { url, title, excerpt, text, .. } = &article;
        let shown = if excerpt.trim().is_empty() { text } else { excerpt };
        let names = article.tags.iter().chain([&article.section]);
        Prepared {
            counts: counts(title, excerpt, text, signals),
            labels: labels(names, &Key::of(url)).into_iter().map(|(label, _)| label).collect(),
            excerpt: shorten(shown, EXCERPT),
            title: shorten(title, usize::MAX),
            day: article.date,
            expires: article.expires,
            pinned: article.pinned,
            pins: article.pins,
            excludes: article.excludes,
            url: article.url,
            image: article.image,
            lang: article.lang,
        }
    }
}

/// One line of at most `limit` characters: white space collapsed, cut at a space, `…` for the rest.
fn shorten(text: &str, limit: usize) -> String {
    let mut line = String::new();
    let mut characters = 0;
    for word in text.split_whitespace() {
        let len = word.chars().count();
        if characters + len > limit {
            // A script without spaces, or a very long word, is cut where it is.
            if characters * 2 < limit {
                line.extend(word.chars().take(limit - characters));
            }
            return line.trim_end().to_owned() + "…";
        }
        line.push_str(word);
        line.push(' ');
        characters += len + 1;
    }
    line.truncate(line.trim_end().len());
    line
}

/// Collects articles and writes them as one catalog.
///
/// ```
/// use also_like::{Article, BuildOptions, Builder, Catalog, Page, Prepared, RankOptions};
///
/// let article = |url: &str, title: &str, text: &str| {
///     Prepared::new(Article { url: url.into(), title: title.into(), text: text.into(), ..Article::default() })
/// };
/// let mut builder = Builder::new(BuildOptions::default());
/// builder.add(article("/kim", "Kim writes to Putin", "Pyongyang promised Moscow support over sanctions."));
/// builder.add(article("/arms", "Shells for Moscow", "Ships from Pyongyang reached Russia despite sanctions."));
/// builder.add(article("/tea", "A dry spring for tea", "Growers on the mountain wait for rain."));
/// builder.add(article("/rain", "Rain at last", "The mountain growers' wait is over."));
/// let catalog = Catalog::open(builder.finish()?)?;
///
/// let page = Page {
///     title: "Sanctions".into(),
///     text: "What Pyongyang and Moscow want.".into(),
///     ..Page::default()
/// };
/// let answer = catalog.related(&page, &RankOptions::default())?;
/// let urls = answer.related.iter().map(|related| catalog.card(related.article).unwrap().url);
/// assert_eq!(urls.collect::<Vec<_>>(), ["/kim", "/arms"]);
/// # Ok::<(), also_like::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Builder {
    options: Options,
    articles: Vec<Prepared>,
}

impl Builder {
    /// A builder without articles.
    pub fn new(options: Options) -> Builder {
        Builder { options, articles: Vec::new() }
    }

    /// Adds an article. The order of additions does not matter; of two with the same address one is
    /// kept, always the same.
    pub fn add(&mut self, article: Prepared) {
        self.articles.push(article);
    }

    /// Writes the catalog. The same articles give the same bytes.
    ///
    /// # Errors
    /// More than 2³² − 1 articles, or a section of 4 GiB or more.
    pub fn finish(mut self) -> Result<Vec<u8>, Error> {
        self.articles.sort_unstable();
        self.articles.dedup_by(|next, kept| next.url == kept.url);
        let n = u32::try_from(self.articles.len()).map_err(|_| Error::too_large("articles"))?;
        let Options { features_per_article, signals } = self.options;
        let languages = languages(&self.articles);

        let weights = weights(&self.articles, &signals);
        let vectors = self.articles.iter().map(|article| {
            let mut kept = weigh(&article.counts, &weights);
            if let Some(limit) = features_per_article {
                keep_best(&mut kept, limit as usize);
            }
            // In one order, so that a length has the same bits whatever it was cut from.
            kept.sort_unstable_by_key(|feature| feature.feature);
            kept
        });
        let vectors: Vec<Vec<Weighed>> = vectors.collect();
        let lengths: Vec<f32> = vectors.iter().map(|vector| length(vector)).collect();
        let nearest = nearest::of_all(&self.articles, &vectors, &lengths, &weights);

        let label_weights = label_weights(&self.articles);
        let mut postings: Vec<Posting> = Vec::new();
        let (mut entries, mut cards) = (Vec::new(), Vec::new());
        let rows = self.articles.iter().zip(&vectors).zip(&lengths).zip(&nearest);
        for (id, (((article, vector), &length), near)) in (0..n).zip(rows) {
            postings.extend(vector.iter().map(|kept| (kept.feature, id, kept.count)));
            let known = article.labels.iter().filter(|label| label_weights.contains_key(label));
            postings.extend(known.clone().map(|label| (*label, id, 1)));
            let entry = Entry {
                length,
                filing: norm(known.map(|label| from_steps(label_weights[label]))),
                day: article.day.map_or(NO_DAY, |day| day.0),
                expires: article.expires.map_or(NEVER, |day| day.0),
                card: u32::try_from(cards.len()).map_err(|_| Error::too_large("cards"))?,
                address: Key::of(&article.url).hash(),
                density: (near.density * f32::from(u16::MAX)) as u16,
                language: number_of(&languages, &article.lang),
                pinned: u8::from(article.pinned),
                sketch: sketch(&article.counts),
            };
            entry.write(&mut entries);
            let Prepared { url, title, excerpt, image, lang, pins, excludes, .. } = article;
            for text in [url, title, excerpt, image, lang, &pins.join(" "), &excludes.join(" ")] {
                put_text(&mut cards, text);
            }
            put_neighbours(&mut cards, &near.neighbours);
        }
        postings.sort_unstable();
        let weight_of = |feature: Feature| {
            let found = weights.get(&feature).map(|known| known.steps);
            found.or_else(|| label_weights.get(&feature).copied()).unwrap_or_default()
        };
        let index = Index::of(&postings, weight_of)?;
        let mut names = Vec::new();
        // A language tag cut at ASCII is still UTF-8.
        let text = |language| core::str::from_utf8(language).unwrap_or_default();
        languages.iter().for_each(|language| put_text(&mut names, text(language)));
        write(&Sections {
            articles: n,
            features: index.features,
            bucket_bits: index.bucket_bits,
            directory: &index.directory,
            dictionary: &index.dictionary,
            postings: &index.postings,
            entries: &entries,
            languages: &names,
            cards: &cards,
        })
    }
}

/// The languages of a site in a fixed order, as many as have numbers.
fn languages(articles: &[Prepared]) -> Vec<Vec<u8>> {
    let mut keys: Vec<Vec<u8>> =
        articles.iter().map(|article| language::key(&article.lang)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.retain(|key| !key.is_empty());
    keys.truncate(NO_LANGUAGE.into());
    keys
}

fn number_of(languages: &[Vec<u8>], tag: &str) -> u8 {
    let place = languages.binary_search(&language::key(tag)).ok();
    place.map_or(NO_LANGUAGE, |place| place as u8)
}

/// See [`Entry::sketch`]. A short article has the same places several times.
fn sketch(counts: &Counts) -> [u16; SKETCH] {
    let mut places: Vec<u32> = counts.iter().map(|(feature, _)| feature.place()).collect();
    places.sort_unstable();
    let mut lowest = places.iter().take(SKETCH).cycle();
    [(); SKETCH].map(|()| lowest.next().map_or(0, |&place| place as u16))
}

/// Added to the number of a language's articles: of two articles in Danish not every word that both
/// have is a common one.
const FEW: u64 = 10;

/// What a feature weighs in any article of a site.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weight {
    /// As it is stored.
    pub steps: u32,
    /// In how many articles it occurs.
    pub df: u32,
}

/// What each feature weighs: [`idf`], less for pairs. One that weighs nothing is left out.
///
/// Document frequencies are counted as if the whole site were in the languages that use a feature. On
/// a site with a tenth of its articles in Chinese the commonest Chinese characters are in a tenth of
/// the articles at most, and would pass for telling ones. So a frequency is raised by the site's
/// articles over those in the feature's languages, which are the first parts of the `lang` of the
/// articles that have it. Features of a single article are left out: they connect it to nothing.
fn weights(articles: &[Prepared], signals: &Signals) -> HashMap<Feature, Weight> {
    #[derive(Default)]
    struct Found {
        articles: u64,
        /// The languages' places.
        bits: u64,
    }
    let mut languages: Vec<(&str, u64)> = Vec::new();
    let mut found: HashMap<Feature, Found> = HashMap::new();
    for article in articles {
        let lang = article.lang.split(['-', '_']).next().unwrap_or_default();
        let same = |known: &(&str, u64)| known.0.eq_ignore_ascii_case(lang);
        let place = languages.iter().position(same).unwrap_or_else(|| {
            languages.push((lang, 0));
            languages.len() - 1
        });
        languages[place].1 += 1;
        for (feature, _) in &article.counts {
            let entry = found.entry(*feature).or_default();
            entry.articles += 1;
            // A site in more than 64 languages has its last ones counted as one.
            entry.bits |= 1 << place.min(63);
        }
    }
    let all = articles.len() as u64;
    let share = |bits: u64| -> u64 {
        let has = |place: usize| bits >> place.min(63) & 1 == 1;
        languages.iter().enumerate().filter(|(place, _)| has(*place)).map(|(_, lang)| lang.1).sum()
    };
    let weight = |(feature, found): (Feature, Found)| {
        let df = found.articles * (all + FEW) / (share(found.bits) + FEW);
        let mut weight = if found.articles < 2 { 0.0 } else { idf(df, all as u32) };
        if feature.is_pair() {
            weight *= signals.pairs;
        }
        let steps = to_steps(weight);
        (steps > 0).then_some((feature, Weight { steps, df: found.articles as u32 }))
    };
    found.into_iter().filter_map(weight).collect()
}

/// What each label weighs, as it is stored: `ln((articles + 1) / (df + ½))`. One that weighs nothing,
/// because all articles or one have it, is left out.
fn label_weights(articles: &[Prepared]) -> HashMap<Feature, u32> {
    let mut df: HashMap<Feature, u32> = HashMap::new();
    for label in articles.iter().flat_map(|article| &article.labels) {
        *df.entry(*label).or_default() += 1;
    }
    let weigh = |df: u32| libm::logf((articles.len() as f32 + 1.0) / (df as f32 + 0.5)).max(0.0);
    let weighed = df.into_iter().filter(|(_, df)| *df > 1);
    let weighed = weighed.map(|(label, df)| (label, to_steps(weigh(df))));
    weighed.filter(|(_, steps)| *steps > 0).collect()
}

/// A feature of one article with what decides whether it is kept.
pub(crate) struct Weighed {
    pub feature: Feature,
    pub count: u32,
    pub df: u32,
    pub weight: f32,
}

pub(crate) fn weigh(counts: &Counts, weights: &HashMap<Feature, Weight>) -> Vec<Weighed> {
    let weighed = counts.iter().filter_map(|&(feature, count)| {
        let &Weight { steps, df } = weights.get(&feature)?;
        Some(Weighed { feature, count, df, weight: tf(count) * from_steps(steps) })
    });
    weighed.collect()
}

pub(crate) fn length(vector: &[Weighed]) -> f32 {
    norm(vector.iter().map(|feature| feature.weight))
}

/// Keeps the features that matter most for being found: those of a large share in the article's
/// length that other articles share. weight² × √df is measured: see the README.
fn keep_best(features: &mut Vec<Weighed>, limit: usize) {
    let worth = |feature: &Weighed| feature.weight * feature.weight * (feature.df as f32).sqrt();
    features.sort_unstable_by(|a, b| {
        worth(b).total_cmp(&worth(a)).then_with(|| a.feature.cmp(&b.feature))
    });
    features.truncate(limit);
}

/// A feature, an article that has it, and how often.
type Posting = (Feature, u32, u32);

/// The inverted index, encoded.
#[derive(Default)]
struct Index {
    features: u32,
    bucket_bits: u32,
    directory: Vec<u8>,
    dictionary: Vec<u8>,
    postings: Vec<u8>,
}

/// Features in a bucket of the dictionary, on average: what a look-up reads through.
const BUCKET: usize = 8;

impl Index {
    /// Encodes postings (feature, article, count) in ascending order.
    fn of(postings: &[Posting], weight_of: impl Fn(Feature) -> u32) -> Result<Index, Error> {
        let lists = || postings.chunk_by(|a, b| a.0 == b.0);
        let features = lists().count();
        let bucket_bits = (features / BUCKET).max(1).ilog2().min(24);
        let bucket_of = |feature: Feature| u64::from(feature.0) >> (32 - bucket_bits);
        let mut index = Index { bucket_bits, ..Index::default() };
        index.features = u32::try_from(features).map_err(|_| Error::too_large("features"))?;

        let mut bucket = 0;
        let mut base = 0;
        index.open_bucket()?;
        for list in lists() {
            let Some(&(feature, ..)) = list.first() else { continue };
            while bucket < bucket_of(feature) {
                bucket += 1;
                base = (bucket << (32 - bucket_bits)) as u32;
                index.open_bucket()?;
            }
            let begin = index.postings.len();
            let mut next = 0;
            for &(_, article, count) in list {
                let gap = (article - next) << 1;
                put_varint(&mut index.postings, gap | u32::from(count > 1));
                if count > 1 {
                    index.postings.push(count as u8);
                }
                next = article + 1;
            }
            put_varint(&mut index.dictionary, feature.0 - base);
            put_varint(&mut index.dictionary, weight_of(feature));
            put_varint(&mut index.dictionary, (index.postings.len() - begin) as u32);
            base = feature.0;
        }
        while bucket < 1 << bucket_bits {
            bucket += 1;
            index.open_bucket()?;
        }
        Ok(index)
    }

    fn open_bucket(&mut self) -> Result<(), Error> {
        for (len, name) in
            [(self.dictionary.len(), "dictionary"), (self.postings.len(), "postings")]
        {
            let len = u32::try_from(len).map_err(|_| Error::too_large(name))?;
            self.directory.extend_from_slice(&len.to_le_bytes());
        }
        Ok(())
    }
}
