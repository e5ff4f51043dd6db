//! The build cache: the state of the last build of a catalog of many files, in a folder that is not
//! published.
//!
//! ```text
//! 8  magic  ALSOMEMO
//! 8  a hash of the options, the configuration and the version
//! 8  a hash of the manifest in the catalog's folder
//! 8  bytes of what follows
//!    what became of each page or line, as JSON
//! 8  a hash of everything before
//!    the site: see crate::shards::snapshot
//! ```
//!
//! It is valid only for the manifest whose hash it has: a run that was interrupted between the two
//! leaves a cache that is ignored.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use crate::catalog::format;
use crate::shards::snapshot::{self, Snapshot};
use crate::text;
use anyhow::{Context, Result, ensure};
use serde::Serializer;
use tempfile::NamedTempFile;

use crate::command::args::Build;
use crate::command::catalog_dir::manifest;
use crate::command::config::Config;
use crate::command::kind::Kind;
use crate::command::known::Known;
use crate::command::outcome::Outcome;
use crate::command::source::kind_of;

const MAGIC: &[u8; 8] = b"ALSOMEMO";

/// It goes up with every change to the bytes, here and in the library, and with every change to
/// what is read of a page.
const VERSION: u32 = 6;

/// The folder when the command line names none.
const DEFAULT: &str = ".also-like-cache";

/// The cache of one catalog.
pub struct BuildCache {
    cache: PathBuf,
    out: PathBuf,
    options: u64,
}

impl BuildCache {
    /// The cache of a build; `None` for a build that has none.
    ///
    /// # Errors
    ///
    /// A folder that would be published.
    pub fn open(args: &Build, config: &Config) -> Result<Option<BuildCache>> {
        // Only a file with an article on each line can be split into articles before parsing.
        let is_whole = |path: &PathBuf| {
            kind_of(path, args.options.from)
                .is_ok_and(|kind| !kind.is_folder() && kind != Kind::Jsonl)
        };
        if args.no_cache || args.options.sources.iter().any(is_whole) {
            return Ok(None);
        }
        let cache = args.options.cache.clone().unwrap_or_else(|| DEFAULT.into());
        let place = real(&cache);
        if place.starts_with(real(args.out())) {
            ensure!(
                args.options.cache.is_none(),
                "the cache {} would be published with {}: give another folder",
                cache.display(),
                args.out().display()
            );
            return Ok(None);
        }
        let is_in_source =
            args.options.sources.iter().any(|source| place.starts_with(real(source)));
        if args.options.cache.is_none() && is_in_source {
            return Ok(None);
        }
        let options = (
            env!("CARGO_PKG_VERSION"),
            (VERSION, format::VERSION, text::VERSION),
            args.options.max_terms.map(|most| most.0),
            args.options.base_url.as_ref().map(|url| url.as_str()),
            (args.options.from.map(|kind| kind.to_string()), args.options.permalink.as_deref()),
            config.hash(),
        );
        Ok(Some(BuildCache {
            cache,
            out: args.out().to_owned(),
            options: snapshot::hash(&options),
        }))
    }

    /// What became of each page of the last build, if it is that of the manifest and had the same
    /// options.
    pub fn known(&self) -> Option<Known> {
        let mut file = File::open(self.path()).ok()?;
        let manifest = manifest::hash(&self.out)?;
        let records: Vec<(u64, Outcome)> =
            serde_json::from_slice(&head(&mut file, self.options, manifest)?).ok()?;
        Some(Known::new(records))
    }

    /// The site as the last build left it: after [`known`](BuildCache::known).
    pub fn snapshot(&self) -> Option<Snapshot> {
        let mut file = File::open(self.path()).ok()?;
        head(&mut file, self.options, manifest::hash(&self.out)?)?;
        let mut body = Vec::new();
        file.read_to_end(&mut body).ok()?;
        Snapshot::read(&body)
    }

    /// Writes the cache of a build whose manifest is written.
    ///
    /// # Errors
    ///
    /// A folder that can't be made or written to.
    pub fn write(&self, records: Vec<(u64, Outcome)>, snapshot: &Snapshot) -> Result<()> {
        let write = move || -> Result<()> {
            if !self.cache.exists() {
                fs::create_dir_all(&self.cache)?;
                fs::write(self.cache.join(".gitignore"), "*\n")?;
            }
            let manifest = manifest::hash(&self.out).context("there is no manifest")?;
            let mut head = MAGIC.to_vec();
            for number in [self.options, manifest, 0] {
                head.extend(number.to_le_bytes());
            }
            let begin = head.len();
            // Each is let go when it is written: on a large site both are a good part of a
            // gigabyte.
            Serializer::collect_seq(&mut serde_json::Serializer::new(&mut head), records)?;
            let length = (head.len() - begin) as u64;
            head[begin - 8..begin].copy_from_slice(&length.to_le_bytes());
            let mut file = NamedTempFile::new_in(&self.cache)?;
            file.write_all(&head)?;
            file.write_all(&snapshot::hash(&head[..]).to_le_bytes())?;
            snapshot.write(&mut file)?;
            file.persist(self.path())?;
            self.remove_old();
            Ok(())
        };
        write().with_context(|| format!("can't write to {}", self.cache.display()))
    }

    /// Removes the cache: a catalog of one file has none.
    pub fn remove(&self) {
        let _ = fs::remove_file(self.path());
        self.remove_old();
    }

    /// Removes the file of the version before, which had another extension: nothing reads it.
    fn remove_old(&self) {
        let _ = fs::remove_file(self.path().with_extension("memory"));
    }

    fn path(&self) -> PathBuf {
        self.cache.join(format!("{:016x}.snapshot", snapshot::hash(&real(&self.out))))
    }
}

/// The JSON at the beginning of a cache; `None` for one that is damaged, or of another build.
fn head(file: &mut File, options: u64, manifest: u64) -> Option<Vec<u8>> {
    let mut head = vec![0; MAGIC.len() + 24];
    file.read_exact(&mut head).ok()?;
    let number = |at: usize| Some(u64::from_le_bytes(head[at..at + 8].try_into().ok()?));
    if !head.starts_with(MAGIC) || number(8)? != options || number(16)? != manifest {
        return None;
    }
    let (begin, length) = (head.len(), number(24)?);
    (&mut *file).take(length).read_to_end(&mut head).ok()?;
    let mut checksum = [0; 8];
    file.read_exact(&mut checksum).ok()?;
    (u64::from_le_bytes(checksum) == snapshot::hash(&head[..])).then(|| head.split_off(begin))
}

/// A path without links, as far as it is there.
fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = path.ancestors().find_map(|part| Some((part, part.canonicalize().ok()?)));
    match there {
        Some((part, real)) => match path.strip_prefix(part) {
            Ok(rest) if rest.iter().next().is_some() => real.join(rest),
            _ => real,
        },
        None => path,
    }
}
