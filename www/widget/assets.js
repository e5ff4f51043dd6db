/**
 * Where the other files of this build are: beside this module, each under its own name. The package for
 * npm has npm/assets.js instead, which bundlers understand.
 */

/** The folder of the catalog, unless a box names one. */
export const catalogFolder = () => import.meta.url.replace(/[^/]*$/, "");

/** @type {string | false} What other files of this build are followed by in addresses. */
const HASH = typeof __HASH__ === "string" && __HASH__;

/**
 * The address of another file of this build: old JavaScript never meets a newer file from the cache.
 *
 * @param {string} name
 */
export function assetUrl(name) {
  const url = new URL(name, import.meta.url);
  if (HASH) url.search = `v=${HASH}`;
  return url;
}

/**
 * Loads a module of this build.
 *
 * @param {URL | string} url What {@link assetUrl} gave for it.
 * @returns {Promise<any>}
 */
export const importModule = (url) => import(/** @type {string} */ (url));
