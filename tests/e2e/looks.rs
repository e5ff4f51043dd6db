//! What the box looks like. The pictures are in `target/screenshots`, for people to look at; what
//! can be measured is.

use serde_json::json;

use crate::demo::chinese_story;
use crate::driver::{BROWSER, Browser, with_page};
use crate::fixture::{Demo, EAGER, FERRY, ZYMURGY, articles, page_in, site};
use crate::page::Page;

const SLUG: &str = "kim-message-putin-russia-day";

async fn show(page: &Page, demo: &Demo, slug: &str, width: u32, height: u32) {
    page.resize(width, height).await;
    page.open(&demo.article(slug)).await;
    page.wait("document.querySelector('also-like')").await;
    let scroll = "document.documentElement.style.scrollBehavior = 'auto';
        document.querySelector('also-like').scrollIntoView({ block: 'center' });";
    page.run(scroll, &[]).await;
    page.cards().await;
    page.run(scroll, &[]).await;
}

#[test]
fn a_wide_box_has_four_columns_and_a_narrow_one_has_one() {
    with_page(async |page| {
        let demo = Demo::serve();
        show(page, &demo, SLUG, 1280, 1000).await;
        let columns = "(() => {
            const root = document.querySelector('also-like').shadowRoot;
            const starts = [...root.querySelectorAll('li')].map((card) => card.getBoundingClientRect().left);
            return new Set(starts).size;
        })()";
        let width = "document.querySelector('also-like').style.width =";
        for (size, expected) in [("64em", 4), ("40em", 2), ("20em", 1)] {
            page.run(&format!("{width} '{size}';"), &[]).await;
            assert_eq!(page.get(columns).await, json!(expected), "{size}");
            let overflow = "document.querySelector('also-like').scrollWidth -
                document.querySelector('also-like').clientWidth";
            assert_eq!(page.get(overflow).await, json!(0), "{size}");
        }
    });
}

/// Columns, the side of pictures, and what is shown, by layout and width.
#[test]
fn each_layout_fits_the_room_that_it_has() {
    with_page(async |page| {
        let demo = Demo::serve();
        show(page, &demo, SLUG, 1280, 1000).await;
        let measure = "
            const box = document.querySelector('also-like');
            Object.assign(box, { layout: arguments[0] });
            box.style.width = arguments[1];
            return box.ready.then(() => {
                const all = (part) => [...box.shadowRoot.querySelectorAll(`[part~=${part}]`)];
                const [card] = all('card');
                const [picture, title, excerpt] = ['picture', 'title', 'excerpt'].map((part) =>
                    all(part).find((one) => one.checkVisibility() && card.contains(one))?.getBoundingClientRect());
                const side = !picture ? 'none'
                    : picture.bottom <= title.top ? 'above'
                    : picture.left >= title.right ? 'end' : picture.right <= title.left ? 'start' : 'over';
                const columns = new Set(all('card').map((card) => card.getBoundingClientRect().left)).size;
                return [columns, side, !!excerpt, all('card').length, box.scrollWidth - box.clientWidth];
            });";
        for (layout, width, columns, side, excerpt) in [
            ("cards", "64em", 4, "above", true),
            ("cards", "40em", 2, "above", true),
            ("cards", "20em", 1, "end", true),
            ("list", "64em", 1, "start", true),
            ("list", "40em", 1, "start", true),
            ("list", "20em", 1, "end", true),
            ("compact", "64em", 2, "none", false),
            ("compact", "20em", 1, "none", false),
        ] {
            let found = page.run(measure, &[json!(layout), json!(width)]).await;
            assert_eq!(found, json!([columns, side, excerpt, 4, 0]), "{layout}, {width}");
        }
    });
}

/// A card without a picture is laid out like the others; where no card has one, none is drawn.
#[test]
fn a_picture_that_is_missing_is_drawn_among_others() {
    with_page(async |page| {
        let some = articles().into_iter().enumerate().map(|(number, article)| also_like::Article {
            image: if number == 0 { "/articles/a.png".into() } else { String::new() },
            ..article
        });
        let html = page_in("lang=en", FERRY, EAGER);
        let server = site(some.collect()).page("/", html.clone()).serve().await;
        page.open(&server.at("/")).await;
        page.cards().await;
        let parts = |part: &str| {
            format!(
                "document.querySelector('also-like').shadowRoot.querySelectorAll('[part~={part}]').length"
            )
        };
        page.wait(&format!("{} === 4", parts("picture"))).await;
        page.run("document.querySelector('also-like').layout = 'compact';", &[]).await;
        page.wait(&format!("{} === 0", parts("picture"))).await;
        let server = site(articles()).page("/", html).serve().await;
        page.open(&server.at("/")).await;
        page.cards().await;
        assert_eq!(page.get(&parts("picture")).await, json!(0));
    });
}

