//! The pages of the newspaper: its front, its sections, its stories.

use super::date::Date;
use super::html::{Templates, escape};
use super::json_ld;
use super::output::Output;
use super::story::{self, Block, SECTIONS, Story};
use super::words::Lang;

/// How many stories are beside the lead on the front page.
const SECOND: usize = 3;
/// How many it lists as the latest.
const LATEST: usize = 6;
/// How many are in the block of each section.
const IN_BLOCK: usize = 4;

/// The page of the stories in Chinese, beside those of the sections.
const CHINESE_PATH: &str = "/category/chinese.html";
const CHINESE_NAME: &str = "中文報導";

/// Writes every page; `stories` are the newest first.
pub fn write(stories: &[Story], templates: &Templates, output: &mut Output) -> Result<(), String> {
    let newest = stories.first().ok_or("a newspaper needs a story")?;
    let site = Site { stories, templates, today: newest.date };
    output.write("index.html", site.front()?.as_bytes())?;
    for name in SECTIONS {
        let path = section_path(name);
        let page = site.section(name, &path, Lang::English, |story| story.section == name)?;
        output.write(&path, page.as_bytes())?;
    }
    let chinese = site.section(CHINESE_NAME, CHINESE_PATH, Lang::Chinese, in_chinese)?;
    output.write(CHINESE_PATH, chinese.as_bytes())?;
    for story in stories {
        output.write(&story.path(), site.article(story)?.as_bytes())?;
    }
    Ok(())
}

fn section_path(name: &str) -> String {
    format!("/category/{}.html", name.to_lowercase())
}

fn in_chinese(story: &Story) -> bool {
    story.lang == Lang::Chinese
}

struct Site<'a> {
    stories: &'a [Story],
    templates: &'a Templates,
    /// The day of the edition: of the newest story, so that the site does not change from day to
    /// day.
    today: Date,
}

/// The values of a page's layout.
struct Page<'a> {
    lang: Lang,
    kind: &'a str,
    path: &'a str,
    title: &'a str,
    description: &'a str,
    head: &'a str,
    main: &'a str,
}

const WEBSITE: &str = "<meta property=\"og:type\" content=\"website\">\n";

