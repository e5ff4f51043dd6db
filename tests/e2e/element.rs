//! `<also-like>` as an element: attributes, properties, its life in the page.

use serde_json::json;

use crate::driver::with_page;
use crate::fixture::{EAGER, articles, page, site};

#[test]
fn properties_mirror_attributes_and_fall_back() {
    with_page(async |tab| {
        let server = site(articles()).page("/", page(EAGER)).serve().await;
        tab.open(&server.at("/")).await;
        tab.cards().await;
        let script = "
            const box = document.createElement('also-like');
            const read = (name, property, texts) => texts.map((text) => {
                if (text === null) box.removeAttribute(name); else box.setAttribute(name, text);
                return box[property];
            });
            const texts = [
                read('limit', 'limit', [null, '', 'many', '0', '1', '12', '50', '51', '-3', '2.7']),
                read('heading-level', 'headingLevel', [null, '1', '6', '7', 'h3']),
                read('loading', 'loading', [null, 'eager', 'EAGER', 'soon']),
                read('heading', 'heading', [null, 'More']),
                read('article', 'article', [null, '#story']),
                read('catalog', 'catalog', [null, '/a', '/a/', 'b', 'https://c.example/d?e#f', 'http://[']),
                read('fallback', 'fallback', [null, 'latest section', ' Latest', 'section', 'none', '', 'lately']),
                read('layout', 'layout', [null, 'list', 'Compact', 'cards', 'tiles']),
                read('languages', 'languages', [null, 'any', 'ANY', 'en']),
                read('pin', 'pin', [null, ' a\\n/b?c#d  http://e.example/ ', 'javascript:1 http://[ mailto:a@b.example']),
                read('exclude', 'exclude', [null, '/a /b']),
                read('skip-linked', 'skipLinked', [null, '', 'true', 'false']),
                read('read-last', 'readLast', [null, '']),
                read('reasons', 'reasons', [null, '']),
                read('explain', 'explain', [null, '']),
            ];
            box.limit = 7;
            box.headingLevel = 3;
            box.heading = undefined;
            box.reasons = true;
            box.skipLinked = false;
            const attributes = ['limit', 'heading-level', 'heading', 'reasons', 'skip-linked'];
            return [...texts, attributes.map((name) => box.getAttribute(name)), box.reasons, box.skipLinked, box.kind];";
        let origin = server.at("");
        let expected = json!([
            [4, 4, 4, 1, 1, 12, 50, 50, 1, 2],
            [2, 1, 6, 6, 2],
            ["lazy", "eager", "eager", "lazy"],
            ["", "More"],
            ["", "#story"],
            [
                format!("{origin}/w/"),
                format!("{origin}/a/"),
                format!("{origin}/a/"),
                format!("{origin}/b/"),
                "https://c.example/d/?e#f",
                "http://["
            ],
            ["section latest", "section latest", "latest", "section", "none", "none", "none"],
            ["cards", "list", "compact", "cards", "cards"],
            ["same", "any", "any", "same"],
            ["", format!("{origin}/a {origin}/b?c#d http://e.example/"), ""],
            ["", format!("{origin}/a {origin}/b")],
            [false, true, true, false],
            [false, true],
            [false, true],
            [false, true],
            ["7", "3", null, "true", "false"],
            true,
            false,
            "",
        ]);
        assert_eq!(tab.run(script, &[]).await, expected);
    });
}

#[test]
fn properties_set_before_the_script_are_adopted() {
    with_page(async |tab| {
        let end = "<also-like></also-like><script>
            Object.assign(document.querySelector('also-like'), { limit: 2, heading: 'Early', loading: 'eager' });
            </script><script type=module src=/w/also-like.js></script>";
        let server = site(articles()).page("/", page(end)).serve().await;
        tab.open(&server.at("/")).await;
        let found = tab.cards().await;
        assert_eq!((found.heading.as_str(), found.cards.len()), ("Early", 2));
        let own = "Object.hasOwn(document.querySelector('also-like'), 'limit')";
        assert_eq!(tab.get(own).await, json!(false));
        tab.run("document.querySelector('also-like').limit = 3;", &[]).await;
        tab.wait(
            "document.querySelector('also-like').shadowRoot.querySelectorAll('li').length === 3",
        )
        .await;
    });
}

