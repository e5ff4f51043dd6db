//! The box in real browsers, over WebDriver: `cargo xtask test` runs this in each of them.
//!
//! By hand: set `ALSO_LIKE_DEMO` to the folder of the demonstration site (`cargo xtask demo` prints
//! it) and `ALSO_LIKE_BROWSER` to `chromium`, `firefox` or `webkit`.
#![cfg(not(target_os = "unknown"))]

mod accessibility;
mod analyser;
mod curations;
mod dates;
mod demo;
mod deprecated;
mod devtools;
mod driver;
mod element;
mod events;
mod explain;
mod failures;
mod fallback;
mod fixture;
mod frames;
mod hostile_catalogs;
mod hostile_pages;
mod hosts;
mod inject;
mod large;
mod loading;
mod looks;
mod memory;
mod navigation;
mod network_faults;
mod npm;
mod page;
mod parity;
mod performance;
mod placement;
mod playground;
mod policies;
mod preview;
mod privacy;
mod read_last;
mod reading;
mod recipes;
mod recommend;
mod report;
mod server;
mod shards;
