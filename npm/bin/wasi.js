// Running the command: one module of WebAssembly that sees the files of this machine.

import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";

// Node's short way from WebAssembly to WASI crashes in long runs (seen in Node 20): the usual one is as fast for us.
// A Node to come may not know the flag, and would say so.
if (parseInt(process.versions.node, 10) <= 24) setFlagsFromString("--no-turbo-fast-api-calls");

/**
 * Node says of each use of WASI that it may change, which is nothing to tell a publisher.
 *
 * @template T
 * @param {() => Promise<T>} work
 */
async function silently(work) {
  const warn = process.emitWarning;
  process.emitWarning = () => {};
  try {
    return await work();
  } finally {
    process.emitWarning = warn;
  }
}

const isWindows = process.platform === "win32";

/** The options whose values are no paths, where a backslash means something else. */
const NO_PATHS = [
  "--article",
  "--selector",
  "--inject-at",
  "--exclude",
  "--pin",
  "--permalink",
  "--base-url",
  "--url",
];

/**
 * A path as WASI writes it: `C:\site` is `/C:/site`.
 *
 * @param {string} path
 */
const slashed = (path) =>
  path.replaceAll("\\", "/").replace(/^(--[\w-]+=)?(?=[A-Za-z]:(\/|$))/, "$1/");

/**
 * The arguments, with paths as WASI writes them.
 *
 * @param {string[]} given
 */
function translated(given) {
  if (!isWindows) return given;
  return given.map((argument, i) => {
    const option = argument.startsWith("--") ? argument.split("=")[0] : given[i - 1];
    return NO_PATHS.includes(option) ? argument : slashed(argument);
  });
}

/** The folders that the command sees, by the names that it has for them: all of them. */
function folders() {
  if (!isWindows) return { "/": "/" };
  const drives = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].map((letter) => `${letter}:`);
  return Object.fromEntries(
    drives.filter((drive) => existsSync(`${drive}\\`)).map((drive) => [`/${drive}`, `${drive}\\`]),
  );
}

/**
 * Runs the command, and gives its exit code; with `keep` also what it printed to standard output.
 *
 * @param {Uint8Array<ArrayBuffer>} wasm
 * @param {string[]} given The arguments.
 */
export async function run(wasm, given, { keep = false } = {}) {
  const { WASI } = await silently(() => import("node:wasi"));
  const folder = keep ? mkdtempSync(join(tmpdir(), "also-like-")) : "";
  const kept = keep ? openSync(join(folder, "out"), "w") : 1;
  try {
    const wasi = new WASI({
      version: "preview1",
      args: ["also-like", ...translated(given)],
      // WASI knows of no current folder.
      env: { PWD: isWindows ? slashed(process.cwd()) : process.cwd() },
      preopens: folders(),
      stdout: kept,
      returnOnExit: true,
    });
    const module = await WebAssembly.compile(wasm);
    const instance = await WebAssembly.instantiate(
      module,
      /** @type {WebAssembly.Imports} */ (wasi.getImportObject()),
    );
    const code = wasi.start(instance);
    return { code, text: keep ? readFileSync(join(folder, "out"), "utf8") : "" };
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) throw error;
    console.error(
      `also-like: the command broke (${error.message}): please report it with what it read`,
    );
    return { code: 1, text: "" };
  } finally {
    if (keep) {
      closeSync(kept);
      rmSync(folder, { recursive: true });
    }
  }
}
