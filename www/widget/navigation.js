/**
 * Pages that become another without being loaded: a router changes the address and, before or after that,
 * the article.
 */
import { key } from "../key.js";

/** Milliseconds without a change after which a page has become what it will be. */
const QUIET = 300;

/** Milliseconds until a page is taken as it is that has not begun to change, and one that has not stopped. */
const BEGINS = 1_000;
const ENDS = 5_000;

/** Resolves when the page has become another. */
function settled() {
  return new Promise((resolve) => {
    let timer;
    const done = () => {
      observer.disconnect();
      resolve();
    };
    const rest = (time) => {
      clearTimeout(timer);
      timer = setTimeout(done, time);
    };
    const observer = new MutationObserver(() => rest(QUIET));
    observer.observe(document, { characterData: true, childList: true, subtree: true });
    rest(BEGINS);
    setTimeout(done, ENDS);
  });
}

/** @type {string | undefined} The address of the article that boxes have read, or are about to. */
let at;

/** Says that the page is being read as it is. */
export const arrive = () => (at = key(location.href));

/**
 * Tells of every change of the page's address that makes it another article's. A browser without the
 * Navigation API (before Chrome 102, Firefox 147, Safari 26.2) tells only when the reader goes back or forth.
 *
 * @param {(settled: Promise<void>) => void} tell Called with what resolves when the article is there too.
 */
export function follow(tell) {
  const { addEventListener, navigation } = globalThis;
  const listen = () => {
    if (at !== undefined && at !== arrive()) tell(settled());
  };
  if (navigation) navigation.addEventListener("currententrychange", listen);
  else addEventListener?.("popstate", listen); // On a server there is neither.
}
