/** When a page that becomes another without being loaded has become it. */

/** Milliseconds without a change after which a page has become what it will be. */
const QUIET = 300;

/** Milliseconds until a page is taken as it is that has not begun to change, and one that has not stopped. */
const BEGINS = 1_000;
const ENDS = 5_000;

/**
 * Resolves when the page has become another.
 *
 * @returns {Promise<void>}
 */
export const settled = () =>
  new Promise((resolve) => {
    /** @type {ReturnType<typeof setTimeout>} */
    let timer;
    const done = () => {
      observer.disconnect();
      resolve();
    };
    const rest = (/** @type {number} */ time) => {
      clearTimeout(timer);
      timer = setTimeout(done, time);
    };
    const observer = new MutationObserver(() => rest(QUIET));
    observer.observe(document, { characterData: true, childList: true, subtree: true });
    rest(BEGINS);
    setTimeout(done, ENDS);
  });
