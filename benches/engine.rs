//! `cargo bench`: the analyser, each stage of building a catalog, and asking it, at 1 000 and
//! 10 000 articles, beside a naive engine at 1 000 that must give the same answers, and catalogs of
//! one file beside many.

use std::collections::HashMap;
use std::hint::black_box;

use also_like::document::UrlKey;
use also_like::shards::explore::explore;
use also_like::shards::layout::{Shard, ShardKind, Shards};
use also_like::text::terms;
use also_like::{Article, BuildOptions, Builder, Catalog, Page, Prepared, RankOptions};
use also_like_test_support::naive::{Site, counts, dot};
use criterion::{
    BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main,
};

/// Words of the language, and how many of them an article has.
const VOCABULARY: u32 = 20_000;
const WORDS: usize = 500;
/// Articles on a topic, and words that belong to it.
const TOPIC: usize = 20;
const TOPIC_WORDS: u32 = 60;

/// Made-up articles: two words in three are any of the language, by Zipf's law (the n-th most
/// frequent occurs 1/n as often as the first), the others belong to the article's topic.
struct Writer {
    state: u64,
    /// The n-th holds the sum of the shares of words 0 to n.
    zipf: Vec<f64>,
}

impl Writer {
    fn new() -> Writer {
        let shares = (1..=VOCABULARY).scan(0.0, |sum, rank| {
            *sum += 1.0 / f64::from(rank);
            Some(*sum)
        });
        Writer { state: 1, zipf: shares.collect() }
    }

    /// From 0 to 1. Knuth's generator: the same numbers every time.
    fn random(&mut self) -> f64 {
        self.state = self
            .state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        f64::from((self.state >> 33) as u32) / f64::from(1_u32 << 31)
    }

    fn text(&mut self, topic: usize, words: usize) -> String {
        let mut text = String::new();
        for i in 1..=words {
            let number = if self.random() < 1.0 / 3.0 {
                let word = (self.random() * f64::from(TOPIC_WORDS)) as u32;
                VOCABULARY + topic as u32 * TOPIC_WORDS + word
            } else {
                let share = self.random() * self.zipf.last().copied().unwrap_or_default();
                self.zipf.partition_point(|sum| *sum < share) as u32
            };
            text.push_str(&word(number));
            text.push_str(if i % 80 == 0 { ".\n" } else { " " });
        }
        text
    }

    fn site(&mut self, articles: usize) -> Vec<Article> {
        let article = |i: usize| Article {
            url: format!("/{i:06}"),
            title: self.text(i / TOPIC, 8),
            text: self.text(i / TOPIC, WORDS),
            lang: "en".into(),
            ..Article::default()
        };
        (0..articles).map(article).collect()
    }
}

/// The word of a number, in syllables: `ba`, `ce`, …
fn word(mut number: u32) -> String {
    let mut word = String::new();
    loop {
        let consonant = b"bcdfghjklmnprstvwz"[(number % 18) as usize];
        let vowel = b"aeiou"[(number / 18 % 5) as usize];
        word.extend([char::from(consonant), char::from(vowel)]);
        number /= 90;
        if number == 0 {
            return word;
        }
    }
}

fn prepare(site: &[Article]) -> Vec<Prepared> {
    site.iter().cloned().map(Prepared::new).collect()
}

fn build(options: BuildOptions, prepared: Vec<Prepared>) -> Vec<u8> {
    let mut builder = Builder::new(options);
    prepared.into_iter().for_each(|article| builder.add(article));
    builder.finish().expect("it is not too large")
}

/// The sizes of `cargo bench`; one small size for `cargo test`, which only runs everything once.
fn sizes() -> &'static [usize] {
    if std::env::args().any(|argument| argument == "--bench") { &[1_000, 10_000] } else { &[100] }
}

fn analyser(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("analyser");
    let latin = Writer::new().text(0, 20_000);
    let accented = latin.replace('e', "é");
    let ideograph = |c: char| match c {
        'a'..='z' => char::from_u32(0x4e00 + 7 * c as u32).unwrap_or(c),
        other => other,
    };
    let han = latin.chars().map(ideograph).collect();
    for (name, text) in [("ASCII", latin), ("accented", accented), ("Han", han)] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |bencher| bencher.iter(|| terms(black_box(&text))));
        // By strings and maps.
        group.bench_function(format!("{name}, naive"), |bencher| {
            bencher.iter(|| counts("", "", black_box(&text)));
        });
    }
}

fn building(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("build");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    for &size in sizes() {
        let site = Writer::new().site(size);
        group.throughput(Throughput::Elements(size as u64));
        group.bench_function(BenchmarkId::new("500 words each", size), |bencher| {
            bencher.iter(|| build(BuildOptions::default(), prepare(black_box(&site))));
        });
    }
}

/// The stages of a build after the analysis.
fn stages(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("stage");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    for &size in sizes() {
        let prepared = prepare(&Writer::new().site(size));
        let site = weigh(prepared.clone());
        group.throughput(Throughput::Elements(size as u64));
        group.bench_function(BenchmarkId::new("weigh and compare", size), |bencher| {
            bencher.iter(|| weigh(black_box(prepared.clone())));
        });
        group.bench_function(BenchmarkId::new("one file", size), |bencher| {
            bencher.iter(|| black_box(&site).whole());
        });
        group.bench_function(BenchmarkId::new("many files", size), |bencher| {
            bencher.iter(|| {
                let files = Shards::new(black_box(&site));
                let bytes = files.all().into_iter().map(|file| written(&files, file).len());
                bytes.sum::<usize>()
            });
        });
    }
    // What the nearest articles are found without: each is compared with each.
    let size = sizes()[0];
    let naive = Naive::new(&Writer::new().site(size));
    let vectors = &naive.site.vectors;
    group.throughput(Throughput::Elements(size as u64));
    group.bench_function(BenchmarkId::new("naive comparisons", size), |bencher| {
        bencher.iter(|| {
            let one = |vector| vectors.iter().map(|other| dot(vector, other)).fold(0.0, f64::max);
            black_box(vectors).iter().map(one).sum::<f64>()
        });
    });
}

