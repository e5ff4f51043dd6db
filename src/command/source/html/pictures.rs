//! The pictures of a page, those that it names before those that it shows.

use crate::document::{self, Dom, Json, Node};

/// More pictures are not looked at.
const MOST: usize = 6;

/// The addresses of the page's pictures as they stand there, the best first. `article` is what
/// JSON-LD says.
pub fn pictures<D: Dom>(page: &D, article: Option<&D::Json>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut add = |address: String| {
        if all.len() < MOST && !all.contains(&address) && is_address(&address) {
            all.push(address);
        }
    };
    if let Some(address) = article.and_then(|article| picture(article.get("image")?)) {
        add(address);
    }
    let named = [
        "meta[property='og:image']",
        "meta[property='og:image:url']",
        "meta[name='twitter:image']",
        "meta[property='twitter:image']",
    ];
    named.iter().filter_map(|name| document::attribute(page, name, "content")).for_each(&mut add);
    for selector in PICTURES {
        if let Some(address) = page.all(selector).iter().find_map(pictured) {
            add(address);
        }
    }
    for selector in TEXTS {
        let images = page.all(selector);
        // What stands around an image is asked last: that takes longest.
        let large = images.iter().take(100).filter(|image| is_large(*image) && !image.is(BESIDE));
        let found: Vec<String> = large.filter_map(pictured).take(FROM_TEXT).collect();
        let is_found = !found.is_empty();
        found.into_iter().for_each(&mut add);
        if is_found {
            break;
        }
    }
    all
}

/// So many are taken of the text.
const FROM_TEXT: usize = 3;

/// Where pages that name no picture show it: marked as theirs, else the first figure.
const PICTURES: [&str; 5] = [
    "[itemprop~=image], [itemprop~=image] [itemprop~=url]",
    "link[rel~=image_src]",
    ".u-featured",
    "article figure img, [itemprop~=articleBody] figure img",
    "main figure img, [role=main] figure img",
];

/// Where the text is, and with it its pictures: the first that a page has are the nearest.
const TEXTS: [&str; 3] = [
    "[itemprop~=articleBody] img, article img",
    "main img, [role=main] img, .entry-content img, .post-content img, .post img, #content img",
    "body p img, body figure img",
];

/// What stands beside the text.
const BESIDE: &str = "nav *,aside *,footer *,header nav *,form *,button *,[hidden] *,noscript *,\
    [role=navigation] *,[role=complementary] *,[role=contentinfo] *,[role=banner] *,\
    .sidebar *,.related *,.related-posts *,.comments *,#comments *,.comment *,.author *,\
    .author-bio *,.avatar,.avatar *,.share *,.social *,.logo,.emoji,.wp-smiley,.icon,\
    [aria-hidden=true]";

/// Whether a picture is large enough for a card as far as its attributes say: not an icon, a face,
/// a badge or what counts readers.
fn is_large<N: Node>(image: &N) -> bool {
    let size = |name: &str| {
        let value = image.attribute(name)?;
        let end = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
        // A share of the window says nothing.
        (!value.contains('%')).then(|| value[..end].parse::<u32>().ok()).flatten()
    };
    let is_small = size("width").is_some_and(|width| width < 200)
        || size("height").is_some_and(|height| height < 120);
    // Rules, rows of buttons, and what decorated pages before there were style sheets.
    let is_flat = size("width").zip(size("height")).is_some_and(|(w, h)| w > h.saturating_mul(5));
    let address = pictured(image).unwrap_or_default().to_ascii_lowercase();
    const SMALL: [&str; 17] = [
        "avatar",
        "gravatar",
        "emoji",
        "icon",
        "logo",
        "badge",
        "shields.io",
        "pixel",
        "spacer",
        "tracking",
        "smiley",
        "travis-ci",
        "button",
        "paypal",
        "creativecommons",
        "licensebuttons",
        "feedburner",
    ];
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let is_small = is_small || is_flat || path.ends_with(".gif") && size("width").is_none();
    !is_small && !address.is_empty() && !SMALL.iter().any(|name| address.contains(name))
}

/// Whether a text can be the address of a picture. Templates write what they have in place of one:
/// `undefined`, the markup of a frame that is loaded later.
fn is_address(text: &str) -> bool {
    const NONE: [&str; 7] = ["undefined", "null", "none", "nan", "false", "true", "url"];
    let text = text.trim();
    let name = text.rsplit('/').next().unwrap_or_default();
    !text.contains(['<', '>', '{', '}']) && !NONE.contains(&&*name.to_ascii_lowercase())
}

/// The address of the picture that an element names or is. Those that come when they are near the
/// window have another address until then.
pub fn pictured<N: Node>(element: &N) -> Option<String> {
    let names = ["content", "href", "data-src", "data-lazy-src", "src"];
    let mut addresses = names.iter().filter_map(|name| element.attribute(name));
    addresses.find(|address| {
        !address.trim().is_empty() && !address.starts_with("data:") && is_address(address)
    })
}

/// schema.org gives a picture as an address, as an ImageObject, or as several of either.
fn picture<J: Json>(image: J) -> Option<String> {
    let one = |image: &J| {
        let object = || image.get("url").or_else(|| image.get("contentUrl"))?.string();
        image.string().or_else(object).filter(|url| !url.trim().is_empty())
    };
    one(&image).or_else(|| image.items().iter().find_map(one))
}
