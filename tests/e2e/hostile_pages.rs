//! Pages that change what every script relies on, that treat their boxes roughly, and old browsers.

use serde_json::json;

use crate::driver::with_page;
use crate::fixture::{EAGER, FERRY, articles, page, page_in, site, site_of_many};
use crate::frames::{ends, with_frames};
use crate::policies::assert_cards;

/// Pages with this script before all others, named by what it does, and a box that does all that
/// boxes do. None of them is an article, so that the longer road is gone too.
async fn all_have_cards(tab: &crate::page::Page, cases: &[(&str, &str)]) {
    let dated = "<script type=application/ld+json>
        {\"@type\":\"Article\",\"datePublished\":\"2023-06-12\",\"keywords\":[\"a\"]}</script>";
    let end =
        EAGER.replace("<also-like", "<also-like reasons read-last skip-linked pin=/ferry-fog");
    let mut site = with_frames(site_of_many(articles(), |_| {}));
    let mut paths = Vec::new();
    for (number, (_, before)) in cases.iter().enumerate() {
        let path = format!("/drafts/{number}");
        let html = page(&end).replace("</head>", &format!("{dated}{before}</head>"));
        site = site.page(&path, html);
        paths.push(path);
    }
    let server = site.serve().await;
    let ends = ends(tab, &server, &paths).await;
    for ((case, _), end) in cases.iter().zip(&ends) {
        assert_cards(case, end);
        // The first case is an unchanged page.
        assert_eq!(end.cards, ends[0].cards, "{case}");
    }
    tab.run("localStorage.clear();", &[]).await;
}

/// What old libraries did to the built-ins, in the manner of two that many sites still load.
const OLD_LIBRARIES: &str = "<script>
    const list = (items) => { const all = []; for (let i = 0; i < (items?.length ?? 0); i++) all.push(items[i]); return all; };
    Array.from = list;
    Object.keys = (object) => { const names = []; for (const name in object) names.push(name); return names; };
    Object.values = (object) => { const all = []; for (const name in object) all.push(object[name]); return all; };
    Function.prototype.bind = function (to, ...first) {
        const call = this;
        return function (...rest) { return call.apply(to, [...first, ...rest]); };
    };
    Element.prototype.remove = function () { this.parentNode.removeChild(this); return this; };
    for (const name of ['each', 'clone', 'include', 'without', 'inspect', 'set', 'get'])
        Array.prototype[name] = Element.prototype[name] = String.prototype[name] = Function.prototype[name] = list;
    Array.prototype.entries = function () { return list(this); };
    Array.prototype.map = Array.prototype.collect = function (call, to) {
        const all = [];
        for (let i = 0; i < this.length; i++) all.push(call.call(to, this[i], i));
        return all;
    };
    Array.prototype.find = Array.prototype.detect = function (call, to) {
        for (let i = 0; i < this.length; i++) if (call.call(to, this[i], i)) return this[i];
    };
    Array.prototype.toJSON = function () { return `[${this.join(', ')}]`; };
    String.prototype.toJSON = function () { return `'${this}'`; };
    Date.prototype.toJSON = function () { return `'${this.toISOString()}'`; };
    window.Element = function () {};
    window.Event = function () {};
    window.Request = function () {};
    window.$ = window.$$ = window.Class = window.Hash = list;
    </script>";

#[test]
fn pages_may_change_what_scripts_rely_on() {
    with_page(async |tab| {
        let members = "<script>
            for (const name of ['get', 'set', 'value', 'writable', 'href', 'nonce', 'title', 'name', 'last', 'extend'])
                Object.prototype[name] = function () { return this; };
            </script>";
        let lists = "<script>
            for (const name of ['get', 'set', 'href', 'nonce', 'last', 'remove', 'first'])
                Array.prototype[name] = function () { return this; };
            </script>";
        let named = |names: &[&str]| -> String {
            let forms = names.iter().map(|name| {
                format!("<form id={name}></form><a id={name}></a><img id=i-{name} name={name}><form name={name}></form>")
            });
            format!("</head><body>{}", forms.collect::<String>())
        };
        let globals = named(&[
            "customElements",
            "WebAssembly",
            "config",
            "fetch",
            "defaults",
            "AlsoLikeElement",
            "seen2",
            "CSSStyleSheet",
            "AbortSignal",
            "IntersectionObserver",
            "localStorage",
            "URL",
            "origin",
            "top",
        ]);
        let members_of_document =
            named(&["currentScript", "title", "config", "cookie", "forms", "links", "head"]);
        let cases = [
            ("nothing", ""),
            ("old libraries", OLD_LIBRARIES),
            ("members of all objects", members),
            ("members of all lists", lists),
            ("elements called as globals", &globals),
            ("elements called as members of the document", &members_of_document),
        ];
        all_have_cards(tab, &cases).await;
    });
}

#[test]
fn what_was_read_is_remembered_on_the_pages_of_old_libraries() {
    with_page(async |tab| {
        let end = EAGER.replace("<also-like", "<also-like read-last");
        let html = page(&end).replace("</head>", &format!("{OLD_LIBRARIES}</head>"));
        let server =
            with_frames(site(articles())).page("/a", html.clone()).page("/b", html).serve().await;
        for path in ["/a", "/b"] {
            ends(tab, &server, &[path.to_owned()]).await;
        }
        let kept = tab.get("localStorage.getItem('also-like-read')").await;
        assert_eq!(kept, json!(format!("{} {}", server.at("/a"), server.at("/b"))));
        tab.run("localStorage.clear();", &[]).await;
    });
}

#[test]
fn old_browsers_have_cards_or_the_fallback() {
    with_page(async |tab| {
        let without = [
            // What is taken away, and whether there are cards even so.
            ("", true),
            ("delete Intl.Segmenter;", true),
            ("delete window.Intl;", true),
            ("delete window.IntersectionObserver;", true),
            ("delete AbortSignal.timeout;", false),
            ("delete window.TransformStream;", false),
            ("delete window.WebAssembly;", false),
            (
                "delete Document.prototype.adoptedStyleSheets; delete ShadowRoot.prototype.adoptedStyleSheets;",
                false,
            ),
        ];
        let mut site = with_frames(site(articles()));
        let mut paths = Vec::new();
        for (number, (script, _)) in without.iter().enumerate() {
            let path = format!("/{number}");
            let html = page(EAGER).replace("</head>", &format!("<script>{script}</script></head>"));
            site = site.page(&path, html);
            paths.push(path);
        }
        // It waits to be near, by what is not there.
        let lazy = page(&EAGER.replace("loading=eager", ""))
            .replace("</head>", "<script>delete window.IntersectionObserver;</script></head>");
        let server = site.page("/lazy", lazy).serve().await;
        paths.push("/lazy".to_owned());
        let ends = ends(tab, &server, &paths).await;
        for ((case, has_cards), end) in without.iter().chain([&("lazy", false)]).zip(&ends) {
            assert_eq!(end.problems, [""; 0], "{case}");
            if *has_cards {
                assert_cards(case, end);
            } else {
                assert!(end.fallback && end.cards.is_empty(), "{case}: {end:?}");
                // An undefined element has no events.
                assert_eq!(end.events.len(), end.lines.len(), "{case}: {end:?}");
                assert!(end.lines.len() <= 1, "{case}: {end:?}");
            }
        }
    });
}

#[test]
fn the_script_may_come_again_in_any_way() {
    with_page(async |tab| {
        let tag = "<script type=module src=/w/also-like.js data-loading=eager></script>";
        let other = tag.replace("also-like.js", "also-like.js?2");
        let copy = tag.replace("/w/also-like.js", "/copy/also-like.js");
        let written = format!("<script>document.write(`{}`)</script>", tag.replace("</", "<\\/"));
        let added = "<div id=here></div><script>addEventListener('load', () => {
            const script = document.createElement('script');
            script.type = 'module';
            script.src = '/w/also-like.js';
            script.dataset.loading = 'eager';
            here.append(script);
            });</script>";
        let js =
            std::fs::read_to_string(crate::fixture::demo_folder().join("also-like/also-like.js"));
        let js = js.expect("the widget").replace("also-like-error", "also-like-other");
        let cases = [
            ("twice", format!("{tag}{tag}")),
            ("with a query", format!("{tag}{other}")),
            ("in another version", format!("{copy}{tag}")),
            ("written", format!("{written}{written}")),
            ("added later", added.to_owned()),
        ];
        let mut site = with_frames(site(articles())).page("/copy/also-like.js", js);
        std::fs::create_dir(site.root().join("copy")).expect("a folder");
        for file in std::fs::read_dir(site.root().join("w")).expect("the widget") {
            let file = file.expect("a file");
            let to = site.root().join("copy").join(file.file_name());
            std::fs::copy(file.path(), to).expect("a copy");
        }
        let mut paths = Vec::new();
        for (number, (_, end)) in cases.iter().enumerate() {
            site = site.page(&format!("/{number}"), page(end));
            paths.push(format!("/{number}"));
        }
        let server = site.serve().await;
        for ((case, _), end) in cases.iter().zip(ends(tab, &server, &paths).await) {
            assert_cards(case, &end);
        }
        let boxes =
            "pages.map((page) => page.contentDocument.querySelectorAll('also-like').length)";
        assert_eq!(tab.get(boxes).await, json!([1, 1, 1, 1, 1]));
    });
}