/// A page's answers from its own file, and those of a page that is no article, beside the whole
/// catalog opened for each.
fn pages(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("page");
    for &size in sizes() {
        let mut writer = Writer::new();
        let articles = writer.site(size);
        let own = articles[size / 2].clone();
        let known = Page { url: own.url, title: own.title, text: own.text, ..Page::default() };
        let title = writer.text(3, 8);
        let unknown = Page { title, text: writer.text(3, WORDS), ..Page::default() };
        let site = weigh(prepare(&articles));
        let whole = site.whole().expect("it is not too large");
        let files = Shards::new(&site);
        let near = UrlKey::new(&known.url).hash() as usize % files.neighbourhoods();
        let file = written(&files, Shard(ShardKind::Neighbourhoods, near));
        let ask = |bytes: &[u8], page: &Page| {
            let catalog = Catalog::open(bytes).expect("it has just been written");
            catalog
                .related(page, &RankOptions::default())
                .expect("it is whole")
                .recommendations
                .len()
        };
        assert_eq!(ask(&file, &known), ask(&whole, &known));
        group.bench_function(BenchmarkId::new("its own file", size), |bencher| {
            bencher.iter(|| ask(black_box(&file), &known));
        });
        group.bench_function(BenchmarkId::new("the whole", size), |bencher| {
            bencher.iter(|| ask(black_box(&whole), &known));
        });
        // Files are written beforehand: a reader finds them so.
        let all: HashMap<Shard, Vec<u8>> =
            files.all().into_iter().map(|file| (file, written(&files, file))).collect();
        group.bench_function(BenchmarkId::new("no article, files", size), |bencher| {
            bencher.iter(|| {
                let fetch = |file| Ok::<_, also_like::Error>(all[&file].clone());
                explore(black_box(&unknown), &RankOptions::default(), files.champions(), fetch)
                    .expect("it is whole")
                    .recommendations
                    .len()
            });
        });
        group.bench_function(BenchmarkId::new("no article, the whole", size), |bencher| {
            bencher.iter(|| ask(black_box(&whole), &unknown));
        });
    }
}

fn weigh(prepared: Vec<Prepared>) -> also_like::Site {
    let mut builder = Builder::new(BuildOptions::default());
    prepared.into_iter().for_each(|article| builder.add(article));
    builder.weigh().expect("it is not too large")
}

fn written(files: &Shards<'_>, file: Shard) -> Vec<u8> {
    let json = |cards: &[[&str; 3]]| cards.concat().concat().into_bytes();
    files.write(file, json).expect("it is not too large")
}

fn asking(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("query");
    for &size in sizes() {
        let mut writer = Writer::new();
        let site = writer.site(size);
        let catalog = Catalog::open(build(BuildOptions::default(), prepare(&site)))
            .expect("it has just been built");
        for words in [WORDS, 2 * WORDS] {
            let (title, text) = (writer.text(3, 8), writer.text(3, words));
            let page = Page { title, text, ..Page::default() };
            group.bench_function(BenchmarkId::new(format!("{words} words"), size), |bencher| {
                bencher.iter(|| catalog.related(black_box(&page), &RankOptions::default()));
            });
        }
    }

    // The same query for the naive engine, which has every term of every article.
    let size = sizes()[0];
    let mut writer = Writer::new();
    let site = writer.site(size);
    let (title, text) = (writer.text(3, 8), writer.text(3, 2 * WORDS));
    let naive = Naive::new(&site);
    let whole = BuildOptions { max_terms: None, ..BuildOptions::default() };
    let catalog = Catalog::open(build(whole, prepare(&site))).expect("it has just been built");
    let page = Page { title, text, ..Page::default() };
    let options = RankOptions::default();
    let answer = catalog.related(&page, &options).expect("it is whole");
    assert_eq!(answer.recommendations.len(), options.limit);
    let cosines = naive.cosines(&page);
    for one in &answer.recommendations {
        let cosine = cosines[one.article as usize];
        let similarity = f64::from(one.explanation.similarity);
        assert!(
            (similarity - cosine).abs() < 1e-4,
            "the engine {similarity}, the naive one {cosine}"
        );
    }
    group.bench_function(BenchmarkId::new("1000 words, uncut catalog", size), |bencher| {
        bencher.iter(|| catalog.related(black_box(&page), &options));
    });
    group.sample_size(10);
    group.bench_function(BenchmarkId::new("1000 words, naive cosines", size), |bencher| {
        bencher.iter(|| naive.cosines(black_box(&page)));
    });
}

/// Weights of all articles in maps, their lengths reckoned beforehand.
struct Naive {
    site: Site,
    lengths: Vec<f64>,
}

impl Naive {
    fn new(articles: &[Article]) -> Naive {
        let site = Site::new(articles.to_vec(), None);
        let lengths = site.vectors.iter().map(|vector| dot(vector, vector).sqrt()).collect();
        Naive { site, lengths }
    }

    /// How similar each article is to a page, in the order of their addresses.
    fn cosines(&self, page: &Page) -> Vec<f64> {
        let query = self.site.weigh(&counts(&page.title, &page.excerpt, &page.text));
        let length = dot(&query, &query).sqrt();
        let articles = self.site.vectors.iter().zip(&self.lengths);
        articles.map(|(vector, own)| dot(&query, vector) / (own * length)).collect()
    }
}

criterion_group!(engine, analyser, building, stages, pages, asking);
criterion_main!(engine);
