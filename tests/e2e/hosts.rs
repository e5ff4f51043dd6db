//! The sites of `recipes/`, each at the address of its own configuration: `http://hugo.example` and
//! so on, which the browser resolves to this server.

use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::{LazyLock, Mutex, Once, PoisonError};
use std::{env, fs, thread};

use axum::Router;
use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use tokio::runtime::Builder;

use crate::server::kind_of;

/// The hosts. RFC 2606 reserves `.example`.
const HOSTS: [&str; 11] = [
    "hugo.example",
    "jekyll.example",
    "eleventy.example",
    "astro.example",
    "hexo.example",
    "docusaurus.example",
    "mdbook.example",
    "html.example",
    "wordpress.example",
    "ghost.example",
    "files.ghost.example",
];

/// The place of every such name, listened to but not answered before [`serve`].
static PLACE: LazyLock<TcpListener> =
    LazyLock::new(|| TcpListener::bind("127.0.0.1:0").expect("a free port"));

/// The full addresses of requests that were not found.
static MISSING: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Chromium's resolver rules for the hosts. Requests of themes to other hosts fail.
pub fn rules() -> String {
    let place = PLACE.local_addr().expect("a bound address");
    let mut rules = HOSTS.map(|host| format!("MAP {host} {place}")).to_vec();
    rules.push("MAP cdn.jsdelivr.net ~NOTFOUND".to_owned());
    rules.join(",")
}

/// Where `cargo xtask test` built the sites.
pub fn folder() -> PathBuf {
    env::var_os("ALSO_LIKE_RECIPES").map(PathBuf::from).unwrap_or_else(|| {
        panic!("ALSO_LIKE_RECIPES is not set: run `cargo xtask test --only recipe-NAME`")
    })
}

/// The folder of a host's files.
pub fn site(host: &str) -> PathBuf {
    let published = match host {
        "hugo.example" | "hexo.example" => "public",
        "jekyll.example" | "eleventy.example" => "_site",
        "astro.example" => "dist",
        "docusaurus.example" => "build",
        "mdbook.example" => "book",
        "html.example" => "site",
        "files.ghost.example" => "files",
        _ => "",
    };
    let name = host.trim_end_matches(".example").trim_start_matches("files.");
    folder().join(name).join(published)
}

/// From now on, requests to the sites are answered.
pub fn serve() {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        let listener = PLACE.try_clone().expect("the same place again");
        listener.set_nonblocking(true).expect("a listener that does not wait");
        thread::spawn(|| {
            let runtime = Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime starts").block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
                let service = Router::new().fallback(async |request: Parts| answer(&request));
                axum::serve(listener, service).await.expect("the server runs");
            });
        });
    });
}

/// The addresses on a site that were requested and not found, except the icon of browsers.
pub fn missing(host: &str) -> Vec<String> {
    let missing = MISSING.lock().unwrap_or_else(PoisonError::into_inner);
    let icon = format!("{host}/favicon.ico");
    let own = |address: &&String| address.starts_with(host) && **address != icon;
    missing.iter().filter(own).cloned().collect()
}

/// A file, or the `index.html` of a folder, as every server of files answers.
fn answer(request: &Parts) -> Response {
    let host = request.headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let host = host.unwrap_or_default();
    let path = percent_decoded(request.uri.path());
    let mut file = site(host).join(path.trim_start_matches('/'));
    if file.is_dir() {
        file.push("index.html");
    }
    let found = fs::read(&file).ok();
    let status = if found.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    if found.is_none() {
        let mut missing = MISSING.lock().unwrap_or_else(PoisonError::into_inner);
        missing.push(format!("{host}{path}"));
    }
    let extension = file.extension().and_then(|extension| extension.to_str());
    let kind = kind_of(extension.unwrap_or_default());
    let mut response = Response::new(Body::from(found.unwrap_or_default()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    // As hosts of static files do.
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

/// A path with its `%E8%8C%B6` as the letters that they are.
fn percent_decoded(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let digits = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
