//! The demonstration newspaper: stories and templates of `www/site` become a folder of HTML.
//!
//! The same stories always give the same bytes, so the end-to-end tests can rely on them.

mod date;
mod html;
mod json_ld;
mod looks;
mod output;
mod pages;
mod playground;
mod story;
mod words;

use std::fs;
use std::path::Path;

pub use looks::CATALOG as LOOKS;
use output::Output;
use story::Story;

/// Renders the site of `www` (`www/site`) into the folder `out`, with the looks of the box
/// (`www/looks`) and the playground (`www/playground`), and returns the number of stories.
///
/// Whatever a former run left in `out` and this one did not write is removed, except `keep`, a
/// top-level name.
pub fn render(www: &Path, out: &Path, keep: &str) -> Result<usize, String> {
    let source = &www.join("site");
    let stories = stories(source)?;
    let mut output = Output::new(out);
    let templates = html::Templates::read(&source.join("templates"))?;
    pages::write(&stories, &templates, &mut output)?;
    looks::write(&www.join("looks"), &stories, &mut output)?;
    playground::write(&www.join("playground"), &stories, &mut output)?;
    for asset in ["site.css", "icon.svg"] {
        output.copy(&source.join(asset), asset)?;
    }
    for story in &stories {
        let name = story.picture_path();
        let picture = source.join(name.trim_start_matches('/'));
        output.copy(&picture, &name)?;
    }
    output.finish(keep)?;
    Ok(stories.len())
}

/// All stories, newest first, those of one day by their names.
fn stories(source: &Path) -> Result<Vec<Story>, String> {
    let folder = source.join("articles");
    let entries = fs::read_dir(&folder)
        .map_err(|error| format!("can't read the folder {}: {error}", folder.display()))?;
    let mut stories = Vec::new();
    for entry in entries {
        let path =
            entry.map_err(|error| format!("can't list {}: {error}", folder.display()))?.path();
        if path.extension().is_some_and(|extension| extension == "md") {
            stories.push(Story::read(&path)?);
        }
    }
    if stories.is_empty() {
        return Err(format!("no stories (*.md) in {}", folder.display()));
    }
    stories.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.slug.cmp(&b.slug)));
    story::connect(&mut stories)?;
    Ok(stories)
}
