//! What elements are called that are no part of a text.

/// Elements that are never read.
pub const NEVER: &str = "script style template head svg math iframe object embed canvas button \
    input select textarea dialog menu nav aside footer audio video rp rt label legend also-like";

/// Roles of elements that are never read.
pub const ROLES: &str = "menu menubar complementary navigation alert alertdialog dialog banner \
    contentinfo search doc-toc doc-noteref tooltip toolbar";

/// Elements before and after which a line ends, beside [`BOXES`].
pub const BLOCK: &str = "blockquote dl p pre ul h1 h2 h3 h4 h5 h6 main address hr li td th tr br \
    dt dd figcaption caption summary option body thead tbody tfoot";

/// Blocks that go when most of their words are links.
pub const BOXES: &str = "div ul ol section table dl article form figure center details fieldset \
    header";

/// Elements that stay whatever they are called.
pub const KEPT: &str = "body main article a code pre h1 figcaption";

/// Parts of the class or id of what stands beside a text.
pub const BESIDE: &str = "share social related newsletter sidebar subscribe promo byline \
    breadcrumb footer cookie consent gdpr navbar credit userextras author recommend trending \
    caption disclaimer meta status postamble hidden";

/// Of readers' comments under an article.
pub const COMMENTS: &str = "wp-block-comment wp-block-post-comment comment-list commentlist \
    comments-area disqus respond";

/// Of what readers say, under an article or in a forum.
pub const TALK: &str = "comment disqus respond replies";

/// Whether a word is one of a list.
pub fn is_one(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split(' ').any(|one| one == word)
}

/// Whether one of a list stands in a text.
pub fn is_some_in(list: &str, text: &str) -> bool {
    list.split(' ').any(|one| !one.is_empty() && text.contains(one))
}
