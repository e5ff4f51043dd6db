// Cuts the glue between JavaScript and the wasm down to what the widget calls, and gives both sides short
// names for what they exchange: both are a good part of what a compressed widget weighs.
//
//     node glue.mjs OUT GRAPH FOLDER...
//
// In each FOLDER wasm-bindgen put an engine: `also_like.js` and `also_like_bg.wasm`. OUT is the glue for
// all of them, made from that of the first, which must have all that the others have. Its default export
// takes the bytes of one, starts it and returns its functions. The wasm with the short names comes
// beside the other as `renamed.wasm`. GRAPH tells wasm-metadce which exports OUT still uses.

import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import binaryen from "binaryen";

const [out, graph, ...folders] = process.argv.slice(2);
const engines = folders.map((folder) => ({
  folder,
  code: readFileSync(join(folder, "also_like.js"), "utf8"),
  wasm: readFileSync(join(folder, "also_like_bg.wasm")),
}));
const [{ folder: first, wasm }] = engines;
let [{ code }] = engines;

/** The functions that a wasm is given, by name, as their code. */
const given = (code) =>
  new Map(
    [...code.matchAll(/^ {8}(__wb\w+): (function[^]*?^ {8}\}.*)\n/gm)].map(([, name, code]) => [
      name,
      code,
    ]),
  );

// One name could mean two things in two engines: wasm-bindgen numbers some of them.
for (const { folder, code: other } of engines) {
  for (const [name, code] of given(other)) {
    if (given(engines[0].code).get(name) !== code)
      throw Error(`${name} of ${folder} is not that of ${first}`);
  }
}

/** Replaces what must be there at least once. */
function replace(from, to) {
  const before = code;
  code = code.replace(from, to);
  if (code === before) throw Error(`${first} has no ${from}: wasm-bindgen has changed its glue`);
}

