//! Articles with their cards, read in place.

use core::ops::Range;

use crate::catalog::Error;
use crate::catalog::bytes::Reader;
use crate::catalog::card::{Card, Neighbours, StoredCard, neighbours};
use crate::catalog::entry::{Entry, NO_DAY, NO_LANGUAGE};
use crate::catalog::format::FileKind;
use crate::catalog::term_index::TermIndex;
use crate::document::Day;
use crate::document::UrlKey;
use crate::text::{decode, language};

/// The articles of a site or of a part of it, as [`Builder`](crate::Builder) wrote them.
///
/// Opening reads only the header; postings and cards are read in place. Any bytes may be opened
/// and queried: what does not fit is an [`Error`].
#[derive(Debug, Clone)]
pub struct Catalog<D> {
    pub(crate) index: TermIndex<D>,
}

impl<D: AsRef<[u8]>> Catalog<D> {
    /// Opens a catalog by its header, without reading the rest: see [`verify`](Catalog::verify).
    ///
    /// # Errors
    /// Bytes that do not begin with the magic; another version of the format or of the analyser; a
    /// file of another kind; fewer or more bytes than the header declares; sections that do not
    /// fit the counts.
    pub fn open(data: D) -> Result<Catalog<D>, Error> {
        let index = TermIndex::open(data)?;
        index.expect(index.kind().has_cards(), "articles")?;
        Ok(Catalog::new(index))
    }

    /// The articles of an open file. Its kind must have been looked at.
    pub(super) fn new(index: TermIndex<D>) -> Catalog<D> {
        Catalog { index }
    }

    /// Reads everything: the checksum, every posting, every card.
    ///
    /// # Errors
    /// The first thing that is not as it was written.
    pub fn verify(&self) -> Result<(), Error> {
        self.index.verify(true)?;
        let is_utf8 = |text: &&[u8]| core::str::from_utf8(text).is_ok();
        let mut languages = Reader(self.index.bytes(&self.index.sections.languages));
        let mut known = 0;
        while !languages.is_empty() {
            let language = languages.text().filter(is_utf8);
            language.ok_or_else(|| Error::damaged("the languages can't be read"))?;
            known += 1;
        }
        let fits = |norm: f32| norm.is_finite() && norm >= 0.0;
        let speaks = |language| language == NO_LANGUAGE || usize::from(language) < known;
        let are_in =
            |all: Neighbours, len: usize| all.iter().all(|(other, _)| (*other as usize) < len);
        for id in self.articles() {
            let entry = self.entry(id).filter(|entry| {
                fits(entry.norm) && fits(entry.label_norm) && speaks(entry.language)
            });
            let is_readable = self.stored_card(id).is_some_and(|(card, _)| {
                card.shown(None).is_some() && is_utf8(&card.pins) && is_utf8(&card.excludes)
            });
            if entry.is_none()
                || !is_readable
                || !self.neighbours(id).is_some_and(|all| are_in(all, self.len()))
                || self.edges(id).is_none()
            {
                return Err(Error::damaged("an article can't be read"));
            }
        }
        Ok(())
    }

    /// What kind of file it is.
    pub fn kind(&self) -> FileKind {
        self.index.kind()
    }

    /// How many articles it has.
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Whether it has no article.
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// How many articles the site has. This file may hold fewer.
    pub fn site(&self) -> usize {
        self.index.sections.site as usize
    }

    /// How many terms its articles keep.
    pub fn term_count(&self) -> usize {
        self.index.term_count()
    }

    /// How many postings it has: the kept terms of all articles together.
    ///
    /// # Errors
    /// Damaged postings.
    pub fn postings(&self) -> Result<usize, Error> {
        self.index.postings()
    }

    /// The checksum stored in it; its file is named after it.
    pub fn checksum(&self) -> u64 {
        self.index.checksum()
    }

    /// Its sections, by name, with their bytes.
    pub fn section_sizes(&self) -> Vec<(&'static str, usize)> {
        self.index.section_sizes()
    }

    /// The numbers of all articles.
    pub fn articles(&self) -> Range<u32> {
        0..self.index.sections.articles
    }

