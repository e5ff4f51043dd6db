//! The sites of `recipes/` as their generators built them, in Chromium. `cargo xtask test` builds
//! them and runs these, each in a check of its own: `cargo xtask test --only recipe-hugo`.

use std::process::Command;
use std::{collections::BTreeSet, fs};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::driver::with_page;
use crate::fixture::RECORDER;
use crate::hosts;
use crate::page::Page;

/// An article: its file's name, its headline and its day.
type Story = (&'static str, &'static str, &'static str);

const BREAD: [Story; 4] = [
    ("sourdough-starter", "Keeping a sourdough starter alive", "2024-01-12"),
    ("kneading-by-hand", "Kneading dough by hand, or not at all", "2024-01-26"),
    ("oven-steam", "Steam in a home oven", "2024-02-09"),
    ("rye-loaf", "A dark rye loaf for beginners", "2024-02-23"),
];
const SKY: [Story; 4] = [
    ("first-telescope", "Choosing a first telescope", "2024-01-19"),
    ("jupiter-moons", "Following the moons of Jupiter", "2024-02-02"),
    ("dark-sky", "Finding a dark sky near the city", "2024-02-16"),
    ("lunar-craters", "Craters are best at half moon", "2024-03-02"),
];
const BICYCLE: [Story; 4] = [
    ("puncture", "Mending a puncture by the road", "2024-01-15"),
    ("chain-care", "A quiet chain lasts twice as long", "2024-01-29"),
    ("brake-pads", "Setting rim brakes that do not squeal", "2024-02-12"),
    ("saddle-height", "The right height of a saddle", "2024-02-26"),
];
const COFFEE: [Story; 4] = [
    ("hand-drip", "手沖咖啡的水溫與時間", "2024-01-10"),
    ("grinder", "先買磨豆機，再買咖啡機", "2024-01-24"),
    ("roasting", "在家用平底鍋烘咖啡豆", "2024-02-07"),
    ("cold-brew", "冰箱裡的冷泡咖啡", "2024-02-21"),
];
const HILLS: [Story; 4] = [
    ("first-trail", "第一次走步道要帶什麼", "2024-01-17"),
    ("mountain-weather", "看雲知道山上的天氣", "2024-01-31"),
    ("ridge-walk", "走稜線的樂趣與風險", "2024-02-14"),
    ("night-descent", "天黑以後怎麼下山", "2024-02-28"),
];
const GARDEN: [Story; 4] = [
    ("balcony-soil", "陽台種菜先準備土", "2024-01-13"),
    ("seedlings", "青菜從種子到幼苗", "2024-01-27"),
    ("tomatoes", "陽台上的番茄", "2024-02-10"),
    ("watering", "盆子什麼時候該澆水", "2024-02-24"),
];

/// What must be so on a site.
struct Recipe {
    name: &'static str,
    /// The address of an article on the site, with `{slug}` and `{month}` as placeholders.
    article: &'static str,
    topics: &'static [[Story; 4]],
    /// Its declared language, which is that of its boxes.
    lang: &'static str,
    has_dates: bool,
    /// The end of the address of a card's picture; nothing where the site has none.
    picture: &'static str,
    /// The element that the box follows, or at whose end it is, and what is after it.
    after: &'static str,
    before: &'static str,
    /// A page with several articles, and what must not have a box.
    lists: &'static [&'static str],
    /// What the command is given, in the recipe's folder, with its options.
    source: &'static [&'static str],
}

/// Most sites.
const USUAL: Recipe = Recipe {
    name: "",
    article: "/posts/{slug}/",
    topics: &[BREAD, SKY, BICYCLE],
    lang: "en",
    has_dates: true,
    picture: "/pictures/{slug}.svg",
    after: "main article",
    before: "nav.neighbours",
    lists: &["/"],
    source: &[],
};

