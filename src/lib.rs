#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod article;
#[cfg(not(target_family = "wasm"))]
mod boxes;
pub mod builder;
mod bytes;
pub mod catalog;
pub mod error;
pub mod format;
#[cfg(not(target_family = "wasm"))]
pub mod headings;
pub mod language;
pub mod link;
#[cfg(not(target_family = "wasm"))]
pub mod measure;
mod nearest;
pub mod page;
pub mod rank;
pub mod signals;
pub mod text;
pub mod vector;
#[cfg(target_family = "wasm")]
pub mod web;

pub use article::{Article, Day};
pub use builder::{Builder, Options as BuildOptions, Prepared};
pub use catalog::{Card, Catalog};
pub use error::Error;
pub use page::Page;
pub use rank::{Answer, Kind, Options as RankOptions, Related};
pub use signals::Signals;
