//! The file `also-like.toml`.
//!
//! In: its text. Out: options of a build, rules for reading pages, curation of articles; mistakes
//! with their lines. Of the command only `address` and `args` may be imported.

mod keys;
mod renamed;
mod rule;

use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::Ordering;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, Deserializer, Error};

use crate::Article;
use crate::RankWeights;
use crate::command::address::{self, AddressSet};
use crate::command::args::BuildOptions;
use crate::document::UrlKey;
use crate::shards::snapshot;
use crate::text::language;
use keys::{Keys, PageKeys};
use rule::{AddressEntry, Rule, meets, site};

/// The file that is read when the command line names none.
pub const DEFAULT: &str = "also-like.toml";

/// The content of a file.
#[derive(Default)]
pub struct Config {
    options: BuildOptions,
    keys: Keys,
    pins: Vec<Rule>,
    excludes: Vec<Rule>,
    articles: Vec<Rule>,
    not_articles: Vec<Rule>,
    kept: Vec<Rule>,
    pages: Vec<(Rule, [Vec<AddressEntry>; 2])>,
    /// Places in the file, each with a sentence.
    warnings: Vec<(String, String)>,
    /// A hash of the file.
    hash: u64,
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
        Config::parse(&text, &shown, path.parent().unwrap_or(path))
    }

    /// Parses a configuration. Paths in it are relative to `folder`.
    pub fn parse(text: &str, shown: &str, folder: &Path) -> Result<Config> {
        let place = |span: Range<usize>| {
            let before = text.bytes().take(span.start);
            format!("{shown}:{}", before.filter(|&byte| byte == b'\n').count() + 1)
        };
        let read = || -> Result<_, Error> {
            let mut table = DeTable::parse(text)?;
            let warnings = renamed::rename(table.get_mut());
            let span = table.span();
            let is_option = BuildOptions::keys();
            let is_option = |key: &str| is_option.iter().any(|name| name == key);
            let (options, keys): (DeTable<'_>, DeTable<'_>) =
                table.into_inner().into_iter().partition(|(key, _)| is_option(key.get_ref()));
            let part = |table| Deserializer::from(Spanned::new(span.clone(), table));
            let options = BuildOptions::deserialize(part(options))?;
            Ok((options, Keys::deserialize(part(keys))?, warnings))
        };
        let (options, mut keys, warnings) = match read() {
            Ok(read) => read,
            Err(error) => bail!("{}: {}", place(error.span().unwrap_or(0..0)), sentence(&error)),
        };
        let entry = |key, address: Spanned<String>| {
            let place = place(address.span());
            let address = address.into_inner().trim().to_owned();
            if !address::is_safe(&address) {
                bail!("{place}: the address {address:?} is not http, https or relative");
            }
            Ok(AddressEntry { address, place, key })
        };
        let all = |key, addresses: Vec<Spanned<String>>| {
            addresses.into_iter().map(|address| entry(key, address)).collect::<Result<Vec<_>>>()
        };
        let rules = |key, addresses| {
            all(key, addresses)?.into_iter().map(Rule::new).collect::<Result<Vec<_>>>()
        };
        let page = |(address, keys): (Spanned<String>, PageKeys)| {
            let rule = Rule::new(entry("page", address)?)?;
            Ok((rule, [all("pin", keys.pin)?, all("exclude", keys.exclude)?]))
        };
        let (pins, excludes, pages) = (
            rules("pin", std::mem::take(&mut keys.pin))?,
            rules("exclude", std::mem::take(&mut keys.exclude))?,
            std::mem::take(&mut keys.page).into_iter().map(page).collect::<Result<_>>()?,
        );
        let (articles, not_articles, kept) = (
            rules("articles", std::mem::take(&mut keys.articles))?,
            rules("not-articles", std::mem::take(&mut keys.not_articles))?,
            rules("keep", std::mem::take(&mut keys.keep))?,
        );
        Ok(Config {
            articles,
            not_articles,
            kept,
            options: options.relative_to(folder),
            keys,
            pins,
            excludes,
            pages,
            warnings: warnings.into_iter().map(|(span, text)| (place(span), text)).collect(),
            hash: snapshot::hash(text),
        })
    }

    /// The options of a build.
    pub fn options(&self) -> &BuildOptions {
        &self.options
    }

    /// The selector of the element of a page that holds the text.
    pub fn article(&self) -> Option<&str> {
        self.keys.article.as_ref().map(|selector| &*selector.0)
    }

    /// The selectors of elements of a page that are no text.
    pub fn remove(&self) -> impl Iterator<Item = &str> {
        self.keys.remove.iter().map(|selector| &*selector.0)
    }

    /// What the factors of a score weigh.
    pub fn weights(&self) -> RankWeights {
        (&self.keys.weights).into()
    }

    /// Places in the file that are still understood, each with a sentence.
    pub fn warnings(&self) -> &[(String, String)] {
        &self.warnings
    }

    /// A hash of its content; 0 when there is no file.
    pub fn hash(&self) -> u64 {
        self.hash
    }

    /// Marks the rules that match an article which an earlier run has read.
    pub fn note(&self, url: &str) {
        if self.hash != 0 {
            self.apply(&mut Article { url: url.to_owned(), ..Article::default() });
        }
    }

    /// Applies language, pins and excludes to an article; `false` when it is never recommended.
    pub fn apply(&self, article: &mut Article) -> bool {
        if article.lang.is_empty() {
            article.lang.clone_from(&self.keys.language);
        }
        if !self.is_wanted(&article.lang) {
            return false;
        }
        let (site, key) = (site(&article.url), UrlKey::new(&article.url));
        // No early exit: each rule records whether it matched an article.
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

    /// Whether a page is declared an article or not, by its address; `None` when it is neither.
    pub fn is_article(&self, url: &str) -> Option<bool> {
        if meets(&self.not_articles, url) {
            return Some(false);
        }
        meets(&self.articles, url).then_some(true)
    }

    /// Whether the file keeps a page that serves the site.
    pub fn keeps(&self, url: &str) -> bool {
        meets(&self.kept, url)
    }

    /// Whether articles in a language are recommended.
    fn is_wanted(&self, lang: &str) -> bool {
        let (all, own) = (&self.keys.languages, language::key(lang));
        all.is_empty() || all.iter().any(|wanted| language::key(wanted) == own)
    }

    /// After all articles: the places of addresses that none of them has, each with a sentence.
    /// `articles` are the addresses of those that were taken.
    pub fn strangers(&self, articles: &AddressSet) -> Vec<(String, String)> {
        let pages = self.pages.iter().map(|(rule, _)| rule);
        let rules = self.excludes.iter().chain(&self.pins).chain(pages);
        let unmet = rules.filter(|rule| !rule.is_met.load(Ordering::Relaxed));
        let listed = self.pages.iter().flat_map(|(_, lists)| lists.iter().flatten());
        let missing = listed.filter(|entry| !articles.has(&entry.address));
        let sentence = |AddressEntry { address, place, key }: &AddressEntry| {
            let sentence = format!("no article has the address {address:?}, which `{key}` names");
            (place.clone(), sentence)
        };
        unmet.map(|rule| &rule.entry).chain(missing).map(sentence).collect()
    }
}

