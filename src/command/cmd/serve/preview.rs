//! The box in articles that have none: the page that is sent has the script tag, the file does not.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;
use tempfile::TempDir;
use tokio::sync::OnceCell;
use tower_http::services::ServeDir;

use crate::command::address::Site;
use crate::command::args::{Build, BuildOptions};
use crate::command::cmd::build;
use crate::command::config::Config;
use crate::command::inject;
use crate::command::outcome::Outcome;
use crate::command::source::html;

/// Where the widget and the catalog are, on the site that is shown.
pub const FOLDER: &str = "/.also-like";

/// Where the tag goes: at the end of the first of these that a page has.
const PLACES: [&str; 4] = ["[itemprop~=articleBody]", "article", "main, [role=main]", "body"];

/// Longer pages are no articles.
const LONGEST: usize = 16 << 20;

/// A site that is shown.
pub struct Preview {
    root: PathBuf,
    site: Site,
    config: Config,
    /// The folder with the widget and the catalog, once a page needed it; `None` where there can be
    /// none.
    catalog: OnceCell<Option<TempDir>>,
}

impl Preview {
    /// A preview of a folder.
    ///
    /// # Errors
    ///
    /// A configuration that can't be read.
    pub fn open(root: &Path) -> Result<Preview> {
        let config = Config::read(None)?;
        let catalog = OnceCell::new();
        Ok(Preview { root: root.to_owned(), site: Site::new(None), config, catalog })
    }

    /// A page with the tag, if it is an article without a box.
    fn with_box(&self, path: &str, page: &[u8]) -> Option<Vec<u8>> {
        let path = percent_decode_str(path.trim_start_matches('/')).decode_utf8().ok()?;
        let file = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.into_owned()
        };
        let outcome = html::outcome(page, &self.site, &self.config, Path::new(&file));
        if !matches!(outcome, Outcome::Article(_)) {
            return None;
        }
        let tag = format!("<script type=\"module\" src=\"{FOLDER}/also-like.js\"></script>");
        PLACES.iter().find_map(|place| inject::with_tag(page, place, &tag))
    }

    /// The folder with the widget and the catalog, which is built on the first request.
    pub async fn folder(self: &Arc<Self>) -> Option<&Path> {
        let build = async || {
            let preview = Arc::clone(self);
            let built = tokio::task::spawn_blocking(move || preview.build()).await;
            let reason = match built {
                Ok(Ok(folder)) => return Some(folder),
                Ok(Err(error)) => format!("{error:#}"),
                Err(error) => error.to_string(),
            };
            let _ = writeln!(io::stderr(), "also-like: no box is added: {reason}");
            None
        };
        self.catalog.get_or_init(build).await.as_ref().map(TempDir::path)
    }

    fn build(&self) -> Result<TempDir> {
        let folder = TempDir::new()?;
        let _ = writeln!(io::stderr(), "pages have no box: making a catalog to show them with one");
        let options = BuildOptions {
            sources: vec![self.root.clone()],
            out: Some(folder.path().to_owned()),
            ..BuildOptions::default()
        };
        let args = Build { options, no_cache: true, quiet: true, ..Build::default() };
        build::build_once(&args, &self.config)?;
        Ok(folder)
    }
}

/// Sends a file of the widget or of the catalog.
pub async fn show(State(preview): State<Arc<Preview>>, request: Request) -> Response {
    let path = request.uri().path().strip_prefix(FOLDER).unwrap_or_default().to_owned();
    let Some(folder) = preview.folder().await else { return StatusCode::NOT_FOUND.into_response() };
    let Ok(request) = Request::get(path).body(Body::empty()) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    match ServeDir::new(folder).try_call(request).await {
        Ok(response) => response.map(Body::new),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Adds the tag to what is sent.
pub async fn add(State(preview): State<Arc<Preview>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    let is_html = response.headers().get(header::CONTENT_TYPE);
    let is_html = is_html.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if response.status() != StatusCode::OK || !is_html || path.starts_with(FOLDER) {
        return response;
    }
    let (mut head, body) = response.into_parts();
    let Ok(page) = to_bytes(body, LONGEST).await else {
        return (StatusCode::INTERNAL_SERVER_ERROR, "this page is longer than 16 MB\n")
            .into_response();
    };
    // A response to HEAD has no body, but its length.
    if page.is_empty() {
        return Response::from_parts(head, Body::empty());
    }
    let added = preview.with_box(&path, &page);
    match added {
        Some(page) if preview.folder().await.is_some() => {
            head.headers.remove(header::CONTENT_LENGTH);
            Response::from_parts(head, Body::from(page))
        }
        _ => Response::from_parts(head, Body::from(page)),
    }
}
