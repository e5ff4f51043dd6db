//! The widget that this copy of the command carries: see `build.rs`.

/// The widget's files by name, or nothing when this copy was built without them.
pub fn files() -> &'static [(&'static str, &'static [u8])] {
    if FILES.iter().all(|(_, bytes)| !bytes.is_empty()) { &FILES } else { &[] }
}

/// The styles of a box that is written into a page.
pub const STYLES: &str = "also-like.css";

/// What tells this build's styles from those of another: it follows their name in addresses, for caches.
pub fn version() -> String {
    let styles = FILES.iter().find(|(name, _)| *name == STYLES).map_or(&[][..], |(_, bytes)| bytes);
    format!("{:08x}", crate::catalog::format::hash(styles) as u32)
}

/// In the order in which they may be replaced: new JavaScript asks for the others of its own build.
static FILES: [(&str, &[u8]); 7] = [
    ("also-like.wasm", include_bytes!(concat!(env!("OUT_DIR"), "/also-like.wasm"))),
    ("also-like-reasons.wasm", include_bytes!(concat!(env!("OUT_DIR"), "/also-like-reasons.wasm"))),
    ("also-like-debug.js", include_bytes!(concat!(env!("OUT_DIR"), "/also-like-debug.js"))),
    ("also-like-explore.js", include_bytes!(concat!(env!("OUT_DIR"), "/also-like-explore.js"))),
    ("also-like.css", include_bytes!(concat!(env!("OUT_DIR"), "/also-like.css"))),
    ("also-like.js", include_bytes!(concat!(env!("OUT_DIR"), "/also-like.js"))),
    ("also-like.d.ts", include_bytes!(concat!(env!("OUT_DIR"), "/also-like.d.ts"))),
];
