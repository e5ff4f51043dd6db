// Made by xtask/constants.mjs from src/web/flags.rs and src/shards/constants.rs and src/document/main_text/rules.rs.

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

/** Elements and roles that are never read. */
export const NEVER =
  "script|style|template|title|svg|math|button|select|textarea|dialog|menu|nav|aside|footer|rp|rt|label|also-like|banner|complementary|contentinfo|doc-noteref|doc-toc|navigation|search";

/** Elements before and after which a line ends, beside the boxes. */
export const BLOCKS =
  "blockquote|p|pre|h1|h2|h3|h4|h5|h6|main|address|hr|li|td|th|tr|br|dt|dd|figcaption|body|tbody";

/** Blocks that go when most of their words are links. */
export const BOXES =
  "div|ul|ol|section|table|dl|article|form|figure|center|details|fieldset|header";

/** Elements that stay whatever they are called. */
export const KEPT = "main|article|a|code|pre|h1|h2|h3|figcaption";

/** Parts of the class or id of what stands beside a text. */
export const BESIDE =
  "share|social|related|newsletter|sidebar|subscribe|byline|breadcrumb|footer|cookie|consent|gdpr|navbar|author|recommend|trending|caption|meta|status|postamble|hidden";

/** Parts of the class or id of what readers say under an article. */
export const COMMENTS = "comment|replies|disqus|respond";

/** Parts of the class or id of the body of a forum, whose comments are the text. */
export const FORUM = "phpbb|bbpress|forum|vb-|discussion";

/** So much weight must be left for readers' comments under an article to go. */
export const LEFT_OF_COMMENTS = 2000;

/** A block with fewer letters outside of links is no sentence. */
export const SENTENCE = 25;

/** A letter of a sentence has this weight, so many letters of a link too; fewer have none. */
export const WEIGHT = 10;

/** What is named like something beside the text may have so much of its weight and go. */
export const BESIDE_PERCENT = 7;

/** Hidden parts may have so much of the weight and go: more is shown by a script. */
export const HIDDEN_PERCENT = 70;

/** The text is in a child that has so much of its parent's weight. */
export const MOST_PERCENT = 75;

/** The same for an element that says that it holds the text. */
export const MARKED_PERCENT = 51;

/** The article with the headline is the text if it has so much of the weight that was found. */
export const HEADED_PERCENT = 15;

/** A page with so many letters of links among all is a list, which is all links. */
export const LIST_PERCENT = 45;
