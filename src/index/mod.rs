//! The build of a site's index: from analysed articles to weights, postings and nearest neighbours.
//!
//! In: [`Prepared`](crate::document::Prepared) articles. Out: a [`Site`], and the bytes of catalog
//! files. May import `text`, `weighting`, `document` and `catalog`.

pub mod builder;
pub mod counting_sort;
pub mod document_frequency;
pub mod forward_index;
pub mod knn;
pub mod knn_graph;
pub mod options;
pub mod parallel;
pub mod partitions;
pub mod postings;
pub mod site;
pub mod term_map;
pub mod writer;

pub use builder::Builder;
pub use options::{BuildOptions, BuildProgress, BuildStep};
pub use site::Site;
