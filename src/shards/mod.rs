//! Catalogs of many files: a page loads the few that it needs, however large the site is.
//!
//! In: a [`Site`](crate::Site). Out: the files of its catalog, what a later build goes on from, and
//! the way of a page through them. May import everything but `eval`, `l10n` and `command`. Native
//! only.

pub mod champions;
pub mod constants;
pub mod explore;
pub mod layout;
pub mod neighbourhoods;
pub mod snapshot;
pub mod update;
