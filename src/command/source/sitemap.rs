//! Articles that a sitemap names, from the files beside it: `sitemap.xml`, an index of several, and
//! what gzip made of either. Nothing is fetched.
//!
//! <https://www.sitemaps.org/protocol.html>, with what news and picture sitemaps add.

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use crate::Day;
use anyhow::{Context, Result, bail, ensure};
use flate2::bufread::MultiGzDecoder;
use quick_xml::events::Event;
use quick_xml::reader::Reader;
use rayon::prelude::*;
use url::Url;

use super::sample::{Sample, Unread};
use super::window::Window;
use super::wordpress::character;
use super::{folder, html};
use crate::command::address::{AddressSet, Site, is_web, written};
use crate::command::config::Config;
use crate::command::day;
use crate::command::injected_block;
use crate::command::kind::Kind;
use crate::command::outcome::{Outcome, Reason, Record};
use crate::command::report::Report;
use crate::document::headline::SiteNames;

/// The protocol's own limits of one file, uncompressed.
const MAX_BYTES: u64 = 50 << 20;
const MAX_ENTRIES: usize = 50_000;

/// An index names sitemaps; some generators let it name indexes too.
const MAX_DEPTH: u8 = 3;

/// So many folders above that of the sitemap may be the site's.
const MAX_ABOVE: usize = 3;

/// Pages read and analysed at once.
const BATCH: usize = 256;

/// What gzip makes begins like this.
pub const GZIP: &[u8] = b"\x1f\x8b";

/// A page or a sitemap, as a sitemap names it.
#[derive(Default)]
struct SitemapEntry {
    /// Its address.
    loc: String,
    lastmod: String,
    hints: html::PageHints,
    /// The day of publication that a news sitemap tells.
    published: String,
}

/// Reads every page that a sitemap names and hands over what became of each, in the order of their
/// names.
///
/// The site's folder is that of the sitemap, or one above it where the addresses say that the
/// sitemap lies deeper. Copies of other pages of the sitemap are left out.
///
/// # Errors
///
/// Those of `take`; a file that can't be read, is no sitemap or is larger than the protocol allows.
pub fn read(
    path: &Path,
    site: &Site,
    config: &Config,
    report: &Report,
    take: &mut dyn FnMut(Record) -> Result<()>,
) -> Result<SiteNames> {
    let unreadable = || format!("can't read {}", path.display());
    let map = parsed(path).with_context(unreadable)?;
    let real = path.canonicalize().with_context(unreadable)?;
    let place = SiteRoot::new(&real, &map, site).with_context(unreadable)?;
    let mut entries = Vec::new();
    let mut seen = HashSet::from([real]);
    pages(path, map, &place, MAX_DEPTH, &mut seen, report, &mut entries)?;
    let shown = path.display();
    report.step(&format!("reading {shown}: {} pages", entries.len()), entries.len() as u64);
    let mut pages = AddressSet::default();
    for (url, _) in entries.iter().filter_map(|(_, entry)| place.page(&entry.loc).ok()) {
        pages.add(&written(&url));
    }
    let found: Vec<_> = entries.iter().map(|(_, entry)| place.page(&entry.loc)).collect();
    let read = |index: usize| match (found.get(index), entries.get(index)) {
        (Some(Ok((url, file))), Some((_, entry))) => {
            let path = file.strip_prefix(&place.root).unwrap_or(file);
            let bytes = match folder::bytes(file) {
                Ok(bytes) => injected_block::without(&bytes).into_owned(),
                Err(sentence) => return Unread::broken(&sentence),
            };
            let hints = &entry.hints;
            Unread {
                hash: 0,
                facts: Box::new(move || html::facts(&bytes, site, url, hints, config, path)),
            }
        }
        (Some(Err(reason)), _) => {
            Unread { hash: 0, facts: Box::new(|| Err(Outcome::Skipped(*reason))) }
        }
        _ => Unread::broken("it is gone"),
    };
    let names: Vec<&str> = entries.iter().map(|(_, entry)| &*entry.loc).collect();
    let sample = Sample::new(&names, &read);
    let again = |index: usize| sample.settled(index, &read, None, config).1;
    let mut window = Window::new(&again, take);
    for (begin, batch) in found.chunks(BATCH).enumerate() {
        let outcomes: Vec<Outcome> = (begin * BATCH..begin * BATCH + batch.len())
            .into_par_iter()
            .map(|index| sample.settled(index, &read, None, config).1)
            .collect();
        for (at, (found, outcome)) in batch.iter().zip(outcomes).enumerate() {
            let index = begin * BATCH + at;
            let place = match (found, entries.get(index)) {
                (Err(_), Some((map, entry))) => format!("{}: {}", map.display(), entry.loc),
                (Ok((_, file)), _) => file.display().to_string(),
                _ => String::new(),
            };
            let record = Record { place, hash: 0, outcome };
            window.push(index, folder::without_copies(record, &pages))?;
        }
        report.advance(batch.len() as u64);
    }
    window.finish()?;
    Ok(sample.site.names)
}

