// Bundles the widget's JavaScript into minified modules, their styles inside as text.
//
//     node bundle.mjs GLUE METADATA_GLUE ENGINE_HASH VERSION FOLDER
//
// Writes FOLDER/also-like.js, FOLDER/also-like.css and the modules that few pages load (FOLDER/also-like-explain.js,
// -explore.js, -metadata.js, -more.js), from www/widget, and FOLDER/integrity.json: the hashes that a page may ask of each by
// `integrity`, by its address. FOLDER/element.js and FOLDER/define.js are what the package for npm gives to bundlers:
// not minified, for they do that, and with addresses that they understand.
// GLUE is what they import as "also-like-engine", METADATA_GLUE as "also-like-metadata". So that files of two builds never meet in a cache,
// also-like.js asks for the wasm and for the other modules with a hash of all of them: of ENGINE_HASH and theirs.

import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { build, transform } from "esbuild";
import { minify } from "terser";

const [glue, metadataGlue, hash, version, folder] = process.argv.slice(2);
const target = ["chrome111", "firefox111", "safari16.4"];

/** The styles in a file, minified. */
async function style(path) {
  const source = await readFile(path, "utf8");
  const { code } = await transform(source, { loader: "css", minify: true, target });
  // Custom properties keep their spaces, which mean nothing in ours.
  return code.trim().replace(/(?<=[,:]) /g, "");
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

/** The `integrity` of some wasm, by name. */
async function wasmHashes(...names) {
  const hashes = {};
  for (const name of names)
    hashes[name] = integrity("sha256", await readFile(join(folder, `${name}.wasm`)));
  return hashes;
}

const preamble = `/* also-like ${version}, MIT OR Apache-2.0 */`;

/**
 * What is told to esbuild for OUT, made of ENTRY.
 *
 * @returns {import("esbuild").BuildOptions & { outfile: string }}
 */
function options(entry, out, constants) {
  const strings = Object.entries(constants).map(([name, text]) => [name, JSON.stringify(text)]);
  return {
    entryPoints: [entry],
    outfile: join(folder, out),
    bundle: true,
    format: "esm",
    target,
    charset: "utf8",
    mangleProps: /_$/,
    legalComments: "none",
    alias: {
      "also-like-engine": resolve(glue),
      "also-like-metadata": resolve(metadataGlue),
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
  // What terser makes of it is 4 % smaller when compressed than what esbuild would.
  await build({ ...how, minifySyntax: true });
  const { code } = await minify(await readFile(outfile, "utf8"), {
    module: true,
    compress: {
      ecma: 2022,
      passes: 3,
      lhs_constants: false,
      // Nothing is read for what reading does, and no object that becomes text has another `valueOf`.
      pure_getters: true,
      unsafe: true,
      // No function of ours is called with `new`, and none has a `prototype` that counts.
      unsafe_arrows: true,
      unsafe_methods: true,
    },
    format: { preamble },
  });
  await writeFile(outfile, `${code}\n`);
  return `${code}\n`;
}

try {
  await writeFile(join(folder, "also-like.css"), `${await style("www/widget/also-like.css")}\n`);
  const modules = {};
  for (const name of ["explain", "explore", "metadata", "more"]) {
    const file = `also-like-${name}.js`;
    const constants = { __VERSION__: version };
    if (name === "metadata") constants.__INTEGRITY__ = await wasmHashes("also-like-metadata");
    modules[file] = await bundle(`www/widget/${name}.js`, file, constants);
  }
  const digest = createHash("sha256").update(hash);
  for (const code of Object.values(modules)) digest.update(code);
  const short = digest.digest("hex").slice(0, 8);
  const engines = await wasmHashes("also-like", "also-like-reasons");
  const constants = { __HASH__: short, __INTEGRITY__: engines };
  const entry = await bundle("www/widget/script.js", "also-like.js", constants);
  for (const name of ["element.js", "define.js"]) {
    const how = options(`npm/${name}`, name, { __INTEGRITY__: engines });
    await build({
      ...how,
      alias: { ...how.alias, "also-like-assets": resolve("npm/assets.js") },
      // The class is in one of them only.
      external: [
        ...Object.keys(modules).map((name) => `./${name}`),
        ...(name === "define.js" ? ["./element.js"] : []),
      ],
      banner: { js: preamble },
    });
  }
  const hashes = { "also-like.js": integrity("sha384", entry) };
  for (const [name, code] of Object.entries(modules)) {
    hashes[`${name}?v=${short}`] = integrity("sha384", code);
  }
  await writeFile(join(folder, "integrity.json"), `${JSON.stringify(hashes, null, 2)}\n`);
} catch (error) {
  if (!error.errors) console.error(error); // Else esbuild has said what is wrong.
  process.exitCode = 1;
}
