//! Writing some articles of a site as one file: all of them, or a part.

use crate::bytes::put_text;
use crate::error::Error;
use crate::format::{Sections, put_neighbours, write as put_together};
use crate::inverted::{Index, Posting};
use crate::prepared::Prepared;
use crate::site::Site;
use crate::text::Feature;

/// Some of a site's articles, for the pages of some.
pub(crate) struct Part<'a> {
    /// The articles, by ascending number.
    pub numbers: &'a [u32],
    /// Which of their features are written.
    pub wanted: &'a dyn Fn(u32, Feature) -> bool,
    /// [`Entry::mean_square`](crate::format::Entry::mean_square) of an article, and of a page that is none
    /// of them; none for a file that knows all that any page can say.
    pub mean_square: Option<f32>,
}

impl Part<'_> {
    /// All of a site.
    pub fn whole(numbers: &[u32]) -> Part<'_> {
        Part { numbers, wanted: &|_, _| true, mean_square: None }
    }

    /// Writes the file.
    ///
    /// # Errors
    /// A section of 4 GiB or more.
    pub fn write(&self, site: &Site) -> Result<Vec<u8>, Error> {
        let Part { numbers, wanted, mean_square } = *self;
        let mut postings: Vec<Posting> = Vec::new();
        let (mut entries, mut cards) = (Vec::new(), Vec::new());
        for (place, &number) in (0..).zip(numbers) {
            let article = &site.articles[number as usize];
            let kept = site.vectors[number as usize].iter();
            let kept = kept.filter(|kept| wanted(number, kept.feature));
            postings.extend(kept.map(|kept| (kept.feature, place, kept.count)));
            let known = article.labels.iter().filter(|label| site.labels.contains_key(label));
            let known = known.filter(|label| wanted(number, **label));
            postings.extend(known.map(|label| (*label, place, 1)));
            let mut entry = site.entries[number as usize];
            entry.card = u32::try_from(cards.len()).map_err(|_| Error::too_large("cards"))?;
            if mean_square.is_some() {
                entry.mean_square = site.mean_squares[number as usize];
            }
            entry.write(&mut entries);
            let Prepared { url, title, excerpt, image, lang, pins, excludes, .. } = article;
            for text in [url, title, excerpt, image, lang, &pins.join(" "), &excludes.join(" ")] {
                put_text(&mut cards, text);
            }
            let near = site.nearest[number as usize].neighbours.iter();
            let here = near.filter_map(|&(other, likeness)| {
                Some((numbers.binary_search(&other).ok()? as u32, likeness))
            });
            put_neighbours(&mut cards, &here.collect::<Vec<_>>());
        }
        postings.sort_unstable();
        let weight_of = |feature: Feature| {
            let found = site.weights.get(&feature).map(|known| known.steps);
            found.or_else(|| site.labels.get(&feature).copied()).unwrap_or_default()
        };
        let index = Index::of(&postings, weight_of)?;
        let mut names = Vec::new();
        // A language tag cut at ASCII is still UTF-8.
        let text = |language| core::str::from_utf8(language).unwrap_or_default();
        site.languages.iter().for_each(|language| put_text(&mut names, text(language)));
        put_together(&Sections {
            articles: numbers.len() as u32,
            features: index.features,
            bucket_bits: index.bucket_bits,
            site: site.articles.len() as u32,
            mean_square: mean_square.unwrap_or_default(),
            directory: &index.directory,
            dictionary: &index.dictionary,
            postings: &index.postings,
            entries: &entries,
            languages: &names,
            cards: &cards,
        })
    }
}
