//! The message of a build that found no article.

use super::collection::Collection;
use crate::command::args::Build;
use crate::command::outcome::Reason;

/// How many pages are named.
const NAMED: usize = 5;

/// The sentence for a run that found no article: the nearest cause, then pages with their reasons.
pub fn nothing(args: &Build, collection: &Collection) -> String {
    let sources: Vec<String> =
        args.options.sources.iter().map(|path| path.display().to_string()).collect();
    let sources = sources.join(", ");
    let reasons = collection.reasons();
    // Of equally frequent reasons the most informative.
    let most = reasons.iter().max_by_key(|(reason, count)| (**count, **reason == Reason::Short));
    let Some((most, _)) = most else {
        return format!(
            "no article in {sources}: give the folder of the built site, or JSON with `title` and \
             `url`"
        );
    };
    let counts: Vec<String> = reasons.iter().map(|(reason, n)| format!("{n} {reason}")).collect();
    let mut sentence = format!("no article in {sources} ({}): {}", counts.join(", "), cause(*most));
    for (reason, place) in collection.skipped.iter().take(NAMED) {
        sentence += &format!("\n  {place}: {reason}");
    }
    if collection.skipped.len() > NAMED {
        let more = collection.skipped.len() - NAMED;
        sentence += &format!("\n  and {more} more, which --report FILE names");
    }
    sentence
}

/// What to do where most pages were skipped for a reason.
fn cause(reason: Reason) -> &'static str {
    match reason {
        Reason::Short => {
            "if they have more, name the element of their text by `article` in also-like.toml"
        }
        Reason::List => {
            "if some are articles, name them by `articles` in also-like.toml; --explain-page FILE \
             says why a page is none"
        }
        Reason::NotArticle | Reason::Unlisted => "see `not-articles`, `exclude` and `languages`",
        Reason::Service => "name those that are articles by `keep` in also-like.toml",
        Reason::NoIndex => "their robots meta tag keeps them from being found: is it a preview?",
        Reason::Redirect => "give the folder of the pages that they lead to",
        Reason::NoTitle => "give the pages a <title> or an <h1>",
        Reason::Draft | Reason::Unpublished | Reason::Part => "publish some of them",
        Reason::Feed => "give each feed as a source of its own",
        Reason::NoFile | Reason::Outside => "give the sitemap that lies in the folder of the site",
        Reason::Broken => "see the warnings",
        Reason::NotFound | Reason::Copy | Reason::SameAddress | Reason::FurtherPage => {
            "give the folder of the built site, or JSON with `title` and `url`"
        }
    }
}
