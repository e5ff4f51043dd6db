//! See `also_like_fuzz::page`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| also_like_fuzz::page::run(data));
