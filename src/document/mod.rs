//! Articles and pages: what a site publishes and what a reader has open.
//!
//! In: the DOM of a page, over the traits of [`extract`], or what a source says of an article. Out: [`Article`],
//! [`Page`], and [`Prepared`]: an article after analysis. May import `text` and `weighting`.

pub mod article;
pub mod day;
pub mod extract;
pub mod labels;
pub mod page;
pub mod prepared;
pub mod url_key;

pub use article::Article;
pub use day::Day;
pub use extract::*;
pub use labels::{Labels, labels};
pub use page::Page;
pub use prepared::Prepared;
pub use url_key::UrlKey;
