//! The folder of a catalog.
//!
//! In: a built site, or the folder that a build wrote. Out: files and their manifest, or the
//! related articles of a page. Independent of the command line, of the configuration and of
//! sources: of the command it imports nothing.

pub mod manifest;
pub mod reader;
mod staging;
pub mod writer;
