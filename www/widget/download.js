/** Requests: with an end, a limit, and an error that names the address. */
import { assetUrl, importModule } from "also-like-assets";

/** Milliseconds until a request is aborted. */
export const TIMEOUT = 10_000;

/** Bytes of the largest file that is accepted. */
export const MAX_BYTES = 64 << 20;

/** @type {Map<string, Promise<any>>} What is loaded or being loaded, by address. */
const loads = new Map();

/**
 * The promise that `load` made for this address. One that failed is forgotten, so that the next
 * caller tries again.
 *
 * @template T
 * @param {URL | string} url
 * @param {() => Promise<T>} load
 * @returns {Promise<T>}
 */
export function once(url, load) {
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
 * @param {URL | string} url
 * @param {Error} error
 */
export const notLoaded = (url, error) => Error(`could not load ${url}: ${error.message}`);

/**
 * @param {URL} url
 * @param {"json" | "arrayBuffer"} kind
 * @param {RequestCache} [cache]
 * @param {string} [integrity]
 * @returns {Promise<any>}
 */
export async function download(url, kind, cache, integrity) {
  try {
    const signal = AbortSignal.timeout(TIMEOUT);
    const response = await fetch(
      url,
      /** @type {RequestInit} */ ({ cache, credentials: "omit", integrity, signal }),
    );
    if (!response.ok) throw Error(`the server answered ${response.status}`);
    let left = MAX_BYTES;
    const bounded = new TransformStream({
      transform(bytes, controller) {
        left -= bytes.length;
        if (left < 0) throw Error(`it has more than ${MAX_BYTES} bytes`);
        controller.enqueue(bytes);
      },
    });
    return await new Response(/** @type {any} */ (response).body.pipeThrough(bounded))[kind]();
  } catch (error) {
    throw notLoaded(url, error);
  }
}

/**
 * Loads another module of this build, which few boxes need.
 *
 * @param {"explain" | "explore" | "metadata" | "more"} name
 */
export async function loadModule(name) {
  const url = assetUrl(`also-like-${name}.js`);
  try {
    return await once(url, () => {
      // The import of a module can't be aborted; the promise rejects instead.
      const late = new Promise((_, reject) =>
        setTimeout(() => reject(Error("it takes too long")), TIMEOUT),
      );
      return Promise.race([importModule(url), late]);
    });
  } catch (error) {
    throw notLoaded(url, error);
  }
}