#[test]
fn boxes_stand_wherever_elements_may() {
    with_page(async |tab| {
        let script = "<script type=module src=/w/also-like.js></script>";
        let place = "<template id=t><also-like loading=eager><a href=/archive>Archive</a></also-like></template>
            <div id=opened></div><div id=shut></div><div id=cloned></div><div id=moved></div>";
        let server = site(articles()).page("/", page(&format!("{place}{script}"))).serve().await;
        tab.open(&server.at("/")).await;
        tab.wait("customElements.get('also-like')").await;
        let script = "
            const copy = () => t.content.cloneNode(true);
            const put = (root) => { root.append(copy()); return root.lastElementChild; };
            const boxes = [
                put(opened.attachShadow({ mode: 'open' })),
                put(shut.attachShadow({ mode: 'closed' })),
                put(cloned),
            ];
            cloned.append(boxes[2].cloneNode(true));
            boxes.push(cloned.lastElementChild);
            // On its way when it moves.
            boxes.push(put(document.body));
            moved.append(boxes[4]);
            // Gone before anything came, and back.
            boxes.push(put(document.body));
            const last = boxes[5];
            last.remove();
            const back = new Promise((resolve) => setTimeout(resolve, 300)).then(() => document.body.append(last));
            return back.then(() => Promise.all(boxes.map((box) => box.ready.then((cards) =>
                [cards.length, box.shadowRoot.querySelectorAll('li').length]))));";
        assert_eq!(
            tab.run(script, &[]).await,
            json!([[4, 4], [4, 4], [4, 4], [4, 4], [4, 4], [4, 4]])
        );
        // An element in a template is no box yet.
        assert_eq!(tab.get("t.content.querySelector('also-like').shadowRoot").await, json!(null));
        // A box that has its cards, cloned: a box of its own.
        let script = "
            const copy = cloned.firstElementChild.cloneNode(true);
            document.body.append(copy);
            return copy.ready.then((cards) => [cards.length, copy.children.length]);";
        assert_eq!(tab.run(script, &[]).await, json!([4, 1]));
        assert_eq!(tab.get("[...seen.problems, ...seen.lines]").await, json!([]));
    });
}

