// Writes the licence notices of everything that is compiled into what we ship: those of all crates, from the
// files in their sources, and those of Rust's standard library.
//
//     node notices.mjs OUT TARGET...
//
// Each TARGET is one that also-like is compiled for: the widget for wasm32-unknown-unknown, the command for others. A
// crate under a licence that is not known here, or without its text, is an error: somebody has to look at it.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const [out, ...targets] = process.argv.slice(2);
const run = (program, ...given) =>
  execFileSync(program, given, {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "inherit"],
  });

/** Licences that we may ship under, the ones with the shortest duties first: of several to choose from we take the first. */
const LICENCES = [
  "Unlicense",
  "0BSD",
  "MIT-0",
  "MIT",
  "Zlib",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "ISC",
  "Unicode-3.0",
  "BSL-1.0",
  "Apache-2.0",
  "Apache-2.0 WITH LLVM-exception",
  "MPL-2.0",
  "CC0-1.0",
];

/** Crates that Rust's standard library is made of, where they are in a program. */
const OF_STD = [
  "cfg-if",
  "dlmalloc",
  "foldhash",
  "gimli",
  "hashbrown",
  "libc",
  "rustc-demangle",
  "wasi",
];

/** The crates that are compiled into the widget or the command, by their identity. Macros run in the compiler. */
function crates(target) {
  const given = ["metadata", "--format-version", "1", "--locked", "--filter-platform", target];
  const metadata = JSON.parse(run(process.env.CARGO ?? "cargo", ...given));
  const packages = new Map(metadata.packages.map((one) => [one.id, one]));
  const nodes = new Map(metadata.resolve.nodes.map((one) => [one.id, one]));
  const isMacro = ({ targets }) => targets.some(({ kind }) => kind.includes("proc-macro"));
  const root = target === "wasm32-unknown-unknown" ? "also-like-web" : "also-like";
  const own = metadata.packages.find(({ name, source }) => name === root && !source);
  const found = new Map();
  const left = [own.id];
  while (left.length) {
    for (const { pkg, dep_kinds } of nodes.get(left.pop()).deps) {
      const one = packages.get(pkg);
      if (found.has(pkg) || isMacro(one) || !dep_kinds.some(({ kind }) => kind === null)) continue;
      if (one.source) found.set(pkg, one);
      left.push(pkg);
    }
  }
  return found;
}

/** The licences of an expression that we take: of each choice the first that is in our list. */
function taken(expression, name) {
  const choice = (text) => {
    const known = text
      .split(/ OR |\//)
      .map((one) => one.trim())
      .filter((one) => LICENCES.includes(one));
    if (!known.length)
      throw Error(`${name} is under ${text}, which xtask/notices.mjs does not know`);
    return known.sort((a, b) => LICENCES.indexOf(a) - LICENCES.indexOf(b))[0];
  };
  return expression.split(" AND ").map((part) => choice(part.replace(/^\(|\)$/g, "")));
}

const isLicence = (file) => /^(licen[cs]e|copying|notice|copyright|unlicense)/i.test(file);

/** The files about licences of a folder, and of the folders of what it brings along in other languages. */
function files(folder, depth = 0) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isFile())
      return isLicence(entry.name) && !/\.(rs|html)$/.test(entry.name) ? [path] : [];
    const goes =
      entry.isDirectory() && depth < 3 && /^(c_src|licen[cs]es?|mimalloc|v\d)$/i.test(entry.name);
    return goes ? files(path, depth + 1) : [];
  });
}

/** The texts that go with a crate. */
function texts({ name, license, manifest_path }) {
  const chosen = taken(license ?? "", name);
  const all = files(dirname(manifest_path));
  const words = chosen.map((one) => one.split(/[-. ]/)[0].toLowerCase());
  const named = (file) =>
    /-?(mit|apache|unlicense|zlib|bsd|mpl|unicode|boost|isc|0bsd)/i.exec(
      file.split(/[/\\]/).at(-1),
    );
  const fits = all.filter((file) => {
    const [, about] = named(file) ?? [];
    return !about || words.includes(about.toLowerCase());
  });
  // All of them where their names say nothing of our choice.
  return (fits.length ? fits : all).map((file) =>
    readFileSync(file, "utf8").replaceAll("\r\n", "\n").trim(),
  );
}

