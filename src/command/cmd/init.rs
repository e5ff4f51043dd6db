//! `also-like init`: a configuration from what is found of a site.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use dom_query::Document;
use url::Url;

use crate::command::address;
use crate::command::args::Init;
use crate::command::config::{Config, DEFAULT};
use crate::command::exit::Exit;
use crate::command::kind::Kind;
use crate::command::report::Report;
use crate::command::source::folder::{self, Folder};
use crate::command::source::{ending, html, kind_of};

/// Where site generators write, the likelier first; `.` is a site that is written by hand.
const BUILT: [&str; 9] =
    ["public", "_site", "dist", "build", "book", "out", "site", "docs/_build/html", "."];

/// Where their texts are, for sites that are not built yet.
const TEXTS: [&str; 7] =
    ["content", "src/content", "source/_posts", "_posts", "posts", "docs", "src"];

/// How many pages are read for their address and language.
const SAMPLE: usize = 200;

/// Runs the command.
///
/// # Errors
///
/// A file that is there already, a folder where nothing is found, and a file that can't be written.
pub fn run(args: &Init) -> Result<Exit> {
    if Path::new(DEFAULT).exists() && !args.force {
        bail!("{DEFAULT} already exists: --force replaces it");
    }
    let site = find_site()?;
    let text = site.text();
    debug_assert!(Config::parse(&text, DEFAULT, Path::new("")).is_ok());
    let mut options = OpenOptions::new();
    options.write(true).create_new(!args.force).create(args.force).truncate(args.force);
    let written = options.open(DEFAULT).and_then(|mut file| file.write_all(text.as_bytes()));
    written.with_context(|| format!("can't write {DEFAULT}"))?;
    let mut out = io::stdout().lock();
    writeln!(out, "source     {}: {}, {}", site.source, site.kind, site.pages())?;
    if let Some(url) = &site.base_url {
        writeln!(out, "address    {url}")?;
    }
    writeln!(out, "languages  {}", super::counts(&site.languages))?;
    writeln!(out, "written to {DEFAULT}; now run `also-like build`")?;
    Ok(Exit::Success)
}

/// What is known of the site in this folder.
struct SiteProfile {
    source: String,
    kind: Kind,
    /// Pages of HTML or files of Markdown.
    files: usize,
    out: String,
    base_url: Option<Url>,
    /// How many of the pages that were read are in each language.
    languages: BTreeMap<String, usize>,
}

/// Looks where sites are.
fn find_site() -> Result<SiteProfile> {
    let built = BUILT.iter().map(|name| (*name, Kind::Html));
    let texts = TEXTS.iter().map(|name| (*name, Kind::Markdown));
    for (name, kind) in built.chain(texts).filter(|(name, _)| Path::new(name).is_dir()) {
        let files = pages(Path::new(name), kind);
        // A site that is written by hand has its pages here and below; a folder of something else
        // may have a page or two somewhere.
        let is_here = name != "." || files.iter().any(|file| depth(file) == 1);
        if !files.is_empty() && is_here {
            return Ok(SiteProfile::new(name, kind, &files));
        }
    }
    let mut exports: Vec<PathBuf> = fs::read_dir(".")
        .context("can't read this folder")?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let kinds = ["xml", "rss", "atom", "json", "jsonl", "ndjson"];
            path.is_file() && kinds.contains(&ending(path).as_str())
        })
        .collect();
    exports.sort();
    for path in exports {
        let name = path.strip_prefix(".").unwrap_or(&path).to_string_lossy().into_owned();
        match kind_of(&path, None) {
            // Every second tool leaves some JSON.
            Ok(Kind::Json) | Err(_) => {}
            Ok(kind) => return Ok(SiteProfile::new(&name, kind, &[])),
        }
    }
    bail!(
        "no site was found here: run this where `public`, `_site`, `dist` or another folder of built \
         pages is, or write {DEFAULT} by hand"
    )
}

fn depth(file: &Path) -> usize {
    file.strip_prefix(".").unwrap_or(file).iter().count()
}

fn pages(root: &Path, kind: Kind) -> Vec<PathBuf> {
    let folder = Folder { root, kind, permalink: None };
    folder::pages(&folder, Path::new(""), &Report::new(true)).unwrap_or_default()
}

impl SiteProfile {
    fn new(source: &str, kind: Kind, files: &[PathBuf]) -> SiteProfile {
        let out = match kind {
            Kind::Html if source == "." => "also-like".to_owned(),
            Kind::Html => format!("{source}/also-like"),
            // Generators copy what is in `static` or `public`; whose is which is not known here.
            _ if Path::new("static").is_dir() => "static/also-like".to_owned(),
            _ => "public/also-like".to_owned(),
        };
        let mut site = SiteProfile {
            source: source.to_owned(),
            kind,
            files: files.len(),
            out,
            base_url: None,
            languages: BTreeMap::new(),
        };
        if kind == Kind::Html {
            site.sample(files);
        }
        site
    }

    /// Reads some of the pages, from all over the site.
    fn sample(&mut self, files: &[PathBuf]) {
        let mut sites: BTreeMap<Url, usize> = BTreeMap::new();
        for file in files.iter().step_by(files.len().div_ceil(SAMPLE).max(1)) {
            let Ok(bytes) = folder::bytes(file) else { continue };
            let Ok(text) = html::decode(&bytes) else { continue };
            let (canonical, lang) = address_and_language(&text);
            *self.languages.entry(lang).or_default() += 1;
            let site = canonical.and_then(|url| base(&url, file, Path::new(&self.source)));
            if let Some(site) = site {
                *sites.entry(site).or_default() += 1;
            }
        }
        // One that most pages name; a template may name another by mistake.
        let sample: usize = self.languages.values().sum();
        let most = sites.into_iter().max_by_key(|(_, pages)| *pages);
        self.base_url = most.filter(|(_, pages)| pages * 2 > sample).map(|(site, _)| site);
    }

