//! Articles and pages: what a site publishes and what a reader has open.
//!
//! In: the DOM of a page, over the traits of [`dom`], or the fields of a source's article. Out:
//! [`Article`], [`Page`], and [`Prepared`]: an article after analysis. May import `text` and
//! `weighting`.

pub mod article;
pub mod dates;
pub mod day;
pub mod dom;
pub mod extract;
pub mod headline;
pub mod json_ld;
pub mod labels;
pub mod main_text;
pub mod metadata;
pub mod page;
pub mod plain;
pub mod prepared;
pub mod prose;
pub mod script;
pub mod url_key;

pub use article::Article;
pub use day::Day;
pub use dom::{Dom, Json, Node, attribute, text_of};
pub use extract::{read, read_for_site};
pub use labels::{Labels, labels};
pub use metadata::{Metadata, declared_language, descriptions};
pub use page::Page;
pub use plain::plain;
pub use prepared::Prepared;
pub use url_key::UrlKey;
