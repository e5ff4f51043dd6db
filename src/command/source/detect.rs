//! Recognises what kind of source a path is.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail};
use flate2::bufread::MultiGzDecoder;
use ignore::WalkBuilder;

use super::{ending, folder, sitemap, unpublished};
use crate::command::kind::Kind;

/// How much of a file is looked at.
const START: u64 = 64 << 10;

/// What to give instead.
const KNOWN: &str = "give a folder of built HTML or of Markdown, a sitemap, a .json or .jsonl file, a feed, or an export of WordPress or Ghost";

/// What kind of source a path is, by what it holds; `from` is the kind that its owner names.
///
/// # Errors
///
/// A path that does not exist, a file that can't be read or is of an unknown kind, a folder that
/// `from` calls a file or the other way round.
pub fn kind_of(path: &Path, from: Option<Kind>) -> Result<Kind> {
    let shown = path.display();
    if !path.exists() {
        bail!("{shown} does not exist: {KNOWN}");
    }
    match from {
        Some(kind) if kind.is_folder() && !path.is_dir() => {
            bail!("{shown} is not a folder, but --from names a kind of folder")
        }
        Some(kind) if !kind.is_folder() && path.is_dir() => {
            bail!("{shown} is a folder: give html or markdown to --from, or leave it out")
        }
        Some(kind) => return Ok(kind),
        None if path.is_dir() => return Ok(in_folder(path)),
        None => {}
    }
    let ending = ending(path);
    if matches!(ending.as_str(), "jsonl" | "ndjson") {
        return Ok(Kind::Jsonl);
    }
    let mut start = Vec::new();
    let file = File::open(path).with_context(|| format!("can't read {shown}"))?;
    file.take(START).read_to_end(&mut start).with_context(|| format!("can't read {shown}"))?;
    let is_packed = start.starts_with(sitemap::GZIP);
    if is_packed {
        let mut unpacked = Vec::new();
        // The file goes on where its start ends: that is no error here.
        let _ = MultiGzDecoder::new(&*start).take(START).read_to_end(&mut unpacked);
        start = unpacked;
    }
    match sniff(&String::from_utf8_lossy(&start)) {
        Some(kind) if !is_packed || kind == Kind::Sitemap => Ok(kind),
        None if ending == "json" => Ok(Kind::Json),
        _ => bail!("{shown} is of an unknown kind: {KNOWN}, or name the kind with --from"),
    }
}

/// HTML when a page of it is somewhere in the folder, else Markdown when there is some.
fn in_folder(path: &Path) -> Kind {
    let mut walk = WalkBuilder::new(path);
    walk.standard_filters(false).hidden(true).follow_links(false);
    walk.filter_entry(|entry| entry.file_name() != "node_modules");
    let files = walk.build().filter_map(Result::ok);
    // The layouts of a folder of Markdown are HTML.
    let is_page = |file: &ignore::DirEntry| {
        unpublished::by_place(file.path().strip_prefix(path).unwrap_or(file.path())).is_none()
    };
    let kinds = files.filter(is_page).filter_map(|file| folder::kind(file.path()));
    let mut markdown = None;
    for kind in kinds {
        if kind == Kind::Html {
            return kind;
        }
        markdown = Some(kind);
    }
    markdown.unwrap_or(Kind::Html)
}

/// What the beginning of a file tells, but for plain JSON.
fn sniff(start: &str) -> Option<Kind> {
    let start = start.trim_start_matches('\u{feff}').trim_start();
    if start.starts_with('<') {
        let has = |name: &str| start.contains(name);
        return match has("<rss") {
            true if has("xmlns:wp=") => Some(Kind::Wordpress),
            true => Some(Kind::Feed),
            false
                if ["<urlset", ":urlset", "<sitemapindex", ":sitemapindex"]
                    .iter()
                    .any(|n| has(n)) =>
            {
                Some(Kind::Sitemap)
            }
            false => (has("<feed") || has("<rdf:RDF")).then_some(Kind::Feed),
        };
    }
    let dense: String = start.chars().filter(|c| !c.is_whitespace()).take(64).collect();
    if dense.starts_with("{\"db\":[{") {
        return Some(Kind::Ghost);
    }
    let is_feed = ["https://jsonfeed.org/version/", "https:\\/\\/jsonfeed.org\\/version\\/"];
    let object = dense.starts_with('{');
    (object && is_feed.iter().any(|mark| start.contains(mark))).then_some(Kind::Feed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_tells() {
        for (start, kind) in [
            ("<?xml version='1.0'?>\n<rss version='2.0'><channel>", Some(Kind::Feed)),
            (
                "<rss version='2.0' xmlns:wp='http://wordpress.org/export/1.2/'>",
                Some(Kind::Wordpress),
            ),
            ("\u{feff}<feed xmlns='http://www.w3.org/2005/Atom'>", Some(Kind::Feed)),
            ("<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", Some(Kind::Feed)),
            ("{ \"version\": \"https://jsonfeed.org/version/1.1\" }", Some(Kind::Feed)),
            ("{\"version\":\"https:\\/\\/jsonfeed.org\\/version\\/1\"}", Some(Kind::Feed)),
            ("{ \"db\" : [ { \"meta\"", Some(Kind::Ghost)),
            ("{\"articles\":[]}", None),
            ("[]", None),
            ("<html>", None),
            ("<urlset>", Some(Kind::Sitemap)),
            ("<?xml version='1.0'?><s:sitemapindex xmlns:s='x'>", Some(Kind::Sitemap)),
            ("", None),
            ("[\"https://jsonfeed.org/version/1\"]", None),
        ] {
            assert_eq!(sniff(start), kind, "{start}");
        }
    }
}
