//! Writing a file of articles: all of a site or a part of them.

use crate::catalog::Error;
use crate::catalog::bytes::put_text;
use crate::catalog::card::{StoredCard, put_neighbours};
use crate::catalog::encode::{Bucket, Index, Posting};
use crate::catalog::entry::Entry;
use crate::catalog::format::{FileKind, Sections, write};
use crate::index::counting_sort::counting_sort;
use crate::index::site::Site;
use crate::index::term_map::TermMap;
use crate::text::Term;

/// The terms and labels that the pages of some articles look up.
pub(crate) struct PageTerms<'a> {
    /// The candidates for these pages, in ascending order. Of others only labels are written.
    pub articles: &'a [u32],
    /// The pages' terms, by their places in
    /// [`TermWeights`](crate::index::document_frequency::TermWeights), in ascending order.
    pub places: Vec<u32>,
    pub labels: Vec<Term>,
}

impl PageTerms<'_> {
    /// What those that may answer have of the terms: by ascending term, then by ascending place
    /// among `numbers`.
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
                let (term, weight) = (site.weights.term(*place), site.weights.quantised(*place));
                let posting =
                    |(article, count): &(u32, u8)| (term, *article, u32::from(*count), weight);
                postings.extend(articles.iter().map(posting));
            }
        }
        postings
    }
}

/// Some of a site's articles, to be written to a file.
pub(crate) struct ArticleFile<'a> {
    pub kind: FileKind,
    /// Their numbers, in ascending order.
    pub numbers: &'a [u32],
    /// What is written of an article's terms and labels; all where it is none.
    pub asked: Option<&'a PageTerms<'a>>,
    /// The lowest bits of terms that are left out.
    pub cut: u32,
}

impl ArticleFile<'_> {
    /// Writes the file.
    ///
    /// # Errors
    /// A section of 4 GiB or more.
    pub fn write(&self, site: &Site) -> Result<Vec<u8>, Error> {
        let mut entries = Vec::with_capacity(Entry::SIZE * self.numbers.len());
        let (mut cards, mut languages) = (Vec::new(), Vec::new());
        for &number in self.numbers {
            let mut entry = site.entries[number as usize];
            if self.kind != FileKind::Site {
                entry.query_norm_estimate = site.query_norm_estimates[number as usize];
            }
            entry.card = u32::try_from(cards.len()).map_err(|_| Error::too_large("cards"))?;
            entry.write(&mut entries);
            self.put_card(site, number, &mut cards);
        }
        site.languages.iter().for_each(|language| put_text(&mut languages, language));
        let bucket = if self.asked.is_some() { Bucket::Small } else { Bucket::Large };
        let index = Index::from_postings(&self.postings(site), self.cut, bucket)?;
        let (query_norm_estimate, label_norm_estimate) =
            if self.kind == FileKind::Site { (0.0, 0.0) } else { site.norm_estimates };
        write(&Sections {
            articles: self.numbers.len() as u32,
            site: site.len() as u32,
            query_norm_estimate,
            label_norm_estimate,
            entries: &entries,
            languages: &languages,
            cards: &cards,
            ..index.sections(self.kind, self.cut)
        })
    }

    fn postings(&self, site: &Site) -> Vec<Posting> {
        let mut postings =
            self.asked.map(|asked| asked.postings(site, self.numbers)).unwrap_or_default();
        for (place, number) in (0..).zip(self.numbers) {
            let posting = |(term, count, weight)| (term, place, count, weight);
            match self.asked {
                None => {
                    postings.extend(site.kept(*number).map(posting));
                    postings.extend(site.labels_of(*number).map(posting));
                }
                Some(asked) => {
                    let labels = site.labels_of(*number);
                    let labels = labels.filter(|(label, ..)| asked.labels.contains(label));
                    postings.extend(labels.map(posting));
                }
            }
        }
        postings
    }

    /// Writes the card of an article and its neighbours, or in a file of its own its edges.
    fn put_card(&self, site: &Site, number: u32, cards: &mut Vec<u8>) {
        let article = &site.articles[number as usize];
        let edges = &site.knn[number as usize].edges;
        let (pins, excludes) = (article.pins.join(" "), article.excludes.join(" "));
        let is_alone = self.kind == FileKind::Article;
        // The texts of an article with a file of its own are in a file of cards.
        let shown = |text| if is_alone { "" } else { text };
        StoredCard {
            url: article.url.as_bytes(),
            title: shown(&*article.title).as_bytes(),
            excerpt: shown(&article.excerpt).as_bytes(),
            image: shown(&article.image).as_bytes(),
            lang: article.lang.as_bytes(),
            pins: pins.as_bytes(),
            excludes: excludes.as_bytes(),
        }
        .write(cards);
        let here = edges.iter().filter_map(|&(other, likeness)| {
            Some((self.numbers.binary_search(&other).ok()? as u32, likeness))
        });
        let here: Vec<(u32, u8)> = here.collect();
        put_neighbours(cards, if is_alone { edges } else { &here });
    }
}

impl Site {
    /// All of it as one catalog file.
    ///
    /// # Errors
    /// A section of 4 GiB or more.
    pub fn whole(&self) -> Result<Vec<u8>, Error> {
        let numbers: Vec<u32> = (0..self.articles.len() as u32).collect();
        ArticleFile { kind: FileKind::Site, numbers: &numbers, asked: None, cut: 0 }.write(self)
    }
}
