//! The command, run as a publisher runs it, over small sites.

mod cli {
    pub mod broken;
    pub mod build;
    pub mod config;
    pub mod describe;
    pub mod errors;
    pub mod eval;
    pub mod exports;
    pub mod init;
    pub mod inject;
    pub mod inspect_html;
    pub mod json;
    pub mod markdown;
    pub mod node;
    pub mod parts;
    pub mod run;
    pub mod serve;
    pub mod show;
    pub mod sitemaps;
    pub mod update;
}
