//! A catalog, read in place.
//!
//! Any bytes may be opened and asked: what does not fit is an [`Error`], never a panic, and nothing
//! is allocated by what a header claims rather than by what is there.

use core::ops::Range;

use crate::catalog::Error;
use crate::catalog::bytes::Reader;
use crate::catalog::format::{
    DIRECTORY_ENTRY, Entry, NO_DAY, NO_LANGUAGE, SECTIONS, Sections, TEXTS, is_intact, neighbours,
    read, stored_checksum,
};
use crate::document::Day;
use crate::document::UrlKey;
use crate::text::Term;
use crate::text::language;
use crate::text::{Decoded, decode};
use crate::weighting::dequantise;

/// The articles of a site, as [`Builder`](crate::Builder) wrote them.
///
/// Opening reads the header, whatever the size; postings and cards are read where they lie.
#[derive(Debug, Clone)]
pub struct Catalog<D> {
    data: D,
    sections: Sections<Range<usize>>,
}

/// What is shown of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Card<'a> {
    /// Address, absolute or relative to the site's root, exactly as the source gave it: check its
    /// scheme before you link to it.
    pub url: &'a str,
    /// Headline on one line.
    pub title: &'a str,
    /// About 200 characters on one line.
    pub excerpt: &'a str,
    /// Address of a picture, or empty. Check its scheme too.
    pub image: &'a str,
    /// BCP 47 language tag, or empty.
    pub lang: &'a str,
    /// When it was published.
    pub date: Option<Day>,
}

/// A term of the dictionary.
#[derive(Debug, Clone, Copy)]
pub struct TermInfo<'a> {
    /// What it weighs in any article, before term frequency.
    pub weight: f32,
    /// Articles that keep it, encoded.
    pub postings: &'a [u8],
}

impl<D: AsRef<[u8]>> Catalog<D> {
    /// Opens a catalog by its header, without reading the rest: see [`verify`](Catalog::verify).
    ///
    /// # Errors
    /// Bytes that do not begin with the magic; another version of the format or of the analyser;
    /// fewer or more bytes than the header says; sections that do not fit the counts.
    pub fn open(data: D) -> Result<Catalog<D>, Error> {
        let sections = read(data.as_ref())?;
        Ok(Catalog { data, sections })
    }

    /// Reads everything: the checksum, every posting, every card.
    ///
    /// # Errors
    /// The first thing that is not as it was written.
    pub fn verify(&self) -> Result<(), Error> {
        if !is_intact(self.data.as_ref()) {
            return Err(Error::damaged("its checksum is another"));
        }
        let is_utf8 = |text: &&[u8]| core::str::from_utf8(text).is_ok();
        let mut terms = 0;
        for (_, info) in self.terms()? {
            terms += 1;
            let mut articles = 0;
            let mut postings = self.postings_of(&info);
            while postings.next()?.is_some() {
                articles += 1;
            }
            if articles == 0 || info.weight <= 0.0 {
                return Err(Error::damaged("a term is in no article or weighs nothing"));
            }
        }
        if terms != self.term_count() {
            return Err(Error::damaged("the dictionary has another number of terms"));
        }
        let mut languages = Reader(self.bytes(&self.sections.languages));
        let mut known = 0;
        while !languages.is_empty() {
            let language = languages.text().filter(is_utf8);
            language.ok_or_else(|| Error::damaged("the languages can't be read"))?;
            known += 1;
        }
        for id in 0..self.len() as u32 {
            let fits = |length: f32| length.is_finite() && length >= 0.0;
            let speaks = |language| language == NO_LANGUAGE || usize::from(language) < known;
            let entry = self
                .entry(id)
                .filter(|entry| fits(entry.length) && fits(entry.filing) && speaks(entry.language));
            let are_there =
                |all: Vec<(u32, u8)>| all.iter().all(|(other, _)| (*other as usize) < self.len());
            if entry.is_none()
                || !self.texts(id).is_some_and(|(texts, _)| texts.iter().all(is_utf8))
                || !self.neighbours(id).is_some_and(are_there)
            {
                return Err(Error::damaged("an article can't be read"));
            }
        }
        Ok(())
    }

    /// How many articles it has.
    pub fn len(&self) -> usize {
        self.sections.articles as usize
    }

    /// How many articles the site has, of which this file may hold a part.
    pub fn site(&self) -> usize {
        self.sections.site as usize
    }

    /// [`Entry::mean_square`] of an article's page, or of one that is none of the articles.
    pub fn mean_square(&self, own: Option<&Entry>) -> f32 {
        own.map_or(self.sections.mean_square, |entry| entry.mean_square)
    }

