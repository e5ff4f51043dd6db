//! See `also_like_fuzz::snapshot`.
#![no_main]

use also_like_fuzz::snapshot;

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    snapshot::mutate(data, size, max_size, seed)
});
libfuzzer_sys::fuzz_target!(|data: &[u8]| snapshot::run(data));
