//! The box in real browsers, over WebDriver: `cargo xtask test` runs this in each of them.
//!
//! By hand: set `ALSO_LIKE_DEMO` to the folder of the demonstration site (`cargo xtask demo` prints
//! it) and `ALSO_LIKE_BROWSER` to `chromium`, `firefox` or `webkit`.
#![cfg(not(target_os = "unknown"))]

mod access;
mod analyser;
mod dates;
mod debug;
mod demo;
mod devtools;
mod driver;
mod editor;
mod element;
mod events;
mod failures;
mod fixture;
mod following;
mod frames;
mod hostile;
mod hosts;
mod inject;
mod inspected;
mod ladder;
mod large;
mod loading;
mod looks;
mod networks;
mod npm;
mod page;
mod parity;
mod parts;
mod placing;
mod playground;
mod policies;
mod preview;
mod privacy;
mod read;
mod recipes;
mod recommend;
mod rough;
mod server;
mod staying;
mod stillness;
