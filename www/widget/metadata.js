/**
 * The metadata of the page that the reader has open (headline, description, language, day): read by the rules of the
 * command, compiled to a wasm of its own. In a module that only pages outside of the catalog load, and boxes with
 * `explain`: of an article the catalog has them.
 */
import start, { readMetadata } from "also-like-metadata";
import { download, once } from "./download.js";

/** @typedef {import("./internal.js").PageText} PageText */

async function load() {
  const url = new URL("./also-like-metadata.wasm", import.meta.url);
  // The version of this module, as it was asked for.
  url.search ||= new URL(import.meta.url).search;
  const hash = typeof __INTEGRITY__ === "object" ? __INTEGRITY__["also-like-metadata"] : undefined;
  const bytes = await download(url, "arrayBuffer", undefined, hash);
  await start({ module_or_path: await WebAssembly.compile(bytes) });
}

/**
 * What was read of a page, with its metadata.
 *
 * @param {Document} page
 * @param {PageText} read
 * @param {import("./internal.js").Names | undefined} names Of its site.
 * @param {number} today Counted from 1970-01-01.
 * @returns {Promise<PageText>}
 */
export async function withMetadata(page, read, names, today) {
  await once("metadata", load);
  return { ...read, ...readMetadata(page, read.text, names, today) };
}
