//! The box for readers who do not see it, see it poorly, or have no mouse: WCAG 2.2, level AA.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::driver::{BROWSER, Browser, with_page};
use crate::fixture::{Demo, EAGER, FERRY, articles, demo_folder, page_in, site};
use crate::page::Page;

/// What axe-core finds wrong, and how many rules it tried.
pub const AXE: &str = "
    return axe.run(document, { resultTypes: ['violations'] }).then(({ violations, passes }) => ({
        found: violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
            `${id}: ${target.flat()}: ${failureSummary}`)),
        tried: passes.length,
    }));";

/// Loads axe-core, which npm brought with the widget's tools, into the page.
pub async fn load_axe(tab: &Page) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("xtask/node_modules/axe-core/axe.min.js");
    let axe = fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}: run `cargo xtask test`", path.display()));
    tab.run(&format!("{axe}; window.axe = axe; return null;"), &[]).await;
}

/// The pages with every layout, theme and language, as `cargo xtask demo` makes them.
fn looks() -> Vec<String> {
    let entries = fs::read_dir(demo_folder().join("looks")).expect("the demonstration site");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".html") && name != "index.html")
        .collect();
    names.sort();
    names
}

#[test]
fn axe_finds_nothing_in_any_look() {
    with_page(async |tab| {
        let demo = Demo::serve();
        let looks = looks();
        assert!(looks.len() >= 18, "{looks:?}");
        for name in looks {
            tab.open(&demo.at(&format!("/looks/{name}"))).await;
            let found = tab.cards().await;
            assert!(found.cards.len() >= 3, "{name}: {found:?}");
            load_axe(tab).await;
            let said = tab.run(AXE, &[]).await;
            assert_eq!(said["found"], json!([]), "{name}");
            assert!(said["tried"].as_u64().is_some_and(|tried| tried > 15), "{name}: {said}");
        }
    });
}

/// The same rules find what is wrong: else the test above could not fail.
#[test]
fn axe_finds_a_headline_that_can_not_be_read() {
    with_page(async |tab| {
        let demo = Demo::serve();
        tab.open(&demo.at("/looks/cards-wide.html")).await;
        tab.cards().await;
        let faint =
            "document.querySelector('also-like').style.setProperty('--also-like-muted', '#ccc');";
        tab.run(faint, &[]).await;
        load_axe(tab).await;
        let said = tab.run(AXE, &[]).await;
        let found = said["found"].to_string();
        assert!(found.contains("color-contrast") && found.contains("excerpt"), "{found}");
    });
}

#[test]
fn the_panel_and_the_reasons_are_in_order_too() {
    with_page(async |tab| {
        let end = EAGER.replace("<also-like", "<also-like explain reasons");
        let html = page_in("lang=en", FERRY, &format!("<main>{end}</main>"));
        let html = html.replace("<article>", "<article role=main>").replace("<main>", "<div>");
        let html = html.replace("</main>", "</div>");
        let server = site(articles()).page("/", html).serve().await;
        tab.open(&server.at("/")).await;
        tab.wait("document.querySelector('also-like').shadowRoot.querySelector('[part~=explain]')")
            .await;
        load_axe(tab).await;
        let box_only = AXE.replace("axe.run(document,", "axe.run('also-like',");
        let said = tab.run(&box_only, &[]).await;
        assert_eq!(said["found"], json!([]));
    });
}

/// The accessibility tree of Chromium, which screen readers read.
#[test]
fn the_tree_of_the_box_is_a_named_landmark_with_a_list_of_links() {
    if *BROWSER != Browser::Chromium {
        return;
    }
    with_page(async |tab| {
        let server = site(articles()).page("/", page_in("lang=en", FERRY, EAGER)).serve().await;
        tab.open(&server.at("/")).await;
        let cards = tab.cards().await;
        let tree = tab.devtools("Accessibility.getFullAXTree", json!({})).await;
        let nodes = tree["nodes"].as_array().expect("nodes");
        let named = |role: &str| -> Vec<&str> {
            let with_role = nodes.iter().filter(|node| node["role"]["value"] == role);
            with_role.filter_map(|node| node["name"]["value"].as_str()).collect()
        };
        assert_eq!(named("navigation"), ["You May Also Like"]);
        assert_eq!(named("list").len(), 1);
        assert_eq!(named("listitem").len(), 4);
        let headlines: Vec<&str> = cards.cards.iter().map(|card| card.title.as_str()).collect();
        assert_eq!(named("link"), headlines, "the name of a link is its headline");
    });
}

#[test]
fn every_card_is_one_target_of_a_fair_size() {
    with_page(async |tab| {
        let demo = Demo::serve();
        for name in ["cards-narrow", "compact-narrow", "compact-wide-dark", "list-wide"] {
            tab.open(&demo.at(&format!("/looks/{name}.html"))).await;
            tab.cards().await;
            // Where a reader touches a card, in its corners too, is its link.
            let script = "
                const root = document.querySelector('also-like').shadowRoot;
                return [...root.querySelectorAll('li')].map((card) => {
                    card.scrollIntoView({ block: 'center', behavior: 'instant' });
                    const { left, right, top, bottom, height } = card.getBoundingClientRect();
                    const at = [[left + 2, top + 2], [right - 2, bottom - 2], [(left + right) / 2, (top + bottom) / 2]];
                    return height >= 24 && at.every(([x, y]) => root.elementFromPoint(x, y)?.matches('a'));
                });";
            assert_eq!(tab.run(script, &[]).await, json!([true, true, true, true]), "{name}");
        }
    });
}

