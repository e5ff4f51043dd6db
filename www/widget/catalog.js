/** A catalog's manifest, and the addresses of the files that it names. */
import { NEIGHBOURHOODS_FOLDER } from "../constants.js";
import { hash } from "../key.js";
import { download, once } from "./download.js";
import { HEADINGS } from "./headings.js";

/** @typedef {Awaited<ReturnType<typeof load>>} Catalog */

/**
 * The catalog in a folder; its manifest is loaded once.
 *
 * @param {string} folder
 */
export const openCatalog = (folder) => once(folder, () => load(folder));

/** @param {string} directory */
async function load(directory) {
  const url = new URL("catalog.json", directory);
  /** @type {import("./internal.js").Manifest} */
  const {
    dates,
    files,
    headings,
    names,
    shards,
    weights,
    // Revalidated, usually with 304: an old manifest may name a file that is gone.
  } = (await download(url, "json", "no-cache")) ?? {};
  const name = `${shards ? shards.folder : files?.[0]?.name}`;
  const sizes = /** @type {import("./internal.js").Shards} */ (shards);
  if (!/^catalog-[\w.-]+$/.test(name) || (shards && !(sizes.neighbourhoods > 0)))
    throw Error(`${url} names no catalog file: build it again`);

  /**
   * One of many files, by its folder and number.
   *
   * @param {string} folder
   * @param {number} number
   * @param {"json" | "arrayBuffer"} [kind]
   */
  const shard = (folder, number, kind = "arrayBuffer") => {
    const end = kind === "json" ? kind : "bin";
    // Updates rewrite files: a cache must not serve an earlier version.
    const path = `${name}/${folder}/${number >> 8}/${number & 255}.${end}?${sizes.run >>> 0}`;
    return download(new URL(path, directory), kind);
  };

  /**
   * The file that has an article and those most like it.
   *
   * @param {string} address The article's.
   */
  const neighbourhood = (address) =>
    shard(NEIGHBOURHOODS_FOLDER, hash(address) % sizes.neighbourhoods);

  /** The bytes of the one file, loaded once. */
  const file = () => {
    const url = new URL(name, directory);
    return once(url, () => download(url, "arrayBuffer"));
  };

  return {
    // Without a prototype: pages may have any language tag, such as `constructor`.
    dates: /** @type {import("./internal.js").DateForms} */ (
      /** @type {unknown} */ ({ __proto__: null, ...dates })
    ),
    headings: /** @type {import("./internal.js").Headings} */ (
      /** @type {unknown} */ ({ __proto__: null, ...HEADINGS, ...headings })
    ),
    names,
    neighbourhood,
    shard,
    shards,
    weights: weights ?? {},
    file,
  };
}