/// A parser's message in one sentence. An unknown key has the nearest of the known ones.
fn sentence(error: &Error) -> String {
    let message = error.message().lines().collect::<Vec<_>>().join(", ");
    // As serde words it for every format: unknown field `a`, expected one of `b`, `c`.
    if !message.starts_with("unknown field `") {
        return message;
    }
    let mut names = message.split('`').skip(1).step_by(2).map(str::to_owned);
    let unknown = names.next().unwrap_or_default();
    if let Some(new) = renamed::new_name(&unknown) {
        return format!("the key `{unknown}` was renamed: leave it out beside `{new}`");
    }
    let mut names: Vec<String> = names.collect();
    // Options are on the level of the tables.
    if names.iter().any(|name| name == "weights") {
        names.extend(BuildOptions::keys());
    }
    let likeness = |name: &String| {
        strsim::jaro(&unknown, name) + strsim::normalized_damerau_levenshtein(&unknown, name)
    };
    let nearest = names.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    let known = nearest.map_or("", String::as_str);
    format!("the key `{unknown}` is not known: the nearest is `{known}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Config {
        Config::parse(text, "c.toml", Path::new("")).unwrap()
    }

    fn at(url: &str) -> Article {
        Article { url: url.to_owned(), ..Article::default() }
    }

    #[test]
    fn addresses_match_by_what_names_the_same_page() {
        for (rule, met, unmet) in [
            ("/a", "/a /a.html /a/ https://example.org/a?utm_source=x a", "/b /a/b /A"),
            ("https://example.org/a", "https://www.example.org/a /a", "https://example.com/a"),
            ("/", "/ /index.html https://example.org", "/a"),
            (
                "/legal/*",
                "/legal/a /legal/a/b.html /legal/ https://example.org/legal/a?p=1",
                "/legal2 /a/legal/b",
            ),
            ("*/print", "/a/print /a/b/print.html", "/print /print/a"),
            ("/*/old-*", "/a/old-b /a/b/old-c", "/old-b"),
            ("https://example.org/*", "https://example.org/a /a", "https://example.com/a"),
            ("/a?id=*", "/a?id=7", "/a /axid=7"),
            ("/[a]{b,c}", "/[a]{b,c}", "/ab /a"),
            ("/%E8%8C%B6*", "/茶 /%e8%8c%b6-1", "/水"),
        ] {
            let config = parse(&format!("exclude = ['{rule}']"));
            for url in met.split(' ') {
                assert!(!config.apply(&mut at(url)), "{rule} should meet {url}");
            }
            assert!(config.strangers(&AddressSet::default()).is_empty());
            let config = parse(&format!("exclude = ['{rule}']"));
            for url in unmet.split(' ') {
                assert!(config.apply(&mut at(url)), "{rule} should not meet {url}");
            }
            assert_eq!(config.strangers(&AddressSet::default()).len(), 1);
        }
    }

    #[test]
    fn an_article_gets_what_the_file_says_of_it() {
        let config = parse(
            "pin = ['/guide/', '/news/*']\n\
             [page.'/news/kim.html']\npin = ['/news/putin.html']\nexclude = ['/spam']\n\
             [page.'/news/*']\npin = [' /more ']\n",
        );
        let mut kim =
            Article { pins: vec!["/first".to_owned()], ..at("https://example.org/news/kim") };
        assert!(config.apply(&mut kim));
        assert!(kim.pinned);
        assert_eq!(kim.pins, ["/first", "/more", "/news/putin.html"]);
        assert_eq!(kim.excludes, ["/spam"]);
        let mut other = at("/other");
        assert!(config.apply(&mut other));
        assert_eq!(other, at("/other"));

        let mut seen = AddressSet::default();
        seen.add("https://example.org/news/putin");
        let strangers = config.strangers(&seen);
        let expected = [
            ("c.toml:1", "\"/guide/\"", "pin"),
            ("c.toml:6", "\"/more\"", "pin"),
            ("c.toml:4", "\"/spam\"", "exclude"),
        ];
        let expected = expected.map(|(place, address, key)| {
            (place.to_owned(), format!("no article has the address {address}, which `{key}` names"))
        });
        assert_eq!(strangers, expected);
    }

    #[test]
    fn what_is_wrong_is_one_sentence_with_its_line() {
        for (text, sentence) in [
            ("\npni = []", "c.toml:2: the key `pni` is not known: the nearest is `pin`"),
            ("excluded = 1", "c.toml:1: the key `excluded` is not known: the nearest is `exclude`"),
            (
                "pin = []\n[page.'/a']\npin = []\nexlude = []",
                "c.toml:4: the key `exlude` is not known: the nearest is `exclude`",
            ),
            ("[pages.'/a']", "c.toml:1: the key `pages` is not known: the nearest is `page`"),
            ("pin = '/a'", "c.toml:1: invalid type: string \"/a\", expected a sequence"),
            ("pin = [1]", "c.toml:1: invalid type: integer `1`, expected a string"),
            ("page = ['/a']", "c.toml:1: invalid type: sequence, expected a map"),
            (
                "pin = [\n'/a',\n'javascript:alert(1)']",
                "c.toml:3: the address \"javascript:alert(1)\" is not http, https or relative",
            ),
            ("exclude = ['']", "c.toml:1: the address \"\" is not http, https or relative"),
            ("[page.'data:x']", "c.toml:1: the address \"data:x\" is not http, https or relative"),
            (
                "[page.'/a']\nexclude = ['mailto:x']",
                "c.toml:2: the address \"mailto:x\" is not http, https or relative",
            ),
            ("pin = ['/a'\nx", "c.toml:2: missing comma between array elements, expected `,`"),
            ("pin = []\npin = []", "c.toml:2: duplicate key"),
        ] {
            let error = Config::parse(text, "c.toml", Path::new("")).err().unwrap();
            assert_eq!(format!("{error:#}"), sentence, "{text}");
        }
        assert!(parse("").strangers(&AddressSet::default()).is_empty());
        assert!(parse("\u{feff}# nothing yet\r\n").strangers(&AddressSet::default()).is_empty());
    }
}
