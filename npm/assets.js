/**
 * Where the other files of the package are, in words that bundlers understand: each address is written out,
 * so that Vite, webpack, Rollup and others copy the file and put its new address here. It stands for
 * www/widget/assets.js.
 */

/** The folder of the catalog, unless a box names one: a bundle stands anywhere. */
export const folder = () => "/also-like/";

const files = {
  "also-like.wasm": () => new URL("./also-like.wasm", import.meta.url),
  "also-like-reasons.wasm": () => new URL("./also-like-reasons.wasm", import.meta.url),
};

const modules = {
  "also-like-debug.js": () => import("./also-like-debug.js"),
  "also-like-explore.js": () => import("./also-like-explore.js"),
};

/**
 * The address of a file of the package; the name of a module.
 *
 * @param {string} name
 */
export const beside = (name) => files[name]?.() ?? name;

/**
 * Loads a module of the package.
 *
 * @param {string} name What {@link beside} gave for it.
 */
export const bring = (name) => modules[name]();