impl Site<'_> {
    fn page(&self, page: &Page) -> Result<String, String> {
        let words = page.lang.words();
        let edition = match page.lang {
            Lang::English => format!("{}, {}", self.today.weekday(), self.today.english()),
            Lang::Chinese => self.today.chinese(),
        };
        let page_title = match page.path {
            "/" => page.title.to_owned(),
            _ => format!("{} – The Tamsui Ledger", page.title),
        };
        self.templates.fill(
            "layout",
            &[
                ("lang", page.lang.tag()),
                ("page_title", &page_title),
                ("title", page.title),
                ("description", page.description),
                ("path", page.path),
                ("head", page.head),
                ("skip", words.skip),
                ("edition", &edition),
                ("demonstration", words.demonstration),
                ("motto", words.motto),
                ("sections", words.sections),
                ("nav", &navigation(page.path, page.lang)),
                ("kind", page.kind),
                ("main", page.main),
                ("about", words.about),
            ],
        )
    }

    fn front(&self) -> Result<String, String> {
        let (chinese, english): (Vec<&Story>, Vec<&Story>) =
            self.stories.iter().partition(|story| in_chinese(story));
        let (lead, rest) = english.split_first().ok_or("a front page needs a story in English")?;
        let (second, rest) = rest.split_at(SECOND.min(rest.len()));
        let blocks: Result<String, String> =
            SECTIONS.into_iter().map(|name| self.block(name, rest)).collect();
        let main = self.templates.fill(
            "front",
            &[
                ("lead_path", &lead.path()),
                ("lead_picture", &lead.picture_path()),
                ("lead_section", lead.section),
                ("lead_section_path", &section_path(lead.section)),
                ("lead_lang", lead.lang.tag()),
                ("lead_title", &lead.title),
                ("lead_excerpt", &lead.excerpt),
                ("lead_by", &lead.lang.by(&lead.author)),
                ("lead_date", &lead.date.iso()),
                ("lead_day", &lead.lang.day(lead.date)),
                ("second", &self.cards(second)?),
                ("latest", &self.lines(&rest[..LATEST.min(rest.len())])?),
                ("blocks", &blocks?),
                ("chinese_path", CHINESE_PATH),
                ("chinese_name", CHINESE_NAME),
                ("chinese", &self.cards(&chinese[..IN_BLOCK.min(chinese.len())])?),
            ],
        )?;
        self.page(&Page {
            lang: Lang::English,
            kind: "front",
            path: "/",
            title: "The Tamsui Ledger",
            description: "News from Taiwan and the world: the demonstration newspaper of also-like.",
            head: WEBSITE,
            main: &main,
        })
    }

    /// A section's place on the front page; nothing when it has no story left.
    fn block(&self, name: &str, stories: &[&Story]) -> Result<String, String> {
        let stories: Vec<&Story> =
            stories.iter().copied().filter(|story| story.section == name).take(IN_BLOCK).collect();
        let Some((first, rest)) = stories.split_first() else {
            return Ok(String::new());
        };
        self.templates.fill(
            "block",
            &[
                ("id", &name.to_lowercase()),
                ("path", &section_path(name)),
                ("name", name),
                ("first", &self.cards(&[first])?),
                ("rest", &self.lines(rest)?),
            ],
        )
    }

    fn section(
        &self,
        name: &str,
        path: &str,
        lang: Lang,
        belongs: impl Fn(&Story) -> bool,
    ) -> Result<String, String> {
        let stories: Vec<&Story> = self.stories.iter().filter(|story| belongs(story)).collect();
        let cards = self.cards(&stories)?;
        let main = self.templates.fill("section", &[("name", name), ("cards", &cards)])?;
        self.page(&Page {
            lang,
            kind: "section",
            path,
            title: name,
            description: &match lang {
                Lang::English => format!("All stories of the section {name}."),
                Lang::Chinese => format!("{name}一覽"),
            },
            head: WEBSITE,
            main: &main,
        })
    }

    fn article(&self, story: &Story) -> Result<String, String> {
        let lang = story.lang;
        let body: String = story.body.iter().map(block_html).collect();
        let tags: String =
            story.tags.iter().map(|tag| format!("<li>{}</li>\n", escape(tag))).collect();
        let main = self.templates.fill(
            "article",
            &[
                ("section_path", &section_path(story.section)),
                ("section", lang.section(story.section)),
                ("title", &story.title),
                ("excerpt", &story.excerpt),
                ("by", &lang.by(&story.author)),
                ("date", &story.date.iso()),
                ("day", &lang.day(story.date)),
                ("picture", &story.picture_path()),
                ("alt", &story.picture),
                ("body", &body),
                ("filed", lang.words().filed),
                ("tags", &tags),
            ],
        )?;
        self.page(&Page {
            lang,
            kind: "story",
            path: &story.path(),
            title: &story.title,
            description: &story.excerpt,
            head: &self.article_head(story),
            main: &main,
        })
    }

    /// Open Graph, JSON-LD, and what also-like reads of an editor.
    fn article_head(&self, story: &Story) -> String {
        let mut out = String::new();
        let mut meta = |kind: &str, name: &str, content: &str| {
            out += &format!("<meta {kind}=\"{name}\" content=\"{}\">\n", escape(content));
        };
        meta("property", "og:type", "article");
        meta("property", "og:image", &story.picture_path());
        meta("property", "og:image:alt", &story.picture);
        meta("property", "og:locale", story.lang.locale());
        meta("property", "article:published_time", &story.date.iso());
        meta("property", "article:section", story.section);
        for tag in &story.tags {
            meta("property", "article:tag", tag);
        }
        for (name, slugs) in [("pin", &story.pins), ("exclude", &story.excludes)] {
            let paths: Vec<String> = slugs.iter().map(|slug| story::path(slug)).collect();
            if !paths.is_empty() {
                meta("name", &format!("also-like:{name}"), &paths.join(" "));
            }
        }
        if story.unlisted {
            meta("name", "also-like", "unlisted");
        }
        // Each of the two names both, as search engines require.
        let is_other = |other: &&Story| story.translation.as_ref() == Some(&other.slug);
        if let Some(other) = self.stories.iter().find(is_other) {
            for one in [story, other] {
                let (lang, path) = (one.lang.tag(), one.path());
                out += &format!("<link rel=\"alternate\" hreflang=\"{lang}\" href=\"{path}\">\n");
            }
        }
        let json = json_ld::news_article(story);
        out + &format!("<script type=\"application/ld+json\">{json}</script>\n")
    }

    fn cards(&self, stories: &[&Story]) -> Result<String, String> {
        stories
            .iter()
            .map(|story| {
                self.templates.fill(
                    "card",
                    &[
                        ("lang", story.lang.tag()),
                        ("path", &story.path()),
                        ("picture", &story.picture_path()),
                        ("title", &story.title),
                        ("excerpt", &story.excerpt),
                        ("date", &story.date.iso()),
                        ("day", &story.lang.day(story.date)),
                    ],
                )
            })
            .collect()
    }

    fn lines(&self, stories: &[&Story]) -> Result<String, String> {
        stories
            .iter()
            .map(|story| {
                self.templates.fill(
                    "line",
                    &[
                        ("lang", story.lang.tag()),
                        ("path", &story.path()),
                        ("title", &story.title),
                        ("date", &story.date.iso()),
                        ("day", &story.lang.day(story.date)),
                    ],
                )
            })
            .collect()
    }
}

fn block_html(block: &Block) -> String {
    match block {
        Block::Heading(text) => format!("<h2>{}</h2>\n", escape(text)),
        Block::Paragraph(text) => format!("<p>{}</p>\n", escape(text)),
    }
}

fn navigation(current: &str, lang: Lang) -> String {
    let item = |path: &str, name: &str, lang: Lang| {
        let here = if path == current { " aria-current=\"page\"" } else { "" };
        let (tag, name) = (lang.tag(), escape(name));
        format!("<li><a href=\"{path}\" lang=\"{tag}\"{here}>{name}</a></li>\n")
    };
    let mut out = String::new();
    for name in SECTIONS {
        out += &item(&section_path(name), lang.section(name), lang);
    }
    out + &item(CHINESE_PATH, "中文", Lang::Chinese)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_navigation_marks_where_the_reader_is() {
        let nav = navigation("/category/world.html", Lang::Chinese);
        assert!(nav.starts_with(
            "<li><a href=\"/category/world.html\" lang=\"zh-Hant\" aria-current=\"page\">國際</a></li>"
        ));
        assert_eq!(nav.matches("aria-current").count(), 1);
        assert_eq!(nav.matches("<li>").count(), SECTIONS.len() + 1);
    }
}
