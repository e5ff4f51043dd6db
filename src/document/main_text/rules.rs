//! The rules of the reader: names, each list with bars between, and shares of the text in percent.
//! `www/widget/main-text.js` has them from here.

/// Elements that are never read.
pub const NEVER: &str = "script|style|template|head|svg|math|iframe|object|canvas|button|select|textarea|dialog|menu|nav|aside|footer|audio|video|rp|rt|label|legend|also-like";

/// Roles of elements that are never read.
pub const ROLES: &str = "alert|alertdialog|banner|complementary|contentinfo|dialog|doc-noteref|doc-toc|menu|navigation|search|toolbar";

/// Elements before and after which a line ends, beside the boxes.
pub const BLOCKS: &str = "blockquote|dl|p|pre|ul|h1|h2|h3|h4|h5|h6|main|address|hr|li|td|th|tr|br|dt|dd|figcaption|caption|summary|body";

/// Blocks that go when most of their words are links.
pub const BOXES: &str =
    "div|ul|ol|section|table|dl|article|form|figure|center|details|fieldset|header";

/// Elements that stay whatever they are called.
pub const KEPT: &str = "body|main|article|a|code|pre|h1|figcaption";

/// Parts of the class or id of what stands beside a text.
pub const BESIDE: &str = "share|social|related|newsletter|sidebar|subscribe|promo|byline|breadcrumb|footer|cookie|consent|gdpr|navbar|credit|userextras|author|recommend|trending|caption|disclaimer|meta|status|postamble|hidden";

/// Parts of the class or id of readers' comments under an article.
pub const COMMENTS: &str =
    "wp-block-comment|wp-block-post-comment|comment-list|commentlist|comments-area|disqus|respond";

/// Of what readers say, under an article or in a forum.
pub const TALK: &str = "comment|disqus|respond|replies";

/// So many letters must be left for readers' comments under an article to go.
pub const LEFT_OF_ARTICLE: u64 = 150;

/// For others: of a forum they are the text.
pub const LEFT_OF_FORUM: u64 = 1000;

/// A block with fewer letters outside of links is no sentence.
pub const SENTENCE: u64 = 25;

/// A letter of a link counts so much in the weight of a text.
pub const LINK_PERCENT: u64 = 10;

/// What is named like something beside the text may have so much of its weight and go.
pub const BESIDE_PERCENT: u64 = 7;

/// Hidden parts may have so much of the weight and go: more is shown by a script.
pub const HIDDEN_PERCENT: u64 = 70;

/// The text is in a child that has so much of its parent's weight.
pub const MOST_PERCENT: u64 = 75;

/// The same for an element that says that it holds the text.
pub const MARKED_PERCENT: u64 = 51;

/// The article with the headline is the text if it has so much of the weight that was found.
pub const HEADED_PERCENT: u64 = 30;

/// A page with so many letters of links among all is a list, which is all links.
pub const LIST_PERCENT: u64 = 45;
