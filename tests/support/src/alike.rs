//! Digests of some thousand generated inputs: the same natively and in every browser.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use also_like::catalog::format;
use also_like::text::{terms, words_of};
use also_like::{Answer, Catalog, Day, Error, Languages, Page, RankOptions};

use crate::site::{articles, build};

/// `tests/data/alike.tsv`: a line for each batch of inputs, its name and the digest of its results.
pub const ALIKE: &str = include_str!("../../data/alike.tsv");

/// Catalogs of some and of all articles of the little site.
static SOME: LazyLock<Vec<u8>> = LazyLock::new(|| build(articles().into_iter().take(6)));
static ALL: LazyLock<Vec<u8>> = LazyLock::new(|| build(articles()));

/// Inputs in a batch.
const BATCH: usize = 200;

/// The lines of the file as they are now.
pub fn lines() -> String {
    type Read = fn(&mut Random, &mut Digest);
    let kinds: [(&str, usize, Read); 3] =
        [("text", 20, text_read), ("catalog", 20, catalog_read), ("page", 5, page_answered)];
    let mut lines = String::new();
    for (name, batches, read) in kinds {
        for batch in 0..batches {
            let mut random = Random(batch as u64);
            let mut digest = Digest(0xcbf2_9ce4_8422_2325);
            (0..BATCH).for_each(|_| read(&mut random, &mut digest));
            lines += &format!("{name} {batch}\t{:016x}\n", digest.0);
        }
    }
    lines
}

/// The batches whose digests differ from those of the file.
pub fn different() -> Vec<String> {
    let now = lines();
    assert_eq!(now.lines().count(), ALIKE.lines().count());
    let both = now.lines().zip(ALIKE.lines());
    both.filter(|(now, then)| now != then).map(|(now, _)| now.to_owned()).collect()
}

/// A text to the analyser.
fn text_read(random: &mut Random, digest: &mut Digest) {
    let text = random.text(40);
    let all = terms(&text);
    all.iter().for_each(|term| digest.number(term.0));
    for word in words_of(&text, &all) {
        digest.text(word.as_deref().unwrap_or_default());
    }
}

/// A catalog with some bytes changed to the catalog reader.
fn catalog_read(random: &mut Random, digest: &mut Digest) {
    let mut bytes = SOME.clone();
    for _ in 0..1 + random.below(4) {
        let at = random.below(bytes.len() - 4);
        match random.below(3) {
            0 => bytes[at] = random.number() as u8,
            1 => bytes[at] = bytes[at].wrapping_add(1),
            _ => {
                let ends = [0, 1, 0x7f, 0x80, 0xffff, i32::MIN as u32, 0x7fc0_0000, u32::MAX];
                bytes[at..at + 4].copy_from_slice(&random.pick(&ends).to_le_bytes());
            }
        }
    }
    let end = bytes.len() - 8;
    let checksum = format::hash(&bytes[..end]);
    bytes[end..].copy_from_slice(&checksum.to_le_bytes());
    // The error may have a number of bytes, which in a browser has 32 bits.
    let Ok(catalog) = Catalog::open(&bytes[..]) else { return digest.number(0) };
    digest.result(catalog.verify(), |_, ()| ());
    digest.result(catalog.postings(), |digest, postings| digest.number(postings as u32));
    for article in 0..7 {
        let Some(card) = catalog.card(article) else { continue };
        for text in [card.url, card.title, card.excerpt, card.image, card.lang] {
            digest.text(text);
        }
        digest.number(card.date.map_or(1 << 30, |day| day.0) as u32);
        for (other, likeness) in catalog.neighbours(article).unwrap_or_default() {
            digest.number(other);
            digest.number(likeness.into());
        }
    }
    let pages = articles();
    for page in [Page::from(&pages[1]), Page { url: String::new(), ..Page::from(&pages[2]) }] {
        digest.answer(catalog.related(&page, &options(random)));
    }
}

/// A page of any words to a catalog as it should be.
fn page_answered(random: &mut Random, digest: &mut Digest) {
    let site = articles();
    let own = &site[random.below(site.len())];
    let text = match random.below(3) {
        0 => random.text(60),
        1 => format!("{}\n{}", own.text, random.text(20)),
        // Words of one article among those of another.
        _ => {
            let other = &site[random.below(site.len())].text;
            own.text.split(' ').zip(other.split(' ')).map(|(a, b)| format!("{a} {b} ")).collect()
        }
    };
    let page = Page {
        url: [own.url.clone(), String::new(), "/x".into()][random.below(3)].clone(),
        title: random.text(5),
        lang: (*random.pick(&["", "en", "de", "zh-TW", "x"])).into(),
        day: Some(Day(19_000 + random.below(1_000) as i32)).filter(|day| day.0 % 2 == 0),
        labels: vec![random.text(2)],
        links: vec![site[0].url.clone()],
        text,
        ..Page::default()
    };
    let catalog = Catalog::open(&ALL[..]).expect("it was just written");
    digest.answer(catalog.related(&page, &options(random)));
}