#[test]
fn heading_dates_and_headlines_are_in_the_language_of_the_page() {
    with_page(async |page| {
        let demo = Demo::serve();
        for (name, heading, date, lang) in [
            ("languages-chinese-list", "你可能也會喜歡", "年", "zh-Hant"),
            ("languages-arabic-cards", "قد يعجبك أيضًا", "2026", "ar"),
            ("languages-thai-compact", "คุณอาจสนใจ", "2569", "th"),
        ] {
            page.open(&demo.at(&format!("/looks/{name}.html"))).await;
            let found = page.cards().await;
            assert_eq!(found.heading, heading);
            assert!(found.cards.len() >= 3, "{found:?}");
            assert!(found.cards.iter().all(|card| card.date.contains(date)), "{found:?}");
            let root = "document.querySelector('also-like').shadowRoot";
            let links = format!("[...{root}.querySelectorAll('a')].every((a) => a.dir === 'auto')");
            assert_eq!(page.get(&links).await, json!(true), "{name}");
            let told = format!(
                "[...{root}.querySelectorAll('li')].every((li) => li.matches(':lang({lang})'))"
            );
            assert_eq!(page.get(&told).await, json!(true), "{name}");
            page.shoot(name).await;
        }
    });
}

/// The page chooses light or dark, for a box too: also in one part of it.
#[test]
fn a_box_has_the_colours_of_its_surroundings() {
    with_page(async |page| {
        let dark =
            format!("<div style='background: #111; color: #eee; color-scheme: dark'>{EAGER}</div>");
        let server = site(articles()).page("/", page_in("lang=en", FERRY, &dark)).serve().await;
        page.open(&server.at("/")).await;
        page.cards().await;
        let style = |part: &str, name: &str| {
            format!(
                "getComputedStyle(document.querySelector('also-like').shadowRoot.querySelector('[part={part}]'))['{name}']"
            )
        };
        assert_eq!(page.get(&style("link", "color")).await, json!("rgb(238, 238, 238)"));
        assert_eq!(page.get(&style("box", "border-top-color")).await, json!("rgb(238, 238, 238)"));
        assert_eq!(page.get(&style("box", "color-scheme")).await, json!("dark"));
    });
}

#[test]
fn three_cards_fill_the_width() {
    with_page(async |page| {
        let end = EAGER.replace("<also-like", "<also-like limit=3");
        let server = site(articles()).page("/", page_in("lang=en", FERRY, &end)).serve().await;
        page.open(&server.at("/")).await;
        assert_eq!(page.cards().await.cards.len(), 3);
        let gap = "(() => {
            const root = document.querySelector('also-like').shadowRoot;
            const edge = (part) => [...root.querySelectorAll(`[part=${part}]`)].at(-1).getBoundingClientRect().right;
            return Math.round(edge('box') - edge('card'));
        })()";
        assert_eq!(page.get(gap).await, json!(0));
    });
}

#[test]
fn a_box_in_a_row_has_a_width() {
    with_page(async |page| {
        let end = format!("<div style='display: flex'><p>A neighbour.</p>{EAGER}</div>");
        let server = site(articles()).page("/", page_in("lang=en", FERRY, &end)).serve().await;
        page.open(&server.at("/")).await;
        page.cards().await;
        let width = page.get("document.querySelector('also-like').offsetWidth").await;
        assert!(width.as_i64().is_some_and(|width| width > 800), "{width}");
        let room = "document.documentElement.scrollWidth - innerWidth <= 0";
        assert_eq!(page.get(room).await, json!(true));
    });
}

