// Bundles the widget's JavaScript into minified modules, their styles inside as text.
//
//     node bundle.mjs GLUE ENGINE_HASH VERSION FOLDER
//
// Writes FOLDER/also-like-debug.js, FOLDER/also-like-explore.js, FOLDER/also-like.js and FOLDER/also-like.css, from the
// files of the same purpose in www/widget, and FOLDER/integrity.json: the hashes that a page may ask of each by `integrity`, by
// its address. FOLDER/index.js is what the package for npm gives to bundlers: not minified, for they do that, and with
// addresses that they understand.
// GLUE is what they import as "also-like-engine". So that files of two builds never meet in a cache,
// also-like.js asks for the wasm and for the other modules with a hash of all of them: of ENGINE_HASH and theirs.

import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { build, transform } from "esbuild";
import { minify } from "terser";

const [glue, hash, version, folder] = process.argv.slice(2);
const target = ["chrome111", "firefox111", "safari16.4"];

/** The styles in a file, minified. */
async function style(path) {
  const source = await readFile(path, "utf8");
  const { code } = await transform(source, { loader: "css", minify: true, target });
  return code.trim();
}

const styles = {
  name: "styles",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => ({
      contents: await style(path),
      loader: "text",
      watchFiles: [path],
    }));
  },
};

/** The `integrity` of some bytes. */
const integrity = (algorithm, bytes) =>
  `${algorithm}-${createHash(algorithm).update(bytes).digest("base64")}`;

const preamble = `/* also-like ${version}, MIT OR Apache-2.0 */`;

/** What is told to esbuild for OUT, made of ENTRY. */
function options(entry, out, constants) {
  const strings = Object.entries(constants).map(([name, text]) => [name, JSON.stringify(text)]);
  return {
    entryPoints: [entry],
    outfile: join(folder, out),
    bundle: true,
    format: "esm",
    target,
    charset: "utf8",
    legalComments: "none",
    alias: {
      "also-like-engine": resolve(glue),
      "also-like-assets": resolve("www/widget/assets.js"),
    },
    define: Object.fromEntries(strings),
    plugins: [styles],
    logLevel: "warning",
  };
}

/** Makes OUT of ENTRY, and returns its code as written. */
async function bundle(entry, out, constants) {
  const how = options(entry, out, constants);
  const { outfile } = how;
  await build({ ...how, minify: true });
  // Once more: what terser makes of it is 4 % smaller when compressed.
  const { code } = await minify(await readFile(outfile, "utf8"), {
    module: true,
    compress: { ecma: 2022, passes: 3 },
    format: { preamble },
  });
  await writeFile(outfile, `${code}\n`);
  return `${code}\n`;
}

try {
  await writeFile(join(folder, "also-like.css"), `${await style("www/widget/also-like.css")}\n`);
  const debug = await bundle("www/widget/explain.js", "also-like-debug.js", {
    __VERSION__: version,
  });
  const explore = await bundle("www/widget/explore.js", "also-like-explore.js", {});
  const digest = createHash("sha256").update(hash).update(debug).update(explore).digest("hex");
  const short = digest.slice(0, 8);
  const engines = {};
  for (const name of ["also-like", "also-like-reasons"]) {
    engines[name] = integrity("sha256", await readFile(join(folder, `${name}.wasm`)));
  }
  const constants = { __HASH__: short, __INTEGRITY__: engines };
  const entry = await bundle("www/widget/script.js", "also-like.js", constants);
  const how = options("npm/index.js", "index.js", { __INTEGRITY__: engines });
  await build({
    ...how,
    alias: { ...how.alias, "also-like-assets": resolve("npm/assets.js") },
    external: ["./also-like-debug.js", "./also-like-explore.js"],
    banner: { js: preamble },
  });
  const hashes = {
    "also-like.js": integrity("sha384", entry),
    [`also-like-explore.js?v=${short}`]: integrity("sha384", explore),
    [`also-like-debug.js?v=${short}`]: integrity("sha384", debug),
  };
  await writeFile(join(folder, "integrity.json"), `${JSON.stringify(hashes, null, 2)}\n`);
} catch (error) {
  if (!error.errors) console.error(error); // Else esbuild has said what is wrong.
  process.exitCode = 1;
}
