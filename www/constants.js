// Made by xtask/constants.mjs from src/web/flags.rs and src/shards/constants.rs.

/** Articles in any language. */
export const ANY_LANGUAGE = 1;

/** None that the page links to. */
export const SKIP_LINKED = 2;

/** Those of its section when nothing is near. */
export const SECTION = 4;

/** The latest when nothing is near. */
export const LATEST = 8;

/** Each article for itself. */
export const ALONE = 16;

/** Not articles: the weights of the page's words, by the file of a large site's common terms. */
export const TERMS = 32;

/** Not articles: the articles in a file of champion lists, by how similar they are to the page. */
export const CHAMPIONS = 64;

/** The day of a page that does not say when it was published. */
export const NO_DAY = -2147483648;

/** The most cards that the engine gives. */
export const MAX_LIMIT = 50;

/** The folders of the files. A page's address tells which neighbourhood it has. */
export const NEIGHBOURHOODS_FOLDER = "neighbourhoods";

/** What the most common words weigh. */
export const TERMS_FOLDER = "terms";

/** The articles that telling words say most of. */
export const CHAMPIONS_FOLDER = "champions";

/** An article, and those most like it. */
export const ARTICLES_FOLDER = "articles";

/** What is shown of some articles: `[[title, excerpt, image]]`. */
export const CARDS_FOLDER = "cards";

/** The newest in each language. */
export const LATEST_FOLDER = "latest";

/** Articles whose cards share a file. */
export const CARDS_PER_FILE = 16;

/** How many of a page's words are looked up, those that say most of it. */
export const QUERY_TERMS = 32;

/** How many articles are taken from a file of champion lists, those with the highest scores. */
export const CHAMPIONS_PER_FILE = 50;

/** How many articles are read at first, by the lists of these words. */
export const FIRST_ROUND = 28;

/** How many in each round after that, by what those found until then name. */
export const NEXT_ROUND = 12;

/** No round begins when as many changed nothing among the best. */
export const QUIET_ROUNDS = 2;

/** Nor after as many bytes of articles, before compression. */
export const MAX_ARTICLE_BYTES = 90000;

/** How many of the best articles are asked which others they name. */
export const VOTERS = 12;

/** The likeness of two near-duplicates. */
export const DUPLICATE_LIKENESS = 255;

/** What an article loses that repeats one above it, unless the manifest says otherwise. */
export const DEFAULT_DIVERSITY = 0.2;
