/** The related articles of a page: reads the page, loads the catalog, calls the engine. */
import * as constants from "../constants.js";
import { openCatalog } from "./catalog.js";
import { loadModule } from "./download.js";
import { PLAIN, REASONS } from "./engine.js";
import { openPage } from "./open-page.js";
import { canonicalUrl } from "./page.js";

/**
 * @typedef {import("./internal.js").Options} Options
 * @typedef {import("./internal.js").PageAnswer} PageAnswer
 *
 * @typedef {object} Query A page, ready to be ranked with files.
 * @property {(file: File, limit?: number, flags?: number) => Promise<any>} ask The engine's answer for one file,
 *   which is not kept.
 * @property {import("./catalog.js").Catalog} catalog
 * @property {number} limit
 * @property {string} pin
 *
 * @typedef {ArrayBuffer | Promise<ArrayBuffer>} File
 */

/** The day of the reader's calendar, counted as a catalog counts days. */
function today() {
  const now = new Date();
  return Math.floor((+now - now.getTimezoneOffset() * 60_000) / 864e5);
}

/**
 * The engine's flags for some options.
 *
 * @param {Options} options
 */
const flagsOf = ({ fallback, languages, skipLinked }) =>
  (+(languages === "any") * constants.ANY_LANGUAGE) |
  (+skipLinked * constants.SKIP_LINKED) |
  (+fallback.includes("section") * constants.SECTION) |
  (+fallback.includes("latest") * constants.LATEST);

/**
 * The engine's answer for the page as it is now, or for another.
 *
 * @param {Options} options
 * @param {number} limit The most cards.
 * @param {import("./internal.js").PageText} [page] What would be read from the other.
 */
export async function related(options, limit, page) {
  // Only boxes that show reasons load the engine that finds them.
  const engine = options.reasons || options.explain ? REASONS : PLAIN;
  const day = today();
  const { close, open, task } = openPage(options, day, page);
  const opening = openCatalog(options.catalog);
  // The metadata of an article are in the catalog.
  let isWhole = options.explain;
  try {
    // The engine reads and analyses the page while the catalog is on its way.
    open(engine, isWhole && opening).catch(() => {});
    const catalog = await opening;
    const { dates, taxonomy, diversity } = catalog.weights;

    /** @type {Query["ask"]} */
    const ask = async (file, most = limit, flags) => {
      // For a page that is no article, and for a damaged file, the engine that most boxes load has no answer.
      for (const name of [engine, REASONS]) {
        const [bytes, [own, page]] = await Promise.all([file, open(name, isWhole && opening)]);
        /** @type {any} */
        const answer = await task(() =>
          own.related(
            new Uint8Array(bytes),
            most,
            day,
            flags ?? flagsOf(options),
            dates,
            taxonomy,
            diversity,
          ),
        );
        if (answer && typeof answer === "string") throw Error(answer);
        if (answer && (answer.known || isWhole || flags)) return { ...answer, catalog, page };
        isWhole ||= !flags;
      }
    };

    if (!catalog.shards) return await ask(catalog.file());
    const own = await ask(catalog.neighbourhood(page?.url ?? canonicalUrl(document)));
    if (own.known && !options.pin) return own;
    const { explore } = await loadModule("explore");
    return await explore(own, { ask, catalog, limit, pin: options.pin });
  } finally {
    close();
  }
}
