#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod article;
#[cfg(not(target_os = "unknown"))]
mod boxes;
pub mod builder;
mod bytes;
pub mod catalog;
#[cfg(not(target_os = "unknown"))]
mod champions;
#[cfg(not(target_os = "unknown"))]
pub mod dates;
pub mod error;
#[cfg(not(target_os = "unknown"))]
pub mod explore;
#[cfg(not(target_os = "unknown"))]
pub mod files;
pub mod format;
mod groups;
#[cfg(not(target_os = "unknown"))]
pub mod headings;
mod inverted;
pub mod language;
pub mod link;
#[cfg(not(target_os = "unknown"))]
pub mod measure;
#[cfg(not(target_os = "unknown"))]
pub mod memory;
#[cfg(not(target_os = "unknown"))]
pub mod near;
mod nearest;
pub mod page;
mod parallel;
mod part;
mod postings;
pub mod prepared;
pub mod rank;
mod rows;
mod search;
mod shelves;
pub mod signals;
pub mod site;
mod table;
mod terms;
pub mod text;
#[cfg(not(target_os = "unknown"))]
pub mod update;
pub mod vector;
#[cfg(target_os = "unknown")]
pub mod web;
mod weights;

pub use article::{Article, Day};
pub use builder::{Builder, Options as BuildOptions};
pub use catalog::{Card, Catalog};
pub use error::Error;
pub use page::Page;
pub use prepared::Prepared;
pub use rank::{Answer, Kind, Options as RankOptions, Related};
pub use signals::Signals;
pub use site::Site;
