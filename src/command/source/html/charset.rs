//! Bytes to text, as browsers find the encoding: byte order mark, `<meta>`, XML's declaration, else
//! UTF-8.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Browsers look for `<meta charset>` in as many bytes.
const PRESCAN: usize = 1024;

/// Decodes a page.
///
/// A few bad bytes become U+FFFD, at most 3 and one in 500 characters beyond that.
///
/// # Errors
///
/// More bad bytes: a sentence that names the encoding.
pub fn decode(bytes: &[u8]) -> Result<String, String> {
    let (encoding, is_declared) = match said(bytes) {
        Some(encoding) => (encoding, true),
        None => (UTF_8, false),
    };
    let (text, had_errors) = encoding.decode_with_bom_removal(bytes);
    if had_errors {
        let bad = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
        if bad > 3 + text.chars().count() / 500 {
            return Err(if is_declared {
                format!("is not valid {}, which it declares: save it as UTF-8", encoding.name())
            } else {
                "is not in UTF-8 and names no other charset: save it as UTF-8".to_owned()
            });
        }
    }
    Ok(text.into_owned())
}

/// The encoding that a page says that it is in.
pub fn said(bytes: &[u8]) -> Option<&'static Encoding> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    marked.or_else(|| declared(&bytes[..bytes.len().min(PRESCAN)]))
}

/// The encoding that a `<meta charset=…>`, a `<meta http-equiv … content="…; charset=…">` or else
/// XML's declaration names.
fn declared(start: &[u8]) -> Option<&'static Encoding> {
    let start = start.to_ascii_lowercase();
    in_meta(&start).or_else(|| {
        let rest = start.trim_ascii_start().strip_prefix(b"<?xml")?;
        named(&rest[..rest.iter().position(|byte| *byte == b'>')?], b"encoding")
    })
}

fn in_meta(start: &[u8]) -> Option<&'static Encoding> {
    let mut rest = start;
    while let Some(at) = find(rest, b"<meta") {
        rest = &rest[at + 5..];
        let tag = &rest[..rest.iter().position(|byte| *byte == b'>').unwrap_or(rest.len())];
        if let Some(encoding) = named(tag, b"charset") {
            return Some(encoding);
        }
    }
    None
}

/// The encoding that stands in a tag after a name.
fn named(tag: &[u8], name: &[u8]) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label(tag, name)?)?;
    // ASCII could be read so far: UTF-16 can't be true.
    let is_wide = encoding == UTF_16LE || encoding == UTF_16BE;
    Some(if is_wide { UTF_8 } else { encoding })
}

fn label<'a>(tag: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let rest = tag[find(tag, name)? + name.len()..].trim_ascii_start();
    let rest = rest.strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let ends = |byte: &u8| matches!(byte, b'"' | b'\'' | b';' | b'/') || byte.is_ascii_whitespace();
    Some(&rest[..rest.iter().position(ends).unwrap_or(rest.len())])
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_found_as_browsers_find_them() {
        let big5 = encoding_rs::BIG5.encode("新聞").0.into_owned();
        let gbk = encoding_rs::GB18030.encode("新闻").0.into_owned();
        let page = |head: &str, text: &[u8]| [head.as_bytes(), text].concat();
        for (bytes, text) in [
            (page("<meta charset=big5>", &big5), "<meta charset=big5>新聞"),
            (page("<META CharSet = 'GB2312' >", &gbk), "<META CharSet = 'GB2312' >新闻"),
            (
                page("<meta http-equiv=content-type content='text/html; charset=gbk'>", &gbk),
                "<meta http-equiv=content-type content='text/html; charset=gbk'>新闻",
            ),
            (
                page("<?xml version='1.0' encoding = 'Big5'?><p>", &big5),
                "<?xml version='1.0' encoding = 'Big5'?><p>新聞",
            ),
            (
                page("<?xml encoding='gbk'?><meta charset=big5>", &big5),
                "<?xml encoding='gbk'?><meta charset=big5>新聞",
            ),
            (page("<?xml encoding='gbk'", "é".as_bytes()), "<?xml encoding='gbk'é"),
            (page("<meta charset=utf-16>", "é".as_bytes()), "<meta charset=utf-16>é"),
            (page("", "é".as_bytes()), "é"),
            (page("\u{feff}", "é".as_bytes()), "é"),
            (b"\xff\xfea\0b\0".to_vec(), "ab"),
            (page("<meta charset=nonsense>", "é".as_bytes()), "<meta charset=nonsense>é"),
        ] {
            assert_eq!(decode(&bytes).as_deref(), Ok(text));
        }
    }

    #[test]
    fn a_few_bad_bytes_are_forgiven() {
        assert_eq!(decode(b"caf\xe9").as_deref(), Ok("caf\u{fffd}"));
        assert_eq!(
            decode(&[0xe9; 9]).unwrap_err(),
            "is not in UTF-8 and names no other charset: save it as UTF-8"
        );
        let declared = page_of(b"<meta charset=big5>", &[0xff; 9]);
        assert_eq!(
            decode(&declared).unwrap_err(),
            "is not valid Big5, which it declares: save it as UTF-8"
        );
    }

    fn page_of(head: &[u8], text: &[u8]) -> Vec<u8> {
        [head, text].concat()
    }
}