/// The pages that a sitemap names, and those of the sitemaps that an index names, each with its
/// sitemap.
fn pages(
    path: &Path,
    map: Sitemap,
    place: &SiteRoot,
    depth: u8,
    seen: &mut HashSet<PathBuf>,
    report: &Report,
    found: &mut Vec<(PathBuf, SitemapEntry)>,
) -> Result<()> {
    if !map.is_index {
        found.extend(map.entries.into_iter().map(|entry| (path.to_owned(), entry)));
        return Ok(());
    }
    let warn = |sentence: &str| report.warn(&path.display().to_string(), sentence);
    for SitemapEntry { loc, .. } in map.entries {
        let Some(file) = place.sitemap(path, &loc) else {
            warn(&format!("{loc} is not in the folder of the site: only local files are read"));
            continue;
        };
        if !seen.insert(file.clone()) {
            continue;
        }
        if depth == 0 {
            warn(&format!("{loc} is not read: sitemap indexes are nested too deeply"));
            continue;
        }
        let map = parsed(&file).with_context(|| format!("can't read {}", file.display()))?;
        pages(&file, map, place, depth - 1, seen, report, found)?;
    }
    Ok(())
}

/// Where a site is, in files and on the web.
struct SiteRoot {
    /// Its folder, without symbolic links.
    root: PathBuf,
    /// Its address: scheme, host and the path that stands for the folder.
    base: Url,
    /// How many names of an address's path stand for the folder.
    mounted: usize,
}

impl SiteRoot {
    /// Found from where the first sitemap lies and from what it names.
    fn new(map: &Path, Sitemap { entries, is_index }: &Sitemap, site: &Site) -> Result<SiteRoot> {
        let urls: Vec<Url> = entries.iter().filter_map(|entry| address(&entry.loc).ok()).collect();
        let first = urls.first().context("it names no page by an http or https address")?;
        let base = site.known().cloned().unwrap_or_else(|| first.clone());
        let folder = map.parent().unwrap_or(Path::new("/"));
        // The names of the folders between a site's and the sitemap's begin every address.
        let names: Vec<_> = folder.iter().rev().take(MAX_ABOVE).collect();
        let is_above = |up: &usize| {
            let between = || names[..*up].iter().rev();
            urls.iter().map(names_of).all(|path| {
                path.len() > *up && path.iter().zip(between()).all(|(name, own)| **own == **name)
            })
        };
        let above = (0..=names.len()).rev().filter(is_above);
        let above = above.filter_map(|up| folder.ancestors().nth(up));
        let mounted = site.known().map(|base| names_of(base).len());
        let mounts = mounted.map_or(0..=2, |mounted| mounted..=mounted);
        let places = above.flat_map(|root| {
            let place = |mounted| SiteRoot { root: root.to_owned(), base: base.clone(), mounted };
            mounts.clone().map(place)
        });
        // Of equal ones the first: the highest folder, at the root of its host.
        let has = |place: &SiteRoot| {
            let all =
                entries.iter().take(BATCH).filter(|SitemapEntry { loc, .. }| match is_index {
                    true => address(loc).is_ok_and(|url| place.exact(&url).is_some()),
                    false => place.page(loc).is_ok(),
                });
            all.count()
        };
        let mut places: Vec<SiteRoot> = places.collect();
        places.reverse();
        places.into_iter().max_by_key(has).context("it is in no folder of the site")
    }

    /// The address of a page and its file, or why it has none.
    fn page(&self, loc: &str) -> Result<(Url, PathBuf), Reason> {
        let url = address(loc)?;
        let path = self.below(&url).ok_or(Reason::Outside)?;
        let is_folder = url.path().ends_with('/');
        let mut ways = vec![path.join("index.html"), path.join("index.htm")];
        if let (Some(name), Some(folder)) = (path.file_name(), path.parent()) {
            let name = name.to_string_lossy();
            let html = folder.join(format!("{name}.html"));
            ways.insert(if is_folder { 2 } else { 0 }, html);
            if folder::kind(&path) == Some(Kind::Html) {
                ways.insert(0, path.clone());
            }
        }
        let file = ways.into_iter().find(|way| way.is_file()).ok_or(Reason::NoFile)?;
        self.inside(&file).map(|file| (url, file)).ok_or(Reason::Outside)
    }

    /// The file of a sitemap that an index names: by its address, else by its name beside the
    /// index.
    fn sitemap(&self, index: &Path, loc: &str) -> Option<PathBuf> {
        let url = address(loc).ok()?;
        self.exact(&url).or_else(|| {
            let beside = index.parent()?.join(names_of(&url).last()?);
            self.inside(&beside).filter(|file| file.is_file())
        })
    }

    fn exact(&self, url: &Url) -> Option<PathBuf> {
        self.inside(&self.below(url)?).filter(|file| file.is_file())
    }

    /// The path in the site's folder that an address stands for; `None` on other sites.
    fn below(&self, url: &Url) -> Option<PathBuf> {
        let names = names_of(url);
        let is_here = url.host_str() == self.base.host_str()
            && names.len() >= self.mounted
            && names.iter().all(|name| !name.contains(['/', '\\', '\0']) && name != "..");
        is_here.then(|| {
            names[self.mounted..].iter().fold(self.root.clone(), |path, name| path.join(name))
        })
    }

