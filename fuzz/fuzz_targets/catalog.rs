//! See `also_like_fuzz::catalog`.
#![no_main]

use also_like_fuzz::catalog;

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    catalog::mutate(data, size, max_size, seed)
});
libfuzzer_sys::fuzz_target!(|data: &[u8]| catalog::run(data));
