//! What stands before the text of a Markdown file: YAML, TOML, JSON, or lines of keys and values.

use serde_json::{Map, Value};

use super::yaml;

/// A file's own data, empty where it has none, and what follows.
#[derive(Debug, Default, PartialEq)]
pub struct FrontMatter<'a> {
    pub data: Map<String, Value>,
    pub body: &'a str,
    /// What is odd about it: sentences.
    pub warnings: Vec<String>,
}

/// Takes a file apart.
///
/// # Errors
///
/// Data without an end, and what is not in the form that its first line promises: a sentence.
pub fn split(text: &str) -> Result<FrontMatter<'_>, String> {
    let text = text.trim_start_matches('\u{feff}');
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let mut warnings = Vec::new();
    let (value, body) = match first.trim_end() {
        "---" => {
            let (data, body) = until(rest, &["---", "..."])?;
            let (value, doubled) = yaml::read(data).map_err(|error| wrong("YAML", &error))?;
            let sentence =
                |key| format!("its front matter has the key `{key}` twice: the last counts");
            warnings.extend(doubled.into_iter().map(sentence));
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
        _ => {
            let (data, body) = in_lines(text).unwrap_or((Map::new(), text));
            (Value::Object(data), body)
        }
    };
    match value {
        Value::Object(data) => Ok(FrontMatter { data, body, warnings }),
        Value::Null => Ok(FrontMatter { body, warnings, ..FrontMatter::default() }),
        _ => Err("its front matter is not a map of keys and values".to_owned()),
    }
}

/// Data without a fence: `Title: Ferry` in the first lines, as Pelican has it, or
/// `.. title: Ferry`, as Nikola does, in a comment or not.
fn in_lines(text: &str) -> Option<(Map<String, Value>, &str)> {
    const KNOWN: [&str; 8] =
        ["title", "date", "slug", "status", "category", "tags", "author", "authors"];
    let start = text.trim_start();
    let (rest, is_comment) = match start.strip_prefix("<!--") {
        Some(rest) => (rest.trim_start(), true),
        None => (start, false),
    };
    let is_nikola = rest.starts_with(".. ");
    if is_comment && !is_nikola {
        return None;
    }
    let mut data = Map::new();
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        let content = line.trim();
        if content.is_empty() || content == "-->" {
            // A comment of Nikola may have blank lines.
            at += line.len();
            if content.is_empty() && is_comment {
                continue;
            }
            break;
        }
        let content = if is_nikola { content.strip_prefix("..")?.trim_start() } else { content };
        let (key, value) = content.split_once(':')?;
        let key = key.trim().to_lowercase();
        if key.is_empty()
            || key.len() > 30
            || key.contains(|c: char| !c.is_alphanumeric() && !"_-".contains(c))
        {
            return None;
        }
        data.insert(key, Value::String(value.trim().to_owned()));
        at += line.len();
    }
    let is_told = KNOWN.iter().filter(|name| data.contains_key(**name)).count();
    (is_told > 0).then(|| (data, &rest[at..]))
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
            json!({ "title": "Ferry", "date": "2024-03-05", "tags": ["a", "b"], "draft": "false" });
        for text in [
            "---\ntitle: Ferry\ndate: 2024-03-05\ntags: [a, b]\ndraft: false\n---\nThe text.",
            "\u{feff}---\r\ntitle: 'Ferry'\r\ndate: 2024-03-05\r\ntags:\r\n  - a\r\n  - b\r\ndraft: false\r\n...\r\nThe text.",
            "+++\ntitle = \"Ferry\"\ndate = 2024-03-05\ntags = [\"a\", \"b\"]\ndraft = \"false\"\n+++\nThe text.",
            "{ \"title\": \"Ferry\", \"date\": \"2024-03-05\",\n\"tags\": [\"a\", \"b\"], \"draft\": \"false\" }\nThe text.",
        ] {
            let FrontMatter { data, body, warnings } = split(text).unwrap();
            assert_eq!((Value::Object(data), warnings.len()), (expected.clone(), 0), "{text}");
            assert_eq!(body.trim(), "The text.");
        }
    }

    #[test]
    fn without_any_all_is_text() {
        for text in ["", "The text.", "# Title\n---\nmore", "{{ include }}\n", "{% raw %}", "--- a"]
        {
            let expected = FrontMatter { body: text, ..FrontMatter::default() };
            assert_eq!(split(text), Ok(expected), "{text}");
        }
        let expected = FrontMatter { body: "Text", ..FrontMatter::default() };
        assert_eq!(split("---\n---\nText"), Ok(expected));
    }

    #[test]
    fn texts_are_what_is_written() {
        for (yaml, expected) in [
            ("007", json!("007")),
            ("1e3", json!("1e3")),
            ("1_000", json!("1_000")),
            ("0x1F", json!("0x1F")),
            ("yes", json!("yes")),
            ("True", json!("True")),
            (".inf", json!(".inf")),
            (".nan", json!(".nan")),
            ("2024-03-05", json!("2024-03-05")),
            ("12:30", json!("12:30")),
            ("1.10", json!("1.10")),
            ("'null'", json!("null")),
            ("Null and void", json!("Null and void")),
            ("~", Value::Null),
            ("null", Value::Null),
            ("", Value::Null),
            ("|\n  One\n  two", json!("One\ntwo\n")),
            ("[1.0, yes, \"3\"]", json!(["1.0", "yes", "3"])),
            ("{a: 01}", json!({ "a": "01" })),
        ] {
            let text = format!("---\ntitle: {yaml}\n---\nText");
            assert_eq!(split(&text).unwrap().data["title"], expected, "{yaml}");
        }
        let merged = split("---\na: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3\n---\n").unwrap();
        assert_eq!(merged.data["b"], json!({ "x": "1", "y": "3" }));
        let doubled = split("---\ntitle: One\ntitle: Two\n---\nText").unwrap();
        assert_eq!(doubled.data["title"], "Two");
        assert_eq!(
            doubled.warnings,
            ["its front matter has the key `title` twice: the last counts"]
        );
    }

    #[test]
    fn lines_of_keys_are_read() {
        for text in [
            "Title: The ferry\nStatus: draft\n\nText",
            "\ntitle: The ferry\nstatus: draft\n\nText",
            "<!--\n.. title: The ferry\n.. status: draft\n-->\nText",
            ".. title: The ferry\n.. status: draft\n\nText",
        ] {
            let found = split(text).unwrap();
            let expected = json!({ "title": "The ferry", "status": "draft" });
            assert_eq!(
                (Value::Object(found.data), found.body.trim()),
                (expected, "Text"),
                "{text}"
            );
        }
        for text in [
            "Note: this is a text.\n\nMore",
            "The ferry waits: it is late.\n",
            "Title: a\nand more\n\nText",
            "<!-- more -->\nTitle: a\n",
        ] {
            assert_eq!(split(text).unwrap().body, text, "{text}");
        }
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