    /// A file's real path, unless a symbolic link leads out of the site's folder.
    fn inside(&self, file: &Path) -> Option<PathBuf> {
        file.canonicalize().ok().filter(|file| file.starts_with(&self.root))
    }
}

/// The address that a sitemap gives.
///
/// # Errors
///
/// What is not http or https, or climbs out of the site.
fn address(loc: &str) -> Result<Url, Reason> {
    let climbs = |name: &str| {
        name == ".."
            || name.eq_ignore_ascii_case("%2e%2e")
            || name.eq_ignore_ascii_case(".%2e")
            || name.eq_ignore_ascii_case("%2e.")
    };
    if loc.split(['/', '\\', '?', '#']).any(climbs) {
        return Err(Reason::Outside);
    }
    let url = Url::parse(loc).map_err(|_| Reason::Outside)?;
    if is_web(&url) { Ok(url) } else { Err(Reason::Outside) }
}

/// The names in an address's path, as files are called.
fn names_of(url: &Url) -> Vec<String> {
    let names = url.path_segments().into_iter().flatten().filter(|name| !name.is_empty());
    names
        .map(|name| percent_encoding::percent_decode_str(name).decode_utf8_lossy().into_owned())
        .collect()
}

/// What stands in a sitemap's file.
struct Sitemap {
    is_index: bool,
    entries: Vec<SitemapEntry>,
}

fn parsed(path: &Path) -> Result<Sitemap> {
    let mut file = BufReader::new(File::open(path)?);
    let mut start = [0; 2];
    let is_gzip = file.by_ref().take(2).read(&mut start)? == 2 && start == *GZIP;
    let rest = start.chain(file);
    let mut bytes = Vec::new();
    let mut limited = |reader: &mut dyn Read| reader.take(MAX_BYTES + 1).read_to_end(&mut bytes);
    match is_gzip {
        true => limited(&mut MultiGzDecoder::new(BufReader::new(rest))).context("it is damaged")?,
        false => limited(&mut { rest })?,
    };
    ensure!(
        bytes.len() as u64 <= MAX_BYTES,
        "it has more than 50 MB, unpacked: split it, as the protocol asks"
    );
    map(&bytes)
}

/// The entries of a sitemap or an index.
fn map(bytes: &[u8]) -> Result<Sitemap> {
    const WRONG: &str = "it is not a sitemap";
    let text = html::decode(bytes).map_err(anyhow::Error::msg)?;
    let mut reader = Reader::from_str(&text);
    let (mut is_index, mut entries) = (false, Vec::new());
    let mut entry: Option<SitemapEntry> = None;
    // Of the element that is open deepest, text and all.
    let (mut content, mut depth, mut is_map) = (String::new(), 0_usize, false);
    loop {
        match reader.read_event().context(WRONG)? {
            Event::Eof if depth > 0 => bail!("it ends before its end tag"),
            Event::Eof if !is_map => bail!(WRONG),
            Event::Eof => return Ok(Sitemap { is_index, entries }),
            Event::Start(start) => {
                let name = start.name();
                let name = name.as_ref();
                match local(name) {
                    "urlset" | "sitemapindex" if depth == 0 => {
                        is_map = true;
                        is_index = local(name) == "sitemapindex";
                    }
                    "url" | "sitemap" if depth == 1 => entry = Some(SitemapEntry::default()),
                    _ => {}
                }
                content.clear();
                depth += 1;
            }
            Event::Text(part) => content.push_str(&part),
            Event::CData(part) => content.push_str(&part),
            Event::GeneralRef(reference) => content.push_str(&character(&reference)),
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                let name = end.name();
                if depth == 1 {
                    entries.extend(
                        entry.take().map(SitemapEntry::done).filter(|one| !one.loc.is_empty()),
                    );
                    ensure!(
                        entries.len() <= MAX_ENTRIES,
                        "it names more than 50 000 pages: split it, as the protocol asks"
                    );
                } else if let Some(entry) = &mut entry {
                    entry.take(name.as_ref(), content.trim());
                }
                content.clear();
            }
            _ => {}
        }
    }
}

/// A name without the prefix of its namespace.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

impl SitemapEntry {
    /// Takes what an element says.
    fn take(&mut self, name: &str, text: &str) {
        let place = match name {
            "image:loc" => &mut self.hints.image,
            "news:title" => &mut self.hints.title,
            "news:publication_date" => &mut self.published,
            "news:keywords" => {
                let labels = text.split(',').map(str::trim).filter(|label| !label.is_empty());
                return self.hints.tags.extend(labels.map(str::to_owned));
            }
            _ if name.starts_with("video:") => return,
            _ => match local(name) {
                "loc" => &mut self.loc,
                "lastmod" => &mut self.lastmod,
                _ => return,
            },
        };
        if place.is_empty() {
            text.clone_into(place);
        }
    }

    fn done(mut self) -> SitemapEntry {
        let day = |text: &str| -> Option<Day> { day::published(text, "") };
        self.hints.date = day(&self.published).or_else(|| day(&self.lastmod));
        self
    }
}
