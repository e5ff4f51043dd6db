//! What each fuzz target does with its bytes, and what must hold of it.
//!
//! A target never fails because its bytes are bad: they may be refused. It fails when something
//! panics, goes on and on, takes memory without end, or gives what it must not give.
//! `cargo xtask fuzz` runs them all.

#![forbid(unsafe_code)]

pub mod analyser;
pub mod catalog;
pub mod manifest;
pub mod page;
mod site;
pub mod snapshot;