const sysroot = run("rustc", "--print", "sysroot").trim();
const rust = join(sysroot, "share/doc/rust");
/** The words of licences, for crates that forgot them. */
const own = { MIT: "LICENSE-MIT", "Apache-2.0": "LICENSE-APACHE" };

const shipped = new Map(targets.flatMap((target) => [...crates(target)]));
const byText = new Map();
/** The text of a licence whose words are the same for all, from another crate under it. */
const shared = (licence) =>
  [...shipped.values()].filter((one) => one.license === licence).flatMap(texts)[0];
const add = (text, name) => byText.set(text, [...(byText.get(text) ?? []), name]);
for (const one of [...shipped.values()].sort((a, b) => (a.id < b.id ? -1 : 1))) {
  const title = `${one.name} ${one.version} (${one.license})${one.repository ? `, ${one.repository}` : ""}`;
  let found = texts(one);
  if (!found.length) {
    const file = taken(one.license, one.name).map((licence) => own[licence])[0];
    const authors = one.authors.length ? one.authors.join(", ") : `the authors of ${one.name}`;
    const text = file
      ? readFileSync(file, "utf8")
          .trim()
          .replace(/^Copyright \(c\).*$/m, `Copyright (c) ${authors}`)
      : one.license === "MPL-2.0" && shared(one.license);
    if (!text) throw Error(`${one.name} has no text of its licence ${one.license}`);
    found = [text];
  }
  for (const text of found) add(text, title);
}

// The standard library: its own licence, and its crates'.
const html = readFileSync(join(rust, "COPYRIGHT-library.html"), "utf8");
const plain = (text) => {
  const bare = text.replace(/<[^>]+>/g, "");
  const marks = {
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&#34;": '"',
    "&#39;": "'",
    "&#x27;": "'",
    "&amp;": "&",
  };
  return bare
    .replace(/&[#\w]+;/g, (mark) => marks[mark] ?? mark)
    .replace(/\n\s*\n\s*\n/g, "\n\n")
    .trim();
};
// Of two licences to choose from, the shorter.
const APACHE = /<details>\s*<summary><code>LICENSE-APACHE<[^]*?<\/details>/g;
const shorter = (block) => (/LICENSE-MIT</.test(block) ? block.replace(APACHE, "") : block);
const blocks = html
  .split(/<h3>📦 /)
  .slice(1)
  .map((block) => plain(shorter(block)));
const std = blocks.filter((block) => OF_STD.includes(/^(.*?)-\d/.exec(block)?.[1] ?? ""));
if (std.length < OF_STD.length)
  throw Error("Rust's standard library has other crates than xtask/notices.mjs knows");
const licence = readFileSync("LICENSE-MIT", "utf8").trim();
const under = (holders) => licence.replace(/^Copyright \(c\).*$/m, `Copyright (c) ${holders}`);

const parts = [
  "Licence notices\n\nalso-like is compiled from the following, each under its own licence. Sources of all crates are at\n" +
    "https://crates.io/crates/NAME/VERSION; of those under the Mozilla Public License they are unchanged.",
  ...[...byText].map(([text, names]) => `${names.join("\n")}\n\n${text}`),
  `Rust's standard library (MIT OR Apache-2.0)\n\n${under("The Rust Project Contributors")}`,
  ...std,
];
if (targets.some((target) => target.startsWith("wasm32-wasi"))) {
  const holders = "2005-2020 Rich Felker, et al. (musl), and the authors of wasi-libc";
  parts.push(`wasi-libc (MIT, for what it has of musl and of its own)\n\n${under(holders)}`);
}
const text = `${parts.join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
if (!existsSync(out) || readFileSync(out, "utf8") !== text) writeFileSync(out, text);
