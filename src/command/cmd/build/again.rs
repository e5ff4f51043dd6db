//! Building a catalog of many files again, from what the last build remembers: only what changed.

use crate::Prepared;
use crate::shards::update;
use anyhow::{Result, ensure};

use super::{Built, gather, is_one, remember};
use crate::command::args::Build;
use crate::command::config::Config;
use crate::command::report::Report;
use crate::command::state::State;
use crate::command::{store, widget};

/// Builds again. `None` when all has to be built anew: when nothing that fits is remembered, or too much
/// has changed.
///
/// # Errors
///
/// As for a build of everything.
pub fn build(
    args: &Build,
    config: &Config,
    state: &State,
    report: &Report,
) -> Result<Option<Built>> {
    report.hold();
    let built = try_build(args, config, state, report);
    match built {
        Ok(None) => report.drop(),
        _ => report.release(),
    }
    built
}

fn try_build(
    args: &Build,
    config: &Config,
    state: &State,
    report: &Report,
) -> Result<Option<Built>> {
    let Some(known) = state.known() else { return Ok(None) };
    let manifest = store::manifest(&args.out)?;
    let Some(parts) = manifest.parts else { return Ok(None) };
    if !args.out.join(&parts.folder).is_dir() || store::is_unfinished(&args.out, &parts) {
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
    let mut gathered = match gather(args, config, &known, report, &mut add) {
        Err(_) if are_too_many => return Ok(None),
        gathered => gathered?,
    };
    if is_one(args, gathered.articles) {
        return Ok(None);
    }
    let gone = known.without(&gathered.records);
    if fresh.is_empty() && gone.is_empty() {
        let written = store::write_missing(&args.out, &parts, widget::files())?;
        return Ok(Some((gathered, written)));
    }
    report.step("comparing articles", 0);
    let Some(mut memory) = state.memory() else { return Ok(None) };
    let Some(changed) = memory.update(&gone, fresh) else { return Ok(None) };
    report.step("writing what changed", 0);
    let (site, files) = (memory.site(), memory.files());
    let written = store::write_changed(
        &args.out,
        site,
        &files,
        &changed,
        parts,
        config.settings().weights,
        widget::files(),
    )?;
    remember(state, &mut gathered, &memory, report);
    Ok(Some((gathered, written)))
}
