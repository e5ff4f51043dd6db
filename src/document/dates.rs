//! The day on which an article was published, as its page says it: for machines, else for readers,
//! else in its address.

use super::day::{self, Day};
use super::dom::{Dom, Json, Node, attribute, text_of};

/// What a page says of its day.
#[derive(Default)]
pub struct Dated {
    pub day: Option<Day>,
    /// What it says for machines, where none of it is understood.
    pub unread: Option<String>,
}

/// Where machines look first.
const FIRST: [(&str, &str); 4] = [
    ("meta[property='article:published_time']", "content"),
    ("meta[itemprop=datePublished]", "content"),
    ("time[itemprop=datePublished][datetime]", "datetime"),
    ("time[pubdate][datetime]", "datetime"),
];

/// Names of `<meta>`.
const NAMES: [&str; 24] = [
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "date",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "publication_date",
    "date_published",
    "published",
    "dc.date",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_online_date",
    "prism.publicationdate",
    "created",
];

/// Elements that microdata, RDFa and microformats mark as the day of publication.
const MARKED: [&str; 4] = [
    "[itemprop~=datePublished], [property~=datePublished]",
    ".dt-published, .published",
    "[itemprop~=dateCreated], [property~=dateCreated], [itemprop~=uploadDate]",
    "[property='dc:date'], [property='dcterms:date'], [property='dcterms:issued']",
];

/// Classes that templates give to the day that readers see.
const SHOWN: &str = ".entry-date, .post-date, .posted-on, .post-time, .post__date, .post-published, \
    .article-date, .article__date, .publish-date, .published-date, .publication-date, .pubdate, \
    .pub-date, .date-published, .date, .dateline, .date-header, .meta-date, .blog-date, \
    .created, .submitted, .timestamp, #revdate, #date, #post-date";

/// What surrounds an article, where other articles may have their days.
const AROUND: &str = "aside *, nav *, [role=complementary] *, [role=navigation] *, .sidebar *, \
    .comments *, #comments *, .comment *, .comment-list *, .related *, .related-posts *, \
    article article *, [hidden], [hidden] *";

/// What marks a change, unless it is marked as the publication as well.
const CHANGED: &str = "[itemprop~=dateModified], .dt-updated, .lastupdated, #lastmod, #footer-info-lastmod, \
    [class*=updat], [class*=updat] *, [class*=modif], [class*=modif] *, [class*=last-edit]";
const PUBLISHED: &str =
    "[itemprop~=datePublished], .published, .dt-published, .entry-date, .post-date, .pubdate";

/// How templates say that a day is that of a change, in lower case.
const WORDS: [&str; 30] = [
    "update",
    "edited",
    "modified",
    "changed",
    "revised",
    "reviewed",
    "aktualisiert",
    "bearbeitet",
    "geändert",
    "mis à jour",
    "mise à jour",
    "modifié",
    "actualiz",
    "modificad",
    "atualizad",
    "aggiornat",
    "modificat",
    "bijgewerkt",
    "gewijzigd",
    "uppdaterad",
    "opdateret",
    "oppdatert",
    "päivitetty",
    "zaktualizowan",
    "aktualizov",
    "обновлен",
    "изменен",
    "güncelle",
    "更新",
    "수정",
];

