//! Which of a page's names is its headline.

use super::compare::{is_begun, is_same, same, without_end, without_start};
use super::headings::Heading;
use super::names::{Names, SiteNames};

/// The headline of a page and where it was found; empty where the page has none.
pub fn choose(names: &Names, site: &SiteNames) -> (String, &'static str) {
    let known = Known { names, site };
    let declared = [
        (&names.headline, "JSON-LD headline"),
        (&names.name, "JSON-LD name"),
        (&names.og_title, "og:title"),
    ];
    let title = if known.is_shared(&names.title) { "" } else { names.title.as_str() };
    // The name of the article in JSON-LD is often that of the site: only what else says it counts.
    for (name, place) in declared {
        let name = known.bare(name);
        if !known.is_site(&name) && known.is_confirmed(&name, title) {
            return (known.shortest(name), place);
        }
    }
    // What an article is called for machines may be other than its heading.
    let headline = known.bare(&names.headline);
    if !known.is_site(&headline) {
        return (known.shortest(headline), "JSON-LD headline");
    }
    // Of several the longest: a section may be called as the headline begins.
    let fitting = |is_around: bool| {
        [1, 2, 3].iter().find_map(|&level| {
            let fits = |heading: &&Heading| {
                heading.level == level
                    && heading.is_around == is_around
                    && !known.is_of_site(heading)
                    && is_begun(title, &heading.text)
                    && (level == 1 || known.is_much(heading))
            };
            let length = |heading: &&Heading| heading.text.len();
            names.headings.iter().rev().filter(fits).max_by_key(length)
        })
    };
    // One that is all of <title> but the site's name, wherever it stands.
    let bare = known.bare(title);
    let is_whole = |heading: &&Heading| is_same(&heading.text, &bare) && !known.is_of_site(heading);
    let whole = names.headings.iter().find(is_whole);
    if let Some(heading) = whole.or_else(|| fitting(false)).or_else(|| fitting(true)) {
        return (heading.text.clone(), "heading that <title> begins with");
    }
    for (name, place) in declared.into_iter().filter(|(_, place)| *place != "JSON-LD name") {
        let name = known.bare(name);
        if !known.is_site(&name) {
            return (known.shortest(name), place);
        }
    }
    let good = || {
        names
            .headings
            .iter()
            .filter(|heading| heading.level == 1)
            .filter(|heading| !known.is_of_site(heading))
    };
    // At the end of <title> a heading is the site's name, where it is the shorter part.
    let is_named = |heading: &&Heading| {
        without_end(title, &heading.text).is_none_or(|start| start.len() <= heading.text.len())
    };
    let first = |all: &mut dyn Iterator<Item = &Heading>| {
        let all: Vec<Heading> = all.cloned().collect();
        all.iter().find(|heading| heading.is_inside).or(all.first()).map(|one| one.text.clone())
    };
    let is_title = !title.is_empty() && !known.is_site(&bare);
    // Several that <title> does not begin with are those of sections.
    let count = good().filter(|heading| !heading.is_around).count();
    if count == 1 || !is_title {
        let shown = &mut good().filter(|heading| !heading.is_around).filter(is_named);
        if let Some(heading) = first(shown) {
            return (heading, "h1");
        }
    }
    if is_title {
        let end = names.headings.iter().filter(|heading| heading.level == 1);
        let cut = end.filter_map(|heading| without_end(&bare, &heading.text)).next();
        let cut = cut.map(str::to_owned);
        return (cut.unwrap_or(bare), "<title>");
    }
    if let Some(heading) = first(&mut good()) {
        return (heading, "h1");
    }
    // A site of one page is called as the page is.
    let last = declared.iter().map(|(name, _)| name.as_str()).chain([names.title.as_str()]);
    let last = last.chain(names.headings.iter().map(|heading| heading.text.as_str()));
    (
        last.map(str::trim).find(|name| !name.is_empty()).unwrap_or_default().to_owned(),
        "the only name",
    )
}

struct Known<'a> {
    names: &'a Names,
    site: &'a SiteNames,
}

impl Known<'_> {
    /// A title without the names of the site around it.
    fn bare(&self, title: &str) -> String {
        let mut bare = title;
        let site = Some(&self.names.site).filter(|site| !site.is_empty());
        for _ in 0..4 {
            let ends = self.site.ends.iter().chain(site);
            let starts = self.site.starts.iter().chain(site);
            let cut = ends
                .filter_map(|end| without_end(bare, end))
                .min_by_key(|rest| rest.len())
                .or_else(|| starts.filter_map(|start| without_start(bare, start)).next());
            let Some(cut) = cut else { break };
            bare = cut;
        }
        bare.trim().to_owned()
    }

    /// Whether many pages of the site have a name.
    fn is_shared(&self, name: &str) -> bool {
        self.site.shared.iter().any(|shared| is_same(shared, name))
    }

    /// Whether a heading below the first is enough of `<title>` to be what it means: sections have
    /// short names, with which it may begin by chance.
    fn is_much(&self, heading: &Heading) -> bool {
        let letters = |text: &str| same(text).chars().count();
        letters(&heading.text) * 3 >= letters(&self.bare(&self.names.title))
    }

    /// Whether a name is that of the site, or none.
    fn is_site(&self, name: &str) -> bool {
        !name.chars().any(char::is_alphanumeric)
            || is_same(name, &self.names.site)
            || self.is_shared(name)
            || self.site.ends.iter().chain(&self.site.starts).any(|end| is_same(end, name))
    }

    fn is_of_site(&self, heading: &Heading) -> bool {
        heading.is_home || self.is_site(&heading.text)
    }

    /// Whether `<title>` begins with a name, or a heading is it.
    fn is_confirmed(&self, name: &str, title: &str) -> bool {
        let headings = || self.names.headings.iter().filter(|heading| !self.is_of_site(heading));
        is_begun(title, name) && !headings().any(|heading| is_begun(name, &heading.text))
            || headings().any(|heading| is_same(&heading.text, name))
    }

    /// The heading that a name begins with, where a divider follows: the rest is the site's.
    fn shortest(&self, name: String) -> String {
        let headings = self.names.headings.iter().filter(|heading| heading.level == 1);
        let inside = headings.filter(|heading| !self.is_of_site(heading) && !heading.is_around);
        let begins = inside.filter(|heading| is_begun(&name, &heading.text));
        match begins.max_by_key(|heading| heading.text.len()) {
            Some(heading) if !is_same(&heading.text, &name) => heading.text.clone(),
            _ => name,
        }
    }
}
