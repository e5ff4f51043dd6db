/** The engine: its wasm is started once a page, however many boxes there are. */
import { assetUrl } from "also-like-assets";
import load from "also-like-engine";
import { download, once } from "./download.js";

/** The engine that most boxes load. */
export const PLAIN = "also-like";

/** The one that says why: which words made an article similar, and what is wrong with a file. */
export const REASONS = "also-like-reasons";

/** The hashes of the engines, by name: a page that vouches for this module by `integrity` vouches for them. */
const INTEGRITY = typeof __INTEGRITY__ === "object" ? __INTEGRITY__ : {};

/** @type {Error | undefined} What ended the engine; see {@link run}. */
export let broken;

/**
 * Calls into the engine, unless it broke.
 *
 * What the engine finds wrong it answers. An exception (a trap, a stack overflow) stopped it in the middle
 * of its work and left its memory in an unknown state: it is never called again on this page.
 *
 * @template T
 * @param {() => T} work
 * @returns {T}
 */
export function run(work) {
  if (broken) throw broken;
  try {
    return work();
  } catch (error) {
    throw (broken = Error(`the engine broke (${error.message}): reload the page`));
  }
}

/** @param {string} name */
async function start(name) {
  const url = assetUrl(`${name}.wasm`);
  // As bytes, not as a stream: that would need the right MIME type, which many servers don't send.
  const bytes = await download(/** @type {URL} */ (url), "arrayBuffer", undefined, INTEGRITY[name]);
  try {
    return await load(bytes);
  } catch ({ message }) {
    // Each browser has words of its own for this, and not all of them say what to do.
    throw Error(
      /CSP|-eval/.test(message)
        ? "script-src must allow 'wasm-unsafe-eval'"
        : `could not start ${url}: ${message}`,
    );
  }
}

/**
 * The functions of an engine.
 *
 * @param {string} name {@link PLAIN} or {@link REASONS}
 */
export const started = (name) => once(name, () => start(name));
