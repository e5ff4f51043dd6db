//! A web server with faults on demand, which records its requests.

use std::collections::HashMap;
use std::convert::Infallible;
use std::path::Path;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use std::{fs, future};

use axum::Router;
use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use futures_core::Stream;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::driver::free_port;

/// What can go wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An error page with this status.
    Status(u16),
    /// A page of HTML with status 200, as sites answer that catch every address.
    Html,
    /// The first half of the file.
    Truncated,
    /// Nothing, for ever.
    Stalled,
    /// The first half of the file, then nothing, for ever.
    Stuck,
    /// The first half of the file, then the connection breaks.
    Cut,
    /// A redirect to a port without a server.
    Refused,
    /// The whole file without CORS headers.
    Unshared,
    /// The whole file as `text/plain`.
    CalledText,
}

/// A request to a server.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: String,
    pub path: String,
    /// `v=…` and the like, or nothing.
    pub query: String,
    pub cookie: bool,
    /// Empty when the browser sends none.
    pub referrer: String,
}

/// A site on a free port of this machine, up until it is dropped.
pub struct Server {
    origin: String,
    state: Arc<State>,
    task: JoinHandle<()>,
}

struct State {
    folder: Arc<TempDir>,
    pages: HashMap<String, String>,
    headers: Headers,
    /// Sent as `Access-Control-Allow-Origin: *`.
    open: bool,
    faults: Mutex<HashMap<String, Fault>>,
    asked: Mutex<Vec<Request>>,
    missing: Mutex<Vec<String>>,
}

/// Response headers by path.
type Headers = HashMap<String, Vec<(&'static str, String)>>;

/// What a server serves.
#[derive(Clone)]
pub struct Site {
    folder: Arc<TempDir>,
    pages: HashMap<String, String>,
    headers: Headers,
    open: bool,
}

impl Site {
    /// The files of a folder, from the root.
    pub fn new(folder: TempDir) -> Self {
        let folder = Arc::new(folder);
        Self { folder, pages: HashMap::new(), headers: HashMap::new(), open: false }
    }

    /// Where its files are.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Serves a page of HTML at a path.
    pub fn page(mut self, path: &str, html: String) -> Self {
        self.pages.insert(path.to_owned(), html);
        self
    }

    /// Sends a header with the file at a path.
    pub fn header(mut self, path: &str, name: &'static str, value: &str) -> Self {
        self.headers.entry(path.to_owned()).or_default().push((name, value.to_owned()));
        self
    }

    /// Lets the pages of every other site have its files.
    pub fn open_to_all(mut self) -> Self {
        self.open = true;
        self
    }

    pub async fn serve(self) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let origin = format!("http://{}", listener.local_addr().expect("a bound address"));
        let Self { folder, pages, headers, open } = self;
        let state = Arc::new(State {
            folder,
            pages,
            headers,
            open,
            faults: Mutex::default(),
            asked: Mutex::default(),
            missing: Mutex::default(),
        });
        let shared = Arc::clone(&state);
        let answer = move |request: Parts| answer(Arc::clone(&shared), request);
        let service = axum::serve(listener, Router::new().fallback(answer));
        let task = tokio::spawn(async move { service.await.expect("the server runs") });
        Server { origin, state, task }
    }
}

impl Server {
    /// The full address of a path on it.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// From now on, the file of this name fails.
    pub fn fail(&self, name: &str, fault: Fault) {
        self.state.faults.lock().expect("no panic").insert(name.to_owned(), fault);
    }

    /// From now on, nothing fails.
    pub fn mend(&self) {
        self.state.faults.lock().expect("no panic").clear();
    }

