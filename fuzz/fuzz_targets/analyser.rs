//! See `also_like_fuzz::analyser`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| also_like_fuzz::analyser::run(data));
