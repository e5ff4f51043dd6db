//! `also-like serve`, over plain sockets.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use super::run::Desk;

/// A running server, stopped when dropped.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(desk: &Desk) -> Server {
        Server::run(desk, "serve site --port 0")
    }

    fn run(desk: &Desk, line: &str) -> Server {
        let mut command = desk.command(line);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim_end().strip_prefix("http://").unwrap();
        let address = address.strip_suffix('/').unwrap().to_owned();
        assert!(address.starts_with("127.0.0.1:"), "{address}");
        Server { child, address }
    }

    /// The head and the body of an answer.
    fn ask(&self, first_line: &str, host: &str) -> (String, Vec<u8>) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let host = if host.is_empty() { String::new() } else { format!("Host: {host}\r\n") };
        write!(stream, "{first_line} HTTP/1.1\r\n{host}Connection: close\r\n\r\n").unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap().to_ascii_lowercase();
        (head, bytes[end + 4..].to_vec())
    }

    fn get(&self, path: &str) -> (String, Vec<u8>) {
        self.ask(&format!("GET {path}"), &self.address)
    }

    fn status(&self, path: &str, host: &str) -> u16 {
        let (head, _) = self.ask(&format!("GET {path}"), host);
        head.split(' ').nth(1).unwrap().parse().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn every_kind_of_file_has_its_type() {
    let desk = Desk::with_site();
    for name in ["a.js", "a.wasm", "a.css", "a.svg", "a.bin", "a.json", "a.jpg"] {
        desk.write(&format!("site/{name}"), name);
    }
    let server = Server::start(&desk);
    for (path, kind) in [
        ("/", "text/html"),
        ("/short.html", "text/html"),
        ("/a.js", "text/javascript"),
        ("/a.wasm", "application/wasm"),
        ("/a.css", "text/css"),
        ("/a.svg", "image/svg+xml"),
        ("/a.bin", "application/octet-stream"),
        ("/a.json", "application/json"),
        ("/a.jpg", "image/jpeg"),
    ] {
        let (head, body) = server.get(path);
        assert!(head.starts_with("http/1.1 200 "), "{path}: {head}");
        let found = head.lines().find_map(|line| line.strip_prefix("content-type: ")).unwrap();
        assert_eq!(found.split(';').next(), Some(kind), "{path}");
        assert!(head.contains("\r\ncache-control: no-cache"), "{path}: {head}");
        if let Some(name) = path.strip_prefix("/a") {
            assert_eq!(body, format!("a{name}").as_bytes());
        }
    }
    let (head, _) = server.get("/blog/ferry-fares");
    assert!(head.starts_with("http/1.1 307 "), "{head}");
    assert!(head.contains("\r\nlocation: /blog/ferry-fares/"), "{head}");
}

#[test]
fn what_is_not_there_is_not_found() {
    let desk = Desk::with_site();
    let server = Server::start(&desk);
    let own = server.address.clone();
    assert_eq!(server.status("/nowhere.html", &own), 404);
    // A folder without index.html is not listed.
    assert_eq!(server.status("/zh/", &own), 404);
    let (head, _) = server.ask("POST /", &own);
    assert!(head.starts_with("http/1.1 405 "), "{head}");
}

#[test]
fn other_names_than_this_machine_s_are_refused() {
    let desk = Desk::with_site();
    let server = Server::start(&desk);
    for host in ["localhost", "LocalHost:1", "127.0.0.1", "[::1]:8765"] {
        assert_eq!(server.status("/", host), 200, "{host}");
    }
    for host in ["example.org", "localhost.example.org", "127.0.0.1.example.org:80", "0.0.0.0"] {
        assert_eq!(server.status("/", host), 403, "{host}");
    }
    assert_eq!(server.status("http://example.org/", "localhost"), 403);
    let (head, _) = server.ask("GET /", "");
    assert!(!head.starts_with("http/1.1 200 "), "{head}");
}

#[test]
fn no_path_leads_out_of_the_folder() {
    let desk = Desk::with_site();
    desk.write("secret.txt", "secret");
    let server = Server::start(&desk);
    for path in [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/blog/../../secret.txt",
        "/..\\secret.txt",
        "//secret.txt",
        "/%00",
    ] {
        let (head, body) = server.get(path);
        assert!(!head.starts_with("http/1.1 200 "), "{path}: {head}");
        assert!(!body.windows(6).any(|six| six == b"secret"), "{path}");
    }
}

#[test]
fn a_port_that_is_taken_is_named() {
    let desk = Desk::with_site();
    let server = Server::start(&desk);
    let port = server.address.rsplit_once(':').unwrap().1;
    let ran = desk.run(&format!("serve site --port {port}"));
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
    let sentence = format!("also-like: can't listen on port {port}: give another with --port: ");
    assert!(ran.err.starts_with(&sentence), "{}", ran.err);
}

/// A page whatever its encoding is.
fn latin(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

const TAG: &str = "<script type=\"module\" src=\"/.also-like/also-like.js\"></script>";

#[test]
fn articles_without_a_box_are_sent_with_one_and_nothing_is_written() {
    let desk = Desk::with_site();
    let before = desk.files("site");
    let server = Server::start(&desk);
    let text = |path: &str| {
        let (head, body) = server.get(path);
        assert!(head.starts_with("http/1.1 200 "), "{path}: {head}");
        (head, latin(&body))
    };
    let (head, page) = text("/blog/ferry-fares/");
    let file = latin(&before["blog/ferry-fares/index.html"]);
    assert_eq!(page.replace(TAG, ""), file);
    let (article, _) = page.split_once("</article>").unwrap();
    assert!(article.ends_with(TAG), "{article}");
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
    assert_eq!(length, page.chars().count().to_string());
    // What a box loads is there.
    let (_, manifest) = text("/.also-like/catalog.json");
    assert!(manifest.contains("\"articles\":6"), "{manifest}");
    if desk.run("build site --out carried").ok().contains("also-like.js") {
        assert!(text("/.also-like/also-like.js").0.contains("content-type: text/javascript"));
    }
    // Lists, short pages and files that are no pages stay as they are.
    for path in ["/", "/short.html", "/tags/tea/"] {
        assert!(!text(path).1.contains(TAG), "{path}");
    }
    let (_, body) = server.ask("HEAD /blog/ferry-fares/", &server.address);
    assert_eq!(body, b"");
    assert_eq!(desk.files("site"), before);
}

#[test]
fn pages_with_a_box_and_plain_ones_stay_as_they_are() {
    let desk = Desk::with_site();
    let name = "site/blog/ferry-fares/index.html";
    let with_box = |end: &str| {
        latin(&std::fs::read(desk.path(name)).unwrap()).replace("</body>", &format!("{end}</body>"))
    };
    for end in ["<also-like></also-like>", "<script type=module src=/w/also-like.js></script>"] {
        let page = with_box(end);
        assert!(page.contains(end));
        desk.write("site/boxed/index.html", &page);
        let server = Server::start(&desk);
        assert_eq!(latin(&server.get("/boxed/").1), latin(page.as_bytes()));
    }
    let server = Server::run(&desk, "serve site --port 0 --plain");
    let plain = std::fs::read(desk.path(name)).unwrap();
    assert_eq!(server.get("/blog/ferry-fares/").1, plain);
    assert_eq!(server.status("/.also-like/catalog.json", &server.address), 404);
}

#[test]
fn no_path_leads_out_of_the_catalog_s_folder() {
    let desk = Desk::with_site();
    let server = Server::start(&desk);
    for path in [
        "/.also-like/../secret.txt",
        "/.also-like/%2e%2e/site/index.html",
        "/.also-like//etc/passwd",
    ] {
        assert_ne!(server.status(path, &server.address), 200, "{path}");
    }
}
