//! The page on which any text is compared with the newspaper's stories.

use std::path::Path;

use super::html::{Templates, escape};
use super::output::Output;
use super::story::{SECTIONS, Story};
use super::words::Lang;

/// Writes the page; `source` is `www/playground`.
pub fn write(source: &Path, stories: &[Story], output: &mut Output) -> Result<(), String> {
    let articles: String = SECTIONS.into_iter().map(|name| section(name, stories)).collect();
    let languages: String = Lang::ALL
        .into_iter()
        .filter(|lang| stories.iter().any(|story| story.lang == *lang))
        .map(|lang| {
            format!("<option value=\"{0}\" lang=\"{0}\">{1}</option>\n", lang.tag(), lang.name())
        })
        .collect();
    let values = [("articles", articles.as_str()), ("languages", languages.as_str())];
    let page = Templates::read(source)?.fill("index", &values)?;
    output.write("playground/index.html", page.as_bytes())?;
    for file in ["playground.css", "playground.js"] {
        output.copy(&source.join(file), &format!("playground/{file}"))?;
    }
    Ok(())
}

/// The stories of a section to choose from; nothing when it has none.
fn section(name: &str, stories: &[Story]) -> String {
    let of_it = stories.iter().filter(|story| story.section == name);
    let options: String = of_it
        .map(|story| {
            let (path, lang) = (story.path(), story.lang.tag());
            let title = escape(&story.title);
            format!("<option value=\"{path}\" lang=\"{lang}\">{title}</option>\n")
        })
        .collect();
    if options.is_empty() {
        return options;
    }
    format!("<optgroup label=\"{}\">\n{options}</optgroup>\n", escape(name))
}
