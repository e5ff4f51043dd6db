/** A page in the engines' memory, for as long as it is ranked. */
import { NO_DAY } from "../constants.js";
import { loadModule } from "./download.js";
import { broken, run, started } from "./engine.js";
import { readPage } from "./page.js";

/** @typedef {import("./internal.js").PageText} PageText */

/**
 * @param {import("./internal.js").Options} options How the page is read.
 * @param {number} today Counted from 1970-01-01.
 * @param {PageText} [given] Another page than the one that the reader has open.
 */
export function openPage({ article, exclude, pin }, today, given) {
  /** @type {Record<string, Promise<[import("./internal.js").OpenPage, PageText]>>} */
  const opened = {};
  /** @type {import("./internal.js").OpenPage[]} */
  const toFree = [];
  let isClosed = false;
  let page = given;

  /**
   * Runs work of the engine, and yields to the event loop after it, so that the page stays responsive.
   *
   * @template T
   * @param {() => T} work
   */
  const task = async (work) => {
    // Where one file failed the others may still be on their way.
    if (isClosed) throw Error();
    const done = run(work);
    await new Promise((resolve) => setTimeout(resolve));
    return done;
  };

  /**
   * The page in an engine, and what was read: once for all, and analysed once in each.
   *
   * @param {string} engine
   * @param {false | Promise<import("./catalog.js").Catalog>} [catalog] To read its metadata by all rules.
   */
  const open = (engine, catalog = false) =>
    (opened[engine + !catalog] ??= (async () => {
      const { OpenPage } = await started(engine);
      let text = (page ??= await task(() => readPage(document, article, pin, exclude)));
      if (catalog && !given) {
        const { names } = await catalog;
        try {
          const { withMetadata } = await loadModule("metadata");
          text = await withMetadata(document, text, names, today);
        } catch (error) {
          console.warn(`also-like: ${error.message}`);
        }
      }
      return task(() => {
        const own = new OpenPage(text, text.day ?? NO_DAY);
        toFree.push(own);
        return [own, text];
      });
    })());

  const close = () => {
    isClosed = true;
    // An engine that broke is not called again.
    if (!broken) for (const own of toFree) own.free();
  };

  return { close, open, task };
}
