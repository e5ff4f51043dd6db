//! Addresses in the file, and the articles that they mean.

use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result};
use globset::{Candidate, GlobBuilder, GlobMatcher};

use crate::command::address;
use crate::document::UrlKey;

/// An address in the file.
pub struct AddressEntry {
    pub address: String,
    /// The file and its line.
    pub place: String,
    /// Its key.
    pub key: &'static str,
}

/// An address for which something holds, or many, by `*`.
pub struct Rule {
    pub entry: AddressEntry,
    site: UrlKey,
    path: GlobMatcher,
    /// Whether it has been the address of an article.
    pub is_met: AtomicBool,
}

impl Rule {
    pub fn new(entry: AddressEntry) -> Result<Rule> {
        let key = UrlKey::new(&entry.address);
        let path = String::from_utf8_lossy(key.path());
        // Of all that a glob may hold only the star is meant.
        let parts: Vec<String> = path.split('*').map(globset::escape).collect();
        let glob = GlobBuilder::new(&parts.join("*")).backslash_escape(false).build();
        let path = glob.with_context(|| format!("{}: can't be matched", entry.place))?;
        Ok(Rule {
            site: site(&entry.address),
            path: path.compile_matcher(),
            entry,
            is_met: AtomicBool::new(false),
        })
    }

    pub fn meets(&self, site: &UrlKey, key: &UrlKey) -> bool {
        let is_path = |path: &[u8]| self.path.is_match_candidate(&Candidate::from_bytes(path));
        // `/legal/*` means the page of the folder too, whose key has lost its slash.
        let meets = self.site.matches(site)
            && (is_path(key.path()) || is_path(&[key.path(), b"/".as_slice()].concat()));
        self.is_met.fetch_or(meets, Ordering::Relaxed);
        meets
    }
}

/// Whether one of several rules meets an address.
pub fn meets(rules: &[Rule], url: &str) -> bool {
    !rules.is_empty() && {
        let (site, key) = (site(url), UrlKey::new(url));
        rules.iter().any(|rule| rule.meets(&site, &key))
    }
}

/// What addresses of one site have in common; those without a host match all others.
pub fn site(address: &str) -> UrlKey {
    let mut url = address::read(address);
    url.set_path("/");
    url.set_query(None);
    UrlKey::new(&address::written(&url))
}
