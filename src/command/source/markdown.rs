//! An article from a file of Markdown with YAML, TOML or JSON before it, as static site generators
//! take them.

use std::path::Path;

use pulldown_cmark::{Options, Parser};
use serde_json::{Map, Value, json};

use super::front_matter::FrontMatter;
use super::html::words::{MIN_WORDS, words};
use super::values::{many, one, picture};
use super::{front_matter, html, json, unpublished};
use crate::command::address::{Site, written};
use crate::command::config::Config;
use crate::command::day;
use crate::command::outcome::{Outcome, Reason, SourceArticle};

/// Folders of a site's sources that are no part of its addresses, where they come first.
const ROOTS: [&str; 4] = ["src", "content", "pages", "_posts"];

/// How Jekyll addresses its posts.
const JEKYLL: &str = "/:categories/:year/:month/:day/:slug.html";

/// What a file is. `path` is its path from the root of the folder; `permalink` says how addresses
/// are made of files that don't say their own.
pub fn outcome(
    bytes: &[u8],
    site: &Site,
    config: &Config,
    path: &Path,
    permalink: Option<&str>,
) -> Outcome {
    article(bytes, site, config, path, permalink).unwrap_or_else(Outcome::Broken)
}

fn article(
    bytes: &[u8],
    site: &Site,
    config: &Config,
    path: &Path,
    permalink: Option<&str>,
) -> Result<Outcome, String> {
    let text = html::decode(bytes)?;
    let FrontMatter { data, body, mut warnings } = front_matter::split(&text)?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    if let Some(reason) = unpublished::by_data(&data) {
        return Ok(Outcome::Skipped(reason));
    }
    if name == "_index" || name == "SUMMARY" {
        return Ok(Outcome::Skipped(Reason::List));
    }
    let mut markup = String::new();
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let body = without_calls(body);
    pulldown_cmark::html::push_html(&mut markup, Parser::new_ext(&body, options));
    let read = html::piece(&markup);
    let heading = Some(read.title).filter(|title| !title.is_empty());
    let Some(title) = one(&data, &["title"]).or(heading) else {
        return Ok(Outcome::Skipped(Reason::NoTitle));
    };
    let text = read.text;
    if words(&text) < MIN_WORDS {
        return Ok(Outcome::Skipped(Reason::Short));
    }
    let file = SourceFile::new(path, &data);
    let mut categories = file.categories(&data);
    let address = file.address(&data, &categories, permalink);
    let section =
        one(&data, &["section"]).or_else(|| (!categories.is_empty()).then(|| categories.remove(0)));
    let mut tags = many(&data, "tags", file.is_jekyll);
    tags.extend(many(&data, "keywords", false));
    tags.extend(one(&data, &["tag"]));
    tags.extend(categories);
    let outcome = json::outcome(
        html::plain_texts(json!({
            "url": written(&site.at(&address)),
            "title": title,
            "excerpt": one(&data, &["summary", "description", "excerpt"]),
            "text": text,
            "tags": tags,
            "section": section,
            "date": file.date,
            "expires": one(&data, &["expiryDate", "expires", "expiry_date"]),
            "lang": one(&data, &["lang", "language", "locale"]),
            "image": picture(&data),
            "pin": data.get("pin"),
            "exclude": data.get("exclude"),
        })),
        config,
    )?;
    Ok(match outcome {
        Outcome::Article(mut article) => {
            warnings.append(&mut article.warnings);
            Outcome::Article(Box::new(SourceArticle { warnings, ..*article }))
        }
        other => other,
    })
}

/// What the place of a file tells.
struct SourceFile {
    /// Folders of its address.
    folders: Vec<String>,
    /// Its name in addresses; empty for that of its folder.
    slug: String,
    /// From its data, or else from its name.
    date: Option<String>,
    is_jekyll: bool,
    /// The folders above that of Jekyll's posts, which are categories.
    above: Vec<String>,
}

