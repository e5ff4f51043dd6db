//! The headings of a page, without what templates put into them.

use super::super::dom::{Dom, Node};
use super::super::url_key;
use super::compare::{self, is_begun, same};

/// More headings of a level are not looked at.
const MOST: usize = 20;

/// A heading of a page.
#[derive(Debug, Clone, Default)]
pub struct Heading {
    pub text: String,
    /// 1 to 3.
    pub level: u8,
    /// Whether it links to the front page, as the site's name does.
    pub is_home: bool,
    /// Whether it stands in the header or footer of the site, in navigation or beside the text.
    pub is_around: bool,
    /// Whether it stands in the main part.
    pub is_inside: bool,
}

/// Around the text of a page.
const AROUND: &str = "header *,footer *,nav *,aside *,[role=banner] *,[role=contentinfo] *,\
    [role=navigation] *,[role=complementary] *,dialog *,[role=dialog] *,[hidden],[hidden] *";

/// Where the text of a page is.
const INSIDE: &str = "main *,article *,[role=main] *,[itemprop~=articleBody] *";

/// Beside or below the text, whatever stands around them.
const BESIDE: &str = "nav *,aside *,footer *,[hidden],[hidden] *,[aria-hidden=true] *,\
    dialog *,[role=dialog] *,template *";

/// What is no word of a heading.
const NOISE: &str = "a.headerlink,.header-anchor,.hash-link,.anchor,.anchor-link,.anchorjs-link,\
    .heading-anchor,.heading-link,.headeranchor-link,.permalink,.direct-link,.deep-link,\
    .toc-anchor,.toc-link,.footnote-ref,.footnote-reference,sup[id^=fnref],[role=doc-noteref],\
    .sl-anchor-link,.mw-editsection,.editsection,.edit-link,.edit-page,\
    .sr-only,.visually-hidden,.visuallyhidden,.screen-reader-text,.screen-reader-only,\
    .screenreader-text,.assistive-text,.u-visually-hidden,.hidden-visually,.material-icons,\
    .material-icons-outlined,.material-symbols-outlined,button,svg,script,style,template,noscript,\
    rp,rt,iframe,object,select,textarea,input,canvas,[hidden],[aria-hidden=true]";

/// What may be a word of a heading or none: `<title>` knows.
const EXTRA: &str = "a,small,time,.date,.post-date,.meta,.post-meta,.entry-meta,.published,.badge,\
    .label,.tag,.author,.subtitle,.byline,.version,.reading-time";

/// The headings of a document. `title` is that of `<title>`, which tells what in them is no name.
pub fn headings<D: Dom>(document: &D, title: &str) -> Vec<Heading> {
    let known = same(title);
    let all = [("h1", 1), ("h2", 2), ("h3", 3)].into_iter().flat_map(|(name, level)| {
        document.all(name).into_iter().take(MOST).map(move |node| (node, level))
    });
    all.filter_map(|(node, level)| {
        let text = text_of(&node, &known);
        if text.is_empty() {
            return None;
        }
        // Where the others stand is all one: see `choose`.
        if level > 1 && !is_begun(title, &text) {
            return Some(Heading { text, level, is_inside: true, ..Heading::default() });
        }
        let is_inside = node.is(INSIDE) && !node.is(BESIDE);
        Some(Heading {
            level,
            is_home: is_home(document, &node),
            is_around: !is_inside && node.is(AROUND),
            is_inside,
            text,
        })
    })
    .collect()
}

/// The words of a heading.
fn text_of<N: Node>(heading: &N, title: &str) -> String {
    let mut pieces = Vec::new();
    collect(heading, &mut pieces);
    let said = |keep: &dyn Fn(&Piece) -> bool| {
        clean(
            &pieces
                .iter()
                .filter(|piece| keep(piece))
                .map(|piece| &*piece.text)
                .collect::<String>(),
        )
    };
    let is_word = |text: &str| text.chars().any(char::is_alphanumeric);
    // Links beside other words, such as "Edit", of which `<title>` knows nothing.
    let bare = said(&|piece| !piece.is_noise && !piece.is_link);
    let known = same(&bare);
    if !known.is_empty() && title.contains(&known) {
        let is_told = |piece: &Piece| {
            let words = same(&piece.text);
            !words.is_empty() && title.contains(&words)
        };
        return said(&|piece| !piece.is_noise && (!piece.is_link || is_told(piece)));
    }
    let text = said(&|piece| !piece.is_noise);
    // Some wrap the whole heading into its anchor.
    if is_word(&text) { text } else { said(&|piece| !piece.is_hidden) }
}

