// Cuts the glue between JavaScript and the wasm down to what the widget calls, and gives its functions
// the short names that wasm-opt gave them: both are a good part of what a compressed widget weighs.
//
//     node glue.mjs GLUE MAP OUT GRAPH
//
// GLUE is what wasm-bindgen made, MAP what wasm-opt --minify-imports-and-exports-and-modules printed.
// OUT exports the class `Catalog` and, as its default, a function that takes the bytes of the wasm and
// starts it. GRAPH tells wasm-metadce which exports OUT still uses.

import { readFileSync, writeFileSync } from "node:fs";

/** What the widget calls of the class. */
const CALLED = ["constructor", "relatedToPage"];

const [glue, map, out, graph] = process.argv.slice(2);
const { imports, exports } = JSON.parse(readFileSync(map, "utf8"));
let code = readFileSync(glue, "utf8");

/** Replaces what must be there at least once. */
function replace(from, to) {
  const before = code;
  code = code.replace(from, to);
  if (code === before) throw Error(`${glue} has no ${from}: wasm-bindgen has changed its glue`);
}

replace(/^export class [^]*?^}/m, (all) =>
  all.replace(/^    (?:get )?(\w+)\(.*\) \{\n[^]*?^    \}\n/gm, (method, name) =>
    CALLED.includes(name) ? method : "",
  ),
);
// A page keeps its catalogs until it ends: nothing is ever freed.
replace(/^if \(Symbol\.dispose\).*\n/m, "");
replace(/^const CatalogFinalization[^]*?;\n/m, "");
replace(/^ *CatalogFinalization\.register\(.*\n/m, "");
// After a call that failed half-way the engine is not called again: what it leaves behind is all one.
replace(/^ *try \{\n([^]*?)^ *\} catch \(e\) \{\n[^]*?throw e;\n *\}\n/m, "$1");
// Every growth of the memory has a buffer of its own, so that one question is enough.
replace(/cachedDataViewMemory0 === null \|\|.*(?=\) \{$)/m, "cachedDataViewMemory0?.buffer !== wasm.memory.buffer");
// There is but one place to put a string, and the room there can always be made larger.
replace(
  /(passStringToWasm0\(\w+), wasm\.__wbindgen_malloc, wasm\.__wbindgen_realloc(?=\))/g,
  "$1",
);
replace(
  /^(function passStringToWasm0\(arg), malloc, realloc\) \{\n    if \(realloc === undefined[^]*?^    \}\n/m,
  "$1) {\n    const malloc = wasm.__wbindgen_malloc, realloc = wasm.__wbindgen_realloc;\n",
);
// Loading by address, by response, by module, at once, twice.
replace(
  /^let wasmModule, wasmInstance, wasm;\n[^]*$/m,
  `let wasm;
export default async function (bytes) {
    const { instance } = await WebAssembly.instantiate(bytes, __wbg_get_imports());
    wasm = instance.exports;
    wasm.__wbindgen_start();
}
`,
);

for (const [, long, short] of imports) {
  replace(RegExp(`^( *)${long}: function`, "m"), `$1${short}: function`);
}
for (const module of new Set(imports.map(([module]) => module))) {
  replace(JSON.stringify(module), '"a"');
}
const short = new Map(exports);
const used = new Set();
replace(/\bwasm\.(\w+)/g, (all, long) => {
  const name = short.get(long);
  if (!name) throw Error(`the wasm exports no ${long}, which ${glue} calls`);
  used.add(name);
  return `wasm.${name}`;
});
writeFileSync(out, code);

const nodes = [...used].map((name) => ({ name, export: name }));
writeFileSync(graph, JSON.stringify([{ name: "glue", root: true, reaches: [...used] }, ...nodes]));