    fn pages(&self) -> String {
        match self.files {
            0 => "one file".to_owned(),
            files => format!("{files} pages"),
        }
    }

    /// The file, with every key that there is.
    fn text(&self) -> String {
        // A string of JSON is one of TOML.
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let mut text = String::new();
        // Into a String nothing fails.
        let _ = write!(
            text,
            "# What `also-like build` does on this site. Paths are relative to this file; what the command\n\
             # line says comes first. A key that does not exist is an error.\n\n\
             # Folders of built pages or of Markdown, feeds, exports, or articles in JSON.\n\
             sources = [{}]\n\
             # Where the catalog and the widget go; published with the site.\n\
             out = {}\n",
            quoted(&self.source),
            quoted(&self.out)
        );
        let base = "# The site's address, for pages that do not say their own.\n";
        let _ = match &self.base_url {
            Some(url) => writeln!(text, "{base}base-url = {}", quoted(url.as_str())),
            None => writeln!(text, "{base}# base-url = \"https://example.org/\""),
        };
        text.push_str(REST);
        text
    }
}

/// Keys that few sites need, with what they mean.
const REST: &str = r##"
# Write the related articles into the pages too, for readers without JavaScript.
# inject = true
# inject-at = "main"            # where, in pages without a box; else after the script tag

# How pages are read, where the defaults find the wrong text.
# article = ".post-content"     # the element with the text
# remove = [".promo", "#ads"]   # elements that are no text
# language = "en"               # of pages that name none
# languages = ["en", "fr"]      # articles in others are left out
# from = "html"                 # kind of the sources
# permalink = "/:year/:slug/"   # addresses of Markdown that gives none

# max-terms = 128               # kept of each article; or "all"
# files = "auto"                # one file with the whole catalog or many: "one", "many"
# cache = ".also-like-cache"    # the build cache

# First on every page of its language, and never recommended; * stands for anything.
# pin = ["/guide/"]
# exclude = ["/legal/*"]

# [page."/news/a.html"]         # for this page's own box
# pin = ["/news/b.html"]
# exclude = ["/news/c.html"]

# [weights]                     # the defaults
# dates = 0.8                   # what the same day adds to a score, as a share of it: 0 to 6
# taxonomy = 0.5                # what the same folder, section and tags add: 0 to 6
# diversity = 0.2               # what an article loses that repeats one above it: 0 to 1
"##;

/// A page's canonical address, and its language.
fn address_and_language(text: &str) -> (Option<Url>, String) {
    let document = Document::from(text);
    let attribute = |selector: &str, name: &str| {
        let value = document.select(selector).attr(name)?;
        Some(value.trim().to_owned()).filter(|value| !value.is_empty())
    };
    let canonical = attribute("link[rel~=canonical]", "href");
    let lang = attribute("html", "lang").unwrap_or_default();
    (canonical.and_then(|url| Url::parse(&url).ok()), lang)
}

/// The address of a site with a page at `url`: `url` without the path of the page's file in the
/// site's folder.
fn base(url: &Url, file: &Path, root: &Path) -> Option<Url> {
    if !address::is_web(url) {
        return None;
    }
    let path = file.strip_prefix(root).ok()?.to_string_lossy().replace('\\', "/");
    let bare = |path| address::bare(path).trim_matches('/');
    let before = bare(url.path()).strip_suffix(bare(&path))?.trim_end_matches('/');
    let mut site = url.clone();
    site.set_query(None);
    site.set_fragment(None);
    site.set_path(&if before.is_empty() { "/".to_owned() } else { format!("/{before}/") });
    Some(site)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::args::BuildOptions;

    #[test]
    fn a_site_stands_where_its_pages_do() {
        for (url, file, site) in [
            ("https://example.org/a/b.html", "public/a/b.html", Some("https://example.org/")),
            ("https://example.org/a/b/", "public/a/b/index.html", Some("https://example.org/")),
            ("https://example.org/blog/a/?x#y", "public/a.html", Some("https://example.org/blog/")),
            ("https://example.org/", "public/index.html", Some("https://example.org/")),
            ("https://example.org/c", "public/a.html", None),
            ("ftp://example.org/a", "public/a.html", None),
        ] {
            let found = base(&Url::parse(url).unwrap(), Path::new(file), Path::new("public"));
            assert_eq!(found.as_ref().map(Url::as_str), site, "{url}");
        }
    }

    #[test]
    fn every_key_of_the_file_is_known() {
        let site = SiteProfile::new("public", Kind::Html, &[]);
        let text = site.text();
        // What is a comment at the beginning of a line, and is a key.
        let uncommented = text.replace("\n# [", "\n[");
        let lines: Vec<&str> = uncommented
            .lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(key) if key.split_once(" = ").is_some_and(|(key, _)| !key.contains(' ')) => {
                    key
                }
                _ => line,
            })
            .collect();
        let all = lines.join("\n");
        assert!(all.contains("\nlanguages = ") && all.contains("\ndiversity = "), "{all}");
        Config::parse(&all, DEFAULT, Path::new("")).unwrap();
        for key in BuildOptions::keys() {
            assert!(all.contains(&format!("\n{key} = ")), "{key}");
        }
        Config::parse(&text, DEFAULT, Path::new("")).unwrap();
    }
}
