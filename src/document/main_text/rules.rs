//! The rules of the reader: names, each list with bars between, and shares of the text in percent.
//! `www/widget/main-text.js` has them from here.

/// Elements and roles that are never read.
pub const NEVER: &str = "script|style|template|title|svg|math|button|select|textarea|dialog|menu|nav|aside|footer|rp|rt|label|also-like|banner|complementary|contentinfo|doc-noteref|doc-toc|navigation|search";

/// Elements before and after which a line ends, beside the boxes.
pub const BLOCKS: &str =
    "blockquote|p|pre|h1|h2|h3|h4|h5|h6|main|address|hr|li|td|th|tr|br|dt|dd|figcaption|body|tbody";

/// Blocks that go when most of their words are links.
pub const BOXES: &str =
    "div|ul|ol|section|table|dl|article|form|figure|center|details|fieldset|header";

/// Elements that stay whatever they are called.
pub const KEPT: &str = "main|article|a|code|pre|h1|h2|h3|figcaption";

/// Parts of the class or id of what stands beside a text.
pub const BESIDE: &str = "share|social|related|newsletter|sidebar|subscribe|byline|breadcrumb|footer|cookie|consent|gdpr|navbar|author|recommend|trending|caption|meta|status|postamble|hidden";

/// Parts of the class or id of what readers say under an article.
pub const COMMENTS: &str = "comment|replies|disqus|respond";

/// Parts of the class or id of the body of a forum, whose comments are the text.
pub const FORUM: &str = "phpbb|bbpress|forum|vb-|discussion";

/// So much weight must be left for readers' comments under an article to go.
pub const LEFT_OF_COMMENTS: u64 = 2000;

/// A block with fewer letters outside of links is no sentence.
pub const SENTENCE: u64 = 25;

/// A letter of a sentence has this weight, so many letters of a link too; fewer have none.
pub const WEIGHT: u64 = 10;

/// What is named like something beside the text may have so much of its weight and go.
pub const BESIDE_PERCENT: u64 = 7;

/// Hidden parts may have so much of the weight and go: more is shown by a script.
pub const HIDDEN_PERCENT: u64 = 70;

/// The text is in a child that has so much of its parent's weight.
pub const MOST_PERCENT: u64 = 75;

/// The same for an element that says that it holds the text.
pub const MARKED_PERCENT: u64 = 51;

/// The article with the headline is the text if it has so much of the weight that was found.
pub const HEADED_PERCENT: u64 = 15;

/// A page with so many letters of links among all is a list, which is all links.
pub const LIST_PERCENT: u64 = 45;
