//! Related articles written into the pages: for search engines, for readers without JavaScript and
//! for pages that forbid WebAssembly. The same core finds them, and the widget takes them over.
//!
//! In: a catalog and a folder of pages. Out: the same pages, each with a block of markup.
//! Independent of the command line: `args`, `config`, `build_cache` and `cmd` may not be imported.

mod draw;
mod place;
mod text;

use std::io::Write;
use std::ops::AddAssign;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::Day;
use crate::document::Page;
use crate::rank::{Fallback, Languages, RankOptions};
use anyhow::{Context, Result, anyhow};
use rayon::prelude::*;
use serde::Serialize;
use tempfile::NamedTempFile;
use url::Url;

use crate::command::address::{self, Site, written};
use crate::command::assets;
use crate::command::catalog_dir::reader::CatalogReader;
use crate::command::injected_block::without;
use crate::command::report::Report;
use crate::command::source::folder::{self, Folder};
use crate::command::source::html;
use draw::Look;
use place::{Slot, Slots};

/// Pages that are read and written at once.
const BATCH: usize = 256;

/// How many pages of a site were written.
#[derive(Default, Clone, Copy, Serialize)]
pub struct InjectionCounts {
    /// Pages that were written.
    pub written: usize,
    /// Pages that had the same content already.
    pub unchanged: usize,
    /// Pages without a place for them.
    pub without: usize,
}

impl AddAssign for InjectionCounts {
    fn add_assign(&mut self, other: InjectionCounts) {
        self.written += other.written;
        self.unchanged += other.unchanged;
        self.without += other.without;
    }
}

/// What is written into the pages of a site.
pub struct Injection<'a> {
    reader: &'a CatalogReader,
    site: &'a Site,
    /// The folder of the catalog.
    out: &'a Path,
    /// The element at whose end they go, in a page without a box.
    selector: Option<&'a str>,
    today: Day,
    /// Whether a page has the attribute `otherwise`.
    has_old_name: AtomicBool,
}

/// A page with a tag at the end of the first element that a selector names; `None` where there is
/// no such element, or a box already.
#[cfg(not(target_os = "wasi"))]
pub fn with_tag(page: &[u8], selector: &str, tag: &str) -> Option<Vec<u8>> {
    let places = place::places(page, html::encoding(page), Some(selector)).ok()?;
    let at = places.chosen_end()?;
    Some([&page[..at], tag.as_bytes(), &page[at..]].concat())
}

/// Whether a selector can be used.
///
/// # Errors
///
/// A sentence where it can't.
pub fn check(selector: &str) -> Result<()> {
    match selector.parse::<lol_html::Selector>() {
        Ok(_) => Ok(()),
        Err(_) => Err(anyhow!(place::unfit(selector))),
    }
}