    /// Waits until a file whose name has this end was requested.
    pub async fn wait_for(&self, end: &str) {
        let start = Instant::now();
        while self.asked_for(end) == 0 {
            assert!(start.elapsed() < Duration::from_secs(25), "nobody asks for {end}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// How often files whose names have this end were requested.
    pub fn asked_for(&self, end: &str) -> usize {
        self.asked().iter().filter(|path| path.ends_with(end)).count()
    }

    /// The paths that were requested and not found, except the icon of browsers.
    pub fn missing(&self) -> Vec<String> {
        let missing = self.state.missing.lock().expect("no panic").clone();
        missing.into_iter().filter(|path| path != "/favicon.ico").collect()
    }

    /// The paths of all requests, in order.
    pub fn asked(&self) -> Vec<String> {
        self.requests().into_iter().map(|asked| asked.path).collect()
    }

    /// All requests, in order.
    pub fn requests(&self) -> Vec<Request> {
        self.state.asked.lock().expect("no panic").clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The half of a file, before the end or before nothing.
struct Half {
    bytes: Option<Vec<u8>>,
    ends: bool,
}

impl Stream for Half {
    type Item = Result<Vec<u8>, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.bytes.take() {
            Some(bytes) => Poll::Ready(Some(Ok(bytes))),
            None if self.ends => Poll::Ready(None),
            None => Poll::Pending,
        }
    }
}

/// What files that end so are.
pub fn kind_of(extension: &str) -> &'static str {
    match extension {
        "js" => "text/javascript",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "css" => "text/css",
        "svg" => "image/svg+xml",
        "html" => "text/html; charset=utf-8",
        _ => "application/octet-stream",
    }
}

async fn answer(state: Arc<State>, request: Parts) -> Response {
    let path = request.uri.path();
    let told = |name| request.headers.get(name).and_then(|value| value.to_str().ok());
    state.asked.lock().expect("no panic").push(Request {
        method: request.method.to_string(),
        path: path.to_owned(),
        query: request.uri.query().unwrap_or_default().to_owned(),
        cookie: request.headers.contains_key(header::COOKIE),
        referrer: told(header::REFERER).unwrap_or_default().to_owned(),
    });
    let name = path.rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit('.').next().unwrap_or_default();
    let page = state.pages.get(path).map(|page| page.clone().into_bytes());
    let mut kind = kind_of(extension);
    if page.is_some() && kind == kind_of("") {
        kind = kind_of("html");
    }
    let file = || fs::read(state.folder.path().join(&path[1..])).ok();
    let found = page.or_else(file);
    let mut status = if found.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    if found.is_none() {
        state.missing.lock().expect("no panic").push(path.to_owned());
    }
    let mut bytes = found.unwrap_or_default();
    let whole = bytes.len();
    let mut headers: Vec<(&str, String)> = state.headers.get(path).cloned().unwrap_or_default();
    if state.open {
        headers.push(("access-control-allow-origin", "*".to_owned()));
    }
    let faults = state.faults.lock().expect("no panic").clone();
    let fault = faults.iter().find(|(end, _)| path.ends_with(end.as_str()));
    let fault = fault.map(|(_, fault)| *fault);
    match fault {
        None => {}
        Some(Fault::Status(code)) => {
            status = StatusCode::from_u16(code).expect("a status");
            bytes = b"<h1>an error</h1>".to_vec();
            kind = "text/html";
        }
        Some(Fault::Html) => {
            bytes = b"<!doctype html><h1>another page</h1>".to_vec();
            kind = "text/html";
        }
        Some(Fault::Truncated | Fault::Stuck) => bytes.truncate(whole / 2),
        Some(Fault::Cut) => {
            bytes.truncate(whole / 2);
            headers.push(("content-length", whole.to_string()));
        }
        Some(Fault::Stalled) => future::pending().await,
        Some(Fault::Refused) => {
            let nobody = free_port().expect("a free port");
            status = StatusCode::FOUND;
            headers.push(("location", format!("http://127.0.0.1:{nobody}/")));
        }
        Some(Fault::Unshared) => headers.retain(|(name, _)| !name.starts_with("access-control")),
        Some(Fault::CalledText) => kind = "text/plain",
    }
    let body = match fault {
        Some(fault @ (Fault::Stuck | Fault::Cut)) => {
            Body::from_stream(Half { bytes: Some(bytes), ends: fault == Fault::Cut })
        }
        _ => Body::from(bytes),
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let all = response.headers_mut();
    all.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    for (name, value) in headers {
        let value = HeaderValue::from_str(&value).expect("a header");
        all.append(HeaderName::from_static(name), value);
    }
    response
}