#[test]
fn the_keyboard_reaches_every_card_in_order_and_no_more() {
    with_page(async |tab| {
        let end = format!("{EAGER}<button>after</button>");
        let server = site(articles()).page("/", page_in("lang=en", FERRY, &end)).serve().await;
        tab.open(&server.at("/")).await;
        let cards = tab.cards().await;
        let mut reached = Vec::new();
        for _ in 0..4 {
            tab.press_tab().await;
            let at = "document.querySelector('also-like').shadowRoot.activeElement?.href ?? null";
            reached.push(tab.get(at).await);
        }
        let links: Vec<Value> = cards.cards.iter().map(|card| json!(card.url)).collect();
        assert_eq!(reached, links);
        tab.press_tab().await;
        assert_eq!(tab.get("document.activeElement.textContent").await, json!("after"));
    });
}

#[test]
fn a_page_of_320_pixels_and_twice_the_text_needs_no_sideways_scrolling() {
    with_page(async |tab| {
        let demo = Demo::serve();
        for name in ["cards-narrow", "list-narrow-dark", "compact-narrow", "languages-thai-compact"]
        {
            for size in ["100%", "200%"] {
                tab.open(&demo.at(&format!("/looks/{name}.html"))).await;
                tab.cards().await;
                // In a frame: some browsers refuse windows as narrow as that.
                let script = "
                    document.body.style.inlineSize = '272px';
                    document.documentElement.style.fontSize = arguments[0];
                    const box = document.querySelector('also-like');
                    const [inner] = box.shadowRoot.querySelectorAll('[part=box]');
                    const { left, right } = inner.getBoundingClientRect();
                    const beyond = [...box.shadowRoot.querySelectorAll('*')].filter((one) => {
                        const place = one.getBoundingClientRect();
                        return place.width > 0 && (place.left < left - 1 || place.right > right + 1);
                    });
                    return [Math.round(right - left), box.scrollWidth - box.clientWidth, beyond.map((one) => one.outerHTML)];";
                let measured = tab.run(script, &[json!(size)]).await;
                assert_eq!(measured, json!([272, 0, []]), "{name} at {size}");
            }
        }
    });
}

/// With the spacing that WCAG 1.4.12 lets readers choose.
#[test]
fn wide_spacing_hides_nothing() {
    with_page(async |tab| {
        let demo = Demo::serve();
        for name in ["cards-narrow", "list-wide", "compact-narrow"] {
            tab.open(&demo.at(&format!("/looks/{name}.html"))).await;
            tab.cards().await;
            let script = "
                const sheet = new CSSStyleSheet();
                sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important;' +
                    'word-spacing: 0.16em !important } p { margin-block-end: 2em !important }');
                const { shadowRoot } = document.querySelector('also-like');
                shadowRoot.adoptedStyleSheets.push(sheet);
                const texts = [...shadowRoot.querySelectorAll('[part=title], [part=excerpt], [part=date]')];
                return texts.filter((one) => one.scrollHeight > one.clientHeight + 1 ||
                    one.scrollWidth > one.clientWidth + 1).map((one) => one.outerHTML);";
            assert_eq!(tab.run(script, &[]).await, json!([]), "{name}");
        }
    });
}

/// Preferences of a reader's system, which only Chromium lets a test emulate.
#[test]
fn forced_colours_print_and_stillness() {
    if *BROWSER != Browser::Chromium {
        return;
    }
    with_page(async |tab| {
        let demo = Demo::serve();
        let media =
            |name: &str, value: &str| json!({ "features": [{ "name": name, "value": value }] });
        let part = |part: &str, property: &str| {
            format!(
                "getComputedStyle(document.querySelector('also-like').shadowRoot.querySelector('[part~={part}]'), null).{property}"
            )
        };
        tab.open(&demo.at("/looks/pictures-that-are-missing-of-some-articles-list.html")).await;
        tab.cards().await;
        assert_eq!(tab.get(&part("drawn", "borderTopWidth")).await, json!("0px"));
        tab.devtools("Emulation.setEmulatedMedia", media("forced-colors", "active")).await;
        assert_eq!(tab.get(&part("drawn", "borderTopWidth")).await, json!("1px"));
        assert_eq!(tab.get("matchMedia('(forced-colors: active)').matches").await, json!(true));
        tab.shoot("forced-colours").await;
        // Nothing moves, whatever a reader prefers: so there is nothing to still.
        let moving = "[...document.querySelector('also-like').shadowRoot.querySelectorAll('*')].filter((one) => {
            const { animationName, transitionDuration } = getComputedStyle(one);
            return animationName !== 'none' || transitionDuration !== '0s';
        }).length";
        assert_eq!(tab.get(moving).await, json!(0));
        let printed = "getComputedStyle(document.querySelector('also-like')).display";
        tab.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
        assert_eq!(tab.get(printed).await, json!("none"));
        tab.run(
            "document.querySelector('also-like').style.setProperty('--also-like-print', 'block');",
            &[],
        )
        .await;
        assert_eq!(tab.get(printed).await, json!("block"));
        tab.devtools("Emulation.setEmulatedMedia", json!({ "media": "", "features": [] })).await;
    });
}