#[test]
fn whatever_takes_pieces_away_or_changes_them_breaks_nothing() {
    with_page(async |tab| {
        let server = site(articles()).page("/", page(EAGER)).serve().await;
        let refresh =
            "return document.querySelector('also-like').refresh().then((cards) => cards.length);";
        // What empties the box, or takes it away, as soon as there is something to take.
        for (case, take) in [
            ("its pieces", "box.shadowRoot.replaceChildren()"),
            ("its list", "box.shadowRoot.querySelector('ul')?.remove()"),
            ("the box", "box.remove()"),
            ("its children", "box.replaceChildren()"),
        ] {
            let remove = format!(
                "<script>const taken = setInterval(() => {{
                    const box = document.querySelector('also-like');
                    if (box?.shadowRoot) {take};
                    if (seen.events.length) clearInterval(taken);
                }});</script></head>"
            );
            let html = page(EAGER).replace("</head>", &remove);
            let server = site(articles()).page("/", html).serve().await;
            tab.open(&server.at("/")).await;
            if case == "the box" {
                tab.wait("customElements.get('also-like') && !document.querySelector('also-like')")
                    .await;
                tokio::time::sleep(std::time::Duration::from_millis(500)).await;
            } else {
                tab.wait("seen.events.length").await;
                assert_eq!(tab.run(refresh, &[]).await, json!(4), "{case}");
            }
            assert_eq!(tab.get("[...seen.problems, ...seen.lines]").await, json!([]), "{case}");
        }
        // A translator puts each text into elements of its own, again and again.
        tab.open(&server.at("/")).await;
        tab.cards().await;
        let script = "
            const root = document.querySelector('also-like').shadowRoot;
            const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
            const all = [];
            while (texts.nextNode()) all.push(texts.currentNode);
            for (const text of all) {
                const font = document.createElement('font');
                font.append(document.createElement('font'));
                font.firstChild.append(text.data.toUpperCase());
                text.replaceWith(font);
            }
            document.documentElement.className = 'translated-ltr';
            return all.length;";
        assert!(tab.run(script, &[]).await.as_u64().is_some_and(|texts| texts > 8));
        let shouted = tab.cards().await;
        assert!(shouted.cards.iter().all(|card| card.title == card.title.to_uppercase()));
        tab.run("window.stay = true; seen.events.length = 0;", &[]).await;
        tab.click(0).await;
        tab.wait("seen.events.length").await;
        assert_eq!(tab.get("seen.events[0].name").await, json!("click"));
        assert_eq!(tab.run(refresh, &[]).await, json!(4));
        let title = &tab.cards().await.cards[0].title;
        assert_ne!(*title, title.to_uppercase());
        assert_eq!(tab.get("[...seen.problems, ...seen.lines]").await, json!([]));
    });
}

