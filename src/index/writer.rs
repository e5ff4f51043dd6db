//! Writing a catalog file: all articles of a site, a part of them, or words with those that they say most of.

use std::borrow::Cow;

use crate::catalog::Error;
use crate::catalog::bytes::put_text;
use crate::catalog::encode::{Bucket, Index, Posting};
use crate::catalog::format::{Entry, Sections, TEXTS, put_neighbours, write};
use crate::index::counting_sort::counting_sort;
use crate::index::site::Site;
use crate::index::term_map::TermMap;
use crate::text::Term;

/// What a file has of an article.
pub(crate) struct Row<'a> {
    pub entry: Entry,
    /// The texts of its card, in the order of the format.
    pub texts: [Cow<'a, str>; TEXTS],
    /// Its neighbours by their places in the file.
    pub neighbours: Vec<(u32, u8)>,
}

/// What some pages ask.
pub(crate) struct Asked<'a> {
    /// The articles that may answer, in ascending order. Of others only labels are written.
    pub articles: &'a [u32],
    /// The pages' terms, by their places in [`TermWeights`](crate::index::document_frequency::TermWeights), in ascending order.
    pub places: Vec<u32>,
    pub labels: Vec<Term>,
}

impl Asked<'_> {
    /// What those that may answer have of the terms: by ascending term, then by ascending place among `numbers`.
    fn postings(&self, site: &Site, numbers: &[u32]) -> Vec<Posting> {
        let mut table = TermMap::default();
        table.fill(self.places.iter().enumerate().map(|(word, place)| (*place, word as u32)));
        let (mut found, mut likely) = (Vec::new(), Vec::new());
        for (place, number) in (0..).zip(numbers) {
            if self.articles.binary_search(number).is_ok() {
                let kept = site.rows.row(*number as usize).kept();
                found.extend(
                    table.both(kept, &mut likely).map(|(word, count)| (word, (place, count))),
                );
            }
        }
        let (begins, articles) = counting_sort(&found, self.places.len());
        let mut postings = Vec::with_capacity(articles.len());
        for (place, ends) in self.places.iter().zip(begins.windows(2)) {
            let articles = &articles[ends[0] as usize..ends[1] as usize];
            if !articles.is_empty() {
                let (term, quantised) = (site.weights.term(*place), site.weights.quantised(*place));
                let posting =
                    |(article, count): &(u32, u8)| (term, *article, u32::from(*count), quantised);
                postings.extend(articles.iter().map(posting));
            }
        }
        postings
    }
}

/// Some of a site's articles.
pub(crate) struct Part<'a> {
    /// Their numbers, in ascending order.
    pub numbers: &'a [u32],
    /// What is written of an article's terms and labels; all where it is none.
    pub asked: Option<&'a Asked<'a>>,
    /// What an article says of those near to it: see [`Catalog::near`](crate::Catalog::near).
    pub near: &'a dyn Fn(u32) -> String,
    /// Whether this is all that there is of the site.
    pub is_whole: bool,
    /// Whether titles, excerpts and pictures are elsewhere: see `src/files.rs`.
    pub is_bare: bool,
    /// The lowest bits of terms that are left out.
    pub cut: u32,
}