impl SourceFile {
    fn new(path: &Path, data: &Map<String, Value>) -> SourceFile {
        let mut folders: Vec<String> = path
            .parent()
            .into_iter()
            .flatten()
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        let is_jekyll = folders.iter().any(|name| name == "_posts");
        let posts = folders.iter().position(|name| name == "_posts").unwrap_or_default();
        let roots = folders.iter().take_while(|name| ROOTS.contains(&name.as_str())).count();
        let above = folders.get(roots..posts).unwrap_or_default().to_vec();
        folders.drain(..roots);
        folders.retain(|name| name != "_posts");
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let (dated, rest) = match name.get(..10).zip(name.get(10..)) {
            Some((day, rest)) if crate::Day::from_iso(&name).is_some() => {
                (Some(day.to_owned()), rest.trim_start_matches(['-', '_']).to_owned())
            }
            _ => (None, name),
        };
        let slug = if ["index", "readme"].contains(&rest.to_lowercase().as_str()) {
            String::new()
        } else {
            rest
        };
        let own = one(data, &["slug"]).map(|slug| slug.trim_matches('/').to_owned());
        // The slug of a file that stands for its folder is the folder's.
        if own.is_some() && slug.is_empty() {
            folders.pop();
        }
        let date = one(
            data,
            &["date", "pubDate", "publishDate", "publishedAt", "published_at", "published"],
        );
        let slug = if is_jekyll { slugified(&slug) } else { slug };
        let (slug, date) = (own.unwrap_or(slug), date.or(dated));
        SourceFile { folders, slug, date, is_jekyll, above }
    }

    /// What it is filed under, in Jekyll's order: by its folders, by `categories`, which may have
    /// spaces between, and by `category`, which is one.
    fn categories(&self, data: &Map<String, Value>) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        let several = many(data, "categories", self.is_jekyll);
        let single = match data.get("category") {
            Some(Value::String(text)) if self.is_jekyll => vec![text.trim().to_owned()],
            _ => many(data, "category", false),
        };
        for name in self.above.iter().cloned().chain(several).chain(single) {
            if !name.is_empty() && !all.contains(&name) {
                all.push(name);
            }
        }
        all
    }

    /// Its address from the root of the site.
    fn address(
        &self,
        data: &Map<String, Value>,
        categories: &[String],
        permalink: Option<&str>,
    ) -> String {
        let own = one(data, &["permalink", "url"]).filter(|address| !address.contains(['{', '%']));
        let usual = self.is_jekyll.then_some(JEKYLL);
        if let Some(template) = own.as_deref().or(permalink).or(usual) {
            return self.filled(template, categories);
        }
        let mut address: String = self.folders.iter().map(|name| format!("/{name}")).collect();
        if !self.slug.is_empty() {
            address += &format!("/{}", self.slug);
        }
        address + "/"
    }

    /// A template with what stands for its `:names`.
    fn filled(&self, template: &str, categories: &[String]) -> String {
        if template.starts_with("http") {
            return template.to_owned();
        }
        let date = self.date.as_deref().and_then(|date| day::parse(date, ""));
        let date = date.and_then(day::written).unwrap_or_default();
        let mut date = date.split('-');
        let mut next = || date.next().unwrap_or_default().to_owned();
        let (year, month, day) = (next(), next(), next());
        let folders = self.folders.join("/");
        let space = if self.is_jekyll { "%20" } else { "-" };
        let mut names: Vec<String> = Vec::new();
        for name in categories {
            // What would end a path is escaped.
            let name = name.to_lowercase().replace('%', "%25").replace('?', "%3F");
            let name = name.replace('#', "%23").replace(' ', space);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let categories = names;
        let mut address = template.to_owned();
        for (name, value) in [
            (":categories", &categories.join("/")),
            (":sections", &folders),
            (":section", &self.folders.first().cloned().unwrap_or_default()),
            (":year", &year),
            (":month", &month),
            (":day", &day),
            (":slug", &self.slug),
            (":title", &self.slug),
            (":filename", &self.slug),
            (":output_ext", &".html".to_owned()),
        ] {
            address = address.replace(name, value);
        }
        let is_folder = address.ends_with('/');
        let names: Vec<&str> = address.split('/').filter(|name| !name.is_empty()).collect();
        let end = if is_folder && !names.is_empty() { "/" } else { "" };
        format!("/{}{end}", names.join("/"))
    }
}

/// A name as Jekyll writes it in addresses.
fn slugified(name: &str) -> String {
    let is_kept = |c: char| c.is_alphanumeric() || "._~!$&'()+,;=@".contains(c);
    let pieces = name.split(|c| !is_kept(c)).filter(|piece| !piece.is_empty());
    pieces.collect::<Vec<_>>().join("-")
}

