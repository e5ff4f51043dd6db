// Writes www/constants.js: what the engine and the widget's JavaScript share, from the Rust that declares it.
//
//     node constants.mjs [--check]
//
// With --check nothing is written, and a file that is not what it would be is an error. The sources hold comments
// and lines `pub const NAME: TYPE = VALUE;` and nothing else: any other line is an error.

import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

/** The sources, from the root of the repository. */
const SOURCES = ["src/web/flags.rs", "src/shards/constants.rs", "src/document/main_text/rules.rs"];

const INTEGERS = ["u8", "u16", "u32", "u64", "usize", "i8", "i16", "i32", "i64"];

/**
 * A literal of Rust as one of JavaScript; undefined for what is none.
 *
 * @param {string} type
 * @param {string} literal
 */
function value(type, literal) {
  if (type === "&str") return /^"[^"\\]*"$/.test(literal) ? literal : undefined;
  const number = Number(literal.replace(/_/g, ""));
  if (INTEGERS.includes(type)) {
    const isInteger = /^-?(\d[\d_]*|0x[\da-f_]+)$/i.test(literal) && Number.isSafeInteger(number);
    return isInteger ? `${number}` : undefined;
  }
  const isFloat = ["f32", "f64"].includes(type) && /^-?\d[\d_]*\.\d[\d_]*$/.test(literal);
  return isFloat ? `${number}` : undefined;
}

/**
 * The module that declares the same constants.
 *
 * @param {Record<string, string>} sources Rust, by the names of the files.
 */
export function constants(sources) {
  const names = new Map();
  let out = `// Made by xtask/constants.mjs from ${Object.keys(sources).join(" and ")}.\n`;
  for (const [file, rust] of Object.entries(sources)) {
    /** @type {string[]} */
    let comment = [];
    // A long value stands on a line of its own.
    for (const [at, line] of rust
      .replace(/ =\n +"/g, ' = "')
      .split("\n")
      .entries()) {
      const where = `${file}:${at + 1}`;
      const [, told] = /^\/\/\/ ?(.*)$/.exec(line) ?? [];
      const [, name, type, literal] =
        /^pub(?:\(crate\))? const ([A-Z][A-Z0-9_]*): ([&\w]+) = (.+);$/.exec(line) ?? [];
      if (told !== undefined) {
        comment.push(told);
      } else if (name) {
        const written = value(type, literal);
        if (written === undefined) throw Error(`${where}: ${literal} is no plain ${type}`);
        if (names.has(name)) throw Error(`${where}: ${name} is declared in ${names.get(name)} too`);
        names.set(name, where);
        if (comment.some((told) => told.includes("*/"))) throw Error(`${where}: a comment has */`);
        const lines = comment.map((told) => ` * ${told}`.trimEnd());
        if (lines.length === 1) out += `\n/**${lines[0].slice(2)} */\n`;
        else out += lines.length ? `\n/**\n${lines.join("\n")}\n */\n` : "\n";
        const line = `export const ${name} = ${written};`;
        // As the formatter writes it.
        out += `${line.length > 100 ? line.replace(" = ", " =\n  ") : line}\n`;
        comment = [];
      } else if (!/^(\/\/.*)?$/.test(line) || comment.length) {
        throw Error(`${where}: expected \`pub const NAME: TYPE = VALUE;\`, found ${line}`);
      }
    }
    if (comment.length) throw Error(`${file}: the last comment belongs to no constant`);
  }
  if (!names.size) throw Error("the sources declare nothing");
  return out;
}

/** @param {string} name */
const path = (name) => new URL(`../${name}`, import.meta.url);

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const sources = SOURCES.map((name) => [name, readFileSync(path(name), "utf8")]);
  const made = constants(Object.fromEntries(sources));
  const file = path("www/constants.js");
  if (!process.argv.includes("--check")) {
    writeFileSync(file, made);
  } else if (readFileSync(file, "utf8") !== made) {
    console.error(
      "www/constants.js is not what the engine declares: run `node xtask/constants.mjs`",
    );
    process.exitCode = 1;
  }
}
