//! Writing some articles of a site as one file: all of them, or a part.

use crate::bytes::put_text;
use crate::error::Error;
use crate::format::{Sections, put_neighbours, write as put_together};
use crate::inverted::{Index, Posting};
use crate::prepared::Prepared;
use crate::site::Site;
use crate::text::Feature;

/// Writes articles, given by ascending number, with those of their features that are `wanted`.
///
/// # Errors
/// A section of 4 GiB or more.
pub(crate) fn write(
    site: &Site,
    numbers: &[u32],
    wanted: impl Fn(Feature) -> bool,
) -> Result<Vec<u8>, Error> {
    let mut postings: Vec<Posting> = Vec::new();
    let (mut entries, mut cards) = (Vec::new(), Vec::new());
    for (place, &number) in (0..).zip(numbers) {
        let article = &site.articles[number as usize];
        let kept = site.kept(number).filter(|(feature, _)| wanted(*feature));
        postings.extend(kept.map(|(feature, count)| (feature, place, count)));
        let known = article.labels.iter().filter(|label| site.labels.contains_key(label));
        postings.extend(known.filter(|label| wanted(**label)).map(|label| (*label, place, 1)));
        let mut entry = site.entries[number as usize];
        entry.card = u32::try_from(cards.len()).map_err(|_| Error::too_large("cards"))?;
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
    let index = Index::of(&postings, |feature| site.steps(feature))?;
    let mut names = Vec::new();
    // A language tag cut at ASCII is still UTF-8.
    let text = |language| core::str::from_utf8(language).unwrap_or_default();
    site.languages.iter().for_each(|language| put_text(&mut names, text(language)));
    put_together(&Sections {
        articles: numbers.len() as u32,
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
