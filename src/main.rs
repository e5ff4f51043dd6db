//! The program `also-like`: see [`also_like::command`].
#![forbid(unsafe_code)]

/// Builds are a tenth faster with it than with the allocator of glibc.
#[cfg(not(target_family = "wasm"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[cfg(not(target_os = "unknown"))]
fn main() -> std::process::ExitCode {
    also_like::command::run()
}

/// `wasm-pack test` compiles every target of the package; browsers have no commands.
#[cfg(target_os = "unknown")]
fn main() {}