    /// The same of a label on a page that is none of the articles.
    pub fn label_square(&self) -> f32 {
        self.sections.label_square
    }

    /// Whether it has no article.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many terms its articles keep.
    pub fn term_count(&self) -> usize {
        self.sections.terms as usize
    }

    /// How many bytes all postings take.
    pub fn postings_size(&self) -> usize {
        self.sections.postings.len()
    }

    /// How many postings it has: the kept terms of all articles together.
    ///
    /// # Errors
    /// Damaged postings.
    pub fn postings(&self) -> Result<usize, Error> {
        let mut postings = 0;
        for (_, info) in self.terms()? {
            let mut all = self.postings_of(&info);
            while all.next()?.is_some() {
                postings += 1;
            }
        }
        Ok(postings)
    }

    /// The checksum stored in it, by which its file is named.
    pub fn checksum(&self) -> u64 {
        stored_checksum(self.data.as_ref())
    }

    /// Its sections, by name, with their bytes.
    pub fn section_sizes(&self) -> Vec<(&'static str, usize)> {
        SECTIONS.into_iter().zip(self.sections.in_order().map(Range::len)).collect()
    }

    /// What is shown of an article; `None` when there is no such number or its entry is damaged.
    pub fn card(&self, article: u32) -> Option<Card<'_>> {
        let ([url, title, excerpt, image, lang, ..], date) = self.texts(article)?;
        let text = |bytes| core::str::from_utf8(bytes).ok();
        Some(Card {
            url: text(url)?,
            title: text(title)?,
            excerpt: text(excerpt)?,
            image: text(image)?,
            lang: text(lang)?,
            date,
        })
    }

    /// All texts of an article in their order, as they lie there, and its date.
    pub fn texts(&self, article: u32) -> Option<([&[u8]; TEXTS], Option<Day>)> {
        let entry = self.entry(article)?;
        let (texts, _) = self.record(&entry)?;
        Some((texts, (entry.day != NO_DAY).then_some(Day(entry.day))))
    }

    /// The addresses pinned to an article's own page and those kept from it, with spaces between.
    pub fn curations(&self, article: u32) -> Option<[Decoded<'_>; 2]> {
        let ([.., pins, excludes, _], _) = self.texts(article)?;
        Some([decode(pins), decode(excludes)])
    }

    /// In an article's file of a large site: the articles that resemble it most. For each, with spaces
    /// between: its number and its likeness from 0 to 255, with a dot between.
    /// Empty elsewhere.
    pub fn near(&self, article: u32) -> Option<&str> {
        let ([.., near], _) = self.texts(article)?;
        core::str::from_utf8(near).ok()
    }

    /// The articles that resemble an article most, and how much.
    pub fn neighbours(&self, article: u32) -> Option<Vec<(u32, u8)>> {
        let (_, rest) = self.record(&self.entry(article)?)?;
        neighbours(rest)
    }

    /// The texts that the cards' section has of an article, and what follows them.
    fn record(&self, entry: &Entry) -> Option<([&[u8]; TEXTS], Reader<'_>)> {
        let mut record = Reader(self.bytes(&self.sections.cards).get(entry.card as usize..)?);
        let mut texts = [&[][..]; TEXTS];
        for text in &mut texts {
            *text = record.text()?;
        }
        Some((texts, record))
    }

    /// The article at an address; the first of several that addresses do not tell apart.
    pub fn find(&self, address: &UrlKey) -> Option<u32> {
        self.all_at(address).first().copied()
    }

    /// Every article at an address.
    pub fn all_at(&self, address: &UrlKey) -> Vec<u32> {
        let hash = address.hash();
        let is_there =
            |([url, ..], _): ([&[u8]; TEXTS], _)| UrlKey::new(&decode(url)).matches(address);
        let mut all = Vec::new();
        for article in self.articles() {
            if self.entry(article).is_some_and(|entry| entry.address == hash)
                && self.texts(article).is_some_and(is_there)
            {
                all.push(article);
            }
        }
        all
    }

    /// The number of a language among those of the articles; `None` for an unknown one.
    pub fn language(&self, tag: &str) -> Option<u8> {
        let wanted = language::key(tag);
        let mut languages = Reader(self.bytes(&self.sections.languages));
        let mut number = 0_u8;
        while let Some(language) = languages.text() {
            if language == wanted {
                return Some(number);
            }
            number = number.checked_add(1)?;
        }
        None
    }

    /// Looks a term up.
    pub fn term_info(&self, term: Term) -> Option<TermInfo<'_>> {
        let bits = self.sections.bucket_bits;
        let term = term.cut(self.sections.cut);
        let bucket = (u64::from(term.0) >> (32 - bits)) as u32;
        let found = self.bucket(bucket).find(|(found, _)| *found >= term);
        found.filter(|(found, _)| *found == term).map(|(_, info)| info)
    }

    /// All terms.
    ///
    /// # Errors
    /// A directory that is not in ascending order: its buckets could all be the whole dictionary.
    pub fn terms(&self) -> Result<impl Iterator<Item = (Term, TermInfo<'_>)>, Error> {
        let mut directory = Reader(self.bytes(&self.sections.directory));
        let mut before = (0, 0);
        while let (Some(dictionary), Some(postings)) = (directory.u32(), directory.u32()) {
            if dictionary < before.0 || postings < before.1 {
                return Err(Error::damaged("the directory is out of order"));
            }
            before = (dictionary, postings);
        }
        let buckets = 0..1_u32 << self.sections.bucket_bits;
        Ok(buckets.flat_map(|bucket| self.bucket(bucket)))
    }

    /// The terms of a bucket, in ascending order, as far as they can be read.
    fn bucket(&self, bucket: u32) -> impl Iterator<Item = (Term, TermInfo<'_>)> {
        let (mut dictionary, mut postings) = self.places(bucket).unwrap_or_default();
        let mut term = (u64::from(bucket) << (32 - self.sections.bucket_bits)) as u32;
        core::iter::from_fn(move || {
            let gap = dictionary.varint()?.checked_mul(1 << self.sections.cut)?;
            term = term.checked_add(gap)?;
            let weight = dequantise(dictionary.short()?);
            let len = dictionary.short()? as usize;
            Some((Term(term), TermInfo { weight, postings: postings.take(len)? }))
        })
    }

    /// The bytes of a bucket in dictionary and postings.
    fn places(&self, bucket: u32) -> Option<(Reader<'_>, Reader<'_>)> {
        let at = bucket as usize * DIRECTORY_ENTRY;
        let mut places = Reader(self.bytes(&self.sections.directory).get(at..)?);
        let (dictionary, postings) = (places.u32()? as usize, places.u32()? as usize);
        let (dictionary_end, postings_end) = (places.u32()? as usize, places.u32()? as usize);
        let dictionary = self.bytes(&self.sections.dictionary).get(dictionary..dictionary_end)?;
        let postings = self.bytes(&self.sections.postings).get(postings..postings_end)?;
        Some((Reader(dictionary).up_to(LARGEST_BUCKET)?, Reader(postings)))
    }

    /// The articles and counts of a term.
    pub fn postings_of<'a>(&self, info: &TermInfo<'a>) -> Postings<'a> {
        Postings { reader: Reader(info.postings), next: 0, articles: self.sections.articles }
    }

    /// The numbers of all articles.
    pub fn articles(&self) -> Range<u32> {
        0..self.sections.articles
    }

    /// What ranks an article; `None` when there is no such number.
    pub fn entry(&self, article: u32) -> Option<Entry> {
        let at = (article as usize).checked_mul(Entry::SIZE)?;
        Entry::read(Reader(self.bytes(&self.sections.entries).get(at..)?))
    }

    fn bytes(&self, section: &Range<usize>) -> &[u8] {
        // `open` saw that they are there: this can't fail.
        self.data.as_ref().get(section.clone()).unwrap_or_default()
    }
}

/// A bucket of more bytes is damaged: the fullest of a good catalog has a tenth of them.
const LARGEST_BUCKET: usize = 4096;

/// Articles and counts, read one after the other.
///
/// Not an iterator: a damaged posting is an error, and `each_…` with a closure is compiled once for each.
pub struct Postings<'a> {
    reader: Reader<'a>,
    /// The lowest number that the next article may have.
    next: u32,
    /// How many articles there are.
    articles: u32,
}

impl Postings<'_> {
    /// The next article and how often it has the term; `None` at the end.
    ///
    /// # Errors
    /// An article that the catalog does not have, or a posting cut short.
    pub fn next(&mut self) -> Result<Option<(u32, u8)>, Error> {
        if self.reader.is_empty() {
            return Ok(None);
        }
        let posting = self.read().ok_or_else(|| Error::damaged("a posting can't be read"))?;
        Ok(Some(posting))
    }

    fn read(&mut self) -> Option<(u32, u8)> {
        let gap = self.reader.varint()?;
        let article = self.next.checked_add(gap >> 1).filter(|&article| article < self.articles)?;
        let count = if gap & 1 == 1 { self.reader.byte()? } else { 1 };
        self.next = article + 1;
        Some((article, count))
    }
}