// Our own modules, from where they are instead of from the copies that wasm-bindgen made.
const imports = [];
replace(/^import (.*) from '\.\/snippets\/[^/]*\/(.*)';\n/gm, (_, names, file) => {
  imports.push(`import ${names} from ${JSON.stringify(resolve(file))};\n`);
  return "";
});
replace(/^export (?=class|function)/gm, "");
// Who opens a page frees it, so that nothing has to watch over that.
replace(/^if \(Symbol\.dispose\).*\n/gm, "");
replace(/^const \w+Finalization = [^]*?;\n/gm, "");
replace(/^ *\w+Finalization\..*\n/gm, "");
replace(/^ {4}__destroy_into_raw\(\) \{\n[^]*?^ {4}\}\n/m, "");
replace("this.__destroy_into_raw();", "this.__wbg_ptr;\n        this.__wbg_ptr = 0;");
replace(/\b__wbg_ptr\b/g, "at");
// What is no number becomes one at the border anyway.
for (const [line, value, given] of code.matchAll(/^ *const (val\d+) = \+(\w+);\n/gm)) {
  replace(line, "");
  replace(RegExp(`\\b${value}\\b`), given);
}
// No view of the memory is kept, which growing ends: to make one takes less than to hand over what is in it.
replace(/^let cachedDataViewMemory0 = [^]*?^\}\n/m, "");
replace(/^let cachedUint8ArrayMemory0 = [^]*?^\}\n/m, "");
replace(
  /getUint8ArrayMemory0\(\)\.subarray\(ptr \/ 1, ptr \/ 1 \+ len\)/,
  "new Uint8Array(wasm.memory.buffer, ptr, len)",
);
replace(
  /^function getStringFromWasm0[^]*?^\}\n/m,
  `function getStringFromWasm0(ptr, len) {
    return decode(getArrayU8FromWasm0(ptr, len));
}
`,
);
replace(
  /^function passArray8ToWasm0[^]*?^\}\n/m,
  `function passArray8ToWasm0(arg) {
    const ptr = wasm.__wbindgen_malloc(arg.length, 1) >>> 0;
    new Uint8Array(wasm.memory.buffer, ptr).set(arg);
    WASM_VECTOR_LEN = arg.length;
    return ptr;
}
`,
);
replace(/(passArray8ToWasm0\(\w+), wasm\.__wbindgen_malloc\)/g, "$1)");
// The place in a list is below 2³¹.
replace(/\[arg1 >>> 0\] = /, "[arg1] = ");
// A table is full of it from the start.
replace(/^ *table\.set\(\d+, null\);\n/m, "");
// Neither has the page changed what these mean, nor could it do anything with an import of another name.
replace(/\bnew Array\(\)/, "[]");
replace(/\bnew Object\(\)/, "{}");
replace(/^ *__proto__: null,\n/gm, "");
replace(/^const cachedTextEncoder = .*\n/m, "");
// Our own decoder: Safari's end after 2 GiB, and none gets that old.
replace(/^let cachedTextDecoder = [^]*?^\}\n/m, "");
// Strings and bytes are handed over by one function for all, which puts them where there is room when the length
// is known.
replace(
  /^function passStringToWasm0\([^]*?^\}\n/m,
  `function give(to, what) {
    const bytes = typeof what === "string" ? new TextEncoder().encode(what) : what;
    const ptr = passArray8ToWasm0(bytes);
    new Uint32Array(wasm.memory.buffer, to >>> 0, 2).set([ptr, WASM_VECTOR_LEN]);
}
`,
);
replace(
  /^ {12}(?:var|const) ptr1 = .*pass(?:String|Array8)ToWasm0\(ret.*\n.*\n.*len1, true\);\n.*ptr1, true\);\n/gm,
  "            give(arg0, ret);\n",
);
// None of them is called as a method.
replace(/^( *__wb\w+): function(\([\w, ]*\)) \{$/gm, "$1: $2 => {");
// Loading by address, by response, by module, at once, twice. In a function, so that each engine has its
// own memory and all that is kept beside it.
replace(
  /^let wasmModule, wasmInstance, wasm;\n[^]*$/m,
  `const { instance } = await WebAssembly.instantiate(bytes, __wbg_get_imports());
const wasm = instance.exports;
wasm.__wbindgen_start();
return { OpenPage };
}
`,
);
code = `${imports.join("")}export default async function (bytes) {\n${code}`;

/** Short names, the n-th of them. */
const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const short = (n) =>
  (n < LETTERS.length ? "" : short(Math.floor(n / LETTERS.length) - 1)) +
  LETTERS[n % LETTERS.length];
const names = new Map();
const module = new WebAssembly.Module(wasm);
for (const { name } of [
  ...WebAssembly.Module.imports(module),
  ...WebAssembly.Module.exports(module),
]) {
  names.set(name, short(names.size));
}

/** What wasm-bindgen says of mistakes that can't be made here: no call comes back, and nothing is freed in one. */
const NEVER_SAID = [
  "attempted to take ownership of Rust value while it was borrowed",
  "recursive use of an object detected which would lead to unsafe aliasing in rust",
  "closure invoked recursively or after being dropped",
];

/** A wasm with the short names, and "a" for the module that it imports from. */
function renamed(bytes) {
  const module = binaryen.readBinary(bytes);
  let text = module
    .emitText()
    .replace(/^( \((?:import "[^"]*"|export)) "(\w+)"/gm, (_, start, name) => {
      return `${start} "${names.get(name)}"`;
    })
    .replace(/^ \(import "[^"]*"/gm, ' (import "a"');
  for (const said of NEVER_SAID) {
    if (!text.includes(said))
      throw Error(`the wasm does not say ${said}: wasm-bindgen has changed`);
    text = text.replace(said, " ".repeat(said.length));
  }
  const parsed = binaryen.parseText(text);
  parsed.setFeatures(module.getFeatures());
  return parsed.emitBinary();
}

for (const [long, to] of names) {
  if (given(engines[0].code).has(long)) replace(RegExp(`^( *)${long}: `, "m"), `$1${to}: `);
}
replace(/"\.\/also_like_bg\.js"/, '"a"');
const used = new Set();
replace(/\bwasm\.(\w+)/g, (_all, long) => {
  const name = names.get(long);
  if (!name) throw Error(`the wasm exports no ${long}, which its glue calls`);
  used.add(name);
  return `wasm.${name}`;
});
writeFileSync(out, code);

const nodes = [...used].map((name) => ({ name, export: name }));
writeFileSync(graph, JSON.stringify([{ name: "glue", root: true, reaches: [...used] }, ...nodes]));
for (const { folder, wasm } of engines) {
  writeFileSync(join(folder, "renamed.wasm"), renamed(wasm));
}
