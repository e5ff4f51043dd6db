//! Building a catalog of many files again, with the build cache: only what changed.

use crate::Prepared;
use crate::shards::update;
use anyhow::{Result, ensure};

use super::collection::collect;
use super::output::{BuildOutput, is_one, write_cache};
use crate::command::args::Build;
use crate::command::assets;
use crate::command::build_cache::BuildCache;
use crate::command::catalog_dir::{manifest, writer};
use crate::command::config::Config;
use crate::command::report::Report;

/// Builds again. `None` when all has to be built anew: without a cache that fits, or when too much
/// has changed.
///
/// # Errors
///
/// As for a build of everything.
pub fn build(
    args: &Build,
    config: &Config,
    cache: &BuildCache,
    report: &Report,
) -> Result<Option<BuildOutput>> {
    report.hold();
    let built = try_build(args, config, cache, report);
    match built {
        Ok(None) => report.drop(),
        _ => report.release(),
    }
    built
}

fn try_build(
    args: &Build,
    config: &Config,
    cache: &BuildCache,
    report: &Report,
) -> Result<Option<BuildOutput>> {
    let Some(known) = cache.known() else { return Ok(None) };
    let manifest = manifest::read(args.out())?;
    let Some(shards) = manifest.shards else { return Ok(None) };
    if !args.out().join(&shards.folder).is_dir() || writer::is_unfinished(args.out(), &shards) {
        return Ok(None);
    }
    let most = update::most(manifest.articles as usize);
    let (mut fresh, mut are_too_many) = (Vec::new(), false);
    let mut add = |article: Prepared| {
        fresh.push(article);
        are_too_many = fresh.len() > most;
        ensure!(!are_too_many, "too many articles changed");
        Ok(())
    };
    let mut collection = match collect(args, config, &known, report, &mut add) {
        Err(_) if are_too_many => return Ok(None),
        collection => collection?,
    };
    if is_one(args, collection.articles) {
        return Ok(None);
    }
    let gone = known.without(&collection.records);
    if fresh.is_empty() && gone.is_empty() {
        let written = writer::write_missing(args.out(), &shards, assets::files())?;
        return Ok(Some((collection, written)));
    }
    report.step("comparing articles", 0);
    let Some(mut snapshot) = cache.snapshot() else { return Ok(None) };
    let Some(changed) = snapshot.update(&gone, fresh) else { return Ok(None) };
    report.step("writing what changed", 0);
    let (site, files) = (snapshot.site(), snapshot.shards());
    let written = writer::write_changed(
        args.out(),
        site,
        &files,
        &changed,
        shards,
        collection.about(config),
        assets::files(),
    )?;
    write_cache(cache, &mut collection, &snapshot, report);
    Ok(Some((collection, written)))
}
