//! Staging: files are moved to their places only when all of them are written. Removes what
//! interrupted runs left.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use tempfile::{NamedTempFile, TempDir};

use super::manifest::{is_file_name, is_folder_name};

/// What names of files and folders begin with that are being written.
const PREFIX: &str = ".also-like-";

/// A folder beside the files of a catalog, for those that will take their places.
pub fn folder(catalog: &Path) -> Result<TempDir> {
    Ok(tempfile::Builder::new().prefix(PREFIX).tempdir_in(catalog)?)
}

/// Makes a folder for some work, and takes it away again when it fails.
pub fn in_folder<T>(folder: &Path, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let is_new = !folder.exists();
    let made = fs::create_dir_all(folder).map_err(anyhow::Error::from);
    made.and_then(|()| work()).map_err(|error| {
        if is_new {
            // Only empty folders go this way, so nothing is lost.
            let _ = fs::remove_dir(folder);
        }
        error.context(format!("can't write to {}", folder.display()))
    })
}

/// Those of some files that are not in a folder with the same content.
pub fn missing<'a>(folder: &Path, files: &[(&'a str, &'a [u8])]) -> Vec<(&'a str, &'a [u8])> {
    let is_there = |name: &str, bytes| fs::read(folder.join(name)).is_ok_and(|old| old == bytes);
    files.iter().copied().filter(|(name, bytes)| !is_there(name, *bytes)).collect()
}

/// Writes everything beside its place first, and moves it there in the given order.
pub fn write_all(folder: &Path, files: &[(&str, &[u8])]) -> Result<()> {
    let staged: Vec<NamedTempFile> = files
        .iter()
        .map(|(_, bytes)| {
            let mut file = beside(folder)?;
            file.write_all(bytes)?;
            file.as_file().sync_all()?;
            Ok(file)
        })
        .collect::<Result<_>>()?;
    for (file, (name, _)) in staged.into_iter().zip(files) {
        file.persist(folder.join(name)).with_context(|| format!("can't put {name} in place"))?;
    }
    Ok(())
}

fn beside(folder: &Path) -> Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    #[cfg(unix)]
    {
        // Temporary files are the owner's alone, but a web server has to read these. The umask
        // applies.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    Ok(builder.tempfile_in(folder)?)
}

/// Temporary folders are the owner's alone, but a web server has to read this one.
#[cfg_attr(not(unix), expect(unused_variables))]
pub fn open_to_all(folder: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As the folders in it are, to which the umask applied.
        let mode =
            fs::metadata(folder.join(crate::shards::layout::ShardKind::Neighbourhoods.folder()))?
                .permissions()
                .mode();
        fs::set_permissions(folder, fs::Permissions::from_mode(mode))?;
    }
    Ok(())
}

/// All that is in a folder, read before any of it is taken away: where the system is WASI, some
/// would be passed over.
fn entries(folder: &Path) -> Vec<fs::DirEntry> {
    fs::read_dir(folder).into_iter().flatten().flatten().collect()
}

/// Takes away catalogs of earlier runs, and what a run left that was interrupted. That something
/// stays behind is no reason to fail.
pub fn remove_old(folder: &Path, current: &str) {
    for entry in entries(folder) {
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| *name != current) else { continue };
        if is_file_name(name) || name.starts_with(PREFIX) && entry.path().is_file() {
            let _ = fs::remove_file(entry.path());
        } else if is_folder_name(name) || name.starts_with(PREFIX) {
            // As WASI passes some entries over, it takes several rounds there.
            let rounds = if cfg!(target_os = "wasi") { 100 } else { 1 };
            let _ = (0..rounds).any(|_| fs::remove_dir_all(entry.path()).is_ok());
        }
    }
}