struct Piece {
    text: String,
    is_noise: bool,
    is_hidden: bool,
    is_link: bool,
}

/// The pieces of text in an element. A link is one piece; blocks and breaks end a word.
fn collect<N: Node>(root: &N, pieces: &mut Vec<Piece>) {
    // A stack of our own: hostile pages nest deeper than the thread's.
    let mut stack: Vec<(N, bool, bool, Option<usize>)> = Vec::new();
    stack.extend(root.child().map(|child| (child, false, false, None)));
    while let Some((node, is_noise, is_hidden, link)) = stack.pop() {
        stack.extend(node.next().map(|next| (next, is_noise, is_hidden, link)));
        if let Some(text) = node.text() {
            match link.and_then(|link| pieces.get_mut(link)) {
                Some(piece) if piece.is_noise == is_noise => piece.text.push_str(&text),
                _ => pieces.push(Piece { text, is_noise, is_hidden, is_link: link.is_some() }),
            }
            continue;
        }
        if !node.is("*") {
            continue;
        }
        if node.is("br,p,div,li,hr") {
            pieces.push(Piece {
                text: " ".to_owned(),
                is_noise: false,
                is_hidden: false,
                is_link: false,
            });
        }
        let is_hidden = is_hidden || node.is("script,style,template,svg,rp,rt,button");
        let noise = is_noise || is_hidden || is_mark(&node) || node.is(NOISE);
        let link = link.or_else(|| {
            node.is(EXTRA).then(|| {
                pieces.push(Piece {
                    text: String::new(),
                    is_noise: noise,
                    is_hidden,
                    is_link: true,
                });
                pieces.len() - 1
            })
        });
        stack.extend(node.child().map(|child| (child, noise, is_hidden, link)));
    }
}

/// Whether an element is a link to a place of its own page without a word in it: `#`, `¶`.
fn is_mark<N: Node>(node: &N) -> bool {
    let is_here = || node.attribute("href").is_some_and(|to| to.contains('#'));
    node.is("a") && is_here() && !words_in(node)
}

/// Whether there is a letter or a digit in an element.
fn words_in<N: Node>(root: &N) -> bool {
    let mut stack: Vec<N> = root.child().into_iter().collect();
    while let Some(node) = stack.pop() {
        if node.text().is_some_and(|text| text.chars().any(|c| c.is_alphanumeric())) {
            return true;
        }
        stack.extend(node.next());
        stack.extend(node.child());
    }
    false
}

/// Whether a heading is a link to the front page, or stands in one.
fn is_home<D: Dom>(document: &D, heading: &D::Node) -> bool {
    if heading
        .is("a[rel~=home] *,.site-title,.site-name,.navbar-brand *,.site-logo *,.logo,.logo *")
    {
        return true;
    }
    let mut stack: Vec<D::Node> = heading.child().into_iter().collect();
    while let Some(node) = stack.pop() {
        if node.is("a[href]") {
            let to = node.attribute("href").unwrap_or_default();
            if node.is("[rel~=home]") || is_front(document, &to) {
                return true;
            }
        }
        stack.extend(node.next());
        stack.extend(node.child());
    }
    false
}

/// Whether an address is that of a site's front page, which may have one for each language.
fn is_front<D: Dom>(document: &D, address: &str) -> bool {
    if address.trim_start().starts_with('#') {
        return false;
    }
    let Some(address) = document.resolve(address) else { return false };
    let path = url_key::path(&address);
    let mut names = path.split('/').filter(|name| !name.is_empty() && !name.starts_with("index."));
    let is_language = |name: &str| {
        let language = name.split(['-', '_']).next().unwrap_or_default();
        name.len() <= 7
            && matches!(language.len(), 2 | 3)
            && language.bytes().all(|byte| byte.is_ascii_lowercase())
            && name.len() != 3
    };
    match (names.next(), names.next()) {
        (None, _) => true,
        (Some(name), None) => is_language(name) && path.ends_with('/'),
        _ => false,
    }
}

/// A name on one line, without characters that are not shown: icons of private fonts, spaces of no
/// width, signs of an anchor at its end.
pub fn clean(text: &str) -> String {
    let is_shown = |c: &char| {
        !matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{e000}'..='\u{f8ff}')
            && u32::from(*c) < 0xf_0000
    };
    let shown: String = text.chars().filter(is_shown).collect();
    let line = compare::line(&shown);
    let line = line.trim_end_matches(['¶', '§']).trim_end();
    line.strip_suffix(" #").unwrap_or(line).trim().to_owned()
}
