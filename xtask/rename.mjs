// Gives the functions between the glue and the wasm the short names that wasm-opt gave them: the
// long ones, with their hashes, are a good part of what a compressed widget weighs.
//
//     node rename.mjs GLUE MAP OUT
//
// GLUE is what wasm-bindgen made, MAP what wasm-opt --minify-imports-and-exports-and-modules printed.

import { readFileSync, writeFileSync } from "node:fs";

const [glue, map, out] = process.argv.slice(2);
const { imports, exports } = JSON.parse(readFileSync(map, "utf8"));
let code = readFileSync(glue, "utf8");

/** Replaces what must be there at least once. */
function replace(from, to) {
  const before = code;
  code = code.replace(from, to);
  if (code === before) throw Error(`${glue} has no ${from}: wasm-bindgen has changed its glue`);
}

for (const [, long, short] of imports) {
  replace(RegExp(`^( *)${long}: function`, "m"), `$1${short}: function`);
}
for (const module of new Set(imports.map(([module]) => module))) {
  replace(JSON.stringify(module), '"a"');
}
const short = new Map(exports);
replace(/\bwasm\.(\w+)/g, (all, long) => {
  // `memory` and the class's functions; what the glue never calls needs no new name.
  const name = short.get(long);
  if (!name) throw Error(`the wasm exports no ${long}, which ${glue} calls`);
  return `wasm.${name}`;
});
writeFileSync(out, code);