#[test]
#[ignore = "`cargo xtask test` builds its site and runs it"]
fn html() {
    check(&Recipe {
        name: "html",
        article: "/{slug}.html",
        picture: "",
        after: "#text > p:last-of-type",
        before: "#foot",
        lists: &["/", "/bread.html", "/sky.html"],
        source: &["site"],
        ..USUAL
    });
}

#[test]
#[ignore = "`cargo xtask test` builds its site and runs it"]
fn hugo() {
    let lists = &["/", "/page/2/", "/tags/", "/tags/bread/", "/posts/", "/about/"];
    check(&Recipe { name: "hugo", lists, source: &["public"], ..USUAL });
}

#[test]
#[ignore = "`cargo xtask test` builds its site and runs it"]
fn jekyll() {
    check(&Recipe {
        name: "jekyll",
        lang: "en-GB",
        article: "/2024/{month}/{slug}/",
        before: "footer.site-footer",
        lists: &["/", "/page2/", "/tags/", "/about/"],
        source: &["_site"],
        ..USUAL
    });
}

#[test]
#[ignore = "`cargo xtask test` builds its site and runs it"]
fn eleventy() {
    let lists = &["/", "/page/2/", "/archive/", "/topics/", "/topics/sourdough/", "/about/"];
    check(&Recipe { name: "eleventy", lists, source: &["_site"], ..USUAL });
}

#[test]
#[ignore = "`cargo xtask test` builds its site and runs it"]
fn astro() {
    let lists = &["/", "/2/", "/posts/", "/tags/", "/tags/sourdough/", "/about/"];
    check(&Recipe { name: "astro", before: "footer.foot", lists, source: &["dist"], ..USUAL });
    follows_the_router();
}

#[test]
#[ignore = "`cargo xtask test` builds its site and runs it"]
fn hexo() {
    check(&Recipe {
        name: "hexo",
        article: "/2024/{month}/{slug}/",
        topics: &[COFFEE, HILLS, GARDEN],
        lang: "zh-TW",
        after: "#main article",
        before: "#sidebar",
        lists: &["/", "/page/2/", "/archives/", "/archives/2024/01/", "/tags/咖啡/", "/about/"],
        source: &["public"],
        ..USUAL
    });
}

#[test]
#[ignore = "takes minutes to install: `cargo xtask test --only recipe-docusaurus` runs it"]
fn docusaurus() {
    check(&Recipe {
        name: "docusaurus",
        article: "/docs/{slug}/",
        has_dates: false,
        after: "article .markdown",
        before: "nav.pagination-nav",
        lists: &["/", "/docs/tags/", "/docs/tags/bread/"],
        source: &["build"],
        ..USUAL
    });
}

#[test]
#[ignore = "takes minutes to install: `cargo xtask test --only recipe-mdbook` runs it"]
fn mdbook() {
    check(&Recipe {
        name: "mdbook",
        article: "/{slug}.html",
        has_dates: false,
        picture: "",
        after: "main > p:last-of-type",
        before: "nav.nav-wrapper",
        lists: &[],
        source: &["book"],
        ..USUAL
    });
}

#[test]
#[ignore = "`cargo xtask test` builds its site and runs it"]
fn wordpress() {
    check(&Recipe {
        name: "wordpress",
        lang: "en-GB",
        article: "/2024/{month}/{slug}/",
        after: ".entry-content > p:last-of-type",
        before: "#comments",
        source: &["export.xml"],
        ..USUAL
    });
}

#[test]
#[ignore = "`cargo xtask test` builds its site and runs it"]
fn ghost() {
    check(&Recipe {
        name: "ghost",
        article: "/{slug}/",
        after: ".gh-content",
        before: ".gh-comments",
        source: &["export.json", "--base-url", "http://ghost.example/"],
        ..USUAL
    });
}

impl Recipe {
    fn host(&self) -> String {
        format!("{}.example", self.name)
    }