/// A text without `{{< calls >}}` and `{% calls %}` of a generator, and without the lines of MDX
/// that import.
fn without_calls(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        let end = if rest[at..].starts_with("{{") { "}}" } else { "%}" };
        let Some(length) = rest[at..].find(end) else { break };
        out.push_str(&rest[..at]);
        rest = &rest[at + length + end.len()..];
    }
    out.push_str(rest);
    let is_code = |line: &&str| {
        (line.starts_with("import ") && (line.contains(" from ") || line.contains(['\'', '"'])))
            || line.starts_with("export ")
    };
    out.split_inclusive('\n').filter(|line| !is_code(line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(path: &str, data: Value, permalink: Option<&str>) -> String {
        let Value::Object(data) = data else { unreachable!() };
        let file = SourceFile::new(Path::new(path), &data);
        file.address(&data, &file.categories(&data), permalink)
    }

    #[test]
    fn addresses_follow_the_conventions() {
        for (path, data, permalink, expected) in [
            ("content/posts/ferry.md", json!({}), None, "/posts/ferry/"),
            ("content/posts/ferry/index.md", json!({}), None, "/posts/ferry/"),
            ("content/posts/ferry/index.md", json!({ "slug": "boat" }), None, "/posts/boat/"),
            ("posts/ferry.md", json!({ "slug": "boat" }), None, "/posts/boat/"),
            ("src/content/blog/ferry.mdx", json!({}), None, "/blog/ferry/"),
            ("src/pages/about.md", json!({}), None, "/about/"),
            ("docs/guide/README.md", json!({}), None, "/docs/guide/"),
            ("index.md", json!({}), None, "/"),
            ("posts/2024-03-05-ferry.md", json!({}), None, "/posts/ferry/"),
            ("_posts/2024-03-05-ferry.md", json!({}), None, "/2024/03/05/ferry.html"),
            (
                "news/_posts/2024-03-05-a.md",
                json!({ "categories": ["World"] }),
                None,
                "/news/world/2024/03/05/a.html",
            ),
            (
                "_posts/2024-03-05-a.md",
                json!({ "categories": "world news" }),
                None,
                "/world/news/2024/03/05/a.html",
            ),
            (
                "_posts/2024-03-05-a.md",
                json!({ "category": "World News" }),
                None,
                "/world%20news/2024/03/05/a.html",
            ),
            (
                "_posts/2024-03-05-A b's.md",
                json!({ "categories": ["C#", "Sea", "sea", 7] }),
                None,
                "/c%23/sea/7/2024/03/05/A-b's.html",
            ),
            (
                "_posts/2024-03-05-a.md",
                json!({ "date": "March 6, 2024 10:00" }),
                None,
                "/2024/03/06/a.html",
            ),
            ("_posts/2024-03-05-ferry.md", json!({}), Some("/:year/:title/"), "/2024/ferry/"),
            (
                "posts/ferry.md",
                json!({ "date": "2024-03-05T10:00:00Z" }),
                Some("/:year/:month/:slug/"),
                "/2024/03/ferry/",
            ),
            ("a/b/c.md", json!({}), Some("/:section/:filename"), "/a/c"),
            ("a/b/c.md", json!({}), Some("/:sections/:filename/"), "/a/b/c/"),
            (
                "posts/ferry.md",
                json!({ "permalink": "/boats/1.html" }),
                Some("/:slug/"),
                "/boats/1.html",
            ),
            ("posts/ferry.md", json!({ "url": "boats/1/" }), None, "/boats/1/"),
            (
                "posts/ferry.md",
                json!({ "permalink": "https://e.example/f" }),
                None,
                "https://e.example/f",
            ),
            ("posts/ferry.md", json!({ "permalink": "/{{ page.slug }}/" }), None, "/posts/ferry/"),
        ] {
            assert_eq!(address(path, data, permalink), expected, "{path}");
        }
    }

    #[test]
    fn calls_of_the_generator_go() {
        let body =
            "import A from 'a'\n\nA {{< figure src=\"a\" >}}b {% include x %}c {{ d }}. {{ open\n";
        assert_eq!(without_calls(body), "\nA b c . {{ open\n");
    }
}
