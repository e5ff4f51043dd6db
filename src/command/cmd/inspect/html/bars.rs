//! Bars, lying and standing.

use std::fmt::Write;

use super::markup::{escape, thousands};

/// A lying bar.
#[derive(Clone)]
pub struct Bar {
    /// As HTML.
    pub name: String,
    pub count: u64,
}

impl Bar {
    /// A bar with a plain name.
    pub fn new(name: &str, count: u64) -> Bar {
        Bar { name: escape(name), count }
    }
}

/// A share of a whole, in hundredths.
fn hundredths(part: u64, whole: u64) -> String {
    format!("{:.2}", 100.0 * part as f64 / whole.max(1) as f64)
}

/// A table with a bar in each row, the longest as wide as there is room.
pub fn bars(caption: &str, heads: [&str; 2], bars: Vec<Bar>) -> String {
    let longest = bars.iter().map(|bar| bar.count).max().unwrap_or_default();
    let mut out = format!(
        "<table class=\"bars\">\n<caption>{caption}</caption>\n<thead><tr><th scope=\"col\">{}</th>\
         <th scope=\"col\">{}</th></tr></thead>\n<tbody>\n",
        heads[0], heads[1]
    );
    for Bar { name, count } in bars {
        let width = hundredths(count, longest);
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\">{name}<svg class=\"bar\" viewBox=\"0 0 100 1\" \
             preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"{width}\" height=\"1\"/>\
             </svg></th><td>{}</td></tr>",
            thousands(count)
        );
    }
    out + "</tbody>\n</table>\n"
}

/// Standing bars, named at both ends, with the same as a table below.
pub fn columns(what: &str, heads: [&str; 2], all: &[(String, u64)]) -> String {
    let tallest = all.iter().map(|(_, count)| *count).max().unwrap_or_default();
    let (Some((first, _)), Some((last, _))) = (all.first(), all.last()) else {
        return String::new();
    };
    let mut out = format!(
        "<figure>\n<svg class=\"columns\" viewBox=\"0 0 {} 100\" preserveAspectRatio=\"none\" \
         role=\"img\" aria-label=\"{what}; the table below has the same numbers\">\n",
        10 * all.len()
    );
    for (place, (name, count)) in all.iter().enumerate() {
        let height = hundredths(*count, tallest);
        let top = hundredths(tallest - count, tallest);
        let _ = writeln!(
            out,
            "<rect x=\"{}\" y=\"{top}\" width=\"9\" height=\"{height}\"><title>{name}: {}</title></rect>",
            10 * place,
            thousands(*count)
        );
    }
    let ends = if all.len() > 1 { format!("<span>{last}</span>") } else { String::new() };
    let _ = write!(
        out,
        "</svg>\n<div class=\"ends\" aria-hidden=\"true\"><span>{first}</span>{ends}</div>\n\
         <figcaption>{what}; the tallest stands for {}.</figcaption>\n</figure>\n\
         <details>\n<summary>As a table</summary>\n<table class=\"plain\">\n<thead><tr>\
         <th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>\n",
        thousands(tallest),
        heads[0],
        heads[1]
    );
    for (name, count) in all {
        let _ =
            writeln!(out, "<tr><th scope=\"row\">{name}</th><td>{}</td></tr>", thousands(*count));
    }
    out + "</tbody>\n</table>\n</details>\n"
}
