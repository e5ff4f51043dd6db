//! YAML as its authors mean it: what stands there without quotes is a text, so that `title: 007` is
//! no number and `title: yes` no flag.

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value};

/// More values than these are not read: aliases may name each other.
const MOST: usize = 20_000;

/// Deeper values are not read.
const DEEPEST: usize = 50;

/// A value that is being read, and the anchor that names it.
enum Open {
    List(Vec<Value>, usize),
    Map(Map<String, Value>, Option<String>, usize),
}

/// The first document of a text and the keys that stand there twice, of which the last counts.
///
/// # Errors
///
/// What is not YAML: the parser's message.
pub fn read(text: &str) -> Result<(Value, Vec<String>), String> {
    let mut open: Vec<Open> = Vec::new();
    let mut anchors: HashMap<usize, Value> = HashMap::new();
    let (mut doubled, mut count) = (Vec::new(), 0);
    for event in Parser::new_from_str(text) {
        let (event, _) = event.map_err(|error| error.to_string())?;
        let value = match event {
            Event::Scalar(text, style, anchor, _) => {
                let is_null = style == ScalarStyle::Plain
                    && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let value = if is_null { Value::Null } else { Value::String(text.into_owned()) };
                keep(&mut anchors, anchor, &value);
                value
            }
            Event::Alias(anchor) => {
                let value = anchors.get(&anchor).cloned().unwrap_or_default();
                count += size(&value);
                value
            }
            Event::SequenceStart(_, anchor, _) => {
                open.push(Open::List(Vec::new(), anchor));
                continue;
            }
            Event::MappingStart(_, anchor, _) => {
                open.push(Open::Map(Map::new(), None, anchor));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let (value, anchor) = match open.pop() {
                    Some(Open::List(values, anchor)) => (Value::Array(values), anchor),
                    Some(Open::Map(values, _, anchor)) => (Value::Object(values), anchor),
                    None => (Value::Null, 0),
                };
                keep(&mut anchors, anchor, &value);
                value
            }
            _ => continue,
        };
        count += 1;
        if count > MOST || open.len() > DEEPEST {
            return Err("it has too many values".to_owned());
        }
        match open.last_mut() {
            None => return Ok((value, doubled)),
            Some(Open::List(values, _)) => values.push(value),
            Some(Open::Map(_, key @ None, _)) => *key = Some(name(value)),
            Some(Open::Map(values, key, _)) => {
                let key = key.take().unwrap_or_default();
                put(values, key, value, &mut doubled);
            }
        }
    }
    Ok((Value::Null, doubled))
}

fn keep(anchors: &mut HashMap<usize, Value>, anchor: usize, value: &Value) {
    if anchor != 0 {
        anchors.insert(anchor, value.clone());
    }
}

fn put(values: &mut Map<String, Value>, key: String, value: Value, doubled: &mut Vec<String>) {
    // What is merged does not replace what is said.
    if key == "<<"
        && let Value::Object(others) = value
    {
        for (key, value) in others {
            values.entry(key).or_insert(value);
        }
    } else if values.insert(key.clone(), value).is_some() {
        doubled.push(key);
    }
}

/// A value as a key.
fn name(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

/// How many values there are in one.
fn size(value: &Value) -> usize {
    match value {
        Value::Array(values) => values.iter().map(size).sum::<usize>() + 1,
        Value::Object(values) => values.values().map(size).sum::<usize>() + 1,
        _ => 1,
    }
}
