//! A newspaper made up from numbers, the same every time: subjects, languages, sections, an
//! editor's curations, reprints, and articles that nothing is near to.

use also_like::{Article, BuildOptions, Builder, Day, Prepared, Site};

/// Articles of a subject; a subject is in one language.
pub const SUBJECT: usize = 14;

/// The day after which some articles have expired.
pub const TODAY: Day = Day(19_500);

/// Numbers that look as if by chance.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % end
    }

    /// Low numbers more often than high ones.
    fn low(&mut self, end: usize) -> usize {
        self.below(end).min(self.below(end)).min(self.below(end))
    }
}

/// A word that can be spoken, another one for each number.
pub fn word(number: usize) -> String {
    let consonants = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z"];
    let vowels = ["a", "e", "i", "o", "u"];
    let mut rest = number + 14 * 5;
    let mut word = String::new();
    while rest > 0 {
        word += consonants[rest % 14];
        word += vowels[rest / 14 % 5];
        rest /= 14 * 5;
    }
    word
}

/// The address of an article.
pub fn url(number: usize) -> String {
    format!("/section-{}/{}-{number}", number / SUBJECT % 9, word(number))
}

/// As many articles.
pub fn articles(count: usize) -> Vec<Article> {
    (0..count).map(|number| article(number, count)).collect()
}

fn article(number: usize, count: usize) -> Article {
    let mut chance = Chance(number as u64 + 77);
    let subject = number / SUBJECT;
    let german = subject % 5 == 4;
    // Nothing else has the words of a lonely one: it has others of its section, or only the latest.
    let lonely = number % 29 == 11;
    let mut words = |count: usize, own: usize| -> String {
        let word = |_| {
            word(if lonely {
                100_000 + number * 500 + chance.below(400)
            } else if chance.below(100) < own {
                1_000 + subject * 40 + chance.low(40)
            } else {
                if german { 500 + chance.low(400) } else { chance.low(400) }
            })
        };
        (0..count).map(word).collect::<Vec<_>>().join(" ")
    };
    let mut one = Article {
        url: url(number),
        title: words(6, 60),
        excerpt: words(12, 40),
        text: words(120, 30),
        tags: vec![format!("Subject {subject}")],
        section: format!("Section {}", subject % 9),
        date: (number % 31 != 5).then_some(Day(18_800 + (number * 13 % 700) as i32)),
        lang: if german { "de" } else { "en" }.into(),
        image: format!("/pictures/{number}.jpg"),
        ..Article::default()
    };
    if number % 58 == 11 {
        one.url = format!("/lonely-{number}/{number}");
        (one.tags, one.section) = (Vec::new(), String::new());
    }
    if number % 37 == 3 {
        one.expires = Some(Day(TODAY.0 - 1));
    }
    if number % 41 == 6 {
        one.pins =
            vec![url((number + 100) % count), format!("https://news.example{}", url(number + 1))];
    }
    if number % 43 == 7 {
        one.excludes = vec![url(number + 1), url(number - 1)];
    }
    one.pinned = number == 3 * SUBJECT + 1;
    if number % 23 == 17 {
        // A reprint of the one before, with another headline.
        let original = article(number - 1, count);
        one.text = original.text;
        one.excerpt = original.excerpt;
    }
    one
}

/// Articles, weighed.
pub fn site(articles: impl IntoIterator<Item = Article>) -> Site {
    let mut builder = Builder::new(BuildOptions::default());
    articles.into_iter().for_each(|article| builder.add(Prepared::new(article)));
    builder.weigh().unwrap()
}