impl<'a> Part<'a> {
    /// Articles with what is shown of them, of a larger site.
    pub fn of(numbers: &'a [u32], cut: u32) -> Part<'a> {
        let near = &|_| String::new();
        Part { numbers, asked: None, near, is_whole: false, is_bare: false, cut }
    }

    /// Writes the file.
    ///
    /// # Errors
    /// A section of 4 GiB or more.
    pub fn write(&self, site: &Site) -> Result<Vec<u8>, Error> {
        let rows = self.numbers.iter().map(|&number| self.row(site, number));
        let squares = if self.is_whole { (0.0, 0.0) } else { site.mean_squares };
        let bucket = if self.asked.is_some() { Bucket::Small } else { Bucket::Large };
        put_rows(site, rows, &self.postings(site), site.len() as u32, squares, self.cut, bucket)
    }

    fn postings(&self, site: &Site) -> Vec<Posting> {
        let mut postings =
            self.asked.map(|asked| asked.postings(site, self.numbers)).unwrap_or_default();
        for (place, number) in (0..).zip(self.numbers) {
            let posting = |(term, count, quantised)| (term, place, count, quantised);
            match self.asked {
                None => {
                    postings.extend(site.kept(*number).map(posting));
                    postings.extend(site.filed(*number).map(posting));
                }
                Some(asked) => {
                    let filed = site.filed(*number);
                    let filed = filed.filter(|(label, ..)| asked.labels.contains(label));
                    postings.extend(filed.map(posting));
                }
            }
        }
        postings
    }

    fn row<'s>(&self, site: &'s Site, number: u32) -> Row<'s> {
        let article = &site.articles[number as usize];
        let mut entry = site.entries[number as usize];
        if !self.is_whole {
            entry.mean_square = site.squares[number as usize];
        }
        let texts = [&article.url, &article.title, &article.excerpt, &article.image, &article.lang];
        let [url, title, excerpt, image, lang] = texts.map(|text| Cow::from(text.as_str()));
        let shown = |text: Cow<'s, str>| if self.is_bare { Cow::default() } else { text };
        let (pins, excludes) = (article.pins.join(" ").into(), article.excludes.join(" ").into());
        let near = site.knn[number as usize].edges.iter();
        let here = near.filter_map(|&(other, likeness)| {
            Some((self.numbers.binary_search(&other).ok()? as u32, likeness))
        });
        Row {
            entry,
            neighbours: here.collect(),
            texts: [
                url,
                shown(title),
                shown(excerpt),
                shown(image),
                lang,
                pins,
                excludes,
                (self.near)(number).into(),
            ],
        }
    }
}

impl Site {
    /// All of it as one catalog file.
    ///
    /// # Errors
    /// A section of 4 GiB or more.
    pub fn whole(&self) -> Result<Vec<u8>, Error> {
        let all: Vec<u32> = (0..self.articles.len() as u32).collect();
        Part { is_whole: true, ..Part::of(&all, 0) }.write(self)
    }
}

/// Writes a file of rows with their postings, on a site of so many articles, with the mean squares of
/// [`Site::mean_squares`].
///
/// # Errors
/// A section of 4 GiB or more.
pub(crate) fn put_rows<'a>(
    site: &Site,
    rows: impl Iterator<Item = Row<'a>>,
    postings: &[Posting],
    articles: u32,
    (mean_square, label_square): (f32, f32),
    cut: u32,
    bucket: Bucket,
) -> Result<Vec<u8>, Error> {
    let (mut entries, mut cards) =
        (Vec::with_capacity(Entry::SIZE * rows.size_hint().0), Vec::new());
    let mut count = 0;
    for Row { mut entry, texts, neighbours } in rows {
        entry.card = u32::try_from(cards.len()).map_err(|_| Error::too_large("cards"))?;
        entry.write(&mut entries);
        texts.iter().for_each(|text| put_text(&mut cards, text));
        put_neighbours(&mut cards, &neighbours);
        count += 1;
    }
    let index = Index::of(postings, cut, bucket)?;
    let mut names = Vec::new();
    // A language tag cut at ASCII is still UTF-8.
    let text = |language| core::str::from_utf8(language).unwrap_or_default();
    site.languages.iter().for_each(|language| put_text(&mut names, text(language)));
    write(&Sections {
        articles: count,
        terms: index.terms,
        bucket_bits: index.bucket_bits,
        site: articles,
        mean_square,
        label_square,
        cut,
        directory: &index.directory,
        dictionary: &index.dictionary,
        postings: &index.postings,
        entries: &entries,
        languages: &names,
        cards: &cards,
    })
}
