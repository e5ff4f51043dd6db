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
    /// The stories to show first under it, and those to leave out, by their slugs.
    pub pins: Vec<String>,
    pub excludes: Vec<String>,
    /// The last day on which it is recommended.
    pub expires: Option<Date>,
    /// Whether it is never recommended.
    pub unlisted: bool,
    /// The same story in the other language, by its slug. See [`connect`].
    pub translation: Option<String>,
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
        let (mut pins, mut excludes) = (Vec::new(), Vec::new());
        let (mut expires, mut unlisted, mut translation) = (None, false, None);
        let slugs = |value: &str| value.split_whitespace().map(str::to_owned).collect();
        for line in head {
            match line.split_once(": ").map(|(name, value)| (name, value.trim())) {
                Some(("pin", value)) => pins = slugs(value),
                Some(("exclude", value)) => excludes = slugs(value),
                Some(("expires", value)) => expires = Some(day(value)?),
                Some(("unlisted", "yes")) => unlisted = true,
                Some(("translation", value)) => translation = Some(value.to_owned()),
                _ => return Err(format!("the head should end where it has {line:?}")),
            }
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
            date: day(&date)?,
            section: SECTIONS
                .into_iter()
                .find(|name| *name == section)
                .ok_or_else(|| format!("{section:?} is not one of the sections {SECTIONS:?}"))?,
            author,
            lang,
            tags: tags.split(',').map(|tag| tag.trim().to_owned()).collect(),
            picture: lang.typeset(&picture),
            pins,
            excludes,
            expires,
            unlisted,
            translation,
            body,
        })
    }

    /// The path of the story on the site.
    pub fn path(&self) -> String {
        path(&self.slug)
    }

    /// The path of its picture on the site.
    pub fn picture_path(&self) -> String {
        format!("/pictures/{}.svg", self.slug)
    }
}

/// The path of a story on the site.
pub fn path(slug: &str) -> String {
    format!("/articles/{slug}.html")
}

/// Makes translations mutual: one of the two stories names the other.
pub fn connect(stories: &mut [Story]) -> Result<(), String> {
    let place = |stories: &[Story], slug: &str| stories.iter().position(|one| one.slug == slug);
    for at in 0..stories.len() {
        let story = &stories[at];
        let named = story.pins.iter().chain(&story.excludes).chain(&story.translation);
        if let Some(other) = named.into_iter().find(|other| place(stories, other).is_none()) {
            return Err(format!("{}.md: there is no story {other:?}", story.slug));
        }
        let Some(other) = story.translation.as_deref().and_then(|slug| place(stories, slug)) else {
            continue;
        };
        let slug = story.slug.clone();
        if stories[other].lang == story.lang {
            return Err(format!("{slug}.md: {} is in the same language", stories[other].slug));
        }
        let back = stories[other].translation.get_or_insert_with(|| slug.clone());
        if *back != slug {
            return Err(format!("{slug}.md: its translation is that of {back:?}"));
        }
    }
    Ok(())
}

fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| format!("{text:?} is not a date"))
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

    #[test]
    fn an_editor_s_lines_may_follow() {
        let plain = Story::parse("a".into(), STORY).unwrap();
        assert!(plain.pins.is_empty() && !plain.unlisted && plain.translation.is_none());
        let lines = "picture: P\npin: b c\nexclude: d\nexpires: 2024-01-31\nunlisted: yes\ntranslation: e\n";
        let story = Story::parse("a".into(), &STORY.replace("picture: P\n", lines)).unwrap();
        assert_eq!((story.pins, story.excludes), (vec!["b".into(), "c".into()], vec!["d".into()]));
        assert_eq!(story.expires, Date::parse("2024-01-31"));
        assert!(story.unlisted);
        assert_eq!(story.translation.as_deref(), Some("e"));
        let wrong = |line: &str| {
            let text = STORY.replace("picture: P\n", &format!("picture: P\n{line}\n"));
            Story::parse("a".into(), &text).err().unwrap_or_default()
        };
        assert_eq!(wrong("expires: soon"), "\"soon\" is not a date");
        assert_eq!(wrong("unlisted: no"), "the head should end where it has \"unlisted: no\"");
        assert_eq!(wrong("pins: a"), "the head should end where it has \"pins: a\"");
    }

    #[test]
    fn translations_are_mutual() {
        let story = |slug: &str, lang: &str, line: &str| {
            let text = STORY.replace("lang: en", &format!("lang: {lang}"));
            let text = text.replace("picture: P\n", &format!("picture: P\n{line}"));
            Story::parse(slug.into(), &text).unwrap()
        };
        let mut stories = [story("a", "en", ""), story("b", "zh-Hant", "translation: a\n")];
        connect(&mut stories).unwrap();
        connect(&mut stories).unwrap();
        let both = stories.map(|story| story.translation.unwrap());
        assert_eq!(both, ["b", "a"]);

        let same = [story("a", "en", ""), story("b", "en", "translation: a\n")];
        let missing = [story("a", "en", "pin: c\n")];
        let twice = [
            story("a", "en", ""),
            story("b", "zh-Hant", "translation: a\n"),
            story("c", "zh-Hant", "translation: a\n"),
        ];
        let mistake = |mut stories: Vec<Story>| connect(&mut stories).unwrap_err();
        assert_eq!(mistake(same.into()), "b.md: a is in the same language");
        assert_eq!(mistake(missing.into()), "a.md: there is no story \"c\"");
        assert_eq!(mistake(twice.into()), "c.md: its translation is that of \"b\"");
    }
}
