//! UTF-8 bytes as text.

/// Decoded text: borrowed where the bytes are valid UTF-8, natively.
#[cfg(not(target_os = "unknown"))]
pub type Decoded<'a> = std::borrow::Cow<'a, str>;
/// Decoded text.
#[cfg(target_os = "unknown")]
pub type Decoded<'a> = String;

/// Decodes UTF-8, with U+FFFD for invalid bytes. In a browser its own decoder does it, which saves
/// 0.2 kB.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    #[cfg(not(target_os = "unknown"))]
    return String::from_utf8_lossy(bytes);
    #[cfg(target_os = "unknown")]
    super::host::decode(bytes)
}
