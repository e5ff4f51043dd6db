//! What stands before the text of a Markdown file: YAML, TOML or JSON.

use serde_json::{Map, Value};

/// A file's own data, empty where it has none, and what follows.
///
/// # Errors
///
/// Data without an end, and what is not in the form that its first line promises: a sentence.
pub fn split(text: &str) -> Result<(Map<String, Value>, &str), String> {
    let text = text.trim_start_matches('\u{feff}');
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let (value, body) = match first.trim_end() {
        "---" => {
            let (data, body) = until(rest, &["---", "..."])?;
            let value: Value = if data.trim().is_empty() {
                Value::Null
            } else {
                serde_saphyr::from_str(data).map_err(|error| wrong("YAML", &error.to_string()))?
            };
            (value, body)
        }
        "+++" => {
            let (data, body) = until(rest, &["+++"])?;
            let table: toml::Table =
                toml::from_str(data).map_err(|error| wrong("TOML", error.message()))?;
            (from_toml(toml::Value::Table(table)), body)
        }
        first if first.starts_with('{') && !first.starts_with("{{") && !first.starts_with("{%") => {
            let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
            let value = values.next().unwrap_or(Ok(Value::Null));
            let value = value.map_err(|error| wrong("JSON", &error.to_string()))?;
            (value, &text[values.byte_offset()..])
        }
        _ => return Ok((Map::new(), text)),
    };
    match value {
        Value::Object(object) => Ok((object, body)),
        Value::Null => Ok((Map::new(), body)),
        _ => Err("its front matter is not a map of keys and values".to_owned()),
    }
}

/// What stands before a line that is one of `ends`, and behind it.
fn until<'a>(text: &'a str, ends: &[&str]) -> Result<(&'a str, &'a str), String> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if ends.contains(&line.trim_end()) {
            return Ok((&text[..at], &text[at + line.len()..]));
        }
        at += line.len();
    }
    Err(format!("its front matter has no end: close it with a line {}", ends[0]))
}

fn wrong(form: &str, message: &str) -> String {
    let message = message.lines().next().unwrap_or_default();
    format!("its front matter is not {form}: {message}")
}

/// Dates become texts.
fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(flag) => flag.into(),
        toml::Value::Datetime(time) => time.to_string().into(),
        toml::Value::Array(values) => values.into_iter().map(from_toml).collect(),
        toml::Value::Table(table) => {
            table.into_iter().map(|(name, value)| (name, from_toml(value))).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn three_forms_say_the_same() {
        let expected =
            json!({ "title": "Ferry", "date": "2024-03-05", "tags": ["a", "b"], "draft": false });
        for text in [
            "---\ntitle: Ferry\ndate: 2024-03-05\ntags: [a, b]\ndraft: false\n---\nThe text.",
            "\u{feff}---\r\ntitle: 'Ferry'\r\ndate: 2024-03-05\r\ntags:\r\n  - a\r\n  - b\r\ndraft: false\r\n...\r\nThe text.",
            "+++\ntitle = \"Ferry\"\ndate = 2024-03-05\ntags = [\"a\", \"b\"]\ndraft = false\n+++\nThe text.",
            "{ \"title\": \"Ferry\", \"date\": \"2024-03-05\",\n\"tags\": [\"a\", \"b\"], \"draft\": false }\nThe text.",
        ] {
            let (data, body) = split(text).unwrap();
            assert_eq!(Value::Object(data), expected, "{text}");
            assert_eq!(body.trim(), "The text.");
        }
    }

    #[test]
    fn without_any_all_is_text() {
        for text in ["", "The text.", "# Title\n---\nmore", "{{ include }}\n", "{% raw %}", "--- a"]
        {
            assert_eq!(split(text), Ok((Map::new(), text)), "{text}");
        }
        assert_eq!(split("---\n---\nText"), Ok((Map::new(), "Text")));
    }

    #[test]
    fn what_is_wrong_is_told() {
        for (text, sentence) in [
            ("---\ntitle: a\n", "its front matter has no end: close it with a line ---"),
            ("+++\ntitle\n+++\n", "its front matter is not TOML: "),
            ("---\na: [\n---\n", "its front matter is not YAML: "),
            ("{ \"a\": }\n", "its front matter is not JSON: "),
            ("---\n- a\n---\n", "its front matter is not a map of keys and values"),
        ] {
            let error = split(text).unwrap_err();
            assert!(error.starts_with(sentence), "{error}");
        }
    }

    /// Nine lists of nine names each for the list before: a billion words, if they were written
    /// out.
    #[test]
    fn aliases_do_not_grow() {
        let mut text = String::from("---\na0: &a0 [lol]\n");
        for level in 1..20 {
            let before = vec![format!("*a{}", level - 1); 9].join(", ");
            text += &format!("a{level}: &a{level} [{before}]\n");
        }
        assert!(split(&(text + "---\n")).is_err());
    }
}
