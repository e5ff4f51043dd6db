//! The second road: what a page needs that is no article of a large site (a draft, a page published a
//! minute ago, a preview).
//!
//! Articles that resemble each other make a region. Its map has all of them, each by a sketch: the few
//! words that say most of it, with its date and labels. The best articles by their sketches are then read
//! whole, each from a file of its own, which also names those nearest to it: these are read too. What is
//! shown of articles stands in other files, some articles together. Above the regions is a map of them,
//! and where that would be large, a map of each province and one of the provinces. A map is a catalog too,
//! whose addresses are numbers of files. See [`explore`](crate::explore).

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::cluster::{Point, group, middle, point, settle};
use crate::error::Error;
use crate::explore::Levels;
use crate::format::{Entry, MAP, NEVER, NO_DAY, NO_LANGUAGE, SKETCH, TEXTS};
use crate::inverted::Bucket;
use crate::parallel;
use crate::part::{Part, Row, put_rows};
use crate::site::Site;
use crate::text::Feature;
use crate::vector::{from_steps, norm, tf};

/// Articles of a region, on average.
pub(crate) const REGION: usize = 256;

/// Features of an article's sketch. Measured on judged posts: at equal bytes, 16 lead to the best articles
/// less often, and 32 leave too little for reading these.
const IN_SKETCH: usize = 24;

/// Features by which articles come together.
const IN_POINT: usize = 128;

/// Of more articles than this every fourth settles where regions are: of each region some sixty.
const ALL_SETTLE: usize = 16_384;
const SETTLING: usize = 4;

/// Regions up to this number are on one map. Of more, each province has a map of its own; there are as
/// many provinces as each has regions.
const FLAT: usize = 96;

/// Features of a middle on a map: at most, and on a map of many not so many more than this together.
const IN_MIDDLE: usize = 128;
const ON_MAP: usize = 2_048;

/// Articles whose cards share a file.
pub const CARDS: usize = 16;

/// Bits of features that these files leave out. A page of 600 features takes one of every other region's
/// map for what it is not, and one of every tenth article. Measured: two bits less on articles cost two of
/// a hundred answers, two more on maps gain none.
const CUT: u32 = 12;
const MAP_CUT: u32 = 14;

/// What features weigh on a map is a multiple of so many steps: what repeats compresses.
const COARSE: u32 = 4;

/// Which article has which file, in which region and province.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shape {
    /// The articles by the numbers of their files.
    pub order: Vec<u32>,
    /// The files of each region's articles.
    pub regions: Vec<Vec<u32>>,
    /// The regions of each province; none where one map has all regions.
    pub provinces: Vec<Vec<u32>>,
}

impl Shape {
    /// The number of each article's file.
    pub fn numbers(&self) -> Vec<u32> {
        let mut numbers = vec![0; self.order.len()];
        (0..).zip(&self.order).for_each(|(number, &article)| numbers[article as usize] = number);
        numbers
    }

    /// The region of a file; none where its article is no more.
    pub fn region_of(&self, number: u32) -> Option<usize> {
        self.regions.iter().position(|region| region.contains(&number))
    }
}

/// The regions and provinces of a site.
#[derive(Debug)]
pub struct Atlas<'a> {
    site: &'a Site,
    shape: Shape,
    /// The number of each article's file.
    numbers: Vec<u32>,
}