impl<'a> Injection<'a> {
    /// Prepares writing the answers of `reader` into pages of `site`. The catalog is in `out`.
    pub fn new(
        reader: &'a CatalogReader,
        site: &'a Site,
        out: &'a Path,
        selector: Option<&'a str>,
        today: Day,
    ) -> Injection<'a> {
        Injection { reader, site, out, selector, today, has_old_name: AtomicBool::new(false) }
    }

    /// Writes related articles into the pages of a folder; those that can't be read or written are
    /// warnings.
    ///
    /// # Errors
    ///
    /// A folder that can't be read.
    pub fn folder(&self, folder: &Folder<'_>, report: &Report) -> Result<InjectionCounts> {
        let files = folder::pages(folder, self.out, report)?;
        let site = &folder::found(folder, &files, self.site);
        report.step("writing into the pages", files.len() as u64);
        let catalog = self.catalog(folder.root, site);
        let mut injected = InjectionCounts::default();
        for batch in files.chunks(BATCH) {
            let pages: Vec<_> = batch
                .par_iter()
                .map(|file| self.page(folder.root, site, file, catalog.as_ref()))
                .collect();
            for (file, page) in batch.iter().zip(pages) {
                match page {
                    Ok(Some(true)) => injected.written += 1,
                    Ok(Some(false)) => injected.unchanged += 1,
                    Ok(None) => injected.without += 1,
                    Err(error) => report.warn(&file.display().to_string(), &format!("{error:#}")),
                }
            }
            report.advance(batch.len() as u64);
        }
        if self.has_old_name.load(Ordering::Relaxed) {
            let sentence = "the attribute `otherwise` was renamed: write `fallback`";
            report.warn(&folder.root.display().to_string(), sentence);
        }
        Ok(injected)
    }

    /// Where the catalog's folder is on the site, when it is in the site's folder.
    fn catalog(&self, root: &Path, site: &Site) -> Option<Url> {
        let (root, out) = (root.canonicalize().ok()?, self.out.canonicalize().ok()?);
        // With a slash at the end.
        Some(site.page(&out.strip_prefix(root).ok()?.join("index.html")))
    }

    /// Whether a page was written; `None` for one without a place.
    fn page(
        &self,
        root: &Path,
        site: &Site,
        file: &Path,
        catalog: Option<&Url>,
    ) -> Result<Option<bool>> {
        let old = folder::bytes(file).map_err(|sentence| anyhow!(sentence))?;
        let bare = without(&old);
        let encoding = html::encoding(&bare);
        let mut places = place::places(&bare, encoding, self.selector).map_err(|e| anyhow!(e))?;
        let own = site.page(file.strip_prefix(root).unwrap_or(file));
        let all = std::mem::take(&mut places.all).into_iter();
        let all: Vec<Slot> = all.filter(|one| is_of(catalog, &own, &places, one)).collect();
        if all.is_empty() {
            return Ok(None);
        }
        let beside = || Some(catalog?.path().to_owned());
        let styles = folder_of_script(&places).or_else(beside);
        let styles =
            styles.map(|folder| format!("{folder}{}?v={}", assets::STYLES, assets::version()));
        let own_address = written(&own);
        let names = &self.reader.manifest().names;
        let read = |selector| html::read(&bare, &own_address, selector, names);
        let mut blocks = Vec::new();
        for place in &all {
            let page = read(places.option(place, "article"));
            // The widget takes what is no selector for none, too.
            let page = page.or_else(|_| read(None));
            let mut page = page.map_err(|sentence| anyhow!(sentence))?;
            if site.is_foreign(&page.url) {
                page.url.clone_from(&own_address);
            }
            if let Some(block) = self.block(page, &own, &places, place, styles.as_deref())? {
                blocks.push((place, block));
            }
        }
        let new = place::with(&bare, encoding, &blocks);
        if new == *old {
            return Ok(Some(false));
        }
        replace(file, &new)?;
        Ok(Some(true))
    }

    /// What goes into a box; `None` when there is no answer.
    fn block(
        &self,
        mut page: Page,
        own: &Url,
        places: &Slots,
        place: &Slot,
        styles: Option<&str>,
    ) -> Result<Option<String>> {
        let option = |name| places.option(place, name);
        let addresses = |name| {
            let words = option(name).unwrap_or_default().split_ascii_whitespace();
            words.filter_map(|one| address::resolve(own, one)).map(|url| written(&url))
        };
        page.pins.extend(addresses("pin"));
        page.excludes.extend(addresses("exclude"));
        let old = option("otherwise");
        self.has_old_name.fetch_or(old.is_some(), Ordering::Relaxed);
        let fallback = option("fallback").or(old).unwrap_or("section latest").to_ascii_lowercase();
        let falls_to = |word| fallback.split_ascii_whitespace().any(|one| one == word);
        let options = RankOptions {
            limit: whole(option("limit"), 50, 4),
            today: Some(self.today),
            languages: match option("languages") {
                Some(word) if word.eq_ignore_ascii_case("any") => Languages::Any,
                _ => Languages::Same,
            },
            skip_linked: flag(option("skip-linked")),
            fallback: Fallback { section: falls_to("section"), latest: falls_to("latest") },
            ..RankOptions::default()
        };
        let answer = self.reader.related(&page, &options)?;
        let lang = [&place.lang, &page.lang].into_iter().find(|lang| !lang.is_empty());
        let look = Look {
            lang: lang.cloned().unwrap_or_else(|| "en".to_owned()),
            heading: option("heading").unwrap_or_default().to_owned(),
            level: whole(option("heading-level"), 6, 2),
            layout: layout(option("layout")),
            reasons: flag(option("reasons")),
        };
        Ok(draw::markup(&answer, &look, self.reader.manifest(), styles))
    }
}

/// The folder of a page's script as written on the page, with a slash at the end unless it is the
/// page's own.
fn folder_of_script(places: &Slots) -> Option<String> {
    let script = places.script.as_deref()?;
    let path = script.split(['?', '#']).next()?;
    Some(path[..path.rfind('/').map_or(0, |slash| slash + 1)].to_owned())
}

/// Whether a box uses the catalog at an address; `true` where that is unknown.
fn is_of(catalog: Option<&Url>, page: &Url, places: &Slots, place: &Slot) -> bool {
    let own = places.option(place, "catalog").and_then(|text| address::resolve(page, text));
    let bare = |url: &Url| url.path().trim_end_matches('/').to_owned();
    own.zip(catalog).is_none_or(|(own, catalog)| bare(&own) == bare(catalog))
}

/// A whole number from an attribute, held to its range, as the widget reads it.
fn whole(text: Option<&str>, most: usize, default: usize) -> usize {
    let text = text.unwrap_or_default().trim();
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let digits = &text[..text.bytes().take_while(u8::is_ascii_digit).count()];
    if digits.is_empty() {
        return default;
    }
    // One that is too long is beyond every range.
    match digits.parse::<usize>().unwrap_or(most) {
        number if sign > 0 => number.clamp(1, most),
        _ => 1,
    }
}

fn flag(text: Option<&str>) -> bool {
    text.is_some_and(|text| text != "false")
}

fn layout(text: Option<&str>) -> &'static str {
    let is = |word: &&&str| text.is_some_and(|text| text.eq_ignore_ascii_case(word));
    ["cards", "list", "compact"].iter().find(is).copied().unwrap_or("cards")
}

/// Writes a file beside its place first, with the rights of the old one.
fn replace(file: &Path, bytes: &[u8]) -> Result<()> {
    let folder = file.parent().map_or_else(PathBuf::new, Path::to_owned);
    let written = || -> Result<()> {
        let mut staged = NamedTempFile::new_in(folder)?;
        staged.write_all(bytes)?;
        #[cfg(not(target_os = "wasi"))]
        std::fs::set_permissions(staged.path(), std::fs::metadata(file)?.permissions())?;
        staged.persist(file)?;
        Ok(())
    };
    written().context("can't be written")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_the_widget_reads_them() {
        for (text, number) in [
            (Some("6"), 6),
            (Some(" +7 cards"), 7),
            (Some("2.9"), 2),
            (Some("0"), 1),
            (Some("-3"), 1),
            (Some("99"), 50),
            (Some("99999999999999999999999"), 50),
            (Some("many"), 4),
            (Some(""), 4),
            (None, 4),
        ] {
            assert_eq!(whole(text, 50, 4), number, "{text:?}");
        }
    }
}
