//! The headings and dates of a box in the languages of its site.
//!
//! In: language tags. Out: texts for the manifest of a catalog. May import `text` only. Native
//! only.

pub mod dates;
pub mod headings;
