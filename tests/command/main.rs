//! The command, run as a publisher runs it, over small sites.
#![cfg(not(target_os = "unknown"))]

mod broken;
mod build;
mod config;
mod describe;
mod errors;
mod eval;
mod exports;
mod help;
mod init;
mod inject;
mod inspect_html;
mod json;
mod markdown;
mod node;
mod old_names;
mod pages;
mod parts;
mod reading;
mod run;
mod serve;
mod show;
mod sitemaps;
mod skeletons;
mod update;
mod whole_site;
