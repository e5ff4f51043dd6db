//! The file `also-like.toml`: what a site says once, and an editor's hand over all that the sources hold.

mod settings;

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::Article;
use crate::document::UrlKey;
use crate::shards::snapshot;
use anyhow::{Context, Result, bail};
use globset::{Candidate, GlobBuilder, GlobMatcher};
use serde::Deserialize;
use toml::Spanned;

use crate::command::address::{self, AddressSet};
use settings::{Number, Weights, Written};

pub use settings::Settings;

/// The file that is read when the command line names none.
pub const DEFAULT: &str = "also-like.toml";

/// The file as it is written.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    sources: Vec<String>,
    out: Option<String>,
    from: Option<Spanned<String>>,
    permalink: Option<String>,
    base_url: Option<Spanned<String>>,
    features: Option<Spanned<Number>>,
    files: Option<Spanned<String>>,
    cache: Option<String>,
    inject: Option<bool>,
    inject_at: Option<String>,
    article: Option<Spanned<String>>,
    remove: Vec<Spanned<String>>,
    language: Option<String>,
    languages: Vec<String>,
    weights: Weights,
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
    settings: Settings,
    pins: Vec<Rule>,
    excludes: Vec<Rule>,
    pages: Vec<(Rule, [Vec<Named>; 2])>,
    /// A hash of the file.
    hash: u64,
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
    site: UrlKey,
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
        Config::parse(&text, &shown, path.parent().unwrap_or(path))
    }

    /// `folder` is where the file stands, which paths in it are relative to.
    pub fn parse(text: &str, shown: &str, folder: &Path) -> Result<Config> {
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
        let written = Written {
            sources: file.sources,
            out: file.out,
            from: file.from,
            permalink: file.permalink,
            base_url: file.base_url,
            features: file.features,
            files: file.files,
            cache: file.cache,
            inject: file.inject,
            inject_at: file.inject_at,
            article: file.article,
            remove: file.remove,
            language: file.language,
            languages: file.languages,
            weights: file.weights,
        };
        Ok(Config {
            settings: Settings::of(written, folder, &place)?,
            pins: rules("pin", file.pin)?,
            excludes: rules("exclude", file.exclude)?,
            pages: file.page.into_iter().map(page).collect::<Result<_>>()?,
            hash: snapshot::hash(text),
        })
    }

    /// What it says of the build and of how pages are read.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// A hash of all that it says: 0 when there is no file.
    pub fn hash(&self) -> u64 {
        self.hash
    }

    /// Notes which rules meet an article that has been given what the file says of it by an earlier run.
    pub fn note(&self, url: &str) {
        if self.hash != 0 {
            self.apply(&mut Article { url: url.to_owned(), ..Article::default() });
        }
    }

    /// Gives an article what the file says of it; `false` when it is never to be recommended.
    pub fn apply(&self, article: &mut Article) -> bool {
        if !self.settings.speak(article) {
            return false;
        }
        let (site, key) = (site(&article.url), UrlKey::new(&article.url));
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
    pub fn strangers(&self, articles: &AddressSet) -> Vec<(String, String)> {
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
        let key = UrlKey::new(&named.address);
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

    fn meets(&self, site: &UrlKey, key: &UrlKey) -> bool {
        let is_path = |path: &[u8]| self.path.is_match_candidate(&Candidate::from_bytes(path));
        // `/legal/*` means the page of the folder too, whose key has lost its slash.
        let meets = self.site.matches(site)
            && (is_path(key.path()) || is_path(&[key.path(), b"/".as_slice()].concat()));
        self.is_met.fetch_or(meets, Ordering::Relaxed);
        meets
    }
}

/// What addresses of one site have in common; those without a host match all others.
fn site(address: &str) -> UrlKey {
    let mut url = address::read(address);
    url.set_path("/");
    url.set_query(None);
    UrlKey::new(&address::written(&url))
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
