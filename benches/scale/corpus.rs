//! A generated newspaper of any size: the same bytes every time, with only the open stories in
//! memory.

use std::fmt::Write as _;
use std::io::{self, Write};

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::random::Random;
use crate::topic::{Story, World};
use crate::words::capitalised;

/// Days from the first article to the beginning of the last story: 15 years.
const DAYS: usize = 5_479;
const FIRST: Date = date(2010, 1, 1);

/// Stories that are open at the same time, with articles in turn: those of one are not adjacent.
const OPEN: usize = 100;

/// Shares of the terms that are the story's own.
const IN_TITLE: f64 = 0.35;
const IN_EXCERPT: f64 = 0.2;
const IN_TEXT: f64 = 0.12;

/// Writes `articles` articles as JSON, a line each.
pub fn write(articles: usize, out: &mut impl Write) -> io::Result<()> {
    let mut writer = Writer::new(articles);
    for _ in 0..articles {
        out.write_all(writer.article().as_bytes())?;
    }
    Ok(())
}

struct Writer {
    random: Random,
    world: World,
    stories: Vec<Story>,
    articles: usize,
    /// Articles of all stories that have begun.
    begun: usize,
    /// Articles that are written.
    written: usize,
    line: String,
}

impl Writer {
    fn new(articles: usize) -> Writer {
        let mut random = Random::new(articles as u64);
        let world = World::new(&mut random);
        let (stories, line) = (Vec::new(), String::new());
        Writer { random, world, stories, articles, begun: 0, written: 0, line }
    }

    /// Begins stories until as many are open as may be, or as are needed.
    fn begin(&mut self) {
        while self.stories.len() < OPEN && self.begun < self.articles {
            let day = self.begun * DAYS / self.articles;
            let mut story = self.world.story(&mut self.random, day);
            story.left = story.left.min(self.articles - self.begun);
            self.begun += story.left;
            self.stories.push(story);
        }
    }

    /// The line of the next article.
    fn article(&mut self) -> &str {
        self.begin();
        let at = self.random.below(self.stories.len());
        let angle = self.random.below(self.stories[at].topic.terms.len());
        let number = self.written;
        self.line.clear();

        let words = self.random.between(6, 12);
        let title = self.sentence(at, angle, IN_TITLE, words);
        let day = FIRST + (self.stories[at].day(&mut self.random) as i64).days();
        let place = format!("{:04}/{:02}/{}-{number}", day.year(), day.month(), slug(&title));
        let story = &self.stories[at];
        let section = &self.world.section(story).name;
        let subject = &self.world.subject(story).name;
        let mut line = std::mem::take(&mut self.line);
        // Into a String nothing fails; and nothing here needs an escape.
        let _ = write!(
            line,
            r#"{{"id":"{number}","url":"/{section}/{place}.html","title":"{title}","section":"{}","date":"{day}","lang":"en","image":"/pictures/{place}.jpg","tags":["{subject}""#,
            capitalised(section),
        );
        // Editors are not of one mind.
        let more = [&story.topic.name, &self.world.section(story).terms[number % 20]];
        for tag in &more[..self.random.below(3)] {
            let _ = write!(line, r#","{tag}""#);
        }
        self.line = line;
        let excerpt = self.sentence(at, angle, IN_EXCERPT, 25);
        let _ = write!(self.line, r#"],"excerpt":"{excerpt}.","text":""#);
        self.text(at, angle);
        self.line.push_str("\"}\n");

        self.written += 1;
        self.stories[at].left -= 1;
        if self.stories[at].left == 0 {
            self.stories.swap_remove(at);
        }
        &self.line
    }

    fn text(&mut self, story: usize, angle: usize) {
        // 500 words in the mean, half of them less than 330, few more than 1 500.
        let length = 200.0 + 340.0 * (1.0 / (1.0 - self.random.share()).sqrt() - 1.0);
        let length = length.min(3_000.0) as usize;
        let mut words = 0;
        while words < length {
            let next = self.random.between(8, 24);
            let mut sentence = self.sentence(story, angle, IN_TEXT, next);
            if self.random.chance(0.02) {
                // Somebody who is asked in the street.
                sentence = format!("{sentence}, says {}", self.world.stranger());
            }
            self.line.push_str(&sentence);
            self.line.push_str(if self.random.chance(0.25) { ".\\n" } else { ". " });
            words += next;
        }
    }

    /// About `words` words, without a full stop.
    fn sentence(&mut self, story: usize, angle: usize, own: f64, words: usize) -> String {
        let story = &self.stories[story];
        let mut sentence = String::with_capacity(8 * words);
        let mut left = words;
        while left > 0 {
            let term = self.world.term(&mut self.random, story, angle, own);
            if !sentence.is_empty() {
                sentence.push(' ');
            }
            sentence.push_str(term);
            left = left.saturating_sub(1 + term.bytes().filter(|byte| *byte == b' ').count());
        }
        if let Some(first) = sentence.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        sentence
    }
}

/// The slug of a title: its first six words.
fn slug(title: &str) -> String {
    let words: Vec<&str> = title.split(' ').take(6).collect();
    words.join("-").to_lowercase()
}
