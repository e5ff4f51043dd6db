//! What generators do not publish: by where a file stands, and by what it says of itself.

use std::path::Path;

use serde_json::{Map, Value};

use crate::command::outcome::Reason;

/// Why a file is not published, by its path from the root of its folder.
pub fn by_place(path: &Path) -> Option<Reason> {
    const DRAFTS: [&str; 3] = ["_drafts", "drafts", "draft"];
    const PARTS: [&str; 13] = [
        "_includes",
        "_include",
        "_layouts",
        "_layout",
        "_partials",
        "_templates",
        "_components",
        "_snippets",
        "_data",
        "_sass",
        "_site",
        "archetypes",
        "_archetypes",
    ];
    let is_of = |names: &[&str]| {
        path.parent().into_iter().flatten().any(|folder| names.iter().any(|name| folder == *name))
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if is_of(&DRAFTS) {
        Some(Reason::Draft)
    } else if is_of(&PARTS) || name.starts_with('_') && !name.starts_with("_index.") {
        Some(Reason::Part)
    } else {
        None
    }
}

/// Why a file is not published, by its front matter.
pub fn by_data(data: &Map<String, Value>) -> Option<Reason> {
    let any = |names: &[&str], is: fn(&Value) -> bool| {
        names.iter().filter_map(|name| data.get(*name)).any(is)
    };
    let inside = |name: &str, key: &str| data.get(name).and_then(|value| value.get(key));
    let is_never = |key: &str| {
        let values = [inside("build", key), inside("_build", key)];
        values
            .into_iter()
            .flatten()
            .any(|value| is_no(value) || value == "never" || value == "link")
    };
    if any(&["draft", "drafts", "isDraft", "is_draft"], is_yes)
        || any(&["published", "publish", "isPublished", "is_published"], is_no)
        || any(&["status", "state", "visibility", "post_status", "publishStatus"], is_of_draft)
    {
        return Some(Reason::Draft);
    }
    let is_off =
        any(&["permalink", "url"], |value| *value == Value::Bool(false) || value == "false")
            || any(
                &["headless", "eleventyExcludeFromCollections", "excludeFromCollections"],
                is_yes,
            )
            || is_never("render");
    if is_off {
        return Some(Reason::Unpublished);
    }
    let is_unlisted = any(&["noindex", "unlisted", "hidden", "private"], is_yes)
        || any(&["visibility"], |value| *value == "unlisted")
        || is_never("list");
    is_unlisted.then_some(Reason::Unlisted)
}

fn is_of_draft(value: &Value) -> bool {
    const WORDS: [&str; 9] = [
        "draft",
        "private",
        "hidden",
        "unpublished",
        "pending",
        "trash",
        "skip",
        "password",
        "wip",
    ];
    value.as_str().is_some_and(|word| WORDS.contains(&&*word.trim().to_lowercase()))
}

/// Whether a value says yes, as a flag or as a text.
fn is_yes(value: &Value) -> bool {
    is_word(value, &["true", "yes", "on", "y", "1"])
}

fn is_no(value: &Value) -> bool {
    is_word(value, &["false", "no", "off", "n", "0"])
}

fn is_word(value: &Value, words: &[&str]) -> bool {
    let text = match value {
        Value::String(text) => text.trim().to_lowercase(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        _ => return false,
    };
    words.contains(&&*text)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn places_tell() {
        for (path, reason) in [
            ("_drafts/a.md", Some(Reason::Draft)),
            ("source/_drafts/a.md", Some(Reason::Draft)),
            ("drafts/a.html", Some(Reason::Draft)),
            ("blog/drafts/a.md", Some(Reason::Draft)),
            ("_includes/a.md", Some(Reason::Part)),
            ("_layouts/post.html", Some(Reason::Part)),
            ("blog/_partial.mdx", Some(Reason::Part)),
            ("blog/_index.md", None),
            ("_posts/a.md", None),
            ("_recipes/a.md", None),
            ("drafts.md", None),
            ("overdrafts/a.md", None),
        ] {
            assert_eq!(by_place(Path::new(path)), reason, "{path}");
        }
    }

    #[test]
    fn data_tells() {
        for (data, reason) in [
            (json!({ "draft": "true" }), Some(Reason::Draft)),
            (json!({ "draft": true }), Some(Reason::Draft)),
            (json!({ "draft": "Yes" }), Some(Reason::Draft)),
            (json!({ "draft": "false" }), None),
            (json!({ "publish": "false" }), Some(Reason::Draft)),
            (json!({ "published": false }), Some(Reason::Draft)),
            (json!({ "published": "2024-03-05" }), None),
            (json!({ "status": "Draft" }), Some(Reason::Draft)),
            (json!({ "status": "private" }), Some(Reason::Draft)),
            (json!({ "status": "hidden" }), Some(Reason::Draft)),
            (json!({ "status": "published" }), None),
            (json!({ "permalink": "false" }), Some(Reason::Unpublished)),
            (json!({ "permalink": false }), Some(Reason::Unpublished)),
            (json!({ "permalink": "/no/" }), None),
            (json!({ "eleventyExcludeFromCollections": "true" }), Some(Reason::Unpublished)),
            (json!({ "headless": true }), Some(Reason::Unpublished)),
            (json!({ "build": { "render": "never" } }), Some(Reason::Unpublished)),
            (json!({ "_build": { "render": false } }), Some(Reason::Unpublished)),
            (json!({ "build": { "list": "never" } }), Some(Reason::Unlisted)),
            (json!({ "build": { "render": "always" } }), None),
            (json!({ "unlisted": "true" }), Some(Reason::Unlisted)),
            (json!({ "noindex": true }), Some(Reason::Unlisted)),
            (json!({ "title": "Draft" }), None),
        ] {
            let Value::Object(map) = &data else { unreachable!() };
            assert_eq!(by_data(map), reason, "{data}");
        }
    }
}
