//! The playground of the demonstration site: any text, its cards, why they are there, and what it
//! cost.

use serde::Deserialize;
use serde_json::json;

use crate::accessibility::{AXE, load_axe};
use crate::demo::chinese_story;
use crate::driver::with_page;
use crate::fixture::Demo;
use crate::page::Page;

const KIM: &str = "kim-message-putin-russia-day";

/// What the playground shows.
#[derive(Debug, Deserialize)]
struct Shown {
    status: String,
    cards: Vec<Card>,
    /// Name, bytes, bytes unpacked and bytes over the network, the sum of all last.
    files: Vec<(String, u64, u64, u64)>,
}

#[derive(Debug, Deserialize)]
struct Card {
    url: String,
    words: Vec<String>,
    /// Of the text, the four factors, and the score.
    parts: Vec<f64>,
    /// How wide each is drawn, in pixels.
    bars: Vec<f64>,
}

const READ: &str = "
    const texts = (root, selector) => [...root.querySelectorAll(selector)].map((one) => one.textContent);
    const number = (text) => Number(text.replace(/[^0-9.]/g, ''));
    return {
        status: document.querySelector('[role=status]').textContent,
        cards: [...document.querySelectorAll('#cards > li')].map((card) => ({
            url: card.querySelector('a').href,
            words: texts(card, '.words li'),
            parts: texts(card, '.score td:last-child').map(number),
            bars: [...card.querySelectorAll('.bar')].map((bar) => bar.getBoundingClientRect().width),
        })),
        files: [...document.querySelectorAll('#bytes :is(tbody, tfoot) tr')].map((row) => {
            const [name, ...numbers] = [...row.cells].map((cell) => cell.firstChild.textContent);
            return [name, ...numbers.map(number)];
        }),
    };";

/// Opens the playground and notes what its policy forbids.
async fn open(tab: &Page, demo: &Demo) {
    tab.open(&demo.at("/playground/")).await;
    tab.wait("document.querySelector('[role=status]').textContent").await;
    let watch = "
        window.forbidden = [];
        document.addEventListener('securitypolicyviolation', (event) => forbidden.push(event.violatedDirective));";
    tab.run(watch, &[]).await;
}

async fn shown(tab: &Page) -> Shown {
    assert_eq!(tab.get("forbidden").await, json!([]));
    serde_json::from_value(tab.run(READ, &[]).await).expect("what the script returns")
}

/// Sets a field as a reader does, and waits until the answer to it is there.
async fn set(tab: &Page, field: &str, value: &str) -> Shown {
    let script = "
        const field = document.getElementById(arguments[0]);
        document.querySelector('[role=status]').textContent = '';
        field.value = arguments[1];
        for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }));";
    tab.run(script, &[json!(field), json!(value)]).await;
    tab.wait("document.querySelector('[role=status]').textContent").await;
    shown(tab).await
}

#[test]
fn an_article_has_the_cards_of_its_own_page() {
    with_page(async |tab| {
        let demo = Demo::serve();
        for slug in [KIM, "tuning-a-harpsichord", &chinese_story()] {
            tab.open(&demo.article(slug)).await;
            tab.wait("document.querySelector('also-like')").await;
            tab.run("document.querySelector('also-like').loading = 'eager';", &[]).await;
            let own: Vec<String> =
                tab.cards().await.cards.into_iter().map(|card| card.url).collect();

            open(tab, &demo).await;
            let shown = set(tab, "article", &format!("/articles/{slug}.html")).await;
            let urls: Vec<&String> = shown.cards.iter().map(|card| &card.url).collect();
            assert_eq!(urls, own.iter().collect::<Vec<_>>(), "{slug}");
            let text = tab.get("document.getElementById('text').value.length > 300").await;
            assert_eq!(text, json!(true), "{slug}: its text is there to be changed");
            if slug == KIM {
                assert_eq!(own.len(), 4);
                assert_eq!(shown.status, "4 cards, the nearest first.");
            }
            if slug == "tuning-a-harpsichord" {
                let status =
                    format!("Nothing is near. {} cards of the same section: Culture.", own.len());
                assert_eq!(shown.status, status);
            }
        }
    });
}

#[test]
fn a_text_has_cards_with_reasons_and_scores_taken_apart() {
    with_page(async |tab| {
        let demo = Demo::serve();
        open(tab, &demo).await;
        assert_eq!(shown(tab).await.status, "Choose an article, or write or paste a text.");

        // An article's text, changed by a letter: it becomes a text of the reader's own.
        set(tab, "article", &format!("/articles/{KIM}.html")).await;
        let text = tab.get("document.getElementById('text').value + '.'").await;
        let pasted = set(tab, "text", text.as_str().expect("a text")).await;
        assert_eq!(tab.get("document.getElementById('article').value").await, json!(""));
        assert_eq!(pasted.cards.len(), 4);
        for card in &pasted.cards {
            assert!(!card.url.contains(KIM), "the article itself: {card:?}");
            assert!(!card.words.is_empty() && card.parts.len() == 6, "{card:?}");
            let product: f64 = card.parts[..5].iter().product();
            // Each is written with two digits or three.
            assert!((product - card.parts[5]).abs() < 0.04 * card.parts[5], "{card:?}");
            assert!(card.bars[0] > 1.0 && card.bars[5] > 1.0, "{card:?}");
        }

        // As one types: the last text counts, whatever was on its way.
        let type_on = "
            const text = document.getElementById('text');
            for (const value of ['tea', 'tea growers', 'Tea growers in the mountains wait for rain']) {
                text.value = value;
                text.dispatchEvent(new Event('input', { bubbles: true }));
            }";
        tab.run(type_on, &[]).await;
        tab.wait("document.querySelector('#cards a[href*=tea-growers]')").await;

        let chinese =
            set(tab, "text", "北韓領導人金正恩致函普丁，重申支持俄羅斯出兵烏克蘭。").await;
        assert_eq!(chinese.status, "4 cards, the nearest first.");
        assert!(chinese.cards[0].url.contains("/zh-"), "{chinese:?}");
        assert!(!chinese.cards[0].words.is_empty(), "{chinese:?}");

        let nothing = set(tab, "text", "Zyzzyva qwertz").await;
        assert_eq!(nothing.status, "Nothing is near. 4 cards, the latest articles.");
        let empty = set(tab, "text", "  \n").await;
        assert_eq!(empty.status, "Choose an article, or write or paste a text.");
        assert!(empty.cards.is_empty(), "{empty:?}");
    });
}

