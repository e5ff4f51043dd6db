//! The page that shows every look of the box side by side, in frames.

use std::path::Path;

use super::html::Templates;
use super::output::Output;
use super::story::{Block, Story};

/// Where the articles in languages that the newspaper does not have are indexed.
pub const CATALOG: &str = "looks/catalog";

/// A page with a box.
struct Look {
    group: &'static str,
    caption: &'static str,
    page: Page,
    layout: &'static str,
    /// A class of `frame.css`.
    theme: &'static str,
    /// Of its frame, in CSS pixels.
    size: (u16, u16),
    /// More attributes of the box.
    options: &'static str,
}

/// What a page is about.
enum Page {
    /// A story of the newspaper, by its slug.
    Story(&'static str),
    /// A page whose articles are in a catalog of their own.
    Other { lang: &'static str, dir: &'static str, title: &'static str, text: &'static str },
}

const KIM: Page = Page::Story("kim-message-putin-russia-day");
const CHINESE: Page = Page::Story("zh-kim-putin-russia-day");
const ARABIC: Page = Page::Other {
    lang: "ar",
    dir: "rtl",
    title: "عبّارة ليلية إلى الجزر",
    text: "تغادر العبّارة الليلية الميناء وعلى متنها ركاب الجزر، وتبقي الشركة أسعار التذاكر كما هي.",
};
const THAI: Page = Page::Other {
    lang: "th",
    dir: "ltr",
    title: "เรือข้ามฟากรอบกลางคืนไปหมู่เกาะ",
    text: "เรือข้ามฟากรอบกลางคืนออกจากท่าเรือพร้อมผู้โดยสารชาวเกาะ บริษัทคงค่าโดยสารไว้ตามเดิม",
};

#[rustfmt::skip]
const LOOKS: [Look; 18] = [
    look("Cards", "Wide", KIM, "cards", "light", (1120, 640), ""),
    look("Cards", "Of medium width, dark", KIM, "cards", "dark", (640, 1060), ""),
    look("Cards", "Narrow", KIM, "cards", "light", (340, 1260), ""),
    look("Cards", "Narrow, dark, three cards", KIM, "cards", "dark", (340, 1020), " limit=\"3\""),
    look("List", "Wide", KIM, "list", "light", (760, 1110), ""),
    look("List", "Narrow, dark", KIM, "list", "dark", (340, 1260), ""),
    look("List", "With reasons", KIM, "list", "light", (560, 1230), " reasons"),
    look("Compact", "Wide, dark", KIM, "compact", "dark", (760, 460), ""),
    look("Compact", "Narrow", KIM, "compact", "light", (340, 840), ""),
    look("Languages", "Chinese, list", CHINESE, "list", "light", (640, 760), ""),
    look("Languages", "Arabic, cards", ARABIC, "cards", "dark", (640, 880), ""),
    look("Languages", "Thai, compact", THAI, "compact", "light", (640, 340), ""),
    look("Pictures that are missing", "Of some articles, list", ARABIC, "list", "light", (640, 980), ""),
    look("Pictures that are missing", "Of some articles, narrow", THAI, "cards", "dark", (340, 1140), ""),
    look("Pictures that are missing", "Of some articles, cards", THAI, "cards", "light", (640, 860), ""),
    look("A site's own taste", "Custom properties", KIM, "cards", "own", (1120, 760), ""),
    look("A site's own taste", "The same, narrow", KIM, "compact", "own", (340, 920), ""),
    look("Large text", "Twice as large", KIM, "cards", "light large", (640, 2900), " limit=\"3\""),
];

#[allow(clippy::too_many_arguments, reason = "a row of the table above")]
const fn look(
    group: &'static str,
    caption: &'static str,
    page: Page,
    layout: &'static str,
    theme: &'static str,
    size: (u16, u16),
    options: &'static str,
) -> Look {
    Look { group, caption, page, layout, theme, size, options }
}

/// Writes the page and those in its frames; `source` is `www/looks`.
pub fn write(source: &Path, stories: &[Story], output: &mut Output) -> Result<(), String> {
    let templates = Templates::read(source)?;
    let mut groups: Vec<(&str, String)> = Vec::new();
    for look in &LOOKS {
        let file = look.file();
        output.write(&format!("looks/{file}"), look.page(&templates, stories)?.as_bytes())?;
        let figure = templates.fill(
            "figure",
            &[
                ("width", &look.size.0.to_string()),
                ("height", &look.size.1.to_string()),
                ("file", &file),
                ("caption", look.caption),
            ],
        )?;
        match groups.last_mut() {
            Some((name, figures)) if *name == look.group => figures.push_str(&figure),
            _ => groups.push((look.group, figure)),
        }
    }
    let groups: Result<String, String> = groups
        .iter()
        .map(|(name, frames)| {
            templates.fill("group", &[("id", &slug(name)), ("name", name), ("frames", frames)])
        })
        .collect();
    let index = templates.fill("index", &[("groups", &groups?)])?;
    output.write("looks/index.html", index.as_bytes())?;
    for style in ["index.css", "frame.css"] {
        output.copy(&source.join(style), &format!("looks/{style}"))?;
    }
    Ok(())
}

impl Look {
    fn file(&self) -> String {
        format!("{}.html", slug(&format!("{} {}", self.group, self.caption)))
    }

    fn page(&self, templates: &Templates, stories: &[Story]) -> Result<String, String> {
        let story = |slug: &str| {
            let found = stories.iter().find(|story| story.slug == slug);
            found.ok_or_else(|| format!("the looks need the story {slug}"))
        };
        let (lang, dir, title, text, path, catalog) = match self.page {
            Page::Story(slug) => {
                let story = story(slug)?;
                let first = story.body.iter().find_map(|block| match block {
                    Block::Paragraph(text) => Some(text.as_str()),
                    Block::Heading(_) => None,
                });
                let text = first.unwrap_or(&story.excerpt);
                (story.lang.tag(), "ltr", story.title.as_str(), text, story.path(), "")
            }
            Page::Other { lang, dir, title, text } => {
                let path = format!("/looks/{}", self.file());
                (lang, dir, title, text, path, " catalog=\"/looks/catalog/\"")
            }
        };
        templates.fill(
            "frame",
            &[
                ("lang", lang),
                ("dir", dir),
                ("theme", self.theme),
                ("title", title),
                ("text", text),
                ("path", &path),
                ("layout", self.layout),
                ("options", &format!("{catalog}{}", self.options)),
            ],
        )
    }
}

/// A name as a part of addresses.
fn slug(name: &str) -> String {
    let lower = name.to_lowercase().replace(|char: char| !char.is_ascii_alphanumeric(), "-");
    lower.split('-').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_look_has_a_page_of_its_own() {
        let files: BTreeSet<String> = LOOKS.iter().map(Look::file).collect();
        assert_eq!(files.len(), LOOKS.len());
        assert!(files.contains("a-site-s-own-taste-custom-properties.html"), "{files:?}");
    }

    #[test]
    fn every_layout_is_shown_narrow_and_wide_light_and_dark() {
        for layout in ["cards", "list", "compact"] {
            let of = |test: fn(&Look) -> bool| {
                LOOKS.iter().any(|look| look.layout == layout && test(look))
            };
            assert!(of(|look| look.size.0 < 400) && of(|look| look.size.0 > 700), "{layout}");
            assert!(
                of(|look| look.theme == "light") && of(|look| look.theme == "dark"),
                "{layout}"
            );
        }
    }
}