#[test]
fn an_empty_box_takes_no_room() {
    with_page(async |page| {
        let end = EAGER.replace("<a href=/archive>Archive</a>", "");
        let end = end.replace("<also-like", "<also-like fallback=none");
        let html = page_in("lang=en", ZYMURGY, &end);
        let server = site(articles()).page("/", html).serve().await;
        page.open(&server.at("/")).await;
        page.wait("seen.events.length").await;
        assert!(page.shows_fallback().await);
        let room = "(() => {
            const box = document.querySelector('also-like');
            const { marginTop, marginBottom } = getComputedStyle(box);
            return [box.offsetHeight, marginTop, marginBottom];
        })()";
        assert_eq!(page.get(room).await, json!([0, "0px", "0px"]));
    });
}

#[test]
fn light() {
    with_page(async |page| {
        let demo = Demo::serve();
        show(page, &demo, SLUG, 1280, 1000).await;
        page.shoot("light").await;
    });
}

#[test]
fn dark() {
    with_page(async |page| {
        let demo = Demo::serve();
        show(page, &demo, SLUG, 1280, 1000).await;
        // Emulates a preference for dark, for which not every driver has a command.
        let script = "
            for (const { cssRules } of document.styleSheets) {
                for (const rule of cssRules) {
                    if (rule.media?.mediaText.includes('dark')) rule.media.mediaText = 'all';
                }
            }
            document.documentElement.style.colorScheme = 'dark';";
        page.run(script, &[]).await;
        page.shoot("dark").await;
        let colour = |part: &str| {
            format!(
                "getComputedStyle(document.querySelector('also-like').shadowRoot.querySelector('[part={part}]')).color"
            )
        };
        let body = page.get("getComputedStyle(document.body).color").await;
        assert_eq!(page.get(&colour("link")).await, body, "headlines have the page's colour");
        assert_ne!(page.get(&colour("date")).await, body, "dates are muted");
    });
}

#[test]
fn narrow() {
    with_page(async |page| {
        let demo = Demo::serve();
        // Some browsers refuse windows as narrow as a telephone.
        show(page, &demo, SLUG, 520, 1100).await;
        let narrow = "document.body.style.maxWidth = '360px';
            return new Promise(requestAnimationFrame).then(() =>
                document.querySelector('also-like').scrollIntoView());";
        page.run(narrow, &[]).await;
        page.shoot("narrow").await;
    });
}

#[test]
fn chinese() {
    with_page(async |page| {
        let demo = Demo::serve();
        show(page, &demo, &chinese_story(), 1280, 1000).await;
        page.shoot("chinese").await;
    });
}

/// Turns reasons and the panel on, and waits for both.
async fn explain(page: &Page) {
    let on =
        "Object.assign(document.querySelector('also-like'), { reasons: true, explain: true });";
    page.run(on, &[]).await;
    let root = "document.querySelector('also-like').shadowRoot";
    page.wait(&format!(
        "{root}.querySelector('[part~=explain]') && {root}.querySelector('[part=reason]')"
    ))
    .await;
}

#[test]
fn reasons_and_the_panel_keep_to_the_width_of_the_box() {
    with_page(async |page| {
        let demo = Demo::serve();
        for (name, slug) in [("explained", SLUG), ("explained-chinese", &chinese_story())] {
            show(page, &demo, slug, 1280, 1000).await;
            explain(page).await;
            page.run("document.querySelector('also-like').scrollIntoView();", &[]).await;
            page.shoot(name).await;
        }
        let size = "(() => {
            const box = document.querySelector('also-like');
            const [inner] = box.shadowRoot.querySelectorAll('[part=box]');
            const panel = box.shadowRoot.querySelector('[part~=explain]');
            return [panel.offsetWidth - inner.offsetWidth, box.scrollWidth - box.clientWidth];
        })()";
        assert_eq!(page.get(size).await, json!([0, 0]));
        page.run("document.querySelector('also-like').style.width = '20em';", &[]).await;
        assert_eq!(page.get(size).await, json!([0, 0]));
        page.shoot("explained-narrow").await;
    });
}

