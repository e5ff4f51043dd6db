//! Templates that escape by themselves.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// Text made safe for HTML, in elements and in quoted attributes alike.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(char),
        }
    }
    out
}

/// A folder of templates, each an HTML file with `{{name}}` (escaped) and `{{{name}}}` (as it is).
pub struct Templates(HashMap<String, String>);

impl Templates {
    /// Reads every `.html` file of a folder.
    pub fn read(folder: &Path) -> Result<Templates, String> {
        let wrong = |error| format!("can't read the templates in {}: {error}", folder.display());
        let mut templates = HashMap::new();
        for entry in fs::read_dir(folder).map_err(wrong)? {
            let path = entry.map_err(wrong)?.path();
            if path.extension().is_some_and(|extension| extension == "html") {
                let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                templates.insert(name, fs::read_to_string(&path).map_err(wrong)?);
            }
        }
        Ok(Templates(templates))
    }

    /// Fills in a template. A name that is missing on either side is an error, so that no page is
    /// incomplete.
    pub fn fill(&self, name: &str, values: &[(&str, &str)]) -> Result<String, String> {
        let template =
            self.0.get(name).ok_or_else(|| format!("there is no template {name}.html"))?;
        fill(template, values).map_err(|error| format!("{name}.html: {error}"))
    }
}

fn fill(template: &str, values: &[(&str, &str)]) -> Result<String, String> {
    let mut out = String::with_capacity(template.len() * 2);
    let mut used = vec![false; values.len()];
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let raw = after.starts_with('{');
        let (name, after) = match raw {
            true => after[1..].split_once("}}}"),
            false => after.split_once("}}"),
        }
        .ok_or("a {{ without its }}")?;
        let at = values
            .iter()
            .position(|(key, _)| *key == name)
            .ok_or_else(|| format!("nothing is known for {{{{{name}}}}}"))?;
        used[at] = true;
        let value = values[at].1;
        if raw {
            out.push_str(value);
        } else {
            out.push_str(&escape(value));
        }
        rest = after;
    }
    out.push_str(rest);
    match used.iter().position(|used| !used) {
        Some(at) => Err(format!("it has no place for {{{{{}}}}}", values[at].0)),
        None => Ok(out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_escaped_unless_asked_for_raw() {
        let filled = fill("<a title=\"{{a}}\">{{{b}}}</a>", &[("a", "\"<&'>\""), ("b", "<b>")]);
        let expected = "<a title=\"&quot;&lt;&amp;&#39;&gt;&quot;\"><b></a>";
        assert_eq!(filled.as_deref(), Ok(expected));
    }

    #[test]
    fn a_value_is_not_read_as_a_template() {
        assert_eq!(fill("{{a}}", &[("a", "{{a}}")]).as_deref(), Ok("{{a}}"));
    }

    #[test]
    fn holes_and_strangers_are_errors() {
        assert_eq!(fill("{{a}}", &[]), Err("nothing is known for {{a}}".into()));
        assert_eq!(fill("-", &[("a", "")]), Err("it has no place for {{a}}".into()));
        assert_eq!(fill("{{a", &[("a", "")]), Err("a {{ without its }}".into()));
    }
}