#[test]
fn the_styles_of_a_page_do_not_reach_the_cards() {
    with_page(async |tab| {
        let styles = [
            "",
            "* { all: unset !important }",
            "a, nav, ul, li, h2, p, time, img { display: none !important }",
            "a { display: none } * { color: red; font-size: 7px !important; float: left !important }",
        ];
        let mut site = with_frames(site(articles()));
        let mut paths = Vec::new();
        for (number, style) in styles.iter().enumerate() {
            let html = page_in("lang=en", FERRY, EAGER)
                .replace("</head>", &format!("<style>{style}</style></head>"));
            site = site.page(&format!("/{number}"), html);
            paths.push(format!("/{number}"));
        }
        for (number, root) in ["100%", "62.5%"].iter().enumerate() {
            let body = 1.0 / [1.0, 0.625][number];
            let style = format!(
                "<style>html {{ font-size: {root} }} body {{ font-size: {body}rem }}</style></head>"
            );
            site = site.page(&format!("/root{number}"), page(EAGER).replace("</head>", &style));
            paths.push(format!("/root{number}"));
        }
        let server = site.serve().await;
        for (path, end) in paths.iter().zip(ends(tab, &server, &paths).await) {
            // Whether what is in the box is hidden is a matter of the page.
            assert_eq!(
                (end.cards.len(), end.events.len(), end.lines.len()),
                (4, 1, 0),
                "{path}: {end:?}"
            );
        }
        let seen = "pages.every((page) => [...page.contentDocument.querySelector('also-like').shadowRoot
            .querySelectorAll('h2, li, a')].every((piece) => piece.checkVisibility() && piece.getBoundingClientRect().width > 0))";
        assert_eq!(tab.get(seen).await, json!(true));
        let sizes = "pages.slice(-2).map((page) => page.contentWindow.getComputedStyle(
            page.contentDocument.querySelector('also-like').shadowRoot.querySelector('[part=title]')).fontSize)";
        assert_eq!(tab.get(sizes).await, json!(["17px", "17px"]));
    });
}
