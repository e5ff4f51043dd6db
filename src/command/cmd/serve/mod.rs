//! `also-like serve`: a folder in a browser on this machine, with the box in its articles.
//!
//! In: a folder. Out: a server that runs until it is stopped, or for WASI the files to be served.
//! Writes nothing there.

#[cfg(target_os = "wasi")]
mod elsewhere;
#[cfg(not(target_os = "wasi"))]
mod preview;
#[cfg(not(target_os = "wasi"))]
mod server;

/// Without sockets: npm/bin/serve.js is the server.
#[cfg(target_os = "wasi")]
pub use elsewhere::run;
#[cfg(not(target_os = "wasi"))]
pub use server::run;
