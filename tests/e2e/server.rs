//! A web server that fails when it is told to, and that remembers what it was asked for.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::{fs, future};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::Response;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

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
    /// The whole file, called text.
    CalledText,
}

/// A site on a free port of this machine, up until it is dropped.
pub struct Server {
    origin: String,
    state: Arc<State>,
    task: JoinHandle<()>,
}

struct State {
    folder: TempDir,
    pages: HashMap<String, String>,
    /// Sent as `Access-Control-Allow-Origin: *`.
    open: bool,
    faults: Mutex<HashMap<String, Fault>>,
    asked: Mutex<Vec<String>>,
    missing: Mutex<Vec<String>>,
}

/// What a server serves.
pub struct Site {
    folder: TempDir,
    pages: HashMap<String, String>,
    open: bool,
}

impl Site {
    /// The files of a folder, from the root.
    pub fn of(folder: TempDir) -> Self {
        Self { folder, pages: HashMap::new(), open: false }
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

    /// Lets the pages of every other site have its files.
    pub fn open_to_all(mut self) -> Self {
        self.open = true;
        self
    }

    pub async fn serve(self) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let origin = format!("http://{}", listener.local_addr().expect("a bound address"));
        let Self { folder, pages, open } = self;
        let state = Arc::new(State {
            folder,
            pages,
            open,
            faults: Mutex::default(),
            asked: Mutex::default(),
            missing: Mutex::default(),
        });
        let shared = Arc::clone(&state);
        let answer = move |uri: Uri| answer(Arc::clone(&shared), uri);
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

    /// How often files with this end of their names were asked for.
    pub fn asked_for(&self, end: &str) -> usize {
        self.asked().iter().filter(|path| path.ends_with(end)).count()
    }

    /// The paths that were asked for and are not there, but for the icon that browsers look for.
    pub fn missing(&self) -> Vec<String> {
        let missing = self.state.missing.lock().expect("no panic").clone();
        missing.into_iter().filter(|path| path != "/favicon.ico").collect()
    }

    /// The paths that were asked for, in order.
    pub fn asked(&self) -> Vec<String> {
        self.state.asked.lock().expect("no panic").clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn answer(state: Arc<State>, uri: Uri) -> Response {
    let path = uri.path();
    state.asked.lock().expect("no panic").push(path.to_owned());
    let name = path.rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit('.').next().unwrap_or_default();
    let page = state.pages.get(path).map(|page| page.clone().into_bytes());
    let mut kind = match extension {
        "js" => "text/javascript",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "css" => "text/css",
        "svg" => "image/svg+xml",
        "html" => "text/html; charset=utf-8",
        _ if page.is_some() => "text/html; charset=utf-8",
        _ => "application/octet-stream",
    };
    let file = || fs::read(state.folder.path().join(&path[1..])).ok();
    let found = page.or_else(file);
    let mut status = if found.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    if found.is_none() {
        state.missing.lock().expect("no panic").push(path.to_owned());
    }
    let mut bytes = found.unwrap_or_default();
    let faults = state.faults.lock().expect("no panic").clone();
    let fault = faults.iter().find(|(end, _)| path.ends_with(end.as_str()));
    match fault.map(|(_, fault)| *fault) {
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
        Some(Fault::Truncated) => bytes.truncate(bytes.len() / 2),
        Some(Fault::Stalled) => future::pending().await,
        Some(Fault::CalledText) => kind = "text/plain",
    }
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if state.open {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    }
    response
}