/// The date of publication of a page. `article` is its JSON-LD, `lang` its language, `path` that of
/// its address, and `today` the day after whose year none is believed.
pub fn published<D: Dom>(
    page: &D,
    article: Option<&D::Json>,
    lang: &str,
    path: &str,
    today: Day,
) -> Dated {
    let read = |text: &String| day::published(text, lang, today);
    let attribute = |(selector, name): &(&str, &str)| attribute(page, selector, name);
    let member = |key: &str| article?.get(key)?.string();
    let times = page.all("article time, main time");
    let mut times: Vec<_> = times.into_iter().filter(|time| !time.is(AROUND)).collect();
    let changes: Vec<_> = times.extract_if(.., |time| is_change(time)).collect();
    let first = times.iter().find(|time| time.attribute("datetime").is_some());

    let mut said: Vec<String> = member("datePublished").into_iter().collect();
    said.extend(FIRST.iter().filter_map(attribute));
    said.extend(first.and_then(|time| time.attribute("datetime")));
    // A whole date of one form of machines is surer than another form that comes before it.
    let is_iso = |text: &&String| Day::from_iso(text.trim()).is_some();
    let iso = said.iter().filter(is_iso).find_map(read);
    if iso.is_some() {
        return Dated { day: iso, unread: None };
    }
    let metas = metas(page);
    let meta = |name: &&str| {
        let found = metas.iter().find(|(other, _)| other == name);
        found.map(|(_, content)| content.clone())
    };
    said.extend(NAMES.iter().filter_map(meta));
    let marked: Vec<D::Node> = MARKED.iter().flat_map(|selector| page.all(selector)).collect();
    let attributes = ["content", "datetime", "title"];
    let machine = |element: &D::Node| attributes.iter().find_map(|name| element.attribute(name));
    said.extend(marked.iter().filter_map(machine));
    said.extend(["dateCreated", "uploadDate"].iter().filter_map(|key| member(key)));

    let text = |element: &D::Node| text_of(element).trim().to_owned();
    let shown = || {
        let classes = page.all(SHOWN);
        let classes =
            classes.iter().filter(|one| !one.is(AROUND) && !is_of_card(*one) && !is_change(*one));
        let all = marked.iter().chain(first).chain(times.first()).chain(classes);
        all.filter_map(|one| read(&text(one)).or_else(|| read(&machine(one)?))).next()
    };
    let changed = || {
        let keys =
            ["article:modified_time", "og:updated_time", "dcterms.modified", "last-modified"];
        let metas = keys.iter().filter_map(meta);
        let elements = page.all(CHANGED).into_iter().chain(page.all(SHOWN));
        let elements = elements.filter(|one| !one.is(AROUND) && !is_of_card(one));
        let elements = changes.into_iter().chain(elements);
        let elements = elements.flat_map(|one| [machine(&one), Some(text(&one))]).flatten();
        member("dateModified").into_iter().chain(metas).chain(elements).find_map(|text| read(&text))
    };
    let day = said
        .iter()
        .find_map(read)
        .or_else(shown)
        .or_else(|| in_address(path, today))
        .or_else(changed);
    let unread = said.into_iter().find(|text| !day::is_zero(text)).filter(|_| day.is_none());
    Dated { day, unread }
}

/// The names and contents of all `<meta>` that are filled, names in lower case.
fn metas<D: Dom>(page: &D) -> Vec<(String, String)> {
    let all = page.all("meta[content]");
    let named = all.iter().filter_map(|meta| {
        let name = meta.attribute("name").or_else(|| meta.attribute("property"))?;
        Some((name.trim().to_lowercase(), meta.attribute("content")?))
    });
    named.filter(|(_, content)| !content.trim().is_empty()).collect()
}

/// Whether an element says when something was changed.
fn is_change<N: Node>(element: &N) -> bool {
    let says = |text: &str| {
        let text = text.to_lowercase();
        WORDS.iter().any(|word| text.contains(word))
    };
    let before = || element.previous()?.text();
    let is_told = element.is(CHANGED)
        || says(&text_of(element))
        || before().is_some_and(|before| says(&before));
    is_told && !element.is(PUBLISHED)
}

/// Whether it is of one of several articles that a list shows.
fn is_of_card<N: Node>(element: &N) -> bool {
    element.is("li, li *") && !element.is("[class*=meta], [class*=meta] *, header *")
        || element.is("footer *") && !element.is("article *, main *")
}

/// The day in `/2018/09/13/a` or `/2018-09-13-a.html`.
fn in_address(path: &str, today: Day) -> Option<Day> {
    let names: Vec<&str> = path.split('/').collect();
    let is_number =
        |name: &&&str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    let folders = names.windows(3).filter(|three| {
        three.iter().filter(is_number).count() == 3 && three[0].len() == 4 && three[2].len() <= 2
    });
    let begins = |name: &&&str| name.as_bytes().get(4) == Some(&b'-');
    let dated = names.iter().filter(begins).filter_map(|name| Some(name.get(..10)?.to_owned()));
    let all = folders.map(|three| three.join("-")).chain(dated);
    all.into_iter().find_map(|text| day::published(&text, "", today))
}