    /// What ranks an article; `None` when there is no such number.
    pub fn entry(&self, article: u32) -> Option<Entry> {
        let place = (article as usize).checked_mul(Entry::SIZE)?;
        Entry::read(self.index.at(&self.index.sections.entries, place)?)
    }

    /// What is shown of an article; `None` when there is no such number or its entry is damaged.
    pub fn card(&self, article: u32) -> Option<Card<'_>> {
        let (card, date) = self.stored_card(article)?;
        card.shown(date)
    }

    /// The stored card of an article, and its day of publication.
    pub fn stored_card(&self, article: u32) -> Option<(StoredCard<'_>, Option<Day>)> {
        let entry = self.entry(article)?;
        let (card, _) = self.record(&entry)?;
        Some((card, (entry.day != NO_DAY).then_some(Day(entry.day))))
    }

    /// The articles of this file that are most like one of them, by their places in it; none in an
    /// article's own file.
    pub fn neighbours(&self, article: u32) -> Option<Neighbours> {
        let mut all = Neighbours::new();
        self.each_neighbour(article, &mut |other, likeness| all.push((other, likeness)))?;
        Some(all)
    }

    /// Gives each of the [neighbours](Catalog::neighbours) of an article; `None` when not all can
    /// be read.
    pub fn each_neighbour(&self, article: u32, found: &mut dyn FnMut(u32, u8)) -> Option<()> {
        self.likest(article, self.kind() != FileKind::Article, found)
    }

    /// The edges of the site's kNN graph from the article of a file of its own, by the numbers that
    /// articles have in the site; none in other files.
    pub fn edges(&self, article: u32) -> Option<Neighbours> {
        let mut all = Neighbours::new();
        self.each_edge(article, &mut |other, likeness| all.push((other, likeness)))?;
        Some(all)
    }

    /// Gives each of the [edges](Catalog::edges) from an article; `None` when not all can be read.
    pub fn each_edge(&self, article: u32, found: &mut dyn FnMut(u32, u8)) -> Option<()> {
        self.likest(article, self.kind() == FileKind::Article, found)
    }

    fn likest(&self, article: u32, are_there: bool, found: &mut dyn FnMut(u32, u8)) -> Option<()> {
        if are_there { neighbours(self.record(&self.entry(article)?)?.1, found) } else { Some(()) }
    }

    /// The card of an article, and what follows it.
    fn record(&self, entry: &Entry) -> Option<(StoredCard<'_>, Reader<'_>)> {
        let mut record = self.index.at(&self.index.sections.cards, entry.card as usize)?;
        Some((StoredCard::read(&mut record)?, record))
    }

    /// The article at an address; the first of several with the same URL key.
    pub fn find(&self, address: &UrlKey) -> Option<u32> {
        self.all_at(address).first().copied()
    }

    /// Every article at an address.
    pub fn all_at(&self, address: &UrlKey) -> Vec<u32> {
        let hash = address.hash();
        let is_there =
            |(card, _): (StoredCard<'_>, _)| UrlKey::new(&decode(card.url)).matches(address);
        let mut all = Vec::new();
        for article in self.articles() {
            if self.entry(article).is_some_and(|entry| entry.address == hash)
                && self.stored_card(article).is_some_and(is_there)
            {
                all.push(article);
            }
        }
        all
    }

    /// The number of a language among those of the articles; `None` for an unknown one.
    pub fn language(&self, tag: &str) -> Option<u8> {
        self.language_of_key(&language::key(tag))
    }

    /// The same by the [key](language::key()) of a language.
    pub(crate) fn language_of_key(&self, wanted: &[u8]) -> Option<u8> {
        let mut languages = Reader(self.index.bytes(&self.index.sections.languages));
        let mut number = 0_u8;
        while let Some(language) = languages.text() {
            if language == wanted {
                return Some(number);
            }
            number = number.checked_add(1)?;
        }
        None
    }

    /// [`Entry::query_norm_estimate`] of an article's page, or of one that is none of the articles.
    pub(crate) fn query_norm_estimate(&self, own: Option<&Entry>) -> f32 {
        own.map_or(self.index.sections.query_norm_estimate, |entry| entry.query_norm_estimate)
    }

    /// The same of a label on a page that is none of the articles.
    pub(crate) fn label_norm_estimate(&self) -> f32 {
        self.index.sections.label_norm_estimate
    }
}
