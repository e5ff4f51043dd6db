//! What each fuzz target does with its bytes, and what must hold of it.
//!
//! A target never fails because its bytes are bad: they may be refused. It fails when something panics, goes
//! on and on, takes memory without end, or gives what it must not give. `cargo xtask fuzz` runs them all.

#![forbid(unsafe_code)]

pub mod analyser;
pub mod catalog;
pub mod manifest;
pub mod memory;
pub mod page;
mod site;

/// The command's own readers: it is a program, which can't be depended on.
#[allow(dead_code)]
#[path = "../../src/bin/also-like"]
mod command {
    pub mod address;
    pub mod day;
    pub mod library;
    pub mod store;

    pub mod source {
        pub mod html;
        mod outcome;

        pub use outcome::{Found, Outcome, Reason};
    }

    #[path = "cmd/inspect"]
    pub mod inspect {
        pub mod parts;
        pub mod seen;
    }

    /// In place of `also-like.toml`, which says nothing here: its parsers are half a minute of compiling.
    pub mod config {
        use also_like::Article;

        #[derive(Default)]
        pub struct Config(Settings);

        #[derive(Default)]
        pub struct Settings {
            pub article: Option<String>,
            pub remove: Vec<String>,
        }

        impl Config {
            pub fn settings(&self) -> &Settings {
                &self.0
            }

            pub fn apply(&self, _: &mut Article) -> bool {
                true
            }
        }
    }
}

// Where the command's modules look for each other.
use command::{address, config, day, store};
