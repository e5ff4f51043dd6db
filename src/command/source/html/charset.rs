//! Bytes to text, as browsers find the encoding: byte order mark, `<meta>`, XML's declaration, else
//! UTF-8 or what the bytes look like.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Browsers look for `<meta charset>` in as many bytes.
const PRESCAN: usize = 1024;

/// They change their minds where it comes later.
const FAR: usize = 64 << 10;

/// Decodes a page.
///
/// A few bad bytes become U+FFFD, at most 3 and one in 500 characters beyond that where the page
/// names an encoding.
///
/// # Errors
///
/// More bad bytes: a sentence that names the encoding.
pub fn decode(bytes: &[u8]) -> Result<String, String> {
    let encoding = encoding(bytes);
    let (text, had_errors) = encoding.decode_with_bom_removal(bytes);
    if had_errors && encoding != UTF_8 && said(bytes) == Some(encoding) {
        let bad = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
        if bad > 3 + text.chars().count() / 500 {
            let name = encoding.name();
            return Err(format!("is not valid {name}, which it declares: save it as UTF-8"));
        }
    }
    Ok(text.into_owned())
}

/// The encoding of a page: the one that it says, else UTF-8 where that is true, else the one that
/// its bytes look like, as browsers guess it.
pub fn encoding(bytes: &[u8]) -> &'static Encoding {
    match said(bytes) {
        Some(encoding) if encoding != UTF_8 => encoding,
        Some(_) if Encoding::for_bom(bytes).is_some() => UTF_8,
        _ if is_mostly_utf_8(bytes) => UTF_8,
        _ => declared(&bytes[..bytes.len().min(FAR)]).filter(|late| *late != UTF_8).unwrap_or_else(
            || {
                let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
                detector.feed(bytes, true);
                detector.guess(None, Utf8Detection::Deny)
            },
        ),
    }
}

/// Whether a text is UTF-8 but for a few bytes: more of its other characters are whole than not.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut whole, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad == 0 || whole > 3 * bad
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
        let mut text = "Die Fähre fährt über den Fluß, schön für Bürger".as_bytes().to_vec();
        text.push(0xe9);
        assert!(decode(&text).is_ok_and(|text| text.ends_with("Bürger\u{fffd}")));
        let declared = page_of(b"<meta charset=big5>", &[0xff; 9]);
        assert_eq!(
            decode(&declared).unwrap_err(),
            "is not valid Big5, which it declares: save it as UTF-8"
        );
    }

    #[test]
    fn old_pages_without_a_word_are_read_as_browsers_read_them() {
        use encoding_rs::{EUC_KR, GBK, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};
        for (encoding, text) in [
            (WINDOWS_1252, "<p>café</p>"),
            (WINDOWS_1252, "<p>Die Fähre fährt über den Fluß – „schön“, sagte er.</p>"),
            (WINDOWS_1252, "<p>The captain’s “blue book” – it’s late…</p>"),
            (WINDOWS_1252, "<meta charset=utf-8><p>L’été à la mer, où le café coûte 3 €.</p>"),
            (WINDOWS_1251, "<p>Ночной паром отходит в десять, и капитан пишет в синюю книгу.</p>"),
            (WINDOWS_1250, "<p>Příliš žluťoučký kůň úpěl ďábelské ódy, řekl převozník.</p>"),
            (SHIFT_JIS, "<p>夜の渡船は十時に港を出る。船長は島々の天気を青い帳面に書く。</p>"),
            (GBK, "<p>夜里的渡船十点离开港口，船长把天气写在蓝色的本子上。</p>"),
            (EUC_KR, "<p>밤 여객선은 열 시에 항구를 떠나고 선장은 날씨를 적는다.</p>"),
        ] {
            let bytes = encoding.encode(text).0;
            assert_eq!(decode(&bytes).as_deref(), Ok(text), "{}", encoding.name());
        }
        assert!(decode(&[0xe9; 9]).is_ok());
        let late = format!("{}<meta charset=windows-1251>", " ".repeat(2000));
        let bytes = WINDOWS_1251.encode("Да").0;
        let text = decode(&[late.as_bytes(), &bytes].concat()).unwrap();
        assert!(text.ends_with("Да"), "{text}");
    }

    fn page_of(head: &[u8], text: &[u8]) -> Vec<u8> {
        [head, text].concat()
    }
}
