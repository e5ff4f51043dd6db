//! Where a folder of HTML stands on the web, as its own pages say.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use url::Url;

use super::html::{self, PageLinks};
use crate::command::address::{Site, host, is_near};

/// So many pages are asked.
const SAMPLE: usize = 64;

/// As much of a page is looked at.
const START: u64 = 256 << 10;

/// Of so many links no rule is made.
const FEW: usize = 3;

/// The site of a folder with what its pages say of their hosts and of their links. `files` are the
/// pages.
pub fn found(root: &Path, files: &[PathBuf], site: &Site) -> Site {
    let step = files.len().div_ceil(SAMPLE).max(1);
    let sample: Vec<&PathBuf> = files.iter().step_by(step).collect();
    let pages: Vec<PageLinks> = sample.into_par_iter().filter_map(|file| read(file)).collect();
    let hosts = own_hosts(&pages);
    // A page that names its address needs no other.
    let is_told = site.known().is_some() || hosts.iter().any(|host| !host.is_empty());
    let below = if is_told { String::new() } else { below(root, &pages) };
    site.found(hosts, &below)
}

fn read(file: &Path) -> Option<PageLinks> {
    let mut start = Vec::new();
    File::open(file).ok()?.take(START).read_to_end(&mut start).ok()?;
    html::links(&start)
}

/// The hosts of the canonical addresses; those of one site alone where it is that of most pages.
fn own_hosts(pages: &[PageLinks]) -> Vec<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for canonical in pages.iter().filter_map(|page| page.canonical.as_ref()) {
        if let Some(host) = Url::parse(canonical).ok().as_ref().and_then(host) {
            *counts.entry(host).or_default() += 1;
        }
    }
    let all: usize = counts.values().sum();
    let mut hosts: Vec<(String, usize)> = counts.into_iter().collect();
    hosts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    if let Some((first, _)) = hosts.first().cloned() {
        let is_its = |(host, _): &&(String, usize)| is_near(host, &first);
        let own: usize = hosts.iter().filter(is_its).map(|(_, count)| count).sum();
        if own * 3 >= all * 2 {
            hosts.retain(|one| is_its(&one));
        }
    }
    hosts.into_iter().map(|(host, _)| host).collect()
}

/// The folders below which the links from the root lead, though the root has none of that name.
fn below(root: &Path, pages: &[PageLinks]) -> String {
    let mut links: Vec<&str> =
        pages.iter().flat_map(|page| &page.links).map(|link| &**link).collect();
    links.sort_unstable();
    links.dedup();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for link in &links {
        let names = link.match_indices('/').skip(1).map(|(end, _)| end);
        for end in names.take(2) {
            *counts.entry(&link[1..end]).or_default() += 1;
        }
    }
    let hits = |below: &str| {
        let rest = |link: &&&str| link.strip_prefix('/')?.strip_prefix(below).map(str::to_owned);
        links.iter().filter_map(|link| rest(&link)).filter(|rest| is_there(root, rest)).count()
    };
    let here = hits("");
    let mut found: Vec<&str> = counts
        .into_iter()
        .filter(|(below, count)| {
            *count >= FEW && count * 10 >= links.len() * 9 && !root.join(below).exists()
        })
        .map(|(below, _)| below)
        .collect();
    found.sort_unstable_by_key(|below| below.len());
    let best = found.into_iter().map(|below| (hits(below), below)).max_by_key(|(hits, _)| *hits);
    match best {
        Some((hits, below)) if hits * 2 >= links.len() && here * 10 <= hits => below.to_owned(),
        _ => String::new(),
    }
}

/// Whether a link from the root leads to a file.
fn is_there(root: &Path, link: &str) -> bool {
    let path = percent_encoding::percent_decode_str(link.trim_matches('/')).decode_utf8_lossy();
    if path.split(['/', '\\']).any(|name| name == "..") || path.contains('\0') {
        return false;
    }
    let file = root.join(&*path);
    file.is_file()
        || file.join("index.html").is_file()
        || root.join(format!("{path}.html")).is_file()
}
