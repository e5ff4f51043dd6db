//! What JavaScript asks beyond a page, in one number: the sum of those that are wanted.
//! `xtask/constants.mjs` makes `www/constants.js` of this file.

/// Articles in any language.
pub const ANY_LANGUAGE: u32 = 1;
/// None that the page links to.
pub const SKIP_LINKED: u32 = 2;
/// Those of its section when nothing is near.
pub const SECTION: u32 = 4;
/// The latest when nothing is near.
pub const LATEST: u32 = 8;
/// Each article for itself.
pub const ALONE: u32 = 16;
/// Not articles: the weights of the page's words, by the file of a large site's common terms.
pub const TERMS: u32 = 32;
/// Not articles: the articles in a file of champion lists, by how similar they are to the page.
pub const CHAMPIONS: u32 = 64;

/// The day of a page that does not say when it was published.
pub const NO_DAY: i32 = -2_147_483_648;
/// The most cards that the engine gives.
pub const MAX_LIMIT: usize = 50;
