// Bundles the widget's JavaScript into one minified module, its styles inside as text.
//
//     node bundle.mjs ENTRY ENGINE_GLUE ENGINE_HASH VERSION OUT
//
// ENTRY imports "also-like-engine": the glue that wasm-bindgen made. __ENGINE_HASH__ in it becomes
// a string with ENGINE_HASH.

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { build, transform } from "esbuild";

const [entry, glue, hash, version, out] = process.argv.slice(2);
const target = ["chrome111", "firefox111", "safari16.4"];

const styles = {
  name: "styles",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const { code } = await transform(source, { loader: "css", minify: true, target });
      return { contents: code.trim(), loader: "text", watchFiles: [path] };
    });
  },
};

try {
  await build({
    entryPoints: [entry],
    outfile: out,
    bundle: true,
    minify: true,
    format: "esm",
    target,
    charset: "utf8",
    legalComments: "none",
    banner: { js: `/* also-like ${version}, MIT OR Apache-2.0 */` },
    alias: { "also-like-engine": resolve(glue) },
    define: { __ENGINE_HASH__: JSON.stringify(hash) },
    plugins: [styles],
    logLevel: "warning",
  });
} catch {
  process.exitCode = 1; // esbuild has said what is wrong.
}
