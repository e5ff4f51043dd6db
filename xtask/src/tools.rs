//! The programs that building and testing need beyond cargo, and how to detect them.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{Shell, root, which};

/// A program, or several that are of no use alone.
pub struct Tool {
    pub name: &'static str,
    /// What it is needed for, to finish the sentence "installing it …".
    pub why: &'static str,
    pub method: Method,
    /// Whether it need not be installed any more.
    pub found: bool,
}

/// Method a tool is installed.
pub enum Method {
    /// As a target of the toolchain.
    Target(&'static str),
    /// As a toolchain of its own, with what compiling needs only.
    Toolchain(&'static str),
    /// As a component of the toolchain.
    Component(&'static str),
    /// With `cargo install`.
    Cargo { package: &'static str, version: String, locked: bool },
    /// As packages of Debian or one of its descendants, with all that they recommend.
    Apt(&'static [&'static str]),
    /// As such packages, with what they cannot do without.
    AptOnly(&'static [&'static str]),
    /// With `npm ci`, for what package-lock.json in this folder names.
    Npm(&'static str),
}

/// Names that checks refer to.
pub const CHROMIUM: &str = "Chromium";
pub const FIREFOX: &str = "Firefox";
pub const WEBKIT: &str = "WebKitGTK";
pub const WASM_PACK: &str = "wasm-pack";
pub const GECKODRIVER: &str = "geckodriver";
pub const CARGO_FUZZ: &str = "cargo-fuzz";
pub const CPP: &str = "a C++ compiler";
pub const WASI_TARGET: &str = "the WASI target";
pub const OLDEST_RUST: &str = "the oldest Rust";
pub const HUGO: &str = "Hugo";
pub const JEKYLL: &str = "Jekyll";
pub const PHP: &str = "PHP";
pub const ELEVENTY: &str = "Eleventy";
pub const ASTRO: &str = "Astro";
pub const HEXO: &str = "Hexo";
pub const MDBOOK: &str = "mdBook";

/// The target of the widget.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The target of the command in the package for npm.
pub const WASI: &str = "wasm32-wasip1";

/// The oldest Rust that can compile the crate: `rust-version` of Cargo.toml.
pub const OLDEST: &str = "1.89";

/// What `cargo xtask build` needs.
pub fn for_build() -> Result<Vec<Tool>, String> {
    let bindgen = locked_version("wasm-bindgen")?;
    let installed = version_of("wasm-bindgen");
    Ok(vec![
        Tool {
            name: "the wasm target",
            why: "to compile the engine for browsers",
            method: Method::Target(WASM),
            found: has_target(WASM),
        },
        Tool {
            name: "the sources of Rust's standard library",
            why: "to compile it with the engine, without the messages of its panics",
            method: Method::Component("rust-src"),
            found: has_library_sources(),
        },
        Tool {
            name: "Node.js",
            why: "to run wasm-opt and the bundler",
            method: Method::Apt(&["nodejs", "npm"]),
            found: which("node").is_some() && which("npm").is_some(),
        },
        Tool {
            name: "wasm-bindgen",
            why: "to make the engine's JavaScript; its version must be the one in Cargo.lock",
            found: installed.as_deref() == Some(&bindgen),
            // Its published lock file holds versions that no longer build.
            method: Method::Cargo { package: "wasm-bindgen-cli", version: bindgen, locked: false },
        },
        Tool {
            name: "wasm-opt, esbuild, terser, TypeScript, publint, are-the-types-wrong and axe-core",
            why: "to make the widget small, and to check its types and that all can use it",
            method: Method::Npm("xtask"),
            found: npm_is_current("xtask"),
        },
    ])
}

/// What the package for npm needs beyond a build.
pub fn wasi() -> Tool {
    Tool {
        name: WASI_TARGET,
        why: "to compile the command for Node",
        method: Method::Target(WASI),
        found: has_target(WASI),
    }
}

/// What `cargo xtask scale --browser` needs beyond a build and Chromium.
pub fn for_scale() -> Tool {
    let folder = "benches/scale";
    Tool {
        name: "the other engines",
        why: "to measure beside them",
        method: Method::Npm(folder),
        found: npm_is_current(folder),
    }
}

/// What `cargo xtask demo --check` needs beyond a build.
pub fn for_check() -> Vec<Tool> {
    vec![chromium()]
}

/// What `cargo xtask test` needs beyond a build.
pub fn for_test(quick: bool) -> Vec<Tool> {
    let mut tools = vec![component("rustfmt", "cargo-fmt"), component("clippy", "cargo-clippy")];
    if quick {
        return tools;
    }
    tools.extend(for_fuzz());
    tools.push(wasi());
    let oldest = format!("+{OLDEST}");
    tools.push(Tool {
        name: OLDEST_RUST,
        why: "to compile the crate with what it promises",
        method: Method::Toolchain(OLDEST),
        found: Command::new("rustc")
            .args([&oldest, "--version"])
            .env("RUSTUP_AUTO_INSTALL", "0")
            .output()
            .is_ok_and(|output| output.status.success()),
    });
    let firefox = ["firefox", "firefox-esr"].iter().any(|name| which(name).is_some());
    tools.extend([
        Tool {
            name: WASM_PACK,
            why: "to run tests in browsers",
            found: which("wasm-pack").is_some(),
            method: Method::Cargo { package: "wasm-pack", version: "0.15.1".into(), locked: true },
        },
        chromium(),
        Tool {
            name: FIREFOX,
            why: "to test in Gecko",
            method: Method::Apt(&["firefox-esr"]),
            found: firefox || !cfg!(target_os = "linux"),
        },
        Tool {
            name: GECKODRIVER,
            why: "to drive Firefox",
            found: which("geckodriver").is_some(),
            method: Method::Cargo {
                package: "geckodriver",
                version: "0.37.1".into(),
                locked: true,
            },
        },
        Tool {
            name: WEBKIT,
            why: "to test in WebKit",
            method: Method::Apt(&["webkit2gtk-driver", "libwebkit2gtk-4.1-0", "xvfb", "xauth"]),
            found: ["WebKitWebDriver", "xvfb-run", "xauth"].iter().all(|p| which(p).is_some()),
        },
    ]);
    tools
}

/// What `cargo xtask fuzz` needs.
pub fn for_fuzz() -> Vec<Tool> {
    vec![
        Tool {
            name: CARGO_FUZZ,
            why: "to compile what is fuzzed",
            found: which("cargo-fuzz").is_some(),
            method: Method::Cargo { package: "cargo-fuzz", version: "0.13.2".into(), locked: true },
        },
        Tool {
            name: CPP,
            why: "to compile libFuzzer, which is in C++",
            found: which("c++").is_some() || !cfg!(target_os = "linux"),
            method: Method::Apt(&["g++"]),
        },
    ]
}

/// What the checks of `recipes/` need: the generators, and PHP for the plugin for WordPress.
pub fn for_recipes() -> Vec<Tool> {
    let why = "to build the site of its recipe";
    let of_debian = |name, program, packages| {
        let method = Method::AptOnly(packages);
        Tool { name, why, method, found: which(program).is_some() }
    };
    let of_npm = |name, folder| Tool {
        name,
        why,
        method: Method::Npm(folder),
        found: npm_is_current(folder),
    };
    let version = "0.5.4".to_owned();
    vec![
        of_debian(HUGO, "hugo", &["hugo"]),
        Tool {
            found: which("jekyll").is_some() && runs_with_minima(),
            ..of_debian(JEKYLL, "jekyll", &JEKYLL_PACKAGES)
        },
        of_debian(PHP, "php", &["php-cli"]),
        of_npm(ELEVENTY, "recipes/eleventy"),
        of_npm(ASTRO, "recipes/astro"),
        of_npm(HEXO, "recipes/hexo"),
        Tool {
            name: MDBOOK,
            why,
            method: Method::Cargo { package: "mdbook", version, locked: true },
            found: which("mdbook").is_some(),
        },
    ]
}

/// Jekyll with the theme and the plugins of its recipe.
const JEKYLL_PACKAGES: [&str; 5] = [
    "jekyll",
    "jekyll-theme-minima",
    "ruby-jekyll-feed",
    "ruby-jekyll-paginate",
    "ruby-jekyll-seo-tag",
];

/// Whether Ruby finds the theme and the plugins too.
fn runs_with_minima() -> bool {
    let gems = "%w[minima jekyll-feed jekyll-paginate jekyll-seo-tag].each { |name| gem name }";
    Command::new("ruby").args(["-e", gems]).output().is_ok_and(|output| output.status.success())
}

/// Where Chromium is, when it is on the PATH.
pub fn chromium_program() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    names.iter().find_map(|name| which(name))
}

fn chromium() -> Tool {
    // Elsewhere the driver finds the browser where its installer puts it, off the PATH.
    let browser = !cfg!(target_os = "linux") || chromium_program().is_some();
    Tool {
        name: CHROMIUM,
        why: "to test in Blink",
        // The font is for the pages in Chinese.
        method: Method::Apt(&["chromium", "chromium-driver", "fonts-noto-cjk"]),
        found: browser && which("chromedriver").is_some(),
    }
}

fn component(name: &'static str, program: &str) -> Tool {
    let why = "to check the code's form";
    Tool {
        name,
        why,
        method: Method::Component(name),
        found: which(program).is_some() && runs(program),
    }
}

/// Whether the program starts: rustup's proxies exist even without the component.
fn runs(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}

fn has_target(target: &str) -> bool {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", target]);
    let folder = Shell::live().output(&mut rustc).unwrap_or_default();
    fs::read_dir(folder.trim()).is_ok_and(|mut files| files.next().is_some())
}

fn has_library_sources() -> bool {
    let root = Shell::live().output(Command::new("rustc").args(["--print", "sysroot"]));
    let sources = "lib/rustlib/src/rust/library/Cargo.lock";
    root.is_ok_and(|root| Path::new(root.trim()).join(sources).is_file())
}

/// The second word of what `PROGRAM --version` prints.
fn version_of(program: &str) -> Option<String> {
    let output = Command::new(program).arg("--version").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.split_whitespace().nth(1).map(str::to_owned)
}

/// The version of a package in Cargo.lock.
fn locked_version(package: &str) -> Result<String, String> {
    let file = root().join("Cargo.lock");
    let lock = fs::read_to_string(&file)
        .map_err(|error| format!("can't read {}: {error}", file.display()))?;
    version_in(&lock, package)
        .ok_or_else(|| format!("{} names no package {package}", file.display()))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    let version = lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

/// Whether node_modules is that of the current lock file, of which `.locked` is a copy made after
/// installing. npm's own copy differs from it.
fn npm_is_current(folder: &str) -> bool {
    let folder = root().join(folder);
    let wanted = fs::read(folder.join("package-lock.json"));
    let there = fs::read(folder.join("node_modules/.locked"));
    matches!((wanted, there), (Ok(wanted), Ok(there)) if wanted == there)
}

/// Whether this is a run of continuous integration, where nothing may be left out.
pub fn is_ci() -> bool {
    env::var("CI").is_ok_and(|value| !value.is_empty() && value != "false")
}

/// Whether we are root, who may install packages of the system.
pub fn is_root() -> bool {
    // Its owner is the user of this process.
    is_owned_by_root(Path::new("/proc/self"))
}

/// Whether root owns a file or folder; `false` when that can't be found out.
pub fn is_owned_by_root(path: &Path) -> bool {
    #[cfg(unix)]
    return fs::metadata(path).is_ok_and(|entry| std::os::unix::fs::MetadataExt::uid(&entry) == 0);
    #[cfg(not(unix))]
    return false;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_a_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-x\"\nversion = \"1.0.0\"\n\n\
            [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(lock, "bindgen"), None);
    }
}
