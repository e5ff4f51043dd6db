//! Shared by tests of several levels and benchmarks: made-up sites, a naive ranker, pages and the
//! score of their texts, generated inputs.
//!
//! A crate, so that each of them compiles it once. Never published.
#![forbid(unsafe_code)]
#![allow(missing_docs)]

pub mod alike;
pub mod golden;
pub mod naive;
pub mod news;
pub mod pages;
pub mod parallel;
pub mod score;
pub mod site;
pub mod skeletons;
pub mod unicode;
