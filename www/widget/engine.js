/**
 * Loading: each wasm and each manifest once a page, however many boxes there are; then the catalog, or of
 * one with many files those that the page needs.
 */
import { beside, bring } from "also-like-assets";
import load from "also-like-engine";
import { hash } from "../key.js";
import { address, read } from "./page.js";
import { dates } from "./text.js";
import { words } from "./headings.js";

/** Milliseconds until a request that has not come to an end is given up. */
const PATIENCE = 10_000;

/** Bytes of the largest file that is accepted. */
const LARGEST = 64 << 20;

/** The engine that says why: which words made an article similar, and what is wrong with a file. */
const WORDY = "also-like-reasons";

/** The day of a page that does not say when it was published. */
const NO_DAY = -(2 ** 31);

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
 * @param {string} [integrity]
 */
async function download(url, kind, cache, integrity) {
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const response = await fetch(url, { cache, credentials: "omit", integrity, signal });
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
 * What the engine finds wrong it answers. An exception (a trap, a stack overflow) stopped it in the middle
 * of its work and left its memory in an unknown state: it is never called again on this page.
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
    throw (broken = Error(`the engine broke (${error.message}): reload the page`));
  }
}

/** The hashes of the engines, by name: a page that vouches for this module by `integrity` vouches for them. */
const INTEGRITY = typeof __INTEGRITY__ === "object" && __INTEGRITY__;

/**
 * Loads another module of this build, which few boxes need: "debug" or "explore".
 *
 * @param {string} name
 */
export async function also(name) {
  const url = beside(`also-like-${name}.js`);
  try {
    // A module that is on its way can't be called back, but nobody has to wait for it.
    const late = (_, reject) => setTimeout(() => reject(Error("it takes too long")), PATIENCE);
    return await Promise.race([bring(url), new Promise(late)]);
  } catch (error) {
    throw Error(`could not load ${url}: ${error.message}`);
  }
}

/** @param {string} name */
async function start(name) {
  const url = beside(`${name}.wasm`);
  // As bytes, not as a stream: that would need the right MIME type, which many servers don't send.
  const bytes = await download(url, "arrayBuffer", undefined, INTEGRITY[name]);
  try {
    return await load(bytes);
  } catch ({ message }) {
    // Each browser has words of its own for this, and not all of them say what to do.
    throw Error(
      /CSP|-eval/.test(message)
        ? "the page's Content-Security-Policy must allow 'wasm-unsafe-eval' in script-src"
        : `could not start ${url}: ${message}`,
    );
  }
}

/** @param {string} directory */
async function manifest(directory) {
  // Asked for anew (304 as a rule): an old one may name a file that is gone.
  const url = new URL("catalog.json", directory);
  const {
    dates: own,
    files,
    headings,
    parts,
    weights,
  } = (await download(url, "json", "no-cache")) ?? {};
  const name = parts ? parts.folder : files?.[0]?.name;
  if (!/^catalog-[\w.-]+$/.test(name) || (parts && !(parts.near > 0)))
    throw Error(`${url} names no catalog file: build it again`);
  Object.assign(words, headings);
  Object.assign(dates, own);
  return { name, parts, weights };
}

/**
 * What the engine answers for the page as it is now, or for another.
 *
 * @param {import("./element.js").AlsoLikeElement} box Whose options count.
 * @param {number} limit The most cards.
 * @param {object} [page] What `read` in page.js would find in the other.
 * @returns {Promise<import("./also-like.js").Answer & { page: import("./explain.js").Page }>}
 */
export async function related(box, limit, page) {
  const { article, catalog: directory, exclude, languages, otherwise, pin, skipLinked } = box;
  // Only boxes that show reasons load the engine that finds them.
  const engine = box.reasons || box.debug ? WORDY : "also-like";
  const started = (name) => once(name, () => start(name));
  // The day of the reader's calendar, counted as a catalog counts days.
  const now = new Date();
  const today = Math.floor((now - now.getTimezoneOffset() * 60_000) / 86_400_000);
  const usual =
    (languages === "any") |
    (skipLinked << 1) |
    (otherwise.includes("section") << 2) |
    (otherwise.includes("latest") << 3);

  /** What the manifest says. */
  let name, parts, weights, over;
  /** Has the engine do something, and what follows it in another task: so none holds up the page for long. */
  const task = async (work) => {
    // Where one file failed the others may still be on their way.
    if (over) throw Error();
    const done = run(work);
    await new Promise((resolve) => setTimeout(resolve));
    return done;
  };

  /** The page, read once, in each engine that is asked, by the engine's name, and what is to be freed of it. */
  const opened = {};
  const pages = [];
  const open = (name) =>
    (opened[name] ??= (async () => {
      const { OpenPage, textOf } = await started(name);
      page ??= await task(() => read(document, textOf, article, pin, exclude));
      return task(() => pages[pages.push(new OpenPage(page, page.day ?? NO_DAY)) - 1]);
    })());

  /** Asks one file, which is not kept. */
  const ask = async (file, most = limit, flags = usual) => {
    const answered = async (name) => {
      const [bytes, own] = await Promise.all([file, open(name)]);
      return task(() => own.related(new Uint8Array(bytes), most, today, flags | (weights << 6)));
    };
    // For a damaged file the engine that most boxes load has no words.
    const answer = (await answered(engine)) || (await answered(WORDY));
    if (typeof answer === "string") throw Error(answer);
    return { ...answer, page };
  };

  /** One of many files, by its kind and number: see `File` in src/files.rs. */
  const part = (kind, number, type = "arrayBuffer") => {
    const end = type === "json" ? type : "bin";
    // Updates write files anew: a cache must not give what was there before.
    const path = `${name}/${kind}/${number >> 8}/${number & 255}.${end}?${parts.run >>> 0}`;
    return download(new URL(path, directory), type);
  };
  const near = (address) => part("near", hash(address) % parts.near);

  try {
    // The engine reads and analyses the page while the catalog is on its way.
    open(engine).catch(() => {});
    ({ name, parts, weights } = await once(directory, () => manifest(directory)));
    if (!parts) {
      const url = new URL(name, directory);
      return await ask(once(url, () => download(url, "arrayBuffer")));
    }
    const own = await ask(near(page?.url ?? address(document)));
    if (own.known && !pin) return own;
    const { explore } = await also("explore");
    return await explore(own, { ask, part, near, parts, weights, pin, limit });
  } finally {
    over = true;
    // An engine that broke is not called again.
    if (!broken) pages.forEach((own) => own.free());
  }
}
