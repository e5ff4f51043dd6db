//! Reading and writing numbers and texts in byte slices. Readers return `None` instead of
//! panicking.

/// A position in a slice from which values are read one after the other.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reader<'a>(pub(crate) &'a [u8]);

impl<'a> Reader<'a> {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Itself, unless it has more than `limit` bytes.
    pub fn up_to(self, limit: usize) -> Option<Self> {
        (self.0.len() <= limit).then_some(self)
    }

    /// The next `n` bytes.
    pub fn take(&mut self, n: usize) -> Option<&'a [u8]> {
        let (head, tail) = self.0.split_at_checked(n)?;
        self.0 = tail;
        Some(head)
    }

    pub fn byte(&mut self) -> Option<u8> {
        let (&byte, tail) = self.0.split_first()?;
        self.0 = tail;
        Some(byte)
    }

    pub fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes(self.take(2)?.try_into().ok()?))
    }

    pub fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    pub fn u64(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }

    /// A number of 7 bits a byte, least significant first (LEB128); `None` above `u32::MAX`.
    pub fn varint(&mut self) -> Option<u32> {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            // Of a fifth byte there is room for four bits, and for no sixth.
            if shift == 28 && byte > 0x0f {
                return None;
            }
            value |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
            shift += 7;
        }
    }

    /// The same, for where most of them are a byte long and there are many: without a call.
    #[inline(always)]
    pub fn short(&mut self) -> Option<u32> {
        match self.0.split_first() {
            Some((&byte, tail)) if byte < 0x80 => {
                self.0 = tail;
                Some(byte.into())
            }
            _ => self.varint(),
        }
    }

    /// A text: its length in bytes, then UTF-8, which is not looked at; see [`decode`].
    pub fn text(&mut self) -> Option<&'a [u8]> {
        let len = self.varint()? as usize;
        self.take(len)
    }
}

/// Appends what [`Reader::varint`] reads.
pub fn put_varint(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Appends what [`Reader::text`] reads.
///
/// Texts over 4 GiB can't be; nothing that reads articles makes one.
pub fn put_text(out: &mut Vec<u8>, text: &[u8]) {
    put_varint(out, text.len() as u32);
    out.extend_from_slice(text);
}

/// The checksum of catalogs: the hash 64-bit FNV-1a taken by words of eight bytes, little-endian,
/// the last one padded with zeros. The state is rotated by 29 bits after each word, so that the
/// upper bits of a word affect all later ones. Hashing by bytes would be a twentieth of the build
/// of a large catalog. Zeros at the end do not change it; the header has the length. It does not
/// protect against forgery. Source: Fowler, Noll, Vo,
/// <http://www.isthe.com/chongo/tech/comp/fnv/>.
pub fn checksum(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks();
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    words.iter().chain([&last]).fold(0xcbf2_9ce4_8422_2325, |hash, word| {
        (hash ^ u64::from_le_bytes(*word)).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(29)
    })
}

#[cfg(all(test, not(target_os = "unknown")))]
mod tests {
    use super::*;
    use crate::text::decode;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn varints_come_back(value: u32) {
            let mut bytes = Vec::new();
            put_varint(&mut bytes, value);
            let mut reader = Reader(&bytes);
            prop_assert_eq!(reader.varint(), Some(value));
            prop_assert!(reader.is_empty());
        }

        #[test]
        fn texts_come_back(text: String) {
            let mut bytes = Vec::new();
            put_text(&mut bytes, text.as_bytes());
            prop_assert_eq!(Reader(&bytes).text().map(decode), Some(text.as_str().into()));
        }
    }

    #[test]
    fn too_long_and_too_short_numbers_are_refused() {
        assert_eq!(Reader(&[0xff, 0xff, 0xff, 0xff, 0x0f]).varint(), Some(u32::MAX));
        assert_eq!(Reader(&[0xff, 0xff, 0xff, 0xff, 0x1f]).varint(), None);
        assert_eq!(Reader(&[0x80, 0x80, 0x80, 0x80, 0x80, 0]).varint(), None);
        assert_eq!(Reader(&[0x80]).varint(), None);
        assert_eq!(Reader(&[2, b'a']).text(), None);
        assert_eq!(Reader(&[2, b'a', 0xff]).text().map(decode), Some("a\u{fffd}".into()));
    }
}
