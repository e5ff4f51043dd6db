//! Rust's code without what is not imported for the program: comments, literals and tests.

/// The code with comments left out, texts and characters empty, and without what is for tests only.
pub fn bare(source: &str) -> String {
    without_tests(&without_words(source))
}

fn without_words(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(next) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(length) = raw(rest).filter(|_| !ends_in_name(&code)) {
            length
        } else if next == '"' {
            quoted(rest, '"')
        } else if next == '\'' && is_character(rest) {
            quoted(rest, '\'')
        } else {
            code.push(next);
            rest = &rest[next.len_utf8()..];
            continue;
        };
        rest = &rest[skipped..];
    }
    code
}

fn ends_in_name(code: &str) -> bool {
    code.ends_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// The length of a raw text at the beginning.
fn raw(rest: &str) -> Option<usize> {
    let hashes = rest.strip_prefix('r').or_else(|| rest.strip_prefix("br"))?;
    let text = hashes.trim_start_matches('#');
    let end = format!("\"{}", "#".repeat(hashes.len() - text.len()));
    let inner = text.strip_prefix('"')?;
    Some(rest.len() - inner.len() + inner.find(&end)? + end.len())
}

/// Whether a quote begins a character, not a lifetime.
fn is_character(rest: &str) -> bool {
    let mut inner = rest.chars().skip(1);
    let first = inner.next();
    first == Some('\\') || inner.next() == Some('\'')
}

/// The length of a text or a character at the beginning.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (i, c) in rest.char_indices().skip(1) {
        if c == quote && !escaped {
            return i + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    rest.len()
}

fn without_tests(code: &str) -> String {
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    while let Some((before, after)) = rest.split_once("#[cfg(") {
        kept.push_str(before);
        let (condition, item) = after.split_once(")]").unwrap_or((after, ""));
        let is_of_tests = condition.split(|c: char| !c.is_alphanumeric()).any(|w| w == "test")
            && !condition.contains("not(test");
        rest = if is_of_tests { &item[length(item)..] } else { item };
    }
    kept + rest
}

/// The length of the item at the beginning: up to a semicolon, or the end of its braces.
fn length(code: &str) -> usize {
    let mut depth = 0;
    for (i, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ';' => {}
            _ => continue,
        }
        if depth == 0 {
            return i + 1;
        }
    }
    code.len()
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_not_code_is_left_out() {
        let source = "a /* b */ 'c' r#\"d \"e\"#, \"\\\"f\" // g\n&'h i br\"j\" '\\'' var\"k\"\n\
            #[cfg(test)]\nmod tests { l { m } }\n#[cfg(all(test, p))]\nuse n;\n#[cfg(not(test))]o";
        assert_eq!(super::bare(source), "a   ,  \n&'h i   var\n\n\no");
    }
}