#[test]
fn headings_of_the_other_rungs() {
    with_page(async |page| {
        let demo = Demo::serve();
        show(page, &demo, "tuning-a-harpsichord", 1280, 1000).await;
        page.shoot("section").await;
        page.run("document.querySelector('also-like').fallback = 'latest';", &[]).await;
        page.wait("document.querySelector('also-like').kind === 'latest'").await;
        page.run("document.querySelector('also-like').scrollIntoView({ block: 'center' });", &[])
            .await;
        page.shoot("latest").await;
        let all = arabic().into_iter();
        let all = all
            .map(|article| also_like::Article { section: "اقتصاد (EU)".into(), ..article });
        let end = EAGER.replace("<also-like", "<also-like reasons");
        let latest = page_in("lang=ar dir=rtl", ZYMURGY, &end);
        let meta = "<meta property=article:section content='اقتصاد (EU)'></head>";
        let section = latest.replace("</head>", meta);
        let server =
            site(all.collect()).page("/latest", latest).page("/section", section).serve().await;
        for (name, heading) in
            [("latest", "أحدث المقالات"), ("section", "من القسم نفسه: اقتصاد (EU)")]
        {
            page.open(&server.at(&format!("/{name}"))).await;
            assert_eq!(page.cards().await.heading, heading);
            page.run("document.body.style.font = '18px/1.6 serif';", &[]).await;
            page.shoot(&format!("rtl-{name}")).await;
        }
    });
}

#[test]
fn right_to_left() {
    with_page(async |page| {
        let server =
            site(arabic()).page("/", page_in("lang=ar dir=rtl", ARABIC, EAGER)).serve().await;
        page.open(&server.at("/")).await;
        let found = page.cards().await;
        assert_eq!(found.heading, "قد يعجبك أيضًا");
        page.run(
            "document.body.style.font = '18px/1.6 serif'; document.body.style.margin = '2rem';",
            &[],
        )
        .await;
        page.shoot("rtl").await;
        let edges = "(() => {
            const root = document.querySelector('also-like').shadowRoot;
            const box = root.querySelector('nav').getBoundingClientRect();
            const first = root.querySelector('li').getBoundingClientRect();
            const heading = root.querySelector('h2').getBoundingClientRect();
            return [Math.round(box.right - first.right), Math.round(box.right - heading.right)];
        })()";
        assert_eq!(page.get(edges).await, json!([0, 0]), "the first card is at the right");
    });
}

#[test]
fn the_focus_can_be_seen() {
    with_page(async |page| {
        let server = site(articles()).page("/", page_in("lang=en", FERRY, EAGER)).serve().await;
        page.open(&server.at("/")).await;
        page.cards().await;
        page.press_tab().await;
        let link = "document.querySelector('also-like').shadowRoot.activeElement";
        assert_eq!(page.get(&format!("{link}?.part.value")).await, json!("link"));
        // Without a window manager WebKit's window never has the focus, and then shows none.
        if *BROWSER != Browser::WebKit {
            let ring = format!("getComputedStyle({link}, '::after').outline");
            let ring = page.get(&ring).await.to_string();
            assert!(ring.contains("solid 2px") || ring.contains("2px solid"), "{ring}");
        }
        page.shoot("focus").await;
    });
}

/// The text of an Arabic page about ferries.
const ARABIC: &str = "<h1>عبّارة ليلية إلى الجزر</h1><p>تغادر العبّارة الليلية الميناء وعلى متنها ركاب \
    الجزر، وتبقي الشركة أسعار التذاكر كما هي.</p>";

fn arabic() -> Vec<also_like::Article> {
    let texts = [
        (
            "ارتفاع أسعار العبّارة",
            "ترفع شركة العبّارة أسعار التذاكر على ركاب الجزر، ومجلس الميناء يحتج.",
        ),
        (
            "إضراب طواقم العبّارة",
            "أضربت طواقم العبّارة في الميناء وينتظر ركاب الجزر السفينة الليلية.",
        ),
        (
            "عبّارة جديدة (NATO) للجزر!",
            "تبحر العبّارة الجديدة ليلا بين الميناء والجزر وفيها أسرّة للركاب.",
        ),
        ("العاصفة توقف العبّارة", "لم تغادر أي عبّارة الميناء، ونام ركاب الجزر في القاعة."),
        ("مزارعو الشاي ينتظرون المطر", "أوراق الشاي صغيرة على الجبل والمزارعون يعدّون الغيوم."),
    ];
    let articles =
        texts.iter().zip(articles()).map(|((title, text), article)| also_like::Article {
            title: (*title).to_owned(),
            text: (*text).to_owned(),
            excerpt: (*text).to_owned(),
            lang: "ar".to_owned(),
            ..article
        });
    articles.collect()
}
