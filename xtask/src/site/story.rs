//! The stories of the newspaper, as their writers wrote them.

use std::fs;
use std::path::Path;

use super::date::Date;
use super::words::Lang;

/// The newspaper's sections, in the order of its navigation.
pub const SECTIONS: [&str; 12] = [
    "World",
    "Taiwan",
    "Business",
    "Technology",
    "Health",
    "Culture",
    "Environment",
    "Transport",
    "Food",
    "Sport",
    "Science",
    "Life",
];

/// One story.
pub struct Story {
    /// The name of its file, without `.md`: lower-case ASCII words with hyphens.
    pub slug: String,
    pub title: String,
    pub excerpt: String,
    pub date: Date,
    /// One of [`SECTIONS`].
    pub section: &'static str,
    pub author: String,
    pub lang: Lang,
    pub tags: Vec<String>,
    /// What the picture shows, in words.
    pub picture: String,
    pub body: Vec<Block>,
}

/// A piece of a story's text.
pub enum Block {
    Heading(String),
    Paragraph(String),
}

impl Story {
    /// Reads a file; the message of an error names the file.
    pub fn read(path: &Path) -> Result<Story, String> {
        let slug = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(path)
            .map_err(|error| format!("can't read {}: {error}", path.display()))?;
        Story::parse(slug, &text).map_err(|error| format!("{}: {error}", path.display()))
    }

    fn parse(slug: String, text: &str) -> Result<Story, String> {
        if slug.is_empty()
            || !slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        {
            return Err("the file's name must be lower-case ASCII words with hyphens".into());
        }
        let (head, body) = text.split_once("\n---\n").ok_or("no line --- under the head")?;
        let mut head = head.lines();
        let mut field = |name: &str| -> Result<String, String> {
            let line = head.next().unwrap_or_default();
            let value = line.strip_prefix(name).and_then(|rest| rest.strip_prefix(':'));
            match value.map(str::trim) {
                Some(value) if !value.is_empty() => Ok(value.to_owned()),
                _ => Err(format!("the head should have \"{name}: …\" where it has {line:?}")),
            }
        };
        let title = field("title")?;
        let excerpt = field("excerpt")?;
        let date = field("date")?;
        let section = field("section")?;
        let author = field("author")?;
        let lang = field("lang")?;
        let tags = field("tags")?;
        let picture = field("picture")?;
        if let Some(line) = head.next() {
            return Err(format!("the head should end where it has {line:?}"));
        }
        let lang = Lang::parse(&lang)
            .ok_or_else(|| format!("the language {lang:?} is not en or zh-Hant"))?;
        let body = blocks(&lang.typeset(body));
        if body.is_empty() {
            return Err("there is nothing under the line ---".into());
        }
        Ok(Story {
            slug,
            title: lang.typeset(&title),
            excerpt: lang.typeset(&excerpt),
            date: Date::parse(&date).ok_or_else(|| format!("{date:?} is not a date"))?,
            section: SECTIONS
                .into_iter()
                .find(|name| *name == section)
                .ok_or_else(|| format!("{section:?} is not one of the sections {SECTIONS:?}"))?,
            author,
            lang,
            tags: tags.split(',').map(|tag| tag.trim().to_owned()).collect(),
            picture: lang.typeset(&picture),
            body,
        })
    }

    /// Where the story stands on the site.
    pub fn path(&self) -> String {
        format!("/articles/{}.html", self.slug)
    }

    /// Where its picture stands on the site.
    pub fn picture_path(&self) -> String {
        format!("/pictures/{}.svg", self.slug)
    }
}

fn blocks(body: &str) -> Vec<Block> {
    body.split("\n\n")
        .map(str::trim)
        .filter(|block| !block.is_empty())
        .map(|block| match block.strip_prefix("## ") {
            Some(heading) => Block::Heading(heading.to_owned()),
            None => Block::Paragraph(block.to_owned()),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "title: A: writer's title\nexcerpt: E\ndate: 2023-06-12\nsection: World\nauthor: A\n\
        lang: en\ntags: a, b c\npicture: P\n---\nOne.\n\n## Two\n\nThree.\n";

    #[test]
    fn a_story_is_read() {
        let story = Story::parse("a-b".into(), STORY).unwrap();
        assert_eq!((story.title.as_str(), story.section), ("A: writer’s title", "World"));
        assert_eq!(story.tags, ["a", "b c"]);
        assert_eq!(story.path(), "/articles/a-b.html");
        assert!(matches!(
            &story.body[..],
            [Block::Paragraph(_), Block::Heading(two), Block::Paragraph(_)] if two == "Two"
        ));
    }

    #[test]
    fn mistakes_are_named() {
        let mistake = |from: &str, to: &str| {
            Story::parse("a".into(), &STORY.replace(from, to)).err().unwrap_or_default()
        };
        assert_eq!(mistake("---", "--"), "no line --- under the head");
        assert_eq!(mistake("12\n", "32\n"), "\"2023-06-32\" is not a date");
        assert_eq!(mistake("lang: en", "lang: fr"), "the language \"fr\" is not en or zh-Hant");
        let expected = "the head should have \"excerpt: …\" where it has \"excerpt:\"";
        assert_eq!(mistake("excerpt: E", "excerpt:"), expected);
        assert!(mistake("World", "Moon").starts_with("\"Moon\" is not one of the sections"));
        assert!(Story::parse("A b".into(), STORY).is_err());
    }
}
