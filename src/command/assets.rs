//! The widget that this copy of the command carries: see `build.rs`.

/// The widget's files by name, or nothing when this copy was built without them.
pub fn files() -> &'static [(&'static str, &'static [u8])] {
    if FILES.iter().all(|(_, bytes)| !bytes.is_empty()) { FILES } else { &[] }
}

/// The styles of a box that is written into a page.
pub const STYLES: &str = "also-like.css";

/// The version of this build's styles. It is appended to their address, so that no cache serves
/// those of another build.
pub fn version() -> String {
    let styles = FILES.iter().find(|(name, _)| *name == STYLES).map_or(&[][..], |(_, bytes)| bytes);
    format!("{:08x}", crate::catalog::format::hash(styles) as u32)
}

/// By name, in the order in which they may be replaced.
static FILES: &[(&str, &[u8])] = &include!(concat!(env!("OUT_DIR"), "/widget.rs"));