    /// The full address of a path.
    fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.host())
    }

    fn address(&self, slug: &str) -> String {
        let month = self.month(slug);
        self.at(&self.article.replace("{slug}", slug).replace("{month}", month))
    }

    /// The month of an article, in digits.
    fn month(&self, slug: &str) -> &'static str {
        let story = self.topics.iter().flatten().find(|story| story.0 == slug);
        &story.expect("an article of the site").2[5..7]
    }

    fn heading(&self) -> &'static str {
        if self.lang == "zh-TW" { "你可能也會喜歡" } else { "You May Also Like" }
    }

    /// A day as boxes show it.
    fn written(&self, day: &str) -> String {
        const MONTHS: [&str; 3] = ["January", "February", "March"];
        let number = |digits: &str| digits.parse::<usize>().expect("digits");
        let (year, month, day) = (&day[..4], number(&day[5..7]), number(&day[8..]));
        match self.lang {
            _ if !self.has_dates => String::new(),
            "zh-TW" => format!("{year}年{month}月{day}日"),
            "en-GB" => format!("{day} {} {year}", MONTHS[month - 1]),
            _ => format!("{} {day}, {year}", MONTHS[month - 1]),
        }
    }
}

/// The path of an address without its host and `index.html`.
fn bare(address: &str) -> &str {
    let path = address.splitn(4, '/').nth(3).unwrap_or_default();
    path.trim_end_matches("index.html")
}

fn check(recipe: &Recipe) {
    told_of_its_pages(recipe);
    hosts::serve();
    with_page(async |page| {
        for topic in recipe.topics {
            for story in topic {
                its_box_is_right(page, recipe, topic, story.0).await;
            }
            shoot(page, recipe, topic[0].0).await;
        }
        for list in recipe.lists {
            page.open(&recipe.at(list)).await;
            let main = "document.querySelector('main, #main, #text')";
            page.wait(main).await;
            assert_eq!(
                page.get("document.querySelector('also-like')").await,
                Value::Null,
                "{list}"
            );
        }
    });
    assert_eq!(hosts::missing(&recipe.host()), Vec::<String>::new());
}

