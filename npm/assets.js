/**
 * Where the other files of the package are, in words that bundlers understand: each address is written out,
 * so that Vite, webpack, Rollup and others copy the file and put its new address here. It stands for
 * www/widget/assets.js.
 */

/** The folder of the catalog, unless a box names one: a bundle stands anywhere. */
export const catalogFolder = () => "/also-like/";

/** @type {Record<string, () => URL>} */
const files = {
  "also-like.wasm": () => new URL("./also-like.wasm", import.meta.url),
  "also-like-reasons.wasm": () => new URL("./also-like-reasons.wasm", import.meta.url),
};

/** @type {Record<string, () => Promise<unknown>>} */
const modules = {
  // @ts-expect-error In the package it stands beside this file.
  "also-like-explain.js": () => import("./also-like-explain.js"),
  // @ts-expect-error In the package it stands beside this file.
  "also-like-explore.js": () => import("./also-like-explore.js"),
  // @ts-expect-error In the package it stands beside this file.
  "also-like-metadata.js": () => import("./also-like-metadata.js"),
  // @ts-expect-error In the package it stands beside this file.
  "also-like-more.js": () => import("./also-like-more.js"),
};

/**
 * The address of a file of the package; the name of a module.
 *
 * @param {string} name
 */
export const assetUrl = (name) => files[name]?.() ?? name;

/**
 * Loads a module of the package.
 *
 * @param {string} name What {@link assetUrl} gave for it.
 */
export const importModule = (name) => modules[name]();
