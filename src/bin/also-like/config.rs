//! The file `also-like.toml`: an editor's hand over all that the sources hold.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use also_like::Article;
use also_like::link::Key;
use anyhow::{Context, Result, bail};
use globset::{Candidate, GlobBuilder, GlobMatcher};
use serde::Deserialize;
use toml::Spanned;

use crate::address::{self, Seen};

/// The file that is read when the command line names none.
const DEFAULT: &str = "also-like.toml";

/// The file as it is written.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    pin: Vec<Spanned<String>>,
    exclude: Vec<Spanned<String>>,
    page: BTreeMap<Spanned<String>, Own>,
}

/// What it says of one page's own box.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Own {
    pin: Vec<Spanned<String>>,
    exclude: Vec<Spanned<String>>,
}

/// What the articles of a run are changed by.
#[derive(Default)]
pub struct Config {
    pins: Vec<Rule>,
    excludes: Vec<Rule>,
    pages: Vec<(Rule, [Vec<Named>; 2])>,
}

/// An address in the file.
struct Named {
    address: String,
    /// The file and the line.
    place: String,
    /// The key that it stands under.
    key: &'static str,
}

/// An address for which something holds, or many, by `*`.
struct Rule {
    named: Named,
    site: Key,
    path: GlobMatcher,
    /// Whether it has been the address of an article.
    is_met: AtomicBool,
}

impl Config {
    /// Reads a file, or `also-like.toml` in the current folder where there is one.
    ///
    /// # Errors
    ///
    /// A file that can't be read or is not TOML, an unknown key, a value of the wrong type and an
    /// address that is not http, https or relative.
    pub fn read(path: Option<&Path>) -> Result<Config> {
        let path = match path {
            Some(path) => path,
            None if Path::new(DEFAULT).exists() => Path::new(DEFAULT),
            None => return Ok(Config::default()),
        };
        let shown = path.display().to_string();
        let text = fs::read_to_string(path).with_context(|| format!("can't read {shown}"))?;
        Config::parse(&text, &shown)
    }

    fn parse(text: &str, shown: &str) -> Result<Config> {
        let place = |span: Range<usize>| {
            let before = text.bytes().take(span.start);
            format!("{shown}:{}", before.filter(|&byte| byte == b'\n').count() + 1)
        };
        let file: File = match toml::from_str(text) {
            Ok(file) => file,
            Err(error) => bail!("{}: {}", place(error.span().unwrap_or(0..0)), sentence(&error)),
        };
        let named = |key, address: Spanned<String>| {
            let place = place(address.span());
            let address = address.into_inner().trim().to_owned();
            if !address::is_safe(&address) {
                bail!("{place}: the address {address:?} is not http, https or relative");
            }
            Ok(Named { address, place, key })
        };
        let all = |key, addresses: Vec<Spanned<String>>| {
            addresses.into_iter().map(|address| named(key, address)).collect::<Result<Vec<_>>>()
        };
        let rules = |key, addresses| {
            all(key, addresses)?.into_iter().map(Rule::new).collect::<Result<Vec<_>>>()
        };
        let page = |(address, own): (Spanned<String>, Own)| {
            let rule = Rule::new(named("page", address)?)?;
            Ok((rule, [all("pin", own.pin)?, all("exclude", own.exclude)?]))
        };
        Ok(Config {
            pins: rules("pin", file.pin)?,
            excludes: rules("exclude", file.exclude)?,
            pages: file.page.into_iter().map(page).collect::<Result<_>>()?,
        })
    }

    /// Gives an article what the file says of it; `false` when it is never to be recommended.
    pub fn apply(&self, article: &mut Article) -> bool {
        let (site, key) = (site(&article.url), Key::of(&article.url));
        // Every rule is asked: so it is known which of them met an article.
        let count = |rules: &[Rule]| rules.iter().filter(|rule| rule.meets(&site, &key)).count();
        if count(&self.excludes) > 0 {
            return false;
        }
        article.pinned |= count(&self.pins) > 0;
        for (rule, [pins, excludes]) in &self.pages {
            if rule.meets(&site, &key) {
                article.pins.extend(pins.iter().map(|pin| pin.address.clone()));
                article.excludes.extend(excludes.iter().map(|exclude| exclude.address.clone()));
            }
        }
        true
    }

    /// After all articles: the places of addresses that none of them has, each with a sentence.
    /// `articles` are the addresses of those that were taken.
    pub fn strangers(&self, articles: &Seen) -> Vec<(String, String)> {
        let pages = self.pages.iter().map(|(rule, _)| rule);
        let rules = self.excludes.iter().chain(&self.pins).chain(pages);
        let unmet = rules.filter(|rule| !rule.is_met.load(Ordering::Relaxed));
        let listed = self.pages.iter().flat_map(|(_, lists)| lists.iter().flatten());
        let missing = listed.filter(|named| !articles.has(&named.address));
        let sentence = |Named { address, place, key }: &Named| {
            let sentence = format!("no article has the address {address:?}, which `{key}` names");
            (place.clone(), sentence)
        };
        unmet.map(|rule| &rule.named).chain(missing).map(sentence).collect()
    }
}

impl Rule {
    fn new(named: Named) -> Result<Rule> {
        let key = Key::of(&named.address);
        let path = String::from_utf8_lossy(key.path());
        // Of all that a glob may hold only the star is meant.
        let parts: Vec<String> = path.split('*').map(globset::escape).collect();
        let glob = GlobBuilder::new(&parts.join("*")).backslash_escape(false).build();
        let path = glob.with_context(|| format!("{}: can't be matched", named.place))?;
        Ok(Rule {
            site: site(&named.address),
            path: path.compile_matcher(),
            named,
            is_met: AtomicBool::new(false),
        })
    }

    fn meets(&self, site: &Key, key: &Key) -> bool {
        let is_path = |path: &[u8]| self.path.is_match_candidate(&Candidate::from_bytes(path));
        // `/legal/*` means the page of the folder too, whose key has lost its slash.
        let meets = self.site.matches(site)
            && (is_path(key.path()) || is_path(&[key.path(), b"/".as_slice()].concat()));
        self.is_met.fetch_or(meets, Ordering::Relaxed);
        meets
    }
}

/// What addresses of one site have in common; those without a host match all others.
fn site(address: &str) -> Key {
    let mut url = address::read(address);
    url.set_path("/");
    url.set_query(None);
    Key::of(&address::written(&url))
}

/// A parser's message in one sentence. An unknown key has the nearest of the known ones.
fn sentence(error: &toml::de::Error) -> String {
    let message = error.message().lines().collect::<Vec<_>>().join(", ");
    // As serde words it for every format: unknown field `a`, expected one of `b`, `c`.
    if !message.starts_with("unknown field `") {
        return message;
    }
    let mut names = message.split('`').skip(1).step_by(2);
    let unknown = names.next().unwrap_or_default();
    let nearest =
        names.max_by(|a, b| strsim::jaro(unknown, a).total_cmp(&strsim::jaro(unknown, b)));
    let known = nearest.unwrap_or_default();
    format!("the key `{unknown}` is not known: the nearest is `{known}`")
}
