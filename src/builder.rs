//! From articles to the bytes of a catalog.

use std::collections::HashMap;

use crate::article::Article;
use crate::bytes::{put_text, put_varint};
use crate::error::Error;
use crate::format::{NO_DAY, Sections, write};
use crate::text::{Feature, features};
use crate::vector::{Counts, counts, norm, specificity, tf};

/// What a catalog keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// How many features of an article are kept, those that say most of it; `None` keeps all.
    ///
    /// Fewer make a smaller catalog and rougher answers. Default: 160.
    pub features_per_article: Option<u32>,
}

impl Default for Options {
    fn default() -> Options {
        Options { features_per_article: Some(160) }
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
    day: i32,
    counts: Counts,
}

impl Prepared {
    /// Analyses an article.
    pub fn new(article: Article) -> Prepared {
        let shown =
            if article.excerpt.trim().is_empty() { &article.text } else { &article.excerpt };
        Prepared {
            counts: counts(&features(&article.title), &features(&article.text)),
            excerpt: shorten(shown, EXCERPT),
            title: shorten(&article.title, usize::MAX),
            url: article.url,
            image: article.image,
            lang: article.lang,
            day: article.date.map_or(NO_DAY, |day| day.0),
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
/// use also_like::{Article, BuildOptions, Builder, Catalog, Prepared, Query};
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
/// let query = Query { title: "Sanctions", text: "What Pyongyang and Moscow want.", ..Query::default() };
/// let urls: Vec<&str> =
///     catalog.related(&query, 4)?.iter().map(|related| catalog.card(related.article).unwrap().url).collect();
/// assert_eq!(urls, ["/kim", "/arms"]);
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

        let df = document_frequencies(&self.articles);

        let mut postings: Vec<(Feature, u32, u32)> = Vec::new();
        let (mut entries, mut cards) = (Vec::new(), Vec::new());
        for (id, article) in (0..n).zip(&self.articles) {
            let mut kept = weigh(&article.counts, &df, n);
            if let Some(limit) = self.options.features_per_article {
                keep_best(&mut kept, limit as usize);
            }
            // In one order, so that a length has the same bits whatever it was cut from.
            kept.sort_unstable_by_key(|feature| feature.feature);
            let length = norm(kept.iter().map(|feature| feature.weight));
            postings.extend(kept.iter().map(|kept| (kept.feature, id, kept.count)));

            let place = u32::try_from(cards.len()).map_err(|_| Error::too_large("cards"))?;
            entries.extend_from_slice(&length.to_le_bytes());
            entries.extend_from_slice(&article.day.to_le_bytes());
            entries.extend_from_slice(&place.to_le_bytes());
            let Prepared { url, title, excerpt, image, lang, .. } = article;
            for text in [url, title, excerpt, image, lang] {
                put_text(&mut cards, text);
            }
        }
        postings.sort_unstable();
        let index = Index::of(&postings, &df)?;
        write(&Sections {
            articles: n,
            features: index.features,
            bucket_bits: index.bucket_bits,
            directory: &index.directory,
            dictionary: &index.dictionary,
            postings: &index.postings,
            entries: &entries,
            cards: &cards,
        })
    }
}

/// Added to the number of a language's articles: of two articles in Danish not every word that both
/// have is a common one.
const FEW: u64 = 10;

/// In how many articles each feature occurs, as if the whole site were in the languages that use it.
///
/// On a site with a tenth of its articles in Chinese the commonest Chinese characters are in a tenth
/// of the articles at most, and would pass for telling ones. So a frequency is raised by the site's
/// articles over those in the feature's languages, which are the first parts of the `lang` of the
/// articles that have it. Features of a single article are left out: they connect it to nothing.
fn document_frequencies(articles: &[Prepared]) -> HashMap<Feature, u32> {
    let mut languages: Vec<(&str, u64)> = Vec::new();
    // Of each feature: in how many articles, and the languages' places as bits.
    let mut found: HashMap<Feature, (u64, u64)> = HashMap::new();
    for article in articles {
        let lang = article.lang.split(['-', '_']).next().unwrap_or_default();
        let same = |known: &(&str, u64)| known.0.eq_ignore_ascii_case(lang);
        let place = languages.iter().position(same).unwrap_or_else(|| {
            languages.push((lang, 0));
            languages.len() - 1
        });
        languages[place].1 += 1;
        // A site in more than 64 languages has its last ones counted as one.
        let bit = 1 << place.min(63);
        for (feature, _) in &article.counts {
            let entry = found.entry(*feature).or_default();
            *entry = (entry.0 + 1, entry.1 | bit);
        }
    }
    let all = articles.len() as u64;
    let share = |bits: u64| -> u64 {
        let has = |place: usize| bits >> place.min(63) & 1 == 1;
        languages.iter().enumerate().filter(|(place, _)| has(*place)).map(|(_, lang)| lang.1).sum()
    };
    found.retain(|_, (df, _)| *df > 1);
    found
        .into_iter()
        .map(|(feature, (df, bits))| (feature, (df * (all + FEW) / (share(bits) + FEW)) as u32))
        .collect()
}

/// A feature of one article with what decides whether it is kept.
struct Weighed {
    feature: Feature,
    count: u32,
    df: u32,
    weight: f32,
}

fn weigh(counts: &Counts, df: &HashMap<Feature, u32>, articles: u32) -> Vec<Weighed> {
    let weighed = counts.iter().filter_map(|&(feature, count)| {
        let df = *df.get(&feature)?;
        let weight = tf(count) * specificity(feature, df, articles);
        (weight > 0.0).then_some(Weighed { feature, count, df, weight })
    });
    weighed.collect()
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
    fn of(postings: &[(Feature, u32, u32)], df: &HashMap<Feature, u32>) -> Result<Index, Error> {
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
            put_varint(&mut index.dictionary, df.get(&feature).copied().unwrap_or_default());
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