fn options(random: &mut Random) -> RankOptions {
    RankOptions {
        limit: 1 + random.below(9),
        today: Some(Day(19_800 + random.below(100) as i32)).filter(|day| day.0 % 2 == 0),
        languages: if random.below(2) == 0 { Languages::Any } else { Languages::Same },
        skip_linked: random.below(2) == 0,
        ..RankOptions::default()
    }
}

/// The 64-bit FNV-1a hash of the results of some inputs.
struct Digest(u64);

impl Digest {
    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn number(&mut self, number: u32) {
        self.bytes(&number.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u32);
        self.bytes(text.as_bytes());
    }

    fn result<T>(&mut self, result: Result<T, Error>, add: impl FnOnce(&mut Digest, T)) {
        match result {
            Ok(value) => add(self, value),
            Err(error) => self.text(&error.message()),
        }
    }

    fn answer(&mut self, answer: Result<Answer, Error>) {
        self.result(answer, |digest, answer| {
            digest.text(answer.kind.name());
            digest.text(&answer.name);
            digest.number(answer.known.into());
            for one in answer.recommendations {
                digest.number(one.article);
                digest.number(one.score.to_bits());
                digest.number(one.pinned.into());
                one.reasons.iter().for_each(|word| digest.text(word));
            }
        });
    }
}

/// Knuth's generator: any will do, if it is the same every time.
struct Random(u64);

/// Scripts, without places where Unicode 14 has nothing: what a newer one puts there may fold for
/// the command or for a browser alone.
#[rustfmt::skip]
const SCRIPTS: &[RangeInclusive<char>] = &[
    ' '..='~', 'a'..='z', 'A'..='Z', 'À'..='ɏ', 'ʰ'..='ͯ', '\u{384}'..='\u{38a}', 'Α'..='Ρ', 'Σ'..='Ͽ', 'Ѐ'..='ԯ',
    'Ա'..='Ֆ', 'ա'..='և', '\u{591}'..='\u{5c7}', 'א'..='ת', '\u{600}'..='\u{6ff}', '\u{901}'..='\u{97f}',
    '\u{993}'..='\u{9a8}', '\u{9bc}'..='\u{9c4}', '\u{bae}'..='\u{bb9}', '\u{bbe}'..='\u{bc2}', '\u{e01}'..='\u{e3a}',
    '\u{e3f}'..='\u{e5b}', '\u{e8c}'..='\u{ea3}', '\u{ea7}'..='\u{eb9}', '\u{1000}'..='\u{109f}',
    '\u{10a0}'..='\u{10c5}', '\u{10d0}'..='\u{10ff}', '\u{1100}'..='\u{11ff}', '\u{1780}'..='\u{17dd}',
    '\u{1e00}'..='\u{1f15}', '\u{1f20}'..='\u{1f45}', '\u{1f80}'..='\u{1fb4}', '\u{2000}'..='\u{2064}',
    '\u{2074}'..='\u{208e}', '\u{2100}'..='\u{218b}', '\u{2460}'..='\u{24ff}', '\u{2f00}'..='\u{2fd5}',
    '\u{3001}'..='\u{303f}', '\u{3041}'..='\u{3096}', '\u{3099}'..='\u{30ff}', '\u{3220}'..='\u{32fe}',
    '\u{3300}'..='\u{33ff}', '\u{4e00}'..='\u{9fa5}', '\u{ac00}'..='\u{d7a3}', '\u{f900}'..='\u{fa6d}',
    '\u{fa70}'..='\u{fad9}', '\u{fb00}'..='\u{fb06}', '\u{fb50}'..='\u{fbb1}', '\u{fbd3}'..='\u{fd3f}',
    '\u{fd50}'..='\u{fd8f}', '\u{fe00}'..='\u{fe0f}', '\u{ff01}'..='\u{ffbe}', '\u{10400}'..='\u{1044f}',
    '\u{1d400}'..='\u{1d454}', '\u{1d552}'..='\u{1d6a5}', '\u{1d6a8}'..='\u{1d7cb}', '\u{1d7ce}'..='\u{1d7ff}',
    '\u{1f300}'..='\u{1f64f}', '\u{20000}'..='\u{2a6d6}', '\u{e0100}'..='\u{e01ef}',
];

/// Characters between words, or in them.
const BETWEEN: &[&str] = &[
    " ", " ", " ", "\n", "", "'", "’", "'s ", "l'", "-", ", ", "™", "²", "\u{301}", "\u{ad}",
    "\u{200d}",
];

impl Random {
    fn number(&mut self) -> u32 {
        let step = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = step.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 32) as u32
    }

    fn below(&mut self, end: usize) -> usize {
        self.number() as usize % end
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// A text of fewer than so many words.
    fn text(&mut self, words: usize) -> String {
        let mut text = String::new();
        for _ in 0..self.below(words) {
            let script = self.pick(SCRIPTS);
            let (first, last) = (*script.start() as usize, *script.end() as usize);
            for _ in 0..1 + self.below(6) {
                text.extend(char::from_u32((first + self.below(last + 1 - first)) as u32));
            }
            let between = self.pick(BETWEEN);
            text.push_str(between);
        }
        text
    }
}
