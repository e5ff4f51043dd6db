// How long a reader waits for the box, in Chromium, beside other engines.
//
//     node browser.mjs WORK GLUE SIZE…
//
// WORK holds corpus-SIZE.jsonl and catalog-SIZE for each size; GLUE is the JavaScript of our engine;
// the variable CHROMIUM names the browser's program.
// Prints tables in Markdown, and keeps the figures of every run in WORK/browser.json.

import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { answers } from "./answer.mjs";
import { fill } from "./indexes.mjs";
import { Server } from "./server.mjs";
import { waits } from "./wait.mjs";

/** Pages that are opened with each engine. */
const RUNS = 5;

/** Articles at which engines are compared without a network: the first size that has as many. */
const COMPARED = 10_000;

const here = import.meta.dirname;
const [work, glue, ...rest] = process.argv.slice(2);
const program = process.env.CHROMIUM;
const sizes = rest.map(Number);
const compared = sizes.find((size) => size >= COMPARED) ?? sizes.at(-1);

/** Bundles a script of these folders for the browser. */
const bundle = (script, folder) =>
  build({
    entryPoints: [join(here, script)],
    outdir: folder,
    bundle: true,
    minify: true,
    format: "esm",
    target: "chrome111",
    alias: { "also-like-engine": resolve(glue) },
    logLevel: "warning",
  });

const server = await Server.start(join(work, "brotli"));
const browser = await chromium.launch({
  // Where it is not named it is where its installer put it.
  ...(program ? { executablePath: program } : { channel: "chrome" }),
  headless: true,
  args: [
    // As root in containers, where the sandbox can't.
    "--no-sandbox",
    "--disable-gpu",
    // Nothing but what the pages ask for.
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
try {
  const figures = { chromium: browser.version(), waits: {}, answers: {} };
  for (const size of sizes) {
    const folder = join(work, `peers-${size}`);
    console.error(`indexes of the other engines over ${size} articles`);
    const all = size === compared;
    await fill(folder, join(work, `corpus-${size}.jsonl`), { pages: RUNS, all });
    for (const reader of ["minisearch", "pagefind"]) await bundle(`reader/${reader}.js`, folder);
    server.folders.set("peers", folder);
    server.folders.set("also-like", join(work, `catalog-${size}`));
    figures.waits[size] = await waits(browser, server, folder);
    if (all) {
      const scripts = join(work, "engines");
      for (const engine of ["also-like", "typed", "flexsearch", "minisearch"]) {
        await bundle(`engine/${engine}.js`, scripts);
      }
      server.folders.set("engines", scripts);
      figures.answers[size] = await answers(browser, server, folder);
    }
    await writeFile(join(work, "browser.json"), JSON.stringify(figures, null, 1));
  }
} finally {
  await browser.close();
  server.stop();
}
