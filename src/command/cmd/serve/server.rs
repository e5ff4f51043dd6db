//! The server of `also-like serve`.

use std::io::{self, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use super::preview::{self, Preview};
use crate::command::args::Serve;
use crate::command::exit::Exit;

/// Runs the command until it is killed.
///
/// # Errors
///
/// A folder that isn't there, and a port that is taken.
pub fn run(args: &Serve) -> Result<Exit> {
    let shown = args.dir.display();
    if !args.dir.is_dir() {
        bail!("{shown} is not a folder: give the folder of a built site");
    }
    let folder = args.dir.canonicalize().with_context(|| format!("can't read {shown}"))?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, args.port))
        .with_context(|| format!("can't listen on port {}: give another with --port", args.port))?;
    listener.set_nonblocking(true)?;
    let port = listener.local_addr()?.port();
    let mut app = Router::new().fallback_service(ServeDir::new(&folder));
    if !args.plain {
        let preview = Arc::new(Preview::open(&folder)?);
        app = Router::new()
            .route(&format!("{}/{{*path}}", preview::FOLDER), get(preview::show))
            .with_state(Arc::clone(&preview))
            .fallback_service(ServeDir::new(&folder))
            .layer(middleware::from_fn_with_state(preview, preview::add));
    }
    let app = app
        .layer(SetResponseHeaderLayer::overriding(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-cache"),
        ))
        .layer(middleware::from_fn(refuse_strangers));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        // The reader of the output may have closed it: the server goes on.
        let text = format!("http://127.0.0.1:{port}/\nshowing {shown}; stop with Ctrl-C\n");
        let mut out = io::stdout();
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        axum::serve(listener, app).await?;
        Ok(Exit::Success)
    })
}

/// Answers requests to this machine by its own names only. Else a page on the web could point a
/// name of its own at 127.0.0.1 and read what is served here (DNS rebinding).
async fn refuse_strangers(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let named = request.uri().authority().map(axum::http::uri::Authority::as_str);
    if host.is_some_and(is_own_name) && named.is_none_or(is_own_name) {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, "this server answers to localhost only\n").into_response()
    }
}

/// Whether a Host header names this machine, with any port.
fn is_own_name(host: &str) -> bool {
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    let name = match host.rsplit_once(':') {
        Some((name, port)) if is_port(port) => name,
        _ => host,
    };
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|own| own.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_its_own() {
        for own in ["localhost", "LOCALHOST:8765", "127.0.0.1:1", "[::1]", "[::1]:8765"] {
            assert!(is_own_name(own), "{own}");
        }
        for other in ["", "example.org", "localhost.example.org", "127.0.0.1.example.org:80", "::1"]
        {
            assert!(!is_own_name(other), "{other}");
        }
    }
}
