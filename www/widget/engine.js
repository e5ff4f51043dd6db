/** The engine: its wasm is started once a page, however many boxes there are. */
import { assetUrl } from "also-like-assets";
import load from "also-like-engine";
import { download, once } from "./download.js";

/** The engine that most boxes load. */
export const PLAIN = "also-like";

/** The engine with the feature `reasons`: the words that made an article similar, and sentences for errors. */
export const REASONS = "also-like-reasons";

/** The hashes of the engines, by name: a page that vouches for this module by `integrity` vouches for them. */
const INTEGRITY = typeof __INTEGRITY__ === "object" ? __INTEGRITY__ : {};

/** @type {Error | undefined} What ended the engine; see {@link run}. */
export let broken;

/**
 * Calls into the engine, unless it broke.
 *
 * The engine returns its errors. An exception (a trap, a stack overflow) interrupted it and left its memory
 * in an unknown state: it is never called again on this page.
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
    // The messages of browsers differ, and not all of them name the remedy.
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