/// The command takes the articles, all of them and nothing else, for articles.
fn told_of_its_pages(recipe: &Recipe) {
    let temporary = TempDir::new().expect("a folder for temporary files");
    let report = temporary.path().join("report.json");
    let output = Command::new(env!("CARGO_BIN_EXE_also-like"))
        .current_dir(hosts::folder().join(recipe.name))
        .arg("build")
        .args(recipe.source)
        .args(["--no-cache", "--quiet", "--out"])
        .arg(temporary.path().join("out"))
        .arg("--report")
        .arg(&report)
        .output()
        .expect("the command runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told = fs::read_to_string(report).expect("a report");
    let told: Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(told["articles"], json!(recipe.topics.iter().flatten().count()), "{told:#}");
    assert_eq!(told["warnings"], json!([]), "{told:#}");
}

async fn its_box_is_right(page: &Page, recipe: &Recipe, topic: &[Story; 4], slug: &str) {
    let source = json!({ "source": RECORDER });
    let recorder = page.devtools("Page.addScriptToEvaluateOnNewDocument", source).await;
    page.open(&recipe.address(slug)).await;
    page.wait("document.querySelector('also-like')").await;
    page.run("document.querySelector('also-like').scrollIntoView();", &[]).await;
    let found = page.cards().await;
    assert_eq!(found.heading, recipe.heading(), "{slug}");
    assert_eq!(page.get("document.querySelectorAll('also-like').length").await, json!(1));

    // The three others about the same come first, in any order.
    let others: BTreeSet<&str> =
        topic.iter().filter(|story| story.0 != slug).map(|story| story.1).collect();
    let first: BTreeSet<&str> = found.cards.iter().take(3).map(|card| &*card.title).collect();
    assert_eq!(first, others, "{slug}: {found:#?}");
    for card in &found.cards {
        let all = recipe.topics.iter().flatten();
        let story = all.clone().find(|story| story.1 == card.title);
        let &(slug, _, day) = story.unwrap_or_else(|| panic!("no article: {card:?}"));
        assert_eq!(bare(&card.url), bare(&recipe.address(slug)), "{card:?}");
        assert_eq!(card.date, recipe.written(day), "{card:?}");
        assert!(!card.excerpt.is_empty(), "{card:?}");
        let picture = recipe.picture.replace("{slug}", slug);
        assert!(card.picture.ends_with(&picture), "{card:?}");
        assert_eq!(card.picture.is_empty(), picture.is_empty(), "{card:?}");
        let status = "return fetch(arguments[0]).then((answer) => answer.status);";
        assert_eq!(page.run(status, &[json!(card.url)]).await, json!(200), "{card:?}");
    }
    let pictures = "
        const images = [...document.querySelector('also-like').shadowRoot.querySelectorAll('img')];
        for (const image of images) image.loading = 'eager';
        return Promise.all(images.map((image) => image.decode())).then(() => images.length);";
    let expected = if recipe.picture.is_empty() { 0 } else { found.cards.len() };
    assert_eq!(page.run(pictures, &[]).await, json!(expected));

    let place = "
        const box = document.querySelector('also-like');
        const [after, before] = [...arguments].map((one) => document.querySelector(one));
        const follows = (one, other) =>
            !!(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
        return [follows(after, box), follows(box, before), box.offsetHeight > 100];";
    let place = page.run(place, &[json!(recipe.after), json!(recipe.before)]).await;
    assert_eq!(place, json!([true, true, true]), "{slug}");
    let seen = page.get("[seen.lines, seen.problems, seen.violations]").await;
    assert_eq!(seen, json!([[], [], []]), "{slug}");
    let done = "Page.removeScriptToEvaluateOnNewDocument";
    page.devtools(done, json!({ "identifier": recorder["identifier"] })).await;
}

/// Pictures of an article for those who look: light, dark and narrow.
async fn shoot(page: &Page, recipe: &Recipe, slug: &str) {
    let scroll = "document.querySelector('also-like').scrollIntoView({ block: 'end' });";
    let name = recipe.name;
    page.run(scroll, &[]).await;
    page.shoot(&format!("recipe-{name}-{slug}")).await;
    let scheme =
        |value: &str| json!({ "features": [{ "name": "prefers-color-scheme", "value": value }] });
    page.devtools("Emulation.setEmulatedMedia", scheme("dark")).await;
    page.shoot(&format!("recipe-{name}-{slug}-dark")).await;
    page.devtools("Emulation.setEmulatedMedia", scheme("")).await;
    page.resize(500, 1000).await;
    page.run(scroll, &[]).await;
    let wider = "document.documentElement.scrollWidth > innerWidth";
    assert_eq!(page.get(wider).await, json!(false), "{name} scrolls sideways");
    page.shoot(&format!("recipe-{name}-{slug}-narrow")).await;
    page.resize(1280, 1000).await;
}

/// Astro's router swaps the page without loading it: the box is the next article's.
fn follows_the_router() {
    with_page(async |page| {
        page.open("http://astro.example/posts/rye-loaf/").await;
        page.wait("document.querySelector('also-like')").await;
        page.run("document.querySelector('also-like').scrollIntoView();", &[]).await;
        page.cards().await;
        page.run("window.stays = true;", &[]).await;
        page.run("document.querySelector('.side a[href*=lunar-craters]').click();", &[]).await;
        page.wait("document.querySelector('h1')?.textContent.includes('Craters')").await;
        page.run("document.querySelector('also-like').scrollIntoView();", &[]).await;
        let first = "document.querySelector('also-like')?.shadowRoot
            ?.querySelector('[part=title]')?.textContent";
        let sky: Vec<&str> =
            SKY.iter().map(|story| story.1).filter(|title| !title.contains("Craters")).collect();
        page.wait(&format!("{}.includes({first})", json!(sky))).await;
        assert_eq!(page.get("window.stays").await, json!(true));
        assert_eq!(page.get("document.querySelectorAll('also-like').length").await, json!(1));
    });
}
