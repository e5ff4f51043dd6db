/**
 * Loading: each wasm once a page, a catalog once an address and wasm, however many boxes there are.
 */
import load from "also-like-engine";
import { words } from "./words.js";

/** Milliseconds until a request that has not come to an end is given up. */
const PATIENCE = 10_000;

/** Bytes of the largest file that is accepted. */
const LARGEST = 64 << 20;

/** @type {Map<string, Promise<any>>} What is loaded or being loaded, by address. */
const loads = new Map();

/** @type {Error | undefined} What ended the engine; see {@link run}. */
let broken;

/**
 * The promise that `load` made for this address. One that failed is forgotten, so that the next
 * caller tries again.
 *
 * @template T
 * @param {URL | string} url
 * @param {() => Promise<T>} load
 * @returns {Promise<T>}
 */
function once(url, load) {
  const key = `${url}`;
  let promise = loads.get(key);
  if (!promise) {
    promise = load();
    promise.catch(() => loads.delete(key));
    loads.set(key, promise);
  }
  return promise;
}

/**
 * @param {URL} url
 * @param {"json" | "arrayBuffer"} kind
 * @param {RequestCache} [cache]
 */
async function download(url, kind, cache) {
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const response = await fetch(url, { cache, credentials: "omit", signal });
    if (!response.ok) throw Error(`the server answered ${response.status}`);
    let left = LARGEST;
    const bounded = new TransformStream({
      transform(bytes, controller) {
        left -= bytes.length;
        if (left < 0) throw Error(`it has more than ${LARGEST} bytes`);
        controller.enqueue(bytes);
      },
    });
    return await new Response(response.body.pipeThrough(bounded))[kind]();
  } catch (error) {
    throw Error(`could not load ${url}: ${error.message}`);
  }
}

/**
 * Calls into the engine, unless it broke.
 *
 * What the engine finds wrong it says as a plain `Error`. Anything else (a trap, a stack overflow)
 * stopped it in the middle of its work and left its memory in an unknown state: it is never called
 * again on this page.
 *
 * @template T
 * @param {() => T} work
 * @returns {T}
 */
function run(work) {
  if (broken) throw broken;
  try {
    return work();
  } catch (error) {
    if (error.name === "Error") throw error;
    throw (broken = Error(`the engine broke (${error.message}): reload the page`));
  }
}

/** @param {string} name */
async function start(name) {
  const url = new URL(`${name}.wasm`, import.meta.url);
  // Old JavaScript never meets a newer wasm from the cache.
  if (typeof __ENGINE_HASH__ === "string") url.search = `v=${__ENGINE_HASH__}`;
  // As bytes, not as a stream: that would need the right MIME type, which many servers don't send.
  return load(await download(url, "arrayBuffer"));
}

/** @param {string} directory */
async function catalogBytes(directory) {
  // The manifest is asked for anew (304 as a rule): an old one may name a file that is gone.
  const manifest = new URL("catalog.json", directory);
  const { files, headings } = (await download(manifest, "json", "no-cache")) ?? {};
  Object.assign(words, headings);
  const name = files?.[0]?.name;
  if (!/^[\w.-]+\.bin$/.test(name)) throw Error(`${manifest} names no catalog file: build it again`);
  return download(new URL(name, directory), "arrayBuffer");
}

/**
 * @param {string} directory
 * @param {string} name The engine's.
 */
async function open(directory, name) {
  // Side by side.
  const [bytes, Catalog] = await Promise.all([
    catalogBytes(directory),
    once(name, () => start(name)),
  ]);
  return run(() => new Catalog(new Uint8Array(bytes)));
}

/**
 * What the engine answers for the page as it is now.
 *
 * @param {import("./element.js").AlsoLikeElement} box Whose options count.
 * @param {number} limit The most cards.
 * @returns {Promise<import("./also-like.js").Answer & { page: import("./debug.js").Page }>}
 */
export async function related(box, limit) {
  const { article, catalog: directory, exclude, languages, otherwise, pin, skipLinked } = box;
  // Only boxes that show reasons load the engine that finds them.
  const name = box.reasons || box.debug ? "also-like-reasons" : "also-like";
  const catalog = await once(name + directory, () => open(directory, name));
  // The day of the reader's calendar, counted as a catalog counts days.
  const now = new Date();
  const today = Math.floor((now - now.getTimezoneOffset() * 60_000) / 86_400_000);
  const flags =
    (languages === "any") |
    (skipLinked << 1) |
    (otherwise.includes("section") << 2) |
    (otherwise.includes("latest") << 3);
  return run(() =>
    catalog.relatedToPage(document, article || undefined, limit, today, flags, pin, exclude),
  );
}
