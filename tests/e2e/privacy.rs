//! The requests of a box, and what it stores.

use serde_json::json;

use crate::driver::with_page;
use crate::fixture::{EAGER, RECORDER, articles, page, site_of_many};
use crate::server::Request;

/// Notes every call that keeps or reads something, sends something or names the reader, and what is
/// listened to outside the box.
const WATCH: &str = "
    window.touched = [];
    const watch = (object, names) => {
        for (const name of names) {
            const { value, get, set } = Object.getOwnPropertyDescriptor(object, name) ?? {};
            const note = (call) => call && function (...values) { touched.push(name); return call.apply(this, values); };
            if (get) Object.defineProperty(object, name, { configurable: true, get: note(get), set: note(set) });
            else if (value) object[name] = note(value);
        }
    };
    watch(window, ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore']);
    watch(Document.prototype, ['cookie', 'requestStorageAccess']);
    watch(Storage.prototype, ['getItem', 'setItem', 'removeItem', 'clear', 'key']);
    watch(IDBFactory.prototype, ['open', 'databases']);
    watch(XMLHttpRequest.prototype, ['open', 'send']);
    watch(Navigator.prototype, ['sendBeacon', 'userAgent', 'plugins', 'hardwareConcurrency', 'serviceWorker',
        'geolocation', 'permissions', 'getBattery', 'mediaDevices', 'connection']);
    watch(HTMLCanvasElement.prototype, ['getContext', 'toDataURL']);
    for (const name of ['WebSocket', 'EventSource', 'Worker', 'SharedWorker', 'BroadcastChannel', 'RTCPeerConnection']) {
        if (window[name]) window[name] = class extends window[name] {
            constructor(...values) { touched.push(name); super(...values); }
        };
    }
    window.fetched = [];
    const ask = window.fetch;
    window.fetch = (url, how) => {
        fetched.push(how.credentials);
        return ask(url, how);
    };";

#[test]
fn a_box_asks_for_its_files_and_leaves_nothing() {
    with_page(async |tab| {
        let all = || site_of_many(articles(), |_| {}).open_to_all();
        let (same, other) = (all(), all().serve().await);
        let watched =
            |end: &str| page(end).replace("</head>", &format!("<script>{WATCH}</script></head>"));
        let far = EAGER.replace("/w/", &other.at("/w/"));
        let server = same
            .page("/same", watched(EAGER))
            .page("/drafts/other", watched(&far))
            .page("/quiet", watched(&far))
            .header("/quiet", "referrer-policy", "no-referrer")
            .page(
                "/cookie",
                format!("<script>document.cookie = 'who=me; path=/'; {RECORDER}</script>"),
            )
            .serve()
            .await;
        tab.open(&server.at("/cookie")).await;
        // Cookies are not bound to ports: the other site has it too.
        let kept =
            "return Promise.all([document.cookie, localStorage.length, sessionStorage.length,
            indexedDB.databases?.(), caches.keys()]).then(JSON.stringify);";
        let before = tab.run(kept, &[]).await;
        assert!(before.as_str().is_some_and(|kept| kept.contains("who=me")), "{before}");
        for path in ["/same", "/drafts/other", "/quiet"] {
            tab.open(&server.at(path)).await;
            assert_eq!(tab.cards().await.cards.len(), 4);
            tab.wait("seen.events.length").await;
            // `saveData` is read: with it no picture is requested.
            let others = "touched.filter((name) => name !== 'connection')";
            assert_eq!(tab.get(others).await, json!([]), "{path}");
            tab.run("touched.length = 0;", &[]).await;
            let credentials = tab.get("[...new Set(fetched)]").await;
            assert_eq!(credentials, json!(["omit"]), "{path}");
            // The recording itself works.
            let touch = "localStorage.getItem('x'); document.cookie; touched";
            tab.run(&format!("{touch};"), &[]).await;
            let touched = tab.get("touched").await;
            assert_eq!(touched, json!(["localStorage", "getItem", "cookie"]), "{path}");
            assert_eq!(tab.get("document.cookie").await, json!("who=me"), "{path}");
        }
        tab.open(&server.at("/cookie")).await;
        assert_eq!(tab.run(kept, &[]).await, before);

        let is_widget = |asked: &&Request| asked.path.starts_with("/w/");
        let is_module = |asked: &&Request| asked.path.ends_with(".js");
        let expected = |asked: &Request| {
            let name = asked.path.strip_prefix("/w/").unwrap_or_default();
            asked.method == "GET"
                && (["also-like.js", "also-like-explore.js", "also-like-metadata.js", "also-like-metadata.wasm", "also-like.wasm", "also-like-reasons.wasm", "catalog.json"].contains(&name)
                    || name.starts_with("catalog-0123456789abcdef/"))
                // Addresses have only the build of the files, and how often some were rewritten.
                && (["", "0"].contains(&&*asked.query)
                    || (asked.query.starts_with("v=") && asked.query.len() == 10))
        };
        let requests = server.requests();
        let own: Vec<&Request> = requests.iter().filter(is_widget).collect();
        assert!(own.len() > 5 && own.iter().all(|asked| expected(asked)), "{own:?}");
        let pages = ["/same", "/drafts/other", "/quiet", "/cookie", "/favicon.ico"];
        let others = requests.iter().filter(|asked| !is_widget(asked));
        for asked in others {
            assert!(pages.contains(&asked.path.as_str()), "{asked:?}");
        }
        // Browsers send the cookies of the page's own site with modules, whatever imports them.
        for asked in own.iter().filter(|asked| !is_module(asked)) {
            assert!(!asked.cookie, "{asked:?}");
        }
        assert!(requests.iter().any(|asked| asked.cookie), "the pages themselves have it");

        let requests = other.requests();
        assert!(requests.len() > 5 && requests.iter().all(expected), "{requests:?}");
        for asked in &requests {
            assert!(!asked.cookie, "{asked:?}");
            // The default Referrer-Policy: the origin only. The referrer of a module is a module.
            let origins = [format!("{}/", server.at("")), String::new()];
            assert!(
                origins.contains(&asked.referrer) || asked.referrer.starts_with(&other.at("/w/")),
                "{asked:?}"
            );
        }
        let silent = requests.iter().filter(|asked| asked.path.ends_with(".wasm"));
        let silent: Vec<bool> = silent.map(|asked| asked.referrer.is_empty()).collect();
        assert_eq!(silent.last(), Some(&true), "no-referrer: {requests:?}");
        tab.run("document.cookie = 'who=; path=/; max-age=0';", &[]).await;
    });
}
