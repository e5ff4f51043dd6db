//! A box as the widget draws it, rule by rule (`www/widget/draw.js`): `tests/e2e/inject.rs` holds
//! the two to each other. And the same cards as plain links.

use std::fmt::{self, Write};

use crate::rank::AnswerKind;
use html_escape::encode_double_quoted_attribute as escaped;

use super::text::{cut, date};
use crate::command::address;
use crate::command::catalog_dir::manifest::Manifest;
use crate::command::catalog_dir::reader::{CardList, OwnedCard};

/// Widths, in letters, that a headline and an excerpt are cut to.
const TITLE: usize = 200;
const EXCERPT: usize = 160;

/// The most words that a card names as its reason.
const REASONS: usize = 3;

/// What the widget brings itself, not the manifest.
const ENGLISH: [&str; 3] = ["You May Also Like", "More in This Category", "Latest Articles"];

/// How a box shows its cards.
pub struct Look {
    /// The language of the page at the box, or the page's declared one; `en` where there is none.
    pub lang: String,
    pub heading: String,
    pub level: usize,
    pub layout: &'static str,
    pub reasons: bool,
}

/// The markup of an answer with showable cards: the box in a declarative shadow root, if the
/// address of its `styles` is known, and plain links for browsers with neither scripts nor
/// declarative shadow roots.
pub fn markup(
    answer: &CardList,
    look: &Look,
    manifest: &Manifest,
    styles: Option<&str>,
) -> Option<String> {
    let is_shown = |card: &&OwnedCard| address::is_safe(&card.url) && !card.title.trim().is_empty();
    let cards: Vec<&OwnedCard> = answer.cards.iter().filter(is_shown).collect();
    if cards.is_empty() {
        return None;
    }
    let mut out = String::new();
    // Into a String nothing fails.
    let _ = write(&mut out, &cards, answer, look, manifest, styles);
    Some(out)
}

fn write(
    out: &mut String,
    cards: &[&OwnedCard],
    answer: &CardList,
    look: &Look,
    manifest: &Manifest,
    styles: Option<&str>,
) -> fmt::Result {
    let (heading, colon) = heading(answer.kind, look, manifest);
    let (heading, level, lang) = (escaped(&heading), look.level, escaped(&look.lang));
    let name = match &*answer.name {
        "" => String::new(),
        name => format!("{}<bdi>{}</bdi>", escaped(&colon), escaped(name)),
    };
    if let Some(styles) = styles {
        let (styles, layout) = (escaped(styles), look.layout);
        write!(
            out,
            r#"<template shadowrootmode="open"><link rel="stylesheet" href="{styles}"><nav part="box" lang="{lang}" aria-labelledby="heading" data-layout="{layout}"><h{level} part="heading" id="heading">{heading}{name}</h{level}><ul part="list" role="list">"#
        )?;
        let is_pictured = layout != "compact" && cards.iter().any(|card| picture(card).is_some());
        for one in cards {
            card(out, one, answer.kind, look, is_pictured)?;
        }
        out.push_str("</ul></nav></template>\n");
    }
    writeln!(out, "<h{level}>{heading}{name}</h{level}>\n<ul>")?;
    for card in cards {
        let (url, title) = (escaped(&card.url), cut(&card.title, TITLE));
        writeln!(out, r#"<li><a href="{url}" dir="auto">{}</a></li>"#, escaped(&title))?;
    }
    out.push_str("</ul>\n");
    Ok(())
}

fn card(
    out: &mut String,
    card: &OwnedCard,
    kind: AnswerKind,
    look: &Look,
    is_pictured: bool,
) -> fmt::Result {
    let page = escaped(&look.lang);
    out.push_str(r#"<li part="card""#);
    if !card.lang.is_empty() && !card.lang.eq_ignore_ascii_case(&look.lang) {
        write!(out, r#" lang="{}""#, escaped(&card.lang))?;
    }
    out.push('>');
    match picture(card) {
        Some(image) if is_pictured => write!(
            out,
            r#"<img part="picture" alt="" width="480" height="270" decoding="async" loading="lazy" src="{}">"#,
            escaped(image)
        )?,
        None if is_pictured => out.push_str(r#"<div part="picture drawn"></div>"#),
        _ => {}
    }
    let (url, title) = (escaped(&card.url), cut(&card.title, TITLE));
    write!(
        out,
        r#"<div part="title"><a part="link" href="{url}" dir="auto">{}</a></div>"#,
        escaped(&title)
    )?;
    if !card.excerpt.is_empty() {
        let excerpt = cut(&card.excerpt, EXCERPT);
        write!(out, r#"<p part="excerpt"><bdi>{}</bdi></p>"#, escaped(&excerpt))?;
    }
    if let Some((text, machine)) = card.date.and_then(|day| date(day, &look.lang)) {
        let text = escaped(&text);
        write!(out, r#"<time part="date" datetime="{machine}" lang="{page}">{text}</time>"#)?;
    }
    let reasons = &card.related.reasons[..card.related.reasons.len().min(REASONS)];
    if look.reasons && kind == AnswerKind::Related && !reasons.is_empty() {
        let reasons = reasons.join(" · ");
        write!(out, r#"<p part="reason" lang="{page}"><bdi>{}</bdi></p>"#, escaped(&reasons))?;
    }
    out.push_str("</li>");
    Ok(())
}

/// The address of a card's picture, where it is one on the web.
fn picture(card: &OwnedCard) -> Option<&str> {
    Some(&*card.image).filter(|image| address::is_safe(image))
}

/// The heading, and the separator before a name.
fn heading(kind: AnswerKind, look: &Look, manifest: &Manifest) -> (String, String) {
    let key = look.lang.to_lowercase();
    let first = key.split(['-', '_']).next().unwrap_or_default();
    let words = manifest.headings.get(&key).or_else(|| manifest.headings.get(first));
    let at = match kind {
        AnswerKind::Related => 0,
        AnswerKind::Section => 1,
        AnswerKind::Latest => 2,
    };
    let own = Some(&look.heading).filter(|own| kind == AnswerKind::Related && !own.is_empty());
    let word = words.and_then(|words| words.get(at)).cloned();
    let colon = words.and_then(|words| words.get(3)).cloned();
    (
        own.cloned().or(word).unwrap_or_else(|| ENGLISH[at].to_owned()),
        colon.unwrap_or_else(|| ": ".to_owned()),
    )
}
