//! Related articles for any site: TF-IDF similarity between the article being read and a site's
//! catalog.
//!
//! Three things are built from this crate: the program `also-like`, which reads a site and writes
//! its catalog; the WebAssembly of the widget, which ranks the catalog in the reader's browser; and
//! this library, for programs that build or query catalogs.
//!
//! # Overview
//!
//! | to | use |
//! |---|---|
//! | describe what a site publishes | [`Article`], [`Day`] |
//! | analyse an article, in parallel if you like | [`Prepared`] |
//! | build a catalog of one file | [`Builder`], [`BuildOptions`], [`IndexWeights`] |
//! | open a catalog and look into it | [`Catalog`], [`Card`] |
//! | rank its articles for a page | [`Page`], [`Catalog::related`], [`RankOptions`] |
//! | weigh the factors of a score | [`RankWeights`] |
//! | read the answer | [`Answer`], [`Recommendation`], [`Explanation`] |
//! | handle errors | [`Error`], [`ErrorKind`] |
//!
//! # Example
//!
//! Builds a catalog of four articles and ranks it for a page that is none of them:
//!
//! ```
//! use also_like::{Article, BuildOptions, Builder, Catalog, Page, Prepared, RankOptions};
//!
//! let mut builder = Builder::new(BuildOptions::default());
//! for (url, title, text) in [
//!     ("/kim", "Kim writes to Putin", "Pyongyang promised Moscow support over sanctions."),
//!     ("/arms", "Shells for Moscow", "Ships from Pyongyang reached Russia despite sanctions."),
//!     ("/tea", "A dry spring for tea", "Growers on the mountain wait for rain."),
//!     ("/rain", "Rain at last", "The mountain growers' wait is over."),
//! ] {
//!     builder.add(Prepared::new(Article {
//!         url: url.into(),
//!         title: title.into(),
//!         text: text.into(),
//!         ..Article::default()
//!     }));
//! }
//! let catalog = Catalog::open(builder.finish()?)?;
//!
//! let page = Page {
//!     title: "Sanctions".into(),
//!     text: "What Pyongyang and Moscow want.".into(),
//!     ..Page::default()
//! };
//! let answer = catalog.related(&page, &RankOptions::default())?;
//! let cards = answer.recommendations.iter().filter_map(|one| catalog.card(one.article));
//! assert_eq!(cards.map(|card| card.url).collect::<Vec<_>>(), ["/kim", "/arms"]);
//! # Ok::<(), also_like::Error>(())
//! ```
//!
//! # Features
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `command` | yes | the program. A library turns it off: `default-features = false` |
//! | `reasons` | yes | [`Recommendation::reasons`], and errors in words in the browser |
//!
//! For wasm32-unknown-unknown the library lets the browser normalise and decode texts, through
//! wasm-bindgen; it exports nothing and brings no allocator.
//!
//! # Modules
//!
//! The folders of the sources follow the data: `text`, `weighting`, `document`, `catalog`, then
//! `rank` for answers and `index`, `shards` for builds. `ARCHITECTURE.md` in the repository walks
//! through them. They are public for the program, the widget and the tests only: what this page
//! does not name may change in any version.
#![forbid(unsafe_code)]

#[doc(hidden)]
pub mod catalog;
#[cfg(all(feature = "command", not(target_os = "unknown")))]
#[doc(hidden)]
pub mod command;
#[doc(hidden)]
pub mod document;
#[cfg(not(target_os = "unknown"))]
#[doc(hidden)]
pub mod eval;
#[doc(hidden)]
pub mod index;
#[cfg(not(target_os = "unknown"))]
#[doc(hidden)]
pub mod l10n;
#[doc(hidden)]
pub mod rank;
#[cfg(not(target_os = "unknown"))]
#[doc(hidden)]
pub mod shards;
#[doc(hidden)]
pub mod text;
#[doc(hidden)]
pub mod weighting;

pub use catalog::{Card, Catalog, Error, ErrorKind};
pub use document::{Article, Day, Page, Prepared};
pub use index::{BuildOptions, Builder, Site};
pub use rank::{Answer, AnswerKind, Explanation, Fallback, Languages, RankOptions, Recommendation};
pub use weighting::{IndexWeights, RankWeights};
