//! The catalog file: its bytes, written once and read in place.
//!
//! In: postings, entries and cards. Out: bytes, and over any bytes a [`Catalog`] that can be asked. May import `text`,
//! `weighting` and `document`.

pub mod bytes;
pub mod encode;
pub mod error;
pub mod format;
pub mod reader;

pub use error::Error;
pub use reader::{Card, Catalog};