impl<'a> Atlas<'a> {
    /// Finds regions and provinces.
    pub fn of(site: &'a Site) -> Atlas<'a> {
        let threads = parallel::threads();
        let point = |article: usize| strongest(site, article as u32, IN_POINT);
        let count = site.len().div_ceil(REGION).max(1);
        let step = if site.len() > ALL_SETTLE { SETTLING } else { 1 };
        let some = |place: usize, (): &mut ()| point(place * step);
        let points = parallel::map(threads, site.len().div_ceil(step), some, &|_| ());
        // Articles by addresses at equal distances.
        let seeds = (0..count).filter_map(|seed| points.get(seed * points.len() / count).cloned());
        let middles = settle(&points, seeds.collect(), IN_MIDDLE);
        let known = |article: usize| match article.is_multiple_of(step) {
            true => Cow::Borrowed(&points[article / step]),
            false => Cow::Owned(point(article)),
        };
        let found = group(site.len(), known, &middles);
        // Files of a region have numbers in a row: what is alike compresses.
        let order = found.concat();
        let mut next = 0;
        let mut regions = Vec::new();
        for region in &found {
            let end = next + region.len() as u32;
            regions.push((next..end).collect());
            next = end;
        }
        let mut provinces = Vec::new();
        if count > FLAT {
            let of = |region: &Vec<u32>, (): &mut ()| {
                middle(region.iter().map(|&article| known(article as usize)), IN_MIDDLE)
            };
            let middles = parallel::share(threads, found.iter(), of);
            let seeds = count.isqrt();
            let seeds = (0..seeds).map(|seed| middles[seed * count / seeds].clone()).collect();
            let settled = settle(&middles, seeds, IN_MIDDLE);
            provinces = group(count, |region| Cow::Borrowed(&middles[region]), &settled);
        }
        Atlas::with(site, Shape { order, regions, provinces })
    }

    /// The regions and provinces of an earlier build, with what has come since.
    pub(crate) fn with(site: &'a Site, shape: Shape) -> Atlas<'a> {
        Atlas { site, numbers: shape.numbers(), shape }
    }

    /// Which article has which file, in which region and province.
    pub(crate) fn shape(&self) -> &Shape {
        &self.shape
    }

    /// How many maps of each level there are.
    pub fn levels(&self) -> Levels {
        Levels { provinces: self.shape.provinces.len(), regions: self.shape.regions.len() }
    }

    /// How many articles there are.
    pub fn articles(&self) -> usize {
        self.shape.order.len()
    }

    /// The map of all provinces, or else of all regions.
    ///
    /// # Errors
    /// A section of 4 GiB or more.
    pub fn map(&self) -> Result<Vec<u8>, Error> {
        let all = |count: usize| 0..count as u32;
        if self.shape.provinces.is_empty() {
            return self.of_regions(all(self.shape.regions.len()));
        }
        let articles = |province: u32| {
            let regions = self.shape.provinces[province as usize].iter();
            regions.flat_map(|region| self.articles_of(*region)).collect()
        };
        self.draw(all(self.shape.provinces.len()).map(|province| (province, articles(province))))
    }

    /// The map of a province's regions.
    ///
    /// # Errors
    /// A section of 4 GiB or more.
    pub fn province(&self, province: usize) -> Result<Vec<u8>, Error> {
        self.of_regions(self.shape.provinces[province].iter().copied())
    }

    fn of_regions(
        &self,
        regions: impl ExactSizeIterator<Item = u32> + Clone,
    ) -> Result<Vec<u8>, Error> {
        self.draw(regions.map(|region| (region, self.articles_of(region).collect())))
    }

    /// The articles of a region.
    fn articles_of(&self, region: u32) -> impl Iterator<Item = u32> {
        self.shape.regions[region as usize].iter().map(|&number| self.shape.order[number as usize])
    }

    /// Writes middles of articles as a catalog.
    fn draw(&self, all: impl ExactSizeIterator<Item = (u32, Vec<u32>)>) -> Result<Vec<u8>, Error> {
        let most = (ON_MAP / all.len().max(1)).min(IN_MIDDLE);
        let rows = all.map(|(number, articles)| self.middle(number, &articles, most));
        put_rows(self.site, rows, MAP, self.site.mean_squares, MAP_CUT, Bucket::Large)
    }

    /// The middle of some articles, on a map.
    fn middle(&self, number: u32, articles: &[u32], most: usize) -> Row<'_> {
        let site = self.site;
        let mut labels: BTreeMap<Feature, usize> = BTreeMap::new();
        let mut days = Vec::new();
        for &article in articles {
            let own = site.articles[article as usize].labels.iter();
            own.for_each(|label| *labels.entry(*label).or_default() += 1);
            days.extend(Some(site.entries[article as usize].day).filter(|day| *day != NO_DAY));
        }
        days.sort_unstable();
        let shared = labels.into_iter().filter(|(label, count)| {
            3 * count >= articles.len() && site.labels.contains_key(label)
        });
        let labels: Vec<Feature> = shared.map(|(label, _)| label).collect();
        let points = articles.iter().map(|&article| strongest(site, article, IN_POINT));
        let middle = middle(points.map(Cow::Owned), most);
        // Counts that make the same direction, as large as a byte holds.
        let steps = |feature: Feature| coarse(site.steps(feature));
        let parts = middle.iter().map(|&(feature, part)| part / from_steps(steps(feature)));
        let scale = tf(255) / parts.fold(f32::MIN_POSITIVE, f32::max);
        let count = |&(feature, part): &(Feature, f32)| {
            let root = part / from_steps(steps(feature)) * scale;
            (feature, power_of_two(root.powf(1.6)), steps(feature))
        };
        let mut features: Vec<(Feature, u32, u32)> = middle.iter().map(count).collect();
        let length = norm(features.iter().map(|&(_, count, steps)| weight(count, steps)));
        let labels = labels.into_iter().map(|label| (label, 1, site.steps(label)));
        let filing = norm(labels.clone().map(|(.., steps)| from_steps(steps)));
        features.extend(labels);
        let day = days.get(days.len() / 2).copied().unwrap_or(NO_DAY);
        let entry = Entry { length, filing, day, ..BLANK };
        row(entry, features, number)
    }

    /// The map of a region: its articles' sketches.
    ///
    /// # Errors
    /// A section of 4 GiB or more.
    pub fn region(&self, region: usize) -> Result<Vec<u8>, Error> {
        let site = self.site;
        let rows = self.shape.regions[region].iter().map(|&number| {
            let article = self.shape.order[number as usize];
            // Each counts once: how often it is said is said better by the article's own file.
            let mut features: Vec<(Feature, u32, u32)> = strongest(site, article, IN_SKETCH)
                .iter()
                .map(|(feature, _)| (*feature, 1, coarse(site.steps(*feature))))
                .collect();
            features.extend(site.filed(article));
            let Entry { length, filing, day, expires, density, language, .. } =
                site.entries[article as usize];
            let (length, filing, density) = (rough(length), rough(filing), density | 0xff);
            row(
                Entry { length, filing, day, expires, density, language, ..BLANK },
                features,
                number,
            )
        });
        put_rows(site, rows, MAP, site.mean_squares, MAP_CUT, Bucket::Large)
    }

    /// An article, by the number of its file.
    ///
    /// # Errors
    /// A section of 4 GiB or more.
    pub fn article(&self, number: usize) -> Result<Vec<u8>, Error> {
        let site = self.site;
        let near = |article: u32| {
            let named = site.nearest[article as usize].neighbours.iter();
            let named = named.map(|(other, likeness)| (self.numbers[*other as usize], *likeness));
            let mut named: Vec<(u32, u8)> = named.collect();
            named.sort_unstable();
            let named = named.iter().map(|(number, likeness)| format!("{number}.{likeness}"));
            named.collect::<Vec<_>>().join(" ")
        };
        Part { near: &near, is_bare: true, ..Part::of(&[self.shape.order[number]], CUT) }
            .write(site)
    }

    /// What is shown of the articles of a file of cards, by their numbers: title, excerpt and picture.
    pub fn cards(&self, file: usize) -> Vec<[&str; 3]> {
        let some = self.shape.order.iter().skip(file * CARDS).take(CARDS);
        let articles = some.map(|&article| &self.site.articles[article as usize]);
        articles.map(|one| [&*one.title, &*one.excerpt, &*one.image]).collect()
    }
}

/// What is the same in the entries of all maps.
const BLANK: Entry = Entry {
    length: 0.0,
    filing: 0.0,
    day: NO_DAY,
    expires: NEVER,
    card: 0,
    address: 0,
    mean_square: 0.0,
    density: u16::MAX,
    language: NO_LANGUAGE,
    pinned: 0,
    sketch: [0; SKETCH],
};

/// The features that say most of an article.
fn strongest(site: &Site, article: u32, most: usize) -> Point {
    let known = site.kept(article, |_| true);
    point(known.map(|(feature, count, steps)| (feature, weight(count, steps))), most)
}

/// A row of a map, whose address is the number of a file.
fn row(entry: Entry, features: Vec<(Feature, u32, u32)>, number: u32) -> Row<'static> {
    let mut texts: [Cow<'_, str>; TEXTS] = Default::default();
    texts[0] = number.to_string().into();
    Row { entry, features, texts, neighbours: Vec::new() }
}

/// What a feature weighs in an article, by its count and its own weight in steps.
fn weight(count: u32, steps: u32) -> f32 {
    tf(count) * from_steps(steps)
}

/// The nearest multiple of [`COARSE`], but more than 0.
fn coarse(steps: u32) -> u32 {
    ((steps + COARSE / 2) / COARSE * COARSE).max(1)
}

/// With eight of 23 bits of the fraction.
fn rough(number: f32) -> f32 {
    f32::from_bits((number.to_bits() + 0x4000) & !0x7fff)
}

/// A count from 1 to 255, one of nine: what repeats compresses.
fn power_of_two(count: f32) -> u32 {
    (1 << (count.max(1.0).log2().round() as u32)).min(255)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::builder::{Builder, Options};
    use crate::explore::explore;
    use crate::files::{File, Kind};
    use crate::page::Page;
    use crate::prepared::Prepared;
    use crate::rank;

    /// Articles on six topics, five on each.
    fn site() -> Site {
        let mut builder = Builder::new(Options::default());
        for number in 0..30_u32 {
            let topic = number / 5;
            let words = (0..12).filter(|word| word % 5 != number % 5);
            let text = words.map(|word| format!("topic{topic}word{word} ")).collect();
            let url = format!("/{topic}/{number}");
            builder.add(Prepared::new(Article { url, text, ..Article::default() }));
        }
        builder.weigh().unwrap()
    }

    #[test]
    fn a_page_goes_by_provinces_to_the_regions_of_its_topic() {
        let site = site();
        let number = |article: &Prepared| article.url[1..2].parse().unwrap();
        let topics: Vec<u32> = site.articles.iter().map(number).collect();
        let topics = &topics;
        // Articles in an order of their own, a region for each topic, and three provinces.
        let order: Vec<u32> = (0..30).rev().collect();
        let of = |topic| (0..30).filter(move |&file| topics[29 - file as usize] == topic).collect();
        let regions = (0..6).map(of).collect();
        let provinces = vec![vec![5, 0], vec![1, 4], vec![3, 2]];
        let atlas = Atlas::with(&site, Shape { order, regions, provinces });
        assert_eq!(atlas.levels(), Levels { provinces: 3, regions: 6 });
        for topic in 0..6 {
            // Half of what the articles say, and more: it is none of them.
            let said = (0..6).map(|word| format!("topic{topic}word{word} "));
            let text = said.chain((0..20).map(|word| format!("own{word} "))).collect();
            let page = Page { text, ..Page::default() };
            let mut asked = Vec::new();
            let options = rank::Options::default();
            let explored = explore(&page, &options, atlas.levels(), |file| {
                asked.push(file);
                match file {
                    File(Kind::Map, 0) => atlas.map(),
                    File(Kind::Province, number) => atlas.province(number),
                    File(Kind::Region, number) => atlas.region(number),
                    File(Kind::Article, number) => atlas.article(number),
                    file => panic!("{file:?}"),
                }
            });
            let explored = explored.unwrap();
            assert_eq!(explored.found.len(), 4, "{topic}");
            for (number, one) in &explored.found {
                let url = explored.read[number].card(one.article).unwrap().url;
                assert!(url.starts_with(&format!("/{topic}/")), "{topic}: {url}");
            }
            let province = [0, 1, 2, 2, 1, 0][topic];
            assert_eq!(asked[..2], [File(Kind::Map, 0), File(Kind::Province, province)]);
            assert_eq!(asked[2], File(Kind::Region, topic));
        }
    }
}
