//! What a box says in the languages of its site: headings and dates.
//!
//! In: language tags. Out: texts for the manifest of a catalog. May import `text` only. Native
//! only.

pub mod dates;
pub mod headings;