#[test]
fn options_are_those_of_a_box() {
    with_page(async |tab| {
        let demo = Demo::serve();
        open(tab, &demo).await;
        set(tab, "text", "Putin and Kim met in Pyongyang and signed a treaty.").await;
        assert_eq!(set(tab, "limit", "2").await.cards.len(), 2);
        let chinese = set(tab, "lang", "zh-Hant").await;
        assert_eq!(chinese.status, "Nothing is near. 2 cards, the latest articles.");
        assert!(chinese.cards.iter().all(|card| card.url.contains("/zh-")), "{chinese:?}");
        let none = set(tab, "fallback", "none").await;
        assert_eq!(none.status, "Nothing is near, and there is nothing else to show.");
        assert!(none.cards.is_empty(), "{none:?}");
        tab.run("document.getElementById('any').checked = true;", &[]).await;
        assert_eq!(set(tab, "limit", "3").await.status, "3 cards, the nearest first.");
        tab.run("document.querySelector('[type=reset]').click();", &[]).await;
        tab.wait("!document.querySelector('#cards > li')").await;
        let cleared = "['text', 'limit', 'lang'].map((id) => document.getElementById(id).value)";
        assert_eq!(tab.get(cleared).await, json!(["", "4", ""]));
    });
}

#[test]
fn the_bytes_are_those_that_were_loaded() {
    with_page(async |tab| {
        let demo = Demo::serve();
        open(tab, &demo).await;
        assert!(shown(tab).await.files.is_empty());
        for (field, value) in
            [("text", "Night ferry to Matsu."), ("article", &format!("/articles/{KIM}.html"))]
        {
            let files = set(tab, field, value).await.files;
            let named = |begin: &str| {
                let found = files.iter().find(|(name, ..)| name.starts_with(begin));
                found.unwrap_or_else(|| panic!("{begin}: {files:?}"))
            };
            let folder = crate::fixture::demo_folder().join("also-like");
            for name in ["also-like.js", "also-like-reasons.wasm", "catalog.json", "catalog-"] {
                let (name, sent, unpacked, _) = named(name);
                let size = std::fs::metadata(folder.join(name)).expect("a file of the site").len();
                assert!(*sent > 0 && *sent <= size && *unpacked == size, "{name}: {files:?}");
            }
            let (sum, each) = files.split_last().expect("files");
            assert_eq!(sum.0, format!("{} files", each.len()));
            assert_eq!(sum.1, each.iter().map(|(_, sent, ..)| sent).sum::<u64>());
            assert_eq!(sum.3, each.iter().map(|(.., network)| network).sum::<u64>());
        }
    });
}

#[test]
fn axe_finds_nothing_in_the_playground() {
    with_page(async |tab| {
        let demo = Demo::serve();
        open(tab, &demo).await;
        load_axe(tab).await;
        for slug in [None, Some(KIM), Some("tuning-a-harpsichord")] {
            if let Some(slug) = slug {
                set(tab, "article", &format!("/articles/{slug}.html")).await;
                tab.run(
                    "document.querySelectorAll('details').forEach((one) => (one.open = true));",
                    &[],
                )
                .await;
            }
            let said = tab.run(AXE, &[]).await;
            assert_eq!(said["found"], json!([]), "{slug:?}");
            assert!(said["tried"].as_u64().is_some_and(|tried| tried > 15), "{slug:?}: {said}");
        }
        tab.shoot("playground").await;
    });
}

#[test]
fn at_320_pixels_nothing_scrolls_sideways() {
    with_page(async |tab| {
        let demo = Demo::serve();
        // In a frame: some browsers refuse windows as narrow as that.
        tab.open(&demo.at("/looks/")).await;
        let frame = "
            document.body.innerHTML = '<iframe src=/playground/ style=\"inline-size: 320px; block-size: 900px; border: 0\">';";
        tab.run(frame, &[]).await;
        let inside = "document.querySelector('iframe').contentDocument";
        tab.wait(&format!("{inside}?.querySelector('[role=status]')?.textContent")).await;
        let choose = format!(
            "const page = {inside};
            page.querySelectorAll('details').forEach((one) => (one.open = true));
            const article = page.getElementById('article');
            article.value = '/articles/{KIM}.html';
            article.dispatchEvent(new Event('change'));"
        );
        tab.run(&choose, &[]).await;
        tab.wait(&format!("{inside}.querySelector('#bytes tfoot tr')")).await;
        let measured = format!(
            "const page = {inside};
            const beyond = [...page.body.querySelectorAll('*')].filter((one) => {{
                const {{ width, left, right }} = one.getBoundingClientRect();
                return width > 1 && (left < 0 || right > 320);
            }});
            const room = page.getElementById('bytes-room');
            return [page.documentElement.clientWidth > 280, page.documentElement.scrollWidth <= 320,
                room.scrollWidth - room.clientWidth, beyond.map((one) => one.outerHTML)];"
        );
        assert_eq!(tab.run(&measured, &[]).await, json!([true, true, 0, []]));
    });
}
