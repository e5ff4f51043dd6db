//! Splitting a folded text into tokens, and tokens into terms.

use super::class::{Class, class};
use super::run::Run;
use super::span::Span;
use super::term::Term;
use super::token::Tokens;
use super::word::Word;

/// Calls back with every term of a folded text and the range of its wording.
///
/// Calls through a pointer: two copies of the analyser would be 1 kB of the widget.
pub(super) fn each_term(folded: &str, found: &mut dyn FnMut(Term, Span)) {
    each_token(folded, &mut Tokens::new(found));
}

/// Splits a folded text into tokens.
fn each_token(folded: &str, found: &mut Tokens<'_>) {
    let mut word: Option<Word> = None;
    let mut run = Run::default();
    let mut rest = folded;
    loop {
        // What most of most texts are.
        if let Some(word) = word.as_mut().filter(|word| !word.korean) {
            while let Some(letter) =
                rest.as_bytes().first().filter(|byte| byte.is_ascii_lowercase())
            {
                word.add(folded.len() - rest.len(), char::from(*letter));
                rest = rest.get(1..).unwrap_or_default();
            }
        }
        let at = folded.len() - rest.len();
        let mut characters = rest.chars();
        let Some(c) = characters.next() else { break };
        rest = characters.as_str();
        let kind = class(c);
        let hangul = kind == Class::Hangul;
        let in_word = match kind {
            Class::Ignored => continue,
            Class::Word | Class::Hangul => word.as_ref().is_none_or(|word| word.korean == hangul),
            Class::Apostrophe => word.as_ref().is_some_and(|word| !word.korean),
            _ => false,
        };
        if !in_word && let Some(ended) = &word {
            ended.end(at, found);
            word = None;
        }
        if in_word || hangul || kind == Class::Word {
            let begin = || {
                run.finish(found);
                Word::new(at, hangul)
            };
            word.get_or_insert_with(begin).push(kind, at, c);
            continue;
        }
        match kind {
            Class::Unspaced => run.begin(c, Span::new(at, at + c.len_utf8()), found),
            Class::Mark => run.extend(c, Span::new(at, at + c.len_utf8())),
            _ => run.finish(found),
        }
        if c == '\n' {
            found.previous = None;
        }
    }
    if let Some(word) = &word {
        word.end(folded.len(), found);
    }
    run.finish(found);
}
