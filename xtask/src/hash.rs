//! Detecting whether files changed.

use std::fs;
use std::path::{Path, PathBuf};

/// A running hash of bytes: FNV-1a, 64 bits. Distinguishes versions of a file; not cryptographic.
#[derive(Clone, Copy)]
pub struct Hash(u64);

impl Hash {
    /// Of nothing.
    pub fn new() -> Hash {
        Hash(0xcbf2_9ce4_8422_2325)
    }

    /// Adds bytes.
    pub fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    /// Adds a text and its end, so that "ab", "c" is not "a", "bc".
    pub fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
        self.bytes(&[0xff]);
    }

    /// Adds the content of a file.
    pub fn file(&mut self, path: &Path) -> Result<(), String> {
        let bytes =
            fs::read(path).map_err(|error| format!("can't read {}: {error}", path.display()))?;
        self.text(&bytes.len().to_string());
        self.bytes(&bytes);
        Ok(())
    }

    /// 16 hexadecimal digits.
    pub fn hex(self) -> String {
        format!("{:016x}", self.0)
    }
}

/// What a step was made from, noted beside what it made.
pub struct Stamp {
    file: PathBuf,
    inputs: String,
}

impl Stamp {
    /// A stamp kept in `file` for what `inputs` is the hash of.
    pub fn new(file: PathBuf, inputs: Hash) -> Stamp {
        Stamp { file, inputs: inputs.hex() }
    }

    /// Whether the outputs are there and were made from the same.
    pub fn holds(&self, outputs: &[&Path]) -> bool {
        outputs.iter().all(|output| output.is_file())
            && fs::read_to_string(&self.file).is_ok_and(|old| old == self.inputs)
    }

    /// Notes that the outputs are made.
    pub fn set(&self) -> Result<(), String> {
        fs::write(&self.file, &self.inputs)
            .map_err(|error| format!("can't write {}: {error}", self.file.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_fnv_1a() {
        // From the reference's list of test vectors.
        let mut hash = Hash::new();
        hash.bytes(b"foobar");
        assert_eq!(hash.hex(), "85944171f73967e8");
    }

    #[test]
    fn a_stamp_holds_until_something_changes() {
        let folder = std::env::temp_dir().join(format!("xtask-stamp-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let output = folder.join("output");
        let of = |text: &str| {
            let mut hash = Hash::new();
            hash.text(text);
            Stamp::new(folder.join("stamp"), hash)
        };
        fs::write(&output, "").unwrap();
        assert!(!of("a").holds(&[&output]));
        of("a").set().unwrap();
        assert!(of("a").holds(&[&output]));
        assert!(!of("b").holds(&[&output]));
        fs::remove_file(&output).unwrap();
        assert!(!of("a").holds(&[&output]));
        fs::remove_dir_all(&folder).unwrap();
    }
}
