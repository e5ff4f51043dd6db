//! Values of front matter.

use serde_json::{Map, Value};

/// The first of some values that is a text, a number or a flag.
pub fn one(data: &Map<String, Value>, names: &[&str]) -> Option<String> {
    let all = names.iter().filter_map(|name| word(data.get(*name)?));
    all.into_iter().find(|text| !text.is_empty())
}

fn word(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

/// A list of texts, or one text with commas, or with spaces where no commas are.
pub fn many(data: &Map<String, Value>, name: &str, has_spaces: bool) -> Vec<String> {
    let all: Vec<String> = match data.get(name) {
        Some(Value::Array(values)) => values.iter().filter_map(word).collect(),
        Some(value) => {
            let text = word(value).unwrap_or_default();
            let is_between = |c: char| c == ',' || has_spaces && !text.contains(',') && c == ' ';
            text.split(is_between).map(|one| one.trim().to_owned()).collect()
        }
        None => Vec::new(),
    };
    all.into_iter().filter(|one| !one.is_empty()).collect()
}

/// The address of a picture.
pub fn picture(data: &Map<String, Value>) -> Option<String> {
    const NAMES: [&str; 8] = [
        "image",
        "cover",
        "thumbnail",
        "featured_image",
        "featuredImage",
        "heroImage",
        "banner",
        "images",
    ];
    NAMES.iter().find_map(|name| match data.get(*name)? {
        Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        Value::Object(inside) => one(inside, &["image", "src", "url", "path"]),
        Value::Array(all) => Some(all.first()?.as_str()?.to_owned()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn tags_are_texts() {
        let tags = |data: Value, has_spaces| {
            let Value::Object(data) = data else { unreachable!() };
            many(&data, "tags", has_spaces)
        };
        assert_eq!(tags(json!({ "tags": "sea boats" }), true), ["sea", "boats"]);
        assert_eq!(tags(json!({ "tags": "sea boats" }), false), ["sea boats"]);
        assert_eq!(tags(json!({ "tags": "open sea, boats" }), true), ["open sea", "boats"]);
        assert_eq!(tags(json!({ "tags": [2024, "boats", true] }), true), ["2024", "boats", "true"]);
        assert_eq!(tags(json!({ "tags": 2024 }), true), ["2024"]);
    }
}