#[test]
fn changes_of_one_task_are_one_update_and_the_last_one_wins() {
    with_page(async |tab| {
        let server = site(articles()).page("/", page(EAGER)).serve().await;
        tab.open(&server.at("/")).await;
        tab.cards().await;
        // In a task of the page's own: WebKit runs microtasks between the lines of a driver's
        // script.
        let script = "
            return new Promise((resolve) => setTimeout(() => {
                const box = document.querySelector('also-like');
                seen.events.length = 0;
                box.limit = 1;
                box.limit = 3;
                box.heading = 'Once';
                box.ready.then((cards) => resolve([cards.length, seen.events.length]));
            }));";
        assert_eq!(tab.run(script, &[]).await, json!([3, 1]));
        // Two updates on their way at once.
        let script = "
            return new Promise((resolve) => setTimeout(() => {
                const box = document.querySelector('also-like');
                seen.events.length = 0;
                box.limit = 1;
                queueMicrotask(() => {
                    box.limit = 2;
                    box.ready.then((cards) => resolve([cards.length, seen.events.length]));
                });
            }));";
        assert_eq!(tab.run(script, &[]).await, json!([2, 1]));
        assert_eq!(tab.cards().await.cards.len(), 2);
    });
}

#[test]
fn a_box_that_moves_keeps_its_cards_and_one_that_went_does_nothing() {
    with_page(async |tab| {
        let server = site(articles()).page("/", page(EAGER)).serve().await;
        tab.open(&server.at("/")).await;
        tab.cards().await;
        let script = "
            const box = document.querySelector('also-like');
            const cards = box.shadowRoot.querySelector('nav');
            seen.events.length = 0;
            document.body.prepend(box);
            return new Promise((resolve) => setTimeout(resolve, 200))
                .then(() => [cards === box.shadowRoot.querySelector('nav'), seen.events.length]);";
        assert_eq!(tab.run(script, &[]).await, json!([true, 0]));
        let script = "
            const box = document.querySelector('also-like');
            box.remove();
            box.limit = 1;
            return new Promise((resolve) => setTimeout(resolve, 200)).then(() => {
                const still = [seen.events.length, box.shadowRoot.querySelectorAll('li').length];
                document.body.append(box);
                return box.ready.then((cards) => [...still, cards.length]);
            });";
        assert_eq!(tab.run(script, &[]).await, json!([0, 4, 1]));
    });
}

#[test]
fn a_selector_names_the_article() {
    with_page(async |tab| {
        let tea = "<section id=tea><p>Growers on the mountain pick the leaves of tea before the rain, \
            at a good price.</p></section>";
        let end = format!("{tea}{}", EAGER.replace("<also-like", "<also-like article='#tea'"));
        let html = page(&end).replace("<h1>Night ferry to the islands</h1>", "");
        let server = site(articles()).page("/", html).serve().await;
        tab.open(&server.at("/")).await;
        let found = tab.cards().await;
        let tea = found.cards.iter().take(3).all(|card| card.url.contains("/tea-"));
        assert!(tea, "{found:?}");
    });
}

#[test]
fn the_markup_serves_those_who_do_not_see_it() {
    with_page(async |tab| {
        let end = EAGER.replace("<also-like", "<also-like heading-level=3");
        let server = site(articles()).page("/", page(&end)).serve().await;
        tab.open(&server.at("/")).await;
        tab.cards().await;
        let script = "
            const root = document.querySelector('also-like').shadowRoot;
            const nav = root.querySelector('nav');
            const card = root.querySelector('li');
            return [
                root.getElementById(nav.getAttribute('aria-labelledby')).outerHTML,
                root.querySelector('ul').getAttribute('role'),
                [...root.querySelectorAll('li')].every((card) => card.querySelectorAll('a').length === 1),
                card.querySelector('a').dir,
                card.querySelector('time').dateTime,
                [...new Set([...root.querySelectorAll('[part]')].map((element) => element.getAttribute('part')))].sort(),
            ];";
        let expected = json!([
            "<h3 part=\"heading\" id=\"heading\">You May Also Like</h3>",
            "list",
            true,
            "auto",
            "2023-06-12",
            ["box", "card", "date", "excerpt", "heading", "link", "list", "title"],
        ]);
        assert_eq!(tab.run(script, &[]).await, expected);
    });
}
