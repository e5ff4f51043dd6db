//! What articles are about, on three levels: the sections of a newspaper, subjects that stay with
//! it for years, and stories that are news for some weeks.

use crate::random::{Random, Zipf};
use crate::words::{LANGUAGE, name, word};

const SECTIONS: usize = 12;
const SUBJECTS: usize = 60;

/// The most articles of a story, and the least.
const LARGEST: f64 = 40.0;
const SMALLEST: f64 = 5.0;

/// Days that a story is news for.
const NEWS: usize = 30;

/// The terms of a topic, the most specific first: words, names and phrases of some words.
pub struct Topic {
    /// Its name, for readers.
    pub name: String,
    pub terms: Vec<String>,
}

impl Topic {
    /// A topic of `words` words of the language, none of its `first` most frequent ones. Some of
    /// them come in phrases too.
    fn new(random: &mut Random, first: usize, words: usize, names: Vec<String>) -> Topic {
        let mut own: Vec<String> = (0..words)
            .map(|_| {
                // Common words more often than rare ones.
                let rank = random.low(LANGUAGE as usize - first) + 1;
                word((first + random.low(rank)) as u32)
            })
            .collect();
        let phrases: Vec<String> = (0..words / 4)
            .map(|_| {
                let words: Vec<&str> =
                    (0..random.between(2, 3)).map(|_| own[random.low(words)].as_str()).collect();
                words.join(" ")
            })
            .collect();
        let title = own[0].clone();
        for one in phrases.into_iter().chain(names) {
            own.insert(random.below(own.len()), one);
        }
        Topic { name: title, terms: own }
    }
}

/// A story in the making.
pub struct Story {
    pub topic: Topic,
    pub section: usize,
    pub subject: usize,
    /// Days after the newspaper's first.
    begin: usize,
    /// Articles that are still to be written.
    pub left: usize,
}

impl Story {
    /// The day of one of its articles.
    pub fn day(&self, random: &mut Random) -> usize {
        self.begin + random.low(NEWS)
    }
}

/// All that a newspaper writes about.
pub struct World {
    language: Vec<String>,
    zipf: Zipf,
    sections: Vec<Topic>,
    /// Of each section.
    subjects: Vec<Vec<Topic>>,
    /// How many names were in the news so far.
    names: u32,
}

impl World {
    pub fn new(random: &mut Random) -> World {
        let mut names = 0;
        let mut subject = |random: &mut Random| {
            names += 25;
            Topic::new(random, 1_000, 120, (names - 25..names).map(name).collect())
        };
        World {
            language: (0..LANGUAGE).map(word).collect(),
            zipf: Zipf::new(LANGUAGE),
            sections: (0..SECTIONS).map(|_| Topic::new(random, 250, 300, Vec::new())).collect(),
            subjects: (0..SECTIONS)
                .map(|_| (0..SUBJECTS).map(|_| subject(random)).collect())
                .collect(),
            names,
        }
    }

    /// A story that begins on a day. Half of its people were never in the news before.
    pub fn story(&mut self, random: &mut Random, begin: usize) -> Story {
        let names = (0..random.between(3, 8))
            .map(|_| match random.chance(0.5) {
                true => self.stranger(),
                false => name(random.low(self.names as usize) as u32),
            })
            .collect();
        // Sizes by a power law: half of the stories have less than ten articles.
        let share = random.share();
        let size = 1.0 / (share / LARGEST + (1.0 - share) / SMALLEST);
        Story {
            topic: Topic::new(random, 2_000, 40, names),
            section: random.low(SECTIONS),
            subject: random.low(SUBJECTS),
            begin,
            left: size as usize,
        }
    }

    /// Somebody who was never in the news before.
    pub fn stranger(&mut self) -> String {
        self.names += 1;
        name(self.names - 1)
    }

    pub fn section(&self, story: &Story) -> &Topic {
        &self.sections[story.section]
    }

    pub fn subject(&self, story: &Story) -> &Topic {
        &self.subjects[story.section][story.subject]
    }

    /// A term of an article. `own` is the share of terms that come from its story; nearly as many
    /// come from its subject and section, all others from the language. The article has an angle,
    /// from where it sees the story: others have other angles.
    pub fn term<'a>(
        &'a self,
        random: &mut Random,
        story: &'a Story,
        angle: usize,
        own: f64,
    ) -> &'a str {
        let share = random.share();
        let topic = if share < own {
            let terms = &story.topic.terms;
            return &terms[(angle + random.low(terms.len() * 2 / 3)) % terms.len()];
        } else if share < own * 1.6 {
            self.subject(story)
        } else if share < own * 2.0 {
            self.section(story)
        } else {
            return &self.language[self.zipf.draw(random)];
        };
        &topic.terms[random.low(topic.terms.len())]
    }
}
