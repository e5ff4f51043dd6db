//! The exports for the widget's JavaScript: the engine, and the reader of metadata.
//!
//! In: the DOM of the page that a reader has open, and the bytes of catalog files. Out: cards, and
//! what a page says of its article. The one crate that has exports for JavaScript and an allocator;
//! for other targets than wasm32-unknown-unknown it is empty.
#![cfg(target_os = "unknown")]
#![forbid(unsafe_code)]

pub mod dom;
#[cfg(feature = "engine")]
pub mod engine;
pub mod flags;
#[cfg(feature = "metadata")]
pub mod metadata;

use lol_alloc::{FreeListAllocator, LockedAllocator};

/// 2.4 kB smaller than the allocator of the standard library. It searches a list of free blocks,
/// which stays short: nothing outlives an update of a box, and adjacent free blocks are merged.
#[global_allocator]
static ALLOCATOR: LockedAllocator<FreeListAllocator> =
    LockedAllocator::new(FreeListAllocator::new());
