//! See `also_like_fuzz::memory`.
#![no_main]

use also_like_fuzz::memory;

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    memory::mutate(data, size, max_size, seed)
});
libfuzzer_sys::fuzz_target!(|data: &[u8]| memory::run(data));
