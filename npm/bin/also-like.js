#!/usr/bin/env node
// The command `also-like`, compiled to WASI and run by Node.

import { readFileSync } from "node:fs";
import { serve } from "./serve.js";
import { run } from "./wasi.js";

const wasm = readFileSync(new URL("also-like.wasm", import.meta.url));
const given = process.argv.slice(2);

if (given[0] === "serve") {
  // The command reads the options; WASI has no sockets to serve with.
  const { code, text } = await run(wasm, given, { keep: true });
  if (code === 0 && text.startsWith("{")) {
    serve(JSON.parse(text));
  } else {
    process.stdout.write(text);
    process.exitCode = code;
  }
} else {
  process.exitCode = (await run(wasm, given)).code;
}
