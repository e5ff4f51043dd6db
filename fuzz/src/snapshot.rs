//! Any bytes read as the snapshot of a site.
//!
//! Only reading is tested: a file with the right hash was written by the command, and the content
//! of a forged one may be wrong.

use std::hash::{DefaultHasher, Hasher};
use std::sync::LazyLock;

use also_like::BuildOptions;
use also_like::shards::layout::Shards;
use also_like::shards::snapshot::Snapshot;
use libfuzzer_sys::fuzzer_mutate;

use crate::site::site;

const CHECKSUM: usize = 8;

/// Reads bytes; what could be read can be written and read again.
pub fn run(data: &[u8]) {
    if let Some(snapshot) = Snapshot::read(data) {
        assert!(Snapshot::read(&written(&snapshot)).is_some());
    }
}

fn written(snapshot: &Snapshot) -> Vec<u8> {
    let mut bytes = Vec::new();
    snapshot.write(&mut bytes).expect("there is memory for it");
    bytes
}

/// Changes a snapshot, and makes its checksum that of the changed bytes.
pub fn mutate(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    static MADE: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let site = site();
        let layout = Shards::new(&site).layout();
        written(&Snapshot::new(site, layout, &BuildOptions::default()))
    });
    if seed.is_multiple_of(16) || max_size <= MADE.len() {
        return fuzzer_mutate(data, size, max_size);
    }
    let mut size = size;
    if size < MADE.len() / 2 {
        size = MADE.len();
        data[..size].copy_from_slice(&MADE);
    }
    let size = fuzzer_mutate(data, size - CHECKSUM, max_size - CHECKSUM);
    let mut hasher = DefaultHasher::new();
    hasher.write(&data[..size]);
    data[size..size + CHECKSUM].copy_from_slice(&hasher.finish().to_le_bytes());
    size + CHECKSUM
}
