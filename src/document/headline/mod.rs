//! The headline of a page, chosen among all that the page calls itself.
//!
//! In: `<title>`, headings, Open Graph and JSON-LD of a page, and what its site is known by. Out:
//! the headline, without the site's name and without what templates put into headings.

mod choose;
mod compare;
mod headings;
mod names;

pub use choose::choose;
pub use compare::{ends, is_begun, is_same, line, same, starts, without_end, without_start};
pub use headings::{Heading, clean, headings};
pub use names::{Names, SiteNames};
