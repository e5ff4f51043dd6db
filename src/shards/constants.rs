//! What the files of a large site are, and how they are searched: the same in `www/widget/explore.js`.
//! `xtask/constants.mjs` makes `www/constants.js` of this file.

/// The folders of the files. A page's address tells which neighbourhood it has.
pub const NEIGHBOURHOODS_FOLDER: &str = "neighbourhoods";
/// What the most common words weigh.
pub const TERMS_FOLDER: &str = "terms";
/// The articles that telling words say most of.
pub const CHAMPIONS_FOLDER: &str = "champions";
/// An article, and those most like it.
pub const ARTICLES_FOLDER: &str = "articles";
/// What is shown of some articles: `[[title, excerpt, image]]`.
pub const CARDS_FOLDER: &str = "cards";
/// The newest in each language.
pub const LATEST_FOLDER: &str = "latest";

/// Articles whose cards share a file.
pub const CARDS_PER_FILE: usize = 16;

/// How many of a page's words are looked up, those that say most of it.
pub const QUERY_TERMS: usize = 32;
/// How many articles are taken from a file of champion lists, those with the highest scores.
pub const CHAMPIONS_PER_FILE: usize = 50;
/// How many articles are read at first, by the lists of these words.
pub const FIRST_ROUND: usize = 28;
/// How many in each round after that, by what those found until then name.
pub const NEXT_ROUND: usize = 12;
/// No round begins when as many changed nothing among the best.
pub const QUIET_ROUNDS: usize = 2;
/// Nor after as many bytes of articles, before compression.
pub const MAX_ARTICLE_BYTES: usize = 90_000;
/// How many of the best articles are asked which others they name.
pub const VOTERS: usize = 12;

/// The likeness of two near-duplicates.
pub const DUPLICATE_LIKENESS: u8 = 255;
/// What an article loses that repeats one above it, unless the manifest says otherwise.
pub const DEFAULT_DIVERSITY: f32 = 0.2;
